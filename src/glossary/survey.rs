//! A survey of a text: which terms stand in it, what becomes of each, and what might want an entry.

use super::candidate::{Candidate, SMALL, candidates};
use super::matcher::{Form, Matcher};
use super::sighting::{Fate, Look, Sighting, Suppressed, sightings};
use super::term::terms;
use crate::db::{Db, File, Site};
use crate::diagnostic::Span;
use crate::site::{Language, LinkPolicy, Work, WorkKey, sides};
use crate::text::{BlockId, BlockKind, Prose, proses, text};

/// What the glossary has to do with a work's text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The language.
    pub language: Language,
    /// The file.
    pub file: File,
    /// Every place where a form of a term stands, in reading order.
    pub seen: Vec<Seen>,
    /// What has no entry and may want one, the most frequent first.
    pub candidates: Vec<Candidate>,
}

/// A form of a term in a text, with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The block.
    pub block: BlockId,
    /// The entry.
    pub entry: WorkKey,
    /// The words, or the whole link that the author wrote.
    pub words: String,
    /// Where in the body.
    pub span: Span,
    /// What becomes of it.
    pub fate: Fate,
}

/// Surveys a work's texts, the original first.
///
/// A plain function: it is asked once, by a command.
#[must_use]
pub fn survey<'db>(db: &'db dyn Db, work: Work<'db>) -> Vec<Survey> {
    let Some(sides) = sides(db, work) else { return Vec::new() };
    let languages = std::iter::once(sides.original).chain(sides.glosses());
    let files = languages.filter_map(|language| Some((language, sides.file(language)?)));
    files.map(|(language, file)| of_text(db, file, language)).collect()
}

fn of_text(db: &dyn Db, file: File, language: Language) -> Survey {
    let mut found = sightings(db, file, Look::All).found;
    let matcher = terms(db, Site::get(db), language);
    within_longer(db, file, matcher, &mut found);
    in_another_case(db, file, matcher, &mut found);
    found.sort_by(|one, other| (one.span, &one.entry).cmp(&(other.span, &other.entry)));
    let candidates = candidates(db, file, language, &found);
    let seen = found.into_iter().map(|sighting| seen(db, file, sighting)).collect();
    Survey { language, file, seen, candidates }
}

fn seen(db: &dyn Db, file: File, sighting: Sighting) -> Seen {
    let Sighting { block, span, entry, fate } = sighting;
    let said = prose_at(db, file, block).filter(|_| fate != Fate::Marked);
    let said = said.and_then(|prose| prose.text.get(prose.range(span)));
    let words = said.filter(|said| !said.is_empty()).unwrap_or_else(|| span.of(file.body(db)));
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Seen { block, entry, words, span, fate }
}

/// The places of a text where a term stands that only its author's mark makes a mention, and has none;
/// those too of which its author said that they are none.
#[must_use]
pub fn unmarked(db: &dyn Db, file: File) -> Vec<Seen> {
    let found = sightings(db, file, Look::All).found.into_iter();
    let wants_mark = found.filter(|sighting| {
        let Fate::Suppressed(why) = &sighting.fate else { return false };
        matches!(
            why,
            Suppressed::Heading | Suppressed::Spot | Suppressed::Policy { policy: LinkPolicy::Explicit, .. }
        )
    });
    wants_mark.map(|sighting| seen(db, file, sighting)).collect()
}

/// The prose of a block, if it has any.
fn prose_at(db: &dyn Db, file: File, block: BlockId) -> Option<&Prose> {
    let literal = matches!(
        text(db, file).block(block).kind,
        BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule
    );
    proses(db, file).get(block.0 as usize).filter(|_| !literal)
}

/// Adds the terms that are part of those found.
fn within_longer(db: &dyn Db, file: File, matcher: &Matcher, found: &mut Vec<Sighting>) {
    let mut within = Vec::new();
    for sighting in found.iter().filter(|sighting| sighting.fate != Fate::Marked) {
        let Some(prose) = prose_at(db, file, sighting.block) else { continue };
        let range = prose.range(sighting.span);
        let Some(words) = prose.text.get(range.clone()) else { continue };
        for (start, part) in parts(words) {
            for inner in matcher.find(part) {
                let at = range.start + start;
                let span = prose.span(at + inner.range.start..at + inner.range.end);
                let fate = Fate::Suppressed(Suppressed::Within(words.to_owned()));
                let inner = Sighting { block: sighting.block, span, entry: inner.form.entry.clone(), fate };
                if inner.entry != sighting.entry && !within.contains(&inner) {
                    within.push(inner);
                }
            }
        }
    }
    found.extend(within);
}

/// A term's words without its first ones, and without its last ones.
fn parts(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = |char: char| char.is_whitespace() || matches!(char, '-' | '\u{2010}' | '\u{2011}' | '/');
    let cuts = words.match_indices(parts);
    cuts.flat_map(move |(at, sign)| [(at + sign.len(), &words[at + sign.len()..]), (0, &words[..at])])
}

/// Adds forms whose case is not the term's. Small words are no sign of anything: `it` is no `IT`.
fn in_another_case(db: &dyn Db, file: File, matcher: &Matcher, found: &mut Vec<Sighting>) {
    let forms = matcher.forms().iter().filter(|form| form.sensitive);
    let forms: Vec<Form> = forms.map(|form| Form { sensitive: false, ..form.clone() }).collect();
    let matcher = Matcher::new(forms);
    let known: Vec<Span> = found.iter().map(|sighting| sighting.span).collect();
    for (block, prose) in (0..).map(BlockId).zip(proses(db, file)) {
        for hit in matcher.find(&prose.text) {
            let span = prose.span(hit.range.clone());
            let is_known = known.iter().any(|known| known.start < span.end && span.start < known.end);
            if !is_known && !is_small(&prose.text[hit.range]) {
                let fate = Fate::Suppressed(Suppressed::Case);
                found.push(Sighting { block, span, entry: hit.form.entry.clone(), fate });
            }
        }
    }
}

/// Whether words in small letters are too common to be a term in the wrong case.
fn is_small(words: &str) -> bool {
    let is_common = words.chars().count() <= 2 || SMALL.split_whitespace().any(|small| small == words);
    is_common && !words.contains(char::is_uppercase)
}
