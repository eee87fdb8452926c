use std::fmt;

/// What the ids of a site's feeds begin with: a `tag:` address (RFC 4151), which names a thing for good
/// and leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FeedId(String);

impl FeedId {
    /// Reads `tag:example.org,2025:reading`: a host or e-mail address, a day, month or year on which it
    /// was the author's, and a name; ASCII throughout. `None` if it is no such address.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let (entity, name) = written.strip_prefix("tag:")?.split_once(':')?;
        let (authority, date) = entity.split_once(',')?;
        let of_name = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?%".contains(c);
        let of_authority = |c: char| c.is_ascii_alphanumeric() || "-._@".contains(c);
        let fits = !authority.is_empty() && authority.chars().all(of_authority) && name.chars().all(of_name);
        (fits && is_date(date)).then(|| Self(written.to_owned()))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `2025`, `2025-07` or `2025-07-10`.
fn is_date(written: &str) -> bool {
    let lengths: Vec<usize> = written.split('-').map(str::len).collect();
    let digits = written.chars().all(|c| c.is_ascii_digit() || c == '-');
    digits && matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2])
}

impl fmt::Display for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for FeedId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FeedId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "An address in the form `tag:example.org,2025:name`.",
            "type": "string",
            "pattern": "^tag:[A-Za-z0-9._@-]+,[0-9]{4}(-[0-9]{2}){0,2}:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::FeedId;

    #[test]
    fn only_tag_addresses_are_ids() {
        for written in [
            "tag:example.org,2025:reading",
            "tag:me@example.org,2025-07-10:",
            "tag:example.org,2025-07:a/b;c",
        ] {
            assert_eq!(FeedId::parse(written).as_ref().map(FeedId::as_str), Some(written));
        }
        for written in [
            "",
            "reading",
            "https://example.org/",
            "tag:example.org:reading",
            "tag:,2025:reading",
            "tag:example.org,25:reading",
            "tag:example.org,2025-7-1:reading",
            "tag:example.org,2025",
            "tag:example.org,2025:ein Name",
            "tag:example.org,2025:größe",
            "tag:example.org,2025:a#b",
        ] {
            assert_eq!(FeedId::parse(written), None, "{written}");
        }
    }
}
