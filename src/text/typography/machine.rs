use std::ops::Range;

use super::quotes::Quotes;

/// A character and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Char {
    pub(super) sign: char,
    /// Its place in the body.
    pub(super) at: u32,
    /// The body says it as it is, so it may be set otherwise.
    pub(super) typed: bool,
}

/// Characters, by number, and what is set instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replaced {
    pub(super) range: Range<usize>,
    pub(super) words: &'static str,
}

const APOSTROPHE: &str = "’";

/// How many quotes are kept in mind at once.
const DEEPEST: usize = 8;

/// Words that begin with an apostrophe.
const CLIPPED: &[&str] = &[
    "bout", "cause", "em", "n", "ne", "nem", "nen", "ner", "nes", "round", "s", "til", "tis", "twas",
    "twere", "twill", "rum", "rein", "raus", "rauf", "runter", "ran", "nauf", "nem", "mal",
];

/// What is set instead of what was typed.
pub(super) fn read(chars: &[Char], quotes: Quotes) -> Vec<Replaced> {
    let mut machine =
        Machine { chars, quotes, open: Vec::new(), opened_at: None, last_end: None, replaced: Vec::new() };
    machine.last_end = (0..chars.len()).rev().find(|at| machine.ends_single(*at));
    let mut at = 0;
    while at < chars.len() {
        at += machine.step(at);
    }
    machine.replaced
}

/// Which quote is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quote {
    Double,
    Single,
}

struct Machine<'a> {
    chars: &'a [Char],
    quotes: Quotes,
    /// The quotes around.
    open: Vec<Quote>,
    /// Where the last quote was opened.
    opened_at: Option<usize>,
    /// Where the last single quote stands that could close one.
    last_end: Option<usize>,
    replaced: Vec<Replaced>,
}

impl Machine<'_> {
    /// Reads the character at `at`; says how many it has dealt with.
    fn step(&mut self, at: usize) -> usize {
        let char = self.chars[at];
        if char.sign == '\n' && !char.typed {
            self.open.clear();
        }
        if !char.typed {
            return 1;
        }
        match char.sign {
            '"' => self.double(at),
            '\'' => self.single(at),
            '-' => return self.dashes(at),
            '.' => return self.dots(at),
            _ => {}
        }
        1
    }

    fn double(&mut self, at: usize) {
        let (before, after) = (self.before(at), self.after(at));
        if is_blank(before) && is_blank(after) {
            return;
        }
        if self.may_open(at, Quote::Double) {
            self.open_quote(at, Quote::Double);
        } else if self.open.contains(&Quote::Double) {
            self.close_quote(at, Quote::Double);
        } else if before.is_some_and(|sign| sign.is_ascii_digit()) {
            self.replace(at..at + 1, "″");
        } else {
            self.close_quote(at, Quote::Double);
        }
    }

    fn single(&mut self, at: usize) {
        let (before, after) = (self.before(at), self.after(at));
        if is_blank(before) && is_blank(after) {
            return;
        }
        if self.may_open(at, Quote::Single) {
            if self.is_clipped(at) || self.last_end.is_none_or(|end| end <= at) {
                return self.replace(at..at + 1, APOSTROPHE);
            }
            return self.open_quote(at, Quote::Single);
        }
        let within = self.goes_on(after);
        if !within && self.open.contains(&Quote::Single) {
            self.close_quote(at, Quote::Single);
        } else if !within && before.is_some_and(|sign| sign.is_ascii_digit()) {
            self.replace(at..at + 1, "′");
        } else {
            self.replace(at..at + 1, APOSTROPHE);
        }
    }

    /// Whether the word goes on with what follows a quote. Between words without blanks only Latin
    /// ones do; Korean particles follow a closing quote.
    fn goes_on(&self, after: Option<char>) -> bool {
        let joins = |sign: char| !self.quotes.dense && !matches!(sign, '\u{ac00}'..='\u{d7a3}');
        after.is_some_and(|sign| sign.is_alphanumeric() && (sign.is_ascii() || joins(sign)))
    }

    /// Whether a quote at `at` stands where one opens.
    fn may_open(&self, at: usize, quote: Quote) -> bool {
        let (before, after) = (self.before(at), self.after(at));
        if is_blank(after) {
            return false;
        }
        let Some(sign) = before else { return true };
        let closes = self.open.contains(&quote);
        let dense = self.quotes.dense && !closes && after.is_some_and(char::is_alphanumeric);
        sign.is_whitespace()
            || is_opening(sign)
            || (at > 0 && self.opened_at == Some(at - 1))
            || (is_dash(sign) && after.is_some_and(char::is_alphanumeric))
            || (dense && !sign.is_ascii_alphanumeric() && sign.is_alphanumeric())
    }

    /// `'68`, `'ne`, `'tis`.
    fn is_clipped(&self, at: usize) -> bool {
        let word: String = self.chars[at + 1..]
            .iter()
            .map(|char| char.sign)
            .take_while(|sign| sign.is_alphanumeric())
            .take(8)
            .collect();
        let year = word.len() >= 2 && word.bytes().take(2).all(|byte| byte.is_ascii_digit());
        year || CLIPPED.contains(&word.to_lowercase().as_str())
    }

    /// Whether the single quote at `at` stands where one closes.
    fn ends_single(&self, at: usize) -> bool {
        let char = self.chars[at];
        char.sign == '\'' && char.typed && !is_blank(self.before(at)) && !self.goes_on(self.after(at))
    }

    fn open_quote(&mut self, at: usize, quote: Quote) {
        let words = self.pair(quote)[0];
        if self.open.len() < DEEPEST {
            self.open.push(quote);
        }
        self.opened_at = Some(at);
        self.replace(at..at + 1, words);
    }

    /// Closes the quote and all within it that nobody closed.
    fn close_quote(&mut self, at: usize, quote: Quote) {
        let depth = self.open.iter().rposition(|open| *open == quote);
        if let Some(depth) = depth {
            self.open.truncate(depth);
        }
        let words = self.pair(quote)[1];
        self.replace(at..at + 1, words);
    }

    /// Double quotes are the outer ones, single ones the inner, however deep they stand.
    fn pair(&self, quote: Quote) -> [&'static str; 2] {
        match quote {
            Quote::Double => self.quotes.outer,
            Quote::Single => self.quotes.inner,
        }
    }

    /// `--` and `---`, but no options (`--help`), arrows and rules.
    fn dashes(&mut self, at: usize) -> usize {
        let length = self.run(at, '-');
        let (before, after) = (self.before(at), self.after(at + length - 1));
        let option = is_blank(before) && after.is_some_and(char::is_alphanumeric);
        let arrow = before == Some('<') || after == Some('>');
        match length {
            2 if !option && !arrow => self.replace(at..at + 2, "–"),
            3 if !arrow => self.replace(at..at + 3, "—"),
            _ => {}
        }
        length
    }

    fn dots(&mut self, at: usize) -> usize {
        let length = self.run(at, '.');
        if matches!(length, 3 | 4) {
            self.replace(at..at + 3, "…");
        }
        length
    }

    /// How many of `sign` follow each other in the body.
    fn run(&self, at: usize, sign: char) -> usize {
        let first = self.chars[at].at;
        let follows =
            |(number, char): &(u32, &Char)| char.typed && char.sign == sign && char.at == first + number;
        (0..).zip(&self.chars[at..]).take_while(follows).count()
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).map(|before| self.chars[before].sign)
    }

    fn after(&self, at: usize) -> Option<char> {
        self.chars.get(at + 1).map(|after| after.sign)
    }

    fn replace(&mut self, range: Range<usize>, words: &'static str) {
        self.replaced.push(Replaced { range, words });
    }
}

