//! Code blocks: highlighted, with a title and marked lines.

use crate::db::Db;

/// What is inside a block's `<code>`; `None` leaves the code as it is.
pub(super) fn inside(_db: &dyn Db, _info: &str, _code: &str) -> Option<String> {
    None
}

/// What stands before and after a block's `<pre>`.
pub(super) fn frame(_info: &str) -> Option<(String, String)> {
    None
}
