//! Markdown bodies: blocks with source spans, what runs inside them, typography by language.
//!
//! [`parse()`] reads a body once, in this order: `builder` turns the parser's events into nodes,
//! blocks and inlines; `leaf` looks at each block when it is whole (figures, players, verse,
//! anchors, bare URLs); `directive` tells each `diglot:` comment its block; `leftover` and
//! `foreign` look for what was meant and did not work. Nothing here fails: what is wrong is in
//! [`Text::diagnostics`].

mod builder;
mod directive;
mod foreign;
pub mod highlight;
mod leaf;
mod leftover;
mod link;
mod math;
pub mod model;
mod parse;
mod path;
mod prose;
mod query;
mod raw_html;
mod raw_loads;
mod skeleton;
pub mod slug;
mod srcset;
mod strings;
#[cfg(test)]
mod tests;
pub mod typography;

pub use directive::{may_be_id, without_directives};
pub use leaf::{Media, media};
pub use leftover::links_around_links;
pub use math::mathml;
pub use model::*;
pub use parse::{Options, parse};
pub use path::{Step, paths};
pub use prose::Prose;
pub use query::{proses, text, typeset};
pub use raw_html::{addresses, raw_ids};
pub use raw_loads::{Blocked, blocked, is_remote};
pub use skeleton::skeleton;
pub use srcset::candidates;
