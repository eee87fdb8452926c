//! Whole sites: a folder in, pages and diagnostics out. See `tests/fixture/mod.rs` for the folders.

#![expect(clippy::disallowed_methods, reason = "tests read and write their fixtures")]

#[allow(dead_code, reason = "each test uses its part")]
mod fixture;

use diglot::db::Wishes;
use diglot::source::Memory;
use fixture::{Built, Differences, Fixture, Outputs, files_below};
use rayon::prelude::*;

#[test]
fn every_fixture_gives_what_is_expected() {
    let fixtures = Fixture::all();
    assert!(!fixtures.is_empty(), "no fixtures were found");
    let found = fixtures.par_iter().map(differences).collect::<Vec<_>>();
    found.into_iter().reduce(Differences::and).expect("there are fixtures").finish();
}

/// Holds a fixture's outputs and diagnostics against what is written down.
fn differences(fixture: &Fixture) -> Differences {
    let mut differences = Differences::default();
    let built = Built::new(&fixture.site(), Wishes::default());
    let folder = fixture.folder();
    differences.compare(&folder.join("expected.diagnostics.txt"), built.told().as_bytes());
    for path in files_below(&folder.join("expected")) {
        match built.steady(&path) {
            Some(bytes) => differences.compare(&folder.join("expected").join(&path), &bytes),
            None => differences.add(format!("{}: nothing is made at {path}", fixture.name)),
        }
    }
    differences
}

#[test]
fn the_three_forms_of_file_names_give_the_same_site() {
    let [suffix, folders, mixed] = ["forms-suffix", "forms-folders", "forms-mixed"]
        .map(|name| Built::new(&Fixture::named(name).site(), Wishes::default()).outputs);
    assert!(suffix.keys().any(|path| path == "en/journeys/bergwerk/index.html"));
    for other in [folders, mixed] {
        let paths = |outputs: &Outputs| outputs.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&suffix), paths(&other));
        let differ = suffix.iter().filter(|(path, bytes)| other[*path] != **bytes);
        assert_eq!(differ.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}

#[test]
fn what_stands_in_for_another_language_says_which_it_is() {
    let mut site = Memory::default();
    site.write("site.yaml", "title: {de: Der Titel}\ndescription: {de: Worum es geht}\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [nl]}\n")
        .write("content/artikel/_index.de.md", "---\ntitle: Artikel\n---\n")
        .write("content/artikel/a.de.md", "---\ntitle: A\nsources: [{name: Ein Bericht}]\n---\nText\n")
        .write("content/artikel/a.nl.md", "---\ntitle: A\n---\n[[nur]] en meer.\n")
        .write("content/glossary/nur.de.md", "---\nterm: Wörtchen\n---\nNur.\n");
    let outputs = Built::new(&site, Wishes::default()).outputs;
    let text = |path: &str| String::from_utf8_lossy(&outputs[path]).into_owned();
    let (list, work) = (text("nl/artikel/index.html"), text("nl/artikel/a/index.html"));
    for german in ["Der Titel", "Artikel"] {
        assert!(list.contains(&format!("lang=\"de\" dir=\"ltr\">{german}</span>")), "{german}");
        assert!(!list.contains(&format!("lang=\"nl\" dir=\"ltr\">{german}</span>")), "{german}");
    }
    assert!(list.contains("<span lang=\"en\" dir=\"ltr\">Skip to the text</span>"));
    assert!(text("nl/index.html").contains("<p lang=\"de\" dir=\"ltr\">Worum es geht</p>"));
    assert!(work.contains(" lang=\"de\" dir=\"ltr\">Wörtchen</a>"));
    assert!(work.contains("<span lang=\"de\" dir=\"ltr\">Ein Bericht</span>"));
    let both = text("artikel/index.html");
    assert_eq!(
        both.matches(">Artikel</span>").count(),
        both.matches("lang=\"de\" dir=\"ltr\">Artikel</span>").count()
    );
}

