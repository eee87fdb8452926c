//! Two blocks with one id: a link could not say which is meant.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id};
use crate::parallel::anchors_of;
use crate::text::BlockId;

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    if !subject.is_original() {
        return Vec::new();
    }
    let finding = |(block, id): &(BlockId, std::sync::Arc<str>)| {
        let diagnostic =
            Diagnostic::new(Id::DuplicateAnchor, format!("the id `{id}` stands twice in this text"))
                .at(subject.place(subject.text.block(*block).span))
                .help("give one of the two another id; the first keeps it until then");
        (Some(*block), diagnostic)
    };
    anchors_of(subject.db, subject.work).twice.iter().map(finding).collect()
}
