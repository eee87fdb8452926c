//! Numbers, in whatever way a language writes them: 200.000 is 200,000, and 500 Milliarden are 500
//! billion.

use super::token::Sort;

/// How a language calls large numbers: words in lower case with the zeros that they stand for.
pub(super) type Magnitudes = &'static [(&'static str, usize)];

/// Of the languages that have a word of their own for a thousand millions.
const LONG: Magnitudes = &[
    ("tausend", 3),
    ("tsd", 3),
    ("mille", 3),
    ("mil", 3),
    ("mila", 3),
    ("million", 6),
    ("millionen", 6),
    ("millions", 6),
    ("mio", 6),
    ("millón", 6),
    ("millones", 6),
    ("milione", 6),
    ("milioni", 6),
    ("milliarde", 9),
    ("milliarden", 9),
    ("mrd", 9),
    ("milliard", 9),
    ("milliards", 9),
    ("miliardo", 9),
    ("miliardi", 9),
    ("billion", 12),
    ("billionen", 12),
    ("billions", 12),
    ("billón", 12),
    ("billones", 12),
];

/// Of English.
const SHORT: Magnitudes = &[
    ("thousand", 3),
    ("million", 6),
    ("millions", 6),
    ("mn", 6),
    ("mln", 6),
    ("billion", 9),
    ("billions", 9),
    ("bn", 9),
    ("trillion", 12),
    ("trillions", 12),
    ("tn", 12),
];

/// The magnitudes of the language with this primary subtag.
pub(super) fn magnitudes(language: &str) -> Magnitudes {
    if language == "en" { SHORT } else { LONG }
}

/// The value of a digit.
pub(super) fn digit(c: char) -> Option<u32> {
    // Arabic, Persian, Devanagari and full-width digits.
    const ZEROS: [u32; 4] = [0x660, 0x6F0, 0x966, 0xFF10];
    if c.is_ascii() {
        return c.to_digit(10);
    }
    ZEROS.iter().map(|zero| (c as u32).wrapping_sub(*zero)).find(|value| *value < 10)
}

/// Reads the number that `text` begins with, hands its digits on and gives back its length in bytes; a
/// date is three numbers.
pub(super) fn read(text: &str, magnitudes: Magnitudes, each: &mut impl FnMut(Sort, &str)) -> usize {
    let (taken, groups) = groups(text);
    if is_date(&groups) {
        groups.iter().for_each(|group| each(Sort::Number, without_zeros(group)));
        return taken;
    }
    let decimals = match groups.last() {
        Some(last) if groups.len() > 1 && last.len() != 3 => last.len(),
        _ => 0,
    };
    let mut digits = groups.concat();
    let magnitude = magnitude(&text[taken..], magnitudes);
    if let Some((zeros, _)) = magnitude {
        digits.extend(std::iter::repeat_n('0', zeros.saturating_sub(decimals)));
    }
    each(Sort::Number, without_zeros(&digits));
    taken + magnitude.map_or(0, |(_, length)| length)
}

/// Without those in front.
fn without_zeros(digits: &str) -> &str {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() { "0" } else { trimmed }
}

/// The groups of digits of one number, and its length: parted by one sign, with a digit behind it.
fn groups(text: &str) -> (usize, Vec<String>) {
    let mut groups = vec![String::new()];
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let Some(group) = groups.last_mut() else { break };
        if let Some(digit) = digit(c).and_then(|value| char::from_digit(value, 10)) {
            group.push(digit);
            taken = after;
        } else if taken == at && parts(c) && goes_on(group, &text[after..], c) {
            groups.push(String::new());
        } else {
            break;
        }
    }
    (taken, groups)
}

fn parts(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | ':' | '-' | '٬' | '٫') || is_space(c)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// Whether the digits behind a sign go on with the number: behind a space only where they are three
/// after three at most, behind a hyphen only in a date that begins with its year.
fn goes_on(group: &str, rest: &str, sign: char) -> bool {
    let digits = rest.chars().take_while(|c| digit(*c).is_some()).count();
    match sign {
        '-' => digits == 2 && (group.len() == 4 || (group.len() == 2 && !rest[2..].starts_with('-'))),
        sign if is_space(sign) => digits == 3 && group.len() <= 3,
        _ => digits > 0,
    }
}

/// Day, month and year, or the other way about.
fn is_date(groups: &[String]) -> bool {
    let below = |group: &str, most: u32| group.len() < 3 && group.parse().is_ok_and(|n: u32| n <= most);
    match groups {
        [day, month, year] if below(day, 31) && below(month, 12) => matches!(year.len(), 2 | 4),
        [year, month, day] => year.len() == 4 && below(month, 12) && below(day, 31),
        _ => false,
    }
}

/// The zeros of the word behind a number, and its length with the space before it.
fn magnitude(rest: &str, magnitudes: Magnitudes) -> Option<(usize, usize)> {
    let word = rest.strip_prefix(|c| is_space(c) || c == '-').unwrap_or(rest);
    let word = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
    if word.is_empty() || word.len() > 12 {
        return None;
    }
    let lower = word.to_lowercase();
    let (_, zeros) = magnitudes.iter().find(|(name, _)| *name == lower)?;
    let space = rest.find(word).unwrap_or(0);
    Some((*zeros, space + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str, language: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(|c| digit(c).is_some()) {
            rest = &rest[at..];
            let taken = read(rest, magnitudes(language), &mut |_, digits| found.push(digits.to_owned()));
            rest = &rest[taken..];
        }
        found
    }

    #[test]
    fn what_parts_digits_is_of_no_account() {
        for text in ["200.000", "200,000", "200 000", "200\u{202F}000", "200’000", "٢٠٠٬٠٠٠"] {
            assert_eq!(numbers(text, "de"), ["200000"], "{text}");
        }
        assert_eq!(numbers("um 21.30 und 21:30 Uhr, 3,5", "de"), ["2130", "2130", "35"]);
        assert_eq!(numbers("1, 2, 3. 4", "de"), ["1", "2", "3", "4"]);
        assert_eq!(numbers("S. 1956 293, 279-295", "de"), ["1956", "293", "279", "295"]);
    }

    #[test]
    fn magnitudes_are_those_of_the_language() {
        assert_eq!(numbers("500 Milliarden", "de"), numbers("500 billion", "en"));
        assert_eq!(numbers("1,5 Mio. Euro", "de"), numbers("1.5 million euros", "en"));
        assert_eq!(numbers("2 Millionen", "de"), numbers("2,000,000", "en"));
        assert_eq!(numbers("1 Billion", "de"), numbers("1 trillion", "en"));
        assert_eq!(numbers("3 Milch", "de"), ["3"]);
    }

    #[test]
    fn a_date_is_its_parts() {
        assert_eq!(numbers("10.12.1948", "de"), ["10", "12", "1948"]);
        assert_eq!(numbers("2026-10-03", "en"), ["2026", "10", "3"]);
        assert_eq!(numbers("3.10.", "de"), ["310"]);
    }
}
