use super::builder::Builder;
use super::model::Text;
use super::{directive, foreign, leftover};
use crate::diagnostic::SourcePath;

/// Which of Markdown's choices a site has made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// `$…$` is a formula. Off unless asked for: in a text about billions, `$` is money.
    pub math: bool,
}

impl Options {
    /// The parser's options for them.
    #[must_use]
    pub fn features(self) -> pulldown_cmark::Options {
        use pulldown_cmark::Options as Of;
        let mut features = Of::ENABLE_TABLES
            | Of::ENABLE_FOOTNOTES
            | Of::ENABLE_STRIKETHROUGH
            | Of::ENABLE_TASKLISTS
            | Of::ENABLE_HEADING_ATTRIBUTES
            | Of::ENABLE_GFM
            | Of::ENABLE_DEFINITION_LIST
            | Of::ENABLE_WIKILINKS;
        features.set(Of::ENABLE_MATH, self.math);
        features
    }
}

/// Reads a body. Its diagnostics point into the body of the file `path`.
#[must_use]
pub fn parse(body: &str, path: &SourcePath, options: &Options) -> Text {
    let events = pulldown_cmark::Parser::new_ext(body, options.features()).into_offset_iter();
    let mut builder = Builder::new(body);
    for (event, range) in events {
        builder.read(event, range);
    }
    let mut text = builder.finish();
    let (directives, mut found) = directive::assign(&mut text, body, path);
    text.directives = directives.into();
    found.extend(leftover::find(&text, body, path));
    found.extend(foreign::find(&text, body, path));
    found.sort_by(|one, other| one.order().cmp(&other.order()));
    text.diagnostics = found.into();
    text
}
