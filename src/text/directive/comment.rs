//! `<!-- diglot: WORD … -->`.

use std::borrow::Cow;
use std::ops::Range;

use super::Found;
use super::own_id::{may_be_id, refused};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span, nearest};
use crate::text::model::{Directive, Inline, InlineKind, Words};
use crate::text::strings::Strings;

/// What comments for Diglot begin with.
const NAME: &str = "diglot";

/// The words that stand alone.
const WORDS: [&str; 6] = ["alone", "todo", "with-previous", "id", "note", "allow"];

/// The words of a `diglot:` comment, as a stretch of the body.
#[derive(Clone, Copy)]
pub(in crate::text) struct Comment {
    words: Span,
    /// Whether a colon stands before them.
    marked: bool,
}

/// The comment that raw HTML at `span` is, if it is for Diglot and nothing else stands with it.
pub(in crate::text) fn comment(span: Span, body: &str) -> Option<Comment> {
    let html = span.of(body).trim();
    let (words, marked) = ours(html.strip_suffix("-->").filter(|inner| !inner.contains("-->"))?)?;
    let start = words.as_ptr().addr() - body.as_ptr().addr();
    Some(Comment { words: Span::new(start..start + words.len()), marked })
}

/// What a comment that begins here says to Diglot, if it is meant for it, and whether with a colon. The
/// name counts in any case; without a colon, a word that we know has to follow.
fn ours(comment: &str) -> Option<(&str, bool)> {
    let inner = comment.strip_prefix("<!--")?.trim_start();
    let named = |(name, _): &(&str, &str)| name.eq_ignore_ascii_case(NAME);
    let (_, rest) = inner.split_at_checked(NAME.len()).filter(named)?;
    if let Some(words) = rest.trim_start().strip_prefix(':') {
        return Some((words, true));
    }
    let word = rest.split_whitespace().next().unwrap_or_default();
    let known = rest.starts_with(char::is_whitespace)
        && WORDS.contains(&word.split(['=', ':']).next().unwrap_or_default().to_ascii_lowercase().as_str());
    known.then_some((rest, false))
}

/// The comments for Diglot in raw HTML, each with its range of bytes.
pub(super) fn comments(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = html[from..].find("<!--").map(|at| from + at) {
        let end = html[start..].find("-->").map_or(html.len(), |length| start + length + 3);
        if ours(&html[start..end]).is_some() {
            found.push(start..end);
        }
        from = end;
    }
    found
}

/// Raw HTML without the comments for Diglot in it, which are never published.
#[must_use]
pub fn without_directives(html: &str) -> Cow<'_, str> {
    let comments = comments(html);
    if comments.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for comment in comments {
        out.push_str(&html[from..comment.start]);
        from = comment.end;
    }
    out.push_str(&html[from..]);
    Cow::Owned(out)
}

