//! The sentences of a bead, as readers see them: numbered, each with its partner.

use std::ops::Range;

use super::align::Run;
use super::sentence_pairs::pair_sentences;
use super::{Bead, Sentences};
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
    /// Which belong together, in order. One side of a pair is empty where a bead has one side.
    pub pairs: Vec<(Range<usize>, Range<usize>)>,
}

/// What a sentence is called on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The number shared with its partners: that of the pair's first sentence, from 1.
    pub pair: usize,
    /// The numbers that it answers to as an address; none for a further sentence of a pair.
    pub answers: Range<usize>,
}

impl Threads {
    /// The sentences of `bead`, of an original and a gloss cut into sentences.
    #[must_use]
    pub fn of(bead: &Bead, original: &Sentences, gloss: Option<&Sentences>) -> Self {
        let original = bead.original.map_or_else(Vec::new, |run| sentences(run, original));
        let gloss = bead.gloss.zip(gloss).map_or_else(Vec::new, |(run, gloss)| sentences(run, gloss));
        let lengths =
            |side: &[(SentenceAt, Span)]| side.iter().map(|(_, span)| span.range().len()).collect::<Vec<_>>();
        let pairs = match (original.len(), gloss.len()) {
            (count, 0) => (0..count).map(|index| (index..index + 1, 0..0)).collect(),
            (0, count) => (0..count).map(|index| (0..0, index..index + 1)).collect(),
            _ => {
                let pairs = pair_sentences(&lengths(&original), &lengths(&gloss));
                pairs.into_iter().map(|pair| (pair.original, pair.gloss)).collect()
            }
        };
        Self { original, gloss, pairs }
    }

    /// What the original's sentence number `index` (from 0) is called.
    #[must_use]
    pub fn original_called(&self, index: usize) -> Called {
        let pair = self.pairs.iter().find(|(original, _)| original.contains(&index));
        Called { pair: pair.map_or(index, |(original, _)| original.start) + 1, answers: index + 1..index + 2 }
    }

    /// What the gloss's sentence number `index` is called: the first of a pair answers to the
    /// numbers of all the original's sentences in it.
    #[must_use]
    pub fn gloss_called(&self, index: usize) -> Called {
        let pair = self.pairs.iter().find(|(_, gloss)| gloss.contains(&index));
        let Some((original, gloss)) = pair else { return Called { pair: index + 1, answers: 0..0 } };
        if original.is_empty() {
            return Called { pair: index + 1, answers: index + 1..index + 2 };
        }
        let answers = if gloss.start == index { original.start + 1..original.end + 1 } else { 0..0 };
        Called { pair: original.start + 1, answers }
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
