//! Links to what is not there: works, sections, pictures, files, places on a page.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Span, nearest, nearest_path};
use crate::glossary::mentions;
use crate::parallel::{anchors_of, beads_of, heading_ids, side};
use crate::site::{FrontStep, Target, Work, WorkKey, front, known_names, place_of, resolve_link, sides};
use crate::text::{BlockId, BlockKind, InlineKind, Link, LinkId, LinkKind, Mark, Words, addresses};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found: Vec<_> = front_matter(subject).into_iter().map(|diagnostic| (None, diagnostic)).collect();
    for (number, block) in (0..).zip(subject.text.blocks.iter()) {
        let id = BlockId(number);
        if block.kind == BlockKind::Html {
            // As a whole: a tag may go over several lines.
            found.extend(raw(subject, block.span).into_iter().map(|diagnostic| (Some(id), diagnostic)));
            continue;
        }
        for inline in subject.text.inlines_of(block) {
            let diagnostic = match inline.kind {
                InlineKind::Open(Mark::Link(link)) => linked(subject, link),
                InlineKind::Open(Mark::Image(link)) => picture(subject, &subject.text.links[link.0 as usize]),
                InlineKind::Html(Words::Body(span)) => {
                    found.extend(raw(subject, span).into_iter().map(|diagnostic| (Some(id), diagnostic)));
                    None
                }
                _ => None,
            };
            found.extend(diagnostic.map(|diagnostic| (Some(id), diagnostic)));
        }
    }
    found
}

fn linked(subject: &Subject<'_>, id: LinkId) -> Option<Diagnostic> {
    let link = &subject.text.links[id.0 as usize];
    match link.kind {
        LinkKind::Address => address(subject, link),
        LinkKind::Term | LinkKind::Shorthand(_) => {
            let key = mentions(subject.db, subject.file).named(id)?;
            let written = subject.text.words(subject.body, link.target);
            let (_, anchor) = written.split_once('#')?;
            anchor_fault(subject, key, anchor, link.span)
        }
        _ => None,
    }
}

fn address(subject: &Subject<'_>, link: &Link) -> Option<Diagnostic> {
    let written = subject.text.words(subject.body, link.target);
    match resolve(subject, written) {
        Target::Nowhere => Some(broken(subject, written, link.span, "link leads")),
        Target::Work { key, anchor: Some(anchor), .. } => anchor_fault(subject, &key, &anchor, link.span),
        Target::Here(anchor) => anchor_fault(subject, subject.work.key(subject.db), &anchor, link.span),
        _ => None,
    }
}

/// A picture must be a file of the site; pictures from other hosts are reported as a foreign
/// habit where the text is read.
fn picture(subject: &Subject<'_>, link: &Link) -> Option<Diagnostic> {
    let written = subject.text.words(subject.body, link.target);
    match resolve(subject, written) {
        Target::File(_) | Target::Elsewhere => None,
        _ => Some(broken(subject, written, link.span, "picture is")),
    }
}

