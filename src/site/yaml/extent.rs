//! How far a caret reaches. Where a value begins, the YAML library says; where it ends, it does
//! not, and a caret needs no more than the first line of it.

use super::value::Value;

/// Where the first line of `value`, which begins at `start`, ends.
pub(super) fn of_value(text: &str, start: usize, value: &Value) -> usize {
    match value {
        Value::Text(written) => of_text(text, start, written),
        Value::Null | Value::Bool(_) | Value::Number(_) => of_word(text, start),
        Value::List(_) | Value::Map(_) | Value::Tagged(..) => of_collection(text, start),
    }
}

/// Where a text or key ends that says `written`, with its quotes if it has any.
pub(super) fn of_text(text: &str, start: usize, written: &str) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => start + quoted(line(rest), quote),
        _ if !written.is_empty() && line(rest).starts_with(written) => start + written.len(),
        _ => to_line_end(text, start),
    }
}

/// The end of the line of `start`, without a comment and blanks before it.
pub(super) fn to_line_end(text: &str, start: usize) -> usize {
    let line = line(text.get(start..).unwrap_or_default());
    let end = line.find(" #").unwrap_or(line.len());
    start + line[..end].trim_end().len()
}

fn of_word(text: &str, start: usize) -> usize {
    let line = line(text.get(start..).unwrap_or_default());
    start + line.find(|c: char| c.is_whitespace() || ",]}".contains(c)).unwrap_or(line.len())
}

/// A flow collection ends at its bracket if that is on the same line.
fn of_collection(text: &str, start: usize) -> usize {
    let line = line(text.get(start..).unwrap_or_default());
    if !line.starts_with(['[', '{']) {
        return to_line_end(text, start);
    }
    let mut depth = 0_usize;
    let mut skip_to = 0;
    for (byte, c) in line.char_indices() {
        if byte < skip_to {
            continue;
        }
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            '"' | '\'' => skip_to = byte + quoted(&line[byte..], c),
            _ => {}
        }
        if depth == 0 {
            return start + byte + 1;
        }
    }
    to_line_end(text, start)
}

/// The length of the quoted text at the beginning of `line`, with both quotes.
fn quoted(line: &str, quote: char) -> usize {
    let mut characters = line.char_indices().skip(1).peekable();
    while let Some((byte, c)) = characters.next() {
        let doubled = c == quote && quote == '\'' && characters.peek().is_some_and(|next| next.1 == quote);
        if doubled || (c == '\\' && quote == '"') {
            characters.next();
        } else if c == quote {
            return byte + 1;
        }
    }
    line.trim_end().len()
}

fn line(rest: &str) -> &str {
    rest.split(['\n', '\r']).next().unwrap_or_default()
}
