//! Names in site.yaml's `nav` that neither a section nor a work bears.

use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Id, SourcePath, nearest};
use crate::site::{FrontStep, SectionKey, WorkKey, config, listing, place_of, works};

pub(super) fn check(db: &dyn Db) -> Vec<Diagnostic> {
    let nav = config(db).config.nav.as_deref().unwrap_or_default();
    nav.iter().filter(|name| !is_there(db, name)).map(|name| unknown(db, name)).collect()
}

fn is_there(db: &dyn Db, name: &str) -> bool {
    // The glossary may be named before it has its first entry, and tags before their first work. Every site has a
    // colophon.
    matches!(name, "glossary" | "tags" | "colophon")
        || works(db).works.contains_key(&WorkKey::new(name))
        || listing(db).sections.contains_key(&SectionKey::new(name))
}

fn unknown(db: &dyn Db, name: &str) -> Diagnostic {
    let message = format!("the navigation names `{name}`, but no section or work is called so");
    let text = Site::get(db).configuration(db).as_deref().unwrap_or_default();
    let place = place_of_item(text, name);
    let sections = listing(db).sections.keys().map(SectionKey::as_str).filter(|key| !key.is_empty());
    let near = nearest(name, sections.chain(works(db).works.keys().map(WorkKey::as_str)));
    let mut diagnostic = Diagnostic::new(Id::UnknownNav, message).at(place);
    diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
    diagnostic.help("write a folder's or a file's path below content/, without language and `.md`: `about` for content/about.de.md")
}

/// The item by its name, as items that are no text have been left out of the list.
fn place_of_item(text: &str, name: &str) -> crate::diagnostic::Place {
    let path = SourcePath::new("site.yaml");
    let at = |item| place_of(text, &path, &[FrontStep::Key("nav"), FrontStep::Item(item)]);
    let whole = crate::diagnostic::Place::file(&path);
    let said = |place: &crate::diagnostic::Place| place.span.of(text).trim_matches(['"', '\'']) == name;
    (0..).map(at).take_while(|place| *place != whole).find(said).unwrap_or_else(|| at(0))
}
