//! From the parser's events to nodes, blocks and inlines.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::leaf::{self, Leaf};
use super::link;
use super::model::{
    Alert, Alignment, Block, BlockId, BlockKind, Container, Inline, InlineKind, Link, LinkId,
};
use super::model::{Mark, Node, Text, Words};
use super::strings::{Strings, within};
use crate::diagnostic::Span;

/// How many `<details>` may stand in each other.
const DEEPEST_DETAILS: usize = 16;

/// A text in the making.
pub(super) struct Builder<'a> {
    body: &'a str,
    nodes: Vec<Node>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    links: Vec<Link>,
    strings: Strings,
    /// The block that is being read.
    leaf: Option<Leaf>,
    containers: Vec<Container>,
    marks: Vec<Mark>,
    columns: Vec<Alignment>,
    column: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        Self {
            body,
            nodes: Vec::new(),
            blocks: Vec::new(),
            inlines: Vec::new(),
            links: Vec::new(),
            strings: Strings::default(),
            leaf: None,
            containers: Vec::new(),
            marks: Vec::new(),
            columns: Vec::new(),
            column: 0,
        }
    }

    /// One event.
    pub(super) fn read(&mut self, event: Event<'a>, range: Range<usize>) {
        let span = Span::new(range);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Rule => {
                self.begin(BlockKind::Rule, span);
                self.end_leaf();
            }
            other => {
                if let Some(kind) = self.inline_of(&other) {
                    self.inline(kind, span);
                }
            }
        }
    }

    /// The text, without directives and diagnostics.
    pub(super) fn finish(mut self) -> Text {
        self.end_leaf();
        while !self.containers.is_empty() {
            self.close();
        }
        Text {
            nodes: self.nodes.into(),
            blocks: self.blocks.into(),
            inlines: self.inlines.into(),
            strings: self.strings.into_table(),
            links: self.links.into(),
            directives: Box::default(),
            diagnostics: Box::default(),
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        if let Some(container) = self.container_of(&tag) {
            self.open(container);
        } else if let Some(kind) = self.leaf_of(&tag) {
            self.begin(kind, span);
        } else if let Some(mark) = self.mark_of(&tag, span) {
            self.marks.push(mark);
            self.inline(InlineKind::Open(mark), span);
        }
        if let Tag::Table(columns) = tag {
            self.columns = columns.into_iter().map(alignment).collect();
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table
            | TagEnd::DefinitionListTitle => self.end_leaf(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => {
                self.end_leaf();
                self.close();
            }
            // Never turned on, so never begun.
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
            _ => {
                if let Some(mark) = self.marks.pop() {
                    self.inline(InlineKind::Close(mark), span);
                }
            }
        }
    }

    fn container_of(&mut self, tag: &Tag<'a>) -> Option<Container> {
        Some(match tag {
            Tag::List(first) => Container::List(*first),
            Tag::Item => Container::Item,
            Tag::BlockQuote(None) => Container::Quote,
            Tag::BlockQuote(Some(kind)) => Container::Alert(alert(*kind)),
            Tag::FootnoteDefinition(label) => Container::Footnote(self.strings.words(self.body, label)),
            Tag::DefinitionList => Container::DefinitionList,
            Tag::DefinitionListDefinition => Container::Definition,
            _ => return None,
        })
    }

    fn leaf_of(&mut self, tag: &Tag<'a>) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => BlockKind::Paragraph { tight: false, verse: false },
            Tag::Heading { level, id, classes, attrs } => BlockKind::Heading {
                level: level_of(*level),
                id: id.as_ref().map(|id| self.strings.words(self.body, id)),
                attributes: leaf::attributes(classes, attrs).map(|all| Words::Kept(self.strings.keep(&all))),
            },
            Tag::CodeBlock(CodeBlockKind::Indented) => BlockKind::Code { info: None },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                BlockKind::Code { info: Some(self.strings.words(self.body, info)) }
            }
            Tag::HtmlBlock => BlockKind::Html,
            Tag::Table(_) => BlockKind::Table,
            Tag::DefinitionListTitle => BlockKind::DefinitionTerm,
            _ => return None,
        })
    }

    fn mark_of(&mut self, tag: &Tag<'a>, span: Span) -> Option<Mark> {
        Some(match tag {
            Tag::Emphasis => Mark::Emphasis,
            Tag::Strong => Mark::Strong,
            Tag::Strikethrough => Mark::Strikethrough,
            Tag::TableHead => self.row(Mark::TableHead),
            Tag::TableRow => self.row(Mark::TableRow),
            Tag::TableCell => self.cell(),
            _ => return self.link_mark(tag, span),
        })
    }

    fn link_mark(&mut self, tag: &Tag<'a>, span: Span) -> Option<Mark> {
        let id = LinkId(u32::try_from(self.links.len()).unwrap_or(u32::MAX));
        self.links.push(link::read(tag, span, self.body, &mut self.strings)?);
        Some(if matches!(tag, Tag::Image { .. }) { Mark::Image(id) } else { Mark::Link(id) })
    }

    fn row(&mut self, mark: Mark) -> Mark {
        self.column = 0;
        mark
    }

    fn cell(&mut self) -> Mark {
        let alignment = self.columns.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        Mark::TableCell(alignment)
    }

    fn inline_of(&mut self, event: &Event<'a>) -> Option<InlineKind> {
        let mut words = |piece: &str| self.strings.words(self.body, piece);
        Some(match event {
            Event::Code(code) => InlineKind::Code(words(code)),
            Event::InlineMath(formula) => InlineKind::Math(words(formula), false),
            Event::DisplayMath(formula) => InlineKind::Math(words(formula), true),
            Event::Html(html) | Event::InlineHtml(html) => InlineKind::Html(words(html)),
            Event::FootnoteReference(label) => InlineKind::Footnote(words(label)),
            Event::SoftBreak => InlineKind::SoftBreak,
            Event::HardBreak => InlineKind::HardBreak,
            Event::TaskListMarker(done) => InlineKind::Task(*done),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Rule => return None,
        })
    }

    /// Text, joined with the text before it where the body joins them. An escaped character is
    /// kept apart, because its quotes are the author's own.
    fn text(&mut self, text: &str, span: Span) {
        let Some(at) = within(self.body, text) else {
            let kept = self.strings.keep(text);
            return self.inline(InlineKind::Kept(kept), span);
        };
        if text.is_empty() {
            return self.inline(InlineKind::Text, Span { start: span.start, end: span.start });
        }
        let code = self.leaf.as_ref().is_some_and(|leaf| matches!(leaf.kind, BlockKind::Code { .. }));
        if code || !self.is_escaped(at.start) {
            return self.literal(at);
        }
        let first = at.start + text.chars().next().map_or(0, char::len_utf8) as u32;
        let kept = self.strings.keep(&text[..(first - at.start) as usize]);
        self.inline(InlineKind::Kept(kept), Span { start: at.start, end: first });
        if first < at.end {
            self.inline(InlineKind::Text, Span { start: first, end: at.end });
        }
    }

    /// Whether a backslash, which is in no event's text, makes the character at `start` literal.
    fn is_escaped(&mut self, start: u32) -> bool {
        let said = self.last().is_some_and(|last| {
            matches!(last.kind, InlineKind::Text | InlineKind::Kept(_)) && last.span.end == start
        });
        !said && self.body[..start as usize].ends_with('\\')
    }

    fn literal(&mut self, at: Span) {
        match self.last() {
            Some(last) if last.kind == InlineKind::Text && last.span.end == at.start => {
                last.span.end = at.end
            }
            _ => self.inline(InlineKind::Text, at),
        }
    }

    /// The last inline of the block that is being read.
    fn last(&mut self) -> Option<&mut Inline> {
        let first = self.leaf.as_ref()?.first;
        self.inlines[first..].last_mut()
    }

    fn inline(&mut self, kind: InlineKind, span: Span) {
        if self.leaf.is_none() {
            // In a tight list the parser puts text into the item itself.
            self.begin(BlockKind::Paragraph { tight: true, verse: false }, span);
        }
        self.inlines.push(Inline { kind, span });
    }

    fn begin(&mut self, kind: BlockKind, span: Span) {
        self.end_leaf();
        self.leaf = Some(Leaf { kind, span, first: self.inlines.len() });
    }

    fn end_leaf(&mut self) {
        let Some(mut leaf) = self.leaf.take() else { return };
        let inlines = self.inlines.split_off(leaf.first);
        let inlines = leaf::finish(&mut leaf, inlines, self.body, &self.strings, &mut self.links);
        let (closed, opened) = leaf::details(leaf.kind, &inlines, self.body, &self.strings);
        for _ in 0..closed {
            self.close_details();
        }
        self.push_block(&leaf, inlines);
        for _ in 0..opened {
            self.open_details();
        }
    }

    fn push_block(&mut self, leaf: &Leaf, inlines: Vec<Inline>) {
        let narrow = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        self.inlines.extend(inlines);
        let id = BlockId(narrow(self.blocks.len()));
        let inlines = narrow(leaf.first)..narrow(self.inlines.len());
        self.blocks.push(Block { kind: leaf.kind, span: leaf.span, inlines });
        self.nodes.push(Node::Block(id));
    }

    fn open(&mut self, container: Container) {
        self.end_leaf();
        self.containers.push(container);
        self.nodes.push(Node::Open(container));
    }

    /// Closes the innermost container, and any `<details>` in it that nobody closed.
    fn close(&mut self) {
        while let Some(container) = self.containers.pop() {
            self.nodes.push(Node::Close(container));
            if container != Container::Details {
                break;
            }
        }
    }

    /// Deeper than anyone would fold, `<details>` are raw HTML and nothing else.
    fn open_details(&mut self) {
        let around = self.containers.iter().filter(|container| **container == Container::Details).count();
        if around < DEEPEST_DETAILS {
            self.open(Container::Details);
        }
    }

    fn close_details(&mut self) {
        if self.containers.last() == Some(&Container::Details) {
            self.containers.pop();
            self.nodes.push(Node::Close(Container::Details));
        }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}

fn alignment(of: pulldown_cmark::Alignment) -> Alignment {
    match of {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

fn alert(of: pulldown_cmark::BlockQuoteKind) -> Alert {
    use pulldown_cmark::BlockQuoteKind as Of;
    match of {
        Of::Note => Alert::Note,
        Of::Tip => Alert::Tip,
        Of::Important => Alert::Important,
        Of::Warning => Alert::Warning,
        Of::Caution => Alert::Caution,
    }
}
