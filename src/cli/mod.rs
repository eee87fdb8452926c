//! The commands. Each reads its arguments, asks the library, and says what came of it.

mod accept;
mod align;
mod build;
mod layouts;
mod making;
mod new;
mod report;
mod serve;
mod site;
mod text;

use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

/// One text in two languages, as a site.
///
/// Diglot turns Markdown originals, their glosses and a glossary into one cross-linked static
/// site.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  diglot new site talk        make a site in the folder talk
  diglot build                build the site of this folder into public/
  diglot serve                look at it in a browser";

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into its output folder
    #[command(after_help = build::EXAMPLES)]
    Build(build::Arguments),
    /// Build the site in memory and show it in a browser
    #[command(after_help = serve::EXAMPLES)]
    Serve(serve::Arguments),
    /// Show original and gloss side by side, bead by bead
    #[command(after_help = align::EXAMPLES)]
    Align(align::Arguments),
    /// Confirm that beads belong together as they are
    #[command(after_help = accept::EXAMPLES)]
    Accept(accept::Arguments),
    /// Make a site, a work, an entry or a gloss
    #[command(after_help = new::EXAMPLES)]
    New(new::Arguments),
    /// See what the pages are made of, and copy it into the site
    #[command(after_help = layouts::EXAMPLES)]
    Layouts(layouts::Arguments),
    /// Look at texts, terms and forms
    #[command(after_help = text::EXAMPLES)]
    Text(text::Arguments),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Where the site is.
#[derive(Debug, Args)]
pub(crate) struct Root {
    /// The site's folder, with its site.yaml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) root: PathBuf,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people, with the source line
    #[default]
    Human,
    /// One JSON object a line, on standard output
    Json,
    /// For people, and as annotations in a run of GitHub Actions, on standard output
    Github,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// A diagnostic of severity error (or warning, if strict) was found.
    Faulty,
    /// What was asked for cannot be: a name that no work can have, or that is taken.
    Misused,
    /// The root, site.yaml, the output or a socket cannot be used.
    Unusable,
}

impl Outcome {
    /// The exit code: 0, 1, 2 or 3. Arguments that cannot be read are 2 as well, and clap's.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Faulty => 1,
            Self::Misused => 2,
            Self::Unusable => 3,
        }
    }
}

/// Runs the command that the arguments name.
#[must_use]
pub fn run(cli: Cli) -> Outcome {
    match cli.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Align(arguments) => align::run(&arguments),
        Command::Accept(arguments) => accept::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Layouts(arguments) => layouts::run(&arguments),
        Command::Text(arguments) => text::run(&arguments),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "diglot", &mut std::io::stdout());
            Outcome::Fine
        }
    }
}
