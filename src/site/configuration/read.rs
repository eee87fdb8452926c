//! Reading the keys, one by one.

use super::base_url::BaseUrl;
use super::feed_id::FeedId;
use super::written::{
    ByLanguage, WrittenConfig, WrittenFeeds, WrittenGlossary, WrittenLanguages, WrittenLock,
};
use super::written::{WrittenMarkdown, WrittenReading, WrittenRepository};
use crate::diagnostic::{Diagnostic, Id, nearest};
use crate::site::Language;
use crate::site::fields::{Node, Reader};
use crate::site::yaml::Value;

/// Other tools' keys, and what to write instead.
const FOREIGN: &[(&str, &str)] = &[
    ("baseURL", "Diglot calls it `base_url`"),
    ("baseurl", "Diglot calls it `base_url`, with the folder in it"),
    ("url", "Diglot calls it `base_url`"),
    ("site_url", "Diglot calls it `base_url`"),
    ("name", "Diglot calls it `title`"),
    ("languageCode", "Diglot has `languages: {original: …, glosses: […]}`"),
    ("defaultContentLanguage", "Diglot has `languages: {original: …, glosses: […]}`"),
    ("default_language", "Diglot has `languages: {original: …, glosses: […]}`"),
    ("language", "Diglot has `languages: {original: …, glosses: […]}`"),
    ("lang", "Diglot has `languages: {original: …, glosses: […]}`"),
    ("i18n", "Diglot has `languages: {original: …, glosses: […]}`"),
    ("author", "Diglot calls them `authors`, a list"),
    ("menu", "Diglot calls it `nav`, a list of sections and works"),
    ("navigation", "Diglot calls it `nav`, a list of sections and works"),
    ("taxonomies", "Diglot has `tags` only"),
    ("repo", "Diglot calls it `repository`"),
    ("repo_url", "Diglot has `repository: {url: …, branch: …}`"),
    (
        "feed",
        "Diglot calls them `feeds`, and makes them by itself; `feeds: {id: …}` says what their ids begin with",
    ),
    ("rss", "Diglot makes feeds by itself; `feeds: {id: …}` says what their ids begin with"),
];

/// What site.yaml says; findings go to the reader.
pub(super) fn config(reader: &Reader<'_>) -> WrittenConfig {
    let root = reader.root();
    if *root.value() == Value::Null {
        return WrittenConfig::default();
    }
    let Some(mut fields) = root.fields("title: …") else { return WrittenConfig::default() };
    let languages = fields.get("languages").and_then(|node| languages(&node));
    let listed = listed(languages.as_ref());
    let by_language = |node: Node<'_, '_>| by_language(&node, &listed);
    let config = WrittenConfig {
        title: fields.get("title").and_then(by_language),
        description: fields.get("description").and_then(by_language),
        base_url: fields.get("base_url").and_then(|node| base_url(&node)),
        repository: fields.get("repository").and_then(|node| repository(&node)),
        reading: fields.get("reading").and_then(|node| reading(&node)),
        theme: fields.get("theme").and_then(|node| node.word()),
        glossary: fields.get("glossary").and_then(|node| glossary(&node)),
        markdown: fields.get("markdown").and_then(|node| markdown(&node)),
        lock: fields.get("lock").and_then(|node| lock(&node)),
        feeds: fields.get("feeds").and_then(|node| feeds(&node)),
        nav: fields.get("nav").and_then(|node| node.texts()),
        tags: fields.get("tags").and_then(|node| node.entries(|key, node| tag(key, &node, &listed))),
        authors: fields.get("authors").and_then(|node| node.texts()),
        languages,
    };
    fields.finish(FOREIGN, "");
    config
}

/// The site's languages; empty while none is known, so that none can be called unknown.
fn listed(languages: Option<&WrittenLanguages>) -> Vec<Language> {
    let Some(WrittenLanguages { original: Some(original), glosses, .. }) = languages else {
        return Vec::new();
    };
    std::iter::once(*original).chain(glosses.iter().flatten().copied()).collect()
}

fn languages(node: &Node<'_, '_>) -> Option<WrittenLanguages> {
    let mut fields = node.fields("{original: de, glosses: [en]}")?;
    let original = fields.get("original").and_then(|node| node.language());
    let mut known: Vec<Language> = original.into_iter().collect();
    let glosses = fields.get("glosses").and_then(|node| node.list(|item| gloss(&item, &mut known)));
    // Without an original the others cannot be told from unknown ones.
    let known = if original.is_some() { known } else { Vec::new() };
    let languages = WrittenLanguages {
        original,
        glosses,
        locale: fields.get("locale").and_then(|node| {
            node.entries(|key, node| Some((language_key(key, &node, &known)?, node.language()?)))
        }),
        stubs: fields.get("stubs").and_then(|node| {
            node.entries(|key, node| Some((language_key(key, &node, &known)?, node.on_off()?)))
        }),
    };
    fields.finish(
        &[("default", "Diglot calls it `original`"), ("translations", "Diglot calls them `glosses`")],
        "",
    );
    Some(languages)
}

fn gloss(item: &Node<'_, '_>, known: &mut Vec<Language>) -> Option<Language> {
    let language = item.language()?;
    if known.contains(&language) {
        item.refuse("a language that is not listed yet", Some(format!("remove `{language}` here")));
        return None;
    }
    known.push(language);
    Some(language)
}

