//! What a text would load from elsewhere or run, and the pages' own Content-Security-Policy keeps it from.

use super::Subject;
use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Id, Span};
use crate::site::{RawHtml, config};
use crate::text::{BlockId, BlockKind, Blocked, InlineKind, Mark, Words, blocked, is_remote};

/// How many places a finding names beside its first.
const SHOWN: usize = 20;

/// A place in a text, and what of it has no effect.
type Place = (BlockId, Span, Blocked);

/// One finding of each kind, at its first place.
pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let own_frame = *has_own_frame(subject.db, Site::get(subject.db));
    let players = players(subject);
    let raw = raw(subject);
    let of = |kind| raw.iter().copied().filter(|(.., found)| *found == kind).collect::<Vec<_>>();
    // Whose frame is their own may have a policy of their own; that nothing comes from another host holds for all.
    let (inline, plugins) =
        if own_frame { (Vec::new(), Vec::new()) } else { (of(Blocked::Inline), of(Blocked::Plugin)) };
    let found = [
        report(
            subject,
            &players,
            "a recording from another host is not played",
            "put it beside the text, or link to it within a sentence",
        ),
        report(
            subject,
            &of(Blocked::Remote),
            "this comes from another host, or stands in its own address, and is not loaded",
            "put the file beside the text or into `static/`, or link to it",
        ),
        report(
            subject,
            &inline,
            "scripts and styles that are written into a page do nothing",
            "put them into the site's `assets/`, where a layout can name them, and use `class` here",
        ),
        report(
            subject,
            &plugins,
            "`<object>`, `<embed>` and `<base>` do nothing",
            "link to the file, or show it with `<img>`, `<audio>`, `<video>` or `<iframe>`",
        ),
    ];
    found.into_iter().flatten().collect()
}

/// Whether the site has a frame of its own: a query, so that a changed layout has no text checked anew.
#[salsa::tracked]
fn has_own_frame(db: &dyn Db, site: Site) -> bool {
    site.layouts(db).contains_key("base.html")
}

fn report(
    subject: &Subject<'_>,
    places: &[Place],
    message: &str,
    help: &str,
) -> Option<(Option<BlockId>, Diagnostic)> {
    let ((block, first, _), others) = places.split_first()?;
    let found = Diagnostic::new(Id::ForeignHabit, message)
        .at(subject.place(*first))
        .why("the pages' Content-Security-Policy allows files of the site only, so that nobody follows their readers")
        .help(help);
    let further = others.iter().take(SHOWN);
    Some((
        Some(*block),
        further.fold(found, |found, (_, at, _)| found.also_at(subject.place(*at), "here too")),
    ))
}

/// Players of what is on another host.
fn players(subject: &Subject<'_>) -> Vec<Place> {
    let blocks = (0..).map(BlockId).zip(subject.text.blocks.iter());
    let players = blocks.filter(|(_, block)| matches!(block.kind, BlockKind::Player { .. }));
    let remote = players.filter_map(|(id, block)| {
        let InlineKind::Open(Mark::Link(link)) = subject.text.inlines_of(block).first()?.kind else {
            return None;
        };
        let link = &subject.text.links[link.0 as usize];
        let remote = is_remote(subject.text.words(subject.body, link.target));
        remote.then_some((id, link.span, Blocked::Remote))
    });
    remote.collect()
}

/// Tags of raw HTML, as far as the site lets it pass.
fn raw(subject: &Subject<'_>) -> Vec<Place> {
    let policy = config(subject.db).config.raw_html;
    if policy == RawHtml::Escape {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (id, block) in (0..).map(BlockId).zip(subject.text.blocks.iter()) {
        if block.kind == BlockKind::Html {
            found.extend(in_piece(subject, id, block.span));
            continue;
        }
        for inline in subject.text.inlines_of(block) {
            if let InlineKind::Html(Words::Body(span)) = inline.kind {
                found.extend(in_piece(subject, id, span));
            }
        }
    }
    // What is taken out is not on the page; pictures stay.
    let kept = |(_, at, kind): &Place| {
        *kind == Blocked::Remote && at.of(subject.body).to_ascii_lowercase().starts_with("<img")
    };
    found.retain(|place| policy == RawHtml::Allow || kept(place));
    found
}

fn in_piece(subject: &Subject<'_>, id: BlockId, span: Span) -> impl Iterator<Item = Place> {
    let start = span.start as usize;
    let tags = blocked(span.of(subject.body)).into_iter();
    tags.map(move |(range, kind)| (id, Span::new(start + range.start..start + range.end), kind))
}
