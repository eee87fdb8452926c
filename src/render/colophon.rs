//! The colophon, a site's last page: what the site is made of, in numbers, and by whom. A text or a section of
//! the site's own that stands at its address is its colophon instead.

use super::frame::{shared_language, shared_languages};
use super::list::glossed_in_each;
use super::locale::{date_view, localized, numeral};
use super::offers::{are_letters, minutes, words_of};
use super::output::Shelf;
use super::page::{has_page, section_titles, shelf_of, string_labels, work_link};
use super::place::{list_languages, list_views, shelf_address, towards};
use super::view::{ColophonView, CountsView, LatestView, LinkView, Localized, NamesView};
use crate::db::{Db, Site};
use crate::glossary::{concordance_counts, is_entry};
use crate::site::{
    Address, Date, Language, SectionKey, View, Work, WorkKey, address, config, folded, listing, meta,
    original_summary, reading_order, section_address, section_order, sides, works,
};

/// What of a site's own stands where its colophon would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Own {
    /// A work.
    Work(WorkKey),
    /// A section.
    Section(SectionKey),
}

/// What of the site's own has the colophon's address in some view: then Diglot makes none in any.
#[salsa::tracked(returns(ref))]
pub(super) fn own_colophon(db: &dyn Db) -> Option<Own> {
    let places: Vec<(View, String)> =
        list_views(db).into_iter().map(|view| (view, folded(ours(db, view).as_str()))).collect();
    let is_there = |at: &dyn Fn(View) -> Address| {
        places.iter().any(|(view, place)| folded(at(*view).as_str()) == *place)
    };
    let top = SectionKey::new("");
    let texts = works(db).works.keys().filter(|key| key.is_in(&top) && **key != WorkKey::home());
    let mut texts = texts.filter(|key| is_there(&|view| address(db, Work::new(db, (*key).clone()), view)));
    let mut sections =
        section_order(db).iter().filter(|key| is_there(&|view| section_address(db, key, view)));
    let text = texts.next().cloned().map(Own::Work);
    text.or_else(|| sections.next().cloned().map(Own::Section))
}

fn ours(db: &dyn Db, view: View) -> Address {
    shelf_address(db, &Shelf::Colophon, view)
}

/// Where a reader of a view finds the colophon.
pub(super) fn colophon_address(db: &dyn Db, view: View) -> Address {
    match own_colophon(db) {
        Some(Own::Work(key)) => towards(db, key, view).0,
        Some(Own::Section(key)) => shelf_address(db, &shelf_of(key), view),
        None => ours(db, view),
    }
}

/// The link to it.
pub(super) fn colophon_link(db: &dyn Db, view: View, languages: &[Language]) -> LinkView {
    let labels = match own_colophon(db) {
        Some(Own::Work(key)) => {
            work_link(db, key, view, languages).map(|link| link.labels).unwrap_or_default()
        }
        Some(Own::Section(key)) => section_titles(db, key, languages),
        None => string_labels(db, "colophon", languages),
    };
    LinkView { labels, href: colophon_address(db, view).href(config(db).config.base_url.path()) }
}

/// What names and front matter tell of a site: no edit of a body reaches it. Numbers stand in the order of the
/// site's languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Census {
    /// The texts of each section at the top, and of none.
    texts: Vec<(Option<SectionKey>, Vec<usize>)>,
    text_count: usize,
    entries: Vec<usize>,
    authors: Vec<String>,
    translators: Vec<Vec<String>>,
    latest: Option<(Date, WorkKey)>,
}

