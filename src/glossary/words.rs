//! Text as a row of words, so that forms match whole words and nothing else.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

/// Before and after every word; no text that a person writes holds these.
const OPEN: u8 = 2;
const CLOSE: u8 = 3;
/// Where more than blanks and hyphens stand between two words.
const BREAK: u8 = 1;

/// A text folded for matching, with the way back to where its words stand.
///
/// Folding: NFC, lower case, soft characters dropped, typographic apostrophes straight. Between
/// words, blanks and hyphens count alike and everything else parts: a term does not reach over a
/// full stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The folded text.
    pub folded: Vec<u8>,
    /// For each word: where it begins in the folded text, and where it stands in the text.
    pub words: Vec<(usize, Range<usize>)>,
}

/// What a form looks like in a text. Quotes and brackets around it belong to the text.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// The words, folded; empty if there are none, and then no text has the form.
    pub folded: Vec<u8>,
    /// What stands right before and after them.
    pub signs: Signs,
    /// Words and signs as the author wrote them, to be compared with case.
    pub exact: String,
}

impl Shape {
    /// The shape of a form.
    pub(super) fn of(form: &str) -> Self {
        let words = fold(form);
        let first = words.words.first().map_or(0, |(_, range)| range.start);
        let last = words.words.last().map_or(0, |(_, range)| range.end);
        let start = form[..first].trim_end_matches(is_sign).len();
        let end = form.len() - form[last..].trim_start_matches(is_sign).len();
        Self {
            folded: words.folded,
            signs: Signs { before: form[start..first].into(), after: form[last..end].into() },
            exact: exact(&form[start..end]),
        }
    }
}

/// The signs right before and after a form's words (`C++`, `.NET`); most forms have none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signs {
    before: Box<str>,
    after: Box<str>,
}

impl Signs {
    /// How many bytes of them there are.
    pub(super) fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// Where in `text` the form stands whose words stand at `words`, if its signs do too.
    pub(super) fn fit(&self, text: &str, words: Range<usize>) -> Option<Range<usize>> {
        let before = text[..words.start].strip_suffix(&*self.before)?;
        let after = text[words.end..].strip_prefix(&*self.after)?;
        let goes_on = |next: Option<char>, sign: Option<char>| {
            sign.is_some() && next.is_some_and(|next| next.is_alphanumeric() || Some(next) == sign)
        };
        let whole = !goes_on(before.chars().next_back(), self.before.chars().next())
            && !goes_on(after.chars().next(), self.after.chars().next_back());
        whole.then(|| before.len()..text.len() - after.len())
    }
}

/// Whether a character at a form's end is part of the form.
fn is_sign(char: char) -> bool {
    let encloses = matches!(
        char,
        '"' | '„'
            | '“'
            | '”'
            | '‚'
            | '‘'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '（'
            | '）'
    );
    !char.is_alphanumeric() && parts(char) && !encloses
}

/// Folds a text, piece by piece: over the ends of a piece no word goes, by Unicode's rule. A piece ends
/// before a blank which something follows that joins nothing.
pub(super) fn fold(text: &str) -> Words {
    let mut words = Words {
        folded: Vec::with_capacity(text.len() + text.len() / 2),
        words: Vec::with_capacity(text.len() / 6 + 1),
    };
    let mut at = 0;
    while at < text.len() {
        at = words.plain(text, at).unwrap_or_else(|| words.others(text, at));
    }
    words
}

impl Words {
    /// Where all words together stand in the text.
    pub(super) fn all(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |(_, range)| range.start);
        start..self.words.last().map_or(start, |(_, range)| range.end)
    }

    /// Folds the piece at `start` if there is nothing to ask Unicode: Latin letters and digits in one
    /// run at most, with ASCII signs before and after it; where it ends. As most pieces are.
    fn plain(&mut self, text: &str, start: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let word = after_signs(bytes, start, start);
        let end = after_letters(bytes, word);
        let at = after_signs(bytes, end, start);
        if at < bytes.len() && (at == start || !is_end(bytes, at)) {
            return None;
        }
        if end > word {
            self.begin(text, word..end);
            fold_plain(&text[word..end], &mut self.folded);
            self.folded.push(CLOSE);
        }
        Some(at)
    }

    /// Folds the words of any piece; where it ends.
    fn others(&mut self, text: &str, start: usize) -> usize {
        let bytes = text.as_bytes();
        let end = (start + 1..bytes.len()).find(|at| is_end(bytes, *at)).unwrap_or(bytes.len());
        for (at, word) in text[start..end].unicode_word_indices().flat_map(parted) {
            let range = start + at..start + at + word.len();
            match self.words.last_mut() {
                Some((_, last)) if goes_on(text, last.end, range.start) => {
                    last.end = range.end;
                    self.folded.pop();
                }
                _ => self.begin(text, range),
            }
            fold_word(word, &mut self.folded);
            self.folded.push(CLOSE);
        }
        end
    }

    /// Begins the word that stands at `range`; what parts it from the last is noted.
    fn begin(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, last)) = self.words.last() {
            let is_blank = last.end + 1 == range.start && text.as_bytes()[last.end] == b' ';
            if !is_blank && text[last.end..range.start].chars().any(parts) {
                self.folded.push(BREAK);
            }
        }
        self.words.push((self.folded.len(), range));
        self.folded.push(OPEN);
    }
}

