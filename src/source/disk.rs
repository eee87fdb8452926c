#![expect(clippy::disallowed_methods, reason = "this is the room that reads")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::{Folder, LARGEST, Listing};
use crate::db::Fault;
use crate::diagnostic::SourcePath;

/// By what a file that was written anew is told from what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When it was last written, if the system knows.
    pub written: Option<SystemTime>,
    /// Its size in bytes.
    pub size: u64,
}

/// A site in a folder on disk.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The site in the folder `root`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where a file of the site stands on disk.
    #[must_use]
    pub fn path_of(&self, path: &SourcePath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// What of the site a build into `output` would write into or around: one of the folders that it
    /// reads, or the root itself. The next build would take its own pages for the author's.
    #[must_use]
    pub fn entangled(&self, output: &Path) -> Option<PathBuf> {
        let (output, root) = (resolved(output), resolved(&self.root));
        if root.starts_with(&output) {
            return Some(self.root.clone());
        }
        let meets = |folder: &PathBuf| {
            let folder = resolved(folder);
            output.starts_with(&folder) || folder.starts_with(&output)
        };
        READ.iter().map(|name| self.root.join(name)).find(meets)
    }

    /// The folder that the site is in.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The same folder as the system calls it, without links; as given if it is not there.
    #[must_use]
    pub fn real_root(&self) -> PathBuf {
        fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone())
    }

    /// The folders that the site is read from, besides its root, as far as they are there.
    pub fn folders(&self) -> impl Iterator<Item = PathBuf> {
        READ.into_iter().map(|name| self.root.join(name)).filter(|folder| folder.is_dir())
    }

    /// Whether there is something at a path of the site.
    #[must_use]
    pub fn has(&self, path: &SourcePath) -> bool {
        self.path_of(path).exists()
    }

    /// Where a file of the site really is, if links lead out of the site's folder.
    #[must_use]
    pub fn outside(&self, path: &SourcePath) -> Option<PathBuf> {
        let real = fs::canonicalize(self.path_of(path)).ok()?;
        (!real.starts_with(self.real_root())).then_some(real)
    }

    /// Whether something is not what its own name's file is: a symbolic link, or a file of several names.
    #[must_use]
    pub fn is_linked(path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink() || has_more_names(&found))
    }

    /// The symbolic links below the folders that are read: where each stands, and where it leads.
    #[must_use]
    pub fn links(&self) -> Vec<(PathBuf, PathBuf)> {
        let all = self.folders().flat_map(|folder| WalkDir::new(folder).follow_links(true));
        let links = all.filter_map(Result::ok).filter(|entry| entry.path_is_symlink());
        links.filter_map(|link| Some((link.path().to_owned(), fs::canonicalize(link.path()).ok()?))).collect()
    }

    /// When each file that is read was last written, and how large it is.
    #[must_use]
    pub fn stamps(&self) -> BTreeMap<SourcePath, Stamp> {
        let whole = ["content", "layouts", "assets", "static", "site.yaml"];
        let files = whole.into_iter().flat_map(|below| self.list(below).files);
        files.filter_map(|path| Some((path.clone(), self.stamp(&path)?))).collect()
    }

    fn stamp(&self, path: &SourcePath) -> Option<Stamp> {
        let found = fs::metadata(self.path_of(path)).ok()?;
        Some(Stamp { written: found.modified().ok(), size: found.len() })
    }

    /// The path below the site's root; `None` for what is elsewhere.
    #[must_use]
    pub fn below_root(&self, path: &Path) -> Option<SourcePath> {
        // Systems name what changes as it was given to them, by its whole path, or without links.
        let whole = || std::path::absolute(&self.root).unwrap_or_else(|_| self.root.clone());
        let given = path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(whole()));
        let below = given.or_else(|_| path.strip_prefix(self.real_root())).ok()?;
        Some(self.source_path(&self.root.join(below)))
    }

    fn source_path(&self, path: &Path) -> SourcePath {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        SourcePath::new(&parts.join("/"))
    }

    fn fault(&self, error: &walkdir::Error) -> Option<(SourcePath, Fault)> {
        let path = self.source_path(error.path().unwrap_or(&self.root));
        // Editors leave links there that lead nowhere, to mark what they have open; they are no works.
        let name = path.as_str().rsplit('/').next().unwrap_or_default();
        if name.starts_with(['.', '_']) && error.io_error().is_some_and(is_missing) {
            return None;
        }
        if error.loop_ancestor().is_some() {
            return Some((path, Fault::Loop));
        }
        match error.io_error() {
            Some(io) if io.kind() == std::io::ErrorKind::NotFound && error.depth() == 0 => None,
            io => Some((path, Fault::Unreadable(io.map_or_else(|| error.to_string(), ToString::to_string)))),
        }
    }
}

