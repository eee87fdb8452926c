//! The ways through the glossary: by letter, by kind, as a table of both languages, as a map.

use super::frame::shared_language;
use super::list::{by_kind, item, letters, shelf_titles};
use super::locale::{Dictionary, in_each, localized, own_name};
use super::map::map_view;
use super::output::Shelf;
use super::place::{list_languages, shelf_address};
use super::view::{ColumnView, GlossaryView, Localized, RowView, TableView, TermView, WayView};
use crate::db::{Db, Site};
use crate::glossary::relations;
use crate::site::{
    Address, Language, SectionKey, View, Work, WorkKey, config, listing, section_address, summary,
};
use crate::text::typography;

/// A way through the glossary beside that by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arrangement {
    /// By letter, in the order of the other language of a page in two.
    OtherLetters,
    /// By kind.
    Kinds,
    /// A table of the terms in two languages, in the order of the page's main one.
    Table,
    /// The same in the order of the other one.
    OtherTable,
    /// A map of what is related, and the same as a list.
    Map,
}

/// The ways that a site's glossary has in a view: a table if there is a second language, a map if anything is
/// related; the letters of the other language where two are shown.
pub(super) fn arrangements(db: &dyn Db, view: View) -> Vec<Arrangement> {
    if listing(db).entries.is_empty() {
        return Vec::new();
    }
    let both = list_languages(db, view).len() > 1;
    let mut all: Vec<_> = both.then_some(Arrangement::OtherLetters).into_iter().collect();
    all.push(Arrangement::Kinds);
    if !config(db).config.glosses.is_empty() {
        all.extend([Arrangement::Table, Arrangement::OtherTable]);
    }
    all.extend((!relations(db).is_empty()).then_some(Arrangement::Map));
    all
}

/// Where an arrangement stands in a view: below `by/`, where no entry does, for entries stand right in
/// their folder.
pub(super) fn arrangement_address(db: &dyn Db, arrangement: Arrangement, view: View) -> Address {
    let glossary = section_address(db, &SectionKey::new("glossary"), view);
    let letters = glossary.clone();
    let glossary = glossary.join("by");
    match arrangement {
        // A page in one language has one order.
        Arrangement::OtherLetters => match list_languages(db, view).get(1) {
            Some(other) => glossary.join("letter").join(other.as_str()),
            None => letters,
        },
        Arrangement::Kinds => glossary.join("kind"),
        Arrangement::Table => glossary.join("term"),
        Arrangement::OtherTable => {
            let table = glossary.join("term");
            table_languages(db, view).get(1).map_or_else(|| table.clone(), |other| table.join(other.as_str()))
        }
        Arrangement::Map => glossary.join("relation"),
    }
}

/// The languages of the table in a view: the page's main one, and its partner's.
fn table_languages(db: &dyn Db, view: View) -> Vec<Language> {
    let main = list_languages(db, view).first().copied().unwrap_or(config(db).config.original);
    let others = config(db).config.languages().filter(|language| *language != main);
    std::iter::once(main).chain(others.take(1)).collect()
}

/// What an arrangement's page is called: the glossary's title, in a phrase.
pub(super) fn arrangement_titles(
    db: &dyn Db,
    arrangement: Arrangement,
    languages: &[Language],
) -> Vec<Localized> {
    let key = match arrangement {
        Arrangement::OtherLetters => "titled_by_letter",
        Arrangement::Kinds => "titled_by_kind",
        Arrangement::Table | Arrangement::OtherTable => "titled_by_term",
        Arrangement::Map => "titled_by_relation",
    };
    let strings = &super::strings::strings(db).strings;
    let order = languages.get(1).map_or_else(String::new, |language| own_name(*language));
    in_each(languages.iter().copied(), |language| {
        let title = shelf_titles(db, &Shelf::Glossary, &[language]).into_iter().next();
        let title = title.map(|title| title.text).unwrap_or_default();
        let said =
            strings.get(key, language.as_str(), None, &[("title", title), ("language_name", order.clone())]);
        (strings.language_of(key, language), said.unwrap_or_default())
    })
}

/// The glossary in an arrangement; without one, by letter.
pub(super) fn glossary_view(db: &dyn Db, arrangement: Option<Arrangement>, view: View) -> GlossaryView {
    let empty = GlossaryView {
        groups: Vec::new(),
        orders: Vec::new(),
        kinds: Vec::new(),
        table: None,
        map: None,
        ways: ways(db, arrangement, view),
        count: listing(db).entries.len(),
    };
    let by_letter = |place: usize| {
        let languages = list_languages(db, view);
        let order = languages.get(place).copied().unwrap_or(config(db).config.original);
        GlossaryView { groups: letters(db, view, order), orders: orders(db, view, place), ..empty.clone() }
    };
    match arrangement {
        None => by_letter(0),
        Some(Arrangement::OtherLetters) => by_letter(1),
        Some(Arrangement::Kinds) => GlossaryView {
            kinds: by_kind(db, view, |key, languages| item(db, key, view, languages)),
            ..empty
        },
        Some(Arrangement::Table) => GlossaryView { table: Some(table(db, view, 0)), ..empty },
        Some(Arrangement::OtherTable) => GlossaryView { table: Some(table(db, view, 1)), ..empty },
        Some(Arrangement::Map) => GlossaryView { map: Some(map_view(db, view)), ..empty },
    }
}

