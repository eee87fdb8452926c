use super::base_url::BaseUrl;
use super::feed_id::FeedId;
use crate::site::{Cards, Language, LinkPolicy, RawHtml, Reading, ThemeName};

/// site.yaml as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "Diglot site.yaml", deny_unknown_fields))]
pub struct WrittenConfig {
    /// The site's name: by language, or one for all.
    pub title: Option<ByLanguage>,
    /// What the site is about, in a sentence or two: by language, or one for all.
    pub description: Option<ByLanguage>,
    /// Where the site will stand: `https://example.org/` or `https://name.github.io/folder/`.
    pub base_url: Option<BaseUrl>,
    /// The languages of the site.
    pub languages: Option<WrittenLanguages>,
    /// Where the sources can be read and changed.
    pub repository: Option<WrittenRepository>,
    /// How texts are shown at first.
    pub reading: Option<WrittenReading>,
    /// What the pages look like; `usual` unless given.
    pub theme: Option<ThemeName>,
    /// How terms are linked and explained.
    pub glossary: Option<WrittenGlossary>,
    /// What Markdown may do.
    pub markdown: Option<WrittenMarkdown>,
    /// What lock files hold.
    pub lock: Option<WrittenLock>,
    /// What feeds are called by their readers' programs.
    pub feeds: Option<WrittenFeeds>,
    /// Sections and works in the navigation, by key, `tags` for the list of all tags and `colophon`, in this order.
    pub nav: Option<Vec<String>>,
    /// The names of tags: by tag key, then by language, or one for all.
    #[cfg_attr(test, schemars(with = "Option<std::collections::BTreeMap<String, Option<ByLanguage>>>"))]
    pub tags: Option<Vec<(String, ByLanguage)>>,
    /// Who wrote the texts that name no authors.
    pub authors: Option<Vec<String>>,
}

/// A text by language, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByLanguage {
    /// The text for languages that have none of their own: the original's, if it is written
    /// without language.
    pub plain: Option<String>,
    /// Each language with its text, in the order written.
    pub each: Vec<(Language, String)>,
}

/// The languages of a site, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Languages", deny_unknown_fields))]
pub struct WrittenLanguages {
    /// The language in which works are written unless they say otherwise.
    pub original: Option<Language>,
    /// The languages into which they are rendered, the most important first.
    pub glosses: Option<Vec<Language>>,
    /// By language, the locale of its numbers and dates: `{en: en-GB}`.
    #[cfg_attr(test, schemars(with = "Option<std::collections::BTreeMap<String, Language>>"))]
    pub locale: Option<Vec<(Language, Language)>>,
    /// By language, whether a work without gloss gets a page that says so (`on`, the usual) or
    /// only a link to the original (`off`).
    #[cfg_attr(
        test,
        schemars(with = "Option<std::collections::BTreeMap<String, crate::site::schemas::OnOff>>")
    )]
    pub stubs: Option<Vec<(Language, bool)>>,
}

/// The repository of the sources, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Repository", deny_unknown_fields))]
pub struct WrittenRepository {
    /// Its page: `https://github.com/name/site`.
    pub url: Option<String>,
    /// The branch that is published; `main` unless given.
    pub branch: Option<String>,
    /// The folder in it that holds site.yaml, such as `docs/talk`; its top unless given.
    pub folder: Option<String>,
}

/// How texts are shown at first, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "ReadingDefaults", deny_unknown_fields))]
pub struct WrittenReading {
    /// On wide screens; `both` unless given.
    pub default: Option<Reading>,
    /// On narrow ones; `ask` unless given.
    pub narrow: Option<Reading>,
}

/// How terms are linked and explained, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Glossary", deny_unknown_fields))]
pub struct WrittenGlossary {
    /// Which mentions become links unless the entry or the text says otherwise; `first` unless given.
    pub link: Option<LinkPolicy>,
    /// In which languages cards explain; `both` unless given.
    pub cards: Option<Cards>,
    /// Whether a German term is found at the end of compounds too, `Großrechenzentrum`, unless its entry
    /// says otherwise; `false` unless given.
    pub compounds: Option<bool>,
}

/// What Markdown may do, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Markdown", deny_unknown_fields))]
pub struct WrittenMarkdown {
    /// What raw HTML may do; `allow` unless given.
    pub raw_html: Option<RawHtml>,
    /// Whether `$…$` is a formula; `false` unless given.
    pub math: Option<bool>,
}

/// What lock files hold, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Lock", deny_unknown_fields))]
pub struct WrittenLock {
    /// Whether they keep the accepted text beside its hash; `on` unless given.
    #[cfg_attr(test, schemars(with = "Option<crate::site::schemas::OnOff>"))]
    pub text: Option<bool>,
}

/// What feeds are called by their readers' programs, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Feeds", deny_unknown_fields))]
pub struct WrittenFeeds {
    /// What all their ids begin with; made of the host and each work's date unless given.
    pub id: Option<FeedId>,
}

#[cfg(test)]
impl schemars::JsonSchema for ByLanguage {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ByLanguage".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A text by language, or one for all.",
            "anyOf": [
                { "type": ["string", "number", "boolean"] },
                { "type": "object", "additionalProperties": { "type": ["string", "number", "boolean", "null"] } },
            ],
        })
    }
}
