//! The small pieces that layouts are put together from: labels, words in several languages, dates.
//!
//! They are functions and no components of the theme because a page has a hundred of them, and a
//! component costs ten times as much; so do rows of beads. All that they print they are given by the
//! layout, which may print it otherwise. Each prints HTML; those that need to know the languages of the
//! page read `page`, which a component must ask for (`@page`) to hand it on.

use std::sync::Arc;

use tera::{Error, Function, Kwargs, State, Tera, TeraResult, Value};

use super::layouts::escape_all;
use super::locale::dir;
use super::strings::Strings;
use crate::site::Language;

mod rows;

pub(super) use rows::rows_html;

/// What one piece prints.
type Print = dyn Fn(&mut Vec<u8>, &Kwargs, &State<'_>) -> TeraResult<()> + Send + Sync;

/// A function of layouts that prints HTML.
struct Piece(Box<Print>);

impl Function<TeraResult<String>> for Piece {
    fn call(&self, arguments: Kwargs, state: &State<'_>) -> TeraResult<String> {
        let mut out = Vec::with_capacity(256);
        (self.0)(&mut out, &arguments, state)?;
        String::from_utf8(out).map_err(|_| Error::message("a piece is no text"))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// The functions that are registered, by name.
pub(super) const NAMES: [&str; 11] = [
    "t",
    "label",
    "counted",
    "heading",
    "rows",
    "concordance",
    "texts",
    "cells",
    "names",
    "site_title",
    "day",
];

/// Registers `t` and all pieces.
pub(super) fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    let own = strings.clone();
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| own.call(&arguments));
    let mut piece = |name: &'static str, print: Box<Print>| tera.register_function(name, Piece(print));
    let own = strings.clone();
    piece("said", Box::new(move |out, arguments, _| said(out, &own, arguments)));
    let own = strings.clone();
    piece("label", Box::new(move |out, arguments, state| label(out, &own, arguments, state)));
    let own = strings.clone();
    piece("counted", Box::new(move |out, arguments, state| counted(out, &own, arguments, state)));
    let own = strings.clone();
    piece("heading", Box::new(move |out, arguments, state| heading(out, &own, arguments, state)));
    let own = strings.clone();
    piece("rows", Box::new(move |out, arguments, state| rows::rows(out, &own, arguments, state)));
    let own = strings.clone();
    piece(
        "concordance",
        Box::new(move |out, arguments, state| rows::concordance(out, &own, arguments, state)),
    );
    piece("texts", Box::new(texts));
    piece("cells", Box::new(cells));
    piece("names", Box::new(names));
    piece("site_title", Box::new(site_title));
    piece("day", Box::new(day));
}

/// Between words that say the same in two languages.
const DOT: &str = " · ";

/// A string in one language, as `t` gives it; with its own `lang` where another one stands in.
fn said(out: &mut Vec<u8>, strings: &Strings, arguments: &Kwargs) -> TeraResult<()> {
    let (key, language): (&str, &str) = (arguments.must_get("key")?, arguments.must_get("language")?);
    write_said(out, strings, key, language, &strings.call(arguments)?)
}

/// The words of the string `key` where `lang` is that of the page's `language`.
fn write_said(
    out: &mut Vec<u8>,
    strings: &Strings,
    key: &str,
    language: &str,
    words: &str,
) -> TeraResult<()> {
    match other(strings, key, language) {
        Some(other) => span(out, "", other.as_str(), dir(other), words),
        None => Ok(escape_all(words, out)?),
    }
}

/// The language that stands in for another one's words.
fn other(strings: &Strings, key: &str, language: &str) -> Option<Language> {
    let language = Language::new(language)?;
    Some(strings.language_of(key, language)).filter(|other| *other != language)
}

/// The words of the string `key` in a cell of their own.
fn said_span(
    out: &mut Vec<u8>,
    strings: &Strings,
    class: &str,
    (key, language): (&str, &Value),
    words: &str,
) -> TeraResult<()> {
    match other(strings, key, text_of(language, "tag")) {
        Some(other) => span(out, class, other.as_str(), dir(other), words),
        None => span(out, class, text_of(language, "tag"), text_of(language, "dir"), words),
    }
}

/// A string in every language of the page, equal words only once.
fn label(out: &mut Vec<u8>, strings: &Strings, arguments: &Kwargs, state: &State<'_>) -> TeraResult<()> {
    let (key, separator): (&str, Option<&str>) = (arguments.must_get("key")?, arguments.get("sep")?);
    let page = page(state)?;
    let mut first = None;
    for language in languages(&page) {
        let words = strings.say(key, text_of(language, "tag"), None)?;
        if first.as_ref() == Some(&words) {
            continue;
        }
        if first.is_some() {
            out.extend_from_slice(separator.unwrap_or(DOT).as_bytes());
        }
        said_span(out, strings, "", (key, language), &words)?;
        first.get_or_insert(words);
    }
    Ok(())
}

/// The same with a number, in every language.
fn counted(out: &mut Vec<u8>, strings: &Strings, arguments: &Kwargs, state: &State<'_>) -> TeraResult<()> {
    let (key, count): (&str, u64) = (arguments.must_get("key")?, arguments.must_get("count")?);
    let page = page(state)?;
    for (place, language) in languages(&page).iter().enumerate() {
        if place > 0 {
            out.extend_from_slice(DOT.as_bytes());
        }
        let words = strings.say(key, text_of(language, "tag"), Some(count))?;
        said_span(out, strings, "", (key, language), &words)?;
    }
    Ok(())
}

/// A string as a heading, one cell a language.
fn heading(out: &mut Vec<u8>, strings: &Strings, arguments: &Kwargs, state: &State<'_>) -> TeraResult<()> {
    let key: &str = arguments.must_get("key")?;
    let page = page(state)?;
    out.extend_from_slice(b"<h2 class=\"pair label\">\n");
    said_cells(out, strings, key, languages(&page))?;
    out.extend_from_slice(b"</h2>");
    Ok(())
}

/// A string in cells, one a language.
fn said_cells(out: &mut Vec<u8>, strings: &Strings, key: &str, languages: &[Value]) -> TeraResult<()> {
    for (place, language) in languages.iter().enumerate() {
        let words = strings.say(key, text_of(language, "tag"), None)?;
        said_span(out, strings, column(place == 0), (key, language), &words)?;
        out.push(b'\n');
    }
    Ok(())
}

/// Words of the site's author in several languages, equal words only once.
fn texts(out: &mut Vec<u8>, arguments: &Kwargs, _: &State<'_>) -> TeraResult<()> {
    let (items, separator): (Value, Option<&str>) = (list(arguments, "items")?, arguments.get("sep")?);
    write_texts(out, listed(&items).iter(), separator.unwrap_or(DOT))
}

fn write_texts<'v>(
    out: &mut Vec<u8>,
    items: impl Iterator<Item = &'v Value>,
    separator: &str,
) -> TeraResult<()> {
    let mut first = None;
    for item in items {
        let words = text_of(item, "text");
        if first == Some(words) {
            continue;
        }
        if first.is_some() {
            out.extend_from_slice(separator.as_bytes());
        }
        span(out, "", text_of(item, "language"), text_of(item, "dir"), words)?;
        first.get_or_insert(words);
    }
    Ok(())
}

