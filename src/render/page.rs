//! What all pages share: the site, the page's head, its navigation and switches.

use super::assets::assets;
use super::frame::{Common, Standing, common, shared_language, shared_languages};
use super::locale::{in_each, labels_in, language_view, localized};
use super::metadata::metadata;
use super::output::{Shelf, absolute};
use super::place::{home, home_views, list_languages, list_view, list_views, shelf_address, towards};
use super::sitemap::{alternates, list_alternates};
use super::view::{Alternate, CrumbView, LinkView, Localized, PageView, Shared, SiteView, ViewLink};
use crate::db::{Db, Site};
use crate::site::Section;
use crate::site::{
    Address, Language, SectionKey, Sides, View, Work, WorkKey, address, config, front, gloss_of, has_entries,
    members, original_summary, section_order, sections, sides, stubs, summary, views,
};
use crate::text::typography;

/// The site, the same on every page.
pub(super) fn site_view(db: &dyn Db) -> SiteView {
    let config = &config(db).config;
    let base = config.base_url.path();
    SiteView {
        titles: labels_in(&config.title, config.languages()),
        descriptions: labels_in(&config.description, config.languages()),
        base_url: config.base_url.as_str().to_owned(),
        base_path: base.to_owned(),
        languages: config.languages().map(|language| language_view(db, language)).collect(),
        assets: assets(db)
            .files
            .iter()
            .map(|(name, asset)| (name.clone(), Address::href_of_file(&asset.path, base)))
            .collect(),
        reading: config.reading.word(),
        reading_narrow: config.narrow_reading.word(),
        authors: config.authors.clone(),
        generator: concat!("Diglot ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

/// A page before its layout: what it is and where, in which languages.
pub(super) struct Frame<'db> {
    pub db: &'db dyn Db,
    pub kind: &'static str,
    pub languages: Vec<Language>,
    pub titles: Vec<Localized>,
    pub description: String,
    pub address: Address,
    /// None for what has no address of its own.
    pub canonical: Option<Address>,
    pub indexed: bool,
    pub alternates: Vec<(String, Address)>,
    pub views: Vec<ViewLink>,
    pub view: View,
    /// The section that it stands in, or is the page of.
    pub section: Option<SectionKey>,
    /// The work at hand, for the navigation.
    pub work: Option<WorkKey>,
    /// Which page of how many, where a list goes on.
    pub leaf: Option<(usize, usize)>,
}

impl<'db> Frame<'db> {
    /// The view of the frame that layouts get.
    pub(super) fn view(self) -> PageView {
        let db = self.db;
        let common = self.common();
        let titles = Shared::new(&self.titles);
        let language = self.languages.first().copied().unwrap_or(config(db).config.original);
        PageView {
            kind: self.kind,
            language: shared_language(db, Site::get(db), language).clone(),
            languages: shared_languages(db, &self.languages),
            home: self.href(&home(db, self.view)),
            feeds: common.feeds.clone(),
            metadata_html: if self.indexed { metadata(&self, common) } else { String::new() },
            nav: common.nav.clone(),
            breadcrumb: self.breadcrumb(common, &titles),
            tab_title: self.tab_title(language),
            titles,
            description: self.description(),
            address: self.address.as_str().to_owned(),
            canonical: self.canonical.as_ref().map_or_else(String::new, |address| absolute(db, address)),
            indexed: self.indexed,
            alternates: self
                .alternates
                .iter()
                .map(|(hreflang, address)| Alternate {
                    hreflang: hreflang.clone(),
                    href: absolute(db, address),
                })
                .collect(),
            views: self.views,
            top_html: common.top.clone(),
            foot_html: common.foot.clone(),
        }
    }

    /// What the page is about, in its main language: its own words, or on the home page and in lists the site's.
    pub(super) fn description(&self) -> String {
        let is_list = matches!(self.kind, "home" | "section" | "tag" | "all-tags" | "glossary" | "colophon");
        if !self.description.is_empty() || !is_list {
            return self.description.clone();
        }
        let config = &config(self.db).config;
        let main = self.languages.first().copied().unwrap_or(config.original);
        let (language, words) = config.description.said(main);
        typography::set(words, language)
    }

    /// Which of its list's pages it is, in words of a language; none for the first.
    pub(super) fn leaf_of(&self, language: Language) -> Option<String> {
        let (current, total) = self.leaf?;
        let strings = &super::strings::strings(self.db).strings;
        let numbers = [("current", current.to_string()), ("total", total.to_string())];
        strings.get("page_of", language.as_str(), None, &numbers)
    }

    /// The page's titles, each once, and the site's, unless that is what the page is called.
    fn tab_title(&self, language: Language) -> String {
        let mut own: Vec<&str> = Vec::new();
        for title in &self.titles {
            if !own.contains(&title.text.as_str()) {
                own.push(&title.text);
            }
        }
        let mut own = own.join(" · ");
        if let Some(leaf) = self.leaf_of(language) {
            own.extend([" · ", &leaf]);
        }
        let (language, site) = config(self.db).config.title.said(language);
        let site = typography::set(site, language);
        match (own.is_empty(), self.kind == "home" || site.is_empty() || own == site) {
            (true, _) => site,
            (false, true) => own,
            (false, false) => format!("{own} – {site}"),
        }
    }

    fn href(&self, address: &Address) -> String {
        address.href(config(self.db).config.base_url.path())
    }

    /// What the page has in common with others.
    pub(super) fn common(&self) -> &'db Common {
        let nav = &config(self.db).config.nav;
        let named = self.work.clone().filter(|work| {
            let is_named = |names: &Vec<String>| names.iter().any(|name| WorkKey::new(name) == *work);
            nav.as_ref().is_some_and(is_named)
        });
        let standing = Standing {
            section: self.section.clone(),
            view: self.view,
            languages: self.languages.as_slice().into(),
            named,
            tags: matches!(self.kind, "tag" | "all-tags"),
            colophon: self.kind == "colophon",
        };
        common(self.db, Site::get(self.db), standing)
    }

    /// How many steps of the common way lead to the page; none leads to the home page.
    pub(super) fn above(&self, common: &Common) -> Option<usize> {
        if self.address == home(self.db, self.view) {
            return None;
        }
        let own = self.section.as_ref().filter(|section| has_page(self.db, section));
        let is_section =
            own.is_some_and(|section| shelf_address(self.db, &shelf_of(section), self.view) == self.address);
        let is_last = is_section || self.kind == "all-tags";
        Some(common.crumbs.len() - usize::from(is_last))
    }

    /// The way down to the page; the home page has none. A section's own page stands in the way that
    /// is common to all that lies in it.
    fn breadcrumb(&self, common: &Common, titles: &Shared<Vec<Localized>>) -> Vec<Shared<CrumbView>> {
        let Some(above) = self.above(common) else { return Vec::new() };
        let here = CrumbView { labels: titles.clone(), href: None };
        common.crumbs[..above].iter().cloned().chain([Shared::new(&here)]).collect()
    }
}

/// The sections at the top, in their order.
pub(super) fn top_sections(db: &dyn Db) -> impl Iterator<Item = &SectionKey> {
    section_order(db).iter().filter(|key| !key.as_str().contains('/'))
}

pub(super) fn has_page(db: &dyn Db, section: &SectionKey) -> bool {
    is_listed(db, Section::new(db, section.clone()))
}

#[salsa::tracked(returns(copy))]
fn is_listed<'db>(db: &'db dyn Db, section: Section<'db>) -> bool {
    let section = section.key(db);
    if section.as_str() == "glossary" { has_entries(db) } else { sections(db).contains(section) }
}

