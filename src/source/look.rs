//! Looking again at what may have changed, and at nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::picture::size_at;
use super::{Faults, Folder, Listing, below, contents, decode_or_report, is_read, own_text, read};
use crate::db::{Changes, Contents, Database, Fault, PictureSize, Site};
use crate::diagnostic::SourcePath;

/// From how many places on everything is read anew, on all cores.
const MANY: usize = 256;

/// Takes another look at the `touched` places, each a file or a folder that may have come, changed
/// or gone, and tells the database; says whether anything has changed. The root stands for all; so
/// does a file that was known in another case, since many systems find it under both names.
///
/// Afterwards the database knows what [`read`] would have found, as far as only these were touched.
pub fn look_again(folder: &dyn Folder, db: &mut Database, touched: &BTreeSet<SourcePath>) -> bool {
    let is_whole = |path: &SourcePath| path.as_str().is_empty() || is_respelled(db, path);
    if touched.len() > MANY || touched.iter().any(is_whole) {
        return db.update(read(folder));
    }
    let mut look = Look::new(folder, db);
    for path in touched {
        look.at(path);
    }
    let changes = look.changes();
    db.change(changes)
}

/// Whether a place of the content is new, and a file is known beside it whose name differs in case alone.
fn is_respelled(db: &Database, path: &SourcePath) -> bool {
    let media = Site::get(db).media(db);
    let Some((folder, name)) = path.as_str().rsplit_once('/') else { return false };
    if db.file_at(path).is_some() || media.contains(path) {
        return false;
    }
    let (folder, name) = (SourcePath::new(folder), name.to_lowercase());
    let beside = db.files_below(&folder).chain(media.iter().filter(|other| other.is_at_or_below(&folder)));
    beside
        .filter_map(|other| other.as_str().get(folder.as_str().len() + 1..))
        .any(|other| other.to_lowercase() == name)
}

/// One look.
struct Look<'a> {
    folder: &'a dyn Folder,
    db: &'a Database,
    changes: Changes,
    /// What cannot be discovered, by the part of the site that was looked through for it.
    faults: BTreeMap<&'static str, Faults>,
    /// Folders whose names are known anew.
    listed: BTreeMap<&'static str, Vec<SourcePath>>,
}

/// What a site is read from, in the order in which [`read`] reports what it cannot discover.
const PARTS: [&str; 5] = ["content", "static", "site.yaml", "layouts", "assets"];

impl<'a> Look<'a> {
    fn new(folder: &'a dyn Folder, db: &'a Database) -> Self {
        Self { folder, db, changes: Changes::default(), faults: BTreeMap::new(), listed: BTreeMap::new() }
    }

    fn at(&mut self, path: &SourcePath) {
        let first = path.as_str().split('/').next().unwrap_or_default();
        let Some(part) = PARTS.into_iter().find(|part| *part == first) else { return };
        match part {
            "site.yaml" => {
                let mut faults = Vec::new();
                self.changes.configuration = Some(own_text(self.folder, part, &mut faults));
                self.faults.insert(part, faults);
            }
            "layouts" if self.changes.layouts.is_none() => {
                let mut faults = Vec::new();
                self.changes.layouts = Some(below(self.folder, part, &mut faults, decode_or_report));
                self.faults.insert(part, faults);
            }
            "assets" if self.changes.assets.is_none() => {
                let mut faults = Vec::new();
                let bytes = |_: &SourcePath, bytes: &[u8], _: &mut Faults| bytes.into();
                self.changes.assets = Some(below(self.folder, part, &mut faults, bytes));
                self.faults.insert(part, faults);
            }
            "layouts" | "assets" => {}
            _ => self.below_content(part, path),
        }
    }

    /// A file that is there is read; for all else the names are listed anew, because what has gone
    /// may have been a folder, and what has come may lead back above itself.
    fn below_content(&mut self, part: &'static str, path: &SourcePath) {
        let Listing { files, faults } = self.folder.list(path.as_str());
        if faults.is_empty() && files == [path.clone()] && self.has_no_fault(path) {
            self.there(part, path);
        } else {
            self.list(part);
            let listed: Vec<_> = self.listed.get(part).into_iter().flatten().cloned().collect();
            for file in listed.iter().filter(|file| file.is_at_or_below(path)) {
                self.there(part, file);
            }
        }
    }

    fn has_no_fault(&self, path: &SourcePath) -> bool {
        !Site::get(self.db).faults(self.db).iter().any(|(other, _)| path.is_at_or_below(other))
    }

    /// A file that is there now.
    fn there(&mut self, part: &'static str, path: &SourcePath) {
        if part == "content" && is_read(path) {
            let contents = self.contents(path);
            self.changes.files.insert(path.clone(), contents);
        } else {
            self.media().insert(path.clone());
            match size_at(self.folder, path) {
                Some(size) => drop(self.sizes().insert(path.clone(), size)),
                None => drop(self.sizes().remove(path)),
            }
        }
    }

