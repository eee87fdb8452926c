//! What a site's glossary says of words in two languages.

use super::evidence::{Dictionary, WordId};
use super::queries::spoken_of;
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

/// What all entries are called in two languages, the original's first. From front matter alone.
#[salsa::tracked(returns(ref))]
fn dictionary(db: &dyn Db, _site: Site, original: Language, gloss: Language) -> Dictionary {
    let mut dictionary = Dictionary::default();
    let languages = [original.to_string(), gloss.to_string()];
    for (key, number) in listing(db).entries.iter().zip(0..) {
        let Some(sides) = sides(db, Work::new(db, key.clone())) else { continue };
        if let [Some(one), Some(other)] = [original, gloss].map(|language| sides.file(language)) {
            let names = [one, other].map(|file| names_of(db, file).iter().map(|name| &**name));
            dictionary.add(number, languages.each_ref().map(|tag| primary(tag)), names);
        }
    }
    dictionary
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// The words of a work and its gloss that one entry has. Most changes of the glossary leave them equal, and
/// the work as it was aligned.
#[salsa::tracked(returns(ref), lru = 32)]
pub(super) fn terms_of<'db>(db: &'db dyn Db, work: Work<'db>, gloss: Language) -> Box<[(WordId, WordId)]> {
    let found = sides(db, work).as_ref().and_then(|sides| {
        let spoken = [sides.file(sides.original)?, sides.file(gloss)?].map(|file| spoken_of(db, file));
        let dictionary = dictionary(db, Site::get(db), sides.original, gloss);
        Some(dictionary.words(spoken.map(|spoken| &spoken.wording)))
    });
    found.unwrap_or_default().into()
}
