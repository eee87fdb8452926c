//! `diglot text terms`

use std::io;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::site::{Refusal, open, work};
use crate::cli::{Outcome, Root};
use crate::db::Database;
use crate::diagnostic::{Place, Position, SourcePath, positions};
use crate::flow::SiteSources;
use crate::glossary::{Candidate, Fate, Seen, Survey, survey};
use crate::site::{LinkPolicy, Work};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The work's key, or the last part of it
    work: String,
    #[command(flatten)]
    root: Root,
    /// How it is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    message_format: Format,
}

/// How a survey is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for people
    #[default]
    Human,
    /// One JSON object a line
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match told(arguments) {
        // Who has closed the pipe wants no more.
        Ok(_) => Outcome::Fine,
        Err(refusal) => refusal.told(),
    }
}

fn told(arguments: &Arguments) -> Result<io::Result<()>, Refusal> {
    let db = open(&arguments.root.root)?;
    let key = work(&db, &arguments.work)?;
    let surveys = survey(&db, Work::new(&db, key));
    let mut out = anstream::stdout().lock();
    Ok(surveys.iter().try_for_each(|survey| {
        let lines = Lines { db: &db, path: survey.file.path(&db), survey };
        match arguments.message_format {
            Format::Human => lines.table(&mut out),
            Format::Json => lines.json(&mut out),
        }
    }))
}

/// What is said of one text.
struct Lines<'a> {
    db: &'a Database,
    path: &'a SourcePath,
    survey: &'a Survey,
}

impl Lines<'_> {
    fn table(&self, out: &mut impl io::Write) -> io::Result<()> {
        let (suppressed, found): (Vec<&Seen>, Vec<&Seen>) =
            self.survey.seen.iter().partition(|seen| matches!(seen.fate, Fate::Suppressed(_)));
        writeln!(out, "{} ({})", self.path, self.survey.language)?;
        for (title, rows) in [("found", found), ("suppressed", suppressed)] {
            let rows = rows.into_iter().map(|seen| {
                [self.position(seen.span), seen.words.clone(), seen.entry.to_string(), why(&seen.fate)]
            });
            columns(out, title, &rows.collect::<Vec<_>>())?;
        }
        let rows = self.survey.candidates.iter().map(|candidate| self.candidate(candidate));
        columns(out, "without an entry", &rows.collect::<Vec<_>>())
    }

    fn candidate(&self, candidate: &Candidate) -> [String; 4] {
        let Candidate { words, count, forms, emphasised, first } = candidate;
        let times = if *count == 1 { "once".to_owned() } else { format!("{count} times") };
        let others = forms.iter().filter(|form| *form != words).map(String::as_str);
        let mut more = others.collect::<Vec<_>>().join(", ");
        if *emphasised {
            more = if more.is_empty() { "emphasised".to_owned() } else { format!("emphasised; {more}") };
        }
        [self.position(*first), words.clone(), times, more]
    }

    fn json(&self, out: &mut impl io::Write) -> io::Result<()> {
        for seen in &self.survey.seen {
            let Seen { block: _, entry, words, span, fate } = seen;
            let suppressed = matches!(fate, Fate::Suppressed(_));
            let what =
                What::Term { entry: entry.as_str(), words, link: link(fate), suppressed, why: why(fate) };
            self.line(out, *span, what)?;
        }
        for Candidate { words, count, forms, emphasised, first } in &self.survey.candidates {
            let what = What::Candidate { words, count: *count, forms, emphasised: *emphasised };
            self.line(out, *first, what)?;
        }
        Ok(())
    }

    fn line(
        &self,
        out: &mut impl io::Write,
        span: crate::diagnostic::Span,
        what: What<'_>,
    ) -> io::Result<()> {
        let place = Place::body(self.path, span);
        let places = positions(&place, &SiteSources(self.db));
        let line = Line {
            language: self.survey.language.as_str(),
            file: self.path.as_str(),
            line: places.map(|(start, _)| start.line),
            column: places.map(|(start, _)| start.column),
            end: places.map(|(_, Position { line, column })| End { line, column }),
            what,
        };
        writeln!(out, "{}", serde_json::to_string(&line)?)
    }

    fn position(&self, span: crate::diagnostic::Span) -> String {
        let place = Place::body(self.path, span);
        let start = positions(&place, &SiteSources(self.db)).map(|(start, _)| start);
        start.map_or_else(String::new, |Position { line, column }| format!("{line}:{column}"))
    }
}

/// One line of JSON; places as in diagnostics.
#[derive(Serialize)]
struct Line<'a> {
    language: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end: Option<End>,
    #[serde(flatten)]
    what: What<'a>,
}

#[derive(Serialize)]
struct End {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
enum What<'a> {
    Term { entry: &'a str, words: &'a str, link: Option<&'static str>, suppressed: bool, why: String },
    Candidate { words: &'a str, count: usize, forms: &'a [String], emphasised: bool },
}

/// What makes it a link, if anything does.
fn link(fate: &Fate) -> Option<&'static str> {
    match fate {
        Fate::Marked => Some("marked"),
        Fate::Linked(policy) => Some(policy.word()),
        Fate::Later | Fate::Suppressed(_) => None,
    }
}

fn why(fate: &Fate) -> String {
    match fate {
        Fate::Marked => "a link: marked here".to_owned(),
        Fate::Linked(LinkPolicy::First) => "a link: the first in its section".to_owned(),
        Fate::Linked(policy) => format!("a link: `{}`", policy.word()),
        Fate::Later => "no link: its section has one before".to_owned(),
        Fate::Suppressed(why) => why.to_string(),
    }
}

/// Rows below a title, their columns in line; nothing if there are none.
fn columns(out: &mut impl io::Write, title: &str, rows: &[[String; 4]]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {title}")?;
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2].map(width);
    for row in rows {
        let [place, words, third, rest] = row;
        let line =
            format!("    {place:<0$}  {words:<1$}  {third:<2$}  {rest}", widths[0], widths[1], widths[2]);
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
