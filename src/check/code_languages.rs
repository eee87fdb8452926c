//! Code in a language without a known syntax.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Severity, Span, nearest};
use crate::text::highlight::{Info, is_known, known_languages};
use crate::text::{BlockId, BlockKind};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found = Vec::new();
    for (number, block) in (0..).zip(subject.text.blocks.iter()) {
        let BlockKind::Code { info: Some(info) } = block.kind else { continue };
        let info = subject.text.words(subject.body, info);
        let language = Info::read(info).language;
        found.extend(idle(subject, info, block.span).map(|one| (Some(BlockId(number)), one)));
        if !is_known(language) {
            found.push((Some(BlockId(number)), unknown(subject, language, block.span)));
        }
    }
    found
}

/// What of a block's first line says nothing: lines that there are not, titles without end.
fn idle<'s>(subject: &'s Subject<'_>, info: &'s str, block: Span) -> impl Iterator<Item = Diagnostic> + 's {
    let lines: Vec<_> = block.of(subject.body).lines().collect();
    let closing =
        lines.len() > 1 && lines.last().is_some_and(|last| last.trim_start().starts_with(['`', '~']));
    let count = lines.len().saturating_sub(1 + usize::from(closing));
    let first = lines.first().copied().unwrap_or_default();
    let start = block.start as usize + first.find(info).unwrap_or_default();
    Info::idle(info, count).into_iter().map(move |(words, why)| {
        let at = start + (words.as_ptr().addr() - info.as_ptr().addr());
        Diagnostic::new(Id::BadValue, why)
            .severity(Severity::Warning)
            .at(subject.place(Span::new(at..at + words.len())))
            .help("write them after the language: three backticks and `rust title=\"A title\" {2,4-6}`")
    })
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
