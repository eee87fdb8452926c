//! What layouts are given: one documented struct for each thing a layout shows.
//!
//! These types *are* the contract with layouts; docs/layouts.md lists every field and a test keeps
//! the two equal. A field is never left out: what is not there is `null`, an empty list or an empty
//! text. A text that ends in `_html` (and the sides of a bead) is HTML and wants `| safe` in the
//! layout; every other text is plain and is escaped by tera.

mod colophon;
#[cfg(test)]
mod documentation;
mod glossary;
mod list;
mod page;
mod shared;
mod work;

pub use colophon::{ColophonView, CountsView, LatestView, NamesView};
pub use glossary::{
    ColumnView, EntryLinkView, GlossaryGroup, GlossaryView, KindView, LineView, MapView, NodeView,
    RelatedView, RowView, TableView, TermView, WayView,
};
pub use list::{
    GlossedView, HomeView, ItemSideView, ItemView, ListView, MissingView, PagerView, SectionView,
    TagCountView,
};
pub use page::{
    Alternate, CrumbView, FeedView, FrameView, LanguageView, LinkView, Localized, NavView, PageView,
    SiteView, ViewLink,
};
pub use shared::Shared;
pub use work::{
    BeadView, CardView, ContentsView, DateView, EntrySideView, EntryView, FoldView, InlineGlossView,
    MentionsView, QuoteView, RecordingView, SideView, SourceView, StubView, TagView, WorkView,
};
