//! What does not parse: the library's complaint in an author's words, and which entry to leave out
//! so that the rest can be read.

use std::ops::Range;

use super::extent;
use crate::diagnostic::{Diagnostic, Id, Place};

/// A fault of syntax.
pub(super) struct Complaint {
    /// The byte at which the faulty thing begins.
    pub(super) at: usize,
    /// The byte at which the reader gave up.
    gave_up: usize,
    problem: String,
    context: String,
}

impl Complaint {
    /// From the library's sentence, `PROBLEM at line L column C, CONTEXT at line L column C`, and
    /// the byte of the problem, which is missing for characters that no YAML may hold.
    pub(super) fn new(text: &str, sentence: &str, at: Option<usize>) -> Self {
        let (problem, context) = sentence.split_once(", while ").unwrap_or((sentence, ""));
        let (problem, _) = split_place(problem);
        let (context, context_place) = split_place(context);
        let gave_up = match at {
            Some(0) | None => forbidden_character(text).or(at).unwrap_or(text.len()),
            Some(at) => at,
        };
        // Of a value that is due where the text ends, the last thing written is the nearest place.
        let gave_up = if context.contains("flow node") { gave_up.min(last_visible(text)) } else { gave_up };
        let began = match context_place {
            Some((line, column)) => Some(byte_at(text, line, column)),
            // The library leaves out the very first place.
            None if gave_up == text.len() && !context.is_empty() => Some(0),
            None => None,
        };
        // A block mapping began long before its faulty line; everything else is meant as a whole.
        // So did a quoted text with a wrong escape in it.
        let whole = !context.contains("block") && !context.contains("parsing a quoted");
        let at = began.filter(|_| whole).unwrap_or(gave_up);
        let at = indented(text, gave_up, problem).unwrap_or(at);
        Self { at, gave_up, problem: problem.to_owned(), context: context.to_owned() }
    }

    /// The complaint as a diagnostic; `place` lifts a stretch of `text` to the file.
    pub(super) fn diagnostic(&self, text: &str, place: impl Fn(usize, usize) -> Place) -> Diagnostic {
        let (message, help) = self.in_words(text);
        let end = extent::to_line_end(text, self.at).max(self.at);
        let diagnostic = Diagnostic::new(Id::YamlSyntax, message).at(place(self.at, end)).help(help);
        let line_of = |byte: usize| text.get(..byte).map_or(0, |before| before.matches('\n').count());
        if line_of(self.gave_up) == line_of(self.at) {
            return diagnostic;
        }
        let end = extent::to_line_end(text, self.gave_up);
        if end == self.gave_up {
            return diagnostic.label("begins here");
        }
        diagnostic.label("begins here").also_at(place(self.gave_up, end), "reading stopped here")
    }

    /// What is wrong, and what to do.
    fn in_words(&self, text: &str) -> (String, String) {
        let is_tab = text.get(self.at..).is_some_and(|rest| rest.starts_with('\t'));
        if !is_tab && indented(text, self.gave_up, &self.problem) == Some(self.at) {
            let whole = "this line stands further in than the key above it, which has its value already";
            let help = "begin it below the key above; or, if it goes on with a text, put the whole in quotes";
            return (whole.to_owned(), help.to_owned());
        }
        let before = text.get(..self.at).unwrap_or_default().trim_end_matches(' ');
        let after_quotes = before.ends_with(['"', '\'']) && self.problem.contains("expected key");
        if after_quotes {
            let whole = "a text goes on after its closing quotation mark";
            let help = "put the whole in quotes of the other kind: `'\"One\" two'`";
            return (whole.to_owned(), help.to_owned());
        }
        let tab =
            if text.get(self.at..).is_some_and(|rest| rest.starts_with('\t')) { "tab character" } else { "" };
        let sentence = format!("{} {} {tab}", self.problem, self.context);
        let known = IN_WORDS.iter().find(|(parts, ..)| parts.iter().all(|part| sentence.contains(part)));
        match known {
            Some((_, message, help)) => ((*message).to_owned(), (*help).to_owned()),
            None => (
                format!("this is no YAML: {}", self.problem),
                String::from("see https://yaml.org/spec/1.2.2/"),
            ),
        }
    }
}

