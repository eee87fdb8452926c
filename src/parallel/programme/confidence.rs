//! How sure a bead is: of all ways near the best one, weighed by what they are worth, the share that
//! goes through it.

use super::super::evidence::Met;
use super::band::Band;
use super::path::start;
use super::scores::{Room, Scores};
use super::shape::{ALL, Shape};

/// How far from the best way others are looked at.
const WIDTH: usize = 3;

/// The words of one sentence hang together; taken for independent they would make every bead sure.
const DOUBT: f64 = 0.5;

/// For each bead of the best way, how sure it is, from 0 to 1.
pub(crate) fn confidences(scores: &Scores<'_>, path: &[Met], shapes: &[Shape]) -> Vec<f64> {
    let table = Table::of(scores, path, shapes);
    let (forth, back) = (table.forth(), table.back());
    let all = table.value(&forth, scores.len());
    let sure = |(one, other): &Met| {
        let (from, to) = ([one.start, other.start], [one.end, other.end]);
        let own = table
            .steps_to(to)
            .find(|(start, _)| *start == from)
            .map_or(f64::NEG_INFINITY, |(_, worth)| worth);
        (table.value(&forth, from) + own + table.value(&back, to) - all).exp().clamp(0.0, 1.0)
    };
    path.iter().map(sure).collect()
}

/// For each bead of a way, how sure it is that its rows are better together than apart, whatever others may
/// be like them. What stands alone counts as sure.
pub(crate) fn together(scores: &Scores<'_>, path: &[Met]) -> Vec<f64> {
    let mut room = Room::default();
    let mut worth = |ends: [usize; 2], counts: [usize; 2]| {
        let shape = ALL.iter().find(|shape| [shape.first, shape.second].map(usize::from) == counts);
        shape.and_then(|shape| scores.of(ends, *shape, &mut room)).unwrap_or(f64::NEG_INFINITY)
    };
    let sure = path.iter().map(|(ones, others)| {
        let counts = [ones.len(), others.len()];
        if counts.contains(&0) {
            return 1.0;
        }
        let ends = [ones.end, others.end];
        let apart = counts[0] as f64 * worth(ends, [1, 0]) + counts[1] as f64 * worth(ends, [0, 1]);
        let won = worth(ends, counts) - apart;
        1.0 / (1.0 + (-won * DOUBT).exp())
    });
    sure.collect()
}

/// What all beads within a band are worth.
struct Table<'a> {
    band: Band,
    shapes: &'a [Shape],
    /// By row and column of their ends, then by shape.
    worths: Vec<Vec<f64>>,
    end: [usize; 2],
}

/// By row and column: logarithms of sums over all ways.
type Sums = Vec<Vec<f64>>;

impl<'a> Table<'a> {
    fn of(scores: &Scores<'_>, path: &[Met], shapes: &'a [Shape]) -> Self {
        let band = Band::near(path, scores.len(), |_| WIDTH);
        let mut room = Room::default();
        let [rows, _] = scores.len();
        let mut worth = |end: [usize; 2], shape: Shape| {
            let starts = start(end, shape).filter(|from| band.row(from[0]).contains(&from[1]));
            let worth = starts.and_then(|_| scores.of(end, shape, &mut room));
            worth.map_or(f64::NEG_INFINITY, |worth| worth * DOUBT)
        };
        let mut worths = Vec::with_capacity(rows + 1);
        for row in 0..=rows {
            let cells =
                band.row(row).flat_map(|column| shapes.iter().map(move |shape| ([row, column], *shape)));
            worths.push(cells.map(|(end, shape)| worth(end, shape)).collect());
        }
        Self { band, shapes, worths, end: scores.len() }
    }

    /// Where beads that end here begin, and what they are worth.
    fn steps_to(&self, end: [usize; 2]) -> impl Iterator<Item = ([usize; 2], f64)> + '_ {
        let at = (end[1] - self.band.row(end[0]).start) * self.shapes.len();
        let worths = &self.worths[end[0]][at..at + self.shapes.len()];
        let steps = self.shapes.iter().zip(worths).filter(|(_, worth)| worth.is_finite());
        steps.filter_map(move |(shape, worth)| Some((start(end, *shape)?, *worth)))
    }

    fn empty(&self) -> Sums {
        (0..=self.end[0]).map(|row| vec![f64::NEG_INFINITY; self.band.row(row).len()]).collect()
    }

    fn cells(&self) -> impl DoubleEndedIterator<Item = [usize; 2]> + '_ {
        (0..=self.end[0]).flat_map(|row| self.band.row(row).map(move |column| [row, column]))
    }

    fn value(&self, sums: &Sums, [row, column]: [usize; 2]) -> f64 {
        sums[row][column - self.band.row(row).start]
    }

    fn add(&self, sums: &mut Sums, [row, column]: [usize; 2], value: f64) {
        let sum = &mut sums[row][column - self.band.row(row).start];
        let (high, low) = if *sum > value { (*sum, value) } else { (value, *sum) };
        if high.is_finite() {
            *sum = high + (low - high).exp().ln_1p();
        }
    }

    /// Over all ways from the beginning.
    fn forth(&self) -> Sums {
        let mut sums = self.empty();
        self.add(&mut sums, [0, 0], 0.0);
        for end in self.cells() {
            for (from, worth) in self.steps_to(end) {
                let value = self.value(&sums, from) + worth;
                self.add(&mut sums, end, value);
            }
        }
        sums
    }

    /// Over all ways to the end.
    fn back(&self) -> Sums {
        let mut sums = self.empty();
        self.add(&mut sums, self.end, 0.0);
        for end in self.cells().rev() {
            let value = self.value(&sums, end);
            for (from, worth) in self.steps_to(end) {
                self.add(&mut sums, from, value + worth);
            }
        }
        sums
    }
}
