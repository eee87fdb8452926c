//! Boxes are moved out from under lines that are not theirs, which would look as if they led there.

use super::{HEIGHT, ROOM, Spot, Width, overlapping};

/// How often at most all boxes of a small drawing are looked at; those of larger ones less often, because
/// each look takes with the square of their number.
const LOOKS: usize = 12;

/// How many boxes are looked at that often.
const SMALL: usize = 40;

/// From how many boxes on lines stay where they are: there are too many to be followed anyway, and a look
/// would take longer than all other pages.
const LARGE: usize = 90;

/// How near to a box a line looks as if it led there.
const NEAR: f64 = 4.0;

/// How far apart the places are that are tried for a box, across and down.
const STRIDE: (f64, f64) = (24.0, 26.0);

/// How many places are tried to each side of it.
const TRIED: (i16, i16) = (12, 8);

/// How much longer lines may become, in pixels, to have one less run behind a box.
const WORTH: f64 = 2000.0;

/// Moves boxes so that few lines run behind boxes that they do not lead to; none upon another. Says how
/// many still do.
pub(super) fn clear(spots: &mut [Spot], widths: &[Width], pairs: &[(usize, usize)]) -> usize {
    if widths.len() >= LARGE {
        return behind(spots, widths, pairs);
    }
    let mut board = Board::new(spots, widths, pairs);
    for _ in 0..LOOKS * SMALL / widths.len().max(SMALL) {
        let moved = (0..widths.len()).filter(|place| board.improve(*place)).count();
        if moved == 0 {
            break;
        }
    }
    behind(spots, widths, pairs)
}

/// Boxes and lines while they are moved.
struct Board<'a> {
    spots: &'a mut [Spot],
    widths: &'a [Width],
    pairs: &'a [(usize, usize)],
    /// What each box is related to.
    related: Vec<Vec<usize>>,
    /// Beyond what no box is moved: left and right, above and below.
    edges: (Spot, Spot),
}

