//! From an output to its bytes.

use tera::Context;

use super::arrangement::{Arrangement, glossary_view};
use super::assets::assets;
use super::card::cards;
use super::colophon::colophon_view;
use super::entry::{entry_view, further_frame};
use super::frame::{shared_language, shared_site};
use super::layouts::{layout_sources, layouts};
use super::list::{home_view, list_view, missing_view, pages, shelf_titles};
use super::locale::{dir, in_each, labels_in, localized};
use super::offers;
use super::output::{Output, Shelf, absolute, list_page};
use super::page::{Frame, list_frame, shown, titles, work_frame};
use super::place::{home, list_languages, shelf_address, towards};
use super::theme::USUAL;
use super::view::{LinkView, StubView, WorkView};
use super::work::{textless_view, work_view};
use super::{feed, sitemap};
use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Id, nearest};
use crate::site::FrontStep;
use crate::site::{
    Address, Language, SectionKey, Sides, Summary, View, Work, WorkKey, address, config, gloss_of, meta,
    original_summary, place_of, sides, summary,
};
use crate::text::typography;

/// What stands at an output's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bytes {
    /// These bytes.
    Made(Vec<u8>),
    /// Those of a file of the site, copied as they are.
    File(crate::diagnostic::SourcePath),
}

/// Makes an output.
///
/// # Errors
/// What went wrong in its layouts, at the places there.
pub fn bytes(db: &dyn Db, output: &Output) -> Result<Bytes, Vec<Diagnostic>> {
    let made = match output {
        Output::Work(key, view) => work_page(db, key, *view)?,
        Output::Concordance(key, view, page) => concordance_page(db, key, *view, *page)?,
        Output::Stub(key, language) => stub_page(db, key, *language)?,
        Output::Only(key) => only_page(db, key)?,
        Output::Alias { to, view, .. } => alias_page(db, to, *view, true)?,
        Output::List(Shelf::Glossary, view, _) => glossary_page(db, None, *view)?,
        Output::List(Shelf::Arranged(arrangement), view, _) => glossary_page(db, Some(*arrangement), *view)?,
        Output::List(Shelf::Colophon, view, _) => colophon_page(db, *view)?,
        Output::List(shelf, view, page) => list_page_bytes(db, shelf, *view, *page)?,
        Output::Home(view) => home_page(db, *view)?,
        Output::Missing => missing_page(db)?,
        Output::Feed(view, form) => feed::bytes(db, *view, *form),
        Output::Sitemap(part) => sitemap::bytes(db, *part),
        Output::Robots => format!(
            "User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n",
            config(db).config.base_url.as_str()
        )
        .into_bytes(),
        Output::NoJekyll => Vec::new(),
        Output::Manifest => manifest(db),
        Output::Asset(name) => assets(db).files.get(name).map_or_else(Vec::new, |asset| asset.bytes.to_vec()),
        Output::Copy(path) => return Ok(Bytes::File(path.clone())),
    };
    Ok(Bytes::Made(made))
}

/// What browsers ask of a site that is put on a home screen.
fn manifest(db: &dyn Db) -> Vec<u8> {
    let config = &config(db).config;
    let (language, title) = config.title.said(config.original);
    let base = config.base_url.path();
    let icon = assets(db).files.get("icon.svg").map(|asset| Address::href_of_file(&asset.path, base));
    let icons = icon.map(|src| serde_json::json!({"src": src, "sizes": "any", "type": "image/svg+xml"}));
    let manifest = serde_json::json!({
        "name": typography::set(title, language),
        "lang": language.as_str(),
        "dir": dir(language),
        "id": base,
        "start_url": base,
        "scope": base,
        "display": "browser",
        "icons": icons.into_iter().collect::<Vec<_>>(),
    });
    format!("{manifest:#}\n").into_bytes()
}

/// A page before its layout: what the layout is given.
struct Sheet<'db> {
    db: &'db dyn Db,
    context: Context,
    /// What went wrong with what stands above and below the page or with its cards, or with its choice of a
    /// layout.
    faults: Vec<Diagnostic>,
}

