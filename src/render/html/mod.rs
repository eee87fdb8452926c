//! The serialiser: from a text's blocks to HTML.
//!
//! [`Html`] writes a whole text or one block of it; a [`Decor`] says what the page adds: ids,
//! sentences, mentions, where links lead, quotes by language. With [`Plain`] nothing is added and
//! the result is CommonMark's, byte for byte: that is the test that no part of a text is lost on
//! its way through Diglot's model.

mod block;
mod container;
mod decor;
mod fold;
mod inline;
mod note;
mod out;
mod picture;
mod raw;
mod run;
mod table;
#[cfg(test)]
mod tests;
mod whole;

use crate::text::{BlockId, Node, Step, Text, paths};

pub use decor::{Around, Decor, Dress, Mention, Plain, Sentence, Source};
pub use fold::Fold;
pub use note::Notes;
pub use out::{escape, escape_address, escape_attribute};
pub use picture::Figure;
pub use raw::{Raw, Rewrite, without_ids};
pub use table::{Cell, said, write_cells};

/// Writes the whole of a text.
pub fn write_text(out: &mut String, text: &Text, body: &str, decor: &mut dyn Decor) {
    Html::new(text, body).write_text(out, decor);
}

/// A text that is written, whole or block by block.
pub struct Html<'a> {
    source: Source<'a>,
    notes: Notes,
    paths: Vec<Box<[Step]>>,
}

impl<'a> Html<'a> {
    /// The text parsed from `body`.
    #[must_use]
    pub fn new(text: &'a Text, body: &'a str) -> Self {
        let source = Source { text, body };
        Self { source, notes: Notes::by_use(text, body), paths: paths(text) }
    }

    /// The containers around a block, from the outermost.
    #[must_use]
    pub fn path(&self, id: BlockId) -> &[Step] {
        self.paths.get(id.0 as usize).map_or(&[], |path| path)
    }

    /// Writes all blocks in their containers.
    pub fn write_text(&self, out: &mut String, decor: &mut dyn Decor) {
        let plain = decor.plain().then(|| Notes::by_place(self.source.text, self.source.body));
        let notes = plain.as_ref().unwrap_or(&self.notes);
        let mut writer = Writer::new(out, self.source, notes, decor);
        for node in &self.source.text.nodes {
            match *node {
                Node::Open(container) => writer.open(container),
                Node::Block(id) => writer.block(id),
                Node::Close(container) => writer.close(container),
            }
        }
    }

    /// Writes one block alone, with its containers around it: `<ul><li>…</li></ul>`. A numbered
    /// item keeps its number; a container that the block only goes on with has the class `cont`.
    pub fn write_block(&self, out: &mut String, id: BlockId, decor: &mut dyn Decor) {
        self.write_alone(out, id, decor, |writer| writer.block(id));
    }

    /// Writes HTML that stands for one block, with the block's containers around it.
    pub fn write_instead(&self, out: &mut String, id: BlockId, decor: &mut dyn Decor, html: &str) {
        self.write_alone(out, id, decor, |writer| writer.out.html(html));
    }

    fn write_alone(
        &self,
        out: &mut String,
        id: BlockId,
        decor: &mut dyn Decor,
        inside: impl FnOnce(&mut Writer<'_, '_>),
    ) {
        if self.source.text.block(id).kind.is_silent() {
            return;
        }
        let mut writer = Writer { alone: true, ..Writer::new(out, self.source, &self.notes, decor) };
        let path = self.path(id);
        for (depth, step) in path.iter().enumerate() {
            writer.open_alone(*step, path.get(depth + 1));
        }
        inside(&mut writer);
        for step in path.iter().rev() {
            writer.close(step.container);
        }
    }
}

/// The state of writing.
struct Writer<'a, 'o> {
    out: out::Out<'o>,
    source: Source<'a>,
    notes: &'a Notes,
    decor: &'o mut dyn Decor,
    /// The decor's answer, asked once.
    plain: bool,
    /// Whether a block is written by itself, without those it stands with in its containers.
    alone: bool,
}

impl<'a, 'o> Writer<'a, 'o> {
    fn new(out: &'o mut String, source: Source<'a>, notes: &'a Notes, decor: &'o mut dyn Decor) -> Self {
        let plain = decor.plain();
        Self { out: out::Out::new(out), source, notes, decor, plain, alone: false }
    }
}
