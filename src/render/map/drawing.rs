//! Where the boxes of a drawing stand that shows what is related: near what they are related to, and
//! none upon another.
//!
//! Boxes that are not related push each other away and those that are draw near, a fixed number of
//! times from a fixed start (Fruchterman and Reingold, 1991); then those that still overlap are moved
//! apart, and out from under lines that are not theirs. Only sums, products, quotients and square roots are taken, which every machine rounds alike:
//! so a drawing is the same everywhere, to the last digit.

mod clear;

/// A box: its width; all have one height.
pub(super) type Width = f64;

/// How high a box is, in pixels.
pub(super) const HEIGHT: f64 = 30.0;

/// How much room is left between boxes, across and down.
const ROOM: (f64, f64) = (18.0, 22.0);

/// How often forces are felt, and how often at most boxes are moved apart.
const STEPS: (u32, u32) = (240, 400);

/// From how many starts a drawing is made; that stands in which the fewest lines run behind boxes. Of
/// more than so many boxes, from fewer.
const STARTS: (usize, usize) = (3, 50);

/// How much wider than high a drawing is to be, as screens are.
const STRETCH: f64 = 1.25;

/// How much more room it has than its boxes take.
const SPACE: f64 = 2.6;

/// The widest that parts are set beside each other.
const LINE: f64 = 1160.0;

/// Space around the whole.
const EDGE: f64 = 6.0;

/// What of a push is felt no more, so that what is far away is not driven further: that over 4 units.
const FAR: f64 = 1.0 / 16.0;

/// How much rather boxes are moved apart across than down: they are wide, and drawings shall be.
const ACROSS: f64 = 2.6;

/// A place: of a box, its middle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spot {
    pub x: f64,
    pub y: f64,
}

/// Boxes in their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drawing {
    pub spots: Vec<Spot>,
    pub width: f64,
    pub height: f64,
}

impl Drawing {
    /// Makes room for boxes of another height, in proportion: so none comes to stand on another.
    pub(super) fn heighten(&mut self, height: f64) {
        let by = (height + ROOM.1) / (HEIGHT + ROOM.1);
        self.spots.iter_mut().for_each(|spot| spot.y *= by);
        self.height *= by;
    }
}

/// Draws boxes; `pairs` are those that are related, by their places in the list.
pub(super) fn draw(boxes: &[Width], pairs: &[(usize, usize)]) -> Drawing {
    let mut drawing = Drawing { spots: vec![Spot::default(); boxes.len()], ..Drawing::default() };
    let mut pen = Pen::default();
    for part in parts(boxes.len(), pairs) {
        let widths: Vec<Width> = part.iter().map(|place| boxes[*place]).collect();
        let inner = |place: usize| part.binary_search(&place).ok();
        let own: Vec<_> =
            pairs.iter().filter_map(|(one, other)| Some((inner(*one)?, inner(*other)?))).collect();
        let spots = settled(&widths, &own);
        pen.put(&part, &widths, &spots, &mut drawing);
    }
    drawing.width += 2.0 * EDGE;
    drawing.height += 2.0 * EDGE;
    for spot in &mut drawing.spots {
        *spot = Spot { x: spot.x + EDGE, y: spot.y + EDGE };
    }
    drawing
}