impl Sheet<'_> {
    fn insert(&mut self, name: &'static str, value: &impl serde::Serialize) {
        self.context.insert(name, value);
    }

    /// A work's text, with the cards of the entries that it links.
    fn insert_work(&mut self, work: Option<WorkView>, sides: &Sides, view: View) {
        let (cards_html, faults) = cards(self.db, sides, view);
        self.faults.extend(faults);
        self.insert("work", &work.map(|work| WorkView { cards_html, ..work }));
    }

    /// The layout that is asked for; a fault of the choice is kept, and the usual one stands in.
    fn hear(&mut self, asked: Result<Option<String>, Box<Diagnostic>>) -> Option<String> {
        asked.unwrap_or_else(|fault| {
            self.faults.push(*fault);
            None
        })
    }

    /// The page, if nothing went wrong with any part of it.
    fn render(mut self, layout: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
        match layouts(self.db).render(layout, &self.context) {
            Ok(page) if self.faults.is_empty() => Ok(page),
            Ok(_) => Err(self.faults),
            Err(found) => {
                self.faults.extend(found);
                Err(self.faults)
            }
        }
    }
}

/// A page with what every layout is given; what a layout is not given is there, and null.
fn sheet<'db>(db: &'db dyn Db, frame: Frame<'_>) -> Sheet<'db> {
    let mut context = Context::new();
    let faults = frame.common().faults.clone();
    context.insert_value("site", shared_site(db).clone());
    context.insert("page", &frame.view());
    for name in ["work", "entry", "list", "glossary", "home", "colophon", "stub", "missing"] {
        context.insert(name, &None::<()>);
    }
    Sheet { db, context, faults }
}

fn work_page(db: &dyn Db, key: &WorkKey, view: View) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let work = Work::new(db, key.clone());
    let Some(sides) = sides(db, work) else { return Ok(Vec::new()) };
    let entry = entry_view(db, key, sides, view, 1);
    let home = *key == WorkKey::home();
    let (kind, usual) = match (&entry, home) {
        (Some(_), _) => ("entry", "entry.html"),
        (None, true) => ("home", "home.html"),
        (None, false) => ("work", "work.html"),
    };
    let mut sheet = sheet(db, work_frame(db, key, sides, view, kind));
    sheet.insert_work(work_view(db, key, sides, view), sides, view);
    if let Some(entry) = entry {
        sheet.insert("entry", &entry);
    }
    if home {
        sheet.insert("home", &home_view(db, view));
    }
    let asked = sheet.hear(own_layout(db, work, sides, view));
    sheet.render(asked.as_deref().unwrap_or(usual))
}

/// A further page of an entry's concordance: the entry's head, and the quotes of that page.
fn concordance_page(db: &dyn Db, key: &WorkKey, view: View, page: usize) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let work = Work::new(db, key.clone());
    let Some(sides) = sides(db, work) else { return Ok(Vec::new()) };
    let mut sheet = sheet(db, further_frame(db, key, sides, view, page));
    sheet.insert("work", &textless_view(db, key, sides, view));
    sheet.insert("entry", &entry_view(db, key, sides, view, page));
    let asked = sheet.hear(own_layout(db, work, sides, view));
    sheet.render(asked.as_deref().unwrap_or("entry.html"))
}

/// The theme's layouts that show texts.
const FOR_TEXTS: [&str; 3] = ["work", "entry", "home"];

/// The layout that a text asks for.
fn own_layout(
    db: &dyn Db,
    work: Work<'_>,
    sides: &Sides,
    view: View,
) -> Result<Option<String>, Box<Diagnostic>> {
    let language = shown(sides, view).first().copied().unwrap_or(sides.original);
    let asked = meta(db, work, language).as_ref().and_then(|meta| meta.layout.clone());
    let Some(name) = asked.map(|name| if name.ends_with(".html") { name } else { format!("{name}.html") })
    else {
        return Ok(None);
    };
    if layout_sources(db).contains_key(&name) {
        // Where it cannot be used, that is said of it, and the usual one stands in.
        return Ok(Some(name).filter(|name| layouts(db).has(name)));
    }
    let mut diagnostic = Diagnostic::new(Id::MissingLayout, format!("there is no layout `{name}`"));
    diagnostic.primary = sides
        .file(language)
        .or(sides.file(sides.original))
        .map(|file| place_of(file.front(db), file.path(db), &[FrontStep::Key("layout")]));
    let own = layout_sources(db).keys().filter(|known| USUAL.layout(known).is_none());
    let known = own.filter_map(|known| known.strip_suffix(".html")).chain(FOR_TEXTS);
    let near = nearest(name.trim_end_matches(".html"), known);
    diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
    Err(Box::new(diagnostic.help(format!("put it into layouts/{name}, or leave the key out"))))
}

