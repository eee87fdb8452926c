//! YAML as a tree of our own. This is the only module that knows which library reads it.
//!
//! Reading has two halves. [`Yaml::parse`] builds the tree, without positions, as nearly every
//! file is faultless and needs none. [`Yaml::value_span`] and [`Yaml::key_span`] find the place of
//! a value or key when a diagnostic asks for it: they read the text once more and fail on purpose
//! at the node that is meant, as the library says where a reading failed. So positions are the
//! library's own for everything that it accepts: flow and block style, quoted keys, anchors.
//!
//! A fault of syntax does not end the reading: the entry of the outermost mapping in which it
//! stands is blanked, byte for byte, and the rest read again, so that one run reports the faults
//! of several entries, and every position stays what it was.

mod extent;
mod syntax;
mod value;

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess};
use serde::de::{VariantAccess, Visitor};

use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span, in_order};

pub use value::{At, Value};

/// A YAML text, read.
#[derive(Clone, Debug)]
pub struct Yaml<'t> {
    /// The text as it was given.
    text: &'t str,
    /// The text as it was read: without byte-order mark, faulty entries blanked.
    read: Cow<'t, str>,
    /// Bytes of `text` before `read`: a byte-order mark's.
    base: usize,
    root: Value,
}

/// More faults of syntax than this in one text are likely to be consequences of the first.
const MOST_FAULTS: usize = 8;

impl<'t> Yaml<'t> {
    /// Reads the first document of `text`, which may begin with a byte-order mark and a `---` line.
    ///
    /// Diagnostics, in the order of the text: `yaml-syntax` for what does not parse and
    /// `duplicate-key` for keys that stand twice, at any depth (the first counts). Spans count
    /// from the beginning of `text`.
    #[must_use]
    pub fn parse(text: &'t str, path: &SourcePath) -> (Self, Vec<Diagnostic>) {
        let stripped = text.trim_start_matches('\u{feff}');
        let mut yaml = Self {
            text,
            read: Cow::Borrowed(stripped),
            base: text.len() - stripped.len(),
            root: Value::Null,
        };
        let mut diagnostics = yaml.read_all(path);
        yaml.report_duplicates(path, &mut diagnostics);
        // What an alias repeats is one fault at one place.
        let diagnostics = in_order(diagnostics);
        (yaml, diagnostics)
    }

    /// The whole tree; null for an empty text.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The text as it was given.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The first line of the value at `at`. Empty if there is no such value, or nothing is written.
    #[must_use]
    pub fn value_span(&self, at: &At) -> Span {
        let Some(start) = self.probe(at, Aim::Value) else { return Span::default() };
        let value = self.root.at(at).unwrap_or(&Value::Null);
        self.span(start, extent::of_value(&self.read, start, value))
    }

    /// The key of the mapping entry at `at`; a list item's value, as items have no keys.
    #[must_use]
    pub fn key_span(&self, at: &At) -> Span {
        match (self.root.key_at(at), self.probe(at, Aim::Key)) {
            (Some(key), Some(start)) => self.span(start, extent::of_text(&self.read, start, key)),
            _ => self.value_span(at),
        }
    }

    /// A stretch of `read` as a span of `text`.
    fn span(&self, start: usize, end: usize) -> Span {
        // Blanks that stand for one character begin where that character begins.
        let lift = |byte: usize| self.text.floor_char_boundary(self.base + byte);
        Span::new(lift(start)..lift(end))
    }

