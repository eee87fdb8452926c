//! What people read is kept true: commands parse, links lead somewhere, examples build, the list
//! of dependencies is the one in Cargo.toml.
#![expect(clippy::disallowed_methods, reason = "tests read the documentation themselves")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Parser as _;
use diglot::cli::Cli;
use diglot::db::{Database, Wishes};
use diglot::diagnostic::{Severity, Style, terminal};
use diglot::flow::{self, SiteSources};
use diglot::render::Bytes;
use diglot::source::Memory;
use diglot::text::slug::Slugs;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents of this repository: those at its top, those in docs/, and the content's licence.
fn documents() -> Vec<PathBuf> {
    let below = |folder: &str| {
        let entries = std::fs::read_dir(root().join(folder)).expect("the folder is there");
        entries.map(|entry| entry.expect("it can be listed").path()).collect::<Vec<_>>()
    };
    let mut found = [below(""), below("docs")].concat();
    found.push(root().join("content/_LICENSE.md"));
    found.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    found.sort();
    found
}

fn read(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
}

/// A fenced block of code.
struct Example {
    language: String,
    title: Option<String>,
    text: String,
}

fn examples(markdown: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut open: Option<Example> = None;
    for event in events(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let language = info.split(' ').next().unwrap_or_default().to_owned();
                let title = info.split('"').nth(1).map(str::to_owned);
                open = Some(Example { language, title, text: String::new() });
            }
            Event::Text(text) => {
                if let Some(open) = &mut open {
                    open.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(open.take()),
            _ => {}
        }
    }
    found
}

/// Every `diglot …` that a document tells its readers to type, as arguments.
fn commands(markdown: &str) -> Vec<Vec<String>> {
    let spans = events(markdown).filter_map(|event| match event {
        Event::Code(code) => Some(code.to_string()),
        _ => None,
    });
    let blocks = examples(markdown).into_iter().filter(|example| example.language == "sh");
    let lines = blocks.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>());
    spans.chain(lines).filter_map(|line| command(&line)).collect()
}

fn command(line: &str) -> Option<Vec<String>> {
    let line = line.split(" #").next().unwrap_or(line).split(" > ").next().unwrap_or_default().trim();
    let line = line
        .strip_prefix("cargo run --release -- ")
        .map_or_else(|| line.to_owned(), |rest| format!("diglot {rest}"));
    let words: Vec<_> = line.split_whitespace().map(|word| word.trim_matches('"').to_owned()).collect();
    (words.len() > 1 && words[0] == "diglot").then_some(words)
}

/// `diglot --help`, or a command that is named without its arguments.
fn asks_for_help(error: &clap::Error) -> bool {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    matches!(error.kind(), DisplayHelp | DisplayVersion | DisplayHelpOnMissingArgumentOrSubcommand)
}

/// Commands that the documents speak of before they are there.
const COMING: &[&str] = &[];

fn is_coming(words: &[String], error: &clap::Error) -> bool {
    error.kind() == clap::error::ErrorKind::InvalidSubcommand && COMING.contains(&words[1].as_str())
}

#[test]
fn every_command_in_the_documents_is_one_that_diglot_knows() {
    let mut seen = 0;
    for document in documents() {
        for words in commands(&read(&document)) {
            seen += 1;
            if let Err(error) = Cli::try_parse_from(&words) {
                let fine = asks_for_help(&error) || is_coming(&words, &error);
                assert!(fine, "{}: `{}`: {error}", document.display(), words.join(" "));
            }
        }
    }
    assert!(seen > 20, "the documents show only {seen} commands: is the search broken?");
}

