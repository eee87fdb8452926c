//! Sightings: every place of a text where a form of a term stands, and what becomes of it.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::calling::{Called, Caller};
use super::matcher::Matcher;
use super::term::{policy, terms};
use crate::db::{Db, File, Site};
use crate::diagnostic::Span;
use crate::site::{Language, LinkPolicy, Work, WorkKey, double, meta, role};
use crate::text::model::{BlockId, BlockKind, Directive, InlineKind, LinkId, LinkKind, Mark, Text};
use crate::text::{Prose, proses, text};

/// A place in a text where a form of a term stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sighting {
    /// The block.
    pub block: BlockId,
    /// The stretch of the body: the words, or the whole link that the author wrote.
    pub span: Span,
    /// The entry.
    pub entry: WorkKey,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a term that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is a link, for its author marked it.
    Marked,
    /// It is a link by this policy.
    Linked(LinkPolicy),
    /// It is a mention and no link: its section has linked the term before.
    Later,
    /// It is no mention.
    Suppressed(Suppressed),
}

/// Why words that are a form of a term are no mention of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppressed {
    /// Headings have no links.
    Heading,
    /// They stand in code.
    Code,
    /// They stand in a formula.
    Formula,
    /// They stand in a link, or in an address that is one.
    Link,
    /// They stand in an inline gloss.
    Gloss,
    /// They stand in raw HTML.
    Html,
    /// Their author said `term:none`.
    Spot,
    /// They stand on the page of the entry itself.
    OwnEntry,
    /// Their block waits for its gloss.
    Todo,
    /// Only what authors mark is a mention, or nothing is.
    Policy {
        /// Which of the two.
        policy: LinkPolicy,
        /// Whether the text itself says so (`terms`), not the entry or the site.
        of_text: bool,
    },
    /// They are part of a longer term.
    Within(String),
    /// Their case is another than the term's.
    Case,
}

impl fmt::Display for Suppressed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heading => f.write_str("it stands in a heading"),
            Self::Code => f.write_str("it stands in code"),
            Self::Formula => f.write_str("it stands in a formula"),
            Self::Link => f.write_str("it stands in a link or an address"),
            Self::Gloss => f.write_str("it stands in an inline gloss"),
            Self::Html => f.write_str("it stands in raw HTML"),
            Self::Spot => f.write_str("`term:none` stands there"),
            Self::OwnEntry => f.write_str("this is its own entry"),
            Self::Todo => f.write_str("the block waits for its gloss (`todo`)"),
            Self::Policy { policy, of_text } => {
                let who = if *of_text { "this text's `terms`" } else { "its entry, or site.yaml," };
                write!(f, "{who} says `{}`", policy.word())
            }
            Self::Within(longer) => write!(f, "it is part of `{longer}`, which is longer"),
            Self::Case => f.write_str("its case is another than the term's, and counts"),
        }
    }
}

/// What is found in a text: the sightings in reading order, and what its links of ours call.
#[derive(Default)]
pub(super) struct Sightings {
    pub found: Vec<Sighting>,
    pub called: Called,
}

/// How much of a text is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// What may be a mention.
    Mentions,
    /// What is none as well, with the reason.
    All,
}

/// Looks for the terms of a file's language in it; nothing is found in what is no side of a work.
pub(super) fn sightings(db: &dyn Db, file: File, look: Look) -> Sightings {
    let side = role(db, file).as_ref().or_else(|| double(db, file).as_ref());
    let Some((key, language)) = side.cloned() else { return Sightings::default() };
    let Some(meta) = meta(db, Work::new(db, key.clone()), language) else { return Sightings::default() };
    let mut search = Search {
        body: file.body(db),
        text: text(db, file),
        key: key.clone(),
        matcher: terms(db, Site::get(db), language),
        policies: Policies { db, language, own: &meta.terms },
        proses: proses(db, file),
        look,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    let mut caller = Caller::new(db, file, key, language);
    search.text(&mut caller);
    Sightings { found: search.found, called: caller.called }
}

/// Which mentions become links: what the text says, else the entry, else the site.
struct Policies<'db> {
    db: &'db dyn Db,
    language: Language,
    own: &'db [(String, LinkPolicy)],
}

impl Policies<'_> {
    /// The policy for an entry, and whether the text itself says so.
    fn of(&self, entry: &WorkKey) -> (LinkPolicy, bool) {
        let own = self.own.iter().find(|(name, _)| name == entry.name() || name == entry.as_str());
        match own {
            Some((_, policy)) => (*policy, true),
            None => (policy(self.db, Work::new(self.db, entry.clone()), self.language), false),
        }
    }
}

/// Whether in a text only what its author marks is a mention of `entry`.
#[must_use]
pub fn is_explicit<'db>(db: &'db dyn Db, work: Work<'db>, language: Language, entry: &WorkKey) -> bool {
    let Some(meta) = meta(db, work, language) else { return false };
    let policies = Policies { db, language, own: &meta.terms };
    policies.of(entry).0 == LinkPolicy::Explicit
}

struct Search<'db> {
    body: &'db str,
    text: &'db Text,
    key: WorkKey,
    matcher: &'db Matcher,
    policies: Policies<'db>,
    proses: &'db [Prose],
    look: Look,
    /// The entries that this section has linked already.
    seen: BTreeSet<WorkKey>,
    found: Vec<Sighting>,
}

