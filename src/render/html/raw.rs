//! Raw HTML in content, as the site lets it pass.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

use super::out::{escape, escape_attribute};
use crate::site::RawHtml;
use crate::text::candidates;

/// Lets a text's raw HTML pass, piece by piece, in reading order.
///
/// A piece may open what a later one closes (`<details>`), so a sanitiser of whole documents would
/// close it too early; tags are judged one by one, by the lists of such a sanitiser (ammonia's).
#[derive(Debug)]
pub struct Raw {
    policy: RawHtml,
    /// Elements that passed and have not been closed.
    open: Vec<String>,
}

/// What stands in while another one is at work.
impl Default for Raw {
    fn default() -> Self {
        Self::new(RawHtml::Escape)
    }
}

/// Gives the new value of an attribute that holds an address, or `None` to leave it.
pub type Rewrite<'r> = &'r mut dyn FnMut(&str, &str) -> Option<String>;

impl Raw {
    /// Under this policy; `<sub>` and `<sup>` pass under every one.
    #[must_use]
    pub fn new(policy: RawHtml) -> Self {
        Self { policy, open: Vec::new() }
    }

    /// One piece.
    pub fn pass<'h>(&mut self, html: &'h str, rewrite: Rewrite<'_>) -> Cow<'h, str> {
        match self.policy {
            RawHtml::Allow => readdressed(html, rewrite),
            RawHtml::Escape => Cow::Owned(self.escaped(html)),
            RawHtml::Sanitize => Cow::Owned(self.sanitized(html, rewrite)),
        }
    }

    /// The end tags of what nobody closed.
    #[must_use]
    pub fn finish(&mut self) -> String {
        self.open.drain(..).rev().map(|name| format!("</{name}>")).collect()
    }

    /// The piece as text, but for `<sub>` and `<sup>`; comments stay unseen.
    fn escaped(&mut self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() + 16);
        let mut written = 0;
        for token in tokens(html) {
            let (span, shown) = match token {
                Token::StartTag(tag) if is_script(&tag.name) && tag.attributes.is_empty() => {
                    self.open.push(text(&tag.name).to_owned());
                    (tag.span, format!("<{}>", text(&tag.name)))
                }
                // One whose start tag is text is text as well.
                Token::EndTag(tag) if self.open.iter().any(|open| open == text(&tag.name)) => {
                    let mut shown = String::new();
                    self.end(text(&tag.name), &mut shown);
                    (tag.span, shown)
                }
                Token::Comment(comment) => (comment.span, String::new()),
                _ => continue,
            };
            escape(&mut out, html.get(written..span.start).unwrap_or_default());
            out.push_str(&shown);
            written = span.end;
        }
        escape(&mut out, html.get(written..).unwrap_or_default());
        out
    }

    fn sanitized(&mut self, html: &str, rewrite: Rewrite<'_>) -> String {
        let mut out = String::with_capacity(html.len());
        let mut dropped: Option<HtmlString> = None;
        for token in tokens(html) {
            match token {
                Token::EndTag(tag) if dropped.as_ref() == Some(&tag.name) => dropped = None,
                _ if dropped.is_some() => {}
                Token::StartTag(tag) if LISTS.silent.contains(text(&tag.name)) => dropped = Some(tag.name),
                Token::StartTag(tag) => self.start(&tag, rewrite, &mut out),
                Token::EndTag(tag) => self.end(text(&tag.name), &mut out),
                Token::String(said) => escape(&mut out, text(&said.value)),
                _ => {}
            }
        }
        out
    }

    fn start(&mut self, tag: &StartTag<usize>, rewrite: Rewrite<'_>, out: &mut String) {
        let name = text(&tag.name);
        if !LISTS.tags.contains(name) {
            return;
        }
        out.push('<');
        out.push_str(name);
        for (attribute, value) in &tag.attributes {
            let (attribute, value) = (text(attribute), text(&value.value));
            if LISTS.allow(name, attribute, value) {
                let value = address(name, attribute, value, rewrite).unwrap_or_else(|| value.to_owned());
                out.push_str(&format!(" {attribute}=\""));
                escape_attribute(out, &value);
                out.push('"');
            }
        }
        out.push('>');
        if !VOID.contains(&name) {
            self.open.push(name.to_owned());
        }
    }

    /// An end tag passes only if its element was opened here: it must not close the page's own.
    fn end(&mut self, name: &str, out: &mut String) {
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            for inner in self.open.drain(at..).rev() {
                out.push_str(&format!("</{inner}>"));
            }
        }
    }
}

