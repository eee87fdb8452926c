//! `<a id="why"></a>`, alone on a line before a block.

use super::{html_at, said};
use crate::diagnostic::Span;
use crate::text::model::{Inline, InlineKind, Words};
use crate::text::strings::Strings;

/// Silences the anchors that fill a paragraph's first lines, so that they name the paragraph.
pub(in crate::text) fn silence_anchors(
    mut inlines: Vec<Inline>,
    body: &str,
    strings: &Strings,
) -> Vec<Inline> {
    let mut at = 0;
    while is_anchor(&inlines, at, body, strings)
        && inlines.get(at + 2).is_some_and(|next| next.kind == InlineKind::SoftBreak)
    {
        for inline in &mut inlines[at..at + 3] {
            inline.kind = InlineKind::Silent(Words::Body(inline.span));
        }
        at += 3;
    }
    inlines
}

/// Whether a paragraph is nothing but anchors, a line each.
pub(in crate::text) fn is_anchors(inlines: &[Inline], body: &str, strings: &Strings) -> bool {
    let silent = inlines.iter().take_while(|inline| matches!(inline.kind, InlineKind::Silent(_))).count();
    inlines.len() == silent + 2 && is_anchor(inlines, silent, body, strings)
}

fn is_anchor(inlines: &[Inline], at: usize, body: &str, strings: &Strings) -> bool {
    let tag = |at| html_at(inlines, at).map(|words| said(words, body, strings));
    let closes = tag(at + 1).is_some_and(|tag| tag.eq_ignore_ascii_case("</a>"));
    closes && tag(at).is_some_and(|tag| id(tag).is_some())
}

/// Where the body names the id of the anchor tag `words`.
pub(super) fn id_in(words: Words, body: &str) -> Option<Span> {
    let Words::Body(span) = words else { return None };
    let at = id(span.of(body))?;
    Some(Span::new(span.start as usize + at.start..span.start as usize + at.end))
}

/// The id in `<a id="…">` or `<a name='…'>`, a tag with no other attribute.
fn id(tag: &str) -> Option<std::ops::Range<usize>> {
    let inner = tag.strip_prefix("<a").or_else(|| tag.strip_prefix("<A"))?.strip_suffix('>')?;
    let (name, value) = inner.split_once('=')?;
    let named = name.starts_with([' ', '\t', '\n']) && matches!(name.trim(), "id" | "name");
    let start = tag.len() - 1 - value.trim_start().len();
    let value = value.trim();
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let id = value.strip_prefix(quote)?.strip_suffix(quote)?;
    let plain = !id.is_empty() && !id.contains([quote, ' ', '\n', '\t']);
    (named && plain).then(|| start + 1..start + 1 + id.len())
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn an_anchor_has_an_id_and_nothing_else() {
        assert_eq!(id(r#"<a id="why">"#), Some(7..10));
        assert_eq!(id("<a  name = 'w'  >"), Some(12..13));
        assert_eq!(id(r#"<a href="x">"#), None);
        assert_eq!(id(r#"<a id="x" href="y">"#), None);
        assert_eq!(id(r#"<a id="">"#), None);
        assert_eq!(id(r#"<abbr id="x">"#), None);
        assert_eq!(id(r#"<a id=">"#), None);
    }
}
