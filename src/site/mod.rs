mod date;
mod language;
mod words;

pub mod config;
pub mod fields;
pub mod front;
pub mod yaml;

pub use date::Date;
pub use language::Language;
pub use words::{Cards, Case, Kind, LinkPolicy, RawHtml, Reading, Word};

#[cfg(test)]
mod schemas;
