//! What is said on the terminal.

use std::io::{IsTerminal, Write as _};
use std::path::{Component, MAIN_SEPARATOR_STR, Path, PathBuf};

use super::MessageFormat;
use crate::db::Database;
use crate::diagnostic::{Diagnostic, Severity, Style, github, json, terminal};
use crate::flow::SiteSources;

/// How many diagnostics of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
}

impl Counts {
    pub(crate) fn of(diagnostics: &[Diagnostic]) -> Self {
        let count =
            |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    /// Whether the run fails: by an error, or if strict by a warning. Notes never fail.
    pub(crate) fn fail(self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let parts: Vec<_> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }))
            .collect();
        f.write_str(&if parts.is_empty() { "no diagnostics".to_owned() } else { parts.join(", ") })
    }
}

/// Writes diagnostics of the site in `root`: for people to standard error, for programs to standard
/// output.
pub(crate) fn diagnostics(found: &[Diagnostic], db: &Database, format: MessageFormat, root: &Path) {
    let sources = SiteSources(db);
    if format != MessageFormat::Json {
        let mut out = anstream::stderr().lock();
        for diagnostic in found {
            let _ = writeln!(out, "{}\n", terminal(diagnostic, &sources, Style::Coloured));
        }
    }
    let below = from_here(root);
    let for_program = |diagnostic: &Diagnostic| match format {
        MessageFormat::Human => None,
        MessageFormat::Json => Some(json(diagnostic, &sources)),
        MessageFormat::Github => Some(github(diagnostic, &sources, &below)),
    };
    let mut out = anstream::stdout().lock();
    for line in found.iter().filter_map(for_program) {
        let _ = writeln!(out, "{line}");
    }
}

/// The way from the working directory to a folder, as one writes it before a file's path: `talk/`, or
/// nothing for the directory itself.
fn from_here(folder: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let way = folder.strip_prefix(&here).unwrap_or(folder).components();
    let way: PathBuf = way.filter(|part| *part != Component::CurDir).collect();
    let way = way.to_string_lossy().replace(MAIN_SEPARATOR_STR, "/");
    if way.is_empty() || way.ends_with('/') { way } else { way + "/" }
}

/// Writes one line to standard error.
pub(crate) fn line(words: &str) {
    let _ = writeln!(anstream::stderr(), "{words}");
}

/// Says why nothing could be done, and what to do.
pub(crate) fn unusable(message: &str, help: &str) {
    line(&format!("error: {message}\n  help: {help}"));
}

/// What a build is doing, on one line that the next replaces; on a terminal only.
pub(crate) struct Progress {
    shown: bool,
}

impl Progress {
    pub(crate) fn new(quiet: bool) -> Self {
        Self { shown: !quiet && std::io::stderr().is_terminal() }
    }

    pub(crate) fn say(&self, words: &str) {
        if self.shown {
            let _ = write!(anstream::stderr(), "\r\u{1b}[2K{words} …");
        }
    }

    pub(crate) fn done(&self) {
        if self.shown {
            let _ = write!(anstream::stderr(), "\r\u{1b}[2K");
        }
    }
}
