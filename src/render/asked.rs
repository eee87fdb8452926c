#![expect(missing_docs, reason = "salsa's macros make fields' getters without words")]

use super::{Bytes, Output, output_bytes};
use crate::db::Db;
use crate::diagnostic::Diagnostic;

/// An output that a browser asked for.
#[salsa::interned]
pub struct Asked<'db> {
    #[returns(ref)]
    pub output: Output,
}

/// An output, made when it is asked for and kept while it is one of the last 256: what is shown again
/// after an edit elsewhere is not made anew. A build has no use for this, it asks once.
#[salsa::tracked(returns(ref), lru = 256)]
pub fn asked_page<'db>(db: &'db dyn Db, asked: Asked<'db>) -> Result<Bytes, Vec<Diagnostic>> {
    output_bytes(db, asked.output(db))
}
