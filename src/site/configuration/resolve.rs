use super::base_url::BaseUrl;
use super::feed_id::FeedId;
use super::written::{
    ByLanguage, WrittenConfig, WrittenFeeds, WrittenGlossary, WrittenLanguages, WrittenLock,
};
use super::written::{WrittenMarkdown, WrittenReading, WrittenRepository};
use crate::diagnostic::{Diagnostic, Id, Place, Severity, SourcePath};
use crate::site::front_matter::Defaults;
use crate::site::yaml::{At, Value, Yaml};
use crate::site::{Cards, Language, LinkPolicy, RawHtml, Reading, ThemeName};

/// What holds for the whole site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The site's name; its host, if site.yaml says none.
    pub title: Labels,
    /// What the site is about; empty if site.yaml does not say.
    pub description: Labels,
    /// Where the site will stand.
    pub base_url: BaseUrl,
    /// The language in which works are written unless they say otherwise.
    pub original: Language,
    /// The locale of the original language's numbers and dates.
    pub original_locale: Language,
    /// The languages into which they are rendered, the most important first.
    pub glosses: Vec<Gloss>,
    /// Where the sources can be read and changed.
    pub repository: Option<Repository>,
    /// How texts are shown on wide screens at first.
    pub reading: Reading,
    /// How texts are shown on narrow screens at first.
    pub narrow_reading: Reading,
    /// What the pages look like.
    pub theme: ThemeName,
    /// Which mentions of terms become links.
    pub link: LinkPolicy,
    /// In which languages cards explain.
    pub cards: Cards,
    /// Whether terms are found at the end of compounds too.
    pub compounds: bool,
    /// What raw HTML may do.
    pub raw_html: RawHtml,
    /// Whether `$…$` is a formula.
    pub math: bool,
    /// Whether lock files keep the accepted text beside its hash.
    pub lock_text: bool,
    /// What the ids of feeds begin with. `None`: the host and a work's date.
    pub feed_id: Option<FeedId>,
    /// Sections and works in the navigation, by key. `None`: all sections, in their order.
    pub nav: Option<Vec<String>>,
    /// The tags that site.yaml names, in its order.
    pub tags: Vec<Tag>,
    /// Who wrote the texts that name no authors.
    pub authors: Vec<String>,
}

/// A language into which works are rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gloss {
    /// The language.
    pub language: Language,
    /// The locale of its numbers and dates.
    pub locale: Language,
    /// Whether a work without this gloss gets a page that says so.
    pub stubs: bool,
}

/// The repository of the sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repository {
    /// Its page, without a slash at the end.
    pub url: String,
    /// The branch that is published.
    pub branch: String,
    /// The folder in it that holds site.yaml, without slashes around it; empty at its top.
    pub folder: String,
}

impl Repository {
    /// Where a file of the site stands in it.
    #[must_use]
    pub fn path_of(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }
}

/// A tag with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its key, as texts write it.
    pub key: String,
    /// Its names; the key where there is none.
    pub names: Labels,
}

/// A text in every language, at least as the original has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    fallback: String,
    /// The language of that; none if it is a text for all.
    fallback_language: Option<Language>,
    each: Vec<(Language, String)>,
}

impl Labels {
    /// The text in `language`, or else in the original's.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        self.said(language).1
    }

    /// The same with the language that it is in.
    #[must_use]
    pub fn said(&self, language: Language) -> (Language, &str) {
        let own = self.each.iter().find(|(other, _)| *other == language);
        own.map_or_else(
            || (self.fallback_language.unwrap_or(language), &*self.fallback),
            |(own, text)| (*own, text),
        )
    }

    fn new(written: ByLanguage, original: Language, otherwise: &str) -> Self {
        let ByLanguage { plain, each } = written;
        let own = each.iter().find(|(language, _)| *language == original).or(each.first()).cloned();
        let (fallback_language, fallback) = match (plain, own) {
            (Some(plain), _) => (None, plain),
            (None, Some((language, text))) => (Some(language), text),
            (None, None) => (None, otherwise.to_owned()),
        };
        Self { fallback, fallback_language, each }
    }
}

impl Config {
    /// All languages, the original first.
    pub fn languages(&self) -> impl Iterator<Item = Language> + '_ {
        std::iter::once(self.original).chain(self.glosses.iter().map(|gloss| gloss.language))
    }

    /// The locale of a language's numbers and dates; the language itself unless site.yaml says more.
    #[must_use]
    pub fn locale(&self, language: Language) -> Language {
        if language == self.original {
            return self.original_locale;
        }
        self.glosses.iter().find(|gloss| gloss.language == language).map_or(language, |gloss| gloss.locale)
    }

    /// What front matter falls back to.
    #[must_use]
    pub fn defaults(&self) -> Defaults {
        let Self { authors, link, compounds, .. } = self;
        let (authors, link, compounds) = (authors.clone(), *link, *compounds);
        Defaults { authors, link, compounds, ..Defaults::default() }
    }
}

