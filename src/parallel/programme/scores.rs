//! What a bead is worth.

use std::ops::Range;

use super::super::evidence::{Lexicon, Unexplained, Weights, WordId, Wording};
use super::band::Band;
use super::links::Links;
use super::shape::Shape;

/// What is paired on one side: sentences, or stretches of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    words: Vec<WordId>,
    ends: Vec<u32>,
    letters: Vec<u32>,
    is_closed: Vec<bool>,
    kinds: Vec<Kind>,
}

/// What a row may be paired with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// With rows of its kind, one or several.
    Running(u32),
    /// With one row of its kind.
    Single(u32),
    /// With one row of its kind, or with several that have something in common with it.
    Joining(u32),
    /// With one row of its kind, whatever they say: a placeholder.
    Blank(u32),
    /// With none.
    Alone,
}

impl Kind {
    /// What it is a kind of; none if it is of none.
    fn number(self) -> Option<u32> {
        match self {
            Self::Running(kind) | Self::Single(kind) | Self::Joining(kind) | Self::Blank(kind) => Some(kind),
            Self::Alone => None,
        }
    }
}

impl Rows {
    /// One row for each stretch of sentences.
    pub(crate) fn of(side: &Wording, stretches: impl Iterator<Item = (Range<usize>, Kind)>) -> Self {
        let mut rows = Self::default();
        for (stretch, kind) in stretches {
            rows.words.extend_from_slice(&side.of_all(stretch.clone()));
            rows.ends.push(rows.words.len() as u32);
            rows.letters.push(stretch.clone().map(|at| side.letters(at)).sum());
            rows.is_closed.push(stretch.last().is_none_or(|last| side.is_closed(last)));
            rows.kinds.push(kind);
        }
        rows
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words of a row, in the order of their numbers.
    pub(super) fn words(&self, row: usize) -> &[WordId] {
        &self.words[self.first(row) as usize..self.ends[row] as usize]
    }

    /// The place of a row's first word among all words of the rows.
    pub(super) fn first(&self, row: usize) -> u32 {
        if row == 0 { 0 } else { self.ends[row - 1] }
    }
}

/// All that speaks for or against a bead.
pub(crate) struct Knowledge<'a> {
    pub(crate) sides: [&'a Wording; 2],
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) unexplained: &'a Unexplained,
    pub(crate) weights: &'a Weights,
    /// Logarithms of the shares of shapes, by their sorts.
    pub(crate) shapes: [f64; 9],
    /// How many letters of the second side answer one of the first.
    pub(crate) ratio: f64,
    /// What words weigh.
    pub(crate) words: f64,
}

/// By side and word: what it counts.
pub(crate) struct Values([SideValues; 2]);

#[derive(Default)]
struct SideValues {
    /// What is lost where a word is not explained; 0 where a word says nothing.
    silent: Vec<f64>,
    /// How much better than chance an explanation is, by how likely it is.
    lift: Vec<f64>,
    shares: Vec<f64>,
}

impl Values {
    /// What the words of both sides count.
    pub(crate) fn of(knowledge: &Knowledge<'_>) -> Self {
        let weights = knowledge.weights;
        let of_side = |side: usize| {
            let wording = knowledge.sides[side];
            let words = wording.words.iter().zip(&knowledge.unexplained.shares[side]);
            let mut values = SideValues::default();
            for (word, silent) in words {
                let share = wording.share(word, weights);
                values.silent.push(if share > weights.common { 0.0 } else { silent.ln() });
                values.lift.push((1.0 - silent) / silent);
                values.shares.push(share);
            }
            values
        };
        Self([of_side(0), of_side(1)])
    }
}

/// The worth of all beads of two sides' rows.
pub(crate) struct Scores<'a> {
    knowledge: &'a Knowledge<'a>,
    values: &'a Values,
    rows: [&'a Rows; 2],
    links: Links,
    /// By side: what comes together up to each row.
    sums: [Vec<Sum>; 2],
    /// By what letters of the first side are multiplied, and those of the second divided, to be as many.
    even: f64,
    /// The logarithm of the variance of lengths that have nothing to do with each other.
    strange: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    silent: f64,
    words: f64,
    letters: f64,
    open: f64,
}

