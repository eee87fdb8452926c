//! Raw HTML in content: how much of it the site lets pass, and its links, made addresses.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

use super::html::{escape, escape_attribute};
use crate::site::RawHtml;
use crate::text::addresses;

/// Marks that pass under every setting, as Markdown has none for them.
const ALWAYS: &[&str] = &["<sub>", "</sub>", "<sup>", "</sup>"];

/// A fragment of raw HTML under a policy. `resolve` turns a written address into one of the site;
/// what it does not know stays as written.
pub(super) fn passed<'h>(
    html: &'h str,
    policy: RawHtml,
    resolve: &dyn Fn(&str) -> Option<String>,
) -> Cow<'h, str> {
    if ALWAYS.iter().any(|mark| html.trim().eq_ignore_ascii_case(mark)) {
        return Cow::Borrowed(html);
    }
    match policy {
        RawHtml::Allow => linked(html, resolve),
        RawHtml::Escape => {
            let mut out = String::with_capacity(html.len() + 16);
            escape(&mut out, html);
            Cow::Owned(out)
        }
        RawHtml::Sanitize => Cow::Owned(linked(&sanitized(html), resolve).into_owned()),
    }
}

fn linked<'h>(html: &'h str, resolve: &dyn Fn(&str) -> Option<String>) -> Cow<'h, str> {
    let mut out = String::new();
    let mut written = 0;
    for range in addresses(html) {
        if let Some(address) = resolve(&html[range.clone()]) {
            out.push_str(&html[written..range.start]);
            escape_attribute(&mut out, &address);
            written = range.end;
        }
    }
    if written == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[written..]);
    Cow::Owned(out)
}

/// Every tag by itself, so that a fragment that opens an element and one that closes it still fit
/// together: what could run, load from elsewhere or change the page's style is taken out.
fn sanitized(html: &str) -> String {
    let mut out = String::new();
    let mut silenced: Option<Vec<u8>> = None;
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) if silenced.is_none() => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if matches!(name.as_str(), "script" | "style" | "iframe" | "object" | "embed") {
                    silenced = (!tag.self_closing).then(|| tag.name.to_vec());
                    continue;
                }
                out.push_str(&sanitized_tag(&name, &tag));
            }
            Token::EndTag(tag) => match silenced.as_deref() {
                Some(name) if *name == **tag.name => silenced = None,
                Some(_) => {}
                None => {
                    let end = format!("</{}>", String::from_utf8_lossy(&tag.name));
                    if !sanitized_tag(
                        &String::from_utf8_lossy(&tag.name),
                        &html5gum::StartTag::<()>::default(),
                    )
                    .is_empty()
                    {
                        out.push_str(&end);
                    }
                }
            },
            Token::String(text) if silenced.is_none() => escape(&mut out, &String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    out
}

/// An opening tag with what ammonia lets stand of it; empty if the element may not stand.
fn sanitized_tag(name: &str, tag: &html5gum::StartTag<()>) -> String {
    let mut whole = format!("<{name}");
    for (key, value) in &tag.attributes {
        whole.push_str(&format!(" {}=\"", String::from_utf8_lossy(key)));
        escape_attribute(&mut whole, &String::from_utf8_lossy(value));
        whole.push('"');
    }
    whole.push('>');
    let clean = ammonia::Builder::default().link_rel(None).clean(&whole).to_string();
    let end = format!("</{name}>");
    clean.strip_suffix(&end).unwrap_or(&clean).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(policy: RawHtml, html: &str) -> String {
        let resolve = |written: &str| written.strip_prefix('/').map(|path| format!("/repo/{path}"));
        passed(html, policy, &resolve).into_owned()
    }

    #[test]
    fn addresses_get_the_base_path_and_the_rest_stays() {
        let html = "<a class=\"x\" HREF='/app' data-href=\"/no\">A</a><img src=\"https://a.example/b.png\">";
        let expected =
            "<a class=\"x\" HREF='/repo/app' data-href=\"/no\">A</a><img src=\"https://a.example/b.png\">";
        assert_eq!(under(RawHtml::Allow, html), expected);
    }

    #[test]
    fn escaped_html_is_shown_but_sub_and_sup_pass() {
        assert_eq!(under(RawHtml::Escape, "<b>"), "&lt;b&gt;");
        assert_eq!(under(RawHtml::Escape, "<sub>"), "<sub>");
    }

    #[test]
    fn sanitized_html_keeps_its_tags_but_runs_nothing() {
        assert_eq!(under(RawHtml::Sanitize, "<details onclick=\"x()\">"), "<details>");
        assert_eq!(under(RawHtml::Sanitize, "</details>"), "</details>");
        assert_eq!(under(RawHtml::Sanitize, "<script>alert(1)</script><b>x</b>"), "<b>x</b>");
        assert_eq!(under(RawHtml::Sanitize, "<a href=\"javascript:x()\">"), "<a>");
        assert_eq!(under(RawHtml::Sanitize, "<a href=\"/app\">"), "<a href=\"/repo/app\">");
    }

    #[test]
    fn unfinished_tags_do_no_harm() {
        for html in ["<", "<a", "<a href=", "<a href=\"", "<a href=\"/x", "< a href=\"/x\">", "a < b"] {
            assert_eq!(under(RawHtml::Allow, html), html);
        }
    }
}
