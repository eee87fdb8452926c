//! By what a block is known again: a hash of what it says.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::parallel::align::{Run, Side, runs_alone};
use crate::text::model::{BlockId, BlockKind, InlineKind};

/// The first 12 hex digits of BLAKE3 over a block's source, as [`source`] gives it, folded.
///
/// A change of white space, of quotes and dashes, of characters that nobody sees, or of what an author
/// tells Diglot leaves it as it was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Print([u8; 6]);

impl Print {
    /// The print of some words.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let hash = blake3::hash(folded(words).as_bytes());
        let mut first = [0; 6];
        first.copy_from_slice(&hash.as_bytes()[..6]);
        Self(first)
    }

    /// Reads 12 hex digits.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let digits = written.len() == 12 && written.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = digits.then(|| u64::from_str_radix(written, 16).ok()).flatten()?;
        let mut first = [0; 6];
        first.copy_from_slice(&number.to_be_bytes()[2..]);
        Some(Self(first))
    }
}

impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The blocks of one side of a bead, and their prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The blocks.
    pub run: Run,
    /// A print for each that readers see.
    pub prints: Box<[Print]>,
}

/// What a text is made of, in order: blocks, with those joined to them.
#[must_use]
pub fn units(side: Side<'_>) -> Box<[Unit]> {
    let unit = |run: Run| Unit { run, prints: prints(side, run) };
    runs_alone(side.text).into_iter().map(unit).collect()
}

/// The prints of a run of blocks.
#[must_use]
pub fn prints(side: Side<'_>, run: Run) -> Box<[Print]> {
    run.blocks(side.text).map(|block| Print::of(&source(side, block))).collect()
}

/// What a block says in its source: without directives, a heading without its id, lines without what
/// containers put before them.
#[must_use]
pub fn source(side: Side<'_>, id: BlockId) -> String {
    let Side { text, body } = side;
    let block = text.block(id);
    match block.kind {
        BlockKind::Code { info } => {
            let info = info.map_or("", |info| text.words(body, info));
            format!("```{info}\n{}```", text.literal(body, block))
        }
        BlockKind::Html => text.literal(body, block),
        BlockKind::Heading { level, .. } => {
            let inlines = text.inlines_of(block);
            let start = inlines.iter().map(|inline| inline.span.start).min().unwrap_or_default();
            let end = inlines.iter().map(|inline| inline.span.end).max().unwrap_or_default();
            format!("{} {}", "#".repeat(level.into()), written(side, id, start..end).trim())
        }
        _ => written(side, id, block.span.start..block.span.end),
    }
}

/// A stretch of a block's source without what speaks to Diglot only, and without the marks of quotations
/// before its lines.
fn written(side: Side<'_>, id: BlockId, stretch: std::ops::Range<u32>) -> String {
    let inlines = side.text.inlines_of(side.text.block(id)).iter();
    let silent = inlines.filter(|inline| matches!(inline.kind, InlineKind::Silent(_)));
    let mut said = String::new();
    let mut at = stretch.start;
    for inline in silent {
        said.push_str(piece(side.body, at, inline.span.start));
        at = at.max(inline.span.end);
    }
    said.push_str(piece(side.body, at, stretch.end));
    let bare = |line: &str| line.trim_start_matches(['>', ' ', '\t']).to_owned();
    // A line of a paragraph that began with `>` would begin a quotation: it is a container's.
    let lines = said.lines().enumerate().map(|(at, line)| if at == 0 { line.to_owned() } else { bare(line) });
    lines.collect::<Vec<_>>().join("\n")
}

fn piece(body: &str, start: u32, end: u32) -> &str {
    body.get(start as usize..end as usize).unwrap_or_default()
}

/// Words without what does not count when they are compared: NFC, white space as one blank, quotes and
/// dashes in their plain forms, characters that nobody sees left out.
#[must_use]
pub fn folded(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for c in words.nfc() {
        match c {
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            '“' | '”' | '„' | '‟' | '«' | '»' => folded.push('"'),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' => folded.push('\''),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '-' => push_once(&mut folded, '-'),
            '…' => folded.push_str("..."),
            c if c.is_whitespace() => push_once(&mut folded, ' '),
            c => folded.push(c),
        }
    }
    let end = folded.trim_end().len();
    folded.truncate(end);
    folded.drain(..folded.len() - folded.trim_start().len());
    folded
}

fn push_once(folded: &mut String, c: char) {
    if !folded.ends_with(c) {
        folded.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::{Print, Side, units};
    use crate::diagnostic::SourcePath;
    use crate::text::{Options, parse};

    fn prints(body: &str) -> Vec<Print> {
        let text = parse(body, &SourcePath::new("a.md"), &Options::default());
        units(Side { text: &text, body }).iter().flat_map(|unit| unit.prints.to_vec()).collect()
    }

    #[test]
    fn a_print_is_written_as_twelve_hex_digits() {
        let print = Print::of("Was man nicht sah");
        assert_eq!(print.to_string().len(), 12);
        assert_eq!(Print::parse(&print.to_string()), Some(print));
        for wrong in ["", "9f2c41d07ab", "9f2c41d07ab34", "9f2c41d07abg", "+f2c41d07ab3"] {
            assert_eq!(Print::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_does_not_count_leaves_a_print_as_it_was() {
        let same = [
            ("Sie sagte „ja“ – und ging.\n", "Sie  sagte\n\"ja\" - und\u{a0}ging.\n"),
            ("Donaudampf\n", "Donau\u{ad}dampf\n"),
            ("Größe\n", "Gro\u{308}ße\n"),
            ("## Warum?\n", "## Warum? {#why}\n"),
            ("## Warum?\n", "Warum?\n------\n"),
            ("Eins und zwei\n", "<!-- diglot: id=why -->\nEins und zwei\n"),
            ("Eins und zwei\n", "<a id=\"why\"></a>\nEins und zwei\n"),
            ("> Eins und zwei\n", "> Eins\n> und zwei\n"),
            ("> Eins und zwei\n", "Eins und zwei\n"),
            ("- Eins\n  und zwei\n", "- Eins und zwei\n"),
            ("> ```rust\n> a > b\n> ```\n", "```rust\na > b\n```\n"),
        ];
        for (one, other) in same {
            assert_eq!(prints(one), prints(other), "{one} {other}");
        }
        let others = [
            ("Eins.\n", "Zwei.\n"),
            ("## Eins\n", "### Eins\n"),
            ("## Eins\n", "Eins\n"),
            ("*Eins*\n", "**Eins**\n"),
            ("```rust\na\n```\n", "```c\na\n```\n"),
        ];
        for (one, other) in others {
            assert_ne!(prints(one), prints(other), "{one} {other}");
        }
    }
}
