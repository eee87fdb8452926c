//! Diglot: one text in two languages, as a site.
//!
//! The rooms, from the top of the house to its ground; each asks only rooms below it.

pub mod render;

/// Markdown bodies: blocks with source spans, what runs inside them, typography by language.
pub mod text;

/// Configuration, front matter, works, languages, addresses.
pub mod site;

pub mod diagnostic;

pub mod source;

pub mod db;
