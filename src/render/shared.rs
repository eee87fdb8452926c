//! What is equal on both sides of a bead, so that it stands once across the columns.

use super::bead::Side;
use super::html::{Cell, Figure, said, write_cells};
use super::locale::dir;
use crate::parallel::{Bead, Run, State};
use crate::site::Language;
use crate::text::{BlockId, BlockKind, Container, InlineKind, Mark};

/// Code, raw HTML and rules that are equal; tables of one shape; figures of one picture, players of one
/// recording, rows of the same pictures.
pub(super) fn shared(bead: &Bead, original: &mut Side<'_>, gloss: &mut Side<'_>) -> Option<String> {
    let (run, other) = (bead.original?, bead.gloss?);
    if has_words_around(original, run) {
        return None;
    }
    if is_equal(original, run, gloss, other) {
        return Some(original.write(run));
    }
    let (id, partner) = (only(original, run)?, only(gloss, other)?);
    let html = match (original.text.block(id).kind, gloss.text.block(partner).kind) {
        _ if bead.state == State::Todo => return None,
        (BlockKind::Table, BlockKind::Table) => table(original, id, gloss, partner)?,
        (BlockKind::Paragraph { tight, .. }, BlockKind::Paragraph { .. }) => {
            pictures(original, id, gloss, partner, tight)?
        }
        _ => figure(original, id, gloss, partner)?,
    };
    let mut out = String::new();
    original.html.write_instead(&mut out, id, &mut original.decor, &html);
    Some(out)
}

/// Whether the containers around a run have words of their own, in one language: an alert's name,
/// a footnote's way back.
fn has_words_around(side: &Side<'_>, run: Run) -> bool {
    let path = side.html.path(run.first);
    path.iter().any(|step| match step.container {
        Container::Footnote(_) => true,
        Container::Alert(_) => step.first,
        _ => false,
    })
}

/// Whether it is code, raw HTML or a rule, letter for letter the same.
fn is_equal(original: &Side<'_>, run: Run, gloss: &Side<'_>, other: Run) -> bool {
    let [blocks, others] =
        [run.blocks(original.text), other.blocks(gloss.text)].map(Iterator::collect::<Vec<_>>);
    let same = |(one, other): (&BlockId, &BlockId)| {
        let (Some(one), Some(other)) = (copied(original, *one), copied(gloss, *other)) else { return false };
        one == other
    };
    blocks.len() == others.len() && blocks.iter().zip(&others).all(same)
}

/// What a block says in no language: its sort, what kind of code it is, and its lines.
fn copied<'s>(side: &Side<'s>, id: BlockId) -> Option<(&'static str, &'s str, String)> {
    let block = side.text.block(id);
    let lines = || side.text.literal(side.body, block).trim_end().to_owned();
    match block.kind {
        BlockKind::Code { info } => {
            Some(("code", info.map_or("", |info| side.text.words(side.body, info)), lines()))
        }
        BlockKind::Html => Some(("html", "", lines().trim_start().to_owned())),
        BlockKind::Rule => Some(("rule", "", String::new())),
        _ => None,
    }
}

/// The block of a run of one.
fn only(side: &Side<'_>, run: Run) -> Option<BlockId> {
    let mut blocks = run.blocks(side.text);
    blocks.next().filter(|_| blocks.next().is_none())
}

fn table(original: &mut Side<'_>, id: BlockId, gloss: &mut Side<'_>, partner: BlockId) -> Option<String> {
    if shape(original, id) != shape(gloss, partner) {
        return None;
    }
    let languages = [original.decor.language, gloss.decor.language];
    let rows = original.html.cells(id, &mut original.decor);
    let partners = gloss.html.cells(partner, &mut gloss.decor);
    let both = rows.into_iter().zip(partners).map(|(row, partners)| {
        row.into_iter().zip(partners).map(|(cell, partner)| both_in_one(cell, partner, languages)).collect()
    });
    let mut out = String::new();
    write_cells(&mut out, &both.collect::<Vec<_>>());
    Some(out)
}

/// How many cells each row of a table has.
fn shape(side: &Side<'_>, id: BlockId) -> Vec<usize> {
    let mut rows = Vec::new();
    for inline in side.text.inlines_of(side.text.block(id)) {
        match (inline.kind, rows.last_mut()) {
            (InlineKind::Open(Mark::TableHead | Mark::TableRow), _) => rows.push(0),
            (InlineKind::Open(Mark::TableCell(_)), Some(cells)) => *cells += 1,
            _ => {}
        }
    }
    rows
}

/// One cell of the two; what both say alike, as numbers are, it says once.
fn both_in_one(original: Cell, gloss: Cell, [one, other]: [Language; 2]) -> Cell {
    if original.html == gloss.html || original.said() == gloss.said() {
        return original;
    }
    let html = both([(one, &original.html), (other, &gloss.html)]);
    Cell { html, ..original }
}

fn figure(original: &mut Side<'_>, id: BlockId, gloss: &mut Side<'_>, partner: BlockId) -> Option<String> {
    let own = original.html.figure(id, &mut original.decor)?;
    let other = gloss.html.figure(partner, &mut gloss.decor)?;
    if own.address != other.address {
        return None;
    }
    let mut out = format!("<figure>{}{}", own.element, described(&own, &other, gloss.decor.language));
    let languages = [original.decor.language, gloss.decor.language];
    let captions = if said(&own.caption) == said(&other.caption) {
        own.caption
    } else {
        both([(languages[0], &own.caption), (languages[1], &other.caption)])
    };
    if !captions.is_empty() {
        out.push_str(&format!("<figcaption>{captions}</figcaption>"));
    }
    out.push_str("</figure>\n");
    Some(out)
}

/// Pictures in a row, the same on both sides.
fn pictures(
    original: &mut Side<'_>,
    id: BlockId,
    gloss: &mut Side<'_>,
    partner: BlockId,
    tight: bool,
) -> Option<String> {
    let own = original.html.pictures(id, &mut original.decor)?;
    let others = gloss.html.pictures(partner, &mut gloss.decor)?;
    if !own.iter().map(|picture| &picture.address).eq(others.iter().map(|picture| &picture.address)) {
        return None;
    }
    let language = gloss.decor.language;
    let shown = own.iter().zip(&others);
    let shown = shown.map(|(own, other)| format!("{}{}", own.element, described(own, other, language)));
    let shown = shown.collect::<Vec<_>>().join("\n");
    Some(if tight { shown } else { format!("<p>{shown}</p>\n") })
}

/// A picture is described in the page's language, the original's; what the gloss says of it follows, for
/// those who do not see the picture.
fn described(own: &Figure, other: &Figure, language: Language) -> String {
    if other.description.is_empty() || own.description == other.description {
        return String::new();
    }
    let dir = dir(language);
    format!("<span class=\"unseen\" lang=\"{language}\" dir=\"{dir}\">{}</span>", other.description)
}

/// What each side says, in its language; what says nothing is left out.
fn both(sides: [(Language, &str); 2]) -> String {
    let said = sides.iter().filter(|(_, html)| !html.is_empty());
    let span = |(language, html): &(Language, &str)| {
        format!("<span lang=\"{language}\" dir=\"{}\">{html}</span>", dir(*language))
    };
    said.map(span).collect::<Vec<_>>().join(" ")
}