fn stub_page(db: &dyn Db, key: &WorkKey, language: Language) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let work = Work::new(db, key.clone());
    let Some((sides, summary)) = sides(db, work).as_ref().zip(original_summary(db, work)) else {
        return Ok(Vec::new());
    };
    let view = View::Single(language);
    let original = address(db, work, View::Single(sides.original));
    let frame = Frame {
        kind: "stub",
        titles: titles(db, key, &[language]),
        canonical: Some(original.clone()),
        indexed: false,
        alternates: Vec::new(),
        description: String::new(),
        languages: vec![language],
        ..work_frame(db, key, sides, view, "stub")
    };
    let stub = stub_view(db, sides, summary, &original, language);
    let mut sheet = sheet(db, frame);
    sheet.insert("stub", &stub);
    sheet.render("stub.html")
}

/// What is said where a text is not written in a language, and where its original stands.
fn stub_view(db: &dyn Db, sides: &Sides, original: &Summary, at: &Address, lacking: Language) -> StubView {
    let set = |words: &str| localized(original.language, typography::set(words, original.language));
    StubView {
        language: shared_language(db, Site::get(db), lacking).clone(),
        original: LinkView {
            labels: vec![set(&original.title)],
            href: at.href(config(db).config.base_url.path()),
        },
        summary: set(&original.summary),
        translate: offers::translate(db, sides, lacking),
    }
}

/// What stands at the parallel address of a work that is there in one language only.
fn only_page(db: &dyn Db, key: &WorkKey) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let sides = sides(db, Work::new(db, key.clone())).as_ref();
    let language = sides.map_or(config(db).config.original, |sides| sides.original);
    alias_page(db, key, View::Single(language), false)
}

/// A page that leads on to a work: from a former address if it has `moved`.
fn alias_page(db: &dyn Db, to: &WorkKey, view: View, moved: bool) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let (address, _) = towards(db, to, view);
    let language = match view {
        View::Single(language) => language,
        View::Parallel | View::Pair(_) => config(db).config.original,
    };
    let mut context = Context::new();
    context.insert_value("site", shared_site(db).clone());
    context.insert("target", &address.href(config(db).config.base_url.path()));
    context.insert("canonical", &absolute(db, &address));
    context.insert("moved", &moved);
    let title = titles(db, to, &[language]).first().map(|title| title.text.clone());
    let title = title.unwrap_or_else(|| typography::set(config(db).config.title.get(language), language));
    context.insert("title", &title);
    layouts(db).render("alias.html", &context)
}

fn list_page_bytes(db: &dyn Db, shelf: &Shelf, view: View, page: usize) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let (kind, section) = match shelf {
        Shelf::Section(section) => ("section", Some(section.clone()).filter(|key| !key.as_str().is_empty())),
        Shelf::Tags => ("all-tags", None),
        Shelf::Tag(_) | Shelf::Glossary | Shelf::Arranged(_) | Shelf::Colophon => ("tag", None),
    };
    let titles = shelf_titles(db, shelf, &list_languages(db, view));
    let at = |view| list_page(&shelf_address(db, shelf, view), page);
    let leaf = (page > 1).then(|| (page, pages(db, shelf)));
    let mut sheet = sheet(db, Frame { leaf, ..list_frame(db, kind, view, titles, &at, section) });
    if let (Shelf::Section(section), 1) = (shelf, page) {
        insert_text(db, &mut sheet, &WorkKey::of_index(section), view);
    }
    sheet.insert("list", &list_view(db, shelf, view, page));
    sheet.render("section.html")
}

/// Gives the layout of a list the list's own text, and says so where a language of the view lacks it.
fn insert_text(db: &dyn Db, sheet: &mut Sheet<'_>, key: &WorkKey, view: View) {
    let Some(sides) = sides(db, Work::new(db, key.clone())) else { return };
    let (original, languages) = (View::Single(sides.original), list_languages(db, view));
    if told(db, key, sides, original).is_none() {
        return;
    }
    // A gloss in a language that the list does not show has no place on its page.
    let other = gloss_of(sides, view).is_some_and(|gloss| !languages.contains(&gloss));
    let shown = if other { original } else { view };
    sheet.insert_work(told(db, key, sides, shown), sides, shown);
    let lacking = languages.into_iter().find(|language| sides.file(*language).is_none());
    let summary = original_summary(db, Work::new(db, key.clone()));
    if let Some((language, summary)) = lacking.zip(summary) {
        sheet.insert("stub", &stub_view(db, sides, summary, &towards(db, key, original).0, language));
    }
}

