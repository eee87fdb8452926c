//! The best way through two texts: one dynamic programme over all evidence.

mod anchored;
mod band;
mod confidence;
mod links;
mod path;
mod scores;
mod shape;

pub(crate) use anchored::anchored;
pub(crate) use band::Band;
pub(crate) use confidence::{confidences, together};
pub(crate) use path::best;
pub(crate) use scores::{Kind, Knowledge, Rows, Scores, Values};
pub(crate) use shape::{ALL, JOINING, PLAIN, SINGLE, Shape, fitted};
