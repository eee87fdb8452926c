//! The signs of a text that have to do with where sentences end.

use icu::properties::CodePointMapData;
use icu::properties::props::SentenceBreak;

/// What a byte may begin: nothing of interest, a mark in ASCII, a character to look at.
const PLAIN: u8 = 0;
const MARK: u8 = 1;
const OTHER: u8 = 2;

static BYTES: [u8; 256] = {
    let mut bytes = [PLAIN; 256];
    let marks = b".!?()[]\"'`";
    let mut at = 0;
    while at < marks.len() {
        bytes[marks[at] as usize] = MARK;
        at += 1;
    }
    // Guillemets, and all scripts but Latin (whose letters begin with 0xc3 to 0xc9), Greek and Cyrillic.
    bytes[0xc2] = OTHER;
    let mut lead = 0xd6;
    while lead < 0xf5 {
        bytes[lead] = OTHER;
        lead += 1;
    }
    bytes
};

/// The next mark from `at` on, or the text's end: a stop, a bracket, a quote, a bullet.
pub(super) fn next(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    while let Some(byte) = bytes.get(at) {
        match BYTES[usize::from(*byte)] {
            PLAIN => at += 1,
            MARK => return at,
            _ => {
                let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                    at += 1;
                    continue;
                };
                if is_stop(sign) || is_quote(sign) || is_bracket(sign) || sign == '•' {
                    return at;
                }
                at += sign.len_utf8();
            }
        }
    }
    text.len()
}

/// Whether a sentence may end with the sign.
pub(super) fn is_stop(sign: char) -> bool {
    match sign {
        '.' | '!' | '?' | '…' => true,
        // Most of what is not ASCII: letters, dashes, quotes.
        '\0'..='\u{588}' | '\u{2010}'..='\u{202f}' | '\u{3041}'..='\u{a4fe}' | '\u{ac00}'..='\u{d7ff}' => {
            false
        }
        _ => matches!(
            CodePointMapData::<SentenceBreak>::new().get(sign),
            SentenceBreak::ATerm | SentenceBreak::STerm
        ),
    }
}

/// A stop after which no blank is due: those of East Asia, as wide as their letters.
pub(super) fn is_wide(sign: char) -> bool {
    matches!(sign, '。' | '！' | '？' | '．' | '｡')
}

pub(super) fn is_quote(sign: char) -> bool {
    matches!(
        sign,
        '"' | '\''
            | '`'
            | '„'
            | '“'
            | '”'
            | '‚'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

pub(super) fn is_bracket(sign: char) -> bool {
    matches!(sign, '(' | ')' | '[' | ']' | '（' | '）' | '【' | '】')
}

/// Quotes, brackets and marks of Markdown that may stand before a sentence's first word.
pub(super) fn is_opening(sign: char) -> bool {
    is_quote(sign) && !matches!(sign, '」' | '』')
        || matches!(sign, '(' | '[' | '（' | '【' | '*' | '_' | '¿' | '¡')
}

/// Quotes and brackets that may stand behind a sentence's last mark.
pub(super) fn is_closing(sign: char) -> bool {
    is_quote(sign) && !matches!(sign, '„' | '‚' | '「' | '『')
        || matches!(sign, ')' | ']' | '）' | '】' | '*' | '_')
}

/// How many bytes of blanks the text begins with.
pub(super) fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A blank at which no line may end.
pub(super) fn is_no_break(sign: char) -> bool {
    matches!(sign, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2060}')
}

const EYES: [char; 4] = [':', ';', '=', '8'];

/// Where the face begins whose mouth `)` is at `at`: `:-)`, `;)`.
pub(super) fn face_before(text: &str, at: usize) -> Option<usize> {
    let head = text[..at].trim_end_matches('-');
    let rest = head.strip_suffix(EYES)?;
    (at - head.len() <= 1 && !rest.ends_with(char::is_alphanumeric)).then_some(rest.len())
}

/// Where the face ends that begins at `at`.
pub(super) fn face_at(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix(EYES)?;
    let mouth = rest.strip_prefix('-').unwrap_or(rest);
    let after = mouth.strip_prefix([')', '(', 'D', 'P', 'p', '/', 'o', 'O'])?;
    let ends = !after.starts_with(|c: char| c.is_alphanumeric());
    ends.then_some(text.len() - after.len())
}
