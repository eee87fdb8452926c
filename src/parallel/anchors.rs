//! Addresses within a page: the ids of beads and headings.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::align::{Side, pin};
use crate::text::slug::{Slugs, TOP};
use crate::text::{BlockId, BlockKind, Container, Directive, Node, Prose};

/// An id on a page: `why`, `why.3`, `why.3-en1`.
pub type Anchor = Arc<str>;

/// The ids of an original's blocks, in their order, and the numbers that readers see.
///
/// A heading's is its own id or its slug; another block's is its section's, a dot, its number in
/// the section; `top` stands for what comes before the first heading. Blocks joined to the one
/// before share its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// By block: id and number; headings, rules and footnotes have no number.
    pub blocks: Box<[(Anchor, Option<u32>)]>,
    /// Ids that two blocks claim: the second block of each.
    pub twice: Box<[(BlockId, Anchor)]>,
}

/// Gives every block of an original its id.
#[must_use]
pub fn anchors(original: Side<'_>) -> Anchors {
    let mut naming = Naming { slugs: slugs(original), ..Naming::default() };
    for node in &original.text.nodes {
        match *node {
            Node::Open(Container::Footnote(_)) => naming.in_note = true,
            Node::Close(Container::Footnote(_)) => naming.in_note = false,
            Node::Block(block) => naming.name(original, block),
            Node::Open(_) | Node::Close(_) => {}
        }
    }
    Anchors { blocks: naming.blocks.into(), twice: naming.twice.into() }
}

/// What the blocks of a text are called by themselves, whatever the original says: by the id that its
/// author gave them, headings by GitHub's slug too. Each at most once.
#[must_use]
pub(super) fn own_ids(side: Side<'_>) -> Vec<(BlockId, Anchor)> {
    let mut slugs = slugs(side);
    let mut claimed = BTreeSet::new();
    let blocks = side.text.nodes.iter().filter_map(|node| match *node {
        Node::Block(block) => Some(block),
        Node::Open(_) | Node::Close(_) => None,
    });
    let named = blocks.filter_map(|block| {
        let id = match (pin(side, block), side.text.block(block).kind) {
            (Some(id), _) => id.to_owned(),
            (None, BlockKind::Heading { .. }) => {
                slugs.give(&Prose::of(side.text, side.body, side.text.block(block)).text)
            }
            (None, _) => return None,
        };
        let id: Anchor = Arc::from(id);
        (!id.is_empty() && claimed.insert(id.clone())).then_some((block, id))
    });
    named.collect()
}

/// The slugs that headings may have: whatever an author calls a block, wherever it stands, is taken.
fn slugs(side: Side<'_>) -> Slugs {
    let mut slugs = Slugs::new();
    let blocks = (0..).map(BlockId).take(side.text.blocks.len());
    blocks.filter_map(|block| pin(side, block)).for_each(|id| slugs.reserve(id));
    slugs
}

#[derive(Default)]
struct Naming {
    blocks: Vec<(Anchor, Option<u32>)>,
    twice: Vec<(BlockId, Anchor)>,
    slugs: Slugs,
    claimed: BTreeSet<Anchor>,
    section: Option<Anchor>,
    in_section: u32,
    number: u32,
    /// Footnotes have signs of their own and no numbers.
    in_note: bool,
}

impl Naming {
    fn name(&mut self, side: Side<'_>, block: BlockId) {
        if side.text.block(block).kind.is_silent() {
            self.blocks.push((Arc::from(""), None));
            return;
        }
        let joined = side.text.directives_of(block).any(|said| *said == Directive::WithPrevious);
        let named = match (joined, self.blocks.iter().rfind(|(id, _)| !id.is_empty())) {
            (true, Some((before, _))) => (before.clone(), None),
            _ => self.fresh(side, block),
        };
        self.blocks.push(named);
    }

    fn fresh(&mut self, side: Side<'_>, block: BlockId) -> (Anchor, Option<u32>) {
        let kind = side.text.block(block).kind;
        let pinned = pin(side, block).map(|id| self.claim(id, block));
        if let BlockKind::Heading { .. } = kind {
            let id = pinned.unwrap_or_else(|| self.slug(side, block));
            self.section = Some(id.clone());
            self.in_section = 0;
            return (id, None);
        }
        self.in_section += 1;
        let id = pinned.unwrap_or_else(|| {
            let section = self.section.as_deref().unwrap_or(TOP);
            Arc::from(format!("{section}.{}", self.in_section))
        });
        (id, self.next_number(kind))
    }

    fn next_number(&mut self, kind: BlockKind) -> Option<u32> {
        let counts = !self.in_note && !matches!(kind, BlockKind::Rule | BlockKind::Html);
        self.number += u32::from(counts);
        counts.then_some(self.number)
    }

    fn claim(&mut self, id: &str, block: BlockId) -> Anchor {
        let id: Anchor = Arc::from(id);
        if !self.claimed.insert(id.clone()) {
            self.twice.push((block, id.clone()));
        }
        id
    }

    /// GitHub's slug of a heading; a slug that was there before gets `-1`, `-2` and so on.
    fn slug(&mut self, side: Side<'_>, block: BlockId) -> Anchor {
        let prose = Prose::of(side.text, side.body, side.text.block(block)).text;
        let given = self.slugs.give(&prose);
        // A heading of signs only has no slug; it still needs an address.
        Arc::from(if given.is_empty() { self.slugs.give("section") } else { given })
    }
}
