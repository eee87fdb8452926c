use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::kept::Kept;
use super::work_of;
use crate::db::{Database, File};
use crate::diagnostic::SourcePath;
use crate::render::{self, Output};
use crate::site::{OutputPath, View, WorkKey, works};

/// How many moves are remembered.
const MOVES: usize = 1024;

/// Which texts were renamed or moved, as far as can be told: one that has gone and one that has come say
/// the same.
#[derive(Default)]
pub(super) struct Moves {
    to: BTreeMap<SourcePath, SourcePath>,
    /// What has gone and has not been met again: the two halves of a move may come one after the other.
    gone: Vec<(SourcePath, Said)>,
}

/// What a text says.
pub(super) type Said = (Arc<str>, Arc<str>);

/// The texts that stood at or below the places that are looked at again.
pub(super) struct Before(BTreeMap<SourcePath, Said>);

impl Moves {
    pub(super) fn before(db: &Database, touched: &BTreeSet<SourcePath>) -> Before {
        let known = touched.iter().filter_map(|path| Some((path.clone(), said(db, db.file_at(path)?))));
        let mut before: BTreeMap<_, _> = known.collect();
        let folders = touched.iter().filter(|path| !before.contains_key(*path) && !path.as_str().is_empty());
        let below: Vec<_> = folders.flat_map(|folder| db.files_below(folder)).cloned().collect();
        before
            .extend(below.into_iter().filter_map(|path| Some((path.clone(), said(db, db.file_at(&path)?)))));
        Before(before)
    }

    pub(super) fn learn(&mut self, db: &Database, Before(before): Before) {
        self.gone.extend(before.into_iter().filter(|(path, _)| db.file_at(path).is_none()));
        if self.gone.is_empty() {
            return;
        }
        let known: BTreeSet<&SourcePath> = self.to.values().collect();
        let whole = SourcePath::new("content");
        let mut met = Vec::new();
        for path in db.files_below(&whole).filter(|path| !known.contains(path)) {
            let Some(file) = db.file_at(path) else { continue };
            let same = |(old, text): &(SourcePath, Said)| old != path && *text == said(db, file);
            if let Some(at) = self.gone.iter().position(same) {
                met.push((self.gone.swap_remove(at).0, path.clone()));
            }
        }
        self.to.extend(met);
        self.gone.drain(..self.gone.len().saturating_sub(MOVES));
        while self.to.len() > MOVES {
            self.to.pop_first();
        }
    }

    /// Where a page that is gone is to be found now.
    pub(super) fn now(&self, db: &Database, kept: &Kept) -> Option<OutputPath> {
        let outputs = &render::outputs(db).by_path;
        let at = |wanted: &Output| {
            let found = outputs.iter().find(|(_, output)| *output == wanted);
            found.map(|(path, _)| path.clone())
        };
        // The sides of a work may move one after the other: then it is met in what is there already.
        let moved = || {
            let work = self.work_now(db, kept)?;
            let same = at(&with_work(&kept.output, work.clone())?);
            let whole = || at(&Output::Work(work.clone(), View::Parallel));
            same.or_else(whole).or_else(|| at(&Output::Only(work.clone())))
        };
        at(&kept.output).or_else(moved)
    }

    /// The work that has the texts of a page now.
    fn work_now(&self, db: &Database, kept: &Kept) -> Option<WorkKey> {
        work_of(&kept.output)?;
        let now: Vec<&SourcePath> = kept.page.files.iter().filter_map(|file| self.last(db, file)).collect();
        let has = |files: &[(crate::site::Language, File)]| {
            files.iter().any(|(_, file)| now.contains(&file.path(db)))
        };
        works(db).works.iter().find(|(_, sides)| has(&sides.files)).map(|(key, _)| key.clone())
    }

    /// Where a text that was moved, perhaps several times, stands now.
    fn last(&self, db: &Database, path: &SourcePath) -> Option<&SourcePath> {
        let mut now = self.to.get(path)?;
        // A text moved to and fro would lead in circles.
        for _ in 0..self.to.len() {
            match self.to.get(now).filter(|_| db.file_at(now).is_none()) {
                Some(next) => now = next,
                None => break,
            }
        }
        Some(now)
    }
}

/// What a text says now.
pub(super) fn said(db: &Database, file: File) -> Said {
    (Arc::clone(file.front(db)), Arc::clone(file.body(db)))
}

/// The same page of another work.
fn with_work(output: &Output, work: WorkKey) -> Option<Output> {
    match output {
        Output::Work(_, view) => Some(Output::Work(work, *view)),
        Output::Stub(_, language) => Some(Output::Stub(work, *language)),
        Output::Only(_) => Some(Output::Only(work)),
        _ => None,
    }
}
