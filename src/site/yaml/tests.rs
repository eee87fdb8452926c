use proptest::prelude::*;
use snapbox::{IntoData, assert_data_eq, str};

use super::*;
use crate::site::fields::tests::shown;

fn faults(text: &str) -> String {
    shown(text, &Yaml::parse(text, &SourcePath::new("a.yaml")).1)
}

fn json(text: &str) -> String {
    Yaml::parse(text, &SourcePath::new("a.yaml")).0.root().to_json().to_string()
}

/// Every key and value of the text with its span: `key=value` in the order of the tree.
fn spans(text: &str) -> String {
    let (yaml, diagnostics) = Yaml::parse(text, &SourcePath::new("a.yaml"));
    assert_eq!(shown(text, &diagnostics), "");
    let mut out = String::new();
    walk(&yaml, yaml.root(), &At::default(), &mut out);
    out
}

fn walk(yaml: &Yaml<'_>, value: &Value, at: &At, out: &mut String) {
    let children: Vec<&Value> = match value {
        Value::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        Value::List(items) => items.iter().collect(),
        Value::Tagged(_, value) => return walk(yaml, value, at, out),
        _ => Vec::new(),
    };
    for (number, child) in children.into_iter().enumerate() {
        let at = at.child(number);
        let key = yaml.root().key_at(&at).map(|_| yaml.key_span(&at).of(yaml.text())).unwrap_or("-");
        out.push_str(&format!(
            "{}: {key} → {}\n",
            yaml.root().name_of(&at),
            yaml.value_span(&at).of(yaml.text())
        ));
        walk(yaml, child, &at, out);
    }
}

