use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use same_file::Handle;

use super::error::PublishError;
use super::home::Home;

/// Who builds into an output folder at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its process, if it has said so yet.
    pub pid: Option<u32>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pid {
            Some(pid) => write!(f, "process {pid}"),
            None => f.write_str("another process"),
        }
    }
}

/// How often a lock is looked for that others may have just removed.
const TRIES: usize = 16;

/// The right to build into an output folder, until it is dropped (or the process ends in any way).
pub(super) struct Lock {
    /// Locked; `None` where the file system knows no locks, and builders must take care themselves.
    file: Option<File>,
    holder: PathBuf,
}

impl Lock {
    /// Waits until nobody else holds it; calls `waiting` once before it waits.
    pub(super) fn acquire(home: &Home, waiting: &dyn Fn(&Holder)) -> Result<Self, PublishError> {
        let (path, holder) = (home.lock(), home.holder());
        let mut tries = 0;
        loop {
            tries += 1;
            home.make()?;
            let file = open(&path).and_then(|file| wait_for(file, || waiting(&read_holder(&holder))));
            match file {
                Ok(Some(file)) if !stands_at(&file, &path) => {} // removed while we waited
                // Removed before we opened it; or it is a link to nowhere, and stays one.
                Err(cause) if cause.kind() == io::ErrorKind::NotFound && tries < TRIES => {}
                Ok(file) => {
                    let lock = Self { file, holder };
                    lock.sign();
                    return Ok(lock);
                }
                Err(cause) => return Err(PublishError::Unusable { path, cause }),
            }
        }
    }

    /// Tells others who holds it. A courtesy: that it fails is no reason not to build.
    fn sign(&self) {
        if fs::symlink_metadata(&self.holder).is_ok_and(|found| !found.is_file()) {
            return; // not ours: a link could lead anywhere
        }
        let _ = fs::write(&self.holder, format!("{}\n", process::id()));
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Whether the file is still the one at the path: who published nothing removes it, and then others
/// lock a new one. Where that cannot be told, it is.
fn stands_at(file: &File, path: &Path) -> bool {
    let own = file.try_clone().and_then(Handle::from_file);
    match (own, Handle::from_path(path)) {
        (Ok(own), Ok(there)) => own == there,
        (_, Err(error)) => error.kind() != io::ErrorKind::NotFound,
        (Err(_), _) => true,
    }
}

/// Locks `file`, after `waiting` if it is locked already. `None`: it cannot be locked at all here.
fn wait_for(file: File, waiting: impl FnOnce()) -> io::Result<Option<File>> {
    let locked = match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
    };
    match locked {
        Ok(()) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the holder says of itself.
fn read_holder(path: &PathBuf) -> Holder {
    let text = fs::read_to_string(path).unwrap_or_default();
    Holder { pid: text.trim().parse().ok() }
}

impl Drop for Lock {
    /// Takes the name back first, so that who waits next is not told of a process long gone. Then
    /// unlocks: closing the file would not, as long as a child that another thread is just starting
    /// holds a copy of it.
    fn drop(&mut self) {
        let Some(file) = &self.file else { return };
        if fs::symlink_metadata(&self.holder).is_ok_and(|found| found.is_file()) {
            let _ = OpenOptions::new().write(true).truncate(true).open(&self.holder);
        }
        let _ = file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_the_file_in_another_process_does_not_keep_the_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::open(folder.path()).expect("it can be used");
        let lock = Lock::acquire(&home, &|_| panic!("nobody holds it")).expect("it is free");
        // What a child holds between its beginning and its own program: the same open file.
        let copy = lock.file.as_ref().map(|file| file.try_clone().expect("it can be copied"));
        drop(lock);
        let again = Lock::acquire(&home, &|_| panic!("the copy keeps it"));
        assert!(again.is_ok() && copy.is_some());
    }

    #[test]
    fn who_waited_for_a_lock_that_is_gone_takes_the_new_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::open(folder.path()).expect("it can be used");
        let first = Lock::acquire(&home, &|_| panic!("nobody holds it")).expect("it is free");
        let (tell, told) = std::sync::mpsc::channel();
        let path = folder.path().to_owned();
        let second = std::thread::spawn(move || {
            let home = Home::open(&path).expect("it can be used");
            Lock::acquire(&home, &|_| tell.send(()).expect("somebody listens"))
        });
        told.recv().expect("it waits");
        home.vanish();
        drop(first);
        let second = second.join().expect("it did not panic");
        assert!(second.is_ok_and(|lock| lock.file.is_some()), "it has a lock");
        assert!(home.lock().is_file(), "which stands where others look for it");
    }
}
