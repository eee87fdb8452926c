//! The sentences of a bead, as readers see them: numbered, each with its partner.

use std::ops::Range;

use super::align::Run;
use super::evidence::Met;
use super::{Anchor, Bead, Further, Sentences};
use crate::diagnostic::Span;
use crate::text::model::BlockId;

/// A sentence's place in its text: the block, and its number in the block from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceAt {
    /// The block.
    pub block: BlockId,
    /// The number in the block.
    pub index: usize,
}

/// The sentences of one bead, both sides, and how they pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Threads {
    /// The original's sentences in order.
    pub original: Vec<(SentenceAt, Span)>,
    /// The gloss's sentences in order.
    pub gloss: Vec<(SentenceAt, Span)>,
    /// Where blocks of the original begin that have addresses of their own: the number of their first
    /// sentence in the bead, from 0, and the address.
    pub further: Vec<(usize, Anchor)>,
    /// Which belong together, in order. One side of a pair is empty where a sentence has no partner.
    pub pairs: Vec<(Range<usize>, Range<usize>)>,
}

/// What a sentence is called on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The number shared with its partners: that of the pair's first sentence, from 1. A gloss's
    /// sentence without a partner has one of its own, above those of the original's.
    pub pair: usize,
    /// The numbers that it answers to as an address; none for a further sentence of a pair.
    pub answers: Range<usize>,
}

impl Threads {
    /// The sentences of `bead`, of an original and a gloss cut into sentences, as they were aligned.
    #[must_use]
    pub fn of(bead: &Bead, original: &Sentences, gloss: Option<&Sentences>, aligned: &[Met]) -> Self {
        let original = bead.original.map_or_else(Vec::new, |run| sentences(run, original));
        let gloss = bead.gloss.zip(gloss).map_or_else(Vec::new, |(run, gloss)| sentences(run, gloss));
        let pairs = match (original.len(), gloss.len()) {
            (count, 0) => (0..count).map(|index| (index..index + 1, 0..0)).collect(),
            (0, count) => (0..count).map(|index| (0..0, index..index + 1)).collect(),
            _ => aligned.to_vec(),
        };
        let start = |further: &Further| original.partition_point(|(at, _)| at.block < further.block);
        let further = bead.further.iter().map(|further| (start(further), further.id.clone())).collect();
        Self { original, gloss, further, pairs }
    }

    /// The address of a sentence of the bead `id` by its number there, from 1: the block's, and the
    /// number in that.
    #[must_use]
    pub fn address<'a>(&'a self, id: &'a Anchor, number: usize) -> (&'a Anchor, usize) {
        let own = self.further.iter().rev().find(|(start, _)| *start < number);
        own.map_or((id, number), |(start, id)| (id, number - start))
    }

    /// What the original's sentence number `index` (from 0) is called.
    #[must_use]
    pub fn original_called(&self, index: usize) -> Called {
        let pair = self.pairs.iter().find(|(original, _)| original.contains(&index));
        Called { pair: pair.map_or(index, |(original, _)| original.start) + 1, answers: index + 1..index + 2 }
    }

    /// What the gloss's sentence number `index` is called: the first of a pair answers to the numbers of
    /// all the original's sentences in it, and of those without a partner that follow it.
    #[must_use]
    pub fn gloss_called(&self, index: usize) -> Called {
        if self.original.is_empty() {
            return Called { pair: index + 1, answers: index + 1..index + 2 };
        }
        let at = self.pairs.iter().position(|(_, gloss)| gloss.contains(&index));
        match at.map(|at| (at, &self.pairs[at])) {
            Some((at, (original, gloss))) if !original.is_empty() => {
                let answers = if gloss.start == index { self.answered(at) } else { 0..0 };
                Called { pair: original.start + 1, answers }
            }
            _ => Called { pair: self.original.len() + index + 1, answers: 0..0 },
        }
    }

    /// Whether a number is an address: that of a sentence of the original, or of a gloss without one.
    #[must_use]
    pub fn is_addressed(&self, number: usize) -> bool {
        self.original.is_empty() || number <= self.original.len()
    }

    /// The numbers of the original's sentences that the gloss's in a pair answer to: from the pair's own
    /// to the next pair's; the first pair's from the beginning.
    fn answered(&self, at: usize) -> Range<usize> {
        let is_full =
            |(original, gloss): &&(Range<usize>, Range<usize>)| !original.is_empty() && !gloss.is_empty();
        let is_first = !self.pairs[..at].iter().any(|pair| is_full(&pair));
        let start = if is_first { 0 } else { self.pairs[at].0.start };
        let next = self.pairs[at + 1..].iter().find(is_full);
        start + 1..next.map_or(self.original.len(), |(original, _)| original.start) + 1
    }
}

fn sentences(run: Run, sentences: &Sentences) -> Vec<(SentenceAt, Span)> {
    let blocks = (run.first.0..=run.last.0).map(BlockId);
    let mut all = Vec::new();
    for block in blocks {
        let spans = sentences.of(block).iter().enumerate();
        all.extend(spans.map(|(index, span)| (SentenceAt { block, index }, *span)));
    }
    all
}
