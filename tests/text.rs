//! `diglot text`: what it says, and what becomes of odd input.

#![expect(clippy::disallowed_methods, reason = "tests lay out folders and read what is expected")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// What came of a run.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs `diglot text` in the folder of the fixtures.
fn text(words: &[&str], input: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
    command.arg("text").args(words).env("NO_COLOR", "1");
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"));
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = piped.expect("the program was built with the tests");
    let mut stdin = child.stdin.take().expect("it has an input");
    let input = input.to_vec();
    // Written beside the reading: a long answer would fill the pipe.
    let writer = std::thread::spawn(move || {
        // A command that reads no input closes it.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the input is written");
    let utf8 = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { code: output.status.code(), out: utf8(output.stdout), err: utf8(output.stderr) }
}

/// Holds `text` against a file of `tests/text`; `UPDATE=1 cargo test --test text` writes it.
fn expect(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/text").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, text).expect("the file can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == text, "{name} is no longer what is said:\n{text}");
}

#[test]
fn terms_are_told_with_their_fate_and_candidates() {
    let run = text(&["terms", "stellen", "--root", "terms"], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    expect("terms.txt", &run.out);
    let run = text(&["terms", "content/stellen.en.md", "--root", "terms", "--message-format", "json"], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    expect("terms.jsonl", &run.out);
    let run = text(&["terms", "regeln", "--root", "terms"], b"");
    expect("policies.txt", &run.out);
}

#[test]
fn a_work_that_is_not_there_is_wrong_usage() {
    let run = text(&["terms", "stelle", "--root", "terms"], b"");
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert_eq!(run.err, "error: there is no work `stelle`\n  help: did you mean `stellen`?\n");
    let run = text(&["terms", "stellen", "--root", "."], b"");
    assert_eq!(run.code, Some(3), "{}", run.err);
}

/// `text match --jsonl` on these lines.
fn answers(input: &[u8]) -> Run {
    text(&["match", "--jsonl"], input)
}

#[test]
fn places_count_characters_whatever_they_are_made_of() {
    let lines = [
        r#"{"id":1,"lang":"de","terms":["Größe"],"text":"𝄞 Die Größe, die Größe."}"#,
        r#"{"id":"b","lang":"de","terms":["Größe","AGI"],"text":"Gro\u0308\u00ad\u00dfe agi AGI\r\nGR\u00d6SSE"}"#,
        r#"{"id":null,"lang":"en","terms":["data centre"],"text":"\ufeffdata\u00a0centres, data-\u200bcentre, data. Centre"}"#,
        "{\"id\":4,\"lang\":\"en\",\"terms\":[],\"text\":\"nothing\"}\r",
        "",
        r#"{"id":5,"lang":"en","terms":[""," ","team"],"text":""}"#,
        r#"{"id":6,"lang":"tlh","terms":["tera'"],"text":"tera' tera's"}"#,
        r#"{"id":7,"lang":"de","terms":["Scaling-Team","OpenAI"],"text":"Scaling-Team-Leitung der Scaling-Teams, OpenAI-Mitarbeiter"}"#,
        r#"{"id":8,"lang":"en","terms":["team","team"],"text":"a team"}"#,
    ];
    let run = answers(format!("\u{feff}{}", lines.join("\n")).as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    expect("match.jsonl", &run.out);
    for line in run.out.lines() {
        let answer: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let question = lines.iter().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let mut asked = question.filter(|question| question["id"] == answer["id"]);
        let text = asked.next().expect("the question of the answer")["text"].clone();
        let letters: Vec<char> = text.as_str().expect("a text").chars().collect();
        for found in answer["matches"].as_array().expect("a list") {
            let [start, end] = ["start", "end"].map(|key| found[key].as_u64().expect("a number") as usize);
            assert_eq!(found["form"], letters[start..end].iter().collect::<String>());
        }
    }
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_others_answered() {
    let good = r#"{"id":1,"lang":"de","terms":["Team"],"text":"Team"}"#;
    let bad: [&[u8]; 4] =
        [b"{\"id\":", b"{\"id\":3,\"lang\":\"d!\",\"terms\":[],\"text\":\"\"}", b"\xff\xfe", b"{\"id\":4}"];
    for bad in bad {
        let input = [good.as_bytes(), b"\n", good.as_bytes(), b"\n", bad, b"\n", good.as_bytes()].concat();
        let run = answers(&input);
        assert_eq!(run.code, Some(1));
        assert_eq!(run.out.lines().count(), 3, "{}", run.out);
        assert!(run.err.starts_with("error: line 3: ") && run.err.contains("help:"), "{}", run.err);
    }
}

#[test]
fn a_line_of_a_megabyte_is_read_like_any_other() {
    let words = "Die Teams und das Team. ".repeat(45_000);
    let line = serde_json::json!({ "id": 1, "lang": "de", "terms": ["Team"], "text": words }).to_string();
    let run = answers(line.as_bytes());
    let answer: serde_json::Value = serde_json::from_str(&run.out).expect("a line of JSON");
    let matches = answer["matches"].as_array().expect("a list");
    assert_eq!(matches.len(), 90_000);
    assert_eq!(matches[89_999]["start"], words.chars().count() - "Team. ".len());
}

#[test]
fn terms_of_a_file_are_told_with_line_and_column() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let list = folder.path().join("terms.txt");
    fs::write(&list, "\u{feff}Rechenzentrum\r\n\r\nTeam\r\nRechenzentrum\r\n").expect("it can be written");
    let arguments = ["match", "--language", "de", "--terms", list.to_str().expect("a path in UTF-8")];
    let input = "\u{feff}Rechenzentren\r\nund das Großrechenzentrum, ein Teammitglied\r\n";
    let run = text(&arguments, input.as_bytes());
    assert_eq!(run.code, Some(0), "{}", run.err);
    expect("match.txt", &run.out);
    let run = text(&[&arguments[..], &["--compounds"]].concat(), input.as_bytes());
    expect("compounds.txt", &run.out);
    let run = text(
        &["match", "--terms", list.to_str().expect("a path in UTF-8")],
        "die Rechenzentrum\u{200b}s-Te\u{ad}am-Leitung".as_bytes(),
    );
    assert_eq!(
        run.out.lines().nth(1),
        Some(
            "  1:5  Rechenzentrum\u{200b}s  (in another form, part of `Rechenzentrum\u{200b}s-Te\u{ad}am-Leitung`)"
        )
    );
    assert_eq!(
        run.out.lines().nth(3),
        Some("  1:21  Te\u{ad}am  (as it is, part of `Rechenzentrum\u{200b}s-Te\u{ad}am-Leitung`)")
    );
    let run =
        text(&["match", "--language", "fr", "--terms", list.to_str().expect("a path in UTF-8")], b"Team");
    assert!(run.code == Some(0) && run.err.starts_with("note: there are no rules for `fr`"), "{}", run.err);
    let run = text(&arguments, b"\xff");
    assert_eq!((run.code, run.out.as_str()), (Some(3), ""), "{}", run.err);
    fs::write(&list, "\n \n").expect("it can be written");
    let run = text(&arguments, b"Team");
    assert_eq!((run.code, run.out.as_str()), (Some(3), ""));
    assert!(run.err.contains("terms.txt has no terms: write one on each line"), "{}", run.err);
}

#[test]
fn a_text_is_cut_into_a_sentence_a_line() {
    let input = "\u{feff}Das gilt z. B.\r\nhier.\r\nUnd \0dort! \u{201e}Ja.\u{201c}\r\n\r\nEin Titel\r\n\r\nNoch einer\r\n";
    let run = text(&["segment"], input.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out, "Das gilt z. B. hier.\nUnd \0dort!\n\u{201e}Ja.\u{201c}\nEin Titel\nNoch einer\n");
    let run = text(&["segment", "--language", "en"], b"Mr. Smith came. He left.");
    assert_eq!(run.out, "Mr. Smith came.\nHe left.\n");
    for nothing in ["", "\u{feff}", " \r\n\t"] {
        let run = text(&["segment"], nothing.as_bytes());
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    }
    let run = text(&["segment"], b"\xff");
    assert_eq!((run.code, run.out.as_str()), (Some(3), ""), "{}", run.err);
    let run = text(&["segment", "--language", "d!"], b"");
    assert_eq!(run.code, Some(2), "{}", run.err);
}

#[test]
fn texts_in_json_are_answered_by_their_sentences() {
    let good = r#"{"id":1,"lang":"en","text":" Mr. A came.\n He left. ","group":"more"}"#;
    let bad: [&[u8]; 4] =
        [b"{\"id\":", b"{\"id\":3,\"lang\":\"d!\",\"text\":\"\"}", b"\xff\xfe", b"{\"id\":4}"];
    let empty = r#"{"id":[2],"text":""}"#;
    let run = text(&["segment", "--language", "en", "--jsonl"], br#"{"id":0,"text":"Mr. A came."}"#);
    assert_eq!(run.out, "{\"id\":0,\"sents\":[\"Mr. A came.\"]}\n");
    for bad in bad {
        let input =
            ["\u{feff}".as_bytes(), good.as_bytes(), b"\r\n\r\n", bad, b"\n", empty.as_bytes()].concat();
        let run = text(&["segment", "--jsonl"], &input);
        assert_eq!(run.code, Some(1));
        assert_eq!(
            run.out,
            "{\"id\":1,\"sents\":[\"Mr. A came.\",\"He left.\"]}\n{\"id\":[2],\"sents\":[]}\n"
        );
        assert!(run.err.starts_with("error: line 3: ") && run.err.contains("help:"), "{}", run.err);
    }
}

/// The figures are those of the script that the sets of others are measured with: it was run on these
/// lines and on what `text segment --jsonl` says of them.
#[test]
fn sentences_are_measured_as_others_measure_them() {
    let lines = [
        r#"{"id":"a","lang":"de","text":"Er kam. Sie ging. Es war spät.","sents":["Er kam.","Sie ging. Es war spät."]}"#,
        r#"{"id":"b","lang":"en","text":"One\u00a0two. Three ok Four.","sents":["One two.","Three ok","Four."]}"#,
        r#"{"id":"c","lang":"en","text":"All right.","sents":["All","right","."]}"#,
        r#"{"id":"d","lang":"en","text":"Page 3 Rest. More.","sents":["Rest.","More."]}"#,
        r#"{"id":"e","lang":"en","text":"","sents":[]}"#,
        r#"{"id":"f","lang":"ja","text":"はい。\u001f本当？","sents":["はい。","本当？"]}"#,
    ];
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let file = folder.path().join("marked.jsonl");
    fs::write(&file, format!("\u{feff}{}\r\n\r\n", lines.join("\r\n"))).expect("it can be written");
    let path = file.to_str().expect("a path in UTF-8");
    let run = text(&["evaluate", "segment", "--json", path], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    expect("segment-figures.jsonl", &run.out);
    let run = text(&["evaluate", "segment", "--misses", path], b"");
    expect("segment-figures.txt", &run.out);
    fs::write(&file, format!("{}\n{{\n{}", lines[0], lines[1])).expect("it can be written");
    let run = text(&["evaluate", "segment", path, "missing.jsonl"], b"");
    assert_eq!(run.code, Some(3));
    assert!(
        run.err.contains("marked.jsonl:2: ") && run.err.contains("missing.jsonl cannot be read"),
        "{}",
        run.err
    );
    assert_eq!(run.out.lines().count(), 2, "{}", run.out);
    let run = text(&["evaluate", "segment", path], b"");
    assert_eq!(run.code, Some(1));
}

/// A folder with the files of a test.
fn laid_out(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("it can be written");
    }
    folder
}

#[test]
fn sentences_are_aligned_a_bead_a_line() {
    let folder = laid_out(&[
        ("a.txt", "\u{feff}Im Jahr 1998 kamen 200.000 Leser.\nDas wusste niemand.\n\nAm Ende\tkam Anna.\n"),
        ("b.txt", "In 1998, 200,000 readers came.\r\nNobody knew that. In the end Anna came.\r\n"),
    ]);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = text(&["align", "--languages", "de,en", &path("a.txt"), &path("b.txt")], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let lines: Vec<Vec<&str>> = run.out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..2], ["Im Jahr 1998 kamen 200.000 Leser.", "In 1998, 200,000 readers came."]);
    assert_eq!(
        lines[1][..2],
        ["Das wusste niemand. Am Ende kam Anna.", "Nobody knew that. In the end Anna came."]
    );
    assert!(lines.iter().all(|line| line.len() == 3 && line[2].parse::<f64>().is_ok_and(|sure| sure > 0.5)));
}

#[test]
fn a_file_of_sentences_that_is_not_there_is_named() {
    let run = text(&["align", "nowhere.txt", "nor-here.txt"], b"");
    assert_eq!(run.code, Some(3));
    assert!(run.err.contains("nowhere.txt cannot be read"), "{}", run.err);
    assert_eq!(text(&["align", "--languages", "de", "a", "b"], b"").code, Some(2));
    assert_eq!(text(&["align"], b"").code, Some(2));
}

#[test]
fn lines_of_json_are_aligned_and_bad_ones_passed_over() {
    let input = [
        r#"{"id": 1, "ls": "de", "lt": "en", "src": ["Ja.", "Nein."], "tgt": ["Yes.", "No."]}"#,
        "",
        r#"{"id": 2, "ls": "de"}"#,
        r#"{"id": 3, "ls": "de", "lt": "en", "src": ["Kopf", "Ja."], "tgt": ["Yes."], "kinds": [["h1", "p"], ["p"]]}"#,
        r#"{"id": 4, "ls": "de", "lt": "en", "src": [], "tgt": [], "kinds": null}"#,
        r#"{"id": 5, "ls": "de", "lt": "en", "src": ["Ja."], "tgt": [], "kinds": [[], []]}"#,
        r#"{"id": 6, "ls": "!", "lt": "en", "src": [], "tgt": []}"#,
    ];
    let run = text(&["align", "--jsonl"], input.join("\n").as_bytes());
    assert_eq!(run.code, Some(1), "{}", run.err);
    let beads =
        |line: &str| line.split_once(",\"confidence\"").map_or(String::new(), |(beads, _)| beads.to_owned());
    assert_eq!(
        run.out.lines().map(beads).collect::<Vec<_>>(),
        [
            r#"{"id":1,"beads":[[[0],[0]],[[1],[1]]]"#,
            r#"{"id":3,"beads":[[[0],[]],[[1],[0]]]"#,
            r#"{"id":4,"beads":[]"#,
        ]
    );
    for wrong in
        ["line 3: missing field `lt`", "line 6: there must be as many kinds", "line 7: a language's tag"]
    {
        assert!(run.err.contains(wrong), "{wrong} in {}", run.err);
    }
}

#[test]
fn alignments_are_measured_against_those_of_people() {
    let gold = [
        r#"{"id": "a", "ls": "de", "lt": "en", "src": ["Ja.", "Nein."], "tgt": ["Yes.", "No."], "gold": [[[0], [0]], [[1], [1]]]}"#,
        r#"{"id": "b", "ls": "de", "lt": "en", "src": ["Ja.", "Nein."], "tgt": ["Yes.", "No."], "gold": [[[0], [0, 1]], [[1], []]]}"#,
    ];
    let folder = laid_out(&[("gold.jsonl", &gold.join("\n")), ("bad.jsonl", "{\"id\": 1}\n")]);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = text(&["evaluate", "align", &path("gold.jsonl"), "--misses"], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], "missed\t\"b\"\tJa.\tYes. | No.");
    assert!(
        lines[4].ends_with("strict P 0.500 R 0.667 F1 0.571 | lax P 0.750 R 1.000 F1 0.857 | links F1 0.750"),
        "{}",
        run.out
    );
    let run = text(&["evaluate", "align", &path("bad.jsonl")], b"");
    assert_eq!(run.code, Some(3));
    assert!(run.err.contains("line 1: missing field"), "{}", run.err);
}
