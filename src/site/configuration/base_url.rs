use std::fmt;

use percent_encoding::{CONTROLS, utf8_percent_encode};

/// The address under which a site stands. It ends with `/`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    url: String,
    /// Where the path begins, with its `/`.
    path: usize,
}

impl BaseUrl {
    /// Reads an address: `http://` or `https://`, a host, perhaps a port and a path. A slash at the
    /// end is added, and letters outside ASCII in the path are percent-encoded.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence that begins with "`base_url`".
    pub fn parse(written: &str) -> Result<Self, &'static str> {
        let written = written.trim();
        let (scheme, rest) = written.split_once("://").ok_or("must begin with `https://` or `http://`")?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "http" && scheme != "https" {
            return Err("must begin with `https://` or `http://`");
        }
        if written.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c)) {
            return Err("takes an address without blanks, quotes, brackets or backslashes");
        }
        if written.contains(['?', '#']) {
            return Err("takes an address without `?` and `#`");
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        check_host(host)?;
        if path.split('/').any(|part| part == "." || part == "..") {
            return Err("takes a path without `.` and `..`");
        }
        let origin = format!("{scheme}://{}", host.to_lowercase());
        let path = utf8_percent_encode(path.trim_matches('/'), CONTROLS).to_string();
        let slash = if path.is_empty() { "" } else { "/" };
        Ok(Self { url: format!("{origin}{slash}{path}/"), path: origin.len() })
    }

    /// The whole, with a slash at the end: `https://example.org/site/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// Scheme, host and port, without a slash at the end: `https://example.org`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.url[..self.path]
    }

    /// The base path, with a slash at both ends: `/site/`, or `/` alone.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.url[self.path..]
    }

    /// The host without its port: `example.org`.
    #[must_use]
    pub fn host(&self) -> &str {
        let host = self.origin().split_once("://").map_or("", |(_, host)| host);
        host.rsplit_once(':').filter(|(_, port)| !port.contains(']')).map_or(host, |(host, _)| host)
    }
}

fn check_host(host: &str) -> Result<(), &'static str> {
    if host.contains('@') {
        return Err("takes an address without a user name");
    }
    // In `[::1]:8080` the last colon outside the brackets begins the port.
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    };
    if name.is_empty() {
        return Err("takes an address with a host, like `https://example.org/`");
    }
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err("takes an address whose port is a number up to 65535");
    }
    Ok(())
}

impl Default for BaseUrl {
    /// `http://localhost/`.
    fn default() -> Self {
        let origin = "http://localhost";
        Self { url: format!("{origin}/"), path: origin.len() }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for BaseUrl {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BaseUrl".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "An address that begins with `https://` or `http://`.",
            "type": "string",
            "format": "uri",
            "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]+(/[^?#]*)?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn addresses_are_completed_and_taken_apart() {
        let parts = |written| {
            let url = BaseUrl::parse(written).expect(written);
            (url.as_str().to_owned(), url.origin().to_owned(), url.path().to_owned(), url.host().to_owned())
        };
        let owned = |parts: [&str; 4]| {
            let [whole, origin, path, host] = parts.map(str::to_owned);
            (whole, origin, path, host)
        };
        for (written, expected) in [
            ("https://a.example", ["https://a.example/", "https://a.example", "/", "a.example"]),
            ("HTTPS://A.example/x", ["https://a.example/x/", "https://a.example", "/x/", "a.example"]),
            (
                "http://localhost:8080/x/y//",
                ["http://localhost:8080/x/y/", "http://localhost:8080", "/x/y/", "localhost"],
            ),
            ("http://[::1]/", ["http://[::1]/", "http://[::1]", "/", "[::1]"]),
            ("http://[::1]:80/", ["http://[::1]:80/", "http://[::1]:80", "/", "[::1]"]),
            (
                "https://a.example/ü/",
                ["https://a.example/%C3%BC/", "https://a.example", "/%C3%BC/", "a.example"],
            ),
        ] {
            assert_eq!(parts(written), owned(expected));
        }
        assert_eq!(BaseUrl::parse("http://localhost/"), Ok(BaseUrl::default()));
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused() {
        for written in [
            "",
            "example.org",
            "/x/",
            "ftp://a.example/",
            "https://",
            "https:///x",
            "https://a.example/?x",
            "https://a.example/#x",
            "https://me@a.example/",
            "https://a.example:http/",
            "https://a.example/a b",
            "https://a.example/../x",
            "https://:80/",
        ] {
            assert!(BaseUrl::parse(written).is_err(), "{written}");
        }
    }
}