#[test]
fn details_hold_their_rows() {
    let work = |language, [summary, inner, words]: [&str; 3]| {
        let text = format!(
            "---\ntitle: A\n---\n<details open>\n<summary>{summary}</summary>\n\n{words}\n\n<details><summary>{inner}</summary>\n\n\
             - {words}\n\n</details>\n\n</details>\n\n{words}\n\n<details>\n<summary>C++</summary>\n\n{words}\n\n</details>\n"
        );
        (format!("content/a.{language}.md"), text)
    };
    let mut site = Memory::default();
    site.write(
        "site.yaml",
        "title: A\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n",
    );
    for (path, text) in [
        work("de", ["<b>Mehr</b>", "Noch mehr", "Wort."]),
        work("en", ["<b>More</b>", "Still more", "Word."]),
    ] {
        site.write(&path, text);
    }
    let built = Built::new(&site, Wishes::default());
    assert_eq!(built.told(), "");
    // Without the switches of the rows.
    let switch = "<details hidden><summary lang=\"en\" dir=\"ltr\">English</summary></details>";
    let page = String::from_utf8_lossy(&built.outputs["a/index.html"]).replace(switch, "");
    let start = page.find("<details class=\"fold\"").expect("there are details");
    let text = page.find("<div class=\"tools").expect("what follows the text");
    let end = page[..text].rfind("</details>").expect("they end");
    let shape: Vec<&str> = page[start..end + 10]
        .split('<')
        .filter_map(|piece| piece.split('>').next())
        .filter(|tag| {
            ["details", "/details", "div class=\"bead", "div class=\"unf", "summary"]
                .iter()
                .any(|name| tag.starts_with(name))
        })
        .collect();
    assert_eq!(
        shape,
        [
            "details class=\"fold\" id=\"top.1\" open",
            "summary",
            "div class=\"unfolded\"",
            "div class=\"bead kind-paragraph is-paired\" id=\"top.2\"",
            "details class=\"fold\" id=\"top.3\"",
            "summary",
            "div class=\"unfolded\"",
            "div class=\"bead kind-list is-paired\" id=\"top.4\"",
            "/details",
            "div class=\"bead kind-html is-paired\" id=\"top.5\"",
            "/details",
            "div class=\"bead kind-html is-paired\" id=\"top.6\"",
            "div class=\"bead kind-paragraph is-paired\" id=\"top.7\"",
            "details class=\"fold\" id=\"top.8\"",
            "summary",
            "div class=\"unfolded\"",
            "div class=\"bead kind-paragraph is-paired\" id=\"top.9\"",
            "/details",
        ]
    );
    assert!(page.contains(
        "<summary><span lang=\"de\" dir=\"ltr\"><b>Mehr</b></span> · <span lang=\"en\" dir=\"ltr\"><b>More</b></span></summary>"
    ));
    assert!(page.contains("<summary><span lang=\"de\" dir=\"ltr\">C++</span></summary>"));
    assert!(page.contains("<div class=\"bead kind-html is-paired\" id=\"top.5\"></div>"));
}

