//! Pairing the blocks of an original with those of a gloss.
//!
//! Pins pair first. Between them like is paired with like, by all that speaks for it: headings of equal
//! level, containers of one kind, blocks of one kind; then what is in the containers, the same way. What
//! is left over stands alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::ear::{Ear, Matched};
use super::outline::{Item, outline, rank};
use super::programme::Kind;
use crate::text::may_be_id;
use crate::text::model::{BlockId, BlockKind, Directive, Text, Words};

/// Blocks that belong together, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// The first block.
    pub first: BlockId,
    /// The last; the same if there is one only.
    pub last: BlockId,
}

impl Run {
    /// Whether a block is one of them.
    #[must_use]
    pub fn contains(self, block: BlockId) -> bool {
        (self.first..=self.last).contains(&block)
    }

    /// The blocks that readers see of them.
    pub fn blocks(self, text: &Text) -> impl Iterator<Item = BlockId> + '_ {
        (self.first.0..=self.last.0).map(BlockId).filter(|block| !text.block(*block).kind.is_silent())
    }
}

/// One step through both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// These answer each other.
    Both(Run, Run),
    /// Only the original has this.
    Original(Run),
    /// Only the gloss has this.
    Gloss(Run),
}

/// A text and its body, to be paired.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The blocks.
    pub text: &'a Text,
    /// What their spans count in.
    pub body: &'a str,
}

/// How sure a step is, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// What authors said themselves.
    pub const SURE: Self = Self(100);

    /// From here on nothing is asked again.
    pub(super) const ENOUGH: Self = Self(90);

    /// Of a share from 0 to 1.
    #[must_use]
    pub fn of(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * 100.0).round() as u8)
    }

    /// In hundredths.
    #[must_use]
    pub fn percent(self) -> u8 {
        self.0
    }
}

/// The gaps in which each item surely answers the one at its own place, each with what was found in it.
/// What is paired with what in them does not depend on what is found elsewhere.
pub(super) type Gaps = FxHashMap<Gap, Vec<Matched>>;

/// What stands between two pins: how deep, and the first block on each side.
pub(super) type Gap = (usize, [BlockId; 2]);

/// Blocks that were paired.
#[derive(Default)]
pub(super) struct Paired {
    /// The steps, in the original's order, and how sure they are.
    pub(super) steps: Vec<(Step, Confidence)>,
    /// The gaps that need not be weighed again.
    pub(super) settled: Gaps,
    /// By side, the sentences of the others.
    pub(super) doubts: [Vec<Range<usize>>; 2],
}

/// What is known of the blocks of two texts, as it was accepted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pins<'a> {
    /// Blocks that belong together, the first of each bead.
    pub(super) pairs: &'a [(BlockId, BlockId)],
    /// By side, blocks that are in one bead with the block before.
    pub(super) joined: [&'a [BlockId]; 2],
}

