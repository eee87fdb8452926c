//! Sentences of Markdown, as people would cut it: each file of `tests/sentences` is in the language of
//! its name and holds cases, a heading, blocks, and their sentences in a fence, one a line.

#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;
use std::path::Path;

use diglot::diagnostic::SourcePath;
use diglot::parallel::sentences;
use diglot::site::Language;
use diglot::text::{BlockId, Options, Prose, parse};

const FENCE: &str = "```sentences\n";

/// The sentences of a body as it says them; where a sentence's lines end is `⏎`.
fn cut(body: &str, language: Language) -> Vec<String> {
    let text = parse(body, &SourcePath::new("case.md"), &Options::default());
    let proses: Vec<_> = text.blocks.iter().map(|block| Prose::of(&text, body, block)).collect();
    let found = sentences(&proses, language);
    let blocks = (0..text.blocks.len()).map(|id| BlockId(u32::try_from(id).expect("few blocks")));
    let spans = blocks.flat_map(|id| found.of(id).to_vec());
    spans.map(|span| span.of(body).trim().replace('\n', "⏎")).collect()
}

/// What is wrong with the cases of a file; and how many there are.
fn wrong(path: &Path) -> (Vec<String>, usize) {
    let tag = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let language = Language::new(&tag).expect("a file is named by its language");
    let file = fs::read_to_string(path).expect("the cases can be read").replace("\r\n", "\n");
    let cases: Vec<&str> = file.split("\n## ").skip(1).collect();
    let mut wrong = Vec::new();
    for case in &cases {
        let (title, rest) = case.split_once('\n').expect("a case has a heading");
        let (body, expected) = rest.split_once(FENCE).expect("a case has its sentences");
        let expected: Vec<&str> = expected.trim_end().trim_end_matches("```").lines().collect();
        let found = cut(body, language);
        if found != expected {
            wrong.push(format!("{tag}: {title}: these are found:\n{}\n", found.join("\n")));
        }
    }
    (wrong, cases.len())
}

#[test]
fn sentences_are_cut_as_people_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sentences");
    let files =
        fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("it is listed").path());
    let (wrong, counts): (Vec<_>, Vec<_>) = files.map(|path| wrong(&path)).unzip();
    assert!(counts.len() >= 3 && counts.iter().all(|cases| *cases > 0), "{counts:?}");
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
