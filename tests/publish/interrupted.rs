//! Builds that were killed: the next one finishes or undoes what they did.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use diglot::publish::Adopt;

use crate::folder::{Folder, Site, begin, build, path, report, tree_of};

/// A site of many files in one of two states, which differ in every way: files changed,
/// gone and new, whole folders gone and new, a file that becomes a folder and the other way round.
fn large_site(state: usize) -> Vec<(String, String)> {
    let mut site = Vec::new();
    for n in 0..1200 {
        let folder = n % 30;
        let bytes = if n % 3 == 0 { format!("{n} in state {state}") } else { format!("{n}") };
        if n % 7 != state {
            site.push((format!("folder-{folder}/{n}.html"), bytes.clone()));
        }
        if n % 5 == 0 {
            site.push((format!("only-{state}-{folder}/{n}.html"), bytes));
        }
    }
    let swapped = ["swap-0", "swap-1"][state];
    let other = ["swap-1", "swap-0"][state];
    site.push((swapped.to_owned(), "a file".to_owned()));
    site.extend((0..20).map(|n| (format!("{other}/{n}/index.html"), "in a folder".to_owned())));
    site
}

fn borrowed(site: &[(String, String)]) -> Vec<(&str, &str)> {
    site.iter().map(|(path, bytes)| (path.as_str(), bytes.as_str())).collect()
}

const OUTPUT: &str = "DIGLOT_TEST_KILLED_OUTPUT";

#[test]
#[ignore = "the child of the next test, which runs and kills it"]
fn child_that_publishes_until_it_is_killed() {
    let Some(output) = std::env::var_os(OUTPUT) else { return };
    let publication = begin(output.as_ref(), Adopt::No).expect("a beginning");
    let say = |word: &[u8]| std::io::stdout().write_all(word).expect("the parent listens");
    say(b"\nputting\n");
    for (at, bytes) in large_site(1) {
        publication.put(&path(&at), bytes.as_bytes()).expect("a put");
    }
    say(b"\nfinishing\n");
    publication.finish().expect("a build");
    say(b"\nfinished\n");
}

/// When to kill the child.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So long after it began to put.
    Putting(Duration),
    /// So long after its first rename: that of the manifest.
    Renaming(Duration),
}

/// Publishes state 1 in a child and kills it.
fn kill_at(moment: Moment, output: &Path) {
    let manifest = || fs::metadata(output.join(".diglot/manifest")).map(|found| found.ino()).ok();
    let before = manifest();
    let mut child = Command::new(std::env::current_exe().expect("a test has a binary"))
        .args(["--exact", "interrupted::child_that_publishes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(OUTPUT, output)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a child");
    let said = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut said = said.lines().map_while(Result::ok);
    match moment {
        Moment::Putting(delay) => {
            assert!(said.any(|line| line == "putting"));
            thread::sleep(delay);
        }
        Moment::Renaming(delay) => {
            assert!(said.any(|line| line == "finishing"));
            while manifest() == before && child.try_wait().is_ok_and(|ended| ended.is_none()) {}
            thread::sleep(delay);
        }
    }
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
}

/// What a user has in the output.
const USERS: [(&str, &str); 3] = [("CNAME", "mine"), (".git/config", "mine"), ("folder-3/mine.txt", "mine")];

fn with_users(site: &Site<'_>) -> BTreeMap<String, String> {
    tree_of(&[site, &USERS].concat())
}

#[test]
fn after_a_kill_at_any_moment_the_next_build_is_as_clean_as_any() {
    let (old, new) = (large_site(0), large_site(1));
    let (old, new) = (borrowed(&old), borrowed(&new));
    let clean = |site: &Site<'_>| (with_users(site), Folder::with(site).manifest());
    let (clean_old, clean_new) = (clean(&old), clean(&new));
    let folder = Folder::in_memory();
    folder.build(&old).expect("the first build");
    for (name, bytes) in USERS {
        folder.users_file(name, bytes);
    }
    let mut halfway = 0;
    let puts = (0..3).map(|n| Moment::Putting(Duration::from_millis(n * 10)));
    let renames = (0..12).map(|n| Moment::Renaming(Duration::from_micros(n * n * 150)));
    for (round, moment) in puts.chain(renames).enumerate() {
        kill_at(moment, &folder.output());
        let left = folder.tree();
        halfway += usize::from(left != clean_old.0 && left != clean_new.0);
        assert!(USERS.iter().all(|(name, bytes)| left.get(*name).is_some_and(|left| left == bytes)));
        let (next, clean) = if round % 2 == 0 { (&new, &clean_new) } else { (&old, &clean_old) };
        folder.build(next).expect("the next build");
        assert_eq!((&folder.tree(), &folder.manifest()), (&clean.0, &clean.1), "{moment:?}");
        assert!(!folder.has_staging());
        folder.build(&old).expect("back to the old state");
    }
    assert!(halfway > 0, "no kill met the renames; the test proves nothing");
}

#[test]
fn a_left_over_staging_folder_is_deleted_when_the_next_build_begins() {
    let folder = Folder::with(&[("a", "1")]);
    folder.users_file(".diglot/staging/outputs/a", "half writ");
    folder.users_file(".diglot/staging/after", "0123456789abcdef a\n0123");
    let publication = begin(&folder.output(), Adopt::No).expect("a beginning");
    assert!(!folder.has_staging());
    publication.put(&path("a"), b"1").expect("a put");
    assert_eq!(publication.finish().expect("a build"), report(0, 1, 0));
}

#[test]
fn half_renamed_outputs_are_rewritten_or_removed() {
    // As a process leaves it that was killed between its renames: the manifest names old and new.
    let folder = Folder::with(&[("kept", "1"), ("changed", "1"), ("gone/x", "1")]);
    let names = ["added/x", "changed", "gone/x", "kept", "never-renamed"];
    let manifest: String = names.iter().map(|name| format!("0123456789abcdef {name}\n")).collect();
    fs::write(folder.at(".diglot/manifest"), manifest).expect("a file");
    folder.users_file("changed", "2");
    folder.users_file("added/x", "2");
    let site = [("kept", "1"), ("changed", "3")];
    assert_eq!(build(&folder.output(), Adopt::No, &site).expect("a build"), report(1, 1, 2));
    assert_eq!(folder.tree(), tree_of(&site));
    assert_eq!(folder.manifest().lines().count(), 2);
}

#[test]
fn a_folder_emptied_before_the_kill_is_no_obstacle_and_does_not_stay() {
    let folder = Folder::with(&[("kept", "1"), ("a/b/c", "1"), ("d/e", "1")]);
    fs::remove_file(folder.at("a/b/c")).expect("as the killed process did");
    fs::remove_file(folder.at("d/e")).expect("as the killed process did");
    let site = [("a", "now a file"), ("kept", "1")];
    folder.build(&site).expect("a build");
    assert_eq!(folder.tree(), tree_of(&site));
}
