//! What stayed text because it did not parse: footnotes without definition, broken glosses, links
//! around links.

use super::model::{Block, Container, InlineKind, Link, LinkKind, Mark, Node, Text};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span, nearest};

/// What was meant as a footnote or an inline gloss and is neither.
pub(super) fn find(text: &Text, body: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Most texts have neither, which one look at the whole tells.
    let may_hold = body.contains("[^") || body.contains("](gloss:");
    for block in text.blocks.iter().filter(|block| may_hold && !is_code(block.kind)) {
        for inline in text.inlines_of(block).iter().filter(|inline| inline.kind == InlineKind::Text) {
            let said = inline.span.of(body);
            found.extend(footnotes(said).map(|at| undefined(shift(inline.span, at), text, body, path)));
            found.extend(glosses(said).map(|at| broken(shift(inline.span, at), path)));
        }
    }
    found.extend(wordless(text, body, path));
    found
}

fn is_code(kind: super::model::BlockKind) -> bool {
    matches!(kind, super::model::BlockKind::Code { .. })
}

fn shift(span: Span, at: std::ops::Range<usize>) -> Span {
    Span::new(span.start as usize + at.start..span.start as usize + at.end)
}

/// Each `[^label]`.
fn footnotes(said: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    said.match_indices("[^").filter_map(|(at, open)| {
        let label = at + open.len();
        let end = label + said[label..].find([']', '[', ' ', '\t', '\n'])?;
        (end > label && said[end..].starts_with(']')).then_some(at..end + 1)
    })
}

fn undefined(span: Span, text: &Text, body: &str, path: &SourcePath) -> Diagnostic {
    let written = span.of(body);
    let label = written.trim_start_matches("[^").trim_end_matches(']');
    let defined = text.nodes.iter().filter_map(|node| match node {
        Node::Open(Container::Footnote(label)) => Some(text.words(body, *label)),
        _ => None,
    });
    let mut found = Diagnostic::new(Id::UndefinedFootnote, format!("the footnote `{label}` is not defined"))
        .at(Place::body(path, span));
    found.help.extend(nearest(label, defined).map(|meant| format!("did you mean `[^{meant}]`?")));
    found.help(format!("define it on a line of its own: `[^{label}]: …`"))
}

/// Each `](gloss:` with what seems to belong to it.
fn glosses(said: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    said.match_indices("](gloss:").map(|(at, open)| {
        let rest = &said[at + open.len()..];
        let length = rest.find([')', ']']).map_or(rest.len(), |end| end + 1);
        at..at + open.len() + length
    })
}

fn broken(span: Span, path: &SourcePath) -> Diagnostic {
    Diagnostic::new(Id::BrokenGloss, "this inline gloss is not read as a link")
        .at(Place::body(path, span))
        .help(
            "write a blank after the colon and straight quotes around the words: `[word](gloss: \"words\")`",
        )
        .help("a quote within the words needs a backslash: `\\\"`")
}

/// The links of a block that hold another link and therefore are none: CommonMark takes the inner
/// one, and the rest of the outer is text.
#[must_use]
pub fn links_around_links(text: &Text, body: &str, block: &Block) -> Vec<Span> {
    let inlines = text.inlines_of(block);
    let mut found = Vec::new();
    if !inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Close(Mark::Link(_)))) {
        return found; // as in most blocks
    }
    // Brackets that are text and not closed yet: where, and whether a link has ended since.
    let mut open: Vec<(u32, bool)> = Vec::new();
    for inline in inlines {
        match inline.kind {
            InlineKind::Close(Mark::Link(_)) => open.iter_mut().for_each(|(_, holds)| *holds = true),
            InlineKind::Text => {
                let brackets = inline.span.of(body).match_indices(['[', ']']);
                for (at, bracket) in brackets.map(|(at, bracket)| (inline.span.start as usize + at, bracket))
                {
                    if bracket == "[" {
                        open.push((u32::try_from(at).unwrap_or(u32::MAX), false));
                    } else if let Some((start, true)) = open.pop() {
                        let end = link_end(body, at, block.span.end as usize);
                        found.extend(end.map(|end| Span::new(start as usize..end)));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Where a link ends whose words end with the bracket at `at`.
fn link_end(body: &str, at: usize, limit: usize) -> Option<usize> {
    let target = body.get(at..limit)?.strip_prefix("](")?;
    Some(at + 2 + target.find(')')? + 1)
}

/// Inline glosses without words.
fn wordless(text: &Text, body: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let wordless =
        |link: &&Link| link.kind == LinkKind::Gloss && text.words(body, link.title).trim().is_empty();
    let report = |link: &Link| {
        let (message, help) = if text.words(body, link.target).contains('"') {
            ("the blank after `gloss:` is missing", "write `(gloss: \"words\")`")
        } else {
            ("an inline gloss without words", "write them in quotes: `(gloss: \"words\")`")
        };
        Diagnostic::new(Id::BrokenGloss, message).at(Place::body(path, link.span)).help(help)
    };
    text.links.iter().filter(wordless).map(report).collect()
}
