//! Accepting: what a lock file says afterwards.

use std::collections::{BTreeMap, BTreeSet};

use super::kept::further_ids;
use super::write::{Line, written};
use super::{Accepted, Home, Kept, Lock, Standing, prints, source};
use crate::parallel::align::Side;
use crate::parallel::{Anchor, Bead, Beads, State};
use crate::site::Date;

/// What is to be accepted.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// These beads; all that have a partner or want none, if none is named.
    pub beads: Vec<Anchor>,
    /// The day.
    pub day: Option<Date>,
    /// Who accepts them.
    pub by: Option<String>,
    /// Whether the beginning of the original is kept.
    pub text: bool,
}

/// What comes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// What the file says now.
    pub text: String,
    /// The beads that were not accepted as they are.
    pub accepted: Vec<Anchor>,
    /// The lines that were dropped, for no text has what they are of.
    pub dropped: Vec<Anchor>,
    /// The beads that are left unconfirmed.
    pub left: Vec<(Anchor, Left)>,
}

/// Why a bead is left unconfirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Left {
    /// It has no partner, and nobody said that it should have none.
    Unpaired,
    /// Its gloss is still to be written.
    Todo,
    /// There is no such bead.
    Unknown,
}

/// A work with a gloss, and what is confirmed of it.
pub(super) struct Now<'a> {
    /// The lock file's name, for its first line.
    pub(super) name: &'a str,
    /// What it says, whole; empty if there is none.
    pub(super) file: &'a str,
    /// The same, read.
    pub(super) lock: &'a Lock,
    pub(super) kept: &'a Kept,
    pub(super) beads: &'a Beads,
    pub(super) standings: &'a [Standing],
    pub(super) sides: [Side<'a>; 2],
}

/// How many characters of the original are kept.
const BEGINNING: usize = 80;

/// Accepts beads. Lines of others stay as they are, those of beads that are as they were too.
pub(super) fn accept(now: &Now<'_>, wish: &Wish) -> Acceptance {
    let mut accepting = Accepting { now, wish, lines: Vec::new(), found: Acceptance::default() };
    let entries = accepting.entries();
    let mut seen = BTreeSet::new();
    for (at, bead) in now.beads.beads.iter().enumerate() {
        let entry = entries.get(&at).copied();
        seen.extend(entry);
        accepting.bead(at, bead, entry);
    }
    accepting.rest(&seen);
    let known = now
        .beads
        .beads
        .iter()
        .flat_map(Bead::ids)
        .chain(entries.values().flat_map(|at| now.lock.entries[*at].ids()));
    let known: BTreeSet<&Anchor> = known.collect();
    let unknown = wish.beads.iter().filter(|id| !known.contains(id));
    accepting.found.left.extend(unknown.map(|id| (id.clone(), Left::Unknown)));
    accepting.part();
    accepting.found.dropped = accepting.dropped().cloned().collect();
    let text = written(now.name, now.file, now.lock, &accepting.lines);
    Acceptance { text, ..accepting.found }
}

/// The addresses of the original's blocks behind the first; none if all have the bead's.
fn also(bead: &Bead, original: Side<'_>) -> Box<[Anchor]> {
    let blocks = bead.addresses().flat_map(|(id, run)| run.blocks(original.text).map(move |_| id.clone()));
    if bead.further.is_empty() { Box::default() } else { blocks.skip(1).collect() }
}

struct Accepting<'a> {
    now: &'a Now<'a>,
    wish: &'a Wish,
    lines: Vec<Line>,
    found: Acceptance,
}

