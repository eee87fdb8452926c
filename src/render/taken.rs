//! The places that outputs have taken, so that no two want the same one, on any file system.

use std::collections::HashMap;

use crate::site::{OutputPath, folded};

/// What is taken. Names are compared as macOS and Windows do, to which `De` and `de` are one.
#[derive(Default)]
pub(super) struct Taken {
    /// Files by their folded paths.
    files: HashMap<Box<str>, OutputPath>,
    /// Folders by their folded paths, each with the output that was first to lie in it.
    folders: HashMap<Box<str>, OutputPath>,
}

/// Why a place cannot be taken: of which kind the conflict is, and the output that it is with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Conflict {
    /// The very same path.
    Same(OutputPath),
    /// A path that differs only in case or accents.
    Spelling(OutputPath),
    /// A file, where this output needs a folder.
    File(OutputPath),
    /// An output that needs a folder where this one is a file.
    Folder(OutputPath),
}

impl Conflict {
    /// The output that was there first.
    pub(super) fn other(&self) -> &OutputPath {
        match self {
            Self::Same(other) | Self::Spelling(other) | Self::File(other) | Self::Folder(other) => other,
        }
    }
}

impl Taken {
    /// Takes a place for an output, with the folders that it lies in.
    ///
    /// # Errors
    /// If another output is in the way; then nothing is taken.
    pub(super) fn take(&mut self, path: &OutputPath) -> Result<(), Conflict> {
        let name = folded(path.as_str());
        if let Some(other) = self.files.get(&*name) {
            let same = other == path;
            return Err(if same { Conflict::Same(other.clone()) } else { Conflict::Spelling(other.clone()) });
        }
        if let Some(other) = self.folders.get(&*name) {
            return Err(Conflict::Folder(other.clone()));
        }
        // From the inside outwards, as far as they are not taken: in a known folder it costs one look-up.
        let folders = || name.rmatch_indices('/').map(|(end, _)| &name[..end]);
        let new = folders().take_while(|folder| !self.folders.contains_key(*folder)).count();
        if let Some(other) = folders().take(new).find_map(|folder| self.files.get(folder)) {
            return Err(Conflict::File(other.clone()));
        }
        self.folders.extend(folders().take(new).map(|folder| (folder.into(), path.clone())));
        self.files.insert(name.into(), path.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Conflict, Taken};
    use crate::site::OutputPath;

    fn path(written: &str) -> OutputPath {
        OutputPath::new(written).expect("a valid path")
    }

    /// What the last of `paths` meets after the others.
    fn last(paths: &[&str]) -> Result<(), Conflict> {
        let mut taken = Taken::default();
        paths.iter().map(|written| taken.take(&path(written))).last().unwrap_or(Ok(()))
    }

    #[test]
    fn a_place_is_taken_once() {
        assert_eq!(last(&["a", "b", "c/a", "c/b", "c.html"]), Ok(()));
        assert_eq!(last(&["c/a", "c/a"]), Err(Conflict::Same(path("c/a"))));
    }

    #[test]
    fn names_that_differ_in_case_or_accents_are_one() {
        assert_eq!(last(&["A/b.txt", "a/B.txt"]), Err(Conflict::Spelling(path("A/b.txt"))));
        assert_eq!(last(&["ü", "u\u{308}"]), Err(Conflict::Spelling(path("ü"))));
        assert_eq!(last(&["A/b.txt", "a/c.txt"]), Ok(()));
    }

    #[test]
    fn a_file_is_no_folder_in_either_order() {
        assert_eq!(last(&["a", "a/b"]), Err(Conflict::File(path("a"))));
        assert_eq!(last(&["a/b", "A"]), Err(Conflict::Folder(path("a/b"))));
        assert_eq!(last(&["a/b", "a/b/c/d"]), Err(Conflict::File(path("a/b"))));
        assert_eq!(last(&["a/b/c/d", "a/b"]), Err(Conflict::Folder(path("a/b/c/d"))));
    }
}
