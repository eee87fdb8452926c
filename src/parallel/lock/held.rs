//! Where the texts still say what was accepted.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Accepted, Lock, Print, Unit};
use crate::text::model::BlockId;

/// The accepted beads that stand as they were, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// By entry, the number of the original's unit that says what was accepted; of several the first.
    pub original: Box<[Option<usize>]>,
    /// By entry, that of the gloss's.
    pub gloss: Box<[Option<usize>]>,
    /// The first blocks of those that stand on both sides.
    pub pairs: Box<[(BlockId, BlockId)]>,
    /// By side, the first blocks of further units in them: each is in one bead with the unit before.
    pub joined: [Box<[BlockId]>; 2],
}

/// Looks for what was accepted in both texts.
#[must_use]
pub fn held(lock: &Lock, original: &[Unit], gloss: &[Unit]) -> Held {
    let prints = |print: fn(&Accepted) -> &[Print]| lock.entries.iter().map(print).collect::<Vec<_>>();
    let ones = found(&prints(|entry| &entry.original), original);
    let others = found(&prints(|entry| &entry.gloss), gloss);
    let first = |units: &[Unit], at: usize| units[at].run.first;
    let both = || ones.iter().zip(&others).filter_map(|(one, other)| one.as_ref().zip(other.as_ref()));
    let pairs = both().map(|(one, other)| (first(original, one.start), first(gloss, other.start)));
    let further = |units: &Range<usize>| units.clone().skip(1);
    let joined = [
        both().flat_map(|(one, _)| further(one)).map(|unit| first(original, unit)).collect(),
        both().flat_map(|(_, other)| further(other)).map(|unit| first(gloss, unit)).collect(),
    ];
    Held { pairs: pairs.collect(), joined, original: starts(&ones), gloss: starts(&others) }
}

fn starts(found: &[Option<Range<usize>>]) -> Box<[Option<usize>]> {
    found.iter().map(|units| units.as_ref().map(|units| units.start)).collect()
}

/// By entry, the units that have its prints. What is said once on either side is the same; of several like
/// ones that which stands beside the same neighbour; the rest in order.
fn found(entries: &[&[Print]], units: &[Unit]) -> Vec<Option<Range<usize>>> {
    let mut search =
        Search { entries, units, found: vec![None; entries.len()], free: vec![true; units.len()] };
    let mut by_prints: BTreeMap<&[Print], Vec<usize>> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.is_empty()) {
        by_prints.entry(entry).or_default().push(number);
    }
    let mut by_first: BTreeMap<Print, Vec<usize>> = BTreeMap::new();
    for (number, unit) in units.iter().enumerate() {
        unit.prints.first().into_iter().for_each(|print| by_first.entry(*print).or_default().push(number));
    }
    let places = |entry: usize| {
        let starts = entries[entry].first().and_then(|print| by_first.get(print)).into_iter().flatten();
        starts.filter_map(move |start| said(entries[entry], units, *start))
    };
    for numbers in by_prints.values() {
        let [entry] = numbers.as_slice() else { continue };
        let mut found = places(*entry);
        if let (Some(only), None) = (found.next(), found.next())
            && search.is_free(&only)
        {
            search.take(*entry, only);
        }
    }
    search.spread();
    for entry in by_prints.values().flatten() {
        let free = places(*entry).find(|units| search.is_free(units));
        if let (None, Some(units)) = (&search.found[*entry], free) {
            search.take(*entry, units);
        }
    }
    search.found
}

/// The units, one after the other from a place on, that have just these prints.
fn said(prints: &[Print], units: &[Unit], start: usize) -> Option<Range<usize>> {
    let mut rest = prints;
    let mut end = start;
    while !rest.is_empty() {
        rest = rest.strip_prefix(&*units.get(end)?.prints)?;
        end += 1;
    }
    (start < end).then_some(start..end)
}

struct Search<'a> {
    entries: &'a [&'a [Print]],
    units: &'a [Unit],
    found: Vec<Option<Range<usize>>>,
    free: Vec<bool>,
}

impl Search<'_> {
    fn take(&mut self, entry: usize, units: Range<usize>) {
        self.free[units.clone()].fill(false);
        self.found[entry] = Some(units);
    }

    fn is_free(&self, units: &Range<usize>) -> bool {
        self.free[units.clone()].iter().all(|free| *free)
    }

    /// Finds what stands directly after or before what was found.
    fn spread(&mut self) {
        let rows: Vec<usize> = (0..self.entries.len()).filter(|at| !self.entries[*at].is_empty()).collect();
        let mut next = Some(0);
        for entry in &rows {
            self.meet(*entry, next);
            next = self.found[*entry].as_ref().map(|units| units.end);
        }
        let mut before = Some(self.units.len());
        for entry in rows.iter().rev() {
            // Joined units are told from their first; one that ends here begins as many before as it has prints.
            let start = before.and_then(|end| self.start_of(*entry, end));
            self.meet(*entry, start);
            before = self.found[*entry].as_ref().map(|units| units.start);
        }
    }

    /// Where the units begin that end before a place and say what an entry says.
    fn start_of(&self, entry: usize, end: usize) -> Option<usize> {
        let starts = (0..end).rev().take(self.entries[entry].len());
        starts
            .into_iter()
            .find(|start| said(self.entries[entry], self.units, *start).is_some_and(|units| units.end == end))
    }

    fn meet(&mut self, entry: usize, start: Option<usize>) {
        let units = start.and_then(|start| said(self.entries[entry], self.units, start));
        let Some(units) = units.filter(|units| self.is_free(units)) else { return };
        if self.found[entry].is_none() {
            self.take(entry, units);
        }
    }
}
