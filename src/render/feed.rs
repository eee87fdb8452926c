//! Feeds: the newest works, for programs that tell their readers of new ones.
//!
//! There is one for each view that lists have: one for each language, and one in two languages. They carry
//! titles and summaries, never texts, so that an edited body does not reach them; and no clock: a feed is
//! as new as the newest day that its works name.

mod atom;
mod ids;
mod json;

use std::cmp::Reverse;

use super::html::escape;
use super::locale::{labels_in, localized};
use super::output::{Shelf, absolute, absolute_file};
use super::page::shown;
use super::picture::{Picture, picture};
use super::place::{home, list_languages, list_view, list_views, shelf_address};
use super::recording::{Recording, recordings};
use super::view::Localized;
use super::work::tag_labels;
use crate::db::{Db, Site};
use crate::site::{
    Date, Language, Section, SectionKey, Sides, View, Work, WorkKey, address, config, gloss_of, members,
    meta, original_summary, section_order, sides, summary,
};
use crate::text::typography;

/// How many works a feed carries.
const LENGTH: usize = 20;

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedForm {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedForm {
    /// Both forms, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }

    /// Its media type.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// The name of its file.
    fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }
}

/// Which works the feeds carry. Only keys: so it stays equal when a title changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Feeds {
    /// By view, in the order of the views of lists. A view without works has no feed.
    pub by_view: Vec<(View, Vec<WorkKey>)>,
}

impl Feeds {
    /// The view's feed: a further pair has that of the parallel view.
    fn of(&self, db: &dyn Db, view: View) -> Option<&(View, Vec<WorkKey>)> {
        let view = list_view(db, view);
        self.by_view.iter().find(|(other, _)| *other == view)
    }
}

/// All feeds: of the works that have a date and are no entries, the newest, and those of one day in the
/// order of the site's lists.
#[salsa::tracked(returns(ref))]
pub(super) fn feeds(db: &dyn Db) -> Feeds {
    let works: Vec<&WorkKey> = in_order(db).collect();
    let of_view = |view: View| {
        let dated = works.iter().filter_map(|key| Some((published(db, key, view)?, *key)));
        let mut dated: Vec<_> = dated.collect();
        dated.sort_by_key(|(date, _)| Reverse(*date));
        (view, dated.into_iter().take(LENGTH).map(|(_, key)| key.clone()).collect::<Vec<_>>())
    };
    let by_view = list_views(db).into_iter().map(of_view).filter(|(_, works)| !works.is_empty());
    Feeds { by_view: by_view.collect() }
}

/// The works that are no entries, as the site's lists have them.
fn in_order(db: &dyn Db) -> impl Iterator<Item = &WorkKey> {
    let top = SectionKey::new("");
    let sections = std::iter::once(top).chain(section_order(db).iter().cloned());
    let works = sections.flat_map(|section| members(db, Section::new(db, section)));
    let is_entry = |key: &WorkKey| {
        original_summary(db, Work::new(db, key.clone())).is_none_or(|summary| summary.entry.is_some())
    };
    works.filter(move |key| !is_entry(key))
}

/// Whether a view has a feed: as soon as one work is found for it no other is looked at, so that pages,
/// which name the feeds, do not wait until all works are known.
#[salsa::tracked]
fn has_feed(db: &dyn Db, _site: Site, view: View) -> bool {
    in_order(db).any(|key| published(db, key, view).is_some())
}

/// The day that a work's ids name: the original's, and where that names none, the first of its glosses'.
fn first_day(db: &dyn Db, key: &WorkKey) -> Option<Date> {
    let work = Work::new(db, key.clone());
    let glosses = || sides(db, work).iter().flat_map(Sides::glosses);
    let of_gloss = || glosses().filter_map(|gloss| summary(db, work, gloss).as_ref()?.date).min();
    original_summary(db, work)?.date.or_else(of_gloss)
}

