//! What Diglot tells an author: one type for every finding, and its renderers.
//!
//! A [`Diagnostic`] is data: which rule ([`Id`]), how grave ([`Severity`]), what is wrong, where
//! ([`Place`]), which further places belong to it, and what to do. Queries return diagnostics in
//! their values; nothing here prints; the renderers turn the same datum into text.

mod command;
mod github;
mod id;
mod json;
mod lift;
mod order;
mod place;
mod terminal;

pub use command::quoted_word;
pub use github::github;
pub use id::{Id, Severity};
pub use json::json;
pub use lift::Sources;
pub use order::in_order;
pub use place::{Part, Place, SourcePath, Span};
pub use terminal::{Style, terminal};

/// One finding about the site's sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The rule that found it; its paragraph stands in docs/diagnostics.md.
    pub id: Id,
    /// How grave it is here (a broken link is an error in an original, a warning in a gloss).
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; `None` only for findings about the site as a whole.
    pub primary: Option<Place>,
    /// What the caret's label says under the source line; may be empty.
    pub label: String,
    /// Further places, each with what it has to do with the matter.
    pub further: Vec<(Place, String)>,
    /// Why it matters, where that is not plain.
    pub why: Option<String>,
    /// What to do about it, one way out each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A finding of the rule `id`, with the rule's usual severity.
    #[must_use]
    pub fn new(id: Id, message: impl Into<String>) -> Self {
        Self {
            id,
            severity: id.severity(),
            message: message.into(),
            primary: None,
            label: String::new(),
            further: Vec::new(),
            why: None,
            help: Vec::new(),
        }
    }

    /// The same, at `place`.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.primary = Some(place);
        self
    }

    /// The same, with words beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same, with a further place and what it has to do with it.
    #[must_use]
    pub fn also_at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.further.push((place, label.into()));
        self
    }

    /// The same, with its reason.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// The same, with one more way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same, graver or milder than the rule's usual severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The order in which a run reports: by file, then place, then rule, then words.
    #[must_use]
    pub fn order(&self) -> (Option<&Place>, Id, &str) {
        (self.primary.as_ref(), self.id, &self.message)
    }
}

/// The nearest of `known` to what was written, if it is near enough to be meant.
///
/// Near enough is a Damerau–Levenshtein distance of at most a third of the longer word (and at
/// least one), the usual measure for mistyped keys. Of a single letter nothing else is near.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let is_near = |distance: usize, name: &str| {
        let longer = name.chars().count().max(lower.chars().count());
        distance <= (longer / 3).max(1) && distance < longer
    };
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| is_near(*distance, name))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The nearest of `known` paths. What ends alike, `.de.md`, is no likeness.
#[must_use]
pub fn nearest_path<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = written.rsplit('/').next().unwrap_or(written);
    let end = name.find('.').map_or("", |at| &name[at..]);
    let known: Vec<&str> = known.into_iter().collect();
    let stem = |path: &'a str| path.strip_suffix(end).filter(|_| !end.is_empty());
    let near =
        nearest(written.strip_suffix(end).unwrap_or(written), known.iter().filter_map(|path| stem(path)));
    near.and_then(|near| known.iter().copied().find(|path| stem(path) == Some(near)))
        .or_else(|| nearest(written, known.iter().copied().filter(|path| stem(path).is_none())))
}

#[cfg(test)]
mod tests {
    use super::{nearest, nearest_path};

    #[test]
    fn what_is_nearly_alike_is_suggested() {
        assert_eq!(nearest("summry", ["title", "summary"]), Some("summary"));
        assert_eq!(nearest("b", ["a"]), None);
        assert_eq!(nearest("ab", ["ac"]), Some("ac"));
    }

    #[test]
    fn of_paths_the_end_does_not_count() {
        let known = ["index.de.md", "a/zweck.de.md", "bild.png"];
        assert_eq!(nearest_path("nix.de.md", known), None);
        assert_eq!(nearest_path("a/zwek.de.md", known), Some("a/zweck.de.md"));
        assert_eq!(nearest_path("a/zweck.md", known), Some("a/zweck.de.md"));
        assert_eq!(nearest_path("bidl.png", known), Some("bild.png"));
        assert_eq!(nearest_path("a/zwek", known), None);
    }
}
