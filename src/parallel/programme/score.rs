//! What a bead is worth.

use std::ops::Range;

use crate::evidence::lexicon::{Answer, Lexicon};
use crate::evidence::side::{Side, WordId};
use crate::evidence::weights::Weights;

/// The shapes that a bead can have, with their weight's number.
pub const SHAPES: [(usize, usize, usize); 15] = [
    (1, 1, 0), (1, 0, 1), (0, 1, 1), (2, 1, 2), (1, 2, 2), (2, 2, 3), (3, 1, 4), (1, 3, 4),
    (2, 3, 5), (3, 2, 5), (4, 1, 6), (1, 4, 6), (3, 3, 7), (5, 1, 8), (1, 5, 8),
];

/// One word of a sentence explained by another.
#[derive(Clone, Copy, Debug)]
struct Link {
    first: WordId,
    second: WordId,
    there: f32,
    back: f32,
}

/// All that is asked about beads of two sides.
pub struct Scores<'a> {
    pub sides: [&'a Side; 2],
    lexicon: &'a Lexicon,
    weights: &'a Weights,
    pub shapes: [f64; 10],
    /// By word: the logarithm of its share left unexplained, and what turns a likelihood into a ratio.
    silent: [Vec<f64>; 2],
    lift: [Vec<f64>; 2],
    rare: [Vec<f64>; 2],
    /// Sums up to each sentence: what its words lose unexplained, their number, letters, open ends.
    sums: [Vec<Sum>; 2],
    ratio: f64,
    kinds: Option<[&'a [u32]; 2]>,
    words_weight: f64,
    /// Links of the cells of the band.
    rows: Vec<Row>,
}

struct Row {
    band: Range<usize>,
    /// Ends in `links` by cell.
    ends: Vec<u32>,
    links: Vec<Link>,
}

impl<'a> Scores<'a> {
    #[allow(clippy::too_many_arguments)]
    pub fn new(sides: [&'a Side; 2], lexicon: &'a Lexicon, weights: &'a Weights, shapes: [f64; 10], unexplained: [&[f64]; 2], ratio: f64, words_weight: f64, kinds: Option<[&'a [u32]; 2]>, band: &[Range<usize>]) -> Self {
        let by_word = |which: usize, f: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
            let side = sides[which];
            side.words.iter().zip(unexplained[which]).map(|(word, null)| f(*null, side.share(word, weights))).collect()
        };
        let common = weights.common;
        let silent = [0, 1].map(|which| by_word(which, &|null, u| if u > common { 0.0 } else { null.ln() }));
        let lift = [0, 1].map(|which| by_word(which, &|null, _| (1.0 - null) / null));
        let rare = [0, 1].map(|which| by_word(which, &|_, u| u));
        let sums = [0, 1].map(|which| {
            let side = sides[which];
            let mut sum = Sum::default();
            let mut sums = vec![sum];
            for at in 0..side.len() {
                sum.silent += side.of(at).iter().map(|word| silent[which][word.0 as usize]).sum::<f64>();
                sum.words += side.of(at).len() as f64;
                sum.letters += f64::from(side.lengths[at]);
                sum.open += f64::from(u8::from(!side.closed[at]));
                sums.push(sum);
            }
            sums
        });
        let mut scores = Self { sides, lexicon, weights, shapes, silent, lift, rare, sums, ratio, kinds, words_weight, rows: Vec::new() };
        scores.link(band);
        scores
    }

    fn link(&mut self, band: &[Range<usize>]) {
        let [first, second] = self.sides;
        let mut places: Vec<Vec<(u32, u32)>> = vec![Vec::new(); second.words.len()];
        for at in 0..second.len() {
            for word in second.of(at) {
                places[word.0 as usize].push((at as u32, 0));
            }
        }
        let mut found: Vec<(u32, Link)> = Vec::new();
        for (row, range) in band.iter().enumerate().take(first.len()) {
            found.clear();
            for word in first.of(row) {
                if self.silent[0][word.0 as usize] == 0.0 { continue; }
                for &Answer { word: other, there, back, .. } in &self.lexicon.answers[word.0 as usize] {
                    if self.silent[1][other.0 as usize] == 0.0 { continue; }
                    let places = &places[other.0 as usize];
                    let from = places.partition_point(|(at, _)| (*at as usize) < range.start);
                    for (at, _) in places[from..].iter().take_while(|(at, _)| (*at as usize) < range.end) {
                        found.push((*at, Link { first: *word, second: other, there, back }));
                    }
                }
            }
            found.sort_by_key(|(at, link)| (*at, link.first, link.second));
            let mut ends = Vec::with_capacity(range.len());
            let mut end = 0;
            for at in range.clone() {
                while end < found.len() && found[end].0 as usize == at { end += 1; }
                ends.push(end as u32);
            }
            self.rows.push(Row { band: range.clone(), ends, links: found.iter().map(|(_, link)| *link).collect() });
        }
    }

    fn links(&self, first: usize, second: usize) -> &[Link] {
        let row = &self.rows[first];
        if !row.band.contains(&second) { return &[]; }
        let at = second - row.band.start;
        let from = if at == 0 { 0 } else { row.ends[at - 1] };
        &row.links[from as usize..row.ends[at] as usize]
    }

    /// Whether kinds allow a bead.
    fn allowed(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        let Some([ones, others]) = self.kinds else { return true };
        if first.is_empty() || second.is_empty() { return true; }
        let kind = ones[first.start];
        let single = first.len() == 1 && second.len() == 1;
        (single || kind == 0) && ones[first.clone()].iter().all(|k| *k == kind) && others[second.clone()].iter().all(|k| *k == kind)
    }

    /// What a bead is worth, as a logarithm: how much likelier these two are together than apart.
    pub fn of(&self, first: Range<usize>, second: Range<usize>, shape: usize, buffer: &mut Buffer) -> Option<f64> {
        let shape = self.shapes[shape];
        if first.is_empty() || second.is_empty() { return Some(shape); }
        if !self.allowed(&first, &second) { return None; }
        let open = |which: usize, range: &Range<usize>| self.sums[which][range.end - 1].open - self.sums[which][range.start].open;
        let open = open(0, &first) + open(1, &second);
        Some(shape - self.weights.open * open + self.weights.lengths * self.lengths(&first, &second) + self.words_weight * self.words(first, second, buffer))
    }

    pub fn lengths(&self, first: &Range<usize>, second: &Range<usize>) -> f64 {
        let sum = |which: usize, range: &Range<usize>| self.sums[which][range.end].letters - self.sums[which][range.start].letters;
        let weights = self.weights;
        let one = sum(0, first) * self.ratio.sqrt() + weights.ground;
        let other = sum(1, second) / self.ratio.sqrt() + weights.ground;
        let z = (one / other).ln();
        let variance = weights.spread[0] + weights.spread[1] / ((one + other) / 2.0);
        let density = |variance: f64| -0.5 * z * z / variance - 0.5 * variance.ln();
        density(variance) - density(weights.strange)
    }

    fn words(&self, first: Range<usize>, second: Range<usize>, buffer: &mut Buffer) -> f64 {
        let count = |which: usize, range: &Range<usize>| self.sums[which][range.end].words - self.sums[which][range.start].words;
        let (ones, others) = (count(0, &first), count(1, &second));
        if ones == 0.0 || others == 0.0 { return 0.0; }
        let silent = |which: usize, range: &Range<usize>| self.sums[which][range.end].silent - self.sums[which][range.start].silent;
        let mut value = silent(0, &first) + silent(1, &second);
        buffer.there.clear();
        buffer.back.clear();
        for i in first.clone() {
            for j in second.clone() {
                for link in self.links(i, j) {
                    add(&mut buffer.there, ((j - second.start) as u8, link.second), link.there);
                    add(&mut buffer.back, ((i - first.start) as u8, link.first), link.back);
                }
            }
        }
        value += self.explained(&buffer.there, 1, ones);
        value += self.explained(&buffer.back, 0, others);
        value / 2.0
    }

    fn explained(&self, found: &[(u8, WordId, f32)], side: usize, length: f64) -> f64 {
        let mut product = 1.0;
        let mut value = 0.0;
        for (_, word, sum) in found {
            let word = word.0 as usize;
            let often = self.rare[side][word] * length;
            let chance = often / (1.0 + often);
            product *= 1.0 + self.lift[side][word] * f64::from(sum.min(0.98)) / chance;
            if product > 1e200 {
                value += f64::ln(product);
                product = 1.0;
            }
        }
        value + if product == 1.0 { 0.0 } else { product.ln() }
    }

    pub fn silent(&self) -> &[Vec<f64>; 2] { &self.silent }
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    silent: f64,
    words: f64,
    letters: f64,
    open: f64,
}

fn add(found: &mut Vec<(u8, WordId, f32)>, at: (u8, WordId), value: f32) {
    match found.iter_mut().find(|(number, word, _)| (*number, *word) == at) {
        Some((_, _, sum)) => *sum += value,
        None => found.push((at.0, at.1, value)),
    }
}

#[derive(Default)]
pub struct Buffer {
    there: Vec<(u8, WordId, f32)>,
    back: Vec<(u8, WordId, f32)>,
}
