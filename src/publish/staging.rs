use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use super::error::PublishError;
use super::home::remove_whatever;
use crate::site::OutputPath;

/// Files on their way into an output folder, on its own file system so that a rename moves them.
///
/// Nothing is made on the disk before the first file. Deleted when dropped.
pub(super) struct Staging {
    output: PathBuf,
    root: PathBuf,
    outputs: PathBuf,
    /// The folders made so far, relative to the outputs; the empty one is the top.
    made: Mutex<HashSet<Box<str>>>,
}

impl Staging {
    /// The staging folder at `root` for files of the folder `output`.
    pub(super) fn new(output: &Path, root: PathBuf) -> Self {
        Self { output: output.to_owned(), outputs: root.join("outputs"), root, made: Mutex::default() }
    }

    /// Writes an output. Two threads may write two outputs at the same time.
    pub(super) fn write(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), PublishError> {
        self.make(path.folder())
            .and_then(|()| write_new(&self.of(path.as_str()), bytes))
            .map_err(|cause| PublishError::writing(&self.output.join(path.as_str()), cause))
    }

    /// Writes a file that is no output, to stand at `place`; where it waits.
    pub(super) fn write_aside(
        &self,
        name: &str,
        bytes: &[u8],
        place: &Path,
    ) -> Result<PathBuf, PublishError> {
        let path = self.root.join(name);
        self.make("")
            .and_then(|()| write_new(&path, bytes))
            .map_err(|cause| PublishError::writing(place, cause))?;
        Ok(path)
    }

    /// Where the output or folder `path` waits.
    pub(super) fn of(&self, path: &str) -> PathBuf {
        self.outputs.join(path)
    }

    /// Deletes it with all that is still in it.
    pub(super) fn delete(&self) -> Result<(), PublishError> {
        let mut made = self.made();
        if made.is_empty() {
            return Ok(());
        }
        remove_whatever(&self.root)
            .map_err(|cause| PublishError::Unusable { path: self.root.clone(), cause })?;
        made.clear();
        Ok(())
    }

    /// Makes a folder for outputs, unless it is made, and first those that it lies in, if they are
    /// missing. The lock is not held while the system makes it.
    fn make(&self, folder: &str) -> io::Result<()> {
        if self.made().contains(folder) {
            return Ok(());
        }
        match make_new(&self.of(folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.make_outer(folder)?;
                make_new(&self.of(folder))?;
            }
            other => other?,
        }
        self.made().insert(folder.into());
        Ok(())
    }

    fn make_outer(&self, folder: &str) -> io::Result<()> {
        match folder.rsplit_once('/') {
            Some((outer, _)) => self.make(outer),
            None if folder.is_empty() => make_new(&self.root),
            None => self.make(""),
        }
    }

    fn made(&self) -> MutexGuard<'_, HashSet<Box<str>>> {
        self.made.lock().expect("no thread panics while it holds this lock")
    }
}

impl Drop for Staging {
    /// What cannot be deleted now is deleted by the next build.
    fn drop(&mut self) {
        let _ = self.delete();
    }
}

/// Makes a folder; another thread may be quicker.
fn make_new(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::create_new(path)?.write_all(bytes)
}
