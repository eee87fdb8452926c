//! Beads in rows, and quotes likewise: what a page has most of.

use std::borrow::Cow;
use std::io::Write as _;

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::super::bead::numbers;
use super::super::layouts::escape_all;
use super::super::locale::{dir, own_name};
use super::super::strings::Strings;
use super::super::view::{BeadView, FoldView};
use super::{
    DOT, attribute, column, field, languages, list, listed, page, said_cells, text_of, write_cells,
    write_said,
};
use crate::site::Language;

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
    let rows = Rows { strings, original: Tongue::given(original), gloss: Tongue::given(gloss) };
    listed(&beads).iter().try_for_each(|bead| rows.row(out, &Row::given(bead)))
}

/// The same, of beads that no layout was given: as `rows` prints them on a page in these languages.
pub(in crate::render) fn rows_html(
    strings: &Strings,
    [original, gloss]: [Language; 2],
    beads: &[BeadView],
) -> String {
    let rows = Rows { strings, original: Tongue::of(&original), gloss: Tongue::of(&gloss) };
    let mut out = Vec::with_capacity(beads.iter().map(length).sum());
    for bead in beads {
        let before = out.len();
        if rows.row(&mut out, &Row::of(bead)).is_err() {
            // A string is missing, which is said of it.
            out.truncate(before);
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// About how many bytes a bead's row takes.
fn length(bead: &BeadView) -> usize {
    let sides = [&bead.shared, &bead.original, &bead.gloss];
    256 + sides.into_iter().flatten().map(String::len).sum::<usize>()
}

struct Rows<'a> {
    strings: &'a Strings,
    /// The page's main language.
    original: Tongue<'a>,
    gloss: Tongue<'a>,
}

/// The language of a column.
struct Tongue<'a> {
    tag: &'a str,
    dir: &'a str,
    name: Cow<'a, str>,
}

impl<'a> Tongue<'a> {
    fn given(language: &'a Value) -> Self {
        let [tag, dir, name] = ["tag", "dir", "name"].map(|part| text_of(language, part));
        Self { tag, dir, name: name.into() }
    }

    fn of(language: &'a Language) -> Self {
        Self { tag: language.as_str(), dir: dir(*language), name: own_name(*language).into() }
    }
}

/// A bead as its row is printed; the fields are those of [`BeadView`].
struct Row<'a> {
    id: &'a str,
    anchors: Vec<&'a str>,
    number: Option<u128>,
    last_number: Option<u128>,
    kind: &'a str,
    level: u128,
    state: &'a str,
    shared: Option<&'a str>,
    original: Option<&'a str>,
    gloss: Option<&'a str>,
    fold: Option<Fold<'a>>,
    unfolds: u128,
}

/// The `<details>` that a row opens, and what stands in their summary: words, their language and its
/// direction.
struct Fold<'a> {
    open: bool,
    summaries: Vec<[&'a str; 3]>,
}

impl<'a> Row<'a> {
    /// A bead that a layout was given and hands on.
    fn given(bead: &'a Value) -> Self {
        let side = |name| field(bead, name).and_then(Value::as_str);
        let anchors = field(bead, "anchors").map_or(&[][..], listed);
        Self {
            id: text_of(bead, "id"),
            anchors: anchors.iter().map(|id| id.as_str().unwrap_or_default()).collect(),
            number: number_of(bead, "number"),
            last_number: number_of(bead, "last_number"),
            kind: text_of(bead, "kind"),
            level: number_of(bead, "level").unwrap_or(0),
            state: text_of(bead, "state"),
            shared: side("shared"),
            original: side("original"),
            gloss: side("gloss"),
            fold: field(bead, "fold").filter(|fold| fold.as_map().is_some()).map(Fold::given),
            unfolds: number_of(bead, "unfolds").unwrap_or(0),
        }
    }

    fn of(bead: &'a BeadView) -> Self {
        let BeadView {
            id,
            anchors,
            number,
            last_number,
            kind,
            level,
            state,
            shared,
            original,
            gloss,
            fold,
            unfolds,
        } = bead;
        Self {
            id,
            anchors: anchors.iter().map(String::as_str).collect(),
            number: number.map(u128::from),
            last_number: last_number.map(u128::from),
            kind,
            level: u128::from(*level),
            state,
            shared: shared.as_deref(),
            original: original.as_deref(),
            gloss: gloss.as_deref(),
            fold: fold.as_ref().map(Fold::of),
            unfolds: *unfolds as u128,
        }
    }

    /// Whether there is nothing to see: the end tag of `<details>` that another row began.
    fn is_blank(&self) -> bool {
        let mut shown = [self.shared, self.original, self.gloss].into_iter().flatten();
        self.kind == "html" && shown.all(|html| html.trim().is_empty())
    }

    /// The further ids that lead to it.
    fn anchors(&self, out: &mut Vec<u8>) -> TeraResult<()> {
        for id in &self.anchors {
            out.extend_from_slice(b"<a");
            attribute(out, "id", id)?;
            out.extend_from_slice(b"></a>");
        }
        Ok(())
    }
}