/// Whether raw HTML is comments and nothing else.
pub(in crate::text) fn is_comments(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(inner) = rest.strip_prefix("<!--") {
        let Some((_, after)) = inner.split_once("-->") else { return false };
        rest = after.trim_start();
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// Silences the comments for Diglot within a line: they are never published. After a task's box, with
/// nothing behind it, one is read; then its line's end goes with it.
pub(in crate::text) fn silence_comments(
    mut inlines: Vec<Inline>,
    body: &str,
    strings: &Strings,
) -> Vec<Inline> {
    for at in 0..inlines.len() {
        let InlineKind::Html(words) = inlines[at].kind else { continue };
        if comments(strings.of(body, words)).is_empty() {
            continue;
        }
        inlines[at].kind = InlineKind::Silent(words);
        let after_box = at == 1 && matches!(inlines[0].kind, InlineKind::Task(_));
        if let Some(next) =
            inlines.get_mut(at + 1).filter(|next| after_box && next.kind == InlineKind::SoftBreak)
        {
            next.kind = InlineKind::Silent(Words::Body(next.span));
        }
    }
    inlines
}

/// The comment for Diglot that stands alone behind a task's box.
pub(super) fn behind_box(inlines: &[Inline]) -> Option<Span> {
    match inlines {
        [task, comment, end, ..] => {
            let silent = |inline: &Inline| matches!(inline.kind, InlineKind::Silent(_));
            let reads = matches!(task.kind, InlineKind::Task(_)) && silent(comment) && silent(end);
            reads.then_some(comment.span)
        }
        _ => None,
    }
}

impl Comment {
    /// What it says, each with its place.
    pub(super) fn read(self, body: &str, path: &SourcePath) -> Found<Vec<(Directive, Span)>> {
        let mut reader = Reader { body, path, at: self.words.start, end: self.words.end, found: Vec::new() };
        if !self.marked {
            let help = "write `<!-- diglot: … -->`; until then nobody reads it".to_owned();
            reader.report(self.words, "this comment lacks the colon behind `diglot`".to_owned(), help);
            return (Vec::new(), reader.found);
        }
        let mut said = Vec::new();
        while let Some(word) = reader.word() {
            let Some(directive) = reader.directive(word) else { continue };
            let is_id = |said: &Directive| matches!(said, Directive::Id(_));
            if is_id(&directive) && said.iter().any(|(said, _)| is_id(said)) {
                let help = "keep one of the two".to_owned();
                reader.report(word, "a block has one id, and this is a second".to_owned(), help);
                continue;
            }
            said.push((directive, word));
        }
        if said.is_empty() && reader.found.is_empty() {
            let known = WORDS.map(|word| format!("`{word}`")).join(", ");
            reader.report(
                self.words,
                "this directive says nothing".to_owned(),
                format!("known words: {known}"),
            );
        }
        (said, reader.found)
    }
}

struct Reader<'a> {
    body: &'a str,
    path: &'a SourcePath,
    at: u32,
    end: u32,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        Span { start: self.at, end: self.end }.of(self.body)
    }

    /// The next word.
    fn word(&mut self) -> Option<Span> {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start().len();
        let length = rest.trim_start().find(char::is_whitespace).unwrap_or(rest.trim_start().len());
        let start = self.at as usize + blank;
        let word = Span::new(start..start + length);
        self.at = word.end;
        (length > 0).then_some(word)
    }

    /// All that is left, without the blanks around it.
    fn all(&mut self) -> Span {
        let rest = self.rest();
        let start = self.at as usize + (rest.len() - rest.trim_start().len());
        let all = Span::new(start..start + rest.trim().len());
        self.at = self.end;
        all
    }

    fn directive(&mut self, word: Span) -> Option<Directive> {
        match word.of(self.body).trim_end_matches(',') {
            "alone" => Some(Directive::Alone),
            "todo" => Some(Directive::Todo),
            "with-previous" => Some(Directive::WithPrevious),
            "note" | "note:" => self.note(word),
            "allow" => self.allow(word),
            "" => None,
            other => match other.strip_prefix("id=") {
                Some(_) => self.id(word),
                None => self.unknown(word),
            },
        }
    }

    fn note(&mut self, word: Span) -> Option<Directive> {
        let words = self.all();
        if words.start == words.end {
            self.report(
                word,
                "a note without words".to_owned(),
                "write it after the word: `note …`".to_owned(),
            );
            return None;
        }
        Some(Directive::Note(Words::Body(words)))
    }

    fn id(&mut self, word: Span) -> Option<Directive> {
        let value = Span { start: word.start + 3, end: word.end };
        let bare = value.of(self.body).trim_end_matches(',');
        let id = bare.trim_matches('"');
        if !may_be_id(id) {
            self.found.push(refused(id, self.path, value));
            return None;
        }
        let quote = u32::from(bare.starts_with('"'));
        let start = value.start + quote;
        Some(Directive::Id(Words::Body(Span { start, end: start + u32::try_from(id.len()).unwrap_or(0) })))
    }

    /// `allow RULE: reason`.
    fn allow(&mut self, word: Span) -> Option<Directive> {
        let all = self.all();
        let length = all
            .of(self.body)
            .find([':', ' ', '\n', '\t'])
            .map_or(all.end - all.start, |at| u32::try_from(at).unwrap_or(u32::MAX));
        let rule = Span { start: all.start, end: all.start + length };
        if rule.start == rule.end {
            let help = "write `allow RULE: reason`".to_owned();
            self.report(word, "`allow` without a rule".to_owned(), help);
            return None;
        }
        self.known_rule(rule)?;
        let reason = reason(Span { start: rule.end, end: all.end }, self.body);
        if reason.start == reason.end {
            let name = rule.of(self.body);
            let help = format!("say why: `allow {name}: the reason`");
            self.report(rule, format!("`allow {name}` without a reason"), help);
            return None;
        }
        Some(Directive::Allow { rule: Words::Body(rule), reason: Words::Body(reason) })
    }

    fn known_rule(&mut self, rule: Span) -> Option<()> {
        let name = rule.of(self.body);
        if Id::ALL.iter().any(|known| known.name() == name) {
            return Some(());
        }
        let meant = nearest(name, Id::ALL.iter().map(|known| known.name()));
        let help = meant.map_or_else(
            || "the rules are listed in docs/diagnostics.md".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        self.report(rule, format!("there is no rule `{name}`"), help);
        None
    }

    fn unknown(&mut self, word: Span) -> Option<Directive> {
        let written = word.of(self.body);
        let name = written.split(['=', ':']).next().unwrap_or(written);
        let help = match (name, nearest(name, WORDS)) {
            ("id", _) | (_, Some("id")) => "write `id=why`".to_owned(),
            (_, Some(meant)) => format!("did you mean `{meant}`?"),
            (_, None) => format!("known words: {}", WORDS.map(|word| format!("`{word}`")).join(", ")),
        };
        self.report(word, format!("`{written}` is no directive"), help);
        None
    }

    fn report(&mut self, span: Span, message: String, help: String) {
        let place = Place::body(self.path, span);
        self.found.push(Diagnostic::new(Id::Directive, message).at(place).help(help));
    }
}

/// What follows the colon, without blanks around it.
fn reason(after: Span, body: &str) -> Span {
    let text = after.of(body);
    let reason = text.trim_start().strip_prefix(':').unwrap_or_default().trim();
    let start = after.end as usize - text.trim_end_matches(char::is_whitespace).len().min(reason.len());
    let end = after.start as usize + text.trim_end().len();
    Span::new(start.min(end).max(end - reason.len())..end)
}
