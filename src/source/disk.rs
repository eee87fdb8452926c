#![expect(clippy::disallowed_methods, reason = "this is the room that reads")]

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Folder, LARGEST, Listing};
use crate::db::Fault;
use crate::diagnostic::SourcePath;

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

    fn source_path(&self, path: &Path) -> SourcePath {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        SourcePath::new(&parts.join("/"))
    }

    fn fault(&self, error: &walkdir::Error) -> Option<(SourcePath, Fault)> {
        let path = self.source_path(error.path().unwrap_or(&self.root));
        if error.loop_ancestor().is_some() {
            return Some((path, Fault::Loop));
        }
        match error.io_error() {
            Some(io) if io.kind() == std::io::ErrorKind::NotFound && error.depth() == 0 => None,
            io => Some((path, Fault::Unreadable(io.map_or_else(|| error.to_string(), ToString::to_string)))),
        }
    }
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
}

/// Pictures and films of the content may be larger than texts: they are copied, not parsed.
fn is_text_or_layout(path: &SourcePath) -> bool {
    [".md", ".mdx", ".markdown", ".html", ".yaml", ".css", ".js"]
        .iter()
        .any(|end| path.as_str().ends_with(end))
}
