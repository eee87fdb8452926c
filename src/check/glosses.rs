//! Works that are not there in every language of the site.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath};
use crate::site::front_matter::WrittenFront;
use crate::site::{FileName, Language, WorkKey, config, front, works};
use crate::text::BlockId;

/// Looks at an original, once for the whole work.
pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let languages = || config(subject.db).config.languages();
    let is_whole = || languages().all(|language| subject.sides.file(language).is_some());
    // Where a file's name or its `work:` is wrong, that is reported.
    let is_lone = || {
        let says_work = front(subject.db, subject.file).written.work.is_some();
        says_work && works(subject.db).lone.contains(subject.file.path(subject.db))
    };
    // The list of all works comes last: it changes with every file that comes.
    if !subject.is_original() || is_whole() || says_nothing(subject) || is_stranger(subject) || is_lone() {
        return Vec::new();
    }
    // A site that says no original language has been told so, once.
    let said = languages().filter(|language| *language != Language::undetermined());
    // A gloss that cannot be read has been told so.
    let unread = |language: &Language| {
        let role = (subject.work.key(subject.db).clone(), *language);
        works(subject.db).unread.values().any(|other| *other == role)
    };
    let lacking = said.filter(|language| subject.sides.file(*language).is_none() && !unread(language));
    lacking.map(|language| (None, missing(subject, language))).collect()
}

/// Whether it is an `_index` that only orders, hides or hands down, or that of the top, which has no list:
/// readers see none of it.
fn says_nothing(subject: &Subject<'_>) -> bool {
    let key = subject.work.key(subject.db);
    let WrittenFront { title, summary, .. } = &front(subject.db, subject.file).written;
    let is_silent = title.is_none() && summary.is_none() && subject.body.trim().is_empty();
    key.is_index() && (is_silent || key.section().as_str().is_empty())
}

/// Whether the file's name ends in a language that the site does not have; that is reported.
fn is_stranger(subject: &Subject<'_>) -> bool {
    let languages: Vec<_> = config(subject.db).config.languages().collect();
    let name = FileName::read(subject.file.path(subject.db), &languages);
    matches!(name, FileName::Work { stranger: Some(_), .. })
}

fn missing(subject: &Subject<'_>, language: Language) -> Diagnostic {
    let key = subject.work.key(subject.db);
    let path = subject.file.path(subject.db);
    let config = &config(subject.db).config;
    let section = key.is_index().then(|| key.section());
    let what = match &section {
        Some(section) => format!("the section `{}`", section.as_str()),
        None => format!("`{key}`"),
    };
    let diagnostic = Diagnostic::new(Id::MissingGloss, format!("{what} is not written in `{language}` yet"))
        .at(Place::file(path));
    if language == config.original && section.is_none() {
        return diagnostic
            .why(format!(
                "`{language}` is the site's original language, and this work has `{}` only",
                subject.language
            ))
            .help(
                "if this is the work's original, say so in its front matter: ".to_owned()
                    + &format!("`original: {}`", subject.language),
            );
    }
    let stub = config.glosses.iter().any(|gloss| gloss.language == language && gloss.stubs);
    let shown = match section {
        Some(_) => "its list has the original's title, and says so where its text would stand",
        None if *key == WorkKey::home() => "its page says so, above the site's sections",
        None if stub => "its page says so and leads to the original",
        None => "links lead to the original",
    };
    if let Some(draft) = draft_of(subject, language) {
        return Diagnostic::new(Id::MissingGloss, format!("{what} is not published in `{language}` yet"))
            .at(Place::file(path))
            .why(format!("{draft} is a draft; until it is none, {shown}"))
            .help("take `draft` out of it when it is ready; `--drafts` shows it until then");
    }
    let name = in_language(path.as_str(), subject.language, language);
    diagnostic.why(format!("until then {shown}")).help(format!("write it in {name}"))
}

/// The gloss that is there and hidden.
fn draft_of<'db>(subject: &Subject<'db>, language: Language) -> Option<&'db SourcePath> {
    let role = (subject.work.key(subject.db).clone(), language);
    works(subject.db).drafts.iter().find(|(_, hidden)| **hidden == role).map(|(path, _)| path)
}

/// The path of the same text in another language.
fn in_language(path: &str, from: Language, to: Language) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let bare = stem.strip_suffix(&format!(".{from}")).unwrap_or(stem);
    match folder.strip_prefix(&format!("content/{from}")) {
        Some(rest) if bare == stem && (rest.is_empty() || rest.starts_with('/')) => {
            format!("content/{to}{rest}/{name}")
        }
        _ => format!("{folder}/{bare}.{to}.md"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_language;
    use crate::site::Language;

    #[test]
    fn a_gloss_is_named_as_its_original_is() {
        let [de, en] = ["de", "en"].map(|tag| Language::new(tag).expect("a language"));
        assert_eq!(in_language("content/a/plan.de.md", de, en), "content/a/plan.en.md");
        assert_eq!(in_language("content/plan.md", de, en), "content/plan.en.md");
        assert_eq!(in_language("content/de/a/plan.md", de, en), "content/en/a/plan.md");
        assert_eq!(in_language("content/de/plan.md", de, en), "content/en/plan.md");
        assert_eq!(in_language("content/demo/plan.md", de, en), "content/demo/plan.en.md");
    }
}
