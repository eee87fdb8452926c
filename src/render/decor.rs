//! What a page adds to a text: ids, sentences, mentions, where links lead, quotes by language.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::code;
use super::html::{
    Around, Decor, Dress, Mention, Raw, Sentence, Source, escape, escape_attribute, without_ids,
};
use super::output::Shelf;
use super::place::{shelf_address, towards};
use super::plan::{Half, Plan, Planned};
use super::strings::Strings;
use crate::db::{Db, File};
use crate::glossary::{Mentions, mentions, name_of};
use crate::parallel::{Anchors, Sentences, Side, anchors_of, heading_ids, sentences_of, side, threads_of};
use crate::site::{
    Address, Language, SectionKey, Sides, Target, View, Work, WorkKey, config, fragment, resolve_link,
};
use crate::text::typography::Set;
use crate::text::{Alert, BlockId, BlockKind, Link, LinkId, LinkKind, mathml, raw_ids, typeset};

/// A side of a work on a page.
pub(super) struct PageDecor<'db> {
    pub db: &'db dyn Db,
    pub file: File,
    pub language: Language,
    pub half: Half,
    pub view: View,
    pub sides: &'db Sides,
    pub plan: Plan<'db>,
    pub mentions: &'db Mentions,
    pub sentences: &'db Sentences,
    pub typeset: &'db [Box<[Set]>],
    pub base: &'db str,
    /// Whether blocks and sentences carry the ids of the page. In a parallel view the row has the
    /// bead's, and the original's sentences have theirs.
    pub ids: Ids,
    /// Before the ids of footnotes: two sides can share a page, and no heading's slug has the dot.
    pub note_prefix: String,
    /// What the way back from a footnote is called.
    pub note_back: String,
    /// What a gloss's headings answer to beside the original's ids, where that is free.
    pub own_ids: Vec<(BlockId, String)>,
    /// Ids that this side's raw HTML must not have, as the other side of the page has them.
    pub taken: BTreeSet<String>,
    /// Lets the text's raw HTML pass.
    pub raw: Raw,
    /// What the interface says.
    pub strings: &'db Strings,
}

/// Who carries the ids on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ids {
    /// Blocks and sentences: a view of one language.
    All,
    /// Sentences only: the original in a parallel view.
    Sentences,
    /// Nothing: the gloss in a parallel view.
    None,
}

impl<'db> PageDecor<'db> {
    fn before(&self, source: Source<'_>, block: BlockId, planned: &Planned) -> String {
        let mut before = String::new();
        if let BlockKind::Heading { .. } = source.text.block(block).kind {
            let own = self.own_ids.iter().find(|(heading, _)| *heading == block);
            own.into_iter().for_each(|(_, id)| anchor(&mut before, id));
        } else if self.ids == Ids::All {
            self.further_sentences(&mut before, block, planned);
        }
        before
    }

    /// The number beside a block, a link to it. Footnotes, which bring their own sign, have none.
    fn pin(&self, kind: BlockKind, planned: &Planned) -> String {
        let (sign, key) = match (kind, planned.number) {
            (BlockKind::Heading { .. }, _) => ("§".to_owned(), "section_link"),
            (_, Some(number)) => (number.to_string(), "passage"),
            _ => return String::new(),
        };
        let mut out = String::with_capacity(96);
        let words = self.strings.say_of(key, self.language.as_str(), ("number", &sign)).unwrap_or_default();
        out.push_str("<a class=\"pin\" href=\"#");
        out.push_str(&fragment(&planned.bead));
        out.push_str("\" aria-label=\"");
        escape_attribute(&mut out, &words);
        out.push_str("\">");
        out.push_str(&sign);
        out.push_str("</a>");
        out
    }

    /// What stands in the place of words that are still to be glossed.
    fn todo(&self) -> String {
        self.said("todo")
    }

    /// A string as HTML; with its own `lang` where another language stands in.
    fn said(&self, key: &str) -> String {
        let said = self.strings.get(key, self.language.as_str(), None, &[]).unwrap_or_default();
        let language = self.strings.language_of(key, self.language);
        let mut words = String::with_capacity(said.len());
        escape(&mut words, &said);
        if language == self.language { words } else { format!("<span{}>{words}</span>", lang(language)) }
    }

