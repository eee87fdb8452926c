use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::PublishError;
use super::folded::Folded;
use super::manifest::{Fingerprint, Manifest};
use super::publication::Report;
use super::staging::Staging;
use super::standing::{Ground, Standing, look};
use crate::site::OutputPath;

/// An output as a build made it.
pub(super) struct Made {
    pub(super) path: OutputPath,
    pub(super) fingerprint: Fingerprint,
    /// How many bytes it has.
    pub(super) size: u64,
    /// Whether it differs from what stands in its place, and so waits in the staging folder.
    pub(super) differs: bool,
}

/// The way from what stands in an output folder to what a build made.
pub(super) struct Change<'a> {
    standing: &'a Standing,
    staging: &'a Staging,
    manifest: PathBuf,
    new: Manifest,
    /// The outputs that wait in the staging folder, sorted.
    staged: Vec<OutputPath>,
    /// What the old manifest names and the new one does not, sorted.
    stale: Vec<&'a OutputPath>,
}

impl<'a> Change<'a> {
    /// The change to the outputs `made`, to be recorded in the file `manifest`.
    pub(super) fn new(
        standing: &'a Standing,
        staging: &'a Staging,
        manifest: PathBuf,
        mut made: Vec<Made>,
    ) -> Self {
        made.par_sort_unstable_by(|one, other| one.path.cmp(&other.path));
        let staged = made.iter().filter(|one| one.differs).map(|one| one.path.clone()).collect();
        let new = Manifest::new(made.into_iter().map(|one| (one.path, one.fingerprint)));
        let stale = standing.ours().paths().filter(|path| !new.contains(path.as_str())).collect();
        Self { standing, staging, manifest, new, staged, stale }
    }

    /// Makes the change. The order is what keeps a killed process from losing anything: see the
    /// documentation of the room.
    pub(super) fn publish(&self) -> Result<Report, PublishError> {
        self.may_change()?;
        let after = self.announce()?;
        let (in_the_way, others): (Vec<_>, Vec<_>) =
            self.stale.iter().partition(|path| self.is_in_the_way(path));
        let made_room = self.remove(&in_the_way)?;
        self.place()?;
        let removed = made_room + self.remove(&others)?;
        self.prune();
        if let Some(after) = after {
            fs::rename(after, &self.manifest).map_err(|cause| halfway(&self.manifest, cause))?;
        }
        Ok(Report { written: self.staged.len(), unchanged: self.new.len() - self.staged.len(), removed })
    }

    /// Makes sure, before anything has changed, that all folders may be written in which something is
    /// renamed or removed: one that may not would stop the change halfway.
    fn may_change(&self) -> Result<(), PublishError> {
        let units = self.staged.iter().map(|path| self.standing.rename_unit(path));
        let changed = units.chain(self.stale.iter().map(|path| path.as_str()));
        let folders: BTreeSet<&str> =
            changed.map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
        let folders: Vec<_> = folders.into_iter().map(|folder| self.standing.of(folder)).collect();
        folders.into_par_iter().try_for_each(|folder| {
            may_write(&folder).map_err(|cause| PublishError::Unusable { path: folder, cause })
        })
    }

    /// Puts in place a manifest of all names that may be touched, and returns where the final one
    /// waits, if it differs: both are written now, so that a full disk cannot stop us halfway.
    fn announce(&self) -> Result<Option<PathBuf>, PublishError> {
        let old = self.standing.ours();
        if self.stale.is_empty() {
            // The new names include the old ones.
            let only = self.stage_manifest("manifest", &self.new, old)?;
            return self.put_in_place(only).map(|()| None);
        }
        let union = self.new.union(old);
        let before = self.stage_manifest("before", &union, old)?;
        let after = self.stage_manifest("after", &self.new, &union)?;
        self.put_in_place(before).map(|()| after)
    }

    fn put_in_place(&self, manifest: Option<PathBuf>) -> Result<(), PublishError> {
        let Some(staged) = manifest else { return Ok(()) };
        fs::rename(staged, &self.manifest).map_err(|cause| PublishError::writing(&self.manifest, cause))
    }

