use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::lift::Lifted;
use super::{Diagnostic, Place, Severity, Sources};

/// Whether a rendering is coloured. Who prints decides, as only it knows where to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    #[default]
    Plain,
    /// With ANSI escape codes.
    Coloured,
}

/// A diagnostic for the terminal: what is wrong, where, with the source lines, why, and what to do.
///
/// Several lines, without a line end after the last. Long source lines are cut around the caret;
/// of a place with several lines the first is shown.
#[must_use]
pub fn terminal(diagnostic: &Diagnostic, sources: &dyn Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.term_width(WIDTH).render(&[report(diagnostic, sources)])
}

/// The width at which lines are cut, in columns; that of a terminal is not ours to ask for.
const WIDTH: usize = 140;

/// Places of one file further apart than this are shown apart.
const NEAR: usize = 4096;

fn report<'d>(diagnostic: &'d Diagnostic, sources: &'d dyn Sources) -> Group<'d> {
    let Diagnostic { id, severity, message, primary, label, further, why, help } = diagnostic;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let marks = primary.iter().map(|place| Mark::new(place, label, AnnotationKind::Primary, sources));
    let others =
        further.iter().map(|(place, label)| Mark::new(place, label, AnnotationKind::Context, sources));
    level
        .primary_title(visible(message))
        .id(id.name())
        .elements(snippets(marks.chain(others).collect()))
        .elements(why.iter().map(|why| Level::NOTE.with_name("why").message(visible(why))))
        .elements(help.iter().map(|help| Level::HELP.message(visible(help))))
}

/// What sources say is repeated in messages, and must not steer a terminal: control and
/// direction characters are shown as replacement characters.
fn visible(words: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if words.contains(steers) { words.replace(steers, "\u{fffd}").into() } else { words.into() }
}

/// A place to be shown, with its words.
struct Mark<'d> {
    place: &'d Place,
    lifted: Option<Lifted<'d>>,
    kind: AnnotationKind,
    label: &'d str,
}

impl<'d> Mark<'d> {
    fn new(place: &'d Place, label: &'d str, kind: AnnotationKind, sources: &'d dyn Sources) -> Self {
        Self { place, lifted: Lifted::new(place, sources), kind, label }
    }
}

/// One element a file or, where its lines are long or far apart, a place.
fn snippets(marks: Vec<Mark<'_>>) -> Vec<Element<'_>> {
    let mut groups: Vec<Vec<Mark<'_>>> = Vec::new();
    for mark in marks {
        let same = groups.iter_mut().find(|group| group.iter().all(|other| shown_together(other, &mark)));
        match same {
            Some(group) => group.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    groups.into_iter().filter_map(|group| snippet(&group)).collect()
}

fn shown_together(a: &Mark<'_>, b: &Mark<'_>) -> bool {
    let (Some(first), Some(second)) = (&a.lifted, &b.lifted) else { return false };
    let (one, other) = (first.first_line(), second.first_line());
    let all = one.start.min(other.start)..one.end.max(other.end);
    // Of a line that is cut only one caret can be sure to be seen.
    a.place.path == b.place.path
        && all.len() <= NEAR
        && one.len().max(other.len()) <= WIDTH
        && first.text[all].lines().all(|line| line.len() <= WIDTH)
}

/// The source of places in one file, cut to the lines from the first to the last of them.
fn snippet<'d>(marks: &[Mark<'d>]) -> Option<Element<'d>> {
    let first = marks.first()?;
    let Some(lifted) = &first.lifted else { return Some(unshown(first)) };
    let all = || marks.iter().filter_map(|mark| Some((mark, mark.lifted.as_ref()?)));
    let lines =
        all().map(|(_, lifted)| lifted.first_line()).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
    let start = all().map(|(_, lifted)| lifted.start().line).min()?;
    let annotations = all().map(|(mark, lifted)| {
        let annotation = mark.kind.span(shifted(lifted.in_first_line(), lines.start));
        if mark.label.is_empty() { annotation } else { annotation.label(visible(mark.label)) }
    });
    let source = Snippet::source(lifted.text[lines.clone()].to_owned()).line_start(start);
    Some(source.path(first.place.path.as_str()).annotations(annotations).into())
}

/// A file as a whole, or one that is not there.
fn unshown<'d>(mark: &Mark<'d>) -> Element<'d> {
    let path = mark.place.path.as_str();
    if mark.label.is_empty() {
        Origin::path(path).into()
    } else {
        Level::NOTE.message(format!("{}: {}", visible(path), visible(mark.label))).into()
    }
}

fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start - by..range.end - by
}

#[cfg(test)]
mod tests;
