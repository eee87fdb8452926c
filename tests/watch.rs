//! What a watch hears of, on the real file system: each way to change a site a test of its name. After
//! each, what is shown is what a clean build makes of the folder.

#![expect(clippy::disallowed_methods, reason = "tests write the files that are watched")]

#[allow(dead_code, reason = "each test uses its part")]
mod fixture;
#[allow(dead_code, reason = "each test uses its part")]
#[path = "preview/story.rs"]
mod story;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diglot::db::{Database, Wishes};
use diglot::diagnostic::SourcePath;
use diglot::flow::{self, Preview, Shown};
use diglot::parallel::lock::{Wish, acceptance};
use diglot::render::{self, Bytes};
use diglot::serve::{Fallback, Watch};
use diglot::site::{Language, OutputPath, Work, WorkKey};
use diglot::source::{Disk, Folder as _, read};

const ORIGIN: &str = "https://example.org";

/// How long a change may take to be heard of; it takes a few milliseconds, but machines are busy.
const LONGEST: Duration = Duration::from_secs(10);

/// How long nothing must be heard of before all is taken to be said.
const QUIET: Duration = Duration::from_millis(250);

const HARBOUR: &str = "content/reisen/hafen.de.md";

type Pages = BTreeMap<String, Vec<u8>>;

/// A site on disk, watched.
struct Watched {
    folder: tempfile::TempDir,
    disk: Disk,
    watch: Watch,
    preview: Preview,
}

impl Watched {
    fn new() -> Self {
        Self::with(|_| {}, false)
    }

    /// A site to which something was done before it was watched.
    fn with(prepare: impl Fn(&Path), poll: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = story::beginning();
        for below in ["site.yaml", "content", "static", "layouts", "assets"] {
            for path in site.list(below).files {
                let bytes = site.read(&path).expect("it was listed");
                put(&folder.path().join("site").join(path.as_str()), &bytes);
            }
        }
        prepare(folder.path());
        let disk = Disk::new(folder.path().join("site"));
        let (watch, fallback) = Watch::begin(disk.clone(), poll);
        assert_eq!(fallback, poll.then_some(Fallback::Wanted));
        let preview = Preview::open(&disk, Wishes::default(), ORIGIN);
        let watched = Self { folder, disk, watch, preview };
        let _ = watched.pages();
        watched
    }

    /// Where a file of the site stands.
    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    fn change(&self, path: &str, edit: impl Fn(&str) -> String) {
        let text = fs::read_to_string(self.at(path)).expect("a text");
        fs::write(self.at(path), edit(&text)).expect("it can be written");
    }

    /// Takes over all that is heard of until nothing is; says whether anything has changed.
    fn hear(&mut self) -> bool {
        let mut changed = false;
        loop {
            let touched = self.watch.next(QUIET);
            if touched.is_empty() {
                return changed;
            }
            changed |= self.preview.look_again(&self.disk, &touched);
        }
    }

    /// Hears until something has changed, and all that comes with it.
    fn hear_of_it(&mut self) {
        let since = Instant::now();
        while !self.hear() {
            assert!(since.elapsed() < LONGEST, "nothing was heard of");
        }
    }

    fn pages(&self) -> Pages {
        let paths: Vec<OutputPath> = self.preview.ask(|db| {
            let all = [render::outputs(db), render::further_pages(db)];
            all.into_iter().flat_map(|outputs| outputs.by_path.keys().cloned()).collect()
        });
        let page = |path: &OutputPath| match self.preview.shown(path) {
            Shown::Page(page) => Some(page.bytes.to_vec()),
            Shown::File(source) => self.disk.read(&source).ok(),
            _ => None,
        };
        paths.iter().filter_map(|path| Some((path.as_str().to_owned(), page(path)?))).collect()
    }

    /// Hears of a change; afterwards all is shown as a clean build makes it. Returns the pages.
    fn follow(&mut self) -> Pages {
        self.hear_of_it();
        let (shown, clean) = (self.pages(), clean(&self.disk));
        let paths: Vec<&String> = shown.keys().chain(clean.keys()).collect();
        for path in paths {
            assert!(shown.get(path) == clean.get(path), "{path} is not what a clean build makes");
        }
        shown
    }
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("folders can be made");
    fs::write(path, bytes).expect("it can be written");
}

