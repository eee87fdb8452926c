#![expect(missing_docs, reason = "salsa's macros make constructors without words")]

use super::{SectionKey, WorkKey};

/// A work as a query's key.
#[salsa::interned(debug)]
pub struct Work<'db> {
    /// Its key.
    #[returns(ref)]
    pub key: WorkKey,
}

/// A section as a query's key.
#[salsa::interned(debug)]
pub struct Section<'db> {
    /// Its key.
    #[returns(ref)]
    pub key: SectionKey,
}