#[test]
fn block_and_flow_style_give_positions() {
    let text = "---\n# Kommentar: nein\ntitle: Über uns # so\ntags: [ki, 'a, b', \"c\\\"d\"]\nimage: {src: ü.png, alt: \"x}\"}\nsources:\n  - name: A\n    date: 2025-07-10\n  -\n    name: B\nempty:\n\"quoted key\": 7\n";
    assert_data_eq!(
        spans(text),
        str![[r#"
title: title → Über uns
tags: tags → [ki, 'a, b', "c\"d"]
tags[1]: - → ki
tags[2]: - → 'a, b'
tags[3]: - → "c\"d"
image: image → {src: ü.png, alt: "x}"}
image.src: src → ü.png
image.alt: alt → "x}"
sources: sources → - name: A
sources[1]: - → name: A
sources[1].name: name → A
sources[1].date: date → 2025-07-10
sources[2]: - → name: B
sources[2].name: name → B
empty: empty → 
quoted key: "quoted key" → 7

"#]]
        .raw()
    );
}

#[test]
fn multi_line_scalars_are_meant_by_their_first_line() {
    let text = "a: |\n  eins\n  zwei\nb: >-\n  drei\nc: one\n  two\nd: 'x\n  y'\ne: !mine f\ng: &h i\nj: *h\n? k\n: l\n";
    assert_data_eq!(
        spans(text),
        str![[r#"
a: a → |
b: b → >-
c: c → one
d: d → 'x
e: e → !mine f
g: g → &h i
j: j → &h i
k: k → l

"#]]
        .raw()
    );
}

#[test]
fn byte_order_mark_and_carriage_returns_do_not_shift_positions() {
    let text = "\u{feff}---\r\ntitle: Größe\r\nnext: [ä, ö]\r\n";
    assert_data_eq!(
        spans(text),
        str![[r#"
title: title → Größe
next: next → [ä, ö]
next[1]: - → ä
next[2]: - → ö

"#]]
        .raw()
    );
}

#[test]
fn values_are_read_as_yaml_1_2_has_them() {
    let text = "a: 1\nb: 1.50\nc: 007\nd: yes\ne: true\nf: ~\ng: .inf\nh: 99999999999999999999\ni: 2025-07-10\nj: !!str 3\nk: !own [1]\n";
    assert_eq!(
        json(text),
        r#"{"a":1,"b":1.5,"c":"007","d":"yes","e":true,"f":null,"g":"inf","h":"99999999999999999999","i":"2025-07-10","j":"3","k":[1]}"#
    );
    assert_eq!(json("base: &b {x: 1}\nuse: *b\n"), r#"{"base":{"x":1},"use":{"x":1}}"#);
    assert_eq!(json(""), "null");
    assert_eq!(json("---\n"), "null");
    assert_eq!(json("# only a comment\n"), "null");
}

#[test]
fn the_order_of_keys_is_kept() {
    assert_eq!(json("z: 1\na: 2\nm: {y: 1, b: 2}\n"), r#"{"z":1,"a":2,"m":{"y":1,"b":2}}"#);
}

#[test]
fn keys_that_stand_twice_are_shown_at_both_places() {
    let text = "title: A\nextra: {b: 1, c: 2, b: 3}\n\"title\": B\n";
    assert_eq!(json(text), r#"{"title":"A","extra":{"b":1,"c":2}}"#);
    assert_data_eq!(
        faults(text),
        str![[r#"
error duplicate-key 2:21 «b» the key `b` stands twice
  ^ a second time
  2:9 «b» the first counts
  help: keep one of the two
error duplicate-key 3:1 «"title"» the key `title` stands twice
  ^ a second time
  1:1 «title» the first counts
  help: keep one of the two

"#]]
        .raw()
    );
}

#[test]
fn faults_of_several_entries_are_reported_at_once() {
    let text = "title: One: two\ntags: [a, b\ndate: 2025-01-01\nx: @foo\ny: 'z\n";
    assert_eq!(json(text), r#"{"date":"2025-01-01"}"#);
    assert_data_eq!(
        faults(text),
        str![[r#"
error yaml-syntax 1:11 «: two» a second colon in one line
  help: put a text that holds `: ` in quotes: `title: "One: two"`
error yaml-syntax 2:7 «[a, b» a list in `[…]` is not closed, or a comma is missing
  ^ begins here
  3:5 «: 2025-01-01» reading stopped here
  help: close it with `]`
error yaml-syntax 4:4 «@foo» a text cannot begin with this character
  help: put the text in quotes
error yaml-syntax 5:4 «'z» a quotation mark is never closed
  ^ begins here
  help: close it, or double it inside single quotes (`''`)

"#]]
        .raw()
    );
}

#[test]
fn each_usual_mistake_has_its_words() {
    let texts = [
        "title: \"abc\ndate: x\n",
        "title: x\nthis is text\ndate: 1\n",
        "title: x\ntags:\n\t- a\n",
        "tags:\n  - a\n - b\n",
        "a: *bar\n",
        "title: \"Warum\" nicht\n",
        "x: {a: b\n",
        "title: \"a\\qb\"\n",
        "title: {{ foo }}\n",
        "a: ü\u{7}ä\n",
        "a: b\n---\nc: d\n",
        "a: &x [*x]\n",
        "a: *\n",
        "d: |x\n",
        "%YAML 1.3\n---\na: b\n",
        "- a\nb: c\n",
        "title: - foo\n",
    ];
    let all: String = texts.iter().map(|text| faults(text)).collect();
    assert_data_eq!(
        all,
        str![[r#"
error yaml-syntax 1:8 «"abc» a quotation mark is never closed
  ^ begins here
  help: close it, or double it inside single quotes (`''`)
error yaml-syntax 2:1 «this is text» a line that is no `key: value`
  ^ begins here
  3:1 «date: 1» reading stopped here
  help: write `key: value`, or indent the line under its key
error yaml-syntax 3:1 «	- a» a tab where blanks are due
  help: indent with blanks; YAML takes no tabs
error yaml-syntax 3:2 «- b» a key is due here
  help: indent the lines of a list or mapping alike
error yaml-syntax 1:4 «*bar» an alias of something that has no anchor
  help: put a text that begins with `*` in quotes
error yaml-syntax 1:16 «nicht» a text goes on after its closing quotation mark
  help: put the whole in quotes of the other kind: `'"One" two'`
error yaml-syntax 1:4 «{a: b» a mapping in `{…}` is not closed, or a comma is missing
  ^ begins here
  help: close it with `}`
error yaml-syntax 1:10 «\qb"» a backslash that means nothing in double quotes
  help: use single quotes, in which a backslash is a backslash
error yaml-syntax 1:9 «{ foo }}» a key that is a list or a mapping
  help: use a text as key; put a value that begins with `{{` in quotes
error yaml-syntax 1:5 «ä» a control character, which YAML does not take
  help: remove the character
error yaml-syntax 3:1 «c: d» a second YAML document begins here
  ^ not read
  help: keep one document, and remove the `---` line before the second
error yaml-syntax 1:4 «&x [*x]» nested too deeply
  help: lists and mappings can stand in each other 128 deep at most
error yaml-syntax 1:4 «*» a text cannot begin with `*` or `&`
  help: put the text in quotes
error yaml-syntax 1:5 «x» a text cannot begin in the line of `|` or `>`
  help: begin it on the next line, indented
error yaml-syntax 1:1 «%YAML 1.3» this is no YAML: found incompatible YAML document
  help: see https://yaml.org/spec/1.2.2/
error yaml-syntax 2:1 «b: c» a key among the items of a list
  help: begin the line with `- `, or indent it
error yaml-syntax 1:8 «- foo» a list cannot begin in the line of its key
  help: begin it on the next line, or write `[…]`; put a text that begins with `- ` in quotes

"#]]
        .raw()
    );
}

#[test]
fn aliases_that_multiply_are_refused() {
    let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (one, next) in ["ab", "bc", "cd", "de", "ef"].iter().map(|pair| pair.split_at(1)) {
        text.push_str(&format!(
            "{next}: &{next} [*{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}, *{one}]\n"
        ));
    }
    assert!(faults(&text).contains("aliases that repeat too much"), "{}", faults(&text));
}

fn yaml_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "title", "tags", ": ", ":", "\n", "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", "\"", "'", "|",
        ">", "&a ", "*a", "!x ", "#", " ", "\t", "ü", "日本", "\u{feff}", "\r\n", "---", "...", "\u{7}",
        "\\", "1", "true", "~", "@", "%", "? ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_panics_and_spans_stay_in_bounds(text in prop_oneof![yaml_like(), any::<String>()]) {
        let (yaml, diagnostics) = Yaml::parse(&text, &SourcePath::new("a.yaml"));
        shown(&text, &diagnostics);
        let mut out = String::new();
        walk(&yaml, yaml.root(), &At::default(), &mut out);
    }

    #[test]
    fn what_the_library_accepts_is_read_without_a_fault(text in yaml_like()) {
        let library = serde_yaml::from_str::<serde_yaml::Value>(text.trim_start_matches('\u{feff}'));
        let faults = faults(&text);
        if let Ok(value) = library {
            // Keys that are no texts are the library's, not ours.
            if serde_json::to_value(&value).is_ok() {
                prop_assert_eq!(&faults, "");
                let ours: serde_json::Value = serde_json::from_str(&json(&text)).expect("JSON");
                prop_assert_eq!(ours.is_object(), value.is_mapping());
            }
        } else {
            prop_assert_ne!(&faults, "");
        }
    }
}
