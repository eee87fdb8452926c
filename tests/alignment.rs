//! How texts are aligned: what holds whatever they say, and what becomes of some that are written down.
//!
//! Each folder of `tests/alignment/` has an original and a gloss, and `beads.txt`, which says what belongs
//! together; `UPDATE=1 cargo test --test alignment` writes it.

#![expect(clippy::disallowed_methods, reason = "tests read texts and what is expected of them")]

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::Path;

use diglot::diagnostic::SourcePath;
use diglot::parallel::{
    Confidence, Match, Pair, Run, Sentences, Side, Step, Voice, align_sentences, align_work, sentences,
};
use diglot::site::Language;
use diglot::text::{BlockId, BlockKind, Options, Prose, Text, parse};
use proptest::prelude::*;

/// A text of a case.
struct Written {
    body: String,
    text: Text,
    sentences: Sentences,
    language: Language,
}

impl Written {
    fn read(path: &Path, language: &str) -> Self {
        Self::of(fs::read_to_string(path).expect("each case has both texts").replace("\r\n", "\n"), language)
    }

    fn of(body: String, language: &str) -> Self {
        let language = Language::new(language).expect("a tag");
        let text = parse(&body, &SourcePath::new("a.md"), &Options::default());
        let proses: Vec<_> = text.blocks.iter().map(|block| Prose::of(&text, &body, block)).collect();
        let sentences = sentences(&proses, language);
        Self { body, text, sentences, language }
    }

    fn voice(&self) -> Voice<'_> {
        let side = Side { text: &self.text, body: &self.body };
        Voice { side, sentences: &self.sentences, language: self.language }
    }

    /// The sentences of a run of blocks, each on one line; a block without any counts as one.
    fn said(&self, run: Run) -> Vec<String> {
        let said = |block: BlockId| {
            let spans = self.sentences.of(block).iter().map(|span| span.of(&self.body));
            let all: Vec<&str> = spans.collect();
            if all.is_empty() { vec![self.text.block(block).span.of(&self.body)] } else { all }
        };
        let blocks = (run.first.0..=run.last.0).map(BlockId).flat_map(said);
        blocks.map(|said| said.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }
}

/// What belongs together: a line for each bead of blocks, and under it one for each of its sentences.
fn told(original: &Written, gloss: &Written) -> String {
    let found = align_work(original.voice(), gloss.voice());
    let mut out = String::new();
    for ((step, _), met) in found.steps.iter().zip(&found.sentences) {
        let (ones, others) = match step {
            Step::Both(run, other) => (original.said(*run), gloss.said(*other)),
            Step::Original(run) => (original.said(*run), Vec::new()),
            Step::Gloss(run) => (Vec::new(), gloss.said(*run)),
        };
        let line =
            |ones: &[String], others: &[String]| format!("{} = {}", ones.join(" | "), others.join(" | "));
        let _ = writeln!(out, "{}", line(&ones, &others).trim());
        if met.len() > 1 {
            for (one, other) in met {
                let _ = writeln!(out, "    {}", line(&ones[one.clone()], &others[other.clone()]).trim());
            }
        }
    }
    out
}

#[test]
fn each_case_is_aligned_as_it_is_written_down() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/alignment");
    let mut folders: Vec<_> =
        fs::read_dir(cases).expect("there are cases").map(|entry| entry.expect("one").path()).collect();
    folders.sort();
    let mut wrong = String::new();
    for folder in folders {
        let original = Written::read(&folder.join("original.de.md"), "de");
        let gloss = Written::read(&folder.join("gloss.en.md"), "en");
        let (told, path) = (told(&original, &gloss), folder.join("beads.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &told).expect("the file can be written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if told != expected {
            let _ = writeln!(wrong, "{}:\n{told}", folder.display());
        }
    }
    assert!(wrong.is_empty(), "aligned otherwise than beads.txt says:\n{wrong}");
}

fn aligned(original: &[String], gloss: &[String], pins: &[(usize, usize)]) -> Vec<Match> {
    let texts: [Vec<&str>; 2] = [original, gloss].map(|text| text.iter().map(String::as_str).collect());
    align_sentences(&Pair { texts: [&texts[0], &texts[1]], languages: ["de", "en"], pins, ..Pair::default() })
}

fn beads(matches: &[Match]) -> Vec<(Range<usize>, Range<usize>)> {
    matches.iter().map(|found| (found.original.clone(), found.gloss.clone())).collect()
}

/// Sentences of words that have no meaning, of any characters.
fn any_text() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("\\PC{0,30}", 0..12)
}

