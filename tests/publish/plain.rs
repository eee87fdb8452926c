//! Builds that go well, and what they leave alone.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use diglot::publish::{Adopt, Weight};
use rayon::prelude::*;

use crate::folder::{Folder, begin, path, report, tree_of};

#[test]
fn a_fresh_site_is_written_with_its_folders() {
    let folder = Folder::new();
    let site = [("index.html", "i"), ("de/a/index.html", "a"), ("de/a/b.png", ""), (".nojekyll", "")];
    assert_eq!(folder.build(&site).expect("a build"), report(4, 0, 0));
    assert_eq!(folder.tree(), tree_of(&site));
    assert!(!folder.has_staging());
}

#[test]
fn nothing_stands_in_the_output_before_finish() {
    let folder = Folder::new();
    let publication = begin(&folder.output(), Adopt::No).expect("a beginning");
    publication.put(&path("a/b"), b"1").expect("a put");
    assert!(folder.tree().is_empty());
    publication.finish().expect("a build");
    assert_eq!(folder.tree(), tree_of(&[("a/b", "1")]));
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let site = [("index.html", "i"), ("de/index.html", "d"), ("empty", "")];
    let folder = Folder::with(&site);
    let before = folder.touches();
    assert_eq!(folder.build(&site).expect("a build"), report(0, 3, 0));
    let mut after = folder.touches();
    // Who builds says so; nothing else may differ, not even a folder's time.
    let holder = folder.at(".diglot/holder");
    after.insert(holder.clone(), before[&holder]);
    assert_eq!(after, before);
}

#[test]
fn only_outputs_that_differ_are_rewritten() {
    let folder = Folder::with(&[("a", "1"), ("b", "1"), ("c", "1")]);
    let before = folder.touches();
    let site = [("a", "1"), ("b", "2"), ("c", "1"), ("d", "1")];
    assert_eq!(folder.build(&site).expect("a build"), report(2, 2, 0));
    assert_eq!(folder.tree(), tree_of(&site));
    let after = folder.touches();
    let same = |name| before[&folder.at(name)] == after[&folder.at(name)];
    assert!(same("a") && same("c") && !same("b"));
}

#[test]
fn bytes_that_differ_late_or_in_length_only_are_seen() {
    let long = "x".repeat(100_000);
    let late = format!("{}y", &long[1..]);
    let folder = Folder::with(&[("late", &long), ("shorter", &long), ("longer", "x")]);
    let site = [("late", late.as_str()), ("shorter", "x"), ("longer", &long)];
    assert_eq!(folder.build(&site).expect("a build"), report(3, 0, 0));
    assert_eq!(folder.tree(), tree_of(&site));
    assert_eq!(folder.build(&site).expect("a build"), report(0, 3, 0));
}

#[test]
fn what_is_no_longer_made_is_removed_with_folders_that_became_empty() {
    let folder = Folder::with(&[("index.html", "i"), ("de/a/b/c.html", "c"), ("de/d.html", "d")]);
    let site = [("index.html", "i"), ("de/d.html", "d")];
    assert_eq!(folder.build(&site).expect("a build"), report(0, 2, 1));
    assert_eq!(folder.tree(), tree_of(&site));
    assert_eq!(folder.manifest().lines().count(), 2);
}

#[test]
fn an_empty_build_removes_all_that_was_ours() {
    let folder = Folder::with(&[("index.html", "i"), ("de/a.html", "c")]);
    assert_eq!(folder.build(&[]).expect("a build"), report(0, 0, 2));
    assert!(folder.tree().is_empty());
    assert_eq!(folder.manifest(), "");
}

#[test]
fn files_that_diglot_never_wrote_stay() {
    let folder = Folder::new();
    for name in ["CNAME", ".git/config", "de/old/mine.txt", "de/own.txt"] {
        folder.users_file(name, name);
    }
    fs::create_dir(folder.at("empty")).expect("the user can make folders");
    folder.build(&[("index.html", "i"), ("de/old/index.html", "o"), ("de/gone/x", "x")]).expect("a build");
    folder.build(&[("index.html", "i")]).expect("a build");
    let mut expected = tree_of(&[
        ("index.html", "i"),
        ("CNAME", "CNAME"),
        (".git/config", ".git/config"),
        ("de/old/mine.txt", "de/old/mine.txt"),
        ("de/own.txt", "de/own.txt"),
    ]);
    expected.insert("empty/".to_owned(), String::new());
    assert_eq!(folder.tree(), expected);
}

