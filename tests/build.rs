//! `diglot build` as those who call it see it: exit codes, what it says and where, and what it
//! leaves in the output.

#![expect(clippy::disallowed_methods, reason = "tests lay out folders and look into them")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const CONFIGURATION: &str =
    "title: Probe\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n";

/// A site on disk, sound at first.
struct Site {
    folder: TempDir,
}

/// What a run of the program came to.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Site {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("there is room for a folder") }
            .write("site.yaml", CONFIGURATION)
            .write("content/plan.de.md", "---\ntitle: Plan\n---\nEin Satz.\n")
            .write("content/plan.en.md", "---\ntitle: Plan\n---\nA sentence.\n")
    }

    /// The same with a warning, an unknown key.
    fn with_warning() -> Self {
        Self::new().write("content/plan.en.md", "---\ntitle: Plan\nsumary: A plan\n---\nA sentence.\n")
    }

    /// The same with an error, a link to nowhere.
    fn with_error() -> Self {
        Self::new().write("content/plan.de.md", "---\ntitle: Plan\n---\n[Ein Satz](nirgends.md).\n")
    }

    /// The same with a note, a work without gloss.
    fn with_note() -> Self {
        Self::new().remove("content/plan.en.md")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
        self
    }

    fn remove(self, path: &str) -> Self {
        fs::remove_file(self.path(path)).expect("the file is there");
        self
    }

    fn build(&self, arguments: &[&str]) -> Run {
        self.build_with(arguments, &[])
    }

    fn build_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let root = self.folder.path().to_str().expect("the folder's path is UTF-8");
        diglot(&[&["build", "--root", root], arguments].concat(), variables)
    }

    /// Every file of the output with its bytes; `None` if there is no output.
    fn output(&self) -> Option<BTreeMap<PathBuf, Vec<u8>>> {
        let folder = self.path("public");
        folder.is_dir().then(|| {
            let mut files = BTreeMap::new();
            collect(&folder, &mut files);
            files
        })
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder can be listed") {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let bytes = fs::read(&path).expect("a file can be read");
            files.insert(path, bytes);
        }
    }
}

fn diglot(arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
        command.env_remove(name);
    }
    let output = command
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("the program was built with the tests");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn exit_codes_tell_how_grave_it_is() {
    assert_eq!(Site::new().build(&[]).code, Some(0), "a sound site");
    assert_eq!(Site::with_error().build(&[]).code, Some(1), "an error");
    assert_eq!(Site::with_warning().build(&[]).code, Some(0), "a warning");
    assert_eq!(Site::with_warning().build(&["--strict"]).code, Some(1), "a warning, strictly");
    assert_eq!(Site::with_note().build(&[]).code, Some(0), "a note");
    assert_eq!(Site::with_note().build(&["--strict"]).code, Some(0), "a note, strictly");
    assert!(Site::with_note().build(&[]).err.contains("note[missing-gloss]"));
}

#[test]
fn wrong_usage_is_2() {
    let site = Site::new();
    for arguments in
        [&["--no-such-option"][..], &["--message-format", "xml"], &["--base-url", "example.org"], &["more"]]
    {
        let run = site.build(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.err.contains("error:") && run.out.is_empty(), "{}", run.err);
    }
    let run = site.build(&["--base-url", "https://example.org/a b/"]);
    assert!(run.err.contains("`--base-url` takes an address without blanks"), "{}", run.err);
    assert_eq!(site.output(), None, "nothing was built");
}

#[test]
fn what_cannot_be_used_is_3() {
    let site = Site::new();
    let nowhere = diglot(&["build", "--root", site.path("nowhere").to_str().expect("UTF-8")], &[]);
    assert_eq!(nowhere.code, Some(3), "no root");
    assert!(nowhere.err.contains("nowhere") && nowhere.err.contains("help:"), "{}", nowhere.err);

    let site = site.write("in-the-way", "a file");
    let in_the_way = site.path("in-the-way");
    let run = site.build(&["--output", in_the_way.to_str().expect("UTF-8")]);
    assert_eq!(run.code, Some(3), "the output is a file");
    assert!(run.err.contains("in-the-way") && run.err.contains("help:"), "{}", run.err);

    let site = site.remove("site.yaml");
    let run = site.build(&[]);
    assert_eq!(run.code, Some(3), "no site.yaml");
    assert!(run.err.contains("error[missing-config]"), "{}", run.err);
    assert_eq!(run.err.matches("error[").count(), 1, "nothing is told that follows from it: {}", run.err);

    fs::create_dir(site.path("site.yaml")).expect("a folder can be made");
    assert_eq!(site.build(&[]).code, Some(3), "site.yaml is a folder");
    assert_eq!(site.output(), None, "nothing was built");
}

