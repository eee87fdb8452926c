//! The beads of a work as a page to look at: one file that needs no other.

use serde::Serialize;
use tera::{Context, Tera, TeraResult};

use super::Aligned;
use crate::site::Language;

const PAGE: &str = include_str!("picture.html");

/// What the page is given.
#[derive(Serialize)]
struct View<'a> {
    key: &'a str,
    sides: [Side; 2],
    rows: Vec<RowView<'a>>,
}

#[derive(Serialize)]
struct Side {
    language: String,
    dir: &'static str,
}

#[derive(Serialize)]
struct RowView<'a> {
    id: &'a str,
    standing: &'a str,
    note: &'a str,
    /// How sure it is; empty where it has one side only.
    sure: String,
    /// Whether that is little.
    doubt: bool,
    /// The same as one of eleven shades.
    shade: u8,
    pairs: &'a [[Vec<String>; 2]],
}

/// The page.
pub(super) fn page(aligned: &Aligned) -> TeraResult<String> {
    let rows = aligned.rows.iter().map(|row| RowView {
        id: &row.id,
        standing: row.standing,
        note: row.note,
        sure: row.confidence.map(|sure| format!("{sure} %")).unwrap_or_default(),
        doubt: row.confidence.is_some_and(|sure| sure < 60),
        shade: row.confidence.unwrap_or_default() / 10,
        pairs: &row.pairs,
    });
    let view = View { key: aligned.key.as_str(), sides: aligned.languages.map(side), rows: rows.collect() };
    let mut tera = Tera::new();
    tera.add_raw_template("picture.html", PAGE)?;
    let mut context = Context::new();
    context.insert_value("view", tera::Value::from_serializable(&view));
    tera.render("picture.html", &context)
}

fn side(language: Language) -> Side {
    Side { language: language.to_string(), dir: if language.is_right_to_left() { "rtl" } else { "ltr" } }
}
