//! From a YAML tree to typed values, with a diagnostic at the place of each that does not fit.
//!
//! A key is known because it is asked for: [`Fields::finish`] reports the others.

use std::cell::RefCell;

use super::date::Date;
use super::language::Language;
use super::words::Word;
use super::yaml::{At, Value, Yaml};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, nearest};

/// A YAML text while it is turned into typed values.
pub struct Reader<'y> {
    yaml: &'y Yaml<'y>,
    path: &'y SourcePath,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'y> Reader<'y> {
    /// A reader of the file `path`, of which `yaml` was read.
    pub fn new(yaml: &'y Yaml<'y>, path: &'y SourcePath) -> Self {
        Self { yaml, path, found: RefCell::default() }
    }

    /// The whole.
    pub fn root(&self) -> Node<'_, 'y> {
        Node { reader: self, value: self.yaml.root(), at: At::default() }
    }

    /// Adds a finding.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// All findings, in the order in which they were made.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }
}

/// A value of the tree and the way to it.
#[derive(Clone)]
pub struct Node<'r, 'y> {
    reader: &'r Reader<'y>,
    value: &'y Value,
    at: At,
}

impl<'r, 'y> Node<'r, 'y> {
    /// The value itself.
    pub fn value(&self) -> &'y Value {
        self.value
    }

    /// Its name in messages, in backticks.
    pub fn name(&self) -> String {
        format!("`{}`", self.reader.yaml.root().name_of(&self.at))
    }

    /// The place of the value, or of its key if nothing is written.
    pub fn place(&self) -> Place {
        let mut span = self.reader.yaml.value_span(&self.at);
        if span.range().is_empty() {
            span = self.reader.yaml.key_span(&self.at);
        }
        Place::front(self.reader.path, span)
    }

    /// The place of the key.
    pub fn key_place(&self) -> Place {
        Place::front(self.reader.path, self.reader.yaml.key_span(&self.at))
    }

    /// Adds a finding at the value.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.reader.report(diagnostic.at(self.place()));
    }

    /// Adds a finding at the key.
    pub fn report_at_key(&self, diagnostic: Diagnostic) {
        self.reader.report(diagnostic.at(self.key_place()));
    }

    /// Reports a value that the key does not take; `takes` completes "`key` takes …".
    pub fn refuse(&self, takes: &str, help: Option<String>) {
        let mut diagnostic = Diagnostic::new(Id::BadValue, format!("{} takes {takes}", self.name()));
        diagnostic.help.extend(help);
        self.report(diagnostic);
    }

    /// Reports a value of the wrong type, with an example of a right one.
    fn wrong_type(&self, takes: &str, example: &str) {
        let (name, kind) = (self.name(), self.value.kind());
        let message = if self.at == At::default() {
            String::from("lines of `key: value` are due here")
        } else {
            format!("{name} takes {takes}")
        };
        let help = match self.value {
            Value::Tagged(tag, _) => format!("put a text that begins with `!{tag}` in quotes"),
            _ => format!("for example `{example}`"),
        };
        self.report(Diagnostic::new(Id::YamlType, message).label(format!("this is {kind}")).help(help));
    }

    fn example(&self, value: &str) -> String {
        match self.reader.yaml.root().key_at(&self.at) {
            Some(key) => format!("{key}: {value}"),
            None if self.at == At::default() => value.to_owned(),
            None => format!("- {value}"),
        }
    }

    /// A text. Numbers and truth values are taken as they are written.
    pub fn text(&self) -> Option<String> {
        match self.value {
            Value::Text(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(self.as_written()),
            _ => {
                self.wrong_type("a text", &self.example("\"text\""));
                None
            }
        }
    }

    fn as_written(&self) -> String {
        let written = self.reader.yaml.value_span(&self.at).of(self.reader.yaml.text());
        let plain = !written.is_empty() && !written.starts_with(['!', '&', '"', '\'']);
        if plain { written.to_owned() } else { self.value.to_json().to_string() }
    }

    /// A whole number.
    pub fn whole_number(&self) -> Option<i64> {
        let number = match self.value {
            Value::Number(number) => number.as_i64(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type("a whole number", &self.example("3"));
        }
        number
    }

    /// Yes or no, as `true`, `false`, `on`, `off`, `yes`, `no`.
    pub fn yes_no(&self) -> Option<bool> {
        self.either(["true", "false"])
    }

    /// The same, of a key that is said to take `on` or `off`.
    pub fn on_off(&self) -> Option<bool> {
        self.either(["on", "off"])
    }

    fn either(&self, told: [&str; 2]) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(*value),
            Value::Text(text) if ["on", "yes"].contains(&text.as_str()) => Some(true),
            Value::Text(text) if ["off", "no"].contains(&text.as_str()) => Some(false),
            _ => {
                self.wrong_type(&one_of(told.into_iter()), &self.example(told[0]));
                None
            }
        }
    }

    /// One word of a fixed list.
    pub fn word<W: Word>(&self) -> Option<W> {
        let words = || W::ALL.iter().map(|(word, _)| *word);
        let Value::Text(written) = self.value else {
            let first = words().next().unwrap_or_default();
            self.wrong_type(&one_of(words()), &self.example(first));
            return None;
        };
        let found = W::of_word(written);
        if found.is_none() {
            let meant = nearest(written, words());
            self.refuse(&one_of(words()), meant.map(|word| format!("did you mean `{word}`?")));
        }
        found
    }

    /// A day.
    pub fn date(&self) -> Option<Date> {
        let written = self.text()?;
        let date = Date::parse(&written);
        if date.is_none() {
            let name = self.name();
            let (message, help) = match Date::guess(&written) {
                Some(meant) => {
                    (format!("{name} is no day in the form `YYYY-MM-DD`"), format!("write `{meant}`"))
                }
                None => (
                    format!("{name} takes a day of the calendar in the form `YYYY-MM-DD`"),
                    String::from("write year, month and day, for example `2025-07-10`"),
                ),
            };
            self.report(Diagnostic::new(Id::BadDate, message).help(help));
        }
        date
    }

    /// A language tag.
    pub fn language(&self) -> Option<Language> {
        let written = self.text()?;
        let language = Language::new(&written);
        if language.is_none() {
            let message = format!("`{written}` is no language tag");
            let help = "write a BCP 47 tag, for example `de`, `en` or `pt-BR`";
            self.report(Diagnostic::new(Id::UnknownLanguage, message).help(help));
        }
        language
    }

    /// A list; items that `read` refuses are left out. Nothing written is an empty list.
    pub fn list<T>(&self, read: impl FnMut(Node<'r, 'y>) -> Option<T>) -> Option<Vec<T>> {
        let Value::List(items) = self.value else {
            let written = self.reader.yaml.value_span(&self.at).of(self.reader.yaml.text());
            let single = matches!(self.value, Value::Text(_) | Value::Number(_)) && !written.is_empty();
            let item = if single { written } else { "one, two" };
            self.wrong_type("a list", &self.example(&format!("[{item}]")));
            return None;
        };
        let nodes = items.iter().enumerate().map(|(number, value)| self.child(number, value));
        Some(nodes.filter_map(read).collect())
    }

    /// A list of texts.
    pub fn texts(&self) -> Option<Vec<String>> {
        self.list(|item| item.text())
    }

    /// A mapping whose keys are the author's; entries that `read` refuses are left out.
    pub fn entries<T>(&self, mut read: impl FnMut(&'y str, Node<'r, 'y>) -> Option<T>) -> Option<Vec<T>> {
        let Value::Map(entries) = self.value else {
            self.wrong_type("a mapping", &self.example("{key: value}"));
            return None;
        };
        // Keys that stand twice are reported by then; the first counts.
        let mut read_entry = |(number, (key, value)): (usize, &'y (String, Value))| {
            let first = entries.iter().position(|(other, _)| other == key) == Some(number);
            if first { read(key, self.child(number, value)) } else { None }
        };
        Some(entries.iter().enumerate().filter_map(&mut read_entry).collect())
    }

    /// A mapping whose keys are ours. `example` is the whole in flow style.
    pub fn fields(&self, example: &str) -> Option<Fields<'r, 'y>> {
        let Value::Map(entries) = self.value else {
            self.wrong_type("keys with values", &self.example(example));
            return None;
        };
        Some(Fields { node: self.clone(), entries, asked: Vec::new() })
    }

    fn child(&self, number: usize, value: &'y Value) -> Self {
        Self { reader: self.reader, value, at: self.at.child(number) }
    }
}

