use std::ops::Range;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::language::Habits;
use super::segment;
use crate::site::Language;

fn cut<'t>(language: &str, text: &'t str) -> Vec<&'t str> {
    let language = Language::new(language).expect("a tag");
    segment(text, language).into_iter().map(|range| &text[range]).collect()
}

/// Cuts the text at its sentences; the expected text has `|` where it must be cut.
#[track_caller]
fn check(language: &str, expected: &str) {
    let text = expected.replace('|', "");
    assert_eq!(cut(language, &text).join("|"), expected);
}

#[test]
fn german_stops_that_end_nothing() {
    for text in [
        "Das gilt z. B. für Karten, d. h. für alle. |Der Rest folgt.",
        "Das gilt z.\u{a0}B. Karten, d.\u{202f}h. Spielen u.\u{a0}a.\u{a0}m. |Der Rest folgt.",
        "Am 3. Oktober kam Dr. Meyer, am 10. Juli 2025 ging er. |Im 19. Jahrhundert war das anders.",
        "Vom 1. Mai bis zum 3. 10. blieb er, danach bis 4. 11. 2025. |Am 12. kam sie.",
        "Siehe S. 12. |Dort steht es. |Abb. 3 zeigt ca. 40 Mio. Dollar bzw. Euro.",
        "Das steht auf Seite 12. |Peter las weiter bis Kapitel 3. |Anna nicht.",
        "J. S. Bach und E. T. A. Hoffmann lebten um 1700 n. Chr. in Leipzig usw. |Das stimmt nicht.",
        "Ludwig XIV. Bourbon folgte auf Ludwig XIII. |Er baute Versailles.",
        "Es waren rund 500 Mrd. Dollar. |1987 waren es weniger.",
        "Sie wohnt in der Goethestr. 5 neben dem Hbf. Köln. |Dipl.-Ing. Roth wohnt nebenan.",
        "Die Fa. Roth GmbH & Co. KG zahlt zzgl. Mehrwertsteuer.",
        "Vgl. Schmidt 2019, Bd. II, Art. 5 Abs. 2 Nr. 1 GG. |Das genügt.",
        "Prof. Dr. med. Roth spricht von 14 bis 16 Uhr. |Danach wird gegessen.",
        "Er kam mit Hund, Katze usw. |Dann ging er.",
    ] {
        check("de", text);
    }
}

#[test]
fn german_speech_brackets_and_ellipses() {
    for text in [
        "„Lass uns gehen!“, sagte sie. |„Wohin?“ fragte er. |„Nach Hause.“ |Dann schwiegen sie.",
        "„Wohin?“ Peter lachte. |»Nach Hause!« |›Ach so.‹ |Gut.",
        "Er sagte: „Komm. Es ist spät.“ |Sie ging.",
        "„Komm. |Es ist spät.“ |Sie ging.",
        "Er kam (gegen 3 Uhr. Es war dunkel.) und ging.",
        "Er kam. |(Es war spät. |Und dunkel.) |Dann ging er [siehe oben].",
        "Was nun … |Die Antwort kam spät. |Er sagte … Bücher davon.",
        "Und dann … |Nichts.",
        "„Mehr Leute leihen sich etwas … Während das geht, ist es gut.“ |So steht es da.",
        "Er hat […] Bücher. |Sie hat […] keine.",
        "Der Satz hat einen Doppelpunkt: Er geht weiter; er endet hier. |Was? |Ja!",
        "Kann ich nur empfehlen :-) |Der Rest folgt. ;-) |Und Schluss.",
        "Du suchst ein iPhone? |iPhones gibt es hier. |eBay hat auch welche.",
    ] {
        check("de", text);
    }
}

#[test]
fn english_stops_that_end_nothing() {
    for text in [
        "Mr. Smith met Dr. Jones at 5 p.m. in the U.S. Senate. |They talked, e.g. about No. 5 etc.",
        "He left at 6 a.m. |Travellers stayed. |At 5 p.m. Mr. Jones came. |It ended at 9 p.m. Monday.",
        "She works at Acme Inc. |It is large. |Acme Inc. Europe is not.",
        "We live in the U.S. |How about you? |So do I. |Anna and I. |Henry I. Miller did.",
        "Chapter 3. The whale. |Fig. 2. A whale. |So much for chapter 3. |The whale is gone.",
        "See p. 12, Fig. 3 and vol. II. |Did he say no? |He said no. |Then he left.",
        "It takes 15 W. |Proxmox runs on it.",
        "It cost $5.50. |That is 1,000.25 too much. |1987 was better.",
        "J. R. R. Tolkien wrote it. |J.K. Rowling did not.",
        "Visit www.example.org/a.b?c=d. |Write to a.b@example.org. |Run main.rs in v1.2.3. |Done.",
        "It is on Main St. |The shop is closed. |St. Mary's is open.",
        "It was agreed in a consultation.11 12 |Take the common cold [2–11].[3] |Leaves fall.",
    ] {
        check("en", text);
    }
}