impl<'a> Board<'a> {
    fn new(spots: &'a mut [Spot], widths: &'a [Width], pairs: &'a [(usize, usize)]) -> Self {
        let mut related = vec![Vec::new(); widths.len()];
        for (one, other) in pairs {
            related[*one].push(*other);
            related[*other].push(*one);
        }
        let first = Spot { x: f64::INFINITY, y: f64::INFINITY };
        let last = Spot { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
        let edges = spots.iter().zip(widths).fold((first, last), |(first, last), (spot, width)| {
            let first = Spot { x: first.x.min(spot.x - width / 2.0), y: first.y.min(spot.y) };
            (first, Spot { x: last.x.max(spot.x + width / 2.0), y: last.y.max(spot.y) })
        });
        // Down there may be a row more on each side: pages are long.
        let row = HEIGHT + ROOM.1;
        let first = Spot { y: edges.0.y - row, ..edges.0 };
        let last = Spot { y: edges.1.y + row, ..edges.1 };
        Self { spots, widths, pairs, related, edges: (first, last) }
    }

    /// Puts a box that is in a line's way, or whose lines run behind others, where that is less so;
    /// says whether it did.
    fn improve(&mut self, place: usize) -> bool {
        let here = self.spots[place];
        let crossed = self.crossed(place, here);
        if crossed == 0 {
            return false;
        }
        let mut best = (self.cost(place, here, crossed), here);
        for down in -TRIED.1..=TRIED.1 {
            for across in -TRIED.0..=TRIED.0 {
                let (across, down) = (f64::from(across) * STRIDE.0, f64::from(down) * STRIDE.1);
                let there = Spot { x: here.x + across, y: here.y + down };
                if !self.is_free(place, there) {
                    continue;
                }
                let cost = self.cost(place, there, self.crossed(place, there));
                if cost + 1.0 < best.0 {
                    best = (cost, there);
                }
            }
        }
        self.spots[place] = best.1;
        best.1 != here || self.exchange(place)
    }

    /// Exchanges a box and the one with which that helps most; says whether there is one.
    fn exchange(&mut self, place: usize) -> bool {
        let mut best = (0.0, place);
        for other in (0..self.spots.len()).filter(|other| *other != place) {
            let before = self.cost_of_both(place, other);
            self.spots.swap(place, other);
            let fits = self.is_free(place, self.spots[place]) && self.is_free(other, self.spots[other]);
            let less = if fits { before - self.cost_of_both(place, other) } else { 0.0 };
            self.spots.swap(place, other);
            if less > best.0 + 1.0 {
                best = (less, other);
            }
        }
        self.spots.swap(place, best.1);
        best.1 != place
    }

    fn cost_of_both(&self, one: usize, other: usize) -> f64 {
        let cost = |place: usize| self.cost(place, self.spots[place], self.crossed(place, self.spots[place]));
        cost(one) + cost(other)
    }

    /// How bad a place is for a box: lines that run behind boxes, and how long its own are.
    fn cost(&self, place: usize, spot: Spot, crossed: u16) -> f64 {
        let length = |other: &usize| {
            let (x, y) = (spot.x - self.spots[*other].x, spot.y - self.spots[*other].y);
            (x * x + y * y).sqrt()
        };
        f64::from(crossed) * WORTH + self.related[place].iter().map(length).sum::<f64>()
    }

    /// Whether a box can stand there.
    fn is_free(&self, place: usize, spot: Spot) -> bool {
        let (first, last) = self.edges;
        let half = self.widths[place] / 2.0;
        let inside =
            spot.x - half >= first.x && spot.x + half <= last.x && spot.y >= first.y && spot.y <= last.y;
        inside
            && (0..self.spots.len()).filter(|other| *other != place).all(|other| {
                overlapping((spot, self.widths[place]), (self.spots[other], self.widths[other])).is_none()
            })
    }

    /// How many lines of others would run behind the box there, and its own behind others.
    fn crossed(&self, place: usize, spot: Spot) -> u16 {
        let others = self.pairs.iter().filter(|(one, other)| *one != place && *other != place);
        let behind = others.filter(|(one, other)| {
            runs_behind(self.spots[*one], self.spots[*other], spot, self.widths[place])
        });
        let mut count = u16::try_from(behind.count()).unwrap_or(u16::MAX);
        for end in &self.related[place] {
            for (other, width) in self.widths.iter().enumerate() {
                if other != place
                    && other != *end
                    && runs_behind(spot, self.spots[*end], self.spots[other], *width)
                {
                    count = count.saturating_add(1);
                }
            }
        }
        count
    }
}

/// Whether a line meets a box or comes near it: neither across, nor down, nor seen along the line is
/// there room between them.
fn runs_behind(from: Spot, to: Spot, spot: Spot, width: Width) -> bool {
    let (across, down) = (width / 2.0 + NEAR, HEIGHT / 2.0 + NEAR);
    let half = Spot { x: (to.x - from.x) / 2.0, y: (to.y - from.y) / 2.0 };
    let middle = Spot { x: (from.x + to.x) / 2.0 - spot.x, y: (from.y + to.y) / 2.0 - spot.y };
    middle.x.abs() < across + half.x.abs()
        && middle.y.abs() < down + half.y.abs()
        && (middle.x * half.y - middle.y * half.x).abs() < across * half.y.abs() + down * half.x.abs()
}

/// How many lines run behind boxes that they do not lead to.
pub(super) fn behind(spots: &[Spot], widths: &[Width], pairs: &[(usize, usize)]) -> usize {
    let runs = |place: &usize, (one, other): &(usize, usize)| {
        place != one
            && place != other
            && runs_behind(spots[*one], spots[*other], spots[*place], widths[*place])
    };
    pairs.iter().filter(|pair| (0..widths.len()).any(|place| runs(&place, pair))).count()
}
