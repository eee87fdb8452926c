//! Suffixes of file names that look like a language which site.yaml does not list.

use icu::locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander};

use super::Language;
use crate::diagnostic::nearest;

/// What languages are called, for those who write the name instead of the tag.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("deutsch", "de"),
    ("englisch", "en"),
    ("english", "en"),
    ("español", "es"),
    ("espanol", "es"),
    ("français", "fr"),
    ("francais", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("italian", "it"),
    ("italiano", "it"),
    ("japanese", "ja"),
    ("spanish", "es"),
];

/// Whether a suffix that is none of the site's languages was meant for a language all the same.
///
/// `notes.old` and `node.js` are names, although `old` is some language's code too: a tag of three
/// letters counts only if the language is widely written, or is another code for a listed one.
pub(super) fn is_stranger(suffix: &str, languages: &[Language]) -> bool {
    let is_written = match suffix.split(['-', '_']).next().map_or(0, str::len) {
        2 => is_known(suffix, &LocaleExpander::new_extended()),
        3 => is_known(suffix, &LocaleExpander::new_common()),
        _ => false,
    };
    is_written || variant(suffix, languages).or_else(|| slip(suffix, languages)).is_some()
}

/// The listed language that a stranger was most likely meant for.
pub(super) fn meant(suffix: &str, languages: &[Language]) -> Option<Language> {
    let near = || {
        let near = nearest(suffix, languages.iter().map(Language::as_str))?;
        languages.iter().copied().find(|language| language.as_str() == near)
    };
    variant(suffix, languages).or_else(|| slip(suffix, languages)).or_else(near)
}

/// Whether CLDR knows the likely script and region of the tag's language: then it is one that is
/// written somewhere, not any two letters.
fn is_known(tag: &str, expander: &LocaleExpander) -> bool {
    let Ok(mut id) = LanguageIdentifier::try_from_str(&tag.replace('_', "-")) else { return false };
    // What stands after the language must not make an unknown one known.
    (id.script, id.region) = (None, None);
    id.variants.clear();
    let before = id.clone();
    expander.maximize(&mut id);
    id != before && !before.language.is_unknown()
}

/// A listed language in another region or script, or by another of its codes: `en-us`, `en_GB`, `eng`.
fn variant(suffix: &str, languages: &[Language]) -> Option<Language> {
    let mut tag = Locale::try_from_str(&suffix.replace('_', "-")).ok()?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut tag);
    let whole = tag.id.to_string();
    let primary = whole.split('-').next()?;
    let same = |language: &&Language| language.as_str() == whole;
    let related = |language: &&Language| language.primary() == primary;
    languages.iter().find(same).or_else(|| languages.iter().find(related)).copied()
}

/// A listed language's tag with its letters turned round, its name, or what its name begins with: `ed`,
/// `english`, `ge`.
fn slip(suffix: &str, languages: &[Language]) -> Option<Language> {
    let written = suffix.to_lowercase();
    let turned: String = written.chars().rev().collect();
    let two = written.chars().count() == 2;
    let named = |language: &&Language| {
        let mut names = NAMES.iter().filter(|(_, tag)| *tag == language.primary()).map(|(name, _)| *name);
        names.any(|name| name == written || two && name.starts_with(&written))
    };
    let turned = |language: &&Language| two && language.as_str() == turned;
    languages.iter().find(turned).or_else(|| languages.iter().find(named)).copied()
}

#[cfg(test)]
mod tests {
    use super::{is_stranger, meant};
    use crate::site::Language;

    fn languages() -> [Language; 3] {
        ["de", "en", "pt-BR"].map(|tag| Language::new(tag).expect("a tag"))
    }

    #[test]
    fn what_looks_like_a_language_is_reported_with_the_one_that_was_meant() {
        let cases = [
            ("ed", "de"),
            ("ge", "de"),
            ("ger", "de"),
            ("de-DE", "de"),
            ("deutsch", "de"),
            ("eng", "en"),
            ("en-us", "en"),
            ("en-GB", "en"),
            ("en_GB", "en"),
            ("English", "en"),
            ("pt", "pt-BR"),
            ("pt_PT", "pt-BR"),
        ];
        for (suffix, tag) in cases {
            assert!(is_stranger(suffix, &languages()), "{suffix}");
            assert_eq!(meant(suffix, &languages()), Language::new(tag), "{suffix}");
        }
        for suffix in ["fr", "zh-Hant", "la", "nds"] {
            assert!(is_stranger(suffix, &languages()), "{suffix}");
            assert_eq!(meant(suffix, &languages()), None, "{suffix}");
        }
    }

    #[test]
    fn names_with_dots_are_names() {
        for suffix in ["old", "min", "txt", "new", "js", "v2", "bak", "0", "draft", "js-us", "", "ok"] {
            assert!(!is_stranger(suffix, &languages()), "{suffix}");
        }
    }
}
