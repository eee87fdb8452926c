//! How many quotes entries have, for the number of pages that a concordance takes.

use std::collections::BTreeMap;

use super::quote::{Quote, quotes};
use crate::db::Db;
use crate::site::{Language, Work, WorkKey, config, works};

/// Some of a site's languages, a bit each by their place in its list: there is one set for each entry
/// and work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Languages(u64);

impl Languages {
    fn of(db: &dyn Db, some: impl Iterator<Item = Language>) -> Self {
        let place = |language| config(db).config.languages().position(|listed| listed == language);
        // A site of more than 64 languages has one bit for all that are too many.
        Self(some.filter_map(place).fold(0, |bits, place| bits | 1 << place.min(63)))
    }
}

/// How many quotes there are of an entry, by the languages in which the term stands in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(Vec<(Languages, u32)>);

impl Counts {
    fn add(&mut self, languages: Languages, quotes: u32) {
        match self.0.iter_mut().find(|(known, _)| *known == languages) {
            Some((_, count)) => *count += quotes,
            None => self.0.push((languages, quotes)),
        }
    }

    /// How many there are in all.
    #[must_use]
    pub fn all(&self) -> usize {
        self.0.iter().map(|(_, count)| *count as usize).sum()
    }

    /// How many of them are shown where these languages are.
    #[must_use]
    pub fn shown_in(&self, db: &dyn Db, languages: &[Language]) -> usize {
        let shown = Languages::of(db, languages.iter().copied());
        self.0.iter().filter(|(marked, _)| marked.0 & shown.0 != 0).map(|(_, count)| *count as usize).sum()
    }
}

/// How many quotes of each entry a work has: so little that most edits of a body leave it equal.
#[salsa::tracked(returns(ref))]
fn quote_counts<'db>(db: &'db dyn Db, work: Work<'db>) -> Box<[(WorkKey, Languages, u32)]> {
    let counted = quotes(db, work).iter().flat_map(|(entry, quotes)| {
        let Counts(counts) = counts_of(db, quotes);
        counts.into_iter().map(|(languages, count)| (entry.clone(), languages, count))
    });
    counted.collect()
}

fn counts_of(db: &dyn Db, quotes: &[Quote]) -> Counts {
    let mut counts = Counts::default();
    for quote in quotes {
        counts.add(Languages::of(db, quote.marked()), 1);
    }
    // Whichever quote comes first, equal counts are equal.
    counts.0.sort_unstable();
    counts
}

/// By entry, how many quotes all works have of it.
///
/// Whoever asks this has all texts read: it is for what can wait until they have been.
#[salsa::tracked(returns(ref))]
pub fn concordance_counts(db: &dyn Db) -> BTreeMap<WorkKey, Counts> {
    let mut counts: BTreeMap<WorkKey, Counts> = BTreeMap::new();
    for key in works(db).works.keys() {
        for (entry, languages, count) in quote_counts(db, Work::new(db, key.clone())) {
            counts.entry(entry.clone()).or_default().add(*languages, *count);
        }
    }
    counts
}
