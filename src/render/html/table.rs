use std::borrow::Cow;

use super::decor::{Decor, Dress};
use html5gum::emitters::default::Token;

use super::inline::set_to;
use super::raw::{text, tokens};
use super::run::Run;
use super::{Html, Writer};
use crate::text::{Alignment, Block, BlockId, Inline, InlineKind, Mark};

/// One cell of a table, so that two tables of one shape can be written as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How its column is set.
    pub alignment: Alignment,
    /// What is inside.
    pub html: String,
}

impl Cell {
    /// What it [says](said).
    #[must_use]
    pub fn said(&self) -> Cow<'_, str> {
        said(&self.html)
    }
}

/// What HTML says and shows, whatever sentences and links are in it: the same of two pieces between
/// which nobody sees a difference. What can be led to by its id counts.
#[must_use]
pub fn said(html: &str) -> Cow<'_, str> {
    if let Some(said) = plainly_said(html) {
        return said;
    }
    let mut said = String::new();
    for token in tokens(html) {
        match token {
            Token::String(words) => said.push_str(text(&words.value)),
            Token::StartTag(tag) => {
                let wanted: &[&str] = match text(&tag.name) {
                    "span" => &[],
                    "a" => &["id"],
                    other => {
                        said.push_str(&format!("<{other}>"));
                        &["alt", "src"]
                    }
                };
                let values = tag.attributes.iter().filter(|(name, _)| wanted.contains(&text(name)));
                values.for_each(|(_, value)| said.push_str(&format!("<{}>", text(&value.value))));
            }
            _ => {}
        }
    }
    said.into()
}

/// What HTML says in which nothing but sentences is marked, as is most; read without a tokenizer.
fn plainly_said(html: &str) -> Option<Cow<'_, str>> {
    if html.contains('&') {
        return None;
    }
    let mut pieces = html.split('<');
    let mut said = Cow::Borrowed(pieces.next()?);
    for piece in pieces {
        let (tag, words) = piece.split_once('>')?;
        let is_sentence = tag.starts_with("span class=\"s\"") && tag.matches('"').count() % 2 == 0;
        if !is_sentence && tag != "/span" {
            return None;
        }
        said += words;
    }
    Some(said)
}

/// Writes a table of these cells, as a text's own tables are written; the first row is its head.
pub fn write_cells(out: &mut String, rows: &[Vec<Cell>]) {
    out.push_str(OPEN);
    out.push('>');
    for (index, row) in rows.iter().enumerate() {
        let (before, element, after) = match index {
            0 => ("<thead><tr>", "th", "</tr></thead><tbody>\n"),
            _ => ("<tr>", "td", "</tr>\n"),
        };
        out.push_str(before);
        for Cell { alignment, html } in row {
            let class = set_to(*alignment).map_or_else(String::new, |side| format!(" class=\"{side}\""));
            out.push_str(&format!("<{element}{class}>{html}</{element}>"));
        }
        out.push_str(after);
    }
    out.push_str(CLOSE);
}

/// A wide table is scrolled by itself, not the page with it.
const OPEN: &str = "<div class=\"table\"><table";
const CLOSE: &str = "</tbody></table></div>\n";

impl Html<'_> {
    /// A table's cells, row by row, the head first; no rows if the block is no table.
    #[must_use]
    pub fn cells(&self, id: BlockId, decor: &mut dyn Decor) -> Vec<Vec<Cell>> {
        let dress = decor.dress(self.source, id);
        let mut out = String::new();
        Writer::new(&mut out, self.source, &self.notes, decor).rows(id, &dress)
    }
}

impl Writer<'_, '_> {
    /// A table; on a page in a box of its own.
    pub(super) fn table(&mut self, block: &Block, dress: &Dress) {
        if self.plain {
            return self.around(block, dress, "<table", "</tbody></table>\n", false);
        }
        // Nothing but its parts may stand right inside a table.
        self.out.html(&dress.before);
        let dress = Dress { before: String::new(), ..dress.clone() };
        self.around(block, &dress, OPEN, CLOSE, false);
    }

    fn rows(&mut self, id: BlockId, dress: &Dress) -> Vec<Vec<Cell>> {
        let block = self.source.text.block(id);
        let mut run = Run::new(dress);
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let inlines = self.source.text.inlines_of(block);
        for (at, inline) in inlines.iter().enumerate() {
            match inline.kind {
                InlineKind::Open(Mark::TableHead | Mark::TableRow) => rows.push(Vec::new()),
                InlineKind::Open(Mark::TableCell(alignment)) => {
                    let html = self.cell(&inlines[at + 1..], &mut run);
                    rows.extend(rows.is_empty().then(Vec::new));
                    if let Some(row) = rows.last_mut() {
                        row.push(Cell { alignment, html });
                    }
                }
                _ => {}
            }
        }
        rows
    }

    /// What is inside the cell that `rest` begins with.
    fn cell(&mut self, rest: &[Inline], run: &mut Run<'_>) -> String {
        let is_end = |inline: &Inline| matches!(inline.kind, InlineKind::Close(Mark::TableCell(_)));
        let end = rest.iter().position(is_end).unwrap_or(rest.len());
        let start = self.out.len();
        self.write_inlines(&rest[..end], run);
        self.out.since(start)
    }
}