/// Answers what is left open. Taken apart in full: a new key cannot be forgotten here.
pub(super) fn resolve(written: WrittenConfig) -> Config {
    let WrittenConfig {
        title,
        description,
        base_url,
        languages,
        repository,
        reading,
        theme,
        glossary,
        markdown,
        lock,
        feeds,
        nav,
        tags,
        authors,
    } = written;
    let WrittenLanguages { original, glosses, locale, stubs } = languages.unwrap_or_default();
    let WrittenReading { default, narrow } = reading.unwrap_or_default();
    let WrittenGlossary { link, cards, compounds } = glossary.unwrap_or_default();
    let WrittenMarkdown { raw_html, math } = markdown.unwrap_or_default();
    let WrittenFeeds { id: feed_id } = feeds.unwrap_or_default();
    let WrittenLock { text: lock_text } = lock.unwrap_or_default();
    let original = original.unwrap_or_else(Language::undetermined);
    let base_url = base_url.unwrap_or_default();
    let (locale, stubs) = (locale.unwrap_or_default(), stubs.unwrap_or_default());
    let locale_of = |language| of(&locale, language).unwrap_or(language);
    let gloss = |language| Gloss {
        language,
        locale: locale_of(language),
        stubs: of(&stubs, language).unwrap_or(true),
    };
    Config {
        title: Labels::new(title.unwrap_or_default(), original, base_url.host()),
        description: Labels::new(description.unwrap_or_default(), original, ""),
        original_locale: locale_of(original),
        glosses: glosses.unwrap_or_default().into_iter().map(gloss).collect(),
        repository: repository.and_then(resolve_repository),
        reading: default.unwrap_or(Reading::Both),
        narrow_reading: narrow.unwrap_or(Reading::Ask),
        theme: theme.unwrap_or(ThemeName::Usual),
        link: link.unwrap_or(LinkPolicy::First),
        cards: cards.unwrap_or(Cards::Both),
        compounds: compounds.unwrap_or(false),
        raw_html: raw_html.unwrap_or(RawHtml::Allow),
        math: math.unwrap_or(false),
        lock_text: lock_text.unwrap_or(true),
        feed_id,
        nav,
        tags: tags
            .unwrap_or_default()
            .into_iter()
            .map(|(key, names)| resolve_tag(key, names, original))
            .collect(),
        authors: authors.unwrap_or_default(),
        base_url,
        original,
    }
}

fn resolve_repository(written: WrittenRepository) -> Option<Repository> {
    let WrittenRepository { url, branch, folder } = written;
    let branch = branch.unwrap_or_else(|| String::from("main"));
    Some(Repository { url: url?, branch, folder: folder.unwrap_or_default() })
}

fn resolve_tag(key: String, names: ByLanguage, original: Language) -> Tag {
    Tag { names: Labels::new(names, original, &key), key }
}

fn of<T: Copy>(pairs: &[(Language, T)], language: Language) -> Option<T> {
    pairs.iter().find(|(other, _)| *other == language).map(|(_, value)| *value)
}

/// What a site cannot do without, or had better not.
pub(super) fn missing(written: &WrittenConfig, yaml: &Yaml<'_>, path: &SourcePath) -> Vec<Diagnostic> {
    let mut missing = Vec::new();
    let says = |key| entry(yaml.root(), key).is_some();
    if !matches!(yaml.root(), Value::Map(_) | Value::Null) {
        return missing;
    }
    if !says("title") {
        missing.push(
            Diagnostic::new(Id::MissingTitle, "the site has no title")
                .severity(Severity::Warning)
                .at(Place::file(path))
                .help("add a line `title: …`, or `title: {de: …, en: …}`"),
        );
    }
    if !says("base_url") {
        missing.push(
            Diagnostic::new(Id::MissingBaseUrl, "the site does not say where it will stand")
                .at(Place::file(path))
                .why("the sitemap and links between the languages need whole addresses; `http://localhost/` serves until then")
                .help("add a line `base_url: https://…/`, or build with `--base-url https://…/`"),
        );
    }
    if written.languages.as_ref().is_none_or(|languages| languages.original.is_none()) {
        missing.extend(missing_original(yaml, path));
    }
    missing
}

/// `None` if an original language is written, but a wrong one, which has been reported.
fn missing_original(yaml: &Yaml<'_>, path: &SourcePath) -> Option<Diagnostic> {
    let diagnostic = Diagnostic::new(Id::UnknownLanguage, "the site does not say its original language")
        .why("every work has one language in which it is written, and is rendered into others");
    let Some((number, languages)) = entry(yaml.root(), "languages") else {
        let help = "add a line `languages: {original: de, glosses: [en]}` with your languages";
        return Some(diagnostic.at(Place::file(path)).help(help));
    };
    let usable = matches!(languages, Value::Map(_)) && entry(languages, "original").is_none();
    let place = Place::front(path, yaml.key_span(&At::default().child(number)));
    usable.then(|| diagnostic.at(place).help("add `original: de` with your language"))
}

/// The entry of a mapping under `key`, if something is written there.
fn entry<'y>(value: &'y Value, key: &str) -> Option<(usize, &'y Value)> {
    let Value::Map(entries) = value else { return None };
    let number = entries.iter().position(|(name, value)| name == key && *value != Value::Null)?;
    Some((number, &entries[number].1))
}
