use std::borrow::Cow;
use std::ops::Range;

use super::out::{escape_address, escape_attribute};
use crate::diagnostic::Span;
use crate::site::Language;
use crate::text::typography::Set;
use crate::text::{Alert, Block, BlockId, Link, LinkId, LinkKind, Text, Words};

/// A text with the body it was parsed from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its body.
    pub body: &'a str,
}

impl<'a> Source<'a> {
    /// The link `id`.
    ///
    /// # Panics
    /// If `id` is of another text.
    #[must_use]
    pub fn link(self, id: LinkId) -> &'a Link {
        &self.text.links[id.0 as usize]
    }

    /// The lines of code or raw HTML. The parser hands a line's indentation over as text.
    #[must_use]
    pub fn literal(self, block: &Block) -> String {
        self.text.literal(self.body, block)
    }

    /// What `words` say.
    #[must_use]
    pub fn words(self, words: Words) -> &'a str {
        self.text.words(self.body, words)
    }
}

/// What a page adds to a text. Every default adds nothing.
///
/// Attributes are strings of escaped HTML that begin with a blank: ` data-n="3"`.
pub trait Decor {
    /// CommonMark's HTML and nothing else: directives, figures and short links as any Markdown
    /// renderer shows them.
    fn plain(&self) -> bool {
        false
    }

    /// The language whose quotes and dashes are set where words stand outside of blocks, as captions do;
    /// `None` leaves them as written.
    fn language(&self) -> Option<Language> {
        None
    }

    /// What a block wears.
    fn dress(&mut self, _source: Source<'_>, _block: BlockId) -> Dress {
        Dress::default()
    }

    /// What stands around a link's words, or instead of them.
    fn link(&mut self, source: Source<'_>, link: LinkId) -> Around {
        Around::as_written(source, link)
    }

    /// The address of an image, sound or film; `None` leaves it as written.
    fn address(&mut self, _source: Source<'_>, _link: LinkId) -> Option<String> {
        None
    }

    /// Further attributes of an image: its size, how it is loaded.
    fn image_attributes(&mut self, _source: Source<'_>, _link: LinkId) -> String {
        String::new()
    }

    /// What is inside a code block's `<code>`, highlighted; `None` leaves the code as it is.
    fn code(&mut self, _info: &str, _code: &str) -> Option<String> {
        None
    }

    /// What is written before and after a code block's `<pre>`: its title.
    fn code_frame(&mut self, _info: &str) -> Option<(String, String)> {
        None
    }

    /// A formula as HTML; `true` for one set apart.
    fn math(&mut self, _formula: &str, _apart: bool) -> Option<String> {
        None
    }

    /// Raw HTML as the site lets it pass.
    fn raw<'h>(&mut self, html: &'h str) -> Cow<'h, str> {
        Cow::Borrowed(html)
    }

    /// What an alert is called, as HTML: `Warning`; nothing leaves it without title.
    fn alert(&self, _kind: Alert) -> String {
        String::new()
    }

    /// What a task's box is called for those who cannot see it: `done`.
    fn task(&self, _done: bool) -> String {
        String::new()
    }

    /// What footnotes' ids begin with, so that two texts can share a page, and headings have other ids.
    fn note_prefix(&self) -> &str {
        ""
    }

    /// What the mark of a footnote is called for those who cannot see where it stands.
    fn note_mark(&self, _number: usize) -> String {
        String::new()
    }

    /// What the link from a footnote back to its use is called for those who cannot see it.
    fn note_back(&self) -> &str {
        ""
    }

    /// Whether a mark on the page calls the footnote, so that there is a way back to it.
    fn note_is_called(&self, _label: &str) -> bool {
        true
    }

    /// Whether the footnote stands on the page, so that its marks can lead to it.
    fn note_is_written(&self, _label: &str) -> bool {
        true
    }
}

/// Adds nothing at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Decor for Plain {
    fn plain(&self) -> bool {
        true
    }
}

/// What one block wears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dress {
    /// Its id. A heading's own `{#id}` stands if this is empty.
    pub id: Option<String>,
    /// Its classes, beside those that the author gave it.
    pub class: String,
    /// Further attributes.
    pub attributes: String,
    /// The number beside it, as HTML: right inside its element, or inside a box around both where the
    /// element has no room for it.
    pub pin: String,
    /// HTML right inside its element, before its words: empty anchors for other ids.
    pub before: String,
    /// HTML that stands instead of its words, if anything does.
    pub instead: Option<String>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Their attributes and anchors, one after another.
    pub sentence_attributes: String,
    /// The mentions in it, in order, none within another.
    pub mentions: Vec<Mention>,
    /// Quotes and dashes that are set otherwise than typed, in order.
    pub set: Vec<Set>,
}

/// A sentence, up to where the next begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where in the body it begins.
    pub start: u32,
    /// The attributes of the `<span>` around it: where they stand in
    /// [`Dress::sentence_attributes`].
    pub attributes: Range<usize>,
    /// Where the empty anchors for its other ids stand there: they are written right inside it.
    pub anchors: Range<usize>,
}

/// A stretch of text that links to a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its stretch of the body.
    pub span: Span,
    /// The attributes of the `<a>` around it; repeated where a mark cuts the mention in two, so
    /// without id.
    pub attributes: String,
}

/// What stands around a link's words, or instead of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Around {
    /// HTML before and after the words.
    Tags {
        /// Before.
        open: String,
        /// After.
        close: String,
    },
    /// HTML instead of the words.
    Instead(String),
}

impl Around {
    /// The words alone.
    #[must_use]
    pub fn nothing() -> Self {
        Self::Tags { open: String::new(), close: String::new() }
    }

    /// `<a …>` with these attributes.
    #[must_use]
    pub fn anchor(attributes: &str) -> Self {
        Self::Tags { open: format!("<a{attributes}>"), close: "</a>".to_owned() }
    }

    /// An address leads where it says; a link of ours is its words, until somebody resolves it.
    #[must_use]
    pub fn as_written(source: Source<'_>, id: LinkId) -> Self {
        let link = source.link(id);
        match link.kind {
            LinkKind::Address | LinkKind::Auto | LinkKind::Bare | LinkKind::Email => {
                Self::Tags { open: anchor(source, link), close: "</a>".to_owned() }
            }
            LinkKind::Term | LinkKind::Shorthand(_) | LinkKind::NoTerm | LinkKind::Gloss => Self::nothing(),
        }
    }

    /// As CommonMark has it.
    pub(super) fn as_commonmark(source: Source<'_>, id: LinkId) -> Self {
        let link = source.link(id);
        if link.kind == LinkKind::Bare {
            return Self::nothing();
        }
        Self::Tags { open: anchor(source, link), close: "</a>".to_owned() }
    }
}

/// `<a href="…" title="…">`.
fn anchor(source: Source<'_>, link: &Link) -> String {
    let mut out = String::from("<a href=\"");
    if link.kind == LinkKind::Email {
        out.push_str("mailto:");
    }
    escape_address(&mut out, source.words(link.href));
    let title = source.words(link.title);
    if !title.is_empty() {
        out.push_str("\" title=\"");
        escape_attribute(&mut out, title);
    }
    out.push_str("\">");
    out
}
