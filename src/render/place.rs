//! Where things are shown: which pages a work has, and which of them a link should lead to.

use super::output::Shelf;
use crate::db::Db;
use crate::site::{
    Address, Language, SectionKey, Sides, View, Work, WorkKey, address, config, section_address, sides,
};

/// The gloss that a view shows beside the original; `None` for one language alone.
pub(super) fn gloss_of(sides: &Sides, view: View) -> Option<Language> {
    match view {
        View::Parallel => sides.glosses().next(),
        View::Pair(gloss) => Some(gloss),
        View::Single(_) => None,
    }
}

/// The views that a work really has: one for each side, the parallel ones if it has a gloss.
pub(super) fn views(sides: &Sides) -> Vec<View> {
    let parallel = sides.glosses().next().map(|_| View::Parallel);
    let pairs = sides.glosses().skip(1).map(View::Pair);
    let singles = sides.files.iter().map(|(language, _)| View::Single(*language));
    parallel.into_iter().chain(pairs).chain(singles).collect()
}

/// The languages in which a work has a page that only says that there is no gloss yet.
pub(super) fn stubs<'a>(db: &'a dyn Db, sides: &'a Sides) -> impl Iterator<Item = Language> + 'a {
    let config = &config(db).config;
    let wanted = move |language: Language| {
        config.glosses.iter().find(|gloss| gloss.language == language).is_none_or(|gloss| gloss.stubs)
    };
    config.languages().filter(move |language| sides.file(*language).is_none() && wanted(*language))
}

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
    let first = sides.glosses().next();
    match view {
        View::Single(language) if sides.file(language).is_some() => (address(db, work, view), None),
        View::Single(language) if stubs(db, sides).any(|stub| stub == language) => {
            (address(db, work, view), None)
        }
        View::Single(_) => (address(db, work, View::Single(sides.original)), Some(sides.original)),
        View::Pair(gloss) if first != Some(gloss) && sides.file(gloss).is_some() => {
            (address(db, work, view), None)
        }
        View::Parallel | View::Pair(_) if first.is_some() => (address(db, work, View::Parallel), None),
        View::Parallel | View::Pair(_) => (address(db, work, View::Single(sides.original)), None),
    }
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