/// A language as key of a mapping; it must be one of `known`, if any are.
fn language_key(key: &str, node: &Node<'_, '_>, known: &[Language]) -> Option<Language> {
    let language = Language::new(key).filter(|language| known.is_empty() || known.contains(language));
    if language.is_none() {
        let message = format!("`{key}` is no language of this site");
        let help = match nearest(key, known.iter().map(Language::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => String::from("list it under `languages`, or remove the line"),
        };
        node.report_at_key(Diagnostic::new(Id::UnknownLanguage, message).help(help));
    }
    language
}

fn by_language(node: &Node<'_, '_>, known: &[Language]) -> Option<ByLanguage> {
    match node.value() {
        Value::Map(_) => {
            let each = node.entries(|key, node| {
                let language = language_key(key, &node, known)?;
                if *node.value() == Value::Null { None } else { Some((language, node.text()?)) }
            })?;
            Some(ByLanguage { plain: None, each })
        }
        _ => Some(ByLanguage { plain: Some(node.text()?), each: Vec::new() }),
    }
}

fn tag(key: &str, node: &Node<'_, '_>, known: &[Language]) -> Option<(String, ByLanguage)> {
    let names = if *node.value() == Value::Null { ByLanguage::default() } else { by_language(node, known)? };
    Some((key.to_owned(), names))
}

fn base_url(node: &Node<'_, '_>) -> Option<BaseUrl> {
    let written = node.text()?;
    match BaseUrl::parse(&written) {
        Ok(url) => Some(url),
        Err(wrong) => {
            let complete =
                BaseUrl::parse(&format!("https://{written}")).ok().filter(|_| written.contains('.'));
            let help = match complete {
                Some(url) => format!("write `base_url: {url}`"),
                None => String::from("for example `base_url: https://name.github.io/folder/`"),
            };
            node.report(Diagnostic::new(Id::BadValue, format!("`base_url` {wrong}")).help(help));
            None
        }
    }
}

fn repository(node: &Node<'_, '_>) -> Option<WrittenRepository> {
    let mut fields = node.fields("{url: https://github.com/name/site, branch: main}")?;
    let url = fields.get("url").and_then(|node| web_address(&node));
    let branch = fields.get("branch").and_then(|node| node.text());
    let folder = fields.get("folder").and_then(|node| folder(&node));
    fields.finish(&[("path", "Diglot calls it `folder`")], "");
    Some(WrittenRepository { url, branch, folder })
}

fn folder(node: &Node<'_, '_>) -> Option<String> {
    let written = node.text()?;
    let folder = written.trim_start_matches("./").trim_matches('/');
    if folder.split('/').any(|part| part == "..") {
        node.refuse(
            "a folder below the repository's top",
            Some("for example `folder: docs/talk`".to_owned()),
        );
        return None;
    }
    Some(if folder == "." { String::new() } else { folder.to_owned() })
}

fn web_address(node: &Node<'_, '_>) -> Option<String> {
    let url = node.text()?;
    if BaseUrl::parse(&url).is_err() {
        let help = "for example `url: https://github.com/name/site`";
        node.refuse("the address of the repository's page, which begins with `https://`", Some(help.into()));
        return None;
    }
    Some(url.trim_end_matches('/').trim_end_matches(".git").to_owned())
}

fn reading(node: &Node<'_, '_>) -> Option<WrittenReading> {
    let mut fields = node.fields("{default: both, narrow: ask}")?;
    let default = fields.get("default").and_then(|node| node.word());
    let narrow = fields.get("narrow").and_then(|node| node.word());
    fields.finish(&[("wide", "Diglot calls it `default`")], "");
    Some(WrittenReading { default, narrow })
}

fn glossary(node: &Node<'_, '_>) -> Option<WrittenGlossary> {
    let mut fields = node.fields("{link: first, cards: both}")?;
    let link = fields.get("link").and_then(|node| node.word());
    let cards = fields.get("cards").and_then(|node| node.word());
    let compounds = fields.get("compounds").and_then(|node| node.yes_no());
    fields.finish(&[], "");
    Some(WrittenGlossary { link, cards, compounds })
}

fn markdown(node: &Node<'_, '_>) -> Option<WrittenMarkdown> {
    let mut fields = node.fields("{raw_html: allow, math: false}")?;
    let raw_html = fields.get("raw_html").and_then(|node| node.word());
    let math = fields.get("math").and_then(|node| node.yes_no());
    fields.finish(&[("unsafe", "Diglot has `raw_html: allow`, `escape` or `sanitize`")], "");
    Some(WrittenMarkdown { raw_html, math })
}

fn lock(node: &Node<'_, '_>) -> Option<WrittenLock> {
    let mut fields = node.fields("{text: on}")?;
    let text = fields.get("text").and_then(|node| node.yes_no());
    fields.finish(&[], "");
    Some(WrittenLock { text })
}

fn feeds(node: &Node<'_, '_>) -> Option<WrittenFeeds> {
    let mut fields = node.fields("{id: \"tag:example.org,2025:reading\"}")?;
    let id = fields.get("id").and_then(|node| feed_id(&node));
    fields.finish(&[], "");
    Some(WrittenFeeds { id })
}

fn feed_id(node: &Node<'_, '_>) -> Option<FeedId> {
    let id = FeedId::parse(&node.text()?);
    if id.is_none() {
        let help = "for example `id: \"tag:example.org,2025:reading\"`: a host of yours, a year in which it was yours, a name";
        node.refuse("an address in the form `tag:HOST,YEAR:NAME`", Some(help.to_owned()));
    }
    id
}
