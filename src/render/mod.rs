//! Pages, sitemap, feeds: from the model to bytes.

mod arrangement;
mod asked;
mod assets;
mod bead;
mod bytes;
mod card;
mod clash;
mod code;
mod colophon;
mod decor;
mod entry;
mod feed;
mod footnotes;
mod frame;
mod layouts;
mod list;
mod locale;
mod map;
mod metadata;
mod offers;
mod output;
mod page;
mod picture;
mod pieces;
mod place;
mod plan;
mod recording;
mod shared;
mod sitemap;
mod strings;
mod taken;
mod work;

pub mod html;
pub mod theme;
pub mod view;

pub use arrangement::Arrangement;
pub use asked::{Asked, asked_page, list_page_at, work_page_at};
pub use assets::{Asset, Assets, assets as theme_assets};
pub use bytes::{Bytes, bytes as output_bytes};
pub use feed::FeedForm;
pub use layouts::{Layouts, layout_sources, layouts as compiled_layouts, theme as theme_of};
pub use offers::words_of;
pub use output::{LIST_PAGE, Output, Outputs, Shelf, further_pages, outputs};
pub use strings::{CheckedStrings, Strings, strings as interface_strings};
