//! Whether a sentence ends with a mark.

use super::list::Item;
use super::stop::{self, Next};
use super::{Ending, Reader};

/// What somebody writes of themselves in small letters; a lone `i` may be a number's name.
const SMALL_I: [&str; 8] =
    [" i am ", " i'm ", " i have ", " i was ", " i think ", " i want ", " i need ", " i know "];

impl Reader<'_> {
    /// Whether the sentence ends with `ending`, before `next`.
    pub(super) fn ends(&mut self, ending: &Ending, next: usize) -> bool {
        let following = Next::at(self.text, next);
        if self.is_enclosed(next) || following.continues() {
            return false;
        }
        let core = self.text[self.start..ending.start].trim_end();
        // Code and links begin as they are called, not as sentences do.
        if following.is_small() && self.known.closed_around(next).is_none() {
            return self.begins_small(ending, core, &following);
        }
        if ending.is_reported(self.text, &following, self.habits) {
            return false;
        }
        if following.in_brackets && self.habits.relative.hold(following.word) {
            return false;
        }
        if ending.is_ellipsis() {
            return self.ellipsis_ends(ending, &following);
        }
        // A stop behind a link or code is none of its last word.
        ending.strong || self.known.closes_at(ending.start) || !self.stop_is_inner(ending, core, &following)
    }

    /// Whether what is before `next` stands in brackets or in a quote that began within the sentence.
    pub(super) fn is_enclosed(&mut self, next: usize) -> bool {
        if self.nesting.is_empty() {
            return false; // as nearly always
        }
        let first = self.first_word(next).unwrap_or(next);
        self.nesting.encloses(self.text, first, next)
    }

    /// Whether a sentence begins with the small letter that follows.
    fn begins_small(&mut self, ending: &Ending, core: &str, next: &Next) -> bool {
        let word = stop::last_word(core);
        let list = self.list.as_ref();
        let item = Item::at(self.text, next.at, list);
        if item.is_some_and(|item| item.begins(list, self.habits.ordinals)) {
            return ending.strong || !self.may_be_abbreviation(word);
        }
        if ending.quoted || ending.is_ellipsis() {
            return false;
        }
        if ending.strong {
            return self.is_casual();
        }
        let plain = word.len() >= if self.is_casual() { 2 } else { 4 }
            && word.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '-');
        plain
            && !self.may_be_abbreviation(word)
            && (self.habits.small_starters.hold(next.word) || self.is_casual())
    }

    /// Whether the text is written in small letters, in a language where that is told from names.
    fn is_casual(&mut self) -> bool {
        let (text, habits) = (self.text, self.habits);
        *self.casual.get_or_insert_with(|| {
            let begins_small = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
            habits.writes_small && (begins_small || SMALL_I.iter().any(|words| text.contains(words)))
        })
    }

    /// Whether an ellipsis ends the sentence: after a blank it stands for words left out.
    fn ellipsis_ends(&self, ending: &Ending, next: &Next) -> bool {
        if ending.in_brackets {
            return false;
        }
        let spaced = self.text[..ending.start].ends_with(char::is_whitespace);
        if !spaced || ending.dots > 3 || ending.strong {
            return true;
        }
        // What is always a capital tells nothing.
        let tells = next.in_quotes
            || !next.word.starts_with("I")
            || next.word.len() > 1 && !next.word.contains(['\'', '’']);
        !ending.spread && tells && next.starts(self.habits) && !self.nesting.in_quote()
    }
}
