use std::collections::HashMap;

use crate::text::{Container, InlineKind, Node, Text};

/// The numbers of a text's footnotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    numbers: HashMap<String, usize>,
    /// By where they stand in the body, the marks that are not the first of their note: which they are.
    again: HashMap<u32, usize>,
    folded: bool,
}

impl Notes {
    /// Numbered in the order of their first use; those that are never used come last.
    #[must_use]
    pub fn by_use(text: &Text, body: &str) -> Self {
        let mut notes = Self { folded: true, ..Self::default() };
        let mut marks: HashMap<usize, usize> = HashMap::new();
        for inline in &text.inlines {
            if let InlineKind::Footnote(label) = inline.kind {
                notes.number(text.words(body, label));
                let count = marks.entry(notes.of(text.words(body, label))).or_default();
                *count += 1;
                if *count > 1 {
                    notes.again.insert(inline.span.start, *count);
                }
            }
        }
        for node in &text.nodes {
            if let Node::Open(Container::Footnote(label)) = node {
                notes.number(text.words(body, *label));
            }
        }
        notes
    }

    /// Numbered in the order in which a use or the definition itself stands in the body.
    #[must_use]
    pub fn by_place(text: &Text, body: &str) -> Self {
        let mut notes = Self::default();
        for node in &text.nodes {
            match *node {
                Node::Open(Container::Footnote(label)) => notes.number(text.words(body, label)),
                Node::Block(id) => {
                    for inline in text.inlines_of(text.block(id)) {
                        if let InlineKind::Footnote(label) = inline.kind {
                            notes.number(text.words(body, label));
                        }
                    }
                }
                _ => {}
            }
        }
        notes
    }

    /// The number of the note `label`, from 1; 0 if there is none.
    #[must_use]
    pub fn of(&self, label: &str) -> usize {
        self.numbers.get(&self.key(label)).copied().unwrap_or(0)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Which mark of its note stands at `at` of the body, if it is not the first: blocks are written one
    /// by one, and no two marks of a page may have one id.
    #[must_use]
    pub fn again(&self, at: u32) -> Option<usize> {
        self.again.get(&at).copied()
    }

    fn number(&mut self, label: &str) {
        let next = self.numbers.len() + 1;
        let key = self.key(label);
        self.numbers.entry(key).or_insert(next);
    }

    /// Labels are compared without case.
    fn key(&self, label: &str) -> String {
        if self.folded { label.to_lowercase() } else { label.to_owned() }
    }
}
