//! What entries and works are called where they are named.

use std::borrow::Cow;

use super::mention::mentions;
use crate::db::{Db, File};
use crate::site::{Language, Work, WorkKey, original_summary, summary};
use crate::text::{BlockId, InlineKind, LinkId, LinkKind, Mark, Prose, proses, text};

/// What a work is called in a language, or else in its original's, and which of the two that is: an
/// entry by its term.
#[must_use]
pub fn name_of(db: &dyn Db, key: &WorkKey, language: Language) -> (Language, String) {
    let work = Work::new(db, key.clone());
    let own = summary(db, work, language).as_ref();
    let summary = own.or_else(|| original_summary(db, work));
    let Some(summary) = summary else { return (language, String::new()) };
    let name = summary.entry.as_ref().map_or(&*summary.title, |entry| &entry.term);
    (summary.language, name.to_owned())
}

/// What a work stands under in alphabetical lists for readers of a language: what an entry says it is filed under,
/// else what it is called.
#[must_use]
pub fn filed_under(db: &dyn Db, key: &WorkKey, language: Language) -> String {
    let work = Work::new(db, key.clone());
    let summary = summary(db, work, language).as_ref().or_else(|| original_summary(db, work));
    summary.map_or_else(String::new, |summary| match &summary.entry {
        Some(entry) => entry.filed_under().to_owned(),
        None => summary.title.to_string(),
    })
}

/// The prose of a file's block as its page shows it: `[[scaling-team]]` by the entry's term.
#[must_use]
///
/// # Panics
/// If `block` is of another file.
pub fn prose_of(db: &dyn Db, file: File, language: Language, block: BlockId) -> Cow<'_, Prose> {
    let text = text(db, file);
    let is_wordless = |id: LinkId| {
        text.links.get(id.0 as usize).is_some_and(|link| link.kind == LinkKind::Shorthand(false))
    };
    let inlines = text.inlines_of(text.block(block));
    let mut links = inlines.iter().filter_map(|inline| match inline.kind {
        InlineKind::Open(Mark::Link(id)) => Some(id),
        _ => None,
    });
    if !links.any(is_wordless) {
        return Cow::Borrowed(&proses(db, file)[block.0 as usize]);
    }
    let mentions = mentions(db, file);
    Cow::Owned(Prose::with(text, file.body(db), text.block(block), &|id| {
        Some(name_of(db, mentions.named(id).filter(|_| is_wordless(id))?, language).1)
    }))
}
