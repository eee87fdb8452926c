//! What is known of each work in each language: everything that other pages may ask about it.

use super::front_matter::WrittenFront;
use super::query_keys::{Section, Work};
use super::work_list::{sides, works};
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
#[salsa::tracked(returns(ref))]
pub fn meta<'db>(db: &'db dyn Db, work: Work<'db>, language: Language) -> Option<Meta> {
    let sides = sides(db, work).as_ref()?;
    let section = Section::new(db, work.key(db).section());
    let defaults = defaults(db, section, language);
    let own = &front(db, sides.file(language)?).written;
    let original = sides.file(sides.original).map_or(own, |file| &front(db, file).written);
    let gloss = (language != sides.original).then_some(own);
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
    pub title: String,
    /// Its summary; an entry's short definition if it has none of its own.
    pub summary: String,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Its place in its section.
    pub order: Option<i64>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What it says as an entry.
    pub entry: Option<Box<Entry>>,
}

/// A side's summary; `None` if the work lacks that side.
#[salsa::tracked(returns(ref))]
pub fn summary<'db>(db: &'db dyn Db, work: Work<'db>, language: Language) -> Option<Summary> {
    let meta = meta(db, work, language).as_ref()?;
    let short = meta.entry.as_ref().and_then(|entry| entry.short.clone());
    Some(Summary {
        key: work.key(db).clone(),
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

/// Where a work is shown in a view. The parallel views use the original's names.
#[salsa::tracked(returns(clone))]
pub fn address<'db>(db: &'db dyn Db, work: Work<'db>, view: View) -> Address {
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
