use std::collections::HashMap;

/// A YAML value. Mappings keep the order in which they are written, and keys that stand twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number that 64 bits can hold.
    Number(serde_json::Number),
    /// Everything else that is written as one word or text; dates too.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping; keys of every kind are texts.
    Map(Vec<(String, Value)>),
    /// A value with a tag of the author's own: `!mine 3`.
    Tagged(String, Box<Value>),
}

/// The way from the root to a value: the number of a list's item or of a mapping's entry, from 0,
/// at each step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct At(Vec<u32>);

impl At {
    /// The same way, one step further down.
    #[must_use]
    pub fn child(&self, number: usize) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(u32::try_from(number).unwrap_or(u32::MAX));
        Self(steps)
    }

    pub(super) fn steps(&self) -> &[u32] {
        &self.0
    }
}

impl Value {
    /// What it is, as messages say it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(true) => "`true`",
            Self::Bool(false) => "`false`",
            Self::Number(number) if number.is_f64() => "a decimal number",
            Self::Number(_) => "a whole number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
            Self::Tagged(..) => "a tagged value",
        }
    }

    /// The value at `at`.
    #[must_use]
    pub fn at(&self, at: &At) -> Option<&Self> {
        at.0.iter().try_fold(self, |value, &step| value.child(step))
    }

    /// The key of the mapping entry at `at`; `None` for items of lists and for the root.
    #[must_use]
    pub fn key_at(&self, at: &At) -> Option<&str> {
        let (&last, parents) = at.0.split_last()?;
        let parent = parents.iter().try_fold(self, |value, &step| value.child(step))?;
        match parent.untagged() {
            Self::Map(entries) => entries.get(last as usize).map(|(key, _)| key.as_str()),
            _ => None,
        }
    }

    /// How messages name the value at `at`: `languages.original`, `sources[2].date` (items are
    /// counted from 1). Empty for the root.
    #[must_use]
    pub fn name_of(&self, at: &At) -> String {
        let mut name = String::new();
        let mut value = self;
        for &step in &at.0 {
            if let Self::Map(entries) = value.untagged() {
                let dot = if name.is_empty() { "" } else { "." };
                let key = entries.get(step as usize).map_or("?", |(key, _)| key);
                name.push_str(&format!("{dot}{key}"));
            } else {
                name.push_str(&format!("[{}]", step + 1));
            }
            let Some(child) = value.child(step) else { break };
            value = child;
        }
        name
    }

    /// The same as JSON, with the order kept. Tags are dropped; of keys that stand twice the first
    /// counts.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(number) => serde_json::Value::Number(number.clone()),
            Self::Text(text) => text.as_str().into(),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Map(entries) => {
                let mut map = serde_json::Map::new();
                for (key, value) in entries {
                    map.entry(key.clone()).or_insert_with(|| value.to_json());
                }
                serde_json::Value::Object(map)
            }
            Self::Tagged(_, value) => value.to_json(),
        }
    }

    fn untagged(&self) -> &Self {
        match self {
            Self::Tagged(_, value) => value.untagged(),
            _ => self,
        }
    }

    fn child(&self, number: u32) -> Option<&Self> {
        match self.untagged() {
            Self::List(items) => items.get(number as usize),
            Self::Map(entries) => entries.get(number as usize).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Calls `found` with the places of the first and the repeated entry for each key that stands
    /// twice in one mapping, at any depth.
    pub(super) fn for_each_duplicate(&self, found: &mut dyn FnMut(&At, &At)) {
        duplicates(self, &mut Vec::new(), found);
    }
}

fn duplicates(value: &Value, way: &mut Vec<u32>, found: &mut dyn FnMut(&At, &At)) {
    if let Value::Map(entries) = value.untagged() {
        let here = At(way.clone());
        let mut seen: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
        for (number, (key, _)) in entries.iter().enumerate() {
            let first = *seen.entry(key).or_insert(number);
            if first != number {
                found(&here.child(first), &here.child(number));
            }
        }
    }
    for number in 0.. {
        let Some(child) = value.child(number) else { break };
        way.push(number);
        duplicates(child, way, found);
        way.pop();
    }
}
