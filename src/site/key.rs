use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A work's key: its path below `content/` without the language, in NFC: `articles/scaling`.
///
/// The home page's key is `index`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkKey(Arc<str>);

impl WorkKey {
    /// The key written `key`.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(Arc::from(composed(key)))
    }

    /// The home page's.
    #[must_use]
    pub fn home() -> Self {
        Self::new("index")
    }

    /// The key of a section's own text, its `_index`: no work of the lists, but read like one.
    #[must_use]
    pub fn of_index(section: &SectionKey) -> Self {
        let slash = if section.as_str().is_empty() { "" } else { "/" };
        Self::new(&format!("{}{slash}_index", section.as_str()))
    }

    /// Whether it is the key of a section's own text.
    #[must_use]
    pub fn is_index(&self) -> bool {
        self.name() == "_index"
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its last part: `scaling` of `articles/scaling`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The section that it stands in: `articles` of `articles/scaling`; empty at the top.
    #[must_use]
    pub fn section(&self) -> SectionKey {
        SectionKey::new(self.folder())
    }

    /// Whether it stands in a section, and in none below it.
    #[must_use]
    pub fn is_in(&self, section: &SectionKey) -> bool {
        self.folder() == section.as_str()
    }

    fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(section, _)| section)
    }
}

/// A section's key: a folder's path below `content/`, in NFC; empty for the top.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionKey(Arc<str>);

impl SectionKey {
    /// The key written `key`.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(Arc::from(composed(key)))
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its last part, by which it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The sections from the top down to this one, this one included; none for the top.
    pub fn path(&self) -> impl Iterator<Item = Self> + '_ {
        let ends = self.0.match_indices('/').map(|(end, _)| end);
        let last = (!self.0.is_empty()).then_some(self.0.len());
        ends.chain(last).map(|end| Self(self.0[..end].into()))
    }

    /// The section above; `None` for the top.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        match self.0.rsplit_once('/') {
            Some((parent, _)) => Some(Self(parent.into())),
            None if self.0.is_empty() => None,
            None => Some(Self(Arc::from(""))),
        }
    }
}

/// A text in NFC, which most are in as they are written: keys, names and forms are compared in it.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

impl fmt::Display for WorkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for WorkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SectionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{SectionKey, WorkKey};

    #[test]
    fn a_key_knows_its_section_and_name() {
        let key = WorkKey::new("a/b/c");
        assert_eq!((key.name(), key.section()), ("c", SectionKey::new("a/b")));
        assert_eq!(WorkKey::new("about").section(), SectionKey::new(""));
    }

    #[test]
    fn a_section_knows_the_way_down_to_it() {
        let path: Vec<_> = SectionKey::new("a/b").path().collect();
        assert_eq!(path, [SectionKey::new("a"), SectionKey::new("a/b")]);
        assert_eq!(SectionKey::new("").path().count(), 0);
    }
}
