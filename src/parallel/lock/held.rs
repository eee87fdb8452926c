//! Where the texts still say what was accepted.

use std::collections::BTreeMap;

use super::{Accepted, Lock, Print, Unit};
use crate::text::model::BlockId;

/// The accepted beads that stand as they were, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// By entry, the number of the original's unit that says what was accepted.
    pub original: Box<[Option<usize>]>,
    /// By entry, that of the gloss's.
    pub gloss: Box<[Option<usize>]>,
    /// The first blocks of those that stand on both sides.
    pub pairs: Box<[(BlockId, BlockId)]>,
}

/// Looks for what was accepted in both texts.
#[must_use]
pub fn held(lock: &Lock, original: &[Unit], gloss: &[Unit]) -> Held {
    let prints = |print: fn(&Accepted) -> &[Print]| lock.entries.iter().map(print).collect::<Vec<_>>();
    let ones = found(&prints(|entry| &entry.original), original);
    let others = found(&prints(|entry| &entry.gloss), gloss);
    let pairs = ones
        .iter()
        .zip(&others)
        .filter_map(|(one, other)| Some((original[(*one)?].run.first, gloss[(*other)?].run.first)));
    Held { pairs: pairs.collect(), original: ones.into(), gloss: others.into() }
}

/// By entry, the unit that has its prints. What is said once on either side is the same; of several like
/// ones that which stands beside the same neighbour; the rest in order.
fn found(entries: &[&[Print]], units: &[Unit]) -> Vec<Option<usize>> {
    let mut search =
        Search { entries, units, found: vec![None; entries.len()], free: vec![true; units.len()] };
    let [mut by_print, mut of_units] = [const { BTreeMap::<&[Print], Vec<usize>>::new() }; 2];
    for (number, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.is_empty()) {
        by_print.entry(entry).or_default().push(number);
    }
    for (number, unit) in units.iter().enumerate() {
        of_units.entry(&unit.prints).or_default().push(number);
    }
    for (print, numbers) in &by_print {
        if let ([entry], Some([unit])) = (numbers.as_slice(), of_units.get(print).map(Vec::as_slice)) {
            search.take(*entry, *unit);
        }
    }
    search.spread();
    for (print, numbers) in &by_print {
        for entry in numbers {
            let free = of_units.get(print).into_iter().flatten().find(|unit| search.free[**unit]);
            if let (None, Some(unit)) = (search.found[*entry], free) {
                search.take(*entry, *unit);
            }
        }
    }
    search.found
}

struct Search<'a> {
    entries: &'a [&'a [Print]],
    units: &'a [Unit],
    found: Vec<Option<usize>>,
    free: Vec<bool>,
}

impl Search<'_> {
    fn take(&mut self, entry: usize, unit: usize) {
        self.found[entry] = Some(unit);
        self.free[unit] = false;
    }

    /// Finds what stands directly after or before what was found.
    fn spread(&mut self) {
        let rows: Vec<usize> = (0..self.entries.len()).filter(|at| !self.entries[*at].is_empty()).collect();
        let mut next = Some(0);
        for entry in &rows {
            self.meet(*entry, next);
            next = self.found[*entry].map(|unit| unit + 1);
        }
        let mut before = self.units.len().checked_sub(1);
        for entry in rows.iter().rev() {
            self.meet(*entry, before);
            before = self.found[*entry].and_then(|unit| unit.checked_sub(1));
        }
    }

    fn meet(&mut self, entry: usize, unit: Option<usize>) {
        let Some(unit) = unit.filter(|unit| self.free.get(*unit) == Some(&true)) else { return };
        if self.found[entry].is_none() && *self.units[unit].prints == *self.entries[entry] {
            self.take(entry, unit);
        }
    }
}
