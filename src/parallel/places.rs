//! The ids that the pages of a work answer to.
//!
//! Every page answers to all ids of its work, so that a link and a switch of the view keep their place:
//! those of its own blocks and sentences, and beside them those that have no block on this page. They
//! lead to the block that calls itself so, or else to the bead nearest before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::align::{Run, Side};
use super::anchors::{Anchor, own_ids};
use super::beads::{Bead, Beads, State};
use super::sentences::Sentences;
use crate::text::model::{BlockId, BlockKind};

/// The ids of one page of a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Those that no block of the page bears, by the number of the bead that they lead to.
    guests: Box<[(usize, Anchor)]>,
    /// All, in order, each with the count of its sentences.
    all: Box<[(Anchor, u32)]>,
}

impl Places {
    /// The ids that lead to the bead of this number beside its own.
    pub fn guests(&self, bead: usize) -> impl Iterator<Item = &Anchor> {
        let first = self.guests.partition_point(|(at, _)| *at < bead);
        self.guests[first..].iter().take_while(move |(at, _)| *at == bead).map(|(_, id)| id)
    }

    /// The ids that have no bead to lead to, for the page shows none: they lead to its text.
    pub fn homeless(&self) -> impl Iterator<Item = &Anchor> {
        self.guests(NOWHERE)
    }

    /// Whether the page answers to an id: a bead's, a heading's, or a sentence's (`why.3.2`).
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.count(id).is_some() || self.knows_sentence(id)
    }

    fn knows_sentence(&self, id: &str) -> bool {
        let Some((bead, number)) = id.rsplit_once('.') else { return false };
        let plain = !number.starts_with(['0', '+']);
        let number = number.parse().ok().filter(|_| plain);
        number.zip(self.count(bead)).is_some_and(|(number, count): (u32, u32)| number <= count)
    }

    /// How many sentences the bead `id` has.
    #[must_use]
    pub fn count(&self, id: &str) -> Option<u32> {
        let at = self.all.binary_search_by(|(other, _)| (**other).cmp(id));
        at.ok().map(|at| self.all[at].1)
    }

    /// All ids but those of sentences.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(id, _)| &**id)
    }
}

/// Where the ids lead for which a page has no bead.
const NOWHERE: usize = usize::MAX;

/// A gloss, paired with its original.
#[derive(Clone, Copy)]
pub struct Glossed<'a> {
    /// The pairs.
    pub beads: &'a Beads,
    /// The gloss.
    pub gloss: Side<'a>,
    /// Its sentences.
    pub sentences: &'a Sentences,
}

/// A page of a work.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The original.
    pub original: Side<'a>,
    /// Its sentences.
    pub sentences: &'a Sentences,
    /// The beads of the page.
    pub beads: &'a Beads,
    /// Further ids that lead to blocks of the original.
    pub also: &'a [(BlockId, Anchor)],
    /// The gloss shown, if one is.
    pub gloss: Option<Glossed<'a>>,
    /// Whether the original is shown.
    pub has_original: bool,
    /// The ids of the raw HTML on it.
    pub raw: &'a [Anchor],
}

/// The ids of a page; `others` are the work's glosses that it does not show.
#[must_use]
pub fn places(page: Page<'_>, others: &[Glossed<'_>]) -> Places {
    let mut placing =
        Placing { page, named: named(page), taken: BTreeSet::new(), guests: Vec::new(), all: Vec::new() };
    for (at, bead) in page.beads.beads.iter().enumerate() {
        placing.own(at, bead);
    }
    for id in page.raw {
        placing.all.extend(placing.taken.insert(id.clone()).then(|| (id.clone(), 0)));
    }
    for (block, id) in page.also {
        if placing.taken.insert(id.clone()) {
            placing.all.push((id.clone(), 0));
            placing.guest(placing.bead_of(Some(*block)), id.clone());
        }
    }
    page.gloss.iter().for_each(|gloss| placing.gloss(*gloss, true));
    others.iter().for_each(|gloss| placing.gloss(*gloss, false));
    let Placing { mut guests, mut all, .. } = placing;
    guests.sort_by_key(|(at, _)| *at);
    all.sort();
    // Of two counts the higher: a code block has no sentences, what answers it in a gloss may have some.
    all.reverse();
    all.dedup_by(|(later, _), (earlier, _)| later == earlier);
    all.reverse();
    Places { guests: guests.into(), all: all.into() }
}

/// The beads of a gloss that is shown alone, by what their blocks call themselves.
fn named(page: Page<'_>) -> BTreeMap<Anchor, usize> {
    let Some(glossed) = page.gloss.filter(|_| !page.has_original) else { return BTreeMap::new() };
    let bead_of = |block| {
        let mut beads = glossed.beads.beads.iter();
        beads.position(|bead| bead.gloss.is_some_and(|run| run.contains(block)))
    };
    own_ids(glossed.gloss).into_iter().filter_map(|(block, id)| Some((id, bead_of(block)?))).collect()
}

struct Placing<'a> {
    page: Page<'a>,
    /// Where a gloss shown alone has blocks that call themselves so.
    named: BTreeMap<Anchor, usize>,
    taken: BTreeSet<Anchor>,
    guests: Vec<(usize, Anchor)>,
    all: Vec<(Anchor, u32)>,
}

