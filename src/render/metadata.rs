//! What programs read of a page, in its head: Open Graph for those that show a link to it, JSON-LD for
//! search engines.
//!
//! It is on every page that search engines may list, and a site has many: what pages share is found once,
//! and the rest is written straight into the page.

mod linked_data;
mod locale;
mod open_graph;

use super::frame::Common;
use super::locale::labels_in;
use super::output::absolute;
use super::page::Frame;
use super::picture::{Picture, picture};
use super::place::home;
use super::work::tag_labels;
use crate::db::{Db, Site};
use crate::site::{Date, Language, Meta, SectionKey, Sides, View, Work, WorkKey, config, meta, sides};
use crate::text::typography;

/// The metadata of a page, as HTML; none for a page without an address of its own.
pub(super) fn metadata(frame: &Frame<'_>, common: &Common) -> String {
    let Some(facts) = Facts::of(frame) else { return String::new() };
    let mut html = String::with_capacity(2048);
    open_graph::write(&mut html, &facts);
    linked_data::write(&mut html, &facts, common);
    html
}

/// What is said of a page in either notation.
struct Facts<'a> {
    frame: &'a Frame<'a>,
    site: &'a SiteFacts,
    /// The page's address, absolute.
    url: String,
    main: Language,
    /// What the page is about; may be empty.
    description: String,
    picture: Option<Picture>,
    /// The picture that stands for it where it has none of its own: its section's, or the site's.
    stand_in: Option<&'a Picture>,
    /// The work that the page shows, unless it only stands above a list.
    text: Option<TextFacts<'a>>,
}

/// What is said of a work.
struct TextFacts<'a> {
    db: &'a dyn Db,
    work: Work<'a>,
    sides: &'a Sides,
    meta: &'a Meta,
    /// The names of its tags in the page's main language.
    tags: Vec<String>,
}

/// What is said of the site on all pages in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SiteFacts {
    /// Its title.
    name: String,
    /// Its titles in other languages.
    other_names: Vec<String>,
    /// What it is about; may be empty.
    description: String,
    /// The absolute address of its home page.
    url: String,
    /// The language with a country, as Open Graph has it: `de_DE`.
    locale: String,
}

#[salsa::tracked(returns(ref))]
fn site_facts(db: &dyn Db, _site: Site, language: Language) -> SiteFacts {
    let config = &config(db).config;
    let said = |words: (Language, &str)| typography::set(words.1, words.0);
    let name = said(config.title.said(language));
    let titles = labels_in(&config.title, config.languages()).into_iter();
    SiteFacts {
        other_names: titles.map(|title| title.text).filter(|title| *title != name).collect(),
        name,
        description: said(config.description.said(language)),
        url: absolute(db, &home(db, View::Parallel)),
        locale: locale::with_country(config.locale(language)),
    }
}

impl<'a> Facts<'a> {
    fn of(frame: &'a Frame<'a>) -> Option<Self> {
        let db = frame.db;
        let main = frame.languages.first().copied().unwrap_or(config(db).config.original);
        Some(Self {
            url: absolute(db, frame.canonical.as_ref()?),
            site: site_facts(db, Site::get(db), main),
            text: TextFacts::of(frame, main),
            description: frame.description(),
            picture: shown_by(frame, main),
            stand_in: stand_in(db, Site::get(db), frame.section.clone(), main).as_ref(),
            frame,
            main,
        })
    }

    /// The page's titles in one line, each once.
    fn title(&self) -> String {
        super::feed::joined(&self.frame.titles)
    }
}

/// The picture of the text that a page shows, or that stands above its list.
fn shown_by(frame: &Frame<'_>, main: Language) -> Option<Picture> {
    let index = || frame.section.as_ref().map(WorkKey::of_index);
    let key = frame.work.clone().or_else(index)?;
    let work = Work::new(frame.db, key);
    picture(frame.db, work, sides(frame.db, work).as_ref()?, main)
}

/// The picture for what has none of its own: of the nearest section around it that has one, else of the home page.
#[salsa::tracked(returns(ref))]
fn stand_in(db: &dyn Db, site: Site, section: Option<SectionKey>, language: Language) -> Option<Picture> {
    let key = section.as_ref().map_or_else(WorkKey::home, WorkKey::of_index);
    let work = Work::new(db, key);
    // In a language that the text is not written in, as its original has it.
    let own = || {
        let sides = sides(db, work).as_ref()?;
        picture(db, work, sides, language).or_else(|| picture(db, work, sides, sides.original))
    };
    own().or_else(|| stand_in(db, site, section?.parent(), language).clone())
}

impl<'a> TextFacts<'a> {
    fn of(frame: &Frame<'a>, main: Language) -> Option<Self> {
        let db = frame.db;
        let work = Work::new(db, frame.work.clone()?);
        let sides = sides(db, work).as_ref()?;
        let meta = meta(db, work, main).as_ref()?;
        let name = |key: &String| tag_labels(db, key, &[main]).pop().map(|label| label.text);
        Some(Self { db, work, sides, meta, tags: meta.tags.iter().filter_map(name).collect() })
    }

    fn published(&self) -> Option<Date> {
        self.meta.date
    }

    /// When what these languages say of it was last changed: a gloss may have come later.
    fn modified(&self, languages: &[Language]) -> Option<Date> {
        let metas = languages.iter().filter_map(|language| meta(self.db, self.work, *language).as_ref());
        metas.filter_map(|meta| meta.updated.max(meta.date)).max()
    }
}
