//! Hearing of what changes in a site's folder.

mod heard;
mod poll;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use self::heard::{Heard, Manner};
use crate::diagnostic::SourcePath;
use crate::source::Disk;

/// How long a system that does not say when a file is closed must be quiet before it is believed.
const QUIET: Duration = Duration::from_millis(20);

/// The longest that is waited for quiet: who writes all the time is shown too.
const LONGEST: Duration = Duration::from_millis(500);

/// When a new folder is looked into again: what was put into it before it was watched made no event.
const LATER: Duration = Duration::from_millis(60);

/// A watch over a site's folder.
pub struct Watch {
    disk: Disk,
    manner: Manner,
    watcher: Box<dyn Watcher + Send>,
    sender: Sender<notify::Result<notify::Event>>,
    heard: Receiver<notify::Result<notify::Event>>,
    /// Places to look at again, and when.
    again: Vec<(Instant, SourcePath)>,
    links: Links,
    /// Why it has begun to look through the folder, until that is asked.
    fallen: Option<Fallback>,
}

/// Why a folder is not watched but looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// The system watches no more places for this user.
    TooMany,
    /// The system cannot watch this folder.
    Unwatchable,
    /// It was asked for.
    Wanted,
}

impl Watch {
    /// Watches a site's folder; or looks through it again and again, and says why, if the system does
    /// not watch it or `poll` is wanted.
    #[must_use]
    pub fn begin(disk: Disk, poll: bool) -> (Self, Option<Fallback>) {
        let (sender, heard) = channel();
        let mut watch = Self {
            disk,
            manner: Manner::of_this_system(),
            watcher: Box::new(notify::NullWatcher),
            sender,
            heard,
            again: Vec::new(),
            links: Links::default(),
            fallen: None,
        };
        let fallback = if poll { Some(Fallback::Wanted) } else { watch.listen().err() };
        if fallback.is_some() {
            watch.poll();
        }
        (watch, fallback)
    }

    fn listen(&mut self) -> Result<(), Fallback> {
        let sender = self.sender.clone();
        let tell = move |event| drop(sender.send(event));
        let watcher = RecommendedWatcher::new(tell, Config::default());
        self.watcher = Box::new(watcher.map_err(|error| fallback(&error))?);
        self.watcher
            .watch(self.disk.root(), RecursiveMode::NonRecursive)
            .map_err(|error| fallback(&error))?;
        for folder in self.disk.folders().collect::<Vec<_>>() {
            self.watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| fallback(&error))?;
        }
        self.follow_links();
        Ok(())
    }

    /// Looks through the folder from time to time instead.
    fn poll(&mut self) {
        self.manner = Manner::Quiet;
        self.watcher = Box::new(notify::NullWatcher);
        poll::poll(self.disk.clone(), self.sender.clone());
    }

    /// Watches the files that links lead to, each by the folder that it is in.
    fn follow_links(&mut self) {
        self.links = Links::of(&self.disk);
        // A link to what is not there is a fault of the site, and found when it is read.
        for folder in &self.links.folders {
            let _ = self.watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        for tree in &self.links.trees {
            let _ = self.watcher.watch(tree, RecursiveMode::Recursive);
        }
    }

    /// Why the folder is looked through from now on and no longer watched, if that is new.
    pub fn fallen_back(&mut self) -> Option<Fallback> {
        self.fallen.take()
    }

    /// Waits until something may have changed, at most for `at_most`. Returns the places to look at
    /// again: files and folders, the root for all; none if the time is up.
    pub fn next(&mut self, at_most: Duration) -> BTreeSet<SourcePath> {
        let end = Instant::now() + at_most;
        let mut touched = BTreeSet::new();
        loop {
            let wake = self.again.iter().map(|(time, _)| *time).fold(end, Instant::min);
            match self.heard.recv_timeout(wake.saturating_duration_since(Instant::now())) {
                Ok(event) => self.take(event, &mut touched),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            self.settle(&mut touched);
            self.take_due(&mut touched);
            if !touched.is_empty() || Instant::now() >= end {
                return touched;
            }
        }
    }

    /// Takes what was heard in the meantime; where the system does not say when a file is closed, until
    /// it is quiet.
    fn settle(&mut self, touched: &mut BTreeSet<SourcePath>) {
        while let Ok(event) = self.heard.try_recv() {
            self.take(event, touched);
        }
        let since = Instant::now();
        while self.manner == Manner::Quiet && !touched.is_empty() && since.elapsed() < LONGEST {
            match self.heard.recv_timeout(QUIET) {
                Ok(event) => self.take(event, touched),
                Err(_) => return,
            }
        }
    }

    fn take(&mut self, event: notify::Result<notify::Event>, touched: &mut BTreeSet<SourcePath>) {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                if fallback(&error) == Fallback::TooMany && self.manner != Manner::Quiet {
                    self.poll();
                    self.fallen = Some(Fallback::TooMany);
                }
                touched.insert(SourcePath::new(""));
                return;
            }
        };
        match self.manner.heard(&event) {
            Heard::Nothing => {}
            Heard::Lost => drop(touched.insert(SourcePath::new(""))),
            Heard::File => event.paths.iter().for_each(|path| self.touch(path, touched)),
            Heard::Tree => {
                for path in &event.paths {
                    self.touch(path, touched);
                    self.meet(path);
                }
            }
        }
    }

    fn touch(&mut self, path: &Path, touched: &mut BTreeSet<SourcePath>) {
        touched.extend(self.links.names_of(path).cloned());
        if let Some(place) = self.disk.below_root(path) {
            // The root itself is touched whenever something in it is; what matters has a name.
            touched.extend(Some(place).filter(|place| !place.as_str().is_empty()));
            if self.links.entangled {
                touched.insert(SourcePath::new("content"));
            }
        }
    }

    /// What has come may be a folder to watch, or a link to follow; or have taken the place of one.
    fn meet(&mut self, path: &Path) {
        let Some(place) = self.disk.below_root(path) else { return };
        if self.disk.folders().any(|folder| folder == self.disk.path_of(&place)) {
            let _ = self.watcher.watch(&self.disk.path_of(&place), RecursiveMode::Recursive);
        }
        if Disk::is_linked(path) || !self.links.is_empty() {
            self.follow_links();
        }
        if path.is_dir() {
            self.again.push((Instant::now() + LATER, place));
        }
    }

    fn take_due(&mut self, touched: &mut BTreeSet<SourcePath>) {
        let now = Instant::now();
        touched.extend(self.again.extract_if(.., |(time, _)| *time <= now).map(|(_, place)| place));
    }
}

