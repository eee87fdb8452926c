use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::inflection::{distance, ends_compounds, inflected, is_only_in_capitals};
use super::matcher::{Form, Matcher};
use super::words::{Words, exact, fold, is_hyphen, is_soft};
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
    /// A compound ends in it, and compounds were not asked for.
    Compound(String),
    /// It is part of a word.
    PartOf(String),
    /// Nothing like it is there.
    Absent,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(words) => write!(f, "`{words}` is there, but its case counts, as in all acronyms"),
            Self::Within(term) => write!(f, "what is there is found as `{term}`"),
            Self::Compound(word) => write!(f, "`{word}` ends in it, but compounds were not asked for"),
            Self::PartOf(word) => write!(f, "`{word}` has it, but only whole words count"),
            Self::Absent => f.write_str("no form of it is there"),
        }
    }
}

/// How terms are looked for without a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// The language of text and terms.
    pub language: Language,
    /// Whether terms are found at the end of compounds too.
    pub compounds: bool,
}

/// Where terms and their forms stand in a text, as a site would find them with nothing said of them but
/// the terms: each term's number and the place, in bytes, in reading order.
#[must_use]
pub fn find(terms: &[String], text: &str, manner: Manner) -> Vec<(usize, Range<usize>)> {
    find_in(terms, text, &fold(text), manner)
}

fn find_in(terms: &[String], text: &str, words: &Words, manner: Manner) -> Vec<(usize, Range<usize>)> {
    let forms = terms.iter().enumerate().flat_map(|(number, term)| forms(number, term, manner, true));
    let found = Matcher::new(forms.collect());
    let found = found.find_in(text, words).into_iter();
    found.filter_map(|found| Some((found.form.entry.as_str().parse().ok()?, found.range))).collect()
}

/// Looks for terms and their forms in a text; says of each where it stands, or why it does not.
#[must_use]
pub fn search(terms: &[String], text: &str, manner: Manner) -> Vec<Sought> {
    let words = fold(text);
    let mut places = vec![Vec::new(); terms.len()];
    for (number, place) in find_in(terms, text, &words, manner) {
        if let Some(places) = places.get_mut(number) {
            places.push(place);
        }
    }
    let sought = places.into_iter().enumerate();
    sought
        .map(|(number, places)| match places.is_empty() {
            false => Sought::Found(places),
            true => Sought::Missing(reason(number, terms, text, &words, manner)),
        })
        .collect()
}

/// A term's forms.
fn forms(number: usize, term: &str, manner: Manner, by_case: bool) -> impl Iterator<Item = Form> {
    let sensitive = by_case && Case::usual(term) == Case::Sensitive;
    let entry = WorkKey::new(&number.to_string());
    let term = term.to_owned();
    let forms = inflected(&term, Kind::Concept, manner.language).into_iter();
    forms.map(move |text| Form {
        compounds: manner.compounds && ends_compounds(&term, &text, manner.language),
        distance: distance(&term, &text),
        sensitive: sensitive || is_only_in_capitals(&term, &text),
        text: Arc::from(text),
        entry: entry.clone(),
    })
}

/// Whether words are a term as it is written, but for what nobody sees in them.
#[must_use]
pub fn is_as_written(words: &str, term: &str) -> bool {
    exact(words) == exact(term)
}

/// The compound with hyphens of which the words at `place` are a part; none if they stand by themselves.
#[must_use]
pub fn compound_around(text: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let is_part = |char: char| char.is_alphanumeric() || is_soft(char) || is_hyphen(char);
    let (before, after) = (text.get(..place.start)?, text.get(place.end..)?);
    let start = before.trim_end_matches(is_part).len();
    let end = text.len() - after.trim_start_matches(is_part).len();
    let joined = before.trim_end_matches(is_soft).ends_with(is_hyphen);
    let joins = after.trim_start_matches(is_soft).starts_with(is_hyphen);
    // A hyphen at an end stands for what is left out, or is a dash: *Hard- und Software*.
    let edge = |char: char| is_soft(char) || is_hyphen(char);
    let start = if joined { start } else { place.start };
    let end = if joins { end } else { place.end };
    let whole = text.get(start..end)?;
    let begun = start + (whole.len() - whole.trim_start_matches(edge).len());
    let ended = start + whole.trim_end_matches(edge).len();
    let whole = begun.min(place.start)..ended.max(place.end);
    (whole != *place).then_some(whole)
}

