//! Names of languages, dates and order of words, as each language has them (CLDR).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use icu::calendar::Date as Day;
use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::YMD;
use icu::decimal::DecimalFormatter;
use icu::decimal::options::DecimalFormatterOptions;
use icu::locale::Locale;

use super::view::{DateView, LanguageView, Localized};
use crate::db::{Db, Site};
use crate::site::{Date, Labels, Language, config};
use crate::text::typography;

/// A language as layouts see it.
#[must_use]
pub(super) fn language_view(db: &dyn Db, language: Language) -> LanguageView {
    LanguageView {
        tag: language,
        dir: dir(language),
        name: own_name(language),
        original: language == config(db).config.original,
    }
}

/// `ltr` or `rtl`.
pub(super) fn dir(language: Language) -> &'static str {
    if language.is_right_to_left() { "rtl" } else { "ltr" }
}

/// A text with its language.
pub(super) fn localized(language: Language, text: impl Into<String>) -> Localized {
    Localized { language, dir: dir(language), text: text.into() }
}

/// What is said in each of the languages, by the language that it is said in. Words that stand in for
/// those of several languages are said once.
pub(super) fn in_each(
    languages: impl IntoIterator<Item = Language>,
    said: impl Fn(Language) -> (Language, String),
) -> Vec<Localized> {
    let mut all: Vec<Localized> = Vec::new();
    for (language, text) in languages.into_iter().map(said) {
        if all.iter().all(|other| other.language != language || other.text != text) {
            all.push(localized(language, text));
        }
    }
    all
}

/// Labels of site.yaml in each of the languages, typographically set.
pub(super) fn labels_in(labels: &Labels, languages: impl IntoIterator<Item = Language>) -> Vec<Localized> {
    in_each(languages, |language| {
        let (language, words) = labels.said(language);
        (language, typography::set(words, language))
    })
}

/// A language's name in itself. CLDR's display names are not yet a stable part of icu, so the
/// languages that sites are likely to have stand here, and others are called by their tag.
pub(super) fn own_name(language: Language) -> String {
    let name = NAMES.iter().find(|(tag, _)| *tag == language.as_str());
    let name = name.or_else(|| NAMES.iter().find(|(tag, _)| *tag == language.primary()));
    match name {
        Some((tag, name)) if *tag == language.as_str() => (*name).to_owned(),
        Some((_, name)) => format!("{name} ({})", &language.as_str()[language.primary().len() + 1..]),
        None => language.to_string(),
    }
}

const NAMES: &[(&str, &str)] = &[
    ("ar", "العربية"),
    ("bg", "български"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gl", "galego"),
    ("gsw", "Schwiizertüütsch"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("id", "Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("la", "Latina"),
    ("lb", "Lëtzebuergesch"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("nb", "norsk bokmål"),
    ("nl", "Nederlands"),
    ("nn", "norsk nynorsk"),
    ("pl", "polski"),
    ("pt", "português"),
    ("rm", "rumantsch"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("zh", "中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
];

/// A number as a locale writes it: with its digits, in its groups.
pub(super) fn numeral(locale: Language, number: u64) -> String {
    let formatter =
        DecimalFormatter::try_new(self::locale(locale).into(), DecimalFormatterOptions::default());
    formatter.map_or_else(|_| number.to_string(), |formatter| formatter.format(&number.into()).to_string())
}

/// A day as each of the languages writes it.
pub(super) fn date_view(db: &dyn Db, date: Date, languages: &[Language]) -> DateView {
    let shown = languages.iter().map(|language| localized(*language, day(db, date, *language)));
    DateView { iso: date.to_string(), shown: shown.collect() }
}

/// A day as a language writes it.
pub(super) fn day(db: &dyn Db, date: Date, language: Language) -> &str {
    long_date(db, Site::get(db), date, language)
}

/// A day is written once a language.
#[salsa::tracked(returns(ref))]
fn long_date(db: &dyn Db, site: Site, date: Date, language: Language) -> String {
    let day = Day::try_new_iso(i32::from(date.year()), date.month(), date.day());
    match (day, day_formatter(db, site, language)) {
        (Ok(day), Some(formatter)) => formatter.format(&day).to_string(),
        _ => date.to_string(),
    }
}

/// How days are written in a language: made once, which takes as long as a small page.
#[salsa::tracked(returns(ref), no_eq)]
fn day_formatter(db: &dyn Db, _site: Site, language: Language) -> Option<DateTimeFormatter<YMD>> {
    let locale = locale(config(db).config.locale(language));
    DateTimeFormatter::try_new(locale.into(), YMD::long()).ok()
}

fn locale(language: Language) -> Locale {
    Locale::try_from_str(language.as_str()).unwrap_or(Locale::UNKNOWN)
}

/// Sorts words as a dictionary of the language does (for German DIN 5007-1).
pub(super) struct Dictionary(Option<CollatorBorrowed<'static>>);

impl Dictionary {
    pub(super) fn of(language: Language) -> Self {
        Self(Collator::try_new(locale(language).into(), CollatorOptions::default()).ok())
    }

    /// Which of two words comes first; words that sort alike stay in the order of their letters.
    pub(super) fn compare(&self, one: &str, other: &str) -> Ordering {
        let order = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        order.then_with(|| one.cmp(other))
    }

    /// The letter that a word stands under: its first letter without accents, upper case; `#` for
    /// what begins with none.
    pub(super) fn letter(&self, word: &str) -> String {
        let Some(first) = word.chars().find(|char| char.is_alphanumeric()) else { return "#".to_owned() };
        if !first.is_alphabetic() {
            return "#".to_owned();
        }
        let plain: String = unicode_normalization::UnicodeNormalization::nfd(std::iter::once(first))
            .take(1)
            .flat_map(char::to_uppercase)
            .collect();
        plain
    }
}

/// Groups words under their letters, in the order in which the letters first come.
pub(super) fn by_letter<T>(items: Vec<(String, T)>, language: Language) -> Vec<(String, Vec<T>)> {
    let dictionary = Dictionary::of(language);
    let mut items = items;
    items.sort_by(|(one, _), (other, _)| dictionary.compare(one, other));
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for (word, item) in items {
        let letter = dictionary.letter(&word);
        let place = *places.entry(letter.clone()).or_insert_with(|| {
            groups.push((letter, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(item);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::new(tag).expect("a tag")
    }

    #[test]
    fn languages_are_called_as_they_call_themselves() {
        assert_eq!(own_name(language("de")), "Deutsch");
        assert_eq!(own_name(language("pt-BR")), "português (BR)");
        assert_eq!(own_name(language("mi")), "mi");
    }

    #[test]
    fn numbers_stand_in_the_groups_of_their_locale() {
        let written = |tag| numeral(language(tag), 1_234_567);
        assert_eq!(written("de"), "1.234.567");
        assert_eq!(written("en"), "1,234,567");
        assert_eq!(written("fr"), "1\u{202f}234\u{202f}567");
        assert_eq!(numeral(language("es"), 1234), "1234", "Spanish groups from five digits on");
    }

    #[test]
    fn german_sorts_umlauts_with_their_vowels() {
        let words = ["Müller", "Muller", "Mufti", "Zoo", "Ärger", "Affe"];
        let groups = by_letter(words.map(|word| (word.to_owned(), word)).to_vec(), language("de"));
        let expected =
            [("A", vec!["Affe", "Ärger"]), ("M", vec!["Mufti", "Muller", "Müller"]), ("Z", vec!["Zoo"])];
        assert_eq!(groups, expected.map(|(letter, words)| (letter.to_owned(), words)));
    }
}
