use crate::diagnostic::{Diagnostic, Place};

/// Diagnostics as text: severity, id, line:column-column, message, and indented what belongs to it.
pub(in crate::site) fn shown(text: &str, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| shown_one(text, diagnostic)).collect()
}

fn shown_one(text: &str, diagnostic: &Diagnostic) -> String {
    let Diagnostic { id, severity, message, primary, label, further, why, help } = diagnostic;
    let place = primary.as_ref().map_or(String::from("-"), |place| position(text, place));
    let mut out = format!("{} {id} {place} {message}\n", severity.word());
    if !label.is_empty() {
        out.push_str(&format!("  ^ {label}\n"));
    }
    for (place, label) in further {
        out.push_str(&format!("  {} {label}\n", position(text, place)));
    }
    out.extend(why.iter().map(|why| format!("  why: {why}\n")));
    out.extend(help.iter().map(|help| format!("  help: {help}\n")));
    out
}

/// `line:column` and the text meant.
fn position(text: &str, place: &Place) -> String {
    let range = place.span.range();
    let before = text.get(..range.start).expect("a span begins on a character");
    let meant = text.get(range.clone()).expect("a span lies in the text");
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1;
    format!("{}:{column} «{meant}»", before.matches('\n').count() + 1)
}
