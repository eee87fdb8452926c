//! Code in a language without a known syntax.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Span, nearest};
use crate::text::highlight::{Info, is_known, known_languages};
use crate::text::{BlockId, BlockKind};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found = Vec::new();
    for (number, block) in (0..).zip(subject.text.blocks.iter()) {
        let BlockKind::Code { info: Some(info) } = block.kind else { continue };
        let info = subject.text.words(subject.body, info);
        let language = Info::read(info).language;
        if !is_known(language) {
            found.push((Some(BlockId(number)), unknown(subject, language, block.span)));
        }
    }
    found
}

fn unknown(subject: &Subject<'_>, language: &str, block: Span) -> Diagnostic {
    let first_line = block.of(subject.body).lines().next().unwrap_or_default();
    let at = first_line.find(language).unwrap_or(0) + block.start as usize;
    let mut diagnostic =
        Diagnostic::new(Id::UnknownCodeLanguage, format!("no syntax is known for `{language}`"))
            .at(subject.place(Span::new(at..at + language.len())))
            .why("the code is shown without colours");
    let near = nearest(language, known_languages().iter().copied());
    diagnostic.help.extend(near.map(|near| format!("did you mean `{}`?", near.to_lowercase())));
    diagnostic.help("write `text` if it is in no language")
}
