use serde::Serialize;

use super::page::{LanguageView, LinkView, Localized};
use super::shared::Shared;
use super::work::DateView;

/// What the site is made of: `colophon` in its layout. Where a list has a number for each language, they stand in
/// the order of `languages`, each as the page writes it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ColophonView {
    /// How many texts there are, entries apart.
    pub text_count: usize,
    /// How many entries the glossary has.
    pub entry_count: usize,
    /// How many sentences mention one of them, those that answer each other counted once.
    pub mention_count: usize,
    /// The languages of the site, the original first.
    pub languages: Vec<Shared<LanguageView>>,
    /// How many texts each section at the top has, with those below it; those in no section last.
    pub sections: Vec<CountsView>,
    /// How many entries the glossary has; `null` without one.
    pub glossary: Option<CountsView>,
    /// How many sentences mention an entry.
    pub mentions: Vec<Localized>,
    /// How many words there are, code apart; letters, and said to be, where words are written together.
    pub words: Vec<Localized>,
    /// How many minutes it takes to read them.
    pub minutes: Vec<Localized>,
    /// The share of works and entries that a gloss language has; of the original's, that it is the original.
    pub glossed: Vec<Localized>,
    /// Who wrote the texts.
    pub authors: Vec<String>,
    /// Who rendered them, by language.
    pub translators: Vec<NamesView>,
    /// What was published or changed last, by the texts' own dates; `null` if none has one.
    pub latest: Option<LatestView>,
    /// The page of the repository; may be empty.
    pub repository: String,
}

/// A row of numbers, one for each language of the site.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CountsView {
    /// What is counted, and where it stands; `null` for what stands in no section.
    pub link: Option<LinkView>,
    /// The numbers.
    pub counts: Vec<Localized>,
}

/// Names, and the language for which they stand.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NamesView {
    /// The language.
    pub language: Shared<LanguageView>,
    /// The names.
    pub names: Vec<String>,
}

/// The work that was published or changed last.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LatestView {
    /// When.
    pub date: DateView,
    /// The work.
    pub work: LinkView,
}
