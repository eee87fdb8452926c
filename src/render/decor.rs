//! What a page adds to a text: ids, sentences, mentions, where links lead, quotes by language.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::bead::numbers;
use super::code;
use super::colophon::colophon_address;
use super::footnotes::Footnotes;
use super::html::{
    Around, Decor, Dress, Mention, Raw, Sentence, Source, escape, escape_attribute, without_ids,
};
use super::output::Shelf;
use super::place::{shelf_address, towards};
use super::plan::{Half, Plan, Planned};
use super::strings::Strings;
use crate::db::{Db, File};
use crate::glossary::{Mentions, mentions, name_of};
use crate::parallel::{
    Anchor, Anchors, Places, Sentences, Side, anchors_of, places_of, sentences_of, side, threads_of,
};
use crate::site::{
    Address, Language, SectionKey, Sides, Target, View, Work, WorkKey, config, fragment, gloss_of, led,
    meant, picture_size, resolve_link, sides,
};
use crate::text::typography::Set;
use crate::text::{Alert, Block, BlockId, BlockKind, Link, LinkId, LinkKind, mathml, raw_ids, typeset};

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
    /// What the mark of a footnote is called, with a place for its number.
    pub note_mark: String,
    /// What the way back from a footnote is called.
    pub note_back: String,
    /// Which footnotes are called and which stand here.
    pub footnotes: Footnotes,
    /// The ids of the page.
    pub places: &'db Places,
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
    /// Sentences that the original has none for: the gloss in a parallel view.
    Rest,
}

impl<'db> PageDecor<'db> {
    fn before(&self, planned: &Planned) -> String {
        let mut before = String::new();
        if self.ids != Ids::All {
            return before;
        }
        if planned.first {
            self.places.guests(planned.index).for_each(|id| anchor(&mut before, id));
        }
        before
    }

