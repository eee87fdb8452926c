//! Links: what each asks for, and the bare URLs that CommonMark leaves as text.

use linkify::{LinkFinder, LinkKind as Found};
use pulldown_cmark::{LinkType, Tag};

use super::model::{Inline, InlineKind, Link, LinkId, LinkKind, Mark, Words};
use super::strings::Strings;
use crate::diagnostic::Span;

/// The link or image that `tag` begins, if it begins one.
pub(super) fn read(tag: &Tag<'_>, span: Span, body: &str, strings: &mut Strings) -> Option<Link> {
    let (form, href, title, image) = match tag {
        Tag::Link { link_type, dest_url, title, .. } => (*link_type, dest_url, title, false),
        Tag::Image { link_type, dest_url, title, .. } => (*link_type, dest_url, title, true),
        _ => return None,
    };
    let (kind, target) = if image { (LinkKind::Address, &**href) } else { ask(form, href, span.of(body)) };
    Some(Link {
        kind,
        href: strings.words(body, href),
        target: strings.words(body, target),
        title: strings.words(body, title),
        span,
    })
}

/// What a link of this form to `href` asks for, and where it leads without the scheme of ours.
fn ask<'h>(form: LinkType, href: &'h str, written: &str) -> (LinkKind, &'h str) {
    match form {
        LinkType::Autolink => return (LinkKind::Auto, href),
        LinkType::Email => return (LinkKind::Email, href),
        LinkType::WikiLink { has_pothole } => {
            // In a table, `\|` keeps the cell whole and its backslash arrives here.
            let target = if has_pothole { href.strip_suffix('\\').unwrap_or(href) } else { href };
            return (LinkKind::Shorthand(has_pothole && has_words(written)), target.trim());
        }
        _ => {}
    }
    match scheme(href) {
        Some(("term", "none")) => (LinkKind::NoTerm, "none"),
        Some(("term", target)) => (LinkKind::Term, target),
        Some(("gloss", target)) => (LinkKind::Gloss, target),
        _ => (LinkKind::Address, href),
    }
}

/// Whether anything stands behind the bar of `[[scaling-team|das Team]]`.
fn has_words(written: &str) -> bool {
    let words = written.trim_end_matches(']').split_once('|');
    words.is_some_and(|(_, words)| !words.trim().is_empty())
}

/// The scheme, if it is one of ours, and the rest.
fn scheme(href: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = href.split_once(':')?;
    let ours = ["term", "gloss"].into_iter().find(|ours| scheme.eq_ignore_ascii_case(ours))?;
    Some((ours, rest))
}

/// Puts a link mark around each bare URL, outside links and images.
pub(super) fn link_bare_urls(
    inlines: Vec<Inline>,
    body: &str,
    strings: &Strings,
    links: &mut Vec<Link>,
) -> Vec<Inline> {
    let bare = |inline: &Inline| inline.kind == InlineKind::Text && inline.span.of(body).contains("://");
    if !inlines.iter().any(bare) {
        return inlines;
    }
    let mut out = Vec::with_capacity(inlines.len() + 4);
    let mut inside = 0_i32;
    for inline in inlines {
        inside += depth(inline.kind, body, strings);
        if inside <= 0 && bare(&inline) {
            split(inline.span, body, links, &mut out);
        } else {
            out.push(inline);
        }
    }
    out
}

/// How an inline changes the number of links around what follows.
fn depth(kind: InlineKind, body: &str, strings: &Strings) -> i32 {
    match kind {
        InlineKind::Open(Mark::Link(_) | Mark::Image(_)) => 1,
        InlineKind::Close(Mark::Link(_) | Mark::Image(_)) => -1,
        InlineKind::Html(words) => raw_depth(strings.of(body, words)),
        _ => 0,
    }
}

/// The same for raw HTML: `<a …>` and `</a>`.
fn raw_depth(html: &str) -> i32 {
    let lower = html.get(..3).unwrap_or_default().to_ascii_lowercase();
    match lower.as_str() {
        "<a " | "<a\n" | "<a\t" => 1,
        "</a" => -1,
        _ => 0,
    }
}

/// Splits a text at its URLs.
fn split(span: Span, body: &str, links: &mut Vec<Link>, out: &mut Vec<Inline>) {
    let text = |start: usize, end: usize| {
        let span = Span::new(span.start as usize + start..span.start as usize + end);
        Inline { kind: InlineKind::Text, span }
    };
    let (whole, mut written) = (span.of(body), 0);
    for url in finder().links(whole).filter(|url| is_web(url.as_str())) {
        if written < url.start() {
            out.push(text(written, url.start()));
        }
        let said = text(url.start(), url.end());
        let mark = Mark::Link(LinkId(u32::try_from(links.len()).unwrap_or(u32::MAX)));
        links.push(bare(said.span));
        out.push(Inline { kind: InlineKind::Open(mark), span: said.span });
        out.push(said);
        out.push(Inline { kind: InlineKind::Close(mark), span: said.span });
        written = url.end();
    }
    if written < whole.len() {
        out.push(text(written, whole.len()));
    }
}

fn finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.kinds(&[Found::Url]);
    finder
}

fn is_web(url: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
}

fn bare(span: Span) -> Link {
    let said = Words::Body(span);
    Link { kind: LinkKind::Bare, href: said, target: said, title: Words::Body(Span::default()), span }
}