    /// Empty anchors for sentence numbers that a gloss's sentence answers to beside its first.
    fn further_sentences(&self, out: &mut String, block: BlockId, planned: &Planned) {
        for index in 0..self.sentences.of(block).len() {
            for number in self.plan.called(planned, index).answers.skip(1) {
                anchor(out, &format!("{}.{number}", planned.bead));
            }
        }
    }

    /// A block's sentences, and their attributes one after another.
    fn sentences(&self, source: Source<'_>, block: BlockId, planned: &Planned) -> (Vec<Sentence>, String) {
        let spans = self.sentences.of(block);
        // A heading is one address: `why.1` is the first paragraph below it.
        let heading = matches!(source.text.block(block).kind, BlockKind::Heading { .. });
        let mut attributes = String::with_capacity(spans.len() * 48);
        let mut sentences = Vec::with_capacity(spans.len());
        let mut bead = String::new();
        escape_attribute(&mut bead, &planned.bead);
        for (index, span) in spans.iter().enumerate() {
            let called = self.plan.called(planned, index);
            let start = attributes.len();
            attributes.push_str(" class=\"s\"");
            let number = called.answers.clone().next().filter(|_| self.ids != Ids::None && !heading);
            if let Some(number) = number {
                attributes.push_str(" id=\"");
                attributes.push_str(&bead);
                attributes.push('.');
                push_number(&mut attributes, number);
                attributes.push('"');
            }
            attributes.push_str(" data-s=\"");
            push_number(&mut attributes, called.pair);
            attributes.push('"');
            sentences.push(Sentence { start: span.start, attributes: start..attributes.len() });
        }
        (sentences, attributes)
    }

    fn mentions(&self, block: BlockId) -> Vec<Mention> {
        let all = &self.mentions.mentions;
        let first = all.partition_point(|mention| mention.block < block);
        let here = all[first..].iter().take_while(|mention| mention.block == block);
        let link = |mention: &crate::glossary::Mention| Mention {
            span: mention.span,
            attributes: self.to_work(&mention.entry, None, " class=\"t\""),
        };
        here.filter(|mention| mention.linked && !mention.marked).map(link).collect()
    }

    /// The attributes of a link to a work.
    fn to_work(&self, key: &WorkKey, anchor: Option<&str>, class: &str) -> String {
        let (address, other) = towards(self.db, key, self.view);
        let mut attributes = [class, " href=\"", &address.href(self.base)].concat();
        if let Some(anchor) = anchor {
            attributes.push('#');
            attributes.push_str(&fragment(anchor));
        }
        attributes.push('"');
        if let Some(other) = other {
            let _ = write!(attributes, " hreflang=\"{other}\"");
        }
        attributes
    }

    fn address_of(&self, target: Target) -> Option<String> {
        match target {
            Target::Work { key, anchor, language } => {
                // A link that names another language than the text's means that side.
                let other = language
                    .filter(|language| *language != self.language && *language != self.sides.original);
                let view = other.map_or(self.view, View::Single);
                let anchor = anchor.map_or_else(String::new, |anchor| format!("#{}", fragment(&anchor)));
                Some(format!("{}{anchor}", towards(self.db, &key, view).0.href(self.base)))
            }
            Target::Section(key) => Some(self.section(key).href(self.base)),
            Target::Tag(tag) => Some(shelf_address(self.db, &Shelf::Tag(tag), self.view).href(self.base)),
            Target::Here(anchor) => Some(format!("#{}", fragment(&anchor))),
            Target::File(path) => Some(Address::href_of_file(&path, self.base)),
            Target::Elsewhere | Target::Nowhere => None,
        }
    }

    fn section(&self, key: SectionKey) -> Address {
        shelf_address(self.db, &Shelf::Section(key), self.view)
    }

    fn resolved(&self, written: &str) -> Option<String> {
        let original = self.sides.file(self.sides.original).map(|file| file.path(self.db));
        self.address_of(resolve_link(self.db, self.file.path(self.db), original, written))
    }

