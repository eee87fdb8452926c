//! Beads in rows, and quotes likewise: what a page has most of.

use std::io::Write as _;

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::super::layouts::escape_all;
use super::super::strings::Strings;
use super::{
    DOT, attribute, column, field, languages, list, listed, page, said_cells, text_of, write_cells,
    write_said,
};

/// Beads in rows, each with its number, a link to it (footnotes bring their own sign), and its sides;
/// or why one is empty, in its own language.
pub(super) fn rows(
    out: &mut Vec<u8>,
    strings: &Strings,
    arguments: &Kwargs,
    state: &State<'_>,
) -> TeraResult<()> {
    let beads = list(arguments, "beads")?;
    let page = page(state)?;
    let shown = languages(&page);
    let [original, gloss] = [shown.first(), shown.get(1).or(shown.first())];
    let (original, gloss) = original.zip(gloss).ok_or_else(|| Error::message("the page has no language"))?;
    let rows = Rows { strings, original, gloss, main: text_of(original, "tag") };
    listed(&beads).iter().try_for_each(|bead| rows.row(out, bead))
}

struct Rows<'a> {
    strings: &'a Strings,
    original: &'a Value,
    gloss: &'a Value,
    /// The page's main language.
    main: &'a str,
}

impl Rows<'_> {
    fn row(&self, out: &mut Vec<u8>, bead: &Value) -> TeraResult<()> {
        match field(bead, "fold").filter(|fold| fold.as_map().is_some()) {
            Some(fold) => Self::fold(out, bead, fold)?,
            None => self.bead(out, bead)?,
        }
        for _ in 0..number_of(bead, "unfolds").unwrap_or(0) {
            out.extend_from_slice(b"\n</div>\n</details>");
        }
        Ok(())
    }

    /// `<details>` begin that hold the rows after them.
    fn fold(out: &mut Vec<u8>, bead: &Value, fold: &Value) -> TeraResult<()> {
        out.extend_from_slice(b"\n<details class=\"fold\"");
        attribute(out, "id", text_of(bead, "id"))?;
        if field(fold, "open").is_some_and(Value::is_truthy) {
            out.extend_from_slice(b" open");
        }
        out.extend_from_slice(b">\n<summary>");
        anchors(out, bead)?;
        let mut first = None;
        for summary in field(fold, "summaries").map_or(&[][..], listed) {
            let html = text_of(summary, "text");
            if first == Some(html) {
                continue;
            }
            out.extend_from_slice(if first.is_some() { DOT.as_bytes() } else { b"" });
            out.extend_from_slice(b"<span");
            attribute(out, "lang", text_of(summary, "language"))?;
            attribute(out, "dir", text_of(summary, "dir"))?;
            out.push(b'>');
            out.extend_from_slice(html.as_bytes());
            out.extend_from_slice(b"</span>");
            first.get_or_insert(html);
        }
        out.extend_from_slice(b"</summary>\n<div class=\"unfolded\">");
        Ok(())
    }

    fn bead(&self, out: &mut Vec<u8>, bead: &Value) -> TeraResult<()> {
        let (id, state) = (text_of(bead, "id"), text_of(bead, "state"));
        write!(out, "\n<div class=\"bead kind-{} is-{state}", text_of(bead, "kind"))?;
        match number_of(bead, "level") {
            None | Some(0) => {}
            Some(level) => write!(out, " level-{level}")?,
        }
        out.push(b'"');
        attribute(out, "id", id)?;
        if is_blank(bead) {
            out.push(b'>');
            anchors(out, bead)?;
            out.extend_from_slice(b"</div>");
            return Ok(());
        }
        out.extend_from_slice(b">\n");
        anchors(out, bead)?;
        self.pin(out, bead, id)?;
        if let Some(shared) = field(bead, "shared").and_then(Value::as_str) {
            out.extend_from_slice(b"\n<div class=\"both\">");
            out.extend_from_slice(shared.as_bytes());
            out.extend_from_slice(b"</div>");
        } else {
            let sides = [("o", self.original, "original"), ("g", self.gloss, "gloss")];
            for (class, language, side) in sides {
                self.side(out, class, language, field(bead, side).and_then(Value::as_str), state)?;
            }
        }
        out.extend_from_slice(b"\n</div>");
        Ok(())
    }

    fn pin(&self, out: &mut Vec<u8>, bead: &Value, id: &str) -> TeraResult<()> {
        let number = number_of(bead, "number").map(|number| number.to_string());
        let (key, sign) = match (&number, text_of(bead, "kind")) {
            (Some(number), _) => ("passage", number.as_str()),
            (None, "heading") => ("section_link", "§"),
            (None, "note" | "rule") => return Ok(()),
            (None, _) => ("passage_link", "+"),
        };
        let label = self.strings.say_of(key, self.main, &[("number", sign)])?;
        out.extend_from_slice(b"<a class=\"pin\" href=\"#");
        escape_all(id, out)?;
        out.push(b'"');
        attribute(out, "aria-label", &label)?;
        write!(out, ">{sign}</a>")?;
        Ok(())
    }

    fn side(
        &self,
        out: &mut Vec<u8>,
        class: &str,
        language: &Value,
        html: Option<&str>,
        state: &str,
    ) -> TeraResult<()> {
        out.extend_from_slice(b"\n<div");
        let tag = text_of(language, "tag");
        for (name, value) in [("class", class), ("lang", tag), ("dir", text_of(language, "dir"))] {
            attribute(out, name, value)?;
        }
        out.push(b'>');
        let lacks = match state {
            "todo" => Some("todo"),
            "gloss-only" => Some("gloss_only"),
            "original-only" => Some("original_only"),
            _ => None,
        };
        match (html, lacks) {
            (Some(html), _) => out.extend_from_slice(html.as_bytes()),
            (None, Some(key)) => {
                out.extend_from_slice(b"<p class=\"state\">");
                write_said(out, self.strings, key, tag, &self.strings.say(key, tag, None)?)?;
                out.extend_from_slice(b"</p>");
            }
            (None, None) => {}
        }
        out.extend_from_slice(b"</div>");
        Ok(())
    }
}

