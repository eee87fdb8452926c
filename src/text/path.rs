//! Where each block stands.

use super::model::{Container, Node, Text};

/// One container around a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// The container.
    pub container: Container,
    /// Its number among its siblings of the same kind, from 0: for an item, its place in the list.
    pub number: u32,
    /// The block is the first in it.
    pub first: bool,
    /// The block is the last in it.
    pub last: bool,
}

/// For each block of `text` the containers around it, from the outermost.
#[must_use]
pub fn paths(text: &Text) -> Vec<Box<[Step]>> {
    let mut paths: Vec<Box<[Step]>> = Vec::with_capacity(text.blocks.len());
    let mut open: Vec<Level> = vec![Level::default()];
    for node in &text.nodes {
        match *node {
            Node::Open(container) => {
                let number = open.last_mut().map_or(0, |around| around.count(container));
                let first = paths.len();
                open.push(Level { container: Some(container), number, first, counts: Vec::new() });
            }
            Node::Block(_) => paths.push(steps(&open, paths.len())),
            Node::Close(_) => {
                open.pop();
                mark_last(&mut paths, open.len().saturating_sub(1));
            }
        }
    }
    paths
}

/// A container that is open while the nodes are walked.
#[derive(Default)]
struct Level {
    container: Option<Container>,
    number: u32,
    /// The number of its first block.
    first: usize,
    counts: Vec<(std::mem::Discriminant<Container>, u32)>,
}

impl Level {
    /// How many of this kind stood in it before.
    fn count(&mut self, container: Container) -> u32 {
        let kind = std::mem::discriminant(&container);
        if let Some((_, count)) = self.counts.iter_mut().find(|(of, _)| *of == kind) {
            *count += 1;
            return *count - 1;
        }
        self.counts.push((kind, 1));
        0
    }
}

fn steps(open: &[Level], block: usize) -> Box<[Step]> {
    open.iter()
        .filter_map(|level| {
            let container = level.container?;
            Some(Step { container, number: level.number, first: level.first == block, last: false })
        })
        .collect()
}

/// The container at `depth` has closed: the last block read is the last in it.
fn mark_last(paths: &mut [Box<[Step]>], depth: usize) {
    if let Some(step) = paths.last_mut().and_then(|path| path.get_mut(depth)) {
        step.last = true;
    }
}
