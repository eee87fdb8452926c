//! A work in a view, as its layout gets it.

use super::bead::{Side, flow, rows};
use super::decor::{Ids, inline_gloss_language, side_decor};
use super::frame::shared_language;
use super::html::{Html, Source};
use super::layouts::asked_for;
use super::locale::{date_view, dir, in_each, localized};
use super::offers;
use super::output::{Shelf, absolute};
use super::page::{shown, work_link};
use super::pieces::rows_html;
use super::place::shelf_address;
use super::plan::Half;
use super::recording::recordings;
use super::view::{
    BeadView, ContentsView, InlineGlossView, Localized, SideView, SourceView, TagView, WorkView,
};
use crate::db::{Db, File, Site};
use crate::diagnostic::Span;
use crate::glossary::prose_of;
use crate::parallel::{Beads, State, anchors_of, beads_of};
use crate::site::front_matter::Citation;
use crate::site::{
    Language, Meta, Sides, View, Work, WorkKey, address, config, fragment, front, gloss_of, meta, neighbours,
};
use crate::text::{BlockId, BlockKind, InlineKind, Mark, text, typography};

/// A work in a view.
pub(super) fn work_view(db: &dyn Db, key: &WorkKey, sides: &Sides, view: View) -> Option<WorkView> {
    let work = Work::new(db, key.clone());
    let languages = shown(sides, view);
    let main = meta(db, work, *languages.first()?).as_ref()?;
    let written = Written::of(db, work, sides, view)?;
    // Beads are handed over printed, and as such only to layouts that have something else in mind for
    // them: as values of a layout they take as long as much of a page.
    let asked = asked_for(db);
    let neighbours = neighbours(db, work);
    let link = |key: &Option<WorkKey>| work_link(db, key.as_ref()?, view, &languages);
    let mut side_views: Vec<SideView> =
        languages.iter().filter_map(|language| side_view(db, work, sides, *language)).collect();
    if let (Some(gloss), Some(_)) = (gloss_of(sides, view), &config(db).config.repository) {
        for side in &mut side_views {
            side.lines = lines(db, work, sides, gloss, side, &written.notes);
        }
    }
    Some(WorkView {
        key: key.to_string(),
        report: report(db, work, view, &side_views),
        signed: side_views.iter().any(|side| !side.by.is_empty() || !side.translated_by.is_empty()),
        summarized: side_views.iter().any(|side| !side.summary.is_empty()),
        sides: side_views,
        date: main.date.map(|date| date_view(db, date, &languages)),
        updated: main.updated.map(|date| date_view(db, date, &languages)),
        tags: tags(db, main, view, &languages),
        recordings: recordings(db, work, sides, &languages).iter().map(|one| one.view(db)).collect(),
        contents: contents(db, work, sides, view),
        rows_html: written.rows,
        notes_html: written.notes_rows,
        beads: if asked.beads { written.beads } else { Vec::new() },
        notes: if asked.notes { written.notes } else { Vec::new() },
        flow_html: written.flow,
        glosses: inline_glosses(db, work, sides, view),
        cards_html: String::new(),
        sources: sources(db, work, sides, &languages),
        previous: link(&neighbours.previous),
        next: link(&neighbours.next),
        extra: serde_json::Value::Object(main.extra.clone()),
    })
}

/// A work without its text, for the pages that go on with what stands below it.
pub(super) fn textless_view(db: &dyn Db, key: &WorkKey, sides: &Sides, view: View) -> Option<WorkView> {
    let work = Work::new(db, key.clone());
    let languages = shown(sides, view);
    let main = meta(db, work, *languages.first()?).as_ref()?;
    let side_views: Vec<SideView> =
        languages.iter().filter_map(|language| side_view(db, work, sides, *language)).collect();
    Some(WorkView {
        key: key.to_string(),
        report: None,
        signed: false,
        summarized: side_views.iter().any(|side| !side.summary.is_empty()),
        sides: side_views,
        date: None,
        updated: None,
        tags: Vec::new(),
        recordings: Vec::new(),
        contents: Vec::new(),
        rows_html: String::new(),
        notes_html: String::new(),
        beads: Vec::new(),
        notes: Vec::new(),
        flow_html: String::new(),
        glosses: Vec::new(),
        cards_html: String::new(),
        sources: Vec::new(),
        previous: None,
        next: None,
        extra: serde_json::Value::Object(main.extra.clone()),
    })
}

/// A work's text, written in rows or running.
#[derive(Default)]
struct Written {
    rows: String,
    notes_rows: String,
    beads: Vec<BeadView>,
    notes: Vec<BeadView>,
    flow: String,
}

