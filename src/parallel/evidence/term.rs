//! Terms that a glossary knows in both languages.

use super::number::magnitudes;
use super::token::{Sort, tokens};
use super::wording::{WordId, Wording};

/// How many letters a form may have more than the term, and how many of the term's it may lack.
const LONGER: usize = 3;
const LACKS: usize = 2;

/// The words of the two sides that belong to the terms of a pair, in any form.
pub(crate) fn term_words(sides: [&Wording; 2], terms: &[(&str, &str)]) -> Vec<(WordId, WordId)> {
    let sorted = sides.map(sorted);
    let mut found = Vec::new();
    for (one, other) in terms {
        let ones = forms(sides[0], &sorted[0], one);
        let others = forms(sides[1], &sorted[1], other);
        found.extend(ones.iter().flat_map(|one| others.iter().map(|other| (*one, *other))));
    }
    found
}

fn sorted(side: &Wording) -> Vec<(&str, WordId)> {
    let words = side.words.iter().zip(0..).filter(|(word, _)| word.sort == Sort::Word);
    let mut words: Vec<_> = words.map(|(word, id)| (&*word.key, WordId(id))).collect();
    words.sort_unstable();
    words
}

/// The words of a side that may be forms of a term's words.
fn forms(side: &Wording, sorted: &[(&str, WordId)], term: &str) -> Vec<WordId> {
    let mut found = Vec::new();
    tokens(term, magnitudes(&side.language), &mut |sort, key| {
        let length = key.chars().count();
        // Short words have their forms in their middle, or are others.
        let kept = if length < 6 { length } else { length - LACKS };
        let stem: String = key.chars().take(kept).collect();
        if sort == Sort::Word && length > 1 {
            let from = sorted.partition_point(|(other, _)| *other < stem.as_str());
            let begun = sorted[from..].iter().take_while(|(other, _)| other.starts_with(&stem));
            let longest = length + if length < 4 { 0 } else { LONGER };
            found.extend(begun.filter(|(other, _)| other.chars().count() <= longest).map(|(_, id)| *id));
        }
    });
    found
}
