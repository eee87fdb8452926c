use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::RwLock;

use walkdir::WalkDir;

use super::error::PublishError;
use super::folded::{Folded, folds_names};
use super::manifest::Manifest;
use super::obstacle::{Obstacle, ObstacleKind};
use crate::site::OutputPath;

/// What stands in an output folder before a build changes it.
///
/// Looks at each folder once: in a folder that is not there no file need be looked for.
pub(super) struct Standing {
    output: PathBuf,
    /// What Diglot wrote earlier.
    ours: Manifest,
    folds_names: bool,
    ours_folded: Folded,
    folders: RwLock<HashMap<Box<str>, Ground>>,
}

/// What stands where a folder must stand.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Ground {
    /// Nothing, or a file of ours that will make room.
    Vacant,
    /// A folder.
    Folder,
    /// Something else, here or further up.
    Blocked(Obstacle),
}

/// What stands where an output must stand.
pub(super) enum Verdict {
    /// A file with the same bytes.
    Same,
    /// Nothing, or something of ours.
    Free,
    /// Something of others.
    Taken(Obstacle),
}

impl Standing {
    /// The folder `output`, into which Diglot wrote the files `ours`.
    pub(super) fn new(output: &Path, ours: Manifest) -> Self {
        let folds_names = folds_names(output);
        let ours_folded = Folded::of(&ours, folds_names);
        Self { output: output.to_owned(), ours, folds_names, ours_folded, folders: RwLock::default() }
    }

    /// Whether `path` is a file that Diglot wrote, in whatever case the file system answers to.
    fn is_ours(&self, path: &str) -> bool {
        self.ours.contains(path) || self.ours_folded.contains(path)
    }

    /// The names of `manifest` as the file system sees them.
    pub(super) fn folded(&self, manifest: &Manifest) -> Folded {
        Folded::of(manifest, self.folds_names)
    }

    /// What Diglot wrote earlier.
    pub(super) fn ours(&self) -> &Manifest {
        &self.ours
    }

    /// Where the output or folder `path` stands or is to stand.
    pub(super) fn of(&self, path: &str) -> PathBuf {
        self.output.join(path)
    }

    /// Whether an output of these bytes can stand at `path`, or stands there already.
    pub(super) fn verdict(&self, path: &OutputPath, bytes: &[u8]) -> Result<Verdict, PublishError> {
        match self.ground(path)? {
            Ground::Vacant => return Ok(Verdict::Free),
            Ground::Blocked(obstacle) => return Ok(Verdict::Taken(obstacle)),
            Ground::Folder => {}
        }
        let place = self.of(path.as_str());
        match look(&place)? {
            None => Ok(Verdict::Free),
            Some(found) if found.is_dir() => Ok(self.verdict_on_folder(path, &place)),
            Some(found) if holds(&place, &found, bytes) => Ok(Verdict::Same),
            Some(_) if self.is_ours(path.as_str()) => Ok(Verdict::Free),
            Some(_) => Ok(Verdict::Taken(obstacle(path.as_str(), ObstacleKind::OtherBytes))),
        }
    }

    /// A folder can make room for a file if all files in it are ours. None of them is made by this
    /// build (it would clash), so all will be removed.
    fn verdict_on_folder(&self, path: &OutputPath, place: &Path) -> Verdict {
        let is_ours = |entry: Result<walkdir::DirEntry, walkdir::Error>| {
            let Ok(entry) = entry else { return false };
            entry.file_type().is_dir() || self.names(entry.path())
        };
        if WalkDir::new(place).into_iter().all(is_ours) {
            Verdict::Free
        } else {
            Verdict::Taken(obstacle(path.as_str(), ObstacleKind::Folder))
        }
    }

    /// Whether the manifest names the file at `place`. A name that is not UTF-8 is never ours.
    fn names(&self, place: &Path) -> bool {
        let Ok(relative) = place.strip_prefix(&self.output) else { return false };
        let segments: Option<Vec<&str>> = relative.iter().map(|segment| segment.to_str()).collect();
        segments.is_some_and(|segments| self.is_ours(&segments.join("/")))
    }

    /// What stands where the folder of `path` must stand.
    pub(super) fn ground(&self, path: &OutputPath) -> Result<Ground, PublishError> {
        let mut ground = Ground::Folder;
        let mut unknown = Vec::new();
        for folder in path.folders().rev() {
            match self.known(folder) {
                None => unknown.push(folder),
                Some(known) => {
                    ground = known;
                    break;
                }
            }
        }
        unknown.into_iter().rev().try_fold(ground, |outer, folder| self.explore(folder, outer))
    }

    /// The outermost folder on the way to `path` that does not stand yet, or `path` itself: what one
    /// rename can put in place. Asks only about what was put.
    pub(super) fn rename_unit<'p>(&self, path: &'p OutputPath) -> &'p str {
        let vacant = |folder: &&str| self.known(folder) == Some(Ground::Vacant);
        path.folders().find(vacant).unwrap_or(path.as_str())
    }

    /// What is known of `folder` without looking.
    pub(super) fn known(&self, folder: &str) -> Option<Ground> {
        let folders = self.folders.read().expect("no thread panics while it holds this lock");
        folders.get(folder).cloned()
    }

    /// Finds out about `folder`, whose own folder is `outer`, and remembers it.
    fn explore(&self, folder: &str, outer: Ground) -> Result<Ground, PublishError> {
        let ground = match outer {
            Ground::Folder => self.ground_at(folder)?,
            vacant_or_blocked => vacant_or_blocked,
        };
        let mut folders = self.folders.write().expect("no thread panics while it holds this lock");
        folders.insert(folder.into(), ground.clone());
        Ok(ground)
    }

    fn ground_at(&self, folder: &str) -> Result<Ground, PublishError> {
        Ok(match look(&self.of(folder))? {
            None => Ground::Vacant,
            Some(found) if found.is_dir() => Ground::Folder,
            Some(found) if found.is_symlink() => Ground::Blocked(obstacle(folder, ObstacleKind::Link)),
            Some(_) if self.is_ours(folder) => Ground::Vacant,
            Some(_) => Ground::Blocked(obstacle(folder, ObstacleKind::File)),
        })
    }
}

fn obstacle(path: &str, kind: ObstacleKind) -> Obstacle {
    Obstacle { path: path.to_owned(), kind }
}

/// What stands at `place`, if anything; links are not followed.
pub(super) fn look(place: &Path) -> Result<Option<Metadata>, PublishError> {
    match fs::symlink_metadata(place) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(PublishError::Unusable { path: place.to_owned(), cause }),
    }
}

/// Whether a plain file stands at `place` with exactly `bytes` in it. What cannot be read does not.
fn holds(place: &Path, found: &Metadata, bytes: &[u8]) -> bool {
    let length = u64::try_from(bytes.len()).ok();
    // Only plain files: opening a pipe would wait for ever, and a link is no output.
    found.is_file() && length == Some(found.len()) && reads_as(place, bytes).unwrap_or(false)
}

/// Compares a file with `bytes`, piece by piece; the lengths are known to be equal.
fn reads_as(place: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(place)?;
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    while !rest.is_empty() {
        let piece = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => &buffer[..read?],
        };
        match rest.strip_prefix(piece) {
            Some(after) if !piece.is_empty() => rest = after,
            _ => return Ok(false),
        }
    }
    Ok(true)
}
