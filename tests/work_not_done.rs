//! Which work an edit causes, and which it does not: the exact list of queries that run.
//!
//! The lists stand in `tests/work_not_done/`; `UPDATE=1 cargo test --test work_not_done` writes
//! them. A list that grows says that something is asked for that was not asked for before.
//!
//! The first edit of a body causes more work than all that follow, once for each file: the body
//! becomes an input that is expected to change, and whatever rests on it has to be told so.

#[allow(dead_code, reason = "each test uses its part")]
#[expect(clippy::disallowed_methods, reason = "tests read and write their fixtures")]
mod fixture;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use diglot::db::{Database, Wishes};
use diglot::flow;
use diglot::parallel::lock::{Wish, acceptance};
use diglot::render::Bytes;
use diglot::site::{Language, Work, WorkKey};
use diglot::source::{Memory, read};
use fixture::{Differences, Fixture, ask};

/// A site that has been asked for everything once.
struct Warm {
    site: Memory,
    db: Database,
    executed: Receiver<String>,
}

impl Warm {
    fn new() -> Self {
        let site = Fixture::named("forms-suffix").site();
        let (tell, executed) = channel();
        let db = Database::new(read(&site), Wishes::default(), Some(tell));
        let warm = Self { site, db, executed };
        let first = warm.work();
        assert!(first.contains_key("text"), "a first build runs queries: {first:?}");
        warm
    }

    /// Asks for everything, and counts the queries that ran by name.
    fn work(&self) -> BTreeMap<String, usize> {
        let _ = ask(&self.db, &self.site);
        let mut counts = BTreeMap::new();
        for name in self.executed.try_iter() {
            *counts.entry(name).or_default() += 1;
        }
        counts
    }

    /// Changes words of a file; asks for everything.
    fn edit(&mut self, path: &str, old: &str, new: &str) -> BTreeMap<String, usize> {
        use diglot::source::Folder as _;
        let text = self.site.read(&fixture::path(path)).expect("a file of the fixture");
        let text = String::from_utf8(text).expect("UTF-8");
        assert!(text.contains(old), "{path} does not say {old}");
        self.site.write(path, text.replacen(old, new, 1));
        assert!(self.db.update(read(&self.site)), "something has changed");
        self.work()
    }
}

/// Holds a list against the one written down.
fn expect(name: &str, work: &BTreeMap<String, usize>) {
    let list: String = work.iter().map(|(query, count)| format!("{count:>3} {query}\n")).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/work_not_done").join(name);
    let mut differences = Differences::default();
    differences.compare(&path, list.as_bytes());
    differences.finish();
}

#[test]
fn no_change_causes_no_work() {
    let mut warm = Warm::new();
    assert!(!warm.db.update(read(&warm.site)), "nothing has changed");
    assert_eq!(warm.work(), BTreeMap::new());
}

#[test]
fn the_first_edit_of_a_body_tells_all_that_rests_on_it() {
    let mut warm = Warm::new();
    let work = warm.edit("content/reisen/bergwerk.de.md", "Es war warm", "Es war sehr warm");
    expect("body-first.txt", &work);
}

#[test]
fn an_edited_body_causes_work_on_its_own_text() {
    let mut warm = Warm::new();
    warm.edit("content/reisen/bergwerk.de.md", "Es war warm", "Es war sehr warm");
    let work = warm.edit("content/reisen/bergwerk.de.md", "sehr warm", "nicht warm");
    expect("body.txt", &work);
}

#[test]
fn an_edited_body_of_a_gloss_causes_work_on_its_own_text() {
    let mut warm = Warm::new();
    warm.edit("content/reisen/bergwerk.en.md", "It was warm", "It was very warm");
    let work = warm.edit("content/reisen/bergwerk.en.md", "very warm", "not warm");
    expect("body-of-a-gloss.txt", &work);
}

#[test]
fn a_mention_less_causes_work_on_its_entry() {
    let mut warm = Warm::new();
    warm.edit("content/reisen/bergwerk.de.md", "Es war warm", "Es war sehr warm");
    let work = warm.edit("content/reisen/bergwerk.de.md", "Der Steiger ging", "Einer ging");
    expect("mention.txt", &work);
}

#[test]
fn other_words_around_a_mention_leave_the_pages_of_its_concordance_as_they_are() {
    let mut warm = Warm::new();
    warm.edit("content/reisen/bergwerk.de.md", "Es war warm", "Es war sehr warm");
    let work = warm.edit("content/reisen/bergwerk.de.md", "Der Steiger ging", "Der Steiger lief");
    assert_eq!((work.get("quotes"), work.get("quote_counts")), (Some(&1), Some(&1)), "{work:?}");
    assert_eq!((work.get("concordance_counts"), work.get("further_pages")), (None, None), "{work:?}");
}

#[test]
fn an_edited_title_causes_work_on_what_shows_titles() {
    let mut warm = Warm::new();
    let work = warm.edit("content/reisen/bergwerk.de.md", "title: Im Bergwerk", "title: Im Berg");
    expect("title.txt", &work);
}

#[test]
fn a_new_work_causes_no_work_on_other_texts() {
    let mut warm = Warm::new();
    warm.site.write("content/reisen/hafen.de.md", "---\ntitle: Im Hafen\n---\n\nDas Wasser lag still.\n");
    assert!(warm.db.update(read(&warm.site)), "something has changed");
    let work = warm.work();
    assert_eq!((work.get("text"), work.get("quotes")), (Some(&1), Some(&1)), "{work:?}");
    expect("new-work.txt", &work);
}

