//! What a full stop can belong to, by language.

mod english;
mod german;
mod romance;

use english::ENGLISH;
use german::GERMAN;
use romance::{FRENCH, ITALIAN, SPANISH};

/// What a language's sentences look like around a full stop.
pub(super) struct Habits {
    /// Abbreviations after which the sentence goes on, in small letters without the last stop.
    inner: &'static [&'static str],
    /// Abbreviations that may also end a sentence; what follows decides.
    either: &'static [&'static str],
    /// Words that begin sentences and are no names, in small letters.
    starters: &'static [&'static str],
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
        holds(self.inner, word)
    }

    /// Whether a sentence may, but need not, end at `word` and its full stop.
    pub(super) fn may_end_at(&self, word: &str) -> bool {
        holds(self.either, word)
    }

    /// Whether `word` begins sentences.
    pub(super) fn starts(&self, word: &str) -> bool {
        holds(self.starters, word)
    }
}

fn holds(words: &[&str], word: &str) -> bool {
    let lower = word.to_lowercase();
    words.contains(&lower.as_str())
}

/// Languages with ordinals in full stops, of which little else is known here.
const NORTHERN: Habits = Habits {
    inner: &[
        "dr", "prof", "nr", "ing", "mgr", "tzv", "np", "tj", "bl", "f.eks", "bl.a", "ca", "ev", "st", "kl",
    ],
    either: &["etc", "atd", "osv", "itd", "jr", "mio", "mia"],
    starters: &[],
    ordinals: true,
};

const OTHERS: Habits = Habits {
    inner: &["dr", "prof", "mr", "mrs", "ms", "st", "vs", "fig", "no", "vol", "cf", "p", "pp", "e.g", "i.e"],
    either: &["etc", "inc", "co", "ltd", "jr", "sr"],
    starters: &[],
    ordinals: false,
};