fn clean(disk: &Disk) -> Pages {
    let mut db = Database::new(read(disk), Wishes::default(), None);
    let base = diglot::site::config(&db).config.base_url.path().to_owned();
    db.wish(Wishes { base_url: Some(format!("{ORIGIN}{base}")), ..Wishes::default() });
    let made = std::sync::Mutex::new(Pages::new());
    flow::make(&db, |path, bytes| {
        let bytes = match bytes {
            Bytes::Made(bytes) => bytes,
            Bytes::File(source) => disk.read(&source).expect("it was listed"),
        };
        made.lock().expect("unpoisoned").insert(path.as_str().to_owned(), bytes);
        Ok::<(), std::convert::Infallible>(())
    })
    .unwrap_or_else(|never| match never {});
    made.into_inner().expect("unpoisoned")
}

fn says(pages: &Pages, path: &str, words: &str) -> bool {
    pages.get(path).is_some_and(|bytes| String::from_utf8_lossy(bytes).contains(words))
}

const TEXT: &str = "---\ntitle: Leuchtturm\n---\nEin Leuchtturm.\n";

#[test]
fn a_file_is_created() {
    let mut site = Watched::new();
    put(&site.at("content/reisen/turm.de.md"), TEXT.as_bytes());
    assert!(site.follow().contains_key("de/reisen/turm/index.html"));
}

#[test]
fn a_file_is_changed() {
    let mut site = Watched::new();
    site.change(HARBOUR, |text| format!("{text}\nEin Wort mehr.\n"));
    assert!(says(&site.follow(), "de/reisen/hafen/index.html", "Ein Wort mehr"));
}

#[test]
fn a_file_is_deleted() {
    let mut site = Watched::new();
    fs::remove_file(site.at("content/reisen/hafen.en.md")).expect("it can be deleted");
    assert!(!says(&site.follow(), "en/reisen/hafen/index.html", "The harbour"));
}

#[test]
fn a_file_is_renamed() {
    let mut site = Watched::new();
    fs::rename(site.at(HARBOUR), site.at("content/reisen/kai.de.md")).expect("it can be renamed");
    assert!(site.follow().contains_key("de/reisen/kai/index.html"));
}

#[test]
fn a_file_is_moved_in_and_out() {
    let mut site = Watched::new();
    let outside = site.folder.path().join("turm.de.md");
    fs::write(&outside, TEXT).expect("it can be written");
    fs::rename(&outside, site.at("content/turm.de.md")).expect("it can be moved");
    assert!(site.follow().contains_key("de/turm/index.html"));
    fs::rename(site.at("content/turm.de.md"), &outside).expect("it can be moved");
    assert!(!site.follow().contains_key("de/turm/index.html"));
}

#[test]
fn a_folder_is_renamed_and_its_files_are_still_watched() {
    let mut site = Watched::new();
    fs::rename(site.at("content/reisen"), site.at("content/fahrten")).expect("it can be renamed");
    let pages = site.follow();
    assert!(pages.contains_key("fahrten/hafen/index.html") && !pages.contains_key("reisen/hafen/index.html"));
    site.change("content/fahrten/hafen.de.md", |text| format!("{text}\nEin Wort mehr.\n"));
    assert!(says(&site.follow(), "de/fahrten/hafen/index.html", "Ein Wort mehr"));
}

#[test]
fn a_folder_is_moved_in_and_out_with_all_that_is_in_it() {
    let mut site = Watched::new();
    let outside = site.folder.path().join("buch");
    put(&outside.join("eins/turm.de.md"), TEXT.as_bytes());
    fs::rename(&outside, site.at("content/buch")).expect("it can be moved");
    assert!(site.follow().contains_key("de/buch/eins/turm/index.html"));
    site.change("content/buch/eins/turm.de.md", |text| format!("{text}\nEin Wort mehr.\n"));
    assert!(says(&site.follow(), "de/buch/eins/turm/index.html", "Ein Wort mehr"));
    fs::rename(site.at("content/buch"), &outside).expect("it can be moved");
    assert!(!site.follow().contains_key("de/buch/eins/turm/index.html"));
}

