//! Where terms stand in a text.

use std::collections::{BTreeMap, BTreeSet};

use super::calling::Called;
use super::sighting::{Fate, Look, Sighting, Sightings, sightings};
use crate::db::{Db, File};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::{Work, WorkKey, listing, reading_order, sides, summary, works};
use crate::text::{BlockId, LinkId};

/// A place in a text where a term stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The block.
    pub block: BlockId,
    /// The stretch of the body: the words, or the whole link that the author wrote.
    pub span: Span,
    /// The entry.
    pub entry: WorkKey,
    /// Whether the author marked it.
    pub marked: bool,
    /// Whether it becomes a link: of several in a section, the first is enough.
    pub linked: bool,
}

/// A text's mentions in reading order, and what is wrong with those that authors marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// The mentions; none overlaps another.
    pub mentions: Box<[Mention]>,
    /// What the links of ours lead to (`[[…]]`, `term:`), by the link's number in the text.
    named: Box<[(u32, WorkKey)]>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Mentions {
    /// What the link of this number leads to, if it is one of ours.
    #[must_use]
    pub fn named(&self, link: LinkId) -> Option<&WorkKey> {
        let at = self.named.binary_search_by_key(&link.0, |(number, _)| *number);
        at.ok().map(|at| &self.named[at].1)
    }
}

/// A file's mentions.
#[salsa::tracked(returns(deref), lru = 32)]
pub fn mentions(db: &dyn Db, file: File) -> Box<Mentions> {
    let Sightings { found, called: Called { mut named, diagnostics } } = sightings(db, file, Look::Mentions);
    let mentions = found.into_iter().filter_map(|sighting| {
        let Sighting { block, span, entry, fate } = sighting;
        let (marked, linked) = match fate {
            Fate::Marked => (true, true),
            Fate::Linked(_) => (false, true),
            Fate::Later => (false, false),
            Fate::Suppressed(_) => return None,
        };
        Some(Mention { block, span, entry, marked, linked })
    });
    let mentions = mentions.collect();
    named.sort_by_key(|(number, _)| *number);
    Box::new(Mentions { mentions, named: named.into(), diagnostics })
}

/// The entries that a file mentions: a small set, so that most edits of a body leave it equal.
#[salsa::tracked(returns(ref))]
pub fn mentioned(db: &dyn Db, file: File) -> Box<[WorkKey]> {
    let entries: BTreeSet<&WorkKey> =
        mentions(db, file).mentions.iter().map(|mention| &mention.entry).collect();
    entries.into_iter().cloned().collect()
}

/// The entries that a file's author has marked, each with its block: without positions, so that the
/// other side need not be looked at again when words are moved.
#[salsa::tracked(returns(ref))]
pub fn marked(db: &dyn Db, file: File) -> Box<[(BlockId, WorkKey)]> {
    let marked = mentions(db, file).mentions.iter().filter(|mention| mention.marked);
    marked.map(|mention| (mention.block, mention.entry.clone())).collect()
}

/// By entry, the works that mention it in any language: those that are no entries, then the entries, each in
/// the site's order.
#[salsa::tracked(returns(ref))]
pub fn mention_index(db: &dyn Db) -> BTreeMap<WorkKey, Vec<WorkKey>> {
    let mut index: BTreeMap<WorkKey, Vec<WorkKey>> = BTreeMap::new();
    let entries: BTreeSet<_> = listing(db).entries.iter().collect();
    let (explained, told): (Vec<_>, Vec<_>) = reading_order(db).iter().partition(|key| entries.contains(key));
    for key in told.into_iter().chain(explained) {
        let Some(sides) = works(db).works.get(key) else { continue };
        let entries: BTreeSet<_> = sides.files.iter().flat_map(|(_, file)| mentioned(db, *file)).collect();
        for entry in entries {
            index.entry(entry.clone()).or_default().push(key.clone());
        }
    }
    index
}

/// The works that mention an entry.
#[salsa::tracked(returns(ref))]
pub fn mentions_of<'db>(db: &'db dyn Db, entry: Work<'db>) -> Vec<WorkKey> {
    mention_index(db).get(entry.key(db)).cloned().unwrap_or_default()
}

/// Whether a work is an entry of the glossary.
#[must_use]
pub fn is_entry<'db>(db: &'db dyn Db, work: Work<'db>) -> bool {
    let Some(sides) = sides(db, work) else { return false };
    summary(db, work, sides.original).as_ref().is_some_and(|summary| summary.entry.is_some())
}
