//! Where sentences end.
//!
//! Unicode's rule (UAX #29) proposes; what each language knows of full stops takes back. What is
//! proposed and not taken back is a cut.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviation::Habits;
use crate::site::Language;

/// How many characters brackets may hold before they are no remark within a sentence.
const BRACKETED: usize = 400;

/// The sentences of a text, in order and without gaps: each ends where the next begins, so the
/// blanks between two belong to the first. Line ends are blanks.
#[must_use]
pub fn segment(text: &str, language: Language) -> Vec<Range<usize>> {
    let habits = Habits::of(language.primary());
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in proposals(text) {
        let (at, cuts) = judge(text, start, at, habits);
        if cuts && at > start && at < text.len() {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

/// Where a sentence may begin, by Unicode's rule, before a number, after a word's ellipsis.
fn proposals(text: &str) -> Vec<usize> {
    // Unicode's rule takes a line's end for a paragraph's.
    let ends = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    // What they begin or end with: few texts have it.
    let may_hold =
        |any: bool, byte: u8| any | (byte < b' ') | (byte == 0xc2) | (byte == 0xa8) | (byte == 0xa9);
    let holds = text.bytes().fold(false, may_hold) && text.contains(ends);
    let joined = if holds { Cow::Owned(text.replace(ends, " ")) } else { Cow::Borrowed(text) };
    let text = if joined.len() == text.len() { &*joined } else { text };
    let mut found = bounds(text);
    found.extend(text.match_indices('.').filter_map(|(at, sign)| before_number(text, at + sign.len())));
    if text.bytes().fold(false, |any, byte| any | (byte == 0xa6)) {
        // The last byte of one.
        found.extend(text.match_indices('…').filter_map(|(at, sign)| after_ellipsis(text, at + sign.len())));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Where Unicode's rule puts a sentence's beginning, the text's own included.
///
/// The rule looks back no further than to the word before a mark that may end a sentence, so only
/// what stands from there to the next beginning need be looked at; and most marks are [plain].
///
/// [plain]: plainly_begins
fn bounds(text: &str) -> Vec<usize> {
    let mut found = vec![0];
    let (mut begun, mut from) = (0, 0);
    while let Some(mark) = next_mark(text, from) {
        begun = match plainly_begins(text.as_bytes(), mark) {
            Some(None) => {
                from = mark + 1;
                continue;
            }
            Some(Some(start)) => start,
            None => {
                let word = text[begun..mark].rfind(' ').map_or(begun, |blank| begun + blank);
                word + text[word..].split_sentence_bounds().next().map_or(0, str::len)
            }
        };
        if begun >= text.len() {
            break;
        }
        found.push(begun);
        from = begun;
    }
    found
}

/// The next mark that may end a sentence.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'.' | b'!' | b'?' | b'\n' | b'\r' => return Some(at),
            0..=0x7f => at += 1,
            // Latin letters, as `ä` and `č`.
            0xc3..=0xc9 => at += 2,
            _ => {
                let character = text[at..].chars().next()?;
                if may_end(character) {
                    return Some(at);
                }
                at += character.len_utf8();
            }
        }
    }
    None
}

/// Where a sentence begins by the mark at `mark`: nowhere, or there; `None` if only the whole rule can
/// tell. After a stop and one blank a capital begins one (SB11) and, if it is a full stop, a small
/// letter goes on (SB8); so does a digit, or a letter between letters, right behind a full stop
/// (SB6 to SB8).
fn plainly_begins(bytes: &[u8], mark: usize) -> Option<Option<usize>> {
    let (sign, next, second) = (bytes[mark], *bytes.get(mark + 1)?, bytes.get(mark + 2).copied());
    let before = mark.checked_sub(1).map(|before| bytes[before]);
    match (sign, next, second) {
        (b'.' | b'!' | b'?', b' ', Some(b'A'..=b'Z')) => Some(Some(mark + 2)),
        (b'.', b' ', Some(b'a'..=b'z')) | (b'.', b'0'..=b'9', _) => Some(None),
        (b'.', next, _) if next.is_ascii_alphabetic() && before?.is_ascii_alphabetic() => Some(None),
        _ => None,
    }
}

/// Whether a sentence may end with the character: any mark that is not known to stand within.
fn may_end(character: char) -> bool {
    match character {
        // Dashes, quotes, ellipses: common, and none of them ends a sentence by itself.
        '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{2023}' | '\u{2025}'..='\u{2027}' => false,
        _ => !character.is_alphanumeric(),
    }
}

/// Where a number follows the full stop that ends at `end`: Unicode's rule looks past it to the
/// next letter, and a small one (`1987 wurde …`) keeps it from cutting.
fn before_number(text: &str, end: usize) -> Option<usize> {
    let rest = text[end..].trim_start_matches(is_closing);
    let next = rest.trim_start();
    let follows = next.len() < rest.len() && next.starts_with(|c: char| c.is_ascii_digit());
    follows.then_some(text.len() - next.len())
}

/// Where a sentence may begin after the ellipsis that ends at `end`.
fn after_ellipsis(text: &str, end: usize) -> Option<usize> {
    let rest = text[end..].trim_start_matches(is_closing);
    let next = rest.trim_start();
    let begins = next.trim_start_matches(is_opening).starts_with(char::is_uppercase);
    (begins && next.len() < rest.len()).then_some(text.len() - next.len())
}

/// What stands around a proposed cut.
struct Cut<'a> {
    /// The sentence so far, without blanks at its end.
    before: &'a str,
    /// What follows.
    after: &'a str,
    habits: &'a Habits,
}

/// Where the cut falls, and whether it is one. Unicode's rule takes every bracket after a stop for a
/// closing one; where no blank stands between, the opening ones are given to the next sentence.
fn judge(text: &str, start: usize, at: usize, habits: &Habits) -> (usize, bool) {
    let at = at + late_closing(&text[at..]);
    let at = text[..at].trim_end_matches(['「', '『', '（', '【', '《']).len();
    let Some(before) = text.get(start..at) else { return (at, false) };
    let cut = Cut { before: before.trim_end(), after: &text[at..], habits };
    (at, !cut.goes_on())
}

/// A closing guillemet after a blank, as in French, still belongs to the sentence before.
fn late_closing(after: &str) -> usize {
    let Some(rest) = after.strip_prefix('»') else { return 0 };
    after.len() - rest.trim_start().len()
}

impl Cut<'_> {
    /// Whether the sentence goes on after all.
    fn goes_on(&self) -> bool {
        let core = self.before.trim_end_matches(is_closing);
        let Some(end) = core.chars().next_back() else { return !self.before.is_empty() };
        self.next_is_small()
            || self.is_in_brackets()
            || self.is_reported(end)
            || is_bracketed_ellipsis(self.before)
            || (end == '…' && self.breaks_off(core))
            || (end == '.' && !core.ends_with("..") && self.stop_is_inner(core.trim_end_matches('.')))
    }

    /// What follows begins with a small letter, whatever quotes stand before it.
    fn next_is_small(&self) -> bool {
        let next = self.after.trim_start_matches(|c| is_opening(c) || is_closing(c) || c == ' ');
        next.chars().next().is_some_and(char::is_lowercase)
    }

    /// An opening bracket within the sentence is closed only after the cut.
    fn is_in_brackets(&self) -> bool {
        let inside = self.before.trim_start_matches(is_opening);
        if !inside.bytes().fold(false, |any, byte| any | matches!(byte, b'(' | b'[')) {
            return false; // as nearly always
        }
        let near = inside.char_indices().rev().nth(BRACKETED).map_or(0, |(at, _)| at);
        let depth = inside[near..].chars().fold(0_i32, |depth, character| match character {
            '(' | '[' => depth + 1,
            ')' | ']' => (depth - 1).max(0),
            _ => depth,
        });
        depth > 0
            && self
                .after
                .chars()
                .take(BRACKETED)
                .find(|c| matches!(c, '(' | ')' | '[' | ']'))
                .is_some_and(|c| c == ')' || c == ']')
    }

    /// Japanese reports speech by a particle after the closing bracket.
    fn is_reported(&self, end: char) -> bool {
        let quoted =
            self.before.ends_with(['」', '』', '）']) && matches!(end, '。' | '！' | '？' | '!' | '?');
        quoted && self.after.starts_with(['と', 'っ', 'は', 'が', 'の', 'を', 'に', 'も', 'で', '、'])
    }

    /// An ellipsis after a blank stands for words left out; it ends a sentence only where the
    /// next one begins beyond doubt.
    fn breaks_off(&self, core: &str) -> bool {
        core.trim_end_matches('…').ends_with(char::is_whitespace) && !self.next_starts()
    }

    /// Whether the full stop after `core` belongs to its last word.
    fn stop_is_inner(&self, core: &str) -> bool {
        let word = last_word(core);
        let alone = core.trim_start_matches(is_opening).len() == word.len();
        if alone && is_enumerator(word) {
            return true;
        }
        if self.habits.goes_on_after(word) || self.is_spaced_abbreviation(core) {
            return !(self.habits.may_end_at(word) && self.next_starts());
        }
        let may = self.habits.may_end_at(word) || is_initials(word) || self.is_ordinal(word);
        may && !self.next_starts()
    }

    /// `z. B.`, `u. a.`: a part of an abbreviation that is written with blanks.
    fn is_spaced_abbreviation(&self, core: &str) -> bool {
        let word = last_word(core);
        let before = core[..core.len() - word.len()].trim_end();
        let Some(first) = before.strip_suffix('.') else { return false };
        let joined = format!("{}.{word}", last_word(first));
        self.habits.goes_on_after(&joined)
    }

    /// `3. Oktober`, `19. Jahrhundert`, `Ludwig XIV. Bourbon`.
    fn is_ordinal(&self, word: &str) -> bool {
        let number = matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
        self.habits.ordinals
            && (number || is_roman(word))
            && self.after.starts_with(|c: char| c.is_alphanumeric())
    }

    /// Whether what follows begins a sentence beyond doubt.
    fn next_starts(&self) -> bool {
        let next = self.after.trim_start_matches(|c| is_opening(c) || c == ' ');
        let word = next.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
        next.len() < self.after.len() || self.habits.starts(word)
    }
}

