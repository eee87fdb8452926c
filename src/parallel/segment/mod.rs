//! Where sentences end.
//!
//! A text is read once, from sign to sign. A mark that may end a sentence, with the marks and the
//! closing quotes behind it, is [judged](judge) by what stands before and behind: [`stop`] knows of full stops,
//! [`nesting`] of brackets and quotes, [`list`] of the numbers of items, [`language`] of what each
//! language does. Where lines end, [`lines`] says what that means.

mod ending;
mod judge;
mod language;
mod lines;
mod list;
mod marks;
mod nesting;
mod score;
mod stop;
#[cfg(test)]
mod tests;

use std::ops::Range;

use ending::Ending;
use language::Habits;
pub(super) use lines::{Weight, parts};
use list::Item;
use nesting::Nesting;
pub use score::{Boundary, SegmentScore};
use stop::Next;

use crate::site::Language;

/// The sentences of a plain text, in order and without gaps: each ends where the next begins, so the
/// blanks between two belong to the first.
///
/// A blank line ends a sentence, and so does a line's end that seems to be meant so.
#[must_use]
pub fn segment(text: &str, language: Language) -> Vec<Range<usize>> {
    let breaks = lines::breaks(text);
    let starts = starts(text, 0, Known { breaks: &breaks, closed: &[] }, language);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// What is known of a text beforehand.
#[derive(Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// Where lines begin that begin sentences too, in order.
    pub(super) breaks: &'a [usize],
    /// Where no sentence ends, in order: links, code.
    pub(super) closed: &'a [Range<usize>],
}

impl Known<'_> {
    /// Where what is closed ends that `at` is in.
    fn closed_around(&self, at: usize) -> Option<usize> {
        let begun = self.closed.partition_point(|closed| closed.start <= at);
        let closed = self.closed[..begun].last()?;
        (at < closed.end).then_some(closed.end)
    }

    /// Whether what is closed ends at `at`.
    fn closes_at(&self, at: usize) -> bool {
        self.closed.binary_search_by_key(&at, |closed| closed.end).is_ok()
    }

    /// Whether a cut at `at` would go through what is closed.
    fn forbids(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.closed_around(before).is_some_and(|end| at < end))
    }
}

/// Where sentences begin in a text from `from` on, which is where the first does.
pub(super) fn starts(text: &str, from: usize, known: Known, language: Language) -> Vec<usize> {
    Reader::new(text, from, known, language).read()
}

