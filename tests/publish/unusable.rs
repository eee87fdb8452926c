//! Output folders that cannot be used, outputs that cannot be written.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use diglot::publish::{Adopt, ManifestFault, PublishError};

use crate::folder::{Folder, begin, path, report, tree, tree_of};

#[test]
fn an_output_that_is_a_file_stays_one() {
    let folder = Folder::new();
    fs::write(folder.output(), "mine").expect("a file");
    let error = folder.build(&[("a", "1")]).expect_err("it is no folder");
    assert!(matches!(&error, PublishError::NotAFolder { path } if *path == folder.output()), "{error}");
    assert_eq!(fs::read_to_string(folder.output()).expect("it stands"), "mine");
}

#[test]
fn an_output_below_a_file_is_an_error() {
    let folder = Folder::new();
    fs::write(folder.output(), "mine").expect("a file");
    let error = begin(&folder.at("deeper"), Adopt::No).map(drop).expect_err("it cannot be made");
    assert!(error.message().contains("public/deeper"), "{error}");
}

#[test]
fn an_output_that_is_a_link_to_nothing_is_said_to_be_one() {
    let folder = Folder::new();
    symlink("nowhere", folder.output()).expect("a link");
    let error = folder.build(&[("a", "1")]).expect_err("it leads nowhere");
    assert!(matches!(&error, PublishError::DeadLink { path, .. } if *path == folder.output()), "{error}");
    assert!(error.message().ends_with("public` is a link to `nowhere`, which is not there"), "{error}");
    assert!(fs::symlink_metadata(folder.output()).expect("it stands").is_symlink());
}

#[test]
fn a_file_or_a_link_in_place_of_diglots_own_folder_is_an_error() {
    let folder = Folder::new();
    folder.users_file(".diglot", "mine");
    assert!(matches!(folder.build(&[]), Err(PublishError::NotAFolder { .. })));
    fs::remove_file(folder.at(".diglot")).expect("the user can remove");
    fs::create_dir(folder.beside("elsewhere")).expect("a folder");
    symlink(folder.beside("elsewhere"), folder.at(".diglot")).expect("a link");
    assert!(matches!(folder.build(&[]), Err(PublishError::NotAFolder { .. })));
    assert_eq!(fs::read_dir(folder.beside("elsewhere")).expect("it stands").count(), 0);
}

#[test]
fn links_planted_in_diglots_own_folder_are_not_written_through() {
    let folder = Folder::with(&[("a", "1")]);
    for (name, target) in [("holder", "one"), ("manifest", "two"), (".gitignore", "three")] {
        fs::write(folder.beside(target), "").expect("a file");
        fs::remove_file(folder.at(".diglot").join(name)).expect("the user can remove");
        symlink(folder.beside(target), folder.at(".diglot").join(name)).expect("a link");
    }
    fs::create_dir(folder.beside("four")).expect("a folder");
    fs::write(folder.beside("four/x"), "").expect("a file");
    symlink(folder.beside("four"), folder.at(".diglot/staging")).expect("a link");
    folder.build(&[("a", "1"), ("b", "1")]).expect("a build");
    for target in ["one", "two", "three", "four/x"] {
        assert_eq!(fs::read_to_string(folder.beside(target)).expect("it stands"), "", "{target}");
    }
}

#[test]
fn conflict_markers_in_the_manifest_are_an_error_that_says_what_to_do() {
    let folder = Folder::with(&[("a", "1")]);
    let manifest = format!("<<<<<<< HEAD\n{}=======\n>>>>>>> other\n", folder.manifest());
    fs::write(folder.at(".diglot/manifest"), &manifest).expect("a file");
    let error = folder.build(&[("a", "2")]).expect_err("a broken manifest");
    let PublishError::Manifest { line: 1, fault: ManifestFault::ConflictMarker, .. } = &error else {
        panic!("another error: {error}")
    };
    assert!(error.message().contains(".diglot/manifest") && error.help().contains("--adopt"));
    assert_eq!((folder.tree(), folder.manifest()), (tree_of(&[("a", "1")]), manifest));
}

#[test]
fn garbage_in_the_manifest_removes_nothing() {
    let folder = Folder::with(&[("a", "1")]);
    fs::write(folder.beside("precious"), "mine").expect("a file");
    let good = folder.manifest();
    for garbage in [&b"0123456789abcdef ../precious\n"[..], b"\xff\xfe\0", b"hello\n"] {
        fs::write(folder.at(".diglot/manifest"), [good.as_bytes(), garbage].concat()).expect("a file");
        let error = folder.build(&[]).expect_err("a broken manifest");
        assert!(matches!(error, PublishError::Manifest { line: 2, .. }), "{error}");
    }
    assert!(folder.at("a").exists() && folder.beside("precious").exists());
}

#[test]
fn dropping_and_abandoning_leave_the_output_as_it_was() {
    let site = [("a", "1"), ("b/c", "1")];
    let folder = Folder::with(&site);
    let manifest = folder.manifest();
    for abandon in [true, false] {
        let publication = begin(&folder.output(), Adopt::No).expect("a beginning");
        publication.put(&path("a"), b"2").expect("a put");
        assert!(folder.has_staging());
        if abandon {
            publication.abandon().expect("it is deleted")
        } else {
            drop(publication)
        }
        assert_eq!((folder.tree(), folder.manifest()), (tree_of(&site), manifest.clone()));
        assert!(!folder.has_staging());
    }
}

