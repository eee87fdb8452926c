#![expect(missing_docs, reason = "salsa's macros make fields' getters without words")]

use super::colophon::own_colophon;
use super::list::pages;
use super::output::{Shelf, list_page};
use super::page::shelf_of;
use super::place::{home, list_views, shelf_address};
use super::{Bytes, Output, output_bytes};
use crate::db::Db;
use crate::diagnostic::Diagnostic;
use crate::site::{
    OutputPath, View, Work, WorkKey, address, config, has_entries, section_order, sides, views,
};

/// An output that a browser asked for.
#[salsa::interned]
pub struct Asked<'db> {
    #[returns(ref)]
    pub output: Output,
}

/// An output, made when it is asked for and kept while it is one of the last 256: what is shown again
/// after an edit elsewhere is not made anew. A build has no use for this, it asks once.
#[salsa::tracked(returns(ref), lru = 256)]
pub fn asked_page<'db>(db: &'db dyn Db, asked: Asked<'db>) -> Result<Bytes, Vec<Diagnostic>> {
    output_bytes(db, asked.output(db))
}

/// The page of a work that stands at a path; `None` if none does, or if addresses there are renamed so
/// that the path does not say which. The list of all outputs is not asked for: it is made anew whenever
/// a title or a name changes, and nobody who looks at a page should wait for that.
#[must_use]
pub fn work_page_at(db: &dyn Db, path: &OutputPath) -> Option<Output> {
    let config = &config(db).config;
    let pairs = config.glosses.iter().map(|gloss| View::Pair(gloss.language));
    let singles = config.languages().map(View::Single);
    singles.chain(pairs).chain([View::Parallel]).find_map(|view| {
        let key = key_at(path, &view.prefix(config.original))?;
        let work = Work::new(db, key.clone());
        let sides = sides(db, work).as_ref()?;
        let address = if key == WorkKey::home() { home(db, view) } else { address(db, work, view) };
        let stands = views(sides).contains(&view) && address.file() == path.as_str();
        stands.then_some(Output::Work(key, view))
    })
}

/// The page of a section's list, of the glossary, or the colophon, that stands at a path, if none of a work does; found
/// without the list of all outputs too.
#[must_use]
pub fn list_page_at(db: &dyn Db, path: &OutputPath) -> Option<Output> {
    let folder = path.as_str().strip_suffix("index.html")?;
    let colophon = own_colophon(db).is_none().then_some(Shelf::Colophon);
    let shelves = || section_order(db).iter().map(shelf_of).chain(colophon.clone());
    list_views(db).into_iter().find_map(|view| {
        shelves().find_map(|shelf| {
            let first = shelf_address(db, &shelf, view);
            let page = match folder.strip_prefix(&first.as_str()[1..])?.strip_prefix("page/") {
                Some(number) if !matches!(shelf, Shelf::Glossary | Shelf::Colophon) => {
                    number.strip_suffix('/')?.parse().ok()?
                }
                Some(_) => return None,
                None => 1,
            };
            let stands = list_page(&first, page).file() == path.as_str();
            (stands && has_list(db, &shelf, page)).then_some(Output::List(shelf, view, page))
        })
    })
}

fn has_list(db: &dyn Db, shelf: &Shelf, page: usize) -> bool {
    if *shelf == Shelf::Glossary { has_entries(db) } else { (1..=pages(db, shelf)).contains(&page) }
}

/// The work that a path below `prefix` is the page of, if nothing on its way is renamed.
fn key_at(path: &OutputPath, prefix: &str) -> Option<WorkKey> {
    let folder = path.as_str().strip_suffix("index.html")?;
    let rest = if prefix.is_empty() { folder } else { folder.strip_prefix(prefix)?.strip_prefix('/')? };
    match rest.strip_suffix('/') {
        Some(key) => Some(WorkKey::new(key)),
        None => rest.is_empty().then(WorkKey::home),
    }
}
