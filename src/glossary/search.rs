use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::inflection::inflected;
use super::matcher::{Form, Matcher};
use super::words::fold;
use crate::site::{Case, Kind, Language, WorkKey};

/// What became of a term in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Where it stands, in bytes, in order.
    Found(Vec<Range<usize>>),
    /// Why it is not found.
    Missing(Reason),
}

/// Why a term is not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It stands there in another case, and its case counts.
    Case(String),
    /// It stands within a longer term.
    Within(String),
    /// It is part of a word.
    PartOf(String),
    /// Nothing like it is there.
    Absent,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(words) => write!(f, "`{words}` is there, but its case counts, as in all acronyms"),
            Self::Within(term) => write!(f, "it stands only within `{term}`, which is longer"),
            Self::PartOf(word) => write!(f, "`{word}` has it, but only whole words count"),
            Self::Absent => f.write_str("no form of it is there"),
        }
    }
}

/// Looks for terms and their forms in a text as a site would, with nothing said of them but the terms.
#[must_use]
pub fn search(terms: &[String], text: &str, language: Language) -> Vec<Sought> {
    let forms = terms.iter().enumerate().flat_map(|(number, term)| forms(number, term, language, true));
    let matcher = Matcher::new(in_order(forms));
    let mut places = vec![Vec::new(); terms.len()];
    for found in matcher.find(text) {
        if let Some(places) = number_of(found.form).and_then(|number| places.get_mut(number)) {
            places.push(found.range);
        }
    }
    let sought = places.into_iter().zip(terms).enumerate();
    sought
        .map(|(number, (places, term))| match places.is_empty() {
            false => Sought::Found(places),
            true => Sought::Missing(reason(number, term, terms, text, language)),
        })
        .collect()
}

/// A term's forms, the term itself first.
fn forms(number: usize, term: &str, language: Language, by_case: bool) -> Vec<(usize, Form)> {
    let sensitive = by_case && Case::usual(term) == Case::Sensitive;
    let entry = WorkKey::new(&number.to_string());
    let forms = inflected(term, Kind::Concept, language).into_iter().enumerate();
    forms
        .map(|(rank, text)| (rank.min(1), Form { text: Arc::from(text), entry: entry.clone(), sensitive }))
        .collect()
}

/// Terms before what others are inflected to.
fn in_order(forms: impl Iterator<Item = (usize, Form)>) -> Vec<Form> {
    let mut forms: Vec<_> = forms.collect();
    forms.sort_by_key(|(rank, _)| *rank);
    forms.into_iter().map(|(_, form)| form).collect()
}

fn number_of(form: &Form) -> Option<usize> {
    form.entry.as_str().parse().ok()
}

fn reason(number: usize, term: &str, terms: &[String], text: &str, language: Language) -> Reason {
    let alone = |by_case| Matcher::new(in_order(forms(number, term, language, by_case).into_iter()));
    if let Some(found) = alone(true).find(text).first() {
        let words = &text[found.range.clone()];
        let longer = terms.iter().find(|other| other.len() > term.len() && holds(other, words, language));
        return Reason::Within(longer.map_or_else(|| words.to_owned(), Clone::clone));
    }
    if let Some(found) = alone(false).find(text).first() {
        return Reason::Case(text[found.range.clone()].to_owned());
    }
    let part: Vec<u8> = fold(term).folded.into_iter().filter(|byte| *byte > b' ').collect();
    let words = fold(text);
    let within = words.words.iter().find(|(_, range)| {
        let word = fold(&text[range.clone()]).folded;
        !part.is_empty() && word.windows(part.len()).any(|window| window == part)
    });
    within.map_or(Reason::Absent, |(_, range)| Reason::PartOf(text[range.clone()].to_owned()))
}

/// Whether a form of `term` has `words` in it.
fn holds(term: &str, words: &str, language: Language) -> bool {
    inflected(term, Kind::Concept, language)
        .iter()
        .any(|form| form.to_lowercase().contains(&words.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(terms: &[&str], text: &str) -> Vec<String> {
        let terms: Vec<String> = terms.iter().map(|term| (*term).to_owned()).collect();
        let sought = search(&terms, text, Language::new("de").expect("a tag"));
        let tell = |sought| match sought {
            Sought::Found(places) => places
                .into_iter()
                .map(|place: Range<usize>| text[place].to_owned())
                .collect::<Vec<_>>()
                .join(", "),
            Sought::Missing(reason) => reason.to_string(),
        };
        sought.into_iter().map(tell).collect()
    }

    #[test]
    fn forms_are_found_and_what_is_not_found_has_its_reason() {
        let text =
            "Die Scaling-Teams und das Scaling-Team bauen Rechenzentren. Die agi, ein Großrechenzentrum.";
        assert_eq!(
            told(&["Scaling-Team", "Rechenzentrum", "AGI", "Team", "Netz", "rechen"], text),
            [
                "Scaling-Teams, Scaling-Team",
                "Rechenzentren",
                "`agi` is there, but its case counts, as in all acronyms",
                "it stands only within `Scaling-Team`, which is longer",
                "no form of it is there",
                "`Rechenzentren` has it, but only whole words count",
            ]
        );
    }
}
