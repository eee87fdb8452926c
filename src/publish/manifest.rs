use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::Path;

use super::error::PublishError;
use crate::site::{OutputPath, OutputPathError};

/// The start of a file's BLAKE3 hash: tells builds apart, proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint(u64);

/// Hexadecimal digits of a fingerprint in the manifest.
const DIGITS: usize = 16;

impl Fingerprint {
    /// The fingerprint of `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let hash = blake3::hash(bytes);
        let (start, _) = hash.as_bytes().split_first_chunk().expect("a hash has 32 bytes");
        Self(u64::from_be_bytes(*start))
    }

    fn parse(text: &str) -> Option<Self> {
        let hexadecimal = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == DIGITS && text.bytes().all(hexadecimal))
            .then(|| u64::from_str_radix(text, 16).ok().map(Self))
            .flatten()
    }
}

/// The files that Diglot wrote into an output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<OutputPath, Fingerprint>,
}

impl Manifest {
    /// A manifest of `files`.
    pub(super) fn new(files: impl IntoIterator<Item = (OutputPath, Fingerprint)>) -> Self {
        Self { files: files.into_iter().collect() }
    }

    /// The manifest in the file at `path`; empty if there is none.
    pub(super) fn read(path: &Path) -> Result<Self, PublishError> {
        let fault = |line, fault| PublishError::Manifest { manifest: path.to_owned(), line, fault };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(cause) => return Err(PublishError::Unusable { path: path.to_owned(), cause }),
        };
        match std::str::from_utf8(&bytes) {
            Ok(text) => Self::parse(text).map_err(|(line, found)| fault(line, found)),
            Err(error) => {
                let read = &bytes[..error.valid_up_to()];
                let line = 1 + read.split(|byte| *byte == b'\n').count() - 1;
                Err(fault(line, ManifestFault::NotText))
            }
        }
    }

    /// Reads a manifest's text; on failure the line, from 1, and its fault.
    fn parse(text: &str) -> Result<Self, (usize, ManifestFault)> {
        let parsed =
            text.lines().zip(1..).map(|(line, number)| parse_line(line).map_err(|fault| (number, fault)));
        Ok(Self { files: parsed.collect::<Result<_, _>>()? })
    }

    /// One line a file, sorted: hash, space, path.
    pub(super) fn to_text(&self) -> String {
        let size = self.files.keys().map(|path| path.as_str().len() + DIGITS + 2).sum();
        let mut text = String::with_capacity(size);
        for (path, fingerprint) in &self.files {
            let _ = writeln!(text, "{:0DIGITS$x} {path}", fingerprint.0); // a String takes all
        }
        text
    }

    /// The files of both; fingerprints of this one where both have one.
    pub(super) fn union(&self, other: &Self) -> Self {
        let mut files = other.files.clone();
        files.extend(self.files.iter().map(|(path, fingerprint)| (path.clone(), *fingerprint)));
        Self { files }
    }

    /// Whether it names `path`.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether it names a file below the folder `path`.
    pub(super) fn has_below(&self, path: &str) -> bool {
        let start = format!("{path}/");
        let next = self.files.range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded)).next();
        next.is_some_and(|(found, _)| found.as_str().starts_with(&start))
    }

    /// How many files it names.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The files, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.files.keys()
    }
}

fn parse_line(line: &str) -> Result<(OutputPath, Fingerprint), ManifestFault> {
    if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker)) {
        return Err(ManifestFault::ConflictMarker);
    }
    let (hash, path) = line.split_once(' ').ok_or(ManifestFault::NoEntry)?;
    let fingerprint = Fingerprint::parse(hash).ok_or(ManifestFault::NoEntry)?;
    let path = OutputPath::new(path).map_err(ManifestFault::Path)?;
    Ok((path, fingerprint))
}

/// What can be wrong with a line of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManifestFault {
    /// It is a conflict marker of a merge.
    ConflictMarker,
    /// It is not a hash, a space and a path.
    NoEntry,
    /// It names a path that no output can have.
    Path(OutputPathError),
    /// It is not UTF-8.
    NotText,
}

impl fmt::Display for ManifestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ConflictMarker => f.write_str("a merge left a conflict marker here"),
            Self::NoEntry => f.write_str("this is not a hash, a space and a path"),
            Self::Path(error) => write!(f, "{error}"),
            Self::NotText => f.write_str("this is not UTF-8 text"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Fingerprint, Manifest, ManifestFault};
    use crate::site::OutputPath;

    fn manifest(paths: &[&str]) -> Manifest {
        let entry =
            |path: &&str| (OutputPath::new(path).expect("a valid path"), Fingerprint::of(path.as_bytes()));
        Manifest::new(paths.iter().map(entry))
    }

    #[test]
    fn is_one_sorted_line_a_file() {
        let text = manifest(&["b", "a b/ü"]).to_text();
        let lines: Vec<&str> = text.lines().map(|line| &line[17..]).collect();
        assert_eq!(lines, ["a b/ü", "b"]);
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn conflict_markers_and_garbage_name_their_line() {
        let good = "0123456789abcdef a\n";
        let fault = |line: &str| Manifest::parse(&format!("{good}{line}\n")).expect_err("a fault");
        assert_eq!(fault("<<<<<<< HEAD"), (2, ManifestFault::ConflictMarker));
        assert_eq!(fault("======="), (2, ManifestFault::ConflictMarker));
        assert_eq!(fault(""), (2, ManifestFault::NoEntry));
        assert_eq!(fault("0123456789ABCDEF a"), (2, ManifestFault::NoEntry));
        assert_eq!(fault("+123456789abcdef a"), (2, ManifestFault::NoEntry));
        assert!(matches!(fault("0123456789abcdef ../a"), (2, ManifestFault::Path(_))));
        assert!(matches!(fault("0123456789abcdef .diglot/lock"), (2, ManifestFault::Path(_))));
    }

    #[test]
    fn knows_what_lies_below_a_folder() {
        let manifest = manifest(&["a.html", "a/b", "ab/c"]);
        assert!(manifest.has_below("a") && manifest.has_below("ab"));
        assert!(!manifest.has_below("a/b") && !manifest.has_below("b"));
    }

    #[test]
    fn a_union_has_the_newer_fingerprints() {
        let (old, new) = (manifest(&["a", "b"]), Manifest::parse("0000000000000000 b\n").expect("good"));
        let union = new.union(&old);
        assert_eq!(union.paths().count(), 2);
        assert!(union.to_text().contains("0000000000000000 b\n"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(names in prop::collection::btree_set("[a-z .ü]{1,8}(/[a-z ]{1,8}){0,2}", 0..20)) {
            let valid: Vec<&str> = names.iter().map(String::as_str).filter(|name| OutputPath::new(name).is_ok()).collect();
            let written = manifest(&valid);
            prop_assert_eq!(Manifest::parse(&written.to_text()), Ok(written));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*(\n\\PC*){0,4}") {
            let _ = Manifest::parse(&text);
        }
    }
}