/// The word before a full stop, its inner stops included.
fn last_word(core: &str) -> &str {
    let start = core.rfind(|c: char| c.is_whitespace() || is_opening(c) || matches!(c, '/' | '–' | '—'));
    let word = start.map_or(core, |at| &core[at..]);
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// `1`, `12`, `a`, `iv`: what numbers an item, alone before its full stop.
fn is_enumerator(word: &str) -> bool {
    let digits = matches!(word.len(), 1..=3) && word.bytes().all(|byte| byte.is_ascii_digit());
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    digits || letter || is_roman(&word.to_uppercase())
}

/// `J`, `J.S`, `U.S`, `a.m`, `z`: single letters with stops between.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split(['.', '-']);
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    parts.all(single)
}

fn is_roman(word: &str) -> bool {
    word.len() <= 6 && !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
}

fn is_bracketed_ellipsis(before: &str) -> bool {
    let before = before.trim_end_matches(['"', '”', '“', '\'', '’', '»']);
    ["[...]", "(...)", "[…]", "(…)", "[. . .]"].iter().any(|sign| before.ends_with(sign))
}

fn is_opening(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '„'
            | '“'
            | '‘'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '('
            | '['
            | '「'
            | '『'
            | '*'
            | '_'
    )
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '“'
            | '”'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '‹'
            | '›'
            | ')'
            | ']'
            | '」'
            | '』'
            | '）'
            | '*'
            | '_'
    )
}

