//! Reading a lock file, as it is written and as it is meant.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::items::Items;
use super::{Accepted, Lock, Print, conflict};
use crate::diagnostic::{Diagnostic, Id, Severity, SourcePath, Span};
use crate::parallel::Anchor;
use crate::site::Date;
use crate::site::fields::{Node, Reader};
use crate::site::yaml::{Value, Yaml};
use crate::text::may_be_id;
use crate::text::slug::TOP;

/// The version of the form that this Diglot reads and writes.
pub(super) const VERSION: i64 = 1;

/// A lock file as it is written.
#[derive(Debug, Default)]
struct WrittenLock {
    version: Option<i64>,
    beads: Vec<WrittenBead>,
}

/// A line of it.
#[derive(Debug, Default)]
struct WrittenBead {
    id: Option<String>,
    also: Option<Vec<String>>,
    original: Option<Vec<Option<Print>>>,
    gloss: Option<Vec<Option<Print>>>,
    with: Option<String>,
    accepted: Option<Date>,
    by: Option<String>,
    text: Option<String>,
}

/// Reads a lock file. What is wrong with it is a warning, and costs the lines in question.
#[must_use]
pub fn lock(text: &str, path: &SourcePath) -> Lock {
    let Legible { text, hunks, mut found } = legible(text, path);
    let (yaml, wrong) = Yaml::parse(&text, path);
    found.extend(wrong);
    let reader = Reader::new(&yaml, path);
    let written = written(&reader);
    let known = is_known(&written, &reader);
    let entries = if known { resolve(written, &reader, hunks.is_empty()) } else { Vec::new() };
    found.extend(reader.finish());
    found.iter_mut().for_each(|found| found.severity = Severity::Warning);
    found.extend(hunks.into_iter().map(|hunk| conflict::told(path, hunk)));
    Lock { known, entries: entries.into(), diagnostics: found.into() }
}

/// The lines of a lock file's beads; empty if it is written otherwise than one bead after the other.
pub(super) fn spans(text: &str, path: &SourcePath) -> Vec<Span> {
    let Legible { text, .. } = legible(text, path);
    Items::of(&text).map_or_else(Vec::new, |items| items.spans(&text))
}

/// A lock file's text as far as it can be read: what cannot is blank, and all else stands where it stood.
pub(super) struct Legible<'t> {
    pub(super) text: Cow<'t, str>,
    /// Where conflicts of git's begin.
    hunks: Vec<Span>,
    /// What is wrong with the lines that were left out.
    found: Vec<Diagnostic>,
}

/// So many lines that are no YAML are left out one by one.
const MOST: usize = 8;

/// Leaves out what git has put there, and the lines of single beads that are no YAML, for they say nothing of
/// the others.
pub(super) fn legible<'t>(text: &'t str, path: &SourcePath) -> Legible<'t> {
    let (mut text, hunks) = conflict::without(text);
    let mut found = Vec::new();
    for _ in 0..MOST {
        let (_, wrong) = Yaml::parse(&text, path);
        let Some((line, wrong)) =
            wrong.into_iter().find_map(|wrong| Some((torn_bead(&text, &wrong)?, wrong)))
        else {
            break;
        };
        found.push(wrong);
        let blank = " ".repeat(line.len());
        text.to_mut().replace_range(line, &blank);
    }
    Legible { text, hunks, found }
}

/// The line of a single bead that is no YAML.
fn torn_bead(text: &str, found: &Diagnostic) -> Option<Range<usize>> {
    let at = found.primary.as_ref().filter(|_| found.id == Id::YamlSyntax)?.span.start as usize;
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    line.trim_start().starts_with("- ").then(|| start..start + line.len())
}

fn written(reader: &Reader<'_>) -> WrittenLock {
    let root = reader.root();
    if *root.value() == Value::Null {
        return WrittenLock { version: Some(VERSION), ..WrittenLock::default() };
    }
    let Some(mut fields) = root.fields("version: 1") else { return WrittenLock::default() };
    let version = fields.get("version").and_then(|node| node.whole_number());
    let beads = fields.get("beads").and_then(|node| node.list(|item| Some(bead(&item))));
    fields.finish(&[], "");
    WrittenLock { version, beads: beads.unwrap_or_default() }
}

fn bead(node: &Node<'_, '_>) -> WrittenBead {
    let example = "{id: why.3, original: [9f2c41d07ab3], gloss: [51aa90be77c2]}";
    let Some(mut fields) = node.fields(example) else {
        return WrittenBead::default();
    };
    let bead = WrittenBead {
        id: fields.get("id").and_then(|node| node.text()),
        also: fields.get("also").and_then(|node| node.list(|item| address(&item))),
        original: fields.get("original").and_then(|node| node.list(|item| Some(print(&item)))),
        gloss: fields.get("gloss").and_then(|node| node.list(|item| Some(print(&item)))),
        with: fields.get("with").and_then(|node| address(&node)),
        accepted: fields.get("accepted").and_then(|node| node.date()),
        by: fields.get("by").and_then(|node| node.text()),
        text: fields.get("text").and_then(|node| node.text()),
    };
    fields.finish(&[], "");
    bead
}

