//! Raw HTML: where it names addresses, and what its tags open and close.

use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};

use super::model::{BlockId, BlockKind, InlineKind, Text, Words};
use super::srcset::candidates;
use crate::diagnostic::Span;

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "srcset", "poster", "data", "cite"];

/// Elements without end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// A tag that opens an element which another one closes, or that closes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag<'a> {
    /// `<b>`, by its name.
    Start(&'a str),
    /// `</b>`, by its name.
    End(&'a str),
}

impl<'a> Tag<'a> {
    /// The tag that `html` begins with.
    pub(super) fn of(html: &'a str) -> Option<Self> {
        let rest = html.strip_prefix('<')?;
        let (ends, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let length = rest.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-');
        let name = &rest[..length.unwrap_or(rest.len())];
        let is_name = name.starts_with(|sign: char| sign.is_ascii_alphabetic());
        let is_void = VOID.iter().any(|void| void.eq_ignore_ascii_case(name));
        (is_name && !is_void).then_some(if ends { Self::End(name) } else { Self::Start(name) })
    }
}

/// The addresses written in a fragment, each with its range of bytes.
#[must_use]
pub fn addresses(html: &str) -> Vec<Range<usize>> {
    values(html, ADDRESSES)
}

/// The ids that a text's raw HTML has, each with the block that it stands in. Those that name a block
/// of the text ([`Directive::Id`](super::Directive::Id)) are not among them.
#[must_use]
pub fn raw_ids(text: &Text, body: &str) -> Vec<(BlockId, Span)> {
    let mut found = Vec::new();
    let blocks = (0..).map(BlockId).zip(text.blocks.iter());
    for (id, block) in blocks.filter(|(_, block)| !block.kind.is_silent()) {
        let pieces: &mut dyn Iterator<Item = Span> = match block.kind {
            // As a whole: a tag may go over several lines.
            BlockKind::Html => &mut std::iter::once(block.span),
            _ => &mut text.inlines_of(block).iter().filter_map(|inline| match inline.kind {
                InlineKind::Html(Words::Body(span)) => Some(span),
                _ => None,
            }),
        };
        for span in pieces {
            let at = |range: Range<usize>| {
                Span::new(span.start as usize + range.start..span.start as usize + range.end)
            };
            found.extend(values(span.of(body), &["id"]).into_iter().map(|range| (id, at(range))));
        }
    }
    found
}

/// The values of the attributes `wanted` in a fragment, each with its range of bytes.
fn values(html: &str, wanted: &[&str]) -> Vec<Range<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut found = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter).filter_map(Result::ok) {
        let Token::StartTag(tag) = token else { continue };
        let named = tag.attributes.iter().filter(|(name, _)| {
            let known = wanted.iter().any(|wanted| name.eq_ignore_ascii_case(wanted.as_bytes()));
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
    use super::{Tag, addresses};

    #[test]
    fn a_tag_opens_or_closes_or_does_neither() {
        assert_eq!(Tag::of("<kbd class=x>"), Some(Tag::Start("kbd")));
        assert_eq!(Tag::of("</KBD >"), Some(Tag::End("KBD")));
        for neither in ["<br>", "<IMG src=x>", "<!-- b -->", "<?b?>", "a < b", ""] {
            assert_eq!(Tag::of(neither), None);
        }
    }

    #[test]
    fn addresses_stand_in_quotes_or_not() {
        let html = "ä <a class=x href=/a><img src = '/b.png' alt=\"c\"> <a\n  HREF=\"/d\">e</a> <!-- <a href=/f> --> <video poster=/g> <img srcset=\"/h 2x, /i\"> <object data=/j>";
        let found: Vec<_> = addresses(html).into_iter().map(|range| &html[range]).collect();
        assert_eq!(found, ["/a", "/b.png", "/d", "/g", "/h", "/i", "/j"]);
    }
}
