//! A work's beads as rows of a parallel view.

use std::fmt::Display;

use super::decor::{PageDecor, anchor};
use super::html::{Decor, Fold, Html};
use super::locale::localized;
use super::shared::shared;
use super::view::{BeadView, FoldView, Localized};
use crate::parallel::{Bead, Run, State};
use crate::text::{BlockKind, Container, Text};

/// One side of a page's work, ready to be written.
pub(super) struct Side<'db> {
    pub text: &'db Text,
    pub body: &'db str,
    pub html: Html<'db>,
    pub decor: PageDecor<'db>,
}

impl Side<'_> {
    pub(super) fn write(&mut self, run: Run) -> String {
        let mut out = String::new();
        for block in run.blocks(self.text) {
            self.html.write_block(&mut out, block, &mut self.decor);
        }
        out
    }
}

/// The numbers of a bead that has one, or several one after the other.
pub(super) fn numbers<T: Display>(number: T, last: Option<T>) -> String {
    last.map_or_else(|| number.to_string(), |last| format!("{number}–{last}"))
}

/// The rows of a parallel view: those of the text, and those of its footnotes.
pub(super) fn rows(
    beads: &[Bead],
    original: &mut Side<'_>,
    gloss: &mut Side<'_>,
) -> (Vec<BeadView>, Vec<BeadView>) {
    let (mut rows, mut notes): (Vec<BeadView>, _) = (Vec::with_capacity(beads.len()), Vec::new());
    let (mut folds, places) = (Folds::default(), original.decor.places);
    for (number, bead) in beads.iter().enumerate() {
        let anchors = places.guests(number).map(ToString::to_string).collect();
        let row = BeadView { anchors, ..row(bead, original, gloss) };
        if row.kind == "note" {
            notes.push(row);
            continue;
        }
        let ended = folds.come_to(depth(bead, original, gloss), row.fold.is_some());
        if let Some(before) = rows.last_mut() {
            before.unfolds += ended;
        }
        rows.push(row);
    }
    if let Some(last) = rows.last_mut() {
        last.unfolds += folds.come_to(0, false);
    }
    (rows, notes)
}

/// The `<details>` around a row, from the outermost: whether they stand in the page as such.
#[derive(Default)]
struct Folds(Vec<bool>);

impl Folds {
    /// A row follows that stands in so many, and perhaps opens one; says how many have ended before it.
    fn come_to(&mut self, depth: usize, opens: bool) -> usize {
        let ended = self.0.drain(depth.min(self.0.len())..).filter(|stands| *stands).count();
        // Raw HTML that does more than open them is a row of its own.
        self.0.resize(depth, false);
        self.0.extend(opens.then_some(true));
        ended
    }
}

/// How many `<details>` are around a bead.
fn depth(bead: &Bead, original: &Side<'_>, gloss: &Side<'_>) -> usize {
    let of_side = |(side, run): (&Side<'_>, Run)| {
        let path = run.blocks(side.text).next().map_or(&[][..], |first| side.html.path(first));
        path.iter().filter(|step| step.container == Container::Details).count()
    };
    let sides = [bead.original.map(|run| (original, run)), bead.gloss.map(|run| (gloss, run))];
    sides.into_iter().flatten().next().map_or(0, of_side)
}

/// The `<details>` that a bead opens, with what each side calls them.
fn fold(bead: &Bead, original: &mut Side<'_>, gloss: &mut Side<'_>) -> Option<FoldView> {
    let own = bead.original.and_then(|run| side_fold(original, run));
    let other = bead.gloss.and_then(|run| side_fold(gloss, run));
    let folds: Vec<_> = own.into_iter().chain(other).collect();
    // What stands on the other side and is no `<details>` would be lost in one.
    let todo = bead.state == State::Todo;
    let sides = usize::from(bead.original.is_some()) + usize::from(bead.gloss.is_some() && !todo);
    let open = folds.first().filter(|_| folds.len() >= sides)?.0;
    Some(FoldView { open, summaries: folds.into_iter().map(|(_, summary)| summary).collect() })
}

fn side_fold(side: &mut Side<'_>, run: Run) -> Option<(bool, Localized)> {
    let mut blocks = run.blocks(side.text);
    let first = blocks.next().filter(|_| blocks.next().is_none())?;
    let Fold { open, summary } = side.html.fold(first, &mut side.decor)?;
    Some((open, localized(side.decor.language, summary)))
}

fn row(bead: &Bead, original: &mut Side<'_>, gloss: &mut Side<'_>) -> BeadView {
    let (kind, level) = match (bead.original, bead.gloss) {
        (Some(run), _) => sort(original, run),
        (None, Some(run)) => sort(gloss, run),
        (None, None) => ("paragraph", 0),
    };
    let shared = shared(bead, original, gloss);
    let alone = shared.is_none();
    let todo = bead.state == State::Todo;
    BeadView {
        id: bead.id.to_string(),
        anchors: Vec::new(),
        number: bead.number,
        last_number: bead.last_number(),
        kind,
        level,
        state: state(bead),
        original: bead.original.filter(|_| alone).map(|run| original.write(run)),
        gloss: bead.gloss.filter(|_| alone && !todo).map(|run| gloss.write(run)),
        shared,
        fold: if kind == "html" { fold(bead, original, gloss) } else { None },
        unfolds: 0,
    }
}

fn state(bead: &Bead) -> &'static str {
    match (bead.state, bead.original.is_some(), bead.gloss.is_some()) {
        (State::Todo, ..) => "todo",
        (_, true, false) => "original-only",
        (_, false, true) => "gloss-only",
        _ => "paired",
    }
}

/// The sort of a run's first block, and its level if it is a heading.
fn sort(side: &Side<'_>, run: Run) -> (&'static str, u8) {
    let Some(first) = run.blocks(side.text).next() else { return ("paragraph", 0) };
    let path = side.html.path(first);
    if path.iter().any(|step| matches!(step.container, Container::Footnote(_))) {
        return ("note", 0);
    }
    let kind = match side.text.block(first).kind {
        BlockKind::Heading { level, .. } => return ("heading", level),
        BlockKind::Code { .. } => "code",
        BlockKind::Table => "table",
        BlockKind::Figure { .. } => "figure",
        BlockKind::Player { .. } => "player",
        BlockKind::DefinitionTerm => "definition",
        BlockKind::Html => "html",
        BlockKind::Rule => "rule",
        BlockKind::Paragraph { .. }
        | BlockKind::Directive
        | BlockKind::Anchor { .. }
        | BlockKind::Comment => path.last().map_or("paragraph", |step| container(step.container)),
    };
    (kind, 0)
}

fn container(container: Container) -> &'static str {
    match container {
        Container::List(_) | Container::Item => "list",
        Container::Quote | Container::Alert(_) => "quote",
        Container::DefinitionList | Container::Definition => "definition",
        Container::Details => "paragraph",
        Container::Footnote(_) => "note",
    }
}

/// A side's whole text as running HTML.
pub(super) fn flow(side: &mut Side<'_>) -> String {
    let mut out = String::with_capacity(side.body.len() * 3);
    side.decor.places.homeless().for_each(|id| anchor(&mut out, id));
    side.html.write_text(&mut out, &mut side.decor as &mut dyn Decor);
    out.push_str(&side.decor.raw.finish());
    out
}
