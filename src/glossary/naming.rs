//! What entries and works are called where they are named.

use super::mention::mentions;
use crate::db::{Db, File};
use crate::site::{Language, Work, WorkKey, original_summary, summary};
use crate::text::{Block, LinkKind, Prose, text};

/// What a work is called in a language, or else in its original's: an entry by its term.
#[must_use]
pub fn name_of(db: &dyn Db, key: &WorkKey, language: Language) -> String {
    let work = Work::new(db, key.clone());
    let own = summary(db, work, language).as_ref();
    let summary = own.or_else(|| original_summary(db, work));
    summary.map_or_else(String::new, |summary| {
        summary.entry.as_ref().map_or_else(|| summary.title.clone(), |entry| entry.term.clone())
    })
}

/// The prose of a file's block as its page shows it: `[[scaling-team]]` by the entry's term.
#[must_use]
pub fn prose_of(db: &dyn Db, file: File, language: Language, block: &Block) -> Prose {
    let (text, mentions) = (text(db, file), mentions(db, file));
    Prose::with(text, file.body(db), block, &|id| {
        let link = text.links.get(id.0 as usize)?;
        let key = mentions.named(id).filter(|_| link.kind == LinkKind::Shorthand(false))?;
        Some(name_of(db, key, language))
    })
}
