use crate::text::model::{BlockId, BlockKind, Container, Directive, Node, Text};

/// One thing among its siblings: a block (with those joined to it by `with-previous`), or a
/// container with what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A block, and the last of those that belong to its bead.
    Block { first: BlockId, last: BlockId },
    /// A container's sort and what it holds.
    Container { sort: Sort, items: Vec<Item> },
}

/// What kind of container; lists by whether they are numbered, alerts whatever their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Bullets,
    Numbers,
    Item,
    Quote,
    Alert,
    Footnote,
    Definitions,
    Definition,
    Details,
}

impl From<Container> for Sort {
    fn from(container: Container) -> Self {
        match container {
            Container::List(None) => Self::Bullets,
            Container::List(Some(_)) => Self::Numbers,
            Container::Item => Self::Item,
            Container::Quote => Self::Quote,
            Container::Alert(_) => Self::Alert,
            Container::Footnote(_) => Self::Footnote,
            Container::DefinitionList => Self::Definitions,
            Container::Definition => Self::Definition,
            Container::Details => Self::Details,
        }
    }
}

/// The text as siblings within siblings; the blocks `joined` are in one bead with the block before, as those
/// are whose authors say so.
pub(super) fn outline(text: &Text, joined: &[BlockId]) -> Vec<Item> {
    let mut open: Vec<(Option<Sort>, Vec<Item>)> = vec![(None, Vec::new())];
    for node in &text.nodes {
        match *node {
            Node::Open(container) => open.push((Some(container.into()), Vec::new())),
            Node::Block(block) => add_block(text, block, joined.contains(&block), &mut open),
            Node::Close(_) => close(&mut open),
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map_or_else(Vec::new, |(_, items)| items)
}

fn add_block(text: &Text, block: BlockId, is_joined: bool, open: &mut [(Option<Sort>, Vec<Item>)]) {
    let Some((_, siblings)) = open.last_mut() else { return };
    if text.block(block).kind.is_silent() {
        return;
    }
    let joined = is_joined || text.directives_of(block).any(|said| *said == Directive::WithPrevious);
    if let (true, Some(Item::Block { last, .. })) = (joined, siblings.last_mut()) {
        *last = block;
        return;
    }
    siblings.push(Item::Block { first: block, last: block });
}

fn close(open: &mut Vec<(Option<Sort>, Vec<Item>)>) {
    let Some((Some(sort), items)) = open.pop() else { return };
    let Some((_, siblings)) = open.last_mut() else { return };
    match siblings.last_mut() {
        // What holds nothing is no partner of anything.
        _ if items.is_empty() => {}
        // A comment before a term parts its list in two; they stay one to be paired.
        Some(Item::Container { sort: Sort::Definitions, items: before }) if sort == Sort::Definitions => {
            before.extend(items);
        }
        _ => siblings.push(Item::Container { sort, items }),
    }
}

/// What a block counts as when blocks of two languages are compared: its kind, without what an
/// author may freely change (whether a list is tight, a code block's language).
pub(super) fn rank(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Heading { level, .. } => level,
        BlockKind::Paragraph { .. } => 10,
        BlockKind::Figure { .. } => 11,
        BlockKind::Player { .. } => 12,
        BlockKind::Code { .. } => 13,
        BlockKind::Table => 14,
        BlockKind::DefinitionTerm => 15,
        BlockKind::Html => 16,
        BlockKind::Rule => 17,
        BlockKind::Directive | BlockKind::Anchor { .. } | BlockKind::Comment => 18,
    }
}
