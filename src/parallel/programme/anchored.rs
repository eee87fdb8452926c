//! A band through texts too long for the whole table: along what stands once on either side.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::evidence::Wording;
use super::band::{Band, LARGE};

/// How far from the lines between anchors the way is looked for, at least and at most: as far as they are apart.
const WIDTH: [usize; 2] = [15, 60];

/// Up to so many cells a table is looked at as a whole, and up to [`LARGE`] where anchors are farther apart than `FAR`.
const SMALL: usize = 2_500;
const FAR: usize = 45;

/// An anchor is believed where one of its next two on either side is on much the same diagonal.
const DRIFT: usize = 25;

/// The whole table of a stretch of either side, or a band through it along what stands once there.
pub(crate) fn anchored(sides: [&Wording; 2], stretches: [&Range<usize>; 2]) -> Band {
    let [rows, columns] = stretches.map(|stretch| stretch.len());
    let cells = (rows + 1).saturating_mul(columns + 1);
    if cells <= SMALL {
        return Band::whole(rows, columns);
    }
    let mut points = vec![[0, 0]];
    points.extend(believed(&rising(&anchors(sides, stretches))));
    points.push([rows, columns]);
    if cells <= LARGE && points.windows(2).any(|pair| apart(pair[0], pair[1]) > FAR) {
        return Band::whole(rows, columns);
    }
    Band::along(&points, columns, |one, other| apart(one, other).clamp(WIDTH[0], WIDTH[1]))
}

/// How far one point is from the next, on the side where it is farther.
fn apart(one: [usize; 2], other: [usize; 2]) -> usize {
    (other[0] - one[0]).max(other[1] - one[1])
}

/// Where the words stand that stand once on either side, in the first side's order.
fn anchors(sides: [&Wording; 2], stretches: [&Range<usize>; 2]) -> Vec<[usize; 2]> {
    let words = |side: usize, word: usize| &sides[side].words[word];
    let others: FxHashMap<_, usize> = once(sides[1], stretches[1])
        .into_iter()
        .map(|(word, at)| ((words(1, word).sort, &*words(1, word).key), at))
        .collect();
    let mut found: Vec<[usize; 2]> = once(sides[0], stretches[0])
        .into_iter()
        .map(|(word, at)| (words(0, word), at))
        .filter(|(word, _)| word.key.chars().count() > 3)
        .filter_map(|(word, at)| Some([at, *others.get(&(word.sort, &*word.key))?]))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The words that stand in one sentence of a stretch only, and in which.
fn once(side: &Wording, stretch: &Range<usize>) -> Vec<(usize, usize)> {
    let mut stands: Vec<(usize, usize)> = vec![(0, 0); side.words.len()];
    for (at, sentence) in stretch.clone().enumerate() {
        for word in side.of(sentence) {
            stands[word.at()] = (stands[word.at()].0 + 1, at);
        }
    }
    let once = stands.into_iter().enumerate().filter(|(_, (count, _))| *count == 1);
    once.map(|(word, (_, at))| (word, at)).collect()
}

/// The longest row of points that rise on both sides.
fn rising(points: &[[usize; 2]]) -> Vec<[usize; 2]> {
    // The ends of the rows found so far, by length; and for each point the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(points.len());
    for (number, [row, column]) in points.iter().enumerate() {
        let at = ends.partition_point(|end| points[*end][1] < *column);
        let last = at.checked_sub(1).map(|at| ends[at]);
        before.push(last);
        // Of one row of the table only one point: the next would have to rise there too.
        if last.is_some_and(|last| points[last][0] == *row) {
            continue;
        }
        if at == ends.len() { ends.push(number) } else { ends[at] = number }
    }
    let mut rising: Vec<[usize; 2]> =
        std::iter::successors(ends.last().copied(), |at| before[*at]).map(|at| points[at]).collect();
    rising.reverse();
    rising
}

/// Those that others bear out.
fn believed(points: &[[usize; 2]]) -> Vec<[usize; 2]> {
    let near = |a: &[usize; 2], b: &[usize; 2]| {
        let (rows, columns) = (a[0].abs_diff(b[0]), a[1].abs_diff(b[1]));
        rows.abs_diff(columns) <= DRIFT.min(2 + (rows + columns) / 2)
    };
    let is_borne_out = |at: usize| {
        let (from, to) = (at.saturating_sub(2), (at + 3).min(points.len()));
        let others = (from..to).filter(|other| *other != at);
        others.filter(|other| near(&points[at], &points[*other])).count() >= 2
    };
    (0..points.len()).filter(|at| is_borne_out(*at)).map(|at| points[at]).collect()
}
