//! `diglot layouts` as those who call it see it, and what is said of layouts in the documents.

#![expect(clippy::disallowed_methods, reason = "tests lay out folders and look into them")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const SITE: &str = "title: A\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n";

/// A site of one file in a folder of its own.
fn site(configuration: &str) -> TempDir {
    let place = tempfile::tempdir().expect("there is room for a folder");
    fs::write(place.path().join("site.yaml"), configuration).expect("a file can be written");
    place
}

fn run(place: &TempDir, words: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.args(words.split(' ')).current_dir(place.path()).env("NO_COLOR", "1");
    command.output().expect("the program was built with the tests")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("the program writes UTF-8")
}

/// That a run is wrong usage, and says so.
fn refuses(place: &TempDir, words: &str, said: &[&str]) {
    let output = run(place, words);
    let told = String::from_utf8(output.stderr).expect("the program writes UTF-8");
    assert_eq!(output.status.code(), Some(2), "{words}: {told}");
    assert!(said.iter().all(|said| told.contains(said)), "{words}: {told}");
}

fn repository(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(path).expect("a file of the repository").replace("\r\n", "\n")
}

#[test]
fn what_is_listed_says_whose_it_is() {
    let place = site(SITE);
    fs::create_dir_all(place.path().join("layouts")).expect("a folder can be made");
    fs::write(place.path().join("layouts/foot.html"), "<footer>mine</footer>\n").expect("a file");
    fs::write(place.path().join("layouts/lesson.html"), "{% extends \"work.html\" %}\n").expect("a file");
    fs::write(place.path().join("layouts/top.html"), repository("layouts/top.html")).expect("a file");
    let listed = out(&run(&place, "layouts list"));
    let says = |path: &str, whose: &str| {
        let line = listed.lines().find(|line| line.split_whitespace().next() == Some(path));
        assert!(line.is_some_and(|line| line.ends_with(whose)), "{path}: {line:?}");
    };
    says("layouts/base.html", "  the theme's");
    says("layouts/foot.html", "  the site's, over the theme's");
    says("layouts/lesson.html", "  the site's");
    says("layouts/top.html", "  the site's, a copy of the theme's");
    says("layouts/strings/de.yaml", "  the theme's");
    says("assets/diglot.js", "  the theme's");
    assert!(listed.contains("\n  work_head\n"), "{listed}");
    let plain = out(&run(&site(&format!("{SITE}theme: plain\n")), "layouts list"));
    assert!(plain.contains("assets/style.css") && !plain.contains("diglot.js"), "{plain}");
}

#[test]
fn an_ejected_file_is_the_themes_and_never_takes_another_ones_place() {
    let place = site(SITE);
    let read = |path: &str| fs::read_to_string(place.path().join(path)).expect("it was made");
    assert!(
        run(&place, "layouts eject foot.html layouts/top.html strings/de.yaml style.css").status.success()
    );
    for path in ["layouts/foot.html", "layouts/top.html", "layouts/strings/de.yaml", "assets/style.css"] {
        assert_eq!(read(path), repository(path), "{path}");
    }
    fs::write(place.path().join("layouts/foot.html"), "mine").expect("a file can be written");
    refuses(&place, "layouts eject home.html foot.html", &["foot.html is there already", "stays as it is"]);
    assert_eq!(read("layouts/foot.html"), "mine");
    assert!(!place.path().join("layouts/home.html").exists(), "all or nothing");
    refuses(&place, "layouts eject styl.css", &["no file `styl.css`", "did you mean `style.css`?"]);
    refuses(&place, "layouts eject pager", &["`pager` stands in layouts/components.html"]);
}

#[test]
fn what_a_site_has_ejected_changes_no_page() {
    let place = site(SITE);
    fs::create_dir_all(place.path().join("content")).expect("a folder can be made");
    for language in ["de", "en"] {
        let text = "---\ntitle: A\n---\nEin Satz.[^1]\n\n[^1]: Noch einer.\n";
        fs::write(place.path().join(format!("content/a.{language}.md")), text).expect("a file");
    }
    let page = |folder: &str| {
        assert!(run(&place, &format!("build --output {folder}")).status.success());
        fs::read_to_string(place.path().join(folder).join("a/index.html")).expect("the page is made")
    };
    let before = page("before");
    assert!(before.contains("<fieldset class=\"how\">"), "the ways in which the second language comes");
    assert!(run(&place, "layouts eject base.html text.html").status.success());
    assert_eq!(page("after"), before);
}

/// The custom properties of a style sheet's first block, in their order.
fn properties(style: &str) -> BTreeSet<&str> {
    let (_, block) = style.split_once(":root {").expect("there are properties");
    let (block, _) = block.split_once("\n}").expect("they end");
    let lines = block.lines().map(str::trim).filter(|line| line.starts_with("--"));
    lines.filter_map(|line| line.split(':').next()).collect()
}

#[test]
fn the_documents_name_every_custom_property() {
    let (style, page) = (repository("assets/style.css"), repository("docs/layouts.md"));
    let (_, section) = page.split_once("\n## Colours, type and measure\n").expect("there is the section");
    let (section, _) = section.split_once("\n## ").expect("it ends");
    let rows = section.lines().filter(|line| line.starts_with("| `--"));
    let names = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split(','));
    let named: BTreeSet<_> = names.map(|name| name.trim().trim_matches('`')).collect();
    assert_eq!(named, properties(&style));
}
