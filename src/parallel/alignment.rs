//! Aligning the sentences of two texts: several times, each time with what the last has taught.

use std::ops::Range;

use super::align::Confidence;
use super::evidence::{Dictionary, Met, Wording};
use super::programme::{ALL, Band, Kind, PLAIN, Rows, Scores, Values, anchored, best, confidences, together};
use super::study::Study;

/// How far from the way found before the next is looked for: beside pairs that are surely such, and beside all else.
const WIDTH: [usize; 2] = [2, 12];

/// How often the texts are gone over again with what was learnt.
const LESSONS: usize = 2;

/// Two texts to be aligned.
#[derive(Clone, Debug, Default)]
pub struct Pair<'a> {
    /// The sentences of the original and of the gloss.
    pub texts: [&'a [&'a str]; 2],
    /// Their languages, as BCP 47 tags.
    pub languages: [&'a str; 2],
    /// By side, what kind of block each sentence is: only like goes with like, and only paragraphs
    /// (`p`) several with several. Without kinds all are paragraphs; so is what has none.
    pub kinds: Option<[&'a [&'a str]; 2]>,
    /// Words or phrases of the two languages that are known to answer each other, as in a glossary.
    pub terms: &'a [(&'a str, &'a str)],
    /// Sentences that belong together whatever they say: one of the original and one of the gloss, from
    /// 0, rising on both sides. What does not rise or is not there is passed over.
    pub pins: &'a [(usize, usize)],
}

/// Sentences that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Of the original, from 0; none if only the gloss has this.
    pub original: Range<usize>,
    /// Of the gloss; none if only the original has this.
    pub gloss: Range<usize>,
    /// How sure it is, from 0 to 1. A pinned pair is sure.
    pub confidence: f64,
}

/// Aligns two texts: every sentence is in exactly one match, in the order of both texts.
///
/// The answer depends on the two texts alone, and is the same the other way about.
#[must_use]
pub fn align_sentences(pair: &Pair<'_>) -> Vec<Match> {
    // Taken in an order of their own the two have one answer, whichever is called the original.
    if pair.texts[0] <= pair.texts[1] {
        return align_in_order(pair);
    }
    let ([first, second], [one, other]) = (pair.texts, pair.languages);
    let turned = Pair {
        texts: [second, first],
        languages: [other, one],
        kinds: pair.kinds.map(|[ones, others]| [others, ones]),
        terms: &pair.terms.iter().map(|(one, other)| (*other, *one)).collect::<Vec<_>>(),
        pins: &pair.pins.iter().map(|(one, other)| (*other, *one)).collect::<Vec<_>>(),
    };
    let turn = |found: Match| Match { original: found.gloss, gloss: found.original, ..found };
    align_in_order(&turned).into_iter().map(turn).collect()
}

fn align_in_order(pair: &Pair<'_>) -> Vec<Match> {
    let read = |side: usize| Wording::read(pair.texts[side].iter().copied(), pair.languages[side]);
    let sides = [read(0), read(1)];
    let sides = [&sides[0], &sides[1]];
    let mut gaps = gaps(pair, sides);
    let mut study = Study::begin(sides, &dictionary(pair, sides).words(sides));
    for lesson in 0..=LESSONS {
        if lesson > 0 {
            let met: Vec<Met> = gaps.iter().flat_map(Gap::met).collect();
            study.learn(&met);
        }
        let knowledge = study.knowledge();
        let values = Values::of(&knowledge);
        for gap in &mut gaps {
            let (band, shapes) = match lesson {
                0 => (anchored(sides, [&gap.stretch.0, &gap.stretch.1]), PLAIN),
                _ => (Band::near(&gap.way, gap.len(), |bead| WIDTH[usize::from(gap.is_doubtful(bead))]), ALL),
            };
            let scores = Scores::new(&knowledge, &values, [&gap.rows[0], &gap.rows[1]], &band);
            gap.way = best(&scores, &band, shapes);
            gap.sure = match lesson {
                LESSONS => confidences(&scores, &gap.way, ALL),
                _ => together(&scores, &gap.way),
            };
        }
    }
    gaps.iter().flat_map(Gap::matches).collect()
}