    /// Reads until nothing is left to complain of, blanking the entry of each fault.
    fn read_all(&mut self, path: &SourcePath) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        while diagnostics.len() < MOST_FAULTS {
            let complaint = match documents(&self.read) {
                Ok((root, single)) => {
                    self.root = root;
                    diagnostics.extend((!single).then(|| self.second_document(path)));
                    break;
                }
                Err(error) => complaint(&self.read, &error),
            };
            let entry = syntax::entry_around(&self.read, complaint.at);
            diagnostics.push(
                complaint.diagnostic(&self.read, |start, end| Place::front(path, self.span(start, end))),
            );
            if self.read.get(entry.clone()).is_none_or(|entry| entry.trim().is_empty()) {
                break;
            }
            self.read = Cow::Owned(syntax::blanked(&self.read, entry));
        }
        diagnostics
    }

    fn second_document(&self, path: &SourcePath) -> Diagnostic {
        let start = start_of_second(&self.read).unwrap_or(self.read.len());
        let place = Place::front(path, self.span(start, extent::to_line_end(&self.read, start)));
        Diagnostic::new(Id::YamlSyntax, "a second YAML document begins here")
            .at(place)
            .label("not read")
            .help("keep one document, and remove the `---` line before the second")
    }

    fn report_duplicates(&self, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
        self.root.for_each_duplicate(&mut |first, second| {
            let key = self.root.key_at(second).unwrap_or_default();
            diagnostics.push(
                Diagnostic::new(Id::DuplicateKey, format!("the key `{key}` stands twice"))
                    .at(Place::front(path, self.key_span(second)))
                    .label("a second time")
                    .also_at(Place::front(path, self.key_span(first)), "the first counts")
                    .help("keep one of the two"),
            );
        });
    }

    /// The byte of `read` at which a key or value begins.
    fn probe(&self, at: &At, aim: Aim) -> Option<usize> {
        let document = serde_yaml::Deserializer::from_str(&self.read).next()?;
        let error = Probe { steps: at.steps(), aim }.deserialize(document).err()?;
        Some(byte_of(&self.read, &error.location()?))
    }
}

/// The first document, and whether it is the only one.
fn documents(text: &str) -> Result<(Value, bool), serde_yaml::Error> {
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else { return Ok((Value::Null, true)) };
    let Tree(root) = Tree::deserialize(first)?;
    match documents.next() {
        None => Ok((root, true)),
        Some(second) => Tree::deserialize(second).map(|_| (root, false)),
    }
}

fn start_of_second(text: &str) -> Option<usize> {
    let second = serde_yaml::Deserializer::from_str(text).nth(1)?;
    Some(byte_of(text, &Refuse.deserialize(second).err()?.location()?))
}

/// What the library says, in a form that does not name its types.
fn complaint(text: &str, error: &serde_yaml::Error) -> syntax::Complaint {
    let at = error.location().map(|location| byte_of(text, &location));
    syntax::Complaint::new(text, &error.to_string(), at)
}

/// The library's index counts bytes.
fn byte_of(text: &str, location: &serde_yaml::Location) -> usize {
    text.floor_char_boundary(location.index())
}

/// Collects a [`Value`].
struct Tree(Value);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Collect).map(Self)
    }
}

struct Collect;

impl<'de> Visitor<'de> for Collect {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(serde_json::Number::from_f64(value).map_or_else(|| Value::Text(value.to_string()), Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Tree(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some((key, Tree(value))) = entries.next_entry()? {
            map.push((key, value));
        }
        Ok(Value::Map(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, content) = tagged.variant::<String>()?;
        let Tree(value) = content.newtype_variant()?;
        Ok(Value::Tagged(tag, Box::new(value)))
    }
}

#[derive(Clone, Copy)]
enum Aim {
    Key,
    Value,
}

/// Walks down to a node and fails there.
#[derive(Clone, Copy)]
struct Probe<'s> {
    steps: &'s [u32],
    aim: Aim,
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.steps.is_empty() {
            Refuse.deserialize(deserializer)
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a collection")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((&step, rest)) = self.steps.split_first() else { return Err(A::Error::custom("")) };
        for _ in 0..step {
            items.next_element::<Tree>()?;
        }
        items.next_element_seed(Probe { steps: rest, ..self })?;
        Err(A::Error::custom("no such item"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((&step, rest)) = self.steps.split_first() else { return Err(A::Error::custom("")) };
        for _ in 0..step {
            entries.next_entry::<Tree, Tree>()?;
        }
        if rest.is_empty() && matches!(self.aim, Aim::Key) {
            entries.next_key_seed(Refuse)?;
        } else if entries.next_key::<Tree>()?.is_some() {
            entries.next_value_seed(Probe { steps: rest, ..self })?;
        }
        Err(A::Error::custom("no such entry"))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        tagged.variant::<String>()?.1.newtype_variant_seed(self)
    }
}

/// Fails at whatever it is given; every visit's default is an error.
struct Refuse;

impl<'de> DeserializeSeed<'de> for Refuse {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Refuse {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing at all")
    }
}

#[cfg(test)]
mod tests;