impl Search<'_> {
    fn text(&mut self, caller: &mut Caller<'_>) {
        let text = self.text;
        for (id, block) in (0..).map(BlockId).zip(&text.blocks) {
            let first = self.found.len();
            let todo = text.directives_of(id).any(|said| *said == Directive::Todo);
            match block.kind {
                BlockKind::Heading { .. } => {
                    self.seen.clear();
                    self.prose(id, Some(Suppressed::Heading));
                }
                BlockKind::Code { .. } => self.literal(id, &Suppressed::Code),
                BlockKind::Html => self.literal(id, &Suppressed::Html),
                BlockKind::Rule | BlockKind::Figure { .. } => {}
                _ => self.prose(id, todo.then_some(Suppressed::Todo)),
            }
            self.marked(id, caller);
            // What is said first decides, whoever says it.
            self.found[first..].sort_by_key(|sighting| sighting.span);
            self.link(first);
        }
    }

    fn prose(&mut self, block: BlockId, outside: Option<Suppressed>) {
        if outside.is_some() && self.look == Look::Mentions {
            return;
        }
        let prose = &self.proses[block.0 as usize];
        for found in self.matcher.find(&prose.text) {
            let entry = &found.form.entry;
            let (closed, own) = (is_closed(prose, &found.range), *entry == self.key);
            if (closed || own) && self.look == Look::Mentions {
                continue;
            }
            let span = prose.span(found.range.clone());
            let fate = match &outside {
                _ if closed => match self.around(block, span) {
                    Some(why) => Fate::Suppressed(why),
                    None => continue, // what the link of ours shows
                },
                Some(why) => Fate::Suppressed(why.clone()),
                None if own => Fate::Suppressed(Suppressed::OwnEntry),
                None => self.by_policy(entry),
            };
            self.add(Sighting { block, span, entry: entry.clone(), fate });
        }
    }

    /// Mention or none, by policy; whether it is the first is seen when all of its block are known.
    fn by_policy(&self, entry: &WorkKey) -> Fate {
        match self.policies.of(entry) {
            (policy @ (LinkPolicy::First | LinkPolicy::All), _) => Fate::Linked(policy),
            (policy, of_text) => Fate::Suppressed(Suppressed::Policy { policy, of_text }),
        }
    }

    fn add(&mut self, sighting: Sighting) {
        if self.look == Look::All || !matches!(sighting.fate, Fate::Suppressed(_)) {
            self.found.push(sighting);
        }
    }

    /// Code and raw HTML, as they stand there.
    fn literal(&mut self, block: BlockId, why: &Suppressed) {
        if self.look == Look::Mentions {
            return;
        }
        let spans = self.text.inlines_of(self.text.block(block)).iter().map(|inline| inline.span);
        for span in spans {
            for found in self.matcher.find(span.of(self.body)) {
                let start = span.start as usize;
                let span = Span::new(start + found.range.start..start + found.range.end);
                let fate = Fate::Suppressed(why.clone());
                self.add(Sighting { block, span, entry: found.form.entry.clone(), fate });
            }
        }
    }

    fn marked(&mut self, block: BlockId, caller: &mut Caller<'_>) {
        for inline in self.text.inlines_of(self.text.block(block)) {
            let InlineKind::Open(Mark::Link(number)) = inline.kind else { continue };
            let Some(link) = self.text.links.get(number.0 as usize) else { continue };
            if !matches!(link.kind, LinkKind::Term | LinkKind::Shorthand(_)) {
                continue;
            }
            if let Some(entry) = caller.call(self.text, number, link) {
                self.found.push(Sighting { block, span: link.span, entry, fate: Fate::Marked });
            }
        }
    }

    /// Decides which of a block's sightings, from the number `first` on, are their section's first.
    fn link(&mut self, first: usize) {
        for sighting in &mut self.found[first..] {
            match sighting.fate {
                Fate::Marked => {
                    self.seen.insert(sighting.entry.clone());
                }
                Fate::Linked(LinkPolicy::First) if !self.seen.insert(sighting.entry.clone()) => {
                    sighting.fate = Fate::Later;
                }
                _ => {}
            }
        }
    }

    /// What closes a stretch of a block to links; `None` for a link that calls an entry.
    fn around(&self, block: BlockId, span: Span) -> Option<Suppressed> {
        let inlines = self.text.inlines_of(self.text.block(block)).iter();
        let mut around =
            inlines.filter(|inline| inline.span.start < span.end && span.start < inline.span.end);
        let why = around.find_map(|inline| match inline.kind {
            InlineKind::Code(_) => Some(Some(Suppressed::Code)),
            InlineKind::Math(..) => Some(Some(Suppressed::Formula)),
            InlineKind::Open(Mark::Link(id)) => Some(self.link_around(id)),
            _ => None,
        });
        why.unwrap_or(Some(Suppressed::Html))
    }

    fn link_around(&self, id: LinkId) -> Option<Suppressed> {
        match self.text.links.get(id.0 as usize)?.kind {
            LinkKind::Term | LinkKind::Shorthand(_) => None,
            LinkKind::NoTerm => Some(Suppressed::Spot),
            LinkKind::Gloss => Some(Suppressed::Gloss),
            LinkKind::Address | LinkKind::Auto | LinkKind::Bare | LinkKind::Email => Some(Suppressed::Link),
        }
    }
}

/// Whether part of a stretch of prose is closed to links.
pub(super) fn is_closed(prose: &Prose, range: &Range<usize>) -> bool {
    prose.closed.iter().any(|closed| closed.start < range.end && range.start < closed.end)
}