fn dictionary(pair: &Pair<'_>, sides: [&Wording; 2]) -> Dictionary {
    let languages = sides.map(|side| &*side.language);
    let mut dictionary = Dictionary::default();
    for ((one, other), entry) in pair.terms.iter().zip(0..) {
        dictionary.add(entry, languages, [one, other].map(|name| std::iter::once(*name)));
    }
    dictionary
}

/// What stands between two pins, and the pin after it.
#[derive(Debug, Default)]
struct Gap {
    /// Its sentences on each side.
    stretch: Met,
    rows: [Rows; 2],
    /// Its beads, counted from its beginning.
    way: Vec<Met>,
    /// How sure they are.
    sure: Vec<f64>,
    has_pin: bool,
}

impl Gap {
    fn len(&self) -> [usize; 2] {
        [self.stretch.0.len(), self.stretch.1.len()]
    }

    /// Whether a bead is more or less than two sentences that surely belong together.
    fn is_doubtful(&self, bead: usize) -> bool {
        let (ones, others) = &self.way[bead];
        (ones.len(), others.len()) != (1, 1) || Confidence::of(self.sure[bead]) < Confidence::ENOUGH
    }

    /// Its beads and the pin after them, counted from the texts' beginnings.
    fn met(&self) -> impl Iterator<Item = Met> + '_ {
        let (one, other) = (&self.stretch.0, &self.stretch.1);
        let beads = self.way.iter().map(|(a, b)| (moved(a, one.start), moved(b, other.start)));
        beads.chain(self.has_pin.then(|| (one.end..one.end + 1, other.end..other.end + 1)))
    }

    fn matches(&self) -> impl Iterator<Item = Match> + '_ {
        let sure = self.sure.iter().copied().chain([1.0]);
        let matches = self.met().zip(sure);
        matches.map(|((original, gloss), confidence)| Match { original, gloss, confidence })
    }
}

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// Parts two texts at their pins.
fn gaps(pair: &Pair<'_>, sides: [&Wording; 2]) -> Vec<Gap> {
    let kinds = kinds(pair);
    let [first, second] = sides.map(Wording::len);
    let mut gaps = Vec::new();
    let (mut one, mut other) = (0, 0);
    let mut add = |from: [usize; 2], to: [usize; 2], has_pin: bool| {
        let stretch = [from[0]..to[0], from[1]..to[1]];
        let rows = [0, 1]
            .map(|side| Rows::of(sides[side], stretch[side].clone().map(|at| (at..at + 1, kinds[side][at]))));
        let [first, second] = stretch;
        gaps.push(Gap { stretch: (first, second), rows, has_pin, ..Gap::default() });
    };
    for (pin, answer) in pair.pins.iter().copied() {
        if (one..first).contains(&pin) && (other..second).contains(&answer) {
            add([one, other], [pin, answer], true);
            (one, other) = (pin + 1, answer + 1);
        }
    }
    add([one, other], [first, second], false);
    gaps
}

/// By side and sentence, what it may be paired with.
fn kinds(pair: &Pair<'_>) -> [Vec<Kind>; 2] {
    let mut known = vec!["p"];
    [0, 1].map(|side| {
        let given = pair.kinds.map_or(&[][..], |kinds| kinds[side]);
        let mut of = |at: usize| {
            let name = given.get(at).copied().unwrap_or("p");
            let number = known.iter().position(|other| *other == name).unwrap_or_else(|| {
                known.push(name);
                known.len() - 1
            });
            if number == 0 { Kind::Running(0) } else { Kind::Single(number as u32) }
        };
        (0..pair.texts[side].len()).map(&mut of).collect()
    })
}
