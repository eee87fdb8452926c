use serde::Serialize;

use super::glossary::EntryLinkView;
use super::list::PagerView;
use super::page::{LanguageView, LinkView, Localized};
use super::shared::Shared;
use crate::site::Language;

/// A work: `work` in the layouts of works, entries and the home page.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WorkView {
    /// Its key: `articles/scaling`.
    pub key: String,
    /// The sides shown: one in a view of one language, the original and a gloss in a parallel one.
    pub sides: Vec<SideView>,
    /// Whether a side says who wrote or rendered it.
    pub signed: bool,
    /// Whether a side has a summary.
    pub summarized: bool,
    /// When it was first published.
    pub date: Option<DateView>,
    /// When it was last changed, by its author's word.
    pub updated: Option<DateView>,
    /// Its tags.
    pub tags: Vec<TagView>,
    /// The recordings that its front matter names with `audio`, each once.
    pub recordings: Vec<RecordingView>,
    /// Its headings.
    pub contents: Vec<ContentsView>,
    /// Its beads in rows, as `rows` prints them, for parallel views; else empty.
    pub rows_html: String,
    /// Its footnotes likewise.
    pub notes_html: String,
    /// Its beads, for parallel views; empty in a view of one language. They are handed over where a layout
    /// that is not the usual theme's has the word `beads`.
    pub beads: Vec<BeadView>,
    /// Its footnotes likewise, where such a layout has the word `notes`.
    pub notes: Vec<BeadView>,
    /// Its text as running HTML, footnotes included, for views of one language; else empty.
    pub flow_html: String,
    /// Its inline glosses, to be printed as notes.
    pub glosses: Vec<InlineGlossView>,
    /// The cards of the entries that this page links, as `card.html` makes them; empty without any.
    pub cards_html: String,
    /// What it rests on: what each side of the page that names sources says, one after the other.
    pub sources: Vec<SourceView>,
    /// The work before it in its section.
    pub previous: Option<LinkView>,
    /// The work after it.
    pub next: Option<LinkView>,
    /// Where readers can say what is wrong with it, title and address filled in; `null` unless site.yaml names a repository.
    pub report: Option<String>,
    /// A site's own keys, as the author wrote them below `extra:`.
    #[cfg_attr(test, schemars(with = "serde_json::Map<String, serde_json::Value>"))]
    pub extra: serde_json::Value,
}

/// One side of a work.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SideView {
    /// Its language.
    pub language: Shared<LanguageView>,
    /// Whether it is the work's original.
    pub original: bool,
    /// Its title, typographically set, plain text.
    pub title: String,
    /// Its summary; may be empty.
    pub summary: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who rendered it; empty for an original.
    pub translators: Vec<String>,
    /// Who wrote it, in a phrase of the side's language: `By Lena Brandt`; may be empty.
    pub by: String,
    /// Who rendered it, likewise.
    pub translated_by: String,
    /// How many words it has, code apart; in Japanese, Chinese and Thai, how many letters.
    pub words: usize,
    /// How many minutes it takes to read, at least one.
    pub minutes: usize,
    /// Where its file can be changed; `null` unless site.yaml names a repository.
    pub edit: Option<String>,
    /// In parallel views, and with a repository: the line of that file at which each bead of `beads` begins, 0 where this
    /// side lacks it, with blanks between.
    pub lines: String,
}

/// A recording of a text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RecordingView {
    /// The language that is heard: the original's, where a gloss has no recording of its own.
    #[cfg_attr(test, schemars(with = "String"))]
    pub language: Language,
    /// `ltr` or `rtl`, for `dir`.
    pub dir: &'static str,
    /// Where it is, base path included.
    pub href: String,
    /// Its media type: `audio/mpeg`.
    pub media_type: &'static str,
}

/// A day.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DateView {
    /// `2025-07-10`, for `datetime`.
    pub iso: String,
    /// As each language of the page writes it.
    pub shown: Vec<Localized>,
}

/// A tag.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TagView {
    /// Its name in each language of the page.
    pub labels: Vec<Localized>,
    /// Its page.
    pub href: String,
}

/// A heading in the table of contents.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContentsView {
    /// Its bead's address on the page: `#why`.
    pub href: String,
    /// 1 to 6.
    pub level: u8,
    /// Its words in each language of the page that has it, plain text.
    pub labels: Vec<Localized>,
}