/// What is connected, the largest part first; in each the places in their order.
fn parts(count: usize, pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut part_of: Vec<usize> = (0..count).collect();
    loop {
        let before = part_of.clone();
        for (one, other) in pairs {
            let least = part_of[*one].min(part_of[*other]);
            part_of[*one] = least;
            part_of[*other] = least;
        }
        if part_of == before {
            break;
        }
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (place, part) in part_of.into_iter().enumerate() {
        parts[part].push(place);
    }
    parts.retain(|part| !part.is_empty());
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts
}

/// Sets parts side by side in lines, as words are set.
#[derive(Default)]
struct Pen {
    at: Spot,
    /// How high the line is.
    line: f64,
}

impl Pen {
    fn put(&mut self, part: &[usize], widths: &[Width], spots: &[Spot], drawing: &mut Drawing) {
        let least = |edges: &mut dyn Iterator<Item = f64>| edges.fold(f64::INFINITY, f64::min);
        let most = |edges: &mut dyn Iterator<Item = f64>| edges.fold(f64::NEG_INFINITY, f64::max);
        let sides = || spots.iter().zip(widths);
        let left = least(&mut sides().map(|(spot, width)| spot.x - width / 2.0));
        let right = most(&mut sides().map(|(spot, width)| spot.x + width / 2.0));
        let top = least(&mut spots.iter().map(|spot| spot.y - HEIGHT / 2.0));
        let bottom = most(&mut spots.iter().map(|spot| spot.y + HEIGHT / 2.0));
        if self.at.x > 0.0 && self.at.x + right - left > LINE {
            self.at = Spot { x: 0.0, y: self.at.y + self.line + ROOM.1 };
            self.line = 0.0;
        }
        for (place, spot) in part.iter().zip(spots) {
            drawing.spots[*place] = Spot { x: self.at.x + spot.x - left, y: self.at.y + spot.y - top };
        }
        self.line = self.line.max(bottom - top);
        drawing.width = drawing.width.max(self.at.x + right - left);
        drawing.height = drawing.height.max(self.at.y + self.line);
        self.at.x += right - left + ROOM.0;
    }
}

/// Boxes that are connected, each in its place.
fn settled(widths: &[Width], pairs: &[(usize, usize)]) -> Vec<Spot> {
    let turns = (STARTS.0 * STARTS.1 / widths.len().max(STARTS.1)).clamp(1, widths.len().max(1));
    let mut best: Option<(usize, Vec<Spot>)> = None;
    for turn in 0..turns {
        let mut spots = apart(widths, pairs, turn * widths.len() / turns);
        let behind = clear::clear(&mut spots, widths, pairs);
        if best.as_ref().is_none_or(|(least, _)| behind < *least) {
            best = Some((behind, spots));
        }
        if behind == 0 {
            break;
        }
    }
    best.map_or_else(Vec::new, |(_, spots)| spots)
}

/// Boxes that are connected, none upon another.
fn apart(widths: &[Width], pairs: &[(usize, usize)], turn: usize) -> Vec<Spot> {
    let mut spots = begun(widths.len(), turn);
    let mut warmth = 1.5;
    for _ in 0..STEPS.0 {
        step(&mut spots, pairs, warmth);
        warmth *= 0.985;
    }
    spread(&mut spots, widths);
    for _ in 0..STEPS.1 {
        if !part_once(&mut spots, widths) {
            return spots;
        }
    }
    // Where there is no end to it, room is made for all.
    while overlap(&spots, widths) {
        for spot in &mut spots {
            *spot = Spot { x: spot.x * 1.1, y: spot.y * 1.1 };
        }
    }
    spots
}

/// Gives the drawing its size: so much room as its boxes want, and its shape.
fn spread(spots: &mut [Spot], widths: &[Width]) {
    let room = widths.iter().map(|width| (width + ROOM.0) * (HEIGHT + ROOM.1)).sum::<f64>() * SPACE;
    let across = extent(spots.iter().map(|spot| spot.x)).max(0.1);
    let down = extent(spots.iter().map(|spot| spot.y)).max(0.1);
    let (x, y) = ((room * STRETCH).sqrt() / across, (room / STRETCH).sqrt() / down);
    for spot in spots {
        *spot = Spot { x: spot.x * x, y: spot.y * y };
    }
}

/// From the least to the greatest.
fn extent(places: impl Iterator<Item = f64> + Clone) -> f64 {
    places.clone().fold(f64::NEG_INFINITY, f64::max) - places.fold(f64::INFINITY, f64::min)
}

#[expect(clippy::cast_precision_loss, reason = "boxes are counted in hundreds")]
fn count(boxes: usize) -> f64 {
    boxes as f64
}

/// A start: on a spiral, each a golden angle further than the one before, as seeds of sunflowers are; in
/// the middle the one at `turn`.
fn begun(boxes: usize, turn: usize) -> Vec<Spot> {
    const TURN: (f64, f64) = (-0.737_368_878, 0.675_490_294);
    let mut way = Spot { x: 1.0, y: 0.0 };
    let mut spots: Vec<Spot> = (0..boxes)
        .map(|place| {
            way = Spot { x: way.x * TURN.0 - way.y * TURN.1, y: way.x * TURN.1 + way.y * TURN.0 };
            let far = (count(place) + 0.5).sqrt() * 0.9;
            Spot { x: way.x * far, y: way.y * far }
        })
        .collect();
    spots.rotate_right(turn);
    spots
}

/// All push each other away, what is related draws near, and everything a little to the middle.
fn step(spots: &mut [Spot], pairs: &[(usize, usize)], warmth: f64) {
    let mut moves = vec![Spot::default(); spots.len()];
    for one in 0..spots.len() {
        for other in one + 1..spots.len() {
            let (x, y) = (spots[one].x - spots[other].x, spots[one].y - spots[other].y);
            let push = (1.0 / (x * x + y * y).max(0.01) - FAR).max(0.0);
            moves[one] = Spot { x: moves[one].x + x * push, y: moves[one].y + y * push };
            moves[other] = Spot { x: moves[other].x - x * push, y: moves[other].y - y * push };
        }
    }
    for (one, other) in pairs {
        let (x, y) = (spots[*one].x - spots[*other].x, spots[*one].y - spots[*other].y);
        let pull = (x * x + y * y).sqrt() * 0.55;
        moves[*one] = Spot { x: moves[*one].x - x * pull, y: moves[*one].y - y * pull };
        moves[*other] = Spot { x: moves[*other].x + x * pull, y: moves[*other].y + y * pull };
    }
    for (spot, by) in spots.iter_mut().zip(moves) {
        let by = Spot { x: by.x - spot.x * 0.12, y: by.y - spot.y * 0.12 };
        let far = (by.x * by.x + by.y * by.y).sqrt().max(1e-9);
        let most = far.min(warmth) / far;
        *spot = Spot { x: spot.x + by.x * most, y: spot.y + by.y * most };
    }
}

/// By how much two boxes and the room around them overlap, across and down.
fn overlapping(one: (Spot, Width), other: (Spot, Width)) -> Option<(f64, f64)> {
    let across = (one.1 + other.1) / 2.0 + ROOM.0 - (one.0.x - other.0.x).abs();
    let down = HEIGHT + ROOM.1 - (one.0.y - other.0.y).abs();
    (across > 1e-6 && down > 1e-6).then_some((across, down))
}

fn overlap(spots: &[Spot], widths: &[Width]) -> bool {
    let boxed = |place: usize| (spots[place], widths[place]);
    (0..spots.len()).any(|one| (0..one).any(|other| overlapping(boxed(one), boxed(other)).is_some()))
}

/// Moves each two boxes that overlap apart, the way that changes less; says whether there were any.
fn part_once(spots: &mut [Spot], widths: &[Width]) -> bool {
    let mut any = false;
    for one in 0..spots.len() {
        for other in one + 1..spots.len() {
            let Some((across, down)) = overlapping((spots[one], widths[one]), (spots[other], widths[other]))
            else {
                continue;
            };
            any = true;
            if across < down * ACROSS {
                let by = if spots[one].x < spots[other].x { -across } else { across } / 2.0;
                spots[one].x += by;
                spots[other].x -= by;
            } else {
                let by = if spots[one].y < spots[other].y { -down } else { down } / 2.0;
                spots[one].y += by;
                spots[other].y -= by;
            }
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring of boxes, and every fifth related to the first.
    fn ring(boxes: usize) -> (Vec<Width>, Vec<(usize, usize)>) {
        let widths = (0..boxes).map(|place| 60.0 + count(place * 37 % 110)).collect();
        let ring = (1..boxes).map(|place| (place - 1, place));
        (widths, ring.chain((5..boxes).step_by(5).map(|place| (0, place))).collect())
    }

    #[test]
    fn no_box_stands_on_another_or_outside() {
        for boxes in [1, 2, 5, 43, 120] {
            let (widths, pairs) = ring(boxes);
            let drawing = draw(&widths, &pairs);
            assert!(!overlap(&drawing.spots, &widths), "{boxes}");
            for (spot, width) in drawing.spots.iter().zip(&widths) {
                assert!(spot.x - width / 2.0 >= 0.0 && spot.x + width / 2.0 <= drawing.width, "{boxes}");
                assert!(spot.y - HEIGHT / 2.0 >= 0.0 && spot.y + HEIGHT / 2.0 <= drawing.height, "{boxes}");
            }
        }
    }

    #[test]
    fn higher_boxes_have_room_too() {
        let (widths, pairs) = ring(43);
        let mut drawing = draw(&widths, &pairs);
        drawing.heighten(42.0);
        let boxed = || drawing.spots.iter().zip(&widths);
        for (place, (one, width)) in boxed().enumerate() {
            assert!(one.y - 21.0 >= 0.0 && one.y + 21.0 <= drawing.height);
            for (other, other_width) in boxed().take(place) {
                let across = (one.x - other.x).abs() >= (width + other_width) / 2.0;
                assert!(across || (one.y - other.y).abs() >= 42.0, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_is_related_to_nothing_is_drawn_too() {
        let drawing = draw(&[80.0; 40], &[]);
        assert!(!overlap(&drawing.spots, &[80.0; 40]));
        assert!(drawing.width <= LINE + 2.0 * EDGE, "{}", drawing.width);
        assert_eq!(draw(&[], &[]).spots, []);
    }

    #[test]
    fn what_is_related_stands_nearer_than_what_is_not() {
        let (widths, pairs) = ring(40);
        let drawing = draw(&widths, &pairs);
        let far = |(one, other): (usize, usize)| {
            let (one, other) = (drawing.spots[one], drawing.spots[other]);
            ((one.x - other.x) / STRETCH).abs() + (one.y - other.y).abs()
        };
        let related = pairs.iter().map(|pair| far(*pair)).sum::<f64>() / count(pairs.len());
        let all: Vec<_> = (0..40).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
        let mean = all.iter().map(|pair| far(*pair)).sum::<f64>() / count(all.len());
        assert!(related * 1.5 < mean, "{related} {mean}");
    }

    #[test]
    fn few_lines_run_behind_boxes_that_they_do_not_lead_to() {
        for boxes in [12, 43, 80] {
            let (widths, pairs) = ring(boxes);
            let before = clear::behind(&apart(&widths, &pairs, 0), &widths, &pairs);
            let after = clear::behind(&settled(&widths, &pairs), &widths, &pairs);
            assert!(after * 2 <= before, "{boxes}: {before} {after}");
        }
    }
}
