//! Making files of a site for commands that begin one.

use std::io;
use std::path::Path;

use super::report::line;
use super::site::Refusal;
use crate::source::create;

/// Makes a file and says so. One that is there stays as it is; `instead` says what to do then.
pub(super) fn make(path: &Path, bytes: &[u8], instead: &str) -> Result<(), Refusal> {
    create(path, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => there_already(path, instead),
        _ => Refusal::unusable(
            format!("{} cannot be made: {error}", path.display()),
            "check the folder's permissions",
        ),
    })?;
    line(&format!("made {}", path.display()));
    Ok(())
}

/// The refusal to write over a file.
pub(super) fn there_already(path: &Path, instead: &str) -> Refusal {
    Refusal::misused(format!("{} is there already", path.display()), format!("it stays as it is; {instead}"))
}
