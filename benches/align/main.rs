//! How long it takes to align a work of 200 sentences with its gloss: what one edit of it costs.
//!
//! ```text
//! cargo bench --bench align
//! ```
//!
//! The work is made of this site's own articles, put one after another until they have so many sentences.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark tells its figures and reads its texts"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Parser;
use diglot::diagnostic::SourcePath;
use diglot::parallel::{Sentences, Side, Voice, align_work, sentences};
use diglot::site::Language;
use diglot::text::{Options, Prose, Text, parse};

/// How long it takes to align a work with its gloss
#[derive(Parser)]
struct Arguments {
    /// How many sentences the original has, at least
    #[arg(long, default_value_t = 200)]
    sentences: usize,
    /// How often it is aligned
    #[arg(long, default_value_t = 101)]
    runs: usize,
    /// Cargo says so
    #[arg(long, hide = true)]
    bench: bool,
}

struct Read {
    body: String,
    text: Text,
    sentences: Sentences,
    language: Language,
}

impl Read {
    fn of(body: String, language: &str) -> Self {
        let language = Language::new(language).expect("a tag");
        let text = parse(&body, &SourcePath::new("a.md"), &Options::default());
        let proses: Vec<_> = text.blocks.iter().map(|block| Prose::of(&text, &body, block)).collect();
        let sentences = sentences(&proses, language);
        Self { body, text, sentences, language }
    }

    fn count(&self) -> usize {
        (0..).take(self.text.blocks.len()).map(|id| self.sentences.of(diglot::text::BlockId(id)).len()).sum()
    }

    fn voice(&self) -> Voice<'_> {
        let side = Side { text: &self.text, body: &self.body };
        Voice { side, sentences: &self.sentences, language: self.language }
    }
}

fn main() {
    let arguments = Arguments::parse();
    let (original, gloss) = texts(arguments.sentences);
    let mut taken: Vec<_> = (0..arguments.runs.max(1))
        .map(|_| {
            let begun = Instant::now();
            let steps = align_work(original.voice(), gloss.voice()).steps.len();
            (begun.elapsed(), steps)
        })
        .collect();
    taken.sort();
    let (median, steps) = taken[taken.len() / 2];
    println!(
        "{} sentences with {}, {steps} beads of blocks: median {:.2} ms, best {:.2} ms",
        original.count(),
        gloss.count(),
        median.as_secs_f64() * 1000.0,
        taken[0].0.as_secs_f64() * 1000.0
    );
}

/// Articles of this site in both languages until there are so many sentences.
fn texts(least: usize) -> (Read, Read) {
    let mut files = Vec::new();
    find(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &mut files);
    files.sort();
    let mut bodies = [String::new(), String::new()];
    for file in files.iter().cycle() {
        let name = file.display().to_string();
        for (body, end) in bodies.iter_mut().zip([".de.md", ".en.md"]) {
            let text = fs::read_to_string(name.replace(".de.md", end)).expect("both languages are there");
            // What stands before is front matter.
            body.push_str(text.splitn(3, "---\n").last().unwrap_or_default());
            body.push_str("\n\n");
        }
        let original = Read::of(bodies[0].clone(), "de");
        if original.count() >= least {
            let [_, gloss] = bodies;
            return (original, Read::of(gloss, "en"));
        }
    }
    unreachable!("the site has articles")
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the site's own content").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            find(&path, files);
        } else if path.display().to_string().ends_with(".de.md") {
            files.push(path);
        }
    }
}