/// The list that shows a section: the glossary's is that of all entries.
pub(super) fn shelf_of(section: &SectionKey) -> Shelf {
    if section.as_str() == "glossary" { Shelf::Glossary } else { Shelf::Section(section.clone()) }
}

/// A section's title in each of the languages: its `_index`'s own, else the original's, else the
/// folder's name.
pub(super) fn section_titles(db: &dyn Db, section: &SectionKey, languages: &[Language]) -> Vec<Localized> {
    let sides = sides(db, Work::new(db, WorkKey::of_index(section))).as_ref();
    let written = |language: Language| {
        let title = front(db, sides?.file(language)?).written.title.as_ref()?;
        Some((language, typography::set(title, language)))
    };
    let title = |language: Language| {
        let other = || written(sides?.original);
        written(language).or_else(other).unwrap_or_else(|| unwritten(db, section, language))
    };
    in_each(languages.iter().copied(), title)
}

/// A string of the interface in each of the languages.
pub(super) fn string_labels(db: &dyn Db, key: &str, languages: &[Language]) -> Vec<Localized> {
    let strings = &super::strings::strings(db).strings;
    in_each(languages.iter().copied(), |language| {
        let words = strings.get(key, language.as_str(), None, &[]).unwrap_or_default();
        (strings.language_of(key, language), words)
    })
}

