//! `diglot:` comments that stand where they cannot be read.

use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span};
use crate::text::model::{Block, BlockKind, InlineKind, Text};

/// The comments for Diglot within raw HTML and within a line.
pub(super) fn find(text: &Text, body: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for block in &text.blocks {
        match block.kind {
            BlockKind::Directive | BlockKind::Code { .. } => {}
            BlockKind::Html => found.extend(within_html(block.span, body, path)),
            _ => within_line(text, block, body, path, &mut found),
        }
    }
    found
}

fn within_line(text: &Text, block: &Block, body: &str, path: &SourcePath, found: &mut Vec<Diagnostic>) {
    for inline in text.inlines_of(block) {
        if let InlineKind::Html(_) = inline.kind
            && !comments(inline.span, body).is_empty()
        {
            let message = "a directive within a line is not read";
            found.push(report(inline.span, message, path));
        }
    }
}

fn within_html(span: Span, body: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let comments = comments(span, body);
    let report = |at: Span| {
        if let Some(found) = misspelt(at, body, path) {
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
    comments.into_iter().map(report).collect()
}

/// A comment that would be read if it were written right.
fn misspelt(at: Span, body: &str, path: &SourcePath) -> Option<Diagnostic> {
    let comment = at.of(body);
    let Some(inner) = comment.strip_suffix("-->") else {
        let length = comment.lines().next().map_or(0, str::len);
        let start = at.start as usize;
        let first = Place::body(path, Span::new(start..start + length));
        let found = Diagnostic::new(Id::Directive, "this comment is never closed").at(first);
        return Some(found.why("all that follows is part of it").help("end it with `-->`"));
    };
    let rest = inner.trim_start_matches("<!--").trim().strip_prefix("diglot")?;
    let words = rest.trim_start_matches([':', ' ']).trim();
    let found = Diagnostic::new(Id::Directive, "a directive wants a colon right after `diglot`")
        .at(Place::body(path, at));
    (!rest.starts_with(':')).then(|| found.help(format!("write `<!-- diglot: {words} -->`")))
}

fn report(span: Span, message: &str, path: &SourcePath) -> Diagnostic {
    Diagnostic::new(Id::Directive, message)
        .at(Place::body(path, span))
        .help("put the comment alone on a line, directly before the block it is about")
}

/// The comments in `span` that begin with `diglot`.
fn comments(span: Span, body: &str) -> Vec<Span> {
    let html = span.of(body);
    let is_ours = |comment: &str| {
        let inner = comment.trim_start_matches("<!--").trim_start();
        inner.strip_prefix("diglot").is_some_and(|rest| rest.starts_with([':', ' ']))
    };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = html[from..].find("<!--").map(|at| from + at) {
        let end = html[start..].find("-->").map_or(html.len(), |length| start + length + 3);
        if is_ours(&html[start..end]) {
            found.push(Span::new(span.start as usize + start..span.start as usize + end));
        }
        from = end;
    }
    found
}