/// Elements without end tag.
const VOID: &[&str] = &["area", "br", "col", "hr", "img", "wbr"];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "srcset", "poster", "cite", "data", "action", "formaction"];

/// Ammonia's lists of what does no harm.
struct Lists {
    tags: HashSet<&'static str>,
    silent: HashSet<&'static str>,
    schemes: HashSet<&'static str>,
    everywhere: HashSet<&'static str>,
    attributes: HashMap<&'static str, HashSet<&'static str>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let builder = ammonia::Builder::default();
    Lists {
        tags: builder.clone_tags(),
        silent: builder.clone_clean_content_tags(),
        schemes: builder.clone_url_schemes(),
        everywhere: builder.clone_generic_attributes(),
        attributes: builder.clone_tag_attributes(),
    }
});

impl Lists {
    fn allow(&self, tag: &str, attribute: &str, value: &str) -> bool {
        let known = self.everywhere.contains(attribute)
            || self.attributes.get(tag).is_some_and(|attributes| attributes.contains(attribute));
        known && (!ADDRESSES.contains(&attribute) || self.leads_well(value))
    }

    /// An address without scheme, or with one that does no harm. Browsers pass over control
    /// characters and blanks, so they count for nothing here.
    fn leads_well(&self, address: &str) -> bool {
        let address: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let before = address.split(['/', '?', '#']).next().unwrap_or_default();
        before.split_once(':').is_none_or(|(scheme, _)| self.schemes.contains(scheme.to_lowercase().as_str()))
    }
}

/// The piece with its addresses as `rewrite` has them; all else byte for byte.
fn readdressed<'h>(html: &'h str, rewrite: Rewrite<'_>) -> Cow<'h, str> {
    let lower = html.to_ascii_lowercase();
    if !ADDRESSES.iter().any(|attribute| lower.contains(attribute)) {
        return Cow::Borrowed(html);
    }
    let mut out = String::new();
    let mut written = 0;
    for tag in tokens(html) {
        let Token::StartTag(tag) = tag else { continue };
        let mut changes: Vec<_> = tag
            .attributes
            .iter()
            .filter_map(|(name, value)| {
                Some((
                    value.span,
                    text(name),
                    address(text(&tag.name), text(name), text(&value.value), rewrite)?,
                ))
            })
            .collect();
        changes.sort_by_key(|(span, ..)| span.start);
        for (span, name, value) in changes {
            out.push_str(html.get(written..span.start).unwrap_or_default());
            out.push_str(&format!("{name}=\""));
            escape_attribute(&mut out, &value);
            out.push('"');
            written = span.start + attribute_length(html.get(span.start..span.end).unwrap_or_default());
        }
    }
    if written == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(written..).unwrap_or_default());
    Cow::Owned(out)
}

/// A piece without the ids that are taken on its page.
#[must_use]
pub fn without_ids<'h>(html: Cow<'h, str>, taken: &BTreeSet<String>) -> Cow<'h, str> {
    let mut left_out: Vec<Range<usize>> = Vec::new();
    for tag in tokens(&html) {
        let Token::StartTag(tag) = tag else { continue };
        let ids = tag
            .attributes
            .iter()
            .filter(|(name, value)| text(name) == "id" && taken.contains(text(&value.value)));
        left_out.extend(ids.map(|(_, value)| {
            let attribute = html.get(value.span.start..value.span.end).unwrap_or_default();
            value.span.start..value.span.start + attribute_length(attribute)
        }));
    }
    if left_out.is_empty() {
        return html;
    }
    let (mut out, mut written) = (String::with_capacity(html.len()), 0);
    for range in left_out {
        out.push_str(html.get(written..range.start).unwrap_or_default().trim_end());
        written = range.end;
    }
    out.push_str(html.get(written..).unwrap_or_default());
    Cow::Owned(out)
}

/// The tokenizer's span of an attribute without quotes takes in what ended it.
fn attribute_length(attribute: &str) -> usize {
    if attribute.ends_with(['"', '\'']) {
        return attribute.len();
    }
    attribute.trim_end_matches(|sign: char| sign.is_whitespace() || sign == '>').len()
}

fn address(tag: &str, attribute: &str, value: &str, rewrite: Rewrite<'_>) -> Option<String> {
    match attribute {
        "srcset" => each_candidate(value, rewrite),
        // Elsewhere these two are no addresses.
        "data" if tag != "object" => None,
        "action" if tag != "form" => None,
        _ if ADDRESSES.contains(&attribute) => rewrite(attribute, value),
        _ => None,
    }
}

