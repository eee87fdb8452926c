use super::decor::{Decor, Dress};
use super::run::Run;
use super::{Html, Writer};
use crate::text::{Alignment, BlockId, Inline, InlineKind, Mark, typography};

/// One cell of a table, so that two tables of one shape can be written as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How its column is set.
    pub alignment: Alignment,
    /// What is inside.
    pub html: String,
}

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
    fn rows(&mut self, id: BlockId, dress: &Dress) -> Vec<Vec<Cell>> {
        let block = self.source.text.block(id);
        let language = self.decor.language();
        let set = language.map_or_else(Vec::new, |language| {
            typography::marks(self.source.text, self.source.body, block, language)
        });
        let mut run = Run::new(dress, &set);
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