/// Whether the word that ends at `end` goes on at `next`: nothing is between that anybody sees. Unicode ends words at a
/// zero-width space, which in scripts without blanks is what it is for; letters that have a case are of others.
fn goes_on(text: &str, end: usize, next: usize) -> bool {
    let is_cased = |char: char| char.is_lowercase() || char.is_uppercase() || char.is_numeric();
    let between = text.get(end..next).unwrap_or_default();
    !between.is_empty()
        && between.chars().all(is_soft)
        && text[..end].chars().rfind(|char| !is_soft(*char)).is_some_and(is_cased)
        && text[next..].chars().find(|char| !is_soft(*char)).is_some_and(is_cased)
}

/// What French and Italian put before a vowel; the rest of such a word is a word.
const ELIDED: &[&str] = &[
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "all", "dall",
    "dell", "nell", "quell", "sull", "un",
];

/// `l’oasis` in two, `don’t` in one.
fn parted((start, word): (usize, &str)) -> impl Iterator<Item = (usize, &str)> {
    let elided = word.split_once(['\'', '\u{2019}']).filter(|(article, noun)| {
        !noun.is_empty() && ELIDED.iter().any(|known| known.eq_ignore_ascii_case(article))
    });
    let parts = match elided {
        Some((article, noun)) => [Some((start, article)), Some((start + word.len() - noun.len(), noun))],
        None => [Some((start, word)), None],
    };
    parts.into_iter().flatten()
}

/// What a byte is to the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// An ASCII sign or blank, `_` apart: part of no word, joined to none.
    Sign,
    /// A letter or digit, or the first byte of a Latin letter.
    Letter,
    /// All else.
    Other,
}

static SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte < 0x80 && byte != b'_' as usize {
            sorts[byte] = if (byte as u8).is_ascii_alphanumeric() { Sort::Letter } else { Sort::Sign };
        } else if 0xc3 <= byte && byte <= 0xc9 {
            sorts[byte] = Sort::Letter;
        }
        byte += 1;
    }
    sorts
};

/// The first byte from `at` on that is no ASCII sign or ends the piece that began at `start`.
fn after_signs(bytes: &[u8], mut at: usize, start: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        if SORTS[usize::from(*byte)] != Sort::Sign || (at > start && is_end(bytes, at)) {
            break;
        }
        at += 1;
    }
    at
}

/// The first byte from `at` on that is no Latin letter or digit.
fn after_letters(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        if SORTS[usize::from(*byte)] != Sort::Letter {
            break;
        }
        // `×` and `÷` are no letters.
        if *byte == 0xc3 && matches!(bytes.get(at + 1), Some(0x97 | 0xb7)) {
            break;
        }
        at += if *byte < 0x80 { 1 } else { 2 };
    }
    at
}

/// Whether a piece ends before the byte at `at`.
fn is_end(bytes: &[u8], at: usize) -> bool {
    let joins_nothing = |byte: &u8| byte.is_ascii() || matches!(byte, 0xc3..=0xc9);
    bytes[at] == b' ' && bytes.get(at + 1).is_none_or(joins_nothing)
}

/// Whether a character between two words parts them.
fn parts(char: char) -> bool {
    !(char.is_whitespace() || is_soft(char) || is_hyphen(char) || matches!(char, '\'' | '\u{2019}'))
}

/// Hyphens, the one that no line ends at among them.
pub(super) fn is_hyphen(char: char) -> bool {
    matches!(char, '-' | '\u{2010}' | '\u{2011}')
}

