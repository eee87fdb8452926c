//! How long it takes to align a work of 200 sentences with its gloss: from nothing, and after an edit.
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
use std::time::{Duration, Instant};

use clap::Parser;
use diglot::db::{Database, Wishes};
use diglot::diagnostic::SourcePath;
use diglot::parallel::{beads_of, sentences, sentences_of};
use diglot::site::{Language, Work, WorkKey};
use diglot::source::{Memory, read};
use diglot::text::{BlockId, Options, Prose, parse};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// A site of one work, kept as a preview keeps it.
struct Kept {
    site: Memory,
    db: Database,
}

/// Where the gloss stands.
const GLOSS: &str = "content/work.en.md";

impl Kept {
    fn of(bodies: &[String; 2]) -> Self {
        let mut site = Memory::default();
        site.write("site.yaml", "title: {de: Werk, en: Work}\nlanguages: {original: de, glosses: [en]}\n");
        site.write("content/work.de.md", whole(&bodies[0]));
        site.write(GLOSS, whole(&bodies[1]));
        let db = Database::new(read(&site), Wishes::default(), None);
        Self { site, db }
    }

    /// How long it takes to have the beads, the texts being cut into sentences.
    fn beads(&self) -> Duration {
        let work = Work::new(&self.db, WorkKey::new("work"));
        for path in ["content/work.de.md", GLOSS] {
            let file = self.db.file_at(&SourcePath::new(path)).expect("a text of the site");
            let _ = sentences_of(&self.db, file);
        }
        let begun = Instant::now();
        let beads = beads_of(&self.db, work, Language::new("en"));
        let taken = begun.elapsed();
        assert!(beads.beads.len() > 1, "the texts are aligned");
        taken
    }

    fn edit(&mut self, body: &str) {
        self.site.write(GLOSS, whole(body));
        assert!(self.db.update(read(&self.site)), "the gloss has changed");
    }
}

fn whole(body: &str) -> String {
    format!("---\ntitle: Work\n---\n\n{body}")
}

fn main() {
    let arguments = Arguments::parse();
    let bodies = texts(arguments.sentences);
    let counts = [0, 1].map(|side| count(&bodies[side], ["de", "en"][side]));
    println!("{} sentences with {}", counts[0], counts[1]);
    tell("from nothing", (0..arguments.runs).map(|_| Kept::of(&bodies).beads()));
    let mut kept = Kept::of(&bodies);
    kept.beads();
    // A paragraph amid the text, with another word each time.
    let at = bodies[1][bodies[1].len() / 2..].find(". ").expect("a sentence ends") + bodies[1].len() / 2;
    let edits = (0..arguments.runs).map(|number| {
        kept.edit(&format!("{} and {number} more{}", &bodies[1][..at], &bodies[1][at..]));
        kept.beads()
    });
    tell("after an edit of the gloss", edits);
}

fn tell(what: &str, taken: impl Iterator<Item = Duration>) {
    let mut taken: Vec<f64> = taken.map(|taken| taken.as_secs_f64() * 1000.0).collect();
    taken.sort_by(f64::total_cmp);
    println!("{what}: median {:.2} ms, best {:.2} ms", taken[taken.len() / 2], taken[0]);
}

/// How many sentences a body has.
fn count(body: &str, language: &str) -> usize {
    let text = parse(body, &SourcePath::new("a.md"), &Options::default());
    let proses: Vec<_> = text.blocks.iter().map(|block| Prose::of(&text, body, block)).collect();
    let sentences = sentences(&proses, Language::new(language).expect("a tag"));
    (0..).take(text.blocks.len()).map(|id| sentences.of(BlockId(id)).len()).sum()
}

/// Articles of this site in both languages, one after the other: of all that follow one another in the order
/// of their names, those that have the fewest sentences, but so many.
fn texts(least: usize) -> [String; 2] {
    let mut files = Vec::new();
    find(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &mut files);
    files.sort();
    let from = |first: usize| {
        let mut bodies = [String::new(), String::new()];
        for file in files.iter().cycle().skip(first) {
            let name = file.display().to_string();
            for (body, end) in bodies.iter_mut().zip([".de.md", ".en.md"]) {
                let text = fs::read_to_string(name.replace(".de.md", end)).expect("both languages are there");
                // What stands before is front matter.
                body.push_str(text.splitn(3, "---\n").last().unwrap_or_default());
                body.push_str("\n\n");
            }
            let count = count(&bodies[0], "de");
            if count >= least {
                return (count, bodies);
            }
        }
        unreachable!("the site has articles")
    };
    let (_, bodies) =
        (0..files.len()).map(from).min_by_key(|(count, _)| *count).expect("the site has articles");
    bodies
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
