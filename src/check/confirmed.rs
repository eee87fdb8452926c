//! What a lock file says and what has become of it: files that cannot be read as such, beads that are no
//! longer there, glosses that may be out of date.

use std::collections::BTreeSet;

use super::Subject;
use super::pairs::first_line;
use crate::db::{Db, File, Site, lock_beside};
use crate::diagnostic::{Diagnostic, Id, Place, Severity, SourcePath, quoted_word};
use crate::parallel::lock::{Standing, kept_of, lock_of, places_in_lock, standings_of};
use crate::parallel::{Bead, beads_of};
use crate::site::{fault_at, role_at, works};
use crate::text::{BlockId, text};

/// Looks at a gloss and the lock file beside it.
pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let Some((file, lock)) = lock_of(subject.db, subject.work, subject.language) else { return Vec::new() };
    let unread = file.fault(subject.db).map(|fault| fault_at(file.path(subject.db), &fault));
    let unread = unread.map(|found| found.severity(Severity::Warning));
    let mend = format!("run `{}`, which writes the file anew", accept(subject));
    let wrong = lock.diagnostics.iter().map(|found| mended(found, &mend));
    let lost = orphans(subject, file).into_iter();
    let whole = unread.into_iter().chain(wrong).chain(lost).map(|found| (None, found));
    whole.chain(stale(subject)).collect()
}

/// A finding about the file with the way out.
fn mended(found: &Diagnostic, mend: &str) -> Diagnostic {
    let found = found.clone();
    match found.id {
        Id::LockVersion => {
            found.help("use the Diglot that wrote it, or a later one").help(format!("or {mend}"))
        }
        Id::LockConflict => found.help(format!("keep the lines of both versions and {mend}")),
        _ => found.help(mend),
    }
}

/// The command that accepts the work anew.
fn accept(subject: &Subject<'_>) -> String {
    let key = quoted_word(subject.work.key(subject.db).as_str());
    let many = subject.sides.glosses().nth(1).is_some();
    let language = if many { format!(" --language {}", subject.language) } else { String::new() };
    format!("diglot accept {key}{language}")
}

/// Accepted beads that neither text knows any more.
fn orphans(subject: &Subject<'_>, file: File) -> Vec<Diagnostic> {
    let Some(kept) = kept_of(subject.db, subject.work, subject.language) else { return Vec::new() };
    let Some((_, lock)) = lock_of(subject.db, subject.work, subject.language) else { return Vec::new() };
    if kept.orphans.is_empty() {
        return Vec::new();
    }
    let place = places_in_lock(subject.db, file);
    let orphan = |number: &usize| {
        let entry = lock.entries.iter().find(|entry| entry.number == *number)?;
        let found =
            Diagnostic::new(Id::LockOrphan, format!("neither text has the bead `{}` any more", entry.id))
                .at(place(*number))
                .why("its address leads to its neighbour for as long as this line stands");
        Some(found.help(format!("if it is gone for good, run `{}`, which drops the line", accept(subject))))
    };
    kept.orphans.iter().filter_map(orphan).collect()
}

/// Beads whose original has changed since they were accepted.
fn stale(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let standings = standings_of(subject.db, subject.work, subject.language);
    let beads = &beads_of(subject.db, subject.work, Some(subject.language)).beads;
    let stale = beads.iter().zip(standings).filter(|(_, standing)| **standing == Standing::OriginalChanged);
    stale.filter_map(|(bead, _)| stale_at(subject, bead)).collect()
}

fn stale_at(subject: &Subject<'_>, bead: &Bead) -> Option<(Option<BlockId>, Diagnostic)> {
    let (run, other) = (bead.original?, bead.gloss?);
    let original = subject.sides.file(subject.sides.original)?;
    let (body, span) = (original.body(subject.db), text(subject.db, original).block(run.first).span);
    let own = subject.text.block(other.first).span;
    let message = format!("the original of `{}` has changed since this was accepted", bead.id);
    let diagnostic = Diagnostic::new(Id::StaleGloss, message)
        .at(subject.place(first_line(own, subject.body)))
        .also_at(Place::body(original.path(subject.db), first_line(span, body)), "the original as it is now")
        .help(format!(
            "change the gloss if need be, then run `{} {}`",
            accept(subject),
            quoted_word(&bead.id)
        ));
    Some((Some(other.first), diagnostic))
}

/// Lock files that stand beside no gloss.
pub(super) fn strays(db: &dyn Db) -> Vec<Diagnostic> {
    let site = Site::get(db);
    let known: BTreeSet<SourcePath> =
        if site.locks(db).is_empty() { Default::default() } else { glosses(db) };
    let stray = |lock: &&File| !known.contains(lock.path(db)) && !is_hidden(lock.path(db));
    site.locks(db).iter().filter(stray).map(|lock| no_gloss(db, lock.path(db))).collect()
}

/// Whether a file stands where nothing is read.
fn is_hidden(path: &SourcePath) -> bool {
    let hidden =
        |part: &str| part.starts_with('.') || (part.starts_with('_') && !part.starts_with("_index."));
    path.as_str().split('/').any(hidden)
}

/// The lock files that may be, one beside each gloss.
fn glosses(db: &dyn Db) -> BTreeSet<SourcePath> {
    let works = works(db);
    let sides = works.works.values().chain(works.sections.values());
    let shown = sides.flat_map(|sides| {
        let glosses = sides.files.iter().filter(|(language, _)| *language != sides.original);
        glosses.map(|(_, file)| file.path(db))
    });
    let hidden = works.unread.keys().chain(works.drafts.keys());
    shown.chain(hidden).map(lock_beside).collect()
}

fn no_gloss(db: &dyn Db, path: &SourcePath) -> Diagnostic {
    let text = format!("{}.md", path.as_str().trim_end_matches(".lock.yaml"));
    let why = match role_at(db, &text).is_some() {
        true => format!("{text} is an original, and beads are confirmed beside their gloss"),
        false => format!("it is for a gloss called {text}"),
    };
    Diagnostic::new(Id::LockOrphan, format!("{path} stands beside no gloss"))
        .at(Place::file(path))
        .why(why)
        .help("if the gloss was renamed, rename this file too: `git mv`")
        .help(format!("if it is gone, so may this be: `git rm {}`", quoted_word(path.as_str())))
}
