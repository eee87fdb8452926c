//! What the blocks of a text say, word by word, to know one again whose words have changed.

use std::collections::{BTreeSet, HashSet};

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Unit, folded, source};
use crate::parallel::align::Side;

/// Of a block's words so many are compared.
const ENOUGH: usize = 400;

/// The words of a text's units.
pub(super) struct Said {
    units: Vec<Vec<String>>,
    /// The words that several units have, or several of those that were accepted.
    common: HashSet<String>,
}

impl Said {
    /// Of a text, and of what was accepted of it: the more is known, the better what is common is told from
    /// what is not.
    pub(super) fn of<'a>(units: &[Unit], side: Side<'_>, accepted: impl Iterator<Item = &'a str>) -> Self {
        let said = |unit: &Unit| {
            let blocks = unit.run.blocks(side.text).map(|block| source(side, block));
            words(&blocks.collect::<Vec<_>>().join("\n"))
        };
        let units: Vec<Vec<String>> = units.iter().map(said).collect();
        let accepted: Vec<Vec<String>> = accepted.map(words).collect();
        let common = [&units, &accepted].into_iter().flat_map(|texts| common(texts)).collect();
        Self { units, common }
    }

    /// The share of some words that a unit has, in their order. Only words count that tell blocks apart:
    /// those that no other unit has.
    pub(super) fn share(&self, accepted: &[String], unit: usize) -> f64 {
        let tells = |word: &&String| !self.common.contains(*word);
        let [accepted, now] =
            [accepted, &self.units[unit]].map(|words| words.iter().filter(tells).collect::<Vec<_>>());
        in_common(&accepted, &now) as f64 / accepted.len().max(1) as f64
    }
}

/// The words that stand in several texts.
fn common(texts: &[Vec<String>]) -> impl Iterator<Item = String> {
    let distinct = texts.iter().flat_map(|text| text.iter().collect::<BTreeSet<_>>());
    let mut once: HashSet<&String> = HashSet::new();
    let again: Vec<String> = distinct.filter(|word| !once.insert(*word)).cloned().collect();
    again.into_iter()
}

/// The words of a text, as they are compared.
pub(super) fn words(text: &str) -> Vec<String> {
    folded(text).to_lowercase().unicode_words().take(ENOUGH).map(str::to_owned).collect()
}

/// The length of the longest common subsequence.
fn in_common(ones: &[&String], others: &[&String]) -> usize {
    let mut lengths = vec![0; others.len() + 1];
    for one in ones {
        let mut diagonal = 0;
        for (at, other) in others.iter().enumerate() {
            let above = lengths[at + 1];
            lengths[at + 1] = if one == other { diagonal + 1 } else { above.max(lengths[at]) };
            diagonal = above;
        }
    }
    lengths[others.len()]
}
