use std::collections::HashSet;

use super::error::PublishError;
use crate::site::OutputPath;

/// The names that one build has taken, so that no two outputs can want the same place.
#[derive(Default)]
pub(super) struct Claims {
    files: HashSet<OutputPath>,
    folders: HashSet<Box<str>>,
}

impl Claims {
    /// Takes `path` for a file, and the folders that it lies in.
    pub(super) fn take(&mut self, path: &OutputPath) -> Result<(), PublishError> {
        if self.folders.contains(path.as_str()) {
            return Err(clash(path, &format!("{path}/…")));
        }
        self.take_folders(path)?;
        if self.files.insert(path.clone()) { Ok(()) } else { Err(clash(path, path.as_str())) }
    }

    /// From the inside outwards, as far as they are not taken: in a known folder it costs one look-up.
    fn take_folders(&mut self, path: &OutputPath) -> Result<(), PublishError> {
        for folder in path.folders().rev() {
            if self.folders.contains(folder) {
                break;
            }
            if self.files.contains(folder) {
                return Err(clash(path, folder));
            }
            self.folders.insert(folder.into());
        }
        Ok(())
    }
}

fn clash(path: &OutputPath, with: &str) -> PublishError {
    PublishError::Clash { path: path.clone(), with: with.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::Claims;
    use crate::site::OutputPath;

    /// Whether the last of `paths` can be taken after the others.
    fn last_fits(paths: &[&str]) -> bool {
        let mut claims = Claims::default();
        let mut last = true;
        for path in paths {
            last = claims.take(&OutputPath::new(path).expect("a valid path")).is_ok();
        }
        last
    }

    #[test]
    fn a_name_is_taken_once() {
        assert!(last_fits(&["a", "b", "c/a", "c/b", "c.html"]));
        assert!(!last_fits(&["a", "a"]));
        assert!(!last_fits(&["c/a", "c/a"]));
    }

    #[test]
    fn a_file_is_no_folder_in_either_order() {
        assert!(!last_fits(&["a", "a/b"]));
        assert!(!last_fits(&["a/b", "a"]));
        assert!(!last_fits(&["a/b", "a/b/c/d"]));
        assert!(!last_fits(&["a/b/c/d", "a/b"]));
    }
}
