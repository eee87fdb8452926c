//! Front matter: what an author says about a text above it.
//!
//! Three steps, each with a type of its own: [`crate::source::split`] cuts it off the body by looking at line
//! beginnings; [`written`] reads what one file says, in which everything is optional; [`resolve`]
//! joins what the two sides of a work and the defaults above them say to the [`Meta`] of one side.
//!
//! Neither [`WrittenFront`] nor [`Meta`] holds positions, so both stay equal when a line is only
//! moved; [`place_of`] finds a value's place when a later check has something to say about it.

mod foreign;
mod keys;
mod meta;
mod read;

use super::fields::Reader;
use super::yaml::{At, Value, Yaml};
use crate::diagnostic::{Diagnostic, Id, Place, Severity, SourcePath, Span, in_order};
use crate::source::{Fence, fence_of, inside, opening};

pub use keys::{Citation, Switch, WrittenFront, WrittenImage};
pub use meta::{Defaults, Entry, Image, Meta, resolve};

/// Reads front matter as [`crate::source::split`] cut it off: with its `---` lines, or empty.
///
/// What is faulty is left out of the result and reported, in the order of the text: `yaml-syntax`,
/// `duplicate-key`, `yaml-type`, `bad-value`, `bad-date`, `unknown-language`, `unknown-key`,
/// `missing-title`, `unclosed-front-matter` and `foreign-habit` (TOML). Spans are those of
/// [`crate::diagnostic::Part::Front`].
#[must_use]
pub fn written(front: &str, path: &SourcePath) -> (WrittenFront, Vec<Diagnostic>) {
    match fence_of(front) {
        None => (WrittenFront::default(), vec![missing_title(front, Place::file(path))]),
        Some(Fence::Toml) => (WrittenFront::default(), vec![foreign::toml(front, path)]),
        Some(Fence::Yaml) => match inside(front) {
            Some(within) => read_yaml(front, within, path),
            None => (WrittenFront::default(), vec![unclosed(front, path)]),
        },
    }
}

/// Where the value stands to which `way` leads, in front matter or another YAML text; its key's
/// place if nothing is written there, and the whole file's if there is no such key.
#[must_use]
pub fn place_of(front: &str, path: &SourcePath, way: &[Step<'_>]) -> Place {
    let (yaml, _) = Yaml::parse(inside(front).unwrap_or(front), path);
    let Some(at) = at_of(yaml.root(), way) else { return Place::file(path) };
    let value = yaml.value_span(&at);
    Place::front(path, if value.range().is_empty() { yaml.key_span(&at) } else { value })
}

/// Where the key stands to which `way` leads; the whole file's place if there is none.
#[must_use]
pub fn place_of_key(front: &str, path: &SourcePath, way: &[Step<'_>]) -> Place {
    let (yaml, _) = Yaml::parse(inside(front).unwrap_or(front), path);
    at_of(yaml.root(), way).map_or_else(|| Place::file(path), |at| Place::front(path, yaml.key_span(&at)))
}

/// One step on the way to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Into the entry of a mapping with this key.
    Key(&'a str),
    /// Into an item of a list, from 0.
    Item(usize),
}

fn at_of(root: &Value, way: &[Step<'_>]) -> Option<At> {
    let mut at = At::default();
    for step in way {
        let number = match (root.at(&at)?, step) {
            (Value::Map(entries), Step::Key(key)) => entries.iter().position(|(name, _)| name == key)?,
            (Value::List(items), Step::Item(number)) if *number < items.len() => *number,
            _ => return None,
        };
        at = at.child(number);
    }
    Some(at)
}

fn read_yaml(front: &str, inside: &str, path: &SourcePath) -> (WrittenFront, Vec<Diagnostic>) {
    let (yaml, mut diagnostics) = Yaml::parse(inside, path);
    let reader = Reader::new(&yaml, path);
    let written = read::front(&reader);
    // A title may have stood in what could not be read.
    let unread = diagnostics.iter().any(|diagnostic| diagnostic.id == Id::YamlSyntax);
    diagnostics.extend(reader.finish());
    if !says_title(yaml.root()) && !unread {
        diagnostics.push(missing_title(front, Place::front(path, opening(front))));
    }
    (written, in_order(diagnostics))
}

/// Whether there is a title, of whatever type; a wrong one was reported at its place.
fn says_title(root: &Value) -> bool {
    let entries = match root {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        // No keys at all is another fault, and reported.
        _ => return true,
    };
    entries.iter().any(|(key, value)| matches!(key.as_str(), "title" | "term") && *value != Value::Null)
}

fn missing_title(front: &str, place: Place) -> Diagnostic {
    let help = if front.is_empty() {
        "begin the file with a line `---`, a line `title: …` and a line `---`"
    } else {
        "add a line `title: …`; in a glossary entry `term: …` is enough"
    };
    Diagnostic::new(Id::MissingTitle, "the text has no title").at(place).help(help)
}

fn unclosed(front: &str, path: &SourcePath) -> Diagnostic {
    let opening = opening(front);
    Diagnostic::new(Id::UnclosedFrontMatter, "front matter begins here and never ends")
        .at(Place::front(path, Span::new(opening.range())))
        .severity(Severity::Error)
        .help("put a line `---` after the last key")
        .help("if a line across the page is meant, write `***`")
}

#[cfg(test)]
mod tests;
