//! Whole sites: a folder in, pages and diagnostics out. See `tests/fixture/mod.rs` for the folders.

#[allow(dead_code, reason = "each test uses its part")]
#[expect(clippy::disallowed_methods, reason = "tests read and write their fixtures")]
mod fixture;

use diglot::db::Wishes;
use fixture::{Built, Differences, Fixture, files_below};
use rayon::prelude::*;

#[test]
fn every_fixture_gives_what_is_expected() {
    let fixtures = Fixture::all();
    assert!(!fixtures.is_empty(), "no fixtures were found");
    let found = fixtures.par_iter().map(differences).collect::<Vec<_>>();
    found.into_iter().reduce(Differences::and).expect("there are fixtures").finish();
}

/// Holds a fixture's outputs and diagnostics against what is written down.
fn differences(fixture: &Fixture) -> Differences {
    let mut differences = Differences::default();
    let built = Built::new(&fixture.site(), Wishes::default());
    let folder = fixture.folder();
    differences.compare(&folder.join("expected.diagnostics.txt"), built.told().as_bytes());
    for path in files_below(&folder.join("expected")) {
        match built.steady(&path) {
            Some(bytes) => differences.compare(&folder.join("expected").join(&path), &bytes),
            None => differences.add(format!("{}: nothing is made at {path}", fixture.name)),
        }
    }
    differences
}
