//! Beads: what belongs together, with its address.

use std::sync::Arc;

use super::align::{Confidence, Run, Step, runs_alone};
use super::anchors::{Anchor, Anchors};
use super::lock::{Home, Kept};
use crate::site::Language;
use crate::text::model::{BlockId, Directive, Text};
use crate::text::slug::TOP;

/// A bead: blocks of the original with blocks of a gloss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bead {
    /// Its address on the page.
    pub id: Anchor,
    /// The number that readers see, the same in every language and view.
    pub number: Option<u32>,
    /// The original's blocks.
    pub original: Option<Run>,
    /// The gloss's blocks.
    pub gloss: Option<Run>,
    /// The original's further blocks that have addresses of their own, where the gloss takes several
    /// together.
    pub further: Box<[Further]>,
    /// How the two stand to each other.
    pub state: State,
    /// How sure that is.
    pub confidence: Confidence,
}

/// A block of the original that has an address of its own, though its gloss makes it one with the block
/// before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Further {
    /// The block.
    pub block: BlockId,
    /// Its address.
    pub id: Anchor,
    /// The number that readers see.
    pub number: Option<u32>,
}

impl Bead {
    /// Its address, and those of its further blocks.
    pub fn ids(&self) -> impl Iterator<Item = &Anchor> {
        std::iter::once(&self.id).chain(self.further.iter().map(|further| &further.id))
    }

    /// Whether it is meant by an address: its own, or that of one of its blocks.
    #[must_use]
    pub fn answers_to(&self, id: &str) -> bool {
        self.ids().any(|own| **own == *id)
    }

    /// The last number that readers see of it, if it has several.
    #[must_use]
    pub fn last_number(&self) -> Option<u32> {
        self.further.iter().rev().find_map(|further| further.number)
    }

    /// The addresses of the original's blocks, each with the blocks that have it.
    pub fn addresses(&self) -> impl Iterator<Item = (&Anchor, Run)> {
        let starts = self.original.into_iter().map(|run| (&self.id, run.first));
        let starts = starts.chain(self.further.iter().map(|further| (&further.id, further.block)));
        let ends = self.further.iter().map(|further| BlockId(further.block.0 - 1));
        let ends = ends.chain(self.original.map(|run| run.last));
        starts.zip(ends).map(|((id, first), last)| (id, Run { first, last }))
    }
}

/// How the two sides of a bead stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Both sides are there.
    Paired,
    /// One side only, as its author says (`alone`).
    Alone,
    /// One side only, and nobody said so.
    Unpaired,
    /// The gloss is still to be written.
    Todo,
}

/// All beads of a work in one gloss, in the original's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beads {
    /// The beads.
    pub beads: Box<[Bead]>,
}

/// The beads of an original, whose ids are `anchors`, with its gloss in a language, as they were aligned;
/// `kept` is what was accepted there.
#[must_use]
pub fn beads(
    steps: &[(Step, Confidence)],
    [original, gloss]: [&Text; 2],
    anchors: &Anchors,
    language: Language,
    kept: &Kept,
) -> Beads {
    let mut threading = Threading { last: Arc::from(format!("{TOP}.0")), extra: 0, language, kept };
    let beads = steps.iter().map(|(step, confidence)| Bead {
        confidence: *confidence,
        ..threading.bead(*step, original, anchors, gloss)
    });
    Beads { beads: beads.collect() }
}

/// The beads of a work that is shown in one language without a partner.
#[must_use]
pub fn beads_alone(original: &Text, anchors: &Anchors) -> Beads {
    let bead = |run| of_original(original, run, alone(original, run), anchors);
    let beads = runs_alone(original).into_iter().map(bead);
    Beads { beads: beads.collect() }
}

/// The bead of an original's blocks.
fn of_original(original: &Text, run: Run, state: State, anchors: &Anchors) -> Bead {
    let (id, number) = anchors.blocks[run.first.0 as usize].clone();
    let further = if run.first == run.last { Box::default() } else { further(original, run, anchors) };
    Bead { id, number, original: Some(run), gloss: None, further, state, confidence: Confidence::SURE }
}

/// The blocks of a run that have other addresses than those before them.
fn further(original: &Text, run: Run, anchors: &Anchors) -> Box<[Further]> {
    let named = |block: BlockId| (block, &anchors.blocks[block.0 as usize]);
    let blocks: Vec<_> = run.blocks(original).map(named).collect();
    let others = blocks.windows(2).filter(|pair| pair[0].1.0 != pair[1].1.0).map(|pair| &pair[1]);
    others.map(|(block, (id, number))| Further { block: *block, id: id.clone(), number: *number }).collect()
}

struct Threading<'a> {
    /// The id that gloss-only beads are counted from.
    last: Arc<str>,
    extra: u32,
    language: Language,
    kept: &'a Kept,
}

impl Threading<'_> {
    fn bead(&mut self, step: Step, original: &Text, anchors: &Anchors, gloss: &Text) -> Bead {
        match step {
            Step::Both(run, other) => {
                let state = if says(gloss, other, &Directive::Todo) { State::Todo } else { State::Paired };
                Bead { gloss: Some(other), ..self.after(of_original(original, run, state, anchors)) }
            }
            Step::Original(run) => {
                let state = self.alone(original, run, Home::Original(run.first));
                self.after(of_original(original, run, state, anchors))
            }
            Step::Gloss(run) => {
                let id = self.accepted(run, anchors).unwrap_or_else(|| self.next());
                let state = self.alone(gloss, run, Home::Gloss(run.first));
                let confidence = Confidence::SURE;
                Bead {
                    id,
                    number: None,
                    original: None,
                    gloss: Some(run),
                    further: Box::default(),
                    state,
                    confidence,
                }
            }
        }
    }

    /// How blocks without a partner stand there: on purpose, if their author or whoever accepted them says so.
    fn alone(&self, text: &Text, run: Run, home: Home) -> State {
        if self.kept.alone.contains(&home) { State::Alone } else { alone(text, run) }
    }

    /// The id that was accepted for what only the gloss has.
    fn accepted(&self, run: Run, anchors: &Anchors) -> Option<Anchor> {
        let (id, _) = self.kept.homes.iter().find(|(_, home)| *home == Home::Gloss(run.first))?;
        anchors.blocks.iter().all(|(other, _)| other != id).then(|| id.clone())
    }

    /// An id that nothing had before.
    fn next(&mut self) -> Anchor {
        loop {
            self.extra += 1;
            let id: Anchor = Arc::from(format!("{}-{}{}", self.last, self.language, self.extra));
            if self.kept.homes.iter().all(|(accepted, _)| *accepted != id) {
                return id;
            }
        }
    }

    /// What only the gloss has is counted from the original's bead before it.
    fn after(&mut self, bead: Bead) -> Bead {
        // The id of a heading, and any that an author gave, holds no dot; `why.0-en1` keeps what
        // follows it from looking like a slug.
        let id = bead.further.last().map_or(&bead.id, |further| &further.id);
        self.last = if id.contains('.') { id.clone() } else { Arc::from(format!("{id}.0")) };
        self.extra = 0;
        bead
    }
}

fn says(text: &Text, run: Run, directive: &Directive) -> bool {
    text.directives_of(run.first).any(|said| said == directive)
}

fn alone(text: &Text, run: Run) -> State {
    if says(text, run, &Directive::Alone) { State::Alone } else { State::Unpaired }
}
