//! Layouts: the theme's, overridden by the site's file by file, compiled once.

mod blocks;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use blocks::Lacking;

use super::strings::{Strings, strings};
use super::{pieces, theme};
use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span, nearest};

/// What layouts may name; a test holds it against the views that are handed over.
pub(super) const VARIABLES: &[&str] = &[
    "site",
    "page",
    "work",
    "entry",
    "list",
    "glossary",
    "home",
    "stub",
    "missing",
    "target",
    "canonical",
    "title",
    "moved",
];

/// The compiled layouts.
///
/// Compiled templates cannot be compared, so the query that makes them is one that salsa never
/// compares: it runs anew only when a layout or string has changed, and then all pages do.
#[derive(Clone)]
pub struct Layouts {
    tera: Arc<Tera>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

/// The text of every layout: the site's own over the theme's.
#[salsa::tracked(returns(ref))]
pub fn layout_sources(db: &dyn Db) -> BTreeMap<String, Arc<str>> {
    let html = |name: &str| std::path::Path::new(name).extension().is_some_and(|end| end == "html");
    let built_in = theme::LAYOUTS.iter().filter(|file| html(file.name));
    let mut sources: BTreeMap<String, Arc<str>> = built_in
        .map(|file| (file.name.to_owned(), Arc::from(theme::layout(file.name).unwrap_or_default())))
        .collect();
    let own = Site::get(db).layouts(db).iter().filter(|(name, _)| html(name));
    sources.extend(own.map(|(name, text)| (name.clone(), text.clone())));
    sources
}

/// The compiled layouts. Where the site's own do not compile together, the theme's alone stand in,
/// so that other faults of the run are still found.
#[salsa::tracked(returns(ref), no_eq)]
pub fn layouts(db: &dyn Db) -> Layouts {
    let (sources, own) = (layout_sources(db), Site::get(db).layouts(db));
    let strings = strings(db).strings.clone();
    let mut diagnostics = [syntax(sources), orphans(sources)].concat();
    if diagnostics.is_empty() {
        match compile(sources.iter().map(|(name, text)| (name.as_str(), &**text)), &strings) {
            Ok(tera) => {
                let diagnostics = undefined(&tera, sources);
                return Layouts { tera: Arc::new(tera), diagnostics };
            }
            Err(error) => {
                let (found, lacking) = linking(&error, sources, |name| own.contains_key(name));
                diagnostics.extend(found);
                let filled = blocks::filled(&lacking, sources);
                if !lacking.is_empty()
                    && let Ok(tera) =
                        compile(filled.iter().map(|(name, text)| (name.as_str(), &**text)), &strings)
                {
                    diagnostics.extend(undefined(&tera, sources));
                    return Layouts { tera: Arc::new(tera), diagnostics };
                }
            }
        }
    }
    let built_in = theme::LAYOUTS.iter().filter_map(|file| {
        file.name.ends_with(".html").then(|| Some((file.name, theme::layout(file.name)?)))?
    });
    let tera = compile(built_in, &strings).unwrap_or_default();
    Layouts { tera: Arc::new(tera), diagnostics }
}

impl Layouts {
    /// Whether there is a layout of this name, `.html` included.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Renders a layout.
    ///
    /// # Errors
    /// A diagnostic at the place in the layout where it failed.
    pub fn render(&self, name: &str, context: &tera::Context) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(name, context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => Err(Box::new(fault(&error, Some(name)))),
        }
    }
}

fn compile<'a>(
    sources: impl Iterator<Item = (&'a str, &'a str)>,
    strings: &Arc<Strings>,
) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape_all);
    pieces::register(&mut tera, strings);
    tera.add_raw_templates(sources)?;
    Ok(tera)
}

/// Escapes what a layout prints, in whole stretches: tera's own way goes byte by byte.
pub(super) fn escape_all(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let mut written = 0;
    for (at, byte) in bytes.iter().enumerate() {
        // All five are below `?`, as few letters are.
        if *byte > b'>' {
            continue;
        }
        let escaped: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            _ => continue,
        };
        out.write_all(&bytes[written..at])?;
        out.write_all(escaped)?;
        written = at + 1;
    }
    out.write_all(&bytes[written..])
}

