use std::fmt;

use icu::locale::{LanguageIdentifier, LocaleDirectionality};

/// A language tag (BCP 47), in canonical case: `de`, `pt-BR`, `zh-Hant`.
///
/// At most 22 bytes, so that it can be copied; every tag that a site is likely to list fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    bytes: [u8; 22],
    length: u8,
    right_to_left: bool,
}

impl Language {
    /// Reads a tag, in any case. `None` if it is no well-formed tag or too long.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let canonical = LanguageIdentifier::try_from_str(tag).ok()?;
        if canonical.language.is_unknown() {
            return None;
        }
        let right_to_left = LocaleDirectionality::new_common().is_right_to_left(&canonical);
        let canonical = canonical.to_string();
        let mut bytes = [0; 22];
        bytes.get_mut(..canonical.len())?.copy_from_slice(canonical.as_bytes());
        Some(Self { bytes, length: u8::try_from(canonical.len()).ok()?, right_to_left })
    }

    /// The language of a site that says none; its run fails, but goes on to its end.
    #[must_use]
    pub fn undetermined() -> Self {
        Self::new("mis").expect("`mis`, for languages without a code, is a well-formed tag")
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("und")
    }

    /// The primary language, without script, region and variants: `pt` of `pt-BR`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.as_str().split('-').next().unwrap_or("und")
    }

    /// Whether the language is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        self.right_to_left
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Language {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A language tag (BCP 47): `de`, `en`, `pt-BR`.",
            "type": "string",
            "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        })
    }
}
