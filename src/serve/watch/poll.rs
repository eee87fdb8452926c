use std::collections::BTreeMap;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use notify::event::AccessKind;
use notify::{Event, EventKind};

use crate::diagnostic::SourcePath;
use crate::source::{Disk, Stamp};

/// How often a folder is looked through.
const POLL: Duration = Duration::from_millis(500);

/// Looks through a site's folder again and again, and tells of what has another time or size than before,
/// until nobody listens. (The library's own way compares whole seconds, and misses the second of two
/// quick saves.)
pub(super) fn poll(disk: Disk, tell: Sender<notify::Result<Event>>) {
    let mut before = disk.stamps();
    thread::spawn(move || {
        loop {
            thread::sleep(POLL);
            let now = disk.stamps();
            for path in different(&before, &now) {
                let event = Event::new(EventKind::Any).add_path(disk.path_of(path));
                if tell.send(Ok(event)).is_err() {
                    return;
                }
            }
            // An empty word, to learn whether anybody still listens.
            if tell.send(Ok(Event::new(EventKind::Access(AccessKind::Any)))).is_err() {
                return;
            }
            before = now;
        }
    });
}

type Stamps = BTreeMap<SourcePath, Stamp>;

fn different<'a>(before: &'a Stamps, now: &'a Stamps) -> impl Iterator<Item = &'a SourcePath> {
    let come = now.iter().filter(|(path, stamp)| before.get(*path) != Some(*stamp));
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    come.chain(gone).map(|(path, _)| path)
}