/// Parts of the library's sentences, what they come from in practice, and the way out. The first
/// that fits counts.
const IN_WORDS: &[(&[&str], &str, &str)] = &[
    (
        &["scanning a quoted", "end of stream"],
        "a quotation mark is never closed",
        "close it, or double it inside single quotes (`''`)",
    ),
    (
        &["unknown escape"],
        "a backslash that means nothing in double quotes",
        "use single quotes, in which a backslash is a backslash",
    ),
    (
        &["expected node content"],
        "a list or mapping is not closed, or a value is missing in it",
        "close it with `]` or `}`; put a text that begins with one of these characters in quotes",
    ),
    (&["flow sequence"], "a list in `[…]` is not closed, or a comma is missing", "close it with `]`"),
    (&["flow mapping"], "a mapping in `{…}` is not closed, or a comma is missing", "close it with `}`"),
    (
        &["mapping values are not allowed"],
        "a second colon in one line",
        "put a text that holds `: ` in quotes: `title: \"One: two\"`",
    ),
    (
        &["block sequence entries"],
        "a list cannot begin in the line of its key",
        "begin it on the next line, or write `[…]`; put a text that begins with `- ` in quotes",
    ),
    (&["tab character"], "a tab where blanks are due", "indent with blanks; YAML takes no tabs"),
    (
        &["could not find expected ':'"],
        "a line that is no `key: value`",
        "write `key: value`, or indent the line under its key",
    ),
    (&["cannot start any token"], "a text cannot begin with this character", "put the text in quotes"),
    (
        &["unknown anchor"],
        "an alias of something that has no anchor",
        "put a text that begins with `*` in quotes",
    ),
    (&["alphabetic or numeric"], "a text cannot begin with `*` or `&`", "put the text in quotes"),
    (&["expected key"], "a key is due here", "indent the lines of a list or mapping alike"),
    (&["'-' indicator"], "a key among the items of a list", "begin the line with `- `, or indent it"),
    (
        &["comment or line break"],
        "a text cannot begin in the line of `|` or `>`",
        "begin it on the next line, indented",
    ),
    (&["control characters"], "a control character, which YAML does not take", "remove the character"),
    (
        &["invalid type", "expected a string"],
        "a key that is a list or a mapping",
        "use a text as key; put a value that begins with `{{` in quotes",
    ),
    (
        &["recursion limit"],
        "nested too deeply",
        "lists and mappings can stand in each other 128 deep at most",
    ),
    (&["repetition limit"], "aliases that repeat too much", "write the values out"),
];

/// Where the line begins in which `gave_up` stands, if its indentation is the fault: a tab, or a first
/// colon that cannot be one, as the key above has a value.
fn indented(text: &str, gave_up: usize, problem: &str) -> Option<usize> {
    let before = text.get(..gave_up)?;
    let start = before.rfind('\n')? + 1;
    let line = &text[start..];
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    if let Some(tab) = line[..blanks].find('\t') {
        return Some(start + tab);
    }
    let first = !before.get(start + blanks..)?.contains(": ");
    (first && blanks > 0 && problem.contains("mapping values are not allowed")).then_some(start + blanks)
}

/// Splits ` at line L column C` off; both count from 1.
fn split_place(words: &str) -> (&str, Option<(usize, usize)>) {
    let Some((words, place)) = words.rsplit_once(" at line ") else { return (words, None) };
    let numbers = place
        .split_once(" column ")
        .and_then(|(line, column)| Some((line.parse().ok()?, column.parse().ok()?)));
    (words, numbers)
}

fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = text.get(start..).unwrap_or_default();
    rest.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(byte, _)| start + byte)
}

fn last_visible(text: &str) -> usize {
    text.trim_end().char_indices().next_back().map_or(0, |(byte, _)| byte)
}

fn forbidden_character(text: &str) -> Option<usize> {
    let forbidden = |c: char| {
        (c.is_control() && !"\t\n\r\u{85}".contains(c)) || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    text.find(forbidden)
}

/// The lines of the outermost mapping's entry in which `at` stands: from the line before it that
/// begins in the first column up to the next such line.
pub(super) fn entry_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.trim_end().len().saturating_sub(1));
    let mut entry = 0..text.len();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begins_entry = !line.starts_with([' ', '\t', '#', '-', ']', '}', '\n', '\r']);
        if begins_entry && start > at {
            entry.end = start;
            break;
        }
        if begins_entry || line.starts_with("---") {
            entry.start = start;
        }
        start += line.len();
        if line.starts_with("---") {
            // The document's first line is nobody's entry.
            entry.start = start.min(text.len());
        }
    }
    entry
}

/// The text with blanks instead of `entry`, byte for byte; line ends stay.
pub(super) fn blanked(text: &str, entry: Range<usize>) -> String {
    let mut out = String::with_capacity(text.len());
    for (byte, c) in text.char_indices() {
        if entry.contains(&byte) && c != '\n' && c != '\r' {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}
