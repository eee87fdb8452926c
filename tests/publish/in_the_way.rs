//! Files of others where outputs must stand: all are reported at once and none is lost.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use diglot::publish::{Obstacle, ObstacleKind, PublishError};

use crate::folder::{Folder, Site, report, tree_of};

/// The obstacles that a build met; it must have changed nothing.
fn obstacles(folder: &Folder, site: &Site<'_>) -> Vec<(String, ObstacleKind)> {
    let before = (folder.tree(), folder.manifest());
    let error = folder.build(site).expect_err("something is in the way");
    assert_eq!((folder.tree(), folder.manifest()), before);
    assert!(!folder.has_staging());
    assert!(!error.help().is_empty());
    let message = error.to_string();
    let PublishError::InTheWay { obstacles, .. } = error else { panic!("another error: {message}") };
    assert!(obstacles.iter().all(|obstacle| message.contains(&obstacle.path)), "{message}");
    obstacles.into_iter().map(|Obstacle { path, kind }| (path, kind)).collect()
}

#[test]
fn a_file_of_others_with_the_same_bytes_is_adopted() {
    let folder = Folder::new();
    folder.users_file("de/index.html", "same");
    let site = [("de/index.html", "same")];
    assert_eq!(folder.build(&site).expect("a build"), report(0, 1, 0));
    assert!(folder.manifest().ends_with(" de/index.html\n"));
    assert_eq!(folder.build(&[]).expect("a build"), report(0, 0, 1), "from then on it is ours");
}

#[test]
fn all_files_of_others_with_other_bytes_are_named_at_once_and_nothing_changes() {
    let folder = Folder::with(&[("ours", "1"), ("stale", "1")]);
    folder.users_file("CNAME", "mine");
    folder.users_file("de/index.html", "mine");
    let site = [("ours", "2"), ("new", "2"), ("de/index.html", "2"), ("CNAME", "2")];
    let expected = ["CNAME", "de/index.html"].map(|path| (path.to_owned(), ObstacleKind::OtherBytes));
    assert_eq!(obstacles(&folder, &site), expected);
}

#[test]
fn adopting_takes_them_over() {
    let folder = Folder::new();
    folder.users_file("CNAME", "mine");
    let site = [("CNAME", "ours"), ("a", "1")];
    assert_eq!(folder.adopt(&site).expect("a build"), report(2, 0, 0));
    assert_eq!(folder.tree(), tree_of(&site));
    assert_eq!(folder.build(&site).expect("a build"), report(0, 2, 0), "from then on it is ours");
}

#[test]
fn without_the_manifest_equal_files_are_adopted_and_others_reported() {
    let folder = Folder::with(&[("a", "1"), ("b", "1")]);
    fs::remove_file(folder.at(".diglot/manifest")).expect("the user can remove");
    assert_eq!(obstacles(&folder, &[("a", "1"), ("b", "2")]), [("b".to_owned(), ObstacleKind::OtherBytes)]);
    assert_eq!(folder.build(&[("a", "1"), ("b", "1")]).expect("a build"), report(0, 2, 0));
}

#[test]
fn a_file_of_others_where_a_folder_must_stand_is_never_taken_over() {
    let folder = Folder::new();
    folder.users_file("de", "mine");
    let site = [("de/a/index.html", "1"), ("de/index.html", "1")];
    assert_eq!(obstacles(&folder, &site), [("de".to_owned(), ObstacleKind::File)]);
    folder.adopt(&site).expect_err("not even then");
    assert_eq!(folder.tree(), tree_of(&[("de", "mine")]));
}

#[test]
fn a_file_of_ours_makes_room_for_a_folder() {
    let folder = Folder::with(&[("de", "1"), ("en/x", "1"), ("z", "1")]);
    let site = [("de/a/index.html", "1"), ("de/index.html", "1"), ("en/x/y", "1"), ("z", "1")];
    assert_eq!(folder.build(&site).expect("a build"), report(3, 1, 2));
    assert_eq!(folder.tree(), tree_of(&site));
}

#[test]
fn a_folder_of_ours_makes_room_for_a_file() {
    let folder = Folder::with(&[("de/a/index.html", "1"), ("de/index.html", "1"), ("z", "1")]);
    fs::create_dir_all(folder.at("de/empty/too")).expect("the user can make folders");
    let site = [("de", "1"), ("z", "1")];
    assert_eq!(folder.build(&site).expect("a build"), report(1, 1, 2));
    assert_eq!(folder.tree(), tree_of(&site));
}

