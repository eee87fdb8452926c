//! Writing outputs to a folder, so that nothing is lost: the only room that writes under it. [`replace()`] writes
//! a single file that a command is asked for, a lock file for one.
//!
//! A [`Publication`] is one build into one output folder. In this order it
//!
//! 1. takes the folder's lock, deletes what a killed build left, and reads the manifest: the names
//!    that Diglot wrote, and nothing else, are Diglot's to change;
//! 2. compares each output, as it is [put](Publication::put), with what stands there, and writes
//!    it below `OUTPUT/.diglot/staging` if it differs;
//! 3. on [finish](Publication::finish) refuses to change anything if something that Diglot did not
//!    write is in the way, and else renames: first a manifest of the old and new names together,
//!    then the outputs, a whole folder at once where none stood, then it removes what this build
//!    did not make, and puts the manifest of the new names in place.
//!
//! A process killed before the first rename has changed nothing; killed later, every name that it
//! may have touched is in the manifest, and the next build writes or removes it. That holds for
//! killed processes; after a power failure some files may be empty, which the next build mends,
//! because it compares bytes and trusts no record of them.
//!
//! What is Diglot's own lies in `OUTPUT/.diglot`: `lock`, `holder` (who holds it), `manifest`,
//! `staging` and a `.gitignore`.

#![expect(clippy::disallowed_methods, reason = "this is the room that writes")]

mod change;
mod claims;
mod error;
mod folded;
mod home;
mod lock;
mod manifest;
mod obstacle;
mod publication;
mod replace;
mod staging;
mod standing;

pub use error::PublishError;
pub use lock::Holder;
pub use manifest::ManifestFault;
pub use obstacle::{Obstacle, ObstacleKind};
pub use publication::{Adopt, Publication, Report, Weight};
pub use replace::replace;
