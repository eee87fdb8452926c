use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::inflection::is_modifier;
use super::words::{Shape, Signs, Words, exact, fold};
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
    /// The forms by the automaton's patterns: of one pattern those with the most signs first, then the
    /// nearest.
    alike: Arc<[Alike]>,
    /// By pattern, where its forms begin in `alike`; and where the last ones end.
    starts: Arc<[u32]>,
    automaton: Option<Arc<Automaton>>,
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

/// A form among those of its words.
#[derive(Clone, Debug)]
struct Alike {
    signs: Signs,
    /// The form to be compared with case; empty if case does not count.
    exact: Box<str>,
    /// Which form.
    number: u32,
    /// Whether its first word begins where the form does; else it ends a compound.
    whole: bool,
}

/// How many patterns a DFA is made for at most. It takes a third of the time, and some 10 kB a form: too much
/// for very many.
const MANY: usize = 2_000;

/// How many bytes are looked through before an automaton is made that is quick to ask: that takes as long
/// as looking through some megabytes, and whoever changes a term waits for one page.
const MUCH: usize = 1_000_000;

/// Finds patterns, the longest where several begin at one place.
#[derive(Debug)]
struct Automaton {
    patterns: Box<[Box<[u8]>]>,
    /// Quick to make.
    first: AhoCorasick,
    /// Quick to ask.
    second: OnceLock<AhoCorasick>,
    /// How many bytes were looked through.
    asked: AtomicUsize,
}

impl Automaton {
    /// An automaton for different patterns, if there are any.
    fn new(patterns: Vec<Box<[u8]>>) -> Option<Self> {
        let first = of_kind(AhoCorasickKind::NoncontiguousNFA, &patterns)?;
        let (second, asked) = (OnceLock::new(), AtomicUsize::new(0));
        Some(Self { patterns: patterns.into(), first, second, asked })
    }

    /// The one to ask about so many bytes. What it finds is the same, whichever it is.
    fn for_text(&self, length: usize) -> &AhoCorasick {
        if let Some(second) = self.second.get() {
            return second;
        }
        let before = self.asked.fetch_add(length, Ordering::Relaxed);
        if before <= MUCH && before + length > MUCH {
            // One thread makes it; the others go on meanwhile.
            let many = self.patterns.len() > MANY;
            let kind = if many { AhoCorasickKind::ContiguousNFA } else { AhoCorasickKind::DFA };
            if let Some(second) = of_kind(kind, &self.patterns) {
                return self.second.get_or_init(|| second);
            }
        }
        &self.first
    }
}

fn of_kind(kind: AhoCorasickKind, patterns: &[Box<[u8]>]) -> Option<AhoCorasick> {
    let mut builder = AhoCorasickBuilder::new();
    builder.match_kind(MatchKind::LeftmostLongest).kind(Some(kind));
    builder.build(patterns).ok().filter(|_| !patterns.is_empty())
}

impl Matcher {
    /// A matcher for `forms`. Where two are alike and as near, the first is found.
    #[must_use]
    pub fn new(forms: Vec<Form>) -> Self {
        let mut patterns: Vec<(Vec<u8>, Alike)> = Vec::with_capacity(forms.len());
        for (form, number) in forms.iter().zip(0..) {
            let Shape { folded, signs, exact } = Shape::of(&form.text);
            if folded.is_empty() {
                continue;
            }
            let exact = if form.sensitive { exact.into() } else { Box::default() };
            let whole = Alike { signs, exact, number, whole: true };
            if form.compounds {
                let tail = Alike { whole: false, ..whole.clone() };
                patterns.push((folded[1..].to_vec(), tail));
            }
            patterns.push((folded, whole));
        }
        patterns.sort_by(|(one, first), (other, second)| {
            let rank = |alike: &Alike| {
                let distance = forms.get(alike.number as usize).map(|form| form.distance);
                (std::cmp::Reverse(alike.signs.len()), distance, alike.number)
            };
            one.cmp(other).then_with(|| rank(first).cmp(&rank(second)))
        });
        let is_first = |at: &usize| *at == 0 || patterns[*at].0 != patterns[*at - 1].0;
        let firsts: Vec<usize> = (0..patterns.len()).filter(is_first).collect();
        let different = firsts.iter().map(|at| Box::from(patterns[*at].0.as_slice()));
        let automaton = Automaton::new(different.collect()).map(Arc::new);
        let starts = firsts.into_iter().chain([patterns.len()]);
        let starts = starts.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        let alike = patterns.into_iter().map(|(_, alike)| alike).collect();
        Self { forms: forms.into(), alike, starts, automaton }
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
        for hit in automaton.for_text(words.folded.len()).find_iter(&words.folded) {
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

    /// The entries of which `name` is a form, in any case: one, unless several are as near.
    #[must_use]
    pub fn called(&self, name: &str) -> Vec<WorkKey> {
        let (name, words) = (name.trim(), fold(name.trim()));
        let hit = self.automaton.as_ref().and_then(|automaton| automaton.first.find(&words.folded));
        let Some(hit) = hit else { return Vec::new() };
        let is_all = hit.range() == (0..words.folded.len());
        let group = if is_all { self.alike(hit.pattern().as_usize()) } else { &[] };
        let forms = group
            .iter()
            .filter(|alike| alike.whole && alike.signs.fit(name, words.all()) == Some(0..name.len()));
        let forms: Vec<&Form> = forms.map(|alike| self.form(alike)).collect();
        let nearest = forms.iter().map(|form| form.distance).min();
        let mut keys: Vec<WorkKey> = Vec::new();
        for form in forms.into_iter().filter(|form| Some(form.distance) == nearest) {
            if !keys.contains(&form.entry) {
                keys.push(form.entry.clone());
            }
        }
        keys
    }

    /// The form of a pattern that the word at `here` ends in, if `first`, what stands before it, may
    /// make a compound of it. Nouns are written with a capital.
    fn compound(&self, pattern: usize, text: &str, here: Range<usize>, first: &[u8]) -> Option<Found<'_>> {
        let form = self.form(self.alike(pattern).first()?);
        let is_noun = text[here.clone()].starts_with(char::is_uppercase);
        let fits = is_noun && std::str::from_utf8(first).is_ok_and(is_modifier);
        fits.then_some(Found { range: here, form })
    }

    /// The form of a pattern that the words at `here` are.
    fn fitting(&self, pattern: usize, text: &str, here: Range<usize>) -> Option<Found<'_>> {
        self.alike(pattern).iter().find_map(|alike| {
            let form = self.form(alike);
            let range = alike.signs.fit(text, here.clone())?;
            let fits = !form.sensitive || exact(&text[range.clone()]) == *alike.exact;
            fits.then_some(Found { range, form })
        })
    }