impl Written {
    fn of(db: &dyn Db, work: Work<'_>, sides: &Sides, view: View) -> Option<Self> {
        let side = |half, language, ids| {
            let decor = side_decor(db, work, sides, half, language, view, ids)?;
            let (text, body) = (text(db, decor.file), &**decor.file.body(db));
            Some(Side { text, body, html: Html::new(text, body), decor })
        };
        let running = |half, language| {
            let flow = flow(&mut side(half, language, Ids::All)?);
            Some(Self { flow, ..Self::default() })
        };
        match (view, gloss_of(sides, view)) {
            (View::Single(language), _) if language == sides.original => running(Half::Original, language),
            (View::Single(language), _) => running(Half::Gloss, language),
            (_, Some(gloss)) => {
                let mut original = side(Half::Original, sides.original, Ids::Sentences)?;
                let mut other = side(Half::Gloss, gloss, Ids::Rest)?;
                let beads = &beads_of(db, work, Some(gloss)).beads;
                let (beads, notes) = rows(beads, &mut original, &mut other);
                Some(Self::in_rows(db, [sides.original, gloss], beads, notes))
            }
            // The home page and sections have a parallel view although their text may have no gloss.
            (_, None) => running(Half::Original, sides.original),
        }
    }

    fn in_rows(db: &dyn Db, languages: [Language; 2], beads: Vec<BeadView>, notes: Vec<BeadView>) -> Self {
        let strings = &super::strings::strings(db).strings;
        let [rows, notes_rows] = [&beads, &notes].map(|beads| rows_html(strings, languages, beads));
        Self { rows, notes_rows, beads, notes, flow: String::new() }
    }
}

fn side_view(db: &dyn Db, work: Work<'_>, sides: &Sides, language: Language) -> Option<SideView> {
    let meta = meta(db, work, language).as_ref()?;
    let set = |words: &str| typography::set(words, language);
    let file = sides.file(language)?;
    let words = offers::words_of(db, file);
    Some(SideView {
        language: shared_language(db, Site::get(db), language).clone(),
        original: language == sides.original,
        title: set(&meta.title),
        summary: meta.summary.as_deref().map_or_else(String::new, set),
        by: phrase(db, "by", &meta.authors, language),
        translated_by: phrase(db, "translated_by", &meta.translators, language),
        authors: meta.authors.clone(),
        translators: meta.translators.clone(),
        words,
        minutes: offers::minutes(words, language),
        edit: offers::edit(db, file),
        lines: String::new(),
    })
}

/// The lines of a side's file at which the beads begin, without those of footnotes, which stand apart.
fn lines(
    db: &dyn Db,
    work: Work<'_>,
    sides: &Sides,
    gloss: Language,
    side: &SideView,
    notes: &[super::view::BeadView],
) -> String {
    let own = if side.original { sides.original } else { gloss };
    let Some(file) = sides.file(own) else { return String::new() };
    let beads = &beads_of(db, work, Some(gloss)).beads;
    let shown = beads.iter().filter(|bead| !notes.iter().any(|note| *note.id == *bead.id));
    offers::lines(db, file, shown, |bead| if side.original { bead.original } else { bead.gloss })
}

fn report(db: &dyn Db, work: Work<'_>, view: View, sides: &[SideView]) -> Option<String> {
    let title = sides.first()?.title.as_str();
    offers::report(db, title, &absolute(db, &address(db, work, view)))
}

/// Names in a phrase of the interface: `By A, B`; empty without names.
fn phrase(db: &dyn Db, key: &str, names: &[String], language: Language) -> String {
    if names.is_empty() {
        return String::new();
    }
    let strings = &super::strings::strings(db).strings;
    let say = |key, arguments: &[(&str, String)]| strings.get(key, language.as_str(), None, arguments);
    let names = names.join(&say("comma", &[]).unwrap_or_default());
    say(key, &[("names", names)]).unwrap_or_default()
}

fn tags(db: &dyn Db, meta: &Meta, view: View, languages: &[Language]) -> Vec<TagView> {
    let base = config(db).config.base_url.path();
    let tag = |key: &String| TagView {
        labels: tag_labels(db, key, languages),
        href: shelf_address(db, &Shelf::Tag(key.clone()), view).href(base),
    };
    meta.tags.iter().map(tag).collect()
}

/// A tag's name in each of the languages.
pub(super) fn tag_labels(db: &dyn Db, key: &str, languages: &[Language]) -> Vec<Localized> {
    let tag = config(db).config.tags.iter().find(|tag| tag.key == key);
    let name = |language| tag.map_or((language, key), |tag| tag.names.said(language));
    in_each(languages.iter().copied(), |language| {
        let (language, name) = name(language);
        (language, name.to_owned())
    })
}

