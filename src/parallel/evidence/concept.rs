//! Words known to answer each other, whatever the texts.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::fold;
use super::wording::{WordId, Wording};

/// The languages of the list's columns.
const LANGUAGES: [&str; 3] = ["de", "en", "fr"];

/// How many letters an ending may have that the list does not give, and how many it must leave.
const ENDING: usize = 3;
const STEM: usize = 4;

/// A list of common words, by language.
struct Concepts([Column; 3]);

/// The words of one language.
#[derive(Default)]
struct Column {
    /// Each form, folded, with the lines in which it stands.
    forms: FxHashMap<String, Vec<u16>>,
    /// How the forms begin: most words begin otherwise, and need not be looked for with each ending off.
    beginnings: FxHashSet<u32>,
}

static KNOWN: LazyLock<Concepts> = LazyLock::new(|| Concepts::read(include_str!("concepts.txt")));

/// The lines of the list in which words of a language stand, each with the number of its word, in the
/// order of the lines; none if the list has no such language.
pub(super) fn lines<'a>(
    language: &str,
    words: impl Iterator<Item = (WordId, &'a str)>,
) -> Vec<(u16, WordId)> {
    let Some(column) = LANGUAGES.iter().position(|other| *other == language) else { return Vec::new() };
    let mut found = Vec::new();
    for (id, word) in words {
        found.extend(KNOWN.lines(column, word).iter().map(|line| (*line, id)));
    }
    found.sort_unstable();
    found
}

/// The pairs of words that are known to answer each other.
pub(super) fn concepts(first: &Wording, second: &Wording) -> Vec<(WordId, WordId)> {
    let mut found = Vec::new();
    let mut others = &*second.lines;
    for same in first.lines.chunk_by(|one, next| one.0 == next.0) {
        let line = same[0].0;
        others = &others[others.partition_point(|(other, _)| *other < line)..];
        let answers = || others.iter().take_while(|(other, _)| *other == line);
        found.extend(same.iter().flat_map(|(_, one)| answers().map(|(_, other)| (*one, *other))));
    }
    found
}

impl Concepts {
    fn read(list: &str) -> Self {
        let mut columns: [Column; 3] = Default::default();
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        for (number, line) in (0..).zip(lines) {
            for (column, words) in columns.iter_mut().zip(line.split(';')) {
                for word in words.split_whitespace() {
                    let mut key = String::new();
                    fold(word, &mut key);
                    column.beginnings.insert(beginning(&key));
                    column.forms.entry(key).or_default().push(number);
                }
            }
        }
        Self(columns)
    }

    /// The lines in which a folded word stands, as it is or without its ending.
    fn lines(&self, column: usize, word: &str) -> &[u16] {
        let Column { forms, beginnings } = &self.0[column];
        if !beginnings.contains(&beginning(word)) {
            return &[];
        }
        let letters = word.chars().count();
        let ends = word.char_indices().rev().zip(1..).take_while(|(_, taken)| letters >= STEM + taken);
        let stems = ends.take(ENDING).map(|((at, _), _)| &word[..at]);
        std::iter::once(word).chain(stems).find_map(|stem| forms.get(stem)).map_or(&[], |lines| lines)
    }
}

/// The first bytes of a form, as many as every stem has, with a mark where it is shorter.
fn beginning(form: &str) -> u32 {
    let bytes = form.as_bytes();
    u32::from_le_bytes([0, 1, 2, 3].map(|at| bytes.get(at).copied().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(german: &str, english: &str) -> usize {
        let first = Wording::read([german].into_iter(), "de");
        concepts(&first, &Wording::read([english].into_iter(), "en")).len()
    }

    #[test]
    fn common_words_answer_each_other() {
        assert_eq!(shared("nicht", "not"), 1);
        assert_eq!(shared("Oktober", "October"), 1);
        assert_eq!(shared("Wörtern", "words"), 1);
        assert_eq!(shared("nichtig", "not"), 1, "an ending of two letters may be one");
        assert_eq!(shared("Haus", "not"), 0);
        assert_eq!(concepts(&Wording::default(), &Wording::default()), []);
    }

    #[test]
    fn every_line_has_every_language() {
        for line in include_str!("concepts.txt").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<_> = line.split(';').collect();
            assert!(columns.len() == 3 && columns.iter().all(|words| !words.trim().is_empty()), "{line}");
        }
    }
}
