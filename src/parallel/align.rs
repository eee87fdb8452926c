//! Pairing the blocks of an original with those of a gloss, by structure alone.
//!
//! Pins pair first, then headings of equal level between them, then containers between those, by
//! kind and order, and what is in them; last the blocks between. Each step takes the longest
//! common subsequence of what it looks at, the earliest on ties. What is left over stands alone.

use std::collections::BTreeSet;

use super::outline::{Item, Sort, outline, rank};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Above so many comparisons a gap is paired in order instead: a text that long without a common
/// heading is no work of the same structure, and a quadratic table of it would not fit memory.
const LARGEST_TABLE: usize = 16_000_000;

/// Pairs the blocks of `original` with those of `gloss`, in the original's order.
#[must_use]
pub fn align(original: Side<'_>, gloss: Side<'_>) -> Vec<Step> {
    let [items, others] = [original, gloss].map(|side| outline(side.text));
    let theirs = pins(gloss, &others);
    let pins = pins(original, &items).into_iter().filter(|pin| theirs.contains(pin)).collect();
    let mut pairing = Pairing { original, gloss, pins, steps: Vec::new() };
    pairing.layer(&items, &others, Layer::Pins);
    pairing.steps
}

/// What is compared, from the surest to the least sure.
#[derive(Clone, Copy)]
enum Layer {
    Pins,
    Headings,
    Containers,
    Blocks,
}

impl Layer {
    fn next(self) -> Option<Self> {
        match self {
            Self::Pins => Some(Self::Headings),
            Self::Headings => Some(Self::Containers),
            Self::Containers => Some(Self::Blocks),
            Self::Blocks => None,
        }
    }
}

/// What an item is compared by in a layer.
#[derive(PartialEq, Eq)]
enum Token<'a> {
    Pin(&'a str),
    Level(u8),
    Sort(Sort),
    Rank(u8),
}

struct Pairing<'a> {
    original: Side<'a>,
    gloss: Side<'a>,
    /// The ids that both sides have.
    pins: BTreeSet<&'a str>,
    steps: Vec<Step>,
}

impl<'a> Pairing<'a> {
    fn layer(&mut self, original: &[Item], gloss: &[Item], layer: Layer) {
        let pairs =
            common(&self.tokens(self.original, original, layer), &self.tokens(self.gloss, gloss, layer));
        let (mut o, mut g) = (0, 0);
        for (i, j) in pairs {
            self.gap(&original[o..i], &gloss[g..j], layer);
            self.pair(&original[i], &gloss[j]);
            (o, g) = (i + 1, j + 1);
        }
        self.gap(&original[o..], &gloss[g..], layer);
    }

    fn gap(&mut self, original: &[Item], gloss: &[Item], layer: Layer) {
        match layer.next() {
            Some(next) if !original.is_empty() && !gloss.is_empty() => self.layer(original, gloss, next),
            _ => {
                let alone = |items: &[Item], step: fn(Run) -> Step| {
                    runs(items).into_iter().map(step).collect::<Vec<_>>()
                };
                self.steps.extend(alone(original, Step::Original));
                self.steps.extend(alone(gloss, Step::Gloss));
            }
        }
    }

    fn pair(&mut self, original: &Item, gloss: &Item) {
        match (original, gloss) {
            (&Item::Block { first, last }, &Item::Block { first: other, last: others }) => {
                self.steps.push(Step::Both(Run { first, last }, Run { first: other, last: others }));
            }
            (Item::Container { items, .. }, Item::Container { items: others, .. }) => {
                self.layer(items, others, Layer::Pins);
            }
            // Tokens of a block and of a container are never equal.
            _ => {}
        }
    }

    fn tokens(&self, side: Side<'a>, items: &[Item], layer: Layer) -> Vec<(usize, Token<'a>)> {
        let token = |item: &Item| match (layer, item) {
            (Layer::Containers, Item::Container { sort, items }) => {
                items.iter().any(|item| may_pair(side, item)).then_some(Token::Sort(*sort))
            }
            (_, Item::Container { .. }) => None,
            (_, Item::Block { first, .. }) => self.block_token(side, *first, layer),
        };
        items.iter().enumerate().filter_map(|(index, item)| Some((index, token(item)?))).collect()
    }

    fn block_token(&self, side: Side<'a>, block: BlockId, layer: Layer) -> Option<Token<'a>> {
        if is_alone(side, block) {
            return None;
        }
        // Whose id stands on the other side too is paired with that block or with none.
        let pin = pin(side, block).filter(|pin| self.pins.contains(pin));
        match (layer, side.text.block(block).kind) {
            (Layer::Pins, _) => pin.map(Token::Pin),
            _ if pin.is_some() => None,
            (Layer::Headings, BlockKind::Heading { level, .. }) => Some(Token::Level(level)),
            (Layer::Blocks, kind) if !matches!(kind, BlockKind::Heading { .. }) => {
                Some(Token::Rank(rank(kind)))
            }
            _ => None,
        }
    }
}

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
fn pins<'a>(side: Side<'a>, items: &[Item]) -> BTreeSet<&'a str> {
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

/// The longest common subsequence of two rows of tokens, as pairs of the items' indices.
fn common(original: &[(usize, Token<'_>)], gloss: &[(usize, Token<'_>)]) -> Vec<(usize, usize)> {
    let same = |(a, b): &(&(usize, Token<'_>), &(usize, Token<'_>))| a.1 == b.1;
    let index = |(a, b): (&(usize, Token<'_>), &(usize, Token<'_>))| (a.0, b.0);
    let head = original.iter().zip(gloss).take_while(same).count();
    let (first, rest) = original.split_at(head);
    let (other, others) = gloss.split_at(head);
    let mut pairs: Vec<_> = first.iter().zip(other).map(index).collect();
    if rest.len().saturating_mul(others.len()) > LARGEST_TABLE {
        pairs.extend(rest.iter().zip(others).filter(same).map(index));
    } else {
        pairs.extend(longest(rest, others));
    }
    pairs
}

fn longest(original: &[(usize, Token<'_>)], gloss: &[(usize, Token<'_>)]) -> Vec<(usize, usize)> {
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
    let mut pairs = Vec::new();
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
