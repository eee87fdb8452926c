#![expect(missing_docs, reason = "salsa's macros make builders and setters without words")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Fault, PictureSize, Wishes};
use crate::diagnostic::SourcePath;

/// Whether a file of the content is a lock file: `articles/scaling.en.lock.yaml`.
#[must_use]
pub fn is_lock(path: &SourcePath) -> bool {
    path.as_str().ends_with(LOCK)
}

/// The lock file beside the text at `path`: what is confirmed of it.
#[must_use]
pub fn lock_beside(path: &SourcePath) -> SourcePath {
    let path = path.as_str();
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let stem = path[name..].rfind('.').map_or(path, |dot| &path[..name + dot]);
    SourcePath::new(&format!("{stem}{LOCK}"))
}

/// How the names of lock files end.
const LOCK: &str = ".lock.yaml";

/// A file of the site's content that is read: a text, or a lock file beside one.
///
/// Front matter and body are fields of their own: an edit of the body never reaches anything that
/// asks only for titles, addresses and terms. A lock file is all body.
#[salsa::input(debug)]
pub struct File {
    /// Where it stands.
    #[returns(ref)]
    pub path: SourcePath,
    /// Its front matter with both `---` lines; empty if it has none.
    #[returns(ref)]
    pub front: Arc<str>,
    /// All that follows the front matter.
    #[returns(ref)]
    pub body: Arc<str>,
    /// Why it could not be read, if so; then both texts are empty.
    #[returns(clone)]
    pub fault: Option<Fault>,
}

/// All that a site is made of, besides the texts themselves.
#[salsa::input(singleton)]
pub struct Site {
    /// The content's texts, in the order of their paths.
    #[returns(ref)]
    pub files: Arc<[File]>,
    /// Its lock files, in the order of their paths.
    #[returns(ref)]
    pub locks: Arc<[File]>,
    /// All other files below `content/` and all below `static/`: pictures and the like.
    #[returns(ref)]
    pub media: Arc<BTreeSet<SourcePath>>,
    /// The sizes of those that are pictures.
    #[returns(ref)]
    pub sizes: Arc<BTreeMap<SourcePath, PictureSize>>,
    /// What could not be discovered: unreadable folders, loops.
    #[returns(ref)]
    pub faults: Arc<[(SourcePath, Fault)]>,
    /// `site.yaml`, if there is one.
    #[returns(ref)]
    pub configuration: Option<Arc<str>>,
    /// The site's own layouts and strings by their path below `layouts/`.
    #[returns(ref)]
    pub layouts: Arc<BTreeMap<String, Arc<str>>>,
    /// The site's own assets by their path below `assets/`.
    #[returns(ref)]
    pub assets: Arc<BTreeMap<String, Arc<[u8]>>>,
    /// What the command line said.
    #[returns(ref)]
    pub wishes: Wishes,
}
