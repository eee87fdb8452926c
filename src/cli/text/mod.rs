//! `diglot text`: what Diglot makes of texts, without a site.

mod evaluation;
mod matching;

use clap::{Args, Subcommand};

use super::Outcome;

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot text match --language de --terms terms.txt < article.md
  diglot text evaluate match --language de lemmas-and-forms.tsv";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Find terms in a text, and say why one is or is not found
    Match(matching::Arguments),
    /// Measure against texts that people have marked
    Evaluate {
        #[command(subcommand)]
        what: Measured,
    },
}

#[derive(Debug, Subcommand)]
enum Measured {
    /// The forms of terms, against a list of lemmas and forms
    Match(evaluation::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match &arguments.what {
        What::Match(arguments) => matching::run(arguments),
        What::Evaluate { what: Measured::Match(arguments) } => evaluation::run(arguments),
    }
}
