use super::{Options, Text, parse};
use crate::db::{Db, File};
use crate::site::config;

/// A file's body as blocks; of its front matter it knows nothing.
///
/// Of all answers this is the largest, and quick to find again: where memory matters, the database
/// keeps only those asked for last ([`Database::make_room`](crate::db::Database::make_room)).
#[salsa::tracked(returns(ref), lru = 64)]
pub fn text(db: &dyn Db, file: File) -> Text {
    let options = Options { math: config(db).config.math };
    parse(file.body(db), file.path(db), &options)
}
