//! Segmenting sentences, pairing blocks and sentences, addresses of what belongs together.

mod align;
mod anchors;
mod beads;
mod outline;
mod places;
mod queries;
mod segment;
mod sentence_pairs;
mod sentences;
mod threads;

pub use align::{Run, Side, Step, align, pin};
pub use anchors::{Anchor, Anchors, anchors};
pub use beads::{Bead, Beads, State, beads, beads_alone};
pub use places::{Glossed, Page, Places, places};
pub use queries::{anchors_of, beads_of, ids_of_raw_html, places_of, sentences_of, side, threads_of};
pub use segment::{Boundary, SegmentScore, segment};
pub use sentence_pairs::{SentencePair, pair_sentences};
pub use sentences::{Sentences, sentences};
pub use threads::{Called, SentenceAt, Threads};
