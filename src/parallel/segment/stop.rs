//! Whether a full stop belongs to its word, and what follows it.

use super::language::Habits;
use super::marks::{self, is_opening};
use super::{Ending, Reader};

/// The longest word that is looked at.
const WORD: usize = 48;

/// What follows a stop.
pub(super) struct Next<'a> {
    /// Where it begins.
    pub(super) at: usize,
    /// It begins with a quote.
    pub(super) in_quotes: bool,
    /// It begins with a bracket.
    pub(super) in_brackets: bool,
    /// Its first character behind these.
    first: Option<char>,
    /// Its first word.
    pub(super) word: &'a str,
}

impl<'a> Next<'a> {
    pub(super) fn at(text: &'a str, at: usize) -> Self {
        let rest = &text[at..];
        let inner = rest.trim_start_matches(|c: char| is_opening(c) || c == ' ' || c == '\u{a0}');
        let opened = &rest[..rest.len() - inner.len()];
        let word = inner.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next();
        Self {
            at,
            in_quotes: opened.contains(marks::is_quote),
            in_brackets: opened.starts_with(['(', '[', '（']),
            first: inner.chars().next(),
            word: word.unwrap_or_default(),
        }
    }

    /// Whether it goes on with what nothing begins with.
    pub(super) fn continues(&self) -> bool {
        matches!(self.first, Some(',' | ';' | ':' | ')' | ']' | '、' | '，' | '；'))
    }

    /// Whether it begins with a small letter; names like `iPhone` do not count.
    pub(super) fn is_small(&self) -> bool {
        let mut letters = self.word.chars();
        letters.next().is_some_and(char::is_lowercase) && !letters.next().is_some_and(char::is_uppercase)
    }

    fn is_number(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it begins a sentence beyond doubt.
    pub(super) fn starts(&self, habits: &Habits) -> bool {
        (self.in_quotes && !self.in_brackets) || habits.starters.hold(self.word)
    }
}

impl Reader<'_> {
    /// Whether the full stop of `ending` belongs to the last word of `core`.
    pub(super) fn stop_is_inner(&self, ending: &Ending, core: &str, next: &Next) -> bool {
        let word = last_word(core);
        if word.is_empty() || ending.dots > 1 {
            return false;
        }
        let habits = self.habits;
        if self.text[ending.end..].starts_with(marks::is_no_break) && !next.starts(habits) {
            return true;
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.is_label(core, word) || self.number_goes_on(core, word, next);
        }
        let part = word.rsplit(['-', '/']).next().unwrap_or(word);
        if habits.numbered.hold(part) && (next.is_number() || is_roman(next.word)) {
            return true;
        }
        if habits.clock.hold(word) {
            let bare = core.split_whitespace().take(4).count() < 4; // `At 5 a.m. Mr. Smith …`
            return bare || habits.with_clock.hold(next.word) || next.in_brackets || next.is_number();
        }
        if self.goes_on_after(core, word, part) {
            return true;
        }
        self.may_end_at(core, word, part) && !next.starts(habits)
    }

