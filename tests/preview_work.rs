//! Which pages of a site that is shown are made anew after an edit, and which queries run for it: the exact
//! lists.
//!
//! They stand in `tests/preview_work/`; `UPDATE=1 cargo test --test preview_work` writes them. A list that
//! grows says that something is asked for that was not asked for before.

#[allow(dead_code, reason = "each test uses its part")]
#[expect(clippy::disallowed_methods, reason = "tests read and write their fixtures")]
mod fixture;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use diglot::db::Wishes;
use diglot::diagnostic::SourcePath;
use diglot::flow::{Preview, Shown};
use diglot::render;
use diglot::site::OutputPath;
use diglot::source::{Folder as _, Memory};
use fixture::{Differences, Fixture};

/// A site all of whose pages are shown.
struct Watched {
    site: Memory,
    preview: Preview,
    executed: Receiver<String>,
}

/// What an edit caused: the pages that were made anew, and how often each query ran.
#[derive(Debug, Default)]
struct Work {
    pages: Vec<String>,
    queries: BTreeMap<String, usize>,
}

impl Watched {
    fn new() -> Self {
        let site = Fixture::named("forms-suffix").site();
        let (tell, executed) = channel();
        let preview = Preview::telling(&site, Wishes::default(), "https://example.org", tell);
        let watched = Self { site, preview, executed };
        assert!(watched.work().pages.len() > 10, "a first time makes all pages");
        watched
    }

    /// Looks at all pages, one after the other.
    fn work(&self) -> Work {
        let mut work = Work::default();
        let paths: Vec<OutputPath> = self.preview.ask(|db| {
            let all = [render::outputs(db), render::further_pages(db)];
            all.into_iter().flat_map(|outputs| outputs.by_path.keys().cloned()).collect()
        });
        self.note(&mut work);
        for path in paths.iter().filter(|path| path.as_str().ends_with(".html")) {
            let _ = self.preview.shown(path);
            if self.note(&mut work) {
                work.pages.push(path.as_str().to_owned());
            }
        }
        work
    }

    /// Notes the queries that have run; says whether a page was made.
    fn note(&self, work: &mut Work) -> bool {
        let mut made = false;
        for name in self.executed.try_iter() {
            made |= name == "asked_page";
            *work.queries.entry(name).or_default() += 1;
        }
        made
    }

    /// Changes words of a file; looks at all pages.
    fn edit(&mut self, path: &str, old: &str, new: &str) -> Work {
        let text = self.site.read(&fixture::path(path)).expect("a file of the fixture");
        let text = String::from_utf8(text).expect("UTF-8");
        assert!(text.contains(old), "{path} does not say {old}");
        self.write(path, &text.replacen(old, new, 1))
    }

    fn write(&mut self, path: &str, text: &str) -> Work {
        self.site.write(path, text);
        assert!(self.preview.look_again(&self.site, &[SourcePath::new(path)].into()), "it has changed");
        self.work()
    }

    fn shown(&self, path: &str) -> Vec<u8> {
        match self.preview.shown(&OutputPath::new(path).expect("a path of outputs")) {
            Shown::Page(page) | Shown::Faulty(Some(page), _) => page.bytes.to_vec(),
            other => panic!("{path} is not shown: {other:?}"),
        }
    }
}

/// Holds lists against those written down.
fn expect(name: &str, work: &Work) {
    let pages = work.pages.iter().map(|path| format!("{path}\n"));
    let queries = work.queries.iter().map(|(query, count)| format!("{count:>3} {query}\n"));
    let list: String = pages.chain(queries).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/preview_work").join(name);
    let mut differences = Differences::default();
    differences.compare(&path, list.as_bytes());
    differences.finish();
}

const MINE: &str = "content/reisen/bergwerk.de.md";

#[test]
fn no_edit_makes_no_page() {
    let watched = Watched::new();
    let work = watched.work();
    assert!(work.pages.is_empty() && work.queries.is_empty(), "{work:?}");
}

