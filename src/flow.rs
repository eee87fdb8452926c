//! The whole way, from files to outputs, in the order in which a site is made.
//!
//! ```text
//! files → Source → Text → Work → Beads → Mentions → Page → Output
//! ```
//!
//! Each line below is a query; it is asked from below upwards, and what it asks for is remembered.
//!
//! | step | query | keyed by | so that |
//! |---|---|---|---|
//! | read | [`source::read`] → [`Inputs`] | – | front matter and body are inputs of their own |
//! | list | [`site::works`] | – | an edited body never reaches the list of works |
//! | head | [`site::front`], [`site::meta`], [`site::summary`] | file; work, language | other pages know a summary only |
//! | text | [`text::text`], [`parallel::sentences_of`] | file | blocks and sentences are spans |
//! | pair | [`parallel::anchors_of`], [`parallel::beads_of`] | work, gloss | only this work is paired anew |
//! | place | [`parallel::places_of`] | work | every page answers to all ids of its work |
//! | terms | [`glossary::terms`], [`glossary::mentions`] | language; file | equal forms, equal mentions |
//! | quotes | [`glossary::mention_index`], [`glossary::quotes`] | –; file | no source positions in them |
//! | lists | [`site::listing`], [`site::neighbours`] | section, work | indexed, never a scan |
//! | outputs | [`render::outputs`], [`render::further_pages`], [`render::output_bytes`] | –; output | bytes are made and not kept |
//! | check | [`check::file_diagnostics`], [`check::site_diagnostics`] | file | all faults of a run at once |
//!
//! [`make`] asks for all outputs and keeps the answers for the next edit; [`make_once`] makes a site
//! and lets each answer go when nothing more will ask for it.

use std::borrow::Cow;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;

use rayon::prelude::*;
use salsa::Cancelled;

#[cfg(doc)]
use crate::db::Inputs;
use crate::db::{Database, Db, File, Site, Wishes};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Sources, in_order};
use crate::render::{Bytes, Output, Outputs};
use crate::site::{Language, OutputPath};
use crate::source::{self, Folder};
use crate::{check, render, site};
#[cfg(doc)]
use crate::{glossary, parallel, text};

mod once;
mod preview;

pub use once::make_once;
pub use preview::{Preview, Shown, ShownPage};

/// A site, read from a folder.
#[must_use]
pub fn open(folder: &dyn Folder, wishes: Wishes) -> Database {
    Database::new(source::read(folder), wishes, None)
}

/// Everything that is wrong with a site before its pages are made, in the fixed order of a run.
#[must_use]
pub fn diagnose(db: &Database) -> Vec<Diagnostic> {
    if !is_configured(db) {
        // Without languages all else would be found wrong.
        return in_order(site::unconfigured(db));
    }
    let configuration = site::config(db);
    if configuration.config.original == Language::undetermined() {
        // The same: each text would be told that its language is none of the site's.
        return in_order(configuration.diagnostics.clone());
    }
    let mut found = each_file(db, |db, file| check::file_diagnostics(db, file).clone());
    if found.iter().any(|found| found.id == Id::Internal) {
        // What is asked of the site as a whole asks that file too, and would fail with it.
        return in_order(found);
    }
    found.extend(check::site_diagnostics(db).iter().cloned());
    found.extend(render::outputs(db).diagnostics.iter().cloned());
    found.extend(further_pages(db).map_or_else(|fault| vec![*fault], |pages| pages.diagnostics.clone()));
    found.extend(render::compiled_layouts(db).diagnostics.iter().cloned());
    found.extend(render::interface_strings(db).diagnostics.iter().cloned());
    found.extend(render::theme_assets(db).diagnostics.iter().cloned());
    in_order(found)
}

/// What `rule` says of every file, asked in parallel. A file at which it fails is named, and the
/// others are heard.
fn each_file(db: &Database, rule: impl Fn(&dyn Db, File) -> Vec<Diagnostic> + Sync) -> Vec<Diagnostic> {
    let by_file = each_file_of(db, Site::get(db).files(db), rule);
    by_file.into_iter().flat_map(|found| found.unwrap_or_else(|fault| vec![*fault])).collect()
}

/// What `rule` says of each of some files, or that it failed there.
fn each_file_of<T: Send>(
    db: &Database,
    files: &[File],
    rule: impl Fn(&dyn Db, File) -> T + Sync,
) -> Vec<Result<T, Box<Diagnostic>>> {
    let by_file = files.par_iter().map_with(db.clone(), |db, file| {
        let path = file.path(db).clone();
        guarded(&path, || rule(db, *file))
    });
    by_file.collect()
}

/// Makes every output, in parallel, and hands it on; keeps no bytes. What goes wrong with one page
/// is a diagnostic and leaves the others untouched.
///
/// # Errors
/// The first error that `put` gave back; then the rest is not made.
pub fn make<E: Send>(
    db: &Database,
    put: impl Fn(&OutputPath, Bytes) -> Result<(), E> + Sync,
) -> Result<Vec<Diagnostic>, E> {
    let faults = make_these(db, &outputs(db), &put)?;
    Ok(news(db, faults))
}

/// All outputs in the order of their paths, so that a work's views follow one another while what they
/// share is at hand; the further pages of concordances last.
fn outputs(db: &Database) -> Vec<(OutputPath, Output)> {
    let further = further_pages(db).ok();
    [Some(render::outputs(db)), further].into_iter().flatten().flat_map(listed).collect()
}