#[test]
fn an_output_that_is_read_from_is_3_and_nothing_is_written() {
    let site = Site::new().write("static/robots.txt", "User-agent: *\n");
    for output in ["", "..", "content", "content/new", "static", "layouts", "public/../assets"] {
        let folder = site.path(output);
        let run = site.build(&["--output", folder.to_str().expect("UTF-8")]);
        assert_eq!(run.code, Some(3), "{output}: {}", run.err);
        assert!(run.err.contains("cannot be the output") && run.err.contains("help:"), "{}", run.err);
    }
    let mut files = BTreeMap::new();
    collect(&site.path(""), &mut files);
    assert_eq!(files.len(), 4, "{files:?}");
}

#[test]
fn a_faulty_site_yaml_is_an_error_like_any_other() {
    let run = Site::new().write("site.yaml", "title: [\n").build(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("site.yaml:1:8"), "{}", run.err);
}

#[test]
fn as_json_each_line_of_standard_output_is_an_object() {
    let site = Site::with_error().write("content/zweck.de.md", "Text[^1]\n");
    let run = site.build(&["--message-format", "json"]);
    assert_eq!(run.code, Some(1));
    let found: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let told: Vec<_> = found
        .iter()
        .map(|one| (one["id"].as_str(), one["severity"].as_str(), one["line"].as_u64()))
        .collect();
    let expected = [
        (Some("broken-link"), Some("error"), Some(4)),
        (Some("missing-title"), Some("error"), Some(1)),
        (Some("missing-gloss"), Some("note"), None),
        (Some("undefined-footnote"), Some("warning"), Some(1)),
    ];
    for one in expected {
        assert!(told.contains(&one), "{one:?} is not among {told:?}");
    }
    assert!(!run.err.contains("broken-link"), "not told twice: {}", run.err);
    assert!(run.err.contains("2 errors, 1 warning, 1 note"), "{}", run.err);
}