    /// The number beside a block, a link to it. Footnotes, which bring their own sign, have none.
    fn pin(&self, kind: BlockKind, planned: &Planned) -> String {
        let (sign, key) = match (kind, planned.number) {
            (BlockKind::Heading { .. }, _) => ("§".to_owned(), "section_link"),
            (_, Some(number)) => (numbers(number, planned.last_number), "passage"),
            _ => return String::new(),
        };
        let mut out = String::with_capacity(96);
        let words =
            self.strings.say_of(key, self.language.as_str(), &[("number", &sign)]).unwrap_or_default();
        out.push_str("<a class=\"pin\" href=\"#");
        out.push_str(&fragment(&planned.bead));
        out.push_str("\" aria-label=\"");
        escape_attribute(&mut out, &words);
        if key == "section_link" {
            // And the heading's own words: there are many such links.
            out.push_str("\" aria-labelledby=\"");
            escape_attribute(&mut out, &planned.bead);
        }
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

    /// Empty anchors for the numbers that a gloss's sentence answers to beside its first.
    fn further_numbers(&self, out: &mut String, planned: &Planned, index: usize, addressed: usize) {
        if self.ids == Ids::All && !planned.todo {
            let answers = self.plan.called(planned, index).answers.skip(1);
            for number in answers.filter(|number| *number <= addressed) {
                let (bead, number) = self.plan.address(planned, number);
                anchor(out, &format!("{bead}.{number}"));
            }
        }
    }

    /// How many sentences of a bead have an address. Those of a heading have none: `why.1` is the first
    /// paragraph below it.
    fn addressed(&self, planned: &Planned) -> usize {
        let count = |id: &Anchor| self.places.count(id).map_or(0, |count| count as usize);
        count(&planned.bead) + self.plan.further(planned).map(count).sum::<usize>()
    }

    /// A block's sentences, and their attributes and anchors one after another.
    fn sentences(&self, block: BlockId, planned: &Planned) -> (Vec<Sentence>, String) {
        let spans = self.sentences.of(block);
        let mut attributes = String::with_capacity(spans.len() * 48);
        let mut sentences = Vec::with_capacity(spans.len());
        let bears = self.ids != Ids::Rest || self.plan.is_alone(planned);
        let addressed = if bears { self.addressed(planned) } else { 0 };
        for (index, span) in spans.iter().enumerate() {
            let called = self.plan.called(planned, index);
            let start = attributes.len();
            attributes.push_str(" class=\"s\"");
            let number = called.answers.clone().next();
            if let Some(number) = number.filter(|number| *number <= addressed) {
                let (bead, number) = self.plan.address(planned, number);
                attributes.push_str(" id=\"");
                escape_attribute(&mut attributes, bead);
                attributes.push('.');
                push_number(&mut attributes, number);
                attributes.push('"');
            }
            attributes.push_str(" data-s=\"");
            push_number(&mut attributes, called.pair);
            attributes.push('"');
            let end = attributes.len();
            self.further_numbers(&mut attributes, planned, index, addressed);
            let anchors = end..attributes.len();
            sentences.push(Sentence { start: span.start, attributes: start..end, anchors });
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
        attributes.push_str(&self.place_on(key, self.view, anchor));
        attributes.push('"');
        if let Some(other) = other {
            let _ = write!(attributes, " hreflang=\"{other}\"");
        }
        attributes
    }

    /// A place on the page of a work, as the end of a link; nothing where the page is a stub.
    fn place_on(&self, key: &WorkKey, view: View, anchor: Option<&str>) -> String {
        let sides = sides(self.db, Work::new(self.db, key.clone()));
        let stub = sides.as_ref().is_some_and(|sides| led(self.db, sides, view).stub);
        let anchor = anchor.filter(|_| !stub);
        anchor.map_or_else(String::new, |anchor| format!("#{}", fragment(anchor)))
    }

    fn address_of(&self, target: Target) -> Option<String> {
        match target {
            Target::Work { key, anchor, language } => {
                let view = meant(self.view, self.language, self.sides.original, language);
                let place = self.place_on(&key, view, anchor.as_deref());
                Some(towards(self.db, &key, view).0.href(self.base) + &place)
            }
            Target::Section(key) => Some(self.section(key).href(self.base)),
            Target::Tag(tag) => Some(shelf_address(self.db, &Shelf::Tag(tag), self.view).href(self.base)),
            Target::Colophon => Some(colophon_address(self.db, self.view).href(self.base)),
            Target::Tags => Some(shelf_address(self.db, &Shelf::Tags, self.view).href(self.base)),
            Target::Here(anchor) => Some(format!("#{}", fragment(&anchor))),
            Target::File(path) => Some(Address::href_of_file(&path, self.base)),
            Target::Elsewhere | Target::Nowhere => None,
        }
    }

    fn section(&self, key: SectionKey) -> Address {
        shelf_address(self.db, &Shelf::Section(key), self.view)
    }

    fn resolved(&self, written: &str) -> Option<String> {
        self.address_of(self.target_of(written))
    }

    fn target_of(&self, written: &str) -> Target {
        let original = self.sides.file(self.sides.original).map(|file| file.path(self.db));
        resolve_link(self.db, self.file.path(self.db), original, written)
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
        let wanted = inline_gloss_language(self.db, self.sides, self.view, source, link);
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

/// The language of a link that is an inline gloss and is shown in a view; none where there are no words,
/// or the site does not have the language.
pub(super) fn inline_gloss_language(
    db: &dyn Db,
    sides: &Sides,
    view: View,
    source: Source<'_>,
    link: &Link,
) -> Option<Language> {
    let config = &config(db).config;
    let language = match source.words(link.target) {
        "" => config.glosses.first().map(|gloss| gloss.language),
        tag => Language::new(tag).filter(|language| config.languages().any(|listed| listed == *language)),
    };
    let shows = |language: &Language| {
        matches!(view, View::Single(_))
            || *language == sides.original
            || gloss_of(sides, view) == Some(*language)
    };
    let has_words = link.kind == LinkKind::Gloss && !source.words(link.title).trim().is_empty();
    language.filter(shows).filter(|_| has_words)
}

impl Decor for PageDecor<'_> {
    fn language(&self) -> Option<Language> {
        Some(self.language)
    }

    fn dress(&mut self, source: Source<'_>, block: BlockId) -> Dress {
        let Some(planned) = self.plan.block(block) else { return Dress::default() };
        let begins = self.ids == Ids::All && planned.first;
        let kind = source.text.block(block).kind;
        let (sentences, sentence_attributes) = self.sentences(block, planned);
        Dress {
            id: begins.then(|| planned.bead.to_string()),
            pin: if begins { self.pin(kind, planned) } else { String::new() },
            instead: planned.todo.then(|| self.todo()),
            class: if planned.todo { "todo".to_owned() } else { String::new() },
            attributes: String::new(),
            before: self.before(planned),
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

    fn image_attributes(&mut self, source: Source<'_>, id: LinkId) -> String {
        let link = source.link(id);
        let mut attributes = String::new();
        if let Target::File(path) = self.target_of(source.words(link.target))
            && let Some(size) = picture_size(self.db, &path)
        {
            let _ = write!(attributes, " width=\"{}\" height=\"{}\"", size.width, size.height);
        }
        // What a text begins with is seen at once.
        let shows = |block: &&Block| {
            !matches!(block.kind, BlockKind::Directive | BlockKind::Comment | BlockKind::Anchor { .. })
        };
        let first = source.text.blocks.iter().find(shows);
        if first.is_none_or(|first| link.span.start >= first.span.end) {
            attributes.push_str(" loading=\"lazy\" decoding=\"async\"");
        }
        attributes
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

    fn note_mark(&self, number: usize) -> String {
        self.note_mark.replace("{number}", &number.to_string())
    }

    fn note_back(&self) -> &str {
        &self.note_back
    }

    fn note_is_called(&self, label: &str) -> bool {
        self.footnotes.is_called(label)
    }

    fn note_is_written(&self, label: &str) -> bool {
        self.footnotes.is_written(label)
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

/// An empty anchor.
pub(super) fn anchor(out: &mut String, id: &str) {
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
        Half::Original => gloss_of(sides, view),
        Half::Gloss => Some(language),
    };
    let beads = crate::parallel::beads_of(db, work, gloss);
    let (sentences, text) = (sentences_of(db, file), crate::text::text(db, file));
    let plan = Plan::new(half, text, sentences, beads, threads_of(db, work, gloss));
    let strings = &super::strings::strings(db).strings;
    let footnotes = Footnotes::of(text, file.body(db), &plan, ids != Ids::All);
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
        note_mark: strings.get("footnote", language.as_str(), None, &[]).unwrap_or_default(),
        note_back: strings.get("footnote_back", language.as_str(), None, &[]).unwrap_or_default(),
        footnotes,
        places: places_of(db, work, view)?,
        taken: match ids {
            Ids::Rest => {
                let original = sides.file(sides.original)?;
                taken(side(db, original), side(db, file), anchors_of(db, work))
            }
            Ids::All | Ids::Sentences => BTreeSet::new(),
        },
        raw: Raw::new(config(db).config.raw_html),
        strings,
    })
}
