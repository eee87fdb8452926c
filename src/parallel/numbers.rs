//! The numbers of blocks within their section, and how they stay when blocks are put in between.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::anchors::Anchor;
use crate::text::model::BlockId;

/// A heading's blocks.
pub(super) struct Section {
    /// The heading's id.
    id: Anchor,
    /// Its blocks in order.
    pub(super) slots: Vec<Slot>,
}

/// What is known of a block's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// It has an id of its author's, and a number only if one is free.
    Passed,
    /// It was accepted with this number, with or without a letter.
    Kept(u32),
    /// It was accepted in another section, and counts nothing here.
    Foreign,
    /// It gets the next number.
    Open(BlockId),
}

impl Section {
    pub(super) fn new(id: Anchor) -> Self {
        Self { id, slots: Vec::new() }
    }

    /// What an accepted id says of a block's number here.
    pub(super) fn slot_of(&self, id: &str) -> Slot {
        let rest = id.strip_prefix(&*self.id).and_then(|rest| rest.strip_prefix('.')).unwrap_or_default();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_letters = rest[digits..].bytes().all(|byte| byte.is_ascii_lowercase());
        rest[..digits].parse().ok().filter(|_| is_letters).map_or(Slot::Foreign, Slot::Kept)
    }

    /// The ids of the open blocks: numbers in order, and where an accepted block has the next one already,
    /// the last number with a letter, as in statutes: `why.3a`. None that `is_reserved` is given.
    pub(super) fn numbered(&self, is_reserved: impl Fn(&str) -> bool) -> Vec<(BlockId, Anchor)> {
        let mut next = self.next_kept().into_iter();
        let mut given: BTreeSet<Anchor> = BTreeSet::new();
        let mut found = Vec::new();
        let mut last = 0;
        for slot in &self.slots {
            let before = next.next().flatten();
            let is_free = |number: u32| before.is_none_or(|kept| number < kept);
            match slot {
                Slot::Kept(number) => last = *number,
                Slot::Foreign => {}
                Slot::Passed => last += u32::from(is_free(last + 1)),
                Slot::Open(block) => {
                    let is_taken = |id: &str| is_reserved(id) || given.contains(id);
                    let free = (last + 1..).take_while(|number| is_free(*number));
                    let mut free = free.map(|number| (number, format!("{}.{number}", self.id)));
                    let id = match free.find(|(_, id)| !is_taken(id)) {
                        Some((number, id)) => {
                            last = number;
                            Anchor::from(id)
                        }
                        None => self.lettered(last, is_taken),
                    };
                    given.insert(id.clone());
                    found.push((*block, id));
                }
            }
        }
        found
    }

    /// By slot, the number of the next block after it that was accepted here.
    fn next_kept(&self) -> Vec<Option<u32>> {
        let mut next = None;
        let mut found: Vec<_> = self
            .slots
            .iter()
            .rev()
            .map(|slot| {
                let after = next;
                if let Slot::Kept(number) = slot {
                    next = Some(*number);
                }
                after
            })
            .collect();
        found.reverse();
        found
    }

    fn lettered(&self, number: u32, is_taken: impl Fn(&str) -> bool) -> Anchor {
        let mut letters = (1..).map(|count| format!("{}.{number}{}", self.id, letters(count)));
        // There are more letters than ids.
        Arc::from(letters.find(|id| !is_taken(id)).unwrap_or_default())
    }
}

/// `a` for 1, `z` for 26, `aa` for 27.
fn letters(mut count: u32) -> String {
    let mut letters = Vec::new();
    while count > 0 {
        count -= 1;
        letters.push(char::from(b'a' + (count % 26) as u8));
        count /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{Section, Slot, letters};
    use crate::text::BlockId;

    /// The ids of a section whose blocks were accepted as said, `?` for those that were not.
    fn numbered(ids: &[&str], reserved: &[&str]) -> Vec<String> {
        let mut section = Section::new("why".into());
        for (block, id) in (0..).map(BlockId).zip(ids) {
            let slot = match *id {
                "?" => Slot::Open(block),
                "mine" => Slot::Passed,
                id => section.slot_of(&format!("why.{id}")),
            };
            section.slots.push(slot);
        }
        let is_reserved = |id: &str| ids.iter().chain(reserved).any(|other| id == format!("why.{other}"));
        section.numbered(is_reserved).into_iter().map(|(_, id)| id["why.".len()..].to_owned()).collect()
    }

    #[test]
    fn without_anything_accepted_blocks_are_counted() {
        assert_eq!(numbered(&["?", "?", "mine", "?"], &[]), ["1", "2", "4"]);
    }

    #[test]
    fn what_is_put_in_between_gets_letters() {
        assert_eq!(numbered(&["?", "1", "?", "?", "2", "?"], &[]), ["0a", "1a", "1b", "3"]);
        assert_eq!(numbered(&["1", "?", "1a", "?", "2"], &[]), ["1b", "1c"]);
        assert_eq!(numbered(&["1", "?", "2"], &["1a"]), ["1b"]);
    }

    #[test]
    fn what_is_not_accepted_beside_it_keeps_its_number() {
        assert_eq!(numbered(&["?", "?", "3", "?"], &[]), ["1", "2", "4"]);
        assert_eq!(numbered(&["?", "?", "?", "3", "?"], &[]), ["1", "2", "2a", "4"]);
    }

    #[test]
    fn no_number_is_given_twice() {
        assert_eq!(numbered(&["1", "3", "?", "2", "?"], &[]), ["3a", "4"]);
        assert_eq!(numbered(&["1", "2", "?"], &["3"]), ["4"]);
        assert_eq!(numbered(&["?", "4", "1", "?"], &[]), ["2", "3"]);
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([1, 2, 26, 27, 52, 53].map(letters), ["a", "b", "z", "aa", "az", "ba"]);
    }
}
