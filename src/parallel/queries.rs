//! The rooms' questions of a work: its texts cut into sentences, its ids, its beads. Quick to find
//! again, like the texts themselves, so that they too make room.

use super::{Anchors, Beads, Sentences, Side, Threads, anchors, beads, beads_alone, sentences};
use crate::db::{Db, File};
use crate::site::{Language, Work, config, role, sides};
use crate::text::{proses, text};

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
