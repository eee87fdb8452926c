//! What a full stop can belong to, by language.

mod english;
mod german;
mod romance;

use std::sync::OnceLock;

use english::ENGLISH;
use german::GERMAN;
use romance::{FRENCH, ITALIAN, SPANISH};

/// What a language's sentences look like around a full stop.
pub(super) struct Habits {
    /// Abbreviations after which the sentence goes on, in small letters without the last stop.
    inner: Words,
    /// Abbreviations that may also end a sentence; what follows decides.
    either: Words,
    /// Words that begin sentences and are no names, in small letters.
    starters: Words,
    /// A number with a full stop is an ordinal: `3. Oktober`, `19. Jahrhundert`.
    pub(super) ordinals: bool,
}

impl Habits {
    /// Those of a language, by its primary tag.
    pub(super) fn of(language: &str) -> &'static Self {
        match language {
            "de" | "lb" => &GERMAN,
            "en" => &ENGLISH,
            "fr" => &FRENCH,
            "es" => &SPANISH,
            "it" => &ITALIAN,
            "da" | "nb" | "nn" | "no" | "cs" | "sk" | "pl" | "hu" | "fi" | "et" | "lv" | "hr" | "sl" => {
                &NORTHERN
            }
            _ => &OTHERS,
        }
    }

    /// Whether the sentence goes on after `word` and its full stop.
    pub(super) fn goes_on_after(&self, word: &str) -> bool {
        self.inner.hold(word)
    }

    /// Whether a sentence may, but need not, end at `word` and its full stop.
    pub(super) fn may_end_at(&self, word: &str) -> bool {
        self.either.hold(word)
    }

    /// Whether `word` begins sentences.
    pub(super) fn starts(&self, word: &str) -> bool {
        self.starters.hold(word)
    }
}

/// Words in small letters, looked up at every full stop of every text.
pub(super) struct Words {
    listed: &'static [&'static str],
    /// In order, and the length of the longest.
    sorted: OnceLock<(Box<[&'static str]>, usize)>,
}

impl Words {
    const fn new(listed: &'static [&'static str]) -> Self {
        Self { listed, sorted: OnceLock::new() }
    }

    fn hold(&self, word: &str) -> bool {
        let (sorted, longest) = self.sorted.get_or_init(|| {
            let mut sorted: Box<[&str]> = self.listed.into();
            sorted.sort_unstable();
            let longest = sorted.iter().map(|word| word.len()).max().unwrap_or(0);
            (sorted, longest)
        });
        if word.len() > *longest {
            return false; // as most words that end a sentence
        }
        let is_listed = |word: &str| sorted.binary_search(&word).is_ok();
        is_listed(word) || (word.contains(char::is_uppercase) && is_listed(&word.to_lowercase()))
    }
}

/// Languages with ordinals in full stops, of which little else is known here.
static NORTHERN: Habits = Habits {
    inner: Words::new(&[
        "dr", "prof", "nr", "ing", "mgr", "tzv", "np", "tj", "bl", "f.eks", "bl.a", "ca", "ev", "st", "kl",
    ]),
    either: Words::new(&["etc", "atd", "osv", "itd", "jr", "mio", "mia"]),
    starters: Words::new(&[]),
    ordinals: true,
};

static OTHERS: Habits = Habits {
    inner: Words::new(&[
        "dr", "prof", "mr", "mrs", "ms", "st", "vs", "fig", "no", "vol", "cf", "p", "pp", "e.g", "i.e",
    ]),
    either: Words::new(&["etc", "inc", "co", "ltd", "jr", "sr"]),
    starters: Words::new(&[]),
    ordinals: false,
};
