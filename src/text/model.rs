//! What a Markdown body is to Diglot: containers, blocks, and what runs inside a block.
//!
//! Everything is kept as spans of the body wherever the body says it literally; only what does
//! not stand there word for word (decoded entities, unescaped link addresses) is kept as a string
//! of its own, in [`Text::strings`]. So ten thousand works fit into memory.

use crate::diagnostic::{Diagnostic, Span};

/// A body, parsed. Parsing does not fail: faults are in [`Text::diagnostics`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The whole in reading order: containers opened and closed, blocks between them.
    pub nodes: Box<[Node]>,
    /// The blocks, in reading order.
    pub blocks: Box<[Block]>,
    /// What runs inside the blocks; each block owns a stretch of it.
    pub inlines: Box<[Inline]>,
    /// Text that the body does not say literally.
    pub strings: Box<[Box<str>]>,
    /// Links, images and inline glosses, as written.
    pub links: Box<[Link]>,
    /// What the author said of a block in a comment or an anchor before it, by block.
    pub directives: Box<[(BlockId, Directive)]>,
    /// What is wrong with it, in the order of the body.
    pub diagnostics: Box<[Diagnostic]>,
}

/// A block's number in its text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// A link's number in its text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub u32);

/// One step of reading a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// A container begins.
    Open(Container),
    /// A block.
    Block(BlockId),
    /// The container opened last ends.
    Close(Container),
}

/// What blocks can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    /// A list; numbered ones say their first number.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// GitHub's alert.
    Alert(Alert),
    /// A footnote's definition, with its label.
    Footnote(Words),
    /// A definition list.
    DefinitionList,
    /// A definition of the term before it.
    Definition,
    /// `<details>` … `</details>` in raw HTML, which still stands as blocks of its own.
    Details,
}

/// GitHub's five kinds of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl Alert {
    /// The word that authors write for it: `NOTE`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "NOTE",
            Self::Tip => "TIP",
            Self::Important => "IMPORTANT",
            Self::Warning => "WARNING",
            Self::Caution => "CAUTION",
        }
    }
}

/// A leaf of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its source in the body.
    pub span: Span,
    /// Its stretch of [`Text::inlines`].
    pub inlines: std::ops::Range<u32>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading of level 1 to 6, with `{#id}` if written.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The explicit id.
        id: Option<Words>,
        /// Its further attributes (`{.class key=value}`) as one string of escaped HTML that begins
        /// with a blank.
        attributes: Option<Words>,
    },
    /// A paragraph; `tight` ones stand in a tight list and get no `<p>`.
    Paragraph {
        /// Without `<p>`.
        tight: bool,
        /// All lines end in hard breaks: the lines are the segments.
        verse: bool,
    },
    /// An image alone in its paragraph.
    Figure {
        /// Without `<p>`, as in [`BlockKind::Paragraph`].
        tight: bool,
    },
    /// A link alone in its paragraph to a sound or film file.
    Player {
        /// Without `<p>`, as in [`BlockKind::Paragraph`].
        tight: bool,
    },
    /// Code, with its info string if fenced.
    Code {
        /// The info string, whole.
        info: Option<Words>,
    },
    /// A table; its rows and cells are marks inside it ([`Mark::TableHead`] and the like).
    Table,
    /// The term of a definition list.
    DefinitionTerm,
    /// Raw HTML.
    Html,
    /// A `diglot:` comment: raw HTML that is never in the output.
    Directive,
    /// A paragraph of nothing but `<a id="why"></a>`, which names the block after it: never in the
    /// output either.
    Anchor {
        /// Without `<p>`, as in [`BlockKind::Paragraph`].
        tight: bool,
    },
    /// HTML comments and nothing else: nobody sees them, so they are left out as well.
    Comment,
    /// A thematic break.
    Rule,
}

impl BlockKind {
    /// Whether it speaks to Diglot or to authors only: it is no part of what is read, numbered or paired.
    #[must_use]
    pub fn is_silent(self) -> bool {
        matches!(self, Self::Directive | Self::Anchor { .. } | Self::Comment)
    }
}

/// A word or more: literally in the body, or kept in [`Text::strings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Words {
    /// A stretch of the body.
    Body(Span),
    /// A string of the side table.
    Kept(u32),
}

/// One step of reading a block, with its source. Marks are opened and closed in pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its source in the body. An opened and its closing mark have the whole mark's.
    pub span: Span,
}

