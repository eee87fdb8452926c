//! The forms that a term takes in running text, one file a language.
//!
//! Forms are made from the term and looked for; words of texts are never cut down to stems. So what is
//! found can always be shown, and a form too many does no harm unless a text has it: then it is most
//! often another word, which is what precision measures.
//!
//! A further language is a further file here, and a line in [`inflects`] and [`inflected`].

mod compound;
mod english;
mod german;

use std::collections::BTreeSet;

use crate::site::{Kind, Language};

/// Whether there are rules for a language; in others a term has one form.
#[must_use]
pub fn inflects(language: Language) -> bool {
    matches!(language.primary(), "de" | "en")
}

/// All forms of a term, the term itself first, the others in order. Languages without rules have that
/// one form.
///
/// `kind` tells what the term is a name of: people, organisations and places have a genitive only.
#[must_use]
pub fn inflected(term: &str, kind: Kind, language: Language) -> Vec<String> {
    let is_name = kind.is_name();
    let further: BTreeSet<String> = match language.primary() {
        "de" => {
            let mut forms = phrase(term, is_name, &german::GERMAN);
            german::without_eszett(&mut forms, matches!(language.as_str(), "de-CH" | "de-LI"));
            forms
        }
        "en" => phrase(term, is_name, &english::ENGLISH),
        _ => BTreeSet::new(),
    };
    std::iter::once(term.to_owned()).chain(further.into_iter().filter(|form| form != term)).collect()
}

/// Whether `form`, one of those of `term`, is one only in its own case: *STRASSE* is *Straße*, *Strasse*
/// may be another word.
#[must_use]
pub(super) fn is_only_in_capitals(term: &str, form: &str) -> bool {
    term.contains('ß') && form.contains("SS") && !form.contains('ß') && !form.contains(char::is_lowercase)
}

/// Whether words that end in `form`, one of those of `term`, may be compounds of it; in German, the
/// only language with rules for that.
#[must_use]
pub(super) fn ends_compounds(term: &str, form: &str, language: Language) -> bool {
    let may = language.primary() == "de" && !is_only_in_capitals(term, form);
    may && compound::has_compounds(term) && compound::ends_compounds(term, form)
}

/// Whether `first`, in small letters, may be what stands before a compound's head.
#[must_use]
pub(super) fn is_modifier(first: &str) -> bool {
    compound::is_modifier(first)
}

/// How far a form is from the term it is made of, in letters: what is added and what is taken away. Of
/// two terms that take one form the nearer is meant: *Spielern* is of *Spieler*, not of *Spiel*.
#[must_use]
pub(super) fn distance(term: &str, form: &str) -> u8 {
    let common = term.chars().zip(form.chars()).take_while(|(one, other)| one == other).count();
    let letters = term.chars().count() + form.chars().count() - 2 * common;
    u8::try_from(letters).unwrap_or(u8::MAX)
}

/// A qualifying word's stem, and the endings that it takes.
type Qualifier<'w> = (&'w str, &'static [&'static str]);

/// How a language inflects the parts of a term.
struct Rules {
    /// Words before which a noun stands that is inflected, and after which none is: *rate of return*.
    links: &'static [&'static str],
    /// A word that qualifies the noun after it, if it is one.
    adjective: fn(word: &str) -> Option<Qualifier<'_>>,
    /// The forms of the last word, a noun.
    noun: fn(word: &str, forms: &mut BTreeSet<String>),
    /// The forms of a name or an abbreviation.
    name: fn(word: &str, forms: &mut BTreeSet<String>),
}

/// The forms of a term of one or more words: its noun is inflected, and qualifying words before it, all
/// alike. The noun is the last word, or that before *of* and the like; a name is inflected as a whole.
fn phrase(term: &str, is_name: bool, rules: &Rules) -> BTreeSet<String> {
    let end = if is_name { term.len() } else { link(term, rules).unwrap_or(term.len()) };
    let (term, rest) = term.split_at(end);
    let (before, last) = term.split_at(last_word(term));
    let mut lasts = BTreeSet::new();
    if is_name || is_abbreviation(last) {
        (rules.name)(last, &mut lasts);
    } else {
        (rules.noun)(last, &mut lasts);
    }
    lasts.insert(last.to_owned());
    let befores = qualified(before, rules);
    let with =
        |before: &String| lasts.iter().map(|last| [before, last.as_str(), rest].concat()).collect::<Vec<_>>();
    befores.iter().flat_map(with).collect()
}

/// Where the blank stands before the first word that links a noun to what follows it.
fn link(term: &str, rules: &Rules) -> Option<usize> {
    let blanks = term.match_indices(' ').map(|(at, _)| at);
    let follows = |at: &usize| term[at + 1..].split(' ').next().unwrap_or_default();
    blanks
        .into_iter()
        .find(|at| rules.links.contains(&follows(at)) && *at + 1 + follows(at).len() < term.len())
}