#[test]
fn drafts_are_shown_on_request_only() {
    let site = Fixture::named("turned-round").site();
    let drafts = |drafts| Built::new(&site, Wishes { drafts, ..Wishes::default() }).outputs;
    let (without, with) = (drafts(false), drafts(true));
    let more: Vec<_> = with.keys().filter(|path| !without.contains_key(*path)).collect();
    // A whole work, and the gloss of another, whose place a stub held; its parallel view, too.
    assert_eq!(
        more,
        ["briefe/entwurf/index.html", "de/briefe/entwurf/index.html", "en/letters/entwurf/index.html"]
    );
    let text = |outputs: &Outputs, path: &str| String::from_utf8_lossy(&outputs[path]).into_owned();
    assert!(!text(&without, "en/letters/halb/index.html").contains("The gloss is not ready"));
    assert!(text(&with, "en/letters/halb/index.html").contains("The gloss is not ready"));
    assert!(!without.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Noch nicht fertig")));
}

#[test]
fn a_section_that_is_a_draft_hides_all_that_lies_in_it() {
    let draft = |path: &str| {
        let mut site = Fixture::named("turned-round").site();
        site.write(path, "---\ntitle: Bald\ndraft: true\n---\n".to_owned());
        site.write("content/tief/unten/eins.de.md", "---\ntitle: Eins\n---\nEins.\n".to_owned());
        site.write("content/tief/unten/eins.en.md", "---\ntitle: One\n---\nOne.\n".to_owned());
        Built::new(&site, Wishes::default()).outputs
    };
    let below = |outputs: &Outputs| -> Vec<String> {
        outputs.keys().filter(|path| path.contains("tief/unten/eins")).cloned().collect()
    };
    assert_eq!(below(&draft("content/tief/_index.de.md")), Vec::<String>::new());
    let gloss = draft("content/tief/_index.en.md");
    assert!(!String::from_utf8_lossy(&gloss["en/tief/unten/eins/index.html"]).contains("One."));
    assert!(String::from_utf8_lossy(&gloss["de/tief/unten/eins/index.html"]).contains("Eins."));
    assert_eq!(below(&draft("content/tief/notes.de.md")).len(), 3);
}

#[test]
fn long_lists_go_on_on_further_pages() {
    let mut site = Fixture::named("turned-round").site();
    for number in 1..=201 {
        let text =
            format!("---\ntitle: Nummer {number}\norder: {number}\ntags: [post]\n---\nText {number}.\n");
        site.write(&format!("content/viele/nummer-{number}.md"), text);
    }
    let built = Built::new(&site, Wishes::default());
    let list = |path: &str| String::from_utf8_lossy(&built.outputs[path]).into_owned();
    let [first, second, third] =
        ["", "page/2/", "page/3/"].map(|page| list(&format!("de/viele/{page}index.html")));
    let works = |list: &str| list.matches("/de/viele/nummer-").count();
    assert_eq!([&first, &second, &third].map(|list| works(list)), [100, 100, 1]);
    assert!(first.contains("/de/viele/nummer-1/ ") && first.ends_with("1 of 3\n"), "{first}");
    assert!(second.contains("/de/viele/nummer-101/ ") && third.contains("/de/viele/nummer-201/ "));
    assert!(!built.outputs.contains_key("de/viele/page/4/index.html"));
    assert!(built.outputs.contains_key("tags/post/page/3/index.html"));
    assert!(!built.outputs.contains_key("viele/page/1/index.html"), "the first page has one address");
}

#[test]
fn further_pages_of_a_list_are_pages_of_their_own() {
    let mut site = Memory::default();
    site.write("site.yaml", "title: {de: Heft, en: Book}\nbase_url: https://example.org/x/\nlanguages: {original: de, glosses: [en]}\n");
    for number in 1..=101 {
        site.write(&format!("content/a/w{number}.de.md"), format!("---\ntitle: W{number}\n---\nWort.\n"));
    }
    let built = Built::new(&site, Wishes::default());
    let text = |path: &str| String::from_utf8_lossy(&built.outputs[path]).into_owned();
    let (second, map) = (text("en/a/page/2/index.html"), text("sitemap.xml"));
    for said in [
        "<title>a · Page 2 of 2 – Book</title>",
        "<link rel=\"canonical\" href=\"https://example.org/x/en/a/page/2/\">",
        "<link rel=\"alternate\" hreflang=\"de\" href=\"https://example.org/x/de/a/page/2/\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/x/a/page/2/\">",
        "<meta property=\"og:url\" content=\"https://example.org/x/en/a/page/2/\">",
        "<a rel=\"prev\" href=\"/x/en/a/\">",
    ] {
        assert!(second.contains(said), "{said} is not in {second}");
    }
    assert!(text("en/a/index.html").contains("<title>a – Book</title>"));
    for address in ["a/page/2/", "de/a/page/2/", "en/a/page/2/"] {
        assert!(map.contains(&format!("<loc>https://example.org/x/{address}</loc>")), "{address}");
    }
}

#[test]
fn a_large_glossary_is_mapped_by_kind() {
    let boxes = |entries: usize| {
        let mut site = Memory::default();
        site.write("site.yaml", "title: A\nbase_url: https://example.org/\nlanguages: {original: de}\n");
        for number in 1..=entries {
            let kind = if number % 3 == 0 { "person" } else { "system" };
            let next = number % entries + 1;
            let text =
                format!("---\nterm: Wort {number}\nkind: {kind}\nrelated: [wort-{next}]\n---\nText.\n");
            site.write(&format!("content/glossary/wort-{number}.md"), text);
        }
        let map = Built::new(&site, Wishes::default()).outputs["de/glossary/by/relation/index.html"].clone();
        let map = String::from_utf8_lossy(&map).into_owned();
        let svg = map[map.find("<svg").expect("a map")..map.find("</svg>").expect("it ends")].to_owned();
        (svg.matches("<rect").count(), svg.matches("<line").count(), svg, map)
    };
    let (rects, lines, svg, _) = boxes(30);
    assert_eq!((rects, lines), (30, 30));
    assert!(svg.contains("<a class=\"kind-person\" href=\"/de/glossary/wort-3/\">"));
    let (rects, lines, svg, map) = boxes(301);
    assert_eq!((rects, lines), (2, 1));
    assert!(svg.contains("href=\"#kind.person\"") && svg.contains(">Personen (100)<"));
    assert_eq!(map.matches("<dt>").count(), 301);
}

#[test]
fn tables_of_another_shape_and_other_pictures_stand_apart() {
    let fixture = Fixture::named("plain");
    let path = "content/texte/auszeichnung.en.md";
    let text = fixture.text(path);
    let both = |text: String| {
        let mut site = fixture.site();
        site.write(path, text);
        let page = Built::new(&site, Wishes::default()).outputs["texte/auszeichnung/index.html"].clone();
        let page = String::from_utf8(page).expect("pages are UTF-8");
        (page.contains("<td><span lang"), page.contains("<figcaption><span lang=\"de\" dir=\"ltr\">Der Turm"))
    };
    assert_eq!(both(text.clone()), (true, true));
    assert_eq!(both(text.replace("| Fl \\| 5 s | one flash |\n", "")), (false, true));
    assert_eq!(both(text.replace("(turm.svg ", "(https://a.example/turm.svg ")), (true, false));
}

#[test]
fn lists_say_how_much_of_a_text_is_glossed() {
    let list = |gloss: &str| {
        let mut site = Memory::default();
        site.write("site.yaml", "title: A\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n")
            .write("content/texte/a.de.md", "---\ntitle: A\n---\n# Eins\n\nEin Satz.\n\n<!-- diglot: alone -->\nNur hier.\n\n# Zwei\n\nNoch ein Satz.\n")
            .write("content/texte/a.en.md", format!("---\ntitle: A\n---\n# One\n\nA sentence.\n\n# Two\n\n{gloss}"));
        let outputs = Built::new(&site, Wishes::default()).outputs;
        ["texte/index.html", "en/texte/index.html", "index.html", "de/texte/index.html"]
            .map(|path| String::from_utf8_lossy(&outputs[path]).contains("75 % glossed"))
    };
    assert_eq!(list("<!-- diglot: todo -->\nNoch ein Satz.\n"), [true, true, true, false]);
    assert_eq!(list("Another sentence.\n"), [false; 4]);
}

/// A site of one section, and what else is in `more`.
fn with_colophon(more: &[(&str, &str)]) -> Built {
    let mut site = Memory::default();
    site.write(
        "site.yaml",
        "title: T\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n",
    )
    .write("content/artikel/a.de.md", "---\ntitle: A\n---\nText, der [endet](/colophon).\n");
    for (path, text) in more {
        site.write(path, *text);
    }
    Built::new(&site, Wishes::default())
}

#[test]
fn a_site_has_a_colophon_in_each_view() {
    let built = with_colophon(&[]);
    assert!(!built.told().contains("broken-link"), "{}", built.told());
    let page = |path: &str| String::from_utf8_lossy(&built.outputs[path]).into_owned();
    for path in ["colophon/index.html", "de/colophon/index.html", "en/colophon/index.html"] {
        assert!(page(path).contains("<body class=\"colophon "), "{path}");
    }
    assert!(page("de/artikel/a/index.html").contains("<a href=\"/de/colophon/\">endet</a>"));
    assert!(page("en/index.html").contains("<p><a href=\"/en/colophon/\">"), "the foot leads to it");
    assert_eq!(page("sitemap.xml").matches("/colophon/</loc>").count(), 3);
}

#[test]
fn a_text_or_section_of_its_own_is_the_colophon_of_a_site() {
    let work = "---\ntitle: Über das Buch\n---\nGesetzt aus der Palatino.\n";
    let renamed = "---\ntitle: Über das Buch\nslug: colophon\n---\nGesetzt aus der Palatino.\n";
    for (path, text) in [
        ("content/colophon.de.md", work),
        ("content/buch.de.md", renamed),
        ("content/colophon/_index.de.md", work),
    ] {
        let built = with_colophon(&[(path, text)]);
        assert!(!built.told().contains("duplicate-address"), "{path}: {}", built.told());
        let made = built
            .outputs
            .values()
            .filter(|bytes| String::from_utf8_lossy(bytes).contains("<body class=\"colophon"));
        assert_eq!(made.count(), 0, "{path}: there is no other");
        let foot = String::from_utf8_lossy(&built.outputs["de/index.html"]).into_owned();
        assert!(
            foot.contains(
                "<p><a href=\"/de/colophon/\"><span lang=\"de\" dir=\"ltr\">Über das Buch</span></a></p>"
            ),
            "{path}: {foot}"
        );
        assert!(
            String::from_utf8_lossy(&built.outputs["de/colophon/index.html"]).contains("Palatino"),
            "{path}"
        );
    }
}

#[test]
fn a_file_at_the_address_of_the_colophon_clashes_with_it() {
    let told = with_colophon(&[("static/colophon/index.html", "<p>")]).told();
    assert!(
        told.contains("claimed twice: by the colophon and by the file static/colophon/index.html"),
        "{told}"
    );
}