/// The orders that the letters can have, and which is the page's; none where there is no choice.
fn orders(db: &dyn Db, view: View, by: usize) -> Vec<ColumnView> {
    let languages = list_languages(db, view);
    let base = config(db).config.base_url.path();
    let order = |(place, language): (usize, &Language)| {
        let shelf = if place == 0 { Shelf::Glossary } else { Shelf::Arranged(Arrangement::OtherLetters) };
        ColumnView {
            language: shared_language(db, Site::get(db), *language).clone(),
            href: shelf_address(db, &shelf, view).href(base),
            sorted: place == by,
        }
    };
    if languages.len() < 2 { Vec::new() } else { languages.iter().enumerate().map(order).collect() }
}

/// The ways to choose from; letters or a table in either order are one.
fn ways(db: &dyn Db, current: Option<Arrangement>, view: View) -> Vec<WayView> {
    let base = config(db).config.base_url.path();
    let first = WayView {
        name: "letter",
        href: shelf_address(db, &Shelf::Glossary, view).href(base),
        current: matches!(current, None | Some(Arrangement::OtherLetters)),
    };
    let further = |one: &Arrangement| !matches!(one, Arrangement::OtherLetters | Arrangement::OtherTable);
    let others = arrangements(db, view).into_iter().filter(further).map(|one| {
        let (name, current) = match one {
            Arrangement::OtherLetters => ("letter", current == Some(one)),
            Arrangement::Kinds => ("kind", current == Some(one)),
            Arrangement::Table | Arrangement::OtherTable => {
                ("term", matches!(current, Some(Arrangement::Table | Arrangement::OtherTable)))
            }
            Arrangement::Map => ("relation", current == Some(one)),
        };
        WayView { name, href: shelf_address(db, &Shelf::Arranged(one), view).href(base), current }
    });
    std::iter::once(first).chain(others).collect()
}

/// All terms, in the order of the language in the column `by`; entries that lack it come last.
fn table(db: &dyn Db, view: View, by: usize) -> TableView {
    let languages = table_languages(db, view);
    let base = config(db).config.base_url.path();
    let column = |(place, language): (usize, &Language)| {
        let order = if place == 0 { Arrangement::Table } else { Arrangement::OtherTable };
        ColumnView {
            language: shared_language(db, Site::get(db), *language).clone(),
            href: shelf_address(db, &Shelf::Arranged(order), view).href(base),
            sorted: place == by,
        }
    };
    let sorter = languages.get(by).copied().unwrap_or(config(db).config.original);
    let dictionary = Dictionary::of(sorter);
    let mut rows: Vec<_> =
        listing(db).entries.iter().map(|key| (key, row(db, key, view, &languages))).collect();
    let filed = |key: &WorkKey| {
        let entry = summary(db, Work::new(db, key.clone()), sorter).as_ref()?.entry.as_deref()?;
        Some(entry.filed_under())
    };
    rows.sort_by(|(one_key, _), (other_key, _)| match (filed(one_key), filed(other_key)) {
        (Some(one), Some(other)) => dictionary.compare(one, other).then_with(|| one_key.cmp(other_key)),
        (one, other) => one.is_none().cmp(&other.is_none()).then_with(|| one_key.cmp(other_key)),
    });
    TableView {
        columns: languages.iter().enumerate().map(column).collect(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    }
}

/// An entry in the table; explained in the languages of the page.
fn row(db: &dyn Db, key: &WorkKey, view: View, languages: &[Language]) -> RowView {
    let work = Work::new(db, key.clone());
    let said = |language: Language| summary(db, work, language).as_ref()?.entry.as_deref();
    let term = |language: &Language| TermView {
        language: shared_language(db, Site::get(db), *language).clone(),
        term: said(*language).map(|entry| typography::set(&entry.term, *language)),
        also: said(*language).map(|entry| entry.also.clone()).unwrap_or_default(),
    };
    let short = |language: Language| {
        let short = said(language)?.short.as_deref()?;
        Some(localized(language, typography::set(short, language)))
    };
    RowView {
        href: super::place::towards(db, key, view).0.href(config(db).config.base_url.path()),
        terms: languages.iter().map(term).collect(),
        shorts: list_languages(db, view).into_iter().filter_map(short).collect(),
    }
}
