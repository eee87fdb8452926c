//! `diglot text match`

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::jsonl;
use crate::cli::Outcome;
use crate::cli::report::line;
use crate::glossary::{Manner, Sought, compound_around, find, inflects, is_as_written, search};
use crate::site::Language;
use crate::source::text_file;

const SHAPE: &str = "{\"id\": …, \"lang\": \"de\", \"terms\": [\"…\"], \"text\": \"…\"}";

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
    /// Find terms at the end of German compounds too, as `glossary.compounds` does
    #[arg(long)]
    compounds: bool,
}

pub(super) fn language(tag: &str) -> Result<Language, String> {
    Language::new(tag).ok_or_else(|| "a language's tag is due, such as `de` or `pt-BR`".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let done = if arguments.jsonl {
        jsonl::answers(SHAPE, |line| answer(line, arguments.compounds))
    } else {
        told(arguments).map(|()| true)
    };
    jsonl::outcome(done, "see `diglot text match --help`")
}

/// Says of each term where it is found, or why it is not.
fn told(arguments: &Arguments) -> io::Result<()> {
    let listed = arguments.terms.as_deref().map(terms_in).transpose()?.unwrap_or_default();
    let terms: Vec<String> = listed
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    if terms.is_empty() {
        let path = arguments.terms.as_deref().unwrap_or(Path::new(""));
        return Err(io::Error::other(format!("{} has no terms: write one on each line", path.display())));
    }
    if !inflects(arguments.language) {
        line(&format!(
            "note: there are no rules for `{}`: terms are found only as they are written; rules there are for \
             `de` and `en`",
            arguments.language
        ));
    }
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    let mut out = io::stdout().lock();
    let manner = Manner { language: arguments.language, compounds: arguments.compounds };
    for (term, sought) in terms.iter().zip(search(&terms, &text, manner)) {
        match sought {
            Sought::Found(places) => {
                writeln!(out, "{term}: {}", times(places.len()))?;
                let mut positions = Positions::in_text(&text);
                for place in places {
                    let words = &text[place.clone()];
                    let how = if is_as_written(words, term) { "as it is" } else { "in another form" };
                    let part =
                        compound_around(&text, &place).map(|whole| format!(", part of `{}`", &text[whole]));
                    let (line, column) = positions.at(place.start);
                    writeln!(out, "  {line}:{column}  {words}  ({how}{})", part.unwrap_or_default())?;
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

/// Finds lines, columns and characters of a text's bytes; asked in their order, each once.
struct Positions<'t> {
    text: &'t str,
    /// The byte asked for last, and how many characters are before it.
    at: usize,
    characters: usize,
    line: usize,
    column: usize,
}

impl<'t> Positions<'t> {
    fn in_text(text: &'t str) -> Self {
        // A byte-order mark is no character of the first line.
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, at, characters: usize::from(at > 0), line: 1, column: 1 }
    }

    /// Line and column, from 1.
    fn at(&mut self, byte: usize) -> (usize, usize) {
        self.character(byte);
        (self.line, self.column)
    }

    /// How many characters are before.
    fn character(&mut self, byte: usize) -> usize {
        for char in self.text[self.at.min(byte)..byte].chars() {
            self.characters += 1;
            self.column += 1;
            if char == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            }
        }
        self.at = self.at.max(byte);
        self.characters
    }
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

fn answer(line: &str, compounds: bool) -> Result<String, String> {
    let question: Question = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let manner = Manner { language: language(&question.lang)?, compounds };
    let answer = Answer { id: &question.id, matches: matches(&question, manner) };
    serde_json::to_string(&answer).map_err(|error| error.to_string())
}

fn matches(question: &Question, manner: Manner) -> Vec<Match<'_>> {
    let text = question.text.as_str();
    let mut characters = Positions::in_text(text);
    let found = find(&question.terms, text, manner).into_iter();
    let matches = found.filter_map(|(number, place)| {
        let term = question.terms.get(number)?;
        let (start, end) = (characters.character(place.start), characters.character(place.end));
        Some(Match { term, start, end, form: &text[place] })
    });
    matches.collect()
}
