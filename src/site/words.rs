/// A type whose values authors write as one word of a fixed list.
pub trait Word: Copy + 'static {
    /// Every word with its value, the usual one first.
    const ALL: &'static [(&'static str, Self)];

    /// The value of a word.
    #[must_use]
    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
    }
}

/// Declares a [`Word`]: variant and word, the usual one first.
macro_rules! words {
    ($($(#[doc = $about:literal])+ pub enum $name:ident {
        $($(#[doc = $meaning:literal])+ $variant:ident = $word:literal,)+
    })+) => { $(
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub enum $name { $($(#[doc = $meaning])+ #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// The word that authors write for it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::site::words::Word for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)+];
        }
    )+ };
}

words! {
    /// Which mentions of a term become links.
    pub enum LinkPolicy {
        /// The first in each section.
        First = "first",
        /// All.
        All = "all",
        /// Only those that the author marks.
        Explicit = "explicit",
        /// None.
        Never = "never",
    }

    /// What an entry is about.
    pub enum Kind {
        /// A notion or technique.
        Concept = "concept",
        /// A machine or program.
        System = "system",
        /// A group of people within an organisation.
        Team = "team",
        /// A human being.
        Person = "person",
        /// A company, authority, association.
        Organisation = "organisation",
        /// A book, paper, magazine.
        Publication = "publication",
        /// Somewhere on the map.
        Place = "place",
        /// A work of art or craft.
        Work = "work",
    }

    /// Whether a term's forms are found in any case of their letters.
    pub enum Case {
        /// In any case.
        Insensitive = "insensitive",
        /// Only as written.
        Sensitive = "sensitive",
    }

    /// How a text and its gloss are shown.
    pub enum Reading {
        /// Both, beside or below each other.
        Both = "both",
        /// The original; a sentence's partner on demand.
        Ask = "ask",
        /// Line by line.
        Lines = "lines",
        /// The original alone.
        Original = "original",
        /// The gloss alone.
        Gloss = "gloss",
    }

    /// How a site looks before it says otherwise.
    pub enum ThemeName {
        /// For readers of long texts, with all that script can add.
        Usual = "usual",
        /// Small and without script.
        Plain = "plain",
    }

    /// In which languages a term's card shows its definition.
    pub enum Cards {
        /// In the text's language and its partner's.
        Both = "both",
        /// In the text's language alone.
        Own = "own",
        /// No cards; terms are plain links.
        Off = "off",
    }

    /// What raw HTML in content may do.
    pub enum RawHtml {
        /// It is published as it is.
        Allow = "allow",
        /// It is shown as text.
        Escape = "escape",
        /// It is published without what could run or phone home.
        Sanitize = "sanitize",
    }
}

impl Kind {
    /// Whether what it is about has a name rather than a term: names take a genitive and nothing else.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::Organisation | Self::Place)
    }
}

impl Case {
    /// What counts for a form of a term unless its entry says otherwise: acronyms and one-letter
    /// terms are found only as written, everything else in any case.
    #[must_use]
    pub fn usual(form: &str) -> Self {
        let mut letters = form.chars().filter(|c| c.is_alphabetic());
        let first = letters.next();
        let (mut rest, mut upper) = (0, first.is_some_and(char::is_uppercase));
        for letter in letters {
            rest += 1;
            upper &= letter.is_uppercase();
        }
        if first.is_some() && (rest == 0 || upper) { Self::Sensitive } else { Self::Insensitive }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_and_single_letters_are_sensitive() {
        for form in ["AGI", "R", "x", "GPT-4", "ÖPNV"] {
            assert_eq!(Case::usual(form), Case::Sensitive, "{form}");
        }
        for form in ["Colossus", "xAI", "GPUs", "42", "", "計算"] {
            assert_eq!(Case::usual(form), Case::Insensitive, "{form}");
        }
    }

    #[test]
    fn every_word_is_its_own() {
        for (word, kind) in Kind::ALL {
            assert_eq!((kind.word(), Kind::of_word(word)), (*word, Some(*kind)));
        }
        assert_eq!(Kind::of_word("Concept"), None);
    }
}
