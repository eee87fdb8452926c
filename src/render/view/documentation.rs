//! The part of docs/layouts.md that is made from the views, and kept true by a test.
//!
//! `UPDATE=1 cargo test documentation` writes it anew.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde_json::{Map, Value};

use super::{
    CardView, ColophonView, EntryView, FrameView, GlossaryView, HomeView, ListView, MissingView, PageView,
    SiteView, StubView, WorkView,
};
use crate::render::layouts::VARIABLES;

const BEGIN: &str = "<!-- Made from src/render/view/ by `UPDATE=1 cargo test documentation`: change the doc comments there. -->\n";
const END: &str = "<!-- The end of what is made. -->\n";

/// A variable: a view's schema, or words on one that is a plain text.
enum Variable {
    View(Value),
    Text(&'static str),
}

fn view<T: JsonSchema>() -> Variable {
    Variable::View(serde_json::to_value(schemars::schema_for!(T)).expect("a schema is JSON"))
}

fn variables() -> [(&'static str, Variable); 15] {
    [
        ("site", view::<SiteView>()),
        ("page", view::<PageView>()),
        ("work", view::<WorkView>()),
        ("entry", view::<EntryView>()),
        ("list", view::<ListView>()),
        ("glossary", view::<GlossaryView>()),
        ("home", view::<HomeView>()),
        ("colophon", view::<ColophonView>()),
        ("stub", view::<StubView>()),
        ("missing", view::<MissingView>()),
        ("target", Variable::Text("Only in `alias.html`: the new address, base path included.")),
        ("canonical", Variable::Text("Only in `alias.html`: the new address, absolute.")),
        (
            "title",
            Variable::Text("Only in `alias.html`: the title of the work that stands there, plain text."),
        ),
        (
            "moved",
            Variable::Text(
                "Only in `alias.html`: whether the work stood there once; if not, it is the parallel address of a \
                 work in one language only.",
            ),
        ),
        ("card", view::<CardView>()),
    ]
}

/// The whole section: each variable with its fields, then the structs that stand inside them.
fn section() -> String {
    let mut out = String::from("\n");
    let mut inner = Map::new();
    for (name, variable) in variables() {
        let _ = writeln!(out, "### `{name}`\n");
        match variable {
            Variable::Text(words) => {
                let _ = writeln!(out, "{words}\n");
            }
            Variable::View(schema) => {
                fields(&mut out, &schema);
                let own = schema.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
                inner.extend(own);
            }
        }
    }
    // What `page` is in two layouts that are made for many pages.
    inner.insert(
        "FrameView".to_owned(),
        serde_json::to_value(schemars::schema_for!(FrameView)).expect("JSON"),
    );
    let mut inner: Vec<_> = inner.into_iter().collect();
    inner.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (name, schema) in inner {
        let _ = writeln!(out, "### {name}\n");
        fields(&mut out, &schema);
    }
    out
}

/// A struct: what it is, and a row for each field.
fn fields(out: &mut String, schema: &Value) {
    let _ = writeln!(out, "{}\n\n| field | what it is | meaning |\n|---|---|---|", told(schema));
    let properties = schema.get("properties").and_then(Value::as_object).expect("a view is a struct");
    for (name, property) in properties {
        let _ = writeln!(out, "| `{name}` | {} | {} |", kind(property), told(property).replace('|', "\\|"));
    }
    out.push('\n');
}

/// A doc comment, on one line.
fn told(schema: &Value) -> String {
    let words =
        schema.get("description").and_then(Value::as_str).expect("every view and field is documented");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A type in plain words.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().unwrap_or(name);
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        return any.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match schema.get("type") {
        Some(Value::Array(types)) => {
            types.iter().map(|one| plain(one, schema)).collect::<Vec<_>>().join(" or ")
        }
        Some(one) => plain(one, schema),
        None => "anything".to_owned(),
    }
}

fn plain(kind_of: &Value, schema: &Value) -> String {
    match kind_of.as_str().expect("a type has a name") {
        "string" => "text".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "null" => "`null`".to_owned(),
        "array" => format!("list of {}", schema.get("items").map_or_else(|| "anything".to_owned(), kind)),
        "object" => match schema.get("additionalProperties") {
            Some(Value::Object(value)) => format!("map of {}", kind(&Value::Object(value.clone()))),
            _ => "map of anything".to_owned(),
        },
        other => unreachable!("views have no `{other}`"),
    }
}

#[expect(clippy::disallowed_methods, reason = "a test of a file in docs/, which is no content")]
#[test]
fn the_documentation_of_the_views_is_up_to_date() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/layouts.md");
    let written = std::fs::read_to_string(&path).expect("docs/layouts.md is there").replace("\r\n", "\n");
    let (before, rest) = written.split_once(BEGIN).expect("docs/layouts.md has the first marker");
    let (own, after) = rest.split_once(END).expect("docs/layouts.md has the second marker");
    let made = section();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{made}{END}{after}"))
            .expect("docs/layouts.md can be written");
    } else {
        assert!(own == made, "docs/layouts.md is out of date: run UPDATE=1 cargo test documentation");
    }
}

#[test]
fn every_variable_that_layouts_may_name_is_documented() {
    assert_eq!(variables().map(|(name, _)| name).as_slice(), VARIABLES);
}
