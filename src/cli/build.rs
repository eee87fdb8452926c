//! `diglot build`

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clap::Args;

use super::report::{Counts, Progress, diagnostics, line, unusable};
use super::{MessageFormat, Outcome, Root};
use crate::check::{LARGE, weight};
use crate::db::{Database, Wishes};
use crate::diagnostic::SourcePath;
use crate::diagnostic::{Diagnostic, in_order};
use crate::flow::{self, Size};
use crate::publish::{Adopt, Publication, PublishError, Report, Weight};
use crate::render::Bytes;
use crate::site::BaseUrl;
use crate::source::{Disk, Folder};

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot build                                        build into public/
  diglot build --strict                               fail on warnings too, as in CI
  diglot build --base-url https://example.org/repo/   for another address
  diglot build --message-format json > findings.jsonl
  diglot build --message-format github                with annotations, in a run of GitHub Actions

Exit codes: 0 fine; 1 an error was found (or a warning, under --strict); 2 wrong usage;
3 the root, site.yaml or the output cannot be used.";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    root: Root,
    /// Where to build, instead of ROOT/public
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will stand, instead of site.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Show drafts
    #[arg(long)]
    drafts: bool,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Take over files in the output that Diglot did not write
    #[arg(long)]
    adopt: bool,
    /// Say nothing but diagnostics
    #[arg(long, short)]
    quiet: bool,
    /// Say how long each step took
    #[arg(long)]
    timings: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    message_format: MessageFormat,
}

/// Checks `--base-url` while arguments are read, so that a wrong one is wrong usage.
pub(super) fn base_url(written: &str) -> Result<String, String> {
    BaseUrl::parse(written).map(|url| url.to_string()).map_err(|fault| format!("`--base-url` {fault}"))
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let started = Instant::now();
    let root = &arguments.root.root;
    if !is_folder(root) {
        unusable(&format!("there is no folder {}", root.display()), "name the site's folder with --root");
        return Outcome::Unusable;
    }
    let output = arguments.output.clone().unwrap_or_else(|| root.join("public"));
    let build = Build::new(arguments, root);
    if !is_apart(&build.folder, &output) {
        return Outcome::Unusable;
    }
    match build.run(&output) {
        Ok(built) => built.tell(arguments, started.elapsed()),
        Err(error) => {
            unusable(&error.to_string(), &error.help());
            Outcome::Unusable
        }
    }
}

pub(super) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// One build, step by step.
struct Build<'a> {
    arguments: &'a Arguments,
    folder: Disk,
    progress: Progress,
    timings: Vec<(&'static str, Duration)>,
    /// From how many bytes on the site is said to be large.
    large: u64,
}

/// What came of it.
struct Built {
    db: Database,
    found: Vec<Diagnostic>,
    size: Size,
    report: Option<Report>,
    timings: Vec<(&'static str, Duration)>,
    progress: Progress,
}

impl<'a> Build<'a> {
    fn new(arguments: &'a Arguments, root: &Path) -> Self {
        let progress = Progress::new(arguments.quiet);
        Self { arguments, folder: Disk::new(root), progress, timings: Vec::new(), large: LARGE }
    }

    fn step<T>(&mut self, name: &'static str, work: impl FnOnce(&Self) -> T) -> T {
        self.progress.say(name);
        let started = Instant::now();
        let made = work(self);
        self.timings.push((name, started.elapsed()));
        made
    }

    fn run(mut self, output: &Path) -> Result<Built, PublishError> {
        let wishes = Wishes { base_url: self.arguments.base_url.clone(), drafts: self.arguments.drafts };
        let mut db = self.step("reading", |build| flow::open(&build.folder, wishes));
        let (found, report) = if flow::is_configured(&db) {
            self.publish(&mut db, output)?
        } else {
            (flow::diagnose(&db), None)
        };
        let size = flow::size(&db);
        Ok(Built { db, found, size, report, timings: self.timings, progress: self.progress })
    }

    /// Makes the outputs, and puts them in place unless something is wrong.
    fn publish(
        &mut self,
        db: &mut Database,
        output: &Path,
    ) -> Result<(Vec<Diagnostic>, Option<Report>), PublishError> {
        let adopt = if self.arguments.adopt { Adopt::Yes } else { Adopt::No };
        let publication = Publication::begin(output, adopt, &|holder| {
            line(&format!("waiting for another build in {}: {holder}", output.display()));
        })?;
        let found = self.step("making", |build| build.make(db, &publication))?;
        if Counts::of(&found).fail(self.arguments.strict) {
            publication.abandon()?;
            return Ok((found, None));
        }
        let report = self.step("publishing", |_| publication.finish())?;
        Ok((found, Some(report)))
    }

