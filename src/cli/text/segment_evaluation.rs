//! `diglot text evaluate segment`

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::jsonl;
use super::segmenting::sentences;
use crate::cli::Outcome;
use crate::cli::report::unusable;
use crate::parallel::{Boundary, SegmentScore};
use crate::source::text_file;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files with a text a line: `{"id", "lang", "text", "sents": […]}`
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print each boundary that is wrong or missed
    #[arg(long)]
    misses: bool,
    /// Print the figures as JSON, a file a line, with all their digits
    #[arg(long, conflicts_with = "misses")]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut outcome = Outcome::Fine;
    if !arguments.json {
        say(&["texts", "precision", "recall", "F1", "span F1", "exact", "changed"].map(str::to_owned), "");
    }
    for file in &arguments.files {
        match text_file(file) {
            Ok(text) if measured(&text, file, arguments) => {}
            Ok(_) if outcome == Outcome::Fine => outcome = Outcome::Faulty,
            Ok(_) => {}
            Err(error) => {
                unusable(
                    &format!("{} cannot be read: {error}", file.display()),
                    "name a file with a text and its sentences on each line, as JSON",
                );
                outcome = Outcome::Unusable;
            }
        }
    }
    outcome
}

/// A text and its sentences as people see them.
#[derive(Deserialize)]
struct Marked {
    #[serde(default)]
    id: serde_json::Value,
    lang: String,
    text: String,
    sents: Vec<String>,
}

/// Measures a file and prints its figures; whether all its lines could be read.
fn measured(lines: &str, file: &Path, arguments: &Arguments) -> bool {
    let (mut score, mut all) = (SegmentScore::default(), true);
    for (number, line) in lines.lines().enumerate() {
        let line = jsonl::trimmed(line);
        if line.is_empty() {
            continue;
        }
        if let Err(wrong) = add(&mut score, line, arguments.misses) {
            all = false;
            unusable(
                &format!("{}:{}: {wrong}", file.display(), number + 1),
                "write `{\"id\": …, \"lang\": \"de\", \"text\": \"…\", \"sents\": [\"…\"]}` there, on one line",
            );
        }
    }
    if arguments.json {
        say_json(&score, file)
    } else {
        say(&figures(&score), &name(file))
    }
    all
}

fn add(score: &mut SegmentScore, line: &str, misses: bool) -> Result<(), String> {
    let marked: Marked = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let language = super::matching::language(&marked.lang)?;
    let found = sentences(&marked.text, language);
    let expected: Vec<&str> = marked.sents.iter().map(String::as_str).collect();
    score.add(&expected, &found);
    if misses {
        for Boundary { wrong, before, after } in SegmentScore::misses(&expected, &found) {
            let what = if wrong { "wrong" } else { "missed" };
            print(&format!("{what}\t{}\t{before} | {after}", marked.id));
        }
    }
    Ok(())
}

fn figures(score: &SegmentScore) -> [String; 7] {
    let figure = |figure: f64| format!("{figure:.4}");
    [
        score.texts.to_string(),
        figure(score.precision()),
        figure(score.recall()),
        figure(score.f1()),
        figure(score.span_f1()),
        figure(score.exact()),
        score.changed.to_string(),
    ]
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn say(columns: &[String; 7], file: &str) {
    let columns: Vec<String> = columns.iter().map(|column| format!("{column:>9}")).collect();
    print(format!("{}  {file}", columns.join(" ")).trim_end());
}

#[derive(Serialize)]
struct Figures {
    file: String,
    n: usize,
    p: f64,
    r: f64,
    f1: f64,
    span: f64,
    exact: f64,
    changed: usize,
}

fn say_json(score: &SegmentScore, file: &Path) {
    let figures = Figures {
        file: name(file),
        n: score.texts,
        p: score.precision(),
        r: score.recall(),
        f1: score.f1(),
        span: score.span_f1(),
        exact: score.exact(),
        changed: score.changed,
    };
    if let Ok(line) = serde_json::to_string(&figures) {
        print(&line);
    }
}

fn print(line: &str) {
    // Who has closed the pipe wants no more.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
