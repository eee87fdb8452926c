//! What belongs together: sentences, alignment, the lock file.

mod abbreviation;
mod segment;
mod sentences;

pub use segment::segment;
pub use sentences::{Sentences, sentences};
