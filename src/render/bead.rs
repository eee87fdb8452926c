//! A work's beads as rows of a parallel view.

use super::decor::{PageDecor, anchor};
use super::html::{Decor, Html};
use super::shared::shared;
use super::view::BeadView;
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

/// The rows of a parallel view: those of the text, and those of its footnotes.
pub(super) fn rows(
    beads: &[Bead],
    original: &mut Side<'_>,
    gloss: &mut Side<'_>,
) -> (Vec<BeadView>, Vec<BeadView>) {
    let (mut rows, mut notes) = (Vec::with_capacity(beads.len()), Vec::new());
    let places = original.decor.places;
    for (number, bead) in beads.iter().enumerate() {
        let anchors = places.guests(number).map(ToString::to_string).collect();
        let row = BeadView { anchors, ..row(bead, original, gloss) };
        if row.kind == "note" { notes.push(row) } else { rows.push(row) }
    }
    (rows, notes)
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
        kind,
        level,
        state: state(bead),
        original: bead.original.filter(|_| alone).map(|run| original.write(run)),
        gloss: bead.gloss.filter(|_| alone && !todo).map(|run| gloss.write(run)),
        shared,
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