/// A mapping whose keys are ours, while they are asked for.
pub struct Fields<'r, 'y> {
    node: Node<'r, 'y>,
    entries: &'y [(String, Value)],
    asked: Vec<&'static str>,
}

impl<'r, 'y> Fields<'r, 'y> {
    /// The value of `key`; `None` if it is not there or nothing is written after it.
    pub fn get(&mut self, key: &'static str) -> Option<Node<'r, 'y>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        let number = self.entries.iter().position(|(written, _)| written == key)?;
        let value = &self.entries[number].1;
        (*value != Value::Null).then(|| self.node.child(number, value))
    }

    /// Reports each key that was not asked for. `foreign` says for other tools' keys what to do;
    /// `otherwise` is the advice on a key that resembles none, and if empty the known ones are listed.
    pub fn finish(self, foreign: &[(&str, &str)], otherwise: &str) {
        for (number, (key, value)) in self.entries.iter().enumerate() {
            let repeated = self.entries[..number].iter().any(|(earlier, _)| earlier == key);
            if !repeated && !self.asked.contains(&key.as_str()) {
                self.unknown(&self.node.child(number, value), key, foreign, otherwise);
            }
        }
    }

    fn unknown(&self, entry: &Node<'r, 'y>, key: &str, foreign: &[(&str, &str)], otherwise: &str) {
        let mut diagnostic = Diagnostic::new(Id::UnknownKey, format!("the key {} is unknown", entry.name()))
            .at(entry.key_place());
        let advice = foreign.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
        if let Some((_, advice)) = advice {
            diagnostic = diagnostic.help(*advice);
        } else if let Some(meant) = nearest(key, self.asked.iter().copied()) {
            diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
        } else if !otherwise.is_empty() {
            diagnostic = diagnostic.help(otherwise);
        } else {
            diagnostic =
                diagnostic.help(format!("known here: {}", listed(self.asked.iter().copied(), "and")));
        }
        self.node.reader.report(diagnostic);
    }
}

fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    listed(words, "or")
}

/// "`a`, `b` or `c`".
fn listed<'a>(words: impl Iterator<Item = &'a str>, joint: &str) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {joint} {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
pub(in crate::site) mod tests;
