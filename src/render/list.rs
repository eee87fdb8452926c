//! Lists of works: sections, tags, the glossary, the home page, the missing page.

use std::collections::BTreeMap;

use super::arrangement::arrangement_titles;
use super::entry::long_form;
use super::frame::shared_language;
use super::locale::{Dictionary, by_letter, day, labels_in};
use super::output::{LIST_PAGE, Shelf, list_page};
use super::page::{section_members, section_titles, shelf_of, string_labels, top_sections};
use super::place::{list_languages, shelf_address, towards};
use super::view::{
    GlossaryGroup, GlossedView, HomeView, ItemSideView, ItemView, KindView, LinkView, ListView, Localized,
    MissingView, PagerView, SectionView, TagCountView,
};
use super::work::tag_labels;
use crate::db::{Db, Site};
use crate::glossary::filed_under;
use crate::parallel::glossed_share;
use crate::site::{
    Address, Kind, Language, SectionKey, Summary, View, Work, WorkKey, config, has_entries, listing,
    original_summary, section_order, sides, summary, works,
};
use crate::text::typography;

/// How many works a section shows on the home page.
const ON_HOME: usize = 6;

/// The works of a shelf.
pub(super) fn on_shelf<'db>(db: &'db dyn Db, shelf: &Shelf) -> &'db [WorkKey] {
    match shelf {
        Shelf::Section(section) => section_members(db, section),
        Shelf::Tag(tag) => listing(db).tags.get(tag).map_or(&[], Vec::as_slice),
        Shelf::Tags | Shelf::Colophon => &[],
        Shelf::Glossary | Shelf::Arranged(_) => &listing(db).entries,
    }
}

/// How many pages a shelf's list has. The glossary stands on one.
pub(super) fn pages(db: &dyn Db, shelf: &Shelf) -> usize {
    match shelf {
        Shelf::Glossary | Shelf::Arranged(_) => 1,
        _ => on_shelf(db, shelf).len().div_ceil(LIST_PAGE).max(1),
    }
}

/// The titles of a shelf.
pub(super) fn shelf_titles(db: &dyn Db, shelf: &Shelf, languages: &[Language]) -> Vec<Localized> {
    match shelf {
        Shelf::Section(section) => section_titles(db, section, languages),
        Shelf::Tag(tag) => tag_labels(db, tag, languages),
        Shelf::Tags => string_labels(db, "tags", languages),
        Shelf::Colophon => string_labels(db, "colophon", languages),
        Shelf::Glossary => section_titles(db, &SectionKey::new("glossary"), languages),
        Shelf::Arranged(arrangement) => arrangement_titles(db, *arrangement, languages),
    }
}

/// One page of a shelf's list.
pub(super) fn list_view(db: &dyn Db, shelf: &Shelf, view: View, page: usize) -> ListView {
    let languages = list_languages(db, view);
    let works = on_shelf(db, shelf);
    let here = works.chunks(LIST_PAGE).nth(page.saturating_sub(1)).unwrap_or_default();
    ListView {
        items: here.iter().filter_map(|key| item(db, key, view, &languages)).collect(),
        sections: below(db, shelf, view, &languages),
        tags: if *shelf == Shelf::Tags { all_tags(db, view, &languages) } else { Vec::new() },
        pager: pager(db, &shelf_address(db, shelf, view), page, works.len()),
    }
}

/// Where a list of `count` items goes on whose first page is at `first`.
pub(super) fn pager(db: &dyn Db, first: &Address, page: usize, count: usize) -> PagerView {
    let total = count.div_ceil(LIST_PAGE).max(1);
    let base = config(db).config.base_url.path();
    let href = |page: usize| list_page(first, page).href(base);
    PagerView {
        current: page,
        total,
        previous: (page > 1).then(|| href(page - 1)),
        next: (page < total).then(|| href(page + 1)),
    }
}

