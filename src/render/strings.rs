//! What the theme itself says, in each language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use icu::plurals::{PluralCategory, PluralRules};
use tera::{Kwargs, TeraResult, Value as TeraValue};

use super::locale::numeral;
use super::theme::USUAL;
use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Id, Place, Severity, SourcePath, nearest};
use crate::site::fields::{Node, Reader};
use crate::site::yaml::{Value, Yaml};
use crate::site::{Language, config};

/// All strings of the languages of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    languages: BTreeMap<String, BTreeMap<String, Words>>,
    /// The languages that stand in where a string is missing: English, then the site's own.
    fallback: Vec<String>,
    /// How numbers are written, by language.
    numbers: BTreeMap<String, Numbers>,
}

/// How a language writes numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Numbers {
    locale: Language,
    /// Whether those below a thousand are written as programs write them: most are, and there are many on a page.
    plain: bool,
}

impl Numbers {
    fn of(locale: Language) -> Self {
        Self { locale, plain: numeral(locale, 123) == "123" }
    }

    fn write(&self, count: u64) -> String {
        if self.plain && count < 1000 { count.to_string() } else { numeral(self.locale, count) }
    }
}

/// A string: one text, or one for each plural category.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Words {
    One(String),
    Plural(BTreeMap<String, String>),
}

/// The strings and what is wrong with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedStrings {
    /// The strings.
    pub strings: Arc<Strings>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// The site's strings over the theme's, for each of its languages.
#[salsa::tracked(returns(ref))]
pub fn strings(db: &dyn Db) -> CheckedStrings {
    let own = Site::get(db).layouts(db);
    let mut diagnostics = Vec::new();
    let mut languages = BTreeMap::new();
    let mut read = |language: &str| {
        let name = format!("strings/{language}.yaml");
        let mut words =
            USUAL.layout(&name).map_or_else(BTreeMap::new, |text| parse(&name, text, &mut Vec::new()));
        if let Some(text) = own.get(&name) {
            words.extend(parse(&name, text, &mut diagnostics));
        }
        words
    };
    languages.insert("en".to_owned(), read("en"));
    for language in config(db).config.languages() {
        // A region's strings stand over its language's: pt-BR over pt.
        let mut words = read(language.primary());
        if language.primary() != language.as_str() {
            words.extend(read(language.as_str()));
        }
        languages.insert(language.to_string(), words);
    }
    let of_the_site =
        || config(db).config.languages().filter(|language| *language != Language::undetermined());
    diagnostics.extend(missing(&languages, of_the_site()));
    // A copy of the theme's own speaks for languages that the site may not have.
    let of_its_own = own.iter().filter(|(name, text)| USUAL.layout(name) != Some(text)).map(|(name, _)| name);
    diagnostics.extend(of_its_own.filter_map(|name| unread(name, of_the_site())));
    let fallback = std::iter::once("en".to_owned()).chain(of_the_site().map(|it| it.to_string())).collect();
    let numbers =
        of_the_site().map(|language| (language.to_string(), Numbers::of(config(db).config.locale(language))));
    let numbers = numbers.collect();
    CheckedStrings { strings: Arc::new(Strings { languages, fallback, numbers }), diagnostics }
}

/// Reads a file of strings. What is wrong with it is a warning: the English ones stand in.
fn parse(name: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Words> {
    let path = SourcePath::new(&format!("layouts/{name}"));
    let (yaml, mut found) = Yaml::parse(text, &path);
    let reader = Reader::new(&yaml, &path);
    let root = reader.root();
    let entries = match root.value() {
        Value::Null => None,
        _ => root.entries(|key, node| Some((key.to_owned(), words(&node)?))),
    };
    found.extend(reader.finish());
    diagnostics.extend(found.into_iter().map(|one| one.severity(Severity::Warning)));
    entries.unwrap_or_default().into_iter().collect()
}

/// CLDR's plural categories, one of which each form is for.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn words(node: &Node<'_, '_>) -> Option<Words> {
    let Value::Map(_) = node.value() else { return Some(Words::One(pattern(node)?)) };
    let forms = node.entries(|form, node| {
        if !CATEGORIES.contains(&form) {
            node.report_at_key(unknown_category(form));
        }
        Some((form.to_owned(), pattern(&node)?))
    })?;
    Some(Words::Plural(forms.into_iter().collect()))
}

