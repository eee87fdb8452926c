use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::PublishError;

/// An output folder and the folder in it that is Diglot's own, `.diglot`.
pub(super) struct Home {
    output: PathBuf,
    own: PathBuf,
    /// The output folder was not there before.
    is_new: bool,
}

impl Home {
    /// Makes both folders if they are missing. A link to a folder is followed for the output,
    /// never for `.diglot`: a copied repository could make us write anywhere.
    pub(super) fn open(output: &Path) -> Result<Self, PublishError> {
        let own = output.join(".diglot");
        let is_new = make_output(output)?;
        let home = Self { output: output.to_owned(), own, is_new };
        home.make()?;
        Ok(home)
    }

    /// Makes `.diglot` if it is missing: another builder that published nothing may have removed it.
    pub(super) fn make(&self) -> Result<(), PublishError> {
        match fs::symlink_metadata(&self.own) {
            Ok(found) if found.is_dir() => Ok(()),
            Ok(_) => Err(PublishError::NotAFolder { path: self.own.clone() }),
            Err(_) => {
                make_output(&self.output)?;
                make_own(&self.own)
            }
        }
    }

    /// Leaves no trace where nothing was ever published. Only for the holder of the lock; that it
    /// fails is no harm.
    pub(super) fn vanish(&self) {
        if fs::symlink_metadata(self.manifest()).is_ok() {
            return;
        }
        let _ = fs::remove_dir_all(&self.own);
        if self.is_new {
            let _ = fs::remove_dir(&self.output); // unless something is in it
        }
    }

    /// The output folder.
    pub(super) fn output(&self) -> &Path {
        &self.output
    }

    /// The file that is locked.
    pub(super) fn lock(&self) -> PathBuf {
        self.own.join("lock")
    }

    /// The file that tells who holds the lock.
    pub(super) fn holder(&self) -> PathBuf {
        self.own.join("holder")
    }

    /// The list of the files that Diglot wrote.
    pub(super) fn manifest(&self) -> PathBuf {
        self.own.join("manifest")
    }

    /// Where outputs wait until all are made.
    pub(super) fn staging(&self) -> PathBuf {
        self.own.join("staging")
    }

    /// Deletes what a killed build left and keeps `.diglot` out of version control. Only for the
    /// holder of the lock.
    pub(super) fn tidy(&self) -> Result<(), PublishError> {
        let staging = self.staging();
        remove_whatever(&staging).map_err(|cause| PublishError::Unusable { path: staging, cause })?;
        let ignore = self.own.join(".gitignore");
        if fs::symlink_metadata(&ignore).is_ok() {
            return Ok(());
        }
        fs::write(&ignore, "*\n").map_err(|cause| PublishError::writing(&ignore, cause))
    }
}

/// Makes the output folder, unless it is there; says whether it was made.
fn make_output(output: &Path) -> Result<bool, PublishError> {
    match fs::metadata(output) {
        Ok(found) if found.is_dir() => Ok(false),
        Ok(_) => Err(PublishError::NotAFolder { path: output.to_owned() }),
        Err(_) => match fs::create_dir_all(output) {
            Ok(()) => Ok(true),
            Err(cause) => Err(dead_link(output)
                .unwrap_or_else(|| PublishError::Unusable { path: output.to_owned(), cause })),
        },
    }
}

/// What is wrong with an output that is a link and cannot be followed, or lies below one.
fn dead_link(output: &Path) -> Option<PublishError> {
    let path =
        output.ancestors().find(|path| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()))?;
    let to = fs::read_link(path).ok().filter(|_| fs::metadata(path).is_err())?;
    Some(PublishError::DeadLink { path: path.to_owned(), to })
}

/// Makes `.diglot`; another builder may be quicker.
fn make_own(own: &Path) -> Result<(), PublishError> {
    match fs::create_dir(own) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => {
            Err(PublishError::Unusable { path: own.to_owned(), cause })
        }
        _ => Ok(()),
    }
}

/// Deletes a folder with all in it, or a file, or a link (not what it points to), or nothing.
pub(super) fn remove_whatever(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
    }
}
