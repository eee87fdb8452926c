//! Paths that differ only in case or normalisation: on macOS and Windows only one of them can be there.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath};

/// A path as a file system sees it to which `De` and `de` are one name.
#[must_use]
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).collect()
}

/// Each file of the content or of `static/`, text or not, whose path another file has but for case or
/// accents.
#[must_use]
pub fn spelling_clashes(db: &dyn Db) -> Vec<Diagnostic> {
    let site = Site::get(db);
    let texts = site.files(db).iter().chain(site.locks(db).iter()).map(|file| file.path(db));
    let mut known: BTreeMap<String, &SourcePath> = BTreeMap::new();
    let mut found = Vec::new();
    for path in texts.chain(site.media(db).iter()) {
        let first = *known.entry(folded(path.as_str())).or_insert(path);
        if first != path {
            found.push(clash(path, first));
        }
    }
    found
}

fn clash(path: &SourcePath, other: &SourcePath) -> Diagnostic {
    Diagnostic::new(Id::PathClash, format!("{path} and {other} differ only in case or accents"))
        .at(Place::file(path))
        .also_at(Place::file(other), "the other file")
        .why("on macOS and Windows only one of them can be there")
        .help("rename one of them")
}
