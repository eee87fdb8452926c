//! The names of new works: which key is meant, in which file it would stand, and whether the site could
//! have it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Refusal;
use crate::db::{Contents, Database, Inputs, Site, Wishes};
use crate::diagnostic::{Diagnostic, Severity, SourcePath, quoted_word};
use crate::render;
use crate::site::{
    FileName, Language, SectionKey, Work, WorkKey, config, listing, sides, spelling_clashes, works,
};
use crate::source::{Split, split};
use crate::text::slug::slug;

/// The key that a name means, and the words that it ends in. An entry without a folder stands in the
/// glossary, and its file is named by the slug of its words.
pub(super) fn key(db: &Database, name: &str, entry: bool) -> Result<(WorkKey, String), Refusal> {
    let path = name.trim_matches('/');
    let path = path.strip_prefix("content/").unwrap_or(path);
    let path = in_original(db, path.strip_suffix(".md").unwrap_or(path))?;
    let unfit =
        |part: &str| part.is_empty() || part.starts_with(['.', '_']) || part.contains(char::is_control);
    if path.split('/').any(unfit) || path.contains('\\') {
        let help = "a key is a path such as articles/scaling";
        return Err(Refusal::misused(format!("`{name}` cannot be a work's key"), help));
    }
    let (folder, words) = path.rsplit_once('/').map_or((None, path), |(folder, words)| (Some(folder), words));
    if !entry {
        return Ok((WorkKey::new(path), words.to_owned()));
    }
    let slug = slug(words);
    if slug.is_empty() {
        let help = "name it with letters or digits, and write what it is called as its `term`";
        return Err(Refusal::misused(format!("`{words}` has no letter to name a file by"), help));
    }
    Ok((WorkKey::new(&format!("{}/{slug}", folder.unwrap_or("glossary"))), words.to_owned()))
}

/// The name without the original's suffix; one that names another language is refused.
fn in_original<'a>(db: &Database, path: &'a str) -> Result<&'a str, Refusal> {
    let config = &config(db).config;
    let named = |tag: &str| config.languages().find(|language| language.as_str().eq_ignore_ascii_case(tag));
    if let Some((first, rest)) = path.split_once('/')
        && let Some(language) = named(first)
    {
        let help = format!("name the work without it: {}", quoted_word(rest));
        return Err(Refusal::misused(
            format!("`{language}` in `{path}` is a language, no part of a key"),
            help,
        ));
    }
    let Some((stem, suffix)) = path.rsplit_once('.') else { return Ok(path) };
    match named(suffix) {
        None => Ok(path),
        Some(language) if language == config.original => Ok(stem),
        Some(language) => {
            let help = format!("its gloss: diglot new gloss {} --language {language}", quoted_word(stem));
            Err(Refusal::misused(format!("`{path}` is the name of a text in `{language}`"), help))
        }
    }
}

/// Where a text's file stands: in the form that the site's other files have.
pub(super) fn path_of(db: &Database, key: &WorkKey, language: Language) -> SourcePath {
    let folders = Site::get(db).files(db).iter().any(|file| {
        let path = file.path(db).as_str();
        config(db).config.languages().any(|language| path.starts_with(&format!("content/{language}/")))
    });
    SourcePath::new(&match folders {
        true => format!("content/{language}/{key}.md"),
        false => format!("content/{key}.{language}.md"),
    })
}

/// Refuses a new work that the site could not have: one that is there, or whose file would be taken for
/// another's or clash with what the site has.
pub(super) fn fits(inputs: Inputs, key: &WorkKey, path: &SourcePath, text: &str) -> Result<(), Refusal> {
    let drafts = Wishes { drafts: true, ..Wishes::default() };
    let mut db = Database::new(inputs.clone(), drafts, None);
    if sides(&db, Work::new(&db, key.clone())).is_some() {
        return Err(Refusal::misused(format!("there is a work {key} already"), "choose another name"));
    }
    if listing(&db).sections.contains_key(&SectionKey::new(key.as_str())) {
        let help = format!("its own text stands in content/{key}/_index.{}.md", config(&db).config.original);
        return Err(Refusal::misused(format!("{key} is a section already"), help));
    }
    let languages: Vec<_> = config(&db).config.languages().collect();
    let read = FileName::read(path, &languages);
    if !matches!(&read, FileName::Work { key: found, stranger: None, .. } if found == key) {
        let message = format!("{path} would not be read as the work {key}");
        return Err(Refusal::misused(message, "choose another name, such as articles/scaling"));
    }
    let before: BTreeSet<String> = faults(&db).map(|fault| fault.message).collect();
    let mut inputs = inputs;
    let Split { front, body } = split(text);
    let contents = Contents { front: Arc::from(front), body: Arc::from(body), fault: None };
    inputs.files.insert(path.clone(), contents);
    db.update(inputs);
    match faults(&db).find(|fault| !before.contains(&fault.message)) {
        None => Ok(()),
        Some(fault) => Err(Refusal::misused(
            format!("there can be no work {key}: {}", fault.message),
            "choose another name",
        )),
    }
}

/// What is wrong with the list of works and with their addresses.
fn faults(db: &Database) -> impl Iterator<Item = Diagnostic> {
    let listed = works(db).diagnostics.iter().chain(&render::outputs(db).diagnostics).cloned();
    let found: Vec<_> = listed.chain(spelling_clashes(db)).collect();
    found.into_iter().filter(|fault| fault.severity == Severity::Error)
}
