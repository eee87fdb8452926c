//! Two places with one id: a link could not say which is meant.

use super::Subject;
use crate::db::{Db, File};
use crate::diagnostic::{Diagnostic, Id, Span};
use crate::parallel::anchors_of;
use crate::site::{RawHtml, config};
use crate::text::{BlockId, raw_ids, text};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found = in_raw_html(subject);
    if subject.is_original() {
        found.extend(of_blocks(subject));
    }
    found
}

/// The ids that a text's raw HTML has on its page.
pub(super) fn ids_of_raw_html(db: &dyn Db, file: File) -> Vec<(BlockId, Span)> {
    match config(db).config.raw_html {
        RawHtml::Allow => raw_ids(text(db, file), file.body(db)),
        RawHtml::Escape | RawHtml::Sanitize => Vec::new(),
    }
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
    let place = |block: BlockId| subject.place(subject.text.block(block).span);
    let finding = |(block, id): &(BlockId, std::sync::Arc<str>)| {
        let mut diagnostic = twice(id).at(place(*block));
        let first = (0..).map(BlockId).zip(anchors.blocks.iter()).find(|(_, (other, _))| other == id);
        if let Some((first, _)) = first {
            diagnostic = diagnostic.also_at(place(first), "the first keeps it");
        }
        (Some(*block), diagnostic)
    };
    anchors.twice.iter().map(finding).collect()
}
