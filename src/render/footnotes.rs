use std::collections::BTreeSet;

use super::plan::Plan;
use crate::text::{BlockId, Container, InlineKind, Node, Text, Words};

/// Which footnotes of a side are called on a page, and which stand on it: what is still to be glossed
/// does neither, and no link may lead to what is not there.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    called: BTreeSet<String>,
    written: BTreeSet<String>,
}

impl Footnotes {
    /// Those of a text; `in_rows` leaves out the blocks that are still to be glossed, else something is
    /// said in their place.
    pub(super) fn of(text: &Text, body: &str, plan: &Plan, in_rows: bool) -> Self {
        let mut notes = Self::default();
        let key = |label: Words| text.words(body, label).to_lowercase();
        let todo = |block: BlockId| plan.block(block).is_some_and(|planned| planned.todo);
        let mut open: Option<String> = None;
        for node in &text.nodes {
            match *node {
                Node::Open(Container::Footnote(label)) if in_rows => open = Some(key(label)),
                Node::Open(Container::Footnote(label)) => _ = notes.written.insert(key(label)),
                Node::Block(block) if !text.block(block).kind.is_silent() => {
                    // A note's first block bears its sign.
                    notes.written.extend(open.take().filter(|_| !todo(block)));
                    let inlines = text.inlines_of(text.block(block)).iter().filter(|_| !todo(block));
                    notes.called.extend(inlines.filter_map(|inline| match inline.kind {
                        InlineKind::Footnote(label) => Some(key(label)),
                        _ => None,
                    }));
                }
                Node::Open(_) | Node::Block(_) | Node::Close(_) => {}
            }
        }
        notes
    }

    /// Whether a mark on the page calls the note.
    pub(super) fn is_called(&self, label: &str) -> bool {
        self.called.contains(&label.to_lowercase())
    }

    /// Whether the note stands on the page.
    pub(super) fn is_written(&self, label: &str) -> bool {
        self.written.contains(&label.to_lowercase())
    }
}