fn reason(number: usize, terms: &[String], text: &str, words: &Words, manner: Manner) -> Reason {
    let term = terms[number].as_str();
    let alone = |manner, by_case| {
        let matcher = Matcher::new(forms(number, term, manner, by_case).collect());
        let first = matcher.find_in(text, words).into_iter().next();
        first.map(|found| text[found.range].to_owned())
    };
    if let Some(words) = alone(manner, true) {
        // What is found of it alone is part of what was found of all, or that itself.
        let holds = |other: &&String| other.as_str() != term && holds(other, &words, manner.language);
        let other = terms.iter().find(holds).cloned();
        return Reason::Within(other.unwrap_or(words));
    }
    if let Some(words) = alone(manner, false) {
        return Reason::Case(words);
    }
    if let Some(words) = alone(Manner { compounds: true, ..manner }, true) {
        return Reason::Compound(words);
    }
    within_a_word(term, words).map_or(Reason::Absent, |range| Reason::PartOf(text[range].to_owned()))
}

/// The first word that has a term in it.
fn within_a_word(term: &str, words: &Words) -> Option<Range<usize>> {
    let part: Vec<u8> = fold(term).folded.into_iter().filter(|byte| *byte > b' ').collect();
    let at = words.folded.windows(part.len().max(1)).position(|window| window == part)?;
    let number = words.words.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
    Some(words.words[number].1.clone())
}

/// Whether a form of `term` has `words` in it.
fn holds(term: &str, words: &str, language: Language) -> bool {
    let words = words.to_lowercase();
    inflected(term, Kind::Concept, language).iter().any(|form| form.to_lowercase().contains(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(terms: &[&str], text: &str, compounds: bool) -> Vec<String> {
        let terms: Vec<String> = terms.iter().map(|term| (*term).to_owned()).collect();
        let language = Language::new("de").expect("a tag");
        let sought = search(&terms, text, Manner { language, compounds });
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
            told(&["Scaling-Team", "Rechenzentrum", "AGI", "Team", "Netz", "rechen"], text, false),
            [
                "Scaling-Teams, Scaling-Team",
                "Rechenzentren",
                "`agi` is there, but its case counts, as in all acronyms",
                "what is there is found as `Scaling-Team`",
                "no form of it is there",
                "`Rechenzentren` has it, but only whole words count",
            ]
        );
    }

    #[test]
    fn a_compound_with_hyphens_is_known_around_its_parts() {
        let around = |text: &str, part: &str| {
            let start = text.find(part).expect("the part is there");
            compound_around(text, &(start..start + part.len())).map(|range| text[range].to_owned())
        };
        let whole = Some("Scaling-Team-Leitung".to_owned());
        assert_eq!(around("die Scaling-Team-Leitung.", "Scaling-Team"), whole);
        assert_eq!(around("die Scaling-Team-Leitung.", "Leitung"), whole);
        assert_eq!(around("das Scaling-Team, und", "Scaling-Team"), None);
        assert_eq!(around("Hard- und Software", "Hard"), None);
        assert_eq!(around("KI\u{2011}\u{200b}Team", "KI"), Some("KI\u{2011}\u{200b}Team".to_owned()));
    }

    #[test]
    fn compounds_are_found_on_request_whole() {
        let text = "Ein Großrechenzentrum, zwei Hochleistungs\u{ad}rechenzentren, des Vorjahresrechenzentrums-Leiters.";
        assert_eq!(
            told(&["Rechenzentrum"], text, true),
            ["Großrechenzentrum, Hochleistungs\u{ad}rechenzentren, Vorjahresrechenzentrums"]
        );
        let other =
            "Unrechenzentrum, Missrechenzentrum, XYZrechenzentrum, rückrechenzentrum, Nachrechenzentrum";
        assert_eq!(
            told(&["Rechenzentrum"], other, true),
            ["`Unrechenzentrum` has it, but only whole words count"]
        );
        assert_eq!(
            told(&["Rechenzentrum"], text, false),
            ["`Großrechenzentrum` ends in it, but compounds were not asked for"]
        );
        let short = "Der Apparat, das Vorurteil, ein Fußballspieler, das Kartenspiel.";
        assert_eq!(told(&["Spiel"], short, true), ["Kartenspiel"]);
        assert!(
            told(&["Rat", "Teil"], short, true).iter().all(|told| told.ends_with("only whole words count"))
        );
    }

    #[test]
    fn eszett_is_ss_in_capitals() {
        let told =
            told(&["Maß", "Straße"], "Die Massen gehen auf die STRASSE, auf die STRAẞE, ohne Maß.", true);
        assert_eq!(told, ["Maß", "STRASSE, STRAẞE"]);
    }

    #[test]
    fn the_nearer_term_is_meant() {
        assert_eq!(
            told(&["Spiel", "Spieler"], "Spielern", false),
            ["what is there is found as `Spieler`", "Spielern"]
        );
    }
}
