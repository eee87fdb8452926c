//! How often a word is without an answer where its sentence has a partner.

use super::lesson::Lesson;
use super::lexicon::Lexicon;
use super::token::Sort;
use super::weights::Weights;
use super::wording::{Word, WordId, Wording};

/// What is less likely than this explains nothing.
const EXPLAINS: f64 = 0.1;

/// How often words are left unexplained.
#[derive(Clone, Debug)]
pub(crate) struct Unexplained {
    /// By side and word: the share of its sentences whose partners do not explain it.
    pub(crate) shares: [Vec<f64>; 2],
    /// By side and sort of token: what is thought of it before texts are looked at.
    usual: [[f64; 4]; 2],
}

impl Unexplained {
    /// What is usual. Where few of the words have an answer at all, as between two scripts, a missing
    /// one means little.
    pub(crate) fn usual(sides: [&Wording; 2], lexicon: &Lexicon, weights: &Weights) -> Self {
        let answered = lexicon.answered(sides);
        let usual = [0, 1].map(|side| {
            let counts = (covered(sides[side], &answered[side]) / weights.covered).min(1.0);
            let mut usual = weights.unexplained;
            usual[Sort::Word as usize] = usual[Sort::Word as usize].powf(counts);
            usual
        });
        let shares =
            |side: usize| sides[side].words.iter().map(|word| usual[side][word.sort as usize]).collect();
        Self { shares: [0, 1].map(shares), usual }
    }

    /// What was found to belong together shows.
    pub(crate) fn seen(
        &self,
        sides: [&Wording; 2],
        lexicon: &Lexicon,
        lessons: &[Lesson<'_>],
        weights: &Weights,
    ) -> Self {
        let mut counts = sides.map(|side| vec![Count::default(); side.words.len()]);
        for Lesson { words: [ones, others], .. } in lessons {
            let [there, back] = lexicon.explained(ones, others);
            count(&mut counts[0], ones, &back);
            count(&mut counts[1], others, &there);
        }
        let shares = |side: usize| shares(sides[side], &counts[side], self.usual[side], weights);
        Self { shares: [0, 1].map(shares), usual: self.usual }
    }
}

/// The share of a side's words that have an answer.
fn covered(side: &Wording, answered: &[bool]) -> f64 {
    let words = || side.words.iter().zip(answered).filter(|(word, _)| word.sort == Sort::Word);
    words().filter(|(_, answered)| **answered).count() as f64 / words().count().max(1) as f64
}

/// By word: as it was seen, with what was seen of its sort, with what is usual.
fn shares(side: &Wording, counts: &[Count], usual: [f64; 4], weights: &Weights) -> Vec<f64> {
    let mut sums = [Count::default(); 4];
    for (word, count) in side.words.iter().zip(counts) {
        sums[word.sort as usize] += *count;
    }
    let [of_sort, of_word] = weights.unexplained_trust;
    let share = |(word, count): (&Word, &Count)| {
        let sort = word.sort as usize;
        count.share(of_word, sums[sort].share(of_sort, usual[sort])).clamp(0.05, 0.98)
    };
    side.words.iter().zip(counts).map(share).collect()
}

fn count(counts: &mut [Count], words: &[WordId], explained: &[f64]) {
    for (word, explained) in words.iter().zip(explained) {
        counts[word.at()] += Count { seen: 1.0, silent: f64::from(u8::from(*explained < EXPLAINS)) };
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    seen: f64,
    silent: f64,
}

impl Count {
    /// The share, where a guess counts for so many sightings.
    fn share(self, trust: f64, guess: f64) -> f64 {
        (self.silent + trust * guess) / (self.seen + trust)
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.seen += other.seen;
        self.silent += other.silent;
    }
}
