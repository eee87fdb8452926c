//! Where terms stand in a text.

use std::collections::{BTreeMap, BTreeSet};

use super::term::{Named, Terms, named, terms};
use crate::db::{Db, File, Site};
use crate::diagnostic::{Diagnostic, Id, Place, Severity, Span, quoted_word};
use crate::site::{
    Language, LinkPolicy, Work, WorkKey, config, double, meta, reading_order, role, sides, summary, works,
};
use crate::text::model::{BlockId, BlockKind, Directive, InlineKind, Link, LinkId, LinkKind, Mark, Text};
use crate::text::{Prose, proses, text};

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
    let side = role(db, file).as_ref().or_else(|| double(db, file).as_ref());
    let Some((key, language)) = side.cloned() else { return Box::default() };
    let work = Work::new(db, key.clone());
    let Some(meta) = meta(db, work, language) else { return Box::default() };
    let mut search = Search {
        db,
        file,
        key,
        language,
        terms: terms(db, Site::get(db), language),
        own: &meta.terms,
        proses: proses(db, file),
        seen: BTreeSet::new(),
        named: Vec::new(),
        diagnostics: Vec::new(),
        mentions: Vec::new(),
    };
    search.text(text(db, file));
    search.mentions.sort_by_key(|mention| mention.span);
    search.named.sort_by_key(|(number, _)| *number);
    let Search { mentions, named, diagnostics, .. } = search;
    Box::new(Mentions { mentions: mentions.into(), named: named.into(), diagnostics })
}

struct Search<'db> {
    db: &'db dyn Db,
    file: File,
    key: WorkKey,
    language: Language,
    terms: &'db Terms,
    own: &'db [(String, LinkPolicy)],
    proses: &'db [Prose],
    /// The entries that this section has mentioned already.
    seen: BTreeSet<WorkKey>,
    named: Vec<(u32, WorkKey)>,
    diagnostics: Vec<Diagnostic>,
    mentions: Vec<Mention>,
}

