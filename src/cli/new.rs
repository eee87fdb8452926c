//! `diglot new site|work|entry|gloss`

mod name;
mod site;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use name::{fits, key, path_of};
use site::new_site;

use super::making::make;
use super::report::line;
use super::site::{Refusal, open, work};
use super::{Outcome, Root};
use crate::db::Database;
use crate::diagnostic::quoted_word;
use crate::site::{FileName, Language, Sides, Work, WorkKey, config, meta, sides};
use crate::source::{self, Disk};
use crate::text::{skeleton, text};

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot new site talk                              a site in the folder talk
  diglot new work articles/scaling                  a work, in the original language
  diglot new entry scaling-team                     a glossary entry
  diglot new gloss articles/scaling --language en   its gloss, block by block to be filled in";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a site in a new folder
    Site {
        /// The folder
        name: PathBuf,
        /// The language in which its works are written
        #[arg(long, value_name = "LANGUAGE", default_value = "de", value_parser = language)]
        original: Language,
        /// A language into which they are rendered; may be given several times
        #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language)]
        gloss: Vec<Language>,
    },
    /// Make a work: its original
    Work {
        /// Its key: the path below content/, such as articles/scaling
        name: String,
        #[command(flatten)]
        root: Root,
    },
    /// Make a glossary entry: its original
    Entry {
        /// Its name, such as scaling-team
        name: String,
        #[command(flatten)]
        root: Root,
    },
    /// Make a gloss of a work, each block still to be filled in
    Gloss {
        /// The work's key, or the last part of it
        work: String,
        /// The gloss's language
        #[arg(long, short, value_parser = language)]
        language: Language,
        #[command(flatten)]
        root: Root,
    },
}

pub(super) fn language(written: &str) -> Result<Language, String> {
    Language::new(written).ok_or_else(|| "a language is a tag such as `de` or `pt-BR`".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let made = match &arguments.what {
        What::Site { name, original, gloss } => new_site(name, *original, gloss),
        What::Work { name, root } => new_text(&root.root, name, false),
        What::Entry { name, root } => new_text(&root.root, name, true),
        What::Gloss { work, language, root } => new_gloss(&root.root, work, *language),
    };
    match made {
        Ok(()) => Outcome::Fine,
        Err(refusal) => refusal.told(),
    }
}

/// What to do where there is a file already.
const INSTEAD: &str = "choose another name";

/// A text as JSON writes it, which is YAML too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn front(keys: &[(&str, &str)], body: &str) -> String {
    let lines: String = keys.iter().map(|(key, value)| format!("{key}: {}\n", quoted(value))).collect();
    format!("---\n{lines}---\n\n{body}")
}

fn new_text(root: &Path, name: &str, entry: bool) -> Result<(), Refusal> {
    let db = open(root)?;
    let original = config(&db).config.original;
    let (key, words) = key(&db, name, entry)?;
    let title = title(&key, &words);
    let text = match entry {
        true => front(&[("term", &title), ("short", "…"), ("kind", "concept")], "…\n"),
        false => front(&[("title", &title)], "…\n"),
    };
    let path = path_of(&db, &key, original);
    fits(source::read(&Disk::new(root)), &key, &path, &text)?;
    make(&root.join(path.as_str()), text.as_bytes(), INSTEAD)?;
    for gloss in &config(&db).config.glosses {
        let key = quoted_word(key.as_str());
        line(&format!("its gloss: diglot new gloss {key} --language {}", gloss.language));
    }
    Ok(())
}

/// `scaling-team` becomes `Scaling-team`, to be mended by the author; words from which the key was made
/// stay as they are.
fn title(key: &WorkKey, words: &str) -> String {
    if words != key.name() {
        return words.to_owned();
    }
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn new_gloss(root: &Path, name: &str, language: Language) -> Result<(), Refusal> {
    let db = open(root)?;
    let config = &config(&db).config;
    if !config.languages().any(|listed| listed == language) {
        let help = format!("add `{language}` to `languages.glosses` there first");
        return Err(Refusal::misused(format!("site.yaml does not list the language `{language}`"), help));
    }
    let key = work(&db, name)?;
    let work = Work::new(&db, key.clone());
    let Some(sides) = sides(&db, work) else { return Ok(()) };
    if let Some(file) = sides.file(language) {
        return Err(Refusal::misused(format!("{} is there already", file.path(&db)), "it stays as it is"));
    }
    make(&gloss_path(root, &db, &key, sides, language), gloss(&db, work, sides).as_bytes(), INSTEAD)
}

/// Beside the original, in the form of its name.
fn gloss_path(root: &Path, db: &Database, key: &WorkKey, sides: &Sides, language: Language) -> PathBuf {
    let Some(original) = sides.file(sides.original) else {
        return root.join(path_of(db, key, language).as_str());
    };
    let path = original.path(db).as_str();
    let other = sides.original.as_str();
    let suffix = path.strip_suffix(&format!(".{other}.md")).map(|stem| format!("{stem}.{language}.md"));
    let folder =
        || path.strip_prefix(&format!("content/{other}/")).map(|rest| format!("content/{language}/{rest}"));
    let bare = || path.strip_suffix(".md").map(|stem| format!("{stem}.{language}.md"));
    let languages: Vec<_> = config(db).config.languages().collect();
    let found = suffix.or_else(folder).or_else(bare).filter(|path| {
        let name = FileName::read(&crate::diagnostic::SourcePath::new(path), &languages);
        matches!(name, FileName::Work { key: found, .. } if found == *key)
    });
    root.join(found.unwrap_or_else(|| path_of(db, key, language).as_str().to_owned()))
}

fn gloss(db: &Database, work: Work<'_>, sides: &Sides) -> String {
    let (Some(meta), Some(file)) = (meta(db, work, sides.original), sides.file(sides.original)) else {
        return String::new();
    };
    let mut keys = Vec::new();
    match &meta.entry {
        Some(entry) => {
            keys.push(("term", entry.term.as_str()));
            keys.push(("short", entry.short.as_deref().unwrap_or("…")));
        }
        None => keys.push(("title", &*meta.title)),
    }
    keys.extend(meta.summary.as_deref().map(|summary| ("summary", summary)));
    let body = skeleton(text(db, file), file.body(db));
    front(&keys, &body).replacen("---\n", "---\n# still in the original's language:\n", 1)
}
