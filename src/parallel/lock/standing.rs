//! Whether beads are as they were accepted.

use std::collections::BTreeMap;

use super::{Accepted, Home, Kept, Lock, prints};
use crate::parallel::align::Side;
use crate::parallel::{Bead, Beads};
use crate::text::model::BlockId;

/// How a bead stands to what was accepted of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Both texts are as they were accepted.
    Fresh,
    /// The original has changed since, the gloss has not: it may be out of date.
    OriginalChanged,
    /// The gloss has changed since, the original has not.
    GlossChanged,
    /// Both have changed since, and nobody has confirmed that they belong together.
    BothChanged,
    /// Nobody has accepted it yet.
    Unconfirmed,
}

impl Standing {
    /// What it is called.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::OriginalChanged => "original changed",
            Self::GlossChanged => "gloss changed",
            Self::BothChanged => "both changed",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

/// By bead, how it stands to what the lock file says.
#[must_use]
pub fn standings(lock: &Lock, kept: &Kept, beads: &Beads, sides: [Side<'_>; 2]) -> Box<[Standing]> {
    let entries = entries(lock, kept);
    let of = |bead: &Bead| {
        let home = bead
            .original
            .map_or_else(|| Some(Home::Gloss(bead.gloss?.first)), |run| Some(Home::Original(run.first)));
        entries
            .get(&key(home?)?)
            .map_or(Some(Standing::Unconfirmed), |entry| Some(standing(entry, bead, sides)))
    };
    beads.beads.iter().map(|bead| of(bead).unwrap_or(Standing::Unconfirmed)).collect()
}

/// By the bead that they are of, the entries of a lock file.
fn entries<'a>(lock: &'a Lock, kept: &Kept) -> BTreeMap<(bool, BlockId), &'a Accepted> {
    let homes = lock.entries.iter().zip(&kept.homes);
    homes.filter_map(|(entry, (_, home))| Some((key(*home)?, entry))).collect()
}

/// Whether a bead is of the gloss alone, and its first block.
fn key(home: Home) -> Option<(bool, BlockId)> {
    match home {
        Home::Original(block) => Some((false, block)),
        Home::Gloss(block) => Some((true, block)),
        Home::Led(_) | Home::Lost => None,
    }
}

fn standing(entry: &Accepted, bead: &Bead, [original, gloss]: [Side<'_>; 2]) -> Standing {
    let now = |side, run: Option<_>| run.map(|run| prints(side, run)).unwrap_or_default();
    let is_gloss_same = entry.with.is_none() && now(gloss, bead.gloss) == entry.gloss;
    let same = (now(original, bead.original) == entry.original, is_gloss_same);
    match same {
        (true, true) => Standing::Fresh,
        (false, true) => Standing::OriginalChanged,
        (true, false) => Standing::GlossChanged,
        (false, false) => Standing::BothChanged,
    }
}
