//! Terms, the matcher, mentions, quotes, the concordance.

mod count;
mod evaluation;
mod inflection;
mod matcher;
mod mention;
mod naming;
mod quote;
mod reading;
mod relation;
mod said;
mod search;
mod term;
mod words;

pub use count::{Counts, concordance_counts};
pub use evaluation::{Evaluation, evaluate};
pub use inflection::inflected;
pub use matcher::{Form, Found, Matcher};
pub use mention::{Mention, Mentions, is_entry, mention_index, mentioned, mentions, mentions_of};
pub use naming::{name_of, prose_of};
pub use quote::{Passage, Quote, concordance, quotes};
pub use relation::relations;
pub use said::Said;
pub use search::{Reason, Sought, search};
pub use term::{Named, Names, Terms, form_clashes, named, names, terms};
