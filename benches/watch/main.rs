//! How long it takes from saving a file to the new page, while a large site is watched.
//!
//! ```text
//! cargo bench --bench watch -- --works 10000 --edits 100
//! ```
//!
//! Generates a site, begins `diglot serve --watch`, listens as a browser does, edits files, and takes the
//! time from the moment at which writing a file has returned until the page that shows the edit has
//! arrived.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark tells its figures and writes its own files"
)]

mod client;
#[path = "../site/generate.rs"]
mod generate;
#[path = "../site/random.rs"]
mod random;
mod server;
#[path = "../site/words.rs"]
mod words;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Parser;

use client::{Client, Told};
use generate::Size;
use server::Server;

/// How long it takes from saving a file to the new page
#[derive(Parser)]
struct Arguments {
    /// How many works, in two languages each
    #[arg(long, default_value_t = 10_000)]
    works: usize,
    /// How many edits of each kind
    #[arg(long, default_value_t = 100)]
    edits: usize,
    /// How many edits more, to see whether memory grows
    #[arg(long, default_value_t = 1_000)]
    more: usize,
    /// Where the site is made and deleted afterwards
    #[arg(long, default_value_os_t = std::env::temp_dir())]
    folder: PathBuf,
    /// What cargo says to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

/// The page of the term that is changed.
const ENTRY: &str = "/versuch/de/glossary/compute-centre/";

/// How many pages that mention a term are asked for.
const MENTIONS: usize = 500;

/// How many entries the glossary has for each 1,000 works: so few that a term is mentioned by more than
/// [`MENTIONS`] works.
const ENTRIES: usize = 7;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments = Arguments::parse();
    let folder = arguments.folder.join(format!("diglot-watch-{}", std::process::id()));
    let size = Size { works: arguments.works, entries: (arguments.works * ENTRIES).div_ceil(1_000) };
    generate::generate(&folder, size)?;
    let measured = measure(&folder, &arguments);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure(folder: &Path, arguments: &Arguments) -> Outcome<()> {
    let works: Vec<_> = (0..arguments.edits).map(|number| number * 97 % arguments.works.min(9_000)).collect();
    let (early, works) = works.split_at(works.len() / 5);
    while_checking(folder, early)?;
    let started = Instant::now();
    let server = Server::begin(folder)?;
    let mut bench = Bench::begin(folder, &server)?;
    println!("home page served: {:.2} s after the start", started.elapsed().as_secs_f64());
    server.hear("checked;")?;
    println!("all checked: {:.2} s after the start", started.elapsed().as_secs_f64());
    println!("memory: {} MB", server.memory()? / 1_000_000);
    tell("a body, the very first edit", bench.bodies(&works[..1])?);
    let since = Instant::now();
    bench.client.get(ENTRY)?;
    println!("the page of an entry: {:.1} ms", since.elapsed().as_secs_f64() * 1e3);
    kinds(&mut bench, works, arguments.edits)?;
    often(&mut bench, &server, works, arguments.more)
}

/// Edits made before all has been checked once, as by who opens the browser and begins to write.
fn while_checking(folder: &Path, works: &[usize]) -> Outcome<()> {
    let server = Server::begin(folder)?;
    let mut bench = Bench::begin(folder, &server)?;
    tell("a body, while all is checked for the first time", bench.bodies(works)?);
    server.hear("checked")?;
    Ok(())
}

fn kinds(bench: &mut Bench<'_>, works: &[usize], edits: usize) -> Outcome<()> {
    tell("a body, first edit of its file", bench.bodies(&works[1..])?);
    tell("a body, edited before", bench.bodies(works)?);
    tell("a title", bench.titles(&works[..works.len().min(20)])?);
    tell("a new file", bench.new_files(edits.min(20))?);
    bench.term(
        "a term that is linked no more, and again",
        &[("---\n", "---\nlink: never\n"), ("link: never\n", "")].repeat(3),
    )?;
    bench
        .term("a term with a new form", &[("forms: [", "forms: [Neuform, "), ("Neuform, ", "")].repeat(3))?;
    tell("a layout", bench.layouts(5)?);
    Ok(())
}

/// Whether memory grows with edits, and what a server does that nobody asks anything.
fn often(bench: &mut Bench<'_>, server: &Server, works: &[usize], more: usize) -> Outcome<()> {
    let before = server.memory()?;
    let same: Vec<_> = (0..more).map(|number| works[number % works.len()]).collect();
    tell("a body, edited often", bench.bodies(&same)?);
    println!(
        "memory: {} MB, and {} MB after {} edits more; {} MB at most",
        before / 1_000_000,
        server.memory()? / 1_000_000,
        same.len(),
        server.most_memory()? / 1_000_000
    );
    // Until what was changed last has been checked, which changes of terms make long.
    server.forget();
    bench.bodies(&works[..1])?;
    server.hear("checked in")?;
    std::thread::sleep(Duration::from_secs(2));
    let used = server.processor_time()?;
    std::thread::sleep(Duration::from_secs(5));
    println!("processor time in 5 s without edits: {} ms", (server.processor_time()? - used).as_millis());
    Ok(())
}

/// The times of many edits of a kind.
fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at =
        |share: usize| times.get(times.len() * share / 100).or(times.last()).copied().unwrap_or_default();
    println!(
        "{what}: median {:.1} ms, 95th percentile {:.1} ms, {} edits",
        at(50).as_secs_f64() * 1e3,
        at(95).as_secs_f64() * 1e3,
        times.len()
    );
}

struct Bench<'a> {
    folder: &'a Path,
    client: Client,
    told: Told,
    revision: u64,
    marks: usize,
}

