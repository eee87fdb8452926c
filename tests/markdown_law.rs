//! The law of the Markdown room: what is written plainly is CommonMark's own HTML, byte for byte.
//!
//! Nothing of a text may be lost between the parser's events and the page, so every example that
//! the CommonMark specification and the parser's own suites hold, and every text of this site,
//! goes through Diglot's blocks and must come out as the parser's HTML does.
#![expect(clippy::disallowed_methods, reason = "tests read their examples themselves")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::path::{Path, PathBuf};
use std::process::Command;

use diglot::diagnostic::SourcePath;
use diglot::render::html::{Plain, write_text};
use diglot::text::{BlockId, BlockKind, Container, Directive, Node, Options, Text, parse, skeleton};

/// Examples of the CommonMark specification 0.31.2.
const COMMONMARK: usize = 652;
/// Examples of pulldown-cmark 0.13.6's own suites.
const PULLDOWN: usize = 1154;

fn ours(markdown: &str, options: Options) -> String {
    let text = parse(markdown, &SourcePath::new("example.md"), &options);
    let mut html = String::new();
    write_text(&mut html, &text, markdown, &mut Plain);
    html
}

fn theirs(markdown: &str, options: Options) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(markdown, options.features()));
    html
}

/// The examples that come out otherwise.
fn broken<'a>(examples: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let mut broken = Vec::new();
    for markdown in examples {
        for options in [Options { math: false }, Options { math: true }] {
            let (ours, theirs) = (ours(markdown, options), theirs(markdown, options));
            if ours != theirs {
                broken.push(format!("--- {options:?}\n{markdown}\n--- theirs\n{theirs}\n--- ours\n{ours}"));
            }
        }
    }
    broken
}

fn assert_law(examples: &[String]) {
    let broken = broken(examples);
    let shown = broken.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    assert!(broken.is_empty(), "{} of {} examples differ:\n{shown}", broken.len(), examples.len());
}

#[test]
fn commonmark_comes_out_as_it_must() {
    let Some(spec) = commonmark_spec() else {
        assert!(
            std::env::var_os("CI").is_none(),
            "the CommonMark specification is missing: npm ci in tests/judges"
        );
        return eprintln!("skipped: no CommonMark specification; run `npm ci` in tests/judges");
    };
    let examples = spec_examples(&std::fs::read_to_string(spec).expect("the specification can be read"));
    assert_eq!(examples.len(), COMMONMARK);
    assert_law(&examples);
    assert_skeletons(&examples);
}

/// The specification's text, from the npm package `commonmark-spec`.
fn commonmark_spec() -> Option<PathBuf> {
    let named = std::env::var_os("DIGLOT_COMMONMARK_SPEC").map(PathBuf::from);
    let installed =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/node_modules/commonmark-spec/spec.txt");
    [named, Some(installed)].into_iter().flatten().find(|path| path.is_file())
}

/// Each example's Markdown: what stands between its fence and the line `.`; `→` is a tab.
fn spec_examples(spec: &str) -> Vec<String> {
    let fence = "`".repeat(32);
    spec.split(&format!("{fence} example\n"))
        .skip(1)
        .map(|example| {
            let end =
                if example.starts_with(".\n") { Some(0) } else { example.find("\n.\n").map(|at| at + 1) };
            example[..end.expect("an example has two halves")].replace('→', "\t")
        })
        .collect()
}

#[test]
fn the_parsers_own_suites_come_out_as_they_must() {
    let examples: Vec<String> = suites().iter().flat_map(|suite| suite_examples(suite)).collect();
    assert_eq!(examples.len(), PULLDOWN);
    assert_law(&examples);
    assert_skeletons(&examples);
}

/// The parser's suites as Rust source, from the folder that cargo unpacked it to.
fn suites() -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // Of this system's packages only: those of others were not fetched by building this test.
    let host = host();
    let told = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", &host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be asked");
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("cargo answers in JSON");
    let packages = told["packages"].as_array().expect("the answer lists packages");
    let parser =
        packages.iter().find(|package| package["name"] == "pulldown-cmark").expect("the parser is one");
    let manifest = Path::new(parser["manifest_path"].as_str().expect("it has a manifest"));
    let folder = manifest.with_file_name("tests").join("suite");
    let mut files: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the suites can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).expect("a suite can be read")).collect()
}

/// The system that this test was built on, as cargo calls it.
fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = Command::new(rustc).arg("-vV").output().expect("rustc can be asked");
    let told = String::from_utf8(told.stdout).expect("rustc answers in UTF-8");
    told.lines().find_map(|line| line.strip_prefix("host: ")).expect("it names the host").to_owned()
}

/// The raw strings that examples begin with.
fn suite_examples(suite: &str) -> Vec<String> {
    suite
        .split("let original = r##\"")
        .skip(1)
        .map(|example| example.split("\"##;").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn this_sites_texts_come_out_as_they_must() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let texts: Vec<String> = walkdir::WalkDir::new(content)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "md"))
        .map(|entry| std::fs::read_to_string(entry.path()).expect("a text can be read"))
        .collect();
    assert_law(&texts);
    assert_skeletons(&texts);
}

#[test]
fn additions_of_ours_come_out_as_commonmark_has_them() {
    let texts = [
        "![A figure](a.png \"Its caption\")\n\n- ![tight](b.png)\n",
        "<!-- diglot: alone -->\n## Alone\n\n<!-- diglot: id=why, todo -->\nText\n",
        "<a id=\"why\"></a>\nText https://example.org/a_b_c. And <https://example.org>\n\n<a id=\"so\"></a>\n\n# So\n",
        "[[a]] [[a|b *c*]] [[a#b]]\n\n| [[a\\|b]] | x |\n|---|--:|\n| [x](gloss: \"y \\\"z\\\"\") | [y](term:none) |\n",
        "<details>\n<summary>S</summary>\n\nText[^1]\n\n- a\n\n</details>\n\n[^1]: Note\n",
        "Eins \\\nzwei  \ndrei\n\n[Hear](a.mp3)\n\n- [Hear](b.mp4)\n",
        "\\\"Hi\\\" &quot;x&quot; \\\\\"y\" \\[^1] a\\*b\n",
    ];
    assert_law(&texts.map(str::to_owned));
}