/// The text of a list, if it says more than a title in the languages of the view.
fn told(db: &dyn Db, key: &WorkKey, sides: &Sides, view: View) -> Option<WorkView> {
    let work = work_view(db, key, sides, view)?;
    let told = work.sides.iter().any(|side| !side.summary.is_empty());
    (told || !work.rows_html.is_empty() || !work.flow_html.is_empty()).then_some(work)
}

/// The glossary by letter, or in another way; its own text stands on the former.
fn glossary_page(
    db: &dyn Db,
    arrangement: Option<Arrangement>,
    view: View,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let shelf = arrangement.map_or(Shelf::Glossary, Shelf::Arranged);
    let titles = shelf_titles(db, &shelf, &list_languages(db, view));
    let at = |view| shelf_address(db, &shelf, view);
    let section = Some(SectionKey::new("glossary"));
    let mut frame = list_frame(db, "glossary", view, titles, &at, section);
    if arrangement == Some(Arrangement::OtherLetters) {
        // It says the same as the glossary, which the pages in one language have for their partner.
        frame.canonical = Some(shelf_address(db, &Shelf::Glossary, view));
        frame.alternates.clear();
    }
    let mut sheet = sheet(db, frame);
    if arrangement.is_none() {
        insert_text(db, &mut sheet, &WorkKey::of_index(&SectionKey::new("glossary")), view);
    }
    sheet.insert("glossary", &glossary_view(db, arrangement, view));
    sheet.render(match arrangement {
        None | Some(Arrangement::OtherLetters) => "glossary.html",
        Some(Arrangement::Kinds) => "glossary-kinds.html",
        Some(Arrangement::Table | Arrangement::OtherTable) => "glossary-table.html",
        Some(Arrangement::Map) => "glossary-map.html",
    })
}

fn home_page(db: &dyn Db, view: View) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let key = WorkKey::home();
    let work = Work::new(db, key.clone());
    let title = |language: Language| match summary(db, work, language) {
        Some(summary) => vec![localized(language, typography::set(&summary.title, language))],
        None => labels_in(&config(db).config.title, [language]),
    };
    let titles: Vec<_> = list_languages(db, view).into_iter().flat_map(title).collect();
    let at = |view| home(db, view);
    let mut sheet =
        sheet(db, Frame { work: Some(key.clone()), ..list_frame(db, "home", view, titles, &at, None) });
    insert_text(db, &mut sheet, &key, view);
    sheet.insert("home", &home_view(db, view));
    let asked = match sides(db, work) {
        Some(sides) => sheet.hear(own_layout(db, work, sides, View::Single(sides.original))),
        None => None,
    };
    sheet.render(asked.as_deref().unwrap_or("home.html"))
}

fn colophon_page(db: &dyn Db, view: View) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let titles = shelf_titles(db, &Shelf::Colophon, &list_languages(db, view));
    let at = |view| shelf_address(db, &Shelf::Colophon, view);
    let mut sheet = sheet(db, list_frame(db, "colophon", view, titles, &at, None));
    sheet.insert("colophon", &colophon_view(db, view));
    sheet.render("colophon.html")
}

fn missing_page(db: &dyn Db) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let languages: Vec<_> = config(db).config.languages().collect();
    let strings = &super::strings::strings(db).strings;
    let titles = in_each(languages.iter().copied(), |language| {
        let words = strings.get("missing_title", language.as_str(), None, &[]).unwrap_or_default();
        (strings.language_of("missing_title", language), words)
    });
    let at = |view| home(db, view);
    let frame = list_frame(db, "missing", View::Parallel, titles, &at, None);
    let frame = Frame {
        languages,
        canonical: None,
        indexed: false,
        alternates: Vec::new(),
        views: Vec::new(),
        ..frame
    };
    let mut sheet = sheet(db, frame);
    sheet.insert("missing", &missing_view(db));
    sheet.render("404.html")
}
