//! Files: discovering and reading them. The only room that reads content.
//!
//! A [`Folder`] is the one door to the outside. A site on disk is a [`Disk`]; tests use a
//! [`Memory`]. [`read`] takes one look at a whole site.

mod create;
mod disk;
mod memory;
mod split;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use create::create;
pub use disk::Disk;
pub use memory::Memory;
pub(crate) use split::{Fence, fence_of, inside, opening};
pub use split::{Split, split};

use crate::db::{Contents, Fault, Inputs};
use crate::diagnostic::SourcePath;

/// The largest content file that is read, in bytes: 16 MB.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// A site's folder: what there is, and what is in it.
pub trait Folder: Sync {
    /// All files at or below `below` (a path from the root), sorted, and what could not be looked
    /// into. A folder that is not there has no files.
    fn list(&self, below: &str) -> Listing;

    /// The bytes of one file.
    ///
    /// # Errors
    /// Why it could not be read.
    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Fault>;
}

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Files, sorted.
    pub files: Vec<SourcePath>,
    /// What could not be looked into, and why.
    pub faults: Vec<(SourcePath, Fault)>,
}

/// Reads a whole site, in parallel.
#[must_use]
pub fn read(folder: &dyn Folder) -> Inputs {
    let content = folder.list("content");
    let statics = folder.list("static");
    let mut faults = content.faults;
    faults.extend(statics.faults);
    let (texts, mut media): (Vec<_>, Vec<_>) = content.files.into_iter().partition(is_text);
    media.extend(statics.files);
    Inputs {
        files: texts.into_par_iter().map(|path| (path.clone(), contents(folder, &path))).collect(),
        media: media.into_iter().collect(),
        faults,
        configuration: folder.read(&SourcePath::new("site.yaml")).ok().map(|bytes| lossy(&bytes)),
        layouts: below(folder, "layouts", lossy),
        assets: below(folder, "assets", |bytes| Arc::from(bytes)),
    }
}

/// Whether a file of the content is a text (Markdown), not a picture or the like. `.mdx` counts,
/// so that it is named in a diagnostic rather than passed over.
fn is_text(path: &SourcePath) -> bool {
    let name = path.as_str().to_ascii_lowercase();
    name.ends_with(".md") || name.ends_with(".markdown") || name.ends_with(".mdx")
}

/// Reads one text and splits it.
#[must_use]
pub fn contents(folder: &dyn Folder, path: &SourcePath) -> Contents {
    match folder.read(path).and_then(decode) {
        Ok(text) => {
            let Split { front, body } = split(&text);
            Contents { front: Arc::from(front), body: Arc::from(body), fault: None }
        }
        Err(fault) => Contents { fault: Some(fault), ..Contents::default() },
    }
}

fn decode(bytes: Vec<u8>) -> Result<String, Fault> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count();
        Fault::NotUtf8 { at, line }
    })
}

fn lossy(bytes: &[u8]) -> Arc<str> {
    Arc::from(String::from_utf8_lossy(bytes).as_ref())
}

fn below<T>(folder: &dyn Folder, name: &str, make: impl Fn(&[u8]) -> T) -> BTreeMap<String, T> {
    let prefix = format!("{name}/");
    let files = folder.list(name).files;
    files
        .into_iter()
        .filter_map(|path| {
            let bytes = folder.read(&path).ok()?;
            Some((path.as_str().strip_prefix(&prefix)?.to_owned(), make(&bytes)))
        })
        .collect()
}
