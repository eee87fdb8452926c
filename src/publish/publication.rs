use std::path::Path;
use std::sync::{Mutex, OnceLock};

use super::change::{Change, Made};
use super::claims::Claims;
use super::error::PublishError;
use super::home::Home;
use super::lock::{Holder, Lock};
use super::manifest::{Fingerprint, Manifest};
use super::obstacle::{Obstacle, ObstacleKind};
use super::staging::Staging;
use super::standing::{Standing, Verdict};
use crate::site::OutputPath;

/// Whether files that Diglot did not write may be overwritten where an output has their path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adopt {
    /// They stay, and the build fails.
    No,
    /// They are overwritten and are Diglot's from then on.
    Yes,
}

/// How many outputs a build wrote, left alone and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Outputs that are new or have new bytes.
    pub written: usize,
    /// Outputs that stood there with the same bytes.
    pub unchanged: usize,
    /// Files of an earlier build that this one did not make.
    pub removed: usize,
}

/// How much room outputs take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// The bytes of all.
    pub bytes: u64,
    /// The three largest with their bytes, the largest first.
    pub heaviest: Vec<(OutputPath, u64)>,
}

/// How many of the largest outputs are named.
const NAMED: usize = 3;

/// One build into one output folder. Nothing changes there before [`finish`](Self::finish); a
/// publication that is dropped leaves the output as it was.
///
/// It can be shared: many threads may [`put`](Self::put) at once. No bytes are kept in memory.
pub struct Publication {
    home: Home,
    standing: Standing,
    adopt: Adopt,
    claims: Mutex<Claims>,
    made: Mutex<Vec<Made>>,
    obstacles: Mutex<Vec<Obstacle>>,
    failed: OnceLock<OutputPath>,
    staging: Staging,
    /// After the staging folder: fields are dropped in order, and the next builder must not find it.
    _lock: Lock,
}

impl Publication {
    /// Begins a build into `folder`, which is made if it is missing. If another builder is at work
    /// there, calls `waiting` once and blocks until it is done.
    ///
    /// # Errors
    /// If the folder cannot be made, written or locked, or its manifest cannot be read.
    pub fn begin(folder: &Path, adopt: Adopt, waiting: &dyn Fn(&Holder)) -> Result<Self, PublishError> {
        let home = Home::open(folder)?;
        let lock = Lock::acquire(&home, waiting)?;
        home.tidy()?;
        let standing = Standing::new(folder, Manifest::read(&home.manifest())?);
        let staging = Staging::new(folder, home.staging());
        Ok(Self {
            home,
            standing,
            adopt,
            claims: Mutex::default(),
            made: Mutex::default(),
            obstacles: Mutex::default(),
            failed: OnceLock::new(),
            staging,
            _lock: lock,
        })
    }

    /// Takes an output: compares it with what stands at `path` and, if it differs, writes it aside.
    ///
    /// A file of others in its place is no error yet: [`finish`](Self::finish) reports all of them.
    ///
    /// # Errors
    /// If it cannot be written, or its path clashes with an earlier one. There is nothing to
    /// finish then: drop the publication.
    pub fn put(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), PublishError> {
        let taken = self.take(path, bytes);
        if taken.is_err() {
            let _ = self.failed.set(path.clone()); // the first one counts
        }
        taken
    }

    fn take(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), PublishError> {
        locked(&self.claims).take(path)?;
        let differs = match self.standing.verdict(path, bytes)? {
            Verdict::Same => false,
            Verdict::Free => true,
            Verdict::Taken(obstacle) if self.adopts(&obstacle) => true,
            Verdict::Taken(obstacle) => {
                locked(&self.obstacles).push(obstacle);
                return Ok(());
            }
        };
        if differs {
            self.staging.write(path, bytes)?;
        }
        let size = bytes.len() as u64;
        let made = Made { path: path.clone(), fingerprint: Fingerprint::of(bytes), size, differs };
        locked(&self.made).push(made);
        Ok(())
    }

    /// How much room the outputs take that were [put](Self::put) so far.
    #[must_use]
    pub fn weight(&self) -> Weight {
        let made = locked(&self.made);
        let mut by_size: Vec<_> = made.iter().collect();
        by_size.sort_unstable_by(|one, other| (other.size, &one.path).cmp(&(one.size, &other.path)));
        let heaviest = by_size.iter().take(NAMED).map(|one| (one.path.clone(), one.size)).collect();
        Weight { bytes: made.iter().map(|one| one.size).sum(), heaviest }
    }

    fn adopts(&self, obstacle: &Obstacle) -> bool {
        self.adopt == Adopt::Yes && obstacle.kind == ObstacleKind::OtherBytes
    }

    /// Puts all outputs in place and removes what an earlier build made and this one did not.
    ///
    /// # Errors
    /// If things of others are in the way or a `put` has failed; the output is then as it was. If
    /// the system refuses a rename or removal halfway, the next build finishes it.
    pub fn finish(self) -> Result<Report, PublishError> {
        if let Some(path) = self.failed.get() {
            return Err(PublishError::Incomplete { path: path.clone() });
        }
        if let Err(refused) = self.refuse_obstacles() {
            self.abandon()?;
            return Err(refused);
        }
        let made = std::mem::take(&mut *locked(&self.made));
        let change = Change::new(&self.standing, &self.staging, self.home.manifest(), made);
        let report = change.publish()?;
        self.staging.delete()?;
        Ok(report)
    }

    fn refuse_obstacles(&self) -> Result<(), PublishError> {
        let mut obstacles = std::mem::take(&mut *locked(&self.obstacles));
        if obstacles.is_empty() {
            return Ok(());
        }
        obstacles.sort_unstable();
        obstacles.dedup(); // one file can be in the way of many outputs
        Err(PublishError::InTheWay { folder: self.home.output().to_owned(), obstacles })
    }

    /// Gives up: deletes what was put and leaves the output as it was. Dropping does the same
    /// without telling of errors.
    ///
    /// # Errors
    /// If what was put cannot be deleted; the next build will try again.
    pub fn abandon(self) -> Result<(), PublishError> {
        self.staging.delete()?;
        self.home.vanish();
        Ok(())
    }
}

/// Locks for a short time, in which nothing panics.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().expect("no thread panics while it holds this lock")
}
