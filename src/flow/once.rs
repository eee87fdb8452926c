//! A site made once, by a process that ends afterwards: each work is checked, quoted and published
//! while it stands in memory parsed, and then let go of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{diagnose, guarded, is_configured, make_one, make_these, news, outputs};
use crate::db::{Database, File, Site};
use crate::diagnostic::{Diagnostic, SourcePath, in_order};
use crate::render::{Bytes, Output};
use crate::site::{OutputPath, WorkKey, listing, works};
use crate::{check, glossary};

/// How many works or outputs are made before memory is tidied.
const PART: usize = 64;

/// What is done in one go, while its texts are at hand.
#[derive(Default)]
struct Task {
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
    let Ok((tasks, others)) = guarded(&SourcePath::new("site.yaml"), || parted(db)) else {
        return Ok(diagnose(db));
    };
    let mut faults = Vec::new();
    for part in tasks.chunks(PART) {
        faults.extend(do_these(db, part, &put)?);
        db.make_room();
    }
    let found = diagnose(db);
    for part in others.chunks(PART) {
        faults.extend(make_these(db, part, &put)?);
        db.make_room();
    }
    let faults = news(db, faults);
    Ok(in_order([found, faults].concat()))
}

/// The site's tasks, and the outputs for which all texts have to be read first: entries, which quote
/// them, come first, before lists.
fn parted(db: &Database) -> (Vec<Task>, Vec<(OutputPath, Output)>) {
    let entries: BTreeSet<&WorkKey> = listing(db).entries.iter().collect();
    let mut by_work: BTreeMap<&WorkKey, Task> = BTreeMap::new();
    let mut alone: BTreeMap<&SourcePath, Task> = BTreeMap::new();
    for file in Site::get(db).files(db).iter() {
        alone.insert(file.path(db), Task { files: vec![*file], outputs: Vec::new() });
    }
    for (key, sides) in &works(db).works {
        let files: Vec<File> = sides.files.iter().map(|(_, file)| *file).collect();
        for file in &files {
            alone.remove(file.path(db));
        }
        by_work.insert(key, Task { files, outputs: Vec::new() });
    }
    let mut others = Vec::new();
    for (path, output) in outputs(db) {
        let own = match &output {
            Output::Work(key, _) if !entries.contains(key) => by_work.get_mut(key),
            _ => None,
        };
        own.map_or(&mut others, |task| &mut task.outputs).push((path, output));
    }
    others.sort_by_key(|(_, output)| !matches!(output, Output::Work(..)));
    (by_work.into_values().chain(alone.into_values()).collect(), others)
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
    for file in &task.files {
        // What fails here fails again where it is asked for, and is reported there.
        let _ = guarded(file.path(db), || {
            check::file_diagnostics(db, *file);
            glossary::quotes(db, *file);
            glossary::mentioned(db, *file);
        });
    }
    let mut faults = Vec::new();
    for (path, output) in &task.outputs {
        match make_one(db, path, output) {
            Ok(bytes) => put(path, bytes)?,
            Err(fault) => faults.push(*fault),
        }
    }
    Ok(faults)
}
