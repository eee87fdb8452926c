use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Language;

/// A page's address: a path from the site's root, without the base path, with a slash at both
/// ends: `/de/articles/scaling/`. Not percent-encoded; [`Address::href`] encodes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

/// What of a path's characters need not be encoded (RFC 3986, `pchar` and the slash).
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'+')
    .remove(b'@')
    .remove(b':')
    .remove(b',')
    .remove(b'(')
    .remove(b')');

/// The same for a fragment.
const FRAGMENT: &AsciiSet = &PATH.remove(b'?');

impl Address {
    /// The root: `/`.
    #[must_use]
    pub fn root() -> Self {
        Self(Arc::from("/"))
    }

    /// The address of these parts; empty ones are passed over.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut path = String::from("/");
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            path.push_str(part);
            path.push('/');
        }
        Self(path.into())
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address one part below.
    #[must_use]
    pub fn join(&self, part: &str) -> Self {
        Self(format!("{}{part}/", self.0).into())
    }

    /// As a link wants it: with the base path (`/repo/`) before it, percent-encoded.
    #[must_use]
    pub fn href(&self, base_path: &str) -> String {
        Self::href_of_file(self.0.trim_start_matches('/'), base_path)
    }

    /// The same for any path of the site, such as a picture's: `articles/scaling/stack.svg`.
    #[must_use]
    pub fn href_of_file(path: &str, base_path: &str) -> String {
        [base_path, &encoded(path, PATH)].concat()
    }

    /// The file that holds the page, below the output folder: `de/articles/scaling/index.html`.
    #[must_use]
    pub fn file(&self) -> String {
        [&self.0[1..], "index.html"].concat()
    }
}

/// An id as the fragment of a link wants it: percent-encoded, without `#`.
#[must_use]
pub fn fragment(id: &str) -> Cow<'_, str> {
    encoded(id, FRAGMENT)
}

/// Percent-encoded, unless there are only letters, digits and signs that no set has, as nearly always.
fn encoded<'t>(text: &'t str, set: &'static AsciiSet) -> Cow<'t, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'.' | b'_');
    if text.bytes().all(is_plain) { Cow::Borrowed(text) } else { utf8_percent_encode(text, set).into() }
}

/// How a work is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// Original and first gloss: `/articles/scaling/`.
    Parallel,
    /// Original and a further gloss: `/de+fr/articles/scaling/`.
    Pair(Language),
    /// One language alone: `/de/articles/scaling/`.
    Single(Language),
}

impl View {
    /// The first part of an address in this view, for works with the original in `original`;
    /// empty for the parallel view.
    #[must_use]
    pub fn prefix(self, original: Language) -> String {
        match self {
            Self::Parallel => String::new(),
            Self::Pair(gloss) => format!("{original}+{gloss}"),
            Self::Single(language) => language.to_string(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_carry_the_base_path_and_are_encoded() {
        let address = Address::of(["de", "artikel", "größe"]);
        assert_eq!(address.href("/repo/"), "/repo/de/artikel/gr%C3%B6%C3%9Fe/");
        assert_eq!(address.file(), "de/artikel/größe/index.html");
        assert_eq!(Address::root().href("/"), "/");
        assert_eq!(Address::root().file(), "index.html");
    }

    #[test]
    fn views_have_prefixes() {
        let [de, fr] = ["de", "fr"].map(|tag| Language::new(tag).expect("a tag"));
        assert_eq!(View::Parallel.prefix(de), "");
        assert_eq!(View::Pair(fr).prefix(de), "de+fr");
        assert_eq!(View::Single(de).prefix(de), "de");
    }
}