/// Reads a text, and where its sentences begin.
struct Reader<'a> {
    text: &'a str,
    known: Known<'a>,
    habits: &'static Habits,
    /// Where the sentence begins that is being read.
    start: usize,
    /// Where its first word begins; before it is known, how far it is looked for.
    said: Result<usize, usize>,
    nesting: Nesting,
    list: Option<Item>,
    /// Whether the text is written in small letters throughout.
    casual: Option<bool>,
    starts: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, from: usize, known: Known<'a>, language: Language) -> Self {
        Self {
            text,
            known,
            habits: Habits::of(language.primary()),
            start: from,
            said: Err(from),
            nesting: Nesting::default(),
            list: None,
            casual: None,
            starts: if from < text.len() { vec![from] } else { Vec::new() },
        }
    }

    /// Where sentences begin.
    fn read(mut self) -> Vec<usize> {
        let mut breaks = self.known.breaks;
        let mut at = self.begin(self.start);
        let mut mark = marks::next(self.text, at);
        loop {
            if let Some((line, rest)) = breaks.split_first().filter(|(line, _)| **line <= mark) {
                breaks = rest;
                at = self.line(*line).max(at);
            } else if mark < self.text.len() {
                at = self.meet(mark);
            } else {
                return self.starts;
            }
            if mark < at {
                mark = marks::next(self.text, at);
            }
        }
    }

    /// Begins a sentence with a line, unless the last word before it wants another.
    fn line(&mut self, at: usize) -> usize {
        let before = self.text.get(self.start..at).unwrap_or_default().trim_end();
        let word = before.strip_suffix('.').unwrap_or_default();
        if self.abbreviates(word) { at } else { self.cut(at) }
    }

    /// Begins a sentence at `at`; where to read on.
    fn cut(&mut self, at: usize) -> usize {
        if at <= self.start || at >= self.text.len() || self.known.forbids(at) {
            return at;
        }
        self.starts.push(at);
        (self.start, self.said) = (at, Err(at));
        self.nesting.clear();
        self.begin(at)
    }

    /// Passes over the number of an item, whose stop ends nothing.
    fn begin(&mut self, at: usize) -> usize {
        let at = at + marks::blank(&self.text[at..]);
        let Some(item) = Item::at(self.text, at, self.list.as_ref()) else { return at };
        let end = item.end;
        self.list = Some(item);
        end
    }

    /// Meets a mark; where to read on.
    fn meet(&mut self, at: usize) -> usize {
        let sign = self.text[at..].chars().next().unwrap_or_default();
        let end = at + sign.len_utf8();
        let closed = self.known.closed_around(at).unwrap_or(0);
        if marks::is_stop(sign) {
            let ending = Ending::at(self.text, at, &mut self.nesting);
            if ending.end < closed {
                return ending.end;
            }
            return self.item_at(at).unwrap_or_else(|| self.stop(&ending));
        }
        if closed > 0 {
            return end;
        }
        if sign == ')' {
            if let Some(face) = marks::face_before(self.text, at) {
                return self.face(face, end);
            }
            if let Some(on) = self.item_at(at) {
                return on;
            }
        }
        if sign == '•' && self.text[self.start..].starts_with('•') && at > self.start {
            return self.cut(at).max(end);
        }
        let closed = self.nesting.meet(self.text, at, sign);
        if closed && marks::is_quote(sign) { self.broken_off(at, end) } else { end }
    }

    /// A quote is closed: it ends a sentence by itself if its speech breaks off, `wait--” Then …`
    fn broken_off(&mut self, at: usize, end: usize) -> usize {
        let gap = marks::blank(&self.text[end..]);
        let breaks = self.text[..at].ends_with(['-', '–', '—']) && gap > 0 && end + gap < self.text.len();
        if !breaks || self.is_enclosed(end + gap) {
            return end;
        }
        let next = Next::at(self.text, end + gap);
        let begins = next.word.starts_with(char::is_uppercase) && next.starts(self.habits);
        if begins { self.cut(next.at) } else { end }
    }

    /// Meets a stop.
    fn stop(&mut self, ending: &Ending) -> usize {
        let gap = marks::blank(&self.text[ending.end..]);
        let next = ending.end + gap;
        if next == self.text.len() || !self.has_said(ending.start) {
            return ending.end;
        }
        if gap == 0 {
            return match self.glued(ending) {
                Some(start) => self.cut(start).max(ending.end),
                None => ending.end,
            };
        }
        if let Some(face) = marks::face_at(self.text, next) {
            return self.face(next, face);
        }
        if self.ends(ending, next) { self.cut(next) } else { ending.end }
    }

    /// A face made of signs, `:-)`, from `at` to `end`: it belongs to what is before, which it ends if a
    /// capital follows.
    fn face(&mut self, at: usize, end: usize) -> usize {
        let next = end + marks::blank(&self.text[end..]);
        let begins = self.text[next..].starts_with(char::is_uppercase) && next > end;
        if begins && self.has_said(at) { self.cut(next) } else { end }
    }

    /// Whether there is a word in the sentence before `at`.
    fn has_said(&mut self, at: usize) -> bool {
        self.first_word(at).is_some_and(|word| word < at)
    }

    fn first_word(&mut self, until: usize) -> Option<usize> {
        if let Err(from) = self.said {
            let found = self.text.get(from..until).and_then(|text| text.find(char::is_alphanumeric));
            self.said = found.map(|found| from + found).ok_or(until.max(from));
        }
        self.said.ok()
    }

    /// Begins the next item of a list at the number that the sign at `at` ends, if it is one.
    fn item_at(&mut self, at: usize) -> Option<usize> {
        // Only within the item before: elsewhere a number is a number.
        let previous = self.list.as_ref().filter(|item| item.start >= self.start)?;
        let item = previous.next(self.text, at, self.habits.ordinals)?;
        let says =
            self.text.get(previous.end..item.start).is_some_and(|said| said.contains(char::is_alphanumeric));
        if item.start <= self.start || !says || self.known.forbids(item.start) {
            return None;
        }
        let (start, end) = (item.start, item.end);
        self.list = Some(item);
        self.starts.push(start);
        (self.start, self.said) = (start, Err(end));
        self.nesting.clear();
        Some(end)
    }
}
