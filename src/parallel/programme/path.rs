//! The best way through a band.

use super::super::evidence::Met;
use super::band::Band;
use super::scores::{Room, Scores};
use super::shape::{LONGEST, Shape};

/// No way leads here.
const NONE: u8 = u8::MAX;

/// The best beads of these shapes, in order. Every row is in exactly one.
pub(crate) fn best(scores: &Scores<'_>, band: &Band, shapes: &[Shape]) -> Vec<Met> {
    let [first, second] = scores.len();
    let mut steps: Vec<Vec<u8>> = Vec::with_capacity(first + 1);
    // Only as many rows are kept as a shape reaches back.
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); LONGEST + 1];
    let mut room = Room::default();
    for row in 0..=first {
        let columns = band.row(row);
        let mut best = vec![f64::NEG_INFINITY; columns.len()];
        let mut taken = vec![NONE; columns.len()];
        for column in columns.clone() {
            let at = column - columns.start;
            if row == 0 && column == 0 {
                best[at] = 0.0;
                continue;
            }
            for (number, shape) in (0..).zip(shapes) {
                let Some([before, from]) = start([row, column], *shape) else { continue };
                let line = if before == row { &best } else { &values[before % (LONGEST + 1)] };
                let value = from.checked_sub(band.row(before).start).and_then(|at| line.get(at));
                let Some(value) = value.filter(|value| value.is_finite()) else { continue };
                let value = value + scores.of([row, column], *shape, &mut room).unwrap_or(f64::NEG_INFINITY);
                if value > best[at] {
                    (best[at], taken[at]) = (value, number);
                }
            }
        }
        values[row % (LONGEST + 1)] = best;
        steps.push(taken);
    }
    back(&steps, band, shapes, [first, second])
}

/// Where a bead of a shape begins that ends here.
pub(super) fn start(end: [usize; 2], shape: Shape) -> Option<[usize; 2]> {
    Some([end[0].checked_sub(shape.first.into())?, end[1].checked_sub(shape.second.into())?])
}

fn back(steps: &[Vec<u8>], band: &Band, shapes: &[Shape], end: [usize; 2]) -> Vec<Met> {
    let mut at = end;
    let mut path = Vec::new();
    while at != [0, 0] {
        let number = steps[at[0]][at[1] - band.row(at[0]).start];
        let shape = shapes.get(usize::from(number));
        let from = shape.and_then(|shape| start(at, *shape));
        // A band always holds a way, for what stands alone may stand anywhere.
        let Some(from) = from else { break };
        path.push((from[0]..at[0], from[1]..at[1]));
        at = from;
    }
    path.reverse();
    path
}
