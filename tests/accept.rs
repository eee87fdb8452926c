//! `diglot accept` and `diglot align`: what they say and write, and what is wrong usage.

#![expect(clippy::disallowed_methods, reason = "tests lay out folders and read what was written")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What came of a run.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

/// A site in a folder of its own.
struct Site(tempfile::TempDir);

impl Site {
    /// The fixture of works that were confirmed and then changed.
    fn new() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/confirmed");
        fs::create_dir(place.path().join("content")).expect("a folder can be made");
        fs::copy(from.join("site.yaml"), place.path().join("site.yaml")).expect("it can be copied");
        for entry in fs::read_dir(from.join("content")).expect("the fixture is there") {
            let entry = entry.expect("it can be listed");
            let text = fs::read_to_string(entry.path()).expect("a text").replace("\r\n", "\n");
            fs::write(place.path().join("content").join(entry.file_name()), text).expect("it can be written");
        }
        Self(place)
    }

    fn run(&self, words: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        command.args(words).current_dir(self.0.path()).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1764000000").env("USER", "ab");
        let output = command.output().expect("the program was built with the tests");
        let utf8 = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Run { code: output.status.code(), out: utf8(output.stdout), err: utf8(output.stderr) }
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap_or_default()
    }
}

const LOCK: &str = "content/schiff.en.lock.yaml";

#[test]
fn what_was_named_is_written_and_all_other_lines_stay() {
    let site = Site::new();
    let before = site.read(LOCK);
    let run = site.run(&["accept", "schiff", "abfahrt.2", "#abfahrt.3a", "--language", "en", "--by", "xy"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), "content/schiff.en.lock.yaml: 2 beads accepted\n"));
    let after = site.read(LOCK);
    let is_new = |line: &&str| line.contains("2025-11-24, by: xy");
    let new: Vec<&str> = after.lines().filter(is_new).collect();
    assert_eq!(new.len(), 2, "{after}");
    assert!(new[0].contains("{id: abfahrt.2, ") && new[1].contains("{id: abfahrt.3a, "), "{after}");
    let kept: Vec<&str> = after.lines().filter(|line| !is_new(line)).collect();
    let old: Vec<&str> = before.lines().filter(|line| !line.contains("id: abfahrt.2,")).collect();
    assert_eq!(kept, old);
    // Between its neighbours, in the original's order.
    let order: Vec<_> =
        after.lines().filter_map(|line| line.split("id: ").nth(1)?.split(',').next()).collect();
    assert_eq!(order[4..7], ["abfahrt.3", "abfahrt.3a", "abfahrt.4"]);
}

#[test]
fn a_whole_work_is_accepted_once() {
    let site = Site::new();
    let run = site.run(&["accept", "schiff", "--language", "en"]);
    let told =
        "content/schiff.en.lock.yaml: 4 beads accepted; 1 address dropped, which neither text has any more\n";
    assert_eq!((run.code, run.err.as_str()), (Some(0), told));
    let after = site.read(LOCK);
    let run = site.run(&["accept", "schiff", "--language", "en"]);
    let told = "content/schiff.en.lock.yaml: nothing to accept, all is confirmed as it is\n";
    assert_eq!((run.code, run.err.as_str()), (Some(0), told));
    assert_eq!(site.read(LOCK), after);
    // The name of the account stands for `--by`.
    assert!(after.contains("by: ab"), "{after}");
}

#[test]
fn what_git_could_not_join_is_written_anew() {
    let site = Site::new();
    let run = site.run(&["accept", "streit"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), "content/streit.en.lock.yaml: written anew\n"));
    let text = site.read("content/streit.en.lock.yaml");
    assert_eq!(text.lines().count(), 5, "{text}");
    assert!(!text.contains("<<<<"), "{text}");
}

#[test]
fn what_cannot_be_accepted_is_wrong_usage_and_writes_nothing() {
    let site = Site::new();
    let before = site.read(LOCK);
    let cases: [(&[&str], &str); 6] = [
        (&["accept"], "asks of each bead, and this is no terminal"),
        (&["accept", "nichts"], "there is no work `nichts`"),
        (&["accept", "schiff"], "say which: `--language en` or `--language fr`"),
        (&["accept", "streit", "--language", "fr"], "`streit` has no gloss in `fr`"),
        (
            &["accept", "schiff", "abfahrt.9", "--language", "en"],
            "`abfahrt.9` is no bead of `schiff`, and no work",
        ),
        (&["accept", "schiff", "--language", "english language"], "a language is a tag"),
    ];
    for (words, told) in cases {
        let run = site.run(words);
        assert_eq!(run.code, Some(2), "{words:?}: {}", run.err);
        assert!(run.err.contains(told), "{words:?}: {}", run.err);
    }
    assert_eq!(site.read(LOCK), before);
}

#[test]
fn a_lock_file_of_another_version_is_written_anew_as_a_whole_only() {
    let site = Site::new();
    let other = site.read(LOCK).replace("version: 1", "version: 2");
    fs::write(site.0.path().join(LOCK), &other).expect("it can be written");
    let run = site.run(&["accept", "schiff", "abfahrt.2", "--language", "en"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert_eq!(site.read(LOCK), other);
    assert_eq!(site.run(&["accept", "schiff", "--language", "en"]).code, Some(0));
    assert!(site.read(LOCK).contains("version: 1\n"));
    // Without an original text in it, if the site says so.
    let config = site.read("site.yaml") + "lock: {text: off}\n";
    fs::write(site.0.path().join("site.yaml"), config).expect("it can be written");
    fs::remove_file(site.0.path().join(LOCK)).expect("it can be removed");
    assert_eq!(site.run(&["accept", "schiff", "--language", "en"]).code, Some(0));
    assert!(!site.read(LOCK).contains("text:"));
}

#[test]
fn beads_are_told_a_line_each_and_as_a_page() {
    let site = Site::new();
    let run = site.run(&["align", "schiff", "--language", "en"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let lines: Vec<Vec<&str>> = run.out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[4][..2], ["abfahrt.2", "original changed"]);
    assert_eq!(
        lines[4][3..],
        ["An Bord waren über 2000 Menschen, mehr als je zuvor.", "There were 300 people on board."]
    );
    assert_eq!(lines.last().map(|line| &line[..4]), Some(&["ankunft.2-en1", "fresh", "", ""][..]));
    let run = site.run(&["align", "schiff", "--language", "fr", "--html", "beads.html"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), "made beads.html\n"));
    let page = site.read("beads.html");
    assert!(
        page.contains("<p>L&#x27;orchestre jouait une valse.</p>")
            || page.contains("<p>L&#39;orchestre jouait une valse.</p>"),
        "{page}"
    );
    assert!(page.contains("both changed") && !page.contains("src="));
    let run = site.run(&["align", "schiff", "--language", "fr", "--html", "nowhere/beads.html"]);
    assert_eq!(run.code, Some(3), "{}", run.err);
}