/// A text and its translation word by word, each word of it known by its look alone.
fn translated() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    let word = "[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z]{1,3}";
    let sentence = prop::collection::vec(word, 4..12);
    prop::collection::vec(sentence, 1..20).prop_map(|sentences| {
        let said = |ending: &str| {
            let sentence =
                |words: &Vec<String>| words.iter().map(|word| format!("{word}{ending}")).collect::<Vec<_>>();
            sentences.iter().map(|words| format!("{}.", sentence(words).join(" "))).collect::<Vec<_>>()
        };
        (said("e"), said("y"))
    })
}

/// Checks that each sentence is in one bead, in the order of both texts.
fn assert_whole(matches: &[Match], original: usize, gloss: usize) {
    let (mut one, mut other) = (0, 0);
    for found in matches {
        assert_eq!((found.original.start, found.gloss.start), (one, other), "{matches:?}");
        (one, other) = (found.original.end, found.gloss.end);
        assert!(!found.original.is_empty() || !found.gloss.is_empty());
        assert!((0.0..=1.0).contains(&found.confidence), "{found:?}");
    }
    assert_eq!((one, other), (original, gloss), "{matches:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_texts_are_aligned_whole_in_order_and_always_the_same(original in any_text(), gloss in any_text()) {
        let found = aligned(&original, &gloss, &[]);
        assert_whole(&found, original.len(), gloss.len());
        prop_assert_eq!(&found, &aligned(&original, &gloss, &[]));
    }

    #[test]
    fn the_two_may_change_places(original in any_text(), gloss in any_text()) {
        let texts: [Vec<&str>; 2] = [&original, &gloss].map(|text| text.iter().map(String::as_str).collect());
        let one_way = align_sentences(&Pair { texts: [&texts[0], &texts[1]], languages: ["de", "en"], ..Pair::default() });
        let other_way = align_sentences(&Pair { texts: [&texts[1], &texts[0]], languages: ["en", "de"], ..Pair::default() });
        let turned = |found: Match| Match { original: found.gloss, gloss: found.original, ..found };
        prop_assert_eq!(one_way, other_way.into_iter().map(turned).collect::<Vec<_>>());
    }

    #[test]
    fn a_pin_holds(original in any_text(), gloss in any_text(), at in any::<(prop::sample::Index, prop::sample::Index)>()) {
        prop_assume!(!original.is_empty() && !gloss.is_empty());
        let pin = (at.0.index(original.len()), at.1.index(gloss.len()));
        let found = aligned(&original, &gloss, &[pin]);
        assert_whole(&found, original.len(), gloss.len());
        prop_assert!(beads(&found).contains(&(pin.0..pin.0 + 1, pin.1..pin.1 + 1)), "{found:?}");
    }

    #[test]
    fn what_answers_word_by_word_is_paired((original, gloss) in translated()) {
        let found = beads(&aligned(&original, &gloss, &[]));
        prop_assert_eq!(found, (0..original.len()).map(|at| (at..at + 1, at..at + 1)).collect::<Vec<_>>());
    }

    #[test]
    fn a_pair_added_at_the_end_changes_nothing_before((original, gloss) in translated()) {
        let before = beads(&aligned(&original, &gloss, &[]));
        let added = |text: &[String], end: &str| [text, &[end.to_owned()]].concat();
        let after = beads(&aligned(
            &added(&original, "Zuletzt kamen 4711 Elefanten nach Kassel."),
            &added(&gloss, "At last 4711 elephants came to Kassel."),
            &[],
        ));
        prop_assert_eq!(&after[..before.len()], &before[..]);
        prop_assert_eq!(after.len(), before.len() + 1);
    }
}