#[test]
fn english_speech_brackets_and_ellipses() {
    for text in [
        "\"This is it,\" she said. |\"Is it?\" he asked. |\"Yes.\" |They left!? |Now.",
        "\"Is it?\" Jonas asked. |“Stop!” |Then he ran.",
        "He said, \"Go. Do it now.\" |She went. |\"Go. |Now.\" |He didn't.",
        "In the '90s it was old. |The dogs' home is new. |It's 'the. best' one.",
        "'How brave they'll all think me at home!' |It was the dogs' home.",
        "He teaches (He was an engineer.) at the school. |(It is old.) |He likes it.",
        "“Wait, I only meant to--” |At this moment the bell rang.",
        "Wait... what? |It ended... |The rest is known. |I wasn't really ... well, what I mean . . . I didn't.",
        "That is all. |. . . The rest is silence. . . .",
        "He left (which was true.) |(Which they knew.)",
    ] {
        // A bracket that begins with a relative pronoun belongs to the sentence before.
        check("en", &text.replace(") |(Which", ") (Which"));
    }
}

#[test]
fn numbers_of_items_begin_sentences() {
    check("en", "1.) The first item |2.) The second item |3.) The third");
    check("en", "(a) Hello world. |(b) Hello. |(c) Bye.");
    check("en", "i) One thing |ii) another |iii) the last. |It ends.");
    check("en", "First this. |1. The one |2. The other");
    check("en", "• 9. The ninth |• 10. The tenth");
    check("en", "1. The one. |It runs version 2. |The other does not.");
    check("en", "There are two: (1) this, (2) that and (3) the rest. |Done.");
    check("de", "1. Am 2. Mai begann es. |2. Am 3. Juni war Schluss.");
    check("de", "a) eins |b) zwei |c) drei");
    check("de", "1. Der erste Punkt. |Und weiter.");
}

#[test]
fn small_letters_begin_sentences_where_people_write_so() {
    check("en", "i like it. |it is cheap! |what about you? |my sister likes it.");
    check("en", "Yes, it is open. |it is not cheap. |Really? yes.");
    check("en", "They say so (approx. it is true).");
    check("de", "Das gilt bes. für kleine. und so weiter.");
}

#[test]
fn other_languages_have_their_own_marks() {
    check("fr", "« Bonjour ! » dit-il. |M. Dupont partit. |« Allons-y ! » |Ils partirent.");
    check("fr", "M. Le Goff et MM. Du Bois vinrent. |Mme. La Tour aussi.");
    check("fr", "Voir p. 12, art. 3. |C'est la p. ex. de la loi.");
    check("es", "¿Quién es? |El Sr. García. |¡Qué bien! |¿Y tú?");
    check("it", "Il sig. Rossi arrivò. |Poi partì.");
    check("da", "Den 3. maj kom han. |Den 4. Juni gik han.");
    check("ja", "これはペンです。|「行こう。」と言った。|本当？|はい！");
    check("ja", "彼は「行こう。すぐに。」と言った。|そして（本当に。）行った。");
    check("zh", "你好。|「走吧！」|他走了。");
    check("ar", "هل هذا كتاب؟ |نعم هذا كتاب. |حسنا.");
    check("hi", "यह किताब है। |वह कलम है।");
    check("el", "Ποιος είναι; Αυτός. |Ναι.");
}

#[test]
fn sentences_without_a_blank_between_are_told_by_their_words() {
    check("en", "Hello world.|Today is Tuesday.|Mr. Smith bought 1,000.|That is a lot.");
    check("en", "Node.js and System.Out.The are names.");
    check("de", "Das war gut.|Dann kam er.");
}

#[test]
fn a_lines_end_is_a_blank_unless_it_is_meant() {
    check("de", "Eine Zeile\ngeht weiter. |Die\nnächste auch.");
    check("en", "It was a cold \nnight in the city.");
    // A blank line, and a line that had room.
    check("de", "Ein Titel\n\n|Ein Satz, der so lange weitergeht, bis die Zeile voll ist.\n|Noch einer.");
    check("de", "Kurz\n|Ein längerer Satz steht hier ganz allein auf einer Zeile.\n|Und noch einer.");
    check("en", "apples\n|pears and plums\n|quinces\n");
    check("en", "One line\r\n\r\n|another\r\n\r\n|and a third");
    // One sentence a line: even where the stop tells nothing.
    check("en", "It is so.\n|It cost $5 etc.\n|Ann paid.\n|She left.\n|He met Mr.\nSmith.");
    // Filled lines say nothing.
    check(
        "en",
        "We came to the town that everybody\nknows by the name that the old Mr.\nSmith gave it, and \
         we stayed there\nfor a month or so before we left it.",
    );
}