#[test]
fn a_folder_is_made_and_filled_at_once() {
    let mut site = Watched::new();
    for number in 0..20 {
        put(&site.at(&format!("content/neu/{number}/tief/turm.de.md")), TEXT.as_bytes());
    }
    let pages = site.follow();
    assert!((0..20).all(|number| pages.contains_key(&format!("de/neu/{number}/tief/turm/index.html"))));
}

#[test]
fn an_editor_writes_a_copy_and_renames_it_over_the_file() {
    let mut site = Watched::new();
    for word in ["eins", "zwei"] {
        let copy = site.at("content/reisen/hafen.de.md___jb_tmp___");
        fs::write(&copy, format!("---\ntitle: Hafen\n---\nWort {word}.\n")).expect("it can be written");
        fs::rename(&copy, site.at(HARBOUR)).expect("it can be renamed");
        assert!(says(&site.follow(), "de/reisen/hafen/index.html", word));
    }
}

#[test]
fn an_editor_renames_the_file_and_writes_another_in_its_place() {
    // As vim does, with `backupcopy=no`.
    let mut site = Watched::new();
    for word in ["eins", "zwei"] {
        let backup = site.at("content/reisen/hafen.de.md~");
        fs::rename(site.at(HARBOUR), &backup).expect("it can be renamed");
        fs::write(site.at(HARBOUR), format!("---\ntitle: Hafen\n---\nWort {word}.\n"))
            .expect("it can be written");
        fs::remove_file(&backup).expect("it can be deleted");
        assert!(says(&site.follow(), "de/reisen/hafen/index.html", word));
    }
}

#[test]
fn an_editor_empties_the_file_and_writes_it_anew() {
    // As VS Code does.
    let mut site = Watched::new();
    let mut file = File::create(site.at(HARBOUR)).expect("it can be opened");
    file.write_all(b"---\ntitle: Hafen\n---\n").expect("it can be written");
    file.flush().expect("it can be written");
    file.write_all("Wort für Wort.\n".as_bytes()).expect("it can be written");
    drop(file);
    assert!(says(&site.follow(), "de/reisen/hafen/index.html", "Wort für Wort"));
}

/// Linux says when a file is closed; elsewhere a pause of more than 20 ms within a file shows half of it.
#[cfg(target_os = "linux")]
#[test]
fn half_a_file_is_never_shown() {
    let mut site = Watched::new();
    let before = site.pages();
    let mut file = File::create(site.at(HARBOUR)).expect("it can be opened");
    file.write_all(b"---\ntitle: Ha").expect("it can be written");
    file.sync_all().expect("it can be written");
    assert!(!site.hear(), "the file is not whole yet");
    assert!(site.pages() == before);
    file.write_all(b"fen\n---\nGanz.\n").expect("it can be written");
    drop(file);
    assert!(says(&site.follow(), "de/reisen/hafen/index.html", "Ganz"));
}

#[test]
fn many_files_change_at_once() {
    // As when another branch is checked out: more than are looked at one by one.
    let mut site = Watched::new();
    for number in 0..300 {
        put(&site.at(&format!("content/viele/text-{number}.de.md")), TEXT.as_bytes());
    }
    fs::remove_file(site.at("content/reisen/bergwerk.de.md")).expect("it can be deleted");
    site.change(HARBOUR, |text| format!("{text}\nEin Wort mehr.\n"));
    let pages = site.follow();
    assert!(pages.contains_key("de/viele/text-299/index.html"));
    assert!(says(&pages, "de/reisen/hafen/index.html", "Ein Wort mehr"));
    fs::remove_dir_all(site.at("content/viele")).expect("it can be deleted");
    assert!(!site.follow().contains_key("de/viele/text-299/index.html"));
}