#[test]
fn a_folder_with_files_of_others_is_never_taken_over() {
    let folder = Folder::with(&[("de/a/index.html", "1")]);
    folder.users_file("de/a/mine", "mine");
    let site = [("de", "1")];
    assert_eq!(obstacles(&folder, &site), [("de".to_owned(), ObstacleKind::Folder)]);
    folder.adopt(&site).expect_err("not even then");
    assert_eq!(folder.tree(), tree_of(&[("de/a/index.html", "1"), ("de/a/mine", "mine")]));
}

#[test]
fn nothing_is_written_through_a_link_that_leads_out() {
    let folder = Folder::new();
    fs::create_dir(folder.beside("elsewhere")).expect("a folder");
    folder.users_file("x", "");
    symlink(folder.beside("elsewhere"), folder.at("de")).expect("a link");
    let site = [("de/a/index.html", "1"), ("de/index.html", "1"), ("en", "1")];
    assert_eq!(obstacles(&folder, &site), [("de".to_owned(), ObstacleKind::Link)]);
    folder.adopt(&site).expect_err("not even then");
    let elsewhere = fs::read_dir(folder.beside("elsewhere")).expect("it stands");
    assert_eq!(elsewhere.count(), 0);
}

#[test]
fn nothing_is_removed_through_a_link_that_leads_out() {
    let folder = Folder::with(&[("de/index.html", "1"), ("en", "1")]);
    fs::rename(folder.at("de"), folder.beside("elsewhere")).expect("the user can move it away");
    symlink(folder.beside("elsewhere"), folder.at("de")).expect("a link");
    assert_eq!(folder.build(&[("en", "1")]).expect("a build"), report(0, 1, 0));
    assert!(folder.beside("elsewhere/index.html").exists());
    assert!(!folder.manifest().contains("de/"), "it is not ours any more");
}

#[test]
fn a_link_in_an_outputs_place_is_replaced_not_followed() {
    let folder = Folder::with(&[("a", "1")]);
    fs::write(folder.beside("secret"), "2").expect("a file");
    fs::remove_file(folder.at("a")).expect("the user can remove");
    for name in ["a", "b"] {
        symlink(folder.beside("secret"), folder.at(name)).expect("a link");
    }
    let site = [("a", "2"), ("b", "2")];
    assert_eq!(obstacles(&folder, &site), [("b".to_owned(), ObstacleKind::OtherBytes)]);
    folder.adopt(&site).expect("a build");
    assert_eq!(folder.tree(), tree_of(&site), "plain files stand there");
    assert_eq!(fs::read_to_string(folder.beside("secret")).expect("it stands"), "2");
}

#[test]
fn a_stale_name_under_which_a_user_made_a_folder_is_let_go() {
    let folder = Folder::with(&[("de", "1"), ("a", "1")]);
    fs::remove_file(folder.at("de")).expect("the user can remove");
    folder.users_file("de/mine", "mine");
    assert_eq!(folder.build(&[("a", "1")]).expect("a build"), report(0, 1, 0));
    assert_eq!(folder.tree(), tree_of(&[("a", "1"), ("de/mine", "mine")]));
}

#[test]
fn a_pipe_in_the_way_does_not_stop_the_build_for_ever() {
    let folder = Folder::with(&[]);
    let made = Command::new("mkfifo").arg(folder.at("a")).status();
    if !made.is_ok_and(|status| status.success()) {
        return; // no pipes here
    }
    assert_eq!(obstacles(&folder, &[("a", "")]), [("a".to_owned(), ObstacleKind::OtherBytes)]);
}

#[test]
fn a_long_list_of_obstacles_is_cut_in_the_message_only() {
    let folder = Folder::new();
    let names: Vec<String> = (0..100).map(|n| format!("{n:03}")).collect();
    for name in &names {
        folder.users_file(name, "mine");
    }
    let site: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "ours")).collect();
    let error = folder.build(&site).expect_err("all are in the way");
    assert!(error.message().starts_with("100 things") && error.message().ends_with("and 80 more"));
    assert!(matches!(error, PublishError::InTheWay { obstacles, .. } if obstacles.len() == 100));
}
