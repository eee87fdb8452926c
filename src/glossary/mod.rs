//! Terms, the matcher, mentions, quotes, the concordance.

mod calling;
mod candidate;
mod count;
mod evaluation;
mod inflection;
mod matcher;
mod mention;
mod naming;
mod query_keys;
mod quote;
mod reading;
mod relation;
mod said;
mod search;
mod sighting;
mod survey;
mod term;
mod words;

pub use candidate::Candidate;
pub use count::{Counts, concordance_counts};
pub use evaluation::{Evaluation, evaluate};
pub use inflection::{inflected, inflects};
pub use matcher::{Form, Found, Matcher};
pub use mention::{Mention, Mentions, is_entry, marked, mention_index, mentioned, mentions, mentions_of};
pub use naming::{filed_under, name_of, prose_of};
pub use quote::{Passage, Quote, concordance, quotes};
pub use relation::relations;
pub use said::Said;
pub use search::{Manner, Reason, Sought, compound_around, find, is_as_written, search};
pub use sighting::{Fate, Suppressed, is_explicit};
pub use survey::{Seen, Survey, survey, unmarked};
pub use term::{Named, form_clashes, named, policy, terms};