/// Pairs the blocks of `original` with those of `gloss`: `pins` are known to belong together, and `ear` says
/// how well the others answer each other, but in gaps that are `settled`.
pub(super) fn align(
    [original, gloss]: [Side<'_>; 2],
    pins: Pins<'_>,
    ear: &Ear<'_>,
    settled: &Gaps,
) -> Paired {
    let sides = [original, gloss];
    let [items, others] = sides.map(|side| outline(side.text, &[]));
    let theirs = ids(gloss, &others);
    let ids: BTreeSet<&str> = ids(original, &items).into_iter().filter(|id| theirs.contains(id)).collect();
    let joined = |side: usize, items: Vec<Item>| {
        // What authors say themselves goes before what was accepted.
        let is_said = |block: BlockId| {
            is_alone(sides[side], block) || pin(sides[side], block).is_some_and(|id| ids.contains(id))
        };
        let joined: Vec<_> = pins.joined[side].iter().copied().filter(|block| !is_said(*block)).collect();
        if joined.is_empty() { items } else { outline(sides[side].text, &joined) }
    };
    let [items, others] = [joined(0, items), joined(1, others)];
    let mut pairing =
        Pairing { sides, ids, held: Default::default(), ear, settled, depth: 0, found: Paired::default() };
    pairing.hold(pins.pairs);
    pairing.level(&items, &others);
    pairing.found
}

/// The blocks of a text that has no partner, each for itself.
#[must_use]
pub fn runs_alone(text: &Text) -> Vec<Run> {
    runs(&outline(text, &[]))
}

struct Pairing<'a> {
    sides: [Side<'a>; 2],
    /// The ids that both sides have.
    ids: BTreeSet<&'a str>,
    /// By side and block, the number of the pair that is known.
    held: [BTreeMap<BlockId, u32>; 2],
    ear: &'a Ear<'a>,
    /// What need not be weighed again.
    settled: &'a Gaps,
    /// In how many containers the items at hand stand.
    depth: usize,
    found: Paired,
}

/// What pins a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pin<'a> {
    /// The id that both blocks have.
    Id(&'a str),
    /// The number of a pair that is known.
    Pair(u32),
    /// The number of a container of the original, most of whose known pairs are in the other.
    Container(usize),
}

impl<'a> Pairing<'a> {
    /// Takes known pairs for pins, unless their authors say otherwise.
    fn hold(&mut self, pairs: &[(BlockId, BlockId)]) {
        for (number, (one, other)) in (0..).zip(pairs) {
            let blocks = [*one, *other];
            let is_said = [0, 1].into_iter().any(|side| {
                is_alone(self.sides[side], blocks[side]) || self.pin(side, blocks[side]).is_some()
            });
            if !is_said {
                self.held.iter_mut().zip(blocks).for_each(|(held, block)| _ = held.insert(block, number));
            }
        }
    }

    /// Pairs siblings: at their pins first.
    fn level(&mut self, original: &[Item], gloss: &[Item]) {
        let [ones, others] = self.pinned([original, gloss]);
        let (mut o, mut g) = (0, 0);
        for (i, j) in common(&ones, &others) {
            self.gap(&original[o..i], &gloss[g..j]);
            self.pair(&original[i], &gloss[j], Confidence::SURE);
            (o, g) = (i + 1, j + 1);
        }
        self.gap(&original[o..], &gloss[g..]);
    }

    /// Pairs what stands between two pins.
    fn gap(&mut self, original: &[Item], gloss: &[Item]) {
        for (ones, others, sure) in self.weighed([original, gloss]) {
            let sure = Confidence::of(sure);
            match (joined(&original[ones]).as_deref(), joined(&gloss[others]).as_deref()) {
                (Some(one), Some(other)) => self.pair(one, other, sure),
                (Some(one), None) => self.alone(one, Step::Original, sure),
                (None, Some(other)) => self.alone(other, Step::Gloss, sure),
                (None, None) => {}
            }
        }
    }

    /// What in a gap is paired with what.
    fn weighed(&mut self, items: [&[Item]; 2]) -> Vec<Matched> {
        let first = |items: &[Item]| Some(runs(std::slice::from_ref(items.first()?)).first()?.first);
        let gap = first(items[0]).zip(first(items[1])).map(|(one, other)| (self.depth, [one, other]));
        if let Some(known) = gap.and_then(|gap| self.settled.get(&gap)) {
            return known.clone();
        }
        let stretches = [0, 1].map(|side| {
            let of = |item: &Item| (self.stretch(side, item), self.kind(side, item));
            items[side].iter().map(of).collect::<Vec<_>>()
        });
        let (found, is_settled) = self.ear.pair(stretches.each_ref().map(Vec::as_slice));
        match gap {
            Some(gap) if is_settled => _ = self.found.settled.insert(gap, found.clone()),
            _ => {
                for (doubts, stretches) in self.found.doubts.iter_mut().zip(stretches) {
                    doubts.extend(stretches.into_iter().map(|(stretch, _)| stretch));
                }
            }
        }
        found
    }

    fn alone(&mut self, item: &Item, step: fn(Run) -> Step, sure: Confidence) {
        let runs = runs(std::slice::from_ref(item));
        self.found.steps.extend(runs.into_iter().map(|run| (step(run), sure)));
    }

    fn pair(&mut self, original: &Item, gloss: &Item, sure: Confidence) {
        match (original, gloss) {
            (&Item::Block { first, last }, &Item::Block { first: other, last: others }) => {
                let step = Step::Both(Run { first, last }, Run { first: other, last: others });
                self.found.steps.push((step, sure));
            }
            (Item::Container { items, .. }, Item::Container { items: others, .. }) => {
                self.depth += 1;
                self.level(items, others);
                self.depth -= 1;
            }
            // A block and a container have neither a kind nor a pin in common.
            _ => {}
        }
    }

    /// The sentences of an item.
    fn stretch(&self, side: usize, item: &Item) -> Range<usize> {
        let blocks = |item: &Item| {
            let runs = runs(std::slice::from_ref(item));
            Some((runs.first()?.first, runs.last()?.last))
        };
        blocks(item).map_or(0..0, |(first, last)| self.ear.stretch(side, first, last))
    }

    /// What an item may be paired with.
    fn kind(&self, side: usize, item: &Item) -> Kind {
        let text = self.sides[side];
        match item {
            Item::Block { first, .. } if is_alone(text, *first) || self.pin(side, *first).is_some() => {
                // Whose id stands on the other side too is paired with that block or with none.
                Kind::Alone
            }
            Item::Block { first, .. } => {
                let block = text.text.block(*first).kind;
                let is_joining = matches!(block, BlockKind::Paragraph { .. });
                of_kind(u32::from(rank(block)), has_todo(text, item), is_joining)
            }
            Item::Container { sort, .. } if may_pair(text, item) => {
                of_kind(CONTAINER + *sort as u32, has_todo(text, item), false)
            }
            Item::Container { .. } => Kind::Alone,
        }
    }

    /// What pins a block: the id that both sides have, or a known pair.
    fn pin(&self, side: usize, block: BlockId) -> Option<Pin<'a>> {
        if is_alone(self.sides[side], block) {
            return None;
        }
        let id = pin(self.sides[side], block).filter(|pin| self.ids.contains(pin));
        id.map(Pin::Id).or_else(|| self.held[side].get(&block).copied().map(Pin::Pair))
    }

    /// By side, the items that have a pin: a block its own, a container that of the first block in it whose
    /// id pins it, or the known pairs in it.
    fn pinned(&self, items: [&[Item]; 2]) -> [Vec<Token<(bool, Pin<'a>)>>; 2] {
        let containers = self.known_containers(items);
        [0, 1].map(|side| {
            let pin = |(index, item): (usize, &Item)| {
                let is_container = matches!(item, Item::Container { .. });
                let blocks = runs(std::slice::from_ref(item)).into_iter();
                let mut pins = blocks.filter_map(|run| self.pin(side, run.first));
                let pin = match is_container {
                    false => pins.next(),
                    true => pins
                        .find(|pin| matches!(pin, Pin::Id(_)))
                        .or_else(|| containers[side].get(&index).copied().map(Pin::Container)),
                };
                Some((index, (is_container, pin?)))
            };
            items[side].iter().enumerate().filter_map(pin).collect()
        })
    }

    /// By side, the containers that belong together by the known pairs in them, each with the number of the
    /// original's: either holds more of the other's than of any third.
    fn known_containers(&self, items: [&[Item]; 2]) -> [BTreeMap<usize, usize>; 2] {
        let mut known: [BTreeMap<usize, usize>; 2] = Default::default();
        if self.held[0].is_empty() {
            return known;
        }
        // The number of pairs that two containers share, with both.
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let [ones, others] = [0, 1].map(|side| self.containers_of_pairs(side, items[side]));
        for (pair, one) in &ones {
            if let Some(other) = others.get(pair) {
                *shared.entry((*one, *other)).or_default() += 1;
            }
        }
        let mut shared: Vec<_> = shared.into_iter().collect();
        shared.sort_by_key(|(both, count)| (std::cmp::Reverse(*count), *both));
        for ((one, other), _) in shared {
            if !known[0].contains_key(&one) && !known[1].contains_key(&other) {
                known[0].insert(one, one);
                known[1].insert(other, one);
            }
        }
        known
    }

    /// By known pair, the container among these items in which its block of a side stands.
    fn containers_of_pairs(&self, side: usize, items: &[Item]) -> BTreeMap<u32, usize> {
        let containers = items.iter().enumerate().filter(|(_, item)| matches!(item, Item::Container { .. }));
        let pairs = containers.flat_map(|(index, item)| {
            let blocks = runs(std::slice::from_ref(item)).into_iter();
            blocks.filter_map(move |run| Some((*self.held[side].get(&run.first)?, index)))
        });
        pairs.collect()
    }
}

fn of_kind(kind: u32, is_todo: bool, is_joining: bool) -> Kind {
    match (is_todo, is_joining) {
        (true, _) => Kind::Blank(kind),
        (false, true) => Kind::Joining(kind),
        (false, false) => Kind::Single(kind),
    }
}

/// Items that answer another together, as one; none of none.
fn joined(items: &[Item]) -> Option<Cow<'_, Item>> {
    match items {
        [Item::Block { first, .. }, .., Item::Block { last, .. }] => {
            Some(Cow::Owned(Item::Block { first: *first, last: *last }))
        }
        items => items.first().map(Cow::Borrowed),
    }
}

