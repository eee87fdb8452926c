//! Quotes: a mention's sentence, its address and its partner sentence. Without source positions,
//! so that an edit above a quote leaves it equal.

use std::collections::BTreeMap;
use std::ops::Range;

use super::mention::{Mention, mentions, mentions_of};
use crate::db::{Db, File};
use crate::diagnostic::Span;
use crate::parallel::{Bead, SentenceAt, Threads, beads_of, sentences_of};
use crate::site::{Language, Sides, Work, WorkKey, role, sides};
use crate::text::{BlockKind, Prose, text};

/// A sentence that mentions a term, with its partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The work.
    pub work: WorkKey,
    /// Where the sentence stands on its page: `why.3.2`.
    pub anchor: String,
    /// The sentence and its partner, the mentioning one first.
    pub passages: Vec<Passage>,
}

/// A sentence, or the sentences that answer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its language.
    pub language: Language,
    /// Its words.
    pub text: String,
    /// Where the term stands in it, in bytes.
    pub marks: Vec<Range<usize>>,
}

/// A file's quotes of an entry. An original's have a partner in each gloss, a gloss's in the
/// original.
#[salsa::tracked(returns(ref))]
pub fn quotes<'db>(db: &'db dyn Db, file: File, entry: Work<'db>) -> Vec<Quote> {
    let Some((key, language)) = role(db, file).as_ref() else { return Vec::new() };
    let work = Work::new(db, key.clone());
    let Some(sides) = sides(db, work).as_ref() else { return Vec::new() };
    let wanted = mentions(db, file).mentions.iter().filter(|mention| mention.entry == *entry.key(db));
    let partners: Vec<Language> = match *language == sides.original {
        true => sides.glosses().collect(),
        false => vec![sides.original],
    };
    let reading = Reading { db, work, sides, language: *language, partners: &partners };
    let mut quotes: Vec<Quote> = Vec::new();
    for mention in wanted {
        let Some(quote) = reading.quote(mention) else { continue };
        match quotes.iter_mut().find(|other| other.anchor == quote.anchor) {
            Some(other) => other.mark(quote),
            None => quotes.push(quote),
        }
    }
    quotes
}

impl Quote {
    /// Adds the marks of the same sentence's quote.
    fn mark(&mut self, other: Self) {
        for passage in other.passages {
            match self.passages.iter_mut().find(|own| own.language == passage.language) {
                Some(own) => {
                    own.marks.extend(passage.marks);
                    own.marks.sort_by_key(|mark| mark.start);
                    own.marks.dedup();
                }
                None => self.passages.push(passage),
            }
        }
    }
}

/// All quotes of a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concordance {
    /// By work, in the order of the files that mention the term.
    pub works: Vec<(WorkKey, Vec<Quote>)>,
}

/// An entry's concordance: the quotes of the files that mention it; sentences that answer each
/// other are one quote, marked on both sides.
#[salsa::tracked(returns(ref))]
pub fn concordance<'db>(db: &'db dyn Db, entry: Work<'db>) -> Concordance {
    let mut order = Vec::new();
    let mut by_work: BTreeMap<WorkKey, Vec<Quote>> = BTreeMap::new();
    for file in mentions_of(db, entry) {
        for quote in quotes(db, *file, entry) {
            let quotes = by_work.entry(quote.work.clone()).or_insert_with(|| {
                order.push(quote.work.clone());
                Vec::new()
            });
            match quotes.iter_mut().find(|other| other.anchor == quote.anchor) {
                Some(other) => other.mark(quote.clone()),
                None => quotes.push(quote.clone()),
            }
        }
    }
    let works = order.into_iter().map(|key| {
        let quotes = by_work.remove(&key).unwrap_or_default();
        (key, quotes)
    });
    Concordance { works: works.collect() }
}

/// A text while its quotes are read off.
struct Reading<'db, 'a> {
    db: &'db dyn Db,
    work: Work<'db>,
    sides: &'a Sides,
    language: Language,
    partners: &'a [Language],
}