/// Whether there is nothing to see: the end tag of `<details>` that another row began.
fn is_blank(bead: &Value) -> bool {
    let mut shown = ["shared", "original", "gloss"].into_iter().map(|side| text_of(bead, side));
    text_of(bead, "kind") == "html" && shown.all(|html| html.trim().is_empty())
}

/// The further ids that lead to a row.
fn anchors(out: &mut Vec<u8>, bead: &Value) -> TeraResult<()> {
    for id in field(bead, "anchors").map_or(&[][..], listed) {
        out.extend_from_slice(b"<a");
        attribute(out, "id", id.as_str().unwrap_or_default())?;
        out.extend_from_slice(b"></a>");
    }
    Ok(())
}

/// A concordance: what texts say, then what the glossary says, each below a heading; the quotes of each
/// work in rows, each with a link to the very sentence, and its partner beside it.
pub(super) fn concordance(
    out: &mut Vec<u8>,
    strings: &Strings,
    arguments: &Kwargs,
    state: &State<'_>,
) -> TeraResult<()> {
    let mentions = list(arguments, "mentions")?;
    let page = page(state)?;
    let main = languages(&page).first().map_or("", |language| text_of(language, "tag"));
    let mut group = None;
    for found in listed(&mentions) {
        let key = match field(found, "entry").is_some_and(Value::is_truthy) {
            true => "in_glossary",
            false => "in_texts",
        };
        if group.replace(key) != Some(key) {
            out.extend_from_slice(b"\n<h3 class=\"pair label\">\n");
            said_cells(out, strings, key, languages(&page))?;
            out.extend_from_slice(b"</h3>");
        }
        if let Some(work) = field(found, "work") {
            out.extend_from_slice(b"\n<h4 class=\"pair\"><a");
            attribute(out, "href", text_of(work, "href"))?;
            out.push(b'>');
            write_cells(out, field(work, "labels").map_or(&[][..], listed), main)?;
            out.extend_from_slice(b"</a></h4>");
        }
        let labels = field(found, "work").and_then(|work| field(work, "labels")).map_or(&[][..], listed);
        let name = labels.first().map_or("", |label| text_of(label, "text"));
        for quote in field(found, "quotes").map_or(&[][..], listed) {
            write_quote(out, strings, quote, name, main)?;
        }
    }
    Ok(())
}

/// A quote; the link to its sentence says to which of the work that is called `work`.
fn write_quote(
    out: &mut Vec<u8>,
    strings: &Strings,
    quote: &Value,
    work: &str,
    main: &str,
) -> TeraResult<()> {
    let place = text_of(quote, "place");
    let label = strings.say_of("quote_link", main, &[("work", work), ("place", place)])?;
    out.extend_from_slice(b"\n<blockquote class=\"pair quote\">\n<a class=\"pin\"");
    attribute(out, "href", text_of(quote, "href"))?;
    attribute(out, "aria-label", &label)?;
    out.extend_from_slice(">→</a>".as_bytes());
    for side in field(quote, "sides").map_or(&[][..], listed) {
        let language = text_of(side, "language");
        out.extend_from_slice(b"\n<p");
        attribute(out, "class", column(language == main))?;
        attribute(out, "lang", language)?;
        attribute(out, "dir", text_of(side, "dir"))?;
        out.push(b'>');
        out.extend_from_slice(text_of(side, "text").as_bytes());
        out.extend_from_slice(b"</p>");
    }
    out.extend_from_slice(b"\n</blockquote>");
    Ok(())
}

fn number_of(value: &Value, name: &'static str) -> Option<u128> {
    field(value, name).and_then(Value::as_i128).and_then(|number| u128::try_from(number).ok())
}