    /// A text; `None` if it has vanished since it was seen.
    fn contents(&self, path: &SourcePath) -> Option<Contents> {
        let found = contents(self.folder, path);
        let vanished = matches!(found.fault, Some(Fault::Unreadable(_)))
            && self.folder.list(path.as_str()).files.is_empty();
        (!vanished).then_some(found)
    }

    fn media(&mut self) -> &mut BTreeSet<SourcePath> {
        let known = Site::get(self.db).media(self.db);
        self.changes.media.get_or_insert_with(|| (**known).clone())
    }

    fn sizes(&mut self) -> &mut BTreeMap<SourcePath, PictureSize> {
        let known = Site::get(self.db).sizes(self.db);
        self.changes.sizes.get_or_insert_with(|| (**known).clone())
    }

    /// Finds all names below `content/` or `static/`: reads what is new, and lets go of what is not there.
    fn list(&mut self, part: &'static str) {
        if self.listed.contains_key(part) {
            return;
        }
        let Listing { files, faults } = self.folder.list(part);
        self.faults.insert(part, faults);
        let whole = SourcePath::new(part);
        let there: BTreeSet<&SourcePath> = files.iter().collect();
        let gone: Vec<_> =
            self.db.files_below(&whole).filter(|path| !there.contains(path)).cloned().collect();
        self.changes.files.extend(gone.into_iter().map(|path| (path, None)));
        self.media().retain(|path| !path.is_at_or_below(&whole) || there.contains(path));
        self.sizes().retain(|path, _| !path.is_at_or_below(&whole) || there.contains(path));
        for path in &files {
            if self.db.file_at(path).is_none() && !self.media().contains(path) {
                self.there(part, path);
            }
        }
        self.listed.insert(part, files);
    }

    fn changes(mut self) -> Changes {
        if !self.faults.is_empty() {
            let known = Site::get(self.db).faults(self.db);
            let of = |part: &str| {
                let part = SourcePath::new(part);
                known.iter().filter(move |(path, _)| path.is_at_or_below(&part)).cloned().collect()
            };
            let all = PARTS.into_iter().flat_map(|part| self.faults.remove(part).unwrap_or_else(|| of(part)));
            self.changes.faults = Some(all.collect());
        }
        self.changes
    }
}

#[cfg(test)]
mod tests {
    use super::look_again;
    use crate::db::{Database, Fault, Wishes};
    use crate::diagnostic::SourcePath;
    use crate::source::{Folder, Listing, Memory, read};

    /// A folder in which files are found in any case, and named as they were asked for.
    struct Folding(Memory);

    impl Folding {
        fn real(&self, path: &str) -> Option<SourcePath> {
            let mut all = self.0.list("content").files.into_iter();
            all.find(|file| file.as_str().eq_ignore_ascii_case(path))
        }
    }

    impl Folder for Folding {
        fn list(&self, below: &str) -> Listing {
            let file = self.real(below).map(|_| SourcePath::new(below));
            file.map_or_else(|| self.0.list(below), |file| Listing { files: vec![file], faults: Vec::new() })
        }

        fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Fault> {
            self.0.read(&self.real(path.as_str()).unwrap_or_else(|| path.clone()))
        }
    }

    #[test]
    fn a_file_that_is_renamed_in_case_only_is_known_by_its_new_name_alone() {
        let [old, new] = ["content/hafen.de.md", "content/Hafen.de.md"].map(SourcePath::new);
        let picture = ["content/bild.png", "content/Bild.png"].map(SourcePath::new);
        for together in [true, false] {
            let mut folder = Folding(Memory::default());
            folder.0.write(old.as_str(), "Text.").write(picture[0].as_str(), "png");
            let mut db = Database::new(read(&folder), Wishes::default(), None);
            folder.0.remove(old.as_str()).write(new.as_str(), "Text.");
            folder.0.remove(picture[0].as_str()).write(picture[1].as_str(), "png");
            if together {
                let all = [&old, &new, &picture[0], &picture[1]].map(Clone::clone);
                assert!(look_again(&folder, &mut db, &all.into()));
            } else {
                // Under its old name it is still found.
                assert!(!look_again(&folder, &mut db, &[old.clone()].into()));
                assert!(look_again(&folder, &mut db, &[new.clone()].into()));
            }
            assert!(db.file_at(&old).is_none() && db.file_at(&new).is_some());
            let media: Vec<_> = super::Site::get(&db).media(&db).iter().cloned().collect();
            assert_eq!(media, [picture[1].clone()]);
        }
    }
}
