use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Contents, Fault, PictureSize};
use crate::diagnostic::SourcePath;

/// What of a site's inputs may have changed, as it is now; what is not named has stayed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Texts and lock files of the content; `None` for one that is no longer there.
    pub files: BTreeMap<SourcePath, Option<Contents>>,
    /// All other files of the content, and the static ones.
    pub media: Option<BTreeSet<SourcePath>>,
    /// The sizes of those that are pictures.
    pub sizes: Option<BTreeMap<SourcePath, PictureSize>>,
    /// All that could not be discovered.
    pub faults: Option<Vec<(SourcePath, Fault)>>,
    /// `site.yaml`; `Some(None)` if it is no longer there.
    pub configuration: Option<Option<Arc<str>>>,
    /// All of the site's own layouts and strings.
    pub layouts: Option<BTreeMap<String, Arc<str>>>,
    /// All of the site's own assets.
    pub assets: Option<BTreeMap<String, Arc<[u8]>>>,
}
