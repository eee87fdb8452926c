//! Writing a lock file: one bead a line, and what is not touched byte for byte as it was.

use super::items::Items;
use super::read::{Legible, VERSION, legible};
use super::{Accepted, Lock, Print};
use crate::diagnostic::{Id, SourcePath};

/// A line of the file to be written.
pub(super) enum Line {
    /// That of an entry, by its place among them, as it stands.
    Kept(usize),
    /// A new one.
    New(Accepted),
}

impl Line {
    pub(super) fn entry<'a>(&'a self, entries: &'a [Accepted]) -> &'a Accepted {
        match self {
            Self::Kept(at) => &entries[*at],
            Self::New(entry) => entry,
        }
    }
}

/// The whole file. `name` stands on its first line if it is new.
pub(super) fn written(name: &str, file: &str, lock: &Lock, lines: &[Line]) -> String {
    let Legible { text: plain, .. } = legible(file, &SourcePath::new(name));
    // Of a file that is wrong by itself nothing is kept as it stands, or it would be wrong again.
    let is_sound = lock.diagnostics.iter().all(|found| matches!(found.id, Id::LockConflict | Id::LockTwice));
    let old = Items::of(&plain).filter(|_| lock.known && is_sound);
    let mut text = old
        .as_ref()
        .map_or_else(|| format!("# {name}\nversion: {VERSION}\nbeads:\n"), |old| old.head(&plain));
    if lines.is_empty() {
        text.truncate(text.trim_end().len());
        return text + " []\n";
    }
    for line in lines {
        let kept = match line {
            Line::Kept(at) => old.as_ref().and_then(|old| old.item(&plain, lock.entries[*at].number)),
            Line::New(_) => None,
        };
        match (line, kept) {
            (_, Some(kept)) => text.push_str(kept),
            (Line::Kept(at), None) => text.push_str(&told(&lock.entries[*at])),
            (Line::New(entry), None) => text.push_str(&told(entry)),
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    // Lines end as they did.
    if file.contains("\r\n") { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
}

/// An entry as a line.
fn told(entry: &Accepted) -> String {
    let Accepted { id, also, original, gloss, with, accepted, by, text, number: _ } = entry;
    let mut line = format!("  - {{id: {}", word(id));
    if !also.is_empty() {
        let also: Vec<_> = also.iter().map(|id| word(id)).collect();
        line.push_str(&format!(", also: [{}]", also.join(", ")));
    }
    line.push_str(&format!(", original: [{}], gloss: [{}]", listed(original), listed(gloss)));
    if let Some(with) = with {
        line.push_str(&format!(", with: {}", word(with)));
    }
    if let Some(day) = accepted {
        line.push_str(&format!(", accepted: {day}"));
    }
    if let Some(by) = by {
        line.push_str(&format!(", by: {}", word(by)));
    }
    if let Some(text) = text {
        line.push_str(&format!(", text: {}", quoted(text)));
    }
    line + "}\n"
}

fn listed(prints: &[Print]) -> String {
    let prints = prints.iter().map(|print| {
        let print = print.to_string();
        // YAML would take some of them for numbers: `123456789012`, `12345678901e`, `1234567890e5`.
        let letters = print.bytes().filter(u8::is_ascii_alphabetic).collect::<Vec<_>>();
        if matches!(letters.as_slice(), [] | [b'e']) { quoted(&print) } else { print }
    });
    prints.collect::<Vec<_>>().join(", ")
}

/// A word as YAML takes it for a text: in quotes unless it is plain.
fn word(word: &str) -> String {
    const MEANT: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let plain = word.starts_with(char::is_alphabetic)
        && word.chars().all(|c| c.is_alphanumeric() || ".-_".contains(c))
        && !MEANT.contains(&word.to_lowercase().as_str());
    if plain { word.to_owned() } else { quoted(word) }
}

/// A text as JSON writes it, which is YAML too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
