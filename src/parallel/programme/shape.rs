//! How many sentences answer how many.

use super::super::evidence::{Met, Weights};

/// So many of the first side with so many of the second, and what sort of shape that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Of the first side.
    pub(crate) first: u8,
    /// Of the second.
    pub(crate) second: u8,
    /// The number of its sort; a shape and its mirror are one sort.
    pub(super) sort: u8,
}

const fn shape(first: u8, second: u8, sort: u8) -> Shape {
    Shape { first, second, sort }
}

/// All shapes, those that are tried first in front.
pub(crate) const ALL: &[Shape] = &[
    shape(1, 1, 0),
    shape(1, 0, 1),
    shape(0, 1, 1),
    shape(2, 1, 2),
    shape(1, 2, 2),
    shape(2, 2, 3),
    shape(3, 1, 4),
    shape(1, 3, 4),
    shape(2, 3, 5),
    shape(3, 2, 5),
    shape(4, 1, 6),
    shape(1, 4, 6),
    shape(3, 3, 7),
    shape(5, 1, 8),
    shape(1, 5, 8),
];

/// Those that are enough to find roughly where the way leads.
pub(crate) const PLAIN: &[Shape] = ALL.split_at(6).0;

/// One with one, or alone. Of two ways worth the same that one is taken which pairs first what comes
/// first, and puts what only the first side has before what only the second has.
pub(crate) const SINGLE: &[Shape] = &[shape(0, 1, 1), shape(1, 0, 1), shape(1, 1, 0)];

/// The same, and several that answer one together.
pub(crate) const JOINING: &[Shape] = &[
    shape(0, 1, 1),
    shape(1, 0, 1),
    shape(1, 1, 0),
    shape(2, 1, 2),
    shape(1, 2, 2),
    shape(3, 1, 4),
    shape(1, 3, 4),
];

/// The most sentences that a shape has on one side.
pub(super) const LONGEST: usize = 5;

/// The logarithms of the shares of shapes, by their sorts: what is usual, with what was found.
pub(crate) fn fitted(met: &[Met], weights: &Weights) -> [f64; 9] {
    let mut counts = [0.0; 9];
    let mut mirrors = [0.0; 9];
    for shape in ALL {
        let same = met
            .iter()
            .filter(|(one, other)| (one.len(), other.len()) == (shape.first.into(), shape.second.into()));
        counts[usize::from(shape.sort)] += same.count() as f64;
        mirrors[usize::from(shape.sort)] += 1.0;
    }
    let all = met.len() as f64 + weights.shape_trust;
    let mut shares = weights.shapes;
    for (sort, share) in shares.iter_mut().enumerate() {
        *share = ((counts[sort] / mirrors[sort] + weights.shape_trust * share.exp()) / all).ln();
    }
    shares
}
