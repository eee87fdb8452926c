//! Candidates: words that stand out in a text and have no entry.
//!
//! A further language that writes its nouns in capitals, or that has words to leave out, is a line in
//! [`Habits::of`].

mod stop_words;

pub(super) use stop_words::SMALL;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::inflection::inflected;
use super::sighting::Sighting;
use crate::db::{Db, File};
use crate::diagnostic::Span;
use crate::site::{Kind, Language};
use crate::text::{BlockKind, Inline, InlineKind, Mark, Prose, proses, text};

/// Words without an entry that may want one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The form that the others are most likely inflected from.
    pub words: String,
    /// How often it stands there, in any form.
    pub count: usize,
    /// Its forms as they stand there, in order.
    pub forms: Vec<String>,
    /// Whether its author has put it into italics or bold.
    pub emphasised: bool,
    /// Where it stands first in the body.
    pub first: Span,
}

/// How many candidates are named at most.
const MOST: usize = 20;

/// How many words an emphasised term has at most; what is longer is said with emphasis.
const EMPHASISED: usize = 4;

/// How a language writes what might be a term.
struct Habits {
    /// Words that are capitalised and no terms.
    stop_words: &'static str,
    /// Nouns are capitalised, so that neighbours do not belong together by that alone.
    nouns: bool,
}

impl Habits {
    fn of(language: Language) -> Self {
        match language.primary() {
            "de" => Self { stop_words: stop_words::GERMAN, nouns: true },
            "en" => Self { stop_words: stop_words::ENGLISH, nouns: false },
            _ => Self { stop_words: "", nouns: false },
        }
    }

    fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.split_whitespace().any(|stop| stop.eq_ignore_ascii_case(word))
    }
}

/// The candidates of a text in which `known` are terms: the most frequent first.
pub(super) fn candidates(db: &dyn Db, file: File, language: Language, known: &[Sighting]) -> Vec<Candidate> {
    let (text, habits) = (text(db, file), Habits::of(language));
    let mut tally = Tally::default();
    for (block, prose) in text.blocks.iter().zip(proses(db, file)) {
        if matches!(block.kind, BlockKind::Heading { .. }) {
            continue;
        }
        let is_free = |range: &Range<usize>| {
            let span = prose.span(range.clone());
            let apart = |other: Span| other.end <= span.start || span.end <= other.start;
            prose.closed.iter().all(|closed| closed.end <= range.start || range.end <= closed.start)
                && known.iter().all(|sighting| apart(sighting.span))
        };
        let emphases = emphases(text.inlines_of(block), prose);
        for range in emphases.iter().filter(|range| is_free(range)) {
            if !habits.is_stop_word(&prose.text[(*range).clone()]) {
                tally.count(prose, range.clone(), Stands::Emphasised);
            }
        }
        let is_told = |range: &Range<usize>| {
            emphases.iter().any(|told| told.start <= range.start && range.end <= told.end)
        };
        for (range, stands) in capitalised(&prose.text, &habits) {
            if is_free(&range) && !is_told(&range) {
                tally.count(prose, range, stands);
            }
        }
    }
    tally.candidates(language)
}

/// How words stand out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// In italics or bold.
    Emphasised,
    /// With a capital within a sentence.
    Capitalised,
    /// With a capital where any word has one: that says nothing by itself.
    Begins,
}

/// What is emphasised and short enough to be a term.
fn emphases(inlines: &[Inline], prose: &Prose) -> Vec<Range<usize>> {
    let is_told = |inline: &&Inline| matches!(inline.kind, InlineKind::Open(Mark::Emphasis | Mark::Strong));
    let opened = inlines.iter().filter(is_told);
    let ranges = opened.map(|inline| trimmed(&prose.text, prose.range(inline.span)));
    let mut ranges: Vec<_> = ranges.filter(|range| is_phrase(&prose.text[range.clone()])).collect();
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    ranges.dedup_by(|one, outer| one.end <= outer.end);
    ranges
}

/// A range without signs and blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start =
        range.start + (words.len() - words.trim_start_matches(|char: char| !char.is_alphanumeric()).len());
    let end = range.end - (words.len() - words.trim_end_matches(|char: char| !char.is_alphanumeric()).len());
    start..end.max(start)
}

fn is_phrase(words: &str) -> bool {
    let ends = |char: char| matches!(char, '.' | '!' | '?' | ':' | ';' | ',');
    let count = words.unicode_words().count();
    words.contains(char::is_alphabetic) && (1..=EMPHASISED).contains(&count) && !words.contains(ends)
}

/// Words that begin with a capital: joined by hyphens, and where a language keeps capitals for names,
/// by blanks.
fn capitalised(text: &str, habits: &Habits) -> Vec<(Range<usize>, Stands)> {
    let mut found: Vec<(Range<usize>, Stands)> = Vec::new();
    for range in joined(text) {
        let word = &text[range.clone()];
        if !word.starts_with(char::is_uppercase) || habits.is_stop_word(word) || word.chars().count() < 2 {
            continue;
        }
        let stands = match begins(&text[..range.start]) && !is_acronym(word) {
            true => Stands::Begins,
            false => Stands::Capitalised,
        };
        match found.last_mut() {
            Some((last, before))
                if !habits.nouns && *before == Stands::Capitalised && &text[last.end..range.start] == " " =>
            {
                last.end = range.end;
            }
            _ => found.push((range, stands)),
        }
    }
    found
}

