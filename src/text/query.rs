use super::{Options, Text, parse};
use crate::db::{Db, File};
use crate::site::config;

/// A file's body as blocks; of its front matter it knows nothing.
#[salsa::tracked(returns(ref))]
pub fn text(db: &dyn Db, file: File) -> Text {
    let options = Options { math: config(db).config.math };
    parse(file.body(db), file.path(db), &options)
}
