//! The JSON Schemas for editors, made from the types that are read and kept true by a test.
//!
//! `UPDATE=1 cargo test schemas` writes them anew.

use schemars::{JsonSchema, generate::SchemaSettings};

use super::configuration::WrittenConfig;
use super::front_matter::WrittenFront;

/// `on` and `off`, which YAML takes for texts, and `true` and `false`.
pub(super) struct OnOff;

impl JsonSchema for OnOff {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OnOff".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "enum": [true, false, "on", "off", "yes", "no"] })
    }
}

fn schema_of<T: JsonSchema>() -> String {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    let mut schema = serde_json::to_value(schema).expect("a schema is JSON");
    take_numbers_for_text(&mut schema);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

/// `title: 2025` is read as a text, so editors should not object.
fn take_numbers_for_text(schema: &mut serde_json::Value) {
    use serde_json::{Value, json};
    match schema {
        Value::Object(object) => {
            let narrow = ["pattern", "format", "const", "enum"].iter().any(|key| object.contains_key(*key));
            match object.get("type") {
                Some(kind) if !narrow && *kind == json!("string") => {
                    object.insert("type".into(), json!(["string", "number", "boolean"]));
                }
                Some(kind) if !narrow && *kind == json!(["string", "null"]) => {
                    object.insert("type".into(), json!(["string", "number", "boolean", "null"]));
                }
                _ => {}
            }
            object.values_mut().for_each(take_numbers_for_text);
        }
        Value::Array(items) => items.iter_mut().for_each(take_numbers_for_text),
        _ => {}
    }
}

#[expect(clippy::disallowed_methods, reason = "a test of files in docs/, which are no content")]
fn keep_true(name: &str, schema: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("docs/")).expect("docs/ can be made");
        std::fs::write(&path, schema).expect("the schema can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written.replace("\r\n", "\n") == schema,
        "docs/{name} is out of date: run UPDATE=1 cargo test schemas"
    );
}

#[test]
fn the_schema_of_site_yaml_is_up_to_date() {
    keep_true("site.schema.json", &schema_of::<WrittenConfig>());
}

#[test]
fn the_schema_of_front_matter_is_up_to_date() {
    keep_true("front-matter.schema.json", &schema_of::<WrittenFront>());
}
