//! Opening a site for commands that ask about it, and finding the work that is meant.

use std::path::Path;

use super::Outcome;
use super::report::unusable;
use crate::db::{Database, Site, Wishes};
use crate::diagnostic::SourcePath;
use crate::flow;
use crate::glossary::{Named, named};
use crate::site::{Language, WorkKey, config, role, works};
use crate::source::Disk;

/// Why nothing was done.
pub(super) struct Refusal {
    message: String,
    help: String,
    outcome: Outcome,
}

impl Refusal {
    /// What was asked for cannot be: a wrong name, or one that is taken.
    pub(super) fn misused(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), outcome: Outcome::Misused }
    }

    /// The place where it was to be done cannot be used.
    pub(super) fn unusable(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), outcome: Outcome::Unusable }
    }

    /// Says it, and how the run ended.
    pub(super) fn told(self) -> Outcome {
        unusable(&self.message, &self.help);
        self.outcome
    }
}

/// Opens the site at `root`, drafts included.
pub(super) fn open(root: &Path) -> Result<Database, Refusal> {
    let db = flow::open(&Disk::new(root), Wishes { drafts: true, ..Wishes::default() });
    if Site::get(&db).configuration(&db).is_none() {
        return Err(Refusal::unusable(
            format!("there is no site.yaml in {}", root.display()),
            "change to the folder of a site, or name it with --root; `diglot new site NAME` makes one",
        ));
    }
    if config(&db).config.original == Language::undetermined() {
        return Err(Refusal::unusable(
            "site.yaml does not say the original language",
            "write `languages: {original: de, glosses: [en]}` there first",
        ));
    }
    Ok(db)
}

/// The work that is called `name`: by a file of it, its key, the last part of that, or an entry's term.
pub(super) fn work(db: &Database, name: &str) -> Result<WorkKey, Refusal> {
    if let Some((key, _)) = db.file_at(&SourcePath::new(name)).and_then(|file| role(db, file).as_ref()) {
        return Ok(key.clone());
    }
    let key = WorkKey::new(name);
    if key.is_index() && works(db).sections.contains_key(&key.section()) {
        return Ok(key);
    }
    let original = config(db).config.original;
    match named(db, name.trim_end_matches(".md"), original, original) {
        Named::One(key) => Ok(key),
        Named::Ambiguous(keys) => {
            let list = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            Err(Refusal::misused(format!("`{name}` may mean {list}"), "write the whole key"))
        }
        Named::Nothing(near) => {
            let help = near.map_or_else(
                || "`diglot new work NAME` makes one".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(Refusal::misused(format!("there is no work `{name}`"), help))
        }
    }
}