#[cfg(test)]
mod tests {
    use super::{bounds, segment};
    use crate::site::Language;
    use unicode_segmentation::UnicodeSegmentation;

    proptest::proptest! {
        #[test]
        fn bounds_are_unicodes(text in "([a-zA-Z0-9 .,!?()\"'\u{301}…。»“\u{ad}\u{2009}]|\\PC){0,40}") {
            let all: Vec<_> = text.split_sentence_bound_indices().map(|(at, _)| at).collect();
            proptest::prop_assert_eq!(if text.is_empty() { vec![] } else { bounds(&text) }, all);
        }
    }

    /// Cuts the text at its sentences; the expected text has `|` where it must be cut.
    fn check(language: &str, expected: &str) {
        let text = expected.replace('|', "");
        let language = Language::new(language).expect("a tag");
        let cut: Vec<&str> = segment(&text, language).into_iter().map(|range| &text[range]).collect();
        assert_eq!(cut.join("|"), expected);
    }

    #[test]
    fn german_stops_that_end_nothing() {
        for text in [
            "Das gilt z. B. für Karten, d. h. für alle. |Der Rest folgt.",
            "Am 3. Oktober kam Dr. Meyer, am 10. Juli 2025 ging er. |Im 19. Jahrhundert war das anders.",
            "Siehe S. 12. |Dort steht es. |Abb. 3 zeigt ca. 40 Mio. Dollar bzw. Euro.",
            "J. S. Bach und E. T. A. Hoffmann lebten um 1700 n. Chr. in Leipzig usw. |Das stimmt nicht.",
            "Es waren rund 500 Mrd. Dollar. |1987 waren es weniger.",
            "„Lass uns gehen!“, sagte sie. |„Wohin?“ fragte er. |„Nach Hause.“ |Dann schwiegen sie.",
            "Er kam (gegen 3 Uhr. Es war dunkel.) und ging.",
            "Was nun … |Die Antwort kam spät. |Er sagte … Bücher davon.",
        ] {
            check("de", text);
        }
    }

    #[test]
    fn english_stops_that_end_nothing() {
        for text in [
            "Mr. Smith met Dr. Jones at 5 p.m. in the U.S. Senate. |They talked, e.g. about No. 5 etc.",
            "He left at 6 a.m. |The rest stayed. |She works at Acme Inc. |It is large.",
            "\"This is it,\" she said. |\"Is it?\" he asked. |\"Yes.\" |They left!? |Now.",
            "Wait... what? |It ended. |1987 was better.",
        ] {
            check("en", text);
        }
    }

    #[test]
    fn other_languages_have_their_own_marks() {
        check("fr", "« Bonjour ! » dit-il. |M. Dupont partit. |« Allons-y ! » |Ils partirent.");
        check("es", "¿Quién es? |El Sr. García. |¡Qué bien!");
        check("it", "Il sig. Rossi arrivò. |Poi partì.");
        check("ja", "これはペンです。|「行こう。」と言った。|本当？|はい！");
        check("ar", "هل هذا كتاب؟ |نعم هذا كتاب.");
    }

    #[test]
    fn a_lines_end_is_a_blank() {
        check("de", "Eine Zeile\ngeht weiter. |Die\nnächste auch.");
        check("de", "1. Der erste Punkt. |Und weiter.");
        check("de", "");
    }
}
