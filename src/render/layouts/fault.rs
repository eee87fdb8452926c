//! What tera says of layouts, in Diglot's words and at its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::ErrorKind;

use super::mend::expression;
use super::{Recipe, lower_first};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span, nearest};
use crate::render::pieces::NOT_THERE;
use crate::render::strings::NO_STRING;

/// What a layout was given, where suggestions come from.
pub(super) struct Known<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) context: &'a tera::Context,
}

pub(super) fn layout_path(name: &str) -> SourcePath {
    SourcePath::new(&format!("layouts/{name}"))
}

/// What a tera error says, at its place.
pub(super) fn fault(error: &tera::Error, layout: Option<&str>, known: Option<&Known<'_>>) -> Diagnostic {
    let (id, what, report) = match error.kind() {
        ErrorKind::SyntaxError(report) => (Id::LayoutSyntax, "this layout does not parse", report),
        ErrorKind::RenderingError(report) => {
            (Id::LayoutError, "no page can be made with this layout", report)
        }
        other => return unplaced(&other.to_string(), layout),
    };
    let range = report.span().range.clone();
    let place = Place::front(&layout_path(report.filename()), Span::new(range.clone()));
    let Said { message, help } = match known {
        None => Said { message: lower_first(report.message()), help: vec![CLOSE.to_owned()] },
        Some(known) => {
            let text = known.recipe.texts.get(report.filename()).map_or("", |text| text);
            Failure { said: report.message(), text, range, known }.told()
        }
    };
    let mut diagnostic = Diagnostic::new(id, format!("{what}: {message}")).at(place);
    diagnostic.help = help;
    diagnostic
}

const CLOSE: &str =
    "`{{` needs `}}`, `{%` needs `%}`, and `{% if … %}`, `{% for … %}` and `{% block … %}` need their end";
const FIELDS: &str = "docs/layouts.md lists every field that layouts are given";
const CALLS: &str = "docs/layouts.md shows how each function is called";

/// What is wrong, and the ways out.
struct Said {
    message: String,
    help: Vec<String>,
}

/// A page that could not be made.
struct Failure<'a> {
    /// What tera says.
    said: &'a str,
    /// The layout.
    text: &'a str,
    /// Where it failed.
    range: Range<usize>,
    known: &'a Known<'a>,
}

impl Failure<'_> {
    fn told(&self) -> Said {
        // Tera names what is missing first and then all that there are.
        let (said, available) = self.said.split_once(". Available ").unwrap_or((self.said, ""));
        let available: Vec<&str> =
            available.split_once(": ").map_or(Vec::new(), |(_, names)| names.split(", ").collect());
        let name = said.split('`').nth(1).unwrap_or_default();
        if !available.is_empty() {
            return Said { message: lower_first(said), help: known_here(name, available) };
        }
        if said.starts_with("Field ") {
            return self.without_fields(name);
        }
        if said.starts_with("Tried to render") || said.contains("undefined`") || said.contains("an undefined")
        {
            return self.nothing();
        }
        if said.ends_with(NOT_THERE) {
            let written = self.written().split_once(&format!("{name}=")).map_or("", |(_, value)| value);
            let path = written.split([',', ')', ' ', '|']).next().unwrap_or_default();
            return self.no_path(path, said);
        }
        let message = wrong_type(said).unwrap_or_else(|| lower_first(said));
        let help = if said.starts_with(NO_STRING) {
            [
                meant(name, self.known.recipe.strings.keys()),
                vec![
                    "a key stands in a file of layouts/strings/: docs/layouts.md says how to add one"
                        .to_owned(),
                ],
            ]
            .concat()
        } else if said.starts_with("Missing keyword argument") {
            [meant_argument(name, self.written()), vec![CALLS.to_owned()]].concat()
        } else if let Some((_, possible)) = said.split_once("Possible argument(s) are: ") {
            meant(name, possible.split('`').skip(1).step_by(2))
        } else {
            vec![CALLS.to_owned()]
        };
        Said { message, help }
    }

    /// A field of what has none, or is not there itself.
    fn without_fields(&self, name: &str) -> Said {
        let whole = expression(self.text, self.range.clone()).unwrap_or(self.range.clone());
        // The place is the field, or what stands before it but a closing bracket.
        let is_field = self.text.get(self.range.clone()) == Some(name);
        let bracket = usize::from(self.text.get(self.range.end..).is_some_and(|rest| rest.starts_with(']')));
        let end = if is_field { self.range.start } else { self.range.end + bracket };
        let before = self.text.get(whole.start..end).unwrap_or_default().trim_end_matches(['.', '?']);
        if self.value(before).is_some_and(tera::Value::is_none) {
            return null(before, name);
        }
        let message = match before {
            "" => lower_first(self.said),
            // Of what is there and has no fields, tera says so in a sentence.
            before if self.said.ends_with('.') => format!("`{before}` has no fields here, and no `{name}`"),
            before => format!("there is no `{before}`, of which it wants `{name}`"),
        };
        Said { message, help: vec![FIELDS.to_owned()] }
    }

    /// Something to be printed or gone through that is not there.
    fn nothing(&self) -> Said {
        let whole = expression(self.text, self.range.clone()).unwrap_or(self.range.clone());
        self.no_path(self.text.get(whole).unwrap_or_default(), self.said)
    }

    /// A path that leads nowhere.
    fn no_path(&self, path: &str, said: &str) -> Said {
        if path.is_empty() {
            return Said { message: lower_first(said), help: vec![FIELDS.to_owned()] };
        }
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        if self.value(parent).is_some_and(tera::Value::is_none) {
            return null(parent, name);
        }
        let fields = self.fields(parent);
        let help = if fields.is_empty() { vec![FIELDS.to_owned()] } else { known_here(name, fields) };
        Said { message: format!("there is no `{path}`"), help }
    }

    /// The fields of what a path leads to.
    fn fields(&self, path: &str) -> Vec<&str> {
        let fields = self.value(path).and_then(tera::Value::as_map);
        fields.map_or(Vec::new(), |fields| fields.iter().filter_map(|(key, _)| key.as_str()).collect())
    }

    /// What a path leads to, from what the layout was given.
    fn value(&self, path: &str) -> Option<&tera::Value> {
        let mut steps = path.split(['.', '[']).map(|step| step.trim_end_matches(']'));
        let first = self.known.context.get(steps.next()?)?;
        steps.try_fold(first, |value, step| match step.parse::<usize>() {
            Ok(index) => value.as_array()?.get(index),
            Err(_) => {
                let mut fields = value.as_map()?.iter();
                fields.find_map(|(key, value)| (key.as_str() == Some(step)).then_some(value))
            }
        })
    }

    /// The call that failed, as it is written.
    fn written(&self) -> &str {
        let rest = self.text.get(self.range.start..).unwrap_or_default();
        let end = rest.find(['}', '%']).unwrap_or(rest.len());
        &rest[..end]
    }
}

