//! Text as a row of words, so that forms match whole words and nothing else.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

/// Before and after every word; no text that a person writes holds these.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';
/// Where more than blanks and hyphens stand between two words.
const BREAK: char = '\u{1}';

/// A text folded for matching, with the way back to where its words stand.
///
/// Folding: NFC, lower case, soft characters dropped, typographic apostrophes straight. Between
/// words, blanks and hyphens count alike and everything else parts: a term does not reach over a
/// full stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The folded text.
    pub folded: String,
    /// For each word: where it begins in the folded text, and where it stands in the text.
    pub words: Vec<(usize, Range<usize>)>,
}

/// Folds a text.
pub(super) fn fold(text: &str) -> Words {
    let mut words = Words {
        folded: String::with_capacity(text.len() + text.len() / 2),
        words: Vec::with_capacity(text.len() / 6 + 1),
    };
    let mut start = 0;
    for piece in pieces(text) {
        match plain_word(piece) {
            Some(range) if range.is_empty() => {}
            Some(range) => {
                words.begin(text, start + range.start..start + range.end);
                fold_plain(&piece[range], &mut words.folded);
                words.folded.push(CLOSE);
            }
            None => {
                for (at, word) in piece.unicode_word_indices().flat_map(parted) {
                    words.begin(text, start + at..start + at + word.len());
                    fold_word(word, &mut words.folded);
                    words.folded.push(CLOSE);
                }
            }
        }
        start += piece.len();
    }
    words
}

impl Words {
    /// Begins the word that stands at `range`; what parts it from the last is noted.
    fn begin(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, last)) = self.words.last() {
            let between = &text[last.end..range.start];
            if between != " " && between.chars().any(parts) {
                self.folded.push(BREAK);
            }
        }
        self.words.push((self.folded.len(), range));
        self.folded.push(OPEN);
    }
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

/// A text in pieces over whose ends no word goes, by Unicode's rule: at blanks which something follows
/// that joins nothing. In most pieces there is one plain word.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let joins_nothing = |byte: &u8| byte.is_ascii() || LATIN.contains(byte);
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= bytes.len() {
            return None;
        }
        let mut end = start + 1;
        while end < bytes.len() && !(bytes[end] == b' ' && bytes.get(end + 1).is_none_or(joins_nothing)) {
            end += 1;
        }
        let from = std::mem::replace(&mut start, end);
        Some(&text[from..end])
    })
}

/// What the letters from U+00C0 to U+027F begin with in UTF-8: `ä`, `ß`, `č`.
const LATIN: std::ops::RangeInclusive<u8> = 0xc3..=0xc9;

/// Where the only word of a piece stands, if there is nothing to ask Unicode: Latin letters and digits
/// in one run, with ASCII signs before and after it. Empty if there are only signs.
fn plain_word(piece: &str) -> Option<Range<usize>> {
    let is_sign = |char: char| char.is_ascii() && !char.is_ascii_alphanumeric() && char != '_';
    let rest = piece.trim_start_matches(is_sign);
    let word = rest.trim_end_matches(is_sign);
    let start = piece.len() - rest.len();
    let is_plain = |char: char| {
        char.is_ascii_alphanumeric() || matches!(char, '\u{c0}'..='\u{27f}' if char.is_alphabetic())
    };
    word.chars().all(is_plain).then(|| start..start + word.len())
}

/// Whether a character between two words parts them.
fn parts(char: char) -> bool {
    !(char.is_whitespace()
        || is_soft(char)
        || matches!(char, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}'))
}

/// Characters that are not seen and never count: soft hyphen, zero-width ones, word joiner.
fn is_soft(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Folds a [plain word](plain_word), which is NFC and has nothing soft in it.
fn fold_plain(word: &str, into: &mut String) {
    if word.is_ascii() {
        let start = into.len();
        into.push_str(word);
        into[start..].make_ascii_lowercase();
    } else {
        into.extend(word.chars().flat_map(char::to_lowercase));
    }
}

fn fold_word(word: &str, into: &mut String) {
    if word.is_ascii() {
        return fold_plain(word, into);
    }
    let plain =
        word.chars().filter(|char| !is_soft(*char)).map(|char| if char == '\u{2019}' { '\'' } else { char });
    if is_nfc(word) {
        into.extend(plain.flat_map(char::to_lowercase));
    } else {
        into.extend(plain.nfc().flat_map(char::to_lowercase));
    }
}

/// A form as it stands, for comparing with case: NFC, soft characters dropped, blanks single.
pub(super) fn exact(text: &str) -> String {
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
    fn hyphens_and_blanks_count_alike_and_stops_part() {
        assert_eq!(fold("Scaling-Team").folded, fold("Scaling team").folded);
        assert_ne!(fold("Scaling. Team").folded, fold("Scaling team").folded);
    }

    proptest::proptest! {
        #[test]
        fn plain_words_fold_like_others(word in "[a-zA-Z0-9\u{c0}-\u{27f}]{1,8}") {
            let (mut plain, mut other) = (String::new(), String::new());
            fold_plain(&word, &mut plain);
            other.extend(word.nfc().flat_map(char::to_lowercase));
            proptest::prop_assert_eq!(plain, other);
        }

        #[test]
        fn words_are_unicodes(text in "([a-z .,'\u{301}ßé\u{200d}\u{2060}'🇩🇪]|\\PC){0,24}") {
            let mut start = 0;
            let mut words = Vec::new();
            for piece in pieces(&text) {
                match plain_word(piece) {
                    Some(range) if range.is_empty() => {}
                    Some(range) => words.push((start + range.start, &piece[range])),
                    None => words.extend(piece.unicode_word_indices().map(|(at, word)| (start + at, word))),
                }
                start += piece.len();
            }
            proptest::prop_assert_eq!(words, text.unicode_word_indices().collect::<Vec<_>>());
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