    /// Whether the sentence goes on after `word` and its stop.
    fn goes_on_after(&self, core: &str, word: &str, part: &str) -> bool {
        let habits = self.habits;
        if habits.either.hold(word) {
            return self.is_spaced_abbreviation(core, word);
        }
        if word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            // `M. Le Goff` of French, but not `S. Le Goff`, whatever `s.` may be.
            return habits.inner.list(word) || self.is_spaced_abbreviation(core, word);
        }
        habits.inner.hold(word) || habits.inner.hold(part) || self.is_spaced_abbreviation(core, word)
    }

    /// Whether the last word of `core`, with its stop, is an abbreviation after which sentences go on.
    pub(super) fn abbreviates(&self, core: &str) -> bool {
        let word = last_word(core);
        !word.is_empty() && self.goes_on_after(core, word, word)
    }

    /// Whether a sentence may, but need not, end with `word` and its stop.
    fn may_end_at(&self, core: &str, word: &str, part: &str) -> bool {
        let habits = self.habits;
        habits.either.hold(word)
            || habits.either.hold(part)
            || habits.endings.end(word)
            || is_initials(word) && !is_word(core, word)
            || (habits.ordinals && is_roman(word))
            || is_unpronounceable(word)
    }

    /// Whether `word` may be abbreviated by its stop.
    pub(super) fn may_be_abbreviation(&self, word: &str) -> bool {
        let habits = self.habits;
        habits.inner.hold(word) || habits.numbered.hold(word) || self.may_end_at(word, word, word)
    }

    /// `Abb. 1. Links die Ente`: all that is said so far is a number and what it numbers.
    fn is_label(&self, core: &str, number: &str) -> bool {
        let label = core[..core.len() - number.len()].trim_end().trim_end_matches('.');
        let label = label.trim_start_matches(is_opening);
        !label.contains(char::is_whitespace)
            && (self.habits.numbered.hold(label) || self.habits.labels.hold(label))
    }

    /// `3. Oktober`, `am 12. 5. 2020`, but `auf Seite 12. Peter …`
    fn number_goes_on(&self, core: &str, word: &str, next: &Next) -> bool {
        if !self.habits.ordinals || word.len() > 3 || next.in_brackets {
            return false;
        }
        let before = last_word(core[..core.len() - word.len()].trim_end().trim_end_matches('.'));
        if self.habits.labels.hold(before) {
            return false;
        }
        let short = word.len() <= 2;
        if next.is_number() {
            return short;
        }
        let ordinal = next.first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '–'));
        ordinal && short && !next.starts(self.habits)
    }

    /// `z. B.`, `u. a.`: a part of an abbreviation that is written with blanks.
    fn is_spaced_abbreviation(&self, core: &str, word: &str) -> bool {
        if word.len() > 5 {
            return false;
        }
        let before = core[..core.len() - word.len()].trim_end();
        let Some(first) = before.strip_suffix('.') else { return false };
        let first = last_word(first);
        first.len() <= 5 && self.habits.inner.hold(&format!("{first}.{word}"))
    }

    /// Where a sentence begins right behind `ending`, without a blank.
    pub(super) fn glued(&mut self, ending: &Ending) -> Option<usize> {
        let rest = &self.text[ending.end..];
        let next = Next::at(self.text, ending.end);
        if !ending.wants_blank() {
            let reported =
                ending.quoted && rest.starts_with(['と', 'っ', 'は', 'が', 'の', 'を', 'に', 'も', 'で']);
            let remark = ending.bracketed && !self.text[self.start..].starts_with(marks::is_bracket);
            let ends = !reported && !remark && !next.continues() && !self.is_enclosed(ending.end);
            return ends.then_some(ending.end);
        }
        if ending.is_ellipsis() || ending.quoted {
            return None;
        }
        let core = &self.text[self.start..ending.start];
        let word = last_word(core);
        if !ending.strong && rest.starts_with(|c: char| c.is_ascii_digit()) {
            return reference(word, core, rest).map(|length| ending.end + length);
        }
        let mut letters = next.word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_uppercase);
        let plain = word.len() > 1
            && word.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '\'' | '’'));
        let after = rest.strip_prefix(next.word)?;
        let apart = after.starts_with([' ', ',', '\n', '\'', '’', '.']);
        let address = after.trim_start_matches('.').starts_with(char::is_alphanumeric);
        let starts = capital && plain && apart && !address && self.habits.starters.hold(next.word);
        (starts && !self.is_enclosed(ending.end)).then_some(ending.end)
    }
}

/// How many bytes the numbers of footnotes take behind the stop of `word`, if a sentence follows them:
/// `in a consultation.11 12 Take …`
fn reference(word: &str, core: &str, rest: &str) -> Option<usize> {
    let letters = word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    if !letters && !core.ends_with([')', '”', '“', '"', '»']) {
        return None;
    }
    let mut after = rest;
    loop {
        let digits = after.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() == after.len() || after.len() - digits.len() > 3 {
            break;
        }
        let next = digits.trim_start();
        if next.len() == digits.len() {
            return None;
        }
        after = next;
    }
    (after.len() < rest.len() && after.starts_with(char::is_uppercase)).then_some(rest.len() - after.len())
}

/// The word before a full stop, its inner stops included.
pub(super) fn last_word(core: &str) -> &str {
    let mut from = core.len().saturating_sub(WORD);
    while !core.is_char_boundary(from) {
        from += 1;
    }
    let near = &core[from..];
    let apart =
        |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—' | '"' | '„' | '“' | '«' | '»' | '…');
    let start = near.rfind(apart).map_or(near, |at| &near[at..]);
    start.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '§')
}

/// `J`, `J.S`, `U.S`, `z`: single letters with stops between.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split(['.', '-']);
    let single = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    parts.all(single)
}

/// Whether a single letter is a word for all that: the English `I` (`So do I.`), a unit (`15 W.`).
fn is_word(core: &str, word: &str) -> bool {
    let before = last_word(core[..core.len() - word.len()].trim_end());
    (word == "I" && before.starts_with(char::is_lowercase)) || before.ends_with(|c: char| c.is_ascii_digit())
}

fn is_roman(word: &str) -> bool {
    word.len() <= 6 && !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
}

/// No vowel in small letters: `bzgl`, `Hptm`, `pct`.
fn is_unpronounceable(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    let rest = letters.as_str();
    first
        && !rest.is_empty()
        && word.len() < 6
        && word.bytes().all(|byte| byte.is_ascii_alphabetic() && !b"aeiouyAEIOUY".contains(&byte))
        && rest.bytes().all(|byte| byte.is_ascii_lowercase())
}
