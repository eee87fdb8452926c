//! The lock file: what a human confirmed of a gloss, bead by bead.
//!
//! ```text
//! content/articles/scaling.en.lock.yaml → Lock → Held (where both texts still say it) → the aligner's pins
//!                                              → Kept (which blocks keep their ids)   → Anchors, Beads
//!                                              → Standing (is a bead as it was confirmed?)
//! ```

mod accept;
mod change;
mod conflict;
mod held;
mod items;
mod kept;
mod print;
mod queries;
mod read;
mod said;
mod standing;
mod write;

pub use accept::{Acceptance, Left, Wish};
pub use change::{Changed, changes};
pub use held::{Held, held};
pub use kept::{Home, Kept, kept};
pub use print::{Print, Unit, folded, prints, source, units};
pub(super) use queries::held_of;
pub use queries::{acceptance, kept_of, lock_of, places_in_lock, standings_of};
pub use read::lock;
pub use standing::{Standing, standings};

use crate::diagnostic::Diagnostic;
use crate::parallel::Anchor;
use crate::site::Date;

/// What is confirmed of a gloss.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Whether the file is of a version that this Diglot knows.
    pub known: bool,
    /// The beads, in the order of the file; no id stands twice.
    pub entries: Box<[Accepted]>,
    /// What is wrong with the file.
    pub diagnostics: Box<[Diagnostic]>,
}

impl Accepted {
    /// All addresses that it keeps.
    pub fn ids(&self) -> impl Iterator<Item = &Anchor> {
        std::iter::once(&self.id).chain(&self.also)
    }
}

/// A bead as it was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The address that it keeps.
    pub id: Anchor,
    /// The addresses that further blocks of the original keep, where the gloss takes several together.
    pub also: Box<[Anchor]>,
    /// The original's blocks; none if only the gloss has this.
    pub original: Box<[Print]>,
    /// The gloss's blocks.
    pub gloss: Box<[Print]>,
    /// The address of the bead that it was part of when it was last accepted; nobody has confirmed it by
    /// itself.
    pub with: Option<Anchor>,
    /// When it was last accepted.
    pub accepted: Option<Date>,
    /// By whom.
    pub by: Option<Box<str>>,
    /// How the original began then.
    pub text: Option<Box<str>>,
    /// Its number in the file, from 0.
    pub number: usize,
}
