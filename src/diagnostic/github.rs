use std::fmt::Write as _;

use super::lift::Lifted;
use super::{Diagnostic, Place, Severity, Sources};

/// A diagnostic as a workflow command of GitHub's, which shows it as an annotation beside the line: one
/// line, without a line end.
///
/// ```text
/// ::error file=content/a.de.md,line=3,col=7,endLine=3,endColumn=16,title=bad-date::…%0Ahelp: write `2025-07-10`
/// ```
///
/// Files are named from the top of the repository, in which the site stands in the folder `below`
/// (`talk/`, or nothing).
#[must_use]
pub fn github(diagnostic: &Diagnostic, sources: &dyn Sources, below: &str) -> String {
    let Diagnostic { id, severity, message, primary, label: _, further, why, help } = diagnostic;
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = primary.as_ref().map(|place| properties(place, sources, below)).unwrap_or_default();
    let mut words = message.clone();
    let mut line = |said: &str| words.extend(["\n", said]);
    for (place, label) in further {
        line(&format!("{}: {label}", short(place, sources, below)));
    }
    why.iter().for_each(|why| line(&format!("why: {why}")));
    help.iter().for_each(|help| line(&format!("help: {help}")));
    format!("::{command} {place}title={}::{}", id.name(), escaped(&words))
}

/// The place as properties of the command, each with a comma behind it.
fn properties(place: &Place, sources: &dyn Sources, below: &str) -> String {
    let file = escaped(&format!("{below}{}", place.path)).replace(':', "%3A").replace(',', "%2C");
    let mut said = format!("file={file},");
    if let Some(lifted) = Lifted::new(place, sources) {
        let (start, end) = (lifted.start(), lifted.end());
        let _ = write!(said, "line={},col={},", start.line, start.column);
        let _ = write!(said, "endLine={},endColumn={},", end.line, end.column);
    }
    said
}

/// `content/a.en.md:3:7`
fn short(place: &Place, sources: &dyn Sources, below: &str) -> String {
    let start = Lifted::new(place, sources).map(|lifted| lifted.start());
    let numbers = start.map(|start| format!(":{}:{}", start.line, start.column)).unwrap_or_default();
    format!("{below}{}{numbers}", place.path)
}

/// What sources say is repeated in messages, and must not end the command or begin another.
fn escaped(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::github;
    use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Sources, Span};

    struct File;

    impl Sources for File {
        fn source(&self, _: &SourcePath) -> Option<(Cow<'_, str>, usize)> {
            Some((Cow::Borrowed("title: Größe\ndate: 10.7.2025\n"), 0))
        }
    }

    fn date(path: &str) -> Place {
        Place::front(&SourcePath::new(path), Span::new(21..30))
    }

    #[test]
    fn a_finding_is_an_annotation_at_its_line() {
        let found = Diagnostic::new(Id::BadDate, "`date` is no day")
            .at(date("content/a.de.md"))
            .label("this is text")
            .also_at(date("content/a.en.md"), "and here")
            .why("dates sort as they are written")
            .help("write `2025-07-10`");
        let said = "::error file=talk/content/a.de.md,line=2,col=7,endLine=2,endColumn=16,title=bad-date::\
                    `date` is no day%0Atalk/content/a.en.md:2:7: and here%0A\
                    why: dates sort as they are written%0Ahelp: write `2025-07-10`";
        assert_eq!(github(&found, &File, "talk/"), said);
    }

    #[test]
    fn what_has_no_line_names_its_file_and_what_has_no_file_nothing() {
        let missing =
            Diagnostic::new(Id::MissingGloss, "no English").at(Place::file(&SourcePath::new("a.md")));
        assert_eq!(github(&missing, &File, ""), "::notice file=a.md,title=missing-gloss::no English");
        let whole = Diagnostic::new(Id::MissingBaseUrl, "no address");
        assert_eq!(github(&whole, &File, "talk/"), "::warning title=missing-base-url::no address");
    }

    #[test]
    fn words_of_a_source_are_no_commands() {
        let found = Diagnostic::new(Id::MissingConfig, "100 %\r\n::error::x")
            .at(Place::file(&SourcePath::new("a,line=9::b%.md")));
        assert_eq!(
            github(&found, &File, ""),
            "::error file=a%2Cline=9%3A%3Ab%25.md,title=missing-config::100 %25%0D%0A::error::x"
        );
    }
}
