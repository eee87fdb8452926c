use std::fmt;

/// A language tag (BCP 47), in canonical case: `de`, `pt-BR`, `zh-Hant`.
///
/// At most 23 bytes, so that it can be copied; every tag that a site is likely to list fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    bytes: [u8; 23],
    length: u8,
}

impl Language {
    /// Reads a tag, in any case. `None` if it is no well-formed tag or too long.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let canonical = icu::locale::LanguageIdentifier::try_from_str(tag).ok()?;
        if canonical.language.is_unknown() {
            return None;
        }
        let canonical = canonical.to_string();
        let mut bytes = [0; 23];
        bytes.get_mut(..canonical.len())?.copy_from_slice(canonical.as_bytes());
        Some(Self { bytes, length: u8::try_from(canonical.len()).ok()? })
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
        icu::locale::LanguageIdentifier::try_from_str(self.as_str())
            .is_ok_and(|id| icu::locale::LocaleDirectionality::new_common().is_right_to_left(&id))
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
