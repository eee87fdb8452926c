//! The rooms' questions of a work: its texts cut into sentences, its ids, its beads. Quick to find
//! again, like the texts themselves, so that they too make room.

use super::{
    Anchor, Anchors, Beads, Glossed, Page, Places, Sentences, Side, Threads, anchors, beads, beads_alone,
    places, sentences,
};
use crate::db::{Db, File};
use crate::diagnostic::Span;
use crate::site::{Language, RawHtml, View, Work, config, gloss_of, role, sides};
use crate::text::{BlockId, proses, raw_ids, text};

/// A file's sentences.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn sentences_of(db: &dyn Db, file: File) -> Sentences {
    let language = role(db, file).as_ref().map_or(config(db).config.original, |(_, language)| *language);
    sentences(proses(db, file), language)
}

/// The ids of a work's blocks, from its original.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn anchors_of<'db>(db: &'db dyn Db, work: Work<'db>) -> Anchors {
    original(db, work).map_or_else(Anchors::default, |file| anchors(side(db, file)))
}

/// A work's beads: with its gloss in `gloss`, or of the original alone.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn beads_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Option<Language>) -> Beads {
    let Some(original) = original(db, work) else { return Beads::default() };
    let anchors = anchors_of(db, work);
    let gloss = gloss.and_then(|language| Some((language, sides(db, work).as_ref()?.file(language)?)));
    match gloss {
        Some((language, file)) => beads(side(db, original), anchors, side(db, file), language),
        None => beads_alone(side(db, original), anchors),
    }
}

/// The ids that a text's raw HTML has on its page, each with its block and its place.
#[must_use]
pub fn ids_of_raw_html(db: &dyn Db, file: File) -> Vec<(BlockId, Span)> {
    match config(db).config.raw_html {
        RawHtml::Allow => raw_ids(text(db, file), file.body(db)),
        RawHtml::Escape | RawHtml::Sanitize => Vec::new(),
    }
}

/// The ids that the page of a work in a view answers to.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn places_of<'db>(db: &'db dyn Db, work: Work<'db>, view: View) -> Places {
    let (Some(file), Some(sides)) = (original(db, work), sides(db, work)) else { return Places::default() };
    let gloss = match view {
        View::Single(language) => Some(language).filter(|language| *language != sides.original),
        View::Parallel | View::Pair(_) => gloss_of(sides, view),
    };
    let glossed = |language| {
        let file = sides.file(language)?;
        let (beads, sentences) = (beads_of(db, work, Some(language)), sentences_of(db, file));
        Some(Glossed { beads, gloss: side(db, file), sentences })
    };
    let has_original = gloss.is_none() || !matches!(view, View::Single(_));
    let files =
        Some(file).filter(|_| has_original).into_iter().chain(gloss.and_then(|gloss| sides.file(gloss)));
    let raw = |file: File| {
        let ids = ids_of_raw_html(db, file).into_iter();
        ids.map(move |(_, span)| Anchor::from(span.of(file.body(db)))).filter(|id| !id.is_empty())
    };
    let page = Page {
        original: side(db, file),
        sentences: sentences_of(db, file),
        beads: beads_of(db, work, gloss),
        gloss: gloss.and_then(glossed),
        has_original,
        raw: &files.flat_map(raw).collect::<Vec<_>>(),
    };
    let others = sides.glosses().filter(|language| Some(*language) != gloss);
    places(page, &others.filter_map(glossed).collect::<Vec<_>>())
}

/// The sentences of a work's beads, in the beads' order.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn threads_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Option<Language>) -> Box<[Threads]> {
    let Some(original) = original(db, work) else { return Box::default() };
    let original = sentences_of(db, original);
    let gloss_file = gloss.and_then(|language| sides(db, work).as_ref()?.file(language));
    let other = gloss_file.map(|file| sentences_of(db, file));
    beads_of(db, work, gloss).beads.iter().map(|bead| Threads::of(bead, original, other)).collect()
}

fn original<'db>(db: &'db dyn Db, work: Work<'db>) -> Option<File> {
    let sides = sides(db, work).as_ref()?;
    sides.file(sides.original)
}

/// A file as a side to be paired.
pub fn side(db: &dyn Db, file: File) -> Side<'_> {
    Side { text: text(db, file), body: file.body(db) }
}
