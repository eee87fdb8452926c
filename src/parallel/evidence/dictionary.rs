//! Terms that a glossary has in two languages: its words answer each other.

use rustc_hash::FxHashMap;

use super::number::magnitudes;
use super::token::{Sort, tokens};
use super::wording::{WordId, Wording};

/// How many letters a form may have more than the term, and how many of the term's it may lack.
const LONGER: usize = 3;
const LACKS: usize = 2;

/// The words of terms in two languages, to be found in any form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dictionary([FxHashMap<Box<str>, Vec<Stem>>; 2]);

/// What a word of a term begins with in all its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stem {
    /// The number of the entry.
    entry: u32,
    /// How many letters a form may have.
    longest: usize,
}

impl Dictionary {
    /// Adds what an entry is called on either side, whose languages have these primary subtags: every word of
    /// the one may answer every word of the other.
    pub(crate) fn add<'a>(
        &mut self,
        entry: u32,
        languages: [&str; 2],
        names: [impl Iterator<Item = &'a str>; 2],
    ) {
        for ((stems, names), language) in self.0.iter_mut().zip(names).zip(languages) {
            for name in names {
                tokens(name, magnitudes(language), &mut |sort, key| add(stems, entry, sort, key));
            }
        }
    }

    /// The words of two sides that belong to one entry, in any form.
    pub(crate) fn words(&self, sides: [&Wording; 2]) -> Vec<(WordId, WordId)> {
        let [ones, others] = [0, 1].map(|side| found(&self.0[side], sides[side]));
        let mut pairs = Vec::new();
        for same in ones.chunk_by(|one, next| one.0 == next.0) {
            let from = others.partition_point(|(entry, _)| *entry < same[0].0);
            let answers = || others[from..].iter().take_while(|(entry, _)| *entry == same[0].0);
            pairs.extend(same.iter().flat_map(|(_, one)| answers().map(|(_, other)| (*one, *other))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

fn add(stems: &mut FxHashMap<Box<str>, Vec<Stem>>, entry: u32, sort: Sort, key: &str) {
    let length = key.chars().count();
    if sort != Sort::Word || length < 2 {
        return;
    }
    // Short words have their forms in their middle, or are others.
    let kept = if length < 6 { length } else { length - LACKS };
    let end = key.char_indices().nth(kept).map_or(key.len(), |(at, _)| at);
    let longest = length + if length < 4 { 0 } else { LONGER };
    stems.entry(key[..end].into()).or_default().push(Stem { entry, longest });
}

/// The entries of a side's words, in the entries' order.
fn found(stems: &FxHashMap<Box<str>, Vec<Stem>>, side: &Wording) -> Vec<(u32, WordId)> {
    let mut found = Vec::new();
    if stems.is_empty() {
        return found;
    }
    for (word, id) in side.words.iter().zip(0..).filter(|(word, _)| word.sort == Sort::Word) {
        let length = word.key.chars().count();
        let ends = word.key.char_indices().map(|(at, _)| at).skip(1).chain([word.key.len()]).enumerate();
        for (_, end) in ends.skip(length.saturating_sub(1 + LONGER + LACKS)) {
            let begun = stems.get(&word.key[..end]).into_iter().flatten();
            found.extend(begun.filter(|stem| length <= stem.longest).map(|stem| (stem.entry, WordId(id))));
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(texts: [&str; 2], entries: &[[&[&str]; 2]]) -> Vec<(String, String)> {
        let sides = [(texts[0], "de"), (texts[1], "en")]
            .map(|(text, language)| Wording::read([text].into_iter(), language));
        let mut dictionary = Dictionary::default();
        for (names, entry) in entries.iter().zip(0..) {
            dictionary.add(entry, ["de", "en"], names.map(|names| names.iter().copied()));
        }
        let key = |side: usize, id: WordId| sides[side].word(id).key.to_string();
        let words = dictionary.words([&sides[0], &sides[1]]);
        words.into_iter().map(|(one, other)| (key(0, one), key(1, other))).collect()
    }

    #[test]
    fn forms_of_terms_answer_each_other() {
        let entry: [&[&str]; 2] = [&["Rechenzentrum"], &["data center", "server farm"]];
        let said = pairs(["Der Rechenzentren wegen.", "For its data centers."], &[entry]);
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(said, [pair("rechenzentren", "data"), pair("rechenzentren", "centers")]);
    }

    #[test]
    fn other_words_and_other_entries_do_not() {
        let entries: [[&[&str]; 2]; 2] = [[&["Chip"], &["chip"]], [&["Strom"], &["power"]]];
        assert_eq!(pairs(["Ein Chipsatzfehler.", "A chip."], &entries), [], "too long to be a form");
        assert_eq!(pairs(["Ein Chip.", "The power."], &entries), [], "of two entries");
        assert_eq!(pairs(["Es ist.", "It is."], &[[&["e"], &["i"]]]), [], "one letter");
    }
}
