//! What feeds and their works are called for good, wherever they stand: `tag:` addresses (RFC 4151).
//!
//! Programs tell by them which works their readers know already. So they are made of what does not change
//! when a title, a slug, a section's slug or the base path does: the host, a work's date and its key. A
//! site that may move to another host says in `feeds: {id: …}` what they begin with instead.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::site::{Config, Date, View, WorkKey};

/// What of a key need not be encoded. The semicolon is left for the language.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A work's id in the feed of a view.
pub(super) fn of_work(config: &Config, key: &WorkKey, date: Date, view: View) -> String {
    let key = utf8_percent_encode(key.as_str(), KEPT);
    let id = match &config.feed_id {
        Some(own) if own.as_str().ends_with([':', '/']) => format!("{own}{key}"),
        Some(own) => format!("{own}/{key}"),
        None => format!("{}{key}", usual(config, date)),
    };
    id + &language(view)
}

/// The id of the feed of a view. Its year is the same for all feeds, that no work that comes or goes can
/// change it; RFC 4151 wants one at which the host was the site's, and nobody else gives such ids.
pub(super) fn of_feed(config: &Config, view: View) -> String {
    let id = match &config.feed_id {
        Some(own) => own.to_string(),
        // No work's key begins with a slash.
        None => format!("{}/", usual(config, "2026")),
    };
    id + &language(view)
}

fn usual(config: &Config, date: impl std::fmt::Display) -> String {
    // The brackets and colons of an IPv6 address may not stand here.
    let host: String =
        config.base_url.host().chars().map(|c| if "[]:".contains(c) { '-' } else { c }).collect();
    format!("tag:{host},{date}:")
}

/// What tells a work in a language from the same work in two.
fn language(view: View) -> String {
    match view {
        View::Single(language) => format!(";{language}"),
        View::Parallel | View::Pair(_) => String::new(),
    }
}
