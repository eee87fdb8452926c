//! Two blocks with one id: a link could not say which is meant.

use std::collections::BTreeMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, Id};
use crate::parallel::{anchors_of, pin, side};
use crate::text::BlockId;

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    if !subject.is_original() {
        return in_gloss(subject);
    }
    let anchors = anchors_of(subject.db, subject.work);
    let finding = |(block, id): &(BlockId, std::sync::Arc<str>)| {
        let first = (0..).map(BlockId).zip(anchors.blocks.iter()).find(|(_, (other, _))| other == id);
        twice(subject, id, first.map(|(first, _)| first), *block)
    };
    anchors.twice.iter().map(finding).collect()
}

/// The ids that a gloss gives twice by its author's word.
fn in_gloss(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let side = side(subject.db, subject.file);
    let mut firsts = BTreeMap::new();
    let mut found = Vec::new();
    for block in (0..).map(BlockId).take(subject.text.blocks.len()) {
        let Some(id) = pin(side, block) else { continue };
        match firsts.get(id) {
            Some(first) => found.push(twice(subject, id, Some(*first), block)),
            None => _ = firsts.insert(id, block),
        }
    }
    found
}

fn twice(
    subject: &Subject<'_>,
    id: &str,
    first: Option<BlockId>,
    block: BlockId,
) -> (Option<BlockId>, Diagnostic) {
    let place = |block: BlockId| subject.place(subject.text.block(block).span);
    let mut diagnostic =
        Diagnostic::new(Id::DuplicateAnchor, format!("the id `{id}` stands twice in this text"))
            .severity(subject.severity())
            .at(place(block))
            .label("a second time")
            .why("a link to it could not say which is meant")
            .help("give one of the two another id");
    if let Some(first) = first {
        diagnostic = diagnostic.also_at(place(first), "the first keeps it");
    }
    (Some(block), diagnostic)
}
