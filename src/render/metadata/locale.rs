//! Languages with a country, for programs that ask for one.

use icu::locale::{LanguageIdentifier, LocaleExpander};

use crate::site::Language;

/// A language with its country, as Open Graph has it: `en_GB` of `en-GB`, and the country where most
/// speakers are if the tag names none: `de_DE` of `de`. A language without such a country stays as it is.
pub(super) fn with_country(language: Language) -> String {
    let Ok(mut tag) = LanguageIdentifier::try_from_str(language.as_str()) else {
        return language.to_string();
    };
    if tag.region.is_none() {
        let _changed = LocaleExpander::new_extended().maximize(&mut tag);
    }
    match tag.region {
        Some(region) => format!("{}_{region}", tag.language),
        None => tag.language.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::with_country;
    use crate::site::Language;

    #[test]
    fn the_country_is_said_or_likely() {
        let country = |tag| with_country(Language::new(tag).expect("a tag"));
        for (tag, expected) in [
            ("de", "de_DE"),
            ("de-AT", "de_AT"),
            ("en", "en_US"),
            ("en-GB", "en_GB"),
            ("ja", "ja_JP"),
            ("ar", "ar_EG"),
            ("pt-BR", "pt_BR"),
            ("zh-Hant", "zh_TW"),
            ("zh-Hans", "zh_CN"),
            ("gsw", "gsw_CH"),
            ("mis", "mis"),
        ] {
            assert_eq!(country(tag), expected);
        }
    }
}
