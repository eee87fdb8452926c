use std::sync::Arc;

use super::*;
use crate::db::{Contents, Inputs};

/// A query that fails at files that say so.
#[salsa::tracked(returns(ref))]
fn failing(db: &dyn Db, file: File) -> Vec<Diagnostic> {
    assert!(!file.body(db).contains("fail"), "the file says so");
    vec![Diagnostic::new(Id::UnknownKey, "heard").at(Place::file(file.path(db)))]
}

fn inputs(bodies: &[(&str, &str)]) -> Inputs {
    let contents = |body: &&str| Contents { body: Arc::from(*body), ..Contents::default() };
    let files = bodies.iter().map(|(path, body)| (SourcePath::new(path), contents(body)));
    Inputs { files: files.collect(), ..Inputs::default() }
}

fn told(db: &Database) -> Vec<(String, Id)> {
    let found = in_order(each_file(db, |db, file| failing(db, file).clone()));
    let path = |found: &Diagnostic| found.primary.as_ref().map_or_else(String::new, |at| at.path.to_string());
    found.iter().map(|found| (path(found), found.id)).collect()
}

#[test]
fn a_query_that_fails_at_a_file_names_it_and_the_others_are_heard() {
    let files = [("content/a.md", "fine"), ("content/b.md", "fail"), ("content/c.md", "fine")];
    let mut db = Database::new(inputs(&files), Wishes::default(), None);
    let heard = |path: &str| (path.to_owned(), Id::UnknownKey);
    let failed = ("content/b.md".to_owned(), Id::Internal);
    assert_eq!(told(&db), [heard("content/a.md"), failed, heard("content/c.md")]);
    // The database is as good as before.
    db.update(inputs(&[("content/a.md", "fine"), ("content/b.md", "mended")]));
    assert_eq!(told(&db), [heard("content/a.md"), heard("content/b.md")]);
}

#[test]
fn what_failed_is_said_with_its_reason_and_a_way_out() {
    let path = SourcePath::new("content/a.md");
    let fault = guarded::<()>(&path, || panic!("a reason")).expect_err("it failed");
    assert_eq!(fault.message, "Diglot failed at content/a.md: a reason");
    assert_eq!(fault.primary, Some(Place::file(&path)));
    assert!(!fault.help.is_empty());
}

#[test]
fn work_that_is_called_off_is_no_fault() {
    let called_off = catch_unwind(|| {
        guarded::<()>(&SourcePath::new("a.md"), || resume_unwind(Box::new(Cancelled::PendingWrite)))
    });
    assert!(called_off.is_err_and(|panic| panic.is::<Cancelled>()));
}