/// A bead: what belongs together in original and gloss.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BeadView {
    /// Its address on the page, without `#`: `why.3`.
    pub id: String,
    /// Further ids that lead to it, without `#`: what a gloss calls it, what only another gloss has.
    pub anchors: Vec<String>,
    /// The number that readers see; `null` for headings and for what only a gloss has.
    pub number: Option<u32>,
    /// The last number, where the gloss takes several paragraphs of the original together; else `null`.
    pub last_number: Option<u32>,
    /// `heading`, `paragraph`, `list`, `quote`, `code`, `table`, `figure`, `player`, `definition`,
    /// `html`, `rule` or `note`: of what sort its first block is (`list`, `quote` and `definition`
    /// by the container it stands in).
    pub kind: &'static str,
    /// 1 to 6 for headings, else 0.
    pub level: u8,
    /// `paired`, `original-only`, `gloss-only`, or `todo` (not glossed yet).
    pub state: &'static str,
    /// HTML that is equal on both sides and stands once across the columns; `null` if the sides
    /// differ.
    pub shared: Option<String>,
    /// The original's HTML; `null` if it has none.
    pub original: Option<String>,
    /// The gloss's HTML; `null` if it has none.
    pub gloss: Option<String>,
    /// The `<details>` that it opens for the beads after it; `null` if it opens none.
    pub fold: Option<FoldView>,
    /// How many `<details>` of beads before it, or its own, end behind it.
    pub unfolds: usize,
}

/// `<details>` around several beads.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FoldView {
    /// Whether they are shown unfolded.
    pub open: bool,
    /// What stands in their `<summary>` on each side, HTML.
    pub summaries: Vec<Localized>,
}

/// An inline gloss: words of the original, explained.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct InlineGlossView {
    /// The words explained.
    pub words: Localized,
    /// The explanation.
    pub gloss: Localized,
    /// Where they stand: `#why.3`.
    pub href: String,
}

/// A source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SourceView {
    /// What it is.
    pub name: String,
    /// The language of the side that says so: a gloss that names no sources inherits the original's.
    #[cfg_attr(test, schemars(with = "String"))]
    pub language: Language,
    /// `ltr` or `rtl`, for `dir`.
    pub dir: &'static str,
    /// Where it can be read; may be `null`.
    pub url: Option<String>,
    /// When it appeared.
    pub date: Option<DateView>,
}

/// A glossary entry: `entry` in the layout of entries, beside `work`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EntryView {
    /// Its address in this view, base path included: that of the first page.
    pub href: String,
    /// Term and short definition in each language that has them, those of the page first.
    pub sides: Vec<EntrySideView>,
    /// `concept`, `system`, `team`, `person`, `organisation`, `publication`, `place` or `work`.
    pub kind: &'static str,
    /// Related entries, as the author names them.
    pub related: Vec<EntryLinkView>,
    /// Where the term stands, by work: first texts, then entries, each in the site's order; at most 100
    /// quotes a page.
    pub mentions: Vec<MentionsView>,
    /// How many quotes these are on all pages.
    pub mention_count: usize,
    /// Where the quotes go on. On the pages after the first, `work` has no text.
    pub pager: PagerView,
}

/// One language's side of an entry.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EntrySideView {
    /// The language.
    pub language: Shared<LanguageView>,
    /// The term.
    pub term: String,
    /// Synonyms and long forms.
    pub also: Vec<String>,
    /// What an acronym stands for; empty for other terms.
    pub long_form: String,
    /// The definition in one sentence; may be empty.
    pub short: String,
}

/// The card of a term: `card` in `card.html`, which gets `site` beside it and no `page`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CardView {
    /// The main language of the pages that it stands on.
    pub language: Shared<LanguageView>,
    /// The address of the entry in the pages' view, base path included. The theme's script knows by it which
    /// links the card is for.
    pub href: String,
    /// The entry's kind, as in `entry`.
    pub kind: &'static str,
    /// Term and short definition: in the pages' main language, then in its partner's.
    pub sides: Vec<EntrySideView>,
    /// Whether readers are to see only the side in the language that the term stands in (`glossary.cards: own`).
    pub own: bool,
}

/// A work's quotes of a term.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MentionsView {
    /// The work.
    pub work: LinkView,
    /// Whether it is an entry of the glossary.
    pub entry: bool,
    /// The sentences that mention the term.
    pub quotes: Vec<QuoteView>,
}

/// A sentence that mentions a term, with its partner.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuoteView {
    /// The address of the very sentence, base path included.
    pub href: String,
    /// Its place in the work, `moonshot.2.4`: heading, paragraph, sentence.
    pub place: String,
    /// The sentence in the languages of the page, the term marked in each that has it, HTML.
    pub sides: Vec<Localized>,
}

/// What is shown where a work, or the text of the home page or of a section, has no gloss yet: `stub` in its
/// layout.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StubView {
    /// The language that is missing.
    pub language: Shared<LanguageView>,
    /// The original's title and where it can be read.
    pub original: LinkView,
    /// The original's summary.
    pub summary: Localized,
    /// Where its gloss can be begun; `null` unless site.yaml names a repository.
    pub translate: Option<String>,
}