impl Reading<'_, '_> {
    fn quote(&self, mention: &Mention) -> Option<Quote> {
        let own = self.sides.file(self.language)?;
        let is_original = self.language == self.sides.original;
        let (mut anchor, mut passages) =
            (None, vec![self.passage(own, &[self.sentence_at(own, mention)?], Some(mention.span))?]);
        for partner in self.partner_languages() {
            let gloss = if is_original { partner } else { Some(self.language) };
            let (bead, threads) = self.thread(mention, gloss, is_original)?;
            let at = self.sentence_at(own, mention)?;
            let (called, others) = partner_of(&threads, at, is_original)?;
            anchor.get_or_insert_with(|| self.address(own, mention, bead, called));
            let other = partner.and_then(|language| self.sides.file(language));
            passages.extend(other.and_then(|other| self.passage(other, &others, None)));
        }
        Some(Quote { work: self.work.key(self.db).clone(), anchor: anchor?, passages })
    }

    /// Where the sentence is found; a heading is one address, for `why.1` is what stands below it.
    fn address(&self, file: File, mention: &Mention, bead: &Bead, number: usize) -> String {
        match text(self.db, file).block(mention.block).kind {
            BlockKind::Heading { .. } => bead.id.to_string(),
            _ => format!("{}.{number}", bead.id),
        }
    }

    /// The languages to look for partners in; `None` stands for a work without any gloss.
    fn partner_languages(&self) -> Vec<Option<Language>> {
        if self.partners.is_empty() { vec![None] } else { self.partners.iter().copied().map(Some).collect() }
    }

    fn thread(
        &self,
        mention: &Mention,
        gloss: Option<Language>,
        is_original: bool,
    ) -> Option<(&Bead, Threads)> {
        let beads = &beads_of(self.db, self.work, gloss).beads;
        let bead = beads.iter().find(|bead| {
            let run = if is_original { bead.original } else { bead.gloss };
            run.is_some_and(|run| run.contains(mention.block))
        })?;
        let original = sentences_of(self.db, self.sides.file(self.sides.original)?);
        let gloss = gloss.and_then(|language| self.sides.file(language));
        Some((bead, Threads::of(bead, original, gloss.map(|file| sentences_of(self.db, file)))))
    }

    fn sentence_at(&self, file: File, mention: &Mention) -> Option<SentenceAt> {
        let spans = sentences_of(self.db, file).of(mention.block);
        let after = spans.partition_point(|span| span.start <= mention.span.start);
        Some(SentenceAt { block: mention.block, index: after.checked_sub(1)? })
    }

    /// The words of sentences, which may stand in several blocks.
    fn passage(&self, file: File, sentences: &[SentenceAt], mark: Option<Span>) -> Option<Passage> {
        let (language, mut words, mut marks) = (role(self.db, file).as_ref()?.1, String::new(), Vec::new());
        for at in sentences {
            let source = text(self.db, file);
            let prose = Prose::of(source, file.body(self.db), source.block(at.block));
            let span = sentences_of(self.db, file).of(at.block).get(at.index).copied()?;
            let range = stretch(&prose, span);
            if !words.is_empty() {
                words.push(' ');
            }
            if let Some(mark) = mark {
                let within = stretch(&prose, mark);
                let (start, end) = (within.start.max(range.start), within.end.min(range.end));
                if start < end {
                    marks.push(words.len() + start - range.start..words.len() + end - range.start);
                }
            }
            words.push_str(prose.text.get(range)?.trim_end());
        }
        (!words.is_empty()).then_some(Passage { language, text: words, marks })
    }
}

/// Where in the prose a stretch of the body is. Its ends may fall on marks, which the prose does
/// not have; then the nearest words inside count.
fn stretch(prose: &Prose, span: Span) -> Range<usize> {
    let start = (span.start..span.end).find_map(|at| prose.offset(at)).unwrap_or(0);
    let end = (span.start..span.end).rev().find_map(|at| {
        let last = prose.offset(at)?;
        Some(last + prose.text.get(last..)?.chars().next().map_or(0, char::len_utf8))
    });
    start..end.unwrap_or(start)
}

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
