//! What is known of each work in each language: everything that other pages may ask about it.

use std::sync::Arc;

use super::front_matter::WrittenFront;
use super::query_keys::{Section, Work};
use super::work_list::{role, sides, works};
use super::{
    Address, Date, Defaults, Entry, Language, Meta, SectionKey, View, WorkKey, config, resolve, written,
};
use crate::db::{Db, File};
use crate::diagnostic::Diagnostic;

/// A file's front matter, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// What it says.
    pub written: WrittenFront,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file's front matter; never its body.
#[salsa::tracked(returns(ref))]
pub fn front(db: &dyn Db, file: File) -> Front {
    if file.fault(db).is_some() {
        return Front { written: WrittenFront::default(), diagnostics: Vec::new() };
    }
    let (written, diagnostics) = written(file.front(db), file.path(db));
    Front { written, diagnostics }
}

/// What holds for all texts of a section in a language, from site.yaml and the `_index` files on
/// the way down to it.
#[salsa::tracked(returns(ref))]
pub fn defaults<'db>(db: &'db dyn Db, section: Section<'db>, language: Language) -> Defaults {
    let key = section.key(db);
    let above = match key.parent() {
        Some(parent) => defaults(db, Section::new(db, parent), language).clone(),
        None => config(db).config.defaults(),
    };
    let Some(sides) = works(db).sections.get(key) else { return above };
    let original = sides.file(sides.original).into_iter();
    let files = original.chain(sides.file(language).filter(|_| language != sides.original));
    files.fold(above, |above, file| above.within(&front(db, file).written))
}

/// A side of a work with everything inherited; `None` if the work lacks that side.
#[must_use]
pub fn meta<'db>(db: &'db dyn Db, work: Work<'db>, language: Language) -> &'db Option<Meta> {
    let side = sides(db, work).as_ref().and_then(|sides| sides.file(language));
    side.map_or(&None, |file| meta_of(db, file))
}

/// The same by the side's file: a key that salsa finds without looking.
#[salsa::tracked(returns(ref))]
pub(super) fn meta_of(db: &dyn Db, file: File) -> Option<Meta> {
    let (key, language) = role(db, file).as_ref()?;
    let sides = sides(db, Work::new(db, key.clone())).as_ref()?;
    let defaults = defaults(db, Section::new(db, key.section()), *language);
    let own = &front(db, file).written;
    let original = sides.file(sides.original).map_or(own, |file| &front(db, file).written);
    let gloss = (*language != sides.original).then_some(own);
    Some(resolve(original, gloss, defaults))
}

/// What other pages may know of a side of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The work.
    pub key: WorkKey,
    /// The side's language.
    pub language: Language,
    /// Its title, as written.
    pub title: Arc<str>,
    /// Its summary; an entry's short definition if it has none of its own.
    pub summary: Arc<str>,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Its place in its section.
    pub order: Option<i64>,
    /// Its tags.
    pub tags: Arc<[String]>,
    /// What it says as an entry.
    pub entry: Option<Box<Entry>>,
}

/// A side's summary; `None` if the work lacks that side.
#[must_use]
pub fn summary<'db>(db: &'db dyn Db, work: Work<'db>, language: Language) -> &'db Option<Summary> {
    let side = sides(db, work).as_ref().and_then(|sides| sides.file(language));
    side.map_or(&None, |file| summary_of(db, file))
}

/// The same by the side's file.
#[salsa::tracked(returns(ref))]
fn summary_of(db: &dyn Db, file: File) -> Option<Summary> {
    let (key, language) = role(db, file).clone()?;
    let meta = meta_of(db, file).as_ref()?;
    let short = meta.entry.as_ref().and_then(|entry| entry.short.as_deref().map(Arc::from));
    Some(Summary {
        key,
        language,
        title: meta.title.clone(),
        summary: meta.summary.clone().or(short).unwrap_or_default(),
        date: meta.date,
        updated: meta.updated,
        order: meta.order,
        tags: meta.tags.clone(),
        entry: meta.entry.clone(),
    })
}