    /// Forms alike that are as near to the terms of different entries, and nearer than all others: nobody
    /// could say which is meant. In the order of the forms' words.
    pub(super) fn rivals(&self) -> impl Iterator<Item = [&Form; 2]> {
        (0..self.starts.len().saturating_sub(1)).filter_map(|pattern| {
            let group = self.alike(pattern);
            let first = group.first().filter(|first| first.whole)?;
            let own = self.form(first);
            let is_rival = |alike: &&Alike| {
                let form = self.form(alike);
                let other_case = own.sensitive && form.sensitive && first.exact != alike.exact;
                let is_as_near = form.distance == own.distance && alike.signs == first.signs;
                form.entry != own.entry && is_as_near && !other_case
            };
            Some([own, self.form(group.iter().find(is_rival)?)])
        })
    }

    /// Forms that an author wrote, each with one alike that the term of another entry is inflected to: the
    /// written one is found.
    pub(super) fn taken(&self) -> impl Iterator<Item = [&Form; 2]> {
        (0..self.starts.len().saturating_sub(1)).flat_map(|pattern| {
            let group = self.alike(pattern);
            let written = group.iter().filter(|alike| alike.whole && self.form(alike).distance == 0);
            let pairs = written.flat_map(move |own| group.iter().map(move |other| (own, other)));
            pairs.filter_map(|(written, alike)| {
                let (own, other) = (self.form(written), self.form(alike));
                let other_case = own.sensitive && other.sensitive && written.exact != alike.exact;
                let is_taken = other.entry != own.entry && other.distance > 0 && alike.whole;
                (is_taken && alike.signs == written.signs && !other_case).then_some([own, other])
            })
        })
    }

    fn alike(&self, pattern: usize) -> &[Alike] {
        &self.alike[self.starts[pattern] as usize..self.starts[pattern + 1] as usize]
    }

    fn form(&self, alike: &Alike) -> &Form {
        &self.forms[alike.number as usize]
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
    fn a_matcher_that_is_asked_much_finds_the_same() {
        let forms = [("Meta", false), ("Meta AI", false), ("AGI", true)];
        let text = "Meta AI und meta, agi und AGI, Metall. ".repeat(1_000);
        let form = |(text, sensitive): &(&str, bool)| Form {
            text: Arc::from(*text),
            entry: WorkKey::new(text),
            sensitive: *sensitive,
            compounds: false,
            distance: 0,
        };
        let matcher = Matcher::new(forms.iter().map(form).collect());
        let first = matcher.find(&text);
        assert_eq!(first.len(), 3_000);
        for _ in 0..MUCH / text.len() + 1 {
            assert_eq!(matcher.find(&text), first);
        }
        assert!(matcher.automaton.is_some_and(|automaton| automaton.second.get().is_some()));
    }

    #[test]
    fn nothing_to_look_for_is_nothing_found() {
        assert!(found(&[], "Text").is_empty());
    }
}
