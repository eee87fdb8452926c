//! The marks that may end a sentence, and what closes behind them.

use super::language::Habits;
use super::marks::{self, is_closing, is_stop, is_wide};
use super::nesting::Nesting;
use super::stop::Next;

/// A run of marks: `.`, `?!`, `…”`, `.)`.
pub(super) struct Ending {
    /// Where the first mark stands.
    pub(super) start: usize,
    /// Behind the last one, quotes and brackets that close there included.
    pub(super) end: usize,
    /// How many full stops it has; an ellipsis counts as three.
    pub(super) dots: usize,
    /// Its full stops stand apart: `. . .`
    pub(super) spread: bool,
    /// It has a mark that belongs to no word: `!`, `?`, `。`.
    pub(super) strong: bool,
    /// Its last mark needs no blank behind it.
    wide: bool,
    /// A quote is closed behind the marks.
    pub(super) quoted: bool,
    /// A bracket is closed behind the marks.
    pub(super) bracketed: bool,
    /// A bracket is closed behind the marks, and there is nothing else in it: `[…]`.
    pub(super) in_brackets: bool,
}

impl Ending {
    pub(super) fn at(text: &str, at: usize, nesting: &mut Nesting) -> Self {
        let mut ending = Self {
            start: at,
            end: at,
            dots: 0,
            spread: false,
            strong: false,
            wide: false,
            quoted: false,
            bracketed: false,
            in_brackets: false,
        };
        while let Some(sign) = text[ending.end..].chars().next() {
            if !ending.take(text, sign, nesting) {
                break;
            }
        }
        ending
    }

    /// Takes the sign, or what is left out; whether it belongs to the ending.
    fn take(&mut self, text: &str, sign: char, nesting: &mut Nesting) -> bool {
        let at = self.end;
        if is_stop(sign) {
            match sign {
                '.' => self.dots += 1,
                '…' => self.dots += 3,
                _ => self.strong = true,
            }
            self.wide = is_wide(sign);
            self.end += sign.len_utf8();
            return true;
        }
        let rest = &text[at + sign.len_utf8()..];
        if is_closing(sign) {
            return self.close(text, sign, nesting);
        }
        if sign == ' ' && rest.starts_with('.') && self.goes_on_with(text, &rest[1..]) {
            self.end += 1;
            self.spread = true;
            return true;
        }
        if sign == '[' && self.dots == 1 {
            let digits =
                rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '–' | '-'));
            let closed = digits.len() < rest.len() && digits.starts_with(']');
            self.end += if closed { 2 + rest.len() - digits.len() } else { 0 };
            return closed;
        }
        // French and others leave a blank before a closing guillemet.
        let late = sign.is_whitespace() && rest.starts_with(['»', '›']) && nesting.in_quote();
        self.end += if late { sign.len_utf8() } else { 0 };
        late
    }

    /// Whether the stop before `rest`, after a blank, is one of an ellipsis: `. . .`
    fn goes_on_with(&self, text: &str, rest: &str) -> bool {
        let free = rest.chars().next().is_none_or(|c| c.is_whitespace() || is_closing(c));
        // After a word's own stop the ellipsis begins what follows.
        let ended = self.dots == 1 && !text[..self.start].ends_with(char::is_whitespace);
        free && !self.strong && !(ended && rest.starts_with(" . . "))
    }

    fn close(&mut self, text: &str, sign: char, nesting: &mut Nesting) -> bool {
        let at = self.end;
        let after = &text[at + sign.len_utf8()..];
        let closes = nesting.close(text, at, sign);
        let opens = matches!(sign, '“' | '«' | '‘' | '‹' | '`') && after.starts_with(char::is_alphanumeric);
        if !closes && (opens || after.starts_with(char::is_alphanumeric)) {
            return false;
        }
        let bracket = marks::is_bracket(sign);
        self.bracketed |= bracket;
        self.in_brackets |= bracket && text[..self.start].trim_end().ends_with(['(', '[']);
        self.quoted |= marks::is_quote(sign);
        self.end += sign.len_utf8();
        true
    }

    /// Whether it is an ellipsis, whatever else.
    pub(super) fn is_ellipsis(&self) -> bool {
        self.dots >= 2
    }

    /// Whether a blank is due behind it.
    pub(super) fn wants_blank(&self) -> bool {
        !self.wide
    }

    /// Whether what follows says who has spoken: `“Is it?” Jonas asked.`, `「行こう。」と言った。`
    pub(super) fn is_reported(&self, text: &str, next: &Next, habits: &Habits) -> bool {
        if !self.quoted || !self.strong || next.in_quotes || next.starts(habits) {
            return false;
        }
        let words = text[next.at..].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(3).skip(1).any(|word| habits.saying.hold(word))
    }
}
