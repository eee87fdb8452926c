//! What the end of a line says.
//!
//! It is a blank, unless the text is written a sentence a line, or, in a plain text, the line was
//! ended where the next word had still found room.

use super::marks::{is_closing, is_stop};

/// How often lines end where sentences end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    lines: usize,
    ending: usize,
}

impl Weight {
    /// Takes note of a line's end, with what is before and behind it.
    pub(crate) fn add(&mut self, before: &str, after: &str) {
        self.lines += 1;
        self.ending += usize::from(ends(before) && !begins_small(after));
    }

    /// Whether the text is written so that a line's end is a sentence's: four of five ends of lines
    /// are, and there are enough to tell.
    pub(crate) fn tells(self) -> bool {
        self.lines >= 3 && self.ending * 5 >= self.lines * 4
    }
}

/// Whether a sentence may end before a line and begin with it, where the text is written so.
pub(crate) fn parts(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    !begins_small(after)
        && !begins_closing(after)
        && !before.ends_with([',', ';', ':', '-', '–', '—', '(', '/'])
}

/// Where the lines of a plain text begin that begin sentences too.
pub(super) fn breaks(text: &str) -> Vec<usize> {
    // What they begin or end with: few texts have it.
    let may_hold = |any: bool, byte: u8| {
        any | (byte == b'\n') | (byte == b'\r') | (byte == 0x85) | (byte == 0xa8) | (byte == 0xa9)
    };
    if !text.bytes().fold(false, may_hold) {
        return Vec::new();
    }
    Page::of(text).breaks()
}

/// The lines of a plain text that are not blank.
struct Page<'a> {
    lines: Vec<Line<'a>>,
    /// The width that lines may have: that of the widest, but for a few.
    width: usize,
    weight: Weight,
    /// No sentence ends anywhere by its marks: a list of words.
    bare: bool,
}

struct Line<'a> {
    at: usize,
    words: &'a str,
    /// In characters.
    width: usize,
    /// A blank line is before it.
    apart: bool,
    /// It begins with a blank.
    indented: bool,
}

impl<'a> Page<'a> {
    fn of(text: &'a str) -> Self {
        let (mut lines, mut apart) = (Vec::new(), false);
        let mut from = 0;
        for piece in text.split_inclusive(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            let words = piece.trim();
            let at = from + (piece.len() - piece.trim_start().len());
            if words.is_empty() {
                // The line feed after a carriage return is no line.
                apart |= piece != "\n" || !text[..from].ends_with('\r');
            } else {
                lines.push(Line { at, words, width: words.chars().count(), apart, indented: at > from });
                apart = piece.ends_with('\u{2029}');
            }
            from += piece.len();
        }
        let mut widths: Vec<usize> = lines.iter().map(|line| line.width).collect();
        widths.sort_unstable();
        let width = widths.get(widths.len().saturating_sub(1 + widths.len() / 10)).copied().unwrap_or(0);
        let mut weight = Weight::default();
        for pair in lines.windows(2).filter(|pair| !pair[1].apart) {
            weight.add(pair[0].words, pair[1].words);
        }
        let bare = !lines.iter().any(|line| ends(line.words) || line.words.contains(". "));
        Self { lines, width, weight, bare }
    }

    fn breaks(&self) -> Vec<usize> {
        let free = self.lines.windows(2).filter(|pair| self.has_room(&pair[0], &pair[1])).count();
        let listed = self.bare && free * 2 >= self.lines.len().saturating_sub(1) && free > 0;
        let begins = |pair: &&[Line]| self.begins(&pair[0], &pair[1], listed);
        self.lines.windows(2).filter(begins).map(|pair| pair[1].at).collect()
    }

    /// Whether a sentence begins with the line `next`.
    fn begins(&self, line: &Line, next: &Line, listed: bool) -> bool {
        if next.apart {
            return !next.words.starts_with(['.', ',', ';', ')']);
        }
        if listed {
            return true;
        }
        if !parts(line.words, next.words) {
            return false;
        }
        if ends(line.words) {
            self.weight.tells()
        } else {
            self.weight.tells() || self.has_room(line, next) || next.indented
        }
    }

    /// Whether the first word of `next` had found room on `line`.
    fn has_room(&self, line: &Line, next: &Line) -> bool {
        let first = next.words.split(char::is_whitespace).next().unwrap_or_default();
        line.width + 1 + first.chars().count() <= self.width
    }
}

/// Whether a mark that may end a sentence ends the line.
fn ends(line: &str) -> bool {
    line.trim_end().trim_end_matches(is_closing).ends_with(is_stop)
}

fn begins_small(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    line.starts_with(char::is_lowercase)
}

fn begins_closing(line: &str) -> bool {
    line.trim_start().starts_with(['.', ',', ';', ':', ')', ']', '!', '?'])
}
