use super::typography::{Set, marks};
use super::{Options, Prose, Text, parse};
use crate::db::{Db, File};
use crate::site::{config, language_of};

/// A file's body as blocks; of its front matter it knows nothing.
///
/// Of all answers this is the largest, and quick to find again: where memory matters, the database
/// keeps only those asked for last ([`Database::make_room`](crate::db::Database::make_room)).
#[salsa::tracked(returns(deref), lru = 32)]
pub fn text(db: &dyn Db, file: File) -> Box<Text> {
    let options = Options { math: config(db).config.math };
    Box::new(parse(file.body(db), file.path(db), &options))
}

/// What each block of a file says. Read by all who cut it into sentences, look for terms in it and
/// quote it, and let go of like the text itself.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn proses(db: &dyn Db, file: File) -> Box<[Prose]> {
    let (text, body) = (text(db, file), file.body(db));
    text.blocks.iter().map(|block| Prose::of(text, body, block)).collect()
}

/// The quotes and dashes of each block of a file as its language sets them: the same in each view.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn typeset(db: &dyn Db, file: File) -> Box<[Box<[Set]>]> {
    let (text, body, language) = (text(db, file), file.body(db), language_of(db, file));
    text.blocks.iter().map(|block| marks(text, body, block, language).into()).collect()
}