impl Accepting<'_> {
    /// By bead, its entry.
    fn entries(&self) -> BTreeMap<usize, usize> {
        let beads = &self.now.beads.beads;
        let of = |home: Home| match home {
            Home::Original(block) => {
                beads.iter().position(|bead| bead.original.is_some_and(|run| run.first == block))
            }
            Home::Gloss(block) => beads
                .iter()
                .position(|bead| bead.original.is_none() && bead.gloss.is_some_and(|run| run.first == block)),
            Home::Led(_) | Home::Lost => None,
        };
        let homes = self.now.kept.homes.iter().enumerate();
        homes.filter_map(|(entry, (_, home))| Some((of(*home)?, entry))).collect()
    }

    fn bead(&mut self, at: usize, bead: &Bead, entry: Option<usize>) {
        let standing = self.now.standings.get(at).copied().unwrap_or(Standing::Unconfirmed);
        let old = entry.map(|entry| &self.now.lock.entries[entry]);
        let id = old.map_or(&bead.id, |old| &old.id);
        let is_named = bead.ids().chain([id]).any(|id| self.wish.beads.contains(id));
        let is_wanted = is_named || self.wish.beads.is_empty();
        let left = match bead.state {
            State::Todo => Some(Left::Todo),
            State::Unpaired if !is_named && standing != Standing::Fresh => Some(Left::Unpaired),
            _ => None,
        };
        match (left, is_wanted && standing != Standing::Fresh) {
            (None, true) => {
                self.found.accepted.push(id.clone());
                let new = self.accepted(id, bead);
                self.lines.push(Line::New(new));
            }
            (left, _) => {
                self.found.left.extend(left.filter(|_| is_wanted).map(|left| (bead.id.clone(), left)));
                self.lines.extend(entry.map(Line::Kept));
            }
        }
    }

    fn accepted(&self, id: &Anchor, bead: &Bead) -> Accepted {
        let [original, gloss] = self.now.sides;
        let text = bead.original.filter(|_| self.wish.text).map(|run| {
            let words = source(original, run.first);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            words.chars().take(BEGINNING).collect::<String>().into_boxed_str()
        });
        Accepted {
            id: id.clone(),
            also: also(bead, original),
            with: None,
            original: bead.original.map(|run| prints(original, run)).unwrap_or_default(),
            gloss: bead.gloss.map(|run| prints(gloss, run)).unwrap_or_default(),
            accepted: self.wish.day,
            by: self.wish.by.as_deref().map(Box::from),
            text,
            number: 0,
        }
    }

    /// Lines of what no bead is: each stays behind the line that it stood behind, unless the whole work is
    /// accepted and neither text has it any more, or what is left of it was accepted as something else.
    fn rest(&mut self, seen: &BTreeSet<usize>) {
        let Lock { entries, .. } = self.now.lock;
        for at in (0..entries.len()).filter(|at| !seen.contains(at)) {
            let (id, home) = &self.now.kept.homes[at];
            let is_gone = matches!(home, Home::Led(_)) || self.now.kept.orphans.contains(&entries[at].number);
            let is_replaced = self.lines.iter().any(|line| match line {
                Line::New(new) => !new.gloss.is_empty() && new.gloss == entries[at].gloss,
                Line::Kept(_) => false,
            });
            let has_joined = |line: &Line| matches!(line, Line::New(new) if new.also.contains(id));
            if self.lines.iter().any(has_joined) {
                // Its address stands in the line of the bead that it is part of now.
                continue;
            }
            if is_replaced || (self.wish.beads.is_empty() && is_gone) {
                continue;
            }
            let before = at.checked_sub(1).map(|before| &entries[before].id);
            let stands = |line: &Line| Some(&line.entry(entries).id) == before;
            let place = before.and_then(|_| self.lines.iter().position(stands)).map_or(0, |place| place + 1);
            self.lines.insert(place, Line::Kept(at));
        }
    }

    /// Blocks that were accepted as one bead with others and are so no more: until they are accepted by
    /// themselves, lines of their own keep their addresses.
    fn part(&mut self) {
        let Lock { entries, .. } = self.now.lock;
        for ((at, nth, _), (_, home)) in further_ids(self.now.lock).zip(&self.now.kept.further) {
            let (entry, id) = (&entries[at], &entries[at].also[nth]);
            let is_kept = || self.lines.iter().any(|line| line.entry(entries).ids().any(|kept| kept == id));
            let print = entry.original.get(nth + 1).filter(|_| matches!(home, Home::Original(_)));
            let Some(print) = print.filter(|_| !is_kept()) else { continue };
            let own = Accepted {
                id: id.clone(),
                also: Box::default(),
                original: [*print].into(),
                gloss: Box::default(),
                with: Some(entry.id.clone()),
                text: None,
                ..entry.clone()
            };
            let stands = |line: &Line| {
                let Accepted { id, with, .. } = line.entry(entries);
                *id == entry.id || with.as_ref() == Some(&entry.id)
            };
            let place = self.lines.iter().rposition(stands).map_or(0, |place| place + 1);
            self.lines.insert(place, Line::New(own));
        }
    }

    /// The addresses that no line keeps any more.
    fn dropped(&self) -> impl Iterator<Item = &Anchor> {
        let entries = &self.now.lock.entries;
        let kept: BTreeSet<&Anchor> = self.lines.iter().flat_map(|line| line.entry(entries).ids()).collect();
        entries.iter().flat_map(Accepted::ids).filter(move |id| !kept.contains(id))
    }
}
