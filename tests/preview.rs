//! What is shown while a site is being written is what a clean build would make, after whatever was
//! done to it: many short stories of edits, drawn at random, over one site.

#[path = "preview/story.rs"]
mod story;

#[allow(dead_code, reason = "each test uses its part")]
#[expect(clippy::disallowed_methods, reason = "tests read and write their fixtures")]
mod fixture;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use diglot::db::{Database, Wishes};
use diglot::diagnostic::SourcePath;
use diglot::flow::{Preview, Shown};
use diglot::render;
use diglot::site::{OutputPath, config};
use diglot::source::{Folder as _, Memory, read};
use fixture::{Built, Fixture, Outputs};
use rayon::prelude::*;
use story::Story;

const ORIGIN: &str = "https://example.org";

/// How many stories are told.
///
/// `STORIES=2000 cargo test --test preview` tells more.
const STORIES: u64 = 100;

/// All that a preview shows, and the pages that it leaves as they were because something is broken.
fn shown(preview: &Preview, site: &Memory) -> (Outputs, BTreeSet<String>) {
    let paths: Vec<OutputPath> = preview.ask(|db| {
        let all = [render::outputs(db), render::further_pages(db)];
        all.into_iter().flat_map(|outputs| outputs.by_path.keys().cloned()).collect()
    });
    let (mut outputs, mut held) = (Outputs::new(), BTreeSet::new());
    for path in paths {
        let name = path.as_str().to_owned();
        match preview.shown(&path) {
            Shown::Page(page) => drop(outputs.insert(name, page.bytes.to_vec())),
            Shown::File(source) => drop(outputs.insert(name, site.read(&source).expect("it was listed"))),
            Shown::Faulty(..) => drop(held.insert(name)),
            Shown::Moved(_) | Shown::Nothing => panic!("{path} is an output"),
        }
    }
    (outputs, held)
}

/// What a clean build makes of a site that stands where the preview shows it.
fn clean(site: &Memory) -> Outputs {
    let mut db = Database::new(read(site), Wishes::default(), None);
    let base = config(&db).config.base_url.path().to_owned();
    db.wish(Wishes { base_url: Some(format!("{ORIGIN}{base}")), ..Wishes::default() });
    Built::of(db, site).outputs
}

