//! Two builders, one output.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread;

use diglot::publish::{Adopt, Publication};

use crate::folder::{Folder, begin, path, tree_of};

#[test]
fn the_second_builder_waits_for_the_first_in_one_process() {
    let folder = Folder::new();
    let first = begin(&folder.output(), Adopt::No).expect("a beginning");
    first.put(&path("first"), b"1").expect("a put");
    let holders = Mutex::new(Vec::new());
    let waiting = |holder: &diglot::publish::Holder| holders.lock().expect("unpoisoned").push(holder.pid);
    thread::scope(|scope| {
        let second = scope.spawn(|| Publication::begin(&folder.output(), Adopt::No, &waiting));
        while holders.lock().expect("unpoisoned").is_empty() {
            thread::yield_now();
        }
        assert!(!second.is_finished());
        first.finish().expect("a build");
        let second = second.join().expect("no panic").expect("a beginning");
        second.put(&path("second"), b"1").expect("a put");
        assert_eq!(second.finish().expect("a build").removed, 1, "it knows what the first wrote");
    });
    assert_eq!(*holders.lock().expect("unpoisoned"), [Some(std::process::id())], "told once");
    assert_eq!(folder.tree(), tree_of(&[("second", "1")]));
}

/// Names the output to the child.
const OUTPUT: &str = "DIGLOT_TEST_HELD_OUTPUT";

#[test]
#[ignore = "the child of the next test, which runs it"]
fn child_that_holds_an_output() {
    let Some(output) = std::env::var_os(OUTPUT) else { return };
    let publication = begin(output.as_ref(), Adopt::No).expect("a beginning");
    publication.put(&path("child"), b"1").expect("a put");
    std::io::stdout().write_all(b"\nbegun\n").expect("the parent listens");
    std::io::stdin().read_line(&mut String::new()).expect("the parent speaks");
    publication.finish().expect("a build");
}

fn spawn_holder(folder: &Folder) -> Child {
    Command::new(std::env::current_exe().expect("a test has a binary"))
        .args(["--exact", "together::child_that_holds_an_output", "--ignored", "--nocapture"])
        .env(OUTPUT, folder.output())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a child")
}

/// Reads what the child says until it has begun.
fn wait_until_begun(child: &mut Child) {
    let output = child.stdout.as_mut().expect("it is piped");
    let begun = BufReader::new(output).lines().map_while(Result::ok).any(|line| line == "begun");
    assert!(begun);
}

#[test]
fn a_builder_in_another_process_is_waited_for_by_its_number() {
    let folder = Folder::new();
    let mut child = spawn_holder(&folder);
    wait_until_begun(&mut child);
    let number = child.id();
    let stdin = Mutex::new(child.stdin.take());
    let let_go = |holder: &diglot::publish::Holder| {
        assert_eq!(holder.pid, Some(number));
        drop(stdin.lock().expect("unpoisoned").take());
    };
    let publication = Publication::begin(&folder.output(), Adopt::No, &let_go).expect("a beginning");
    publication.put(&path("parent"), b"1").expect("a put");
    assert_eq!(publication.finish().expect("a build").removed, 1);
    assert!(child.wait().expect("it ends").success());
    assert_eq!(folder.tree(), tree_of(&[("parent", "1")]));
}

#[test]
fn a_killed_builder_holds_nothing() {
    let folder = Folder::new();
    let mut child = spawn_holder(&folder);
    wait_until_begun(&mut child);
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    assert!(folder.has_staging(), "it had no time to tidy up");
    folder.build(&[("a", "1")]).expect("a build that need not wait");
    assert_eq!(folder.tree(), tree_of(&[("a", "1")]));
    assert!(!folder.has_staging());
}
