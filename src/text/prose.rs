//! A block's prose as plain text, with the way back to the body.

use std::ops::Range;

use super::model::{Block, BlockKind, Inline, InlineKind, LinkId, Mark, Text, Words};
use super::raw_html::Tag;
use crate::diagnostic::Span;

/// What a block says, as a reader hears it: entities decoded, marks and raw HTML gone, a line's
/// end a blank. Code is in it, pictures are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The words.
    pub text: String,
    /// Where a segment must end whatever the words say: verse lines, cells of a table.
    pub bounds: Vec<usize>,
    /// Where the rows of a table end; empty for everything else.
    pub rows: Vec<usize>,
    /// It ends nowhere else: the lines of verse.
    pub verse: bool,
    /// Where a new line begins in the source without ending anything.
    pub lines: Vec<usize>,
    /// Where no sentence ends: links, code, inline glosses, elements of raw HTML; in order, none
    /// within another.
    pub closed: Vec<Range<usize>>,
    pieces: Vec<Piece>,
}

/// A stretch of the prose and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    at: usize,
    source: Span,
    /// The source says it letter for letter.
    literal: bool,
    /// Where the marks begin that open right before it.
    outer: u32,
}

impl Prose {
    /// The prose of `block`; empty for code, raw HTML and rules.
    #[must_use]
    pub fn of(text: &Text, body: &str, block: &Block) -> Self {
        Self::with(text, body, block, &|_| None)
    }

    /// The prose of `block` as a page shows it: `shown` gives the words that stand there instead of
    /// a link's own, for `[[scaling-team]]` shows the term, not the name it is called by.
    #[must_use]
    pub fn with(text: &Text, body: &str, block: &Block, shown: &dyn Fn(LinkId) -> Option<String>) -> Self {
        let silent = matches!(block.kind, BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule);
        if silent || block.kind.is_silent() {
            return Self::default();
        }
        let mut reader = Reader::new(text, body, is_verse(block.kind), shown);
        for inline in text.inlines_of(block) {
            reader.read(inline);
        }
        reader.prose
    }

    /// The stretch of the body behind a stretch of the prose. Part of what the body says in other
    /// letters (an entity) stands for the whole of it.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.piece_at(range.start).map_or(0, |piece| piece.start_at(range.start));
        let last = range.end.saturating_sub(1).max(range.start);
        let end = self.piece_at(last).map_or(start, |piece| piece.end_at(range.end));
        Span { start, end: end.max(start) }
    }

    /// The stretch of the body that says a stretch of the prose letter for letter, if there is one.
    #[must_use]
    pub fn literal(&self, range: Range<usize>) -> Option<Span> {
        let index = self.pieces.partition_point(|piece| piece.at <= range.start).checked_sub(1)?;
        let piece = self.pieces.get(index).filter(|piece| piece.literal)?;
        let end = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.at);
        (range.end <= end).then(|| Span { start: piece.shifted(range.start), end: piece.shifted(range.end) })
    }

    /// Where in the body a cut at `at` falls: before the marks that open there.
    #[must_use]
    pub fn cut(&self, at: usize) -> u32 {
        match self.pieces.binary_search_by_key(&at, |piece| piece.at) {
            Ok(index) => self.pieces[index].outer,
            Err(0) => 0,
            Err(index) => self.pieces[index - 1].cut_at(at),
        }
    }

    /// The words behind a stretch of the body. Its ends may fall on marks, which the prose does not
    /// have; then the nearest words inside count. Of what the body says in other letters all counts.
    #[must_use]
    pub fn range(&self, span: Span) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.source.end <= span.start);
        let after = self.pieces.partition_point(|piece| piece.source.start < span.end);
        let (Some(piece), Some(last)) =
            (self.pieces.get(first), after.checked_sub(1).filter(|last| *last >= first))
        else {
            return 0..0;
        };
        let start = if piece.literal { piece.literally_at(span.start) } else { piece.at };
        let end = self.pieces.get(after).map_or(self.text.len(), |next| next.at);
        let last = &self.pieces[last];
        start..if last.literal { last.literally_at(span.end) } else { end }
    }

    /// Where in the prose a place of the body is, if its words are in it.
    #[must_use]
    pub fn offset(&self, body: u32) -> Option<usize> {
        let index = self.pieces.partition_point(|piece| piece.source.end <= body);
        let piece = self.pieces.get(index).filter(|piece| piece.source.start <= body)?;
        Some(if piece.literal { piece.at + (body - piece.source.start) as usize } else { piece.at })
    }

    /// The row of a table in which a place of the prose is.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<Range<usize>> {
        let index = self.rows.partition_point(|end| *end <= at);
        let start = index.checked_sub(1).map_or(0, |before| self.rows[before]);
        Some(start..*self.rows.get(index)?)
    }

    /// Where the prose ends in the body.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.source.end)
    }

    fn piece_at(&self, at: usize) -> Option<&Piece> {
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces.get(index.checked_sub(1)?)
    }
}

impl Piece {
    fn start_at(&self, at: usize) -> u32 {
        if self.literal { self.shifted(at) } else { self.source.start }
    }

    fn end_at(&self, at: usize) -> u32 {
        if self.literal { self.shifted(at) } else { self.source.end }
    }

    /// Where in the prose a place of its source is.
    fn literally_at(&self, body: u32) -> usize {
        let inside = body.clamp(self.source.start, self.source.end);
        self.at + (inside - self.source.start) as usize
    }

    /// A cut inside what is not literal falls behind it.
    fn cut_at(&self, at: usize) -> u32 {
        self.end_at(at)
    }

    fn shifted(&self, at: usize) -> u32 {
        let by = u32::try_from(at - self.at).unwrap_or(u32::MAX);
        self.source.start.saturating_add(by).min(self.source.end)
    }
}

