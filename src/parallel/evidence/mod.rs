//! What shows that a sentence answers another: how long they are, and which of their words, numbers,
//! marks and pieces of code answer each other.
//!
//! Words answer each other by their looks (names, loans, relatives), because everybody knows it
//! (`nicht` is `not`), because a glossary says so, or because this pair of texts shows it.

mod cognate;
mod concept;
mod dictionary;
mod fold;
mod lesson;
mod lexicon;
mod number;
mod token;
mod unexplained;
mod weights;
mod wording;

pub(crate) use dictionary::Dictionary;
pub(crate) use lesson::{Lesson, lessons, lessons_of};
pub(crate) use lexicon::Lexicon;
pub(crate) use unexplained::Unexplained;
pub(crate) use weights::Weights;
pub(crate) use wording::{WordId, Wording};

use std::ops::Range;

/// Sentences of two sides that belong together, as ranges of their numbers.
pub type Met = (Range<usize>, Range<usize>);
