//! Reading quotes off a work, from each text's first mention to its last.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::mention::Mention;
use super::naming::prose_of;
use super::quote::{Passage, Quote};
use super::said::Said;
use super::term::terms;
use crate::db::{Db, File, Site};
use crate::diagnostic::Span;
use crate::parallel::{Anchor, SentenceAt, Sentences, Threads, beads_of, sentences_of, threads_of};
use crate::site::{Language, Sides, Work, WorkKey};
use crate::text::{BlockId, BlockKind, Prose, text};

/// A work while its quotes are read off. Mentions come in reading order, so what served the last
/// one is kept for the next, and what one text quotes of the other serves the other too.
pub(super) struct Reading<'db> {
    db: &'db dyn Db,
    work: Work<'db>,
    sides: &'db Sides,
    words: BTreeMap<Language, Words<'db>>,
}

/// Who answers a sentence.
struct Answer {
    bead: Anchor,
    /// The number by which the sentence is addressed; none in a heading, which is one address, for
    /// `why.1` is what stands below it.
    called: Option<usize>,
    sentences: Vec<SentenceAt>,
}

impl<'db> Reading<'db> {
    pub(super) fn of(db: &'db dyn Db, work: Work<'db>, sides: &'db Sides) -> Self {
        Self { db, work, sides, words: BTreeMap::new() }
    }

    /// The quote of a mention in the text in `language`.
    pub(super) fn quote(&mut self, language: Language, mention: &Mention) -> Option<Quote> {
        let own = self.words(language)?;
        let at = own.sentence_at(mention)?;
        let mut passages = vec![own.passage(&[at], Marking::At(mention.span))?];
        // What stands where it stands by itself is a mention in the partner too, and marks it there;
        // a term that only its author's mark makes one may stand in the partner unmarked.
        let counterpart = if mention.marked { Marking::Of(&mention.entry) } else { Marking::None };
        let mut anchor = None;
        let is_original = language == self.sides.original;
        for partner in self.partners(is_original) {
            let gloss = if is_original { partner } else { Some(language) };
            let Answer { bead, called, sentences } = self.answer(at, is_original, gloss)?;
            anchor.get_or_insert_with(|| {
                called.map_or_else(|| Box::from(&*bead), |called| format!("{bead}.{called}").into())
            });
            let words = partner.and_then(|language| self.words(language));
            passages.extend(words.and_then(|words| words.passage(&sentences, counterpart)));
        }
        Some(Quote { anchor: anchor?, passages: passages.into() })
    }

    /// The languages to look for partners in; `None` stands for a work without any gloss.
    fn partners(&self, is_original: bool) -> Vec<Option<Language>> {
        if !is_original {
            return vec![Some(self.sides.original)];
        }
        let glosses: Vec<_> = self.sides.glosses().map(Some).collect();
        if glosses.is_empty() { vec![None] } else { glosses }
    }

    fn words(&mut self, language: Language) -> Option<&mut Words<'db>> {
        let (db, file) = (self.db, self.sides.file(language)?);
        Some(self.words.entry(language).or_insert_with(|| Words {
            db,
            file,
            language,
            body: file.body(db),
            sentences: sentences_of(db, file),
            proses: BTreeMap::new(),
            said: BTreeMap::new(),
            found: BTreeMap::new(),
        }))
    }

    fn is_heading(&self, language: Language, block: BlockId) -> bool {
        let text = self.sides.file(language).map(|file| text(self.db, file));
        text.is_some_and(|text| matches!(text.block(block).kind, BlockKind::Heading { .. }))
    }

    fn answer(&self, at: SentenceAt, is_original: bool, gloss: Option<Language>) -> Option<Answer> {
        let beads = &beads_of(self.db, self.work, gloss).beads;
        let index = beads.iter().position(|bead| {
            let run = if is_original { bead.original } else { bead.gloss };
            run.is_some_and(|run| run.contains(at.block))
        })?;
        let bead = &beads[index];
        let is_heading = match (bead.original, bead.gloss.zip(gloss)) {
            (Some(run), _) => self.is_heading(self.sides.original, run.first),
            (None, Some((run, language))) => self.is_heading(language, run.first),
            (None, None) => false,
        };
        let threads = &threads_of(self.db, self.work, gloss)[index];
        let (called, sentences) = partner_of(threads, at, is_original)?;
        Some(Answer { bead: bead.id.clone(), called: Some(called).filter(|_| !is_heading), sentences })
    }
}

/// The words of one side.
struct Words<'db> {
    db: &'db dyn Db,
    file: File,
    language: Language,
    body: &'db Arc<str>,
    sentences: &'db Sentences,
    /// The prose of the blocks that were looked at.
    proses: BTreeMap<BlockId, Cow<'db, Prose>>,
    /// What was quoted before: several terms may stand in one sentence.
    said: BTreeMap<SentenceAt, Said>,
    /// Where terms stand in the prose of the blocks that were searched.
    found: BTreeMap<BlockId, Vec<(Range<usize>, &'db WorkKey)>>,
}

