use std::collections::HashSet;
use std::path::Path;

use super::manifest::Manifest;
use super::standing::look;
use crate::site::folded;

/// The names of a manifest as a file system sees them to which `De` and `de` are one name, as is
/// usual on macOS and Windows. Elsewhere it is empty and costs nothing.
#[derive(Default)]
pub(super) struct Folded(HashSet<String>);

impl Folded {
    /// The names of `manifest`, folded if `folds`.
    pub(super) fn of(manifest: &Manifest, folds: bool) -> Self {
        if !folds {
            return Self::default();
        }
        Self(manifest.paths().map(|path| folded(path.as_str())).collect())
    }

    /// Whether one of the names is `path` to such a file system.
    pub(super) fn contains(&self, path: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&folded(path))
    }
}

/// Whether the file system of `output`, in which `.diglot` stands, takes `De` and `de` for one name.
pub(super) fn folds_names(output: &Path) -> bool {
    look(&output.join(".DIGLOT")).is_ok_and(|found| found.is_some())
}

#[cfg(test)]
mod tests {
    use super::Folded;
    use crate::publish::manifest::{Fingerprint, Manifest};
    use crate::site::OutputPath;

    #[test]
    fn knows_a_name_in_any_case_and_form_where_the_system_does() {
        let path = OutputPath::new("De/Über.html").expect("a valid path");
        let manifest = Manifest::new([(path, Fingerprint::of(b""))]);
        let folded = Folded::of(&manifest, true);
        assert!(folded.contains("de/u\u{308}ber.html"));
        assert!(!folded.contains("de/uber.html"));
        assert!(!Folded::of(&manifest, false).contains("De/Über.html"));
    }
}
