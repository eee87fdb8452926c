//! `diglot text align`

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::jsonl;
use crate::cli::Outcome;
use crate::parallel::{Match, Pair, align_sentences};
use crate::site::Language;
use crate::source::text_file;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The languages of the two texts, such as `de,en`
    #[arg(long, value_name = "A,B", default_value = "de,en", value_parser = languages)]
    languages: (Language, Language),
    /// A file with a sentence on each line
    #[arg(required_unless_present = "jsonl")]
    original: Option<PathBuf>,
    /// Its translation, the same way
    #[arg(required_unless_present = "jsonl")]
    gloss: Option<PathBuf>,
    /// Read lines of JSON, `{"id", "ls", "lt", "src": […], "tgt": […], "kinds": [[…], […]]}` (kinds may
    /// be left out), and write `{"id", "beads": [[[0], [0, 1]], …], "confidence": […]}`
    #[arg(long, conflicts_with_all = ["original", "gloss", "languages"])]
    jsonl: bool,
}

fn languages(tags: &str) -> Result<(Language, Language), String> {
    let due = || "two languages are due, such as `de,en`".to_owned();
    let (one, other) = tags.split_once(',').ok_or_else(due)?;
    Ok((super::matching::language(one.trim())?, super::matching::language(other.trim())?))
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let done = if arguments.jsonl { jsonl::answers(SHAPE, answered) } else { told(arguments).map(|()| true) };
    jsonl::outcome(done, "see `diglot text align --help`")
}

/// What is due on a line of JSON.
const SHAPE: &str = r#"{"id": …, "ls": "de", "lt": "en", "src": ["…"], "tgt": ["…"]}"#;

/// Writes one bead a line: the original's sentences, the gloss's, and how sure it is, with tabs between.
fn told(arguments: &Arguments) -> io::Result<()> {
    let read =
        |path: &Option<PathBuf>| path.as_deref().map(sentences).transpose().map(Option::unwrap_or_default);
    let (original, gloss) = (read(&arguments.original)?, read(&arguments.gloss)?);
    let (original, gloss): (Vec<&str>, Vec<&str>) = (said(&original), said(&gloss));
    let (one, other) = (arguments.languages.0.to_string(), arguments.languages.1.to_string());
    let pair = Pair { texts: [&original, &gloss], languages: [&one, &other], ..Pair::default() };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for Match { original: ones, gloss: others, confidence } in align_sentences(&pair) {
        let joined = |sentences: &[&str]| sentences.join(" ").replace('\t', " ");
        writeln!(out, "{}\t{}\t{confidence:.3}", joined(&original[ones]), joined(&gloss[others]))?;
    }
    out.flush()
}

/// What a file says; an error names it.
fn sentences(path: &Path) -> io::Result<String> {
    text_file(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{} cannot be read: {error}", path.display())))
}

/// The lines of a text that say something.
fn said(text: &str) -> Vec<&str> {
    text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Two texts as a line of JSON has them.
#[derive(Deserialize)]
pub(super) struct Question {
    id: serde_json::Value,
    ls: String,
    lt: String,
    src: Vec<String>,
    tgt: Vec<String>,
    kinds: Option<[Vec<String>; 2]>,
    /// Kinds that both sides share; so the texts have them that people have aligned.
    types: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    beads: Vec<[Vec<usize>; 2]>,
    confidence: Vec<f64>,
}

impl Question {
    /// The beads of the two texts.
    pub(super) fn matches(&self) -> Result<Vec<Match>, String> {
        let languages = [super::matching::language(&self.ls)?, super::matching::language(&self.lt)?];
        let [one, other] = languages.map(|language| language.to_string());
        let kinds = match (&self.kinds, &self.types) {
            (Some([ones, others]), _) => Some([texts(ones), texts(others)]),
            (None, Some(both)) => Some([texts(both), texts(both)]),
            (None, None) => None,
        };
        let (src, tgt) = (texts(&self.src), texts(&self.tgt));
        if kinds.as_ref().is_some_and(|[ones, others]| ones.len() != src.len() || others.len() != tgt.len()) {
            return Err("there must be as many kinds as sentences, on either side".to_owned());
        }
        let kinds = kinds.as_ref().map(|[ones, others]| [&ones[..], &others[..]]);
        let pair = Pair { texts: [&src, &tgt], languages: [&one, &other], kinds, ..Pair::default() };
        Ok(align_sentences(&pair))
    }

    /// The sentences of some beads, for a reader.
    pub(super) fn said(&self, ones: &[usize], others: &[usize]) -> String {
        let said = |all: &[String], numbers: &[usize]| {
            numbers
                .iter()
                .filter_map(|at| all.get(*at))
                .cloned()
                .collect::<Vec<_>>()
                .join(" | ")
                .replace('\t', " ")
        };
        format!("{}\t{}\t{}", self.id, said(&self.src, ones), said(&self.tgt, others))
    }
}

fn texts(owned: &[String]) -> Vec<&str> {
    owned.iter().map(String::as_str).collect()
}

/// The answer to a line.
fn answered(line: &str) -> Result<String, String> {
    let question: Question = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let matches = question.matches()?;
    let answer = Answer {
        id: &question.id,
        beads: matches
            .iter()
            .map(|found| [found.original.clone().collect(), found.gloss.clone().collect()])
            .collect(),
        confidence: matches.iter().map(|found| (found.confidence * 1000.0).round() / 1000.0).collect(),
    };
    serde_json::to_string(&answer).map_err(|error| error.to_string())
}