/// A text with places to be filled in, of which only some are known.
fn pattern(node: &Node<'_, '_>) -> Option<String> {
    let text = node.text()?;
    let braced = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    let is_name =
        |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    for name in braced.filter(is_name).filter(|name| !PLACES.contains(name)) {
        let message = format!("nothing is filled in at `{{{name}}}`: there is no place of that name");
        let near = nearest(name, PLACES.iter().copied());
        let help = near.map_or_else(
            || format!("known here: {}", PLACES.join(", ")),
            |near| format!("did you mean `{{{near}}}`?"),
        );
        node.report(Diagnostic::new(Id::BadValue, message).help(help));
    }
    Some(text)
}

fn unknown_category(form: &str) -> Diagnostic {
    let help = match nearest(form, CATEGORIES) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", CATEGORIES.join(", ")),
    };
    Diagnostic::new(Id::UnknownKey, format!("`{form}` is no plural form")).help(help)
}

/// How the message begins that there is no such string.
pub(super) const NO_STRING: &str = "no strings file has the key";

/// How many missing strings are named; the file of another language shows the rest.
const NAMED: usize = 6;

/// Strings that some language has and one of the site lacks: one diagnostic a language for those of the
/// theme, and one for those that a site has added.
fn missing(
    languages: &BTreeMap<String, BTreeMap<String, Words>>,
    of_the_site: impl Iterator<Item = Language>,
) -> Vec<Diagnostic> {
    let all: BTreeSet<&String> = languages.values().flat_map(BTreeMap::keys).collect();
    let of_the_theme =
        parse("strings/en.yaml", USUAL.layout("strings/en.yaml").unwrap_or_default(), &mut Vec::new());
    let lacking = |language: Language| {
        let words = languages.get(language.as_str());
        let lacks = all.iter().filter(|key| words.is_some_and(|words| !words.contains_key(**key)));
        let (theirs, own): (Vec<&String>, Vec<&String>) =
            lacks.partition(|key| of_the_theme.contains_key(**key));
        let theirs = (!theirs.is_empty()).then(|| {
            let lacks = lacks_strings("the theme has", language, &theirs);
            lacks.why("the English ones stand in for them on the site's pages")
        });
        let own = (!own.is_empty()).then(|| {
            let mut lacks = lacks_strings("the site's layouts/strings/ has", language, &own);
            let known = || words.into_iter().flat_map(BTreeMap::keys).map(String::as_str);
            let alike = own.iter().filter_map(|key| Some((key, nearest(key, known())?)));
            let ask = |(key, near): (_, &str)| {
                format!("`{key}` and `{near}` are nearly alike: is one of them misspelt?")
            };
            lacks.help.splice(0..0, alike.map(ask));
            lacks.why("another language's stand in for them on the site's pages")
        });
        theirs.into_iter().chain(own)
    };
    of_the_site.flat_map(lacking).collect()
}

fn lacks_strings(who: &str, language: Language, lacks: &[&String]) -> Diagnostic {
    let name = format!("layouts/strings/{language}.yaml");
    let mut named: Vec<_> = lacks.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    if let Some(more) = lacks.len().checked_sub(NAMED).filter(|more| *more > 0) {
        named.push(format!("and {more} more"));
    }
    let message = format!("{who} no words in `{language}` for {}", named.join(", "));
    Diagnostic::new(Id::MissingString, message)
        .at(Place::file(&SourcePath::new(&name)))
        .help(format!("write them into {name} of your site, as `key: words`"))
}

