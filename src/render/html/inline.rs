use super::Writer;
use super::decor::{Around, Dress};
use super::run::Run;
use crate::text::{Alignment, Block, Inline, InlineKind, LinkId, Mark, Words};

impl Writer<'_, '_> {
    /// What runs inside a block.
    pub(super) fn inlines(&mut self, block: &Block, dress: &Dress) {
        let inlines = self.source.text.inlines_of(block);
        self.write_inlines(inlines, &mut Run::new(dress));
    }

    /// Inlines in order, the last sentence closed.
    pub(super) fn write_inlines(&mut self, inlines: &[Inline], run: &mut Run<'_>) {
        let mut at = 0;
        while let Some(inline) = inlines.get(at) {
            at += self.inline(inline, &inlines[at..], run);
        }
        self.end_sentence(run);
    }

    /// Writes the first of `rest`; says how many it has written.
    fn inline(&mut self, inline: &Inline, rest: &[Inline], run: &mut Run<'_>) -> usize {
        match inline.kind {
            InlineKind::Open(mark) => return self.open_mark(mark, inline, rest, run),
            InlineKind::Close(mark) => self.close_mark(mark, run),
            InlineKind::Text => self.text(inline.span, run),
            InlineKind::Kept(index) => {
                self.begin_words(inline.span.start, run);
                self.out.text(self.source.words(Words::Kept(index)));
            }
            InlineKind::SoftBreak => {
                self.begin_words(inline.span.start, run);
                self.out.html("\n");
            }
            InlineKind::Silent(words) if self.plain => self.silent(self.source.words(words)),
            InlineKind::Silent(_) => {}
            InlineKind::Task(done) => self.task(done),
            _ => self.other(inline, run),
        }
        1
    }

    /// What no mention goes through.
    fn other(&mut self, inline: &Inline, run: &mut Run<'_>) {
        self.end_mention(run);
        self.begin_sentence(inline.span.start, run);
        match inline.kind {
            InlineKind::Code(words) => {
                self.out.html("<code>");
                self.out.text(self.source.words(words));
                self.out.html("</code>");
            }
            InlineKind::Html(words) => self.raw(words),
            InlineKind::Math(words, apart) => self.math(words, apart),
            InlineKind::HardBreak => self.out.html("<br />\n"),
            InlineKind::Footnote(label) => self.note(label, inline.span.start),
            _ => {}
        }
    }

    fn raw(&mut self, words: Words) {
        let html = self.source.words(words);
        if self.plain {
            return self.out.html(html);
        }
        let passed = self.decor.raw(html);
        self.out.html(&passed);
    }

    /// A tag, or the line's end behind it, however the body's lines end.
    fn silent(&mut self, words: &str) {
        self.out.html(if words.trim().is_empty() { "\n" } else { words });
    }

    fn math(&mut self, words: Words, apart: bool) {
        let formula = self.source.words(words);
        let made = if self.plain { None } else { self.decor.math(formula, apart) };
        if let Some(html) = made {
            return self.out.html(&html);
        }
        let kind = if apart { "display" } else { "inline" };
        self.out.html(&format!("<span class=\"math math-{kind}\">"));
        self.out.quoted(formula);
        self.out.html("</span>");
    }

    fn task(&mut self, done: bool) {
        let checked = if done { " checked=\"\"" } else { "" };
        self.out.html(&format!("<input disabled=\"\" type=\"checkbox\"{checked}"));
        let label = if self.plain { String::new() } else { self.decor.task(done) };
        if !label.is_empty() {
            self.out.attribute("aria-label", &label);
        }
        self.out.html("/>\n");
    }

    fn open_mark(&mut self, mark: Mark, inline: &Inline, rest: &[Inline], run: &mut Run<'_>) -> usize {
        self.end_mention(run);
        match mark {
            Mark::TableHead => {
                run.head = true;
                self.out.html("<thead><tr>");
                return 1;
            }
            Mark::TableRow => {
                self.out.html("<tr>");
                return 1;
            }
            Mark::TableCell(alignment) => {
                self.open_cell(alignment, run.head);
                return 1;
            }
            _ => {}
        }
        self.begin_sentence(inline.span.start, run);
        match mark {
            Mark::Image(id) => {
                let length = length_of(mark, rest);
                self.image(id, &rest[1..length - 1]);
                return length;
            }
            Mark::Link(id) => return self.open_link(id, rest, run),
            _ => {
                self.out.html(tags(mark).0);
                run.marks.push(mark);
            }
        }
        1
    }

    fn open_link(&mut self, id: LinkId, rest: &[Inline], run: &mut Run<'_>) -> usize {
        let around = if self.plain {
            Around::as_commonmark(self.source, id)
        } else {
            self.decor.link(self.source, id)
        };
        match around {
            Around::Instead(html) => {
                self.out.html(&html);
                length_of(Mark::Link(id), rest)
            }
            Around::Tags { open, close } => {
                self.out.html(&open);
                run.links.push(close);
                1
            }
        }
    }

    fn close_mark(&mut self, mark: Mark, run: &mut Run<'_>) {
        self.end_mention(run);
        match mark {
            Mark::TableHead => {
                run.head = false;
                self.out.html("</tr></thead><tbody>\n");
            }
            Mark::TableRow => self.out.html("</tr>\n"),
            Mark::TableCell(_) => {
                self.end_sentence(run);
                self.out.html(if run.head { "</th>" } else { "</td>" });
            }
            Mark::Link(_) => {
                let close = run.links.pop().unwrap_or_default();
                self.out.html(&close);
            }
            Mark::Image(_) => {}
            _ => {
                run.marks.pop();
                self.out.html(tags(mark).1);
            }
        }
    }

    fn open_cell(&mut self, alignment: Alignment, head: bool) {
        self.out.html(if head { "<th" } else { "<td" });
        // The page's Content Security Policy lets no style stand in the text.
        let attribute = if self.plain { "style=\"text-align: " } else { "class=\"" };
        match set_to(alignment) {
            Some(side) => self.out.html(&format!(" {attribute}{side}\">")),
            None => self.out.html(">"),
        }
    }
}

/// The side that a column is set to.
pub(super) fn set_to(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::None => None,
        Alignment::Left => Some("left"),
        Alignment::Center => Some("center"),
        Alignment::Right => Some("right"),
    }
}

/// How many inlines a mark takes with all inside it.
pub(super) fn length_of(mark: Mark, rest: &[Inline]) -> usize {
    let close = rest.iter().position(|inline| inline.kind == InlineKind::Close(mark));
    close.map_or(rest.len(), |at| at + 1).max(2)
}

/// The tags of a mark that a sentence's end may cut.
pub(super) fn tags(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Emphasis => ("<em>", "</em>"),
        Mark::Strong => ("<strong>", "</strong>"),
        Mark::Strikethrough => ("<del>", "</del>"),
        _ => ("", ""),
    }
}
