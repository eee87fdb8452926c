//! All that a site consists of: each output's path, and what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::arrangement::{Arrangement, arrangements};
use super::assets::assets;
use super::clash::{Claim, clash, unusable};
use super::colophon::own_colophon;
use super::feed::{self, FeedForm, feeds};
use super::list::pages;
use super::page::shown;
use super::place::{home, home_views, list_views, shelf_address};
use super::sitemap;
use super::taken::{Conflict, Taken};
use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, SourcePath};
use crate::glossary::{Counts, concordance_counts, is_entry};
use crate::site::{
    Address, Language, OutputPath, SectionKey, View, Work, WorkKey, address, config, folded, listing, meta,
    sides, stubs, views, works,
};

/// How many works a list shows on a page, and a concordance quotes.
pub const LIST_PAGE: usize = 100;

/// Something that is published: what it is, from which its path and bytes follow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// A work in a view.
    Work(WorkKey, View),
    /// A page that says that a work has no gloss yet.
    Stub(WorkKey, Language),
    /// The parallel address of a work that is there in one language only, which leads to its page.
    Only(WorkKey),
    /// A former address, which leads on.
    Alias {
        /// The former address.
        from: Address,
        /// The work that it leads to.
        to: WorkKey,
        /// The view in which it is shown.
        view: View,
    },
    /// A list, and which of its pages, from 1.
    List(Shelf, View, usize),
    /// A further page of an entry's concordance, from 2.
    Concordance(WorkKey, View, usize),
    /// The home page in a view in which its text is not written.
    Home(View),
    /// The page for addresses that lead nowhere.
    Missing,
    /// The newest works in a view.
    Feed(View, FeedForm),
    /// A sitemap's part, from 1; 0 is the sitemap itself, or the index of its parts.
    Sitemap(usize),
    /// What robots may do.
    Robots,
    /// Tells GitHub Pages to publish everything as it is.
    NoJekyll,
    /// What browsers ask of a site that is put on a home screen.
    Manifest,
    /// A file of the theme.
    Asset(String),
    /// A file copied as it is, from below `content/` or `static/`.
    Copy(SourcePath),
}

/// What a list is a list of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// The works of a section.
    Section(SectionKey),
    /// The works with a tag.
    Tag(String),
    /// All tags.
    Tags,
    /// All entries, by letter.
    Glossary,
    /// No list: the page that says what the site is made of. It stands with the lists because each view of
    /// them has one.
    Colophon,
    /// All entries in another way.
    Arranged(Arrangement),
}

/// All outputs by path, and what is wrong with the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs {
    /// By path below the output folder.
    pub by_path: BTreeMap<OutputPath, Output>,
    /// Addresses that two outputs claim.
    pub diagnostics: Vec<Diagnostic>,
}

/// All outputs of the site that follow from names and front matter; [`further_pages`] has those that
/// do not.
#[salsa::tracked(returns(ref))]
pub fn outputs(db: &dyn Db) -> Outputs {
    let mut gathering = Gathering::of(db);
    gathering.home();
    gathering.works();
    gathering.lists();
    gathering.files();
    gathering.aliases();
    gathering.outputs
}

/// The further pages of long concordances, and what they clash with.
///
/// How many an entry has is known only when all texts have been read. So they stand apart from the
/// other outputs: a build makes a site work by work and lets each text go, and would have to read all
/// of them, and once more, before its first page. It asks for these when all works are made, and by
/// then their quotes are known.
#[salsa::tracked(returns(ref))]
pub fn further_pages(db: &dyn Db) -> Outputs {
    let mut gathering = Gathering::of(db);
    let long: Vec<_> = concordance_counts(db).iter().filter(|(_, counts)| counts.all() > LIST_PAGE).collect();
    if long.is_empty() {
        return gathering.outputs;
    }
    // Only what lies in a folder of that name can be in their way, or has the name itself.
    let near = |path: &OutputPath| {
        let path = folded(path.as_str());
        path.contains("/page/") || path.ends_with("/page")
    };
    for (path, output) in outputs(db).by_path.iter().filter(|(path, _)| near(path)) {
        gathering.add(path.as_str().to_owned(), output.clone());
    }
    for (key, counts) in long {
        gathering.concordance(key, counts);
    }
    gathering.outputs.by_path.retain(|_, output| matches!(output, Output::Concordance(..)));
    gathering.outputs
}

