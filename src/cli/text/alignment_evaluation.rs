//! `diglot text evaluate align`

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

use super::alignment::Question;
use crate::cli::Outcome;
use crate::cli::report::unusable;
use crate::parallel::{Aligned, AlignmentScore};
use crate::source::text_file;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files of lines of JSON, `{"id", "ls", "lt", "src": […], "tgt": […], "gold": [[[0], [0, 1]], …]}`
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// Print each bead that is wrong or missed
    #[arg(long)]
    misses: bool,
}

#[derive(Deserialize)]
struct Text {
    #[serde(flatten)]
    question: Question,
    gold: Vec<Aligned>,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut outcome = Outcome::Fine;
    for path in &arguments.gold {
        if let Err(cause) = evaluated(path, arguments.misses) {
            unusable(
                &format!("{} cannot be read: {cause}", path.display()),
                "name files of lines of JSON with `id`, `ls`, `lt`, `src`, `tgt` and `gold`",
            );
            outcome = Outcome::Unusable;
        }
    }
    outcome
}

/// Aligns the texts of a file and says how well that agrees with it.
fn evaluated(path: &Path, misses: bool) -> Result<(), String> {
    let all = text_file(path).map_err(|error| error.to_string())?;
    let lines = all.trim_start_matches('\u{feff}').lines().enumerate();
    let mut score = AlignmentScore::default();
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let within = |wrong: String| format!("line {}: {wrong}", number + 1);
        let text: Text = serde_json::from_str(line).map_err(|error| within(error.to_string()))?;
        let matches = text.question.matches().map_err(within)?;
        let found: Vec<Aligned> = matches
            .iter()
            .map(|found| (found.original.clone().collect(), found.gloss.clone().collect()))
            .collect();
        score.add(&text.gold, &found);
        if misses {
            // Who has closed the pipe wants no more.
            let _ = missed(&text, &found);
        }
    }
    let [precision, recall, f1] = score.strict();
    let [lax_precision, lax_recall, lax_f1] = score.lax();
    let _ = writeln!(
        io::stdout().lock(),
        "{}  strict P {precision:.3} R {recall:.3} F1 {f1:.3} | lax P {lax_precision:.3} R {lax_recall:.3} F1 {lax_f1:.3} | links F1 {:.3}",
        path.display(),
        score.links()
    );
    Ok(())
}

fn missed(text: &Text, found: &[Aligned]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (what, beads, others) in [("missed", &text.gold[..], found), ("wrong", found, &text.gold[..])] {
        for (ones, partners) in beads.iter().filter(|bead| !others.contains(bead)) {
            writeln!(out, "{what}\t{}", text.question.said(ones, partners))?;
        }
    }
    Ok(())
}
