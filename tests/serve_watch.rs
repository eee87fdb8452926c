//! `diglot serve --watch` as its users meet it: a folder, a process, a browser's requests.

#![expect(clippy::disallowed_methods, reason = "tests write the files that are watched")]

#[allow(dead_code, reason = "each test uses its part")]
mod fixture;
#[allow(dead_code, reason = "each test uses its part")]
#[path = "preview/story.rs"]
mod story;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use diglot::db::{Database, Wishes};
use diglot::diagnostic::{Diagnostic, Id, Severity};
use diglot::source::{Folder as _, Memory, read};
use fixture::{Outputs, ask};
use rayon::prelude::*;
use story::Story;

/// How long a browser may wait for what it wants; it takes milliseconds, but machines are busy.
const LONGEST: Duration = Duration::from_secs(20);

/// A server that watches a folder.
struct Running {
    folder: tempfile::TempDir,
    child: Child,
    /// `127.0.0.1:4000`.
    address: String,
    /// What it says on the terminal, line by line.
    said: Receiver<String>,
}

impl Running {
    fn new(site: &Memory) -> Self {
        Self::with(site, Command::new(env!("CARGO_BIN_EXE_diglot")), &[])
    }

    /// A server that is begun in a certain way, with further arguments.
    fn with(site: &Memory, command: Command, further: &[&str]) -> Self {
        Self::telling(site, command, further, "")
    }

    /// The same; before it serves, it says `first`.
    fn telling(site: &Memory, mut command: Command, further: &[&str], first: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        put_all(folder.path(), &Memory::default(), site);
        let mut child = command
            .args(["serve", "--watch", "--port", "0", "--root"])
            .arg(folder.path())
            .args(further)
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let (tell, said) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        let mut running = Self { folder, child, address: String::new(), said };
        if !first.is_empty() {
            running.hears(first);
        }
        let line = running.hears("serving http://");
        running.address = line.split('/').nth(2).expect("an address").to_owned();
        running
    }

