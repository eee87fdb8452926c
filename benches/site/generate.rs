//! A synthetic site: as many works as wanted, in German and English, with a glossary.
//!
//! The same numbers give the same site, byte for byte, on every machine.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::random::Random;
use crate::words::{ADJECTIVES, CITIES, FIRST, NOUNS, PEOPLE, SECOND, SENTENCES};

/// How many works the sections have, over and over, until all works have a place.
const SECTIONS: &[usize] = &[100, 1_000, 400, 700, 250, 550];

/// How large a site is to be.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// Works in two languages each.
    pub(crate) works: usize,
    /// Entries of the glossary, in two languages each.
    pub(crate) entries: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    German,
    English,
}

use Side::{English, German};

impl Side {
    fn tag(self) -> &'static str {
        if self == German { "de" } else { "en" }
    }

    fn of<T: Copy>(self, pair: (T, T)) -> T {
        if self == German { pair.0 } else { pair.1 }
    }
}

/// Writes a site into `folder`, which must not be there yet.
pub(crate) fn generate(folder: &Path, size: Size) -> io::Result<()> {
    let content = folder.join("content");
    fs::create_dir_all(content.join("glossary"))?;
    fs::write(folder.join("site.yaml"), CONFIGURATION)?;
    let places = places(size.works);
    for section in 0..=places.last().map_or(0, |place| place.0) {
        fs::create_dir_all(content.join(format!("part-{section:02}")))?;
        for side in [German, English] {
            let title = side.of(("Teil", "Part"));
            let path = content.join(format!("part-{section:02}/_index.{}.md", side.tag()));
            fs::write(path, format!("---\ntitle: {title} {section}\norder: {section}\n---\n"))?;
        }
    }
    for side in [German, English] {
        let title = side.of(("Ein großer Versuch", "A large experiment"));
        let path = content.join(format!("index.{}.md", side.tag()));
        fs::write(path, format!("---\ntitle: {title}\n---\n\n{title}.\n"))?;
        for entry in 0..size.entries {
            let path = content.join(format!("glossary/{}.{}.md", entry_name(entry), side.tag()));
            fs::write(path, entry_text(entry, size, side))?;
        }
        for (number, (section, name)) in places.iter().enumerate() {
            let path = content.join(format!("part-{section:02}/{name}.{}.md", side.tag()));
            fs::write(path, Work { number, size, places: &places, side }.text())?;
        }
    }
    Ok(())
}

const CONFIGURATION: &str = "\
title: {de: Ein großer Versuch, en: A large experiment}
description: {de: Erdachte Texte in großer Zahl., en: Invented texts in great number.}
base_url: https://example.org/versuch/
languages: {original: de, glosses: [en]}
nav: [part-00, part-01, glossary]
tags:
  technik: {de: Technik, en: Technology}
  geschichte: {de: Geschichte, en: History}
  menschen: {de: Menschen, en: People}
";

/// Each work's section and name.
fn places(works: usize) -> Vec<(usize, String)> {
    let sections = SECTIONS.iter().cycle().enumerate();
    let all = sections.flat_map(|(section, count)| (0..*count).map(move |_| section));
    all.take(works).enumerate().map(|(number, section)| (section, format!("text-{number:05}"))).collect()
}

fn entry_name(entry: usize) -> String {
    term(entry, English).replace(' ', "-")
}

/// What an entry's term begins with, and how its word ends. The first 225 terms begin with one part,
/// the 3,375 after them with two, and so on.
fn parts(entry: usize, side: Side) -> (String, &'static [&'static str; 5]) {
    let first = |number: usize| side.of(FIRST[number % FIRST.len()]);
    let mut begin = first(entry).to_owned();
    let mut further = entry / (FIRST.len() * SECOND.len());
    while further > 0 {
        begin = match side {
            German => format!("{}{}", first(further - 1), begin.to_lowercase()),
            English => format!("{} {begin}", first(further - 1)),
        };
        further = (further - 1) / FIRST.len();
    }
    (begin, &SECOND[entry / FIRST.len() % SECOND.len()])
}

/// A term in the singular.
fn term(entry: usize, side: Side) -> String {
    let (first, second) = parts(entry, side);
    match side {
        German => format!("{first}{}", second[0]),
        English => format!("{first} {}", second[3]),
    }
}

/// Its further forms.
fn forms(entry: usize, side: Side) -> Vec<String> {
    let (first, second) = parts(entry, side);
    match side {
        German => second[1..3].iter().map(|end| format!("{first}{end}")).collect(),
        English => vec![format!("{first} {}", second[4])],
    }
}

fn entry_text(entry: usize, size: Size, side: Side) -> String {
    let mut random = Random::new(7_000_000 + entry as u64);
    let term = term(entry, side);
    let related: Vec<_> = (0..2).map(|_| entry_name(random.below(size.entries))).collect();
    let short = sentence(&mut random, size, side);
    let mut text = format!(
        "---\nterm: {term}\nforms: [{}]\nshort: {}\nkind: concept\nrelated: [{}]\n---\n\n",
        forms(entry, side).join(", "),
        quoted(&short),
        related.join(", "),
    );
    for _ in 0..3 {
        paragraph(&mut text, &mut random, size, side);
    }
    text
}

/// A string as YAML writes it.
fn quoted(words: &str) -> String {
    format!("'{}'", words.replace('\'', "''"))
}