/// The ids of a document's headings.
fn headings(markdown: &str) -> BTreeSet<String> {
    let (mut slugs, mut found, mut words) = (Slugs::new(), BTreeSet::new(), None);
    for event in events(markdown) {
        match event {
            Event::Start(Tag::Heading { .. }) => words = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(words) = &mut words {
                    words.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                found.extend(words.take().map(|words| slugs.give(&words)));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_relative_link_in_the_documents_leads_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let markdown = read(&document);
        for event in events(&markdown) {
            let Event::Start(Tag::Link { dest_url: to, .. } | Tag::Image { dest_url: to, .. }) = event else {
                continue;
            };
            if to.contains("://") || to.starts_with("mailto:") {
                continue;
            }
            let (path, id) = to.split_once('#').map_or((&*to, None), |(path, id)| (path, Some(id)));
            let target = if path.is_empty() { document.clone() } else { document.with_file_name(path) };
            let there = target.exists() && id.is_none_or(|id| headings(&read(&target)).contains(id));
            if !there {
                broken.push(format!("{}: {to}", document.display()));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

/// The crates that a part of Cargo.toml names.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in manifest.lines() {
        match line.strip_prefix('[') {
            Some(header) => {
                inside = header.ends_with("dependencies]"); // those of one system, too
            }
            None if inside => found.extend(line.split_once(" = ").map(|(name, _)| name.trim().to_owned())),
            None => {}
        }
    }
    found
}

#[test]
fn every_dependency_has_its_reason_in_the_architecture() {
    let named = dependencies(&read(&root().join("Cargo.toml")));
    let architecture = read(&root().join("docs/architecture.md"));
    let (_, section) = architecture.split_once("\n## Dependencies\n").expect("there is the section");
    let section = section.split("\n## ").next().unwrap_or(section);
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let told: BTreeMap<_, _> = rows.map(|(name, reason)| (name.to_owned(), reason)).collect();
    assert_eq!(told.keys().cloned().collect::<BTreeSet<_>>(), named);
    for (name, reason) in told {
        assert!(reason.trim_matches([' ', '|']).len() > 10, "{name} has no reason");
    }
}

/// The site that a document's examples make: blocks with a title are its files; untitled Markdown
/// is the body of a work of its own.
fn site_of(document: &str) -> Memory {
    let mut site = Memory::default();
    for (number, example) in examples(&read(&root().join(document))).into_iter().enumerate() {
        match (example.title, example.language.as_str()) {
            (Some(path), _) => {
                site.write(&path, example.text);
            }
            (None, "md") => {
                let path = format!("content/articles/example-{number}.de.md");
                site.write(&path, format!("---\ntitle: Beispiel {number}\n---\n\n{}", example.text));
            }
            _ => {}
        }
    }
    for picture in ["stack.svg", "stack.png", "stack.en.svg", "rundgang.mp3"] {
        site.write(&format!("content/articles/{picture}"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    }
    site
}

/// The pages of a site that must have no error and no warning, by path.
fn build(site: &Memory) -> BTreeMap<String, String> {
    let db = flow::open(site, Wishes::default());
    let pages = std::sync::Mutex::new(BTreeMap::new());
    let mut found = flow::diagnose(&db);
    let made = flow::make(&db, |path, bytes| {
        if let Bytes::Made(bytes) = bytes {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            pages.lock().expect("no thread panics").insert(path.as_str().to_owned(), text);
        }
        Ok::<_, std::convert::Infallible>(())
    });
    found.extend(made.unwrap_or_else(|never| match never {}));
    found.retain(|one| one.severity != Severity::Note);
    assert_eq!(told(&db, &found), "");
    pages.into_inner().expect("no thread panics")
}

fn told(db: &Database, found: &[diglot::diagnostic::Diagnostic]) -> String {
    found.iter().map(|one| terminal(one, &SiteSources(db), Style::Plain)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_examples_for_authors_make_a_site_without_faults() {
    let pages = build(&site_of("docs/writing.md"));
    assert!(pages.contains_key("artikel/scaling/index.html"), "{:?}", pages.keys());
    assert!(pages.len() > 30, "only {} pages", pages.len());
}

#[test]
fn the_examples_for_layouts_show_what_they_say() {
    let pages = build(&site_of("docs/layouts.md"));
    let page = &pages["articles/scaling/index.html"];
    assert!(page.contains("Stufe: leicht") && page.contains("Level: easy"), "{page}");
}

/// Follows the README in an empty folder: runs its commands, writes its files.
#[test]
fn the_five_minutes_of_the_readme_work() {
    let place = tempfile::tempdir().expect("a folder");
    let mut here = place.path().to_owned();
    let readme = read(&root().join("README.md"));
    let (_, tutorial) =
        readme.split_once("\n## A site in five minutes\n").expect("the README has its tutorial");
    let (tutorial, _) = tutorial.split_once("\n## Publishing").expect("the README goes on after it");
    for step in examples(tutorial) {
        match step.title {
            Some(path) => {
                std::fs::write(here.join(path), step.text).expect("the command before made its folder")
            }
            None => step.text.lines().for_each(|line| follow(line, &mut here)),
        }
    }
    let page = |path: &str| read(&here.join("public").join(path));
    assert!(page("articles/scaling/index.html").contains("is-todo"));
    assert!(page("en/articles/scaling/index.html").contains("A large model needs room above all."));
    assert!(page("de/articles/scaling/index.html").contains("href=\"/de/glossary/rechenzentrum/\""));
    assert!(page("de/glossary/rechenzentrum/index.html").contains("<mark>Rechenzentrum</mark>"));
}

/// The workflow that the documents show is the one that a new site gets, and as short as they say.
#[test]
fn the_workflow_in_the_documents_is_the_one_that_is_written_and_has_ten_lines() {
    let place = tempfile::tempdir().expect("a folder");
    follow("diglot new site talk", &mut place.path().to_owned());
    let path = ".github/workflows/pages.yml";
    let written = read(&place.path().join("talk").join(path));
    let written: String =
        written.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    assert_eq!(written.lines().count(), 10, "{written}");
    for document in ["README.md", "docs/publishing.md"] {
        let shown = examples(&read(&root().join(document)));
        let shown = shown.iter().find(|example| example.title.as_deref() == Some(path));
        assert_eq!(shown.map(|example| &example.text), Some(&written), "{document}");
    }
}

/// What the action takes, by its file and by its documentation.
#[test]
fn each_input_of_the_action_is_documented() {
    let action: serde_yaml::Value =
        serde_yaml::from_str(&read(&root().join("action.yml"))).expect("it is YAML");
    let inputs: BTreeSet<_> = action["inputs"]
        .as_mapping()
        .expect("there are inputs")
        .keys()
        .filter_map(|key| key.as_str())
        .collect();
    let page = read(&root().join("docs/publishing.md"));
    let (_, section) = page.split_once("\n### What the action takes\n").expect("there is the section");
    let section = section.split("\n#").next().unwrap_or(section);
    let told: BTreeSet<_> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(told, inputs);
}

/// Runs one line of a tutorial; a server would not end, so it is not begun.
fn follow(line: &str, here: &mut PathBuf) {
    if let Some(folder) = line.strip_prefix("cd ") {
        here.push(folder);
    } else if !line.starts_with("diglot serve") {
        let words = command(line).expect("a command");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_diglot"))
            .args(&words[1..])
            .current_dir(&*here)
            .output();
        let run = run.expect("it can be run");
        assert!(run.status.success(), "{line}: {}", String::from_utf8_lossy(&run.stderr));
    }
}