    /// Writes `manifest` aside, unless it says what `current` says.
    fn stage_manifest(
        &self,
        name: &str,
        manifest: &Manifest,
        current: &Manifest,
    ) -> Result<Option<PathBuf>, PublishError> {
        if manifest == current {
            return Ok(None);
        }
        self.staging.write_aside(name, manifest.to_text().as_bytes(), &self.manifest).map(Some)
    }

    /// Whether a stale file stands where a folder must, or in a folder where a file must.
    fn is_in_the_way(&self, stale: &OutputPath) -> bool {
        self.new.has_below(stale.as_str()) || stale.folders().any(|folder| self.new.contains(folder))
    }

    /// Removes stale files; how many there were.
    fn remove(&self, stale: &[&&OutputPath]) -> Result<usize, PublishError> {
        if stale.is_empty() {
            return Ok(0);
        }
        let kept = self.standing.folded(&self.new);
        stale.par_iter().map(|path| self.remove_one(path, &kept).map(usize::from)).sum()
    }

    /// Removes a stale file; whether there was one. Not through a link, not a folder, and not a
    /// file that an output in `kept` has under a name of other case: none of those is the file
    /// that we wrote.
    fn remove_one(&self, stale: &OutputPath, kept: &Folded) -> Result<bool, PublishError> {
        if kept.contains(stale.as_str()) || self.standing.ground(stale).map_err(midway)? != Ground::Folder {
            return Ok(false);
        }
        let place = self.standing.of(stale.as_str());
        match look(&place).map_err(midway)? {
            Some(found) if !found.is_dir() => {
                fs::remove_file(&place).map(|()| true).map_err(|cause| halfway(&place, cause))
            }
            _ => Ok(false),
        }
    }

    /// Renames what is staged into place, a whole folder at once where none stands.
    fn place(&self) -> Result<(), PublishError> {
        let mut units: Vec<&str> = self.staged.iter().map(|path| self.standing.rename_unit(path)).collect();
        units.dedup(); // sorted by path, what lies in one folder stands together
        units.par_iter().try_for_each(|unit| {
            let place = self.standing.of(unit);
            rename_over(&self.staging.of(unit), &place).map_err(|cause| halfway(&place, cause))
        })
    }

    /// Removes the folders that became empty by removing files, the innermost first. One that
    /// cannot be removed holds something, or harms nobody.
    fn prune(&self) {
        let folders: BTreeSet<&str> = self.stale.iter().flat_map(|path| path.folders()).collect();
        for folder in folders.into_iter().rev() {
            if self.standing.known(folder) == Some(Ground::Folder) {
                let _ = fs::remove_dir(self.standing.of(folder));
            }
        }
    }
}

/// Whether names may be added to a folder and taken from it. What is not there yet, or a file that a
/// folder will replace, forbids nothing.
#[cfg(unix)]
fn may_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    use rustix::io::Errno;
    match access(folder, Access::WRITE_OK | Access::EXEC_OK) {
        Err(error @ (Errno::ACCESS | Errno::PERM | Errno::ROFS)) => Err(error.into()),
        _ => Ok(()),
    }
}

/// Windows asks at each file only.
#[cfg(not(unix))]
fn may_write(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Renames a file or folder; a folder in its place makes room if no file is left in it.
fn rename_over(staged: &Path, place: &Path) -> io::Result<()> {
    match fs::rename(staged, place) {
        Err(_) if fs::symlink_metadata(place).is_ok_and(|found| found.is_dir()) => {
            remove_empty_folders(place)?;
            fs::rename(staged, place)
        }
        other => other,
    }
}

/// Removes a folder and the folders in it, as long as there are no files.
fn remove_empty_folders(folder: &Path) -> io::Result<()> {
    WalkDir::new(folder).contents_first(true).into_iter().try_for_each(|entry| fs::remove_dir(entry?.path()))
}

fn halfway(path: &Path, cause: io::Error) -> PublishError {
    PublishError::Halfway { path: path.to_owned(), cause }
}

/// The same error after the first rename.
fn midway(error: PublishError) -> PublishError {
    match error {
        PublishError::Unusable { path, cause } => PublishError::Halfway { path, cause },
        other => other,
    }
}
