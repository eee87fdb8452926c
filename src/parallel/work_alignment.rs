//! Aligning a work with a gloss: its blocks, and the sentences of those that belong together.

use rustc_hash::FxHashMap;

use super::align::{Confidence, Gaps, Paired, Pins, Run, Step, align};
use super::ear::{Ear, Spoken, Voice};
use super::evidence::{Met, WordId};
use super::study::Study;
use crate::text::model::{BlockId, BlockKind, Directive};

/// A work's blocks with those of a gloss, in the original's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkAlignment {
    /// What belongs together, and how sure it is.
    pub steps: Box<[(Step, Confidence)]>,
    /// By step, the sentences that belong together, counted from the first of the step on either side.
    /// Where a step has both sides, so has at least one of them.
    pub sentences: Box<[Box<[Met]>]>,
}

/// Aligns a work's two texts: by what is known of the languages, then by what that has taught of these
/// two texts.
#[must_use]
pub fn align_work(original: Voice<'_>, gloss: Voice<'_>) -> WorkAlignment {
    let spoken = [original, gloss].map(Spoken::of);
    align_known([original, gloss], [&spoken[0], &spoken[1]], Known::default())
}

/// What is known of two texts before they are compared.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known<'a> {
    /// Blocks that belong together, as they were accepted.
    pub(super) pins: Pins<'a>,
    /// Words that answer each other, as the glossary says.
    pub(super) words: &'a [(WordId, WordId)],
}

/// The same of texts that have been read, by what is known of them.
pub(super) fn align_known(
    voices: [Voice<'_>; 2],
    spoken: [&Spoken; 2],
    Known { pins, words }: Known<'_>,
) -> WorkAlignment {
    let mut study = Study::begin(spoken.map(|spoken| &spoken.wording), words);
    let first = Look::at(voices, &Ear::of(spoken, &study), pins, &Settled::default());
    if first.is_plain() {
        return first.into();
    }
    study.learn_of(&first.paired.doubts, &first.met(spoken));
    Look::at(voices, &Ear::of(spoken, &study), pins, &first.settled()).into()
}

/// What one look at the texts has found.
struct Look {
    paired: Paired,
    /// By step, the sentences that belong together, and whether that is beyond doubt.
    sentences: Vec<(Vec<Met>, bool)>,
}

/// What is beyond doubt.
#[derive(Default)]
struct Settled {
    gaps: Gaps,
    /// The sentences that belong together, by the blocks in which they stand.
    sentences: FxHashMap<Step, Vec<Met>>,
}

impl Look {
    /// Looks at all but what is settled.
    fn at(voices: [Voice<'_>; 2], ear: &Ear<'_>, pins: Pins<'_>, settled: &Settled) -> Self {
        let mut paired = align(voices.map(|voice| voice.side), pins, ear, &settled.gaps);
        let of_step = |step: &Step| match settled.sentences.get(step) {
            Some(known) => (known.clone(), true),
            None => sentences(voices, ear, *step),
        };
        let sentences: Vec<_> = paired.steps.iter().map(|(step, _)| of_step(step)).collect();
        for ((step, _), (_, is_settled)) in paired.steps.iter().zip(&sentences) {
            if let (Step::Both(original, gloss), false) = (step, is_settled) {
                paired.doubts[0].push(ear.stretch(0, original.first, original.last));
                paired.doubts[1].push(ear.stretch(1, gloss.first, gloss.last));
            }
        }
        Self { paired, sentences }
    }

    /// Whether each block and each sentence has just one partner, and surely: then a second look would find
    /// the same.
    fn is_plain(&self) -> bool {
        let paired =
            self.paired.steps.iter().all(|(step, confidence)| {
                matches!(step, Step::Both(..)) && *confidence >= Confidence::ENOUGH
            });
        let mut all = self.sentences.iter().flat_map(|(met, _)| met);
        paired && all.all(|(ones, others)| ones.len() == 1 && others.len() == 1)
    }

    /// The sentences that belong together, counted through the texts.
    fn met(&self, spoken: [&Spoken; 2]) -> Vec<Met> {
        let mut all = Vec::new();
        for ((step, _), (sentences, _)) in self.paired.steps.iter().zip(&self.sentences) {
            let Step::Both(original, gloss) = step else { continue };
            let from = [
                spoken[0].stretch(original.first, original.last).start,
                spoken[1].stretch(gloss.first, gloss.last).start,
            ];
            all.extend(sentences.iter().map(|(ones, others)| {
                (ones.start + from[0]..ones.end + from[0], others.start + from[1]..others.end + from[1])
            }));
        }
        all
    }

    fn settled(self) -> Settled {
        let steps = self.paired.steps.into_iter().zip(self.sentences);
        let sure = steps.filter(|(_, (_, is_settled))| *is_settled);
        let sentences = sure.map(|((step, _), (met, _))| (step, met)).collect();
        Settled { gaps: self.paired.settled, sentences }
    }
}

impl From<Look> for WorkAlignment {
    fn from(Look { paired, sentences }: Look) -> Self {
        let sentences = sentences.into_iter().map(|(met, _)| met.into()).collect();
        Self { steps: paired.steps.into(), sentences }
    }
}

/// The sentences of a step that belong together, and whether that is beyond doubt.
fn sentences(voices: [Voice<'_>; 2], ear: &Ear<'_>, step: Step) -> (Vec<Met>, bool) {
    let Step::Both(original, gloss) = step else { return (Vec::new(), true) };
    let counts = [count(voices[0], original), count(voices[1], gloss)];
    if counts.contains(&0) {
        return (Vec::new(), true);
    }
    let kind = |side: usize, run: Run| voices[side].side.text.block(run.first).kind;
    let is_table = kind(0, original) == BlockKind::Table && kind(1, gloss) == BlockKind::Table;
    if is_table && counts[0] == counts[1] {
        // Cells answer each other by their places.
        return ((0..counts[0]).map(|at| (at..at + 1, at..at + 1)).collect(), true);
    }
    let todo = voices[1].side.text.directives_of(gloss.first).any(|said| *said == Directive::Todo);
    let stretch = |side: usize, run: Run| ear.stretch(side, run.first, run.last);
    let found = match todo {
        true => (Vec::new(), true),
        false => ear.sentences([stretch(0, original), stretch(1, gloss)]),
    };
    if found.0.iter().any(|(ones, others)| !ones.is_empty() && !others.is_empty()) {
        return found;
    }
    // Blocks that belong together although no sentence of theirs does: all of one answer all of the other.
    (vec![(0..counts[0], 0..counts[1])], found.1)
}

fn count(voice: Voice<'_>, run: Run) -> usize {
    (run.first.0..=run.last.0).map(|block| voice.sentences.of(BlockId(block)).len()).sum()
}