/// Where the last word of a term begins, after a blank or a hyphen.
fn last_word(term: &str) -> usize {
    let parts = |char: char| char.is_whitespace() || matches!(char, '-' | '\u{2010}' | '\u{2011}' | '/');
    term.trim_end_matches(parts).rfind(parts).map_or(0, |at| {
        let sign = term[at..].chars().next().map_or(0, char::len_utf8);
        at + sign
    })
}

/// What stands before the last word, in each of the endings that its qualifying words share.
fn qualified(before: &str, rules: &Rules) -> Vec<String> {
    let words: Vec<&str> = before.split_inclusive(' ').collect();
    let stems: Vec<_> = words.iter().map(|word| (rules.adjective)(word.trim_end())).collect();
    let endings = stems.iter().flatten().map(|(_, endings)| *endings).next().unwrap_or(&[]);
    let with = |ending: &&str| -> String {
        let pairs = words.iter().zip(&stems);
        pairs
            .map(|(word, stem)| {
                stem.map_or_else(|| (*word).to_owned(), |(stem, _)| format!("{stem}{ending} "))
            })
            .collect()
    };
    if endings.is_empty() { vec![before.to_owned()] } else { endings.iter().map(with).collect() }
}

/// `AGI`, `GPUs`, `X`: mostly capitals, so that nothing but an `s` is put behind it.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().filter(|char| char.is_alphabetic()).count();
    let capitals = word.chars().filter(|char| char.is_uppercase()).count();
    capitals > 1 && capitals * 2 > letters || letters <= 1
}

/// A word's beginning before `ending`, if it ends so in any case.
fn without<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let at = word.len().checked_sub(ending.len())?;
    word.get(at..).filter(|end| end.eq_ignore_ascii_case(ending)).and_then(|_| word.get(..at))
}

/// Whether a word ends in one of `endings`.
fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| without(word, ending).is_some_and(|stem| !stem.is_empty()))
}

