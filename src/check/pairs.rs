//! Blocks that have no partner, though nobody said that they should have none, and partners that seem
//! to be none.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Place};
use crate::parallel::{Bead, Run, Side, State, beads_of, pin, side};
use crate::text::{BlockId, Directive, text};

/// Looks at a gloss and its original together.
pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    if subject.is_original() {
        return Vec::new();
    }
    let beads = beads_of(subject.db, subject.work, Some(subject.language));
    let findings = beads.beads.iter().filter_map(|bead| match bead.state {
        State::Unpaired => finding(subject, bead),
        State::Paired => doubtful(subject, bead),
        State::Alone | State::Todo => None,
    });
    findings.collect()
}

/// Two blocks that are less sure than this to belong together are told.
const SURE: u8 = 60;

fn doubtful(subject: &Subject<'_>, bead: &Bead) -> Option<(Option<BlockId>, Diagnostic)> {
    let (run, other) = (bead.original?, bead.gloss?);
    if bead.confidence.percent() >= SURE {
        return None;
    }
    let original = subject.sides.file(subject.sides.original)?;
    let (body, span) = (original.body(subject.db), text(subject.db, original).block(run.first).span);
    let own = subject.text.block(other.first).span;
    let diagnostic =
        Diagnostic::new(Id::DoubtfulPair, "this block does not look like a rendering of the original's")
            .at(subject.place(first_line(own, subject.body)))
            .also_at(Place::body(original.path(subject.db), first_line(span, body)), "the original's")
            .why("they stand at the same place, and have neither words nor length in common")
            .help("if they belong together, give both the same id: `<!-- diglot: id=why -->`")
            .help("if not, put `<!-- diglot: alone -->` on a line of its own before each");
    Some((Some(other.first), diagnostic))
}

fn finding(subject: &Subject<'_>, bead: &Bead) -> Option<(Option<BlockId>, Diagnostic)> {
    match (bead.original, bead.gloss) {
        (None, Some(run)) => {
            let namesake = namesake(subject, run.first);
            let found = namesake.map_or_else(
                || Some(only_in_gloss(subject, run)),
                |(id, namesake)| crossing(subject, run, id, namesake),
            );
            Some((Some(run.first), found?))
        }
        (Some(run), None) => Some((None, only_in_original(subject, run)?)),
        _ => None,
    }
}

/// The id of a gloss's block, and the original's block that has it too.
fn namesake<'db>(subject: &Subject<'db>, block: BlockId) -> Option<(&'db str, BlockId)> {
    let original = side(subject.db, subject.sides.file(subject.sides.original)?);
    let id = pin(side(subject.db, subject.file), block)?;
    Some((id, called(original, id)?))
}

/// The block of a text that has an id by its author's word.
fn called(side: Side<'_>, id: &str) -> Option<BlockId> {
    let blocks = (0..).map(BlockId).take(side.text.blocks.len());
    blocks.into_iter().find(|block| pin(side, *block) == Some(id))
}

/// An id that both sides have, where no order of the blocks would pair it beside the others.
fn crossing(subject: &Subject<'_>, run: Run, id: &str, namesake: BlockId) -> Option<Diagnostic> {
    let beads = &beads_of(subject.db, subject.work, Some(subject.language)).beads;
    let paired =
        |bead: &Bead| bead.gloss.is_some() && bead.original.is_some_and(|run| run.contains(namesake));
    if beads.iter().any(paired) {
        // The id stands twice in the gloss, which is said by itself.
        return None;
    }
    let original = subject.sides.file(subject.sides.original)?;
    let (body, span) = (original.body(subject.db), text(subject.db, original).block(namesake).span);
    let own = subject.text.block(run.first).span;
    let message = format!("this block and the original's `#{id}` cannot be paired");
    let diagnostic = Diagnostic::new(Id::Unpaired, message)
        .at(subject.place(first_line(own, subject.body)))
        .also_at(Place::body(original.path(subject.db), first_line(span, body)), "the original's")
        .why("they stand in another order than other blocks with ids, or in other containers");
    Some(diagnostic.help("move one of the two, or take the id from one of them"))
}

fn only_in_gloss(subject: &Subject<'_>, run: Run) -> Diagnostic {
    let span = subject.text.block(run.first).span;
    let mut diagnostic = Diagnostic::new(Id::Unpaired, "this block has no partner in the original")
        .at(subject.place(first_line(span, subject.body)))
        .help("if that is right, put `<!-- diglot: alone -->` on a line of its own before it");
    if subject.text.block_before(run.first).is_some() {
        diagnostic =
            diagnostic.help("if it belongs to the block before, put `<!-- diglot: with-previous -->` there");
    }
    diagnostic.help("if its partner is another block, give both the same id: `<!-- diglot: id=why -->`")
}

fn only_in_original(subject: &Subject<'_>, run: Run) -> Option<Diagnostic> {
    let file = subject.sides.file(subject.sides.original)?;
    let original = text(subject.db, file);
    let may_stand = original.directives_of(run.first).any(|said| match said {
        Directive::Allow { rule, .. } => original.words(file.body(subject.db), *rule) == Id::Unpaired.name(),
        _ => false,
    });
    let id = pin(side(subject.db, file), run.first);
    if may_stand || id.is_some_and(|id| called(side(subject.db, subject.file), id).is_some()) {
        // Of two blocks with one id it is said once, at the gloss's.
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
pub(super) fn first_line(span: crate::diagnostic::Span, body: &str) -> crate::diagnostic::Span {
    let length = span.of(body).lines().next().map_or(0, str::len);
    crate::diagnostic::Span::new(span.start as usize..span.start as usize + length)
}