#[salsa::tracked(returns(ref))]
fn census(db: &dyn Db) -> Census {
    let languages: Vec<Language> = config(db).config.languages().collect();
    let none = vec![0; languages.len()];
    let mut census =
        Census { entries: none.clone(), translators: vec![Vec::new(); languages.len()], ..Census::default() };
    let tops = section_order(db).iter().filter(|key| !key.as_str().contains('/')).cloned();
    census.texts = tops.map(Some).chain([None]).map(|section| (section, none.clone())).collect();
    for key in reading_order(db) {
        let work = Work::new(db, key.clone());
        let Some(sides) = sides(db, work) else { continue };
        census.hear(db, key, work, &languages);
        if *key == WorkKey::home() {
            continue;
        }
        let is_entry = original_summary(db, work).is_some_and(|summary| summary.entry.is_some());
        census.text_count += usize::from(!is_entry);
        let section = key.section();
        let top = section.path().next();
        let row = match is_entry {
            true => Some(&mut census.entries),
            false => census.texts.iter_mut().find(|(section, _)| *section == top).map(|(_, row)| row),
        };
        for (count, language) in row.into_iter().flatten().zip(&languages) {
            *count += usize::from(sides.file(*language).is_some());
        }
    }
    census.texts.retain(|(_, row)| row.iter().any(|count| *count > 0));
    census
}

impl Census {
    /// Who made a work, and when it last changed.
    fn hear<'db>(&mut self, db: &'db dyn Db, key: &WorkKey, work: Work<'db>, languages: &[Language]) {
        for (language, translators) in languages.iter().zip(&mut self.translators) {
            let Some(meta) = meta(db, work, *language) else { continue };
            add(&mut self.authors, &meta.authors);
            add(translators, &meta.translators);
            let newest = self.latest.as_ref().map(|(date, _)| *date);
            let date = meta.updated.max(meta.date).filter(|date| Some(*date) > newest);
            self.latest = date.map(|date| (date, key.clone())).or(self.latest.take());
        }
    }
}

/// Adds those names that are not there yet.
fn add(names: &mut Vec<String>, more: &[String]) {
    for name in more {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
}

/// What only the texts tell, in the order of the site's languages. Whoever asks this has all of them read: it is
/// for what is made when they have been.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Extent {
    /// In all languages together: what is marked on both sides of a quote is one mention.
    all_mentions: usize,
    mentions: Vec<usize>,
    words: Vec<usize>,
}

#[salsa::tracked(returns(ref))]
fn extent(db: &dyn Db) -> Extent {
    let languages: Vec<Language> = config(db).config.languages().collect();
    let mut extent =
        Extent { mentions: vec![0; languages.len()], words: vec![0; languages.len()], ..Extent::default() };
    let place = |language: Language| languages.iter().position(|other| *other == language);
    for sides in works(db).works.values() {
        for (language, file) in &sides.files {
            if let Some(place) = place(*language) {
                extent.words[place] += words_of(db, *file);
            }
        }
    }
    // Links of ours lead to works that are no entries, too.
    let of_entries =
        concordance_counts(db).iter().filter(|(key, _)| is_entry(db, Work::new(db, (*key).clone())));
    for (_, counts) in of_entries {
        extent.all_mentions += counts.all();
        for (count, language) in extent.mentions.iter_mut().zip(&languages) {
            *count += counts.shown_in(db, &[*language]);
        }
    }
    extent
}

/// The colophon in a view.
pub(super) fn colophon_view(db: &dyn Db, view: View) -> ColophonView {
    let (census, extent) = (census(db), extent(db));
    let table = Table::of(db, view);
    let section = |(key, counts): &(Option<SectionKey>, Vec<usize>)| {
        let link = key.as_ref().filter(|key| has_page(db, key));
        let link = link.map(|key| link_to(db, &shelf_of(key), view, &table.shown));
        CountsView { link, counts: table.numbers(counts) }
    };
    let glossary = (!listing(db).entries.is_empty()).then(|| CountsView {
        link: Some(link_to(db, &Shelf::Glossary, view, &table.shown)),
        counts: table.numbers(&census.entries),
    });
    let read =
        |(words, language): (&usize, &Language)| if *words == 0 { 0 } else { minutes(*words, *language) };
    let minutes: Vec<usize> = extent.words.iter().zip(&table.languages).map(read).collect();
    let latest = census.latest.as_ref().and_then(|(date, key)| {
        let work = work_link(db, key, view, &table.shown)?;
        Some(LatestView { date: date_view(db, *date, &table.shown), work })
    });
    ColophonView {
        text_count: census.text_count,
        entry_count: listing(db).entries.len(),
        mention_count: extent.all_mentions,
        languages: shared_languages(db, &table.languages),
        sections: census.texts.iter().map(section).collect(),
        glossary,
        mentions: table.numbers(&extent.mentions),
        words: table.words(&extent.words),
        minutes: table.numbers(&minutes),
        glossed: table.glossed(&glossed_in_each(db)),
        authors: census.authors.clone(),
        translators: translators(db, &table.languages, &census.translators),
        latest,
        repository: config(db).config.repository.as_ref().map(|it| it.url.clone()).unwrap_or_default(),
    }
}