/// What a section is called that says nothing of itself.
fn unwritten(db: &dyn Db, section: &SectionKey, language: Language) -> (Language, String) {
    let strings = &super::strings::strings(db).strings;
    let glossary = (section.as_str() == "glossary").then_some("glossary");
    let word = glossary.and_then(|key| strings.get(key, language.as_str(), None, &[]));
    let folder = || (language, section.name().to_owned());
    word.map_or_else(folder, |word| (strings.language_of("glossary", language), word))
}

/// A work's titles in those of the languages that it has, or in its original's.
pub(super) fn titles(db: &dyn Db, key: &WorkKey, languages: &[Language]) -> Vec<Localized> {
    let work = Work::new(db, key.clone());
    let own =
        languages.iter().filter_map(|language| Some((*language, summary(db, work, *language).as_ref()?)));
    let own: Vec<_> = own.map(|(language, summary)| title(language, &summary.title)).collect();
    if !own.is_empty() {
        return own;
    }
    original_summary(db, work).map(|summary| title(summary.language, &summary.title)).into_iter().collect()
}

fn title(language: Language, written: &str) -> Localized {
    localized(language, typography::set(written, language))
}

/// A link to a work for a reader of a view.
pub(super) fn work_link(db: &dyn Db, key: &WorkKey, view: View, languages: &[Language]) -> Option<LinkView> {
    sides(db, Work::new(db, key.clone())).as_ref()?;
    let href = towards(db, key, view).0.href(config(db).config.base_url.path());
    Some(LinkView { labels: titles(db, key, languages), href })
}

/// The languages that a view of a work shows.
pub(super) fn shown(sides: &Sides, view: View) -> Vec<Language> {
    match view {
        View::Single(language) => vec![language],
        View::Parallel | View::Pair(_) => {
            std::iter::once(sides.original).chain(gloss_of(sides, view)).collect()
        }
    }
}

/// The switch between the views of a work, stubs included.
pub(super) fn work_views(db: &dyn Db, key: &WorkKey, sides: &Sides, current: &Address) -> Vec<ViewLink> {
    if *key == WorkKey::home() {
        return home_view_links(db, current);
    }
    let work = Work::new(db, key.clone());
    let real = views(sides).into_iter().map(|view| (view, false));
    let missing = stubs(db, sides).map(|language| (View::Single(language), true));
    let link = |(view, stub): (View, bool)| {
        let at = address(db, work, view);
        ViewLink { current: at == *current, ..view_link(db, &shown(sides, view), &at, stub) }
    };
    real.chain(missing).map(link).collect()
}

