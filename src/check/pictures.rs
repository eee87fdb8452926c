//! Pictures that say nothing to those who do not see them.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id};
use crate::text::{BlockId, InlineKind, Mark};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found = Vec::new();
    for (number, block) in (0..).zip(subject.text.blocks.iter()) {
        for pair in subject.text.inlines_of(block).windows(2) {
            let [open, next] = pair else { continue };
            if let InlineKind::Open(Mark::Image(link)) = open.kind
                && matches!(next.kind, InlineKind::Close(_))
            {
                let span = subject.text.links[link.0 as usize].span;
                found.push((Some(BlockId(number)), without_words(subject, span)));
            }
        }
    }
    found
}

fn without_words(subject: &Subject<'_>, span: crate::diagnostic::Span) -> Diagnostic {
    Diagnostic::new(Id::MissingAlt, "this picture has no words for readers who do not see it")
        .at(subject.place(span))
        .help("say between the brackets what it shows: `![A cat on a roof](cat.jpg)`")
        .help("if it only decorates, put `<!-- diglot: allow missing-alt: decoration -->` on a line of its own before it")
}