impl<'a> Bench<'a> {
    /// Asks for the home page, and begins to listen.
    fn begin(folder: &'a Path, server: &Server) -> Outcome<Self> {
        let mut client = Client::new(&server.address)?;
        client.get("/versuch/")?;
        let told = Told::by(&server.address)?;
        Ok(Self { folder, client, told, revision: 0, marks: 0 })
    }

    /// A word that no page has had yet.
    fn mark(&mut self) -> String {
        self.marks += 1;
        format!("Marke{}", self.marks)
    }

    /// Writes a file; waits until browsers are told, and the page says the words.
    fn edit(&mut self, file: &str, text: &str, page: &str, words: &str) -> Outcome<Duration> {
        let path = self.folder.join(file);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        self.revision = self.told.newest(self.revision);
        fs::write(path, text)?;
        let since = Instant::now();
        self.revision = self.told.after(self.revision)?;
        while !self.client.get(page)?.contains(words) {
            if since.elapsed() > Duration::from_secs(20) {
                return Err(format!("{page} never says {words}").into());
            }
        }
        let taken = since.elapsed();
        // Between two edits its author thinks.
        std::thread::sleep(Duration::from_millis(30));
        Ok(taken)
    }

    fn text(&self, file: &str) -> Outcome<String> {
        Ok(fs::read_to_string(self.folder.join(file))?)
    }

    fn bodies(&mut self, works: &[usize]) -> Outcome<Vec<Duration>> {
        let edit = |number: &usize| {
            let (name, mark) = (place(*number), self.mark());
            let file = format!("content/{name}.de.md");
            let text = format!("{}\nEine neue Zeile: {mark}.\n", self.text(&file)?);
            self.edit(&file, &text, &format!("/versuch/{name}/"), &mark)
        };
        works.iter().map(edit).collect()
    }

    fn titles(&mut self, works: &[usize]) -> Outcome<Vec<Duration>> {
        let edit = |number: &usize| {
            let (name, mark) = (place(*number), self.mark());
            let file = format!("content/{name}.de.md");
            let text = self.text(&file)?.replacen("title: '", &format!("title: '{mark} "), 1);
            self.edit(&file, &text, &format!("/versuch/{name}/"), &mark)
        };
        works.iter().map(edit).collect()
    }

    fn new_files(&mut self, count: usize) -> Outcome<Vec<Duration>> {
        let make = |number| {
            let mark = self.mark();
            let text = format!("---\ntitle: Neu {number}\n---\n\nEin neuer Text: {mark}.\n");
            self.edit(
                &format!("content/part-00/neu-{number}.de.md"),
                &text,
                &format!("/versuch/de/part-00/neu-{number}/"),
                &mark,
            )
        };
        (0..count).map(make).collect()
    }

    /// The first [`MENTIONS`] pages that mention a term, as the pages of its concordance say.
    fn mentioning(&mut self) -> Outcome<Vec<String>> {
        let mut pages: Vec<String> = Vec::new();
        for number in 1.. {
            let further = if number == 1 { String::new() } else { format!("page/{number}/") };
            let page = self.client.get(&format!("{ENTRY}{further}"))?;
            let before = pages.len();
            for link in page.split("href=\"/versuch/de/part-").skip(1) {
                let path = format!("/versuch/de/part-{}", link.split(['#', '"']).next().unwrap_or_default());
                if path.contains("/text-") && !pages.contains(&path) {
                    pages.push(path);
                }
            }
            pages.truncate(MENTIONS);
            if pages.len() == MENTIONS {
                break;
            }
            if pages.len() == before {
                return Err(format!("only {before} pages mention the term: make more --works").into());
            }
        }
        Ok(pages)
    }

    /// Changes a term that many pages mention, by `change`: asks for one of them, and then for all.
    fn term(&mut self, what: &str, changes: &[(&str, &str)]) -> Outcome<()> {
        let file = "content/glossary/compute-centre.de.md";
        let pages = self.mentioning()?;
        let first = pages.first().cloned().ok_or("nothing mentions the term")?;
        let (mut open, mut all) = (Vec::new(), Vec::new());
        for (old, new) in changes {
            let changed = self.text(file)?.replacen(old, new, 1);
            self.revision = self.told.newest(self.revision);
            fs::write(self.folder.join(file), changed)?;
            let since = Instant::now();
            self.revision = self.told.after(self.revision)?;
            self.client.get(&first)?;
            open.push(since.elapsed());
            for page in &pages {
                self.client.get(page)?;
            }
            all.push(since.elapsed());
            // Its next check is a long one: nobody saves a term again before it has begun.
            std::thread::sleep(Duration::from_secs(3));
        }
        tell(&format!("{what}, {} pages mention it: the open page", pages.len()), open);
        tell("    all of them", all);
        Ok(())
    }

    fn layouts(&mut self, count: usize) -> Outcome<Vec<Duration>> {
        let edit = |_| {
            let (name, mark) = (place(5), self.mark());
            let time = self.edit(
                "layouts/foot.html",
                &format!("<p>{mark}</p>\n"),
                &format!("/versuch/{name}/"),
                &mark,
            );
            // Its next check is a long one: nobody saves a layout before it has begun.
            std::thread::sleep(Duration::from_millis(500));
            time
        };
        (0..count).map(edit).collect()
    }
}

/// The section and name of a work, as the site is generated: the first 100 works are in the first section,
/// the next 1,000 in the second, and so on.
fn place(number: usize) -> String {
    let mut first = 0;
    for (section, count) in [100, 1_000, 400, 700, 250, 550].into_iter().cycle().enumerate() {
        if number < first + count {
            return format!("part-{section:02}/text-{number:05}");
        }
        first += count;
    }
    String::new()
}