/// A work's summary in its original language.
#[must_use]
pub fn original_summary<'db>(db: &'db dyn Db, work: Work<'db>) -> Option<&'db Summary> {
    let sides = sides(db, work).as_ref()?;
    summary(db, work, sides.original).as_ref()
}

/// The parts of a section's address in a language: each folder by the `slug` of its `_index`, the
/// language's own, else the original's, else the folder's name.
#[salsa::tracked(returns(ref))]
pub fn section_parts<'db>(db: &'db dyn Db, section: Section<'db>, language: Language) -> Vec<String> {
    let key = section.key(db);
    let Some(parent) = key.parent() else { return Vec::new() };
    let mut parts = section_parts(db, Section::new(db, parent), language).clone();
    let own = works(db).sections.get(key).and_then(|sides| {
        let slug = |language| front(db, sides.file(language)?).written.slug.clone();
        slug(language).or_else(|| slug(sides.original))
    });
    parts.push(own.unwrap_or_else(|| key.name().to_owned()));
    parts
}

/// The parts of a work's address in a language; none for the home page.
fn work_parts<'db>(db: &'db dyn Db, work: Work<'db>, language: Language) -> Vec<String> {
    let key = work.key(db);
    if *key == WorkKey::home() {
        return Vec::new();
    }
    let mut parts = section_parts(db, Section::new(db, key.section()), language).clone();
    let own = sides(db, work).as_ref().and_then(|sides| {
        let slug = |language| front(db, sides.file(language)?).written.slug.clone();
        slug(language).or_else(|| slug(sides.original))
    });
    parts.push(own.unwrap_or_else(|| key.name().to_owned()));
    parts
}

/// Where a work is shown, in every view that the site's languages allow.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Addresses {
    parallel: Address,
    /// By language alone, and beside the original.
    others: Box<[(Language, Address, Address)]>,
}

/// A work's addresses, found together: pages ask for many, one at a time.
#[salsa::tracked(returns(ref))]
fn addresses<'db>(db: &'db dyn Db, work: Work<'db>) -> Addresses {
    let config = &config(db).config;
    let of = |language| [View::Single(language), View::Pair(language)].map(|view| seen_in(db, work, view));
    let others = config.languages().map(|language| {
        let [single, pair] = of(language);
        (language, single, pair)
    });
    Addresses { parallel: seen_in(db, work, View::Parallel), others: others.collect() }
}

/// Where a work is shown in a view. The parallel views use the original's names.
#[must_use]
pub fn address<'db>(db: &'db dyn Db, work: Work<'db>, view: View) -> Address {
    let known = addresses(db, work);
    let other = |wanted| known.others.iter().find(|(language, ..)| *language == wanted);
    let found = match view {
        View::Parallel => Some(&known.parallel),
        View::Single(language) => other(language).map(|(_, single, _)| single),
        View::Pair(language) => other(language).map(|(_, _, pair)| pair),
    };
    found.map_or_else(|| seen_in(db, work, view), Clone::clone)
}

fn seen_in<'db>(db: &'db dyn Db, work: Work<'db>, view: View) -> Address {
    let original = sides(db, work).as_ref().map_or(config(db).config.original, |sides| sides.original);
    let language = match view {
        View::Single(language) => language,
        View::Parallel | View::Pair(_) => original,
    };
    let parts = work_parts(db, work, language);
    let prefix = view.prefix(original);
    Address::of(std::iter::once(prefix.as_str()).chain(parts.iter().map(String::as_str)))
}

/// Where a section is shown in a view.
#[must_use]
pub fn section_address(db: &dyn Db, section: &SectionKey, view: View) -> Address {
    let original = config(db).config.original;
    let language = match view {
        View::Single(language) => language,
        View::Parallel | View::Pair(_) => original,
    };
    let parts = section_parts(db, Section::new(db, section.clone()), language);
    let prefix = view.prefix(original);
    Address::of(std::iter::once(prefix.as_str()).chain(parts.iter().map(String::as_str)))
}
