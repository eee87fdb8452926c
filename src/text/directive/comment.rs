//! `<!-- diglot: WORD … -->`.

use super::Found;
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span, nearest};
use crate::text::model::{Directive, Words};

/// The words that stand alone.
const WORDS: [&str; 6] = ["alone", "todo", "with-previous", "id", "note", "allow"];

/// The words of a `diglot:` comment, as a stretch of the body.
#[derive(Clone, Copy)]
pub(in crate::text) struct Comment {
    words: Span,
}

/// The comment that raw HTML at `span` is, if it is for Diglot and nothing else stands with it.
pub(in crate::text) fn comment(span: Span, body: &str) -> Option<Comment> {
    let html = span.of(body);
    let inner = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let words = inner.trim_start().strip_prefix("diglot:")?;
    let start = words.as_ptr().addr() - body.as_ptr().addr();
    let single = !words.contains("-->");
    single.then(|| Comment { words: Span::new(start..start + words.len()) })
}

impl Comment {
    /// What it says, each with its place.
    pub(super) fn read(self, body: &str, path: &SourcePath) -> Found<Vec<(Directive, Span)>> {
        let mut reader = Reader { body, path, at: self.words.start, end: self.words.end, found: Vec::new() };
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
        if id.is_empty() || id.contains(['.', '"', '\'', '<', '>', '&', '#']) {
            let message = format!("`{bare}` cannot be an id");
            let help = "letters, digits, `-` and `_`; a dot would clash with the ids that paragraphs get";
            self.report(value, message, help.to_owned());
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