/// What runs inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Text exactly as its span says. Its straight quotes may be set by language.
    Text,
    /// Text that the span does not say literally (an entity, an escape): a string of the side
    /// table. Its quotes are left as they are.
    Kept(u32),
    /// Code between backticks, as [`Words`].
    Code(Words),
    /// Raw HTML, as [`Words`].
    Html(Words),
    /// Raw HTML that speaks to Diglot only (`<a id="why"></a>` on a paragraph's first line, with
    /// the line's end; a comment for Diglot): never in the output.
    Silent(Words),
    /// A formula, as [`Words`]; `true` for one set apart.
    Math(Words, bool),
    /// A line's end that means a blank.
    SoftBreak,
    /// A line's end that is kept.
    HardBreak,
    /// A footnote's mark, with the label.
    Footnote(Words),
    /// `[ ]` or `[x]`.
    Task(bool),
    /// A mark begins.
    Open(Mark),
    /// A mark ends.
    Close(Mark),
}

/// A mark around inline text.
///
/// Cells of a table are marks too, so that a table is one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
    /// A link, an inline gloss, a term.
    Link(LinkId),
    /// An image; what is inside is its description.
    Image(LinkId),
    /// A table's first row.
    TableHead,
    /// A further row.
    TableRow,
    /// A cell, with its column's alignment.
    TableCell(Alignment),
}

/// How a table's column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// Not said.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A link or image, as written; [`LinkKind`] says what it asks for, not whether it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it asks for.
    pub kind: LinkKind,
    /// Its destination whole, as CommonMark reads it: unescaped, our schemes included.
    pub href: Words,
    /// Where it leads, without the scheme of ours.
    pub target: Words,
    /// Its title, or an inline gloss's words; empty if none.
    pub title: Words,
    /// Its source in the body, brackets included.
    pub span: Span,
}

/// What a link asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// An address: a source file, a path from the content root, another site.
    Address,
    /// `<https://…>`.
    Auto,
    /// A URL that stands in the text as it is.
    Bare,
    /// `<name@host>`.
    Email,
    /// `[…](term:scaling-team)`.
    Term,
    /// `[[scaling-team]]`; `true` if it gives its own words: `[[scaling-team|das Team]]`.
    Shorthand(bool),
    /// `[…](term:none)`.
    NoTerm,
    /// `[…](gloss: "…")`; the target is the language's tag, empty for the first gloss language.
    Gloss,
}

/// What an author says of the block that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// No partner on purpose.
    Alone,
    /// Not glossed yet.
    Todo,
    /// An id that pins the pair.
    Id(Words),
    /// One bead with the block before.
    WithPrevious,
    /// For translators; never published.
    Note(Words),
    /// A rule that is switched off for this block, with its reason.
    Allow {
        /// The rule's name.
        rule: Words,
        /// Why.
        reason: Words,
    },
}

impl Text {
    /// The block `id`.
    ///
    /// # Panics
    /// If `id` is of another text; ids are made by this text only.
    #[must_use]
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// What runs inside `block`.
    #[must_use]
    pub fn inlines_of(&self, block: &Block) -> &[Inline] {
        &self.inlines[block.inlines.start as usize..block.inlines.end as usize]
    }

    /// The lines of a block of code or raw HTML, without what containers put before them.
    #[must_use]
    pub fn literal(&self, body: &str, block: &Block) -> String {
        let mut lines = String::new();
        for inline in self.inlines_of(block) {
            match inline.kind {
                // The parser hands a line's indentation over as text.
                InlineKind::Text => lines.push_str(inline.span.of(body)),
                InlineKind::Kept(index) => lines.push_str(self.words(body, Words::Kept(index))),
                InlineKind::Html(words) => lines.push_str(self.words(body, words)),
                _ => {}
            }
        }
        lines
    }

    /// What `words` say, in the text parsed from `body`.
    #[must_use]
    pub fn words<'a>(&'a self, body: &'a str, words: Words) -> &'a str {
        match words {
            Words::Body(span) => span.of(body),
            Words::Kept(index) => self.strings.get(index as usize).map_or("", |kept| kept),
        }
    }

    /// What was said of the block `id`, in the order written.
    pub fn directives_of(&self, id: BlockId) -> impl Iterator<Item = &Directive> {
        let first = self.directives.partition_point(|(block, _)| *block < id);
        self.directives[first..].iter().take_while(move |(block, _)| *block == id).map(|(_, said)| said)
    }
}
