//! Layouts without the places at which a page failed, so that what else is wrong with them is found in
//! the same run.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::ErrorKind;

use super::Spot;
use crate::diagnostic::Span;

/// How many faults of one page are looked for.
const MOST: usize = 20;

/// What may be taken out for a page to go on: the path that failed, or all that is printed with it.
/// What was taken out already is left out.
pub(super) fn spots(error: &tera::Error, texts: &BTreeMap<String, Arc<str>>, out: &[Spot]) -> Vec<Spot> {
    let ErrorKind::RenderingError(report) = error.kind() else { return Vec::new() };
    let Some(text) = texts.get(report.filename()).filter(|_| out.len() < MOST) else { return Vec::new() };
    let failed = report.span().range.clone();
    let ranges = [expression(text, failed.clone()), printed(text, failed.start)];
    let is_new = |range: &Range<usize>| {
        out.iter().all(|(name, span)| {
            let taken = span.range();
            name != report.filename() || range.start < taken.start || taken.end < range.end
        })
    };
    let new = ranges.into_iter().flatten().filter(is_new);
    new.map(|range| (report.filename().to_owned(), Span::new(range))).collect()
}

/// What stands between `{{` and `}}` around a place.
fn printed(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let start = before.rfind("{{").filter(|open| before.rfind("}}").is_none_or(|close| close < *open))? + 2;
    let inside = text[start..].split("}}").next().unwrap_or_default();
    let opened = inside.len() - inside.trim_start_matches('-').len();
    Some(start + opened..start + inside.trim_end_matches('-').len().max(opened))
}

/// The whole of the path that a place stands in: `work.sides[0].titel` of `titel`.
pub(super) fn expression(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = |char: &char| char.is_alphanumeric() || "_.[]?\"'".contains(*char);
    let width = |chars: &mut dyn Iterator<Item = char>| chars.map(char::len_utf8).sum::<usize>();
    let before = width(&mut text.get(..range.start)?.chars().rev().take_while(part));
    let after = width(&mut text.get(range.end..)?.chars().take_while(part));
    Some(range.start - before..range.end + after)
}

/// The layouts with an empty text in each of the places. All else keeps its place.
pub(super) fn without(texts: &BTreeMap<String, Arc<str>>, spots: &[Spot]) -> BTreeMap<String, Arc<str>> {
    let mut texts = texts.clone();
    for (name, span) in spots {
        let Some(text) = texts.get_mut(name) else { continue };
        let range = span.range();
        let rest = text[..range.start].trim_end();
        let empty = match range.len() {
            0 | 1 => "0",
            _ if rest.ends_with('|') => "str",
            _ => "\"\"",
        };
        let blank: String = text[range.clone()]
            .bytes()
            .enumerate()
            .map(|(at, byte)| match (empty.as_bytes().get(at), byte) {
                (Some(byte), _) => char::from(*byte),
                (None, b'\n') => '\n',
                (None, _) => ' ',
            })
            .collect();
        *text = Arc::from([&text[..range.start], &blank, &text[range.end..]].concat());
    }
    texts
}
