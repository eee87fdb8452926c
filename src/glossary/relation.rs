//! How entries are related.

use std::collections::BTreeSet;

use super::mention::is_entry;
use super::term::{Named, named};
use crate::db::Db;
use crate::site::{Work, WorkKey, config, listing, original_summary};

/// The entries that are related, each pair once, whichever of the two says so: by key.
#[salsa::tracked(returns(ref))]
pub fn relations(db: &dyn Db) -> BTreeSet<(WorkKey, WorkKey)> {
    let original = config(db).config.original;
    let mut pairs = BTreeSet::new();
    for key in &listing(db).entries {
        let summary = original_summary(db, Work::new(db, key.clone()));
        let names = summary.and_then(|summary| summary.entry.as_deref()).map(|entry| &entry.related);
        for name in names.into_iter().flatten() {
            // What names nothing, or something else, is reported where it is written.
            let Named::One(other) = named(db, name, original, original) else { continue };
            if other != *key && is_entry(db, Work::new(db, other.clone())) {
                pairs.insert(if *key < other { (key.clone(), other) } else { (other, key.clone()) });
            }
        }
    }
    pairs
}