/// Characters that are not seen and never count: soft hyphen, zero-width ones, marks of direction, word joiner.
pub(super) fn is_soft(char: char) -> bool {
    let marks_direction = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    marks_direction || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Folds a word of Latin letters and digits, which is NFC and has nothing soft in it.
fn fold_plain(word: &str, into: &mut Vec<u8>) {
    let start = into.len();
    into.extend_from_slice(word.as_bytes());
    // `ä` and `ß` are small already; what begins with 0xc4 to 0xc9 may be either.
    let may_be_great = |two: &[u8]| matches!(two, [0xc3, 0x80..=0x9e] | [0xc4..=0xc9, _]);
    if !word.is_ascii() && word.as_bytes().windows(2).any(may_be_great) {
        into.truncate(start);
        extend(into, word.chars().flat_map(char::to_lowercase));
    } else {
        into[start..].make_ascii_lowercase();
    }
}

fn fold_word(word: &str, into: &mut Vec<u8>) {
    if word.is_ascii() {
        return fold_plain(word, into);
    }
    let plain =
        word.chars().filter(|char| !is_soft(*char)).map(|char| if char == '\u{2019}' { '\'' } else { char });
    if is_nfc(word) {
        extend(into, plain.flat_map(char::to_lowercase));
    } else {
        extend(into, plain.nfc().flat_map(char::to_lowercase));
    }
}

fn extend(into: &mut Vec<u8>, chars: impl Iterator<Item = char>) {
    for char in chars {
        into.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// A form as it stands, for comparing with case: NFC, soft characters dropped, blanks single.
pub(super) fn exact(text: &str) -> String {
    if text.is_ascii() && !text.contains(char::is_whitespace) {
        return text.to_owned(); // as acronyms are
    }
    let plain: String = text.chars().filter(|char| !is_soft(*char)).nfc().collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_soft_hyphens_and_normal_forms_do_not_count() {
        let plain = fold("Größe").folded;
        assert_eq!(fold("GRÖSSE").folded, fold("grösse").folded);
        assert_eq!(fold("Grö\u{ad}ße").folded, plain);
        assert_eq!(fold("Gro\u{308}ße").folded, plain);
    }

    #[test]
    fn what_nobody_sees_is_no_end_of_a_word() {
        let plain = fold("ein Rechenzentrum und 200 Karten");
        for soft in ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{2060}', '\u{feff}'] {
            let other = format!("ein Re{soft}chen{soft}{soft}zentrum und 2{soft}00 Karten{soft}");
            let found = fold(&other);
            assert_eq!(found.folded, plain.folded, "{soft:?}");
            assert!(other[found.words[1].1.clone()].ends_with("zentrum"), "{soft:?}");
        }
        assert_eq!(fold("ไทย\u{200b}คำ").words.len(), fold("ไทย คำ").words.len());
        assert_ne!(fold("Rechen \u{200b}zentrum").folded, fold("Rechenzentrum").folded);
    }

    #[test]
    fn hyphens_and_blanks_count_alike_and_stops_part() {
        assert_eq!(fold("Scaling-Team").folded, fold("Scaling team").folded);
        assert_ne!(fold("Scaling. Team").folded, fold("Scaling team").folded);
    }

    proptest::proptest! {
        #[test]
        fn plain_words_fold_like_others(word in "[a-zA-Z0-9\u{c0}-\u{27f}]{1,8}") {
            let mut plain = Vec::new();
            fold_plain(&word, &mut plain);
            let other: String = word.nfc().flat_map(char::to_lowercase).collect();
            proptest::prop_assert_eq!(plain, other.into_bytes());
        }

        #[test]
        fn words_are_unicodes(text in "([a-z .,'\u{301}ßé\u{200d}\u{2060}'🇩🇪]|\\PC){0,24}") {
            let words: Vec<_> = fold(&text).words.into_iter().map(|(_, range)| (range.start, &text[range])).collect();
            proptest::prop_assert_eq!(words, text.unicode_word_indices().flat_map(parted).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_elided_article_is_a_word_of_its_own() {
        let words = fold("L\u{2019}oasis, jusqu'à l'eau");
        let places: Vec<_> = words.words.iter().map(|(_, range)| range.clone()).collect();
        assert_eq!(places, [0..1, 4..9, 11..16, 17..19, 20..21, 22..25]);
        assert_eq!(fold("don't").words.len(), 1);
        assert_eq!(fold("l\u{2019}oasis").folded, fold("l'oasis").folded);
    }

    #[test]
    fn words_know_where_they_stand() {
        let words = fold("Das Team.");
        let places: Vec<_> = words.words.iter().map(|(_, range)| range.clone()).collect();
        assert_eq!(places, [0..3, 4..8]);
    }
}
