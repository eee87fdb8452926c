use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::ManifestFault;
use super::obstacle::{Obstacle, ObstacleKind};
use crate::site::OutputPath;

/// How many things in the way a message lists; the value holds all.
const LISTED: usize = 20;

/// Why a build could not be published.
#[derive(Debug)]
pub enum PublishError {
    /// The output (or a folder on the way to it) is something else than a folder.
    NotAFolder {
        /// What stands there.
        path: PathBuf,
    },
    /// The output is a symbolic link to what is not there.
    DeadLink {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        to: PathBuf,
    },
    /// Something of the output folder cannot be looked at, made or locked. Nothing was changed.
    Unusable {
        /// What cannot be used.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The manifest cannot be read. Nothing was changed.
    Manifest {
        /// The manifest's file.
        manifest: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        fault: ManifestFault,
    },
    /// No space is left for this file. Nothing was changed.
    Full {
        /// Where the file was to stand.
        path: PathBuf,
    },
    /// This file could not be written. Nothing was changed.
    Write {
        /// Where the file was to stand.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// Two outputs cannot stand side by side: one path twice, or one is a folder of the other.
    Clash {
        /// The path put last.
        path: OutputPath,
        /// The path that it clashes with, as far as it is known: the same, a folder, or a file below.
        with: String,
    },
    /// Things that Diglot did not write are in the way. Nothing was changed.
    InTheWay {
        /// The output folder.
        folder: PathBuf,
        /// All of them, by path.
        obstacles: Vec<Obstacle>,
    },
    /// An output failed in an earlier `put`, so there is no whole build to publish. Nothing was changed.
    Incomplete {
        /// The first output that failed.
        path: OutputPath,
    },
    /// Some outputs are in place and others not. The next build puts this right.
    Halfway {
        /// Where it stopped.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl PublishError {
    /// The error for a file that could not be written, to stand at `path`.
    pub(super) fn writing(path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        if is_full(&cause) { Self::Full { path } } else { Self::Write { path, cause } }
    }

    /// What is wrong, and with what, without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NotAFolder { path } => format!("`{}` is not a folder", path.display()),
            Self::DeadLink { path, to } => {
                format!("`{}` is a link to `{}`, which is not there", path.display(), to.display())
            }
            Self::Unusable { path, cause } => format!("cannot use `{}`: {cause}", path.display()),
            Self::Manifest { manifest, line, fault } => {
                format!("`{}`, line {line}: {fault}", manifest.display())
            }
            Self::Full { path } => format!("no space is left to write `{}`", path.display()),
            Self::Write { path, cause } => format!("cannot write `{}`: {cause}", path.display()),
            Self::Clash { path, with } if path.as_str() == with => {
                format!("the output `{path}` was made twice")
            }
            Self::Clash { path, with } => {
                format!("the outputs `{path}` and `{with}` exclude each other: one is a folder of the other")
            }
            Self::InTheWay { folder, obstacles } => in_the_way(folder, obstacles),
            Self::Incomplete { path } => format!("nothing was published, because `{path}` had failed"),
            Self::Halfway { path, cause } => {
                format!("publishing stopped halfway at `{}`: {cause}", path.display())
            }
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::NotAFolder { .. } => "move the file away, or name another output folder".to_owned(),
            Self::DeadLink { .. } => {
                "make that folder, remove the link, or name another output folder".to_owned()
            }
            Self::Unusable { cause, .. } | Self::Write { cause, .. } => way_out(cause).to_owned(),
            Self::Manifest { manifest, .. } => format!(
                "the manifest tells which files Diglot wrote: delete `{}` and build once with `--adopt`; \
                 pages that are no longer made then stay and are yours to delete",
                manifest.display()
            ),
            Self::Full { .. } => "the output is as it was; free some space and build again".to_owned(),
            Self::Clash { .. } => "this is a defect in Diglot, please report it; another slug for one of \
                the two pages avoids it"
                .to_owned(),
            Self::InTheWay { obstacles, .. } => clear_the_way(obstacles).to_owned(),
            Self::Incomplete { .. } => "see the error of that output".to_owned(),
            Self::Halfway { .. } => {
                "see that the output folder can be written and build again: that finishes it".to_owned()
            }
        }
    }
}

/// Whether an operation failed for want of space.
fn is_full(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// What to do about an error of the file system.
fn way_out(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => {
            "give yourself the right to write there, or name another output folder"
        }
        io::ErrorKind::ReadOnlyFilesystem => "that disk is read-only: name an output folder on another",
        io::ErrorKind::InvalidFilename => "the name is too long for this disk: give the page a shorter slug",
        _ if is_full(cause) => "free some space and build again",
        _ => "see that the folder exists and can be read and written, or name another output folder",
    }
}

/// The message about `obstacles`: a count, then one a line.
fn in_the_way(folder: &Path, obstacles: &[Obstacle]) -> String {
    let what = if obstacles.len() == 1 { "thing is" } else { "things are" };
    let mut message = format!("{} {what} in the way in `{}`", obstacles.len(), folder.display());
    for obstacle in obstacles.iter().take(LISTED) {
        message.push_str(&format!("\n  {obstacle}"));
    }
    if obstacles.len() > LISTED {
        message.push_str(&format!("\n  and {} more", obstacles.len() - LISTED));
    }
    message
}

/// What to do about `obstacles`: only some can be adopted.
fn clear_the_way(obstacles: &[Obstacle]) -> &'static str {
    let adoptable = |obstacle: &Obstacle| obstacle.kind == ObstacleKind::OtherBytes;
    if obstacles.iter().all(adoptable) {
        "nothing was changed; move them away, or build with `--adopt` to overwrite them"
    } else if obstacles.iter().any(adoptable) {
        "nothing was changed; move them away, or build with `--adopt` to overwrite the files with other bytes"
    } else {
        "nothing was changed; move them away, or give the pages other slugs"
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl Error for PublishError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unusable { cause, .. } | Self::Write { cause, .. } | Self::Halfway { cause, .. } => {
                Some(cause)
            }
            _ => None,
        }
    }
}
