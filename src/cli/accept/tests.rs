use std::io::Cursor;
use std::path::Path;

use super::asking::Asking;
use super::{Wish, chosen, today};
use crate::cli::site::open;
use crate::source::{create, text_file};

const LOCK: &str = "content/a.en.lock.yaml";

fn site() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| create(&place.path().join(path), text).expect("a new file");
    write(
        "site.yaml",
        "title: A\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n",
    );
    write("content/a.de.md", "---\ntitle: A\n---\n\nEins ist 1.\n\nZwei ist 2.\n\nDrei ist 3.\n");
    write("content/a.en.md", "---\ntitle: A\n---\n\nOne is 1.\n\nTwo is 2.\n\nThree is 3.\n");
    place
}

/// What is said when the answers are these.
fn walk(root: &Path, answers: &str) -> String {
    let Ok(db) = open(root) else { panic!("a site") };
    let mut out = Vec::new();
    let wish = Wish { text: true, ..Wish::default() };
    let input = &mut Cursor::new(answers);
    let mut asking = Asking { root, db: &db, wish, input, out: &mut out };
    assert!(asking.all(None).is_ok());
    String::from_utf8(out).expect("UTF-8")
}

fn ids(root: &Path) -> Vec<String> {
    let text = text_file(&root.join(LOCK)).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split("id: ").nth(1));
    lines.map(|rest| rest.split(',').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn each_bead_is_asked_for_and_what_is_accepted_is_written_at_once() {
    let place = site();
    let said = walk(place.path(), "y\nwhat?\nn\nq\n");
    assert_eq!(said.matches("accept?").count(), 4, "{said}");
    assert!(said.contains("Zwei ist 2.\n  Two is 2.\n"), "{said}");
    assert_eq!(ids(place.path()), ["top.1"]);
    // Those that are confirmed are not asked for again; the end of the input is the end.
    let said = walk(place.path(), "y\n");
    assert!(said.contains("top.2") && !said.contains("top.1"), "{said}");
    assert_eq!(ids(place.path()), ["top.1", "top.2"]);
    walk(place.path(), "yes\n");
    assert!(walk(place.path(), "").contains("all beads are confirmed"));
}

#[test]
fn what_has_changed_is_shown_word_by_word() {
    let place = site();
    walk(place.path(), "y\ny\ny\n");
    let path = place.path().join("content/a.de.md");
    let text = text_file(&path).expect("it is there").replace("Zwei ist 2.", "Zwei ist mehr als 2.");
    crate::publish::replace(&path, &text).expect("it can be written");
    let said = walk(place.path(), "q\n");
    assert!(said.contains("original changed"), "{said}");
    let words: String = anstream::adapter::strip_str(&said).to_string();
    assert!(words.contains("change: Zwei ist {+mehr als+} 2."), "{words}");
}

#[test]
fn names_are_works_and_their_beads() {
    let place = site();
    let Ok(db) = open(place.path()) else { panic!("a site") };
    let names = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let found = chosen(&db, &words, None).ok()?;
        Some(found.iter().map(|found| (found.key.to_string(), found.beads.len())).collect::<Vec<_>>())
    };
    assert_eq!(names(&["a"]), Some(vec![("a".to_owned(), 0)]));
    assert_eq!(names(&["a", "top.1", "#top.3"]), Some(vec![("a".to_owned(), 2)]));
    for wrong in [&["top.1"][..], &["a", "top.9"], &["b"]] {
        assert_eq!(names(wrong), None, "{wrong:?}");
    }
}

#[test]
fn the_day_is_one_of_the_calendar() {
    assert!(today().is_some());
}
