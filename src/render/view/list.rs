use serde::Serialize;

use super::page::{LanguageView, LinkView, Localized};
use super::shared::Shared;

/// A list of works, or of all tags: `list` in the layouts of sections and tags.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListView {
    /// The works, at most 100.
    pub items: Vec<ItemView>,
    /// Sections below this one.
    pub sections: Vec<LinkView>,
    /// All tags, on their own page; else empty.
    pub tags: Vec<TagCountView>,
    /// Where the list goes on.
    pub pager: PagerView,
}

/// A tag in the list of all tags.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TagCountView {
    /// Its name in each language of the page.
    pub labels: Vec<Localized>,
    /// Its page, base path included.
    pub href: String,
    /// How many works have it.
    pub count: usize,
}

/// One page of several.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PagerView {
    /// Which page this is, from 1.
    pub current: usize,
    /// How many there are.
    pub total: usize,
    /// The page before; `null` on the first.
    pub previous: Option<String>,
    /// The page after; `null` on the last.
    pub next: Option<String>,
}

/// A work in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemView {
    /// Its address in this view, base path included.
    pub href: String,
    /// It in each language of the page.
    pub sides: Vec<ItemSideView>,
    /// Its date, `2025-07-10`.
    pub date: Option<String>,
    /// An entry's kind; empty for other works.
    pub kind: &'static str,
    /// Whether every language of the page has it.
    pub glossed: bool,
}

/// A work in a list, in one language of the page; in its original's where it has none of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemSideView {
    /// The language.
    pub language: Shared<LanguageView>,
    /// Whether the work has the language of the page that stands here.
    pub own: bool,
    /// Its title (an entry's term), plain text; `null` if the work lacks this language.
    pub title: Option<String>,
    /// What an acronym stands for; empty for other works.
    pub long_form: String,
    /// Its summary (an entry's short definition); may be empty.
    pub summary: String,
    /// Its date as the language writes it; may be empty.
    pub date: String,
    /// How much of it is glossed in this language, in percent; `null` for originals, entries, and what is glossed whole.
    pub percent: Option<u8>,
}

/// The home page: `home` in its layout, beside `work` for its own text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HomeView {
    /// The sections with their first works.
    pub sections: Vec<SectionView>,
    /// How many entries the glossary has.
    pub entry_count: usize,
    /// How many texts there are besides.
    pub text_count: usize,
    /// How much of both each gloss language has.
    pub glossed: Vec<GlossedView>,
}

/// How much of a site is written in a gloss language.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GlossedView {
    /// The language.
    pub language: Shared<LanguageView>,
    /// The share of works and entries that have it, in percent, rounded down.
    pub percent: usize,
}

/// A section on the home page.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SectionView {
    /// Its title and address.
    pub link: LinkView,
    /// Its first works, at most six.
    pub items: Vec<ItemView>,
}

/// What the missing page (404) offers: `missing` in its layout.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MissingView {
    /// Places to go on from.
    pub links: Vec<LinkView>,
}