    fn make(&self, db: &mut Database, publication: &Publication) -> Result<Vec<Diagnostic>, PublishError> {
        let found = put_all(db, &self.folder, publication, &|| Ok(()))?;
        let Weight { bytes, heaviest } = publication.weight();
        let heavy = weight(db, bytes, &heaviest, self.large);
        Ok(in_order([found, heavy.into_iter().collect()].concat()))
    }
}

/// Makes all outputs of a site in `folder` and puts them aside for a publication; returns what is wrong.
/// Before each of them `may_go_on` is asked.
pub(super) fn put_all<E: From<PublishError> + Send>(
    db: &mut Database,
    folder: &Disk,
    publication: &Publication,
    may_go_on: &(dyn Fn() -> Result<(), E> + Sync),
) -> Result<Vec<Diagnostic>, E> {
    let unreadable = Mutex::new(Vec::new());
    let found = flow::make_once(db, |path, bytes| {
        may_go_on()?;
        let bytes = match bytes {
            Bytes::Made(bytes) => bytes,
            Bytes::File(source) => match copied(folder, &source) {
                Ok(bytes) => bytes,
                Err(fault) => {
                    if let Ok(mut faults) = unreadable.lock() {
                        faults.push(*fault);
                    }
                    return Ok(());
                }
            },
        };
        publication.put(path, &bytes).map_err(E::from)
    })?;
    let unreadable = unreadable.into_inner().unwrap_or_default();
    Ok(in_order([found, unreadable].concat()))
}

fn copied(folder: &Disk, source: &SourcePath) -> Result<Vec<u8>, Box<Diagnostic>> {
    folder.read(source).map_err(|fault| Box::new(crate::site::fault_at(source, &fault)))
}

/// Refuses an output folder that the site is read from; says so.
pub(super) fn is_apart(folder: &Disk, output: &Path) -> bool {
    let Some(read) = folder.entangled(output) else { return true };
    unusable(
        &format!("{} cannot be the output: the site is read from {}", output.display(), read.display()),
        "name a folder beside content/, layouts/, assets/ and static/, such as public",
    );
    false
}

impl Built {
    fn tell(self, arguments: &Arguments, took: Duration) -> Outcome {
        self.progress.done();
        let counts = Counts::of(&self.found);
        let told: Vec<_> = self.found.clone();
        diagnostics(&told, &self.db, arguments.message_format, &arguments.root.root);
        if arguments.timings {
            self.timings
                .iter()
                .for_each(|(name, took)| line(&format!("{name:>12} {:>8.1} ms", took.as_secs_f64() * 1e3)));
        }
        if !arguments.quiet {
            line(&self.summary(counts, took));
        }
        let configured = flow::is_configured(&self.db);
        // The process ends here: the system takes its memory back faster than we could.
        std::mem::forget(self.db);
        match counts.fail(arguments.strict) {
            _ if !configured => Outcome::Unusable,
            true => Outcome::Faulty,
            false => Outcome::Fine,
        }
    }

    /// The one line that says what was built.
    fn summary(&self, counts: Counts, took: Duration) -> String {
        let Size { works, entries, pages } = self.size;
        let files = self.report.map_or_else(|| "nothing published".to_owned(), published);
        let size = [(works, "work", "works"), (entries, "entry", "entries"), (pages, "page", "pages")];
        let size = size.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }));
        format!("{}; {files}; {counts}; {:.2} s", size.join(", "), took.as_secs_f64())
    }
}

/// What was published, in words.
pub(super) fn published(report: Report) -> String {
    let Report { written, unchanged, removed } = report;
    let files = if written == 1 { "file" } else { "files" };
    format!("{written} {files} written, {unchanged} unchanged, {removed} removed")
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Arguments, Build};
    use crate::diagnostic::Id;
    use crate::source::create;

    #[derive(Parser)]
    struct Words {
        #[command(flatten)]
        arguments: Arguments,
    }

    /// How many files are written, and whether the site is said to be large, if that begins at so many
    /// bytes.
    fn built(large: u64, words: &[&str]) -> (Option<usize>, bool) {
        let place = tempfile::tempdir().expect("there is room for a folder");
        let write = |path: &str, text: &str| create(&place.path().join(path), text).expect("a new file");
        write("site.yaml", "title: A\nbase_url: https://name.github.io/a/\nlanguages: {original: de}\n");
        write("static/film.mp4", &"x".repeat(1_000_000));
        let Words { arguments } = Words::try_parse_from([&["build"], words].concat()).expect("arguments");
        let build = Build { large, ..Build::new(&arguments, place.path()) };
        let built = build.run(&place.path().join("public")).expect("it can be built");
        let said = built.found.iter().find(|found| found.id == Id::LargeSite);
        assert!(said.is_none_or(|found| found.help[0].contains("`film.mp4` (1.0 MB), `")), "{said:?}");
        (built.report.map(|report| report.written), said.is_some())
    }

    #[test]
    fn a_site_that_nears_the_limit_is_published_and_a_warning_says_so() {
        let (written, large) = built(1_000_000_000, &["--strict"]);
        assert!(written.is_some() && !large);
        assert_eq!(built(1_000_000, &[]), (written, true));
        assert_eq!(built(1_000_000, &["--strict"]), (None, true));
    }
}
