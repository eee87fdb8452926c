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
//! | terms | [`glossary::terms`], [`glossary::mentions`] | language; file | equal terms, equal mentions |
//! | quotes | [`glossary::mention_index`], [`glossary::concordance`] | entry | no source positions in them |
//! | lists | [`site::listing`], [`site::neighbours`] | section, work | indexed, never a scan |
//! | outputs | [`render::outputs`], [`render::output_bytes`] | –; output | bytes are made and not kept |
//! | check | [`check::file_diagnostics`], [`check::site_diagnostics`] | file | all faults of a run at once |

use std::borrow::Cow;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use rayon::prelude::*;

#[cfg(doc)]
use crate::db::Inputs;
use crate::db::{Database, Site, Wishes};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Sources, in_order};
use crate::render::{Bytes, Output, theme};
use crate::site::OutputPath;
use crate::source::{self, Folder};
use crate::{check, render, site};
#[cfg(doc)]
use crate::{glossary, parallel, text};

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
    let files = Site::get(db).files(db).clone();
    let by_file = files.par_iter().map_with(db.clone(), |db, file| {
        let path = file.path(db).clone();
        guarded(&path, || check::file_diagnostics(db, *file).clone()).unwrap_or_else(|fault| vec![*fault])
    });
    let mut found: Vec<Diagnostic> = by_file.flatten().collect();
    found.extend(check::site_diagnostics(db).iter().cloned());
    found.extend(render::outputs(db).diagnostics.iter().cloned());
    found.extend(render::compiled_layouts(db).diagnostics.iter().cloned());
    found.extend(render::interface_strings(db).diagnostics.iter().cloned());
    found.extend(render::theme_assets(db).diagnostics.iter().cloned());
    in_order(found)
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
    let mut outputs: Vec<(&OutputPath, &Output)> = render::outputs(db).by_path.iter().collect();
    // The sitemap, the largest, before memory is full of answers; then a work's views one after
    // another, while what they share is at hand.
    outputs.sort_unstable_by_key(|(_, output)| (!matches!(output, Output::Sitemap(_)), *output));
    let faults = Mutex::new(Vec::new());
    outputs.par_iter().try_for_each_with(db.clone(), |db, (path, output)| {
        match make_one(db, path, output) {
            Ok(bytes) => put(path, bytes),
            Err(fault) => {
                if let Ok(mut faults) = faults.lock() {
                    faults.push(*fault);
                }
                Ok(())
            }
        }
    })?;
    Ok(in_order(faults.into_inner().unwrap_or_default()))
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
    if !is_configured(db) {
        return Vec::new();
    }
    let mut found = make(db, |_, _| Ok::<(), Infallible>(())).unwrap_or_else(|never| match never {});
    // What a layout lacks was found when it was compiled, and fails again on each of its pages.
    let known: Vec<_> = render::compiled_layouts(db).diagnostics.iter().map(|one| &one.primary).collect();
    found.retain(|one| one.primary.is_none() || !known.contains(&&one.primary));
    found
}

/// Makes one output.
///
/// # Errors
/// What went wrong, as a diagnostic.
pub fn make_one(db: &Database, path: &OutputPath, output: &Output) -> Result<Bytes, Box<Diagnostic>> {
    guarded(&SourcePath::new(path.as_str()), || render::output_bytes(db, output)).unwrap_or_else(Err)
}

/// A panic while one file is worked on becomes a diagnostic that names the file.
fn guarded<T>(path: &SourcePath, work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said =
            panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        let message = format!("Diglot failed at {path}: {}", said.unwrap_or("no reason given"));
        let diagnostic = Diagnostic::new(Id::Internal, message)
            .at(Place::file(path))
            .why("this is a fault of Diglot, not of your text")
            .help("please report it with the file, if you can share it");
        Box::new(diagnostic)
    })
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

/// The size of a site.
#[must_use]
pub fn size(db: &Database) -> Size {
    let entries = site::listing(db).entries.len();
    let pages = render::outputs(db).by_path.keys().filter(|path| path.as_str().ends_with(".html")).count();
    Size { works: site::works(db).works.len() - entries, entries, pages }
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
        Some((Cow::Borrowed(own.or_else(|| theme::layout(name))?), 0))
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;
    use crate::diagnostic::{Id, Place, SourcePath};

    #[test]
    fn a_panic_is_a_diagnostic_that_names_the_file() {
        let path = SourcePath::new("content/a.de.md");
        let found = guarded(&path, || -> u8 { panic!("for this test") }).expect_err("it panics");
        assert_eq!((found.id, found.primary), (Id::Internal, Some(Place::file(&path))));
        assert!(found.message.ends_with("content/a.de.md: for this test"), "{}", found.message);
        assert_eq!(guarded(&path, || 1).ok(), Some(1));
    }
}
