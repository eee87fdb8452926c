//! How well sentences agree with those that people have marked.

/// Counts of boundaries and sentences, over texts.
///
/// Places are counted in characters that are no white space, so that blanks do not matter. The
/// end of a text is no boundary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentScore {
    /// How many texts there are.
    pub texts: usize,
    /// Texts whose sentences are those expected, all of them.
    pub exact: usize,
    /// Texts that are not what the expected sentences say: what is expected there cannot be found.
    pub changed: usize,
    /// Boundaries that are expected and found.
    right: usize,
    /// Boundaries that are expected: one less than there are sentences, so that a text of none takes one
    /// away, as in the script that others measure with.
    expected: isize,
    found: usize,
    /// Sentences of which both ends are expected and found.
    right_sentences: usize,
    expected_sentences: usize,
    found_sentences: usize,
}

/// A boundary that is wrong or missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundary<'t> {
    /// It is found and not expected; otherwise it is expected and not found.
    pub wrong: bool,
    /// The end of the sentence before it.
    pub before: &'t str,
    /// The beginning of the sentence after it.
    pub after: &'t str,
}

impl SegmentScore {
    /// Counts a text whose sentences should be `expected`.
    pub fn add(&mut self, expected: &[&str], found: &[&str]) {
        let (expected, found) = (ends(expected), ends(found));
        self.texts += 1;
        self.exact += usize::from(expected == found);
        self.changed += usize::from(expected.is_empty() || expected.last() != found.last());
        self.right += common(inner(&expected), inner(&found));
        self.expected += expected.len().cast_signed() - 1;
        self.found += inner(&found).len();
        self.right_sentences += common_sentences(&expected, &found);
        self.expected_sentences += expected.len();
        self.found_sentences += found.len();
    }

    /// The boundaries of a text that are wrong or missed; none if its words are others.
    #[must_use]
    pub fn misses<'t>(expected: &[&'t str], found: &[&'t str]) -> Vec<Boundary<'t>> {
        let (expected_ends, found_ends) = (ends(expected), ends(found));
        if expected_ends.last() != found_ends.last() {
            return Vec::new();
        }
        let told = |sentences: &[&'t str], ends: &[usize], others: &[usize], wrong| {
            let said: Vec<&str> = sentences.iter().copied().filter(|said| count(said) > 0).collect();
            let pairs = said.windows(2).zip(ends).filter(|(_, end)| others.binary_search(end).is_err());
            let boundary = |(pair, end): (&[&'t str], &usize)| {
                (*end, Boundary { wrong, before: tail(pair[0]), after: head(pair[1]) })
            };
            pairs.map(boundary).collect::<Vec<_>>()
        };
        let mut all = told(expected, &expected_ends, &found_ends, false);
        all.extend(told(found, &found_ends, &expected_ends, true));
        all.sort_by_key(|(end, _)| *end);
        all.into_iter().map(|(_, boundary)| boundary).collect()
    }

    /// Which share of the boundaries found is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// Which share of the boundaries expected is found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.expected.max(0).cast_unsigned())
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        mean(self.precision(), self.recall())
    }

    /// The same of whole sentences.
    #[must_use]
    pub fn span_f1(&self) -> f64 {
        mean(
            share(self.right_sentences, self.found_sentences),
            share(self.right_sentences, self.expected_sentences),
        )
    }

    /// Which share of the texts is cut exactly as expected.
    #[must_use]
    pub fn exact(&self) -> f64 {
        share(self.exact, self.texts)
    }
}

/// Where sentences end.
fn ends(sentences: &[&str]) -> Vec<usize> {
    let mut end = 0;
    let counts = sentences.iter().map(|sentence| count(sentence)).filter(|count| *count > 0);
    counts
        .map(|count| {
            end += count;
            end
        })
        .collect()
}

/// How many characters are no white space, by Python's count of it, which has four separators more.
fn count(sentence: &str) -> usize {
    sentence.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{1c}'..='\u{1f}')).count()
}

fn inner(ends: &[usize]) -> &[usize] {
    ends.split_last().map_or(&[], |(_, inner)| inner)
}

fn common(some: &[usize], others: &[usize]) -> usize {
    some.iter().filter(|end| others.binary_search(end).is_ok()).count()
}

/// How many sentences have both ends in common.
fn common_sentences(some: &[usize], others: &[usize]) -> usize {
    let begins = |ends: &[usize], at: usize| if at == 0 { 0 } else { ends[at - 1] };
    let alike = |(at, end): &(usize, &usize)| {
        others.binary_search(end).is_ok_and(|other| begins(others, other) == begins(some, *at))
    };
    some.iter().enumerate().filter(alike).count()
}

const SHOWN: usize = 40;

fn tail(sentence: &str) -> &str {
    let sentence = sentence.trim_end();
    sentence.char_indices().rev().nth(SHOWN).map_or(sentence, |(at, _)| &sentence[at..])
}

fn head(sentence: &str) -> &str {
    let sentence = sentence.trim_start();
    sentence.char_indices().nth(SHOWN).map_or(sentence, |(at, _)| &sentence[..at])
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn mean(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}