/// Each layout parsed alone, so that all syntax errors of a run are found and not just the first.
fn syntax(sources: &BTreeMap<String, Arc<str>>) -> Vec<Diagnostic> {
    let fault_of = |(name, text): (&String, &Arc<str>)| {
        let error = Tera::new().add_raw_template(name, text).err()?;
        matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| fault(&error, Some(name)))
    };
    sources.iter().filter_map(fault_of).collect()
}

/// What a tera error says, at its place.
fn fault(error: &tera::Error, layout: Option<&str>) -> Diagnostic {
    let (id, what, report) = match error.kind() {
        ErrorKind::SyntaxError(report) => (Id::LayoutSyntax, "this layout does not parse", report),
        ErrorKind::RenderingError(report) => {
            (Id::LayoutError, "no page can be made with this layout", report)
        }
        other => return unplaced(&other.to_string(), layout),
    };
    let path = SourcePath::new(&format!("layouts/{}", report.filename()));
    let span = Span::new(report.span().range.clone());
    let message = lower_first(report.message());
    // Tera names a missing field first and then all that there are.
    let (message, known) = message.split_once(". Available ").unwrap_or((&message, ""));
    let known: Vec<&str> =
        known.split_once(": ").map_or(Vec::new(), |(_, names)| names.split(", ").collect());
    let mut diagnostic = Diagnostic::new(id, format!("{what}: {message}")).at(Place::front(&path, span));
    let near = message.split('`').nth(1).and_then(|name| nearest(name, known.iter().copied()));
    diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
    match (id, known.as_slice()) {
        (Id::LayoutSyntax, _) => diagnostic.help("`{{` needs `}}`, `{%` needs `%}`, and `{% if … %}`, `{% for … %}` and `{% block … %}` need their end"),
        (_, []) => diagnostic.help("docs/layouts.md lists every field that layouts are given"),
        (_, known) => diagnostic.help(format!("known here: {}", known.join(", "))),
    }
}

/// Layouts that extend one that is not there. Tera would report the first of them, without place.
fn orphans(sources: &BTreeMap<String, Arc<str>>) -> Vec<Diagnostic> {
    let orphan = |(name, text): (&String, &Arc<str>)| {
        let parent = parent(text).filter(|parent| !sources.contains_key(parent.of(text)))?;
        let path = SourcePath::new(&format!("layouts/{name}"));
        let named = parent.of(text);
        let mut diagnostic =
            Diagnostic::new(Id::LayoutUnknown, format!("the layout extends `{named}`, which is not there"))
                .at(Place::front(&path, parent));
        let near = nearest(named, sources.keys().map(String::as_str));
        diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
        Some(diagnostic.help(format!("put it into layouts/{named}")))
    };
    sources.iter().filter_map(orphan).collect()
}

/// The name in a layout's `{% extends "…" %}`.
fn parent(text: &str) -> Option<Span> {
    text.match_indices("{%").find_map(|(at, _)| {
        let rest = text[at + 2..].trim_start_matches('-').trim_start().strip_prefix("extends")?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
        let name = rest[1..].split(quote).next()?;
        let start = text.len() - rest.len() + 1;
        Some(Span::new(start..start + name.len()))
    })
}

fn unplaced(message: &str, layout: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Id::LayoutError, format!("the layouts cannot be used: {}", lower_first(message)));
    match layout {
        Some(name) => diagnostic.at(Place::file(&SourcePath::new(&format!("layouts/{name}")))),
        None => diagnostic,
    }
}

pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Unknown filters, functions, components, blocks and the like, which tera reports as one prepared text:
/// a paragraph each, with `--> name:line:column` in its second line.
fn linking(
    error: &tera::Error,
    sources: &BTreeMap<String, Arc<str>>,
    is_own: impl Fn(&str) -> bool,
) -> (Vec<Diagnostic>, Vec<Lacking>) {
    let ErrorKind::Msg(text) = error.kind() else { return (vec![fault(error, None)], Vec::new()) };
    let reports = || text.split("\n\n");
    let lacking: Vec<_> = reports().filter_map(|report| Lacking::of(report, sources)).collect();
    let others = reports().filter(|report| Lacking::of(report, sources).is_none());
    let mut found: Vec<_> = others.filter_map(|report| unknown(report, sources)).collect();
    found.extend(blocks::faults(&lacking, sources, is_own));
    if found.is_empty() {
        found.push(unplaced(text, None));
    }
    (found, lacking)
}

fn unknown(report: &str, sources: &BTreeMap<String, Arc<str>>) -> Option<Diagnostic> {
    let message = report.lines().next()?.strip_prefix("error: ")?;
    let named = message.split('`').nth(1).unwrap_or_default();
    let (_, place) = reported_at(report, named, sources)?;
    let mut diagnostic =
        Diagnostic::new(Id::LayoutUnknown, format!("this layout uses an {}", lower_first(message))).at(place);
    if message.starts_with("Unknown template") {
        let known = sources.keys().map(String::as_str);
        diagnostic.help.extend(nearest(named, known).map(|near| format!("did you mean `{near}`?")));
    }
    Some(diagnostic.help("docs/layouts.md lists the filters, functions and components that layouts may use"))
}

/// The layout that a report of tera is about, and the place of a name there.
fn reported_at(report: &str, named: &str, sources: &BTreeMap<String, Arc<str>>) -> Option<(String, Place)> {
    let (rest, column) = report.lines().nth(1)?.trim().strip_prefix("--> ")?.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    let start = offset(sources.get(name)?, line.parse().ok()?, column.parse().ok()?);
    let path = SourcePath::new(&format!("layouts/{name}"));
    Some((name.to_owned(), Place::front(&path, Span::new(start..start + named.len()))))
}

/// The byte at a line (from 1) and column (from 1, in characters).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// Names that no view gives. Tera lets `{% if nmae %}` pass in silence, so it is said here.
fn undefined(tera: &Tera, sources: &BTreeMap<String, Arc<str>>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (layout, text) in sources {
        let Ok(names) = tera.get_template_variables(layout) else { continue };
        let mut names: Vec<_> = names.into_iter().filter(|name| !VARIABLES.contains(name)).collect();
        names.sort_unstable();
        // A variable of a parent or an included layout is reported there.
        found
            .extend(names.into_iter().filter_map(|name| Some(undefined_at(layout, name, word(text, name)?))));
    }
    found
}

fn undefined_at(layout: &str, name: &str, span: Span) -> Diagnostic {
    let place = Place::front(&SourcePath::new(&format!("layouts/{layout}")), span);
    let mut diagnostic =
        Diagnostic::new(Id::LayoutUnknown, format!("this layout uses an unknown variable `{name}`"))
            .at(place);
    diagnostic
        .help
        .extend(nearest(name, VARIABLES.iter().copied()).map(|near| format!("did you mean `{near}`?")));
    diagnostic.help("docs/layouts.md lists every variable; a site's own keys stand in `work.extra`")
}

/// The first place inside `{{ … }}` or `{% … %}` where `name` stands as a whole word.
fn word(text: &str, name: &str) -> Option<Span> {
    let part = |char: char| char.is_alphanumeric() || char == '_' || char == '.';
    text.match_indices(name).map(|(at, _)| at).find_map(|at| {
        let before = text[..at].chars().next_back().is_some_and(part);
        let after =
            text[at + name.len()..].chars().next().is_some_and(|char| char.is_alphanumeric() || char == '_');
        let opened = text[..at].rfind("{{").max(text[..at].rfind("{%"));
        let closed = text[..at].rfind("}}").max(text[..at].rfind("%}"));
        (!before && !after && opened > closed).then(|| Span::new(at..at + name.len()))
    })
}
