//! The names that layouts may use.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Tera;

use super::fault::layout_path;
use crate::diagnostic::{Diagnostic, Id, Place, Span, nearest};
use crate::render::pieces;

/// What layouts may name; a test holds it against the views that are handed over.
pub(in crate::render) const VARIABLES: &[&str] = &[
    "site",
    "page",
    "work",
    "entry",
    "list",
    "glossary",
    "home",
    "colophon",
    "stub",
    "missing",
    "target",
    "canonical",
    "title",
    "moved",
    "card",
];

/// Tera's filters. Tera does not tell them; a test holds each against it.
pub(super) const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// Tera's tests, likewise.
pub(super) const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Tera's functions; `super` is part of its language.
const FUNCTIONS: &[&str] = &["range", "throw", "super"];

/// All functions: Diglot's, then tera's.
pub(super) fn functions() -> impl Iterator<Item = &'static str> {
    pieces::NAMES.iter().chain(FUNCTIONS).copied()
}

/// Names that came from a hash, in the order of the alphabet.
pub(super) fn sorted<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names
}

/// Names that no view gives. Tera lets `{% if nmae %}` pass in silence, so it is said here. Of a layout
/// that something stands in for, nothing is known.
pub(super) fn undefined(
    tera: &Tera,
    sources: &BTreeMap<String, Arc<str>>,
    used: &BTreeMap<String, Arc<str>>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // A block that others miss is put in at the end.
    let is_used = |name: &str, text: &str| used.get(name).is_some_and(|used| used.starts_with(text));
    for (layout, text) in sources.iter().filter(|(name, text)| is_used(name, text)) {
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
    let mut diagnostic =
        Diagnostic::new(Id::LayoutUnknown, format!("this layout uses an unknown variable `{name}`"))
            .at(Place::front(&layout_path(layout), span));
    diagnostic
        .help
        .extend(nearest(name, VARIABLES.iter().copied()).map(|near| format!("did you mean `{near}`?")));
    diagnostic.help("docs/layouts.md lists every variable; a site's own keys stand in `work.extra`")
}

/// The first place inside `{{ … }}` or `{% … %}` where `name` stands as a whole word, and is not what
/// an argument is called.
fn word(text: &str, name: &str) -> Option<Span> {
    let part = |char: char| char.is_alphanumeric() || char == '_' || char == '.';
    text.match_indices(name).map(|(at, _)| at).find_map(|at| {
        let before = text[..at].chars().next_back().is_some_and(part);
        let rest = &text[at + name.len()..];
        let after = rest.chars().next().is_some_and(|char| char.is_alphanumeric() || char == '_');
        let argument = rest.trim_start().strip_prefix('=').is_some_and(|rest| !rest.starts_with('='));
        let opened = text[..at].rfind("{{").max(text[..at].rfind("{%"));
        let closed = text[..at].rfind("}}").max(text[..at].rfind("%}"));
        (!before && !after && !argument && opened > closed).then(|| Span::new(at..at + name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether tera with Diglot's functions compiles this.
    fn compiles(text: &str) -> bool {
        let mut tera = Tera::new();
        pieces::register(&mut tera, &Arc::default());
        tera.add_raw_template("a.html", text).is_ok()
    }

    #[test]
    fn what_is_suggested_is_there() {
        for name in FILTERS {
            assert!(compiles(&format!("{{{{ 1 | {name} }}}}")), "{name}");
        }
        for name in TESTS {
            assert!(compiles(&format!("{{{{ 1 is {name} }}}}")), "{name}");
        }
        for name in functions().filter(|name| *name != "super") {
            assert!(compiles(&format!("{{{{ {name}() }}}}")), "{name}");
        }
        assert!(!compiles("{{ 1 | shout }}") && !compiles("{{ shout() }}"));
    }

    #[expect(clippy::disallowed_methods, reason = "a test of a file in docs/, which is no content")]
    #[test]
    fn the_documents_name_every_filter_test_and_function() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/layouts.md");
        let page = std::fs::read_to_string(path).expect("docs/layouts.md is there");
        for name in FILTERS.iter().chain(TESTS).copied().chain(functions()) {
            let is_named = page.contains(&format!("`{name}`")) || page.contains(&format!("{{{{ {name}("));
            assert!(is_named, "docs/layouts.md does not name `{name}`");
        }
    }
}