/// A `srcset` with each of its addresses rewritten, if any is.
fn each_candidate(srcset: &str, rewrite: Rewrite<'_>) -> Option<String> {
    let (mut out, mut written) = (String::new(), 0);
    for range in candidates(srcset) {
        let Some(address) = rewrite("srcset", &srcset[range.clone()]) else { continue };
        out.push_str(&srcset[written..range.start]);
        out.push_str(&address);
        written = range.end;
    }
    if written == 0 {
        return None;
    }
    out.push_str(&srcset[written..]);
    Some(out)
}

/// Superscript or subscript.
fn is_script(name: &HtmlString) -> bool {
    matches!(text(name), "sub" | "sup")
}

pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).filter_map(Result::ok)
}

/// The tokenizer hands over bytes; of a piece that is UTF-8 they are.
pub(super) fn text(bytes: &HtmlString) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Raw, without_ids};
    use crate::site::RawHtml;

    fn pass(policy: RawHtml, html: &str) -> String {
        let mut rewrite = |_: &str, value: &str| value.strip_prefix('/').map(|rest| format!("/base/{rest}"));
        let mut raw = Raw::new(policy);
        let passed = raw.pass(html, &mut rewrite).into_owned();
        passed + &raw.finish()
    }

    #[test]
    fn allowed_html_passes_with_its_addresses_rewritten() {
        for (html, expected) in [
            ("<b class=x>ä &amp; b</b>", "<b class=x>ä &amp; b</b>"),
            ("<a  HREF='/x?a&b' id=y>", "<a  href=\"/base/x?a&amp;b\" id=y>"),
            ("<a href=/x><a href=/y\n>", "<a href=\"/base/x\"><a href=\"/base/y\"\n>"),
            ("ü <img src=/i.png alt=\"a\"><a href=x>", "ü <img src=\"/base/i.png\" alt=\"a\"><a href=x>"),
            ("<!-- <a href=\"/x\"> -->", "<!-- <a href=\"/x\"> -->"),
            ("<script>'<a href=\"/x\">'</script>", "<script>'<a href=\"/x\">'</script>"),
        ] {
            assert_eq!(pass(RawHtml::Allow, html), expected);
        }
    }

    #[test]
    fn escaped_html_is_text_but_for_sub_and_sup() {
        assert_eq!(pass(RawHtml::Escape, "H<sub>2</SUB>O<sup>"), "H<sub>2</sub>O<sup></sup>");
        assert_eq!(pass(RawHtml::Escape, "</SUB>"), "&lt;/SUB&gt;");
        assert_eq!(
            pass(RawHtml::Escape, "<sub class=\"x\">2</sub> <sub>2</sub>"),
            "&lt;sub class=\"x\"&gt;2&lt;/sub&gt; <sub>2</sub>"
        );
        assert_eq!(pass(RawHtml::Escape, "<sup onclick=x>"), "&lt;sup onclick=x&gt;");
        assert_eq!(pass(RawHtml::Escape, "<div>\na\n</div><!-- b -->"), "&lt;div&gt;\na\n&lt;/div&gt;");
    }

    #[test]
    fn an_id_that_is_taken_is_left_out() {
        let taken = ["a".to_owned()].into();
        for (html, expected) in [
            ("ä <a id=\"a\"></a> <b id=b class=c>", "ä <a></a> <b id=b class=c>"),
            ("<b class=c ID=a>x</b><i id='a' lang=de>", "<b class=c>x</b><i lang=de>"),
        ] {
            assert_eq!(without_ids(html.into(), &taken), expected);
        }
    }

    #[test]
    fn sanitized_html_does_no_harm() {
        for (html, expected) in [
            ("<b onclick=x title=\"t\">a</b>", "<b title=\"t\">a</b>"),
            ("<script>alert(1)</script>x", "x"),
            ("<a href=\" java\nscript:x\">y</a>", "<a>y</a>"),
            ("<a href=\"/x\">y</a>", "<a href=\"/base/x\">y</a>"),
            ("<img src=x onerror=y>", "<img src=\"x\">"),
            ("</div></main>", ""),
            ("<details><summary>a", "<details><summary>a</summary></details>"),
            ("<svg><a xlink:href=\"javascript:x\">", "<a></a>"),
            ("a &lt;b&gt; <3", "a &lt;b&gt; &lt;3"),
            ("<b title='\"><script>'>", "<b title=\"&quot;&gt;&lt;script&gt;\"></b>"),
        ] {
            assert_eq!(pass(RawHtml::Sanitize, html), expected);
        }
    }
}
