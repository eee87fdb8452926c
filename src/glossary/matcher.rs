use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::words::{Shape, exact, fold};
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

/// Finds forms in text: whole words only, with the signs at their ends, the longest where several
/// begin at one place.
///
/// Two matchers are equal if they look for the same forms; the automaton built of them does not
/// count.
#[derive(Clone, Debug)]
pub struct Matcher {
    forms: Arc<[Form]>,
    /// By pattern of the automaton, the forms of these words and their numbers, those with the most
    /// signs first.
    alike: Arc<[Vec<(Shape, usize)>]>,
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
        let mut alike: BTreeMap<Vec<u8>, Vec<(Shape, usize)>> = BTreeMap::new();
        for (number, form) in forms.iter().enumerate() {
            let shape = Shape::of(&form.text);
            if !shape.folded.is_empty() {
                alike.entry(shape.folded.clone()).or_default().push((shape, number));
            }
        }
        for group in alike.values_mut() {
            group.sort_by_key(|(shape, _)| std::cmp::Reverse(shape.before.len() + shape.after.len()));
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            // A DFA takes a third of the time, and some 10 kB a form: too much for very many.
            .kind(Some(if forms.len() > MANY {
                AhoCorasickKind::ContiguousNFA
            } else {
                AhoCorasickKind::DFA
            }))
            .build(alike.keys())
            .ok()
            .filter(|_| !alike.is_empty());
        Self { forms: forms.into(), alike: alike.into_values().collect(), automaton }
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
            let first = words.words.partition_point(|(at, _)| *at < hit.start());
            let last = words.words.partition_point(|(at, _)| *at < hit.end());
            let Some((from, to)) = words.words.get(first).zip(words.words.get(last.saturating_sub(1))) else {
                continue;
            };
            let here = from.1.start..to.1.end;
            found.extend(self.fitting(hit.pattern().as_usize(), text, here));
        }
        found
    }

    /// The form of a pattern that the words at `here` are.
    fn fitting(&self, pattern: usize, text: &str, here: Range<usize>) -> Option<Found<'_>> {
        self.alike[pattern].iter().find_map(|(shape, number)| {
            let form = &self.forms[*number];
            let range = shape.fit(text, here.clone())?;
            let fits = !form.sensitive || exact(&text[range.clone()]) == shape.exact;
            fits.then_some(Found { range, form })
        })
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
    fn signs_at_an_end_belong_to_the_form() {
        let forms = [("C", true), ("C++", true), ("C#", true), (".NET", true), ("Yahoo!", false)];
        assert_eq!(found(&forms, "C++ ist da, \"C++\", C++-Code, (C#)."), ["C++", "C++", "C++", "C#"]);
        assert_eq!(found(&forms, "C, .NET und Yahoo! oder yahoo!"), ["C", ".NET", "Yahoo!", "yahoo!"]);
        assert_eq!(found(&forms[1..], "C, C+, C+++, C++11, ASP.NET, NET, Yahoo"), [""; 0]);
        assert_eq!(found(&[("(KI)", true), ("++", true)], "KI ++"), ["KI"]);
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