#[cfg(unix)]
#[test]
fn a_linked_file_changes_where_it_really_is() {
    let link = |folder: &Path| {
        put(&folder.join("elsewhere/turm.md"), TEXT.as_bytes());
        std::os::unix::fs::symlink(folder.join("elsewhere/turm.md"), folder.join("site/content/turm.de.md"))
            .expect("a link");
    };
    let mut site = Watched::with(link, false);
    assert!(site.pages().contains_key("de/turm/index.html"));
    put(&site.folder.path().join("elsewhere/turm.md"), b"---\ntitle: Turm\n---\nHoch.\n");
    assert!(says(&site.follow(), "de/turm/index.html", "Hoch"));
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_watched_and_a_link_may_come_later() {
    let mut site = Watched::new();
    let elsewhere = site.folder.path().join("elsewhere");
    put(&elsewhere.join("turm.de.md"), TEXT.as_bytes());
    std::os::unix::fs::symlink(&elsewhere, site.at("content/dort")).expect("a link");
    assert!(site.follow().contains_key("de/dort/turm/index.html"));
    put(&elsewhere.join("turm.de.md"), b"---\ntitle: Turm\n---\nHoch.\n");
    assert!(says(&site.follow(), "de/dort/turm/index.html", "Hoch"));
    fs::remove_file(site.at("content/dort")).expect("it can be deleted");
    assert!(!site.follow().contains_key("de/dort/turm/index.html"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_linked_within_the_site_changes_under_both_names() {
    let link = |folder: &Path| {
        std::os::unix::fs::symlink(folder.join("site/content/reisen"), folder.join("site/content/wieder"))
            .expect("a link");
    };
    let mut site = Watched::with(link, false);
    site.change(HARBOUR, |text| format!("{text}\nEin Wort mehr.\n"));
    let pages = site.follow();
    assert!(says(&pages, "de/reisen/hafen/index.html", "Ein Wort mehr"));
    assert!(says(&pages, "de/wieder/hafen/index.html", "Ein Wort mehr"));
}

#[cfg(unix)]
#[test]
fn a_file_is_renamed_in_a_site_with_a_link_that_leads_in_circles() {
    let circle = |folder: &Path| {
        std::os::unix::fs::symlink(folder.join("site/content"), folder.join("site/content/reisen/kreis"))
            .expect("a link");
    };
    for prepared in [true, false] {
        let mut site = Watched::with(
            |folder| {
                if prepared {
                    circle(folder)
                }
            },
            false,
        );
        if !prepared {
            circle(site.folder.path());
            site.hear_of_it();
        }
        let _ = site.pages();
        for (old, new) in [("hafen", "kai"), ("kai", "mole")] {
            let at = |name: &str| site.at(&format!("content/reisen/{name}.de.md"));
            fs::rename(at(old), at(new)).expect("it can be renamed");
            assert!(site.follow().contains_key(&format!("de/reisen/{new}/index.html")));
        }
    }
}

#[test]
fn a_file_is_renamed_in_case_only() {
    let mut site = Watched::new();
    fs::rename(site.at(HARBOUR), site.at("content/reisen/Hafen.de.md")).expect("it can be renamed");
    site.follow();
}

#[test]
fn a_file_vanishes_before_it_is_read() {
    let mut site = Watched::new();
    for _ in 0..50 {
        put(&site.at("content/reisen/kurz.de.md"), TEXT.as_bytes());
        fs::remove_file(site.at("content/reisen/kurz.de.md")).expect("it can be deleted");
    }
    site.change(HARBOUR, |text| format!("{text}\nEin Wort mehr.\n"));
    assert!(!site.follow().contains_key("de/reisen/kurz/index.html"));
}

#[test]
fn what_was_not_there_comes() {
    let bare = |folder: &Path| {
        for gone in ["layouts", "assets", "static"] {
            fs::remove_dir_all(folder.join("site").join(gone)).expect("it can be deleted");
        }
    };
    let mut site = Watched::with(bare, false);
    put(&site.at("layouts/strings/de.yaml"), b"next: Auf geht es\n");
    site.follow();
    put(&site.at("static/neu.txt"), b"neu");
    assert!(site.follow().contains_key("neu.txt"));
    put(&site.at("assets/style.css"), b"b{top:0}");
    assert!(site.follow().keys().any(|path| path.starts_with("assets/style.")));
    // Once there, they are watched.
    put(&site.at("static/neu.txt"), b"neuer");
    site.hear();
    put(&site.at("layouts/work.html"), b"Nur dies.");
    assert!(says(&site.follow(), "de/reisen/hafen/index.html", "Nur dies"));
}

#[test]
fn a_lock_file_comes_changes_and_goes() {
    let mut site = Watched::new();
    site.change(HARBOUR, |text| format!("{text}\nEin Wort mehr.\n"));
    site.follow();
    let lock = site.preview.ask(|db| {
        let (work, english) =
            (Work::new(db, WorkKey::new("reisen/hafen")), Language::new("en").expect("a tag"));
        acceptance(db, work, english, &Wish::default()).expect("it has a gloss").text
    });
    let path = "content/reisen/hafen.en.lock.yaml";
    let named = |text: &str| text.replacen("id: ", "id: alt-", 1);
    put(&site.at(path), named(&lock).as_bytes());
    let first =
        lock.split("id: ").nth(1).and_then(|rest| rest.split(',').next()).expect("a bead was accepted");
    let (old, new) = (format!("#alt-{first}"), format!("#{first}"));
    let page = "reisen/hafen/index.html";
    let pages = site.follow();
    assert!(says(&pages, page, &old));
    put(&site.at(path), lock.as_bytes());
    let pages = site.follow();
    assert!(says(&pages, page, &new) && !says(&pages, page, &old));
    fs::remove_file(site.at(path)).expect("it can be deleted");
    site.follow();
}

#[test]
fn the_whole_content_is_taken_away_and_put_back() {
    let mut site = Watched::new();
    let before = site.pages();
    fs::rename(site.at("content"), site.at("away")).expect("it can be renamed");
    site.follow();
    fs::rename(site.at("away"), site.at("content")).expect("it can be renamed");
    assert!(site.follow() == before);
    site.change(HARBOUR, |text| format!("{text}\nEin Wort mehr.\n"));
    assert!(says(&site.follow(), "de/reisen/hafen/index.html", "Ein Wort mehr"));
}

#[test]
fn the_configuration_changes() {
    let mut site = Watched::new();
    site.change("site.yaml", |text| text.replace("example.org/", "example.org/unter/"));
    let pages = site.follow();
    assert!(says(&pages, "de/reisen/hafen/index.html", "/unter/"));
    assert_eq!(site.preview.base_path(), "/unter/");
}

#[test]
fn a_layout_and_a_picture_change() {
    let mut site = Watched::new();
    put(&site.at("layouts/work.html"), b"Anders.");
    assert!(says(&site.follow(), "de/reisen/hafen/index.html", "Anders"));
    put(&site.at("content/reisen/bild.png"), b"png");
    assert!(site.follow().contains_key("reisen/bild.png"));
}

#[cfg(unix)]
#[test]
fn a_file_becomes_readable() {
    use std::os::unix::fs::PermissionsExt as _;
    let close = |folder: &Path| {
        fs::set_permissions(folder.join("site").join(HARBOUR), fs::Permissions::from_mode(0o000))
            .expect("rights");
    };
    let mut site = Watched::with(close, false);
    if File::open(site.at(HARBOUR)).is_ok() {
        // The superuser reads everything; there is nothing to see.
        return;
    }
    fs::set_permissions(site.at(HARBOUR), fs::Permissions::from_mode(0o644)).expect("rights");
    assert!(says(&site.follow(), "de/reisen/hafen/index.html", "Der Hafen"));
}

#[test]
fn a_folder_that_the_system_does_not_watch_is_looked_through() {
    let mut site = Watched::with(|_| {}, true);
    site.change(HARBOUR, |text| format!("{text}\nEin Wort mehr.\n"));
    assert!(says(&site.follow(), "de/reisen/hafen/index.html", "Ein Wort mehr"));
    put(&site.at("content/reisen/turm.de.md"), TEXT.as_bytes());
    assert!(site.follow().contains_key("de/reisen/turm/index.html"));
    fs::remove_file(site.at("content/reisen/turm.de.md")).expect("it can be deleted");
    assert!(!site.follow().contains_key("de/reisen/turm/index.html"));
}

#[test]
fn reading_the_site_is_not_heard_as_a_change() {
    let mut site = Watched::new();
    let _ = read(&site.disk);
    let _ = site.pages();
    assert!(site.watch.next(Duration::from_millis(300)).is_empty());
    assert!(!site.preview.look_again(&site.disk, &[SourcePath::new("")].into()));
}
