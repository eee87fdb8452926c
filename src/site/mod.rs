//! Configuration, front matter, works, languages, addresses.

mod addresses;
mod date;
mod file_name;
mod key;
mod language;
mod link;
mod lists;
mod output_path;
mod query_keys;
mod spelling;
mod stranger;
mod summaries;
mod views;
mod words;
mod work_list;

pub mod configuration;
pub mod fields;
pub mod front_matter;
pub mod yaml;

pub use addresses::{Address, View, fragment};
pub use configuration::{BaseUrl, Config, Configuration, Gloss, Labels, Tag, config, unconfigured};
pub use date::Date;
pub use file_name::FileName;
pub use front_matter::{Defaults, Entry, Meta, Step as FrontStep, place_of, resolve, written};
pub use key::{SectionKey, WorkKey, composed};
pub use language::Language;
pub use link::{Target, hidden_target, known_names, picture_size, resolve_link};
pub use lists::{
    Listing, Neighbours, has_entries, listing, members, neighbours, reading_order, section_order, sections,
};
pub use output_path::{OutputPath, OutputPathError, OutputPathFault};
pub use query_keys::{Section, Work};
pub use spelling::{folded, spelling_clashes};
pub use summaries::{
    Front, Summary, address, defaults, front, meta, original_summary, section_address, section_parts, summary,
};
pub use views::{Led, gloss_of, led, meant, stubs, views};
pub use words::{Cards, Case, Kind, LinkPolicy, RawHtml, Reading, ThemeName, Word};
pub use work_list::{
    Sides, Works, double, fault_at, is_unread, language_of, role, role_at, sides, unreadable, works,
};

#[cfg(test)]
mod schemas;
