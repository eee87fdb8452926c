use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::words::{exact, fold};
use crate::site::WorkKey;

/// A form that a term may take in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// The form, as an author wrote it.
    pub text: Arc<str>,
    /// The entry it stands for.
    pub entry: WorkKey,
    /// Whether case must agree.
    pub sensitive: bool,
}

/// Finds forms in text: whole words only, the longest where several begin at one place.
///
/// Two matchers are equal if they look for the same forms; the automaton built of them does not
/// count.
#[derive(Clone, Debug)]
pub struct Matcher {
    forms: Arc<[Form]>,
    automaton: Option<AhoCorasick>,
}

impl PartialEq for Matcher {
    fn eq(&self, other: &Self) -> bool {
        self.forms == other.forms
    }
}

impl Eq for Matcher {}

/// A form found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Which form.
    pub form: &'a Form,
}

/// How many forms a DFA is made for at most.
const MANY: usize = 2_000;

impl Matcher {
    /// A matcher for `forms`. Where two are alike, the first is found.
    #[must_use]
    pub fn new(forms: Vec<Form>) -> Self {
        let patterns = forms.iter().map(|form| fold(&form.text).folded);
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            // A DFA takes a third of the time, and some 10 kB a form: too much for very many.
            .kind(Some(if forms.len() > MANY {
                AhoCorasickKind::ContiguousNFA
            } else {
                AhoCorasickKind::DFA
            }))
            .build(patterns)
            .ok()
            .filter(|_| !forms.is_empty());
        Self { forms: forms.into(), automaton }
    }

    /// The forms looked for.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// Finds all forms in `text`, in order; none overlaps another.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let words = fold(text);
        let mut found = Vec::new();
        for hit in automaton.find_iter(&words.folded) {
            let form = &self.forms[hit.pattern().as_usize()];
            let first = words.words.partition_point(|(at, _)| *at < hit.start());
            let last = words.words.partition_point(|(at, _)| *at < hit.end());
            let Some((from, to)) = words.words.get(first).zip(words.words.get(last.saturating_sub(1))) else {
                continue;
            };
            let range = from.1.start..to.1.end;
            if !form.sensitive || exact(&text[range.clone()]) == exact(&form.text) {
                found.push(Found { range, form });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(forms: &[(&str, bool)], text: &str) -> Vec<String> {
        let form = |(text, sensitive): &(&str, bool)| Form {
            text: Arc::from(*text),
            entry: WorkKey::new(text),
            sensitive: *sensitive,
        };
        let matcher = Matcher::new(forms.iter().map(form).collect());
        matcher.find(text).into_iter().map(|found| text[found.range].to_owned()).collect()
    }

    #[test]
    fn whole_words_only() {
        assert_eq!(found(&[("Meta", false)], "Metall, Meta-Labor, meta"), ["Meta", "meta"]);
    }

    #[test]
    fn the_longest_is_found() {
        let forms = [("Meta", false), ("Meta AI", false)];
        assert_eq!(found(&forms, "Meta AI und Meta"), ["Meta AI", "Meta"]);
    }

    #[test]
    fn acronyms_keep_their_case() {
        assert_eq!(found(&[("AGI", true)], "agi und AGI"), ["AGI"]);
    }

    #[test]
    fn a_term_does_not_reach_over_a_stop() {
        assert_eq!(found(&[("Scaling team", false)], "Scaling. Team; scaling team"), ["scaling team"]);
    }

    #[test]
    fn a_soft_hyphen_in_the_text_is_no_obstacle() {
        assert_eq!(found(&[("Rechenzentrum", false)], "das Rechen\u{ad}zentrum"), ["Rechen\u{ad}zentrum"]);
    }

    #[test]
    fn nothing_to_look_for_is_nothing_found() {
        assert!(found(&[], "Text").is_empty());
    }
}