#[test]
fn nothing_and_next_to_nothing() {
    for text in
        ["", " ", "\n\n", ".", "...", "?!", "(", "\"", "\0", "1.", "a)", "•", "\u{feff}", "。。", ". . ."]
    {
        let all = cut("en", text);
        assert_eq!(all.concat(), text);
        assert!(all.len() <= 1, "{all:?}");
    }
}

#[test]
fn every_language_has_its_lists() {
    for language in ["de", "en", "fr", "es", "it", "da", "ja", "tlh"] {
        let habits = Habits::of(language);
        assert!(habits.inner.hold("dr") && habits.inner.hold("Dr"), "{language}");
        assert!(!habits.inner.hold("") && !habits.inner.hold("haus") && !habits.either.hold("Haus"));
    }
}

/// A piece of what sentences and their ends are made of.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            ".", "!", "?", "…", "...", ". ", "! ", "? ", " ", "  ", "\n", "\r\n", "\n\n", "\t", "\"", "'",
            "„", "“", "”", "»", "«", "‘", "’", "``", "''", "(", ")", "[", "]", "[1]", "1.", "2.", "a)", "b)",
            "(i)", "(ii)", "• ", ":-)", ";)", "--", "–", ",", ":", "z. B.", "Dr.", "U.S.", "3.", "p. 5",
            "p.m.", "I", "i", "It", "Der", "Haus", "wort", "。", "！", "「", "」", "と", "日本", "؟", "।",
            "\u{a0}", "\u{202f}", "\u{ad}", "\u{feff}", "\0", "é", "🦀", "\u{301}", "\u{2029}", "\u{85}",
        ])
        .prop_map(str::to_owned),
        "[a-zA-Z]{1,4}",
        "\\PC{0,3}",
    ]
}

fn ranges(text: &str, language: &str) -> Vec<Range<usize>> {
    segment(text, Language::new(language).expect("a tag"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Every byte is in exactly one sentence, no sentence is blank but that of a blank text, and a
    /// sentence begins with no blank.
    #[test]
    fn no_byte_is_lost(pieces in prop::collection::vec(piece(), 0..24), language in 0_usize..6) {
        let text = pieces.concat();
        let ranges = ranges(&text, ["de", "en", "fr", "ja", "da", "ar"][language]);
        let mut end = 0;
        for range in &ranges {
            prop_assert_eq!(range.start, end);
            prop_assert!(text.get(range.clone()).is_some_and(|said| !said.is_empty()));
            let blank = text[range.clone()].starts_with(char::is_whitespace);
            prop_assert!(!blank || range.start == 0, "{:?} of {:?}", range, &text);
            end = range.end;
        }
        prop_assert_eq!(end, text.len());
    }

    /// What is behind a blank line does not reach what is before it.
    #[test]
    fn any_characters_will_do(text in any::<String>(), language in 0_usize..3) {
        let ranges = ranges(&text, ["de", "en", "ja"][language]);
        prop_assert_eq!(ranges.iter().map(|range| &text[range.clone()]).collect::<String>(), text);
    }
}

/// Whatever there is much of, time grows with it and not with its square.
#[test]
fn much_of_anything_takes_no_time() {
    let units = [
        ".", ". ", "...", "? ", "\"", "\" ", "'", " '", "„", "(", "( ", "([", ").", "(. ", ". (", "a", "a.",
        "a. ", "A. ", "1. ", "1) ", "(a) ", "• ", "``", ". ``", "\n", "a\n", "A\n\n", " ", "z. B. ", "。",
        "「。", ":) ", "It. ", "\"A. ", "(A. ", "['A. ", "A.\u{a0}",
    ];
    let begun = Instant::now();
    for unit in units {
        let text = unit.repeat(250_000 / unit.len());
        let language = Language::new(if unit.len() % 2 == 0 { "de" } else { "en" }).expect("a tag");
        let found = segment(&text, language);
        assert_eq!(found.last().map(|range| range.end), Some(text.len()), "{unit:?}");
    }
    // Some seconds even without optimising; a square would take hours.
    assert!(begun.elapsed() < Duration::from_mins(4));
}
