//! Both renderers over the same cases.

use std::borrow::Cow;

use proptest::prelude::*;
use snapbox::{IntoData, assert_data_eq, str};

use super::*;
use crate::diagnostic::{Id, SourcePath, Span, json};

/// Files by path, with the byte at which the body begins.
struct Files(Vec<(&'static str, String, usize)>);

impl Sources for Files {
    fn source(&self, path: &SourcePath) -> Option<(Cow<'_, str>, usize)> {
        let file = self.0.iter().find(|(name, ..)| *name == path.as_str())?;
        Some((Cow::Borrowed(&file.1), file.2))
    }
}

fn file(name: &'static str, text: &str) -> Files {
    let fence = text.rfind("\n---").filter(|_| text.contains("---"));
    let body = fence.map_or(0, |at| at + 1 + text[at + 1..].find('\n').map_or(0, |end| end + 1));
    Files(vec![(name, text.to_owned(), body)])
}

/// The place of `needle` in the file, counted from its part.
fn place(files: &Files, name: &'static str, needle: &str) -> Place {
    let (_, text, body) = files.0.iter().find(|file| file.0 == name).expect("a file");
    let at = text.find(needle).expect("a needle");
    let path = SourcePath::new(name);
    match at.checked_sub(*body) {
        Some(at) => Place::body(&path, Span::new(at..at + needle.len())),
        None => Place::front(&path, Span::new(at..at + needle.len())),
    }
}

fn both(diagnostic: &Diagnostic, files: &Files) -> String {
    format!("{}\n{}\n", terminal(diagnostic, files, Style::Plain), json(diagnostic, files))
}

#[test]
fn what_where_why_and_what_to_do() {
    let files = file("a.de.md", "\u{feff}---\r\ntitle: Größe\r\ndate: 10.7.2025\r\n---\r\nText\r\n");
    let diagnostic = Diagnostic::new(Id::BadDate, "`date` is no day in the form `YYYY-MM-DD`")
        .at(place(&files, "a.de.md", "10.7.2025"))
        .label("this is text")
        .why("dates sort as they are written")
        .help("write `2025-07-10`")
        .help("or leave it out");
    assert_data_eq!(both(&diagnostic, &files), str![[r#"
error[bad-date]: `date` is no day in the form `YYYY-MM-DD`
 --> a.de.md:3:7
  |
3 | date: 10.7.2025
  |       ^^^^^^^^^ this is text
  |
  = why: dates sort as they are written
  = help: write `2025-07-10`
  = help: or leave it out
{"id":"bad-date","severity":"error","message":"`date` is no day in the form `YYYY-MM-DD`","file":"a.de.md","line":3,"column":7,"end":{"line":3,"column":16},"label":"this is text","further":[],"why":"dates sort as they are written","help":["write `2025-07-10`","or leave it out"]}

"#]].raw());
}

#[test]
fn spans_of_the_body_are_lifted_to_the_file() {
    let files = file("a.md", "---\ntitle: A\n---\n\nEins [[zwei]] drei.\n");
    let diagnostic =
        Diagnostic::new(Id::BrokenGloss, "there is no `zwei`").at(place(&files, "a.md", "[[zwei]]"));
    assert_data_eq!(both(&diagnostic, &files), str![[r#"
warning[broken-gloss]: there is no `zwei`
 --> a.md:5:6
  |
5 | Eins [[zwei]] drei.
  |      ^^^^^^^^
{"id":"broken-gloss","severity":"warning","message":"there is no `zwei`","file":"a.md","line":5,"column":6,"end":{"line":5,"column":14},"label":"","further":[],"why":null,"help":[]}

"#]].raw());
}

#[test]
fn further_places_stand_with_their_files() {
    let mut files = file("a.yaml", "title: A\norder: 1\ntitle: B\n");
    files.0.push(("b.md", String::from("Anderswo.\n"), 0));
    let path = SourcePath::new("a.yaml");
    let diagnostic = Diagnostic::new(Id::DuplicateKey, "the key `title` stands twice")
        .at(Place::front(&path, Span::new(18..23)))
        .label("a second time")
        .also_at(Place::front(&path, Span::new(0..5)), "the first counts")
        .also_at(place(&files, "b.md", "Anderswo"), "and here")
        .also_at(Place::file(&SourcePath::new("c.md")), "and in this file")
        .help("keep one of the two");
    assert_data_eq!(both(&diagnostic, &files), str![[r#"
error[duplicate-key]: the key `title` stands twice
 --> a.yaml:3:1
  |
1 | title: A
  | ----- the first counts
2 | order: 1
3 | title: B
  | ^^^^^ a second time
  |
 ::: b.md:1:1
  |
1 | Anderswo.
  | -------- and here
  |
  = note: c.md: and in this file
  = help: keep one of the two
{"id":"duplicate-key","severity":"error","message":"the key `title` stands twice","file":"a.yaml","line":3,"column":1,"end":{"line":3,"column":6},"label":"a second time","further":[{"file":"a.yaml","line":1,"column":1,"end":{"line":1,"column":6},"label":"the first counts"},{"file":"b.md","line":1,"column":1,"end":{"line":1,"column":9},"label":"and here"},{"file":"c.md","line":null,"column":null,"end":null,"label":"and in this file"}],"why":null,"help":["keep one of the two"]}

"#]].raw());
}

#[test]
fn files_as_a_whole_and_files_that_are_gone_have_no_line() {
    let files = file("a.md", "Text\n");
    let gone = SourcePath::new("gone.md");
    let shown = [
        Diagnostic::new(Id::MissingTitle, "the text has no title")
            .at(Place::file(&SourcePath::new("a.md")))
            .help("add one"),
        Diagnostic::new(Id::BadValue, "gone").at(Place::front(&gone, Span::new(3..5))).label("was here"),
        Diagnostic::new(Id::MissingConfig, "nowhere"),
    ];
    let shown: String = shown.iter().map(|diagnostic| both(diagnostic, &files)).collect();
    assert_data_eq!(shown, str![[r#"
error[missing-title]: the text has no title
--> a.md
 = help: add one
{"id":"missing-title","severity":"error","message":"the text has no title","file":"a.md","line":null,"column":null,"end":null,"label":"","further":[],"why":null,"help":["add one"]}
error[bad-value]: gone
 |
 = note: gone.md: was here
{"id":"bad-value","severity":"error","message":"gone","file":"gone.md","line":null,"column":null,"end":null,"label":"was here","further":[],"why":null,"help":[]}
error[missing-config]: nowhere
{"id":"missing-config","severity":"error","message":"nowhere","file":null,"line":null,"column":null,"end":null,"label":"","further":[],"why":null,"help":[]}

"#]].raw());
}

#[test]
fn long_lines_are_cut_around_the_caret() {
    let german =
        "Auf der einen Seite steht Köln, auf der anderen Düsseldorf, und dazwischen fließt der Rhein. "
            .repeat(4);
    let japanese = "日本語の文章はとても長くなることがあります。".repeat(8);
    let arabic = "هذا نص عربي طويل جدا يستخدم للاختبار فقط. ".repeat(6);
    let mut all = String::new();
    for line in [german, japanese, arabic] {
        let middle = line.floor_char_boundary(line.len() / 2);
        let text = format!("{}GENAU{}\n", &line[..middle], &line[middle..]);
        let files = file("a.md", &text);
        let path = SourcePath::new("a.md");
        let diagnostic =
            Diagnostic::new(Id::BadValue, "here").at(place(&files, "a.md", "GENAU")).label("this").also_at(
                Place::body(&path, Span::new(0..text.chars().next().map_or(0, char::len_utf8))),
                "and this",
            );
        all.push_str(&terminal(&diagnostic, &files, Style::Plain));
        all.push('\n');
    }
    assert_data_eq!(all, str![[r#"
error[bad-value]: here
 --> a.md:1:187
  |
1 | ...uf der anderen Düsseldorf, und dazwischen fließt der Rhein. GENAUAuf der einen Seite steht Köln, auf der anderen Düsseldorf, und d...
  |                                                                ^^^^^ this
  |
 ::: a.md:1:1
  |
1 | Auf der einen Seite steht Köln, auf der anderen Düsseldorf, und dazwischen fließt der Rhein. Auf der einen Seite steht Köln, auf der ...
  | - and this
error[bad-value]: here
 --> a.md:1:89
  |
1 | ... とがあります。日本語の文章はとても長くなることがあります。GENAU日本語の文章はとても長くなることがあります。日本語の文章はとても...
  |                                                               ^^^^^ this
  |
 ::: a.md:1:1
  |
1 | 日本語の文章はとても長くなることがあります。日本語の文章はとても長くなることがあります。日本語の文章はとても長くなることがあります。...
  | -- and this
error[bad-value]: here
 --> a.md:1:127
  |
1 | ...خدم للاختبار فقط. هذا نص عربي طويل جدا يستخدم للاختبار فقط. GENAUهذا نص عربي طويل جدا يستخدم للاختبار فقط. هذا نص عربي طويل جدا يس...
  |                                                                ^^^^^ this
  |
 ::: a.md:1:1
  |
1 | هذا نص عربي طويل جدا يستخدم للاختبار فقط. هذا نص عربي طويل جدا يستخدم للاختبار فقط. هذا نص عربي طويل جدا يستخدم للاختبار فقط. GENAUهذ...
  | - and this

"#]].raw());
}

#[test]
fn carets_stand_below_what_they_mean() {
    let mut all = String::new();
    for text in [
        "a\tb\tGENAU\r\n",
        "日本 GENAU 語\n",
        "שלום GENAU\n",
        "x\u{301} GENAU\n",
        "\u{feff}GENAU\n",
        "👩‍💻 GENAU",
    ] {
        let files = file("a.md", text);
        let diagnostic = Diagnostic::new(Id::BadValue, "here").at(place(&files, "a.md", "GENAU"));
        all.push_str(&both(&diagnostic, &files));
    }
    assert_data_eq!(all, str![[r#"
error[bad-value]: here
 --> a.md:1:5
  |
1 | a    b    GENAU
  |           ^^^^^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":5,"end":{"line":1,"column":10},"label":"","further":[],"why":null,"help":[]}
error[bad-value]: here
 --> a.md:1:4
  |
1 | 日本 GENAU 語
  |      ^^^^^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":4,"end":{"line":1,"column":9},"label":"","further":[],"why":null,"help":[]}
error[bad-value]: here
 --> a.md:1:6
  |
1 | שלום GENAU
  |      ^^^^^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":6,"end":{"line":1,"column":11},"label":"","further":[],"why":null,"help":[]}
error[bad-value]: here
 --> a.md:1:4
  |
1 | x́ GENAU
  |   ^^^^^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":4,"end":{"line":1,"column":9},"label":"","further":[],"why":null,"help":[]}
error[bad-value]: here
 --> a.md:1:1
  |
1 | GENAU
  | ^^^^^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":1,"end":{"line":1,"column":6},"label":"","further":[],"why":null,"help":[]}
error[bad-value]: here
 --> a.md:1:5
  |
1 | 👩💻 GENAU
  |      ^^^^^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":5,"end":{"line":1,"column":10},"label":"","further":[],"why":null,"help":[]}

"#]].raw());
}

#[test]
fn of_several_lines_the_first_is_shown() {
    let files = file("a.md", "Eins\nzwei\ndrei\nvier\n");
    let diagnostic = Diagnostic::new(Id::BadValue, "here").at(place(&files, "a.md", "wei\ndrei"));
    assert_data_eq!(both(&diagnostic, &files), str![[r#"
error[bad-value]: here
 --> a.md:2:2
  |
2 | zwei
  |  ^^^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":2,"column":2,"end":{"line":3,"column":5},"label":"","further":[],"why":null,"help":[]}

"#]].raw());
}

#[test]
fn spans_beyond_the_file_and_within_characters_do_no_harm() {
    let files = file("a.md", "Größe");
    let path = SourcePath::new("a.md");
    let mut all = String::new();
    for span in [Span::new(3..4), Span::new(5..90), Span::new(80..90), Span { start: 4, end: 2 }] {
        all.push_str(&both(&Diagnostic::new(Id::BadValue, "here").at(Place::body(&path, span)), &files));
    }
    assert_data_eq!(all, str![[r#"
error[bad-value]: here
 --> a.md:1:3
  |
1 | Größe
  |   ^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":3,"end":{"line":1,"column":4},"label":"","further":[],"why":null,"help":[]}
error[bad-value]: here
 --> a.md:1:4
  |
1 | Größe
  |    ^^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":4,"end":{"line":1,"column":6},"label":"","further":[],"why":null,"help":[]}
error[bad-value]: here
 --> a.md:1:6
  |
1 | Größe
  |      ^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":6,"end":{"line":1,"column":6},"label":"","further":[],"why":null,"help":[]}
error[bad-value]: here
 --> a.md:1:4
  |
1 | Größe
  |    ^
{"id":"bad-value","severity":"error","message":"here","file":"a.md","line":1,"column":4,"end":{"line":1,"column":4},"label":"","further":[],"why":null,"help":[]}

"#]].raw());
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let files = file("a.md", "a\u{1b}[31mb\n");
    let diagnostic =
        Diagnostic::new(Id::BadValue, "no `\u{1b}[31m`").at(place(&files, "a.md", "b")).help("\u{1b}[0m");
    assert!(!terminal(&diagnostic, &files, Style::Plain).contains('\u{1b}'));
}

#[test]
fn colour_is_an_argument() {
    let files = file("a.md", "Text\n");
    let diagnostic = Diagnostic::new(Id::BadValue, "here").at(place(&files, "a.md", "Text"));
    assert!(terminal(&diagnostic, &files, Style::Coloured).contains("\u{1b}["));
    assert!(!terminal(&diagnostic, &files, Style::Plain).contains("\u{1b}["));
}

proptest! {
    #[test]
    fn no_file_and_no_span_panics(
        text in prop_oneof![any::<String>(), "[a\t\r\n\u{feff}ü日\u{301}\u{200d}\u{202e}\u{7}א]{0,300}"],
        spans in prop::collection::vec((0..400_u32, 0..400_u32, any::<bool>()), 1..4),
        body in 0..20_usize,
    ) {
        let files = Files(vec![("a.md", text.clone(), text.floor_char_boundary(body))]);
        let path = SourcePath::new("a.md");
        let places: Vec<Place> = spans
            .iter()
            .map(|(start, end, body)| {
                let span = Span { start: *start, end: *end };
                if *body { Place::body(&path, span) } else { Place::front(&path, span) }
            })
            .collect();
        let mut diagnostic = Diagnostic::new(Id::BadValue, text.as_str()).at(places[0].clone()).label(text.as_str());
        for place in &places[1..] {
            diagnostic = diagnostic.also_at(place.clone(), "here");
        }
        both(&diagnostic, &files);
    }
}