    fn term(&self, source: Source<'_>, link: &Link, id: LinkId) -> Around {
        let Some(key) = self.mentions.named(id) else { return Around::nothing() };
        let anchor = source.words(link.target).split_once('#').map(|(_, anchor)| anchor.to_owned());
        let attributes = self.to_work(key, anchor.as_deref(), " class=\"t\"");
        if link.kind != LinkKind::Shorthand(false) {
            return Around::anchor(&attributes);
        }
        let (language, name) = name_of(self.db, key, self.language);
        let own = if language == self.language { String::new() } else { lang(language) };
        let mut words = format!("<a{attributes}{own}>");
        escape(&mut words, &name);
        words.push_str("</a>");
        Around::Instead(words)
    }

    /// An inline gloss: the words, and the gloss beside them, in mark-up of its own.
    fn inline_gloss(&self, source: Source<'_>, link: &Link) -> Around {
        let config = &config(self.db).config;
        let tag = source.words(link.target);
        let language = if tag.is_empty() {
            config.glosses.first().map(|gloss| gloss.language)
        } else {
            Language::new(tag)
        };
        let single = matches!(self.view, View::Single(_));
        let wanted = language.filter(|language| {
            single
                || *language == self.sides.original
                || super::place::gloss_of(self.sides, self.view) == Some(*language)
        });
        let Some(language) = wanted.filter(|_| self.half == Half::Original) else { return Around::nothing() };
        let mut close = format!(
            "<span class=\"i-note\" role=\"note\" lang=\"{language}\" dir=\"{}\">",
            super::locale::dir(language)
        );
        escape(&mut close, &crate::text::typography::set(source.words(link.title), language));
        close.push_str("</span></span>");
        Around::Tags { open: "<span class=\"i\" tabindex=\"0\">".to_owned(), close }
    }
}

impl Decor for PageDecor<'_> {
    fn language(&self) -> Option<Language> {
        Some(self.language)
    }

    fn dress(&mut self, source: Source<'_>, block: BlockId) -> Dress {
        let Some(planned) = self.plan.block(block) else { return Dress::default() };
        let begins = self.ids == Ids::All && planned.first;
        let kind = source.text.block(block).kind;
        let (sentences, sentence_attributes) = self.sentences(source, block, planned);
        Dress {
            id: begins.then(|| planned.bead.to_string()),
            pin: if begins { self.pin(kind, planned) } else { String::new() },
            instead: planned.todo.then(|| self.todo()),
            class: if planned.todo { "todo".to_owned() } else { String::new() },
            attributes: String::new(),
            before: self.before(source, block, planned),
            sentences,
            sentence_attributes,
            mentions: self.mentions(block),
            set: self.typeset.get(block.0 as usize).map_or_else(Vec::new, |set| set.to_vec()),
        }
    }

    fn link(&mut self, source: Source<'_>, id: LinkId) -> Around {
        let link = source.link(id);
        match link.kind {
            LinkKind::NoTerm => Around::nothing(),
            LinkKind::Gloss => self.inline_gloss(source, link),
            LinkKind::Term | LinkKind::Shorthand(_) => self.term(source, link, id),
            LinkKind::Address => match self.resolved(source.words(link.target)) {
                Some(address) => {
                    let mut attributes = String::from(" href=\"");
                    escape_attribute(&mut attributes, &address);
                    attributes.push('"');
                    Around::anchor(&attributes)
                }
                None => Around::as_written(source, id),
            },
            LinkKind::Auto | LinkKind::Bare | LinkKind::Email => Around::as_written(source, id),
        }
    }

    fn address(&mut self, source: Source<'_>, id: LinkId) -> Option<String> {
        self.resolved(source.words(source.link(id).target))
    }

    fn image_attributes(&mut self, _source: Source<'_>, _link: LinkId) -> String {
        " loading=\"lazy\"".to_owned()
    }

    fn code(&mut self, info: &str, code: &str) -> Option<String> {
        code::inside(self.db, info, code)
    }

    fn code_frame(&mut self, info: &str) -> Option<(String, String)> {
        code::frame(info)
    }

    fn math(&mut self, formula: &str, apart: bool) -> Option<String> {
        let html = mathml(formula, apart).unwrap_or_else(|_| {
            let mut source = String::from("<code>");
            escape(&mut source, formula);
            source + "</code>"
        });
        // One that is wider than the page is scrolled by itself.
        Some(if apart { format!("<span class=\"formula\">{html}</span>") } else { html })
    }

    fn raw<'h>(&mut self, html: &'h str) -> Cow<'h, str> {
        let mut raw = std::mem::take(&mut self.raw);
        let passed = raw.pass(html, &mut |_, written| self.resolved(written));
        self.raw = raw;
        if self.taken.is_empty() { passed } else { without_ids(passed, &self.taken) }
    }

    fn alert(&self, kind: Alert) -> String {
        let key = match kind {
            Alert::Note => "alert_note",
            Alert::Tip => "alert_tip",
            Alert::Important => "alert_important",
            Alert::Warning => "alert_warning",
            Alert::Caution => "alert_caution",
        };
        self.said(key)
    }

    fn task(&self, done: bool) -> String {
        let key = if done { "task_done" } else { "task_open" };
        self.strings.get(key, self.language.as_str(), None, &[]).unwrap_or_default()
    }

    fn note_prefix(&self) -> &str {
        &self.note_prefix
    }

    fn note_back(&self) -> &str {
        &self.note_back
    }
}