/// A file of strings that is read for no language of the site.
fn unread(name: &str, of_the_site: impl Iterator<Item = Language>) -> Option<Diagnostic> {
    let file = name.strip_prefix("strings/")?;
    let mut read: Vec<String> = vec!["en.yaml".to_owned()];
    read.extend(of_the_site.flat_map(|it| [format!("{it}.yaml"), format!("{}.yaml", it.primary())]));
    if read.iter().any(|known| known == file) {
        return None;
    }
    let path = SourcePath::new(&format!("layouts/{name}"));
    let message = format!("{path} is read for no language of the site");
    let mut diagnostic =
        Diagnostic::new(Id::UnknownLanguage, message).severity(Severity::Warning).at(Place::file(&path));
    let stem = |file: &'_ str| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    let known: Vec<_> = read.iter().map(|known| stem(known)).collect();
    let near = nearest(&stem(file), known.iter().map(String::as_str));
    diagnostic.help.extend(near.map(|near| format!("did you mean `{near}.yaml`?")));
    Some(
        diagnostic
            .help("name it for one of the site's languages, as in layouts/strings/de.yaml, or remove it"),
    )
}

impl Strings {
    /// The string `key` in a language, with `{name}` filled in from `arguments`.
    #[must_use]
    pub fn get(
        &self,
        key: &str,
        language: &str,
        count: Option<u64>,
        arguments: &[(&str, String)],
    ) -> Option<String> {
        let argument = |name: &str| {
            let found = arguments.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| value.clone())
        };
        Some(filled(self.pattern(key, language, count)?, argument))
    }

    /// The language in which the string `key` is said to readers of `language`.
    #[must_use]
    pub fn language_of(&self, key: &str, language: Language) -> Language {
        let found = self.words(key, language.as_str()).map(|(found, _)| found);
        found.filter(|found| *found != language.as_str()).and_then(Language::new).unwrap_or(language)
    }

    /// A string, and the language that it is in.
    fn words(&self, key: &str, language: &str) -> Option<(&str, &Words)> {
        let others = self.fallback.iter().map(String::as_str);
        std::iter::once(language).chain(others).find_map(|language| {
            let (language, words) = self.languages.get_key_value(language)?;
            Some((language.as_str(), words.get(key)?))
        })
    }

    /// The string as it stands in its file; where there are plural forms, that for the count.
    fn pattern(&self, key: &str, language: &str, count: Option<u64>) -> Option<&str> {
        let (language, words) = self.words(key, language)?;
        match words {
            Words::One(text) => Some(text),
            Words::Plural(forms) => {
                let form = forms.get(category(language, count.unwrap_or(0)));
                form.or_else(|| forms.get("other")).map(String::as_str)
            }
        }
    }

    /// All keys that some language has, in their order.
    pub(super) fn keys(&self) -> BTreeSet<&str> {
        self.languages.values().flat_map(BTreeMap::keys).map(String::as_str).collect()
    }

    /// `t(key=…, language=…, …)` as layouts call it.
    ///
    /// # Errors
    /// If an argument is missing, the site has no such language, or no language has the string.
    pub fn call(&self, arguments: &Kwargs) -> TeraResult<String> {
        let key: &str = arguments.must_get("key")?;
        let language: &str = arguments.must_get("language")?;
        let is_known = |language: &str| self.languages.contains_key(language);
        // A site that does not say its languages has been told so.
        if !is_known(language) && !is_known(Language::undetermined().as_str()) {
            return Err(self.no_language(language));
        }
        let count: Option<u64> = arguments.get("count")?;
        let argument = |name: &str| match count.filter(|_| name == "count") {
            Some(count) => Some(self.number(count, language)),
            None => Some(arguments.get::<TeraValue>(name).ok()??.to_string()),
        };
        Ok(filled(self.known(key, language, count)?, argument))
    }

    /// The string `key` in a language, with `{count}` filled in.
    ///
    /// # Errors
    /// If no language has the string.
    pub fn say(&self, key: &str, language: &str, count: Option<u64>) -> TeraResult<String> {
        let pattern = self.known(key, language, count)?;
        Ok(match count {
            Some(count) => filled(pattern, |name| (name == "count").then(|| self.number(count, language))),
            None => pattern.to_owned(),
        })
    }

    /// The string `key` in a language, with these places filled in.
    ///
    /// # Errors
    /// If no language has the string.
    pub fn say_of(&self, key: &str, language: &str, places: &[(&str, &str)]) -> TeraResult<String> {
        let pattern = self.known(key, language, None)?;
        let words = |name: &str| places.iter().find(|(place, _)| *place == name).map(|(_, words)| *words);
        Ok(filled(pattern, |name| words(name).map(str::to_owned)))
    }

    fn number(&self, count: u64, language: &str) -> String {
        self.numbers.get(language).map_or_else(|| count.to_string(), |numbers| numbers.write(count))
    }

    fn no_language(&self, language: &str) -> tera::Error {
        let all: Vec<&str> = self.languages.keys().map(String::as_str).collect();
        tera::Error::message(format!(
            "the site has no language `{language}`. Available languages: {}",
            all.join(", ")
        ))
    }

    fn known(&self, key: &str, language: &str, count: Option<u64>) -> TeraResult<&str> {
        let missing = || tera::Error::message(format!("{NO_STRING} `{key}`"));
        self.pattern(key, language, count).ok_or_else(missing)
    }
}

