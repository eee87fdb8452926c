//! Two blocks with one id: a link could not say which is meant.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id};
use crate::parallel::anchors_of;
use crate::text::BlockId;

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    if !subject.is_original() {
        return Vec::new();
    }
    let anchors = anchors_of(subject.db, subject.work);
    let place = |block: BlockId| subject.place(subject.text.block(block).span);
    let finding = |(block, id): &(BlockId, std::sync::Arc<str>)| {
        let mut diagnostic =
            Diagnostic::new(Id::DuplicateAnchor, format!("the id `{id}` stands twice in this text"))
                .at(place(*block))
                .label("a second time")
                .why("a link to it could not say which is meant")
                .help("give one of the two another id");
        let first = (0..).map(BlockId).zip(anchors.blocks.iter()).find(|(_, (other, _))| other == id);
        if let Some((first, _)) = first {
            diagnostic = diagnostic.also_at(place(first), "the first keeps it");
        }
        (Some(*block), diagnostic)
    };
    anchors.twice.iter().map(finding).collect()
}
