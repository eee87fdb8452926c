use super::stranger::is_stranger;
use super::{Language, SectionKey, WorkKey, composed};
use crate::diagnostic::SourcePath;

/// What a content file's name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileName {
    /// A text of a work.
    Work {
        /// The work.
        key: WorkKey,
        /// The language, if the name says one; else the original's is meant.
        language: Option<Language>,
        /// A suffix that looks like a language but is not one of the site's.
        stranger: Option<String>,
    },
    /// A section's own text, `_index`.
    Section {
        /// The section.
        key: SectionKey,
        /// The language, if the name says one.
        language: Option<Language>,
    },
    /// A file of MDX, which Diglot does not read.
    Mdx,
    /// A name that begins with `_` or `.`, or stands in such a folder.
    Hidden,
}

impl FileName {
    /// Reads the name of a file below `content/`, for a site in `languages`.
    ///
    /// The language comes from the first rule that fits: `NAME.LANG.md`; a folder `LANG/` directly
    /// below `content/`; else none is said.
    #[must_use]
    pub fn read(path: &SourcePath, languages: &[Language]) -> Self {
        let path = composed(path.as_str());
        let path = path.strip_prefix("content/").unwrap_or(&path);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let Some((stem, extension)) = name.rsplit_once('.') else { return Self::Hidden };
        if folder.split('/').any(is_hidden) {
            return Self::Hidden;
        }
        if extension.eq_ignore_ascii_case("mdx") {
            return Self::Mdx;
        }
        let (stem, by_suffix) = strip_suffix(stem, languages);
        let (folder, by_folder) = strip_folder(folder, languages);
        let language = by_suffix.or(by_folder);
        match stem {
            "_index" => Self::Section { key: SectionKey::new(folder), language },
            _ => {
                let stranger = stranger(stem, by_suffix, languages);
                if is_hidden(stem) && !(stem.starts_with("_index.") && stranger.is_some()) {
                    return Self::Hidden;
                }
                Self::Work { key: key(folder, stem), language, stranger }
            }
        }
    }
}

fn is_hidden(part: &str) -> bool {
    part.starts_with(['_', '.'])
}

fn key(folder: &str, stem: &str) -> WorkKey {
    match (folder, stem) {
        ("", stem) => WorkKey::new(stem),
        (folder, "index") => WorkKey::new(folder),
        (folder, stem) => WorkKey::new(&format!("{folder}/{stem}")),
    }
}

fn listed(tag: &str, languages: &[Language]) -> Option<Language> {
    languages.iter().copied().find(|language| language.as_str().eq_ignore_ascii_case(tag))
}

fn strip_suffix<'a>(stem: &'a str, languages: &[Language]) -> (&'a str, Option<Language>) {
    let Some((rest, suffix)) = stem.rsplit_once('.') else { return (stem, None) };
    match listed(suffix, languages) {
        Some(language) if !rest.is_empty() => (rest, Some(language)),
        _ => (stem, None),
    }
}

fn strip_folder<'a>(folder: &'a str, languages: &[Language]) -> (&'a str, Option<Language>) {
    let (first, rest) = folder.split_once('/').unwrap_or((folder, ""));
    match listed(first, languages) {
        Some(language) => (rest, Some(language)),
        None => (folder, None),
    }
}

/// A suffix that looks like a language, where the site does not list it.
fn stranger(stem: &str, by_suffix: Option<Language>, languages: &[Language]) -> Option<String> {
    let (_, suffix) = stem.rsplit_once('.').filter(|_| by_suffix.is_none())?;
    is_stranger(suffix, languages).then(|| suffix.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str) -> FileName {
        let languages = ["de", "en", "pt-BR"].map(|tag| Language::new(tag).expect("a tag"));
        FileName::read(&SourcePath::new(path), &languages)
    }

    fn work(key: &str, language: Option<&str>) -> FileName {
        let language = language.and_then(Language::new);
        FileName::Work { key: WorkKey::new(key), language, stranger: None }
    }

    #[test]
    fn the_language_stands_in_the_suffix_or_the_first_folder_or_nowhere() {
        assert_eq!(read("content/articles/scaling.de.md"), work("articles/scaling", Some("de")));
        assert_eq!(read("content/en/articles/scaling.md"), work("articles/scaling", Some("en")));
        assert_eq!(read("content/articles/scaling.md"), work("articles/scaling", None));
        assert_eq!(read("content/articles/scaling/index.en.md"), work("articles/scaling", Some("en")));
        assert_eq!(read("content/index.de.md"), work("index", Some("de")));
        assert_eq!(read("content/de/index.md"), work("index", Some("de")));
    }

    #[test]
    fn the_suffix_goes_before_the_folder() {
        assert_eq!(read("content/en/scaling.de.md"), work("scaling", Some("de")));
    }

    #[test]
    fn tags_are_compared_without_case() {
        assert_eq!(read("content/a.PT-br.md"), work("a", Some("pt-BR")));
    }

    #[test]
    fn a_language_that_is_not_listed_is_a_stranger() {
        let FileName::Work { key, stranger, .. } = read("content/a.fr.md") else { panic!("a work") };
        assert_eq!((key.as_str(), stranger.as_deref()), ("a.fr", Some("fr")));
        let FileName::Work { stranger, .. } = read("content/node.js.md") else { panic!("a work") };
        assert_eq!(stranger, None);
    }

    #[test]
    fn underscores_and_dots_hide() {
        assert_eq!(read("content/_drafts/a.md"), FileName::Hidden);
        assert_eq!(read("content/.a.md"), FileName::Hidden);
        let language = Language::new("de");
        assert_eq!(
            read("content/articles/_index.de.md"),
            FileName::Section { key: SectionKey::new("articles"), language }
        );
    }
}
