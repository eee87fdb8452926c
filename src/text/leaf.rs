//! What is known of a block only when it is whole.

use pulldown_cmark::CowStr;
use pulldown_cmark_escape::escape_html;

use super::directive;
use super::link;
use super::model::{BlockKind, Inline, InlineKind, Link, LinkKind, Mark, Words};
use super::strings::Strings;
use crate::diagnostic::Span;

/// A block that is being read.
pub(super) struct Leaf {
    pub(super) kind: BlockKind,
    pub(super) span: Span,
    /// The number of its first inline.
    pub(super) first: usize,
}

/// Looks at the block as a whole: gives it its final kind and span, and its inlines back.
pub(super) fn finish(
    leaf: &mut Leaf,
    inlines: Vec<Inline>,
    body: &str,
    strings: &Strings,
    links: &mut Vec<Link>,
) -> Vec<Inline> {
    leaf.span = whole(leaf.span, &inlines, body);
    match leaf.kind {
        BlockKind::Paragraph { tight, .. } => {
            let inlines = directive::silence_anchors(inlines, body, strings);
            let inlines = directive::silence_comments(inlines, body, strings);
            let inlines = link::link_bare_urls(inlines, body, strings, links);
            leaf.kind = shape(&inlines, tight, body, strings, links);
            inlines
        }
        BlockKind::Heading { .. } | BlockKind::Table | BlockKind::DefinitionTerm => {
            let inlines = directive::silence_comments(inlines, body, strings);
            link::link_bare_urls(inlines, body, strings, links)
        }
        BlockKind::Html if directive::comment(leaf.span, body).is_some() => {
            leaf.kind = BlockKind::Directive;
            inlines
        }
        BlockKind::Html if directive::is_comments(leaf.span.of(body)) => {
            leaf.kind = BlockKind::Comment;
            inlines
        }
        _ => inlines,
    }
}

/// The span up to the last inline, without the blanks after it.
fn whole(span: Span, inlines: &[Inline], body: &str) -> Span {
    let end = inlines.iter().map(|inline| inline.span.end).max().unwrap_or(0).max(span.end);
    let span = Span { start: span.start, end };
    let length = span.of(body).trim_end().len();
    Span { start: span.start, end: span.start + u32::try_from(length).unwrap_or(0) }
}

/// What kind of paragraph it is.
fn shape(inlines: &[Inline], tight: bool, body: &str, strings: &Strings, links: &[Link]) -> BlockKind {
    if directive::is_anchors(inlines, body, strings) {
        return BlockKind::Anchor { tight };
    }
    match alone(inlines) {
        Some(Mark::Image(_)) => return BlockKind::Figure { tight },
        Some(Mark::Link(id)) if plays(&links[id.0 as usize], body, strings) => {
            return BlockKind::Player { tight };
        }
        _ => {}
    }
    BlockKind::Paragraph { tight, verse: is_verse(inlines) }
}

/// The mark that all of it stands in.
fn alone(inlines: &[Inline]) -> Option<Mark> {
    let InlineKind::Open(mark) = inlines.first()?.kind else { return None };
    let close = inlines.iter().position(|inline| inline.kind == InlineKind::Close(mark))?;
    (close + 1 == inlines.len()).then_some(mark)
}

fn plays(link: &Link, body: &str, strings: &Strings) -> bool {
    link.kind == LinkKind::Address && media(strings.of(body, link.target)).is_some()
}

/// What a file's name says of how it is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// Sound.
    Audio,
    /// Film.
    Video,
}

/// Whether an address leads to a sound or film file.
#[must_use]
pub fn media(address: &str) -> Option<Media> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let (_, extension) = path.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" | "aac" => Some(Media::Audio),
        "mp4" | "webm" | "ogv" | "m4v" | "mov" => Some(Media::Video),
        _ => None,
    }
}

/// A paragraph is verse if every line but the last, which cannot, ends in a hard break.
fn is_verse(inlines: &[Inline]) -> bool {
    let has = |kind| inlines.iter().any(|inline| inline.kind == kind);
    has(InlineKind::HardBreak) && !has(InlineKind::SoftBreak)
}

/// How many `<details>` around it a block of raw HTML closes, and how many it leaves open.
pub(super) fn details(kind: BlockKind, inlines: &[Inline], body: &str, strings: &Strings) -> (usize, usize) {
    if kind != BlockKind::Html {
        return (0, 0);
    }
    let (mut closed, mut opened) = (0, 0_usize);
    for words in inlines.iter().filter_map(|inline| html(inline.kind)) {
        for step in details_tags(strings.of(body, words)) {
            match (step, opened) {
                (true, _) => opened += 1,
                (false, 0) => closed += 1,
                (false, _) => opened -= 1,
            }
        }
    }
    (closed, opened)
}

/// The `<details>` (`true`) and `</details>` tags of raw HTML, in order.
fn details_tags(html: &str) -> impl Iterator<Item = bool> {
    let name = "details";
    html.match_indices('<').filter_map(move |(at, _)| {
        let rest = &html[at + 1..];
        let opens = !rest.starts_with('/');
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let (tag, after) = rest.split_at_checked(name.len())?;
        let ends = after.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '-');
        (tag.eq_ignore_ascii_case(name) && ends).then_some(opens)
    })
}

fn html(kind: InlineKind) -> Option<Words> {
    match kind {
        InlineKind::Html(words) => Some(words),
        _ => None,
    }
}

/// A heading's classes and further attributes as HTML, beginning with a blank.
pub(super) fn attributes(
    classes: &[CowStr<'_>],
    others: &[(CowStr<'_>, Option<CowStr<'_>>)],
) -> Option<String> {
    let mut out = String::new();
    if !classes.is_empty() {
        let classes = classes.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" ");
        attribute(&mut out, "class", &classes);
    }
    for (name, value) in others {
        attribute(&mut out, name, value.as_deref().unwrap_or_default());
    }
    (!out.is_empty()).then_some(out)
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    escaped(out, name);
    out.push_str("=\"");
    escaped(out, value);
    out.push('"');
}

fn escaped(out: &mut String, text: &str) {
    escape_html(&mut *out, text).expect("writing to a string does not fail");
}
