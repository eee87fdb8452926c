//! Words of two languages that look alike: names, loans, relatives, and what compounds share with them.

use super::token::Sort;
use super::wording::{WordId, Wording};

/// Words that look alike, with how alike they are, from 0 to 1, in their order.
///
/// Two that begin with the same four letters, and two of which one stands in the other from its fifth
/// letter on: `Statistik` in `Gesundheitsstatistiken`.
pub(super) fn cognates(first: &Wording, second: &Wording) -> Vec<(WordId, WordId, f64)> {
    let (ones, others) = (Spelt::of(first), Spelt::of(second));
    let mut found = joined(&ones.starts(SHORT), &others.starts(SHORT));
    found.extend(joined(&ones.starts(LONG), &others.parts(LONG)));
    found.extend(joined(&others.starts(LONG), &ones.parts(LONG)).into_iter().map(|(b, a)| (a, b)));
    let alike = |(a, b): (Place, Place)| {
        let (one, other) = (ones.from(a), others.from(b));
        let shared = one.iter().zip(other).take_while(|(a, b)| a == b).count() as f64;
        let (one, other) = (ones.length(a) as f64, others.length(b) as f64);
        let likeness = shared / (0.7 * one.min(other) + 0.3 * one.max(other));
        (ones.words[a.0].1, others.words[b.0].1, likeness)
    };
    let mut found: Vec<_> = found.into_iter().map(alike).collect();
    found.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    found.dedup_by_key(|pair| (pair.0, pair.1));
    found
}

const SHORT: usize = 4;
const LONG: usize = 5;

/// A word's number and a letter's in it.
type Place = (usize, usize);

/// Words as their relatives might be spelt.
struct Spelt {
    words: Vec<(Vec<char>, WordId)>,
}

impl Spelt {
    fn of(side: &Wording) -> Self {
        let words = (0..).map(WordId).zip(&side.words).filter(|(_, word)| word.sort == Sort::Word);
        let words = words.map(|(id, word)| (alike(&word.key), id));
        Self { words: words.filter(|(letters, _)| letters.len() >= SHORT).collect() }
    }

    fn from(&self, (word, letter): Place) -> &[char] {
        &self.words[word].0[letter..]
    }

    fn length(&self, (word, _): Place) -> usize {
        self.words[word].0.len()
    }

    /// The first `count` letters of each word, sorted.
    fn starts(&self, count: usize) -> Vec<(u64, Place)> {
        let words = self.words.iter().enumerate().filter(|(_, (letters, _))| letters.len() >= count);
        let mut starts: Vec<_> =
            words.map(|(at, (letters, _))| (packed(&letters[..count]), (at, 0))).collect();
        starts.sort_unstable();
        starts
    }

    /// All runs of `count` letters of each word, sorted.
    fn parts(&self, count: usize) -> Vec<(u64, Place)> {
        let of = |(word, (letters, _)): (usize, &(Vec<char>, WordId))| {
            let parts = letters.windows(count).enumerate();
            parts.map(|(at, part)| (packed(part), (word, at))).collect::<Vec<_>>()
        };
        let mut parts: Vec<_> = self.words.iter().enumerate().flat_map(of).collect();
        parts.sort_unstable();
        parts
    }
}

/// Letters as a number; different letters may seldom give the same one, and then share nothing.
fn packed(letters: &[char]) -> u64 {
    letters
        .iter()
        .fold(0, |sum: u64, letter| sum.wrapping_mul(0x0100_0193).wrapping_add(u64::from(*letter as u32)))
}

/// The places on both sides that have the same letters.
fn joined(ones: &[(u64, Place)], others: &[(u64, Place)]) -> Vec<(Place, Place)> {
    let mut found = Vec::new();
    let mut from = 0;
    for same in ones.chunk_by(|a, b| a.0 == b.0) {
        let key = same[0].0;
        from += others[from..].partition_point(|(other, _)| *other < key);
        let end = from + others[from..].partition_point(|(other, _)| *other == key);
        for (_, one) in same {
            found.extend(others[from..end].iter().map(|(_, other)| (*one, *other)));
        }
        from = end;
    }
    found
}

/// A folded word as a relative in another language may spell it.
fn alike(word: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            'k' | 'q' | 'z' => 'c',
            'y' | 'j' => 'i',
            'w' => 'v',
            'p' if letters.next_if_eq(&'h').is_some() => 'f',
            'h' if matches!(out.last(), Some('t' | 'c' | 'r')) => continue,
            other => other,
        };
        if out.last() != Some(&letter) {
            out.push(letter);
        }
    }
    out
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
