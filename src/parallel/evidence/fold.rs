//! Words without what an alphabet adds to them: case, accents, soft hyphens.

use unicode_normalization::UnicodeNormalization as _;

/// Whether a character never counts when texts are compared.
pub(super) fn is_ignored(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Appends `word` to `folded`: in lower case, without accents, ligatures opened.
pub(super) fn fold(word: &str, folded: &mut String) {
    if word.is_ascii() {
        let start = folded.len();
        folded.push_str(word);
        folded[start..].make_ascii_lowercase();
        return;
    }
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            '\u{300}'..='\u{36F}' => {}
            c if is_ignored(c) => {}
            c => folded.push(c),
        }
    }
}
