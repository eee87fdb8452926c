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

/// What a form looks like in a text: its words, and the signs that stand right before and after them
/// (`C++`, `.NET`). Quotes and brackets around it belong to the text.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// The words, folded; empty if there are none, and then no text has the form.
    pub folded: String,
    /// The signs before the first.
    pub before: String,
    /// The signs after the last.
    pub after: String,
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
            before: form[start..first].to_owned(),
            after: form[last..end].to_owned(),
            exact: exact(&form[start..end]),
        }
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

/// Folds a text.
pub(super) fn fold(text: &str) -> Words {
    let mut words = Words {
        folded: String::with_capacity(text.len() + text.len() / 2),
        words: Vec::with_capacity(text.len() / 6 + 1),
    };
    for piece in pieces(text) {
        match piece.plain {
            Some(word) => {
                words.begin(text, word.clone());
                fold_plain(&text[word], &mut words.folded);
                words.folded.push(CLOSE);
            }
            None => {
                let (start, piece) = (piece.range.start, &text[piece.range]);
                for (at, word) in piece.unicode_word_indices().flat_map(parted) {
                    words.begin(text, start + at..start + at + word.len());
                    fold_word(word, &mut words.folded);
                    words.folded.push(CLOSE);
                }
            }
        }
    }
    words
}

impl Words {
    /// Begins the word that stands at `range`; what parts it from the last is noted.
    fn begin(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, last)) = self.words.last() {
            let between = &text.as_bytes()[last.end..range.start];
            if between != b" " && text[last.end..range.start].chars().any(parts) {
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

/// A part of a text over whose ends no word goes.
struct Piece {
    range: Range<usize>,
    /// Its only word, if there is nothing to ask Unicode: Latin letters and digits in one run, with
    /// ASCII signs before and after it.
    plain: Option<Range<usize>>,
}

/// A text in pieces, by Unicode's rule: at blanks which something follows that joins nothing. In most
/// pieces there is one plain word; those with signs only are left out.
fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < bytes.len() {
            let piece = piece(bytes, start);
            start = piece.range.end;
            if piece.plain.as_ref().is_none_or(|word| !word.is_empty()) {
                return Some(piece);
            }
        }
        None
    })
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

fn piece(bytes: &[u8], start: usize) -> Piece {
    let sort = |at: usize| SORTS[usize::from(bytes[at])];
    let mut end = start;
    while end < bytes.len() && sort(end) == Sort::Sign && (end == start || !is_end(bytes, end)) {
        end += 1;
    }
    let word = end;
    while end < bytes.len() && sort(end) == Sort::Letter {
        // `×` and `÷` are no letters.
        if bytes[end] < 0x80 {
            end += 1;
        } else if bytes[end] == 0xc3 && matches!(bytes.get(end + 1), Some(0x97 | 0xb7)) {
            break;
        } else {
            end += 2;
        }
    }
    let word = word..end;
    while end < bytes.len() && sort(end) == Sort::Sign && (end == start || !is_end(bytes, end)) {
        end += 1;
    }
    let is_plain = end == bytes.len() || (end > start && is_end(bytes, end));
    while end < bytes.len() && (end == start || !is_end(bytes, end)) {
        end += 1;
    }
    Piece { range: start..end, plain: is_plain.then_some(word) }
}

/// Whether a piece ends before the byte at `at`.
fn is_end(bytes: &[u8], at: usize) -> bool {
    let joins_nothing = |byte: &u8| byte.is_ascii() || matches!(byte, 0xc3..=0xc9);
    bytes[at] == b' ' && bytes.get(at + 1).is_none_or(joins_nothing)
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

/// Folds a [plain word](Piece::plain), which is NFC and has nothing soft in it.
fn fold_plain(word: &str, into: &mut String) {
    let start = into.len();
    into.push_str(word);
    // `ä` and `ß` are small already; what begins with 0xc4 to 0xc9 may be either.
    let may_be_great = |two: &[u8]| matches!(two, [0xc3, 0x80..=0x9e] | [0xc4..=0xc9, _]);
    if !word.is_ascii() && word.as_bytes().windows(2).any(may_be_great) {
        into.truncate(start);
        into.extend(word.chars().flat_map(char::to_lowercase));
    } else {
        into[start..].make_ascii_lowercase();
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
            let mut words = Vec::new();
            for Piece { range, plain } in pieces(&text) {
                match plain {
                    Some(word) => words.push((word.start, &text[word])),
                    None => {
                        let found = text[range.clone()].unicode_word_indices();
                        words.extend(found.map(|(at, word)| (range.start + at, word)));
                    }
                }
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
