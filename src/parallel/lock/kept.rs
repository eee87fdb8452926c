//! Which blocks keep the ids that were accepted, though their words may have changed.

use std::cell::OnceCell;

use super::said::{Said, words};
use super::{Accepted, Held, Lock, Unit};
use crate::parallel::Anchor;
use crate::parallel::align::{Confidence, Side, Step};
use crate::text::model::BlockId;

/// What becomes of the ids of a lock file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// By entry, its id and where that belongs now.
    pub homes: Box<[(Anchor, Home)]>,
    /// The further ids of entries, each with where it belongs now.
    pub further: Box<[(Anchor, Home)]>,
    /// Those of beads that were accepted without a partner, and still are as they were.
    pub alone: Box<[Home]>,
    /// The entries that neither text knows any more, by their number in the file.
    pub orphans: Box<[usize]>,
}

/// Where an accepted id belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Home {
    /// To the bead of this block of the original.
    Original(BlockId),
    /// To the bead of this block, which only the gloss has.
    Gloss(BlockId),
    /// To none, and it leads to the bead of this block of the original.
    Led(BlockId),
    /// To none, and nothing is left of what it was.
    Lost,
}

/// What says as much as this of what was accepted is taken to be that, reworded.
const ALIKE: f64 = 2.0 / 3.0;

/// A pair that is as sure as this is taken to be what was accepted, if the gloss is.
const SURE: u8 = 60;

/// Finds what keeps which id: first what says what was accepted, then what stands in its place.
#[must_use]
pub fn kept(
    lock: &Lock,
    held: &Held,
    [units, others]: [&[Unit]; 2],
    original: Side<'_>,
    steps: &[(Step, Confidence)],
) -> Kept {
    let mut taken = vec![false; units.len()];
    held.original.iter().flatten().for_each(|unit| taken[*unit] = true);
    let mut keeping = Keeping {
        lock,
        held,
        units,
        others,
        original,
        steps,
        taken,
        found: held.original.to_vec(),
        further: Vec::new(),
        said: OnceCell::new(),
    };
    keeping.by_prints();
    keeping.by_gloss();
    keeping.by_words();
    keeping.finish()
}

struct Keeping<'a> {
    lock: &'a Lock,
    held: &'a Held,
    units: &'a [Unit],
    others: &'a [Unit],
    original: Side<'a>,
    steps: &'a [(Step, Confidence)],
    /// The original's units that an entry has.
    taken: Vec<bool>,
    /// By entry, the original's unit.
    found: Vec<Option<usize>>,
    /// By entry and further id, the original's unit.
    further: Vec<Vec<Option<usize>>>,
    /// What the original says, once that is asked.
    said: OnceCell<Said>,
}

