//! Blocks that have no partner, though nobody said that they should have none.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Place};
use crate::parallel::{Bead, Run, State, beads_of};
use crate::text::{BlockId, Directive, text};

/// Looks at a gloss and its original together.
pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    if subject.is_original() {
        return Vec::new();
    }
    let beads = beads_of(subject.db, subject.work, Some(subject.language));
    let unpaired = beads.beads.iter().filter(|bead| bead.state == State::Unpaired);
    unpaired.filter_map(|bead| finding(subject, bead)).collect()
}

fn finding(subject: &Subject<'_>, bead: &Bead) -> Option<(Option<BlockId>, Diagnostic)> {
    match (bead.original, bead.gloss) {
        (None, Some(run)) => Some((Some(run.first), only_in_gloss(subject, run))),
        (Some(run), None) => Some((None, only_in_original(subject, run)?)),
        _ => None,
    }
}

fn only_in_gloss(subject: &Subject<'_>, run: Run) -> Diagnostic {
    let span = subject.text.block(run.first).span;
    Diagnostic::new(Id::Unpaired, "this block has no partner in the original")
        .at(subject.place(first_line(span, subject.body)))
        .help("if that is right, put `<!-- diglot: alone -->` on a line of its own before it")
        .help("if it belongs to the block before, put `<!-- diglot: with-previous -->` there")
        .help("if its partner is another block, give both the same id: `<!-- diglot: id=why -->`")
}

fn only_in_original(subject: &Subject<'_>, run: Run) -> Option<Diagnostic> {
    let file = subject.sides.file(subject.sides.original)?;
    let original = text(subject.db, file);
    let may_stand = original.directives_of(run.first).any(|said| match said {
        Directive::Allow { rule, .. } => original.words(file.body(subject.db), *rule) == Id::Unpaired.name(),
        _ => false,
    });
    if may_stand {
        return None;
    }
    let span = original.block(run.first).span;
    let place = Place::body(file.path(subject.db), first_line(span, file.body(subject.db)));
    let gloss = subject.file.path(subject.db);
    let diagnostic = Diagnostic::new(Id::Unpaired, format!("this block has no partner in {gloss}"))
        .at(place)
        .help(format!("write it in {gloss}, or `<!-- diglot: todo -->` and a placeholder until then"))
        .help("if it is to have none, put `<!-- diglot: alone -->` on a line of its own before it");
    Some(diagnostic)
}

/// The first line is enough to point at a block.
fn first_line(span: crate::diagnostic::Span, body: &str) -> crate::diagnostic::Span {
    let length = span.of(body).lines().next().map_or(0, str::len);
    crate::diagnostic::Span::new(span.start as usize..span.start as usize + length)
}
