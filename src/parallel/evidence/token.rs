//! What a sentence shows that may be seen again in another language: words, numbers, marks, code.

use super::fold::{fold, is_ignored};
use super::number::{self, Magnitudes};

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sort {
    /// A word, folded.
    Word,
    /// A number's digits, whatever parts them.
    Number,
    /// A sign that is neither: a question mark, a bracket, an emoji.
    Mark,
    /// Code, an address: what no translator changes.
    Code,
}

/// Reads the tokens of `text` in their order and hands each on as it is compared.
pub(super) fn tokens(text: &str, magnitudes: Magnitudes, each: &mut impl FnMut(Sort, &str)) {
    let mut rest = text;
    let mut key = String::new();
    while let Some(first) = rest.chars().next() {
        if first == ' ' {
            rest = &rest[1..];
            continue;
        }
        key.clear();
        let taken = if number::digit(first).is_some() {
            number::read(rest, magnitudes, each)
        } else if let Some(taken) = verbatim(first, rest) {
            each(Sort::Code, &rest[..taken]);
            taken
        } else if first.is_alphabetic() {
            let taken = word(rest);
            fold(&rest[..taken], &mut key);
            each(Sort::Word, &key);
            taken
        } else {
            if is_mark(first) {
                key.push(plain(first));
                each(Sort::Mark, &key);
            }
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
}

/// How many bytes of `text`, which begins with `first`, are code or an address; at least one.
fn verbatim(first: char, text: &str) -> Option<usize> {
    if first == '`' {
        let inside = &text[1..];
        let end = inside.find(['`', '\n'])?;
        return (end > 0 && inside[end..].starts_with('`')).then_some(end + 2);
    }
    let is_address = first == 'h' && (text.starts_with("http://") || text.starts_with("https://"));
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"' | '»' | '“');
    is_address.then(|| text.find(ends).unwrap_or(text.len()))
}

/// How many bytes of `text`, which begins with a letter, are one word. Scripts that do not part words give
/// one sign at a time.
fn word(text: &str) -> usize {
    // Most words end in letters that need no look at the tables of Unicode.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let rest = &text[plain..];
    if rest.bytes().next().is_none_or(|next| next.is_ascii()) {
        return plain;
    }
    let mut ends = rest.char_indices();
    if plain == 0 && ends.next().is_some_and(|(_, first)| is_unparted(first)) {
        return ends.next().map_or(text.len(), |(at, _)| at);
    }
    let goes_on = |c: char| (c.is_alphanumeric() && !is_unparted(c)) || is_ignored(c) || is_combining(c);
    ends.find(|(_, c)| !goes_on(*c)).map_or(text.len(), |(at, _)| plain + at)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Han and hiragana.
fn is_unparted(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_mark(c: char) -> bool {
    match c {
        '?' | '!' | ':' | ';' | '(' | '%' | '§' | '&' | '+' | '=' | '@' | '/' | '…' | '"' => true,
        '„' | '“' | '”' | '«' | '»' | '¿' | '¡' | '؟' | '؛' => true,
        '？' | '！' | '：' | '；' | '（' | '「' => true,
        // Signs of money, arrows, emoji.
        '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' => false,
        _ => c >= '\u{20A0}' && !c.is_alphanumeric() && !c.is_whitespace(),
    }
}

/// A mark as the other language may write it.
fn plain(c: char) -> char {
    match c {
        '？' | '؟' | '¿' => '?',
        '！' | '¡' => '!',
        '：' => ':',
        '；' | '؛' => ';',
        '（' => '(',
        '„' | '“' | '”' | '«' | '»' | '「' => '"',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::number::magnitudes;
    use super::*;

    fn read(text: &str, language: &str) -> Vec<(Sort, String)> {
        let mut found = Vec::new();
        tokens(text, magnitudes(language), &mut |sort, key| found.push((sort, key.to_owned())));
        found
    }

    fn keys(text: &str, language: &str, sort: Sort) -> Vec<String> {
        read(text, language).into_iter().filter(|(other, _)| *other == sort).map(|(_, key)| key).collect()
    }

    #[test]
    fn words_are_folded() {
        let words = keys("Größe, naïve Œuvres\u{AD}schau d’eau", "de", Sort::Word);
        assert_eq!(words, ["grosse", "naive", "oeuvresschau", "d", "eau"]);
        assert_eq!(keys("東京へ", "ja", Sort::Word), ["東", "京", "へ"]);
    }

    #[test]
    fn marks_are_those_of_any_language() {
        assert_eq!(keys("„Ja?“ 5 % 🔌", "de", Sort::Mark), ["\"", "?", "\"", "%", "🔌"]);
        assert_eq!(keys("本当ですか？", "ja", Sort::Mark), ["?"]);
    }

    #[test]
    fn code_and_addresses_stay_whole() {
        assert_eq!(
            keys("Mit `cargo run` (https://a.example/b) `offen", "de", Sort::Code),
            ["`cargo run`", "https://a.example/b"]
        );
    }
}
