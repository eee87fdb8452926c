//! What raw HTML would load or run, and the pages' own Content-Security-Policy keeps it from.

use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

use super::srcset::candidates;

/// Why a tag has no effect on a page: `default-src 'self'; object-src 'none'; base-uri 'none'; form-action
/// 'self'`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blocked {
    /// It asks another host, or holds a file in its address (`data:`).
    Remote,
    /// It is a script or style written into the page.
    Inline,
    /// It is `<object>`, `<embed>` or `<base>`.
    Plugin,
}

/// The tags of a fragment that are blocked, each with its range of bytes.
#[must_use]
pub fn blocked(html: &str) -> Vec<(Range<usize>, Blocked)> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(html, emitter).filter_map(Result::ok);
    let tags = tokens.filter_map(|token| if let Token::StartTag(tag) = token { Some(tag) } else { None });
    tags.filter_map(|tag| Some((tag.span.start..tag.span.end, of(&tag)?))).collect()
}

fn of(tag: &StartTag<usize>) -> Option<Blocked> {
    let value = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| text(&value.value));
    let name = text(&tag.name);
    let loads = match name {
        "object" | "embed" | "base" => return Some(Blocked::Plugin),
        "style" => return Some(Blocked::Inline),
        "script" if value("src").is_none() => return Some(Blocked::Inline),
        "link" if value("rel").is_some_and(is_loaded) => value("href").is_some_and(is_remote),
        "form" => value("action").is_some_and(is_remote),
        "image" | "use" => [value("href"), value("xlink:href")].into_iter().flatten().any(is_remote),
        _ => loaded(name) && [value("src"), value("poster")].into_iter().flatten().any(is_remote),
    };
    let set = value("srcset").filter(|_| loaded(name)).unwrap_or_default();
    if loads || candidates(set).into_iter().any(|range| is_remote(&set[range])) {
        return Some(Blocked::Remote);
    }
    let inline = |name: &HtmlString| text(name) == "style" || is_handler(text(name));
    tag.attributes.keys().any(inline).then_some(Blocked::Inline)
}

/// Elements that load what their `src` or `srcset` names.
fn loaded(name: &str) -> bool {
    ["audio", "frame", "iframe", "img", "input", "script", "source", "track", "video"].contains(&name)
}

/// Links that are loaded and not only followed.
fn is_loaded(rel: &str) -> bool {
    let loaded = ["stylesheet", "icon", "manifest", "preload", "modulepreload"];
    rel.split_ascii_whitespace().any(|word| loaded.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// `onclick` and its like.
fn is_handler(name: &str) -> bool {
    name.len() > 2 && name.starts_with("on")
}

/// Whether an address is on another host, or a file in itself.
#[must_use]
pub fn is_remote(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    ["http://", "https://", "//", "data:", "blob:"].iter().any(|begin| address.starts_with(begin))
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Blocked, blocked};

    #[test]
    fn what_a_page_does_not_load_or_run_is_known() {
        use Blocked::{Inline, Plugin, Remote};
        let cases = [
            ("<img src=\"https://other.host/a.png\">", Some(Remote)),
            ("<img src=a.png srcset='b.png 2x, //other.host/c.png 3x'>", Some(Remote)),
            ("<IFRAME SRC=http://other.host/></IFRAME>", Some(Remote)),
            ("<video poster=data:image/png;base64,AA src=a.mp4>", Some(Remote)),
            ("<link rel=\"stylesheet\" href=\"https://other.host/a.css\">", Some(Remote)),
            ("<form action=https://other.host/>", Some(Remote)),
            ("<script>alert(1)</script>", Some(Inline)),
            ("<style>p { color: red }</style>", Some(Inline)),
            ("<p style=\"color: red\">", Some(Inline)),
            ("<button onclick='go()'>", Some(Inline)),
            ("<embed src=a.pdf>", Some(Plugin)),
            ("<a href=https://other.host/>", None),
            ("<img src=/a.png alt=style>", None),
            ("<script src=/a.js></script>", None),
            ("<link rel=alternate href=https://other.host/>", None),
            ("<p class=style lang=de>", None),
        ];
        for (html, expected) in cases {
            let found: Vec<_> = blocked(html).into_iter().map(|(_, why)| why).collect();
            assert_eq!(found, Vec::from_iter(expected), "{html}");
        }
        assert_eq!(blocked("ä <img src=//b> c")[0].0, 3..16);
    }
}
