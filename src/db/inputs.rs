#![expect(missing_docs, reason = "salsa's macros make builders and setters without words")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Fault, PictureSize, Wishes};
use crate::diagnostic::SourcePath;

/// A Markdown file of the site's content.
///
/// Front matter and body are fields of their own: an edit of the body never reaches anything that
/// asks only for titles, addresses and terms.
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
    /// The content's files, in the order of their paths.
    #[returns(ref)]
    pub files: Arc<[File]>,
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