#[test]
fn a_sentence_that_is_missing_stands_alone() {
    let text = |sentences: &[&str]| sentences.iter().map(|said| (*said).to_owned()).collect::<Vec<_>>();
    let original = text(&[
        "Im Jahr 1998 gab es 200.000 Leser.",
        "Das wusste niemand.",
        "Am 3. Oktober kam Anna aus Wien.",
    ]);
    let gloss = text(&["In 1998 there were 200,000 readers.", "On 3 October Anna came from Vienna."]);
    assert_eq!(beads(&aligned(&original, &gloss, &[])), [(0..1, 0..1), (1..2, 1..1), (2..3, 1..2)]);
}

#[test]
fn several_sentences_answer_one() {
    let text = |sentences: &[&str]| sentences.iter().map(|said| (*said).to_owned()).collect::<Vec<_>>();
    let original = text(&["Die Maschine rechnet, und der Mensch prüft das Ergebnis.", "Beide lernen."]);
    let gloss = text(&["The machine calculates.", "The human checks the result.", "Both learn."]);
    assert_eq!(beads(&aligned(&original, &gloss, &[])), [(0..1, 0..2), (1..2, 2..3)]);
}

#[test]
fn kinds_keep_headings_apart() {
    let original = ["Einleitung", "Ein Satz steht hier.", "Noch ein Satz steht hier."];
    let gloss = ["Introduction", "A sentence is here.", "Method", "One more sentence is here."];
    let kinds: [&[&str]; 2] = [&["h2", "p", "p"], &["h2", "p", "h2", "p"]];
    let pair =
        Pair { texts: [&original, &gloss], languages: ["de", "en"], kinds: Some(kinds), ..Pair::default() };
    assert_eq!(beads(&align_sentences(&pair)), [(0..1, 0..1), (1..2, 1..2), (2..2, 2..3), (2..3, 3..4)]);
}

#[test]
fn terms_are_evidence() {
    let original = ["Der Fuchsbau ist alt.", "Der Zwirn ist neu."];
    let gloss = ["The yarn is new."];
    let terms = [("Zwirn", "yarn")];
    let pair = Pair { texts: [&original, &gloss], languages: ["de", "en"], terms: &terms, ..Pair::default() };
    assert_eq!(beads(&align_sentences(&pair)), [(0..1, 0..0), (1..2, 0..1)]);
}

#[test]
fn long_texts_are_aligned_along_what_stands_once() {
    // 3,000 sentences, of whose gloss a hundred in the middle are missing.
    let original: Vec<String> =
        (0..3000).map(|at| format!("Der Satz sagt {} und nennt Ort{}.", at * 7 + 1000, at % 50)).collect();
    let mut gloss: Vec<String> = (0..3000)
        .map(|at| format!("The sentence says {} and names Ort{}.", at * 7 + 1000, at % 50))
        .collect();
    gloss.drain(1200..1300);
    let found = beads(&aligned(&original, &gloss, &[]));
    let expected = |at: usize| match at {
        0..1200 => (at..at + 1, at..at + 1),
        1200..1300 => (at..at + 1, 1200..1200),
        _ => (at..at + 1, at - 100..at - 99),
    };
    assert_eq!(found, (0..3000).map(expected).collect::<Vec<_>>());
}

/// The bodies of this site's texts, with those of their glosses.
fn own_texts() -> Vec<[String; 2]> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("content")];
    let mut originals = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let is_original = entry.display().to_string().ends_with(".de.md");
            if entry.is_dir() {
                folders.push(entry)
            } else if is_original {
                originals.push(entry)
            }
        }
    }
    originals.sort();
    let body = |path: &Path| {
        let text = fs::read_to_string(path).expect("both languages are there").replace("\r\n", "\n");
        text.splitn(3, "---\n").last().unwrap_or_default().to_owned()
    };
    let gloss = |path: &Path| path.display().to_string().replace(".de.md", ".en.md");
    originals.iter().map(|path| [body(path), body(Path::new(&gloss(path)))]).collect()
}