/// The sections right below a section.
fn below(db: &dyn Db, shelf: &Shelf, view: View, languages: &[Language]) -> Vec<LinkView> {
    let Shelf::Section(section) = shelf else { return Vec::new() };
    let children = section_order(db).iter().filter(|key| key.parent().as_ref() == Some(section));
    children.map(|child| section_link(db, child, view, languages)).collect()
}

fn section_link(db: &dyn Db, section: &SectionKey, view: View, languages: &[Language]) -> LinkView {
    let base = config(db).config.base_url.path();
    let href = shelf_address(db, &shelf_of(section), view).href(base);
    LinkView { labels: section_titles(db, section, languages), href }
}

/// All tags that works have, by their names in the page's main language.
fn all_tags(db: &dyn Db, view: View, languages: &[Language]) -> Vec<TagCountView> {
    let main = languages.first().copied().unwrap_or(config(db).config.original);
    let base = config(db).config.base_url.path();
    let count = |(key, works): (&String, &Vec<WorkKey>)| TagCountView {
        labels: tag_labels(db, key, languages),
        href: shelf_address(db, &Shelf::Tag(key.clone()), view).href(base),
        count: works.len(),
    };
    let mut tags: Vec<_> = listing(db).tags.iter().map(count).collect();
    let dictionary = Dictionary::of(main);
    let name = |tag: &TagCountView| tag.labels.first().map_or_else(String::new, |name| name.text.clone());
    tags.sort_by(|one, other| dictionary.compare(&name(one), &name(other)));
    tags
}

/// A work in a list. One that has none of the page's languages is shown by its original's title.
pub(super) fn item(db: &dyn Db, key: &WorkKey, view: View, languages: &[Language]) -> Option<ItemView> {
    let work = Work::new(db, key.clone());
    let original = original_summary(db, work)?;
    let own = |language: Language| summary(db, work, language).as_ref();
    let glossed = languages.iter().all(|language| own(*language).is_some());
    let known = languages.iter().any(|language| own(*language).is_some());
    let side = |language: &Language| {
        let shown = own(*language).or(Some(original).filter(|_| !known));
        ItemSideView {
            language: shared_language(db, Site::get(db), shown.map_or(*language, |shown| shown.language))
                .clone(),
            own: own(*language).is_some(),
            title: shown.map(|shown| typography::set(named(shown), shown.language)),
            long_form: shown.and_then(|shown| shown.entry.as_deref()).map_or_else(String::new, long_form),
            summary: shown.map_or_else(String::new, |shown| typography::set(&shown.summary, shown.language)),
            date: original.date.map_or_else(String::new, |date| day(db, date, *language).to_owned()),
            percent: if original.entry.is_none() { glossed_in(db, work, *language) } else { None },
        }
    };
    Some(ItemView {
        href: towards(db, key, view).0.href(config(db).config.base_url.path()),
        sides: languages.iter().map(side).collect(),
        date: original.date.map(|date| date.to_string()),
        kind: original.entry.as_ref().map_or("", |entry| entry.kind.word()),
        glossed,
    })
}

/// How much of a work is glossed in a language, if that is less than all of it.
fn glossed_in<'db>(db: &'db dyn Db, work: Work<'db>, language: Language) -> Option<u8> {
    let sides = sides(db, work).as_ref()?;
    if language == sides.original || sides.file(language).is_none() {
        return None;
    }
    Some(glossed_share(db, work, language)).filter(|percent| *percent < 100)
}

/// What a work is called in a list: an entry by its term.
fn named(summary: &Summary) -> &str {
    summary.entry.as_ref().map_or(&summary.title, |entry| &entry.term)
}

/// All entries, by the letters of a language of the page.
pub(super) fn letters(db: &dyn Db, view: View, order: Language) -> Vec<GlossaryGroup> {
    let languages = list_languages(db, view);
    let entries = listing(db).entries.iter();
    let filed =
        entries.filter_map(|key| Some((filed_under(db, key, order), item(db, key, view, &languages)?)));
    let groups = by_letter(filed.collect(), order).into_iter();
    groups.map(|(letter, items)| GlossaryGroup { letter, items }).collect()
}