#[test]
fn for_github_people_read_the_log_and_annotations_name_files_from_the_working_directory() {
    let site = Site::with_error().write("content/zweck.de.md", "Text[^1]\n");
    let run = |root: &str, here: &str| {
        let arguments = ["build", "--root", root, "--message-format", "github"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        let output = command.args(arguments).current_dir(site.path(here)).output().expect("it can be run");
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, out, err) = run(".", "");
    assert_eq!(code, Some(1));
    assert_eq!(out.lines().count(), 4, "{out}");
    assert!(out.starts_with("::error file=content/plan.de.md,line=4,col=1,"), "{out}");
    assert!(out.contains("title=broken-link::") && out.contains("%0Ahelp: "), "{out}");
    assert!(err.contains("error[broken-link]") && err.contains("2 errors, 1 warning, 1 note"), "{err}");

    let name = site.folder.path().file_name().expect("it has a name").to_string_lossy();
    let (_, out, _) = run(&format!("./{name}"), "..");
    assert!(out.starts_with(&format!("::error file={name}/content/plan.de.md,line=4,")), "{out}");
    let (_, out, _) = run(site.folder.path().to_str().expect("UTF-8"), "..");
    assert!(out.contains("/content/plan.de.md,line=4,"), "{out}");
}

#[test]
fn quietly_nothing_but_diagnostics_is_said() {
    let run = Site::new().build(&["--quiet"]);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    let run = Site::new().build(&[]);
    assert!(run.out.is_empty() && run.err.contains("no diagnostics"), "{}", run.err);

    let run = Site::with_warning().build(&["--quiet"]);
    assert!(run.err.starts_with("warning[unknown-key]"), "{}", run.err);
    assert!(!run.err.contains("files written"), "{}", run.err);
    let run = Site::with_warning().build(&["--quiet", "--message-format", "json"]);
    assert_eq!((run.out.lines().count(), run.err.as_str()), (1, ""));
}

/// A site in which nearly every file has a fault of another kind.
fn full_of_faults() -> Site {
    Site::with_error()
        .write("site.yaml", format!("{CONFIGURATION}nav: [nirgends]\n"))
        .write("content/bytes.de.md", b"---\ntitle: Gr\xfc\xdfe\n---\n")
        .write("content/datum.de.md", "---\ntitle: Datum\ndate: 2025-02-30\n---\nText\n")
        .write("content/fuss.de.md", "---\ntitle: Fuss\n---\nText[^1]\n")
        .write("content/gestalt.de.md", "---\ntitle: Gestalt\nlayout: keine\n---\nText\n")
        .write("content/offen.de.md", "---\ntitle: Offen\n")
        .write("content/yaml.de.md", "---\ntitle: \"Offen\n---\nText\n")
        .write("layouts/section.html", "<p>{{ list.titel }}\n")
        .write("content/texte/eins.de.md", "---\ntitle: Eins\n---\nText\n")
        .write("layouts/strings/de.yaml", "next: [\n")
}

#[test]
fn one_bad_file_hides_no_other_and_the_order_is_fixed() {
    let site = full_of_faults();
    let first = site.build(&["--message-format", "json"]);
    let ids: Vec<String> = first
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line is JSON"))
        .filter(|one| one["severity"] != "note")
        .map(|one| {
            format!("{} {}", one["file"].as_str().unwrap_or_default(), one["id"].as_str().unwrap_or_default())
        })
        .collect();
    let expected = [
        "content/bytes.de.md invalid-utf8",
        "content/datum.de.md bad-date",
        "content/fuss.de.md undefined-footnote",
        "content/gestalt.de.md missing-layout",
        "content/offen.de.md unclosed-front-matter",
        "content/plan.de.md broken-link",
        "content/yaml.de.md yaml-syntax",
        "layouts/section.html layout-error",
        "layouts/strings/de.yaml yaml-syntax",
        "site.yaml unknown-nav",
    ];
    assert_eq!(ids, expected);
    for _ in 0..3 {
        assert_eq!(site.build(&["--message-format", "json"]).out, first.out);
    }
}

#[test]
fn with_an_error_nothing_is_published_and_the_output_stays() {
    let site = Site::new();
    assert_eq!(site.build(&[]).code, Some(0));
    let before = site.output().expect("the site was built");
    assert!(before.len() > 5, "{before:?}");

    let site = site
        .write("content/neu.de.md", "---\ntitle: Neu\n---\nText\n")
        .write("content/plan.de.md", "---\ntitle: Plan\n---\n[Ein Satz](nirgends.md).\n");
    let run = site.build(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("nothing published"), "{}", run.err);
    assert_eq!(site.output().as_ref(), Some(&before));

    // An error that only the making of a page brings to light.
    let site = site
        .write("content/plan.de.md", "---\ntitle: Plan\n---\nEin Satz, anders.\n")
        .write("layouts/work.html", "{{ work.titel }}");
    let run = site.build(&[]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("layouts/work.html:1:9"), "{}", run.err);
    assert_eq!(site.output().as_ref(), Some(&before));

    let site = site.remove("layouts/work.html");
    assert_eq!(site.build(&["--strict"]).code, Some(0));
    assert_ne!(site.output().as_ref(), Some(&before), "mended, it is published");
}

#[test]
fn under_strict_a_warning_publishes_nothing() {
    let site = Site::with_warning();
    assert_eq!(site.build(&["--strict"]).code, Some(1));
    assert_eq!(site.output(), None);
}

#[test]
fn colours_are_for_terminals() {
    let site = Site::with_error();
    let escape = '\u{1b}';
    let plain = site.build(&[]);
    assert!(!plain.err.contains(escape) && !plain.out.contains(escape), "{}", plain.err);
    let forced = site.build_with(&[], &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.err.contains(escape), "a run can be coloured: {}", forced.err);
    let refused = site.build_with(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]);
    assert!(!refused.err.contains(escape), "{}", refused.err);
}
