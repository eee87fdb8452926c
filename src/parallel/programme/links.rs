//! Which words of a sentence answer which of another.

use std::ops::Range;

use super::super::evidence::{Lexicon, WordId};
use super::band::Band;
use super::scores::Rows;

/// A word of a row of the first side and one of the second that may answer it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// Their places among all words of their sides' rows.
    pub(super) places: [u32; 2],
    pub(super) likely: [f32; 2],
}

/// The links of all pairs of rows within a band.
pub(super) struct Links(Vec<Row>);

/// Those of one row of the first side.
struct Row {
    /// The rows of the second side that it was compared with.
    reach: Range<usize>,
    /// For each of them, where its links end.
    ends: Vec<u32>,
    links: Vec<Link>,
}

impl Links {
    /// Finds them; `says` tells whether a word of a side says anything.
    pub(super) fn find(
        rows: [&Rows; 2],
        lexicon: &Lexicon,
        says: [&dyn Fn(WordId) -> bool; 2],
        band: &Band,
    ) -> Self {
        let places = places(rows[1]);
        let mut found: Vec<(u32, Link)> = Vec::new();
        let row = |at: usize| {
            found.clear();
            let reach = band.reach(at);
            for (place, word) in (rows[0].first(at)..).zip(rows[0].words(at)) {
                let answers = lexicon.answers(*word).iter();
                for answer in answers.filter(|answer| says[0](*word) || says[1](answer.word)) {
                    let places = of(&places, answer.word);
                    let from = places.partition_point(|(_, at, _)| (*at as usize) < reach.start);
                    let within = places[from..].iter().take_while(|(_, at, _)| (*at as usize) < reach.end);
                    let link = |other: u32| Link { places: [place, other], likely: answer.likely };
                    found.extend(within.map(|(_, at, other)| (*at, link(*other))));
                }
            }
            found.sort_unstable_by_key(|(at, link)| (*at, link.places));
            Row::of(reach, &found)
        };
        Self((0..rows[0].len()).map(row).collect())
    }

    /// The links of two rows.
    pub(super) fn between(&self, first: usize, second: usize) -> &[Link] {
        let row = &self.0[first];
        if !row.reach.contains(&second) {
            return &[];
        }
        let at = second - row.reach.start;
        let from = if at == 0 { 0 } else { row.ends[at - 1] };
        &row.links[from as usize..row.ends[at] as usize]
    }
}

impl Row {
    fn of(reach: Range<usize>, found: &[(u32, Link)]) -> Self {
        let mut end = 0;
        let ends = reach.clone().map(|at| {
            end += found[end..].iter().take_while(|(row, _)| *row as usize == at).count();
            end as u32
        });
        Self { ends: ends.collect(), reach, links: found.iter().map(|(_, link)| *link).collect() }
    }
}

/// A word, its row, and its place among all words of its side's rows.
type Stand = (WordId, u32, u32);

/// Where the words of a side stand, by word.
fn places(rows: &Rows) -> Vec<Stand> {
    let of_row = |at: usize| {
        let words = rows.words(at).iter().zip(rows.first(at)..);
        words.map(move |(word, place)| (*word, at as u32, place))
    };
    let mut places: Vec<_> = (0..rows.len()).flat_map(of_row).collect();
    places.sort_unstable();
    places
}

/// The places of one word.
fn of(places: &[Stand], word: WordId) -> &[Stand] {
    let from = places.partition_point(|(other, ..)| *other < word);
    let count = places[from..].partition_point(|(other, ..)| *other == word);
    &places[from..from + count]
}
