//! Files: discovering and reading them. The only room that reads content.
//!
//! A [`Folder`] is the one door to the outside. A site on disk is a [`Disk`]; tests use a
//! [`Memory`]. [`read`] takes one look at a whole site.

mod create;
mod disk;
mod look;
mod memory;
mod picture;
mod split;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use create::create;
pub use disk::{Disk, Stamp, text_file};
pub use look::look_again;
pub use memory::Memory;
pub(crate) use split::{Fence, fence_of, inside, opening};
pub use split::{Split, split};

use crate::db::{Contents, Fault, Inputs, is_lock};
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

    /// The first bytes of one file, at most so many.
    ///
    /// # Errors
    /// Why it could not be read.
    fn head(&self, path: &SourcePath, most: u64) -> Result<Vec<u8>, Fault> {
        let mut bytes = self.read(path)?;
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(bytes)
    }
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
    let configuration = own_text(folder, "site.yaml", &mut faults);
    let (texts, mut media): (Vec<_>, Vec<_>) = content.files.into_iter().partition(is_read);
    media.extend(statics.files);
    Inputs {
        files: texts.into_par_iter().map(|path| (path.clone(), contents(folder, &path))).collect(),
        sizes: media
            .par_iter()
            .filter_map(|path| Some((path.clone(), picture::size_at(folder, path)?)))
            .collect(),
        media: media.into_iter().collect(),
        configuration,
        layouts: below(folder, "layouts", &mut faults, decode_or_report),
        assets: below(folder, "assets", &mut faults, |_, bytes, _| Arc::from(bytes)),
        faults,
    }
}

/// Whether a file of the content is read, as a text or a lock file, and not only published.
fn is_read(path: &SourcePath) -> bool {
    is_text(path) || is_lock(path)
}

/// Whether a file of the content is a text (Markdown), not a picture or the like. `.mdx` counts,
/// so that it is named in a diagnostic rather than passed over.
fn is_text(path: &SourcePath) -> bool {
    let name = path.as_str().to_ascii_lowercase();
    name.ends_with(".md") || name.ends_with(".markdown") || name.ends_with(".mdx")
}

/// Reads one text and splits it; a lock file has no front matter. What is not UTF-8 is kept with replacement characters, all as front
/// matter, so that its diagnostic can show the line; no page is made of it.
#[must_use]
pub fn contents(folder: &dyn Folder, path: &SourcePath) -> Contents {
    match folder.read(path).map(decode) {
        Ok((text, None)) if is_lock(path) => Contents { body: Arc::from(text), ..Contents::default() },
        Ok((text, None)) => {
            let Split { front, body } = split(&text);
            Contents { front: Arc::from(front), body: Arc::from(body), fault: None }
        }
        Ok((text, fault)) => Contents { front: Arc::from(text), body: Arc::from(""), fault },
        Err(fault) => Contents { fault: Some(fault), ..Contents::default() },
    }
}

/// The text that the bytes are, or come nearest to, and what is wrong with them.
fn decode(bytes: Vec<u8>) -> (String, Option<Fault>) {
    String::from_utf8(bytes).map_or_else(
        |error| {
            let at = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (text, Some(Fault::NotUtf8 { at, line }))
        },
        |text| (text, None),
    )
}

type Faults = Vec<(SourcePath, Fault)>;

fn decode_or_report(path: &SourcePath, bytes: &[u8], faults: &mut Faults) -> Arc<str> {
    let (text, fault) = decode(bytes.to_vec());
    faults.extend(fault.map(|fault| (path.clone(), fault)));
    Arc::from(text)
}

/// A text of the root, if it is there and can be read.
fn own_text(folder: &dyn Folder, name: &str, faults: &mut Faults) -> Option<Arc<str>> {
    let path = SourcePath::new(name);
    let listing = folder.list(name);
    faults.extend(listing.faults);
    let bytes = match folder.read(listing.files.iter().find(|listed| **listed == path)?) {
        Ok(bytes) => bytes,
        Err(fault) => {
            faults.push((path, fault));
            return None;
        }
    };
    Some(decode_or_report(&path, &bytes, faults))
}

fn below<T>(
    folder: &dyn Folder,
    name: &str,
    faults: &mut Faults,
    make: impl Fn(&SourcePath, &[u8], &mut Faults) -> T,
) -> BTreeMap<String, T> {
    let prefix = format!("{name}/");
    let Listing { files, faults: unlisted } = folder.list(name);
    faults.extend(unlisted);
    let mut found = BTreeMap::new();
    for path in files {
        let Some(name) = path.as_str().strip_prefix(&prefix) else { continue };
        match folder.read(&path) {
            Ok(bytes) => {
                found.insert(name.to_owned(), make(&path, &bytes, faults));
            }
            Err(fault) => faults.push((path, fault)),
        }
    }
    found
}
