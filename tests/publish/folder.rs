//! A temporary output folder and what stands in it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use diglot::publish::{Adopt, Publication, PublishError, Report};
use diglot::site::OutputPath;
use walkdir::WalkDir;

/// A file's path and its bytes.
pub(crate) type Site<'a> = [(&'a str, &'a str)];

/// A temporary folder with an output folder in it.
pub(crate) struct Folder {
    temporary: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { temporary: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The same in memory, where the system has a place for that: for tests that publish often and
    /// are about the order of things, which no disk changes.
    pub(crate) fn in_memory() -> Self {
        tempfile::tempdir_in("/dev/shm").map_or_else(|_| Self::new(), |temporary| Self { temporary })
    }

    /// A folder into which `site` was published.
    pub(crate) fn with(site: &Site<'_>) -> Self {
        let folder = Self::new();
        folder.build(site).expect("the first build");
        folder
    }

    /// A path beside the output.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.temporary.path().join(name)
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.beside("public")
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.output().join(path)
    }

    pub(crate) fn build(&self, site: &Site<'_>) -> Result<Report, PublishError> {
        build(&self.output(), Adopt::No, site)
    }

    pub(crate) fn adopt(&self, site: &Site<'_>) -> Result<Report, PublishError> {
        build(&self.output(), Adopt::Yes, site)
    }

    /// A file of a user's.
    pub(crate) fn users_file(&self, path: &str, bytes: &str) {
        let path = self.at(path);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("the user can make folders");
        fs::write(path, bytes).expect("the user can write");
    }

    /// All files but Diglot's own, with their bytes; a folder ends in a slash.
    pub(crate) fn tree(&self) -> BTreeMap<String, String> {
        tree(&self.output())
    }

    pub(crate) fn manifest(&self) -> String {
        fs::read_to_string(self.at(".diglot/manifest")).unwrap_or_default()
    }

    /// Whether there is a staging folder.
    pub(crate) fn has_staging(&self) -> bool {
        fs::symlink_metadata(self.at(".diglot/staging")).is_ok()
    }

    /// For all that stands in the output, Diglot's own included, what tells whether it was touched.
    pub(crate) fn touches(&self) -> BTreeMap<PathBuf, (u64, i64, i64)> {
        let touch = |entry: walkdir::DirEntry| {
            let found = entry.metadata().expect("it stands");
            (entry.into_path(), (found.ino(), found.ctime(), found.ctime_nsec()))
        };
        WalkDir::new(self.output()).into_iter().map(|entry| touch(entry.expect("it can be read"))).collect()
    }
}

pub(crate) fn path(text: &str) -> OutputPath {
    OutputPath::new(text).expect("a valid path")
}

pub(crate) fn begin(output: &Path, adopt: Adopt) -> Result<Publication, PublishError> {
    Publication::begin(output, adopt, &|holder| panic!("nobody else builds here, but {holder} does"))
}

pub(crate) fn build(output: &Path, adopt: Adopt, site: &Site<'_>) -> Result<Report, PublishError> {
    let publication = begin(output, adopt)?;
    for (at, bytes) in site {
        publication.put(&path(at), bytes.as_bytes())?;
    }
    publication.finish()
}

pub(crate) fn tree(output: &Path) -> BTreeMap<String, String> {
    let own = output.join(".diglot");
    let mut tree = BTreeMap::new();
    for entry in WalkDir::new(output).min_depth(1).into_iter().filter_entry(|entry| entry.path() != own) {
        let entry = entry.expect("it can be read");
        let name = entry.path().strip_prefix(output).expect("it lies in the output").to_string_lossy();
        if entry.file_type().is_dir() {
            tree.insert(format!("{name}/"), String::new());
        } else if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).expect("it can be read");
            tree.insert(name.into_owned(), String::from_utf8_lossy(&bytes).into_owned());
        } else {
            tree.insert(name.into_owned(), "(no file)".to_owned());
        }
    }
    tree
}

/// The tree in which `site` and nothing else stands.
pub(crate) fn tree_of(site: &Site<'_>) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for (at, bytes) in site {
        tree.insert((*at).to_owned(), (*bytes).to_owned());
        tree.extend(path(at).folders().map(|folder| (format!("{folder}/"), String::new())));
    }
    tree
}

pub(crate) fn report(written: usize, unchanged: usize, removed: usize) -> Report {
    Report { written, unchanged, removed }
}