fn is_blank(sign: Option<char>) -> bool {
    sign.is_none_or(char::is_whitespace)
}

fn is_opening(sign: char) -> bool {
    matches!(sign, '(' | '[' | '{' | '¿' | '¡' | '„' | '“' | '‘' | '‚' | '«' | '‹' | '「' | '『' | '/')
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::super::set;
    use crate::site::Language;

    fn check(language: &str, cases: &[(&str, &str)]) {
        let language = Language::new(language).expect("a tag");
        for (typed, expected) in cases {
            assert_eq!(set(typed, language), *expected);
        }
    }

    #[test]
    fn german_quotes_are_low_and_high() {
        check(
            "de",
            &[
                ("\"Hallo\", sagte er.", "„Hallo“, sagte er."),
                ("(\"Hallo\") -- \"Welt\"", "(„Hallo“) – „Welt“"),
                ("\"Er sagte 'nein'.\"", "„Er sagte ‚nein‘.“"),
                ("\"'Nein', sagte er.\"", "„‚Nein‘, sagte er.“"),
                ("Semi-\"Profi\" \"Ich --\"", "Semi-„Profi“ „Ich –“"),
                ("\"...und dann?\"", "„…und dann?“"),
            ],
        );
        check("de-CH", &[("\"Grüezi 'mitenand'\"", "«Grüezi ‹mitenand›»")]);
    }

    #[test]
    fn other_languages_have_their_own() {
        check("en", &[("\"It's 'so'.\"", "“It’s ‘so’.”")]);
        check("fr", &[("Il dit \"oui\".", "Il dit «\u{202f}oui\u{202f}».")]);
        check("es", &[("Dijo \"sí\".", "Dijo «sí».")]);
        check(
            "ja",
            &[
                ("彼は\"はい\"と言った", "彼は「はい」と言った"),
                ("それは'いい'です", "それは『いい』です"),
                ("彼は\"それは'いい'です\"と言った", "彼は「それは『いい』です」と言った"),
                ("'彼は\"はい\"と'", "『彼は「はい」と』"),
                ("Tom's本", "Tom’s本"),
            ],
        );
        check("ko", &[("'좋다'고 했다", "‘좋다’고 했다")]);
        check("ar", &[("قال \"نعم\".", "قال ”نعم“.")]);
    }

    #[test]
    fn apostrophes_are_no_quotes() {
        check(
            "de",
            &[
                ("'ne gute Idee, wie geht's? Hans' Hut, '68", "’ne gute Idee, wie geht’s? Hans’ Hut, ’68"),
                ("'s war 'so'", "’s war ‚so‘"),
            ],
        );
        check("en", &[("rock 'n' roll, the dogs' bone, 'twas", "rock ’n’ roll, the dogs’ bone, ’twas")]);
    }

    #[test]
    fn primes_follow_digits() {
        check("en", &[("5' 6\" tall", "5′ 6″ tall"), ("\"The film 300\"", "“The film 300”")]);
    }

    #[test]
    fn dashes_and_dots() {
        check(
            "de",
            &[
                ("10--20 --- ja -- nein", "10–20 — ja – nein"),
                (
                    "cargo --help, a --> b, ---- .. ..... nun.... ...",
                    "cargo --help, a --> b, ---- .. ..... nun…. …",
                ),
            ],
        );
    }
}