fn is_missing(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}

#[cfg(unix)]
fn has_more_names(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    found.is_file() && found.nlink() > 1
}

#[cfg(not(unix))]
fn has_more_names(_: &fs::Metadata) -> bool {
    false
}

/// The folders of a site that are read.
const READ: [&str; 4] = ["content", "layouts", "assets", "static"];

/// A path without links and `..`, as far as it is there; what is still to be made is taken as written.
fn resolved(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = whole.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    let Some((above, mut real)) = there else { return whole };
    for part in whole.strip_prefix(above).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    real
}

impl Folder for Disk {
    fn list(&self, below: &str) -> Listing {
        let mut listing = Listing::default();
        for entry in WalkDir::new(self.root.join(below)).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    listing.files.push(self.source_path(entry.path()))
                }
                Ok(_) => {}
                Err(error) => listing.faults.extend(self.fault(&error)),
            }
        }
        listing.files.sort();
        listing
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Fault> {
        let unreadable = |error: std::io::Error| Fault::Unreadable(error.to_string());
        let on_disk = self.path_of(path);
        let size = fs::metadata(&on_disk).map_err(unreadable)?.len();
        if size > LARGEST && is_text_or_layout(path) {
            return Err(Fault::TooLarge(size));
        }
        fs::read(&on_disk).map_err(unreadable)
    }

    fn head(&self, path: &SourcePath, most: u64) -> Result<Vec<u8>, Fault> {
        let unreadable = |error: std::io::Error| Fault::Unreadable(error.to_string());
        let mut bytes = Vec::new();
        let file = fs::File::open(self.path_of(path)).map_err(unreadable)?;
        file.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }
}

/// Pictures and films of the content may be larger than texts: they are copied, not parsed.
fn is_text_or_layout(path: &SourcePath) -> bool {
    [".md", ".mdx", ".markdown", ".html", ".yaml", ".css", ".js"]
        .iter()
        .any(|end| path.as_str().ends_with(end))
}

/// The text of a file that a command line names, wherever it stands.
///
/// # Errors
/// What the system says of a file that is not there or cannot be read, or is not UTF-8.
pub fn text_file(path: &Path) -> std::io::Result<String> {
    fs::read_to_string(path)
}

#[cfg(test)]
mod tests {
    use super::{Disk, SourcePath};
    use std::fs;

    #[test]
    fn what_is_named_by_its_whole_path_lies_below_a_root_that_is_not() {
        let here = std::env::current_dir().expect("there is one");
        for (root, path) in [(".", "./content/a.md"), (".", "content/a.md"), ("site", "site/content/a.md")] {
            let below = Disk::new(root).below_root(&here.join(path));
            assert_eq!(below.as_ref().map(SourcePath::as_str), Some("content/a.md"), "{root}");
        }
        assert_eq!(Disk::new("site").below_root(&here.join("elsewhere/a.md")), None);
    }

    #[test]
    fn an_output_may_not_be_what_a_site_is_read_from() {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path().join("site");
        fs::create_dir_all(root.join("content/articles")).expect("folders can be made");
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.join("content"), root.join("link")).expect("a link can be made");
        let disk = Disk::new(&root);
        for free in ["public", "docs", "content-2", "public/content", "../public", "public/../docs"] {
            assert_eq!(disk.entangled(&root.join(free)), None, "{free}");
        }
        let refused =
            [".", "..", "content", "content/articles/new", "static", "layouts/x", "public/../assets"];
        for refused in refused {
            assert!(disk.entangled(&root.join(refused)).is_some(), "{refused}");
        }
        #[cfg(unix)]
        assert_eq!(disk.entangled(&root.join("link/new")), Some(root.join("content")));
    }
}
