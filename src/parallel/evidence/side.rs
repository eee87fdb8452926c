//! One side of a pair of texts, as evidence: its sentences as rows of numbered words.

use std::collections::HashMap;
use std::ops::Range;

use super::number::magnitudes;
use super::weights::Weights;
use super::token::{Sort, tokens};

/// The number of a word of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// A word of one side, however often it stands there.
#[derive(Clone, Debug)]
pub struct Word {
    pub sort: Sort,
    pub key: Box<str>,
    /// In how many sentences it stands.
    pub count: u32,
}

/// One side.
#[derive(Clone, Debug, Default)]
pub struct Side {
    pub words: Vec<Word>,
    /// The words of all sentences, each once a sentence, in order of their numbers.
    tokens: Vec<WordId>,
    /// Each sentence's part of them.
    sentences: Vec<Range<u32>>,
    /// Each sentence's letters and digits.
    pub lengths: Vec<u32>,
    /// Whether each sentence ends with a sign that ends or breaks a sentence.
    pub closed: Vec<bool>,
    pub language: Box<str>,
}

impl Side {
    /// Reads sentences of a language.
    pub fn read<'a>(sentences: impl Iterator<Item = &'a str>, language: &str) -> Self {
        let mut side = Self { language: language.into(), ..Self::default() };
        let mut known: HashMap<(Sort, Box<str>), WordId> = HashMap::new();
        let magnitudes = magnitudes(language);
        let mut row = Vec::new();
        for sentence in sentences {
            row.clear();
            tokens(sentence, magnitudes, &mut |sort, key| {
                let next = WordId(side.words.len() as u32);
                let id = *known.entry((sort, key.into())).or_insert(next);
                if id == next {
                    side.words.push(Word { sort, key: key.into(), count: 0 });
                }
                row.push(id);
            });
            row.sort_unstable();
            row.dedup();
            row.iter().for_each(|id| side.words[id.0 as usize].count += 1);
            let start = side.tokens.len() as u32;
            side.tokens.extend(&row);
            side.sentences.push(start..side.tokens.len() as u32);
            side.closed.push(is_closed(sentence));
            side.lengths.push(sentence.chars().filter(|c| c.is_alphanumeric()).count() as u32);
        }
        side
    }

    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    pub fn total(&self) -> usize {
        self.tokens.len()
    }

    /// How large a share of all tokens a word is: what is seen here, and what is usual.
    pub fn share(&self, word: &Word, weights: &Weights) -> f64 {
        let length = word.key.chars().count();
        let usual = match word.sort {
            Sort::Word => weights.usual[length.min(7) / 2],
            Sort::Number => weights.usual[if length < 3 { 4 } else { 5 }],
            Sort::Mark => weights.usual[6],
            Sort::Code => weights.usual[5],
        };
        (f64::from(word.count) - 0.5 + weights.background * usual) / (self.total() as f64 + weights.background)
    }

    /// The words of a sentence.
    pub fn of(&self, sentence: usize) -> &[WordId] {
        let range = &self.sentences[sentence];
        &self.tokens[range.start as usize..range.end as usize]
    }

    pub fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }
}

fn is_closed(sentence: &str) -> bool {
    let is_shut = |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '"' | '\'' | '”' | '“' | '’' | '»' | '«' | '*' | '_');
    sentence.trim_end_matches(is_shut).ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '؟', ','])
}