/// Adds `stem` with each of `endings`.
fn add(forms: &mut BTreeSet<String>, stem: &str, endings: &[&str]) {
    forms.extend(endings.iter().map(|ending| [stem, ending].concat()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(term: &str, kind: Kind, language: &str) -> Vec<String> {
        inflected(term, kind, Language::new(language).expect("a tag"))
    }

    fn has(term: &str, language: &str, expected: &[&str]) {
        let forms = forms(term, Kind::Concept, language);
        for form in expected {
            assert!(forms.iter().any(|found| found == form), "{term}: no {form} in {forms:?}");
        }
    }

    fn lacks(term: &str, language: &str, unexpected: &[&str]) {
        let forms = forms(term, Kind::Concept, language);
        for form in unexpected {
            assert!(forms.iter().all(|found| found != form), "{term}: {form} is another word");
        }
    }

    #[test]
    fn german_nouns_take_endings_and_umlauts() {
        has("Rechenzentrum", "de", &["Rechenzentrums", "Rechenzentren"]);
        has("Baum", "de", &["Baumes", "Bäume", "Bäumen"]);
        has("Ergebnis", "de", &["Ergebnisses", "Ergebnissen"]);
        has("Forscherin", "de", &["Forscherinnen"]);
        has("Angestellter", "de", &["Angestellte", "Angestellten", "Angestelltem"]);
        has("Saal", "de", &["Säle", "Sälen"]);
        has("Vater", "de", &["Väter", "Vätern"]);
        has("Haus", "de", &["Häuser", "Hauses"]);
        has("Fluss", "de", &["Flüsse", "Fluß"]);
        has("Sprung", "de", &["Sprünge", "Sprüngen"]);
        has("Tanz", "de", &["Tänze"]);
        has("Verletzter", "de", &["Verletzte", "Verletzten"]);
        lacks("Leistung", "de", &["Leistunger"]);
        lacks("Besucher", "de", &["Besuche"]);
    }

    #[test]
    fn eszett_is_ss_only_where_no_other_word_is_meant() {
        has("Maß", "de", &["Maße", "MASS", "MASSE"]);
        lacks("Maß", "de", &["Mass", "Masse", "Massen"]);
        lacks("Ruß", "de", &["Russe", "Russen"]);
        lacks("Masse", "de", &["Maße", "Maßen"]);
        has("Prozess", "de", &["Prozeß", "Prozesse"]);
        lacks("Prozess", "de", &["Prozeße"]);
        has("großer Sprung", "de", &["GROSSER SPRUNG"]);
        for swiss in ["de-CH", "de-LI"] {
            has("Straße", swiss, &["Strasse", "Strassen"]);
            has("großer Sprung", swiss, &["grossen Sprünge"]);
        }
    }

    #[test]
    fn qualifying_words_are_inflected_alike() {
        has(
            "allgemeine künstliche Intelligenz",
            "de",
            &["allgemeinen künstlichen Intelligenz", "allgemeiner künstlicher Intelligenz"],
        );
        lacks("allgemeine künstliche Intelligenz", "de", &["allgemeinen künstliche Intelligenz"]);
        has(
            "künstliches neuronales Netz",
            "de",
            &["künstlichen neuronalen Netzen", "künstlichem neuronalem Netz"],
        );
    }

    /// Each case of a term in the strong, weak and mixed inflection is one of the forms.
    fn declines(term: &str, phrases: &[&str]) {
        let forms = forms(term, Kind::Concept, "de");
        for phrase in phrases {
            let words: Vec<&str> = phrase.split(' ').collect();
            let bare = words[words.len() - term.split(' ').count()..].join(" ");
            assert!(forms.contains(&bare), "{term}: no {bare} in {forms:?}");
        }
    }

    #[test]
    fn feminine_terms_decline_after_any_article() {
        declines(
            "allgemeine künstliche Intelligenz",
            &[
                "die allgemeine künstliche Intelligenz",
                "eine allgemeine künstliche Intelligenz",
                "der allgemeinen künstlichen Intelligenz",
                "einer allgemeinen künstlichen Intelligenz",
                "mit allgemeiner künstlicher Intelligenz",
                "die allgemeinen künstlichen Intelligenzen",
                "allgemeine künstliche Intelligenzen",
                "allgemeiner künstlicher Intelligenzen",
                "den allgemeinen künstlichen Intelligenzen",
            ],
        );
    }

    #[test]
    fn masculine_terms_decline_after_any_article() {
        declines(
            "großer Sprung",
            &[
                "ein großer Sprung",
                "der große Sprung",
                "des großen Sprungs",
                "eines großen Sprunges",
                "dem großen Sprung",
                "dem großen Sprunge",
                "mit großem Sprung",
                "die großen Sprünge",
                "große Sprünge",
                "großer Sprünge",
                "den großen Sprüngen",
            ],
        );
    }

    #[test]
    fn neuter_terms_decline_after_any_article() {
        declines(
            "neuronales Netz",
            &[
                "ein neuronales Netz",
                "das neuronale Netz",
                "des neuronalen Netzes",
                "neuronalen Netzes",
                "dem neuronalen Netz",
                "mit neuronalem Netz",
                "neuronale Netze",
                "neuronaler Netze",
                "den neuronalen Netzen",
            ],
        );
    }

    #[test]
    fn terms_that_are_given_in_the_plural_decline_too() {
        declines("seltene Erden", &["die seltenen Erden", "seltener Erden", "den seltenen Erden"]);
    }

    #[test]
    fn what_is_no_adjective_stays_as_it_is() {
        has("Stand der Technik", "de", &["Stands der Technik", "Ständen der Technik"]);
        has("großes Modell für Sprache", "de", &["großen Modellen für Sprache"]);
        lacks("Stand der Technik", "de", &["Stand der Techniken"]);
        lacks("Deep Learning", "de", &["Deepes Learning", "Deepen Learning"]);
    }

    #[test]
    fn the_last_part_of_a_hyphenated_term_is_inflected() {
        has("Scaling-Team", "de", &["Scaling-Teams"]);
        has("CO₂-Emission", "de", &["CO₂-Emissionen"]);
    }

    #[test]
    fn names_and_abbreviations_have_a_genitive() {
        assert_eq!(forms("Meta", Kind::Organisation, "de"), ["Meta", "Metas"]);
        assert_eq!(forms("GPU", Kind::Concept, "de"), ["GPU", "GPUs"]);
        assert_eq!(forms("David Lau", Kind::Person, "en"), ["David Lau", "David Lau's"]);
    }

    #[test]
    fn english_nouns_take_plurals_and_a_genitive() {
        has("graphics card", "en", &["graphics cards", "graphics card's"]);
        has("company", "en", &["companies", "company's"]);
        has("crash", "en", &["crashes"]);
        has("analysis", "en", &["analyses"]);
        has("shelf", "en", &["shelves"]);
        has("chairwoman", "en", &["chairwomen"]);
        has("neural network", "en", &["neural networks", "neural network's"]);
        has("data centre", "en", &["data centres", "data centre's"]);
        has("box", "en", &["boxes"]);
        has("hero", "en", &["heroes", "heros"]);
        has("criterion", "en", &["criteria"]);
        has("half-life", "en", &["half-lives"]);
        has("rate of return", "en", &["rates of return"]);
        has("person in charge", "en", &["people in charge"]);
        lacks("rate of return", "en", &["rate of returns"]);
        lacks("day", "en", &["daies"]);
        lacks("neural network", "en", &["neurals network"]);
    }

    #[test]
    fn other_languages_have_the_term_itself() {
        assert_eq!(forms("réseau", Kind::Concept, "fr"), ["réseau"]);
    }
}
