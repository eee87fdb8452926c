use proptest::prelude::*;
use snapbox::{IntoData, assert_data_eq, str};

use super::*;
use crate::site::fields::tests::shown;
use crate::site::{Case, Date, Kind, Language, LinkPolicy};
use crate::source::{Split, split};

fn read(text: &str) -> WrittenFront {
    let (front, faults) = front_and_faults(text);
    assert_eq!(faults, "");
    front
}

fn faults(text: &str) -> String {
    front_and_faults(text).1
}

fn front_and_faults(text: &str) -> (WrittenFront, String) {
    let (front, diagnostics) = written(split(text).front, &SourcePath::new("content/a.de.md"));
    (front, shown(text, &diagnostics))
}

#[test]
fn front_matter_is_cut_off_at_its_closing_line() {
    let cut = |text| {
        let Split { front, body } = split(text);
        (front, body)
    };
    assert_eq!(cut("---\na: b\n---\nText\n"), ("---\na: b\n---\n", "Text\n"));
    assert_eq!(cut("---\na: b\n...\nText\n"), ("---\na: b\n...\n", "Text\n"));
    assert_eq!(cut("--- \t\na: b\n---  \n"), ("--- \t\na: b\n---  \n", ""));
    assert_eq!(cut("---\n---\n"), ("---\n---\n", ""));
    assert_eq!(cut("---\na: b\n---"), ("---\na: b\n---", ""));
    assert_eq!(cut("---\r\na: b\r\n---\r\nText\r\n"), ("---\r\na: b\r\n---\r\n", "Text\r\n"));
    assert_eq!(cut("\u{feff}---\na: b\n---\nText"), ("\u{feff}---\na: b\n---\n", "Text"));
    assert_eq!(cut("---\na: |\n  x\n  ---\n---\n---\n"), ("---\na: |\n  x\n  ---\n---\n", "---\n"));
    assert_eq!(cut("+++\ntitle = 'A'\n+++\nText"), ("+++\ntitle = 'A'\n+++\n", "Text"));
}

#[test]
fn what_is_no_front_matter_stays_in_the_body() {
    for text in ["", "Text\n---\n", "\n---\na: b\n---\n", "----\na: b\n----\n", " ---\n", "+++\nText"] {
        assert_eq!(split(text), Split { front: "", body: text });
    }
    assert_eq!(split("---\nText\n"), Split { front: "---\n", body: "Text\n" });
    assert_eq!(split("---"), Split { front: "---", body: "" });
}

#[test]
fn every_key_is_read() {
    let front = read(
        "---\ntitle: 2025\nsummary: >-\n  One\n  two.\nslug: größe\ndate: 2025-07-10\nupdated: 2025-07-11\ntags: [ki, 2025]\norder: -1\n\
        draft: true\nlayout: wide\nimage: {src: a.png, alt: A}\naudio: a.mp3\nsources:\n  - {name: W, url: https://w.example/, date: 2025-07-09}\n\
        authors: [A]\ntranslators: [B]\naliases: [/old/]\nwork: articles/x\noriginal: EN\nterms: {meta: off, agi: all, xai: false}\n\
        check: {missing-gloss: on, directive: for a reason}\nextra: {b: [1, {c: ~}], a: x}\nterm: T\nalso: [U]\nforms: [V]\navoid: [W]\nsort: T, U\nshort: S.\n\
        kind: team\nrelated: [y]\nlink: never\ncase: sensitive\ncompounds: true\n---\n",
    );
    let texts = |texts: &[&str]| Some(texts.iter().map(|text| String::from(*text)).collect::<Vec<_>>());
    let text = |text: &str| Some(String::from(text));
    let expected = WrittenFront {
        title: Some("2025".into()),
        summary: Some("One two.".into()),
        slug: text("größe"),
        date: Date::parse("2025-07-10"),
        updated: Date::parse("2025-07-11"),
        tags: Some(["ki", "2025"].map(String::from).into()),
        order: Some(-1),
        draft: Some(true),
        layout: text("wide"),
        image: Some(WrittenImage { src: text("a.png"), alt: text("A") }),
        audio: text("a.mp3"),
        sources: Some(vec![Citation {
            name: text("W"),
            url: text("https://w.example/"),
            date: Date::parse("2025-07-09"),
        }]),
        authors: texts(&["A"]),
        translators: texts(&["B"]),
        aliases: texts(&["/old/"]),
        work: text("articles/x"),
        original: Language::new("en"),
        terms: Some(vec![
            ("meta".into(), LinkPolicy::Never),
            ("agi".into(), LinkPolicy::All),
            ("xai".into(), LinkPolicy::Never),
        ]),
        check: Some(vec![
            Switch { rule: Id::MissingGloss, on: true, reason: None },
            Switch { rule: Id::Directive, on: false, reason: text("for a reason") },
        ]),
        extra: serde_json::json!({"b": [1, {"c": null}], "a": "x"}).as_object().cloned(),
        term: text("T"),
        also: texts(&["U"]),
        forms: texts(&["V"]),
        avoid: texts(&["W"]),
        sort: text("T, U"),
        short: text("S."),
        kind: Some(Kind::Team),
        related: texts(&["y"]),
        link: Some(LinkPolicy::Never),
        case: Some(Case::Sensitive),
        compounds: Some(true),
    };
    assert_eq!(front, expected);
}

