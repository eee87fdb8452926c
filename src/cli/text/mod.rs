//! `diglot text`: what Diglot makes of texts.

mod alignment;
mod alignment_evaluation;
mod evaluation;
mod jsonl;
mod matching;
mod segment_evaluation;
mod segmenting;
mod terms;

use clap::{Args, Subcommand};

use super::Outcome;

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot text match --language de --terms terms.txt < article.md
  diglot text terms articles/scaling
  diglot text segment --language en < article.txt
  diglot text align --languages de,en original.txt gloss.txt
  diglot text evaluate align people.de-en.jsonl
  diglot text evaluate match --language de lemmas-and-forms.tsv";

const TERMS: &str = "\
Examples:
  diglot text terms articles/scaling
  diglot text terms scaling --root talk --message-format json

Each text of the work is told in three parts: where terms are found and which of them are links; where they
stand and are no mention, and why; and which words have no entry and may want one: emphasised, or
capitalised and more than once there.";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Find terms in a text, and say why one is or is not found
    Match(matching::Arguments),
    /// Say which terms a work mentions, which not and why, and what might want an entry
    #[command(after_help = TERMS)]
    Terms(terms::Arguments),
    /// Cut a text into its sentences, one a line
    Segment(segmenting::Arguments),
    /// Align the sentences of two texts: one bead a line, with how sure it is
    Align(alignment::Arguments),
    /// Measure against texts that people have marked
    Evaluate {
        #[command(subcommand)]
        what: Measured,
    },
}

#[derive(Debug, Subcommand)]
enum Measured {
    /// Beads of sentences, against those that people have made
    Align(alignment_evaluation::Arguments),
    /// The forms of terms, against a list of lemmas and forms
    Match(evaluation::Arguments),
    /// Sentences, against texts with their sentences
    Segment(segment_evaluation::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match &arguments.what {
        What::Match(arguments) => matching::run(arguments),
        What::Terms(arguments) => terms::run(arguments),
        What::Segment(arguments) => segmenting::run(arguments),
        What::Align(arguments) => alignment::run(arguments),
        What::Evaluate { what: Measured::Align(arguments) } => alignment_evaluation::run(arguments),
        What::Evaluate { what: Measured::Match(arguments) } => evaluation::run(arguments),
        What::Evaluate { what: Measured::Segment(arguments) } => segment_evaluation::run(arguments),
    }
}
