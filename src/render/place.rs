//! Where things are shown: which pages a work has, and which of them a link should lead to.

use super::output::Shelf;
use crate::db::Db;
use crate::site::{
    Address, Language, SectionKey, View, Work, WorkKey, address, config, led, section_address, sides,
};

/// Where a reader of `view` is led who follows a link to a work, and the language met there if it
/// is another than was to be expected.
pub(super) fn towards(db: &dyn Db, key: &WorkKey, view: View) -> (Address, Option<Language>) {
    if key.is_index() {
        return (section_address(db, &key.section(), list_view(db, view)), None);
    }
    let work = Work::new(db, key.clone());
    let Some(sides) = sides(db, work).as_ref() else { return (Address::root(), None) };
    let led = led(db, sides, view);
    (address(db, work, led.view), led.other)
}

/// The view in which lists are shown to a reader of `view`: they have no further pairs, and no
/// parallel view where the site has one language only.
pub(super) fn list_view(db: &dyn Db, view: View) -> View {
    let config = &config(db).config;
    match view {
        View::Single(language) => View::Single(language),
        View::Parallel | View::Pair(_) if config.glosses.is_empty() => View::Single(config.original),
        View::Parallel | View::Pair(_) => View::Parallel,
    }
}

/// The views that every list has.
pub(super) fn list_views(db: &dyn Db) -> Vec<View> {
    let config = &config(db).config;
    let parallel = (!config.glosses.is_empty()).then_some(View::Parallel);
    parallel.into_iter().chain(config.languages().map(View::Single)).collect()
}

/// The languages that a list shows in a view.
pub(super) fn list_languages(db: &dyn Db, view: View) -> Vec<Language> {
    let config = &config(db).config;
    match view {
        View::Single(language) => vec![language],
        View::Pair(gloss) => vec![config.original, gloss],
        View::Parallel => config.languages().take(2).collect(),
    }
}

/// Where a list begins in a view.
pub(super) fn shelf_address(db: &dyn Db, shelf: &Shelf, view: View) -> Address {
    let view = list_view(db, view);
    match shelf {
        Shelf::Section(section) => section_address(db, section, view),
        Shelf::Tag(tag) => {
            let prefix = view.prefix(config(db).config.original);
            Address::of([prefix.as_str(), "tags", tag])
        }
        Shelf::Glossary => section_address(db, &SectionKey::new("glossary"), view),
    }
}

/// The home page of a view.
pub(super) fn home(db: &dyn Db, view: View) -> Address {
    let key = WorkKey::home();
    if sides(db, Work::new(db, key.clone())).is_some() {
        return towards(db, &key, view).0;
    }
    let prefix = list_view(db, view).prefix(config(db).config.original);
    Address::of([prefix.as_str()])
}