fn is_verse(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph { verse: true, .. })
}

/// Reads a block's inlines into its prose.
struct Reader<'a> {
    text: &'a Text,
    body: &'a str,
    prose: Prose,
    shown: &'a dyn Fn(LinkId) -> Option<String>,
    /// The link around whose words are shown differently.
    instead: Option<LinkId>,
    /// How many pictures are around.
    pictures: u32,
    /// Where the links around begin in the prose.
    links: Vec<usize>,
    /// The elements of raw HTML around, and where they begin in the prose.
    elements: Vec<(&'a str, usize)>,
    /// Where the first of the marks and tags begins that have opened since the last words.
    outer: Option<u32>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a Text, body: &'a str, verse: bool, shown: &'a dyn Fn(LinkId) -> Option<String>) -> Self {
        let prose = Prose { verse, ..Prose::default() };
        let (links, elements) = (Vec::new(), Vec::new());
        Self { text, body, prose, shown, instead: None, pictures: 0, links, elements, outer: None }
    }

    fn read(&mut self, inline: &Inline) {
        match inline.kind {
            InlineKind::Open(mark) => self.open(mark, inline.span),
            InlineKind::Close(mark) => self.close(mark),
            _ if self.pictures > 0 || self.instead.is_some() => {}
            InlineKind::Text => self.say(inline.span.of(self.body), inline.span, true),
            InlineKind::Kept(_) => self.say_other(inline),
            InlineKind::SoftBreak => {
                self.say_other(inline);
                self.prose.lines.push(self.prose.text.len());
            }
            InlineKind::HardBreak => {
                self.say_other(inline);
                if self.prose.verse {
                    self.bound();
                }
            }
            InlineKind::Code(_) | InlineKind::Math(..) => {
                let start = self.prose.text.len();
                self.say_other(inline);
                self.shut(start);
            }
            InlineKind::Html(words) => self.tag(words, inline.span),
            InlineKind::Silent(_) | InlineKind::Footnote(_) | InlineKind::Task(_) => {}
        }
    }

    fn open(&mut self, mark: Mark, span: Span) {
        match mark {
            Mark::Image(_) => self.pictures += 1,
            Mark::Link(id) => return self.open_link(id, span),
            Mark::TableCell(_) | Mark::TableHead | Mark::TableRow => return,
            _ => {}
        }
        self.outer.get_or_insert(span.start);
    }

    fn open_link(&mut self, id: LinkId, span: Span) {
        self.links.push(self.prose.text.len());
        self.outer.get_or_insert(span.start);
        if let Some(words) = (self.shown)(id).filter(|_| self.instead.is_none()) {
            self.say(&words, span, false);
            self.instead = Some(id);
        }
    }

    fn close(&mut self, mark: Mark) {
        self.outer = None;
        match mark {
            Mark::Image(_) => self.pictures = self.pictures.saturating_sub(1),
            Mark::Link(id) => {
                self.instead = self.instead.filter(|instead| *instead != id);
                if let Some(start) = self.links.pop() {
                    self.shut(start);
                }
            }
            Mark::TableCell(_) => self.end_cell(),
            Mark::TableHead | Mark::TableRow => self.prose.rows.push(self.prose.text.len()),
            _ => {}
        }
    }

    /// A tag that an author wrote. Nobody but the author can close the element again, so that a
    /// sentence holds all of it; what is never closed holds nothing.
    fn tag(&mut self, words: Words, span: Span) {
        match Tag::of(self.text.words(self.body, words)) {
            Some(Tag::Start(name)) => {
                self.elements.push((name, self.prose.text.len()));
                self.outer.get_or_insert(span.start);
            }
            Some(Tag::End(name)) => {
                self.outer = None;
                let opened = self.elements.iter().rposition(|(open, _)| open.eq_ignore_ascii_case(name));
                if let Some((_, start)) = opened.and_then(|at| self.elements.drain(at..).next()) {
                    self.shut(start);
                }
            }
            None => {}
        }
    }

    /// No sentence ends between `start` and here; what is closed within counts no more by itself.
    fn shut(&mut self, start: usize) {
        let outside = self.prose.closed.partition_point(|closed| closed.start < start);
        self.prose.closed.truncate(outside);
        if start < self.prose.text.len() {
            self.prose.closed.push(start..self.prose.text.len());
        }
    }

    fn bound(&mut self) {
        let at = self.prose.text.len();
        if at > self.prose.bounds.last().copied().unwrap_or(0) {
            self.prose.bounds.push(at);
        }
    }

    /// The words of two cells do not run together.
    fn end_cell(&mut self) {
        let end = self.prose.end();
        if self.prose.text.len() > self.prose.bounds.last().copied().unwrap_or(0) {
            self.say("\n", Span { start: end, end }, false);
        }
        self.bound();
    }

    /// What the body does not say letter for letter.
    fn say_other(&mut self, inline: &Inline) {
        match inline.kind {
            InlineKind::Kept(index) => {
                let kept = self.text.strings.get(index as usize).map_or("", |kept| kept);
                self.say(kept, inline.span, inline.span.of(self.body) == kept);
            }
            InlineKind::Code(words) | InlineKind::Math(words, _) => {
                self.say(self.text.words(self.body, words), inline.span, false);
            }
            _ => self.say(" ", inline.span, false),
        }
    }

    fn say(&mut self, words: &str, source: Span, literal: bool) {
        let outer = self.outer.take().unwrap_or(source.start);
        if !words.is_empty() {
            self.prose.pieces.push(Piece { at: self.prose.text.len(), source, literal, outer });
            self.prose.text.push_str(words);
        }
    }
}
