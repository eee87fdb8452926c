//! site.yaml: what holds for the whole site.
//!
//! Two types joined by full destructuring: [`WrittenConfig`] is what the file says, in which
//! everything is optional; [`Config`] has an answer to every question.

mod base_url;
mod feed_id;
mod query;
mod read;
mod resolve;
mod written;

use super::fields::Reader;
use super::yaml::Yaml;
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, in_order};

pub use base_url::BaseUrl;
pub use feed_id::FeedId;
pub use query::{Configuration, config, unconfigured};
pub use resolve::{Config, Gloss, Labels, Repository, Tag};
pub use written::{ByLanguage, WrittenConfig, WrittenFeeds, WrittenGlossary, WrittenLanguages, WrittenLock};
pub use written::{WrittenMarkdown, WrittenReading, WrittenRepository};

/// Reads site.yaml and answers what it leaves open.
///
/// Diagnostics come in the order of the file. Even with errors the configuration is whole, so that
/// the rest of a run can report what it finds; without an original language that language is `mis`.
#[must_use]
pub fn resolve_config(text: &str, path: &SourcePath) -> (Config, Vec<Diagnostic>) {
    let (yaml, mut diagnostics) = Yaml::parse(text, path);
    let unread = diagnostics.iter().any(|diagnostic| diagnostic.id == Id::YamlSyntax);
    let reader = Reader::new(&yaml, path);
    let written = read::config(&reader);
    diagnostics.extend(reader.finish());
    diagnostics.extend(resolve::missing(&written, &yaml, path).into_iter().filter(|_| !unread));
    (resolve::resolve(written), in_order(diagnostics))
}

/// What to say of a folder without site.yaml at `path`.
#[must_use]
pub fn missing_config(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(Id::MissingConfig, format!("there is no {path} here"))
        .at(Place::file(path))
        .help("change to the folder of the site")
        .help("`diglot new site NAME` makes a site")
}

#[cfg(test)]
mod tests;