impl Placing<'_> {
    /// A bead of the page, which bears its own ids, unless the page shows only the other side.
    fn own(&mut self, at: usize, bead: &Bead) {
        let count = self.count(bead, self.page.gloss);
        self.taken.insert(bead.id.clone());
        self.all.push((bead.id.clone(), count));
        for (id, run) in bead.addresses().skip(1) {
            self.taken.insert(id.clone());
            self.all.push((id.clone(), sentences(run, self.page.sentences)));
            self.guest(at, id.clone());
        }
        if self.page.has_original {
            return;
        }
        let at = self.named.get(&bead.id).copied().filter(|_| bead.gloss.is_none()).unwrap_or(at);
        if bead.gloss.is_none() {
            self.guest(at, bead.id.clone());
        }
        if !self.bears_sentences(bead) {
            self.sentences(at, &bead.id, 1..=count);
            for (id, run) in bead.addresses().skip(1) {
                self.sentences(at, id, 1..=sentences(run, self.page.sentences));
            }
        }
    }

    /// Whether the gloss's block, shown alone, bears the ids of the bead's sentences.
    fn bears_sentences(&self, bead: &Bead) -> bool {
        let Some((run, glossed)) = bead.gloss.zip(self.page.gloss) else { return false };
        bead.state != State::Todo && sentences(run, glossed.sentences) > 0
    }

    /// What a gloss adds to the ids of the original: its own blocks, and what it calls the others.
    fn gloss(&mut self, glossed: Glossed<'_>, shown: bool) {
        let own = own_ids(glossed.gloss);
        let mut home = None;
        for (number, bead) in glossed.beads.beads.iter().enumerate() {
            home = bead.original.map(|run| run.first).or(home);
            let at = if shown { number } else { self.bead_of(home) };
            if !shown {
                self.foreign(at, bead, glossed);
            }
            let Some(run) = bead.gloss else { continue };
            for (_, id) in own.iter().filter(|(block, _)| run.contains(*block)) {
                if self.taken.insert(id.clone()) {
                    self.all.push((id.clone(), 0));
                    self.guest(at, id.clone());
                }
            }
        }
    }

    /// A bead of a gloss that the page does not show.
    fn foreign(&mut self, at: usize, bead: &Bead, glossed: Glossed<'_>) {
        let count = self.count(bead, Some(glossed));
        let mut known = 0;
        if bead.original.is_none() {
            self.taken.insert(bead.id.clone());
            self.guest(at, bead.id.clone());
        } else {
            let counts = self.all.iter().filter(|(id, _)| *id == bead.id).map(|(_, count)| *count);
            known = counts.max().unwrap_or(0);
        }
        if count > known || bead.original.is_none() {
            self.all.push((bead.id.clone(), count));
            self.sentences(at, &bead.id, known + 1..=count);
        }
    }

    fn sentences(&mut self, at: usize, id: &Anchor, numbers: std::ops::RangeInclusive<u32>) {
        for number in numbers {
            self.guest(at, Arc::from(format!("{id}.{number}")));
        }
    }

    fn guest(&mut self, at: usize, id: Anchor) {
        let host = self.host(at);
        self.guests.push((host, id));
    }

    /// The bead of the page in which a block of the original stands; without a block, the first.
    fn bead_of(&self, block: Option<BlockId>) -> usize {
        let Some(block) = block else { return 0 };
        let beads = &self.page.beads.beads;
        let holds = |bead: &Bead| bead.original.is_some_and(|run| run.contains(block));
        beads.iter().position(holds).unwrap_or(0)
    }

    /// The bead nearest before that the page shows; if there is none, the first.
    fn host(&self, at: usize) -> usize {
        let beads = &self.page.beads.beads;
        let shows = |bead: &Bead| self.page.has_original || bead.gloss.is_some();
        let before = beads.iter().take(at.saturating_add(1)).rposition(shows);
        before.or_else(|| beads.iter().position(shows)).unwrap_or(NOWHERE)
    }

    /// How many sentences of a bead have an address that begins with its own: the original's, or else the
    /// gloss's. A heading is one address.
    fn count(&self, bead: &Bead, glossed: Option<Glossed<'_>>) -> u32 {
        let (page, gloss) = (self.page, bead.gloss.zip(glossed));
        let first = bead.original.map(|run| (page.original, run));
        let first = first.or_else(|| gloss.map(|(run, glossed)| (glossed.gloss, run)));
        if first.is_none_or(|(side, run)| is_heading(side, run)) {
            return 0;
        }
        let own = bead.addresses().next().map_or(0, |(_, run)| sentences(run, page.sentences));
        let gloss = gloss.filter(|_| bead.state != State::Todo);
        // A block without sentences has none of its gloss's where others have them.
        let is_own = own > 0 || !bead.further.is_empty();
        if is_own { own } else { gloss.map_or(0, |(run, glossed)| sentences(run, glossed.sentences)) }
    }
}

fn is_heading(side: Side<'_>, run: Run) -> bool {
    matches!(side.text.block(run.first).kind, BlockKind::Heading { .. })
}

fn sentences(run: Run, sentences: &Sentences) -> u32 {
    let count: usize = (run.first.0..=run.last.0).map(|block| sentences.of(BlockId(block)).len()).sum();
    u32::try_from(count).unwrap_or(u32::MAX)
}
