//! What each language does around the end of a sentence: a file a language, of one shape.

mod english;
mod french;
mod german;
mod italian;
mod japanese;
mod northern;
mod others;
mod spanish;

use std::sync::OnceLock;

/// What a language does around the end of a sentence.
pub(super) struct Habits {
    /// Abbreviations after which the sentence goes on: `Dr. Meyer`, `z. B. Karten`.
    pub(super) inner: Words,
    /// Abbreviations that may also end a sentence; what follows decides: `usw.`, `Inc.`
    pub(super) either: Words,
    /// Abbreviations before a number, `S. 12`, and words before any other.
    pub(super) numbered: Words,
    /// What ends a word that may be abbreviated: `Goethestr.`
    pub(super) endings: Words,
    /// Abbreviations that a name seldom follows; what follows in a capital begins a sentence,
    /// unless it is one of `with_clock`: `at 6 p.m. Travelers …`, `at 6 p.m. Monday`.
    pub(super) clock: Words,
    /// See `clock`.
    pub(super) with_clock: Words,
    /// Words before a number that is none of a row: `Seite 12.` ends where `am 12.` goes on.
    pub(super) labels: Words,
    /// Words that begin sentences and are no names.
    pub(super) starters: Words,
    /// Verbs by which speech is reported: `“Is it?” Jonas asked.`
    pub(super) saying: Words,
    /// Words that begin a sentence even in small letters, where people write so: `it`, `they`.
    pub(super) small_starters: Words,
    /// Words that join what a bracket says to the sentence before: `(Which is true.)`
    pub(super) relative: Words,
    /// Who writes in small letters throughout begins sentences with them, too.
    pub(super) writes_small: bool,
    /// A number with a full stop is an ordinal: `3. Oktober`, `19. Jahrhundert`.
    pub(super) ordinals: bool,
}

impl Habits {
    /// Those of a language, by its primary tag.
    pub(super) fn of(language: &str) -> &'static Self {
        match language {
            "de" | "lb" | "nds" | "gsw" => &german::HABITS,
            "en" | "sco" => &english::HABITS,
            "fr" => &french::HABITS,
            "es" | "gl" | "ca" | "pt" => &spanish::HABITS,
            "it" => &italian::HABITS,
            "ja" | "zh" | "yue" => &japanese::HABITS,
            "da" | "nb" | "nn" | "no" | "fo" | "is" | "cs" | "sk" | "pl" | "hu" | "fi" | "et" | "lv"
            | "lt" | "hr" | "bs" | "sl" | "sr" => &northern::HABITS,
            _ => &others::HABITS,
        }
    }
}

/// Words, an abbreviation's without its last stop; looked up at every full stop of every text. What is
/// listed in small letters is found in any case, what is listed with a capital as it is: `Sun.`
pub(super) struct Words {
    /// Between blanks.
    listed: &'static str,
    sorted: OnceLock<Sorted>,
}

/// In order, and the length of the longest.
type Sorted = (Box<[&'static str]>, usize);

impl Words {
    const fn none() -> Self {
        Self::new("")
    }

    const fn new(listed: &'static str) -> Self {
        Self { listed, sorted: OnceLock::new() }
    }

    /// Whether `word` is listed, in small letters or as it is.
    pub(super) fn hold(&self, word: &str) -> bool {
        let (sorted, longest) = self.sorted();
        if word.is_empty() || word.len() > *longest {
            return false; // as most words that end a sentence
        }
        let is_listed = |word: &str| sorted.binary_search(&word).is_ok();
        is_listed(word) || (word.contains(char::is_uppercase) && is_listed(&word.to_lowercase()))
    }

    /// Whether `word` is listed in this very case.
    pub(super) fn list(&self, word: &str) -> bool {
        self.sorted().0.binary_search(&word).is_ok()
    }

    /// Whether a listed ending ends `word` and is not all of it.
    pub(super) fn end(&self, word: &str) -> bool {
        self.sorted().0.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending))
    }

    fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| {
            let mut sorted: Box<[&str]> = self.listed.split_whitespace().collect();
            sorted.sort_unstable();
            let longest = sorted.iter().map(|word| word.len()).max().unwrap_or(0);
            (sorted, longest)
        })
    }
}
