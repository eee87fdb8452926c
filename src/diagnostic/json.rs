use serde::Serialize;

use super::lift::{Lifted, Position};
use super::{Diagnostic, Place, Sources};

/// A diagnostic as one line of JSON, without a line end.
///
/// ```json
/// {"id":"bad-date","severity":"error","message":"…","file":"content/a.de.md","line":3,"column":7,
///  "end":{"line":3,"column":16},"label":"","further":[],"why":null,"help":["write `2025-07-10`"]}
/// ```
///
/// Lines and columns count from 1, columns in characters (Unicode scalar values); `end` is one past
/// the last character. All three are null for a file as a whole, and `file` too for the site as a
/// whole. `further` holds objects with `file`, `line`, `column`, `end` and `label`.
#[must_use]
pub fn json(diagnostic: &Diagnostic, sources: &dyn Sources) -> String {
    let Diagnostic { id, severity, message, primary, label, further, why, help } = diagnostic;
    let line = Line {
        id: id.name(),
        severity: severity.word(),
        message,
        place: primary.as_ref().map(|place| Spot::of(place, sources)).unwrap_or_default(),
        label,
        further: further
            .iter()
            .map(|(place, label)| Further { place: Spot::of(place, sources), label })
            .collect(),
        why: why.as_deref(),
        help,
    };
    serde_json::to_string(&line).expect("strings and numbers under text keys are JSON")
}

#[derive(Serialize)]
struct Line<'d> {
    id: &'static str,
    severity: &'static str,
    message: &'d str,
    #[serde(flatten)]
    place: Spot<'d>,
    label: &'d str,
    further: Vec<Further<'d>>,
    why: Option<&'d str>,
    help: &'d [String],
}

#[derive(Serialize)]
struct Further<'d> {
    #[serde(flatten)]
    place: Spot<'d>,
    label: &'d str,
}

#[derive(Default, Serialize)]
struct Spot<'d> {
    file: Option<&'d str>,
    line: Option<usize>,
    column: Option<usize>,
    end: Option<End>,
}

#[derive(Serialize)]
struct End {
    line: usize,
    column: usize,
}

impl<'d> Spot<'d> {
    fn of(place: &'d Place, sources: &dyn Sources) -> Self {
        let file = Some(place.path.as_str());
        let Some(lifted) = Lifted::new(place, sources) else { return Self { file, ..Self::default() } };
        let (start, Position { line, column }) = (lifted.start(), lifted.end());
        Self { file, line: Some(start.line), column: Some(start.column), end: Some(End { line, column }) }
    }
}