impl<'a> Fold<'a> {
    fn given(fold: &'a Value) -> Self {
        let summaries = field(fold, "summaries").map_or(&[][..], listed).iter();
        let parts = |summary| ["text", "language", "dir"].map(|part| text_of(summary, part));
        Self {
            open: field(fold, "open").is_some_and(Value::is_truthy),
            summaries: summaries.map(parts).collect(),
        }
    }

    fn of(fold: &'a FoldView) -> Self {
        let summaries = fold.summaries.iter();
        let parts = summaries.map(|summary| [&*summary.text, summary.language.as_str(), summary.dir]);
        Self { open: fold.open, summaries: parts.collect() }
    }
}

impl Rows<'_> {
    fn row(&self, out: &mut Vec<u8>, row: &Row<'_>) -> TeraResult<()> {
        match &row.fold {
            Some(fold) => Self::fold(out, row, fold)?,
            None => self.bead(out, row)?,
        }
        for _ in 0..row.unfolds {
            out.extend_from_slice(b"\n</div>\n</details>");
        }
        Ok(())
    }

    /// `<details>` begin that hold the rows after them.
    fn fold(out: &mut Vec<u8>, row: &Row<'_>, fold: &Fold<'_>) -> TeraResult<()> {
        out.extend_from_slice(b"\n<details class=\"fold\"");
        attribute(out, "id", row.id)?;
        if fold.open {
            out.extend_from_slice(b" open");
        }
        out.extend_from_slice(b">\n<summary>");
        row.anchors(out)?;
        let mut first = None;
        for [html, language, dir] in fold.summaries.iter().copied() {
            if first == Some(html) {
                continue;
            }
            out.extend_from_slice(if first.is_some() { DOT.as_bytes() } else { b"" });
            out.extend_from_slice(b"<span");
            attribute(out, "lang", language)?;
            attribute(out, "dir", dir)?;
            out.push(b'>');
            out.extend_from_slice(html.as_bytes());
            out.extend_from_slice(b"</span>");
            first.get_or_insert(html);
        }
        out.extend_from_slice(b"</summary>\n<div class=\"unfolded\">");
        Ok(())
    }

    fn bead(&self, out: &mut Vec<u8>, row: &Row<'_>) -> TeraResult<()> {
        write!(out, "\n<div class=\"bead kind-{} is-{}", row.kind, row.state)?;
        if row.level > 0 {
            write!(out, " level-{}", row.level)?;
        }
        out.push(b'"');
        attribute(out, "id", row.id)?;
        if row.is_blank() {
            out.push(b'>');
            row.anchors(out)?;
            out.extend_from_slice(b"</div>");
            return Ok(());
        }
        out.extend_from_slice(b">\n");
        row.anchors(out)?;
        self.pin(out, row)?;
        if let Some(shared) = row.shared {
            out.extend_from_slice(b"\n<div class=\"both\">");
            out.extend_from_slice(shared.as_bytes());
            out.extend_from_slice(b"</div>");
        } else {
            self.side(out, "o", &self.original, row.original, row.state)?;
            if row.original.and(row.gloss).is_some() {
                self.switch(out)?;
            }
            self.side(out, "g", &self.gloss, row.gloss, row.state)?;
        }
        out.extend_from_slice(b"\n</div>");
        Ok(())
    }

    fn pin(&self, out: &mut Vec<u8>, row: &Row<'_>) -> TeraResult<()> {
        let number = row.number.map(|number| numbers(number, row.last_number));
        let (key, sign) = match (&number, row.kind) {
            (Some(number), _) => ("passage", number.as_str()),
            (None, "heading") => ("section_link", "§"),
            (None, "note" | "rule") => return Ok(()),
            (None, _) => ("passage_link", "+"),
        };
        let label = self.strings.say_of(key, self.original.tag, &[("number", sign)])?;
        out.extend_from_slice(b"<a class=\"pin\" href=\"#");
        escape_all(row.id, out)?;
        out.push(b'"');
        attribute(out, "aria-label", &label)?;
        if key == "section_link" {
            // And the heading's own words: there are many such links.
            attribute(out, "aria-labelledby", row.id)?;
        }
        write!(out, ">{sign}</a>")?;
        Ok(())
    }

    /// What shows the gloss where it comes on demand and there is no script: the style sheet unhides it then. The gloss
    /// does not stand in it, for a browser's search would find it there.
    fn switch(&self, out: &mut Vec<u8>) -> TeraResult<()> {
        out.extend_from_slice(b"\n<details hidden><summary");
        attribute(out, "lang", self.gloss.tag)?;
        attribute(out, "dir", self.gloss.dir)?;
        out.push(b'>');
        escape_all(&self.gloss.name, out)?;
        out.extend_from_slice(b"</summary></details>");
        Ok(())
    }

    fn side(
        &self,
        out: &mut Vec<u8>,
        class: &str,
        language: &Tongue<'_>,
        html: Option<&str>,
        state: &str,
    ) -> TeraResult<()> {
        out.extend_from_slice(b"\n<div");
        let tag = language.tag;
        for (name, value) in [("class", class), ("lang", tag), ("dir", language.dir)] {
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