fn fallback(error: &notify::Error) -> Fallback {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Fallback::TooMany,
        // Linux: "no space left" for watches, or "too many open files" for instances.
        ErrorKind::Io(io) if matches!(io.raw_os_error(), Some(28 | 24)) => Fallback::TooMany,
        _ => Fallback::Unwatchable,
    }
}

/// Where symbolic links of a site lead.
#[derive(Default)]
struct Links {
    /// The links to each file.
    names: BTreeMap<PathBuf, Vec<SourcePath>>,
    /// The folders that those files are in.
    folders: BTreeSet<PathBuf>,
    /// The links to folders elsewhere.
    trees: Vec<PathBuf>,
    /// Whether a folder of the site is linked into the site once more: the system then tells of a change
    /// under one of its names only.
    entangled: bool,
}

impl Links {
    fn of(disk: &Disk) -> Self {
        let mut links = Self::default();
        let root = disk.real_root();
        for (link, target) in disk.links() {
            let Some(name) = disk.below_root(&link) else { continue };
            if target.is_dir() {
                match target.starts_with(&root) {
                    true => links.entangled = true,
                    false => links.trees.push(link),
                }
                continue;
            }
            // What is in a watched folder is heard of anyway.
            let watched = disk.below_root(&target).is_some_and(|place| place.as_str().contains('/'));
            if let Some(folder) = target.parent().filter(|_| !watched) {
                links.folders.insert(folder.to_owned());
            }
            links.names.entry(target).or_default().push(name);
        }
        links
    }

    fn is_empty(&self) -> bool {
        self.names.is_empty() && self.trees.is_empty() && !self.entangled
    }

    fn names_of(&self, path: &Path) -> impl Iterator<Item = &SourcePath> {
        self.names.get(path).into_iter().flatten()
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests write the files that are watched")]
mod tests {
    use std::fs;
    use std::io;
    use std::time::Duration;

    use notify::{Error, ErrorKind};

    use super::{Fallback, Watch, fallback};
    use crate::diagnostic::SourcePath;
    use crate::source::Disk;

    fn too_many() -> Error {
        Error::new(ErrorKind::MaxFilesWatch)
    }

    #[test]
    fn a_system_that_watches_no_more_is_told_from_one_that_cannot() {
        assert_eq!(fallback(&too_many()), Fallback::TooMany);
        for code in [28, 24] {
            assert_eq!(fallback(&Error::io(io::Error::from_raw_os_error(code))), Fallback::TooMany);
        }
        assert_eq!(fallback(&Error::path_not_found()), Fallback::Unwatchable);
    }

    #[test]
    fn when_the_system_watches_no_more_the_folder_is_looked_through_and_that_is_said() {
        let place = tempfile::tempdir().expect("a folder");
        fs::create_dir(place.path().join("content")).expect("folders can be made");
        let (mut watch, fallback) = Watch::begin(Disk::new(place.path()), false);
        assert_eq!(fallback, None);
        watch.sender.send(Err(too_many())).expect("it listens");
        // What was missed meanwhile is made good by looking at everything.
        assert!(watch.next(Duration::from_secs(5)).contains(&SourcePath::new("")));
        assert_eq!(watch.fallen_back(), Some(Fallback::TooMany));
        assert_eq!(watch.fallen_back(), None);
        fs::write(place.path().join("content/a.md"), "A.\n").expect("it can be written");
        assert!(watch.next(Duration::from_secs(5)).contains(&SourcePath::new("content/a.md")));
    }
}
