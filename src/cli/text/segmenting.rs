//! `diglot text segment`

use std::io::{self, Read as _, Write as _};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::jsonl;
use crate::cli::Outcome;
use crate::parallel::segment;
use crate::site::Language;

const SHAPE: &str = "{\"id\": …, \"lang\": \"de\", \"text\": \"…\"}";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The language of the text, or of lines that name none
    #[arg(long, default_value = "de", value_parser = super::matching::language)]
    language: Language,
    /// Read lines of JSON, `{"id", "lang", "text"}`, and write `{"id", "sents": […]}`
    #[arg(long)]
    jsonl: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let done = if arguments.jsonl {
        jsonl::answers(SHAPE, |line| answer(line, arguments.language))
    } else {
        printed(arguments.language).map(|()| true)
    };
    jsonl::outcome(done, "see `diglot text segment --help`")
}

/// Prints the sentences of standard input, one a line.
fn printed(language: Language) -> io::Result<()> {
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for sentence in sentences(&text, language) {
        writeln!(out, "{}", one_line(sentence))?;
    }
    out.flush()
}

/// The sentences of a text, without the blanks between them and without a byte-order mark.
pub(super) fn sentences(text: &str, language: Language) -> Vec<&str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let ranges = segment(text, language).into_iter();
    ranges.map(|range| text[range].trim()).filter(|sentence| !sentence.is_empty()).collect()
}

/// A sentence on one line: where its lines end is a blank.
fn one_line(sentence: &str) -> String {
    let lines = sentence.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[derive(Deserialize)]
struct Question {
    id: serde_json::Value,
    lang: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    sents: Vec<&'a str>,
}

fn answer(line: &str, language: Language) -> Result<String, String> {
    let question: Question = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let language = question.lang.as_deref().map_or(Ok(language), super::matching::language)?;
    let sents = sentences(&question.text, language);
    serde_json::to_string(&Answer { id: &question.id, sents }).map_err(|error| error.to_string())
}
