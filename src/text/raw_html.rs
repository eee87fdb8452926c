//! Raw HTML: where it names addresses.

use std::ops::Range;

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "poster"];

/// The addresses written in a fragment, each with its range of bytes.
#[must_use]
pub fn addresses(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = html[from..].find('<') {
        let start = from + open;
        let end = tag_end(html, start);
        if html[start + 1..end].starts_with(|first: char| first.is_ascii_alphabetic()) {
            found.extend(in_tag(html, start..end));
        }
        from = end.max(start + 1);
    }
    found
}

/// Where a tag ends: at the first `>` outside quotes.
fn tag_end(html: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    html.len()
}

fn in_tag(html: &str, tag: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for name in ADDRESSES {
        let lower = html[tag.clone()].to_ascii_lowercase();
        for (at, _) in lower.match_indices(&format!("{name}=")) {
            let alone = lower[..at].ends_with(|before: char| before.is_ascii_whitespace());
            let value = tag.start + at + name.len() + 1;
            let Some(quote) = html[value..].chars().next().filter(|char| alone && matches!(char, '"' | '\''))
            else {
                continue;
            };
            if let Some(length) = html[value + 1..].find(quote) {
                found.push(value + 1..value + 1 + length);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}
