//! Segmenting sentences, pairing blocks and sentences, addresses of what belongs together.

mod align;
mod alignment;
mod anchors;
mod beads;
mod dictionary;
mod ear;
mod evaluation;
mod evidence;
pub mod lock;
mod numbers;
mod outline;
mod places;
mod programme;
mod queries;
mod segment;
mod sentences;
mod study;
mod threads;
mod work_alignment;

pub use align::{Confidence, Run, Side, Step, pin, runs_alone};
pub use alignment::{Match, Pair, align_sentences};
pub use anchors::{Anchor, Anchors, anchors};
pub use beads::{Bead, Beads, Further, State, beads, beads_alone};
pub use ear::Voice;
pub use evaluation::{Aligned, AlignmentScore};
pub use evidence::Met;
pub use places::{Glossed, Page, Places, places};
pub use queries::{
    anchors_of, beads_of, glossed_share, ids_of_raw_html, places_of, sentences_of, side, threads_of,
};
pub use segment::{Boundary, SegmentScore, segment};
pub use sentences::{Sentences, sentences};
pub use threads::{Called, SentenceAt, Threads};
pub use work_alignment::{WorkAlignment, align_work};