/// The words of a text, those with a hyphen between them as one.
fn joined(text: &str) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        match joined.last_mut() {
            Some(last) if matches!(&text[last.end..start], "-" | "\u{2010}" | "\u{2011}") => {
                last.end = start + word.len();
            }
            _ => joined.push(start..start + word.len()),
        }
    }
    joined
}

/// Whether what follows `before` begins a sentence, a cell or something quoted.
fn begins(before: &str) -> bool {
    let last = before.trim_end_matches([' ', '\u{a0}']).chars().next_back();
    last.is_none_or(|last| {
        !(last.is_alphanumeric() || matches!(last, ',' | ';' | ')' | ']' | '/' | '’' | '\'' | '-'))
    })
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|char| char.is_uppercase()).count() > 1
}

/// Counts what stands out.
#[derive(Default)]
struct Tally {
    words: BTreeMap<String, Counted>,
}

struct Counted {
    all: usize,
    /// How often it stands out by more than its sentence's beginning.
    telling: usize,
    emphasised: bool,
    first: Span,
}

impl Tally {
    fn count(&mut self, prose: &Prose, range: Range<usize>, stands: Stands) {
        let words: String = prose.text[range.clone()].chars().filter(|char| *char != '\u{ad}').collect();
        let counted = self.words.entry(words).or_insert_with(|| Counted {
            all: 0,
            telling: 0,
            emphasised: false,
            first: prose.span(range),
        });
        counted.all += 1;
        counted.telling += usize::from(stands != Stands::Begins);
        counted.emphasised |= stands == Stands::Emphasised;
    }

    /// Words of one lemma as one, the frequent and the emphasised of them.
    fn candidates(self, language: Language) -> Vec<Candidate> {
        let groups = grouped(&self.words, language);
        let candidates = groups.into_iter().filter_map(|(lemma, forms)| {
            let counted: Vec<&Counted> = forms.iter().filter_map(|form| self.words.get(*form)).collect();
            let count: usize = counted.iter().map(|counted| counted.all).sum();
            let emphasised = counted.iter().any(|counted| counted.emphasised);
            let telling = counted.iter().any(|counted| counted.telling > 0);
            let first = counted.iter().map(|counted| counted.first).min()?;
            let forms = forms.iter().map(|form| (*form).to_owned()).collect();
            let wanted = telling && (count > 1 || emphasised);
            wanted.then(|| Candidate { words: lemma.to_owned(), count, forms, emphasised, first })
        });
        let mut candidates: Vec<_> = candidates.collect();
        candidates.sort_by(|one, other| {
            let order = |one: &Candidate| (std::cmp::Reverse(one.count), !one.emphasised, one.first);
            order(one).cmp(&order(other))
        });
        candidates.truncate(MOST);
        candidates
    }
}

/// Each lemma with those of the words that are forms of it. What is a form of two goes with the one
/// that has more of the words among its forms, then with the shorter.
fn grouped<'w>(
    words: &'w BTreeMap<String, Counted>,
    language: Language,
) -> Vec<(&'w str, BTreeSet<&'w str>)> {
    let family = |word: &'w String| -> BTreeSet<&'w str> {
        let forms = inflected(word, Kind::Concept, language);
        forms.iter().filter_map(|form| words.get_key_value(form)).map(|(form, _)| form.as_str()).collect()
    };
    let mut families: Vec<(&str, BTreeSet<&str>)> =
        words.keys().map(|word| (word.as_str(), family(word))).collect();
    families.sort_by_key(|(word, family)| (std::cmp::Reverse(family.len()), word.chars().count()));
    let mut taken = BTreeSet::new();
    let mut groups = Vec::new();
    for (word, family) in families {
        if taken.contains(word) {
            continue;
        }
        let own: BTreeSet<&str> = family.into_iter().filter(|form| taken.insert(*form)).collect();
        groups.push((word, own));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: &str) -> Vec<String> {
        let language = Language::new(language).expect("a tag");
        let found = capitalised(text, &Habits::of(language));
        found
            .into_iter()
            .filter(|(_, stands)| *stands == Stands::Capitalised)
            .map(|(range, _)| text[range].to_owned())
            .collect()
    }

    #[test]
    fn a_sentences_first_word_says_nothing() {
        assert_eq!(
            found("Bald kommt ein Rechner. Rechner sind: Geräte, Maschinen.", "de"),
            ["Rechner", "Maschinen"]
        );
        assert_eq!(found("Today the Bank rose. GPUs are “Chips”.", "en"), ["Bank", "GPUs"]);
    }

    #[test]
    fn names_are_joined_where_nouns_are_small() {
        assert_eq!(found("then David Lau of the Scaling-Team left", "en"), ["David Lau", "Scaling-Team"]);
        assert_eq!(found("dann kam Frau Lau vom Scaling-Team", "de"), ["Lau", "Scaling-Team"]);
    }

    #[test]
    fn forms_of_one_lemma_are_one() {
        let counted = || Counted { all: 1, telling: 1, emphasised: false, first: Span::default() };
        let words = ["Modells", "Modell", "Modelle", "Halle", "Hallen"];
        let words: BTreeMap<_, _> = words.iter().map(|word| ((*word).to_owned(), counted())).collect();
        let groups = grouped(&words, Language::new("de").expect("a tag"));
        assert_eq!(groups.iter().map(|(lemma, _)| *lemma).collect::<Vec<_>>(), ["Modell", "Halle"]);
        assert_eq!(groups[0].1.len(), 3);
    }
}
