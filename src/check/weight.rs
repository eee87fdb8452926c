//! Whether a site is small enough for the host on which it will stand.

use crate::db::Db;
use crate::diagnostic::{Diagnostic, Id, Severity};
use crate::site::{OutputPath, config};

/// From how many bytes on a site is said to be large: GitHub Pages publishes no more than 1 GB, and
/// whoever hears of it should have some room left.
pub const LARGE: u64 = 900_000_000;

/// What is said of a site whose outputs take `bytes` bytes in all, if that is at least `large`; the
/// `heaviest` of them are named. At the addresses of GitHub Pages it is a warning; another host may
/// take more.
pub fn weight(db: &dyn Db, bytes: u64, heaviest: &[(OutputPath, u64)], large: u64) -> Option<Diagnostic> {
    if bytes < large {
        return None;
    }
    let size = megabytes(bytes);
    let named = heaviest.iter().map(|(path, bytes)| format!("`{path}` ({})", megabytes(*bytes)));
    let named: Vec<_> = named.collect();
    let found = Diagnostic::new(Id::LargeSite, format!("the site is {size} large"))
        .why("GitHub Pages publishes at most 1 GB, and some other hosts no more")
        .help(format!("make the largest files smaller, or link to them elsewhere: {}", named.join(", ")));
    let host = config(db).config.base_url.host();
    let on_pages = host.ends_with(".github.io");
    Some(if on_pages { found } else { found.severity(Severity::Note) })
}

/// `934 MB`; of what is smaller the tenth too.
fn megabytes(bytes: u64) -> String {
    match bytes / 100_000 {
        tenths @ 0..100 => format!("{}.{} MB", tenths / 10, tenths % 10),
        tenths => format!("{} MB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::{megabytes, weight};
    use crate::db::{Database, Wishes};
    use crate::diagnostic::Severity;
    use crate::flow;
    use crate::site::OutputPath;
    use crate::source::Memory;

    fn site(base_url: &str) -> Database {
        let mut site = Memory::default();
        site.write("site.yaml", format!("title: A\nbase_url: {base_url}\nlanguages: {{original: de}}\n"));
        flow::open(&site, Wishes::default())
    }

    #[test]
    fn from_the_limit_on_a_site_is_large_and_its_largest_files_are_named() {
        let db = site("https://name.github.io/folder/");
        let heaviest = [(OutputPath::new("film.mp4").expect("a path"), 7_060_000)];
        assert_eq!(weight(&db, 11_999_999, &heaviest, 12_000_000), None);
        let found = weight(&db, 12_000_000, &heaviest, 12_000_000).expect("it is large");
        assert_eq!((found.severity, found.message.as_str()), (Severity::Warning, "the site is 12 MB large"));
        assert!(found.help[0].ends_with(": `film.mp4` (7.0 MB)"), "{:?}", found.help);
    }

    #[test]
    fn elsewhere_it_is_a_note() {
        for elsewhere in ["https://example.org/", "https://github.io.example/"] {
            let found = weight(&site(elsewhere), 2, &[], 1).expect("it is large");
            assert_eq!(found.severity, Severity::Note, "{elsewhere}");
        }
    }

    #[test]
    fn sizes_are_told_in_megabytes() {
        let told = [0, 99_999, 100_000, 9_999_999, 10_000_000, 1_234_567_890].map(megabytes);
        assert_eq!(told, ["0.0 MB", "0.0 MB", "0.1 MB", "9.9 MB", "10 MB", "1234 MB"]);
    }
}
