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
pub(super) struct Links {
    rows: Vec<Row>,
    /// Those of all rows, one after another.
    links: Vec<Link>,
    /// By row and row of its reach, where their links end.
    ends: Vec<u32>,
}

/// A row of the first side.
struct Row {
    /// The rows of the second side that it was compared with.
    reach: Range<usize>,
    /// Where its ends begin.
    ends: u32,
    /// Where its links begin.
    links: u32,
}

impl Links {
    /// Finds them; `says` tells whether a word of a side says anything.
    pub(super) fn find(
        rows: [&Rows; 2],
        lexicon: &Lexicon,
        says: [&dyn Fn(WordId) -> bool; 2],
        band: &Band,
    ) -> Self {
        let stands = Stands::of(rows[1]);
        let mut links = Self { rows: Vec::with_capacity(rows[0].len()), links: Vec::new(), ends: Vec::new() };
        let mut found: Vec<(u32, Link)> = Vec::new();
        for at in 0..rows[0].len() {
            found.clear();
            let reach = band.reach(at);
            for (place, word) in (rows[0].first(at)..).zip(rows[0].words(at)) {
                let answers = lexicon.answers(*word).iter();
                for answer in answers.filter(|answer| says[0](*word) || says[1](answer.word)) {
                    let link = |other: u32| Link { places: [place, other], likely: answer.likely };
                    found.extend(stands.within(answer.word, &reach).map(|(at, other)| (at, link(other))));
                }
            }
            found.sort_unstable_by_key(|(at, link)| (*at, link.places));
            links.push(reach, &found);
        }
        links
    }

    /// Adds those of the next row, by the rows of its reach.
    fn push(&mut self, reach: Range<usize>, found: &[(u32, Link)]) {
        let (ends, links) = (self.ends.len() as u32, self.links.len() as u32);
        let mut rest = found.iter().peekable();
        for at in reach.clone() {
            while let Some((_, link)) = rest.next_if(|(row, _)| *row as usize == at) {
                self.links.push(*link);
            }
            self.ends.push(self.links.len() as u32);
        }
        self.rows.push(Row { reach, ends, links });
    }

    /// The links of two rows.
    pub(super) fn between(&self, first: usize, second: usize) -> &[Link] {
        let row = &self.rows[first];
        if !row.reach.contains(&second) {
            return &[];
        }
        let at = row.ends as usize + second - row.reach.start;
        let from = if second == row.reach.start { row.links } else { self.ends[at - 1] };
        &self.links[from as usize..self.ends[at] as usize]
    }
}

/// Where the words of a side stand.
struct Stands {
    /// The least number of a word.
    least: u32,
    /// By word, from the least on, where its places end among all.
    ends: Vec<u32>,
    /// By word, its rows, each with its place among all words of its side's rows.
    places: Vec<(u32, u32)>,
}

impl Stands {
    fn of(rows: &Rows) -> Self {
        let words = || (0..rows.len()).flat_map(|row| rows.words(row));
        let least = words().map(|word| word.0).min().unwrap_or_default();
        let many = words().map(|word| word.0 - least + 1).max().unwrap_or_default();
        let mut ends = vec![0_u32; many as usize];
        words().for_each(|word| ends[(word.0 - least) as usize] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // Where its places begin; noting them moves it to where they end.
            sum += std::mem::replace(end, sum);
        }
        let mut places = vec![(0, 0); sum as usize];
        for row in 0..rows.len() {
            for (word, place) in rows.words(row).iter().zip(rows.first(row)..) {
                let end = &mut ends[(word.0 - least) as usize];
                places[*end as usize] = (row as u32, place);
                *end += 1;
            }
        }
        Self { least, ends, places }
    }

    /// The rows within a reach in which a word stands, each with its place.
    fn within(&self, word: WordId, reach: &Range<usize>) -> impl Iterator<Item = (u32, u32)> + '_ {
        let places = word.0.checked_sub(self.least).map_or(&[][..], |at| self.at(at as usize));
        let from = match places.len() {
            // Few are sooner gone over than searched.
            ..8 => places.iter().take_while(|(row, _)| (*row as usize) < reach.start).count(),
            _ => places.partition_point(|(row, _)| (*row as usize) < reach.start),
        };
        let end = reach.end;
        places[from..].iter().copied().take_while(move |(row, _)| (*row as usize) < end)
    }

    fn at(&self, word: usize) -> &[(u32, u32)] {
        let Some(end) = self.ends.get(word) else { return &[] };
        let from = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[from as usize..*end as usize]
    }
}
