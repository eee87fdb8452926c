use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::inflection::is_modifier;
use super::words::{Shape, Words, exact, fold};
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
    /// Whether compounds that end in it are forms too.
    pub compounds: bool,
    /// How far it is from what the author wrote: 0 for that itself. Of forms alike the nearest is found.
    pub distance: u8,
}

/// Finds forms in text: whole words only, with the signs at their ends, the longest where several
/// begin at one place. Of a compound the whole word is found.
///
/// Two matchers are equal if they look for the same forms; the automaton built of them does not
/// count.
#[derive(Clone, Debug)]
pub struct Matcher {
    forms: Arc<[Form]>,
    /// By pattern of the automaton, the forms of these words and their numbers, those with the most
    /// signs first, then the nearest.
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
    /// A matcher for `forms`. Where two are alike and as near, the first is found.
    #[must_use]
    pub fn new(forms: Vec<Form>) -> Self {
        let mut alike: BTreeMap<Vec<u8>, Vec<(Shape, usize)>> = BTreeMap::new();
        for (number, form) in forms.iter().enumerate() {
            let shape = Shape::of(&form.text);
            if shape.folded.is_empty() {
                continue;
            }
            if form.compounds {
                alike.entry(shape.folded[1..].to_vec()).or_default().push((shape.clone(), number));
            }
            alike.entry(shape.folded.clone()).or_default().push((shape, number));
        }
        for group in alike.values_mut() {
            group.sort_by_key(|(shape, number)| {
                (std::cmp::Reverse(shape.before.len() + shape.after.len()), forms[*number].distance)
            });
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
        if self.automaton.is_none() { Vec::new() } else { self.find_in(text, &fold(text)) }
    }

    /// The same in a text that is folded already.
    pub(super) fn find_in(&self, text: &str, words: &Words) -> Vec<Found<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found = Vec::new();
        for hit in automaton.find_iter(&words.folded) {
            let first = words.words.partition_point(|(at, _)| *at <= hit.start()).saturating_sub(1);
            let last = words.words.partition_point(|(at, _)| *at < hit.end()).saturating_sub(1);
            let Some((from, to)) = words.words.get(first).zip(words.words.get(last)) else { continue };
            let (here, pattern) = (from.1.start..to.1.end, hit.pattern().as_usize());
            found.extend(match from.0 == hit.start() {
                true => self.fitting(pattern, text, here),
                false => self.compound(pattern, text, here, &words.folded[from.0 + 1..hit.start()]),
            });
        }
        found
    }

    /// The form of a pattern that the word at `here` ends in, if `first`, what stands before it, may
    /// make a compound of it. Nouns are written with a capital.
    fn compound(&self, pattern: usize, text: &str, here: Range<usize>, first: &[u8]) -> Option<Found<'_>> {
        let (_, number) = self.alike[pattern].first()?;
        let is_noun = text[here.clone()].starts_with(char::is_uppercase);
        let fits = is_noun && std::str::from_utf8(first).is_ok_and(is_modifier);
        fits.then(|| Found { range: here, form: &self.forms[*number] })
    }

    /// Forms alike that are as near to the terms of different entries, and nearer than all others: nobody
    /// could say which is meant. In the order of the forms' words.
    pub(super) fn rivals(&self) -> impl Iterator<Item = [&Form; 2]> {
        self.alike.iter().filter_map(|group| {
            let (shape, number) = group.first()?;
            let own = &self.forms[*number];
            let is_rival = |(other, number): &&(Shape, usize)| {
                let form = &self.forms[*number];
                let cases = own.sensitive && form.sensitive && shape.exact != other.exact;
                let signs = (&shape.before, &shape.after) == (&other.before, &other.after);
                form.entry != own.entry && form.distance == own.distance && signs && !cases
            };
            let (_, rival) = group.iter().find(is_rival)?;
            Some([own, &self.forms[*rival]])
        })
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
            compounds: false,
            distance: 0,
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
