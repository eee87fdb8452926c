//! Quotes: a mention's sentence, its address and its partner sentence. Without source positions,
//! so that an edit above a quote leaves it equal.

use std::collections::BTreeMap;

use super::mention::{mentions, mentions_of};
use super::reading::Reading;
use super::said::Said;
use crate::db::Db;
use crate::diagnostic::Span;
use crate::site::{Language, Work, WorkKey, sides};

/// A sentence that mentions a term, with its partner. Where several sentences answer one, all of them
/// are quoted, whichever of them mentions the term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Where the sentence stands on its page: `why.3.2`.
    pub anchor: Box<str>,
    /// The sentence and its partners, one a language.
    pub passages: Box<[Passage]>,
}

/// A sentence, or the sentences that answer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its language.
    pub language: Language,
    /// Its words.
    pub text: Said,
    /// Where in these words the term stands.
    pub marks: Box<[Span]>,
}

/// A work's quotes, by entry, in the entries' order. Sentences that answer each other are one quote,
/// marked on each side that mentions the entry.
///
/// Read off together, because most of what one needs serves the next; and one answer for each pair
/// of a text and an entry would take more memory than the quotes themselves.
#[salsa::tracked(returns(ref))]
pub fn quotes<'db>(db: &'db dyn Db, work: Work<'db>) -> Box<[(WorkKey, Box<[Quote]>)]> {
    let Some(sides) = sides(db, work) else { return Box::default() };
    let mut reading = Reading::of(db, work, sides);
    let mut by_entry: BTreeMap<&WorkKey, Vec<(usize, Quote)>> = BTreeMap::new();
    // The original first: where it mentions the entry, its sentence gives the quote its address.
    for language in std::iter::once(sides.original).chain(sides.glosses()) {
        let Some(file) = sides.file(language) else { continue };
        for mention in &mentions(db, file).mentions {
            if let Some((number, quote)) = reading.quote(language, mention) {
                gather(by_entry.entry(&mention.entry).or_default(), number, quote);
            }
        }
    }
    let quotes = |quotes: Vec<(usize, Quote)>| quotes.into_iter().map(|(_, quote)| quote).collect();
    by_entry.into_iter().map(|(entry, all)| (entry.clone(), quotes(all))).collect()
}

/// A work's quotes of one entry.
fn quotes_of<'db>(db: &'db dyn Db, work: Work<'db>, entry: &WorkKey) -> &'db [Quote] {
    let all = quotes(db, work);
    all.binary_search_by(|(other, _)| other.cmp(entry)).map_or(&[], |at| &all[at].1)
}

/// Adds a quote, or its marks to that of the same sentences, which have the same number.
fn gather(quotes: &mut Vec<(usize, Quote)>, number: usize, quote: Quote) {
    match quotes.iter_mut().find(|(other, _)| *other == number) {
        Some((_, other)) => other.mark(&quote),
        None => quotes.push((number, quote)),
    }
}

impl Quote {
    /// Whether those see the term in it who see these languages.
    #[must_use]
    pub fn is_shown_in(&self, languages: &[Language]) -> bool {
        self.marked().any(|language| languages.contains(&language))
    }

    /// The languages in which the term stands in it.
    pub(super) fn marked(&self) -> impl Iterator<Item = Language> {
        let marked = self.passages.iter().filter(|passage| !passage.marks.is_empty());
        marked.map(|passage| passage.language)
    }

    /// Adds the marks of a quote of the same sentences.
    fn mark(&mut self, other: &Self) {
        for own in &mut self.passages {
            if let Some(same) = other.passages.iter().find(|other| other.language == own.language) {
                own.mark(&same.marks);
            }
        }
    }
}

impl Passage {
    fn mark(&mut self, marks: &[Span]) {
        let mut all = [&self.marks, marks].concat();
        all.sort_by_key(|mark| mark.start);
        all.dedup();
        self.marks = all.into();
    }
}

/// An entry's concordance: all quotes of its term, by work: first those of texts, then those of other
/// entries, each in the site's order; from the work on that stands at `first` in it.
///
/// Gathered anew for each page that shows it: that takes less time than the page, and remembering
/// it would take as much memory again as the list of those who mention it.
pub fn concordance<'db>(
    db: &'db dyn Db,
    entry: Work<'db>,
    first: usize,
) -> impl Iterator<Item = (&'db WorkKey, &'db [Quote])> {
    let works = mentions_of(db, entry).get(first..).unwrap_or_default().iter();
    works.map(move |key| (key, quotes_of(db, Work::new(db, key.clone()), entry.key(db))))
}
