//! Words of two languages that look alike: names, loans, relatives, and what compounds share with them.

use rustc_hash::FxHashMap;

use super::token::Sort;
use super::wording::{WordId, Wording};

/// Words that look alike, with how alike they are, from 0 to 1, in their order.
///
/// Two that begin with the same four letters, and two of which one stands in the other from its fifth
/// letter on: `Statistik` in `Gesundheitsstatistiken`.
pub(super) fn cognates(first: &Wording, second: &Wording) -> Vec<(WordId, WordId, f64)> {
    let (ones, others) = (Spelt::of(first), Spelt::of(second));
    let mut found = Vec::new();
    let starts = Starts::of(&others, SHORT);
    ones.starts(SHORT, |key, one| starts.each(key, |other| found.push((one, other))));
    let starts = Starts::of(&others, LONG);
    ones.parts(LONG, |key, one| starts.each(key, |other| found.push((one, other))));
    let starts = Starts::of(&ones, LONG);
    others.parts(LONG, |key, other| starts.each(key, |one| found.push((one, other))));
    let alike = |(a, b): (Place, Place)| {
        let (one, other) = (ones.from(a), others.from(b));
        let shared = one.iter().zip(other).take_while(|(a, b)| a == b).count() as f64;
        let (one, other) = (ones.length(a) as f64, others.length(b) as f64);
        let likeness = shared / (0.7 * one.min(other) + 0.3 * one.max(other));
        (ones.words[a.word as usize].1, others.words[b.word as usize].1, likeness)
    };
    let mut found: Vec<_> = found.into_iter().map(alike).collect();
    found.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    found.dedup_by_key(|pair| (pair.0, pair.1));
    found
}

const SHORT: usize = 4;
const LONG: usize = 5;

/// A letter of a word.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The word's number among those spelt.
    word: u32,
    /// The letter's in the word.
    letter: u32,
}

/// Words as their relatives might be spelt.
#[derive(Default)]
struct Spelt {
    letters: Vec<char>,
    /// Where each ends among the letters.
    words: Vec<(usize, WordId)>,
}

impl Spelt {
    fn of(side: &Wording) -> Self {
        let mut spelt = Self::default();
        let words = (0..).map(WordId).zip(&side.words).filter(|(_, word)| word.sort == Sort::Word);
        for (id, word) in words {
            let start = spelt.letters.len();
            alike(&word.key, &mut spelt.letters);
            if spelt.letters.len() - start < SHORT {
                spelt.letters.truncate(start);
            } else {
                spelt.words.push((spelt.letters.len(), id));
            }
        }
        spelt
    }

    fn word(&self, word: usize) -> &[char] {
        let start = word.checked_sub(1).map_or(0, |before| self.words[before].0);
        &self.letters[start..self.words[word].0]
    }

    fn from(&self, place: Place) -> &[char] {
        &self.word(place.word as usize)[place.letter as usize..]
    }

    fn length(&self, place: Place) -> usize {
        self.word(place.word as usize).len()
    }

    /// The first `count` letters of each word that has so many.
    fn starts(&self, count: usize, mut each: impl FnMut(u64, Place)) {
        for word in 0..self.words.len() {
            if let Some(start) = self.word(word).get(..count) {
                each(packed(start), Place { word: word as u32, letter: 0 });
            }
        }
    }

    /// All runs of `count` letters of each word.
    fn parts(&self, count: usize, mut each: impl FnMut(u64, Place)) {
        for word in 0..self.words.len() {
            for (part, letter) in self.word(word).windows(count).zip(0..) {
                each(packed(part), Place { word: word as u32, letter });
            }
        }
    }
}

/// The beginnings of words, to be found again.
struct Starts {
    /// By what they are packed to, the last word that begins so.
    last: FxHashMap<u64, u32>,
    /// By word, the one before it that begins so.
    before: Vec<Option<u32>>,
}

impl Starts {
    fn of(words: &Spelt, count: usize) -> Self {
        let (mut last, mut before) = (FxHashMap::default(), vec![None; words.words.len()]);
        words.starts(count, |key, place| before[place.word as usize] = last.insert(key, place.word));
        Self { last, before }
    }

    /// All words that begin so.
    fn each(&self, key: u64, mut each: impl FnMut(Place)) {
        let mut next = self.last.get(&key).copied();
        while let Some(word) = next {
            each(Place { word, letter: 0 });
            next = self.before[word as usize];
        }
    }
}

/// Letters as a number; different letters may seldom give the same one, and then share nothing.
fn packed(letters: &[char]) -> u64 {
    letters
        .iter()
        .fold(0, |sum: u64, letter| sum.wrapping_mul(0x0100_0193).wrapping_add(u64::from(*letter as u32)))
}

/// Appends a folded word as a relative in another language may spell it.
fn alike(word: &str, out: &mut Vec<char>) {
    let start = out.len();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            'k' | 'q' | 'z' => 'c',
            'y' | 'j' => 'i',
            'w' => 'v',
            'p' if letters.next_if_eq(&'h').is_some() => 'f',
            'h' if matches!(out[start..].last(), Some('t' | 'c' | 'r')) => continue,
            other => other,
        };
        if out[start..].last() != Some(&letter) {
            out.push(letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(german: &str, english: &str) -> Option<f64> {
        let first = Wording::read([german].into_iter(), "de");
        let found = cognates(&first, &Wording::read([english].into_iter(), "en"));
        found.first().map(|(_, _, likeness)| (likeness * 100.0).round() / 100.0)
    }

    #[test]
    fn relatives_look_alike() {
        assert_eq!(likeness("Oktober", "October"), Some(1.0));
        assert_eq!(likeness("Philosophie", "filosofie"), Some(1.0));
        assert_eq!(likeness("Organisation", "organization"), Some(0.5));
        assert_eq!(likeness("Haus", "tree"), None);
    }

    #[test]
    fn what_compounds_are_made_of_counts() {
        assert!(likeness("Gesundheitsstatistiken", "statistics") > Some(0.6));
        assert!(likeness("asynchroner", "async") > Some(0.7));
        assert_eq!(likeness("Nation", "station"), None, "an ending alone is none");
    }
}
