//! What feeds carry, and what their ids survive.

#[allow(dead_code, reason = "each test uses its part")]
#[expect(clippy::disallowed_methods, reason = "tests read and write their fixtures")]
mod fixture;

use diglot::db::Wishes;
use diglot::source::Memory;
use fixture::{Built, Fixture};

/// What stands between two marks in an output, wherever it does.
fn all(built: &Built, path: &str, start: &str, end: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(&built.outputs[path]).into_owned();
    let pieces = text.split(start).skip(1);
    pieces.map(|piece| piece.split(end).next().unwrap_or_default().to_owned()).collect()
}

fn ids(built: &Built, path: &str) -> Vec<String> {
    all(built, path, "<id>", "</id>")
}

/// The fixture `feeds` with words of a file changed.
fn changed(path: &str, old: &str, new: &str) -> Built {
    let fixture = Fixture::named("feeds");
    let mut site = fixture.site();
    let text = fixture.text(path);
    assert!(text.contains(old), "{path} does not say {old}");
    site.write(path, text.replacen(old, new, 1));
    Built::new(&site, Wishes::default())
}

#[test]
fn ids_survive_a_change_of_address() {
    let before = Built::new(&Fixture::named("feeds").site(), Wishes::default());
    let hobel = "content/notizen/hobel.de.md";
    let changes = [
        (hobel, "title: 'Der \"Hobel\"", "slug: anders\ntitle: 'Ein \"Hobel\""),
        (hobel, "authors: [Ida Sommer, Jan Berg]", "authors: []\nupdated: 2025-06-01"),
        ("content/notizen/_index.de.md", "title: Notizen", "title: Zettel\nslug: zettel"),
        ("content/notizen/_index.en.md", "slug: notes", "slug: papers"),
        ("site.yaml", "https://example.org/heft/", "https://example.org/"),
        ("site.yaml", "https://example.org/heft/", "http://example.org:8080/woanders/hier/"),
        ("site.yaml", "Das Werkstattheft", "Ein anderes Heft"),
    ];
    for (path, old, new) in changes {
        let after = changed(path, old, new);
        for feed in ["feed.xml", "de/feed.xml", "en/feed.xml", "fr/feed.xml"] {
            assert_eq!(ids(&before, feed), ids(&after, feed), "{path}: {new}");
            assert_ne!(before.outputs[feed].len(), 0);
        }
        let json = |built| all(built, "feed.json", "\"id\": \"", "\"");
        assert_eq!(json(&before), json(&after), "{path}: {new}");
    }
}

#[test]
fn ids_begin_with_what_the_site_says() {
    let own = |id: &str, url: &str| {
        let site = format!("base_url: {url}\nfeeds: {{id: '{id}'}}");
        ids(&changed("site.yaml", "base_url: https://example.org/heft/", &site), "en/feed.xml")
    };
    let expected = [
        "tag:example.org,2025:heft;en",
        "tag:example.org,2025:heft/notizen/leim;en",
        "tag:example.org,2025:heft/notizen/hobel;en",
        "tag:example.org,2025:heft/notizen/besuch;en",
    ];
    for url in ["https://example.org/", "https://elsewhere.example/heft/"] {
        assert_eq!(own("tag:example.org,2025:heft", url), expected);
    }
    assert_eq!(
        own("tag:a@example.org,2025-07-10:", "https://b.example/")[1],
        "tag:a@example.org,2025-07-10:notizen/leim;en"
    );
}

#[test]
fn no_two_ids_are_alike() {
    let built = Built::new(&Fixture::named("feeds").site(), Wishes::default());
    let feeds = ["feed.xml", "de/feed.xml", "en/feed.xml", "fr/feed.xml"];
    let mut all: Vec<_> = feeds.iter().flat_map(|feed| ids(&built, feed)).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!((all.len(), count), (16, 16));
}

/// A site with as many works as there are dates, in one section each second.
fn dated(dates: &[&str]) -> Built {
    let mut site = Memory::default();
    site.write("site.yaml", "title: A\nbase_url: https://example.org/\nlanguages: {original: de}\n");
    for (number, date) in dates.iter().enumerate() {
        let section = if number % 2 == 0 { "b" } else { "a" };
        site.write(
            &format!("content/{section}/w{number:02}.de.md"),
            format!("---\ntitle: W{number:02}\n{date}\n---\n\nWort.\n"),
        );
    }
    Built::new(&site, Wishes::default())
}

#[test]
fn the_newest_twenty_stand_first_and_those_of_one_day_as_in_the_lists() {
    let days: Vec<String> = (1..=25).map(|day| format!("date: 2025-01-{day:02}")).collect();
    let built = dated(&days.iter().map(String::as_str).collect::<Vec<_>>());
    let titles = all(&built, "de/feed.xml", "<title>", "</title>");
    let expected: Vec<String> = (5..25).rev().map(|number| format!("W{number:02}")).collect();
    assert_eq!(titles[1..], expected);
    let built =
        dated(&["date: 2025-01-01", "date: 2025-01-01", "date: 2025-01-02\norder: 9", "date: 2025-01-02"]);
    assert_eq!(all(&built, "de/feed.xml", "<title>", "</title>")[1..], ["W03", "W02", "W01", "W00"]);
}

#[test]
fn without_a_day_there_is_no_feed_and_none_is_named() {
    let built = dated(&["order: 1", "order: 2"]);
    assert!(!built.outputs.keys().any(|path| path.contains("feed")));
    let page = String::from_utf8_lossy(&built.outputs["de/b/w00/index.html"]).into_owned();
    assert!(!page.contains("feed"));
}

#[test]
fn a_feed_is_as_new_as_the_newest_day_in_it() {
    let updated = |built: &Built| all(built, "de/feed.xml", "<updated>", "</updated>");
    let built = dated(&["date: 2025-01-01\nupdated: 2025-06-01", "date: 2025-02-01"]);
    assert_eq!(updated(&built), ["2025-06-01T00:00:00Z", "2025-02-01T00:00:00Z", "2025-06-01T00:00:00Z"]);
}

#[test]
fn a_gloss_may_have_a_day_where_its_original_has_none() {
    let mut site = Memory::default();
    site.write(
        "site.yaml",
        "title: A\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n",
    )
    .write("content/a.de.md", "---\ntitle: A\n---\n\nWort.\n")
    .write("content/a.en.md", "---\ntitle: A\ndate: 2025-01-01\n---\n\nWord.\n");
    let built = Built::new(&site, Wishes::default());
    let feeds: Vec<_> = built.outputs.keys().filter(|path| path.contains("feed")).collect();
    assert_eq!(feeds, ["en/feed.json", "en/feed.xml"]);
    assert_eq!(ids(&built, "en/feed.xml"), ["tag:example.org,2026:/;en", "tag:example.org,2025-01-01:a;en"]);
}

#[test]
fn what_xml_cannot_hold_is_left_out() {
    let mut site = Memory::default();
    site.write("site.yaml", "title: A\nbase_url: https://example.org/\nlanguages: {original: de}\n").write(
        "content/a.de.md",
        "---\ntitle: \"A\\u0007B ]]> \\U0001F600\"\ndate: 2025-01-01\n---\n\nWort.\n",
    );
    let built = Built::new(&site, Wishes::default());
    assert_eq!(all(&built, "de/feed.xml", "<title>", "</title>")[1], "AB ]]&gt; 😀");
}