/// What is to be marked in words that are quoted.
#[derive(Clone, Copy)]
enum Marking<'m> {
    /// Nothing.
    None,
    /// This stretch of the body.
    At(Span),
    /// Each form of this entry's term.
    Of(&'m WorkKey),
}

impl Words<'_> {
    fn prose(&mut self, block: BlockId) -> &Prose {
        let read = || prose_of(self.db, self.file, self.language, block);
        self.proses.entry(block).or_insert_with(read)
    }

    fn sentence_at(&self, mention: &Mention) -> Option<SentenceAt> {
        let spans = self.sentences.of(mention.block);
        let after = spans.partition_point(|span| span.start <= mention.span.start);
        Some(SentenceAt { block: mention.block, index: after.checked_sub(1)? })
    }

    /// The words of sentences, which may stand in several blocks.
    fn passage(&mut self, sentences: &[SentenceAt], mark: Marking<'_>) -> Option<Passage> {
        let (text, marks) = match sentences {
            [at] => self.sentence(*at, mark)?,
            several => self.joined(several, mark)?,
        };
        let language = self.language;
        (!text.is_empty()).then(|| Passage {
            language,
            text,
            marks: marks.into_iter().map(Span::new).collect(),
        })
    }

    fn joined(&mut self, sentences: &[SentenceAt], mark: Marking<'_>) -> Option<Marked> {
        let (mut words, mut marks) = (String::new(), Vec::new());
        for at in sentences {
            let (text, own) = self.sentence(*at, mark)?;
            if !words.is_empty() {
                words.push(' ');
            }
            marks.extend(own.iter().map(|mark| words.len() + mark.start..words.len() + mark.end));
            words.push_str(&text);
        }
        Some((words.into(), marks))
    }

    fn sentence(&mut self, at: SentenceAt, mark: Marking<'_>) -> Option<Marked> {
        let span = self.sentences.of(at.block).get(at.index).copied()?;
        let (body, known) = (self.body, self.said.get(&at).cloned());
        let prose = self.prose(at.block);
        let range = prose.range(span);
        let said = match (known, prose.literal(range.clone())) {
            (Some(said), _) => said,
            (None, Some(span)) => Said::stretch(body, span.range())?,
            (None, None) => Said::from(prose.text.get(range.clone())?.trim_end().to_owned()),
        };
        let marks = match mark {
            Marking::None => Vec::new(),
            Marking::At(span) => vec![prose.range(span)],
            Marking::Of(entry) => self.forms_of(entry, at.block),
        };
        let within = |mark: Range<usize>| {
            let (start, end) = (mark.start.max(range.start), mark.end.min(range.end));
            (start < end).then(|| start - range.start..end - range.start)
        };
        self.said.insert(at, said.clone());
        Some((said, marks.into_iter().filter_map(within).collect()))
    }

    /// Where the forms of an entry's term stand in a block's prose, links and code left out.
    fn forms_of(&mut self, entry: &WorkKey, block: BlockId) -> Vec<Range<usize>> {
        if !self.found.contains_key(&block) {
            let terms = terms(self.db, Site::get(self.db), self.language);
            let prose = self.prose(block);
            let closed = |range: &Range<usize>| {
                prose.closed.iter().any(|closed| closed.start < range.end && range.start < closed.end)
            };
            let found = terms.matcher.find(&prose.text).into_iter();
            let found = found.map(|found| (found.range, &found.form.entry));
            let found = found.filter(|(range, _)| !closed(range)).collect();
            self.found.insert(block, found);
        }
        let all = self.found.get(&block).map_or(&[][..], Vec::as_slice);
        all.iter().filter(|(_, other)| *other == entry).map(|(range, _)| range.clone()).collect()
    }
}

/// Words, and where in them a term stands.
type Marked = (Said, Vec<Range<usize>>);

/// The number by which a sentence is addressed, and the sentences of the other side that answer it.
fn partner_of(threads: &Threads, at: SentenceAt, is_original: bool) -> Option<(usize, Vec<SentenceAt>)> {
    let (own, other) = match is_original {
        true => (&threads.original, &threads.gloss),
        false => (&threads.gloss, &threads.original),
    };
    let index = own.iter().position(|(place, _)| *place == at)?;
    let called = if is_original { threads.original_called(index) } else { threads.gloss_called(index) };
    let pair = threads.pairs.iter().find(|(original, gloss)| {
        if is_original { original.contains(&index) } else { gloss.contains(&index) }
    });
    let range = pair.map(|(original, gloss)| if is_original { gloss.clone() } else { original.clone() });
    let others = range.map_or_else(Vec::new, |range| other[range].iter().map(|(place, _)| *place).collect());
    // An original's sentence is addressed by its own number, a gloss's by its pair's.
    let number = if is_original { called.answers.start } else { called.pair };
    Some((number, others))
}
