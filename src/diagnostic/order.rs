use super::Diagnostic;

/// The order in which a run reports, whatever order its parts came in: by file, place, rule and
/// words. What was found twice, say by two queries that look at one file, is reported once.
#[must_use]
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let rest = |diagnostic: &Diagnostic| {
        let Diagnostic { id: _, message: _, primary: _, severity, label, further, why, help } = diagnostic;
        (*severity, label.clone(), further.clone(), why.clone(), help.clone())
    };
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()).then_with(|| rest(a).cmp(&rest(b))));
    diagnostics.dedup();
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span};

    fn found(path: &str, body: bool, start: usize, message: &str) -> Diagnostic {
        let (path, span) = (SourcePath::new(path), Span::new(start..start + 1));
        let place = if body { Place::body(&path, span) } else { Place::front(&path, span) };
        Diagnostic::new(Id::BadValue, message).at(place)
    }

    #[test]
    fn a_run_reports_by_file_place_and_words_and_nothing_twice() {
        let expected = vec![
            Diagnostic::new(Id::MissingConfig, "of the whole"),
            found("a.md", false, 9, "front matter comes first"),
            found("a.md", true, 2, "one"),
            found("a.md", true, 2, "two"),
            found("a.md", true, 2, "two").help("with a way out"),
            found("a.md", true, 10, "by number, not by digits"),
            found("b.md", false, 0, "another file"),
        ];
        let mut shuffled: Vec<Diagnostic> = expected.iter().rev().chain(&expected).cloned().collect();
        assert_eq!(in_order(shuffled.clone()), expected);
        shuffled.swap(0, 3);
        shuffled.swap(2, 5);
        assert_eq!(in_order(shuffled), expected);
    }
}
