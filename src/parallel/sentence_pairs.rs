//! Pairing the sentences of two blocks that answer each other.

use std::ops::Range;

/// Sentences of an original that belong together with sentences of a gloss, as ranges of their
/// numbers in their blocks, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentencePair {
    /// Of the original.
    pub original: Range<usize>,
    /// Of the gloss.
    pub gloss: Range<usize>,
}

/// Pairs sentences given by their lengths in characters: one to one if there are as many on both
/// sides, else the shorter side's sentences each take those of the longer side that end nearest
/// to where they end, measured along the whole. A rough rule until sentences are aligned.
#[must_use]
pub fn pair_sentences(original: &[usize], gloss: &[usize]) -> Vec<SentencePair> {
    if original.is_empty() || gloss.is_empty() {
        return Vec::new();
    }
    if original.len() <= gloss.len() {
        let ends = ends(original, gloss);
        return ranges(&ends)
            .enumerate()
            .map(|(i, gloss)| SentencePair { original: i..i + 1, gloss })
            .collect();
    }
    let ends = ends(gloss, original);
    ranges(&ends).enumerate().map(|(i, original)| SentencePair { original, gloss: i..i + 1 }).collect()
}

fn ranges(ends: &[usize]) -> impl Iterator<Item = Range<usize>> + '_ {
    ends.iter().scan(0, |start, &end| Some(std::mem::replace(start, end)..end))
}

/// For each of the `fewer`, how many of the `more` are used up at its end: at least one each.
fn ends(fewer: &[usize], more: &[usize]) -> Vec<usize> {
    let total = |lengths: &[usize]| lengths.iter().sum::<usize>().max(1);
    let (total_fewer, total_more) = (total(fewer), total(more));
    let mut ends = Vec::with_capacity(fewer.len());
    let (mut used, mut passed, mut so_far) = (0, 0, 0);
    for (index, length) in fewer.iter().enumerate() {
        so_far += length;
        let must_leave = fewer.len() - index - 1;
        let least = used + 1;
        while used < more.len() - must_leave {
            // Compared as whole numbers: so_far / total_fewer against the middle of the next.
            let middle = 2 * passed + more[used];
            if used >= least && middle * total_fewer > 2 * so_far * total_more {
                break;
            }
            passed += more[used];
            used += 1;
        }
        ends.push(used);
    }
    if let Some(last) = ends.last_mut() {
        *last = more.len();
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(original: &[usize], gloss: &[usize]) -> Vec<(Range<usize>, Range<usize>)> {
        pair_sentences(original, gloss).into_iter().map(|pair| (pair.original, pair.gloss)).collect()
    }

    #[test]
    fn as_many_sentences_pair_one_to_one() {
        assert_eq!(pairs(&[10, 90], &[80, 20]), [(0..1, 0..1), (1..2, 1..2)]);
    }

    #[test]
    fn a_long_sentence_takes_the_two_that_fill_its_length() {
        assert_eq!(pairs(&[100, 50], &[50, 52, 48]), [(0..1, 0..2), (1..2, 2..3)]);
        assert_eq!(pairs(&[50, 52, 48], &[50, 100]), [(0..1, 0..1), (1..3, 1..2)]);
    }

    #[test]
    fn every_sentence_is_in_exactly_one_pair() {
        for more in 1..9 {
            for fewer in 1..=more {
                let found = pairs(&vec![7; fewer], &vec![5; more]);
                let covered: Vec<_> = found.iter().flat_map(|(_, gloss)| gloss.clone()).collect();
                assert_eq!(covered, (0..more).collect::<Vec<_>>(), "{fewer} to {more}");
            }
        }
    }

    #[test]
    fn no_sentences_no_pairs() {
        assert_eq!(pairs(&[], &[3]), []);
    }
}
