use std::fmt;
use std::marker::PhantomData;

use serde::{Serialize, Serializer};

/// A part that many pages have in common, turned into a layout's value once and only counted up
/// afterwards. To a layout it is what `T` is.
pub struct Shared<T> {
    value: tera::Value,
    part: PhantomData<fn() -> T>,
}

impl<T: Serialize> Shared<T> {
    /// Turns a part into a value.
    #[must_use]
    pub fn new(part: &T) -> Self {
        Self { value: tera::Value::from_serializable(part), part: PhantomData }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), part: PhantomData }
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.value, f)
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

#[cfg(test)]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Shared<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }
}
