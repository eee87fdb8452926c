//! How long Diglot takes to build a site, measured against the floor.
//!
//! ```text
//! cargo bench --bench site -- --works 10000 --pairs 5 --folder /a/disk/to/measure
//! ```
//!
//! Generates a site (`generate`), builds it by turns with the floor (`floor`) and with Diglot, each
//! time into a new folder, and deletes nothing until all have run, because deleting slows down what
//! is written after it. Then builds once more into a full folder, which must write nothing; and does
//! the same for a tenth of the works, to see how time grows.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark tells its figures and writes its own files"
)]

mod floor;
mod generate;
mod measure;
mod random;
mod words;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Parser;
use measure::{Taken, median, ratio, run};
use walkdir::WalkDir;

use generate::Size;

/// How long Diglot takes to build a site, measured against the floor
#[derive(Parser)]
struct Arguments {
    /// How many works, in two languages each
    #[arg(long, default_value_t = 10_000)]
    works: usize,
    /// How many entries; by default 22 for each 1,000 works
    #[arg(long)]
    entries: Option<usize>,
    /// How many times each program runs
    #[arg(long, default_value_t = 5)]
    pairs: usize,
    /// Where sites and outputs are made and deleted afterwards
    #[arg(long, default_value_os_t = std::env::temp_dir())]
    folder: PathBuf,
    /// Only generate the site, here, and leave it
    #[arg(long)]
    generate: Option<PathBuf>,
    /// Be the floor: build SITE into OUTPUT as FILES files with BYTES of frame each
    #[arg(long, num_args = 4, value_names = ["SITE", "OUTPUT", "FILES", "BYTES"])]
    floor: Option<Vec<String>>,
    /// What cargo says to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    if let Some(floor) = &arguments.floor {
        let [site, output, files, bytes] = floor.as_slice() else { return Err("four arguments".into()) };
        let frame = floor::Frame { files: files.parse()?, bytes: bytes.parse()? };
        return Ok(floor::build(Path::new(site), Path::new(output), frame)?);
    }
    let entries = |works: usize| arguments.entries.unwrap_or((works * 22).div_ceil(1_000));
    let size = |works| Size { works, entries: entries(works) };
    if let Some(folder) = &arguments.generate {
        return Ok(generate::generate(folder, size(arguments.works))?);
    }
    let folder = arguments.folder.join(format!("diglot-bench-{}", std::process::id()));
    let measured = measure_all(&folder, &arguments, size);
    fs::remove_dir_all(&folder)?;
    measured
}

fn measure_all(
    folder: &Path,
    arguments: &Arguments,
    size: impl Fn(usize) -> Size,
) -> Result<(), Box<dyn Error>> {
    let large = Series::run(&folder.join("large"), size(arguments.works), arguments.pairs)?;
    large.tell();
    let small = Series::run(&folder.join("small"), size(arguments.works / 10), arguments.pairs)?;
    small.tell();
    let growth = |of: fn(&Series) -> Taken| {
        let (large, small) = (of(&large), of(&small));
        format!(
            "{:.1} by the clock, {:.1} in CPU time",
            ratio(large.wall, small.wall),
            ratio(large.cpu, small.cpu)
        )
    };
    println!(
        "ten times the works take: the floor {}; diglot {}",
        growth(Series::floor),
        growth(Series::diglot)
    );
    Ok(())
}

/// A site and the runs over it.
struct Series {
    size: Size,
    sources: Weight,
    floor_weight: Weight,
    diglot_weight: Weight,
    floor: Vec<Taken>,
    diglot: Vec<Taken>,
    again: Taken,
    said: String,
}

/// How many files a folder holds, and how many bytes.
#[derive(Clone, Copy, Default)]
struct Weight {
    files: usize,
    bytes: u64,
}

impl Series {
    /// Generates a site, builds it once with each program to learn what they write, then by turns.
    fn run(folder: &Path, size: Size, pairs: usize) -> Result<Self, Box<dyn Error>> {
        let site = folder.join("site");
        generate::generate(&site, size)?;
        diglot(&site, &folder.join("diglot-warm"))?;
        let diglot_weight = weight(&folder.join("diglot-warm"));
        let mut frame = floor::Frame { files: diglot_weight.files, bytes: 0 };
        floor::build(&site, &folder.join("floor-warm"), frame)?;
        let bare = weight(&folder.join("floor-warm"));
        let missing = diglot_weight.bytes.saturating_sub(bare.bytes) / bare.files.max(1) as u64;
        frame.bytes = usize::try_from(missing)?;
        let (mut floors, mut diglots) = (Vec::new(), Vec::new());
        for pair in 0..pairs {
            floors.push(floor_run(&site, &folder.join(format!("floor-{pair}")), frame)?);
            diglots.push(diglot(&site, &folder.join(format!("diglot-{pair}")))?.0);
        }
        let (again, said) = diglot(&site, &folder.join("diglot-0"))?;
        if !said.contains(" 0 files written") {
            return Err(format!("a second build that changes nothing wrote files: {said}").into());
        }
        Ok(Self {
            size,
            sources: weight(&site.join("content")),
            floor_weight: weight(&folder.join("floor-0")),
            diglot_weight,
            floor: floors,
            diglot: diglots,
            again,
            said,
        })
    }

    fn floor(&self) -> Taken {
        median(&self.floor)
    }

    fn diglot(&self) -> Taken {
        median(&self.diglot)
    }

    fn tell(&self) {
        println!(
            "{} works in two languages, {} entries; {}",
            self.size.works,
            self.size.entries,
            self.said.trim()
        );
        println!(
            "sources: {}; the floor writes {}, diglot {}",
            self.sources, self.floor_weight, self.diglot_weight
        );
        println!("{:<22} {:>9} {:>9} {:>9}", "", "wall", "CPU", "memory");
        for (number, (floor, diglot)) in self.floor.iter().zip(&self.diglot).enumerate() {
            row(&format!("floor, run {}", number + 1), floor);
            row(&format!("diglot, run {}", number + 1), diglot);
        }
        let (floor, diglot) = (self.floor(), self.diglot());
        row("floor, median", &floor);
        row("diglot, median", &diglot);
        row("diglot, second build", &self.again);
        println!(
            "diglot takes {:.2} floors by the clock, {:.2} in CPU time\n",
            ratio(diglot.wall, floor.wall),
            ratio(diglot.cpu, floor.cpu)
        );
    }
}

fn row(name: &str, taken: &Taken) {
    let Taken { wall, cpu, memory } = taken;
    println!(
        "{name:<22} {:>7.2} s {:>7.2} s {:>6.0} MB",
        wall.as_secs_f64(),
        cpu.as_secs_f64(),
        *memory as f64 / 1e6
    );
}

impl std::fmt::Display for Weight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} files, {:.1} MB", self.files, self.bytes as f64 / 1e6)
    }
}

fn weight(folder: &Path) -> Weight {
    let files =
        WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.fold(Weight::default(), |weight, file| Weight {
        files: weight.files + 1,
        bytes: weight.bytes + file.metadata().map_or(0, |found| found.len()),
    })
}

fn diglot(site: &Path, output: &Path) -> Result<(Taken, String), Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    Ok(run(command.arg("build").arg("--root").arg(site).arg("--output").arg(output))?)
}

fn floor_run(site: &Path, output: &Path, frame: floor::Frame) -> Result<Taken, Box<dyn Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--floor").arg(site).arg(output);
    Ok(run(command.arg(frame.files.to_string()).arg(frame.bytes.to_string()))?.0)
}
