//! Quotes: a mention's sentence, its address and its partner sentence. Without source positions,
//! so that an edit above a quote leaves it equal.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::mention::{Mention, mentions, mentions_of};
use super::reading::Reading;
use super::said::Said;
use crate::db::{Db, File};
use crate::site::{Language, Work, WorkKey};

/// A sentence that mentions a term, with its partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The work.
    pub work: WorkKey,
    /// Where the sentence stands on its page: `why.3.2`.
    pub anchor: Arc<str>,
    /// The sentence and its partner, the mentioning one first.
    pub passages: Box<[Passage]>,
}

/// A sentence, or the sentences that answer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its language.
    pub language: Language,
    /// Its words.
    pub text: Said,
    /// Where the term stands in it, in bytes.
    pub marks: Box<[Range<usize>]>,
}

/// A file's quotes, by entry, in the entries' order. An original's have a partner in each gloss, a
/// gloss's in the original.
///
/// Read off together, because most of what one needs serves the next; and one answer for each pair
/// of a file and an entry would take more memory than the quotes themselves.
#[salsa::tracked(returns(ref))]
pub fn quotes(db: &dyn Db, file: File) -> Box<[(WorkKey, Box<[Quote]>)]> {
    let Some(mut reading) = Reading::of(db, file) else { return Box::default() };
    let mut by_entry: BTreeMap<WorkKey, Vec<Quote>> = BTreeMap::new();
    for mention in &mentions(db, file).mentions {
        let Mention { entry, .. } = mention;
        if let Some(quote) = reading.quote(mention) {
            gather(by_entry.entry(entry.clone()).or_default(), quote);
        }
    }
    by_entry.into_iter().map(|(entry, quotes)| (entry, quotes.into())).collect()
}

/// A file's quotes of one entry.
fn quotes_of<'db>(db: &'db dyn Db, file: File, entry: &WorkKey) -> &'db [Quote] {
    let all = quotes(db, file);
    all.binary_search_by(|(other, _)| other.cmp(entry)).map_or(&[], |at| &all[at].1)
}

/// Adds a quote, or its marks to that of the same sentence.
fn gather(quotes: &mut Vec<Quote>, quote: Quote) {
    match quotes.iter_mut().find(|other| other.anchor == quote.anchor) {
        Some(other) => other.mark(&quote),
        None => quotes.push(quote),
    }
}

impl Quote {
    /// Adds the marks of the same sentence's quote.
    fn mark(&mut self, other: &Self) {
        let mut passages = std::mem::take(&mut self.passages).into_vec();
        for passage in &other.passages {
            match passages.iter_mut().find(|own| own.language == passage.language) {
                Some(own) => own.mark(&passage.marks),
                None => passages.push(passage.clone()),
            }
        }
        self.passages = passages.into();
    }
}

impl Passage {
    fn mark(&mut self, marks: &[Range<usize>]) {
        let mut all = [&self.marks, marks].concat();
        all.sort_by_key(|mark| mark.start);
        all.dedup();
        self.marks = all.into();
    }
}

/// All quotes of a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concordance<'db> {
    /// By work, in the order of the files that mention the term.
    pub works: Vec<(&'db WorkKey, Vec<Cow<'db, Quote>>)>,
}

/// An entry's concordance: the quotes of the files that mention it; sentences that answer each
/// other are one quote, marked on both sides.
///
/// Gathered anew for each page that shows it: that takes less time than the page, and remembering
/// it would take as much memory again as the quotes.
#[must_use]
pub fn concordance<'db>(db: &'db dyn Db, entry: Work<'db>) -> Concordance<'db> {
    let mut works: Vec<(&WorkKey, Vec<Cow<'_, Quote>>)> = Vec::new();
    for file in mentions_of(db, entry) {
        for quote in quotes_of(db, *file, entry.key(db)) {
            // The files of a work follow one another.
            if works.last().is_none_or(|(work, _)| **work != quote.work) {
                works.push((&quote.work, Vec::new()));
            }
            let Some((_, quotes)) = works.last_mut() else { continue };
            match quotes.iter_mut().find(|other| other.anchor == quote.anchor) {
                Some(other) => other.to_mut().mark(quote),
                None => quotes.push(Cow::Borrowed(quote)),
            }
        }
    }
    Concordance { works }
}
