//! Terms that an original marks and its gloss does not, although nothing else would link them.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Place};
use crate::glossary::{
    Fate, Named, Seen, Suppressed, is_explicit, marked, mentions, name_of, named, unmarked,
};
use crate::parallel::{Run, beads_of};
use crate::site::{WorkKey, config};
use crate::text::BlockId;

/// Looks at a gloss and its original together.
pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let Some(original) = subject.sides.file(subject.sides.original).filter(|_| !subject.is_original()) else {
        return Vec::new();
    };
    let (db, language) = (subject.db, subject.language);
    let is_explicit = |entry: &WorkKey| is_explicit(db, subject.work, language, entry);
    let wanted: Vec<_> = marked(db, original).iter().filter(|(_, entry)| is_explicit(entry)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let (own, unmarked) = (marked(db, subject.file), unmarked(db, subject.file));
    let beads = &beads_of(db, subject.work, Some(language)).beads;
    let mut found: Vec<(Option<BlockId>, Diagnostic)> = Vec::new();
    for (run, gloss) in beads.iter().filter_map(|bead| bead.original.zip(bead.gloss)) {
        let mut entries: Vec<_> = wanted.iter().filter(|(block, _)| run.contains(*block)).collect();
        entries.dedup_by_key(|(_, entry)| entry);
        for (_, entry) in entries {
            let is_marked = own.iter().any(|(block, other)| other == entry && gloss.contains(*block));
            let seen = unmarked.iter().filter(|seen| seen.entry == *entry && gloss.contains(seen.block));
            let mut seen = seen.peekable();
            let first = seen.peek().copied().filter(|_| !is_marked);
            let is_none = seen.any(|seen| seen.fate == Fate::Suppressed(Suppressed::Spot));
            found.extend(first.filter(|_| !is_none).and_then(|seen| finding(subject, run, seen)));
        }
    }
    found
}

fn finding(subject: &Subject<'_>, run: Run, seen: &Seen) -> Option<(Option<BlockId>, Diagnostic)> {
    let original = subject.sides.file(subject.sides.original)?;
    let mut marks = mentions(subject.db, original).mentions.iter().filter(|mention| mention.marked);
    let mark = marks.find(|mention| mention.entry == seen.entry && run.contains(mention.block))?;
    let words = &seen.words;
    let found =
        Diagnostic::new(Id::UnmarkedTerm, format!("`{words}` is marked in the original and not here"))
            .at(subject.place(seen.span))
            .also_at(Place::body(original.path(subject.db), mark.span), "the original's")
            .why("only what is marked becomes a link to this entry, for its `link` is `explicit`")
            .help(format!("write {}", as_marked(subject, seen)))
            .help(format!("if the word means something else here, write `[{words}](term:none)`"));
    Some((Some(seen.block), found))
}

/// What to write so that words call their entry, the shortest.
fn as_marked(subject: &Subject<'_>, seen: &Seen) -> String {
    let (db, language) = (subject.db, subject.language);
    let calls =
        |name: &str| named(db, name, language, config(db).config.original) == Named::One(seen.entry.clone());
    let words = &seen.words;
    if calls(words) && name_of(db, &seen.entry, language) == (language, words.clone()) {
        return format!("`[[{words}]]`");
    }
    let name = Some(seen.entry.name()).filter(|name| calls(name)).unwrap_or(seen.entry.as_str());
    format!("`[{words}](term:{name})`")
}
