//! Words quoted from a text.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Words of a text: a stretch of its body where they stand there letter for letter, so that ten
/// thousand quotes need no copies; else a string of their own.
///
/// Equal if they say the same, wherever they stand.
#[derive(Clone)]
pub struct Said {
    source: Arc<str>,
    start: u32,
    end: u32,
}

impl Said {
    /// A stretch of `body`. Without blanks at its end.
    #[must_use]
    pub fn stretch(body: &Arc<str>, range: Range<usize>) -> Option<Self> {
        let end = range.start + body.get(range.clone())?.trim_end().len();
        let at = |at: usize| u32::try_from(at).ok();
        Some(Self { source: body.clone(), start: at(range.start)?, end: at(end)? })
    }
}

impl From<String> for Said {
    fn from(words: String) -> Self {
        let end = u32::try_from(words.len()).unwrap_or(u32::MAX);
        Self { source: words.into(), start: 0, end }
    }
}

impl Deref for Said {
    type Target = str;

    fn deref(&self) -> &str {
        self.source.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Said {}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_words_stand_does_not_count() {
        let [one, other] = ["Eins. Zwei. Drei.", "Null. Eins. Zwei. "].map(Arc::<str>::from);
        let said = Said::stretch(&one, 6..12);
        assert_eq!(said.as_deref(), Some("Zwei."));
        assert_eq!(said, Said::stretch(&other, 12..18));
        assert_eq!(said, Some(Said::from("Zwei.".to_owned())));
        assert_ne!(said, Said::stretch(&one, 0..6));
    }
}
