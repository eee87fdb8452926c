//! Reading quotes off a work, from each text's first mention to its last.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::mention::Mention;
use super::naming::prose_of;
use super::quote::{Passage, Quote};
use super::said::Said;
use super::sighting::is_closed;
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
    groups: Vec<Rc<Group>>,
    places: BTreeMap<(Language, SentenceAt), Place>,
}

/// Sentences that answer each other, by language: what readers are shown together.
type Group = BTreeMap<Language, BTreeSet<SentenceAt>>;

/// Where a sentence belongs: its group's number in the work, and its address.
#[derive(Clone)]
struct Place {
    group: usize,
    anchor: Box<str>,
}

/// Who answers a sentence in one gloss.
struct Answer {
    bead: Anchor,
    /// The number by which the sentence is addressed; none in a heading, which is one address, for
    /// `why.1` is what stands below it.
    called: Option<usize>,
    /// The sentences of the sentence's own side, itself among them, that the others answer.
    own: Vec<SentenceAt>,
    /// The sentences of the other side.
    others: Vec<SentenceAt>,
}

impl Answer {
    /// Where the sentence stands on its page.
    fn anchor(&self) -> Box<str> {
        self.called.map_or_else(|| Box::from(&*self.bead), |called| format!("{}.{called}", self.bead).into())
    }
}

impl<'db> Reading<'db> {
    pub(super) fn of(db: &'db dyn Db, work: Work<'db>, sides: &'db Sides) -> Self {
        Self { db, work, sides, words: BTreeMap::new(), groups: Vec::new(), places: BTreeMap::new() }
    }

    /// The quote of a mention in the text in `language`, on each side all sentences that answer each
    /// other there; and the number of these in the work, for they are one quote, whichever mentions.
    pub(super) fn quote(&mut self, language: Language, mention: &Mention) -> Option<(usize, Quote)> {
        let at = self.words(language)?.sentence_at(mention)?;
        let Place { group: number, anchor } = self.place(language, at)?;
        let group = self.groups.get(number)?.clone();
        // What stands where it stands by itself is a mention in the partner too, and marks it there;
        // a term that only its author's mark makes one may stand in the partner unmarked.
        let counterpart = if mention.marked { Marking::Of(&mention.entry) } else { Marking::None };
        let mut passages = Vec::with_capacity(group.len());
        for (side, sentences) in &*group {
            let is_own = *side == language;
            let marking = if is_own { Marking::At(mention.block, mention.span) } else { counterpart };
            let passage = self.words(*side).and_then(|words| words.passage(sentences, marking));
            if is_own && passage.is_none() {
                return None;
            }
            passages.extend(passage);
        }
        Some((number, Quote { anchor, passages: passages.into() }))
    }

    /// Where a sentence belongs; none if it is no part of what is paired.
    fn place(&mut self, language: Language, at: SentenceAt) -> Option<Place> {
        if !self.places.contains_key(&(language, at)) {
            self.gather(language, at);
        }
        self.places.get(&(language, at)).cloned()
    }

    /// Gathers the sentences that answer one, and those that these answer in turn: what one gloss says
    /// in one sentence with the next, another may say in two. A cell of a table says little by itself, so
    /// that its row is gathered with it.
    fn gather(&mut self, language: Language, at: SentenceAt) {
        let (number, mut group, mut waiting) = (self.groups.len(), Group::new(), vec![(language, at)]);
        while let Some((language, at)) = waiting.pop() {
            if !group.entry(language).or_default().insert(at) {
                continue;
            }
            let row = self.words(language).map_or_else(Vec::new, |words| words.row(at));
            waiting.extend(row.into_iter().map(|at| (language, at)));
            let is_original = language == self.sides.original;
            for gloss in self.glosses_of(language) {
                let Some(answer) = self.answer(at, is_original, gloss) else { continue };
                let place = || Place { group: number, anchor: answer.anchor() };
                self.places.entry((language, at)).or_insert_with(place);
                let other = if is_original { gloss } else { Some(self.sides.original) };
                waiting.extend(answer.own.into_iter().map(|at| (language, at)));
                waiting.extend(answer.others.into_iter().filter_map(|at| Some((other?, at))));
            }
        }
        self.groups.push(Rc::new(group));
    }

