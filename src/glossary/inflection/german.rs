use std::collections::BTreeSet;

use super::{Qualifier, Rules, add, ends, without};

/// German: endings, the umlaut of the stem's last vowel, foreign plurals, ß and ss.
pub(super) const GERMAN: Rules = Rules { links: LINKS, adjective, noun, name };

const LINKS: &[&str] = &[
    "der", "des", "von", "vom", "für", "in", "im", "aus", "mit", "zur", "zum", "auf", "an", "am", "über",
    "ohne", "nach",
];

/// What an adjective ends in; a term is written in one of these forms.
const ENDINGS: &[&str] = &["e", "em", "en", "er", "es"];

/// Nouns in these have no plural in -er and no umlaut, and what looks like one is another word: *Musiker*
/// is not of *Musik*.
const REGULAR: &[&str] =
    &["ung", "heit", "keit", "schaft", "ik", "ion", "tät", "ei", "ur", "anz", "enz", "ling", "ie", "ismus"];

/// Adjectives and participles that became nouns: *Angestellter*, *Vorsitzender*, *Freiwilliger*.
const NOMINALIZED: &[&str] = &[
    "eter", "elter", "llter", "ierter", "ender", "iger", "kter", "mter", "chter", "ßter", "igter", "tzter",
    "bter", "nnter", "mmter",
];

fn adjective(word: &str) -> Option<Qualifier<'_>> {
    let small = word.chars().next().is_some_and(char::is_lowercase);
    let stem = ENDINGS.iter().find_map(|ending| without(word, ending))?;
    (small && stem.chars().count() > 2).then_some((stem, ENDINGS))
}

fn name(word: &str, forms: &mut BTreeSet<String>) {
    if !ends(word, &["s", "x", "z", "ß"]) {
        add(forms, word, &["s"]);
    }
}

fn noun(word: &str, forms: &mut BTreeSet<String>) {
    add(forms, word, &["", "es", "e", "en", "n"]);
    if !ends(word, &["s", "x", "z", "ß"]) {
        add(forms, word, &["s"]);
    }
    if !is_regular(word) {
        add(forms, word, &["er", "ern"]);
        if let Some(umlauted) = umlauted(word) {
            add(forms, &umlauted, &["", "e", "en", "n", "er", "ern"]);
        }
    }
    native(word, forms);
    foreign(word, forms);
    old_spelling(forms);
}

/// Whether a word ends in a suffix that rules out umlaut and -er. *Sprung* and *Tanz* have no stem before
/// it: those are no suffixes.
fn is_regular(word: &str) -> bool {
    REGULAR.iter().filter_map(|suffix| without(word, suffix)).any(|stem| stem.contains(is_vowel))
}

fn is_vowel(char: char) -> bool {
    "aeiouyäöüÄÖÜ".contains(char.to_ascii_lowercase())
}

/// Plurals that change more than the ending, in words of German make.
fn native(word: &str, forms: &mut BTreeSet<String>) {
    if ends(word, &["e"]) {
        add(forms, word, &["r", "m", "ns"]); // *Angestellte*, *Name*
    }
    if ends(word, NOMINALIZED) {
        add(forms, &word[..word.len() - 1], &["", "n", "s", "m"]);
    }
    if ends(word, &["nis", "us", "as", "is", "os"]) {
        add(forms, word, &["se", "ses", "sen"]); // *Ergebnis*, *Bus*
    }
    if ends(word, &["in"]) {
        add(forms, word, &["nen"]);
    }
}

/// Plurals of Greek, Latin and Italian words.
fn foreign(word: &str, forms: &mut BTreeSet<String>) {
    let put = |forms: &mut BTreeSet<String>, ending: &str, plurals: &[&str]| {
        if let Some(stem) = without(word, ending).filter(|stem| stem.chars().count() > 1) {
            add(forms, stem, plurals);
        }
    };
    put(forms, "um", &["en", "a"]);
    put(forms, "on", &["en", "a"]);
    put(forms, "us", &["en", "i"]);
    put(forms, "os", &["en"]);
    put(forms, "is", &["en"]);
    put(forms, "a", &["en"]);
    put(forms, "o", &["en", "i"]);
    if ends(word, &["al", "il", "ip", "ens"]) {
        add(forms, word, &["ien"]);
    }
}

/// Until 1996 `ß` was written for `ss` where a word ends or a consonant follows: *Fluß*, of *Fluss*. Before
/// a vowel it never was: *Maße* are no *Masse*.
fn old_spelling(forms: &mut BTreeSet<String>) {
    let old = |form: &String| {
        let at = form.rfind("ss")?;
        let rest = &form[at + 2..];
        let may_be = !rest.starts_with(is_vowel);
        may_be.then(|| [&form[..at], "ß", rest].concat())
    };
    let others: Vec<String> = forms.iter().filter_map(old).collect();
    forms.extend(others);
}

/// Adds to forms with `ß` those with `ss` where that is the same word: in Switzerland and Liechtenstein
/// all, elsewhere those in capitals. Other words may differ in nothing else: *Maßen* and *Massen*.
pub(super) fn without_eszett(forms: &mut BTreeSet<String>, is_swiss: bool) {
    let with = forms.iter().filter(|form| form.contains('ß'));
    let others: Vec<String> =
        with.map(|form| if is_swiss { form.replace('ß', "ss") } else { form.to_uppercase() }).collect();
    forms.extend(others);
}

/// Unstressed ends that a stem's last vowel is not in: *Garten*, *Vater*, *Apfel*.
const UNSTRESSED: &[&str] = &["el", "er", "en", "em", "e"];

/// A noun with the umlaut of its stem's last vowel, if that has one: `Baum`, `Bäum`; `Saal`, `Säl`.
fn umlauted(word: &str) -> Option<String> {
    let stem = UNSTRESSED.iter().find_map(|end| without(word, end).filter(|stem| stem.contains(is_vowel)));
    let stem = stem.unwrap_or(word);
    let (at, vowel) = stem.char_indices().rfind(|(_, char)| is_vowel(*char))?;
    let before = stem[..at].chars().next_back().map(|char| char.to_ascii_lowercase());
    let (start, vowel) = match (before, vowel.to_ascii_lowercase()) {
        (Some('a'), 'u') | (Some('a'), 'a') | (Some('o'), 'o') => (at - 1, stem[at - 1..].chars().next()?),
        (Some('e'), 'u') => return None,
        _ => (at, vowel),
    };
    let umlaut = match vowel {
        'a' => "ä",
        'o' => "ö",
        'u' => "ü",
        'A' => "Ä",
        'O' => "Ö",
        'U' => "Ü",
        _ => return None,
    };
    // Of two equal vowels one is left: `Säle`. Of `au` both: `Bäume`.
    let kept = if start < at && stem[at..].starts_with(['u', 'U']) { at } else { at + 1 };
    Some([&word[..start], umlaut, &word[kept..]].concat())
}