impl Keeping<'_> {
    /// Further ids, by the blocks that say what was accepted.
    fn by_prints(&mut self) {
        self.further = self.lock.entries.iter().map(|entry| vec![None; entry.also.len()]).collect();
        // What stands behind its first block goes before what stands anywhere.
        for is_behind in [true, false] {
            for (entry, nth, step) in further_ids(self.lock) {
                let print = self.lock.entries[entry].original.get(nth + 1);
                let is_it = |unit: &usize| {
                    !self.taken[*unit] && self.units[*unit].prints.first() == print && print.is_some()
                };
                let behind = self.found[entry].map(|first| first + step);
                let unit = match is_behind {
                    true => behind.filter(|unit| *unit < self.units.len() && is_it(unit)),
                    false => (0..self.units.len()).find(is_it),
                };
                if let (None, Some(unit)) = (self.further[entry][nth], unit) {
                    self.further[entry][nth] = Some(unit);
                    self.taken[unit] = true;
                }
            }
        }
    }

    /// Where a further id of an entry belongs: to its block; to that which is behind the entry's own, if the
    /// gloss is as it was and takes the two together; or to none.
    fn further_home(&self, entry: usize, nth: usize, step: usize) -> Home {
        let first = |unit: usize| self.units[unit].run.first;
        if let Some(unit) = self.further[entry].get(nth).copied().flatten() {
            return Home::Original(first(unit));
        }
        let behind = self.found[entry].map(|unit| [unit, unit + step]);
        let behind = behind.filter(|[_, unit]| self.taken.get(*unit) == Some(&false));
        let gloss = self.held.gloss[entry].map(|gloss| self.others[gloss].run.first);
        let is_joined = |units: &[usize; 2]| {
            self.steps.iter().any(|(step, _)| match step {
                Step::Both(run, other) => {
                    gloss.is_some_and(|gloss| other.contains(gloss))
                        && units.iter().all(|unit| run.contains(first(*unit)))
                }
                Step::Original(_) | Step::Gloss(_) => false,
            })
        };
        match (behind.filter(is_joined), self.home(entry)) {
            (Some([_, unit]), _) => Home::Original(first(unit)),
            (None, Home::Original(block) | Home::Led(block)) => Home::Led(block),
            (None, Home::Gloss(_) | Home::Lost) => Home::Lost,
        }
    }

    /// Entries whose original has changed, by their gloss, which has not.
    fn by_gloss(&mut self) {
        let open = self.open().collect::<Vec<_>>();
        for entry in open {
            let Some(unit) = self.held.gloss[entry].and_then(|gloss| self.partner(gloss)) else { continue };
            let (unit, confidence) = unit;
            let is_meant = confidence.percent() >= SURE
                || self.stands_between(entry, unit)
                || self.is_alike(entry, unit);
            if is_meant && !self.taken[unit] {
                self.take(entry, unit);
            }
        }
    }

    /// Entries of which neither text is left as it was: by the words that were accepted, or by their place
    /// where the file has no words.
    fn by_words(&mut self) {
        let open = self.open().filter(|entry| self.held.gloss[*entry].is_none()).collect::<Vec<_>>();
        for entry in open {
            let gap = self.gap(entry);
            let free = gap.clone().filter(|unit| !self.taken[*unit]);
            let has_words = self.lock.entries[entry].text.is_some();
            let alike = free
                .map(|unit| (self.likeness(entry, unit), unit))
                .filter(|(likeness, _)| *likeness >= ALIKE)
                .max_by(|(one, at), (other, there)| one.total_cmp(other).then(there.cmp(at)))
                .map(|(_, unit)| unit);
            let between = gap
                .clone()
                .find(|unit| !has_words && self.stands_between(entry, *unit) && !self.taken[*unit]);
            if let Some(unit) = alike.or(between) {
                self.take(entry, unit);
            }
        }
    }

    /// The entries with an original that have no unit yet.
    fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.found.len())
            .filter(|at| self.found[*at].is_none() && !self.lock.entries[*at].original.is_empty())
    }

    fn take(&mut self, entry: usize, unit: usize) {
        self.found[entry] = Some(unit);
        self.taken[unit] = true;
    }

    /// The original's unit that a gloss's is paired with.
    fn partner(&self, gloss: usize) -> Option<(usize, Confidence)> {
        let first = self.others[gloss].run.first;
        let both = |(step, sure): &(Step, Confidence)| match step {
            Step::Both(run, other) if other.contains(first) => Some((*run, *sure)),
            _ => None,
        };
        let (run, sure) = self.steps.iter().find_map(both)?;
        Some((self.units.binary_search_by_key(&run.first, |unit| unit.run.first).ok()?, sure))
    }

    /// The nearest entries before and after that have a unit.
    fn neighbours(&self, entry: usize) -> [Option<usize>; 2] {
        let before = self.found[..entry].iter().rev().find_map(|found| *found);
        let after = self.found[entry + 1..].iter().find_map(|found| *found);
        [before, after]
    }

    /// Whether the units before and after are those of the entries before and after.
    fn stands_between(&self, entry: usize, unit: usize) -> bool {
        let entries = &self.lock.entries;
        let has_original = |at: &usize| !entries[*at].original.is_empty();
        let before = (0..entry).rev().find(has_original).map(|at| self.found[at]);
        let after = (entry + 1..entries.len()).find(has_original).map(|at| self.found[at]);
        let holds_before = before.map_or(unit == 0, |found| found.is_some_and(|found| found + 1 == unit));
        let holds_after = after.map_or(unit + 1 == self.units.len(), |found| found == Some(unit + 1));
        holds_before && holds_after
    }

    /// The units between those of the entries before and after; all, if those have changed places.
    fn gap(&self, entry: usize) -> std::ops::Range<usize> {
        let [before, after] = self.neighbours(entry);
        let (from, to) = (before.map_or(0, |unit| unit + 1), after.unwrap_or(self.units.len()));
        if from <= to { from..to } else { 0..self.units.len() }
    }

    fn is_alike(&self, entry: usize, unit: usize) -> bool {
        self.likeness(entry, unit) >= ALIKE
    }

    /// How much of what was accepted a unit still says: all, if some of its blocks say what was accepted;
    /// else the share of the words, in their order, that tell it from the text's other blocks.
    fn likeness(&self, entry: usize, unit: usize) -> f64 {
        let Accepted { original, text, .. } = &self.lock.entries[entry];
        if self.units[unit].prints.iter().any(|print| original.contains(print)) {
            return 1.0;
        }
        let Some(text) = text else { return 0.0 };
        let accepted = || self.lock.entries.iter().filter_map(|entry| entry.text.as_deref());
        let said = self.said.get_or_init(|| Said::of(self.units, self.original, accepted()));
        said.share(&words(text), unit)
    }

    fn finish(self) -> Kept {
        let homes = (0..self.found.len()).map(|at| (self.lock.entries[at].id.clone(), self.home(at)));
        let further = further_ids(self.lock).map(|(at, nth, step)| {
            (self.lock.entries[at].also[nth].clone(), self.further_home(at, nth, step))
        });
        let further = further.collect();
        let lost =
            (0..self.found.len()).filter(|at| self.found[*at].is_none() && self.held.gloss[*at].is_none());
        let orphans = lost.map(|at| self.lock.entries[at].number).collect();
        let is_alone = |at: &usize| {
            let Accepted { original, gloss, with, .. } = &self.lock.entries[*at];
            with.is_none() && (gloss.is_empty() && self.held.original[*at].is_some() || original.is_empty())
        };
        let alone = (0..self.found.len()).filter(is_alone).map(|at| self.home(at)).collect();
        Kept { homes: homes.collect(), further, alone, orphans }
    }

    fn home(&self, entry: usize) -> Home {
        let first = |unit: usize| self.units[unit].run.first;
        let is_of_both = !self.lock.entries[entry].original.is_empty();
        match (self.found[entry], self.held.gloss[entry]) {
            (Some(unit), _) => Home::Original(first(unit)),
            (None, Some(gloss)) => match self.partner(gloss) {
                Some((unit, _)) => Home::Led(first(unit)),
                None if is_of_both => Home::Lost,
                None => Home::Gloss(self.others[gloss].run.first),
            },
            (None, None) => Home::Lost,
        }
    }
}

/// The further addresses of all entries: of which, by its number among them, and the how manieth address
/// behind the entry's own that is. Where an address goes on, it is the one before.
pub(super) fn further_ids(lock: &Lock) -> impl Iterator<Item = (usize, usize, usize)> {
    lock.entries.iter().enumerate().flat_map(|(at, entry)| {
        let mut before = &entry.id;
        let mut step = 0;
        entry.also.iter().enumerate().filter_map(move |(nth, id)| {
            let is_new = id != before && *id != entry.id;
            before = id;
            step += usize::from(is_new);
            is_new.then_some((at, nth, step))
        })
    })
}
