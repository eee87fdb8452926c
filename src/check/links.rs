//! Links to what is not there: works, sections, pictures, files, places on a page.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Span, nearest, nearest_path};
use crate::glossary::mentions;
use crate::parallel::{Places, places_of};
use crate::site::{
    FrontStep, Language, Target, View, Work, WorkKey, front, gloss_of, hidden_target, known_names, led,
    meant, place_of, resolve_link, sides, views,
};
use crate::text::{
    BlockId, BlockKind, InlineKind, Link, LinkId, LinkKind, Mark, Words, addresses, links_around_links,
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found: Vec<_> = front_matter(subject).into_iter().map(|diagnostic| (None, diagnostic)).collect();
    for (number, block) in (0..).zip(subject.text.blocks.iter()) {
        let id = BlockId(number);
        if block.kind == BlockKind::Html {
            // As a whole: a tag may go over several lines.
            found.extend(raw(subject, block.span).into_iter().map(|diagnostic| (Some(id), diagnostic)));
            continue;
        }
        let around = links_around_links(subject.text, subject.body, block);
        found.extend(around.into_iter().map(|span| (Some(id), around_a_link(subject, span))));
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

fn around_a_link(subject: &Subject<'_>, span: Span) -> Diagnostic {
    Diagnostic::new(
        Id::BrokenLink,
        "this link holds another one, so it is none and stands in the page as text",
    )
    .severity(subject.severity())
    .at(subject.place(span))
    .help("a link cannot stand in a link: take one of the two out")
}

fn linked(subject: &Subject<'_>, id: LinkId) -> Option<Diagnostic> {
    let link = &subject.text.links[id.0 as usize];
    match link.kind {
        LinkKind::Address => address(subject, link),
        LinkKind::Term | LinkKind::Shorthand(_) => {
            let key = mentions(subject.db, subject.file).named(id)?;
            let written = subject.text.words(subject.body, link.target);
            let (_, anchor) = written.split_once('#')?;
            anchor_fault(subject, (key, None), anchor, link.span)
        }
        _ => None,
    }
}

fn address(subject: &Subject<'_>, link: &Link) -> Option<Diagnostic> {
    let written = subject.text.words(subject.body, link.target);
    match resolve(subject, written) {
        Target::Nowhere => Some(broken(subject, written, link.span, "link leads")),
        Target::Work { key, anchor: Some(anchor), language } => {
            anchor_fault(subject, (&key, language), &anchor, link.span)
        }
        Target::Here(anchor) => {
            anchor_fault(subject, (subject.work.key(subject.db), None), &anchor, link.span)
        }
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
                found.extend(anchor_fault(subject, (subject.work.key(subject.db), None), &anchor, at));
            }
            Target::Work { key, anchor: Some(anchor), language } => {
                found.extend(anchor_fault(subject, (&key, language), &anchor, at));
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
    if let Some(draft) = hidden_target(subject.db, subject.file.path(subject.db), written) {
        return Diagnostic::new(Id::BrokenLink, format!("this {what} nowhere: {draft} is a draft"))
            .severity(subject.severity())
            .at(subject.place(span))
            .help("publish the draft as well, or take the link out until then")
            .help("`--drafts` shows drafts, and links to them lead somewhere");
    }
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

/// A place that is missing on a page to which the link leads: the text stands on several, and from each
/// the link leads to another page of the work.
fn anchor_fault(
    subject: &Subject<'_>,
    (key, side): (&WorkKey, Option<Language>),
    anchor: &str,
    span: Span,
) -> Option<Diagnostic> {
    let pages = pages(subject, key, side)?;
    if anchor.is_empty() || pages.iter().all(|places| places.knows(anchor)) {
        return None;
    }
    let here = key == subject.work.key(subject.db);
    let page = if here { "this text".to_owned() } else { format!("`{key}`") };
    let mut diagnostic = Diagnostic::new(Id::BrokenAnchor, format!("{page} has no place `#{anchor}`"))
        .severity(subject.severity())
        .at(subject.place(span));
    if let Some((bead, count)) = sentences(&pages, anchor) {
        let said = if count == 1 { "1 sentence".to_owned() } else { format!("{count} sentences") };
        return Some(diagnostic.help(format!("`#{bead}` has {said}")));
    }
    let near = nearest(anchor, pages.iter().flat_map(|places| places.ids()));
    diagnostic.help.extend(near.map(|near| format!("did you mean `#{near}`?")));
    Some(diagnostic.help("a heading's place is its `{#id}`, or its words in lower case with hyphens"))
}

/// How many sentences a bead has, if it is one of its sentences that was meant.
fn sentences<'a>(pages: &[&Places], anchor: &'a str) -> Option<(&'a str, u32)> {
    let (bead, _) = anchor.rsplit_once('.').filter(|(_, number)| number.parse::<u32>().is_ok())?;
    let count = pages.iter().filter_map(|places| places.count(bead)).min()?;
    (count > 0).then_some((bead, count))
}

/// The ids of the pages of a work to which a link in this text leads, one for each page that shows the
/// text. From a stub readers go on to the original.
fn pages<'db>(subject: &Subject<'db>, key: &WorkKey, side: Option<Language>) -> Option<Vec<&'db Places>> {
    let db = subject.db;
    let work = Work::new(db, key.clone());
    let (own, theirs) = (subject.sides, sides(db, work).as_ref()?);
    let shows = |view: &View| match *view {
        View::Single(language) => language == subject.language,
        view => subject.is_original() || gloss_of(own, view) == Some(subject.language),
    };
    let leads = |view| {
        let led = led(db, theirs, meant(view, subject.language, own.original, side));
        places_of(db, work, if led.stub { View::Single(theirs.original) } else { led.view })
    };
    Some(views(own).into_iter().filter(shows).filter_map(leads).collect())
}
