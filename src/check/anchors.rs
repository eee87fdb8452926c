//! Two places with one id: a link could not say which is meant.

use std::collections::BTreeMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Span};
use crate::parallel::{anchors_of, ids_of_raw_html, pin, side};
use crate::text::BlockId;

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found = in_raw_html(subject);
    if subject.is_original() {
        found.extend(of_blocks(subject));
    } else {
        found.extend(in_gloss(subject));
    }
    found
}

/// Raw HTML that takes the id of a block, or one that other raw HTML has.
fn in_raw_html(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let ids = ids_of_raw_html(subject.db, subject.file);
    let blocks = &anchors_of(subject.db, subject.work).blocks;
    let written = |span: Span| span.of(subject.body);
    let mut found = Vec::new();
    for (number, (block, span)) in ids.iter().enumerate() {
        let id = written(*span);
        let first = ids[..number].iter().find(|(_, other)| written(*other) == id);
        if first.is_none() && (id.is_empty() || blocks.iter().all(|(other, _)| **other != *id)) {
            continue;
        }
        let mut diagnostic = twice(id).severity(subject.severity()).at(subject.place(*span));
        if let Some((_, first)) = first {
            diagnostic = diagnostic.also_at(subject.place(*first), "here it stands first");
        }
        found.push((Some(*block), diagnostic));
    }
    found
}

fn twice(id: &str) -> Diagnostic {
    Diagnostic::new(Id::DuplicateAnchor, format!("the id `{id}` stands twice in this text"))
        .label("a second time")
        .why("a link to it could not say which is meant")
        .help("give one of the two another id")
}

/// Blocks of an original.
fn of_blocks(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let anchors = anchors_of(subject.db, subject.work);
    let finding = |(block, id): &(BlockId, std::sync::Arc<str>)| {
        let first = (0..).map(BlockId).zip(anchors.blocks.iter()).find(|(_, (other, _))| other == id);
        of_two(subject, id, first.map(|(first, _)| first), *block)
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
            Some(first) => found.push(of_two(subject, id, Some(*first), block)),
            None => _ = firsts.insert(id, block),
        }
    }
    found
}

/// The second of two blocks with one id.
fn of_two(
    subject: &Subject<'_>,
    id: &str,
    first: Option<BlockId>,
    block: BlockId,
) -> (Option<BlockId>, Diagnostic) {
    let place = |block: BlockId| subject.place(subject.text.block(block).span);
    let mut diagnostic = twice(id).severity(subject.severity()).at(place(block));
    if let Some(first) = first {
        diagnostic = diagnostic.also_at(place(first), "the first keeps it");
    }
    (Some(block), diagnostic)
}
