//! The part of the table that is looked at.

use std::ops::Range;

use super::super::evidence::Met;

/// For each number of sentences of the first side, from none to all, the numbers of sentences of the
/// second side that may have been passed then.
///
/// It holds the beginning and the end, and a way from each row to the next.
#[derive(Clone, Debug)]
pub(crate) struct Band(Vec<Range<usize>>);

/// A row of which nothing was taken in so far.
const NOTHING: Range<usize> = Range { start: usize::MAX, end: 0 };

/// Above so many cells a table is not looked at as a whole.
pub(super) const LARGE: usize = 90_000;

/// How far from the diagonal is looked, at least and at most: as far as one side has more than the other.
const DIAGONAL: [usize; 2] = [150, 600];

impl Band {
    /// The whole table of so many sentences.
    pub(crate) fn whole(first: usize, second: usize) -> Self {
        Self(vec![0..second + 1; first + 1])
    }

    /// What is near a way through so many sentences: of each of its beads as near as `width` says.
    pub(crate) fn near(path: &[Met], [first, second]: [usize; 2], width: impl Fn(usize) -> usize) -> Self {
        let mut band = Self(vec![NOTHING; first + 1]);
        band.touch([0, 0], second, if path.is_empty() { 0 } else { width(0) });
        for (number, (one, other)) in path.iter().enumerate() {
            band.touch([one.end, other.start], second, width(number));
            band.touch([one.end, other.end], second, width(number));
        }
        band
    }

    /// The whole table, or of a large one what is near its diagonal.
    pub(crate) fn diagonal([first, second]: [usize; 2]) -> Self {
        if (first + 1).saturating_mul(second + 1) <= LARGE {
            return Self::whole(first, second);
        }
        let width = DIAGONAL[0].max(first.abs_diff(second)).min(DIAGONAL[1]);
        Self::along(&[[0, 0], [first, second]], second, |_, _| width)
    }

    /// What is near straight lines between points, from the beginning to the end of both sides; of each
    /// line as near as `width` says of its two points.
    pub(crate) fn along(
        points: &[[usize; 2]],
        second: usize,
        width: impl Fn([usize; 2], [usize; 2]) -> usize,
    ) -> Self {
        let rows = points.last().map_or(0, |point| point[0]);
        let mut band = Self(vec![NOTHING; rows + 1]);
        for pair in points.windows(2) {
            let ([from, start], [to, end]) = (pair[0], pair[1]);
            let width = width(pair[0], pair[1]);
            let steps = (to - from).max(end - start).max(1);
            for step in 0..=steps {
                let between = |low: usize, high: usize| low + (high - low) * step / steps;
                band.widen(between(from, to), between(start, end), second, width);
            }
        }
        // Sentences of the first side come in one at a time; what is left of one is reached from the
        // row before.
        for row in 1..band.0.len() {
            let before = band.0[row - 1].end - 1;
            band.0[row].start = band.0[row].start.min(before);
        }
        band
    }

    /// Takes in the rows around a point.
    fn touch(&mut self, [row, column]: [usize; 2], second: usize, width: usize) {
        let last = self.0.len() - 1;
        for row in row.saturating_sub(width)..=(row + width).min(last) {
            self.widen(row, column, second, width);
        }
    }

    fn widen(&mut self, row: usize, column: usize, second: usize, width: usize) {
        let row = &mut self.0[row];
        row.start = row.start.min(column.saturating_sub(width));
        row.end = row.end.max((column + width).min(second) + 1);
    }

    /// The columns of a row.
    pub(super) fn row(&self, row: usize) -> Range<usize> {
        self.0[row].clone()
    }

    /// The numbers of the second side's sentences that a sentence of the first may meet.
    pub(super) fn reach(&self, sentence: usize) -> Range<usize> {
        let (before, after) = (&self.0[sentence], &self.0[sentence + 1]);
        before.start.min(after.start)..before.end.max(after.end) - 1
    }
}
