//! Two outputs at one address, and addresses that no output can have.

use super::output::{Output, Shelf};
use super::taken::Conflict;
use crate::db::{Db, File};
use crate::diagnostic::{Diagnostic, Id, Place};
use crate::site::{FrontStep, OutputPath, OutputPathError, View, Work, WorkKey, folded, place_of, sides};

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
    /// How its author may give the address up.
    way_out: Option<String>,
}

impl Claim {
    pub(super) fn of(db: &dyn Db, output: &Output) -> Self {
        match output {
            Output::Work(key, view) => Self::of_work(db, key, *view),
            Output::Stub(key, language) => Self::of_work(db, key, View::Single(*language)),
            Output::Only(key) => Self::of_work(db, key, View::Parallel),
            // Where it goes on follows from the entry's address: the other has to give way.
            Output::Concordance(key, ..) => {
                let who = format!("the mentions of `{key}`");
                Self { who, said: None, file: None, way_out: None }
            }
            Output::Alias { from, to, .. } => Self {
                who: format!("an alias of `{to}`"),
                said: alias(db, to, from.as_str()),
                file: original(db, to),
                way_out: Some("take the alias out, or write another".to_owned()),
            },
            Output::Copy(path) => Self {
                who: format!("the file {path}"),
                said: None,
                file: Some(Place::file(path)),
                way_out: Some(format!("move or rename {path}")),
            },
            other => {
                let (who, way_out) = told(other);
                Self { who, said: None, file: None, way_out: way_out.map(str::to_owned) }
            }
        }
    }

    fn of_work(db: &dyn Db, key: &WorkKey, view: View) -> Self {
        Self {
            who: format!("`{key}`"),
            said: slug(db, key, view),
            file: original(db, key),
            way_out: Some(OTHER_SLUG.to_owned()),
        }
    }

    fn place(&self) -> Option<&Place> {
        self.said.as_ref().or(self.file.as_ref())
    }

    /// Whether the two come from files whose own paths clash, which is reported there.
    fn is_misspelt(&self, other: &Self) -> bool {
        let paths = self.file.as_ref().zip(other.file.as_ref());
        paths.is_some_and(|(one, other)| {
            one.path != other.path && folded(one.path.as_str()) == folded(other.path.as_str())
        })
    }
}

const OTHER_SLUG: &str =
    "give one of them another `slug` (the last part of its address), or another file name";

/// What has no file of its own, and how it gives way.
fn told(output: &Output) -> (String, Option<&'static str>) {
    let folder = Some("give the section another `slug` in its `_index`, or rename its folder");
    match output {
        Output::List(Shelf::Section(key), ..) => (format!("the section `{}`", key.as_str()), folder),
        Output::List(Shelf::Tag(tag), ..) => (format!("the tag `{tag}`"), None),
        Output::List(Shelf::Tags, ..) => ("the list of all tags".to_owned(), None),
        Output::List(Shelf::Glossary | Shelf::Arranged(_), ..) => ("the glossary".to_owned(), folder),
        Output::List(Shelf::Colophon, ..) => ("the colophon".to_owned(), None),
        Output::Home(_) => ("the home page".to_owned(), None),
        Output::Feed(..) => ("a feed".to_owned(), None),
        Output::Sitemap(_) => ("the sitemap".to_owned(), None),
        Output::Robots => ("what Diglot writes for robots".to_owned(), None),
        Output::NoJekyll => ("what Diglot writes for GitHub Pages".to_owned(), None),
        Output::Manifest => ("the web manifest".to_owned(), None),
        Output::Asset(name) => (format!("the theme's {name}"), None),
        _ => (
            "the page for missing addresses".to_owned(),
            Some("what that page shows is said by `layouts/404.html`, which may be your own"),
        ),
    }
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

/// The item of `aliases` that says an address: by its words, as items that are no path have been left out of
/// the list.
fn alias(db: &dyn Db, key: &WorkKey, from: &str) -> Option<Place> {
    let sides = sides(db, Work::new(db, key.clone())).as_ref()?;
    let same = |alias: &str| alias.trim_matches('/') == from.trim_matches('/');
    let of_file = |file: File| {
        let aliases = crate::site::front(db, file).written.aliases.as_deref().unwrap_or_default();
        aliases.iter().find(|alias| same(alias))?;
        let at = |item| said(db, file, &[FrontStep::Key("aliases"), FrontStep::Item(item)]);
        let words = |place: &Place| place.span.of(file.front(db)).trim_matches(['"', '\'']).to_owned();
        (0..).map_while(at).find(|place| same(&words(place))).or_else(|| at(0))
    };
    sides.files.iter().find_map(|(_, file)| of_file(*file))
}

/// Where front matter says something, if it does.
fn said(db: &dyn Db, file: File, way: &[FrontStep<'_>]) -> Option<Place> {
    let place = place_of(file.front(db), file.path(db), way);
    (place != Place::file(file.path(db))).then_some(place)
}

/// The finding that the output of the second claim cannot stand at `path`; nothing if it has been
/// reported of the files that the two come from.
pub(super) fn clash(path: &OutputPath, conflict: &Conflict, claims: &[Claim; 2]) -> Option<Diagnostic> {
    let [first, second] = claims;
    if matches!(conflict, Conflict::Spelling(_)) && first.is_misspelt(second) {
        return None;
    }
    // Where one of the two is written out, that is the place to change.
    let (own, other) = if second.said.is_none() && first.said.is_some() || second.place().is_none() {
        (first, second)
    } else {
        (second, first)
    };
    let mut diagnostic = Diagnostic::new(Id::DuplicateAddress, message(path, conflict, claims));
    diagnostic.primary = own.place().cloned();
    if let Some(place) = other.place() {
        diagnostic = diagnostic.also_at(place.clone(), "the other claim");
    }
    if matches!(conflict, Conflict::Spelling(_)) {
        diagnostic = diagnostic.why("on macOS and Windows only one of them can be there");
    }
    let mut ways: Vec<&String> =
        [own, other].into_iter().filter_map(|claim| claim.way_out.as_ref()).collect();
    ways.dedup();
    diagnostic.help.extend(ways.into_iter().cloned());
    Some(diagnostic)
}

fn message(path: &OutputPath, conflict: &Conflict, [first, second]: &[Claim; 2]) -> String {
    let (first, second) = (first.who.as_str(), second.who.as_str());
    let here = shown(path);
    match conflict {
        Conflict::Same(_) => format!("the address {here} is claimed twice: by {first} and by {second}"),
        Conflict::Spelling(other) => format!(
            "the addresses {} and {here} differ only in case or accents: those of {first} and of {second}",
            shown(other)
        ),
        Conflict::File(file) => both(file, (second, path), first),
        Conflict::Folder(below) => both(path, (first, below), second),
    }
}

/// That `path` would be a folder for what lies below it, and a file besides.
fn both(path: &OutputPath, (who, below): (&str, &OutputPath), file: &str) -> String {
    let below = shown(below);
    format!("/{path} would have to be a folder, for {who} at {below}, and at once a file: {file}")
}

/// The address at which readers find an output.
fn shown(path: &OutputPath) -> String {
    format!("/{}", path.as_str().strip_suffix("index.html").unwrap_or(path.as_str()))
}

/// The finding that an output cannot lie where it should.
pub(super) fn unusable(db: &dyn Db, fault: &OutputPathError, output: &Output) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Id::UnusablePath, fault.message()).help(fault.help());
    diagnostic.primary = Claim::of(db, output).place().cloned();
    diagnostic
}
