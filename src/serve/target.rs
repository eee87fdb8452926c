use percent_encoding::percent_decode_str;

/// Decodes a path as sent in a request, once. `None` if it can only be meant to get out of the site
/// (`..`, also encoded) or to upset whoever reads it (a backslash, a control character, not UTF-8).
pub(super) fn decode(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let is_bad = |c: char| c == '\\' || c.is_control();
    let is_dots = |segment: &str| matches!(segment, "." | "..");
    let is_good = decoded.starts_with('/') && !decoded.contains(is_bad) && !decoded.split('/').any(is_dots);
    is_good.then(|| decoded.into_owned())
}

/// A base path with slashes at both ends, decoded like a request's.
pub(super) fn normal_base(base: &str) -> String {
    let decoded = percent_decode_str(base).decode_utf8_lossy();
    match decoded.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode, normal_base};
    use crate::site::OutputPath;

    #[test]
    fn a_path_is_decoded_once() {
        assert_eq!(decode("/a%20b/%C3%BC+%25/").as_deref(), Some("/a b/ü+%/"));
        assert_eq!(decode("/%252e%252e/a").as_deref(), Some("/%2e%2e/a"));
    }

    #[test]
    fn what_would_leave_the_site_is_refused() {
        let bad = [
            "/..",
            "/../a",
            "/a/../b",
            "/%2e%2e/a",
            "/a/%2E./b",
            "/..%2fa",
            "/a%2f..%2fb",
            "/a%5cb",
            "/a\\b",
            "/a%00",
            "/a%0ab",
            "/%ff",
            "a",
            "",
            "*",
            "/./a",
        ];
        for path in bad {
            assert_eq!(decode(path), None, "{path}");
        }
    }

    #[test]
    fn a_base_path_has_a_slash_at_both_ends() {
        for (base, normal) in
            [("", "/"), ("/", "/"), ("/repo/", "/repo/"), ("repo", "/repo/"), ("/a/b%20c", "/a/b c/")]
        {
            assert_eq!(normal_base(base), normal);
        }
    }

    proptest! {
        #[test]
        fn no_decoded_path_leads_anywhere_else(path in "/([.%/a\\\\]|%2[eEfF]|%5c|%25){0,12}") {
            let decoded = decode(&path).unwrap_or_default();
            prop_assert!(decoded.split('/').all(|segment| segment != ".."));
            let output = OutputPath::new(decoded.trim_start_matches('/'));
            prop_assert!(output.is_err() || !decoded.contains('\\'));
        }
    }
}
