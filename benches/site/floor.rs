//! The floor: the least that any generator of such a site has to do.
//!
//! It finds the sources (walkdir), reads each, turns its Markdown into HTML (pulldown-cmark with
//! the same extensions and nothing else), and writes as many files as Diglot publishes, into as
//! many folders, on all cores (rayon). A work gets three files, one a language and one with both,
//! each padded with a frame, so that the floor writes about as many bytes as Diglot does.
//!
//! It is fair as a unit, not as a rival: it knows no front matter, no links, no terms, no pairs, no
//! sentences and no layouts, compares nothing with what stands there, and keeps nothing in memory.
//! What takes three floors takes three times what reading, parsing and writing cost anyhow, on
//! whatever machine and disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

/// What is to be written besides the texts themselves.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    /// How many files in all.
    pub(crate) files: usize,
    /// How many bytes of frame a file gets.
    pub(crate) bytes: usize,
}

/// Builds the site at `root` into `output`.
pub(crate) fn build(root: &Path, output: &Path, frame: Frame) -> io::Result<()> {
    let works = works(&root.join("content"));
    let padding = "<!-- frame -->\n".repeat(frame.bytes.div_ceil(15));
    works.par_iter().try_for_each(|(name, files)| work(output, name, files, &padding))?;
    let further = frame.files.saturating_sub(works.len() * 3);
    (0..further)
        .into_par_iter()
        .try_for_each(|number| page(output, &format!("further/{number}"), &[&padding]))
}

/// The files of each work, by its path without the language.
fn works(content: &Path) -> BTreeMap<String, Vec<PathBuf>> {
    let mut works: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in WalkDir::new(content).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let below = entry.path().strip_prefix(content).unwrap_or(entry.path()).to_string_lossy();
        if let Some(name) = below.strip_suffix(".de.md").or_else(|| below.strip_suffix(".en.md")) {
            works.entry(name.to_owned()).or_default().push(entry.path().to_owned());
        }
    }
    works
}

fn work(output: &Path, name: &str, files: &[PathBuf], padding: &str) -> io::Result<()> {
    let sides = files.iter().map(|file| side(file)).collect::<io::Result<Vec<_>>>()?;
    for (side, language) in sides.iter().zip(["de", "en"]) {
        page(output, &format!("{language}/{name}"), &[padding, side])?;
    }
    let both: Vec<&str> = std::iter::once(padding).chain(sides.iter().map(String::as_str)).collect();
    page(output, name, &both)
}

fn side(file: &Path) -> io::Result<String> {
    let text = fs::read_to_string(file)?;
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let body = body.map_or(text.as_str(), |(_, body)| body);
    let mut out = String::with_capacity(body.len() * 3 / 2);
    html::push_html(&mut out, Parser::new_ext(body, extensions()));
    Ok(out)
}

fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}

fn page(output: &Path, name: &str, parts: &[&str]) -> io::Result<()> {
    let folder = output.join(name);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), parts.concat())
}
