/// The media type of an output by its name's ending, as a `Content-Type` header says it. Text is
/// always UTF-8.
pub(super) fn media_type(path: &str) -> &'static str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, media)| media)
}

const TYPES: [(&str, &str); 42] = [
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("jsonld", "application/ld+json; charset=utf-8"),
    ("map", "application/json; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("rss", "application/rss+xml; charset=utf-8"),
    ("xhtml", "application/xhtml+xml; charset=utf-8"),
    ("xlf", "application/xliff+xml; charset=utf-8"),
    ("tmx", "application/xml; charset=utf-8"),
    ("tbx", "application/xml; charset=utf-8"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("flac", "audio/flac"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("ogv", "video/ogg"),
    ("pdf", "application/pdf"),
    ("epub", "application/epub+zip"),
    ("wasm", "application/wasm"),
];

#[cfg(test)]
mod tests {
    use super::{TYPES, media_type};

    #[test]
    fn goes_by_the_last_ending_in_any_case() {
        assert_eq!(media_type("de/index.html"), "text/html; charset=utf-8");
        assert_eq!(media_type("a.min.JS"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("photo.JPG"), "image/jpeg");
    }

    #[test]
    fn what_is_unknown_is_bytes() {
        for path in ["CNAME", "a.html/file", "x.unknown", "a.", ""] {
            assert_eq!(media_type(path), "application/octet-stream", "{path}");
        }
    }

    #[test]
    fn no_ending_stands_twice() {
        let mut endings: Vec<&str> = TYPES.iter().map(|(ending, _)| *ending).collect();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), TYPES.len());
    }
}
