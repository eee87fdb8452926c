//! `diglot text evaluate match`

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::report::unusable;
use crate::glossary::{Evaluation, evaluate};
use crate::site::Language;
use crate::source::text_file;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A table with tabs and a head: its columns `lemma` and `form` (or `base` and `form`) are read
    gold: PathBuf,
    /// The language of the words
    #[arg(long, default_value = "de", value_parser = super::matching::language)]
    language: Language,
    /// Only rows with this in the column `upos`, as NOUN
    #[arg(long, value_name = "TAG")]
    pos: Option<String>,
    /// Print each pair that is wrong or missed
    #[arg(long)]
    misses: bool,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let read = text_file(&arguments.gold).map_err(|error| error.to_string());
    let pairs = read.and_then(|text| pairs(&text, arguments.pos.as_deref()));
    match pairs {
        Ok(pairs) => {
            say(&evaluate(&pairs, arguments.language), arguments.misses);
            Outcome::Fine
        }
        Err(cause) => {
            unusable(
                &format!("{} cannot be read: {cause}", arguments.gold.display()),
                "name a table with tabs that has columns `lemma` and `form`",
            );
            Outcome::Unusable
        }
    }
}

/// The lemmas and forms of a table.
fn pairs(table: &str, pos: Option<&str>) -> Result<Vec<(String, String)>, String> {
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |names: &[&str]| head.iter().position(|name| names.contains(name));
    let (Some(lemma), Some(form)) = (column(&["lemma", "base"]), column(&["form"])) else {
        return Err("its first line names no such columns".to_owned());
    };
    let tag = column(&["upos"]);
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    let wanted = rows.filter(|row| pos.is_none_or(|pos| tag.and_then(|tag| row.get(tag)) == Some(&pos)));
    let pair = |row: Vec<&str>| Some(((*row.get(lemma)?).to_owned(), (*row.get(form)?).to_owned()));
    let pairs: Vec<_> = wanted.filter_map(pair).collect();
    if pairs.is_empty() { Err("it has no such rows".to_owned()) } else { Ok(pairs) }
}

fn say(evaluation: &Evaluation, misses: bool) {
    let mut out = std::io::stdout().lock();
    // Who has closed the pipe wants no more.
    let _ = writeln!(
        out,
        "lemmas {}  right {}  wrong {}  missed {}  precision {:.3}  recall {:.3}  F1 {:.3}",
        evaluation.lemmas,
        evaluation.right,
        evaluation.wrong.len(),
        evaluation.missed.len(),
        evaluation.precision(),
        evaluation.recall(),
        evaluation.f1()
    );
    if misses {
        for (what, pairs) in [("wrong", &evaluation.wrong), ("missed", &evaluation.missed)] {
            for (lemma, form) in pairs {
                let _ = writeln!(out, "{what}\t{lemma}\t{form}");
            }
        }
    }
}
