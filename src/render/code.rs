//! Code blocks: highlighted, with a title and marked lines.

use super::html::escape;
use crate::db::{Db, Site};
use crate::text::highlight::{Info, highlight, mark_lines};

/// What is inside a block's `<code>`; `None` leaves the code as it is.
pub(super) fn inside(db: &dyn Db, info: &str, code: &str) -> Option<String> {
    let read = Info::read(info);
    let html = highlighted(db, Site::get(db), read.language.to_owned(), code.to_owned());
    if html.is_none() && read.marked.is_empty() {
        return None;
    }
    let plain = || {
        let mut out = String::new();
        escape(&mut out, code);
        out
    };
    Some(mark_lines(&html.clone().unwrap_or_else(plain), &read))
}

/// Code with its syntax marked; equal blocks, in several languages and views, once.
#[salsa::tracked(returns(ref))]
fn highlighted(_db: &dyn Db, _site: Site, language: String, code: String) -> Option<String> {
    highlight(&code, &language)
}

/// What stands before and after a block's `<pre>`.
pub(super) fn frame(info: &str) -> Option<(String, String)> {
    let title = Info::read(info).title?;
    let mut before = String::from("<figure class=\"code\"><figcaption class=\"code-title\">");
    escape(&mut before, title);
    before.push_str("</figcaption>");
    Some((before, "</figure>\n".to_owned()))
}