#[test]
fn after_any_story_of_edits_what_is_shown_is_a_clean_build() {
    let beginning = story::beginning();
    let stories = std::env::var("STORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(STORIES);
    // Stories at whose end pages could be compared, not only left as they were.
    let whole = AtomicU64::new(0);
    let broken: Vec<String> = (0..stories)
        .into_par_iter()
        .filter_map(|number| {
            let mut site = beginning.clone();
            let preview = Preview::open(&site, Wishes::default(), ORIGIN);
            let story = Story::number(number);
            let mut told = Vec::new();
            for edit in &story.edits {
                let touched = edit.happen(&mut site);
                told.push(edit.to_string());
                preview.look_again(&site, &touched);
                if story.shows_between {
                    shown(&preview, &site);
                }
            }
            let (now, held) = shown(&preview, &site);
            let mut clean = clean(&site);
            whole.fetch_add(u64::from(held.is_empty()), Ordering::Relaxed);
            clean.retain(|path, _| !held.contains(path));
            let differs = differing(&now, &clean);
            differs.map(|path| format!("story {number}: {path} differs after {}", told.join(", then ")))
        })
        .collect();
    assert!(whole.into_inner() > stories / 3, "in most stories nothing could be compared");
    assert!(
        broken.is_empty(),
        "{} stories end otherwise, such as\n{}",
        broken.len(),
        broken[..broken.len().min(5)].join("\n")
    );
}

fn differing(one: &Outputs, other: &Outputs) -> Option<String> {
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    paths.into_iter().find(|path| one.get(*path) != other.get(*path)).cloned()
}

/// The stories must be about something: each kind of edit changes the site in some of them.
#[test]
fn every_kind_of_edit_happens_and_changes_something() {
    let beginning = story::beginning();
    let mut effective = BTreeSet::new();
    for number in 0..200 {
        let mut site = beginning.clone();
        for edit in Story::number(number).edits {
            let before = diglot::source::read(&site);
            edit.happen(&mut site);
            if diglot::source::read(&site) != before {
                effective.insert(edit.kind());
            }
        }
    }
    assert_eq!(effective.len(), story::KINDS, "{effective:?}");
}

fn touch(paths: &[&str]) -> BTreeSet<SourcePath> {
    paths.iter().map(|path| SourcePath::new(path)).collect()
}

fn at(path: &str) -> OutputPath {
    OutputPath::new(path).expect("a path of outputs")
}

/// A site, shown.
fn begin() -> (Memory, Preview) {
    let site = Fixture::named("forms-suffix").site();
    let preview = Preview::open(&site, Wishes::default(), ORIGIN);
    (site, preview)
}

#[test]
fn an_edit_elsewhere_does_not_make_a_page_anew() {
    let (mut site, preview) = begin();
    let page = at("reisen/hafen/index.html");
    let _ = preview.shown(&page);
    let path = "content/reisen/bergwerk.de.md";
    for more in ["Ein Satz mehr.", "Und noch einer."] {
        let text = String::from_utf8(site.read(&SourcePath::new(path)).expect("a text")).expect("UTF-8");
        site.write(path, format!("{text}\n{more}\n"));
        assert!(preview.look_again(&site, &touch(&[path])));
        let before = preview.count().ran();
        let _ = preview.shown(&page);
        let ran = preview.count().ran() - before;
        assert!(ran <= 1, "{ran} queries ran for a page that shows nothing of the edit");
    }
}

#[test]
fn a_look_at_what_has_not_changed_changes_nothing() {
    let (site, preview) = begin();
    let all = ["content", "content/reisen/hafen.de.md", "layouts", "assets", "static", "site.yaml", ""];
    for place in all {
        assert!(!preview.look_again(&site, &touch(&[place])), "{place}");
    }
}

#[test]
fn a_page_whose_text_breaks_stays_as_it_was_until_it_is_mended() {
    let (mut site, preview) = begin();
    let (path, page) = ("content/reisen/bergwerk.de.md", at("reisen/bergwerk/index.html"));
    let whole = site.read(&SourcePath::new(path)).expect("a text");
    let Shown::Page(before) = preview.shown(&page) else { panic!("it is shown") };
    site.write(path, "---\ntitle: [\n---\nText.\n");
    assert!(preview.look_again(&site, &touch(&[path])));
    match preview.shown(&page) {
        Shown::Faulty(Some(last), _) => {
            assert!(last == before);
            assert!(last.files.contains(&SourcePath::new(path)));
        }
        _ => panic!("the last good page does not stay"),
    }
    assert!(preview.check(|_, found| found.len()).is_some_and(|found| found > 0));
    site.write(path, whole);
    assert!(preview.look_again(&site, &touch(&[path])));
    assert!(matches!(preview.shown(&page), Shown::Page(now) if now == before));
}

#[test]
fn a_page_whose_layout_breaks_stays_as_it_was() {
    let (mut site, preview) = begin();
    let page = at("reisen/bergwerk/index.html");
    let Shown::Page(before) = preview.shown(&page) else { panic!("it is shown") };
    site.write("layouts/work.html", "{% if %}");
    assert!(preview.look_again(&site, &touch(&["layouts/work.html"])));
    assert!(matches!(preview.shown(&page), Shown::Faulty(Some(last), _) if last == before));
    site.remove("layouts/work.html");
    assert!(preview.look_again(&site, &touch(&["layouts/work.html"])));
    assert!(matches!(preview.shown(&page), Shown::Page(..)));
}

#[test]
fn who_looks_at_a_page_that_has_moved_is_told_where_it_is() {
    let (mut site, preview) = begin();
    let page = at("reisen/bergwerk/index.html");
    assert!(matches!(preview.shown(&page), Shown::Page(..)));
    let mut touched = BTreeSet::new();
    for language in ["de", "en"] {
        let (old, new) =
            (format!("content/reisen/bergwerk.{language}.md"), format!("content/grube.{language}.md"));
        let bytes = site.read(&SourcePath::new(&old)).expect("a text");
        site.remove(&old).write(&new, bytes);
        touched.extend([SourcePath::new(&old), SourcePath::new(&new)]);
    }
    assert!(preview.look_again(&site, &touched));
    assert_eq!(preview.shown(&page), Shown::Moved(at("grube/index.html")));
    // Another slug moves it once more.
    let path = "content/grube.de.md";
    let text = String::from_utf8(site.read(&SourcePath::new(path)).expect("a text")).expect("UTF-8");
    site.write(path, text.replacen("---\n", "---\nslug: stollen\n", 1));
    assert!(matches!(preview.shown(&at("grube/index.html")), Shown::Page(..)));
    assert!(preview.look_again(&site, &touch(&[path])));
    assert_eq!(preview.shown(&at("grube/index.html")), Shown::Moved(at("stollen/index.html")));
}

#[test]
fn what_is_deleted_is_gone() {
    let (mut site, preview) = begin();
    let page = at("reisen/bergwerk/index.html");
    assert!(matches!(preview.shown(&page), Shown::Page(..)));
    site.remove("content/reisen/bergwerk.de.md").remove("content/reisen/bergwerk.en.md");
    assert!(preview.look_again(&site, &touch(&["content/reisen"])));
    assert_eq!(preview.shown(&page), Shown::Nothing);
}

#[test]
fn a_changed_picture_is_measured_for_what_shows_it_and_nothing_else() {
    let (mut site, preview) = begin();
    let (page, other) = (at("reisen/bruecke/index.html"), at("reisen/hafen/index.html"));
    let says = |size: &str| {
        let Shown::Page(page) = preview.shown(&page) else { panic!("it is shown") };
        let text = String::from_utf8_lossy(&page.bytes).into_owned();
        assert!(text.contains(size), "{size}: {text}");
    };
    says("width=\"1200\" height=\"600\"");
    let _ = preview.shown(&other);
    let path = "static/bilder/bruecke.svg";
    site.write(path, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"48\"/>");
    assert!(preview.look_again(&site, &touch(&[path])));
    let before = preview.count().ran();
    let _ = preview.shown(&other);
    assert_eq!(preview.count().ran(), before, "a page without the picture");
    says("width=\"64\" height=\"48\"");
}
