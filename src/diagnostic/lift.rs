use std::borrow::Cow;
use std::ops::Range;

use super::{Part, Place, SourcePath};

/// Where renderers get the files from that diagnostics point into.
pub trait Sources {
    /// The whole text of a file, and the byte at which its body begins (0 if it has no front
    /// matter). `None` if there is no such file, or it is no text.
    fn source(&self, path: &SourcePath) -> Option<(Cow<'_, str>, usize)>;
}

/// A place, lifted from its part to the whole file: all renderers lift here.
pub(super) struct Lifted<'s> {
    /// The file.
    pub(super) text: Cow<'s, str>,
    /// The stretch meant, in bytes of the file, on character boundaries.
    pub(super) range: Range<usize>,
}

/// A place as editors and terminals understand it, `content/a.de.md:3:7`; of a file as a whole, its path.
#[must_use]
pub fn spot(place: &Place, sources: &dyn Sources) -> String {
    match Lifted::new(place, sources).map(|lifted| lifted.start()) {
        Some(Position { line, column }) => format!("{}:{line}:{column}", place.path),
        None => place.path.to_string(),
    }
}

/// A position for people: both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where a place begins, and where what follows it begins; `None` for a file as a whole, and for one that
/// is not there.
#[must_use]
pub fn positions(place: &Place, sources: &dyn Sources) -> Option<(Position, Position)> {
    Lifted::new(place, sources).map(|lifted| (lifted.start(), lifted.end()))
}

impl<'s> Lifted<'s> {
    /// `None` for files as a whole, and for files that are not there (any more).
    pub(super) fn new(place: &Place, sources: &'s dyn Sources) -> Option<Self> {
        if *place == Place::file(&place.path) {
            return None;
        }
        let (text, body) = sources.source(&place.path)?;
        let base = if place.part == Part::Body { body } else { 0 };
        let Range { start, end } = place.span.range();
        let start = text.floor_char_boundary(base.saturating_add(start));
        let end = text.floor_char_boundary(base.saturating_add(end)).max(start);
        Some(Self { text, range: start..end })
    }

    pub(super) fn start(&self) -> Position {
        self.position(self.range.start)
    }

    /// One past the last character.
    pub(super) fn end(&self) -> Position {
        self.position(self.range.end)
    }

    fn position(&self, byte: usize) -> Position {
        let line = self.text[..byte].bytes().filter(|byte| *byte == b'\n').count() + 1;
        Position { line, column: self.text[self.line_start(byte)..byte].chars().count() + 1 }
    }

    /// The bytes of the line in which the place begins, without line end and byte-order mark.
    pub(super) fn first_line(&self) -> Range<usize> {
        let start = self.line_start(self.range.start);
        let rest = &self.text[start..];
        let end = start + rest.find('\n').unwrap_or(rest.len());
        let line = &self.text[start..end];
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The part of the place that stands in its first line.
    pub(super) fn in_first_line(&self) -> Range<usize> {
        let line = self.first_line();
        let start = self.range.start.min(line.end);
        start..self.range.end.clamp(start, line.end)
    }

    /// A byte-order mark is no character of the first line.
    fn line_start(&self, byte: usize) -> usize {
        match self.text[..byte].rfind('\n') {
            Some(end) => end + 1,
            None if self.text.starts_with('\u{feff}') => '\u{feff}'.len_utf8().min(byte),
            None => 0,
        }
    }
}