/// The attributes that say the language of words within those of another.
fn lang(language: Language) -> String {
    format!(" lang=\"{language}\" dir=\"{}\"", super::locale::dir(language))
}

/// A number in digits. Sentences have two each, and most are below ten.
fn push_number(out: &mut String, number: usize) {
    match u8::try_from(number) {
        Ok(digit @ 0..=9) => out.push(char::from(b'0' + digit)),
        _ => out.push_str(&number.to_string()),
    }
}

fn anchor(out: &mut String, id: &str) {
    let _ = write!(out, "<a id=\"{}\"></a>", Escaped(id));
}

/// A text as an attribute's value wants it.
pub(super) struct Escaped<'a>(pub &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.0.contains(['&', '<', '>', '"', '\'']) {
            return f.write_str(self.0);
        }
        let mut out = String::new();
        escape_attribute(&mut out, self.0);
        f.write_str(&out)
    }
}

/// The ids of a gloss's headings that the original has not taken.
fn own_ids(gloss: Side<'_>, taken: &Anchors) -> Vec<(BlockId, String)> {
    let mut own = heading_ids(gloss);
    own.retain(|(_, own)| taken.blocks.iter().all(|(id, _)| **id != **own));
    own
}

/// The ids of an original's page that raw HTML of its gloss must not have beside it.
fn taken(original: Side<'_>, gloss: Side<'_>, anchors: &Anchors) -> BTreeSet<String> {
    if raw_ids(gloss.text, gloss.body).is_empty() {
        return BTreeSet::new();
    }
    let raw = raw_ids(original.text, original.body);
    let raw = raw.into_iter().map(|(_, span)| span.of(original.body).to_owned());
    raw.chain(anchors.blocks.iter().map(|(id, _)| id.to_string())).collect()
}

/// A decor for one side of a work in a view.
pub(super) fn side_decor<'db>(
    db: &'db dyn Db,
    work: Work<'db>,
    sides: &'db Sides,
    half: Half,
    language: Language,
    view: View,
    ids: Ids,
) -> Option<PageDecor<'db>> {
    let file = sides.file(language)?;
    let gloss = match half {
        Half::Original => super::place::gloss_of(sides, view),
        Half::Gloss => Some(language),
    };
    let beads = crate::parallel::beads_of(db, work, gloss);
    let sentences = sentences_of(db, file);
    let plan = Plan::new(half, crate::text::text(db, file), sentences, beads, threads_of(db, work, gloss));
    let strings = &super::strings::strings(db).strings;
    Some(PageDecor {
        db,
        file,
        language,
        half,
        view,
        sides,
        plan,
        mentions: mentions(db, file),
        sentences,
        typeset: typeset(db, file),
        base: config(db).config.base_url.path(),
        ids,
        note_prefix: format!("{language}."),
        note_back: strings.get("footnote_back", language.as_str(), None, &[]).unwrap_or_default(),
        own_ids: match half {
            Half::Original => Vec::new(),
            Half::Gloss => own_ids(side(db, file), anchors_of(db, work)),
        },
        taken: match ids {
            Ids::None => {
                let original = sides.file(sides.original)?;
                taken(side(db, original), side(db, file), anchors_of(db, work))
            }
            Ids::All | Ids::Sentences => BTreeSet::new(),
        },
        raw: Raw::new(config(db).config.raw_html),
        strings,
    })
}
