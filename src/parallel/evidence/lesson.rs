//! What is learnt from: sentences that were found to belong together.

use std::borrow::Cow;

use super::Met;
use super::wording::{WordId, Wording};

/// The words of sentences that belong together.
pub(crate) struct Lesson<'a> {
    /// By side, in the order of their numbers, those that are learnt of.
    pub(super) words: [Cow<'a, [WordId]>; 2],
    /// How many words each side has, those included that are not learnt of.
    pub(super) lengths: [usize; 2],
}

/// What two texts teach of all their words.
pub(crate) fn lessons<'a>(sides: [&'a Wording; 2], met: &[Met]) -> Vec<Lesson<'a>> {
    of_each(sides, met, |_, words| words)
}

/// The same of some words, by side and number.
pub(crate) fn lessons_of<'a>(
    asked: &[Vec<bool>; 2],
    sides: [&'a Wording; 2],
    met: &[Met],
) -> Vec<Lesson<'a>> {
    let is_asked = |side: usize| move |word: &WordId| asked[side][word.at()];
    of_each(sides, met, |side, words| words.iter().copied().filter(is_asked(side)).collect())
}

fn of_each<'a>(
    sides: [&'a Wording; 2],
    met: &[Met],
    some: impl Fn(usize, Cow<'a, [WordId]>) -> Cow<'a, [WordId]>,
) -> Vec<Lesson<'a>> {
    let both = met.iter().filter(|(one, other)| !one.is_empty() && !other.is_empty());
    let lesson = |(one, other): &Met| {
        let [ones, others] = [sides[0].of_all(one.clone()), sides[1].of_all(other.clone())];
        let lengths = [ones.len(), others.len()];
        Lesson { words: [some(0, ones), some(1, others)], lengths }
    };
    both.map(lesson).collect()
}
