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

/// The expression that failed, unless it was taken out already.
pub(super) fn spot(error: &tera::Error, texts: &BTreeMap<String, Arc<str>>, out: &[Spot]) -> Option<Spot> {
    let ErrorKind::RenderingError(report) = error.kind() else { return None };
    let text = texts.get(report.filename())?;
    let range = expression(text, report.span().range.clone())?;
    let is_new = |(name, span): &Spot| {
        let taken = span.range();
        name != report.filename() || taken.end <= range.start || range.end <= taken.start
    };
    let is_new = out.len() < MOST && out.iter().all(is_new);
    is_new.then(|| (report.filename().to_owned(), Span::new(range)))
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
        let empty = if rest.ends_with('|') { "str" } else { "\"\"" };
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