/// What a skeleton must have of its original: the containers and the kinds of blocks, and what is in
/// those that are copied. Nobody's partner is left out.
fn structure(text: &Text, body: &str) -> Vec<String> {
    let shown = |id: BlockId| {
        let alone = text.directives_of(id).any(|said| *said == Directive::Alone);
        !alone && !text.block(id).kind.is_silent()
    };
    let mut steps: Vec<String> = Vec::new();
    for node in &text.nodes {
        match *node {
            Node::Open(container) => steps.push(opened(text, body, container)),
            Node::Block(id) if shown(id) => steps.push(standing(text, body, id)),
            // What holds nothing is no part of it.
            Node::Close(_) if steps.last().is_some_and(|step| step.starts_with("open ")) => {
                steps.pop();
            }
            Node::Close(container) => steps.push(format!("close {}", opened(text, body, container))),
            Node::Block(_) => {}
        }
    }
    // A comment before a term parts its list in two, which are paired as one.
    let (end, start) = ("close open DefinitionList", "open DefinitionList");
    while let Some(at) = steps.windows(2).position(|pair| pair == [end, start]) {
        steps.drain(at..at + 2);
    }
    steps
}

fn opened(text: &Text, body: &str, container: Container) -> String {
    match container {
        Container::Footnote(label) => format!("open footnote {}", text.words(body, label)),
        other => format!("open {other:?}"),
    }
}

fn standing(text: &Text, body: &str, id: BlockId) -> String {
    let block = text.block(id);
    match block.kind {
        BlockKind::Heading { level, .. } => format!("heading {level}"),
        BlockKind::Paragraph { .. } => "paragraph".to_owned(),
        BlockKind::Figure { .. } => "figure".to_owned(),
        BlockKind::Player { .. } => "player".to_owned(),
        BlockKind::Code { info } => {
            let info = info.map_or("", |info| text.words(body, info));
            format!("code {info:?} {:?}", text.literal(body, block))
        }
        BlockKind::Html => format!("html {:?}", text.literal(body, block).trim()),
        BlockKind::Table => "table".to_owned(),
        other => format!("{other:?}"),
    }
}

fn assert_skeletons(examples: &[String]) {
    let path = SourcePath::new("example.md");
    let mut broken = Vec::new();
    for markdown in examples {
        let text = parse(markdown, &path, &Options::default());
        let gloss = skeleton(&text, markdown);
        let read = parse(&gloss, &path, &Options::default());
        let (own, others) = (structure(&text, markdown), structure(&read, &gloss));
        let said = |text: &Text| {
            let directives = text.diagnostics.iter().filter(|found| found.id.name() == "directive");
            directives.map(|found| found.message.clone()).collect::<Vec<_>>()
        };
        let (known, mut faults) = (said(&text), said(&read));
        faults.retain(|fault| !known.contains(fault));
        if own != others || !faults.is_empty() {
            broken.push(format!(
                "--- original\n{markdown}\n--- skeleton\n{gloss}\n{own:#?}\n{others:#?}\n{faults:?}"
            ));
        }
    }
    let shown = broken.iter().take(50).cloned().collect::<Vec<_>>().join("\n");
    assert!(broken.is_empty(), "{} of {} skeletons differ:\n{shown}", broken.len(), examples.len());
}

#[test]
fn a_skeleton_has_the_structure_of_its_original() {
    let texts = [
        "1. eins\n2. zwei\n\n7) sieben\n",
        "- a\n- b\n\n* c\n* d\n\n+ e\n",
        "1. a\n\n   ```rust title=\"x\"\n   fn main() {\n       b();\n   }\n   ```\n\n   - b\n\n     c\n",
        "- [ ] offen\n- [x] getan\n  - tiefer\n",
        "- [x] <!-- diglot: id=box note x -->\n  getan\n- [ ] offen\n",
        "A\n\n<!-- diglot: with-previous id=b -->\nB\n\n<!-- diglot: alone -->\nC\n",
        "- <!-- diglot: alone -->\n  a\n- b\n  <!-- diglot: alone -->\n  c\n- <!-- diglot: id=d -->\n  ```\n  x\n  ```\n",
        "> [!NOTE]\n> Text\n>\n> - a\n>\n>   b\n\n> q\n\n> r\n",
        "T\n: a\n: b\n\nU\nV\n\n: c\n\n  d\n",
        "Text[^1] und[^weit weg].\n\n[^1]: Note\n\n    Weiter.\n\n[^weit weg]: - a\n",
        "| a | b |\n|:--|--:|\n| c | d |\n\n# K {#k .c x=y}\n\nSetext *x*\n===\n\n***\n",
        "<details>\n<summary>S</summary>\n\nText\n\n- a\n\n</details>\n\n<!-- nur für mich -->\n\n<div>\nx\n</div>\n",
        "![A](a.png \"b\")\n\n[Hear](a.mp3)\n\n- ![B](b.png)\n- [Hear](b.mp3)\n",
        "    code\n\n      mehr\n\n- a\n\n      tief\n",
        "````\n```\n````\n\n~~~ a`b\nx\n~~~\n",
        "- a\n  ***\n  b\n* * *\n",
    ];
    assert_skeletons(&texts.map(str::to_owned));
}
