//! Which works stand in a section, under a tag, before and after one another.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::query_keys::{Section, Work};
use super::summaries::original_summary;
use super::work_list::works;
use super::{SectionKey, WorkKey, front};
use crate::db::Db;

/// Works in an order that does not depend on a language, by section and by tag. Only keys: so it
/// stays equal when a title changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// By section: its works (entries too), not those of sections below it.
    pub sections: BTreeMap<SectionKey, Vec<WorkKey>>,
    /// By tag.
    pub tags: BTreeMap<String, Vec<WorkKey>>,
    /// All entries.
    pub entries: Vec<WorkKey>,
}

/// All lists. Works stand by `order`, then by date, the newest first, then by key.
#[salsa::tracked(returns(ref))]
pub fn listing(db: &dyn Db) -> Listing {
    let mut sorted = Vec::new();
    for key in works(db).works.keys().filter(|key| **key != WorkKey::home()) {
        let Some(summary) = original_summary(db, Work::new(db, key.clone())) else { continue };
        let order = (summary.order.is_none(), summary.order, Reverse(summary.date), key);
        sorted.push((order, summary));
    }
    sorted.sort_by_key(|(order, _)| *order);
    let mut listing = Listing::default();
    for ((_, _, _, key), summary) in sorted {
        listing.sections.entry(key.section()).or_default().push(key.clone());
        for tag in summary.tags.iter() {
            listing.tags.entry(tag.clone()).or_default().push(key.clone());
        }
        if summary.entry.is_some() {
            listing.entries.push(key.clone());
        }
    }
    for section in works(db).sections.keys() {
        listing.sections.entry(section.clone()).or_default();
    }
    listing
}

/// All sections, those with an `order` in their `_index` first, then by key; the top has none.
#[salsa::tracked(returns(ref))]
pub fn section_order(db: &dyn Db) -> Vec<SectionKey> {
    let order = |key: &SectionKey| {
        let sides = works(db).sections.get(key)?;
        front(db, sides.file(sides.original)?).written.order
    };
    let keys = listing(db).sections.keys().filter(|key| !key.as_str().is_empty());
    let mut sorted: Vec<_> = keys.map(|key| (order(key), key)).collect();
    sorted.sort_by(|(one, first), (other, second)| {
        (one.is_none(), one, first).cmp(&(other.is_none(), other, second))
    });
    sorted.into_iter().map(|(_, key)| key.clone()).collect()
}

/// All works in the order in which a reader of the site meets them: the home page, what stands at the top,
/// then section by section.
#[salsa::tracked(returns(ref))]
pub fn reading_order(db: &dyn Db) -> Vec<WorkKey> {
    let home = Some(WorkKey::home()).filter(|key| works(db).works.contains_key(key));
    let sections = &listing(db).sections;
    let top = sections.iter().filter(|(key, _)| key.as_str().is_empty()).map(|(_, members)| members);
    let below = section_order(db).iter().filter_map(|key| sections.get(key));
    home.into_iter().chain(top.chain(below).flatten().cloned()).collect()
}

/// The works of one section.
#[salsa::tracked(returns(ref))]
pub fn members<'db>(db: &'db dyn Db, section: Section<'db>) -> Vec<WorkKey> {
    listing(db).sections.get(section.key(db)).cloned().unwrap_or_default()
}

/// Where every work stands in its section, for finding its neighbours without a search.
#[salsa::tracked(returns(ref))]
fn positions(db: &dyn Db) -> BTreeMap<WorkKey, usize> {
    let all = listing(db).sections.values();
    all.flat_map(|keys| keys.iter().enumerate().map(|(at, key)| (key.clone(), at))).collect()
}

/// The works before and after one in its section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one before.
    pub previous: Option<WorkKey>,
    /// The one after.
    pub next: Option<WorkKey>,
}

/// A work's neighbours.
#[salsa::tracked(returns(ref))]
pub fn neighbours<'db>(db: &'db dyn Db, work: Work<'db>) -> Neighbours {
    let key = work.key(db);
    let Some(&at) = positions(db).get(key) else { return Neighbours::default() };
    let Some(row) = listing(db).sections.get(&key.section()) else { return Neighbours::default() };
    let before = at.checked_sub(1).and_then(|at| row.get(at));
    Neighbours { previous: before.cloned(), next: row.get(at + 1).cloned() }
}
