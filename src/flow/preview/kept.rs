use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::SourcePath;
use crate::render::Output;
use crate::site::OutputPath;

/// How many pages are kept.
const PAGES: usize = 256;

/// A page as it was when it could last be made.
#[derive(Clone)]
pub(super) struct Kept {
    /// What it is.
    pub(super) output: Output,
    /// Its bytes.
    pub(super) bytes: Arc<[u8]>,
    /// The texts of the work that it shows.
    pub(super) files: Box<[SourcePath]>,
}

/// The pages that were asked for lately, as they were when they could last be made.
#[derive(Default)]
pub(super) struct LastGood {
    pages: BTreeMap<OutputPath, (u64, Kept)>,
    /// Counts what is kept, so that the oldest is known.
    clock: u64,
}

impl LastGood {
    pub(super) fn keep(&mut self, path: &OutputPath, kept: Kept) {
        self.clock += 1;
        self.pages.insert(path.clone(), (self.clock, kept));
        if self.pages.len() > PAGES {
            let oldest = self.pages.iter().min_by_key(|(_, (time, _))| *time).map(|(path, _)| path.clone());
            oldest.iter().for_each(|path| drop(self.pages.remove(path)));
        }
    }

    pub(super) fn kept(&self, path: &OutputPath) -> Option<&Kept> {
        self.pages.get(path).map(|(_, kept)| kept)
    }

    /// A page's bytes and texts.
    pub(super) fn of(&self, path: &OutputPath) -> Option<(Arc<[u8]>, Box<[SourcePath]>)> {
        self.kept(path).map(|kept| (Arc::clone(&kept.bytes), kept.files.clone()))
    }
}