    /// The glosses to look for a sentence's partners in; `None` stands for a work without any gloss.
    fn glosses_of(&self, language: Language) -> Vec<Option<Language>> {
        if language != self.sides.original {
            return vec![Some(language)];
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
        let Pair { called, own, others } = pair_of(threads, at, is_original)?;
        let called = called.filter(|_| !is_heading).map(|number| threads.address(&bead.id, number));
        let (bead, called) = called.map_or((&bead.id, None), |(bead, number)| (bead, Some(number)));
        Some(Answer { bead: bead.clone(), called, own, others })
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

/// What stands between cells of a table that are quoted.
const CELLS: &str = " · ";

/// What is to be marked in words that are quoted.
#[derive(Clone, Copy)]
enum Marking<'m> {
    /// Nothing.
    None,
    /// This stretch of a block.
    At(BlockId, Span),
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

    /// The cells of the table's row in which a sentence stands, if it is all that its cell says and the
    /// others say no more: sentences that follow one another in a cell speak for themselves.
    fn row(&mut self, at: SentenceAt) -> Vec<SentenceAt> {
        let spans = self.sentences.of(at.block);
        let Some(span) = spans.get(at.index).copied() else { return Vec::new() };
        let prose = self.prose(at.block);
        if prose.rows.is_empty() {
            return Vec::new();
        }
        let starts = spans.iter().map(|span| prose.range(*span).start);
        let Some(row) = prose.row(prose.range(span).start) else { return Vec::new() };
        let cells = prose.bounds.iter().filter(|end| (row.start + 1..=row.end).contains(*end)).count();
        let said: Vec<_> = starts.enumerate().filter(|(_, start)| row.contains(start)).collect();
        let said = said.into_iter().map(|(index, _)| SentenceAt { block: at.block, index });
        if said.len() == cells { said.collect() } else { Vec::new() }
    }

    /// Whether a sentence is the first in a cell of a table.
    fn begins_cell(&mut self, at: SentenceAt) -> bool {
        let span = self.sentences.of(at.block).get(at.index).copied();
        let prose = self.prose(at.block);
        let is_start = |span| prose.bounds.binary_search(&prose.range(span).start).is_ok();
        !prose.rows.is_empty() && span.is_some_and(is_start)
    }

    /// The words of sentences, which may stand in several blocks.
    fn passage(&mut self, sentences: &BTreeSet<SentenceAt>, mark: Marking<'_>) -> Option<Passage> {
        let (text, marks) = match sentences.first() {
            Some(at) if sentences.len() == 1 => self.sentence(*at, mark)?,
            _ => self.joined(sentences, mark)?,
        };
        let language = self.language;
        (!text.is_empty()).then(|| Passage {
            language,
            text,
            marks: marks.into_iter().map(Span::new).collect(),
        })
    }

    fn joined(&mut self, sentences: &BTreeSet<SentenceAt>, mark: Marking<'_>) -> Option<Marked> {
        let (mut words, mut marks) = (String::new(), Vec::new());
        for at in sentences {
            let (text, own) = self.sentence(*at, mark)?;
            if !words.is_empty() {
                words.push_str(if self.begins_cell(*at) { CELLS } else { " " });
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
            Marking::At(block, span) if block == at.block => vec![prose.range(span)],
            Marking::None | Marking::At(..) => Vec::new(),
            Marking::Of(entry) => self.forms_of(entry, at.block),
        };
        // A link at the end of a table's cell reaches to the next cell; what is said does not.
        let range = range.start..range.start + said.len();
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
            let found = terms.find(&prose.text).into_iter();
            let found = found.map(|found| (found.range, &found.form.entry));
            let found = found.filter(|(range, _)| !is_closed(prose, range)).collect();
            self.found.insert(block, found);
        }
        let all = self.found.get(&block).map_or(&[][..], Vec::as_slice);
        all.iter().filter(|(_, other)| *other == entry).map(|(range, _)| range.clone()).collect()
    }
}

/// Words, and where in them a term stands.
type Marked = (Said, Vec<Range<usize>>);

/// A sentence among those that it is paired with.
struct Pair {
    /// Its number on its page; none where it has no address of its own.
    called: Option<usize>,
    own: Vec<SentenceAt>,
    others: Vec<SentenceAt>,
}

/// The sentences with which one is paired; alone if with none.
fn pair_of(threads: &Threads, at: SentenceAt, is_original: bool) -> Option<Pair> {
    let (own, other) = match is_original {
        true => (&threads.original, &threads.gloss),
        false => (&threads.gloss, &threads.original),
    };
    let index = own.iter().position(|(place, _)| *place == at)?;
    // An original's sentence is addressed by its own number, a gloss's by its pair's.
    let called = match is_original {
        true => Some(threads.original_called(index).answers.start),
        false => Some(threads.gloss_called(index).pair).filter(|pair| threads.is_addressed(*pair)),
    };
    let mut pairs = threads.pairs.iter().map(|(original, gloss)| match is_original {
        true => (original, gloss),
        false => (gloss, original),
    });
    let places = |side: &[(SentenceAt, Span)]| side.iter().map(|(place, _)| *place).collect();
    Some(match pairs.find(|(own, _)| own.contains(&index)) {
        Some((range, others)) => {
            Pair { called, own: places(&own[range.clone()]), others: places(&other[others.clone()]) }
        }
        None => Pair { called, own: vec![at], others: Vec::new() },
    })
}