#[test]
fn outputs_that_clash_are_an_error_and_nothing_is_published() {
    for (first, second) in [("a", "a"), ("a", "a/b"), ("a/b", "a")] {
        let folder = Folder::with(&[("z", "1")]);
        let publication = begin(&folder.output(), Adopt::No).expect("a beginning");
        publication.put(&path(first), b"1").expect("a put");
        let error = publication.put(&path(second), b"1").expect_err("a clash");
        assert!(matches!(error, PublishError::Clash { .. }), "{error}");
        let error = publication.finish().expect_err("no whole build");
        assert!(matches!(error, PublishError::Incomplete { .. }), "{error}");
        assert_eq!(folder.tree(), tree_of(&[("z", "1")]));
        assert!(!folder.has_staging());
    }
}

/// A file system of its own at a folder, as far as we may mount one.
struct Mount(PathBuf);

impl Mount {
    /// `None`, after saying so, if we may not mount (only root may).
    fn new(at: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(at).expect("a folder");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).output();
        if mount.is_ok_and(|mount| mount.status.success()) {
            return Some(Self(at.to_owned()));
        }
        say("skipped: a file system cannot be mounted here");
        None
    }

    fn make_read_only(&self) {
        let mount = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status();
        assert!(mount.is_ok_and(|status| status.success()));
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn say(text: &str) {
    eprintln!("{text}");
}

/// Needs the right to mount a small file system; else it is skipped and says so.
#[test]
fn a_full_disk_leaves_the_old_output_whole() {
    let folder = Folder::new();
    let Some(_mount) = Mount::new(&folder.output(), "size=256k") else { return };
    let old = [("a", "1"), ("de/b", "1")];
    folder.build(&old).expect("a small site fits");
    let manifest = folder.manifest();
    let large = "x".repeat(100_000);
    let new = [("a", "2"), ("x", &large), ("y", &large), ("z/z", &large)];
    let error = folder.build(&new).expect_err("a large site does not fit");
    let PublishError::Full { path } = &error else { panic!("another error: {error}") };
    assert!(new.iter().any(|(name, _)| *path == folder.at(name)), "{error}");
    assert_eq!((folder.tree(), folder.manifest()), (tree_of(&old), manifest));
    assert!(!folder.has_staging());
    folder.build(&[("a", "3")]).expect("there is space again");
}

/// Needs the right to mount a small file system; else it is skipped and says so.
#[test]
fn a_read_only_disk_is_an_error_that_says_so() {
    let folder = Folder::new();
    let Some(mount) = Mount::new(&folder.output(), "size=256k") else { return };
    folder.build(&[("a", "1")]).expect("a build");
    mount.make_read_only();
    let error = folder.build(&[("a", "2")]).expect_err("a read-only disk");
    assert!(matches!(error, PublishError::Unusable { .. }) && error.help().contains("read-only"), "{error}");
    assert_eq!(folder.tree(), tree_of(&[("a", "1")]));
}

/// Root may write everywhere; then it is skipped and says so.
#[test]
fn a_folder_that_we_may_not_write_is_an_error_that_says_so() {
    let folder = Folder::with(&[("a", "1")]);
    let forbid = |mode| fs::set_permissions(folder.at(".diglot"), fs::Permissions::from_mode(mode));
    forbid(0o500).expect("it is ours");
    if fs::write(folder.at(".diglot/probe"), "").is_ok() {
        return say("skipped: we may write everywhere");
    }
    let error = folder.build(&[("a", "2")]).expect_err("a folder that we may not write");
    forbid(0o700).expect("it is ours");
    assert!(error.help().contains("right to write"), "{error}");
    assert_eq!(folder.build(&[("a", "2")]).expect("a build"), report(1, 0, 0));
    assert_eq!(tree(&folder.output()), tree_of(&[("a", "2")]));
}

/// Root may write everywhere; then it is skipped and says so.
#[test]
fn a_folder_further_in_that_we_may_not_write_stops_the_change_before_it_begins() {
    let old = [("a/b", "1"), ("de/b", "1"), ("x", "1")];
    let folder = Folder::new();
    folder.build(&old).expect("a build");
    let forbid = |mode| fs::set_permissions(folder.at("de"), fs::Permissions::from_mode(mode));
    forbid(0o555).expect("it is ours");
    if fs::write(folder.at("de/probe"), "").is_ok() {
        return say("skipped: we may write everywhere");
    }
    let manifest = folder.manifest();
    for new in [[("a/b", "2"), ("de/b", "2"), ("x", "2")].as_slice(), &[("a/b", "2"), ("x", "2")]] {
        let error = folder.build(new).expect_err("a folder that we may not write");
        assert!(matches!(&error, PublishError::Unusable { path, .. } if *path == folder.at("de")), "{error}");
        assert!(error.help().contains("right to write"), "{error}");
        assert_eq!((folder.tree(), folder.manifest()), (tree_of(&old), manifest.clone()));
    }
    forbid(0o755).expect("it is ours");
    assert_eq!(folder.build(&[("a/b", "2"), ("x", "2")]).expect("a build"), report(2, 0, 1));
}
