//! What frames the pages of one section alike: what stands above and below them, the way down to them.

use super::colophon::colophon_link;
use super::feed::{Offered, offered};
use super::layouts::layouts;
use super::locale::{labels_in, language_view};
use super::output::{Shelf, absolute};
use super::page::{has_page, section_titles, shelf_of, site_view, string_labels, top_sections, work_link};
use super::place::{home, shelf_address};
use super::view::{CrumbView, FeedView, FrameView, LanguageView, LinkView, Localized, NavView, Shared};
use crate::db::{Db, Site};
use crate::diagnostic::Diagnostic;
use crate::site::{Address, Language, SectionKey, View, WorkKey, config, listing, works};

/// What the pages of a section have in common in a view.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Common {
    /// The main navigation.
    pub nav: Shared<Vec<NavView>>,
    /// The way from the home page to the section's own page.
    pub crumbs: Vec<Shared<CrumbView>>,
    /// The same for programs.
    pub trail: Vec<Step>,
    /// The feeds of the view.
    pub feeds: Shared<Vec<FeedView>>,
    /// What stands above the pages.
    pub top: Shared<String>,
    /// What stands below them.
    pub foot: Shared<String>,
    /// What went wrong with either.
    pub faults: Vec<Diagnostic>,
}

/// A step of the way from the home page: its words in the main language of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The words.
    pub name: String,
    /// The absolute address.
    pub url: String,
}

/// Where pages stand, as far as their frame depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Standing {
    /// The section; none for what stands at the top.
    pub section: Option<SectionKey>,
    /// The view.
    pub view: View,
    /// The languages shown.
    pub languages: Box<[Language]>,
    /// The page at hand, if it is one that the navigation names.
    pub named: Option<WorkKey>,
    /// Whether they are the list of all tags or that of one.
    pub tags: bool,
    /// Whether they are the colophon.
    pub colophon: bool,
}

/// A frame, made once for all pages that stand alike.
#[salsa::tracked(returns(ref))]
pub(super) fn common(db: &dyn Db, site: Site, standing: Standing) -> Common {
    let sections: Vec<SectionKey> = standing.section.iter().flat_map(SectionKey::path).collect();
    let at = At { db, standing: &standing, sections: &sections };
    let nav = Shared::new(&at.nav());
    let feeds = Shared::new(&at.feeds());
    let main = standing.languages.first().copied().unwrap_or(config(db).config.original);
    let view = FrameView {
        language: shared_language(db, site, main).clone(),
        languages: shared_languages(db, &standing.languages),
        nav: nav.clone(),
        home: at.href(&home(db, standing.view)),
        feeds: feeds.clone(),
        colophon: colophon_link(db, standing.view, &standing.languages),
    };
    let mut context = tera::Context::new();
    context.insert_value("site", shared_site(db).clone());
    context.insert("page", &view);
    let mut faults = Vec::new();
    let mut made = |layout| {
        let html = layouts(db).render(layout, &context).unwrap_or_else(|found| {
            faults.extend(found);
            Vec::new()
        });
        Shared::new(&String::from_utf8_lossy(&html).trim().to_owned())
    };
    let (top, foot) = (made("top.html"), made("foot.html"));
    let way = at.way();
    let trail = way.iter().map(|(labels, address)| Step {
        name: labels.first().map(|label| label.text.clone()).unwrap_or_default(),
        url: absolute(db, address),
    });
    let crumb = |(labels, address): &(Vec<Localized>, Address)| {
        Shared::new(&CrumbView { labels: Shared::new(labels), href: Some(at.href(address)) })
    };
    Common { nav, crumbs: way.iter().map(crumb).collect(), trail: trail.collect(), feeds, top, foot, faults }
}

/// The site's part of every context, made once.
#[salsa::tracked(returns(ref), no_eq)]
pub(super) fn shared_site(db: &dyn Db) -> tera::Value {
    tera::Value::from_serializable(&site_view(db))
}

/// Languages as layouts see them.
pub(super) fn shared_languages(db: &dyn Db, languages: &[Language]) -> Vec<Shared<LanguageView>> {
    let site = Site::get(db);
    languages.iter().map(|language| shared_language(db, site, *language).clone()).collect()
}

/// A language as layouts see it, made once.
#[salsa::tracked(returns(ref))]
pub(super) fn shared_language(db: &dyn Db, _site: Site, language: Language) -> Shared<LanguageView> {
    Shared::new(&language_view(db, language))
}

struct At<'a> {
    db: &'a dyn Db,
    standing: &'a Standing,
    sections: &'a [SectionKey],
}

impl At<'_> {
    fn href(&self, address: &Address) -> String {
        address.href(config(self.db).config.base_url.path())
    }

    /// The sections and works that site.yaml names, or all sections.
    fn nav(&self) -> Vec<NavView> {
        let all = || top_sections(self.db).map(|key| key.as_str().to_owned()).collect();
        let names = config(self.db).config.nav.clone().unwrap_or_else(all);
        names.iter().filter_map(|name| self.nav_item(name)).collect()
    }

    fn nav_item(&self, name: &str) -> Option<NavView> {
        let Standing { view, languages, named, .. } = self.standing;
        let key = WorkKey::new(name);
        if works(self.db).works.contains_key(&key) {
            let link = work_link(self.db, &key, *view, languages)?;
            return Some(NavView { labels: link.labels, href: link.href, current: *named == Some(key) });
        }
        let section = SectionKey::new(name);
        if name == "tags" && !has_page(self.db, &section) {
            let tagged = !listing(self.db).tags.is_empty();
            return tagged.then(|| NavView {
                labels: string_labels(self.db, "tags", languages),
                href: self.href(&shelf_address(self.db, &Shelf::Tags, *view)),
                current: self.standing.tags,
            });
        }
        if name == "colophon" && !has_page(self.db, &section) {
            let LinkView { labels, href } = colophon_link(self.db, *view, languages);
            return Some(NavView { labels, href, current: self.standing.colophon });
        }
        has_page(self.db, &section).then(|| NavView {
            labels: section_titles(self.db, &section, languages),
            href: self.href(&shelf_address(self.db, &shelf_of(&section), *view)),
            current: self.sections.contains(&section),
        })
    }

    /// The home page, the sections that have a page, and the list of all tags.
    fn way(&self) -> Vec<(Vec<Localized>, Address)> {
        let (db, Standing { view, languages, tags, .. }) = (self.db, self.standing);
        let titles = labels_in(&config(db).config.title, languages.iter().copied());
        let below = self.sections.iter().filter(|section| has_page(db, section)).map(|section| {
            (section_titles(db, section, languages), shelf_address(db, &shelf_of(section), *view))
        });
        let tags =
            tags.then(|| (string_labels(db, "tags", languages), shelf_address(db, &Shelf::Tags, *view)));
        std::iter::once((titles, home(db, *view))).chain(below).chain(tags).collect()
    }

    fn feeds(&self) -> Vec<FeedView> {
        let offered = offered(self.db, self.standing.view).into_iter();
        let view = |Offered { form, path, title }| FeedView {
            name: form.name(),
            media_type: form.media_type(),
            title,
            href: Address::href_of_file(&path, config(self.db).config.base_url.path()),
        };
        offered.map(view).collect()
    }
}