fn listed(outputs: &Outputs) -> impl Iterator<Item = (OutputPath, Output)> {
    outputs.by_path.iter().map(|(path, output)| (path.clone(), output.clone()))
}

/// The further pages of concordances. They rest on all texts, so one that Diglot fails at is in their
/// way; each of its pages says so too.
fn further_pages(db: &Database) -> Result<&Outputs, Box<Diagnostic>> {
    guarded(&SourcePath::new("content/glossary"), || render::further_pages(db))
}

fn make_these<E: Send>(
    db: &Database,
    outputs: &[(OutputPath, Output)],
    put: &(impl Fn(&OutputPath, Bytes) -> Result<(), E> + Sync),
) -> Result<Vec<Diagnostic>, E> {
    let faults = Mutex::new(Vec::new());
    outputs.par_iter().try_for_each_with(db.clone(), |db, (path, output)| {
        match make_one(db, path, output) {
            Ok(bytes) => put(path, bytes),
            Err(found) => {
                if let Ok(mut faults) = faults.lock() {
                    faults.extend(found);
                }
                Ok(())
            }
        }
    })?;
    Ok(faults.into_inner().unwrap_or_default())
}

/// What [`diagnose`] does not say already, in order: what a layout lacks was found when it was
/// compiled, and fails again on each of its pages.
fn news(db: &Database, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let known: Vec<_> =
        render::compiled_layouts(db).diagnostics.iter().filter_map(|one| one.primary.as_ref()).collect();
    let is_known = |place: &Place| known.iter().any(|known| known.meets(place));
    faults.retain(|fault| !fault.primary.as_ref().is_some_and(is_known));
    in_order(faults)
}

/// Whether there is a site.yaml that could be read; whether it is right is another matter.
#[must_use]
pub fn is_configured(db: &Database) -> bool {
    Site::get(db).configuration(db).is_some()
}

/// What goes wrong when the outputs are made, with none of them kept: so that a run that will
/// publish nothing still reports all faults at once.
#[must_use]
pub fn rehearse(db: &Database) -> Vec<Diagnostic> {
    let listed = || render::outputs(db).by_path.len();
    if !is_configured(db) || guarded(&SourcePath::new("site.yaml"), listed).is_err() {
        return Vec::new();
    }
    make(db, |_, _| Ok::<(), Infallible>(())).unwrap_or_else(|never| match never {})
}

/// Makes one output.
///
/// # Errors
/// What went wrong, as diagnostics.
pub fn make_one(db: &Database, path: &OutputPath, output: &Output) -> Result<Bytes, Vec<Diagnostic>> {
    guarded(&SourcePath::new(path.as_str()), || render::output_bytes(db, output))
        .unwrap_or_else(|fault| Err(vec![*fault]))
}

/// A panic while one file is worked on becomes a diagnostic that names the file. What is called off
/// because an input is about to change is none, and goes on upwards.
fn guarded<T>(path: &SourcePath, work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| match panic.downcast_ref::<Cancelled>() {
        Some(Cancelled::PropagatedPanic) => failed(path, "another file that this one asks for failed"),
        Some(_) => resume_unwind(panic),
        None => {
            let said = panic.downcast_ref::<String>().map(String::as_str);
            failed(path, said.or(panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given"))
        }
    })
}

fn failed(path: &SourcePath, said: &str) -> Box<Diagnostic> {
    let diagnostic = Diagnostic::new(Id::Internal, format!("Diglot failed at {path}: {said}"))
        .at(Place::file(path))
        .why("this is a fault of Diglot, not of your text")
        .help("please report it with the file, if you can share it");
    Box::new(diagnostic)
}

/// How large a site is, in works, entries and pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Works that are no entries.
    pub works: usize,
    /// Entries of the glossary.
    pub entries: usize,
    /// Pages of HTML.
    pub pages: usize,
}

/// The size of a site; nothing where Diglot fails at it.
#[must_use]
pub fn size(db: &Database) -> Size {
    let count = || {
        let entries = site::listing(db).entries.len();
        let paths = render::outputs(db).by_path.keys().chain(render::further_pages(db).by_path.keys());
        let pages = paths.filter(|path| path.as_str().ends_with(".html")).count();
        Size { works: site::works(db).works.len() - entries, entries, pages }
    };
    if is_configured(db) {
        guarded(&SourcePath::new("site.yaml"), count).unwrap_or_default()
    } else {
        Size::default()
    }
}

/// The texts that diagnostics of a site point into: its files, and the built-in theme's.
pub struct SiteSources<'db>(pub &'db Database);

impl Sources for SiteSources<'_> {
    fn source(&self, path: &SourcePath) -> Option<(Cow<'_, str>, usize)> {
        let db = self.0;
        if let Some(file) = db.file_at(path) {
            let front = file.front(db);
            return Some((Cow::Owned(format!("{front}{}", file.body(db))), front.len()));
        }
        let site = Site::get(db);
        if path.as_str() == "site.yaml" {
            return Some((Cow::Borrowed(site.configuration(db).as_deref()?), 0));
        }
        if let Some(name) = path.as_str().strip_prefix("assets/") {
            return Some((String::from_utf8_lossy(site.assets(db).get(name)?), 0));
        }
        let name = path.as_str().strip_prefix("layouts/")?;
        let own = site.layouts(db).get(name).map(|text| &**text);
        Some((Cow::Borrowed(own.or_else(|| render::theme_of(db).layout(name))?), 0))
    }
}

#[cfg(test)]
mod tests;
