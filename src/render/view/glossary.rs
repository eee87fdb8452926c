use serde::Serialize;

use super::list::ItemView;
use super::page::{LanguageView, Localized};
use super::shared::Shared;

/// The glossary: `glossary` in the layouts of its pages. Each page fills what it is about.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GlossaryView {
    /// In `glossary.html`: the entries by first letter.
    pub groups: Vec<GlossaryGroup>,
    /// In `glossary.html`, on a page in two languages: the orders that the entries can stand in.
    pub orders: Vec<ColumnView>,
    /// In `glossary-kinds.html`: the entries by kind.
    pub kinds: Vec<KindView<ItemView>>,
    /// In `glossary-table.html`: the terms in two languages.
    pub table: Option<TableView>,
    /// In `glossary-map.html`: what is related.
    pub map: Option<MapView>,
    /// The ways through the glossary that the site has, this page's own too.
    pub ways: Vec<WayView>,
    /// How many entries there are.
    pub count: usize,
}

/// Entries under one letter.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GlossaryGroup {
    /// The letter; `#` for digits and signs.
    pub letter: String,
    /// The entries.
    pub items: Vec<ItemView>,
}

/// Entries of one kind.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "KindOf{T}"))]
pub struct KindView<T> {
    /// The kind, as in `entry`.
    pub kind: &'static str,
    /// The entries, in the order of the page's main language.
    pub items: Vec<T>,
}

/// A way through the glossary.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WayView {
    /// `letter`, `kind`, `term` (a table) or `relation` (a map).
    pub name: &'static str,
    /// Its address in this view, base path included.
    pub href: String,
    /// Whether the page at hand is it.
    pub current: bool,
}

/// The terms of two languages side by side.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TableView {
    /// The languages: the page's main one, then its partner's.
    pub columns: Vec<ColumnView>,
    /// The entries.
    pub rows: Vec<RowView>,
}

/// A language that entries are in the order of: a column of the table, or letters.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ColumnView {
    /// The language.
    pub language: Shared<LanguageView>,
    /// The page that is in its order, base path included.
    pub href: String,
    /// Whether this is that page.
    pub sorted: bool,
}

/// An entry in the table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RowView {
    /// Its address in this view, base path included.
    pub href: String,
    /// Its term in the language of each column.
    pub terms: Vec<TermView>,
    /// Its short definition in each language of the page that has one.
    pub shorts: Vec<Localized>,
}

/// A term in one language.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TermView {
    /// The language.
    pub language: Shared<LanguageView>,
    /// The term; `null` if the entry is not written in this language.
    pub term: Option<String>,
    /// Synonyms and long forms.
    pub also: Vec<String>,
}

/// A map of what is related: boxes, and lines between their middles; all lengths in pixels.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MapView {
    /// How wide it is.
    pub width: i64,
    /// How high.
    pub height: i64,
    /// The boxes; none stands on another.
    pub nodes: Vec<NodeView>,
    /// The lines, to be drawn below them.
    pub lines: Vec<LineView>,
    /// Whether the boxes stand for kinds and not for entries, of which there are too many to be drawn.
    pub of_kinds: bool,
    /// The same as a list: each entry and what it is related to, by kind.
    pub kinds: Vec<KindView<RelatedView>>,
}

/// A box of the map.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NodeView {
    /// The entry's address in this view, base path included; for a kind, its place in the list (`#kind.person`).
    pub href: String,
    /// Its name.
    pub label: Localized,
    /// Its name in the page's other language, for a second line; `null` if there is none, or it is the same.
    pub other: Option<Localized>,
    /// The kind, as in `entry`.
    pub kind: &'static str,
    /// Its left edge.
    pub left: i64,
    /// Its upper edge.
    pub top: i64,
    /// How wide it is.
    pub width: i64,
    /// How high.
    pub height: i64,
    /// Where across its words have their middle: there is room for a sign of its kind before them.
    pub middle: i64,
}

/// A line of the map.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LineView {
    /// Where it begins: across and down.
    pub from: [i64; 2],
    /// Where it ends.
    pub to: [i64; 2],
    /// The boxes that it leads to, by their places among `nodes`, from 0.
    pub ends: [usize; 2],
    /// How many relations it stands for: 1 between entries.
    pub weight: usize,
}

/// An entry and what it is related to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RelatedView {
    /// Its words in each language of the page that it has.
    pub labels: Vec<Localized>,
    /// Its address, base path included.
    pub href: String,
    /// The entries that it is related to, whichever of the two says so.
    pub related: Vec<EntryLinkView>,
}

/// A link to an entry.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EntryLinkView {
    /// Its words in each language of the page that it has.
    pub labels: Vec<Localized>,
    /// Its address, base path included.
    pub href: String,
    /// The entry's kind, as in `entry`.
    pub kind: &'static str,
}
