//! Aligning a work with a gloss: its blocks, and the sentences of those that belong together.

use super::align::{Confidence, Run, Step, align};
use super::ear::{Ear, Spoken, Voice};
use super::evidence::Met;
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
    align_work_along(original, gloss, &[])
}

/// The same along pairs of blocks that are known to belong together, as ids pin them.
#[must_use]
pub fn align_work_along(
    original: Voice<'_>,
    gloss: Voice<'_>,
    pairs: &[(BlockId, BlockId)],
) -> WorkAlignment {
    let voices = [original, gloss];
    let spoken = voices.map(Spoken::of);
    let spoken = [&spoken[0], &spoken[1]];
    let mut study = Study::begin(spoken.map(|spoken| &spoken.wording), &[]);
    let first = once(voices, &Ear::of(spoken, &study), pairs);
    if first.is_plain() {
        return first;
    }
    study.learn(&met(&first, &Ear::of(spoken, &study)));
    once(voices, &Ear::of(spoken, &study), pairs)
}

impl WorkAlignment {
    /// Whether each block and each sentence has just one partner, and surely: then a second look, which
    /// takes as long as the first, would find the same.
    fn is_plain(&self) -> bool {
        let paired = self
            .steps
            .iter()
            .all(|(step, confidence)| matches!(step, Step::Both(..)) && *confidence >= Confidence::ENOUGH);
        paired && self.sentences.iter().flatten().all(|(ones, others)| ones.len() == 1 && others.len() == 1)
    }
}

fn once(voices: [Voice<'_>; 2], ear: &Ear<'_>, pairs: &[(BlockId, BlockId)]) -> WorkAlignment {
    let steps = align(voices[0].side, voices[1].side, pairs, ear);
    let sentences = steps.iter().map(|(step, _)| sentences(voices, ear, *step).into()).collect();
    WorkAlignment { steps: steps.into(), sentences }
}

/// The sentences of a step that belong together.
fn sentences(voices: [Voice<'_>; 2], ear: &Ear<'_>, step: Step) -> Vec<Met> {
    let Step::Both(original, gloss) = step else { return Vec::new() };
    let counts = [count(voices[0], original), count(voices[1], gloss)];
    if counts.contains(&0) {
        return Vec::new();
    }
    let kind = |side: usize, run: Run| voices[side].side.text.block(run.first).kind;
    let is_table = kind(0, original) == BlockKind::Table && kind(1, gloss) == BlockKind::Table;
    if is_table && counts[0] == counts[1] {
        // Cells answer each other by their places.
        return (0..counts[0]).map(|at| (at..at + 1, at..at + 1)).collect();
    }
    let todo = voices[1].side.text.directives_of(gloss.first).any(|said| *said == Directive::Todo);
    let stretch = |side: usize, run: Run| ear.stretch(side, run.first, run.last);
    let found = if todo { Vec::new() } else { ear.sentences([stretch(0, original), stretch(1, gloss)]) };
    if found.iter().any(|(ones, others)| !ones.is_empty() && !others.is_empty()) {
        return found;
    }
    // Blocks that belong together although no sentence of theirs does: all of one answer all of the other.
    vec![(0..counts[0], 0..counts[1])]
}

fn count(voice: Voice<'_>, run: Run) -> usize {
    (run.first.0..=run.last.0).map(|block| voice.sentences.of(BlockId(block)).len()).sum()
}

/// The sentences that belong together, counted through the texts.
fn met(found: &WorkAlignment, ear: &Ear<'_>) -> Vec<Met> {
    let mut all = Vec::new();
    for ((step, _), sentences) in found.steps.iter().zip(&found.sentences) {
        let Step::Both(original, gloss) = step else { continue };
        let from = [
            ear.stretch(0, original.first, original.last).start,
            ear.stretch(1, gloss.first, gloss.last).start,
        ];
        all.extend(sentences.iter().map(|(ones, others)| {
            (ones.start + from[0]..ones.end + from[0], others.start + from[1]..others.end + from[1])
        }));
    }
    all
}
