//! What is known of a pair of texts: first what is usual, then what its own beads have taught.

use std::ops::Range;

use super::evidence::{Lesson, Lexicon, Met, Unexplained, Weights, WordId, Wording, lessons, lessons_of};
use super::programme::{Knowledge, fitted};

/// Letters of a usual text that are thought to stand beside both.
const LETTERS: f64 = 200.0;

/// All evidence of a pair of texts.
#[derive(Clone, Debug)]
pub(super) struct Study<'a> {
    sides: [&'a Wording; 2],
    lexicon: Lexicon,
    unexplained: Unexplained,
    shapes: [f64; 9],
    ratio: f64,
    /// Whether it has learnt from beads.
    is_taught: bool,
}

const WEIGHTS: &Weights = &Weights::FITTED;

impl<'a> Study<'a> {
    /// What is known before anything was aligned; `terms` are words known to answer each other.
    pub(super) fn begin(sides: [&'a Wording; 2], terms: &[(WordId, WordId)]) -> Self {
        let lexicon = Lexicon::guess(sides, terms, WEIGHTS);
        let unexplained = Unexplained::usual(sides, &lexicon, WEIGHTS);
        let ratio = ratio(sides, &[(0..sides[0].len(), 0..sides[1].len())]);
        Self { sides, lexicon, unexplained, shapes: WEIGHTS.shapes, ratio, is_taught: false }
    }

    /// Learns from the sentences that were found to belong together.
    pub(super) fn learn(&mut self, met: &[Met]) {
        self.attend(met, &lessons(self.sides, met));
    }

    /// The same, but of those words only that say something in sentences in doubt: no others will be asked.
    pub(super) fn learn_of(&mut self, doubts: &[Vec<Range<usize>>; 2], met: &[Met]) {
        let asked = [0, 1].map(|side| self.sides[side].telling(&doubts[side], WEIGHTS));
        self.attend(met, &lessons_of(&asked, self.sides, met));
    }

    fn attend(&mut self, met: &[Met], lessons: &[Lesson<'_>]) {
        self.lexicon.learn(self.sides, lessons, &self.unexplained, WEIGHTS);
        self.unexplained = self.unexplained.seen(self.sides, &self.lexicon, lessons, WEIGHTS);
        self.shapes = fitted(met, WEIGHTS);
        self.ratio = ratio(self.sides, met);
        self.is_taught = true;
    }

    /// Whether it has learnt from anything.
    pub(super) fn is_taught(&self) -> bool {
        self.is_taught
    }

    /// What is known now.
    pub(super) fn knowledge(&self) -> Knowledge<'_> {
        Knowledge {
            sides: self.sides,
            lexicon: &self.lexicon,
            unexplained: &self.unexplained,
            weights: WEIGHTS,
            shapes: self.shapes,
            ratio: self.ratio,
            words: WEIGHTS.words[usize::from(self.is_taught)],
        }
    }
}

/// How many letters of the second side answer one of the first.
fn ratio(sides: [&Wording; 2], met: &[Met]) -> f64 {
    let mut sums = [LETTERS; 2];
    for (one, other) in met.iter().filter(|(one, other)| !one.is_empty() && !other.is_empty()) {
        sums[0] += one.clone().map(|at| f64::from(sides[0].letters(at))).sum::<f64>();
        sums[1] += other.clone().map(|at| f64::from(sides[1].letters(at))).sum::<f64>();
    }
    sums[1] / sums[0]
}
