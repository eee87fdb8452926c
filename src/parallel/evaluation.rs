//! How well an alignment agrees with one that people have made.

use std::collections::{BTreeMap, BTreeSet};

/// Sentences that belong together, by their numbers from 0.
pub type Aligned = (Vec<usize>, Vec<usize>);

/// How well alignments agree with those that people have made, over any number of texts.
///
/// As Sennrich and Volk (2010) define it: precision is over all beads that were found, recall over
/// those of the people that have both sides. Strictly a bead is right if it is one of theirs; laxly, if
/// on both sides it has sentences that they paired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlignmentScore {
    found: Count,
    wanted: Count,
    links: [usize; 3],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    strictly: usize,
    laxly: usize,
    all: usize,
}

impl AlignmentScore {
    /// Takes in one text: its beads as people made them, and as they were found.
    pub fn add(&mut self, gold: &[Aligned], found: &[Aligned]) {
        self.found.add(gold, found);
        self.wanted.add(&both_sided(found), &both_sided(gold));
        let (wanted, found) = (links(gold), links(found));
        let shared = wanted.intersection(&found).count();
        for (sum, count) in self.links.iter_mut().zip([shared, found.len(), wanted.len()]) {
            *sum += count;
        }
    }

    /// Precision, recall and F1, where a bead is right if it is the same.
    #[must_use]
    pub fn strict(&self) -> [f64; 3] {
        with_f1(share(self.found.strictly, self.found.all), share(self.wanted.strictly, self.wanted.all))
    }

    /// Precision, recall and F1, where a bead is right if it has part in one.
    #[must_use]
    pub fn lax(&self) -> [f64; 3] {
        with_f1(share(self.found.laxly, self.found.all), share(self.wanted.laxly, self.wanted.all))
    }

    /// F1 of the single pairs of sentences.
    #[must_use]
    pub fn links(&self) -> f64 {
        let [shared, found, wanted] = self.links;
        with_f1(share(shared, found), share(shared, wanted))[2]
    }
}

impl Count {
    /// Counts the beads of `others` that stand in `known`.
    fn add(&mut self, known: &[Aligned], others: &[Aligned]) {
        let known = beads(known);
        let mut partners: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (ones, others) in &known {
            ones.iter().for_each(|one| partners.entry(*one).or_default().extend(others.iter()));
        }
        for bead in beads(others) {
            let meets = |one: &usize| {
                partners.get(one).is_some_and(|partners| bead.1.iter().any(|other| partners.contains(other)))
            };
            let same = known.contains(&bead);
            self.strictly += usize::from(same);
            self.laxly += usize::from(same || bead.0.iter().any(meets));
            self.all += 1;
        }
    }
}

/// Each bead once, empty ones left out.
fn beads(all: &[Aligned]) -> BTreeSet<&Aligned> {
    all.iter().filter(|(ones, others)| !ones.is_empty() || !others.is_empty()).collect()
}

fn both_sided(all: &[Aligned]) -> Vec<Aligned> {
    all.iter().filter(|(ones, others)| !ones.is_empty() && !others.is_empty()).cloned().collect()
}

fn links(all: &[Aligned]) -> BTreeSet<(usize, usize)> {
    let of = |(ones, others): &Aligned| {
        ones.iter().flat_map(|one| others.iter().map(move |other| (*one, *other))).collect::<Vec<_>>()
    };
    all.iter().flat_map(of).collect()
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

fn with_f1(precision: f64, recall: f64) -> [f64; 3] {
    let sum = precision + recall;
    [precision, recall, if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(ones: &[usize], others: &[usize]) -> Aligned {
        (ones.to_vec(), others.to_vec())
    }

    #[test]
    fn strict_is_the_same_bead_and_lax_a_part_of_one() {
        let gold = [bead(&[0], &[0]), bead(&[1], &[1, 2]), bead(&[2], &[])];
        let found = [bead(&[0], &[0]), bead(&[1], &[1]), bead(&[], &[2]), bead(&[2], &[])];
        let mut score = AlignmentScore::default();
        score.add(&gold, &found);
        assert_eq!(score.strict(), with_f1(2.0 / 4.0, 1.0 / 2.0));
        assert_eq!(score.lax(), with_f1(3.0 / 4.0, 2.0 / 2.0));
        assert_eq!(score.links(), with_f1(2.0 / 2.0, 2.0 / 3.0)[2]);
    }

    #[test]
    fn nothing_is_worth_nothing() {
        let mut score = AlignmentScore::default();
        score.add(&[], &[bead(&[], &[])]);
        assert_eq!((score.strict(), score.links()), ([0.0; 3], 0.0));
    }
}