/// The picture and the recording that front matter names.
fn front_matter(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let written = &front(subject.db, subject.file).written;
    let image = written.image.as_ref().and_then(|image| image.src.as_deref());
    let named = [
        (image, "picture is", &[FrontStep::Key("image"), FrontStep::Key("src")][..]),
        (written.audio.as_deref(), "recording is", &[FrontStep::Key("audio")]),
    ];
    let report = |(address, what, way): (Option<&str>, &str, &[FrontStep<'_>])| {
        let address = address?;
        if matches!(resolve(subject, address), Target::File(_) | Target::Elsewhere) {
            return None;
        }
        let place = place_of(subject.file.front(subject.db), subject.file.path(subject.db), way);
        Some(broken(subject, address, Span::default(), what).at(place))
    };
    named.into_iter().filter_map(report).collect()
}

fn raw(subject: &Subject<'_>, span: Span) -> Vec<Diagnostic> {
    let html = span.of(subject.body);
    let mut found = Vec::new();
    for range in addresses(html) {
        let written = &html[range.clone()];
        let at = Span::new(span.start as usize + range.start..span.start as usize + range.end);
        match resolve(subject, written) {
            Target::Nowhere if !written.is_empty() => found.push(broken(subject, written, at, "link leads")),
            Target::Here(anchor) => {
                found.extend(anchor_fault(subject, subject.work.key(subject.db), &anchor, at));
            }
            _ => {}
        }
    }
    found
}

fn resolve(subject: &Subject<'_>, written: &str) -> Target {
    let original = subject.sides.file(subject.sides.original).map(|file| file.path(subject.db));
    resolve_link(subject.db, subject.file.path(subject.db), original, written)
}

fn broken(subject: &Subject<'_>, written: &str, span: Span, what: &str) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(Id::BrokenLink, format!("this {what} nowhere: there is no `{written}`"))
            .severity(subject.severity())
            .at(subject.place(span));
    let name = written.split('#').next().unwrap_or(written);
    let name = name.trim_start_matches("../").trim_start_matches("./").trim_start_matches('/');
    if let Some(meant) = elsewhere(written) {
        return diagnostic.help(format!("did you mean `{meant}`?"));
    }
    let near = nearest_path(name, known_names(subject.db));
    diagnostic.help.extend(near.map(|near| format!("did you mean `/{near}`?")));
    diagnostic.help(
        "a path counts from this file's folder; one that begins with `/` from content/, or from static/",
    )
}

/// An address beyond the site that was written without its beginning.
fn elsewhere(written: &str) -> Option<String> {
    let is_mail = written.contains('@') && !written.contains('/');
    match written {
        _ if written.starts_with("www.") => Some(format!("https://{written}")),
        _ if is_mail => Some(format!("mailto:{written}")),
        _ => None,
    }
}

fn anchor_fault(subject: &Subject<'_>, key: &WorkKey, anchor: &str, span: Span) -> Option<Diagnostic> {
    let known = known_anchors(subject, key)?;
    if anchor.is_empty() || is_known(&known, anchor) {
        return None;
    }
    let here = key == subject.work.key(subject.db);
    let page = if here { "this text".to_owned() } else { format!("`{key}`") };
    let mut diagnostic = Diagnostic::new(Id::BrokenAnchor, format!("{page} has no place `#{anchor}`"))
        .severity(subject.severity())
        .at(subject.place(span));
    let near = nearest(anchor, known.iter().map(String::as_str));
    diagnostic.help.extend(near.map(|near| format!("did you mean `#{near}`?")));
    Some(diagnostic.help("a heading's place is its `{#id}`, or its words in lower case with hyphens"))
}

/// A known place, or a sentence of one: `why.3.2` of `why.3`.
fn is_known(known: &[String], anchor: &str) -> bool {
    let whole = known.iter().any(|id| id == anchor);
    let sentence = anchor.rsplit_once('.').filter(|(_, number)| number.parse::<u32>().is_ok());
    whole || sentence.is_some_and(|(bead, _)| known.iter().any(|id| id == bead))
}

/// The places of a work in all its languages: its beads, and its glosses' own heading slugs.
fn known_anchors(subject: &Subject<'_>, key: &WorkKey) -> Option<Vec<String>> {
    let db = subject.db;
    let work = Work::new(db, key.clone());
    let sides = sides(db, work).as_ref()?;
    let mut known: Vec<String> = anchors_of(db, work).blocks.iter().map(|(id, _)| id.to_string()).collect();
    for language in sides.glosses() {
        known.extend(beads_of(db, work, Some(language)).beads.iter().map(|bead| bead.id.to_string()));
        let file = sides.file(language)?;
        known.extend(heading_ids(side(db, file)).into_iter().map(|(_, id)| id));
    }
    known.retain(|id| !id.is_empty());
    Some(known)
}
