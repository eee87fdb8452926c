use std::sync::Arc;

use crate::diagnostic::Id;
use crate::site::{Case, Date, Kind, Language, LinkPolicy};

/// Front matter as one file says it. Everything is optional; a missing key is inherited or has
/// its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "Diglot front matter", deny_unknown_fields))]
pub struct WrittenFront {
    /// The title. Needed, but in glossary entries `term` is enough.
    pub title: Option<Arc<str>>,
    /// What the text is about, in a sentence or two: for lists, feeds and search engines.
    pub summary: Option<Arc<str>>,
    /// The last part of the address, instead of the file's name.
    pub slug: Option<String>,
    /// The day of first publication.
    pub date: Option<Date>,
    /// The day of the last change worth telling readers of.
    pub updated: Option<Date>,
    /// Keys of tags, as site.yaml lists them under `tags`.
    pub tags: Option<Arc<[String]>>,
    /// The place among the section's texts: smaller numbers come first.
    pub order: Option<i64>,
    /// Whether the text is not yet published. In a gloss alone it hides that side.
    pub draft: Option<bool>,
    /// The layout to use instead of the usual one.
    pub layout: Option<String>,
    /// The picture that stands for the text in lists and when it is shared.
    pub image: Option<WrittenImage>,
    /// A recording of the text.
    pub audio: Option<String>,
    /// What the text draws on.
    pub sources: Option<Vec<Citation>>,
    /// Who wrote the text.
    pub authors: Option<Vec<String>>,
    /// Who made the gloss.
    pub translators: Option<Vec<String>>,
    /// Former addresses that lead here: paths from the site's root, without its base path.
    pub aliases: Option<Vec<String>>,
    /// The key of the work that this file belongs to, if its name does not tell: `articles/scaling`.
    pub work: Option<String>,
    /// The work's original language, if it is not the site's.
    pub original: Option<Language>,
    /// By entry, which of its mentions in this text become links.
    #[cfg_attr(test, schemars(with = "Option<std::collections::BTreeMap<String, LinkPolicy>>"))]
    pub terms: Option<Vec<(String, LinkPolicy)>>,
    /// By rule, why it does not count here; `on` switches a rule on again.
    #[cfg_attr(test, schemars(with = "Option<std::collections::BTreeMap<String, String>>"))]
    pub check: Option<Vec<Switch>>,
    /// A site's own keys, for its layouts.
    pub extra: Option<serde_json::Map<String, serde_json::Value>>,
    /// The term that the text explains. It makes the text a glossary entry.
    pub term: Option<String>,
    /// Entries: synonyms and long forms; inflected when looked for, and shown.
    pub also: Option<Vec<String>>,
    /// Entries: forms that are looked for literally and not shown.
    pub forms: Option<Vec<String>>,
    /// Entries: wrong renderings, which are reported where they stand.
    pub avoid: Option<Vec<String>>,
    /// Entries: what the entry is filed under in alphabetical lists, if not its term: `Musk, Elon`.
    pub sort: Option<String>,
    /// Entries: the definition in one sentence, for the card.
    pub short: Option<String>,
    /// Entries: what the entry is about.
    pub kind: Option<Kind>,
    /// Entries: related entries, by work key or slug.
    pub related: Option<Vec<String>>,
    /// Entries: which mentions become links.
    pub link: Option<LinkPolicy>,
    /// Entries: whether the term is found only in the case in which it is written.
    pub case: Option<Case>,
    /// Entries: whether the term is found at the end of German compounds too, `Großrechenzentrum`.
    pub compounds: Option<bool>,
}

/// A picture, as written. A gloss that says only `alt` keeps the original's picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Image", deny_unknown_fields))]
pub struct WrittenImage {
    /// The picture's file, from this file or from the content root.
    pub src: Option<String>,
    /// What the picture shows, for those who do not see it.
    pub alt: Option<String>,
}

/// Something that a text draws on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Citation {
    /// Its name.
    pub name: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it appeared.
    pub date: Option<Date>,
}

/// A rule switched for one text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Switch {
    /// The rule.
    pub rule: Id,
    /// Whether it counts.
    pub on: bool,
    /// Why not, if it does not.
    pub reason: Option<String>,
}