#[test]
fn names_that_are_not_utf_8_stay() {
    let folder = Folder::with(&[("de/index.html", "i")]);
    let strange = folder.at("de").join(OsStr::from_bytes(b"caf\xe9.html"));
    if fs::write(&strange, "mine").is_err() {
        return; // this file system has no such names
    }
    folder.build(&[("de/index.html", "j")]).expect("a build");
    folder.build(&[]).expect("a build");
    assert_eq!(fs::read_to_string(strange).expect("it stands"), "mine");
}

#[test]
fn the_manifest_is_no_proof_of_content() {
    let site = [("a", "1"), ("b", "1"), ("c", "1")];
    let folder = Folder::with(&site);
    fs::write(folder.at("a"), "2").expect("the user can write");
    fs::remove_file(folder.at("b")).expect("the user can remove");
    assert_eq!(folder.build(&site).expect("a build"), report(2, 1, 0));
    assert_eq!(folder.tree(), tree_of(&site));
}

#[test]
fn a_removed_file_of_ours_that_is_gone_already_is_no_error() {
    let folder = Folder::with(&[("a", "1"), ("b/c", "1"), ("d/e", "1")]);
    fs::remove_file(folder.at("b/c")).expect("the user can remove");
    fs::remove_dir_all(folder.at("d")).expect("the user can remove");
    assert_eq!(folder.build(&[("a", "1")]).expect("a build"), report(0, 1, 0));
    assert_eq!(folder.tree(), tree_of(&[("a", "1")]));
}

#[test]
fn the_manifest_has_one_sorted_line_a_file_hash_space_path() {
    let folder = Folder::with(&[("b", "1"), ("a b/ü", "1"), ("a", "2")]);
    let manifest = folder.manifest();
    let entries: Vec<(&str, &str)> = manifest.lines().filter_map(|line| line.split_once(' ')).collect();
    assert_eq!(entries.iter().map(|entry| entry.1).collect::<Vec<_>>(), ["a", "a b/ü", "b"]);
    let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..16].to_owned();
    assert_eq!(
        entries.iter().map(|entry| entry.0.to_owned()).collect::<Vec<_>>(),
        [hash(b"2"), hash(b"1"), hash(b"1")]
    );
}

#[test]
fn diglots_own_folder_is_kept_out_of_version_control() {
    let folder = Folder::with(&[]);
    assert_eq!(fs::read_to_string(folder.at(".diglot/.gitignore")).expect("it stands"), "*\n");
}

#[test]
fn an_output_that_is_a_link_to_a_folder_stays_a_link() {
    let folder = Folder::new();
    fs::create_dir(folder.beside("real")).expect("a folder");
    std::os::unix::fs::symlink("real", folder.output()).expect("a link");
    folder.build(&[("a/b", "1")]).expect("a build");
    assert!(fs::symlink_metadata(folder.output()).expect("it stands").is_symlink());
    assert_eq!(fs::read_to_string(folder.beside("real/a/b")).expect("it stands"), "1");
}

#[test]
fn many_threads_may_put_at_once() {
    let folder = Folder::new();
    let publication = begin(&folder.output(), Adopt::No).expect("a beginning");
    let name = |n: usize| format!("{}/{}/{n}.html", n % 7, n % 11);
    (0..2000).into_par_iter().for_each(|n| {
        publication.put(&path(&name(n)), name(n).as_bytes()).expect("a put");
    });
    assert_eq!(publication.finish().expect("a build"), report(2000, 0, 0));
    let tree = folder.tree();
    assert!((0..2000).all(|n| tree.get(&name(n)) == Some(&name(n))));
}

#[test]
fn the_weight_of_what_is_put_is_known_before_it_is_published() {
    let folder = Folder::with(&[("b", "12")]);
    let publication = begin(&folder.output(), Adopt::No).expect("a beginning");
    for (name, bytes) in [("d", "1"), ("c", "123"), ("b", "12"), ("a", "123")] {
        publication.put(&path(name), bytes.as_bytes()).expect("a put");
    }
    let Weight { bytes, heaviest } = publication.weight();
    assert_eq!(bytes, 9, "what stands there already counts");
    assert_eq!(heaviest, [(path("a"), 3), (path("c"), 3), (path("b"), 2)]);
}
