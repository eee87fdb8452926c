//! Pictures that say nothing to those who do not see them.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id};
use crate::site::{FrontStep, front, meta, place_of};
use crate::text::{BlockId, InlineKind, Mark, is_remote};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found: Vec<_> = of_front_matter(subject).into_iter().map(|found| (None, found)).collect();
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

/// The picture that front matter names: of this text itself, or inherited from the original.
fn of_front_matter(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (db, file) = (subject.db, subject.file);
    let Some(image) = meta(db, subject.work, subject.language).as_ref().and_then(|meta| meta.image.as_ref())
    else {
        return Vec::new();
    };
    let at = |way: &[FrontStep<'_>]| place_of(file.front(db), file.path(db), way);
    let own = front(db, file).written.image.as_ref();
    let mut found = Vec::new();
    if own.and_then(|own| own.src.as_deref()).is_some_and(is_remote) {
        let message =
            "a picture from another host, or one that stands in its own address, cannot stand for the text";
        let place = at(&[FrontStep::Key("image"), FrontStep::Key("src")]);
        found.push(
            Diagnostic::new(Id::ForeignHabit, message)
                .at(place)
                .help("put the picture beside the text, and name where it comes from in `sources`"),
        );
    }
    if image.alt.as_deref().is_none_or(|alt| alt.trim().is_empty()) {
        let message = format!("the picture of this text has no words in `{}`", subject.language);
        found.push(
            Diagnostic::new(Id::MissingAlt, message).at(at(&[FrontStep::Key("image")])).help(
                "say what it shows: `image: {alt: A cat on a roof}`; each language has words of its own",
            ),
        );
    }
    found
}

fn without_words(subject: &Subject<'_>, span: crate::diagnostic::Span) -> Diagnostic {
    Diagnostic::new(Id::MissingAlt, "this picture has no words for readers who do not see it")
        .at(subject.place(span))
        .help("say between the brackets what it shows: `![A cat on a roof](cat.jpg)`")
        .help("if it only decorates, put `<!-- diglot: allow missing-alt: decoration -->` on a line of its own before it")
}
