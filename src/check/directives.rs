//! Directives that apply to nothing: work still to be done in an original, findings allowed that there
//! are none of.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Span};
use crate::text::{BlockId, BlockKind, Directive, Words};

/// `todo` in an original, which nobody glosses.
pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    if !subject.is_original() {
        return Vec::new();
    }
    let todo = subject.text.directives.iter().filter(|(_, said)| *said == Directive::Todo);
    let report = |(block, _): &(BlockId, Directive)| {
        let found = Diagnostic::new(Id::Directive, "`todo` says nothing in an original")
            .at(subject.place(word_before(subject, *block, "todo")))
            .why("it marks what a gloss still lacks")
            .help("put it before the block of the gloss, or write `note …` for translators");
        (Some(*block), found)
    };
    todo.map(report).collect()
}

/// Each `allow` at whose block nothing of its rule was found. What only a gloss's file can tell of an
/// original's block is not asked for here.
pub(super) fn unused(subject: &Subject<'_>, found: &[(Option<BlockId>, Diagnostic)]) -> Vec<Diagnostic> {
    let allowed = subject.text.directives.iter().filter_map(|(block, said)| match said {
        Directive::Allow { rule, .. } => Some((*block, *rule)),
        _ => None,
    });
    let unused = allowed.filter_map(|(block, rule)| {
        let name = subject.text.words(subject.body, rule);
        let (Words::Body(span), Some(id)) = (rule, Id::of_name(name)) else { return None };
        let is_used = found.iter().any(|(at, found)| *at == Some(block) && found.id == id);
        let elsewhere = id == Id::Unpaired && subject.is_original();
        (!is_used && !elsewhere).then(|| {
            Diagnostic::new(Id::Directive, format!("there is no `{name}` here to be allowed"))
                .at(subject.place(span))
                .help("remove it: what it was for has been mended, or stands elsewhere")
        })
    });
    unused.collect()
}

/// Where a word stands in the comments right before a block.
fn word_before(subject: &Subject<'_>, block: BlockId, word: &str) -> Span {
    let before = subject.text.blocks[..block.0 as usize].iter().rev();
    let mut comments = before.take_while(|block| block.kind.is_silent());
    let found = comments.find_map(|comment| {
        let at = comment.span.of(subject.body).find(word).filter(|_| comment.kind == BlockKind::Directive)?;
        let start = comment.span.start as usize + at;
        Some(Span::new(start..start + word.len()))
    });
    found.unwrap_or(subject.text.block(block).span)
}
