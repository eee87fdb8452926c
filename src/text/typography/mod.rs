//! Quotes, apostrophes, dashes and ellipses as the language sets them.
//!
//! A block's characters are read in order through all its marks, because `"Hallo *Welt*"` is one
//! quotation in three pieces. What the author escaped (`\"`, `&quot;`) and code stay as they are.

mod machine;
mod quotes;

use super::model::{Block, BlockKind, Inline, InlineKind, Mark, Text, Words};
use crate::diagnostic::Span;
use crate::site::Language;
use machine::{Char, Replaced, read};
use quotes::Quotes;

/// A stretch of the body and what is set instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set {
    /// The stretch as typed.
    pub span: Span,
    /// What is set.
    pub words: &'static str,
}

/// What is set otherwise than typed in a block, in order.
#[must_use]
pub fn marks(text: &Text, body: &str, block: &Block, language: Language) -> Vec<Set> {
    let none = matches!(block.kind, BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule);
    if none || block.kind.is_silent() || !is_typed(block.span.of(body)) {
        return Vec::new();
    }
    let room = block.span.range().len();
    let mut chars = Chars { text, body, chars: Vec::with_capacity(room), pictures: 0 };
    for inline in text.inlines_of(block) {
        chars.inline(inline);
    }
    let place = |found: Replaced| Set { span: chars.span(&found), words: found.words };
    read(&chars.chars, Quotes::of(language)).into_iter().map(place).collect()
}

/// Words that stand alone (a title, a caption) as the language sets them.
#[must_use]
pub fn set(words: &str, language: Language) -> String {
    if !is_typed(words) {
        return words.to_owned();
    }
    let typed = |(at, sign)| Char { sign, at: u32::try_from(at).unwrap_or(u32::MAX), typed: true };
    let chars: Vec<Char> = words.char_indices().map(typed).collect();
    let mut out = String::with_capacity(words.len() + 16);
    let mut written = 0;
    for found in read(&chars, Quotes::of(language)) {
        out.extend(chars[written..found.range.start].iter().map(|char| char.sign));
        out.push_str(found.words);
        written = found.range.end;
    }
    out.extend(chars[written..].iter().map(|char| char.sign));
    out
}

/// Whether there is anything that typewriters write otherwise than printers. Every text is asked, most
/// have nothing; without a branch in them, the loops take many bytes at a time.
fn is_typed(words: &str) -> bool {
    let bytes = words.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let any = |found: bool, this: bool| found | this;
    let quotes = bytes.iter().map(|byte| (*byte == b'"') | (*byte == b'\'')).fold(false, any);
    let dashes = bytes.iter().zip(second).map(|(one, two)| (*one == b'-') & (*two == b'-')).fold(false, any);
    let dots = bytes.iter().zip(second).zip(third);
    let dots = dots.map(|((one, two), three)| (*one == b'.') & (*two == b'.') & (*three == b'.'));
    quotes || dashes || dots.fold(false, any)
}

/// A block's characters, as they follow each other for a reader.
struct Chars<'a> {
    text: &'a Text,
    body: &'a str,
    chars: Vec<Char>,
    pictures: u32,
}

impl Chars<'_> {
    fn inline(&mut self, inline: &Inline) {
        match inline.kind {
            InlineKind::Open(Mark::Image(_)) => {
                self.other("x", inline.span);
                self.pictures += 1;
            }
            InlineKind::Close(Mark::Image(_)) => self.pictures = self.pictures.saturating_sub(1),
            InlineKind::Open(Mark::TableCell(_)) => self.other("\n", inline.span),
            _ if self.pictures > 0 => {}
            InlineKind::Text => self.typed(inline.span),
            InlineKind::Kept(index) => {
                let kept = self.text.words(self.body, Words::Kept(index)).to_owned();
                self.other(&kept, inline.span);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => self.other(" ", inline.span),
            // A letter in their place: a quote behind them closes.
            InlineKind::Code(_) | InlineKind::Math(..) => self.other("x", inline.span),
            _ => {}
        }
    }

    fn typed(&mut self, span: Span) {
        let at = |at| span.start + u32::try_from(at).unwrap_or(0);
        let chars = span.of(self.body).char_indices();
        self.chars.extend(chars.map(|(byte, sign)| Char { sign, at: at(byte), typed: true }));
    }

    fn other(&mut self, said: &str, span: Span) {
        self.chars.extend(said.chars().map(|sign| Char { sign, at: span.start, typed: false }));
    }

    fn span(&self, found: &Replaced) -> Span {
        let last = self.chars[found.range.end - 1];
        let length = u32::try_from(last.sign.len_utf8()).unwrap_or(0);
        Span { start: self.chars[found.range.start].at, end: last.at + length }
    }
}
