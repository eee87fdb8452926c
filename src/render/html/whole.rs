//! Raw HTML that stands in a row of its own, though it was written around several blocks.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::emitters::default::Token;

use super::raw::{text, tokens};

/// Elements that have no end tag, or may go without one: they open nothing that must be closed.
const LOOSE: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup",
    "rt", "rp",
];

/// The piece closed in itself: what it opens ends with it, and what it closes without having opened
/// is left out. `<details>` that go on in further rows are shown open.
pub(super) fn whole(html: &str) -> Cow<'_, str> {
    let mut open: Vec<(String, Range<usize>)> = Vec::new();
    let mut left_out: Vec<Range<usize>> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) if !LOOSE.contains(&text(&tag.name)) => {
                let foreign = open.iter().any(|(name, _)| matches!(name.as_str(), "svg" | "math"));
                if !(tag.self_closing && foreign) {
                    open.push((text(&tag.name).to_owned(), tag.span.start..tag.span.end));
                }
            }
            Token::EndTag(tag) if !LOOSE.contains(&text(&tag.name)) => {
                match open.iter().rposition(|(name, _)| name == text(&tag.name)) {
                    Some(at) => open.truncate(at),
                    None => left_out.push(tag.span.start..tag.span.end),
                }
            }
            _ => {}
        }
    }
    if open.is_empty() && left_out.is_empty() {
        return Cow::Borrowed(html);
    }
    Cow::Owned(closed(html, &open, &left_out))
}

fn closed(html: &str, open: &[(String, Range<usize>)], left_out: &[Range<usize>]) -> String {
    let unfolded = open.iter().filter(|(name, _)| name == "details").map(|(_, tag)| tag.end - 1);
    let mut changes: Vec<_> = unfolded.map(|end| (end..end, " open")).collect();
    changes.extend(left_out.iter().map(|tag| (tag.clone(), "")));
    changes.sort_by_key(|(range, _)| range.start);
    let (mut out, mut written) = (String::with_capacity(html.len() + 32), 0);
    for (range, words) in changes {
        out.push_str(html.get(written..range.start).unwrap_or_default());
        out.push_str(words);
        written = range.end;
    }
    out.push_str(html.get(written..).unwrap_or_default());
    out.extend(open.iter().rev().map(|(name, _)| format!("</{name}>")));
    out
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn what_is_whole_stays_as_it_is() {
        let pieces = [
            "<details><summary>a</summary></details>\n",
            "<p>a<p>b",
            "<img src=\"a.svg\"><br>",
            "<svg><path d=\"M0 0\"/></svg>",
            "<!-- <div> -->",
            "a < b",
        ];
        for piece in pieces {
            assert_eq!(whole(piece), piece);
        }
    }

    #[test]
    fn what_is_opened_is_closed_and_what_is_closed_was_opened() {
        let pairs = [
            ("<div class=\"a\"><b>", "<div class=\"a\"><b></b></div>"),
            ("</b></div>\n", "\n"),
            (
                "<details id=x>\n<summary>ä</summary>\n",
                "<details id=x open>\n<summary>ä</summary>\n</details>",
            ),
            ("</i><b>c</b>", "<b>c</b>"),
        ];
        for (piece, expected) in pairs {
            assert_eq!(whole(piece), expected);
        }
    }
}