/// The same as cells of a row, each in its own column.
fn cells(out: &mut Vec<u8>, arguments: &Kwargs, state: &State<'_>) -> TeraResult<()> {
    let items = list(arguments, "items")?;
    let page = page(state)?;
    let main = languages(&page).first().map_or("", |language| text_of(language, "tag"));
    write_cells(out, listed(&items), main)
}

fn write_cells(out: &mut Vec<u8>, items: &[Value], main: &str) -> TeraResult<()> {
    for (place, item) in items.iter().enumerate() {
        out.push(b'\n');
        let (language, words) = (text_of(item, "language"), text_of(item, "text"));
        let class = column(language == main);
        // A name that is the same in both languages is seen in both columns and heard once.
        let is_echo = place > 0 && words == text_of(&items[0], "text");
        span_that(out, is_echo, class, language, text_of(item, "dir"), words)?;
    }
    Ok(())
}

/// The names of languages, each in itself: `Deutsch · English`.
fn names(out: &mut Vec<u8>, arguments: &Kwargs, _: &State<'_>) -> TeraResult<()> {
    let languages = list(arguments, "languages")?;
    for (place, language) in listed(&languages).iter().enumerate() {
        if place > 0 {
            out.extend_from_slice(DOT.as_bytes());
        }
        span(out, "", text_of(language, "tag"), text_of(language, "dir"), text_of(language, "name"))?;
    }
    Ok(())
}

