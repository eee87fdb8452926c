//! Two outputs at one address, and addresses that no output can have.

use super::output::{Output, Shelf};
use crate::db::{Db, File};
use crate::diagnostic::{Diagnostic, Id, Place};
use crate::site::{FrontStep, OutputPathError, View, Work, WorkKey, address, place_of, sides};

/// Who claims an address, and where that is said.
///
/// Two works with one `slug` clash in every view; their claims are equal in all of them, so that
/// it is reported once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim {
    who: String,
    /// The `slug` or alias that says the address.
    said: Option<Place>,
    /// The file that the output comes from.
    file: Option<Place>,
}

impl Claim {
    pub(super) fn of(db: &dyn Db, output: &Output) -> Self {
        let (who, said, file) = match output {
            Output::Work(key, view) => (format!("`{key}`"), slug(db, key, *view), original(db, key)),
            Output::Stub(key, language) => {
                (format!("`{key}`"), slug(db, key, View::Single(*language)), original(db, key))
            }
            Output::Alias { from, to, .. } if is_own(db, to, from.as_str()) => {
                (format!("`{to}`"), slug(db, to, View::Parallel), original(db, to))
            }
            Output::Alias { from, to, .. } => {
                (format!("an alias of `{to}`"), alias(db, to, from.as_str()), original(db, to))
            }
            Output::Copy(path) => (format!("the file {path}"), None, Some(Place::file(path))),
            other => (told(other), None, None),
        };
        Self { who, said, file }
    }

    fn place(&self) -> Option<&Place> {
        self.said.as_ref().or(self.file.as_ref())
    }
}

/// What has no file of its own.
fn told(output: &Output) -> String {
    match output {
        Output::List(Shelf::Section(key), ..) => format!("the section `{}`", key.as_str()),
        Output::List(Shelf::Tag(tag), ..) => format!("the tag `{tag}`"),
        Output::List(Shelf::Glossary, ..) => "the glossary".to_owned(),
        Output::Home(_) => "the home page".to_owned(),
        Output::Sitemap(_) => "the sitemap".to_owned(),
        Output::Robots => "what Diglot writes for robots".to_owned(),
        Output::NoJekyll => "what Diglot writes for GitHub Pages".to_owned(),
        Output::Asset(name) => format!("the theme's {name}"),
        _ => "the page for missing addresses".to_owned(),
    }
}

/// Whether an address that leads on is the work's own, not one that the author wrote.
fn is_own(db: &dyn Db, key: &WorkKey, from: &str) -> bool {
    address(db, Work::new(db, key.clone()), View::Parallel).as_str() == from
}

fn original(db: &dyn Db, key: &WorkKey) -> Option<Place> {
    let sides = sides(db, Work::new(db, key.clone())).as_ref()?;
    Some(Place::file(sides.file(sides.original)?.path(db)))
}

/// The `slug` that a view's address ends in, in the view's own file or else the original's.
fn slug(db: &dyn Db, key: &WorkKey, view: View) -> Option<Place> {
    let sides = sides(db, Work::new(db, key.clone())).as_ref()?;
    let own = if let View::Single(language) = view { sides.file(language) } else { None };
    let files = own.into_iter().chain(sides.file(sides.original));
    files.filter_map(|file| said(db, file, &[FrontStep::Key("slug")])).next()
}

fn alias(db: &dyn Db, key: &WorkKey, from: &str) -> Option<Place> {
    let sides = sides(db, Work::new(db, key.clone())).as_ref()?;
    let of_file = |file: File| {
        let aliases = crate::site::front(db, file).written.aliases.as_deref().unwrap_or_default();
        let same = |alias: &String| alias.trim_matches('/') == from.trim_matches('/');
        let item = aliases.iter().position(same)?;
        said(db, file, &[FrontStep::Key("aliases"), FrontStep::Item(item)])
    };
    sides.files.iter().find_map(|(_, file)| of_file(*file))
}

/// Where front matter says something, if it does.
fn said(db: &dyn Db, file: File, way: &[FrontStep<'_>]) -> Option<Place> {
    let place = place_of(file.front(db), file.path(db), way);
    (place != Place::file(file.path(db))).then_some(place)
}

/// The finding that two outputs claim the address of `path`.
pub(super) fn clash(path: &str, [first, second]: &[Claim; 2]) -> Diagnostic {
    // Where one of the two is written out, that is the place to change.
    let (own, other) = if second.said.is_none() && first.said.is_some() || second.place().is_none() {
        (first, second)
    } else {
        (second, first)
    };
    let address = format!("/{}", path.trim_end_matches("index.html"));
    let mut diagnostic = Diagnostic::new(
        Id::DuplicateAddress,
        format!("two pages claim the address {address}: {} and {}", first.who, second.who),
    )
    .help("give one of them another `slug` (the last part of its address), or another file name");
    diagnostic.primary = own.place().cloned();
    if let Some(place) = other.place() {
        diagnostic = diagnostic.also_at(place.clone(), "the other claim");
    }
    diagnostic
}

/// The finding that an output cannot lie where it should.
pub(super) fn unusable(db: &dyn Db, fault: &OutputPathError, output: &Output) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Id::UnusablePath, fault.message()).help(fault.help());
    diagnostic.primary = Claim::of(db, output).place().cloned();
    diagnostic
}
