//! What a site's glossary says of words in two languages.

use super::evidence::Dictionary;
use crate::db::{Db, File, Site};
use crate::site::{Language, Work, listing, role, sides, summary};

/// What an entry is called in a language, its term first; nothing for what is no entry. Edits of the rest
/// leave it equal.
#[salsa::tracked(returns(ref))]
fn names_of(db: &dyn Db, file: File) -> Box<[Box<str>]> {
    let entry = role(db, file).as_ref().and_then(|(key, language)| {
        summary(db, Work::new(db, key.clone()), *language).as_ref()?.entry.as_deref()
    });
    let Some(entry) = entry else { return Box::default() };
    let names = [&entry.term].into_iter().chain(&entry.also).chain(&entry.forms);
    names.map(|name| name.as_str().into()).collect()
}

/// What all entries are called in two languages, the original's first. From front matter alone: a change of it
/// aligns texts anew when they are asked for, and most stay as they were aligned.
pub(super) fn dictionary(db: &dyn Db, [original, gloss]: [Language; 2]) -> &Dictionary {
    dictionary_of(db, Site::get(db), original, gloss)
}

#[salsa::tracked(returns(ref))]
fn dictionary_of(db: &dyn Db, _site: Site, original: Language, gloss: Language) -> Dictionary {
    let mut dictionary = Dictionary::default();
    for (key, number) in listing(db).entries.iter().zip(0..) {
        let Some(sides) = sides(db, Work::new(db, key.clone())) else { continue };
        if let [Some(one), Some(other)] = [original, gloss].map(|language| sides.file(language)) {
            let names = [one, other].map(|file| names_of(db, file).iter().map(|name| &**name));
            dictionary.add(number, [original.primary(), gloss.primary()], names);
        }
    }
    dictionary
}