fn address(node: &Node<'_, '_>) -> Option<String> {
    let written = node.text()?;
    if !is_address(&written) {
        node.refuse("an address", None);
        return None;
    }
    Some(written)
}

fn print(node: &Node<'_, '_>) -> Option<Print> {
    let written = node.text()?;
    let print = Print::parse(&written);
    if print.is_none() {
        node.refuse("the first 12 hex digits of a block's hash", None);
    }
    print
}

/// Whether the file is in a form that this Diglot knows.
fn is_known(written: &WrittenLock, reader: &Reader<'_>) -> bool {
    if written.version == Some(VERSION) {
        return true;
    }
    let message = match written.version {
        Some(version) => {
            format!("this lock file is of version {version}, and this Diglot knows version {VERSION}")
        }
        None => "this lock file does not say its version".to_owned(),
    };
    let why =
        "until that is mended, nothing counts as confirmed, and addresses are as if there were no lock file";
    reader.report(Diagnostic::new(Id::LockVersion, message).at(reader.root().place()).why(why));
    false
}

/// The lines that can be used.
fn resolve(written: WrittenLock, reader: &Reader<'_>, told: bool) -> Vec<Accepted> {
    let mut entries: Vec<Accepted> = Vec::with_capacity(written.beads.len());
    let mut firsts: BTreeMap<Anchor, usize> = BTreeMap::new();
    for (number, bead) in written.beads.into_iter().enumerate() {
        let Some(bead) = accepted(bead, number, reader) else { continue };
        match firsts.get(&bead.id) {
            Some(first) if told => twice(reader, &bead, *first),
            Some(_) => {}
            None => {
                firsts.insert(bead.id.clone(), number);
                entries.push(bead);
            }
        }
    }
    each_once(&mut entries);
    entries
}

/// Of further addresses those count that have no line of their own, each in the first line that has it. The
/// others give way to their line's own, since each stands for a block.
fn each_once(entries: &mut [Accepted]) {
    let mut known: BTreeSet<Anchor> = entries.iter().map(|entry| entry.id.clone()).collect();
    for Accepted { id, also, .. } in entries {
        let mut before = id.clone();
        for address in also {
            if *address != before && !known.insert(address.clone()) {
                *address = id.clone();
            }
            before = address.clone();
        }
    }
}

/// A line, unless its id is missing, one of its hashes is none, or it names no block at all.
fn accepted(written: WrittenBead, number: usize, reader: &Reader<'_>) -> Option<Accepted> {
    let WrittenBead { id, also, original, gloss, with, accepted, by, text } = written;
    let prints = |prints: Option<Vec<Option<Print>>>| {
        prints.unwrap_or_default().into_iter().collect::<Option<Box<[_]>>>()
    };
    let (original, gloss) = (prints(original)?, prints(gloss)?);
    let Some(id) = id.filter(|id| is_address(id) && !(original.is_empty() && gloss.is_empty())) else {
        let node = item(reader, number)?;
        if matches!(node.value(), Value::Map(_)) {
            node.refuse("an `id`, and hashes in `original`, in `gloss` or in both", None);
        }
        return None;
    };
    let [by, text] = [by, text].map(|said| said.map(String::into_boxed_str));
    let also = also.unwrap_or_default().into_iter().map(Anchor::from).collect();
    let with = with.map(Anchor::from);
    Some(Accepted { id: Anchor::from(id), also, original, gloss, with, accepted, by, text, number })
}

/// Whether something can be an id on a page.
fn is_address(id: &str) -> bool {
    !id.contains(char::is_whitespace) && id.split('.').all(|part| part == TOP || may_be_id(part))
}

fn item<'r, 'y>(reader: &'r Reader<'y>, number: usize) -> Option<Node<'r, 'y>> {
    let root = reader.root();
    let mut fields = root.fields("")?;
    let mut at = 0..;
    fields.get("beads")?.list(|item| (at.next() == Some(number)).then_some(item))?.pop()
}

fn twice(reader: &Reader<'_>, bead: &Accepted, first: usize) {
    let (Some(second), Some(first)) = (item(reader, bead.number), item(reader, first)) else { return };
    let found =
        Diagnostic::new(Id::LockTwice, format!("the bead `{}` stands twice in this lock file", bead.id))
            .label("a second time")
            .also_at(first.place(), "the first counts");
    second.report(found);
}
