//! `with-previous`: which block may be one bead with the block before it.

use crate::text::model::{BlockId, BlockKind, Node, Text};

/// Why a block cannot be one bead with the block before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// Nothing stands before it.
    First,
    /// One of the two is a heading, which is an address by itself.
    Heading,
    /// Something else than a block of the same container stands before it.
    Container,
}

impl Apart {
    /// What is said of it, and what to do.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::First => ("there is no block before this one to go with", "remove `with-previous`"),
            Self::Heading => ("a heading is a bead of its own, and goes with no other block", "remove it"),
            Self::Container => (
                "the block before this one stands in another container, so the two cannot be one bead",
                "both must stand in the same list item, quotation or the like, or outside of all",
            ),
        }
    }
}

impl Text {
    /// The block that `block` may be one bead with: the one right before it in the same container.
    #[must_use]
    pub fn block_before(&self, block: BlockId) -> Option<BlockId> {
        let at = self.nodes.iter().position(|node| *node == Node::Block(block))?;
        before(self, at).ok()
    }
}

/// The block before the one at `at` of the nodes, if the two may be one bead.
pub(super) fn before(text: &Text, at: usize) -> Result<BlockId, Apart> {
    let is_heading = |node: Node| matches!(node, Node::Block(id) if matches!(text.block(id).kind, BlockKind::Heading { .. }));
    let is_silent = |node: &Node| matches!(node, Node::Block(id) if text.block(*id).kind.is_silent());
    let nothing = |node: &Node| matches!(node, Node::Open(_)) || is_silent(node);
    match text.nodes[..at].iter().rev().find(|node| !is_silent(node)) {
        _ if is_heading(text.nodes[at]) => Err(Apart::Heading),
        _ if text.nodes[..at].iter().all(nothing) => Err(Apart::First),
        Some(node) if is_heading(*node) => Err(Apart::Heading),
        Some(Node::Block(block)) => Ok(*block),
        _ => Err(Apart::Container),
    }
}
