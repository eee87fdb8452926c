use std::collections::BTreeMap;

use super::ShownPage;
use super::moves::Said;
use crate::render::Output;
use crate::site::OutputPath;

/// How many pages are kept.
const PAGES: usize = 256;

/// A page as it was when it could last be made.
#[derive(Clone)]
pub(super) struct Kept {
    /// What it is.
    pub(super) output: Output,
    /// What was shown of it.
    pub(super) page: ShownPage,
    /// What the text said that it shows, if it shows one alone.
    pub(super) said: Option<Said>,
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

    /// What was shown of a page.
    pub(super) fn of(&self, path: &OutputPath) -> Option<ShownPage> {
        self.kept(path).map(|kept| kept.page.clone())
    }
}
