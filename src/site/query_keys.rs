#![expect(missing_docs, reason = "salsa's macros make constructors without words")]

use super::{SectionKey, WorkKey};

/// A work as a query's key. Keys are few and small, so they are kept for good: that saves a
/// dependency on the key in every answer.
#[salsa::interned(debug, revisions = usize::MAX)]
pub struct Work<'db> {
    /// Its key.
    #[returns(ref)]
    pub key: WorkKey,
}

/// A path below `content/` that a link names, as a query's key.
#[salsa::interned(debug)]
pub struct LinkPath<'db> {
    /// The path, without `content/`.
    #[returns(ref)]
    pub path: String,
}

/// A section as a query's key, kept like a work's.
#[salsa::interned(debug, revisions = usize::MAX)]
pub struct Section<'db> {
    /// Its key.
    #[returns(ref)]
    pub key: SectionKey,
}