/// A pattern with each `{name}` filled in that there is an argument for.
fn filled(pattern: &str, argument: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let place =
            PLACES.iter().find_map(|place| Some((place, after.strip_prefix(place)?.strip_prefix('}')?)));
        match place.and_then(|(place, after)| Some((argument(place)?, after))) {
            Some((value, after)) => {
                text.push_str(&value);
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// The places that a string may hold, in braces. Tera tells a function only arguments that it asks
/// for by name.
const PLACES: &[&str] = &[
    "count",
    "title",
    "number",
    "current",
    "total",
    "names",
    "language_name",
    "date",
    "term",
    "work",
    "place",
];

fn category(language: &str, count: u64) -> &'static str {
    let locale = Language::new(language)
        .and_then(|language| icu::locale::Locale::try_from_str(language.as_str()).ok());
    let rules = locale.and_then(|locale| PluralRules::try_new_cardinal(locale.into()).ok());
    match rules.map_or(PluralCategory::Other, |rules| rules.category_for(count)) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in(language: &str) -> BTreeMap<String, Words> {
        let name = format!("strings/{language}.yaml");
        parse(&name, USUAL.layout(&name).expect("in the theme"), &mut Vec::new())
    }

    #[test]
    fn the_theme_has_every_string_in_every_language() {
        let languages = ["ar", "de", "en", "es", "fr", "it", "ja"];
        let all = languages.map(|language| (language.to_owned(), built_in(language)));
        let languages = languages.into_iter().filter_map(Language::new);
        assert_eq!(missing(&BTreeMap::from(all), languages), []);
        assert!(!built_in("en").is_empty());
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let strings = Strings {
            languages: BTreeMap::from([("ar".to_owned(), built_in("ar")), ("en".to_owned(), built_in("en"))]),
            fallback: vec!["en".to_owned()],
            numbers: BTreeMap::new(),
        };
        let say =
            |language, count| strings.get("mentions", language, Some(count), &[("count", count.to_string())]);
        assert_eq!(say("en", 1).as_deref(), Some("1 mention"));
        assert_eq!(say("en", 3).as_deref(), Some("3 mentions"));
        assert_ne!(say("ar", 2), say("ar", 3));
        let german = Numbers::of(Language::new("de").expect("a tag"));
        let strings = Strings { numbers: BTreeMap::from([("en".to_owned(), german)]), ..strings.clone() };
        let counted = |count| strings.say("mentions", "en", Some(count)).expect("a string of the theme");
        assert_eq!((counted(999), counted(1234)), ("999 mentions".to_owned(), "1.234 mentions".to_owned()));
        assert_eq!(say("sw", 3).as_deref(), Some("3 mentions"), "English stands in");
    }
}
