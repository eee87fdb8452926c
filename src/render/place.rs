//! Where things are shown: which pages a work has, and which of them a link should lead to.

use super::arrangement::arrangement_address;
use super::output::Shelf;
use crate::db::Db;
use crate::site::{
    Address, Language, SectionKey, View, Work, WorkKey, address, config, led, section_address, sides, views,
};

/// Where a reader of `view` is led who follows a link to a work, and the language met there if it
/// is another than was to be expected.
pub(super) fn towards(db: &dyn Db, key: &WorkKey, view: View) -> (Address, Option<Language>) {
    if key.is_index() {
        return (section_address(db, &key.section(), list_view(db, view)), None);
    }
    if *key == WorkKey::home() {
        return (home(db, view), None);
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
        Shelf::Tags => Address::of([view.prefix(config(db).config.original).as_str(), "tags"]),
        Shelf::Colophon => Address::of([view.prefix(config(db).config.original).as_str(), "colophon"]),
        Shelf::Glossary => section_address(db, &SectionKey::new("glossary"), view),
        Shelf::Arranged(arrangement) => arrangement_address(db, *arrangement, view),
    }
}

/// The home page of a view. It is a list of the site's sections too, so every view of a list has one,
/// whether its text is written or not; a further pair has one if its text is.
pub(super) fn home(db: &dyn Db, view: View) -> Address {
    let work = Work::new(db, WorkKey::home());
    let written = |view: View| sides(db, work).as_ref().is_some_and(|sides| views(sides).contains(&view));
    if matches!(view, View::Pair(_)) && written(view) {
        return address(db, work, view);
    }
    let prefix = list_view(db, view).prefix(config(db).config.original);
    Address::of([prefix.as_str()])
}

/// The views in which the site has a home page, and whether its text is written in each.
pub(super) fn home_views(db: &dyn Db) -> Vec<(View, bool)> {
    let written = sides(db, Work::new(db, WorkKey::home())).as_ref().map(views).unwrap_or_default();
    let unwritten: Vec<_> = list_views(db).into_iter().filter(|view| !written.contains(view)).collect();
    let mut all: Vec<_> = written.into_iter().map(|view| (view, true)).collect();
    all.extend(unwritten.into_iter().map(|view| (view, false)));
    let languages: Vec<_> = config(db).config.languages().collect();
    let place = |language| languages.iter().position(|other| *other == language);
    all.sort_by_key(|(view, _)| match view {
        View::Parallel => (0, None),
        View::Pair(gloss) => (1, place(*gloss)),
        View::Single(language) => (2, place(*language)),
    });
    all
}
