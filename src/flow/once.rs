//! A site made once, by a process that ends afterwards: each work is checked, quoted and published
//! while it stands in memory parsed, and then let go of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{diagnose, further_pages, guarded, is_configured, listed, make_one, make_these, news};
use crate::db::{Database, Db, File, Site};
use crate::diagnostic::{Diagnostic, SourcePath, in_order};
use crate::render::{Bytes, Output};
use crate::site::{
    OutputPath, Sides, View, Work, WorkKey, address, config, front, listing, original_summary, sides,
    summary, works,
};
use crate::{check, glossary, parallel, render};

/// How many works or outputs are made before memory is tidied.
const PART: usize = 32;

/// What is done in one go, while its texts are at hand.
#[derive(Default)]
struct Task {
    /// The work, if it is one.
    work: Option<WorkKey>,
    /// The files of a work, or one that belongs to none.
    files: Vec<File>,
    /// The pages that show nothing but the work.
    outputs: Vec<(OutputPath, Output)>,
}

/// Checks everything and makes every output, for a database that is asked little afterwards. What
/// is wrong is returned in the order of a run; outputs are handed on although something is wrong.
///
/// # Errors
/// The first error that `put` gave back; then the rest is not made.
pub fn make_once<E: Send>(
    db: &mut Database,
    put: impl Fn(&OutputPath, Bytes) -> Result<(), E> + Sync,
) -> Result<Vec<Diagnostic>, E> {
    if !is_configured(db) {
        return Ok(diagnose(db));
    }
    meet_works(db);
    let Ok(Parts { lists, tasks, entries }) = guarded(&SourcePath::new("site.yaml"), || parted(db)) else {
        return Ok(diagnose(db));
    };
    // A large site's sitemap is the largest output: it is made while nothing else takes room.
    let mut faults = make_these(db, &lists, &put)?;
    drop(lists);
    meet_terms(db);
    for part in tasks.chunks(PART) {
        faults.extend(do_these(db, part, &put)?);
        db.make_room();
    }
    let found = diagnose(db);
    // Known only now that all texts have been read and quoted.
    let further = further_pages(db).into_iter().flat_map(listed);
    let entries: Vec<_> = entries.into_iter().chain(further).collect();
    for part in entries.chunks(PART) {
        faults.extend(make_these(db, part, &put)?);
        db.make_room();
    }
    let faults = news(db, faults);
    Ok(in_order([found, faults].concat()))
}

/// Reads all front matter, and finds what other pages may know of each work, on all cores: the lists
/// that are made of it next are made on one. What fails here fails again where it is asked for.
pub(super) fn meet_works(db: &Database) {
    let config = SourcePath::new("site.yaml");
    Site::get(db).files(db).par_iter().for_each_with(db.clone(), |db, file| {
        let _ = guarded(file.path(db), || front(db, *file).diagnostics.len());
    });
    let Ok(works) = guarded(&config, || &works(db).works) else { return };
    works.par_iter().for_each_with(db.clone(), |db, (key, sides)| {
        let _ = guarded(&config, || {
            let work = Work::new(db, key.clone());
            let known = sides.files.iter().filter(|(language, _)| summary(db, work, *language).is_some());
            (known.count(), address(db, work, View::Parallel))
        });
    });
}

/// Finds the terms of each language at the same time: every text waits for those of its language, and
/// works are looked at one language after the other.
fn meet_terms(db: &Database) {
    let path = SourcePath::new("site.yaml");
    let languages: Vec<_> = config(db).config.languages().collect();
    languages.par_iter().for_each_with(db.clone(), |db, language| {
        let _ = guarded(&path, || glossary::terms(db, Site::get(db), *language).forms().len());
    });
}

/// Asks of a text, while it is at hand, what is kept when it is let go of: what is wrong with it, which
/// entries it mentions, and how long it is, for the colophon.
pub(super) fn meet_text(db: &dyn Db, file: File) {
    check::file_diagnostics(db, file);
    glossary::mentioned(db, file);
    render::words_of(db, file);
}

/// The same of a work: how much of it is glossed, which lists say, and its quotes, which concordances are
/// made of.
pub(super) fn meet_work<'db>(db: &'db dyn Db, work: Work<'db>) {
    if original_summary(db, work).is_some_and(|summary| summary.entry.is_none()) {
        for gloss in sides(db, work).iter().flat_map(Sides::glosses) {
            parallel::glossed_share(db, work, gloss);
        }
    }
    glossary::quotes(db, work);
}

/// A site's outputs in the order in which they are made.
#[derive(Default)]
struct Parts {
    /// Those that no text is read for: sitemaps, feeds, files.
    lists: Vec<(OutputPath, Output)>,
    /// Those of works that are no entries.
    tasks: Vec<Task>,
    /// Those of entries, which quote all texts, and lists, which say how much of each is glossed: these have been read by then.
    entries: Vec<(OutputPath, Output)>,
}

fn parted(db: &Database) -> Parts {
    let entries: BTreeSet<&WorkKey> = listing(db).entries.iter().collect();
    let mut by_work: BTreeMap<&WorkKey, Task> = BTreeMap::new();
    let mut alone: BTreeMap<&SourcePath, Task> = BTreeMap::new();
    for file in Site::get(db).files(db).iter() {
        alone.insert(file.path(db), Task { files: vec![*file], ..Task::default() });
    }
    for (key, sides) in &works(db).works {
        let files: Vec<File> = sides.files.iter().map(|(_, file)| *file).collect();
        for file in &files {
            alone.remove(file.path(db));
        }
        by_work.insert(key, Task { work: Some(key.clone()), files, outputs: Vec::new() });
    }
    let mut parts = Parts::default();
    for (path, output) in listed(render::outputs(db)) {
        let place = match &output {
            Output::Work(key, _) if entries.contains(key) => &mut parts.entries,
            Output::Work(key, _) => by_work.get_mut(key).map_or(&mut parts.lists, |task| &mut task.outputs),
            Output::List(..) => &mut parts.entries,
            _ => &mut parts.lists,
        };
        place.push((path, output));
    }
    parts.tasks = by_work.into_values().chain(alone.into_values()).collect();
    parts
}

/// Does tasks in parallel; what goes wrong with a page is returned.
fn do_these<E: Send>(
    db: &Database,
    tasks: &[Task],
    put: &(impl Fn(&OutputPath, Bytes) -> Result<(), E> + Sync),
) -> Result<Vec<Diagnostic>, E> {
    let done = tasks.par_iter().map_with(db.clone(), |db, task| do_one(db, task, put));
    let faults: Vec<Vec<Diagnostic>> = done.collect::<Result<_, E>>()?;
    Ok(faults.concat())
}

fn do_one<E>(
    db: &Database,
    task: &Task,
    put: &impl Fn(&OutputPath, Bytes) -> Result<(), E>,
) -> Result<Vec<Diagnostic>, E> {
    // What fails here fails again where it is asked for, and is reported there.
    for file in &task.files {
        let _ = guarded(file.path(db), || meet_text(db, *file));
    }
    if let Some(key) = &task.work {
        let _ = guarded(&SourcePath::new(key.as_str()), || meet_work(db, Work::new(db, key.clone())));
    }
    let mut faults = Vec::new();
    for (path, output) in &task.outputs {
        match make_one(db, path, output) {
            Ok(bytes) => put(path, bytes)?,
            Err(found) => faults.extend(found),
        }
    }
    Ok(faults)
}
