//! Every rule, shown: each folder of `tests/diagnostics` is a tiny site with a fault, named for
//! the rule that finds it (`RULE` or `RULE--CASE`).
//!
//! | file | what it holds |
//! |---|---|
//! | `where.txt` | by hand: `path:line:column` of the rule's finding; `path` for a file as a whole |
//! | `expected.txt` | all that is said of the site, as on a terminal |
//! | `expected.jsonl` | the same as JSON |
//! | `prepare.txt` | what no repository can hold: `copy FROM TO`, `size PATH BYTES`, `link PATH TARGET` |
//!
//! `UPDATE=1 cargo test --test diagnostics` writes the two `expected` files anew; where the fault
//! is stays in `where.txt`, so that no update can move it.

#![expect(clippy::disallowed_methods, reason = "tests lay out folders and read what is expected")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use diglot::db::Wishes;
use diglot::diagnostic::{Diagnostic, Id, Sources, Style, in_order, json, terminal};
use diglot::flow::{self, SiteSources};
use diglot::source::{Disk, Folder, Memory};
use rayon::prelude::*;
use serde_json::Value;

/// What a case without a site.yaml of its own has.
const USUAL: &str = "title: Probe\nbase_url: https://example.org/\nlanguages: {original: de}\n";

/// The files of a case that are no part of its site.
const NOT_OF_THE_SITE: [&str; 4] = ["where.txt", "expected.txt", "expected.jsonl", "prepare.txt"];

/// One folder of `tests/diagnostics`.
struct Case {
    name: String,
    folder: PathBuf,
}

impl Case {
    fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
        let entries = fs::read_dir(folder).expect("the folder of cases is there");
        let mut cases: Vec<_> = entries
            .map(|entry| entry.expect("the folder can be listed"))
            .map(|entry| Self {
                name: entry.file_name().to_string_lossy().into_owned(),
                folder: entry.path(),
            })
            .collect();
        cases.sort_by(|one, other| one.name.cmp(&other.name));
        cases
    }

    /// The rule that the case is named for.
    fn rule(&self) -> &str {
        self.name.split("--").next().unwrap_or_default()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap_or_default()
    }

    /// The site's files by path.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = below(&self.folder, "");
        files.retain(|(path, _)| !NOT_OF_THE_SITE.contains(&path.as_str()));
        let own = files.iter().any(|(path, _)| path == "site.yaml");
        if !own && self.rule() != Id::MissingConfig.name() {
            files.push(("site.yaml".to_owned(), USUAL.into()));
        }
        files
    }

    /// What is found in the site.
    fn run(&self) -> Found {
        let prepare = self.read("prepare.txt");
        let files = self.files();
        if prepare.lines().any(|line| !line.starts_with("copy ")) {
            let folder = tempfile::tempdir().expect("there is room for a folder");
            lay_out(folder.path(), &files);
            prepare.lines().for_each(|line| prepare_on_disk(folder.path(), line));
            return Found::of(&Disk::new(folder.path()));
        }
        let mut memory = Memory::default();
        for (path, bytes) in &files {
            memory.write(path, bytes.clone());
        }
        for line in prepare.lines() {
            let [_, from, to] = words(line);
            let (_, bytes) = files.iter().find(|(path, _)| path == from).expect("`copy` names a file");
            memory.write(to, bytes.clone());
        }
        Found::of(&memory)
    }
}

fn below(folder: &Path, prefix: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a case can be listed") {
        let entry = entry.expect("a case can be listed");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(below(&entry.path(), &format!("{path}/")));
        } else {
            files.push((path, fs::read(entry.path()).expect("a case's file can be read")));
        }
    }
    files
}

fn lay_out(folder: &Path, files: &[(String, Vec<u8>)]) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

fn prepare_on_disk(folder: &Path, line: &str) {
    let [word, path, rest] = words(line);
    let path = folder.join(path);
    match word {
        "size" => {
            let file = fs::File::create(path).expect("a file can be made");
            file.set_len(rest.parse().expect("a size is a number")).expect("a file may have holes");
        }
        "link" => link(rest, &path).expect("a link can be made"),
        other => panic!("`{other}` is no way to prepare a case"),
    }
}

