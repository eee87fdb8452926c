//! `diglot text match`

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::cli::Outcome;
use crate::cli::report::unusable;
use crate::glossary::{Sought, search};
use crate::site::Language;
use crate::source::text_file;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The language of the text and the terms
    #[arg(long, default_value = "de", value_parser = language)]
    language: Language,
    /// A file with a term on each line
    #[arg(long, value_name = "FILE", required_unless_present = "jsonl")]
    terms: Option<PathBuf>,
    /// Read lines of JSON, `{"id", "lang", "terms": […], "text"}`, and write `{"id", "matches": […]}`
    #[arg(long, conflicts_with = "terms")]
    jsonl: bool,
}

pub(super) fn language(tag: &str) -> Result<Language, String> {
    Language::new(tag).ok_or_else(|| "a language's tag is due, such as `de` or `pt-BR`".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let done = if arguments.jsonl { lines() } else { told(arguments) };
    match done {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            unusable(&error.to_string(), "see `diglot text match --help`");
            Outcome::Unusable
        }
        _ => Outcome::Fine,
    }
}

/// Says of each term where it is found, or why it is not.
fn told(arguments: &Arguments) -> io::Result<()> {
    let listed = arguments.terms.as_deref().map(terms_in).transpose()?.unwrap_or_default();
    let terms: Vec<String> =
        listed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    let mut out = io::stdout().lock();
    for (term, sought) in terms.iter().zip(search(&terms, &text, arguments.language)) {
        match sought {
            Sought::Found(places) => {
                writeln!(out, "{term}: {}", times(places.len()))?;
                for place in places {
                    let words = &text[place.clone()];
                    let how = if words == term { "as it is" } else { "in another form" };
                    writeln!(out, "  {}  {words}  ({how})", position(&text, place.start))?;
                }
            }
            Sought::Missing(reason) => writeln!(out, "{term}: not found; {reason}")?,
        }
    }
    Ok(())
}

/// What a file of terms says; an error names the file.
fn terms_in(path: &Path) -> io::Result<String> {
    text_file(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{} cannot be read: {error}", path.display())))
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// Line and column, from 1.
fn position(text: &str, at: usize) -> String {
    let before = &text[..at];
    let line = 1 + before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    format!("{line}:{}", 1 + before[start..].chars().count())
}

#[derive(Deserialize)]
struct Question {
    id: serde_json::Value,
    lang: String,
    terms: Vec<String>,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    matches: Vec<Match<'a>>,
}

/// A term in a text; positions count characters.
#[derive(Serialize)]
struct Match<'a> {
    term: &'a str,
    start: usize,
    end: usize,
    form: &'a str,
}

fn lines() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (line, number) in io::stdin().lines().zip(1..) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let faulty =
            |what: String| io::Error::new(io::ErrorKind::InvalidData, format!("line {number}: {what}"));
        let question: Question = serde_json::from_str(&line).map_err(|error| faulty(error.to_string()))?;
        let language = language(&question.lang).map_err(faulty)?;
        let answer = Answer { id: &question.id, matches: matches(&question, language) };
        writeln!(out, "{}", serde_json::to_string(&answer)?)?;
    }
    Ok(())
}

fn matches(question: &Question, language: Language) -> Vec<Match<'_>> {
    let text = question.text.as_str();
    let found = question.terms.iter().zip(search(&question.terms, text, language));
    let mut matches: Vec<_> = found
        .flat_map(|(term, sought)| match sought {
            Sought::Found(places) => places.into_iter().map(|place| (place, term)).collect(),
            Sought::Missing(_) => Vec::new(),
        })
        .map(|(place, term)| {
            let start = text[..place.start].chars().count();
            let form = &text[place];
            Match { term, start, end: start + form.chars().count(), form }
        })
        .collect();
    matches.sort_by_key(|found| found.start);
    matches
}