/// When a work was published in a view, if it is there in all languages of the view.
fn published(db: &dyn Db, key: &WorkKey, view: View) -> Option<Date> {
    let work = Work::new(db, key.clone());
    match view {
        View::Single(language) => summary(db, work, language).as_ref()?.date,
        View::Parallel | View::Pair(_) => {
            gloss_of(sides(db, work).as_ref()?, view)?;
            original_summary(db, work)?.date
        }
    }
}

/// Where a view's feed stands in a form, below the site's root: `de/feed.xml`.
pub(super) fn path(db: &dyn Db, view: View, form: FeedForm) -> String {
    let prefix = list_view(db, view).prefix(config(db).config.original);
    let slash = if prefix.is_empty() { "" } else { "/" };
    [&prefix, slash, form.file()].concat()
}

/// A feed that pages of a view name.
pub(super) struct Offered {
    pub form: FeedForm,
    pub path: String,
    pub title: String,
}

/// The feeds that pages of a view name.
pub(super) fn offered(db: &dyn Db, view: View) -> Vec<Offered> {
    let view = list_view(db, view);
    if !has_feed(db, Site::get(db), view) {
        return Vec::new();
    }
    let title = joined(&labels_in(&config(db).config.title, list_languages(db, view)));
    let offer = |form: FeedForm| Offered {
        form,
        path: path(db, view, form),
        title: format!("{title} ({})", form.name()),
    };
    FeedForm::ALL.map(offer).into()
}

/// The bytes of a feed.
pub(super) fn bytes(db: &dyn Db, view: View, form: FeedForm) -> Vec<u8> {
    let Some(feed) = Feed::of(db, view) else { return Vec::new() };
    match form {
        FeedForm::Atom => atom::bytes(&feed).unwrap_or_default(),
        FeedForm::Json => json::bytes(&feed),
    }
}

/// A feed, of whatever form. Addresses are absolute.
struct Feed {
    id: String,
    language: Language,
    /// Whether it is in two languages.
    both: bool,
    titles: Vec<Localized>,
    descriptions: Vec<Localized>,
    updated: Date,
    home: String,
    atom: String,
    json: String,
    authors: Vec<String>,
    items: Vec<Item>,
}

/// A work in a feed.
struct Item {
    id: String,
    href: String,
    /// In each language of the feed that it has.
    sides: Vec<ItemSide>,
    /// Its pages besides: in one language each, or in two.
    others: Vec<(Option<Language>, String)>,
    published: Date,
    updated: Date,
    authors: Vec<String>,
    translators: Vec<String>,
    /// Their keys and names.
    tags: Vec<(String, String)>,
    /// What keys of tags belong to.
    tag_scheme: String,
    picture: Option<Picture>,
    recordings: Vec<Enclosure>,
}

/// A recording that belongs to a work.
struct Enclosure {
    url: String,
    media_type: &'static str,
    language: Language,
}

struct ItemSide {
    title: Localized,
    summary: Localized,
    /// Its page in this language alone.
    href: String,
}

impl Feed {
    fn of(db: &dyn Db, view: View) -> Option<Self> {
        let feeds = feeds(db);
        let (view, works) = feeds.of(db, view)?;
        let config = &config(db).config;
        let languages = list_languages(db, *view);
        let items: Vec<Item> = works.iter().filter_map(|key| Item::of(db, key, *view)).collect();
        let at = |form| absolute_file(db, &path(db, *view, form));
        Some(Self {
            id: ids::of_feed(config, *view),
            language: *languages.first()?,
            both: languages.len() > 1,
            titles: labels_in(&config.title, languages.iter().copied()),
            descriptions: labels_in(&config.description, languages.iter().copied()),
            updated: items.iter().map(|item| item.updated).max()?,
            home: absolute(db, &home(db, *view)),
            atom: at(FeedForm::Atom),
            json: at(FeedForm::Json),
            authors: config.authors.clone(),
            items,
        })
    }