/// All entries by kind, the kinds in the order in which they are documented, the entries in that of the
/// page's main language; each shown by `show`, which is given the languages of the page.
pub(super) fn by_kind<T>(
    db: &dyn Db,
    view: View,
    show: impl Fn(&WorkKey, &[Language]) -> Option<T>,
) -> Vec<KindView<T>> {
    let languages = list_languages(db, view);
    let main = languages.first().copied().unwrap_or(config(db).config.original);
    let mut kinds: BTreeMap<Kind, Vec<(String, &WorkKey)>> = BTreeMap::new();
    for key in &listing(db).entries {
        let summary = original_summary(db, Work::new(db, key.clone()));
        let Some(entry) = summary.and_then(|summary| summary.entry.as_deref()) else { continue };
        kinds.entry(entry.kind).or_default().push((filed_under(db, key, main), key));
    }
    let dictionary = Dictionary::of(main);
    let shown = kinds.into_iter().map(|(kind, mut entries)| {
        entries.sort_by(|(one, _), (other, _)| dictionary.compare(one, other));
        let items = entries.into_iter().filter_map(|(_, key)| show(key, &languages)).collect();
        KindView { kind: kind.word(), items }
    });
    shown.collect()
}

/// The sections of the home page: those at the top, the glossary apart.
pub(super) fn home_view(db: &dyn Db, view: View) -> HomeView {
    let languages = list_languages(db, view);
    let top = top_sections(db).filter(|key| key.as_str() != "glossary");
    let section = |key: &SectionKey| {
        let works = section_members(db, key).iter().take(ON_HOME);
        SectionView {
            link: section_link(db, key, view, &languages),
            items: works.filter_map(|work| item(db, work, view, &languages)).collect(),
        }
    };
    let entry_count = listing(db).entries.len();
    let all: usize = listing(db).sections.values().map(Vec::len).sum();
    HomeView {
        sections: top.map(section).collect(),
        entry_count,
        text_count: all.saturating_sub(entry_count),
        glossed: glossed(db),
    }
}

/// How much of the site each gloss language has, for layouts.
fn glossed(db: &dyn Db) -> Vec<GlossedView> {
    let view = |(language, percent): (Language, usize)| GlossedView {
        language: shared_language(db, Site::get(db), language).clone(),
        percent,
    };
    glossed_in_each(db).into_iter().map(view).collect()
}

/// How much of the site each gloss language has, in percent, by the names of the files alone: no edit of a text
/// reaches it.
pub(super) fn glossed_in_each(db: &dyn Db) -> Vec<(Language, usize)> {
    let works: Vec<_> = works(db).works.iter().filter(|(key, _)| **key != WorkKey::home()).collect();
    let share = |language: Language| {
        let has = works.iter().filter(|(_, sides)| sides.file(language).is_some()).count();
        has * 100 / works.len().max(1)
    };
    let glosses = config(db).config.glosses.iter();
    glosses.map(|gloss| (gloss.language, share(gloss.language))).collect()
}

/// Where to go on from an address that leads nowhere: the home page and the sections, in every
/// language.
pub(super) fn missing_view(db: &dyn Db) -> MissingView {
    let config = &config(db).config;
    let languages: Vec<_> = config.languages().collect();
    let home = LinkView {
        labels: labels_in(&config.title, languages.iter().copied()),
        href: config.base_url.path().to_owned(),
    };
    let top = top_sections(db).filter(|key| key.as_str() != "glossary" || has_entries(db));
    let links = top.map(|key| section_link(db, key, View::Parallel, &languages));
    MissingView { links: std::iter::once(home).chain(links).collect() }
}
