//! What is asked of lock files. Only works that have one are asked more than whether they do.

use super::accept::{Acceptance, Now, Wish, accept};
use super::{Held, Kept, Lock, Standing, Unit, held, kept, lock, read, standings, units};
use crate::db::{Db, File, Site, lock_beside};
use crate::diagnostic::Place;
use crate::parallel::queries::{alignment_of, beads_of, side};
use crate::site::{Language, Work, sides};

/// The lock file beside a text.
#[salsa::tracked(returns(copy))]
fn lock_file(db: &dyn Db, gloss: File) -> Option<File> {
    let (locks, path) = (Site::get(db).locks(db), lock_beside(gloss.path(db)));
    let at = locks.binary_search_by(|lock| lock.path(db).cmp(&path)).ok()?;
    Some(locks[at])
}

/// What a lock file says.
#[salsa::tracked(returns(ref), lru = 32)]
fn read_lock(db: &dyn Db, file: File) -> Lock {
    match file.fault(db) {
        Some(_) => Lock::default(),
        None => lock(file.body(db), file.path(db)),
    }
}

/// What is confirmed of a work's gloss, and the file that says so.
#[must_use]
pub fn lock_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> Option<(File, &'db Lock)> {
    let file = file_of(db, work, gloss)?;
    Some((file, read_lock(db, file)))
}

fn file_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> Option<File> {
    let sides = sides(db, work).as_ref().filter(|sides| sides.original != gloss)?;
    lock_file(db, sides.file(gloss)?)
}

/// The places of a lock file's beads, in its order: the file as a whole where it is not one bead after the
/// other.
pub fn places_in_lock(db: &dyn Db, file: File) -> impl Fn(usize) -> Place {
    let path = file.path(db).clone();
    let spans = read::spans(file.body(db), &path);
    move |number| Place::front(&path, spans.get(number).copied().unwrap_or_default())
}

/// The units of a text, by which its blocks are known again.
#[salsa::tracked(returns(ref), lru = 32)]
fn units_of(db: &dyn Db, file: File) -> Box<[Unit]> {
    units(side(db, file))
}

fn texts<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> Option<[File; 2]> {
    let sides = sides(db, work).as_ref()?;
    Some([sides.file(sides.original)?, sides.file(gloss)?])
}

/// Where a work still says what was accepted; `None` without a lock file.
pub(in crate::parallel) fn held_of<'db>(
    db: &'db dyn Db,
    work: Work<'db>,
    gloss: Language,
) -> Option<&'db Held> {
    // Most works have none: they are spared an answer that would be remembered.
    file_of(db, work, gloss)?;
    found_of(db, work, gloss).as_ref()
}

#[salsa::tracked(returns(ref), lru = 32)]
fn found_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> Option<Held> {
    let (_, lock) = lock_of(db, work, gloss)?;
    let [original, gloss] = texts(db, work, gloss)?.map(|file| units_of(db, file));
    Some(held(lock, original, gloss))
}

/// What keeps the ids of a work's lock file; `None` without one.
#[must_use]
pub fn kept_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> Option<&'db Kept> {
    file_of(db, work, gloss)?;
    homes_of(db, work, gloss).as_ref()
}

#[salsa::tracked(returns(ref), lru = 32)]
fn homes_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> Option<Kept> {
    let (_, lock) = lock_of(db, work, gloss)?;
    let held = held_of(db, work, gloss)?;
    let [original, other] = texts(db, work, gloss)?;
    let units = [units_of(db, original), units_of(db, other)];
    let steps = &alignment_of(db, other).steps;
    Some(kept(lock, held, [units[0], units[1]], side(db, original), steps))
}

/// By bead of a work with a gloss, whether it is as it was accepted; empty without a lock file.
#[salsa::tracked(returns(ref), lru = 32)]
pub fn standings_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> Box<[Standing]> {
    let (lock, kept) = (lock_of(db, work, gloss), kept_of(db, work, gloss));
    let Some((((_, lock), kept), texts)) = lock.zip(kept).zip(texts(db, work, gloss)) else {
        return Box::default();
    };
    standings(lock, kept, beads_of(db, work, Some(gloss)), texts.map(|file| side(db, file)))
}

/// What a work's lock file says when beads are accepted as they are; `None` without a gloss in the language.
#[must_use]
pub fn acceptance<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language, wish: &Wish) -> Option<Acceptance> {
    let texts = texts(db, work, gloss).filter(|[original, other]| original != other)?;
    let (none, nothing) = (Lock { known: true, ..Lock::default() }, Kept::default());
    let (file, lock) = lock_of(db, work, gloss).map_or(("", &none), |(file, lock)| (&**file.body(db), lock));
    let path = lock_beside(texts[1].path(db));
    let now = Now {
        name: path.as_str().trim_start_matches("content/"),
        file,
        lock,
        kept: kept_of(db, work, gloss).unwrap_or(&nothing),
        beads: beads_of(db, work, Some(gloss)),
        standings: standings_of(db, work, gloss),
        sides: texts.map(|file| side(db, file)),
    };
    Some(accept(&now, wish))
}