impl Search<'_> {
    fn text(&mut self, text: &Text) {
        for (number, block) in text.blocks.iter().enumerate() {
            let id = BlockId(u32::try_from(number).unwrap_or(u32::MAX));
            let todo = text.directives_of(id).any(|said| *said == Directive::Todo);
            match block.kind {
                BlockKind::Heading { .. } => self.seen.clear(),
                _ if todo => {}
                BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule | BlockKind::Figure { .. } => {}
                _ => self.prose(id),
            }
            self.marked(text, id);
        }
    }

    fn prose(&mut self, id: BlockId) {
        let prose = &self.proses[id.0 as usize];
        for found in self.terms.matcher.find(&prose.text) {
            let closed = prose
                .closed
                .iter()
                .any(|closed| closed.start < found.range.end && found.range.start < closed.end);
            let entry = &found.form.entry;
            if closed || *entry == self.key {
                continue;
            }
            let Some(linked) = self.linked(entry) else { continue };
            let span = prose.span(found.range.clone());
            self.mentions.push(Mention { block: id, span, entry: entry.clone(), marked: false, linked });
        }
    }

    /// Whether this mention becomes a link, by what the work says, else the entry; `None` where only
    /// what authors mark counts as one.
    fn linked(&mut self, entry: &WorkKey) -> Option<bool> {
        let own = self.own.iter().find(|(name, _)| name == entry.name() || name == entry.as_str());
        match own.map(|(_, policy)| *policy).or_else(|| self.terms.policies.get(entry).copied())? {
            LinkPolicy::All => Some(true),
            LinkPolicy::First => Some(self.seen.insert(entry.clone())),
            LinkPolicy::Explicit | LinkPolicy::Never => None,
        }
    }

    fn marked(&mut self, text: &Text, id: BlockId) {
        for inline in text.inlines_of(text.block(id)) {
            let InlineKind::Open(Mark::Link(number)) = inline.kind else { continue };
            let Some(link) = text.links.get(number.0 as usize) else { continue };
            if !matches!(link.kind, LinkKind::Term | LinkKind::Shorthand(_)) {
                continue;
            }
            if let Some(entry) = self.resolve(text, link) {
                self.named.push((number.0, entry.clone()));
                self.seen.insert(entry.clone());
                let span = link.span;
                self.mentions.push(Mention { block: id, span, entry, marked: true, linked: true });
            }
        }
    }

    fn resolve(&mut self, text: &Text, link: &Link) -> Option<WorkKey> {
        let written = text.words(self.file.body(self.db), link.target);
        let name = written.split('#').next().unwrap_or(written);
        let original = config(self.db).config.original;
        match named(self.db, name, self.language, original) {
            Named::One(key) => Some(key),
            Named::Ambiguous(keys) => {
                let list = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" or ");
                let diagnostic = Diagnostic::new(Id::AmbiguousTerm, format!("`{name}` may mean {list}"))
                    .help("write the one that is meant in full, as it stands above");
                self.report(diagnostic, link);
                None
            }
            Named::Nothing(_) if name.trim().is_empty() => {
                self.report(nameless(written, link.kind), link);
                None
            }
            Named::Nothing(near) => {
                let mut diagnostic =
                    Diagnostic::new(Id::UnknownTerm, format!("no entry or work is called `{name}`"));
                diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
                let hidden = works(self.db).drafts.iter();
                let draft = hidden
                    .map(|(path, (key, _))| (path, key))
                    .find(|(_, key)| key.as_str() == name || key.name() == name);
                if let Some((path, _)) = draft {
                    diagnostic = diagnostic
                        .why(format!("{path} is a draft"))
                        .help("publish it as well; `--drafts` shows it until then");
                } else if !name.trim().is_empty() {
                    let name = quoted_word(name);
                    diagnostic =
                        diagnostic.help(format!("`diglot new entry {name}` makes an entry of that name"));
                }
                self.report(diagnostic, link);
                None
            }
        }
    }

    /// A dangling link in an original is an error, in a gloss a warning.
    fn report(&mut self, diagnostic: Diagnostic, link: &Link) {
        let work = Work::new(self.db, self.key.clone());
        let gloss = sides(self.db, work).as_ref().is_some_and(|sides| sides.original != self.language);
        let severity = if gloss { Severity::Warning } else { Severity::Error };
        let place = Place::body(self.file.path(self.db), link.span);
        self.diagnostics.push(diagnostic.severity(severity).at(place));
    }
}

/// A link of ours that does not say whereto.
fn nameless(written: &str, kind: LinkKind) -> Diagnostic {
    let (message, example) = match kind {
        LinkKind::Term => ("nothing is named after `term:`", "[the team](term:team)"),
        _ => ("nothing is named between the brackets", "[[team]]"),
    };
    let diagnostic = Diagnostic::new(Id::UnknownTerm, message);
    match written.split_once('#') {
        Some((_, place)) => {
            diagnostic.help(format!("a place in this text wants a plain link: `[…](#{place})`"))
        }
        None => diagnostic.help(format!("write the entry's name there: `{example}`")),
    }
}

/// The entries that a file mentions: a small set, so that most edits of a body leave it equal.
#[salsa::tracked(returns(ref))]
pub fn mentioned(db: &dyn Db, file: File) -> Box<[WorkKey]> {
    let entries: BTreeSet<&WorkKey> =
        mentions(db, file).mentions.iter().map(|mention| &mention.entry).collect();
    entries.into_iter().cloned().collect()
}

/// By entry, the works that mention it in any language, in the site's order.
#[salsa::tracked(returns(ref))]
pub fn mention_index(db: &dyn Db) -> BTreeMap<WorkKey, Vec<WorkKey>> {
    let mut index: BTreeMap<WorkKey, Vec<WorkKey>> = BTreeMap::new();
    for key in reading_order(db) {
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
