use std::collections::HashMap;

use super::model::Words;
use crate::diagnostic::Span;

/// The side table of what a body does not say literally, each string once.
#[derive(Default)]
pub(super) struct Strings {
    kept: Vec<Box<str>>,
    known: HashMap<Box<str>, u32>,
}

impl Strings {
    /// `piece` as a stretch of `body` if it is one, else kept.
    pub(super) fn words(&mut self, body: &str, piece: &str) -> Words {
        within(body, piece).map_or_else(|| Words::Kept(self.keep(piece)), Words::Body)
    }

    /// The number of `piece` in the side table.
    pub(super) fn keep(&mut self, piece: &str) -> u32 {
        if let Some(&index) = self.known.get(piece) {
            return index;
        }
        let index = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        self.kept.push(piece.into());
        self.known.insert(piece.into(), index);
        index
    }

    /// What `words` say.
    pub(super) fn of<'a>(&'a self, body: &'a str, words: Words) -> &'a str {
        match words {
            Words::Body(span) => span.of(body),
            Words::Kept(index) => self.kept.get(index as usize).map_or("", |kept| kept),
        }
    }

    /// The table.
    pub(super) fn into_table(self) -> Box<[Box<str>]> {
        self.kept.into()
    }
}

/// Where `piece` lies in `body`, if it is a slice of it.
///
/// The parser borrows from the body whatever it can; where a piece lies in memory says both that
/// it did and where from, which its event's range does not (an escape's range leaves out the
/// backslash, a code span's includes the backticks).
pub(super) fn within(body: &str, piece: &str) -> Option<Span> {
    if piece.is_empty() {
        return Some(Span::default());
    }
    let start = piece.as_ptr().addr().checked_sub(body.as_ptr().addr())?;
    let end = start + piece.len();
    (end <= body.len()).then(|| Span::new(start..end))
}