#[test]
fn numbers_where_text_is_due_keep_their_form() {
    let front = read("---\ntitle: 1.10\nsummary: true\nlayout: 0x1F\ntags: [1.0, 2025]\n---\n");
    assert_eq!(front.title.as_deref(), Some("1.10"));
    assert_eq!(front.summary.as_deref(), Some("true"));
    assert_eq!(front.layout.as_deref(), Some("0x1F"));
    assert_eq!(front.tags, Some(["1.0", "2025"].map(String::from).into()));
}

#[test]
fn empty_values_are_as_good_as_missing_ones() {
    let front = read("---\ntitle: A\nsummary:\ntags: ~\nimage:\n---\n");
    assert_eq!(front, WrittenFront { title: Some("A".into()), ..WrittenFront::default() });
}

#[test]
fn wrong_types_are_reported_each_at_its_place() {
    let text = "---\ntitle: [A]\nsummary: {a: b}\ntags: ki\norder: first\ndraft: maybe\nimage: a.png\nsources: [W, {url: [x]}]\nauthors: Max Müller\n\
        aliases: [a, https://x.example/old/]\nterms: [meta]\nextra: 3\nslug: Über uns/wir\nterm: A\nkind: 3\nlink: frist\nalso: [{a: b}, ~]\nshort: !x y\n---\n";
    assert_data_eq!(faults(text), str![[r#"
error yaml-type 2:8 «[A]» `title` takes a text
  ^ this is a list
  help: for example `title: "text"`
error yaml-type 3:10 «{a: b}» `summary` takes a text
  ^ this is a mapping
  help: for example `summary: "text"`
error yaml-type 4:7 «ki» `tags` takes a list
  ^ this is text
  help: for example `tags: [ki]`
error yaml-type 5:8 «first» `order` takes a whole number
  ^ this is text
  help: for example `order: 3`
error yaml-type 6:8 «maybe» `draft` takes `true` or `false`
  ^ this is text
  help: for example `draft: true`
error yaml-type 7:8 «a.png» `image` takes keys with values
  ^ this is text
  help: for example `image: {src: picture.jpg, alt: What it shows}`
error yaml-type 8:11 «W» `sources[1]` takes keys with values
  ^ this is text
  help: for example `- {name: A magazine, url: https://example.org/, date: 2025-07-10}`
error yaml-type 8:20 «[x]» `sources[2].url` takes a text
  ^ this is a list
  help: for example `url: "text"`
error yaml-type 9:10 «Max Müller» `authors` takes a list
  ^ this is text
  help: for example `authors: [Max Müller]`
error bad-value 10:11 «a» `aliases[1]` takes a path that begins with `/`, from the site's root and without its base path
  help: write `/a`
error bad-value 10:14 «https://x.example/old/» `aliases[2]` takes a path that begins with `/`, from the site's root and without its base path
  help: write `/old/`
error yaml-type 11:8 «[meta]» `terms` takes a mapping
  ^ this is a list
  help: for example `terms: {key: value}`
error yaml-type 12:8 «3» `extra` takes keys with values
  ^ this is a whole number
  help: for example `extra: {colour: red}`
error bad-value 13:7 «Über uns/wir» `slug` takes one part of an address, without blanks, `/`, `?`, `#` or `%`
  help: for example `slug: über-uns-wir`
error yaml-type 15:7 «3» `kind` takes `concept`, `system`, `team`, `person`, `organisation`, `publication`, `place` or `work`
  ^ this is a whole number
  help: for example `kind: concept`
error bad-value 16:7 «frist» `link` takes `first`, `all`, `explicit` or `never`
  help: did you mean `first`?
error yaml-type 17:8 «{a: b}» `also[1]` takes a text
  ^ this is a mapping
  help: for example `- "text"`
error yaml-type 17:16 «~» `also[2]` takes a text
  ^ this is nothing
  help: for example `- "text"`
error yaml-type 18:8 «!x y» `short` takes a text
  ^ this is a tagged value
  help: put a text that begins with `!x` in quotes

"#]].raw());
}

#[test]
fn dates_are_reported_with_their_right_form() {
    let text = "---\ntitle: A\ndate: 10.7.2025\nupdated: 2025-02-30\nsources:\n  - {name: W, date: July 2025}\n  - {name: V, date: 2025}\n---\n";
    assert_data_eq!(
        faults(text),
        str![[r#"
error bad-date 3:7 «10.7.2025» `date` is no day in the form `YYYY-MM-DD`
  help: write `2025-07-10`
error bad-date 4:10 «2025-02-30» `updated` takes a day of the calendar in the form `YYYY-MM-DD`
  help: write year, month and day, for example `2025-07-10`
error bad-date 6:21 «July 2025» `sources[1].date` takes a day of the calendar in the form `YYYY-MM-DD`
  help: write year, month and day, for example `2025-07-10`
error bad-date 7:21 «2025» `sources[2].date` takes a day of the calendar in the form `YYYY-MM-DD`
  help: write year, month and day, for example `2025-07-10`

"#]]
        .raw()
    );
}

#[test]
fn unknown_keys_are_reported_each_with_what_was_meant() {
    let text = "---\ntitel: A\ntitle: B\nDescription: C\nweight: 3\nlastmod: x\ntranslationKey: y\nurl: /z/\ncategories: [a]\nauthor: D\npermalink: /e/\n\
        lang: de\npublished: true\nqwertz: 1\nimage: {source: a.png, alt: A}\nsources: [{title: W, nmae: V}]\n---\n";
    assert_data_eq!(
        faults(text),
        str![[r#"
warning unknown-key 2:1 «titel» the key `titel` is unknown
  help: did you mean `title`?
warning unknown-key 4:1 «Description» the key `Description` is unknown
  help: Diglot calls it `summary`
warning unknown-key 5:1 «weight» the key `weight` is unknown
  help: Diglot calls it `order`
warning unknown-key 6:1 «lastmod» the key `lastmod` is unknown
  help: Diglot calls it `updated`
warning unknown-key 7:1 «translationKey» the key `translationKey` is unknown
  help: Diglot calls it `work`, the key of the work that the file belongs to
warning unknown-key 8:1 «url» the key `url` is unknown
  help: the address follows the file's path; `slug` changes its last part, `aliases` keeps old ones
warning unknown-key 9:1 «categories» the key `categories` is unknown
  help: Diglot calls them `tags`
warning unknown-key 10:1 «author» the key `author` is unknown
  help: Diglot calls them `authors`, a list
warning unknown-key 11:1 «permalink» the key `permalink` is unknown
  help: the address follows the file's path; `slug` changes its last part, `aliases` keeps old ones
warning unknown-key 12:1 «lang» the key `lang` is unknown
  help: the language stands in the file's name (`NAME.de.md`) or folder (`de/NAME.md`)
warning unknown-key 13:1 «published» the key `published` is unknown
  help: Diglot says the opposite: `draft: true` for what is not published
warning unknown-key 14:1 «qwertz» the key `qwertz` is unknown
  help: keys of your own, for your layouts, stand under `extra`
warning unknown-key 15:9 «source» the key `image.source` is unknown
  help: known here: `src` and `alt`
error bad-value 16:11 «{title: W, nmae: V}» `sources[1]` takes a `name` or a `url` at least
warning unknown-key 16:12 «title» the key `sources[1].title` is unknown
  help: Diglot calls it `name`
warning unknown-key 16:22 «nmae» the key `sources[1].nmae` is unknown
  help: did you mean `name`?

"#]]
        .raw()
    );
}

#[test]
fn rules_are_switched_with_a_reason() {
    let text =
        "---\ntitle: A\ncheck: {mising-gloss: x, directive: off, foreign-habit: [a], qwertz: b}\n---\n";
    assert_data_eq!(
        faults(text),
        str![[r#"
warning unknown-key 3:9 «mising-gloss» there is no rule `mising-gloss`
  help: did you mean `missing-gloss`?
warning bad-value 3:37 «off» `check.directive` is switched off without a reason
  help: give the reason: `directive: "because …"`
error yaml-type 3:57 «[a]» `check.foreign-habit` takes a text
  ^ this is a list
  help: for example `foreign-habit: "text"`
warning unknown-key 3:62 «qwertz» there is no rule `qwertz`
  help: docs/diagnostics.md lists all rules

"#]]
        .raw()
    );
}

#[test]
fn entry_keys_need_a_term() {
    assert_data_eq!(
        faults("---\ntitle: A\nalso: [B]\nkind: person\nlink: all\nshort: C.\n---\n"),
        str![[r#"
warning bad-value 3:1 «also» `also` does nothing here, as there is no `term`
  help: add `term: …` if the text explains a term; remove the key if it does not
warning bad-value 6:1 «short» `short` does nothing here, as there is no `term`
  help: add `term: …` if the text explains a term; remove the key if it does not

"#]]
        .raw()
    );
}

#[test]
fn a_title_is_needed_unless_there_is_a_term() {
    assert_eq!(faults("---\nterm: A\n---\n"), "");
    assert_data_eq!(
        ["Text\n", "", "---\n---\n", "\u{feff}---\r\nsummary: A\r\n---\r\n", "---\ntitle:\n---\n"]
            .map(faults)
            .concat(),
        str![[r#"
error missing-title 1:1 «» the text has no title
  help: begin the file with a line `---`, a line `title: …` and a line `---`
error missing-title 1:1 «» the text has no title
  help: begin the file with a line `---`, a line `title: …` and a line `---`
error missing-title 1:1 «---» the text has no title
  help: add a line `title: …`; in a glossary entry `term: …` is enough
error missing-title 1:1 «---» the text has no title
  help: add a line `title: …`; in a glossary entry `term: …` is enough
error missing-title 1:1 «---» the text has no title
  help: add a line `title: …`; in a glossary entry `term: …` is enough

"#]]
        .raw()
    );
}

#[test]
fn other_faults_hide_a_missing_title() {
    assert_data_eq!(
        [
            "---\ntitle: One: two\ndat: x\n---\n",
            "---\njust text\n---\n",
            "---\n- a\n---\n",
            "---\ntitle: [x]\n---\n"
        ]
        .map(faults)
        .concat(),
        str![[r#"
error yaml-syntax 2:11 «: two» a second colon in one line
  help: put a text that holds `: ` in quotes: `title: "One: two"`
warning unknown-key 3:1 «dat» the key `dat` is unknown
  help: did you mean `date`?
error yaml-type 2:1 «just text» lines of `key: value` are due here
  ^ this is text
  help: for example `title: …`
error yaml-type 2:1 «- a» lines of `key: value` are due here
  ^ this is a list
  help: for example `title: …`
error yaml-type 2:8 «[x]» `title` takes a text
  ^ this is a list
  help: for example `title: "text"`

"#]]
        .raw()
    );
}

#[test]
fn front_matter_that_never_ends_is_reported() {
    assert_data_eq!(
        faults("---\ntitle: A\n\nText\n"),
        str![[r#"
error unclosed-front-matter 1:1 «---» front matter begins here and never ends
  help: put a line `---` after the last key
  help: if a line across the page is meant, write `***`

"#]]
        .raw()
    );
}

#[test]
fn toml_is_reported() {
    assert_data_eq!(
        faults("\u{feff}+++\ntitle = 'A'\n+++\nText\n"),
        str![[r#"
error foreign-habit 1:1 «+++» the front matter is TOML, which Diglot does not read
  why: nothing is known of this text, not even its title
  help: write it as YAML: `---` instead of `+++`, and `title: …` instead of `title = …`

"#]]
        .raw()
    );
}

#[test]
fn values_are_found_again_by_their_way() {
    let front =
        "\u{feff}---\r\ntitle: Größe\r\nrelated: [ä, böse]\r\nterms: {agi: all}\r\nsummary:\r\n---\r\n";
    let path = SourcePath::new("a.md");
    let meant = |place: Place| place.span.of(front).to_owned();
    assert_eq!(meant(place_of(front, &path, &[Step::Key("related"), Step::Item(1)])), "böse");
    assert_eq!(meant(place_of(front, &path, &[Step::Key("title")])), "Größe");
    assert_eq!(meant(place_of(front, &path, &[Step::Key("summary")])), "summary");
    assert_eq!(meant(place_of_key(front, &path, &[Step::Key("terms"), Step::Key("agi")])), "agi");
    assert_eq!(place_of(front, &path, &[Step::Key("related"), Step::Item(2)]), Place::file(&path));
    assert_eq!(place_of(front, &path, &[Step::Key("title"), Step::Key("x")]), Place::file(&path));
}

fn file_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "---",
        "---\n",
        "+++\n",
        "...\n",
        "\r\n",
        "\n",
        "\u{feff}",
        "title: ",
        "date: ",
        "tags: ",
        "image: ",
        "terms: ",
        "check: ",
        "sources: ",
        "term: ",
        "link: ",
        "slug: ",
        "extra: ",
        "order: ",
        "original: ",
        "aliases: ",
        "2025-13-01",
        "[a, ü]",
        "{src: ä, directive: off}",
        "- ",
        "  ",
        "3",
        "x",
        "\"",
        "日本",
        "~",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_file_panics_and_spans_stay_in_bounds(text in prop_oneof![file_like(), any::<String>()]) {
        let parts = split(&text);
        prop_assert_eq!(format!("{}{}", parts.front, parts.body), text.as_str());
        let (_, diagnostics) = written(parts.front, &SourcePath::new("a.md"));
        shown(parts.front, &diagnostics);
        let mut sorted = diagnostics.clone();
        sorted.sort_by(|a, b| a.order().cmp(&b.order()));
        prop_assert_eq!(diagnostics, sorted);
    }
}
