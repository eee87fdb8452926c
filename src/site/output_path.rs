use std::borrow::Borrow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// The folder in an output that belongs to Diglot itself; no output lies in it.
const OWN_FOLDER: &str = ".diglot";

/// The longest path in bytes; macOS takes no longer one, and no page needs it.
const LONGEST: usize = 1024;

/// The longest name of a file or folder in bytes that file systems take.
const LONGEST_SEGMENT: usize = 255;

/// Where an output lies in the output folder: `articles/scaling/index.html`.
///
/// Relative, with `/` between its segments on every system, and such that it cannot leave the
/// folder it is joined to. Ordered by its bytes. A clone shares the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Reads a path.
    ///
    /// # Errors
    /// The first thing that is wrong with it; see [`OutputPathFault`].
    pub fn new(path: &str) -> Result<Self, OutputPathError> {
        match fault(path) {
            None => Ok(Self(path.into())),
            Some(fault) => Err(OutputPathError { path: path.to_owned(), fault }),
        }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is wrong with it on the file systems of today, which take names of 255 bytes at most.
    ///
    /// # Errors
    /// If a file or folder of the path has a longer name.
    pub fn check_names(&self) -> Result<(), OutputPathError> {
        let long = self.0.split('/').any(|segment| segment.len() > LONGEST_SEGMENT);
        let error = || OutputPathError { path: self.0.to_string(), fault: OutputPathFault::SegmentTooLong };
        if long { Err(error()) } else { Ok(()) }
    }

    /// The folder that it lies in, without a slash at the end; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// All folders that it lies in, the outermost first: `a`, `a/b` of `a/b/c.html`.
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.match_indices('/').map(|(at, _)| &self.0[..at])
    }
}

/// What is wrong with `path`, if anything.
fn fault(path: &str) -> Option<OutputPathFault> {
    if path.is_empty() {
        return Some(OutputPathFault::Empty);
    }
    if path.len() > LONGEST {
        return Some(OutputPathFault::TooLong);
    }
    if path.contains('\\') {
        return Some(OutputPathFault::Backslash);
    }
    // A line break would break the manifest, which has one line a file; the others help nobody.
    if path.contains(|c: char| c.is_ascii_control()) {
        return Some(OutputPathFault::ControlCharacter);
    }
    if path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(OWN_FOLDER)) {
        return Some(OutputPathFault::OwnFolder);
    }
    path.split('/').find_map(|segment| match segment {
        "" => Some(OutputPathFault::EmptySegment),
        "." | ".." => Some(OutputPathFault::DotSegment),
        _ => None,
    })
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A text that is no [`OutputPath`], and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputPathError {
    /// The text as given.
    pub path: String,
    /// What is wrong with it.
    pub fault: OutputPathFault,
}

/// What can be wrong with the path of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputPathFault {
    /// It is empty.
    Empty,
    /// It is longer than 1,024 bytes.
    TooLong,
    /// One of its segments is longer than 255 bytes.
    SegmentTooLong,
    /// It begins or ends with a slash, or holds two in a row.
    EmptySegment,
    /// A segment is `.` or `..`.
    DotSegment,
    /// It holds a backslash, which some systems take for a separator.
    Backslash,
    /// It holds an ASCII control character (NUL, a line break, …).
    ControlCharacter,
    /// It lies below `.diglot`, where Diglot keeps its own files.
    OwnFolder,
}

impl OutputPathError {
    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> String {
        let what = match self.fault {
            OutputPathFault::Empty => "is empty",
            OutputPathFault::TooLong => "is longer than 1,024 bytes",
            OutputPathFault::SegmentTooLong => "has a part longer than 255 bytes, which no file system takes",
            OutputPathFault::EmptySegment => "has a slash too many",
            OutputPathFault::DotSegment => "has a segment `.` or `..`",
            OutputPathFault::Backslash => "holds a backslash",
            OutputPathFault::ControlCharacter => "holds a control character",
            OutputPathFault::OwnFolder => "lies in `.diglot`, which is Diglot's own folder",
        };
        let mut shown: String = self.path.chars().take(60).collect();
        if shown.len() < self.path.len() {
            shown.push('…');
        }
        format!("the output path {shown:?} {what}")
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self.fault {
            OutputPathFault::SegmentTooLong => "set a shorter `slug`, or give the file a shorter name",
            OutputPathFault::TooLong => "use shorter slugs, or fewer folders in each other",
            OutputPathFault::OwnFolder => "give the file or folder another name than `.diglot`",
            OutputPathFault::Backslash | OutputPathFault::ControlCharacter => {
                "rename the file, or set another slug, so that the character is gone"
            }
            OutputPathFault::Empty | OutputPathFault::EmptySegment | OutputPathFault::DotSegment => {
                "write it relative to the output folder with single slashes, as in `articles/scaling/index.html`"
            }
        }
    }
}

impl fmt::Display for OutputPathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl Error for OutputPathError {}

#[cfg(test)]
mod tests {
    use super::{OutputPath, OutputPathFault};

    fn fault(path: &str) -> Option<OutputPathFault> {
        OutputPath::new(path).err().map(|error| error.fault)
    }

    #[test]
    fn accepts_what_a_site_is_made_of() {
        for path in ["index.html", "de+fr/a/index.html", ".nojekyll", ".well-known/x", "ä/日本 1.png", "..."]
        {
            assert_eq!(fault(path), None, "{path}");
        }
    }

    #[test]
    fn names_of_files_have_255_bytes_at_most() {
        let of = |length| OutputPath::new(&format!("{}/index.html", "a".repeat(length))).expect("a path");
        assert_eq!(of(255).check_names(), Ok(()));
        let error = of(256).check_names().expect_err("too long");
        assert_eq!(error.fault, OutputPathFault::SegmentTooLong);
    }

    #[test]
    fn refuses_what_could_leave_the_folder_or_break_the_manifest() {
        use OutputPathFault::{Backslash, ControlCharacter, DotSegment, Empty, EmptySegment, OwnFolder};
        assert_eq!(fault(&"a/".repeat(600)), Some(OutputPathFault::TooLong));
        let wrong = [
            ("", Empty),
            ("/etc/passwd", EmptySegment),
            ("a//b", EmptySegment),
            ("a/", EmptySegment),
            ("../a", DotSegment),
            ("a/..", DotSegment),
            ("./a", DotSegment),
            ("a\\b", Backslash),
            ("a\0b", ControlCharacter),
            ("a\nb", ControlCharacter),
            (".diglot", OwnFolder),
            (".diglot/manifest", OwnFolder),
            (".Diglot/manifest", OwnFolder),
        ];
        for (path, expected) in wrong {
            assert_eq!(fault(path), Some(expected), "{path:?}");
        }
    }

    #[test]
    fn knows_the_folders_it_lies_in() {
        let path = OutputPath::new("a/b/c.html").expect("a valid path");
        assert_eq!(path.folder(), "a/b");
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a", "a/b"]);
        let top = OutputPath::new("c.html").expect("a valid path");
        assert_eq!((top.folder(), top.folders().count()), ("", 0));
    }
}
