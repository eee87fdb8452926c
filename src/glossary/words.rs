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
    let mut words = Words::default();
    let mut end = 0;
    for (start, word) in word_indices(text).flat_map(parted) {
        if end != 0 && text[end..start].chars().any(parts) {
            words.folded.push(BREAK);
        }
        words.words.push((words.folded.len(), start..start + word.len()));
        words.folded.push(OPEN);
        fold_word(word, &mut words.folded);
        words.folded.push(CLOSE);
        end = start + word.len();
    }
    words
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

/// The words of a text and where they stand, by Unicode's rule. No word goes over a blank between
/// ASCII characters, and what is all ASCII between two of those is cut much faster.
fn word_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let is_cut = move |at: &usize| bytes[*at] == b' ' && bytes.get(at + 1).is_none_or(u8::is_ascii);
    let mut start = 0;
    let ends = (0..text.len()).filter(is_cut).chain([text.len()]);
    ends.flat_map(move |end| {
        let from = std::mem::replace(&mut start, end);
        text[from..end].unicode_word_indices().map(move |(at, word)| (from + at, word))
    })
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

fn fold_word(word: &str, into: &mut String) {
    if word.is_ascii() {
        let start = into.len();
        into.push_str(word);
        into[start..].make_ascii_lowercase();
        return;
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
        fn words_are_unicodes(text in "([a-z .,'\u{301}ßé\u{200d}\u{2060}'🇩🇪]|\\PC){0,24}") {
            let words: Vec<_> = word_indices(&text).collect();
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
