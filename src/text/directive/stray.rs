//! `diglot:` comments that stand where they cannot be read.

use super::comment;
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span};
use crate::text::model::{Block, BlockKind, InlineKind, Text};

/// The comments for Diglot within raw HTML and within a line.
pub(super) fn find(text: &Text, body: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for block in &text.blocks {
        match block.kind {
            BlockKind::Directive | BlockKind::Code { .. } => {}
            BlockKind::Html | BlockKind::Comment => found.extend(within_html(block.span, body, path)),
            _ => within_line(text, block, body, path, &mut found),
        }
    }
    found
}

fn within_line(text: &Text, block: &Block, body: &str, path: &SourcePath, found: &mut Vec<Diagnostic>) {
    let inlines = text.inlines_of(block);
    let read = comment::behind_box(inlines);
    for inline in inlines {
        if let InlineKind::Silent(words) = inline.kind
            && Some(inline.span) != read
            && !comment::comments(text.words(body, words)).is_empty()
        {
            let message = "a directive within a line is not read";
            found.push(report(inline.span, message, path));
        }
    }
}

fn within_html(span: Span, body: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let comments = comment::comments(span.of(body)).into_iter();
    let at = |range: std::ops::Range<usize>| {
        Span::new(span.start as usize + range.start..span.start as usize + range.end)
    };
    let report = |at: Span| {
        if let Some(found) = unclosed(at, body, path) {
            return found;
        }
        let after = body[at.end as usize..].lines().next().unwrap_or_default().trim();
        let message = if after.is_empty() {
            "a directive within raw HTML is not read"
        } else {
            "a directive with text after it on its line is not read"
        };
        report(at, message, path)
    };
    comments.map(at).map(report).collect()
}

/// A comment that has no end, and so takes in all that follows.
fn unclosed(at: Span, body: &str, path: &SourcePath) -> Option<Diagnostic> {
    let comment = at.of(body);
    let length = comment.lines().next().map_or(0, str::len);
    let first = Place::body(path, Span::new(at.start as usize..at.start as usize + length));
    (!comment.ends_with("-->")).then(|| {
        Diagnostic::new(Id::Directive, "this comment is never closed")
            .at(first)
            .why("all that follows is part of it")
            .help("end it with `-->`")
    })
}

fn report(span: Span, message: &str, path: &SourcePath) -> Diagnostic {
    Diagnostic::new(Id::Directive, message)
        .at(Place::body(path, span))
        .help("put the comment alone on a line, directly before the block it is about")
}