/// Where the paragraphs of a text end whose sentences an edit may part, each with where its second sentence begins.
fn paragraphs(written: &Written) -> Vec<[usize; 2]> {
    let plain = |block: BlockId| {
        let span = written.text.block(block).span;
        let sentences = written.sentences.of(block);
        let is_apart = written.body[..span.start as usize].ends_with("\n\n");
        let second = sentences.get(1).filter(|_| is_apart)?;
        matches!(written.text.block(block).kind, BlockKind::Paragraph { .. })
            .then_some([span.end as usize, second.start as usize])
    };
    (0..written.text.blocks.len() as u32).map(BlockId).filter_map(plain).collect()
}

/// Whether two places of a text are in one bead, and that is one of both texts.
fn are_together(found: &[(Step, Confidence)], side: usize, text: &Text, places: [usize; 2]) -> bool {
    let holds = |run: Run, place: usize| {
        let first = text.block(run.first).span.start as usize;
        (first..text.block(run.last).span.end as usize).contains(&place)
    };
    found.iter().any(|(step, _)| match step {
        Step::Both(original, gloss) => {
            places.iter().all(|place| holds(if side == 0 { *original } else { *gloss }, *place))
        }
        Step::Original(_) | Step::Gloss(_) => false,
    })
}

/// Of this site's paragraphs, each parted after its first sentence, or followed by one of another text, on
/// either side: how many are in one bead with what follows, of how many.
fn taken_together(side: usize, followed_by: impl Fn(usize) -> Option<String>) -> [usize; 2] {
    let (mut counts, texts) = ([0, 0], own_texts());
    for (number, bodies) in texts.iter().enumerate() {
        let written = [0, 1].map(|side| Written::of(bodies[side].clone(), ["de", "en"][side]));
        for [end, second] in paragraphs(&written[side]) {
            let (at, added) = followed_by(number).map_or((second, None), |added| (end, Some(added)));
            let body = &bodies[side];
            let more = added.map_or_else(String::new, |added| added + "\n\n");
            let edited =
                format!("{}\n\n{more}{}", body[..at].trim_end(), body[at..].trim_start_matches('\n'));
            let edited = Written::of(edited, ["de", "en"][side]);
            let start = body[..at].trim_end().len();
            let voices = if side == 0 { [&edited, &written[1]] } else { [&written[0], &edited] };
            let found = align_work(voices[0].voice(), voices[1].voice());
            counts[0] += usize::from(are_together(&found.steps, side, &edited.text, [start - 1, start + 2]));
            counts[1] += 1;
        }
    }
    counts
}

#[test]
#[expect(clippy::print_stdout, reason = "its figures stand in a document")]
fn most_paragraphs_that_one_side_parts_are_found_and_none_that_it_adds_is_taken_for_one() {
    let texts = own_texts();
    for side in [0, 1] {
        let [found, parted] = taken_together(side, |_| None);
        let strangers: Vec<Vec<String>> =
            texts.iter().map(|bodies| bodies[side].split("\n\n").map(str::to_owned).collect()).collect();
        let stranger = |number: usize| {
            let others = strangers.iter().cycle().skip(number + 1).take(texts.len() - 1).flatten();
            others.into_iter().find(|said| said.len() > 120 && said.starts_with(char::is_alphabetic)).cloned()
        };
        let [taken, added] = taken_together(side, stranger);
        println!(
            "side {side}: {found} of {parted} parted are found, {taken} of {added} added are taken for one"
        );
        assert!(parted > 100 && added == parted, "the site has paragraphs");
        assert!(found * 4 >= parted * 3, "{found} of {parted} are found");
        assert_eq!(taken, 0, "of {added}");
    }
}