#[cfg(unix)]
fn link(to: &str, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

/// Windows wants to know what a link leads to.
#[cfg(windows)]
fn link(to: &str, at: &Path) -> std::io::Result<()> {
    let is_folder = at.parent().is_some_and(|folder| folder.join(to).is_dir());
    if is_folder {
        std::os::windows::fs::symlink_dir(to, at)
    } else {
        std::os::windows::fs::symlink_file(to, at)
    }
}

fn words(line: &str) -> [&str; 3] {
    line.split(' ').collect::<Vec<_>>().try_into().expect("a line of prepare.txt has three words")
}

/// Every case with what is found in it, once for all tests.
static CASES: LazyLock<Vec<(Case, Found)>> = LazyLock::new(|| {
    Case::all().into_par_iter().map(|case| (case.run(), case)).map(|(found, case)| (case, found)).collect()
});

/// What a run says.
struct Found {
    diagnostics: Vec<Diagnostic>,
    terminal: String,
    json: String,
}

impl Found {
    fn of(folder: &dyn Folder) -> Self {
        let db = flow::open(folder, Wishes::default());
        let diagnostics = in_order([flow::diagnose(&db), flow::rehearse(&db)].concat());
        let sources = SiteSources(&db);
        let terminal = shown(&diagnostics, "\n", |one| terminal(one, &sources, Style::Plain));
        let json = shown(&diagnostics, "", |one| json(one, &sources));
        Self { diagnostics, terminal, json }
    }
}

fn shown(diagnostics: &[Diagnostic], end: &str, show: impl Fn(&Diagnostic) -> String) -> String {
    diagnostics.iter().map(|one| format!("{}\n{end}", show(one))).collect()
}

/// `path:line:column`, as far as a line of JSON has them.
fn place(line: &Value) -> String {
    let file = line["file"].as_str().unwrap_or_default();
    match (line["line"].as_u64(), line["column"].as_u64()) {
        (Some(row), Some(column)) => format!("{file}:{row}:{column}"),
        _ => file.to_owned(),
    }
}

fn lines(json: &str) -> Vec<Value> {
    json.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn each_case_says_what_is_expected_where_it_is_expected() {
    let mut faults = Vec::new();
    for (case, found) in &*CASES {
        if std::env::var_os("UPDATE").is_some() {
            fs::write(case.folder.join("expected.txt"), &found.terminal).expect("a case can be written");
            fs::write(case.folder.join("expected.jsonl"), &found.json).expect("a case can be written");
        }
        if found.terminal != case.read("expected.txt") || found.json != case.read("expected.jsonl") {
            faults.push(format!("{}: it says now\n\n{}", case.name, found.terminal));
        }
        let wanted = case.read("where.txt");
        let places: Vec<_> =
            lines(&found.json).iter().filter(|line| line["id"] == case.rule()).map(place).collect();
        if !places.iter().any(|place| place == wanted.trim_end()) {
            faults.push(format!("{}: not at {wanted}but at {places:?}", case.name));
        }
    }
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n"));
}

/// Rules that no site can provoke, and where they are tested instead.
const NOT_BY_A_SITE: [Id; 2] = [
    // A fault of Diglot itself; `flow` tests how one is caught.
    Id::Internal,
    // It would take 900 MB; `check::weight` and `cli::build` are tested with a lower limit.
    Id::LargeSite,
];

/// Rules about a file as a whole, which have no line.
const OF_A_WHOLE_FILE: [Id; 9] = [
    Id::FileTooLarge,
    Id::Unreadable,
    Id::SymlinkLoop,
    Id::PathClash,
    Id::MissingConfig,
    Id::MissingBaseUrl,
    Id::TwoFiles,
    Id::MissingGloss,
    Id::MissingString,
];

#[test]
fn every_rule_has_a_case_with_line_and_column() {
    let shown: BTreeSet<(String, bool)> = Case::all()
        .iter()
        .flat_map(|case| {
            let own =
                lines(&case.read("expected.jsonl")).into_iter().filter(|line| line["id"] == case.rule());
            own.map(|line| (case.rule().to_owned(), line["column"].is_u64())).collect::<Vec<_>>()
        })
        .collect();
    for id in Id::ALL.iter().filter(|id| !NOT_BY_A_SITE.contains(id)) {
        let placed = !OF_A_WHOLE_FILE.contains(id);
        assert!(shown.contains(&(id.name().to_owned(), placed)), "no case shows `{id}` at its place");
    }
}

#[test]
fn messages_begin_in_lower_case_and_end_without_full_stop() {
    for (case, found) in &*CASES {
        for found in &found.diagnostics {
            let Diagnostic { message, label, why, help, .. } = found;
            let words = [message, label].into_iter().chain(why).chain(help);
            for words in words.filter(|words| !words.is_empty()) {
                assert!(!words.ends_with('.'), "{}: `{words}` ends in a full stop", case.name);
                let first = words.split(' ').next().unwrap_or_default();
                let name = first.chars().skip(1).any(char::is_uppercase)
                    || first.starts_with(['`', '<'])
                    || ["Diglot", "Hugo's"].contains(&first)
                    || first.contains('/');
                let small = !first.chars().next().is_some_and(char::is_uppercase);
                assert!(small || name, "{}: `{words}` begins with a capital", case.name);
            }
        }
    }
}

/// Two looks at one site give the same, in the same order: nothing follows the order of a hash or
/// of threads.
#[test]
fn a_second_run_says_the_same() {
    CASES.par_iter().for_each(|(case, found)| assert_eq!(case.run().json, found.json, "{}", case.name));
}

/// A finding without source is shown too, whatever happened to its file.
#[test]
fn what_is_found_can_be_shown_without_the_sources() {
    struct Nothing;
    impl Sources for Nothing {
        fn source(&self, _: &diglot::diagnostic::SourcePath) -> Option<(std::borrow::Cow<'_, str>, usize)> {
            None
        }
    }
    for (case, found) in &*CASES {
        for one in &found.diagnostics {
            let shown = terminal(one, &Nothing, Style::Plain);
            assert!(shown.contains(&one.message), "{}: {shown}", case.name);
            let file = one.primary.as_ref().map_or("", |place| place.path.as_str());
            assert!(shown.contains(file), "{}: {shown}", case.name);
        }
    }
}

/// Each `## heading` with what stands below it.
fn sections(page: &str) -> Vec<(&str, &str)> {
    let parts = page.split("\n## ").skip(1);
    parts.map(|part| part.split_once('\n').expect("below a heading stands something")).collect()
}

/// docs/diagnostics.md against the catalogue.
#[test]
fn each_rule_has_its_paragraph_in_the_catalogues_order() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md");
    let page = fs::read_to_string(path).expect("the page is there");
    let sections = sections(&page);
    let headings: Vec<&str> = sections.iter().map(|(heading, _)| *heading).collect();
    let rules: Vec<&str> = Id::ALL.iter().map(|id| id.name()).collect();
    assert_eq!(headings, rules);
    for (id, (_, text)) in Id::ALL.iter().zip(sections) {
        let severity = format!("**{}** — ", id.severity().word());
        assert!(text.trim_start().starts_with(&severity), "{id}: it is {}", id.severity().word());
        for part in ["\n*Example:* ", "\n*What to do:* "] {
            assert!(text.contains(part), "{id}: no {}", part.trim());
        }
    }
}