/// The switch between the views of the home page: in a language that lacks its text, it has lists only.
fn home_view_links(db: &dyn Db, current: &Address) -> Vec<ViewLink> {
    let sides = sides(db, Work::new(db, WorkKey::home()));
    let link = |(view, written): (View, bool)| {
        let shown = sides.as_ref().filter(|_| written).map(|sides| shown(sides, view));
        let languages = shown.unwrap_or_else(|| list_languages(db, view));
        let lacks = |sides: &Sides| matches!(view, View::Single(language) if sides.file(language).is_none());
        let at = home(db, view);
        let stub = sides.as_ref().is_some_and(lacks);
        ViewLink { current: at == *current, ..view_link(db, &languages, &at, stub) }
    };
    home_views(db).into_iter().map(link).collect()
}

/// The switch between the views of a list.
pub(super) fn list_view_links(db: &dyn Db, at: &dyn Fn(View) -> Address, current: &Address) -> Vec<ViewLink> {
    let link = |view| {
        let address = at(view);
        ViewLink { current: address == *current, ..view_link(db, &list_languages(db, view), &address, false) }
    };
    list_views(db).into_iter().map(link).collect()
}

/// A view to switch to, from another one.
pub(super) fn view_link(db: &dyn Db, languages: &[Language], at: &Address, stub: bool) -> ViewLink {
    ViewLink {
        languages: shared_languages(db, languages),
        href: at.href(config(db).config.base_url.path()),
        current: false,
        stub,
    }
}

/// The frame of a work's page in a view.
pub(super) fn work_frame<'db>(
    db: &'db dyn Db,
    key: &WorkKey,
    sides: &Sides,
    view: View,
    kind: &'static str,
) -> Frame<'db> {
    let work = Work::new(db, key.clone());
    let languages = shown(sides, view);
    let is_home = *key == WorkKey::home();
    let at = if is_home { home(db, view) } else { address(db, work, view) };
    let first = languages.first().copied().unwrap_or(sides.original);
    let description =
        summary(db, work, first).as_ref().map(|summary| typography::set(&summary.summary, first));
    Frame {
        db,
        kind,
        titles: titles(db, key, &languages),
        languages,
        description: description.unwrap_or_default(),
        canonical: Some(at.clone()),
        indexed: true,
        // A further pair is no version of its own in one language, and no default either.
        alternates: match view {
            View::Pair(_) => Vec::new(),
            _ if is_home => list_alternates(db, |view| home(db, view)),
            _ => alternates(db, key),
        },
        views: work_views(db, key, sides, &at),
        address: at,
        view,
        section: Some(key.section()).filter(|section| !section.as_str().is_empty()),
        work: Some(key.clone()),
        leaf: None,
    }
}

/// The frame of a list's page.
pub(super) fn list_frame<'db>(
    db: &'db dyn Db,
    kind: &'static str,
    view: View,
    titles: Vec<Localized>,
    at: &dyn Fn(View) -> Address,
    section: Option<SectionKey>,
) -> Frame<'db> {
    let view = list_view(db, view);
    let current = at(view);
    let languages = list_languages(db, view);
    let told = |section: &SectionKey| {
        let work = Work::new(db, WorkKey::of_index(section));
        let summary = summary(db, work, *languages.first()?).as_ref()?;
        Some(typography::set(&summary.summary, summary.language))
    };
    Frame {
        db,
        kind,
        description: section.as_ref().and_then(told).unwrap_or_default(),
        languages,
        titles,
        canonical: Some(current.clone()),
        indexed: true,
        alternates: list_alternates(db, at),
        views: list_view_links(db, at, &current),
        address: current,
        view,
        section,
        work: None,
        leaf: None,
    }
}

/// The works of a section in the order of lists.
pub(super) fn section_members<'db>(db: &'db dyn Db, section: &SectionKey) -> &'db [WorkKey] {
    members(db, Section::new(db, section.clone()))
}
