//! What the blocks and sentences of a work say, and how well those of two languages answer each other.

use std::ops::Range;

use super::Sentences;
use super::align::{Confidence, Side};
use super::evidence::{Met, Wording};
use super::programme::{
    ALL, Band, JOINING, Kind, PLAIN, Rows, SINGLE, Scores, Shape, Values, best, together,
};
use super::study::Study;
use crate::site::Language;
use crate::text::model::BlockId;

/// A text that is read for what it says.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    /// The text and its body.
    pub side: Side<'a>,
    /// Its sentences.
    pub sentences: &'a Sentences,
    /// Its language.
    pub language: Language,
}

/// Up to so many rows from its own place a row's answer is looked for before all are looked at.
const STRAIGHT: usize = 8;

/// Of code and of raw HTML so many bytes are read.
const ENOUGH: usize = 1000;

/// Stretches that belong together, by their numbers on either side, and how sure that is, from 0 to 1.
pub(super) type Matched = (Range<usize>, Range<usize>, f64);

/// What one text says.
#[derive(Debug)]
pub(super) struct Spoken {
    pub(super) wording: Wording,
    /// By block, its sentences, counted through the text. A block without any, such as code, counts as
    /// one.
    blocks: Vec<Range<usize>>,
}

impl Spoken {
    pub(super) fn of(voice: Voice<'_>) -> Self {
        let Side { text, body } = voice.side;
        let mut said: Vec<&str> = Vec::new();
        let mut blocks = Vec::with_capacity(text.blocks.len());
        for (block, id) in text.blocks.iter().zip((0..).map(BlockId)) {
            let from = said.len();
            let sentences = voice.sentences.of(id);
            if !sentences.is_empty() {
                said.extend(sentences.iter().map(|span| span.of(body)));
            } else if !block.kind.is_silent() {
                let whole = block.span.of(body);
                said.push(&whole[..whole.floor_char_boundary(ENOUGH)]);
            }
            blocks.push(from..said.len());
        }
        Self { wording: Wording::read(said.into_iter(), &voice.language.to_string()), blocks }
    }

    /// The sentences of blocks.
    pub(super) fn stretch(&self, first: BlockId, last: BlockId) -> Range<usize> {
        self.blocks[first.0 as usize].start..self.blocks[last.0 as usize].end
    }
}

/// Hears how well what two texts say answers each other, by what is known of them so far.
pub(super) struct Ear<'a> {
    spoken: [&'a Spoken; 2],
    study: &'a Study<'a>,
    values: Values,
}

impl<'a> Ear<'a> {
    pub(super) fn of(spoken: [&'a Spoken; 2], study: &'a Study<'a>) -> Self {
        Self { spoken, study, values: Values::of(&study.knowledge()) }
    }

    /// The sentences of a side's blocks.
    pub(super) fn stretch(&self, side: usize, first: BlockId, last: BlockId) -> Range<usize> {
        self.spoken[side].stretch(first, last)
    }

    /// Pairs stretches of sentences one to one, or one with several where their kinds allow it; and says
    /// whether that is beyond doubt.
    pub(super) fn pair(&self, items: [&[(Range<usize>, Kind)]; 2]) -> (Vec<Matched>, bool) {
        let rows = [0, 1].map(|side| Rows::of(&self.spoken[side].wording, items[side].iter().cloned()));
        let straight = self.straight(&rows, JOINING);
        let is_single = |(ones, others): &Met| ones.len() == 1 && others.len() == 1;
        // What is over, and what is joined, is better told by what these texts will have taught.
        let is_settled = straight.as_ref().is_some_and(|(way, _)| way.iter().all(is_single));
        let (way, sure) = straight.unwrap_or_else(|| {
            let (knowledge, band) = (self.study.knowledge(), Band::diagonal(items.map(<[_]>::len)));
            let scores = Scores::new(&knowledge, &self.values, [&rows[0], &rows[1]], &band);
            let way = best(&scores, &band, JOINING);
            let sure = together(&scores, &way);
            (way, sure)
        });
        let found = way.into_iter().zip(sure).map(|((ones, others), sure)| (ones, others, sure));
        (found.collect(), is_settled)
    }

    /// The way on which each row answers the one at its own place, where that is surely so: better than
    /// what is beside it, and by far better than no answer. Where one side has some rows more, they are
    /// left over anywhere. Most works are of such rows, and a whole table of them would be looked at for
    /// nothing.
    fn straight(&self, rows: &[Rows; 2], shapes: &[Shape]) -> Option<(Vec<Met>, Vec<f64>)> {
        let [first, second] = rows.each_ref().map(Rows::len);
        let width = first.abs_diff(second) + 1;
        if width > STRAIGHT {
            return None;
        }
        let band = Band::along(&[[0, 0], [first, second]], second, |_, _| width);
        let knowledge = self.study.knowledge();
        let scores = Scores::new(&knowledge, &self.values, [&rows[0], &rows[1]], &band);
        let way = best(&scores, &band, shapes);
        let sure = together(&scores, &way);
        let is_over = |side: fn(&Met) -> &Range<usize>| way.iter().any(|bead| side(bead).is_empty());
        let is_sure = !(is_over(|(ones, _)| ones) && is_over(|(_, others)| others))
            && sure.iter().all(|share| Confidence::of(*share) >= Confidence::ENOUGH);
        is_sure.then_some((way, sure))
    }

    /// Pairs the sentences of two stretches, several with several, counted from their beginnings; and
    /// says whether that is beyond doubt.
    pub(super) fn sentences(&self, stretches: [Range<usize>; 2]) -> (Vec<Met>, bool) {
        let lengths = stretches.each_ref().map(|stretch| stretch.len());
        if lengths == [1, 1] {
            return (vec![(0..1, 0..1)], true);
        }
        let rows = [0, 1].map(|side| {
            let sentences = stretches[side].clone().map(|at| (at..at + 1, Kind::Running(0)));
            Rows::of(&self.spoken[side].wording, sentences)
        });
        let is_even = lengths[0] == lengths[1];
        if let Some((way, _)) = is_even.then(|| self.straight(&rows, SINGLE)).flatten() {
            return (way, true);
        }
        let (knowledge, band) = (self.study.knowledge(), Band::diagonal(lengths));
        let shapes = if self.study.is_taught() { ALL } else { PLAIN };
        (best(&Scores::new(&knowledge, &self.values, [&rows[0], &rows[1]], &band), &band, shapes), false)
    }
}
