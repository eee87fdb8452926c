use std::fmt;

/// What an output's bytes are known by: equal bytes, equal tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Etag(String);

impl Etag {
    /// The tag of `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(format!("\"{}\"", &blake3::hash(bytes).to_hex()[..32]))
    }

    /// Whether an `If-None-Match` header names it, or any (`*`). A weak tag will do.
    pub(super) fn is_in(&self, header: &str) -> bool {
        let names_it = |tag: &str| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.0;
        header.split(',').map(str::trim).any(names_it)
    }

    /// Whether an `If-Range` header is it. A weak tag or a date will not do.
    pub(super) fn is(&self, header: &str) -> bool {
        header.trim() == self.0
    }
}

impl fmt::Display for Etag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Etag;

    #[test]
    fn is_found_in_a_list_weak_or_strong() {
        let tag = Etag::of(b"a");
        assert!(tag.is_in(&tag.to_string()) && tag.is_in(&format!("\"x\", W/{tag}")) && tag.is_in("*"));
        assert!(!tag.is_in("") && !tag.is_in("\"x\"") && !tag.is_in(&Etag::of(b"b").to_string()));
    }

    #[test]
    fn for_a_range_only_the_strong_tag_counts() {
        let tag = Etag::of(b"a");
        assert!(tag.is(&tag.to_string()));
        assert!(!tag.is(&format!("W/{tag}")) && !tag.is("Tue, 24 Nov 2026 00:00:00 GMT"));
    }
}