    /// Waits for a line with these words.
    fn hears(&self, words: &str) -> String {
        let end = Instant::now() + LONGEST;
        loop {
            let line = self.said.recv_timeout(end.saturating_duration_since(Instant::now()));
            let line = line.unwrap_or_else(|_| panic!("it never says {words}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Status, head and body of what stands at a path.
    fn get(&self, path: &str) -> (u16, String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let head = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        let (said, body) = (String::from_utf8_lossy(&bytes[..head]).into_owned(), bytes[head + 4..].to_vec());
        let status = said.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (status, said.to_lowercase(), body)
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&self.get(path).2).into_owned()
    }

    /// Asks until the answer is as wanted.
    fn waits(&self, path: &str, wanted: impl Fn(u16, &str, &str) -> bool) {
        let end = Instant::now() + LONGEST;
        loop {
            let (status, head, body) = self.get(path);
            let body = String::from_utf8_lossy(&body).into_owned();
            if wanted(status, &head, &body) {
                return;
            }
            assert!(Instant::now() < end, "{path} does not become what it should: {status}\n{body}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Listens to what browsers are told.
    fn events(&self) -> Events {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(LONGEST)).expect("a socket");
        let request = format!("GET /_diglot/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("it reads");
        Events(BufReader::new(stream))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    /// The next word.
    fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).expect("it goes on");
            assert!(!line.is_empty(), "it goes on");
            if let Some(data) = line.trim_end().strip_prefix("data: ") {
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }

    fn until(&mut self, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        let end = Instant::now() + LONGEST;
        loop {
            let told = self.next();
            if wanted(&told) {
                return told;
            }
            assert!(Instant::now() < end, "it is never told: {told}");
        }
    }
}

/// Makes a folder from what a site was what it is.
fn put_all(folder: &Path, before: &Memory, now: &Memory) {
    let parts = ["site.yaml", "content", "static", "layouts", "assets"];
    let files = |site: &Memory| -> BTreeMap<_, _> {
        let paths = parts.iter().flat_map(|part| site.list(part).files);
        paths.map(|path| (path.clone(), site.read(&path).expect("it was listed"))).collect()
    };
    let (before, now) = (files(before), files(now));
    for path in before.keys().filter(|path| !now.contains_key(*path)) {
        fs::remove_file(folder.join(path.as_str())).expect("it can be deleted");
    }
    for (path, bytes) in now.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
        let path = folder.join(path.as_str());
        fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("folders can be made");
        fs::write(path, bytes).expect("it can be written");
    }
}

/// What a clean build makes of a site that stands at `origin`; nothing if it is so broken that browsers
/// are left with the last good pages: those depend on what they asked for before.
fn clean(site: &Memory, origin: &str) -> Option<(String, Outputs)> {
    let mut db = Database::new(read(site), Wishes::default(), None);
    let base = diglot::site::config(&db).config.base_url.path().to_owned();
    db.wish(Wishes { base_url: Some(format!("{origin}{base}")), ..Wishes::default() });
    let (outputs, found) = ask(&db, site);
    let is_held = |found: &Diagnostic| {
        let path = found.primary.as_ref().map_or("", |place| place.path.as_str());
        matches!(found.id, Id::YamlSyntax | Id::UnclosedFrontMatter)
            || (found.severity == Severity::Error && !path.starts_with("content/"))
    };
    (!found.iter().any(is_held)).then_some((base, outputs))
}

/// A page without the one script that the server put in.
fn without_script(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page).into_owned();
    let Some((before, rest)) = page.split_once("<script data-diglot ") else { return page.into_bytes() };
    let (_, after) = rest.split_once("</script>").expect("it ends");
    [before, after].concat().into_bytes()
}

#[test]
fn after_any_story_of_edits_a_browser_gets_what_a_clean_build_makes() {
    const STORIES: u64 = 50;
    let compared: usize = (0..STORIES).into_par_iter().map(|number| usize::from(tell(number))).sum();
    assert!(compared > 15, "only {compared} stories end with a site that can be shown whole");
}

/// Tells a story to a server; says whether it ends with a site that can be published.
fn tell(number: u64) -> bool {
    let mut site = story::beginning();
    let running = Running::new(&site);
    for edit in Story::number(number).edits {
        let before = site.clone();
        edit.happen(&mut site);
        put_all(running.folder.path(), &before, &site);
    }
    let Some((base, outputs)) = clean(&site, &format!("http://{}", running.address)) else { return false };
    let end = Instant::now() + LONGEST;
    let mut left: BTreeSet<&String> = outputs.keys().collect();
    while !left.is_empty() {
        left.retain(|path| {
            let (_, _, bytes) = running.get(&format!("{base}{}", path.replace(' ', "%20")));
            without_script(&bytes) != outputs[*path]
        });
        assert!(
            Instant::now() < end || left.is_empty(),
            "story {number}: {left:?} are not what a clean build makes"
        );
    }
    true
}

const HARBOUR: &str = "content/reisen/hafen.de.md";

#[test]
fn browsers_are_told_what_has_changed_and_what_is_wrong() {
    let running = Running::new(&story::beginning());
    let mut events = running.events();
    let mut others = running.events();
    let first = events.next();
    let page = running.text("/de/reisen/hafen/");
    let script = "<script data-diglot src=\"/_diglot/live.js\" data-files=\"content/reisen/hafen.de.md\ncontent/reisen/hafen.en.md\" defer></script>";
    assert!(page.contains(script), "{page}");

    let text = fs::read_to_string(running.at(HARBOUR)).expect("a text");
    fs::write(running.at(HARBOUR), format!("{text}\n[[nirgends]]\n")).expect("it can be written");
    let changed = |told: &serde_json::Value| told["revision"].as_u64() > first["revision"].as_u64();
    let told = events.until(changed);
    assert_eq!(told["files"], serde_json::json!([HARBOUR]));
    let wrong = |told: &serde_json::Value| told["found"].as_array().is_some_and(|found| !found.is_empty());
    for events in [&mut events, &mut others] {
        let told = events.until(wrong);
        assert_eq!(told["found"][0]["severity"], "error");
        assert_eq!(told["found"][0]["at"], format!("{HARBOUR}:{}:1", text.lines().count() + 2));
        let words = told["found"][0]["text"].as_str().expect("text");
        assert!(words.contains("nirgends") && words.contains(HARBOUR), "{words}");
    }
    running.hears("nirgends");
    running.hears("1 error");

    fs::write(running.at(HARBOUR), text).expect("it can be written");
    let mended = events.until(|told| told["found"] == serde_json::json!([]));
    assert!(mended["revision"].as_u64() > told["revision"].as_u64());
    let line = running.hears("checked in");
    assert!(line.starts_with(&format!("{HARBOUR}: ready in ")) && line.ends_with("; 2 notes"), "{line}");
}

#[test]
fn a_page_that_comes_goes_and_moves() {
    let running = Running::new(&story::beginning());
    let (status, _, body) = running.get("/de/reisen/turm/");
    // What is missing has the script too, and becomes the page as soon as there is one.
    assert_eq!(status, 404);
    assert!(String::from_utf8_lossy(&body).contains("<script data-diglot"));
    let path = running.at("content/reisen/turm.de.md");
    fs::write(&path, "---\ntitle: Turm\n---\nHoch.\n").expect("it can be written");
    running.waits("/de/reisen/turm/", |status, _, body| status == 200 && body.contains("Hoch"));
    fs::rename(&path, running.at("content/wacht.de.md")).expect("it can be renamed");
    running
        .waits("/de/reisen/turm/", |status, head, _| status == 307 && head.contains("location: /de/wacht/"));
    fs::remove_file(running.at("content/wacht.de.md")).expect("it can be deleted");
    running.waits("/de/wacht/", |status, _, _| status == 404);
}

#[test]
fn an_error_leaves_the_last_good_page() {
    let running = Running::new(&story::beginning());
    let before = running.text("/de/reisen/hafen/");
    let text = fs::read_to_string(running.at(HARBOUR)).expect("a text");
    fs::write(running.at(HARBOUR), "---\ntitle: [\n---\nText.\n").expect("it can be written");
    running.hears("1 error");
    assert_eq!(running.text("/de/reisen/hafen/"), before);
    fs::write(running.at(HARBOUR), text + "\nEin Wort mehr.\n").expect("it can be written");
    running.waits("/de/reisen/hafen/", |_, _, body| body.contains("Ein Wort mehr"));
}

#[test]
fn a_text_that_is_emptied_and_written_anew_is_shown_when_it_is_whole() {
    let running = Running::new(&story::beginning());
    let mut events = running.events();
    let before = running.text("/de/reisen/hafen/");
    let text = fs::read_to_string(running.at(HARBOUR)).expect("a text");
    fs::write(running.at(HARBOUR), "").expect("it can be written");
    events.until(|told| told["files"] == serde_json::json!([HARBOUR]));
    assert_eq!(running.text("/de/reisen/hafen/"), before);
    fs::write(running.at(HARBOUR), text + "\nEin Wort mehr.\n").expect("it can be written");
    running.waits("/de/reisen/hafen/", |_, _, body| body.contains("Ein Wort mehr"));
}

#[test]
fn who_looks_at_a_page_is_led_to_it_when_the_base_path_changes() {
    let running = Running::new(&story::beginning());
    assert_eq!(running.get("/de/reisen/hafen/").0, 200);
    let text = fs::read_to_string(running.at("site.yaml")).expect("a text");
    let moved = text.replace("example.org/", "example.org/unter/");
    fs::write(running.at("site.yaml"), moved).expect("it can be written");
    running.waits("/de/reisen/hafen/", |status, head, _| {
        status == 307 && head.contains("location: /unter/de/reisen/hafen/")
    });
    assert_eq!(running.get("/unter/de/reisen/hafen/").0, 200);
    assert_eq!(running.get("/de/nirgends/").0, 404);
    fs::write(running.at("site.yaml"), text).expect("it can be written");
    running.waits("/unter/de/reisen/hafen/", |status, head, _| {
        status == 307 && head.contains("location: /de/reisen/hafen/")
    });
}

#[test]
fn while_the_configuration_is_broken_or_gone_the_site_stays_where_it_is() {
    let running = Running::new(&story::beginning());
    let text = fs::read_to_string(running.at("site.yaml")).expect("a text");
    let below = text.replace("example.org/", "example.org/unter/");
    fs::write(running.at("site.yaml"), &below).expect("it can be written");
    let page = "/unter/de/reisen/hafen/";
    running.waits(page, |status, _, _| status == 200);
    let before = running.text(page);
    fs::write(running.at("site.yaml"), "title: [\n").expect("it can be written");
    running.hears("1 error");
    assert_eq!((running.get(page).0, running.text(page)), (200, before.clone()));
    // As for a moment where an editor puts another file in its place.
    fs::remove_file(running.at("site.yaml")).expect("it can be deleted");
    running.hears("no site.yaml");
    assert_eq!((running.get(page).0, running.text(page)), (200, before));
    fs::write(running.at("site.yaml"), text).expect("it can be written");
    running.waits(page, |status, head, _| status == 307 && head.contains("location: /de/reisen/hafen/"));
}

#[test]
fn who_looks_at_a_page_is_led_to_where_its_text_has_come_after_several_moves() {
    let running = Running::new(&story::beginning());
    let places = ["hafen", "kai", "mole"];
    let at = |name: &str| running.at(&format!("content/reisen/{name}.de.md"));
    for [from, to] in [[0, 1], [1, 2], [2, 0]] {
        assert_eq!(running.get(&format!("/de/reisen/{}/", places[from])).0, 200);
        fs::rename(at(places[from]), at(places[to])).expect("it can be renamed");
        running.waits(&format!("/de/reisen/{}/", places[to]), |status, _, _| status == 200);
    }
    for left in ["kai", "mole"] {
        running.waits(&format!("/de/reisen/{left}/"), |status, head, _| {
            status == 307 && head.contains("location: /de/reisen/hafen/")
        });
    }
}

#[test]
fn the_output_is_kept_as_a_build_makes_it() {
    let site = story::beginning();
    let running = Running::with(&site, Command::new(env!("CARGO_BIN_EXE_diglot")), &["--write"]);
    let line = running.hears("written");
    assert!(line.starts_with("checked; ") && line.ends_with(" 0 unchanged, 0 removed"), "{line}");
    fs::write(running.at("public/CNAME"), "example.org").expect("it can be written");
    let text = fs::read_to_string(running.at(HARBOUR)).expect("a text");
    fs::write(running.at(HARBOUR), format!("{text}\nEin Wort mehr.\n")).expect("it can be written");
    let line = running.hears("written");
    assert!(line.starts_with(&format!("{HARBOUR}: ")) && !line.contains(" 0 files written"), "{line}");
    // What an error is in is not published.
    fs::write(running.at("content/reisen/bergwerk.de.md"), "---\ntitle: [\n---\nText.\n")
        .expect("it can be written");
    let line = running.hears("1 error");
    assert!(!line.contains("written"), "{line}");
    let page = fs::read_to_string(running.at("public/de/reisen/hafen/index.html")).expect("a page");
    assert!(page.contains("Ein Wort mehr") && !page.contains("data-diglot"));
    assert!(!page.contains(&running.address), "{page}");
    assert!(running.at("public/CNAME").exists() && running.at("public/.diglot/manifest").exists());
}

#[test]
fn an_output_that_the_site_is_read_from_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    put_all(folder.path(), &Memory::default(), &story::beginning());
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.args(["serve", "--watch", "--write", "--port", "0", "--root"]).arg(folder.path());
    let run = command.arg("--output").arg(folder.path().join("content/x")).output().expect("it ends");
    assert_eq!(run.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&run.stderr).contains("cannot be the output"));
}

/// The system's queue of events is full, and what comes after is lost: while the server sleeps, more
/// happens than the queue holds (16,384 on most systems).
#[cfg(target_os = "linux")]
#[test]
fn lost_events_are_made_good_by_looking_at_everything() {
    let running = Running::new(&story::beginning());
    running.hears("checked;");
    let id = running.child.id().to_string();
    let signal = |name: &str| {
        assert!(Command::new("kill").args([name, &id]).status().expect("a system with kill").success());
    };
    signal("-STOP");
    let size = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").expect("Linux");
    for _ in 0..size.trim().parse::<usize>().expect("a number") / 3 {
        let path = running.at("content/kurz.txt");
        fs::write(&path, "kurz").expect("it can be written");
        fs::remove_file(&path).expect("it can be deleted");
    }
    let text = fs::read_to_string(running.at(HARBOUR)).expect("a text");
    fs::write(running.at(HARBOUR), format!("{text}\nEin Wort mehr.\n")).expect("it can be written");
    signal("-CONT");
    running.waits("/de/reisen/hafen/", |_, _, body| body.contains("Ein Wort mehr"));
}

/// The system lets this user watch three folders: in a namespace of its own, so that nobody else is concerned.
#[cfg(target_os = "linux")]
#[test]
fn where_the_system_watches_no_more_folders_the_site_is_looked_through_and_that_is_said() {
    let limit = "echo 3 > /proc/sys/user/max_inotify_watches";
    let can = Command::new("unshare").args(["-Ur", "sh", "-c", limit]).output();
    if !can.is_ok_and(|run| run.status.success()) {
        let _ = writeln!(std::io::stderr(), "skipped: this system lets nobody make a namespace of users");
        return;
    }
    let mut command = Command::new("unshare");
    command.args(["-Ur", "sh", "-c", &format!("{limit}; exec \"$0\" \"$@\"")]);
    command.arg(env!("CARGO_BIN_EXE_diglot"));
    let running = Running::telling(&story::beginning(), command, &[], "looked through twice a second");
    let text = fs::read_to_string(running.at(HARBOUR)).expect("a text");
    fs::write(running.at(HARBOUR), format!("{text}\nEin Wort mehr.\n")).expect("it can be written");
    running.waits("/de/reisen/hafen/", |_, _, body| body.contains("Ein Wort mehr"));
}

#[cfg(unix)]
#[test]
fn a_file_outside_of_the_site_is_not_shown_whatever_links_lead_to_it() {
    let running = Running::new(&story::beginning());
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::write(elsewhere.path().join("key.txt"), "secret").expect("it can be written");
    std::os::unix::fs::symlink(elsewhere.path(), running.at("static/all")).expect("a link");
    std::os::unix::fs::symlink(elsewhere.path().join("key.txt"), running.at("static/key.txt"))
        .expect("a link");
    std::os::unix::fs::symlink("bilder/bruecke.svg", running.at("static/here.svg")).expect("a link");
    for path in ["/key.txt", "/all/key.txt"] {
        running.waits(path, |status, _, body| status == 500 && body.contains("leads out of the site"));
        assert!(!running.text(path).contains("secret"));
    }
    running.waits("/here.svg", |status, _, body| status == 200 && body == "<svg/>");
}

#[test]
fn its_own_page_says_how_the_site_stands() {
    let running = Running::new(&story::beginning());
    fs::write(running.at("content/allein.de.md"), "---\ntitle: Allein\n---\n[[nirgends]]\n")
        .expect("it can be written");
    running.hears("1 error");
    running.waits("/_diglot/", |status, _, body| {
        status == 200
            && body.contains("<td><a href=\"/allein/\">allein</a></td><td>Allein</td><td>de</td><td>en</td>")
            && body.contains("nirgends")
            && body.contains("content/allein.de.md</td>")
    });
    for path in ["/_diglot/live.js", "/_diglot/live.css"] {
        assert_eq!(running.get(path).0, 200, "{path}");
    }
    assert_eq!(running.get("/_diglot/other").0, 404);
    let (status, head, _) = running.get("/_diglot");
    assert!(status == 308 && head.contains("location: /_diglot/"), "{head}");
}

/// A folder in which the system finds one program that opens browsers, a script, and no other program.
#[cfg(target_os = "linux")]
fn opener(script: &str) -> (tempfile::TempDir, Command) {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("xdg-open");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("it can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("rights");
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.env("PATH", folder.path()).env("OPENED", folder.path().join("opened"));
    (folder, command)
}

#[cfg(target_os = "linux")]
#[test]
fn a_browser_is_opened_once_at_the_address_that_is_served() {
    let (folder, command) = opener("echo \"$@\" >> \"$OPENED\"");
    let running = Running::with(&story::beginning(), command, &["--open"]);
    let end = Instant::now() + LONGEST;
    let opened = || fs::read_to_string(folder.path().join("opened")).unwrap_or_default();
    while !opened().ends_with('\n') {
        assert!(Instant::now() < end, "no browser is opened");
        std::thread::sleep(Duration::from_millis(20));
    }
    // Its port is known only because it is listened at already.
    assert_eq!(running.get("/").0, 200);
    running.hears("checked;");
    assert_eq!(opened(), format!("http://{}/\n", running.address));
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_browser_can_be_opened_that_is_said_and_the_site_is_served() {
    let (_folder, command) = opener("exit 3");
    let running = Running::with(&story::beginning(), command, &["--open"]);
    running.hears(&format!("no browser could be opened: go to http://{}/", running.address));
    assert_eq!(running.get("/").0, 200);
}

#[test]
fn it_does_not_write_anything() {
    let running = Running::new(&story::beginning());
    running.get("/");
    assert!(!running.at("public").exists());
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_and_that_is_fine() {
    let mut running = Running::new(&story::beginning());
    let mut listening = running.events();
    let _it_serves = listening.next();
    let id = running.child.id().to_string();
    let since = Instant::now();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("a system with kill").success());
    let status = running.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
}
