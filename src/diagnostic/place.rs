use std::fmt;
use std::sync::Arc;

/// A stretch of bytes, `start..end`, in one part of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a byte range. Files are at most 16 MB, so 32 bits are enough.
    #[must_use]
    pub fn new(range: std::ops::Range<usize>) -> Self {
        let narrow = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { start: narrow(range.start), end: narrow(range.end) }
    }

    /// The byte range, for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that the span covers, or nothing if it is not of this text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// A file's path below the root, with `/` between its parts: `content/articles/scaling.de.md`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path written `path`, with `/` between its parts.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it names the same as `other`, or a file in that folder. The root is the empty path.
    #[must_use]
    pub fn is_at_or_below(&self, other: &Self) -> bool {
        let rest = self.0.strip_prefix(&*other.0);
        rest.is_some_and(|rest| other.0.is_empty() || rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which part of a file a span counts from.
///
/// Front matter and body are inputs of their own, so that an edit of one leaves the other's spans
/// as they were; they are lifted to the whole file only when a diagnostic is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// From the first byte of the file (files without front matter, and front matter itself, its
    /// opening `---` line included).
    Front,
    /// From the first byte after the front matter's closing line.
    Body,
}

/// Where a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// From where the span counts.
    pub part: Part,
    /// The stretch meant; empty at 0 for the file as a whole.
    pub span: Span,
}

impl Place {
    /// A place in the front matter, or in a file that has no parts.
    #[must_use]
    pub fn front(path: &SourcePath, span: Span) -> Self {
        Self { path: path.clone(), part: Part::Front, span }
    }

    /// A place in the body.
    #[must_use]
    pub fn body(path: &SourcePath, span: Span) -> Self {
        Self { path: path.clone(), part: Part::Body, span }
    }

    /// Whether it is the other place, or shares something with it.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let shares = self.span.start < other.span.end && other.span.start < self.span.end;
        self == other || (&self.path, self.part) == (&other.path, other.part) && shares
    }

    /// The file as a whole.
    #[must_use]
    pub fn file(path: &SourcePath) -> Self {
        Self::front(path, Span::default())
    }
}
