use std::collections::BTreeSet;

use super::{Rules, add, ends, without};

/// English: plurals and the genitive. Adjectives stay as they are.
pub(super) const ENGLISH: Rules = Rules { links: LINKS, adjective: |_| None, noun, name };

const LINKS: &[&str] = &["of", "in", "for", "to", "on", "at", "by", "with", "from", "per", "as"];

/// Plurals that no rule gives: what a word ends in, and then.
const IRREGULAR: &[(&str, &str)] = &[
    ("man", "men"),
    ("person", "people"),
    ("child", "children"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("mouse", "mice"),
    ("criterion", "criteria"),
    ("phenomenon", "phenomena"),
    ("sis", "ses"),
    ("xis", "xes"),
    ("dex", "dices"),
    ("trix", "trices"),
    ("lf", "lves"),
    ("eaf", "eaves"),
    ("ife", "ives"),
    ("datum", "data"),
    ("medium", "media"),
    ("nucleus", "nuclei"),
    ("stimulus", "stimuli"),
    ("formula", "formulae"),
];

fn name(word: &str, forms: &mut BTreeSet<String>) {
    add(forms, word, &["'s"]);
    if word.chars().all(|char| !char.is_lowercase()) {
        add(forms, word, &["s"]); // `GPUs`
    }
}

fn noun(word: &str, forms: &mut BTreeSet<String>) {
    add(forms, word, &["'s"]);
    if let Some(stem) = without(word, "y").filter(|stem| !ends_in_vowel(stem)) {
        add(forms, stem, &["ies"]);
    } else if ends(word, &["s", "x", "z", "ch", "sh"]) {
        add(forms, word, &["es"]);
    } else {
        add(forms, word, &["s"]);
    }
    if ends(word, &["o"]) {
        add(forms, word, &["es"]);
    }
    for (singular, plural) in IRREGULAR {
        if let Some(stem) = without(word, singular) {
            forms.insert(recased(word, [stem, plural].concat()));
        }
    }
    let possessive: Vec<String> =
        forms.iter().filter(|form| !form.ends_with(['s', 'S'])).map(|form| format!("{form}'s")).collect();
    forms.extend(possessive);
}

/// A plural that stands for the whole word keeps its capital: `People`.
fn recased(word: &str, plural: String) -> String {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let mut chars = plural.chars();
    match chars.next() {
        Some(first) if capital => first.to_uppercase().chain(chars).collect(),
        _ => plural,
    }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) || stem.is_empty()
}
