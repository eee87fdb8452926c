//! Addresses within a page: the ids of beads and headings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::align::{Side, pin};
use super::lock::Home;
use super::numbers::{Section, Slot};
use crate::text::slug::{Slugs, TOP};
use crate::text::{BlockId, BlockKind, Container, Directive, Node, Prose};

/// An id on a page: `why`, `why.3`, `why.3-en1`.
pub type Anchor = Arc<str>;

/// The ids of an original's blocks, in their order, and the numbers that readers see.
///
/// A heading's is its own id or its slug; another block's is its section's, a dot, its number in
/// the section; `top` stands for what comes before the first heading. Blocks joined to the one
/// before share its id. What was accepted keeps the id that it was accepted by; what is put in between
/// gets `why.3a`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors {
    /// By block: id and number; headings, rules and footnotes have no number.
    pub blocks: Box<[(Anchor, Option<u32>)]>,
    /// Ids that two blocks claim: the second block of each.
    pub twice: Box<[(BlockId, Anchor)]>,
    /// Further ids that lead to a block: those that were accepted and that no block has any more, and the
    /// slugs of headings that have other ids.
    pub also: Box<[(BlockId, Anchor)]>,
}

/// Gives every block of an original its id. `homes` are the ids that were accepted, by gloss: of two for
/// one block the first counts, of two blocks for one id too.
#[must_use]
pub fn anchors(original: Side<'_>, homes: &[&[(Anchor, Home)]]) -> Anchors {
    let accepted = AcceptedIds::of(original, homes);
    let mut slugs = slugs(original);
    let plain = slugs.clone();
    accepted.all.iter().for_each(|id| slugs.reserve(id));
    let mut naming = Naming { slugs, plain, ..Naming::new(&accepted) };
    for node in &original.text.nodes {
        match *node {
            Node::Open(Container::Footnote(_)) => naming.in_note = true,
            Node::Close(Container::Footnote(_)) => naming.in_note = false,
            Node::Block(block) => naming.name(original, block),
            Node::Open(_) | Node::Close(_) => {}
        }
    }
    naming.finish(homes)
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

/// The ids that were accepted.
struct AcceptedIds<'a> {
    /// All, whether a block has them or not: no other gets one of them.
    all: BTreeSet<&'a str>,
    /// Those of blocks.
    of_blocks: BTreeMap<BlockId, &'a Anchor>,
}

impl<'a> AcceptedIds<'a> {
    fn of(original: Side<'_>, homes: &[&'a [(Anchor, Home)]]) -> Self {
        let mut ids = Self { all: BTreeSet::new(), of_blocks: BTreeMap::new() };
        if homes.is_empty() {
            return ids;
        }
        let blocks = (0..).map(BlockId).take(original.text.blocks.len());
        // What an author calls a block now goes before what it was called.
        let mut given: BTreeSet<&str> = blocks.filter_map(|block| pin(original, block)).collect();
        for (id, home) in homes.iter().copied().flatten() {
            ids.all.insert(id);
            if let Home::Original(block) = home
                && pin(original, *block).is_none()
                && !ids.of_blocks.contains_key(block)
                && given.insert(id)
            {
                ids.of_blocks.insert(*block, id);
            }
        }
        ids
    }
}

/// What a block is called, as far as it is known.
enum Name {
    /// Nothing: nobody sees it.
    Silent,
    /// As the block before.
    Joined,
    /// So.
    Given(Anchor),
    /// By its number in the section, when all of that is known.
    Numbered,
}

struct Naming<'a> {
    accepted: &'a AcceptedIds<'a>,
    names: Vec<(Name, Option<u32>)>,
    twice: Vec<(BlockId, Anchor)>,
    also: Vec<(BlockId, Anchor)>,
    slugs: Slugs,
    /// The slugs that headings would have if nothing were accepted.
    plain: Slugs,
    claimed: BTreeSet<Anchor>,
    sections: Vec<Section>,
    number: u32,
    /// Footnotes have signs of their own and no numbers.
    in_note: bool,
}

impl<'a> Naming<'a> {
    fn new(accepted: &'a AcceptedIds<'a>) -> Self {
        Self {
            accepted,
            names: Vec::new(),
            twice: Vec::new(),
            also: Vec::new(),
            slugs: Slugs::new(),
            plain: Slugs::new(),
            claimed: BTreeSet::new(),
            sections: vec![Section::new(Arc::from(TOP))],
            number: 0,
            in_note: false,
        }
    }

