//! One side of a pair of texts as evidence: its sentences as rows of numbered words.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::concept::lines;
use super::number::magnitudes;
use super::token::{Sort, tokens};
use super::weights::Weights;

/// The number of a word of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// Its place in a list of all words.
    pub(crate) fn at(self) -> usize {
        self.0 as usize
    }
}

/// A word of one side (or a number, a mark, a piece of code), however often it stands there.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// What sort of token it is.
    pub(crate) sort: Sort,
    /// As it is compared.
    pub(crate) key: Box<str>,
    /// In how many sentences it stands.
    pub(super) count: u32,
}

/// By sort, the numbers of the words met so far.
type Known = [FxHashMap<Box<str>, WordId>; 4];

/// One side of a pair of texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    /// The primary subtag of its language.
    pub(crate) language: Box<str>,
    /// All words.
    pub(crate) words: Vec<Word>,
    /// The words of all sentences, each once a sentence, in the order of their numbers.
    tokens: Vec<WordId>,
    sentences: Vec<Sentence>,
    /// What everybody knows of its words: lines of the list of common words.
    pub(super) lines: Vec<(u16, WordId)>,
}

/// A sentence.
#[derive(Clone, Debug)]
struct Sentence {
    /// Its part of the tokens.
    tokens: Range<u32>,
    letters: u32,
    is_closed: bool,
}

impl Wording {
    /// Reads sentences in a language.
    pub(crate) fn read<'a>(sentences: impl Iterator<Item = &'a str>, language: &str) -> Self {
        let language = language.split('-').next().unwrap_or_default();
        let mut wording = Self { language: language.into(), ..Self::default() };
        let mut known = Known::default();
        sentences.for_each(|sentence| wording.add(sentence, &mut known));
        let words = (0..).map(WordId).zip(&wording.words).filter(|(_, word)| word.sort == Sort::Word);
        wording.lines = lines(language, words.map(|(id, word)| (id, &*word.key)));
        wording
    }

    fn add(&mut self, sentence: &str, known: &mut Known) {
        let start = self.tokens.len();
        tokens(sentence, magnitudes(&self.language), &mut |sort, key| {
            let known = &mut known[sort as usize];
            let id = known.get(key).copied().unwrap_or_else(|| {
                let next = WordId(self.words.len() as u32);
                known.insert(key.into(), next);
                self.words.push(Word { sort, key: key.into(), count: 0 });
                next
            });
            self.tokens.push(id);
        });
        self.tokens[start..].sort_unstable();
        let mut end = start;
        for at in start..self.tokens.len() {
            if at == start || self.tokens[at] != self.tokens[end - 1] {
                self.tokens[end] = self.tokens[at];
                self.words[self.tokens[at].at()].count += 1;
                end += 1;
            }
        }
        self.tokens.truncate(end);
        let letters = sentence.chars().filter(|c| c.is_alphanumeric()).count() as u32;
        let tokens = start as u32..end as u32;
        self.sentences.push(Sentence { tokens, letters, is_closed: is_closed(sentence) });
    }

    /// How many sentences there are.
    pub(crate) fn len(&self) -> usize {
        self.sentences.len()
    }

    /// The words of a sentence, in the order of their numbers.
    pub(crate) fn of(&self, sentence: usize) -> &[WordId] {
        let range = &self.sentences[sentence].tokens;
        &self.tokens[range.start as usize..range.end as usize]
    }

    /// By word, whether it stands in one of some stretches of sentences and is no common one.
    pub(crate) fn telling(&self, stretches: &[Range<usize>], weights: &Weights) -> Vec<bool> {
        let mut tells = vec![false; self.words.len()];
        let sentences = stretches.iter().cloned().flatten();
        sentences.flat_map(|at| self.of(at)).for_each(|word| tells[word.at()] = true);
        for (tells, word) in tells.iter_mut().zip(&self.words) {
            *tells = *tells && !self.is_common(word, weights);
        }
        tells
    }

    /// Whether a word is so frequent that it says nothing.
    pub(crate) fn is_common(&self, word: &Word, weights: &Weights) -> bool {
        self.share(word, weights) > weights.common
    }

    /// The words of some sentences together, each once.
    pub(crate) fn of_all(&self, sentences: Range<usize>) -> Cow<'_, [WordId]> {
        if sentences.len() == 1 {
            return Cow::Borrowed(self.of(sentences.start));
        }
        let mut words: Vec<WordId> = sentences.flat_map(|at| self.of(at).iter().copied()).collect();
        words.sort_unstable();
        words.dedup();
        Cow::Owned(words)
    }

    /// The letters and digits of a sentence.
    pub(crate) fn letters(&self, sentence: usize) -> u32 {
        self.sentences[sentence].letters
    }

    /// Whether a sentence ends with a sign that ends or breaks one.
    pub(crate) fn is_closed(&self, sentence: usize) -> bool {
        self.sentences[sentence].is_closed
    }

    /// The word of this number.
    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id.at()]
    }

    /// The number of all tokens.
    pub(crate) fn total(&self) -> usize {
        self.tokens.len()
    }

    /// How large a share of all tokens a word is: as often as it is seen here, and as is usual.
    pub(crate) fn share(&self, word: &Word, weights: &Weights) -> f64 {
        let usual = weights.usual[match (word.sort, word.key.chars().take(7).count()) {
            (Sort::Word, length) => length.min(6) / 2,
            (Sort::Number, ..3) => 4,
            (Sort::Number, _) | (Sort::Code, _) => 5,
            (Sort::Mark, _) => 6,
        }];
        // A word is there because its sentence was chosen; that alone makes it no frequent one.
        let seen = f64::from(word.count) - 0.5;
        (seen + weights.background * usual) / (self.total() as f64 + weights.background)
    }
}

fn is_closed(sentence: &str) -> bool {
    let is_shut = |c: char| c.is_whitespace() || ")]\"'”“’»«*_".contains(c);
    sentence
        .trim_end_matches(is_shut)
        .ends_with(['.', '!', '?', ':', ';', ',', '…', '。', '！', '？', '؟', '؛', '،'])
}