/// Room for what a bead's words explain; kept from one bead to the next.
#[derive(Default)]
pub(crate) struct Room([Explained; 2]);

/// How likely words of one side are explained by a bead, by their places.
#[derive(Default)]
struct Explained {
    /// Of all places; zero but for those at hand.
    likely: Vec<f32>,
    /// The places at hand, as they came.
    places: Vec<u32>,
}

impl Explained {
    /// Makes room for so many places.
    fn widen(&mut self, places: usize) {
        if self.likely.len() < places {
            self.likely.resize(places, 0.0);
        }
    }

    fn add(&mut self, place: u32, likely: f32) {
        let sum = &mut self.likely[place as usize];
        if *sum == 0.0 {
            self.places.push(place);
        }
        *sum += likely;
    }

    /// Hands on what is at hand, and forgets it.
    fn take(&mut self, mut each: impl FnMut(u32, f32)) {
        for place in self.places.drain(..) {
            each(place, std::mem::take(&mut self.likely[place as usize]));
        }
    }
}

/// Scores are whole multiples of this: so that their sums do not depend on their order.
const GRAIN: f64 = 1024.0;

impl<'a> Scores<'a> {
    /// Looks at all pairs of rows within `band`.
    pub(crate) fn new(
        knowledge: &'a Knowledge<'a>,
        values: &'a Values,
        rows: [&'a Rows; 2],
        band: &Band,
    ) -> Self {
        let says = |side: usize| move |word: WordId| values.0[side].silent[word.at()] < 0.0;
        let links = Links::find(rows, knowledge.lexicon, [&says(0), &says(1)], band);
        let sums = [0, 1].map(|side| sums(rows[side], &values.0[side].silent));
        let even = knowledge.ratio.sqrt();
        Self { knowledge, values, rows, links, sums, even, strange: knowledge.weights.strange.ln() }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> [usize; 2] {
        self.rows.map(Rows::len)
    }

    /// What a bead of this shape is worth that ends before these rows; `None` where kinds forbid it.
    pub(super) fn of(&self, ends: [usize; 2], shape: Shape, room: &mut Room) -> Option<f64> {
        let (first, second) =
            (ends[0] - usize::from(shape.first)..ends[0], ends[1] - usize::from(shape.second)..ends[1]);
        let share = self.knowledge.shapes[usize::from(shape.sort)];
        if first.is_empty() || second.is_empty() {
            return Some((share * GRAIN).round() / GRAIN);
        }
        let said = match self.allowed(&first, &second)? {
            Said::Nothing => 0.0,
            Said::All => self.said(&first, &second, room),
            // Of two blocks of one kind at the same place the kind says much, whatever they say.
            Said::Bounded => self.said(&first, &second, room).max(self.knowledge.weights.least),
            Said::Less => {
                let said = self.said(&first, &second, room);
                // What has nothing in common is not joined, however well it would fit the rest.
                let more = first.len().max(second.len()) - 1;
                (said > 0.0).then_some(said - self.knowledge.weights.joined * more as f64)?
            }
        };
        Some(((share + said) * GRAIN).round() / GRAIN)
    }

    /// What lengths and words say.
    fn said(&self, first: &Range<usize>, second: &Range<usize>, room: &mut Room) -> f64 {
        let weights = self.knowledge.weights;
        let open = self.open(0, first) + self.open(1, second);
        let words = self.knowledge.words * self.words(first, second, room);
        weights.lengths * self.lengths(first, second) - weights.open * open + words
    }

    /// What is to be said of a bead, as far as kinds allow it.
    fn allowed(&self, first: &Range<usize>, second: &Range<usize>) -> Option<Said> {
        let [ones, others] = [&self.rows[0].kinds[first.clone()], &self.rows[1].kinds[second.clone()]];
        match (ones, others) {
            ([one], [other]) => {
                let said = match (one, other) {
                    (Kind::Running(_), Kind::Running(_)) => Said::All,
                    (Kind::Blank(_), _) | (_, Kind::Blank(_)) => Said::Nothing,
                    _ => Said::Bounded,
                };
                one.number().is_some_and(|kind| other.number() == Some(kind)).then_some(said)
            }
            _ => {
                let said = match ones[0] {
                    Kind::Running(_) => Said::All,
                    Kind::Joining(_) => Said::Less,
                    Kind::Single(_) | Kind::Blank(_) | Kind::Alone => return None,
                };
                ones.iter().chain(others).all(|kind| *kind == ones[0]).then_some(said)
            }
        }
    }

    fn between(&self, side: usize, rows: &Range<usize>, value: impl Fn(&Sum) -> f64) -> f64 {
        value(&self.sums[side][rows.end]) - value(&self.sums[side][rows.start])
    }

    /// How many rows of a bead's side but the last have no end.
    fn open(&self, side: usize, rows: &Range<usize>) -> f64 {
        self.between(side, &(rows.start..rows.end - 1), |sum| sum.open)
    }

    /// How much likelier two lengths are together than apart.
    fn lengths(&self, first: &Range<usize>, second: &Range<usize>) -> f64 {
        let weights = self.knowledge.weights;
        let even = self.even;
        let one = self.between(0, first, |sum| sum.letters) * even + weights.ground;
        let other = self.between(1, second, |sum| sum.letters) / even + weights.ground;
        let apart = (one / other).ln();
        let [long, short] = weights.spread;
        let variance = long + short / ((one + other) / 2.0);
        let density = |variance: f64, logarithm: f64| -0.5 * (apart * apart / variance + logarithm);
        density(variance, variance.ln()) - density(weights.strange, self.strange)
    }

    /// How much likelier two sets of words are together than apart.
    fn words(&self, first: &Range<usize>, second: &Range<usize>, room: &mut Room) -> f64 {
        let count = |side: usize, rows: &Range<usize>| self.between(side, rows, |sum| sum.words);
        let (ones, others) = (count(0, first), count(1, second));
        if ones == 0.0 || others == 0.0 {
            return 0.0;
        }
        let [back, there] = &mut room.0;
        back.widen(self.rows[0].words.len());
        there.widen(self.rows[1].words.len());
        let says = |side: usize, place: u32| self.values.0[side].silent[self.word(side, place)] < 0.0;
        for row in first.clone() {
            for other in second.clone() {
                for link in self.links.between(row, other) {
                    let [one, two] = link.places;
                    if says(1, two) {
                        there.add(two, link.likely[0]);
                    }
                    if says(0, one) {
                        back.add(one, link.likely[1]);
                    }
                }
            }
        }
        let silent = |side: usize, rows: &Range<usize>| self.between(side, rows, |sum| sum.silent);
        let explained = self.explained(there, 1, ones) + self.explained(back, 0, others);
        (silent(0, first) + silent(1, second) + explained) / 2.0
    }

    /// The number of the word at a place.
    fn word(&self, side: usize, place: u32) -> usize {
        self.rows[side].words[place as usize].at()
    }

    /// What is won by words of a side that the other, of so many words, explains.
    fn explained(&self, found: &mut Explained, side: usize, others: f64) -> f64 {
        let (mut won, mut product) = (0.0, 1.0);
        let values = &self.values.0[side];
        found.take(|place, likely| {
            let word = self.word(side, place);
            let often = values.shares[word] * others;
            let chance = often / (1.0 + often);
            product *= 1.0 + values.lift[word] * f64::from(likely.min(0.98)) / chance;
            // One logarithm for all, as long as they fit.
            if product > 1e200 {
                won += f64::ln(product);
                product = 1.0;
            }
        });
        won + product.ln()
    }
}

/// How much of what a bead says is heard.
enum Said {
    Nothing,
    /// At least as much as the kinds say.
    Bounded,
    All,
    /// All, but for what it costs to join blocks.
    Less,
}

fn sums(rows: &Rows, silent: &[f64]) -> Vec<Sum> {
    let mut sum = Sum::default();
    let mut sums = vec![sum];
    for row in 0..rows.len() {
        sum.silent += rows.words(row).iter().map(|word| silent[word.at()]).sum::<f64>();
        sum.words += rows.words(row).len() as f64;
        sum.letters += f64::from(rows.letters[row]);
        sum.open += f64::from(u8::from(!rows.is_closed[row]));
        sums.push(sum);
    }
    sums
}