#[test]
fn a_new_form_of_a_term_causes_a_new_search() {
    let mut warm = Warm::new();
    let work = warm.edit("content/glossary/steiger.de.md", "short:", "forms: [Kräne]\nshort:");
    expect("form.txt", &work);
}

#[test]
fn a_new_name_of_an_entry_leaves_beads_as_they_are() {
    let mut warm = Warm::new();
    let work = warm.edit("content/glossary/steiger.en.md", "short:", "also: [overlooker]\nshort:");
    assert_eq!((work.get("dictionary_of"), work.get("beads_of")), (Some(&1), None), "{work:?}");
    let work = warm.edit("content/glossary/steiger.en.md", "In charge", "Is in charge");
    assert_eq!((work.get("names_of"), work.get("dictionary_of")), (Some(&1), None), "{work:?}");
}

#[test]
fn a_new_definition_of_a_term_causes_no_new_search() {
    let mut warm = Warm::new();
    warm.edit("content/glossary/steiger.de.md", "leitet einen Teil", "führt einen Teil");
    let work = warm.edit("content/glossary/steiger.de.md", "führt einen Teil", "lenkt einen Teil");
    assert_eq!(work.get("terms"), None, "{work:?}");
    expect("definition.txt", &work);
}

/// What is confirmed of the mine's gloss.
fn lock(warm: &Warm) -> String {
    let work = Work::new(&warm.db, WorkKey::new("reisen/bergwerk"));
    let english = Language::new("en").expect("a tag");
    acceptance(&warm.db, work, english, &Wish::default()).expect("it has a gloss").text
}

const LOCK: &str = "content/reisen/bergwerk.en.lock.yaml";

#[test]
fn a_lock_file_realigns_its_own_work_only() {
    let mut warm = Warm::new();
    let text = lock(&warm);
    warm.site.write(LOCK, text.clone());
    assert!(warm.db.update(read(&warm.site)), "something has changed");
    let work = warm.work();
    assert_eq!(work.get("alignment_of"), Some(&1), "{work:?}");
    expect("lock-comes.txt", &work);
    warm.edit(LOCK, "gloss: [", "accepted: 2026-11-23, gloss: [");
    // A line less: the block that it named has no pin any more.
    let line = text.lines().filter(|line| line.contains("{id: ")).nth(1).expect("several were accepted");
    let work = warm.edit(LOCK, &format!("{line}\n"), "");
    assert_eq!(work.get("alignment_of"), Some(&1), "{work:?}");
    expect("lock.txt", &work);
}

#[test]
fn another_day_in_a_lock_file_aligns_nothing() {
    let mut warm = Warm::new();
    warm.site.write(LOCK, lock(&warm));
    warm.db.update(read(&warm.site));
    warm.work();
    warm.edit(LOCK, "gloss: [", "accepted: 2026-11-23, gloss: [");
    let work = warm.edit(LOCK, "2026-11-23", "2026-11-24");
    assert_eq!((work.get("alignment_of"), work.get("beads_of")), (None, None), "{work:?}");
}

#[test]
fn an_edited_layout_causes_no_work_on_texts() {
    let mut warm = Warm::new();
    warm.site.write("layouts/stub.html", "{{ page.address }}");
    assert!(warm.db.update(read(&warm.site)), "something has changed");
    expect("layout.txt", &warm.work());
}

#[test]
fn a_picture_of_another_size_is_measured_and_no_text_is_read_anew() {
    let mut warm = Warm::new();
    let picture = "static/bilder/bruecke.svg";
    warm.site.write(picture, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"48\"/>");
    assert!(warm.db.update(read(&warm.site)), "something has changed");
    expect("picture.txt", &warm.work());
}

#[test]
fn a_build_reads_each_text_once_and_makes_the_colophon_of_what_it_remembers() {
    let mut site = Memory::default();
    site.write(
        "site.yaml",
        "title: T\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n",
    );
    site.write("content/glossary/kran.de.md", "---\nterm: Kran\n---\nEr hebt.\n");
    for number in 0..200 {
        let text = format!("---\ntitle: A{number}\n---\nText mit einem Kran und dem Wort {number}.\n");
        site.write(&format!("content/artikel/a{number}.de.md"), text.clone());
        site.write(&format!("content/artikel/a{number}.en.md"), text);
    }
    let (tell, executed) = channel();
    let mut db = Database::new(read(&site), Wishes::default(), Some(tell));
    let colophon = std::sync::Mutex::new(String::new());
    let found = flow::make_once(&mut db, |path, bytes| {
        if let (Bytes::Made(bytes), "de/colophon/index.html") = (bytes, path.as_str()) {
            *colophon.lock().expect("no thread panics") = String::from_utf8(bytes).expect("UTF-8");
        }
        Ok::<_, ()>(())
    });
    assert!(found.is_ok());
    let ran: Vec<String> = executed.try_iter().collect();
    let times = |name: &str| ran.iter().filter(|ran| *ran == name).count();
    assert_eq!((times("text"), times("words_of"), times("quotes")), (401, 401, 201));
    let colophon = colophon.into_inner().expect("no thread panics");
    assert!(colophon.contains("<td>1.602</td>"), "eight words a text, two in the entry: {colophon}");
}
