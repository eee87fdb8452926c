//! Which works stand in a section, under a tag, before and after one another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::query_keys::{Section, Work};
use super::summaries::meta_of;
use super::work_list::{Sides, section_sides, works};
use super::{Date, SectionKey, WorkKey, front};
use crate::db::{Db, File};

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

/// What of an original decides where its work stands in lists: not its title, nor what an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Placing {
    order: Option<i64>,
    date: Option<Date>,
    tags: Arc<[String]>,
    is_entry: bool,
}

#[salsa::tracked(returns(ref))]
fn placing(db: &dyn Db, file: File) -> Option<Placing> {
    let meta = meta_of(db, file).as_ref()?;
    let (order, date, tags) = (meta.order, meta.date, meta.tags.clone());
    Some(Placing { order, date, tags, is_entry: meta.entry.is_some() })
}

/// Works as they stand in lists: by `order`, then by date, the newest first, then by key.
fn in_order<'db>(
    db: &'db dyn Db,
    works: impl Iterator<Item = (&'db WorkKey, &'db Sides)>,
) -> Vec<(&'db WorkKey, &'db Placing)> {
    let placed = works.filter(|(key, _)| **key != WorkKey::home()).filter_map(|(key, sides)| {
        let placing = placing(db, sides.file(sides.original)?).as_ref()?;
        Some((key, placing))
    });
    let mut sorted: Vec<_> = placed.collect();
    sorted
        .sort_by_key(|(key, placing)| (placing.order.is_none(), placing.order, Reverse(placing.date), *key));
    sorted
}

/// All lists.
#[salsa::tracked(returns(ref))]
pub fn listing(db: &dyn Db) -> Listing {
    let mut listing = Listing::default();
    for (key, placing) in in_order(db, works(db).works.iter()) {
        listing.sections.entry(key.section()).or_default().push(key.clone());
        for tag in placing.tags.iter() {
            listing.tags.entry(tag.clone()).or_default().push(key.clone());
        }
        if placing.is_entry {
            listing.entries.push(key.clone());
        }
    }
    for section in works(db).sections.keys() {
        listing.sections.entry(section.clone()).or_default();
    }
    listing
}

/// Whether there is an entry anywhere. Most stand in one section, so others are rarely looked at.
#[must_use]
pub fn has_entries(db: &dyn Db) -> bool {
    has_entry(db, Section::new(db, SectionKey::new("glossary"))) || !listing(db).entries.is_empty()
}

#[salsa::tracked(returns(copy))]
fn has_entry<'db>(db: &'db dyn Db, section: Section<'db>) -> bool {
    in_order(db, section_sides(db, section).iter()).iter().any(|(_, placing)| placing.is_entry)
}

/// All sections: those that a work stands in, and those that have an `_index`.
#[salsa::tracked(returns(ref))]
pub fn sections(db: &dyn Db) -> BTreeSet<SectionKey> {
    let works = works(db);
    let mut sections: BTreeSet<SectionKey> = works.sections.keys().cloned().collect();
    let mut last: Option<SectionKey> = None;
    for key in works.works.keys().filter(|key| **key != WorkKey::home()) {
        // Those of one section mostly follow one another.
        if !last.as_ref().is_some_and(|last| key.is_in(last)) {
            last = Some(key.section());
            sections.extend(last.clone());
        }
    }
    sections
}

/// All sections, those with an `order` in their `_index` first, then by key; the top has none.
#[salsa::tracked(returns(ref))]
pub fn section_order(db: &dyn Db) -> Vec<SectionKey> {
    let order = |key: &SectionKey| {
        let sides = works(db).sections.get(key)?;
        front(db, sides.file(sides.original)?).written.order
    };
    let keys = sections(db).iter().filter(|key| !key.as_str().is_empty());
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

/// The works of one section, without asking for those of others.
#[salsa::tracked(returns(ref))]
pub fn members<'db>(db: &'db dyn Db, section: Section<'db>) -> Vec<WorkKey> {
    in_order(db, section_sides(db, section).iter()).into_iter().map(|(key, _)| key.clone()).collect()
}

/// Where each work of a section stands in it, for finding its neighbours without a search.
#[salsa::tracked(returns(ref))]
fn positions<'db>(db: &'db dyn Db, section: Section<'db>) -> BTreeMap<WorkKey, usize> {
    members(db, section).iter().enumerate().map(|(at, key)| (key.clone(), at)).collect()
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
    let section = Section::new(db, key.section());
    let Some(&at) = positions(db, section).get(key) else { return Neighbours::default() };
    let row = members(db, section);
    let before = at.checked_sub(1).and_then(|at| row.get(at));
    Neighbours { previous: before.cloned(), next: row.get(at + 1).cloned() }
}
