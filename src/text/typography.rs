//! Quotes, apostrophes, dashes and ellipses as the language sets them.

use super::model::{Block, Text};
use crate::diagnostic::Span;
use crate::site::Language;

/// A stretch of the body and what is set instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set {
    /// The stretch as typed.
    pub span: Span,
    /// What is set.
    pub words: &'static str,
}

/// What is set otherwise than typed in a block.
#[must_use]
pub fn marks(_text: &Text, _body: &str, _block: &Block, _language: Language) -> Vec<Set> {
    Vec::new()
}

/// Words that stand alone (a title, a caption) as the language sets them.
#[must_use]
pub fn set(words: &str, _language: Language) -> String {
    words.to_owned()
}
