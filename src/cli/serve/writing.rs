use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Arguments;
use crate::cli::build::{published, put_all};
use crate::cli::report::{Counts, line, unusable};
use crate::db::Wishes;
use crate::diagnostic::Diagnostic;
use crate::flow::{self, SiteSources};
use crate::publish::{Adopt, Publication, PublishError};
use crate::source::Disk;

/// Keeps the output folder as `diglot build` would make it.
///
/// Each time by a build of its own, because what is shown stands at another address than what is
/// published; so what is written is a clean build by construction.
pub(super) struct Writing {
    folder: Disk,
    output: PathBuf,
    wishes: Wishes,
}

/// Why nothing was written.
enum Stopped {
    /// The site has changed meanwhile.
    CalledOff,
    /// The output cannot be used.
    Failed(PublishError),
}

impl From<PublishError> for Stopped {
    fn from(error: PublishError) -> Self {
        Self::Failed(error)
    }
}

impl Writing {
    /// Keeps ROOT/public, or the folder that is wanted; `None` if nothing is to be written.
    pub(super) fn wanted(arguments: &Arguments, folder: &Disk, wishes: &Wishes) -> Option<Self> {
        let output = || arguments.output.clone().unwrap_or_else(|| folder.root().join("public"));
        arguments.write.then(|| Self { folder: folder.clone(), output: output(), wishes: wishes.clone() })
    }

    /// Builds into the output, unless an error is found; what became of it, in words. `None` if the
    /// count of `changes` goes on meanwhile: then the output is as it was. What is wrong is told by
    /// `tell`.
    pub(super) fn write(
        &self,
        changes: &AtomicU64,
        tell: &dyn Fn(&SiteSources<'_>, &[Diagnostic]),
    ) -> Option<String> {
        let first = changes.load(Ordering::Relaxed);
        let may_go_on = || match changes.load(Ordering::Relaxed) == first {
            true => Ok(()),
            false => Err(Stopped::CalledOff),
        };
        match self.publish(&may_go_on, tell) {
            Ok(words) => Some(words),
            Err(Stopped::CalledOff) => None,
            Err(Stopped::Failed(error)) => {
                unusable(&error.to_string(), &error.help());
                Some("nothing written".to_owned())
            }
        }
    }

    fn publish(
        &self,
        may_go_on: &(dyn Fn() -> Result<(), Stopped> + Sync),
        tell: &dyn Fn(&SiteSources<'_>, &[Diagnostic]),
    ) -> Result<String, Stopped> {
        let publication = Publication::begin(&self.output, Adopt::No, &|holder| {
            line(&format!("waiting for another build in {}: {holder}", self.output.display()));
        })?;
        let mut db = flow::open(&self.folder, self.wishes.clone());
        let found = put_all(&mut db, &self.folder, &publication, may_go_on)?;
        tell(&SiteSources(&db), &found);
        if !flow::is_configured(&db) || Counts::of(&found).fail(false) {
            publication.abandon()?;
            return Ok("nothing written".to_owned());
        }
        may_go_on()?;
        Ok(published(publication.finish()?))
    }
}