struct Gathering<'db> {
    db: &'db dyn Db,
    outputs: Outputs,
    taken: Taken,
    /// Pairs that were reported: two works that clash do so in every view.
    clashes: BTreeSet<[Claim; 2]>,
}

impl<'db> Gathering<'db> {
    fn of(db: &'db dyn Db) -> Self {
        Self { db, outputs: Outputs::default(), taken: Taken::default(), clashes: BTreeSet::new() }
    }

    fn page(&mut self, address: &Address, output: Output) {
        self.add(address.file(), output);
    }

    fn add(&mut self, path: String, output: Output) {
        let checked = OutputPath::new(&path).and_then(|path| path.check_names().map(|()| path));
        let path = match checked {
            Ok(path) => path,
            Err(fault) => {
                let found = unusable(self.db, &fault, &output);
                // A `slug` is wrong in every view, but is one fault.
                let known = |other: &Diagnostic| other.id == found.id && other.primary == found.primary;
                if found.primary.is_none() || !self.outputs.diagnostics.iter().any(known) {
                    self.outputs.diagnostics.push(found);
                }
                return;
            }
        };
        match self.taken.take(&path) {
            Ok(()) => drop(self.outputs.by_path.insert(path, output)),
            Err(conflict) => self.report(&path, &conflict, &output),
        }
    }

    fn report(&mut self, path: &OutputPath, conflict: &Conflict, output: &Output) {
        let Some(other) = self.outputs.by_path.get(conflict.other()) else { return };
        let claims = [Claim::of(self.db, other), Claim::of(self.db, output)];
        if self.clashes.insert(claims.clone()) {
            self.outputs.diagnostics.extend(clash(path, conflict, &claims));
        }
    }

    fn works(&mut self) {
        let db = self.db;
        for (key, sides) in works(db).works.iter().filter(|(key, _)| **key != WorkKey::home()) {
            let work = Work::new(db, key.clone());
            for view in views(sides) {
                self.page(&address(db, work, view), Output::Work(key.clone(), view));
            }
            for language in stubs(db, sides) {
                self.page(&address(db, work, View::Single(language)), Output::Stub(key.clone(), language));
            }
            if sides.glosses().next().is_none() {
                self.page(&address(db, work, View::Parallel), Output::Only(key.clone()));
            }
        }
    }

    fn home(&mut self) {
        let key = WorkKey::home();
        let views = home_views(self.db);
        for (view, written) in &views {
            let output = if *written { Output::Work(key.clone(), *view) } else { Output::Home(*view) };
            self.page(&home(self.db, *view), output);
        }
        if !views.iter().any(|(view, _)| *view == View::Parallel) {
            self.page(&Address::root(), Output::Only(key));
        }
    }

    fn lists(&mut self) {
        let db = self.db;
        let listing = listing(db);
        let glossary = SectionKey::new("glossary");
        let sections = listing.sections.keys().filter(|key| !key.as_str().is_empty() && **key != glossary);
        for key in sections {
            self.list(&Shelf::Section(key.clone()));
        }
        for tag in listing.tags.keys() {
            self.list(&Shelf::Tag(tag.clone()));
        }
        if !listing.tags.is_empty() {
            self.list(&Shelf::Tags);
        }
        if !listing.entries.is_empty() {
            for view in list_views(db) {
                self.page(&shelf_address(db, &Shelf::Glossary, view), Output::List(Shelf::Glossary, view, 1));
            }
        }
        if own_colophon(db).is_none() {
            self.list(&Shelf::Colophon);
        }
        for view in list_views(db) {
            for arrangement in arrangements(db, view) {
                let shelf = Shelf::Arranged(arrangement);
                self.page(&shelf_address(db, &shelf, view), Output::List(shelf, view, 1));
            }
        }
    }

