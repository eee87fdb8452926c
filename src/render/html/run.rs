use super::Writer;
use super::decor::{Dress, Mention, Sentence};
use super::inline::tags;
use crate::diagnostic::Span;
use crate::text::Mark;
use crate::text::typography::Set;

/// Where the writing of one block's words stands.
pub(super) struct Run<'d> {
    sentences: &'d [Sentence],
    sentence_attributes: &'d str,
    mentions: &'d [Mention],
    set: &'d [Set],
    in_sentence: bool,
    in_mention: bool,
    /// The marks around, which a sentence's end closes and opens again.
    pub(super) marks: Vec<Mark>,
    /// What closes the links around.
    pub(super) links: Vec<String>,
    /// In a table's head.
    pub(super) head: bool,
}

impl<'d> Run<'d> {
    pub(super) fn new(dress: &'d Dress) -> Self {
        Self {
            sentences: &dress.sentences,
            sentence_attributes: &dress.sentence_attributes,
            mentions: &dress.mentions,
            set: &dress.set,
            in_sentence: false,
            in_mention: false,
            marks: Vec::new(),
            links: Vec::new(),
            head: false,
        }
    }

    /// The sentence that begins at or before `at`, if it has not begun yet.
    fn next_sentence(&mut self, at: u32) -> Option<&'d Sentence> {
        // A link is never cut: its sentence goes on to its end.
        if !self.links.is_empty() {
            return None;
        }
        let begun = self.sentences.partition_point(|sentence| sentence.start <= at);
        let (begun, rest) = self.sentences.split_at(begun);
        self.sentences = rest;
        begun.last()
    }

    /// Whether `at` is in the mention that comes next; passed ones are forgotten.
    fn is_in_mention(&mut self, at: u32) -> bool {
        let passed = self.mentions.partition_point(|mention| mention.span.end <= at);
        self.mentions = &self.mentions[passed..];
        self.links.is_empty() && self.mentions.first().is_some_and(|mention| mention.span.start <= at)
    }

    /// Where after `at` something begins or ends.
    fn stop(&self, at: u32, end: u32) -> u32 {
        let sentence =
            self.sentences.first().filter(|_| self.links.is_empty()).map(|sentence| sentence.start);
        let mention = self
            .mentions
            .first()
            .map(|mention| if mention.span.start > at { mention.span.start } else { mention.span.end });
        [sentence, mention].into_iter().flatten().filter(|stop| *stop > at).fold(end, u32::min)
    }
}

impl Writer<'_, '_> {
    /// Text as the body says it, with its quotes set.
    pub(super) fn text(&mut self, span: Span, run: &mut Run<'_>) {
        if span.start == span.end {
            return self.out.text("");
        }
        let mut at = span.start;
        while at < span.end {
            self.begin_words(at, run);
            let stop = run.stop(at, span.end);
            self.set_words(Span { start: at, end: stop }, run);
            at = stop;
        }
    }

    fn set_words(&mut self, span: Span, run: &mut Run<'_>) {
        let passed = run.set.partition_point(|set| set.span.end <= span.start);
        run.set = &run.set[passed..];
        let mut at = span.start;
        for set in run.set.iter().take_while(|set| set.span.end <= span.end) {
            self.words(Span { start: at, end: set.span.start });
            self.out.text(set.words);
            at = set.span.end;
        }
        self.words(Span { start: at, end: span.end });
    }

    fn words(&mut self, span: Span) {
        if span.start < span.end {
            self.out.text(span.of(self.source.body));
        }
    }

    /// Words follow that stand at `at`: their sentence and their mention begin.
    pub(super) fn begin_words(&mut self, at: u32, run: &mut Run<'_>) {
        if run.in_mention && run.mentions.first().is_none_or(|mention| mention.span.end <= at) {
            self.end_mention(run);
        }
        self.begin_sentence(at, run);
        if run.is_in_mention(at) && !run.in_mention {
            run.in_mention = true;
            let attributes = run.mentions.first().map_or("", |mention| &mention.attributes);
            self.out.html("<a");
            self.out.html(attributes);
            self.out.html(">");
        }
    }

    pub(super) fn end_mention(&mut self, run: &mut Run<'_>) {
        if std::mem::take(&mut run.in_mention) {
            self.out.html("</a>");
        }
    }

    /// Ends the sentence before and begins the one at `at`, through the marks around.
    pub(super) fn begin_sentence(&mut self, at: u32, run: &mut Run<'_>) {
        let Some(sentence) = run.next_sentence(at) else { return };
        self.end_mention(run);
        self.close_marks(run);
        self.end_sentence(run);
        self.out.html("<span");
        self.out.html(run.sentence_attributes.get(sentence.attributes.clone()).unwrap_or_default());
        self.out.html(">");
        self.out.html(run.sentence_attributes.get(sentence.anchors.clone()).unwrap_or_default());
        run.in_sentence = true;
        for mark in &run.marks {
            self.out.html(tags(*mark).0);
        }
    }

    fn close_marks(&mut self, run: &Run<'_>) {
        for mark in run.marks.iter().rev() {
            self.out.html(tags(*mark).1);
        }
    }

    pub(super) fn end_sentence(&mut self, run: &mut Run<'_>) {
        self.end_mention(run);
        if std::mem::take(&mut run.in_sentence) {
            self.out.html("</span>");
        }
    }
}