    fn name(&mut self, side: Side<'_>, block: BlockId) {
        if side.text.block(block).kind.is_silent() {
            self.names.push((Name::Silent, None));
            return;
        }
        let joined = side.text.directives_of(block).any(|said| *said == Directive::WithPrevious);
        let named = match joined && self.names.iter().any(|(name, _)| !matches!(name, Name::Silent)) {
            true => (Name::Joined, None),
            false => self.fresh(side, block),
        };
        self.names.push(named);
    }

    fn fresh(&mut self, side: Side<'_>, block: BlockId) -> (Name, Option<u32>) {
        let kind = side.text.block(block).kind;
        let pinned = pin(side, block).map(|id| self.claim(id, block));
        if let BlockKind::Heading { .. } = kind {
            let id = pinned.unwrap_or_else(|| self.slug(side, block));
            self.sections.push(Section::new(id.clone()));
            return (Name::Given(id), None);
        }
        let given = pinned.clone().or_else(|| self.accepted.of_blocks.get(&block).copied().cloned());
        if let Some(section) = self.sections.last_mut() {
            section.slots.push(match &given {
                Some(_) if pinned.is_some() => Slot::Passed,
                Some(id) => section.slot_of(id),
                None => Slot::Open(block),
            });
        }
        let number = self.next_number(kind);
        (given.map_or(Name::Numbered, Name::Given), number)
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

    /// The id that a heading was accepted by, or else GitHub's slug; a slug that was there before gets `-1`,
    /// `-2` and so on. A heading that was accepted answers to its slug as well.
    fn slug(&mut self, side: Side<'_>, block: BlockId) -> Anchor {
        let prose = Prose::of(side.text, side.body, side.text.block(block)).text;
        // A heading of signs only has no slug; it still needs an address.
        let give = |slugs: &mut Slugs| match slugs.give(&prose) {
            slug if slug.is_empty() => slugs.give("section"),
            slug => slug,
        };
        let plain: Anchor = Arc::from(give(&mut self.plain));
        match self.accepted.of_blocks.get(&block) {
            Some(id) => {
                if **id != plain {
                    self.also.push((block, plain));
                }
                (*id).clone()
            }
            None if self.accepted.all.is_empty() => plain,
            None => Arc::from(give(&mut self.slugs)),
        }
    }

    fn finish(self, homes: &[&[(Anchor, Home)]]) -> Anchors {
        let reserved = &self.accepted.all;
        let numbered = self.sections.iter().flat_map(|section| section.numbered(|id| reserved.contains(id)));
        let mut numbered: BTreeMap<BlockId, Anchor> = numbered.collect();
        let mut before = Anchor::from("");
        let blocks = self.names.into_iter().zip((0..).map(BlockId)).map(|((name, number), block)| {
            let id = match name {
                Name::Silent => return (Anchor::from(""), number),
                Name::Joined => before.clone(),
                Name::Given(id) => id,
                Name::Numbered => numbered.remove(&block).unwrap_or_default(),
            };
            before = id.clone();
            (id, number)
        });
        let blocks: Box<[(Anchor, Option<u32>)]> = blocks.collect();
        let also = further(&blocks, self.also, homes);
        Anchors { blocks, twice: self.twice.into(), also }
    }
}

/// Ids that lead to blocks which do not bear them.
fn further(
    blocks: &[(Anchor, Option<u32>)],
    slugs: Vec<(BlockId, Anchor)>,
    homes: &[&[(Anchor, Home)]],
) -> Box<[(BlockId, Anchor)]> {
    if homes.is_empty() {
        return Box::default();
    }
    let mut borne: BTreeSet<&Anchor> = blocks.iter().map(|(id, _)| id).collect();
    let lost = homes.iter().flat_map(|homes| led(homes)).collect::<Vec<_>>();
    let all =
        lost.iter().map(|(block, id)| (*block, *id)).chain(slugs.iter().map(|(block, id)| (*block, id)));
    all.filter(|(_, id)| borne.insert(id)).map(|(block, id)| (block, id.clone())).collect()
}

/// Where accepted ids lead if their blocks do not bear them: what has gone to the block before, or else to
/// that behind.
fn led(homes: &[(Anchor, Home)]) -> Vec<(BlockId, &Anchor)> {
    let of = |home: &Home| match home {
        Home::Original(block) | Home::Led(block) => Some(*block),
        Home::Gloss(_) | Home::Lost => None,
    };
    let mut nearest = homes.iter().find_map(|(_, home)| of(home)).unwrap_or(BlockId(0));
    let mut found = Vec::new();
    for (id, home) in homes.iter().filter(|(_, home)| !matches!(home, Home::Gloss(_))) {
        nearest = of(home).unwrap_or(nearest);
        found.push((nearest, id));
    }
    found
}