fn sentence(random: &mut Random, size: Size, side: Side) -> String {
    let pattern = side.of(*random.pick(SENTENCES));
    let mut words = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        words.push_str(before);
        let (slot, after) = after.split_once('}').unwrap_or((after, ""));
        fill(&mut words, slot, random, size, side);
        rest = after;
    }
    words + rest
}

/// Draws for a slot; the same draws on both sides, whatever is said with them.
fn fill(words: &mut String, slot: &str, random: &mut Random, size: Size, side: Side) {
    match slot {
        "N" => words.push_str(side.of(*random.pick(NOUNS))),
        "A" => words.push_str(side.of(*random.pick(ADJECTIVES))),
        "C" => words.push_str(side.of(*random.pick(CITIES))),
        "P" => words.push_str(side.of(*random.pick(PEOPLE))),
        "T" => {
            let entry = random.below(size.entries.max(1));
            words.push_str(forms(entry, side).last().map_or("", |form| form));
        }
        "Y" => words.push_str(&(1950 + random.below(75)).to_string()),
        _ => words.push_str(&(2 + random.below(27)).to_string()),
    }
}

fn paragraph(text: &mut String, random: &mut Random, size: Size, side: Side) {
    for number in 0..4 + random.below(3) {
        let sentence = sentence(random, size, side);
        let blank = if number == 0 { "" } else { " " };
        let _ = write!(text, "{blank}{sentence}");
    }
    text.push_str("\n\n");
}

/// One side of a work.
struct Work<'a> {
    number: usize,
    size: Size,
    places: &'a [(usize, String)],
    side: Side,
}

impl Work<'_> {
    fn text(&self) -> String {
        let mut random = Random::new(self.number as u64);
        let mut text = self.front(&mut random);
        self.paragraph(&mut text, &mut random);
        for section in 0..4 {
            self.heading(&mut text, &mut random);
            self.paragraph(&mut text, &mut random);
            match section {
                0 => self.list(&mut text, &mut random),
                1 => self.links(&mut text, &mut random),
                2 => self.table(&mut text, &mut random),
                _ => self.paragraph(&mut text, &mut random),
            }
        }
        text
    }

    fn front(&self, random: &mut Random) -> String {
        let tags = ["technik", "geschichte", "menschen"];
        let date =
            format!("{}-{:02}-{:02}", 2000 + random.below(26), 1 + random.below(12), 1 + random.below(28));
        let tag = random.pick(&tags);
        let (title, summary) = (self.title(random), self.sentence(random));
        let own = match self.side {
            German => format!("date: {date}\ntags: [{tag}]\nauthors: [Lena Brandt]\n"),
            English => "translators: [Mira Okafor]\n".to_owned(),
        };
        format!("---\ntitle: {}\nsummary: {}\n{own}---\n\n", quoted(&title), quoted(&summary))
    }

    fn title(&self, random: &mut Random) -> String {
        let (one, other) = (self.side.of(*random.pick(NOUNS)), self.side.of(*random.pick(NOUNS)));
        match self.side {
            German => format!("{one} und {other}, Nummer {}", self.number),
            English => format!("{one} and {other}, number {}", self.number),
        }
    }

    fn heading(&self, text: &mut String, random: &mut Random) {
        let (noun, city) = (self.side.of(*random.pick(NOUNS)), self.side.of(*random.pick(CITIES)));
        let about = self.side.of(("aus", "from"));
        let (first, rest) = noun.split_at(1);
        let _ = write!(text, "## {}{rest} {about} {city}\n\n", first.to_uppercase());
    }

    fn sentence(&self, random: &mut Random) -> String {
        sentence(random, self.size, self.side)
    }

    fn paragraph(&self, text: &mut String, random: &mut Random) {
        paragraph(text, random, self.size, self.side);
    }

    fn list(&self, text: &mut String, random: &mut Random) {
        for _ in 0..3 {
            let _ = writeln!(text, "- {}", self.sentence(random));
        }
        text.push('\n');
    }

    /// A paragraph with a link to another work and two to entries.
    fn links(&self, text: &mut String, random: &mut Random) {
        let (section, name) = random.pick(self.places);
        let [one, other] = [(); 2].map(|()| entry_name(random.below(self.size.entries.max(1))));
        let tag = self.side.tag();
        let sentence = self.sentence(random);
        let _ = match self.side {
            German => write!(
                text,
                "Mehr davon steht [in einem früheren Text](../part-{section:02}/{name}.{tag}.md); siehe auch [[{one}]] und [die Erklärung dazu](term:{other}). {sentence}\n\n"
            ),
            English => write!(
                text,
                "More of it is [in an earlier text](../part-{section:02}/{name}.{tag}.md); see also [[{one}]] and [its explanation](term:{other}). {sentence}\n\n"
            ),
        };
    }

    fn table(&self, text: &mut String, random: &mut Random) {
        let (what, many) = (self.side.of(("Was", "What")), self.side.of(("Wie viele", "How many")));
        let _ = write!(text, "| {what} | {many} |\n| --- | ---: |\n");
        for _ in 0..4 {
            let noun = self.side.of(*random.pick(NOUNS));
            let _ = writeln!(text, "| {noun} | {} |", random.below(90_000));
        }
        text.push('\n');
    }
}
