//! What each block of one side of a work is called on a page.

use crate::parallel::{Anchor, Beads, Called, Sentences, State, Threads};
use crate::text::{BlockId, Text};

/// Which side of the beads a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// The original.
    Original,
    /// The gloss.
    Gloss,
}

/// A block's bead, and where in it the block's sentences begin.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// The bead's address.
    pub bead: Anchor,
    /// The bead's number in the work, for its threads.
    pub index: usize,
    /// Whether the block is the first of its bead on this side.
    pub first: bool,
    /// How many sentences of the bead stand in blocks before it.
    pub before: usize,
    /// The number that readers see.
    pub number: Option<u32>,
    /// The last number, if the bead has several.
    pub last_number: Option<u32>,
    /// Whether it is still to be glossed.
    pub todo: bool,
}

/// A side's blocks and their beads.
pub(super) struct Plan<'db> {
    half: Half,
    blocks: Vec<Option<Planned>>,
    threads: &'db [Threads],
}

impl<'db> Plan<'db> {
    /// The plan of one side, whose sentences are `own`; each of the `beads` has its `threads`.
    pub(super) fn new(
        half: Half,
        text: &Text,
        own: &Sentences,
        beads: &Beads,
        threads: &'db [Threads],
    ) -> Self {
        let mut plan = Self { half, blocks: vec![None; text.blocks.len()], threads };
        for (index, bead) in beads.beads.iter().enumerate() {
            let run = if half == Half::Original { bead.original } else { bead.gloss };
            let mut before = 0;
            for (place, block) in run.into_iter().flat_map(|run| run.blocks(text)).enumerate() {
                let todo = half == Half::Gloss && bead.state == State::Todo;
                let planned = Planned {
                    bead: bead.id.clone(),
                    index,
                    first: place == 0,
                    before,
                    number: bead.number,
                    last_number: bead.last_number(),
                    todo,
                };
                plan.blocks[block.0 as usize] = Some(planned);
                before += own.of(block).len();
            }
        }
        plan
    }

    /// What is planned for a block; nothing for silent ones.
    pub(super) fn block(&self, block: BlockId) -> Option<&Planned> {
        self.blocks.get(block.0 as usize)?.as_ref()
    }

    /// Whether the original has no sentences in a block's bead.
    pub(super) fn is_alone(&self, planned: &Planned) -> bool {
        self.threads[planned.index].original.is_empty()
    }

    /// The further addresses of a block's bead.
    pub(super) fn further(&self, planned: &Planned) -> impl Iterator<Item = &Anchor> {
        self.threads[planned.index].further.iter().map(|(_, id)| id)
    }

    /// The address of a sentence by its number in a block's bead: the first part of it, and the number.
    pub(super) fn address<'a>(&'a self, planned: &'a Planned, number: usize) -> (&'a Anchor, usize) {
        self.threads[planned.index].address(&planned.bead, number)
    }

    /// What the sentence `index` of a block is called.
    pub(super) fn called(&self, planned: &Planned, index: usize) -> Called {
        let threads = &self.threads[planned.index];
        match self.half {
            Half::Original => threads.original_called(planned.before + index),
            Half::Gloss => threads.gloss_called(planned.before + index),
        }
    }
}
