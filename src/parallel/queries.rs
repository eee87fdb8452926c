//! The rooms' questions of a work: its texts cut into sentences, its ids, its beads. Quick to find
//! again, like the texts themselves, so that they too make room.

use std::collections::BTreeSet;

use super::align::Pins;
use super::dictionary::dictionary;
use super::ear::Spoken;
use super::lock::{Home, Kept, held_of, kept_of};
use super::work_alignment::{Known, align_known};
use super::{
    Anchor, Anchors, Beads, Glossed, Page, Places, Sentences, Side, State, Threads, Voice, WorkAlignment,
    anchors, beads, beads_alone, places, sentences,
};
use crate::db::{Db, File};
use crate::diagnostic::Span;
use crate::site::{Language, RawHtml, Sides, View, Work, config, gloss_of, language_of, role, sides, views};
use crate::text::{BlockId, proses, raw_ids, text};

/// A file's sentences.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn sentences_of(db: &dyn Db, file: File) -> Sentences {
    sentences(proses(db, file), language_of(db, file))
}

/// The ids of a work's blocks, from its original and from what is accepted in its glosses' lock files.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn anchors_of<'db>(db: &'db dyn Db, work: Work<'db>) -> Anchors {
    original(db, work).map_or_else(Anchors::default, |file| anchors(side(db, file), &homes_of(db, work)))
}

/// Where the ids of a work's lock files belong, by gloss, the first language first.
fn homes_of<'db>(db: &'db dyn Db, work: Work<'db>) -> Vec<&'db [(Anchor, Home)]> {
    let glosses = sides(db, work).iter().flat_map(Sides::glosses);
    let kept = glosses.filter_map(|gloss| kept_of(db, work, gloss));
    kept.flat_map(|kept| [&*kept.homes, &*kept.further]).collect()
}

/// A work aligned with its gloss, by the gloss's file (a key that salsa finds without looking): by the two
/// texts, what is accepted of them, and what the glossary says of their words, so that an edit reaches no
/// other work.
#[salsa::tracked(returns(ref), lru = 32)]
pub(super) fn alignment_of(db: &dyn Db, gloss: File) -> WorkAlignment {
    let Some((key, language)) = role(db, gloss) else { return WorkAlignment::default() };
    let work = Work::new(db, key.clone());
    let Some(original) = original(db, work) else { return WorkAlignment::default() };
    let voices = [original, gloss].map(|file| voice(db, file));
    let spoken = voices.map(Spoken::of);
    let spoken = [&spoken[0], &spoken[1]];
    let known = Known {
        pins: held_of(db, work, *language).map_or_else(Pins::default, |held| Pins {
            pairs: &held.pairs,
            joined: held.joined.each_ref().map(|joined| &**joined),
        }),
        words: &dictionary(db, voices.map(|voice| voice.language))
            .words(spoken.map(|spoken| &spoken.wording)),
    };
    align_known(voices, spoken, known)
}

fn voice(db: &dyn Db, file: File) -> Voice<'_> {
    Voice { side: side(db, file), sentences: sentences_of(db, file), language: language_of(db, file) }
}

/// A work's beads: with its gloss in `gloss`, or of the original alone.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn beads_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Option<Language>) -> Beads {
    let Some(original) = original(db, work) else { return Beads::default() };
    let (anchors, original) = (anchors_of(db, work), text(db, original));
    let gloss = gloss.and_then(|language| Some((language, sides(db, work).as_ref()?.file(language)?)));
    match gloss {
        Some((language, file)) => {
            let steps = &alignment_of(db, file).steps;
            let nothing = Kept::default();
            let kept = kept_of(db, work, language).unwrap_or(&nothing);
            beads(steps, [original, text(db, file)], anchors, language, kept)
        }
        None => beads_alone(original, anchors),
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

/// The ids that the page of a work in a view answers to; `None` if the work has no such page.
#[must_use]
pub fn places_of<'db>(db: &'db dyn Db, work: Work<'db>, view: View) -> Option<&'db Places> {
    all_places(db, work).iter().find(|(other, _)| *other == view).map(|(_, places)| places)
}

/// Those of all pages of a work: one answer, for they are asked for together.
#[salsa::tracked(returns(ref), lru = 32)]
fn all_places<'db>(db: &'db dyn Db, work: Work<'db>) -> Box<[(View, Places)]> {
    let Some(sides) = sides(db, work) else { return Box::default() };
    // The home page and sections stand in the parallel view without a gloss too.
    let views: BTreeSet<View> = views(sides).into_iter().chain([View::Parallel]).collect();
    views.into_iter().filter_map(|view| Some((view, places_in(db, work, sides, view)?))).collect()
}

fn places_in<'db>(db: &'db dyn Db, work: Work<'db>, sides: &Sides, view: View) -> Option<Places> {
    let file = sides.file(sides.original)?;
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
        also: &anchors_of(db, work).also,
        gloss: gloss.and_then(glossed),
        has_original,
        raw: &files.flat_map(raw).collect::<Vec<_>>(),
    };
    let others = sides.glosses().filter(|language| Some(*language) != gloss);
    Some(places(page, &others.filter_map(glossed).collect::<Vec<_>>()))
}

/// The sentences of a work's beads, in the beads' order.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn threads_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Option<Language>) -> Box<[Threads]> {
    let Some(original) = original(db, work) else { return Box::default() };
    let original = sentences_of(db, original);
    let gloss_file = gloss.and_then(|language| sides(db, work).as_ref()?.file(language));
    let other = gloss_file.map(|file| sentences_of(db, file));
    let aligned = gloss_file.map_or(&[][..], |file| &alignment_of(db, file).sentences);
    let aligned = aligned.iter().map(|met| &**met).chain(std::iter::repeat(&[][..]));
    let beads = beads_of(db, work, gloss).beads.iter();
    beads.zip(aligned).map(|(bead, aligned)| Threads::of(bead, original, other, aligned)).collect()
}

/// How much of a work's original a gloss renders, in percent, rounded down: of the beads that want a partner, those that
/// have one. A query of its own: an edit of a text reaches the lists that say so only where it changes the number.
#[salsa::tracked(returns(copy))]
pub fn glossed_share<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> u8 {
    let beads = beads_of(db, work, Some(gloss)).beads.iter();
    let wanted = beads.filter(|bead| bead.original.is_some() && bead.state != State::Alone);
    let (mut all, mut rendered) = (0_usize, 0);
    for bead in wanted {
        all += 1;
        rendered += usize::from(bead.state == State::Paired);
    }
    (rendered * 100).checked_div(all).and_then(|percent| u8::try_from(percent).ok()).unwrap_or(100)
}

fn original<'db>(db: &'db dyn Db, work: Work<'db>) -> Option<File> {
    let sides = sides(db, work).as_ref()?;
    sides.file(sides.original)
}

/// A file as a side to be paired.
pub fn side(db: &dyn Db, file: File) -> Side<'_> {
    Side { text: text(db, file), body: file.body(db) }
}