/// The site's title in the languages of the page; the first, if it has none in those.
fn site_title(out: &mut Vec<u8>, arguments: &Kwargs, state: &State<'_>) -> TeraResult<()> {
    let separator: Option<&str> = arguments.get("sep")?;
    let (page, site) = (page(state)?, given(state, "site")?);
    let shown = |title: &&Value| {
        languages(&page).iter().any(|language| text_of(language, "tag") == text_of(title, "language"))
    };
    let all = field(&site, "titles").map_or(&[][..], listed);
    let own: Vec<&Value> = all.iter().filter(shown).collect();
    let titles = if own.is_empty() { all.iter().take(1).collect() } else { own };
    write_texts(out, titles.into_iter(), separator.unwrap_or(DOT))
}

/// A date as one language writes it.
fn day(out: &mut Vec<u8>, arguments: &Kwargs, _: &State<'_>) -> TeraResult<()> {
    let (date, language): (Value, &str) = (argument(arguments, "date")?, arguments.must_get("language")?);
    let all = field(&date, "shown").map_or(&[][..], listed);
    for shown in all.iter().filter(|shown| text_of(shown, "language") == language) {
        out.extend_from_slice(b"<time datetime=\"");
        escape_all(text_of(&date, "iso"), out)?;
        out.extend_from_slice(b"\">");
        escape_all(text_of(shown, "text"), out)?;
        out.extend_from_slice(b"</time>");
    }
    Ok(())
}

/// The class of a cell in the page's main language, or the other.
fn column(main: bool) -> &'static str {
    if main { "o" } else { "g" }
}

fn span(out: &mut Vec<u8>, class: &str, language: &str, dir: &str, words: &str) -> TeraResult<()> {
    span_that(out, false, class, language, dir, words)
}

/// The same; an echo is not read out.
fn span_that(
    out: &mut Vec<u8>,
    is_echo: bool,
    class: &str,
    language: &str,
    dir: &str,
    words: &str,
) -> TeraResult<()> {
    out.extend_from_slice(b"<span");
    if is_echo {
        attribute(out, "aria-hidden", "true")?;
    }
    if !class.is_empty() {
        attribute(out, "class", class)?;
    }
    attribute(out, "lang", language)?;
    attribute(out, "dir", dir)?;
    out.push(b'>');
    escape_all(words, out)?;
    out.extend_from_slice(b"</span>");
    Ok(())
}

/// ` name="value"`.
fn attribute(out: &mut Vec<u8>, name: &str, value: &str) -> TeraResult<()> {
    out.push(b' ');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"=\"");
    escape_all(value, out)?;
    out.push(b'"');
    Ok(())
}

fn page(state: &State<'_>) -> TeraResult<Value> {
    given(state, "page")
}

/// A value that the layout was given.
fn given(state: &State<'_>, name: &str) -> TeraResult<Value> {
    let missing = || format!("`{name}` is not at hand here: a component gets it with `@{name}`");
    state.get::<Value>(name)?.ok_or_else(|| Error::message(missing()))
}

/// The languages of a page.
fn languages(page: &Value) -> &[Value] {
    field(page, "languages").map_or(&[], listed)
}

/// How the message ends that an argument's value is not there.
pub(super) const NOT_THERE: &str = "is given what is not there";

/// A value that a function was given, which may be `null`.
fn argument(arguments: &Kwargs, name: &'static str) -> TeraResult<Value> {
    let value: Value = arguments.must_get(name)?;
    if value.is_undefined() { Err(Error::message(format!("`{name}` {NOT_THERE}"))) } else { Ok(value) }
}

/// A list that a function was given; `null` is an empty one.
fn list(arguments: &Kwargs, name: &'static str) -> TeraResult<Value> {
    let value = argument(arguments, name)?;
    if value.as_array().is_some() || value.is_none() {
        return Ok(value);
    }
    Err(Error::message(format!("`{name}` takes a list")))
}

fn listed(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_default()
}

/// A field that is text; empty if it is none.
fn text_of<'v>(value: &'v Value, field: &'static str) -> &'v str {
    self::field(value, field).and_then(Value::as_str).unwrap_or_default()
}

/// A field of a view. A view has so few that looking at each is quicker than a hash.
fn field<'v>(value: &'v Value, field: &'static str) -> Option<&'v Value> {
    let mut fields = value.as_map()?.iter();
    fields.find_map(|(key, value)| (key.as_str() == Some(field)).then_some(value))
}