/// Who rendered the texts, by the languages of the site that somebody did.
fn translators(db: &dyn Db, languages: &[Language], names: &[Vec<String>]) -> Vec<NamesView> {
    let view = |(language, names): (&Language, &Vec<String>)| NamesView {
        language: shared_language(db, Site::get(db), *language).clone(),
        names: names.clone(),
    };
    languages.iter().zip(names).filter(|(_, names)| !names.is_empty()).map(view).collect()
}

fn link_to(db: &dyn Db, shelf: &Shelf, view: View, languages: &[Language]) -> LinkView {
    let key = match shelf {
        Shelf::Section(key) => key.clone(),
        _ => SectionKey::new("glossary"),
    };
    let href = shelf_address(db, shelf, view).href(config(db).config.base_url.path());
    LinkView { labels: section_titles(db, &key, languages), href }
}

/// The numbers of a page: a column for each language of the site, written as that language writes numbers if it is
/// one of the page's, else as the page's main language does.
struct Table<'db> {
    db: &'db dyn Db,
    languages: Vec<Language>,
    shown: Vec<Language>,
}

impl<'db> Table<'db> {
    fn of(db: &'db dyn Db, view: View) -> Self {
        Self { db, languages: config(db).config.languages().collect(), shown: list_languages(db, view) }
    }

    /// The language in which a column is written.
    fn written(&self, column: Language) -> Language {
        let main = self.shown.first().copied().unwrap_or(config(self.db).config.original);
        if self.shown.contains(&column) { column } else { main }
    }

    fn cells(&self, say: impl Fn(usize, Language) -> (Language, String)) -> Vec<Localized> {
        let columns = self.languages.iter().enumerate();
        let cell = |(place, column): (usize, &Language)| {
            let (language, text) = say(place, self.written(*column));
            localized(language, text)
        };
        columns.map(cell).collect()
    }

    fn numbers(&self, numbers: &[usize]) -> Vec<Localized> {
        self.cells(|place, language| (language, self.number(numbers[place], language)))
    }

    fn number(&self, number: usize, language: Language) -> String {
        numeral(config(self.db).config.locale(language), number as u64)
    }

    /// A string about a number.
    fn said(&self, key: &str, number: usize, language: Language) -> (Language, String) {
        let strings = &super::strings::strings(self.db).strings;
        let arguments = [("count", self.number(number, language))];
        let said = strings.get(key, language.as_str(), Some(number as u64), &arguments);
        (strings.language_of(key, language), said.unwrap_or_default())
    }

    /// How many words there are, or letters where words are not told apart by blanks.
    fn words(&self, words: &[usize]) -> Vec<Localized> {
        self.cells(|place, language| match are_letters(self.languages[place]) {
            true => self.said("signs", words[place], language),
            false => (language, self.number(words[place], language)),
        })
    }

    /// Which share each gloss language has; of the original's it is said that it is that.
    fn glossed(&self, shares: &[(Language, usize)]) -> Vec<Localized> {
        self.cells(|place, language| {
            let share = shares.iter().find(|(gloss, _)| *gloss == self.languages[place]);
            match share {
                Some((_, percent)) => self.said("percent", *percent, language),
                None => self.said("original", 0, language),
            }
        })
    }
}