/// What a work rests on, as each side says it that names sources: a gloss that names none inherits the
/// original's, and one that names the very same says nothing new.
fn sources(db: &dyn Db, work: Work<'_>, sides: &Sides, languages: &[Language]) -> Vec<SourceView> {
    let named = |language: &Language| {
        let file = sides.file(*language)?;
        front(db, file).written.sources.as_ref()?;
        Some((*language, &*meta(db, work, *language).as_ref()?.sources))
    };
    let mut named: Vec<_> = languages.iter().filter_map(named).collect();
    if named.is_empty() {
        named.extend(meta(db, work, sides.original).as_ref().map(|meta| (sides.original, &*meta.sources)));
    }
    named.dedup_by(|(_, other), (_, first)| other == first);
    let view = |language, source: &Citation| SourceView {
        name: source.name.clone().or_else(|| source.url.clone()).unwrap_or_default(),
        language,
        dir: dir(language),
        url: source.url.clone(),
        date: source.date.map(|date| date_view(db, date, languages)),
    };
    let views = |(language, sources): (Language, &[Citation])| {
        sources.iter().map(|source| view(language, source)).collect::<Vec<_>>()
    };
    named.into_iter().flat_map(views).collect()
}

/// The headings of the second level and below, each with its words in the languages shown.
fn contents(db: &dyn Db, work: Work<'_>, sides: &Sides, view: View) -> Vec<ContentsView> {
    let languages = shown(sides, view);
    let gloss =
        gloss_of(sides, view).or(languages.first().copied().filter(|language| *language != sides.original));
    let Beads { beads } = beads_of(db, work, gloss);
    let mut contents = Vec::new();
    for bead in beads {
        let runs = [(sides.original, bead.original), (gloss.unwrap_or(sides.original), bead.gloss)];
        let runs = runs.into_iter().filter(|(language, _)| languages.contains(language));
        let headings = runs.filter_map(|(language, run)| {
            let (level, words) = heading(db, sides, language, run?)?;
            let placeholder = bead.state == State::Todo && language != sides.original;
            match (placeholder, view) {
                (false, _) => Some((language, (level, words))),
                (true, View::Single(_)) => Some((language, (level, still_to_do(db, language)))),
                // Beside the original's words nothing has to be said.
                (true, _) => None,
            }
        });
        let headings: Vec<_> = headings.collect();
        if let Some((_, (level, _))) = headings.first() {
            contents.push(ContentsView {
                href: format!("#{}", fragment(&bead.id)),
                level: *level,
                labels: headings
                    .iter()
                    .map(|(language, (_, words))| localized(*language, words.clone()))
                    .collect(),
            });
        }
    }
    contents
}

/// What stands in the place of words that are still to be glossed.
fn still_to_do(db: &dyn Db, language: Language) -> String {
    let strings = &super::strings::strings(db).strings;
    strings.get("todo", language.as_str(), None, &[]).unwrap_or_default()
}

fn heading(
    db: &dyn Db,
    sides: &Sides,
    language: Language,
    run: crate::parallel::Run,
) -> Option<(u8, String)> {
    let file = sides.file(language)?;
    let text = text(db, file);
    let BlockKind::Heading { level, .. } = text.block(run.first).kind else { return None };
    Some((level, typography::set(&prose_of(db, file, language, run.first).text, language)))
}

/// The inline glosses that a view shows, with where they stand.
fn inline_glosses(db: &dyn Db, work: Work<'_>, sides: &Sides, view: View) -> Vec<InlineGlossView> {
    let alone = matches!(view, View::Single(language) if language != sides.original);
    let Some(file) = sides.file(sides.original).filter(|_| !alone) else { return Vec::new() };
    let (text, body) = (text(db, file), file.body(db));
    let source = Source { text, body };
    let blocks = (0..).map(BlockId).zip(&text.blocks);
    let inlines =
        blocks.flat_map(|(id, block)| text.inlines_of(block).iter().map(move |inline| (id, inline)));
    let shown = inlines.filter_map(|(block, inline)| {
        let InlineKind::Open(Mark::Link(id)) = inline.kind else { return None };
        let link = source.link(id);
        let language = inline_gloss_language(db, sides, view, source, link)?;
        Some(InlineGlossView {
            words: localized(sides.original, words_of(db, file, sides.original, block, link.span)),
            gloss: localized(language, typography::set(source.words(link.title), language)),
            href: format!("#{}", fragment(&anchors_of(db, work).blocks[block.0 as usize].0)),
        })
    });
    shown.collect()
}

/// The words in a stretch of a block, as the page shows them.
fn words_of(db: &dyn Db, file: File, language: Language, block: BlockId, span: Span) -> String {
    let prose = prose_of(db, file, language, block);
    typography::set(prose.text.get(prose.range(span)).unwrap_or_default(), language)
}
