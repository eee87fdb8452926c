//! Brackets and quotes around a place.

use super::marks;

/// How far a bracket or quote may reach, in bytes; what goes on for longer is no remark within a
/// sentence, or was never closed.
const REACH: usize = 600;
/// How many may stand in one another.
const DEPTH: usize = 12;

/// What is open at a place of a sentence.
#[derive(Default)]
pub(super) struct Nesting {
    open: Vec<Open>,
}

struct Open {
    at: usize,
    sign: char,
    /// Where it is closed, once looked for; `Some(None)` if nowhere near.
    end: Option<Option<usize>>,
}

impl Nesting {
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether a quote is open.
    pub(super) fn in_quote(&self) -> bool {
        self.open.iter().any(|open| marks::is_quote(open.sign))
    }

    /// Takes note of the sign at `at`; whether it closes anything.
    pub(super) fn meet(&mut self, text: &str, at: usize, sign: char) -> bool {
        if self.close(text, at, sign) {
            return true;
        }
        if opens(text, at, sign) && self.open.len() < DEPTH {
            self.open.push(Open { at, sign, end: None });
        }
        false
    }

    /// Closes what the sign at `at` closes, and what is open within; whether that is anything.
    pub(super) fn close(&mut self, text: &str, at: usize, sign: char) -> bool {
        let closed = self
            .open
            .iter()
            .rposition(|open| closes(open.sign, sign) && may_close(text, at, open.sign, sign));
        let Some(index) = closed else { return false };
        self.open.truncate(index);
        true
    }

    /// Whether `at` is within what was opened behind the sentence's first word, and is closed.
    pub(super) fn encloses(&mut self, text: &str, first: usize, at: usize) -> bool {
        let inner = self.open.iter_mut().filter(|open| open.at > first);
        inner.into_iter().any(|open| open.end(text).is_some_and(|end| end >= at))
    }
}

impl Open {
    fn end(&mut self, text: &str) -> Option<usize> {
        let (at, sign) = (self.at, self.sign);
        *self.end.get_or_insert_with(|| end_of(text, at, sign))
    }
}

/// Where what opens at `at` is closed.
fn end_of(text: &str, at: usize, sign: char) -> Option<usize> {
    let (limit, mut depth) = (at + REACH, 0_usize);
    let mut from = at + sign.len_utf8();
    loop {
        let mark = marks::next(text, from);
        if mark >= limit.min(text.len()) {
            return None;
        }
        let other = text[mark..].chars().next()?;
        // An apostrophe ends a word; the end of a speech stands behind a mark.
        let spoken = sign != '\'' || !text[..mark].ends_with(char::is_alphanumeric);
        if closes(sign, other) && spoken && may_close(text, mark, sign, other) {
            if depth == 0 {
                return Some(mark);
            }
            depth -= 1;
        } else if other == sign && marks::is_bracket(sign) {
            depth += 1;
        } else if other == sign && mark > at + sign.len_utf8() && opens(text, mark, other) {
            return None; // never closed: the next one opens
        }
        from = mark + other.len_utf8();
    }
}

fn closes(open: char, sign: char) -> bool {
    matches!(
        (open, sign),
        ('(', ')')
            | ('[', ']')
            | ('（', '）')
            | ('【', '】')
            | ('「', '」')
            | ('『', '』')
            | ('"', '"')
            | ('„', '“' | '”' | '"')
            | ('“', '”')
            | ('‚', '‘' | '’' | '\'')
            | ('‘', '’')
            | ('\'', '\'')
            | ('`', '\'')
            | ('«', '»')
            | ('»', '«')
            | ('‹', '›')
            | ('›', '‹')
    )
}

/// Whether the quote or bracket at `at` opens: a blank before it and none behind, if it may do both.
fn opens(text: &str, at: usize, sign: char) -> bool {
    let free = || {
        let before = text[..at].chars().next_back();
        let after = text[at + sign.len_utf8()..].chars().next();
        before.is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"' | '„' | '`')
        }) && after.is_some_and(|c| !c.is_whitespace())
    };
    match sign {
        '(' | '[' | '（' | '【' | '「' | '『' | '„' | '‚' | '«' | '‹' => true,
        '"' | '\'' | '`' | '“' | '‘' | '»' | '›' => free(),
        _ => false,
    }
}

/// Whether the sign at `at` closes; an apostrophe within a word does not, nor half of `''`.
fn may_close(text: &str, at: usize, open: char, sign: char) -> bool {
    let after = text[at + sign.len_utf8()..].chars().next();
    let in_word = after.is_some_and(char::is_alphanumeric);
    let half = || open == '\'' && (after == Some('\'') || text[..at].ends_with('\''));
    match sign {
        '\'' | '’' => !in_word && !text[..at].ends_with(char::is_whitespace) && !half(),
        '"' => !in_word || !text[..at].ends_with(char::is_whitespace),
        _ => true,
    }
}