/// What tera says of types, which it calls as Rust does.
fn wrong_type(said: &str) -> Option<String> {
    let (_, expected) = said.split_once("expected `")?;
    let (expected, given) = expected.split_once("` but got `")?;
    let given = given.trim_end_matches(['`', '.']);
    Some(format!("{} is due here, and this is {}", plain(expected), plain(given)))
}

fn plain(kind: &str) -> &str {
    match kind.trim_start_matches('&') {
        "str" | "String" | "string" => "a text",
        "bool" => "`true` or `false`",
        "none" => "`null`",
        "[Value]" | "array" => "a list",
        "Map" | "map" => "a map",
        "usize" | "isize" | "Number" | "number" => "a number",
        other if other.starts_with("Vec<") => "a list",
        other if other.starts_with(['i', 'u', 'f']) && other.ends_with(|end: char| end.is_ascii_digit()) => {
            "a number"
        }
        other => other,
    }
}

/// A field of what this page has no use for.
fn null(path: &str, name: &str) -> Said {
    let message = format!("`{path}` is `null` on some page, and has no `{name}`");
    Said { message, help: vec![format!("ask for it first: `{{% if {path} %}}`")] }
}

fn meant<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?")).into_iter().collect()
}

fn known_here(name: &str, known: Vec<&str>) -> Vec<String> {
    let list = format!("known here: {}", known.join(", "));
    [meant(name, known), vec![list]].concat()
}

/// An argument that was written and is nearly the one that is missing.
fn meant_argument(missing: &str, call: &str) -> Vec<String> {
    let written = call.split(['(', ',']).filter_map(|part| Some(part.split_once('=')?.0.trim()));
    let near = nearest(missing, written);
    near.map(|near| format!("did you mean `{missing}` where it says `{near}`?")).into_iter().collect()
}

/// What is wrong with the layouts together, of which no place is known.
pub(super) fn unplaced(message: &str, layout: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Id::LayoutError, format!("the layouts cannot be used: {}", lower_first(message)));
    match layout {
        Some(name) => diagnostic.at(Place::file(&layout_path(name))),
        None => diagnostic,
    }
}

/// Something that a layout uses and that is not there.
pub(super) struct Unknown {
    /// `filter`, `test`, `function`, `component` or `template`.
    pub(super) kind: String,
    /// What it is called.
    pub(super) name: String,
    /// The layout that uses it.
    pub(super) layout: String,
    message: String,
    place: Place,
}

impl Unknown {
    /// Whether only the program could define it, and no layout.
    pub(super) fn is_of_the_program(&self) -> bool {
        matches!(self.kind.as_str(), "filter" | "test" | "function")
    }

    pub(super) fn diagnostic(&self) -> Diagnostic {
        Diagnostic::new(Id::LayoutUnknown, format!("this layout uses an {}", self.message))
            .at(self.place.clone())
    }

    pub(super) fn way_out(&self) -> String {
        match self.kind.as_str() {
            "component" => {
                "components are defined in layouts, the theme's in components.html and text.html".to_owned()
            }
            "template" => format!("put it into layouts/{}", self.name),
            kind => format!("docs/layouts.md lists the {kind}s that layouts may use"),
        }
    }
}

/// Unknown filters, functions, components and the like, which tera reports as one prepared text:
/// a paragraph each, with `--> name:line:column` in its second line.
pub(super) fn unknowns(text: &str, texts: &BTreeMap<String, Arc<str>>) -> Vec<Unknown> {
    text.split("\n\n").filter_map(|report| unknown(report, texts)).collect()
}

fn unknown(report: &str, texts: &BTreeMap<String, Arc<str>>) -> Option<Unknown> {
    let message = lower_first(report.lines().next()?.strip_prefix("error: ")?);
    let name = message.split('`').nth(1)?.to_owned();
    let kind = message.strip_prefix("unknown ")?.split(' ').next()?.to_owned();
    let (layout, place) = reported_at(report, &name, texts)?;
    Some(Unknown { kind, name, layout, message, place })
}

/// The layout that a report of tera is about, and the place of a name there.
pub(super) fn reported_at(
    report: &str,
    named: &str,
    texts: &BTreeMap<String, Arc<str>>,
) -> Option<(String, Place)> {
    let (rest, column) = report.lines().nth(1)?.trim().strip_prefix("--> ")?.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    let start = offset(texts.get(name)?, line.parse().ok()?, column.parse().ok()?);
    Some((name.to_owned(), Place::front(&layout_path(name), Span::new(start..start + named.len()))))
}

/// The byte at a line (from 1) and column (from 1, in characters).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}
