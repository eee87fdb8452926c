use std::collections::BTreeMap;

use super::{Folder, LARGEST, Listing};
use crate::db::Fault;
use crate::diagnostic::SourcePath;

/// A site in memory, for tests and for what has no folder.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<SourcePath, Vec<u8>>,
}

impl Memory {
    /// Puts a file in, or other bytes into it.
    pub fn write(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> &mut Self {
        self.files.insert(SourcePath::new(path), bytes.into());
        self
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> &mut Self {
        self.files.remove(&SourcePath::new(path));
        self
    }
}

impl Folder for Memory {
    fn list(&self, below: &str) -> Listing {
        let prefix = format!("{below}/");
        let files =
            self.files.keys().filter(|path| path.as_str() == below || path.as_str().starts_with(&prefix));
        Listing { files: files.cloned().collect(), faults: Vec::new() }
    }

    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Fault> {
        let bytes = self.files.get(path).ok_or_else(|| Fault::Unreadable("no such file".to_owned()))?;
        match bytes.len() as u64 {
            size if size > LARGEST => Err(Fault::TooLarge(size)),
            _ => Ok(bytes.clone()),
        }
    }
}
