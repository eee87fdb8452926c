//! Raw HTML: where it names addresses.

use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};

use super::srcset::candidates;

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "srcset", "poster", "data", "cite"];

/// The addresses written in a fragment, each with its range of bytes.
#[must_use]
pub fn addresses(html: &str) -> Vec<Range<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut found = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter).filter_map(Result::ok) {
        let Token::StartTag(tag) = token else { continue };
        let named = tag.attributes.iter().filter(|(name, _)| {
            let known = ADDRESSES.iter().any(|address| name.eq_ignore_ascii_case(address.as_bytes()));
            known && (!name.eq_ignore_ascii_case(b"data") || tag.name.eq_ignore_ascii_case(b"object"))
        });
        for (name, value) in named {
            let Some(range) = value_of(html, value.span.start..value.span.end) else { continue };
            if !name.eq_ignore_ascii_case(b"srcset") {
                found.push(range);
                continue;
            }
            let within = candidates(&html[range.clone()]).into_iter();
            found.extend(within.map(|at| range.start + at.start..range.start + at.end));
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Where the value of an attribute stands, without its quotes. Without quotes the tokenizer's span takes
/// in what ended it.
fn value_of(html: &str, attribute: Range<usize>) -> Option<Range<usize>> {
    let (name, rest) = html.get(attribute.clone())?.split_once('=')?;
    let value = rest.trim_start();
    let start = attribute.start + name.len() + 1 + (rest.len() - value.len());
    let length = match value.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        Some(quote) => return Some(start + 1..start + 1 + value[1..].find(quote)?),
        None => value.find(|sign: char| sign.is_whitespace() || sign == '>').unwrap_or(value.len()),
    };
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_stand_in_quotes_or_not() {
        let html = "ä <a class=x href=/a><img src = '/b.png' alt=\"c\"> <a\n  HREF=\"/d\">e</a> <!-- <a href=/f> --> <video poster=/g> <img srcset=\"/h 2x, /i\"> <object data=/j>";
        let found: Vec<_> = addresses(html).into_iter().map(|range| &html[range]).collect();
        assert_eq!(found, ["/a", "/b.png", "/d", "/g", "/h", "/i", "/j"]);
    }
}