    /// Who wrote the works that name nobody: an Atom feed must name somebody.
    fn named(&self) -> Vec<String> {
        if self.authors.is_empty() { vec![joined(&self.titles)] } else { self.authors.clone() }
    }
}

impl Item {
    fn of(db: &dyn Db, key: &WorkKey, view: View) -> Option<Self> {
        let work = Work::new(db, key.clone());
        let sides = sides(db, work).as_ref()?;
        let languages = shown(sides, view);
        let main = meta(db, work, *languages.first()?).as_ref()?;
        let metas = || languages.iter().filter_map(|language| meta(db, work, *language).as_ref());
        let published = published(db, key, view)?;
        let at = |view| absolute(db, &address(db, work, view));
        Some(Self {
            id: ids::of_work(&config(db).config, key, first_day(db, key)?, view),
            href: at(view),
            sides: languages.iter().filter_map(|language| ItemSide::of(db, work, *language)).collect(),
            others: others(sides, view).into_iter().map(|(language, view)| (language, at(view))).collect(),
            published,
            updated: metas().flat_map(|meta| [meta.updated, meta.date]).flatten().chain([published]).max()?,
            authors: main.authors.clone(),
            translators: named_once(metas().flat_map(|meta| &meta.translators)),
            tags: main.tags.iter().map(|key| (key.clone(), tag_name(db, key, &languages))).collect(),
            tag_scheme: absolute(db, &shelf_address(db, &Shelf::Tags, View::Parallel)),
            picture: picture(db, work, sides, *languages.first()?),
            recordings: recordings(db, work, sides, &languages)
                .iter()
                .map(|one| Enclosure::of(db, one))
                .collect(),
        })
    }
}

impl Enclosure {
    fn of(db: &dyn Db, recording: &Recording) -> Self {
        Self { url: recording.url(db), media_type: recording.media_type(), language: recording.language }
    }
}

/// The other pages of a work: those in one language, and from these the one in two.
fn others(sides: &Sides, view: View) -> Vec<(Option<Language>, View)> {
    let parallel = matches!(view, View::Single(_)) && sides.glosses().next().is_some();
    let singles = sides.files.iter().map(|(language, _)| (Some(*language), View::Single(*language)));
    let all = singles.chain(parallel.then_some((None, View::Parallel)));
    all.filter(|(_, other)| *other != view).collect()
}

fn tag_name(db: &dyn Db, key: &str, languages: &[Language]) -> String {
    joined(&tag_labels(db, key, languages))
}

/// Names in their order, each once.
fn named_once<'n>(names: impl Iterator<Item = &'n String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if !once.contains(name) {
            once.push(name.clone());
        }
    }
    once
}

impl ItemSide {
    fn of<'db>(db: &'db dyn Db, work: Work<'db>, language: Language) -> Option<Self> {
        let summary = summary(db, work, language).as_ref()?;
        let set = |words: &str| localized(language, typography::set(words, language));
        Some(Self {
            title: set(&summary.title),
            summary: set(&summary.summary),
            href: absolute(db, &address(db, work, View::Single(language))),
        })
    }
}

/// What is said in several languages, on one line; equal words only once.
pub(super) fn joined(texts: &[Localized]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for text in texts.iter().filter(|text| !text.text.is_empty()) {
        if !words.contains(&text.text.as_str()) {
            words.push(&text.text);
        }
    }
    words.join(" / ")
}

/// What an item is about, in each of its languages, as HTML: where a language has no summary, a link.
fn about(item: &Item) -> String {
    let mut html = String::new();
    for ItemSide { title, summary, href } in &item.sides {
        html.push_str(&format!("<div lang=\"{}\" dir=\"{}\"><p>", title.language, title.dir));
        if summary.text.is_empty() {
            html.push_str("<a href=\"");
            super::html::escape_attribute(&mut html, href);
            html.push_str("\">");
            escape(&mut html, &title.text);
            html.push_str("</a>");
        } else {
            escape(&mut html, &summary.text);
        }
        html.push_str("</p></div>");
    }
    html
}