    fn list(&mut self, shelf: &Shelf) {
        for view in list_views(self.db) {
            for page in 1..=pages(self.db, shelf) {
                let address = list_page(&shelf_address(self.db, shelf, view), page);
                self.page(&address, Output::List(shelf.clone(), view, page));
            }
        }
    }

    fn concordance(&mut self, key: &WorkKey, counts: &Counts) {
        let work = Work::new(self.db, key.clone());
        // Links of ours lead to works that are no entries, too.
        let Some(sides) = sides(self.db, work).as_ref().filter(|_| is_entry(self.db, work)) else { return };
        for view in views(sides) {
            let first = address(self.db, work, view);
            for page in 2..=counts.shown_in(self.db, &shown(sides, view)).div_ceil(LIST_PAGE) {
                self.page(&list_page(&first, page), Output::Concordance(key.clone(), view, page));
            }
        }
    }

    fn files(&mut self) {
        let db = self.db;
        self.add("404.html".to_owned(), Output::Missing);
        let media = Site::get(db).media(db);
        let own = [
            ("robots.txt", Output::Robots),
            (".nojekyll", Output::NoJekyll),
            ("site.webmanifest", Output::Manifest),
        ];
        for (name, output) in own {
            // A site's own is published instead.
            if !media.contains(&SourcePath::new(&format!("static/{name}"))) {
                self.add(name.to_owned(), output);
            }
        }
        for (view, _) in &feeds(db).by_view {
            for form in FeedForm::ALL {
                self.add(feed::path(db, *view, form), Output::Feed(*view, form));
            }
        }
        for part in 0..sitemap::parts(db) {
            self.add(sitemap::path(part), Output::Sitemap(part));
        }
        for (name, asset) in &assets(db).files {
            self.add(asset.path.clone(), Output::Asset(name.clone()));
        }
        for path in media.iter() {
            if let Some(to) = copied_to(path) {
                self.add(to.to_owned(), Output::Copy(path.clone()));
            }
        }
    }

    fn aliases(&mut self) {
        let db = self.db;
        for (key, sides) in &works(db).works {
            let work = Work::new(db, key.clone());
            for (language, _) in &sides.files {
                let Some(meta) = meta(db, work, *language) else { continue };
                let own = *language == sides.original && sides.glosses().next().is_some();
                let view = if own { View::Parallel } else { View::Single(*language) };
                for alias in &meta.aliases {
                    let from = Address::of(alias.split('/'));
                    self.page(&from.clone(), Output::Alias { from, to: key.clone(), view });
                }
            }
        }
    }
}

/// A list's further pages: `page/2/`.
pub(super) fn list_page(first: &Address, page: usize) -> Address {
    match page {
        0 | 1 => first.clone(),
        page => first.join("page").join(&page.to_string()),
    }
}

/// Where a file of the content or a static one is published; dotted names of the content are not,
/// static ones are.
fn copied_to(path: &SourcePath) -> Option<&str> {
    if let Some(path) = path.as_str().strip_prefix("static/") {
        return Some(path);
    }
    let path = path.as_str().strip_prefix("content/")?;
    let hidden = path.split('/').any(|part| part.starts_with(['.', '_']));
    (!hidden && !path.ends_with(".lock.yaml")).then_some(path)
}

/// The absolute address of a path of the site.
pub(super) fn absolute(db: &dyn Db, address: &Address) -> String {
    let base = &config(db).config.base_url;
    [base.origin(), &address.href(base.path())].concat()
}

/// The absolute address of a file of the site, from its path below the root.
pub(super) fn absolute_file(db: &dyn Db, path: &str) -> String {
    let base = &config(db).config.base_url;
    [base.origin(), &Address::href_of_file(path, base.path())].concat()
}