/// Whether something in it is still to be glossed: what stands there instead says nothing.
fn has_todo(side: Side<'_>, item: &Item) -> bool {
    let blocks = runs(std::slice::from_ref(item)).into_iter().map(|run| run.first);
    blocks.into_iter().any(|block| side.text.directives_of(block).any(|said| *said == Directive::Todo))
}

/// Kinds of containers are counted from here, those of blocks below.
const CONTAINER: u32 = 100;

/// The blocks of items that have no partner, containers opened.
fn runs(items: &[Item]) -> Vec<Run> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Block { first, last } => found.push(Run { first: *first, last: *last }),
            Item::Container { items, .. } => found.extend(runs(items)),
        }
    }
    found
}

/// The ids of the blocks that may be paired.
fn ids<'a>(side: Side<'a>, items: &[Item]) -> BTreeSet<&'a str> {
    let blocks = runs(items).into_iter().map(|run| run.first).filter(|block| !is_alone(side, *block));
    blocks.filter_map(|block| pin(side, block)).collect()
}

/// Whether there is a block in it that wants a partner.
fn may_pair(side: Side<'_>, item: &Item) -> bool {
    match item {
        Item::Block { first, .. } => !is_alone(side, *first),
        Item::Container { items, .. } => items.iter().any(|item| may_pair(side, item)),
    }
}

