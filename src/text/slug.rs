//! GitHub's heading slugs.

use std::collections::HashMap;

/// What stands before the first heading is called so; no heading has it as its slug.
pub const TOP: &str = "top";

/// The slug of a heading's words: lower case, letters, digits, `-` and `_` kept, blanks made `-`.
/// Never a dot; soft hyphens and other invisible characters leave no trace.
#[must_use]
pub fn slug(words: &str) -> String {
    words.trim().to_lowercase().chars().filter_map(kept).collect()
}

fn kept(character: char) -> Option<char> {
    match character {
        ' ' | '\u{a0}' | '\u{202f}' | '\n' | '\t' => Some('-'),
        '-' | '_' => Some(character),
        _ if character.is_alphanumeric() || is_mark(character) => Some(character),
        _ => None,
    }
}

/// Combining marks (a decomposed `ä`, vowel signs) belong to their letter.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Slugs of one page: a second equal one gets `-1`, a third `-2`.
#[derive(Clone, Debug)]
pub struct Slugs {
    taken: HashMap<String, u32>,
}

impl Default for Slugs {
    fn default() -> Self {
        Self::new()
    }
}

impl Slugs {
    /// None given yet; [`TOP`] is taken.
    #[must_use]
    pub fn new() -> Self {
        Self { taken: HashMap::from([(TOP.to_owned(), 0)]) }
    }

    /// Keeps `id` from being given.
    pub fn reserve(&mut self, id: &str) {
        self.taken.entry(id.to_owned()).or_insert(0);
    }

    /// The slug of a heading's words, unlike all before.
    pub fn give(&mut self, words: &str) -> String {
        let plain = slug(words);
        let mut candidate = plain.clone();
        let mut count = self.taken.get(&plain).copied();
        while let Some(before) = count {
            let next = before + 1;
            self.taken.insert(plain.clone(), next);
            candidate = format!("{plain}-{next}");
            count = self.taken.contains_key(&candidate).then_some(next);
        }
        self.taken.insert(candidate.clone(), 0);
        candidate
    }
}

#[cfg(test)]
mod tests {
    use super::{Slugs, slug};

    #[test]
    fn slugs_are_githubs() {
        assert_eq!(slug("Warum „Scaling“?"), "warum-scaling");
        assert_eq!(slug("C++ & Rust, 1.0"), "c--rust-10");
        assert_eq!(slug("Über-Größe_x"), "über-größe_x");
        assert_eq!(slug("Donau\u{ad}dampf\u{200b}schiff"), "donaudampfschiff");
        assert_eq!(slug("日本語 の 見出し"), "日本語-の-見出し");
    }

    #[test]
    fn equal_headings_are_numbered() {
        let mut slugs = Slugs::new();
        let given: Vec<_> = ["a", "a", "a-1", "a"].iter().map(|words| slugs.give(words)).collect();
        assert_eq!(given, ["a", "a-1", "a-1-1", "a-2"]);
    }

    #[test]
    fn what_stands_before_the_first_heading_keeps_its_name() {
        assert_eq!(Slugs::new().give("Top"), "top-1");
    }
}
