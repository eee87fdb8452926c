#![expect(clippy::disallowed_methods, reason = "this room makes content files, and never overwrites one")]

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Makes a new file of a site, and the folders that it needs. A file that is there stays as it is.
///
/// # Errors
/// If there is such a file ([`io::ErrorKind::AlreadyExists`]), or the system refuses.
pub fn create(path: &Path, contents: impl AsRef<[u8]>) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(contents.as_ref())
}