fn is_alone(side: Side<'_>, block: BlockId) -> bool {
    side.text.directives_of(block).any(|said| *said == Directive::Alone)
}

/// The id that an author gave a block, if any that can be one.
#[must_use]
pub fn pin<'a>(side: Side<'a>, block: BlockId) -> Option<&'a str> {
    let words = |words: Words| side.text.words(side.body, words);
    let said = side.text.directives_of(block).find_map(|said| match said {
        Directive::Id(id) => Some(*id),
        _ => None,
    });
    match side.text.block(block).kind {
        BlockKind::Heading { id: Some(id), .. } => Some(words(said.unwrap_or(id))),
        _ => said.map(words),
    }
    .filter(|id| may_be_id(id))
}

/// What stands at a place among siblings, to be compared.
type Token<T> = (usize, T);

/// The longest common subsequence of two rows of tokens, as pairs of their places, the earliest on ties.
fn common<T: PartialEq>(original: &[Token<T>], gloss: &[Token<T>]) -> Vec<(usize, usize)> {
    // Most often all is common, and nothing need be weighed.
    let same = original.iter().zip(gloss).take_while(|(one, other)| one.1 == other.1).count();
    let begun = original.iter().zip(gloss).take(same).map(|(one, other)| (one.0, other.0));
    let (original, gloss) = (&original[same..], &gloss[same..]);
    let width = gloss.len() + 1;
    let mut lengths = vec![0_u32; (original.len() + 1) * width];
    for i in (0..original.len()).rev() {
        for j in (0..gloss.len()).rev() {
            lengths[i * width + j] = if original[i].1 == gloss[j].1 {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let mut pairs: Vec<_> = begun.collect();
    let (mut i, mut j) = (0, 0);
    while i < original.len() && j < gloss.len() {
        if original[i].1 == gloss[j].1 {
            pairs.push((original[i].0, gloss[j].0));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
