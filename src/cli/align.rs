//! `diglot align`

mod picture;
mod table;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::accept::gloss;
use super::report::line;
use super::site::{Refusal, open, work};
use super::{Outcome, Root};
use crate::db::Database;
use crate::parallel::lock::{Standing, source, standings_of};
use crate::parallel::{Bead, Run, Side, State, Threads, beads_of, side, threads_of};
use crate::publish::replace;
use crate::site::{Language, Work, WorkKey, sides};
use crate::text::BlockId;

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot align articles/scaling                 side by side, bead by bead
  diglot align scaling --language fr
  diglot align scaling --html alignment.html    the same as a page to look at
  diglot align scaling > beads.tsv              a line for each pair of sentences, with tabs between

Of each bead are told its address, how it stands to what was accepted (`diglot accept`), and how
sure it is that the two belong together.";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The work's key, or the last part of it
    work: String,
    /// The gloss's language, where the work has several
    #[arg(long, short, value_parser = super::new::language)]
    language: Option<Language>,
    /// Write a page with the beads into this file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    #[command(flatten)]
    root: Root,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match align(arguments) {
        Ok(()) => Outcome::Fine,
        Err(refusal) => refusal.told(),
    }
}

fn align(arguments: &Arguments) -> Result<(), Refusal> {
    let db = open(&arguments.root.root)?;
    let key = work(&db, &arguments.work)?;
    let language = gloss(&db, &key, arguments.language)?;
    let Some(aligned) = Aligned::of(&db, key, language) else {
        return Err(Refusal::misused("its original is not there", "write it first"));
    };
    if let Some(path) = &arguments.html {
        let cannot = |why: String| {
            Refusal::unusable(
                format!("{} cannot be written: {why}", path.display()),
                "name a file in a folder that is there",
            )
        };
        let page = picture::page(&aligned).map_err(|error| cannot(error.to_string()))?;
        replace(path, &page).map_err(|error| cannot(error.to_string()))?;
        line(&format!("made {}", path.display()));
        return Ok(());
    }
    let is_terminal = io::stdout().is_terminal();
    let mut out = anstream::stdout().lock();
    let told = if is_terminal { table::table(&aligned, width()) } else { table::lines(&aligned) };
    // Who has closed the pipe wants no more.
    let _ = out.write_all(told.as_bytes());
    Ok(())
}

/// The width of the terminal, in columns.
fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    said.or_else(columns).filter(|columns| *columns > 0).unwrap_or(80)
}

#[cfg(unix)]
fn columns() -> Option<usize> {
    rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| usize::from(size.ws_col))
}

#[cfg(not(unix))]
fn columns() -> Option<usize> {
    None
}

/// A work with a gloss, bead by bead.
struct Aligned {
    key: WorkKey,
    /// The languages of original and gloss.
    languages: [Language; 2],
    rows: Vec<Row>,
}

/// A bead.
struct Row {
    id: String,
    /// How it stands to what was accepted.
    standing: &'static str,
    /// What else is to be said of it.
    note: &'static str,
    /// How sure it is, in hundredths; none where it has one side only.
    confidence: Option<u8>,
    /// Which sentences belong together, the original's first. A block without sentences is one.
    pairs: Vec<[Vec<String>; 2]>,
}

impl Aligned {
    fn of(db: &Database, key: WorkKey, language: Language) -> Option<Self> {
        let work = Work::new(db, key.clone());
        let sides = sides(db, work).as_ref()?;
        let original = sides.original;
        let texts = [side(db, sides.file(original)?), side(db, sides.file(language)?)];
        let standings = standings_of(db, work, language);
        let beads = beads_of(db, work, Some(language)).beads.iter().zip(threads_of(db, work, Some(language)));
        let row = |(at, (bead, threads)): (usize, (&Bead, &Threads))| Row {
            id: bead.id.to_string(),
            standing: standings.get(at).copied().unwrap_or(Standing::Unconfirmed).words(),
            note: note(bead),
            confidence: (bead.original.is_some() && bead.gloss.is_some()).then(|| bead.confidence.percent()),
            pairs: pairs(texts, bead, threads),
        };
        Some(Self { key, languages: [original, language], rows: beads.enumerate().map(row).collect() })
    }
}

fn note(bead: &Bead) -> &'static str {
    match (bead.state, bead.original.is_some()) {
        (State::Paired, _) => "",
        (State::Todo, _) => "still to be glossed",
        (State::Alone | State::Unpaired, true) => "only in the original",
        (State::Alone | State::Unpaired, false) => "only in the gloss",
    }
}

fn pairs(texts: [Side<'_>; 2], bead: &Bead, threads: &Threads) -> Vec<[Vec<String>; 2]> {
    let spans = [&threads.original, &threads.gloss];
    let runs = [bead.original, bead.gloss];
    let whole = |at: usize| runs[at].map_or_else(Vec::new, |run| blocks(texts[at], run));
    let has_no_sentences = |at: usize| runs[at].is_some() && spans[at].is_empty();
    if threads.pairs.is_empty() || has_no_sentences(0) || has_no_sentences(1) {
        return vec![[whole(0), whole(1)]];
    }
    let said = |at: usize, range: &std::ops::Range<usize>| {
        let spans = spans[at].get(range.clone()).unwrap_or_default().iter();
        spans.map(|(_, span)| one_line(span.of(texts[at].body))).collect::<Vec<_>>()
    };
    threads.pairs.iter().map(|(ones, others)| [said(0, ones), said(1, others)]).collect()
}

fn blocks(side: Side<'_>, run: Run) -> Vec<String> {
    run.blocks(side.text).map(|block: BlockId| one_line(&source(side, block))).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