#[test]
fn a_site_that_has_been_checked_reads_no_text_for_what_a_page_asks_of_all_texts() {
    let site = Fixture::named("forms-suffix").site();
    let (tell, executed) = channel();
    let preview = Preview::telling(&site, Wishes::default(), "https://example.org", tell);
    assert!(preview.check(|_, found| found.len()).is_some(), "no edit calls it off");
    let checking: Vec<String> = executed.try_iter().collect();
    assert!(checking.iter().any(|name| name == "mentioned"), "{checking:?}");
    let pages =
        ["glossary/steiger", "reisen", "glossary", "colophon"].map(|page| format!("{page}/index.html"));
    for page in pages.iter().map(String::as_str).chain(["index.html"]) {
        let shown = preview.shown(&OutputPath::new(page).expect("a path of outputs"));
        assert!(matches!(shown, Shown::Page(_)), "{page}: {shown:?}");
    }
    let ran: Vec<String> = executed.try_iter().collect();
    assert!(ran.iter().any(|name| name == "asked_page"));
    let of_texts = ["mentioned", "quotes", "quote_counts", "glossed_share", "words_of"];
    assert!(!ran.iter().any(|name| of_texts.contains(&name.as_str())), "{ran:?}");
}

#[test]
fn an_edited_body_makes_the_pages_of_its_work_and_no_other() {
    let mut watched = Watched::new();
    watched.edit(MINE, "Es war warm", "Es war sehr warm");
    let work = watched.edit(MINE, "sehr warm", "nicht warm");
    assert_eq!(
        work.pages,
        ["de/reisen/bergwerk/index.html", "en/journeys/bergwerk/index.html", "reisen/bergwerk/index.html"]
    );
    expect("body.txt", &work);
}

#[test]
fn an_edit_asks_for_the_colophon_when_somebody_looks_at_it() {
    let mut watched = Watched::new();
    let text =
        String::from_utf8(watched.site.read(&fixture::path(MINE)).expect("it is there")).expect("UTF-8");
    let before = watched.shown("de/colophon/index.html");
    watched.site.write(MINE, text.replacen("Es war warm", "Es war sehr, sehr warm", 1));
    assert!(watched.preview.look_again(&watched.site, &[SourcePath::new(MINE)].into()), "it has changed");
    watched.executed.try_iter().for_each(drop);
    watched.shown("de/reisen/bergwerk/index.html");
    watched.shown("de/index.html");
    assert!(watched.preview.check(|_, found| found.len()).is_some(), "no edit calls it off");
    let ran: Vec<String> = watched.executed.try_iter().collect();
    assert!(ran.iter().any(|name| name == "words_of"), "{ran:?}");
    assert!(!ran.iter().any(|name| name == "extent" || name == "census"), "{ran:?}");
    assert!(watched.shown("de/colophon/index.html") != before, "there are more words");
    let ran: Vec<String> = watched.executed.try_iter().collect();
    assert!(ran.iter().any(|name| name == "extent") && !ran.iter().any(|name| name == "census"), "{ran:?}");
}

#[test]
fn an_edited_quote_makes_the_pages_of_the_concordances_that_have_it() {
    let mut watched = Watched::new();
    watched.edit(MINE, "Es war warm", "Es war sehr warm");
    expect("quote.txt", &watched.edit(MINE, "Der Steiger ging", "Der Steiger lief"));
}

#[test]
fn a_new_form_makes_the_pages_that_have_it_and_those_of_its_entry() {
    let mut watched = Watched::new();
    expect("form.txt", &watched.edit("content/glossary/steiger.de.md", "short:", "forms: [Kräne]\nshort:"));
}

#[test]
fn a_new_entry_makes_the_pages_that_mention_it_and_the_lists_it_stands_in() {
    let mut watched = Watched::new();
    expect(
        "entry.txt",
        &watched.write("content/glossary/kran.de.md", "---\nterm: Kran\nshort: Er hebt.\n---\nEr hebt.\n"),
    );
}

#[test]
fn a_term_that_is_linked_no_more_makes_the_pages_that_linked_it() {
    let mut watched = Watched::new();
    let work = watched.edit("content/glossary/steiger.de.md", "short:", "link: never\nshort:");
    assert_eq!(work.queries.get("terms"), None, "{work:?}");
    expect("policy.txt", &work);
}

#[test]
fn a_broken_gloss_leaves_the_page_of_its_original_as_it_is() {
    let mut watched = Watched::new();
    let (page, gloss) = ("de/reisen/bergwerk/index.html", "content/reisen/bergwerk.en.md");
    let before = watched.shown(page);
    watched.edit(gloss, "---\n", "---\nsummary: [\n");
    assert!(watched.shown(page) == before);
    // An edit of the original is shown, though the gloss is still broken.
    watched.edit(MINE, "Es war warm", "Es war sehr warm");
    assert!(String::from_utf8_lossy(&watched.shown(page)).contains("sehr warm"));
}
