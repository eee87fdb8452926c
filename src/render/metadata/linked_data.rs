//! JSON-LD in the words of schema.org: what the page is, in which languages, of which other text it is a
//! translation, and the way to it.

use serde::Serialize;

use super::{Facts, SiteFacts, TextFacts};
use crate::db::Db;
use crate::render::frame::Common;
use crate::render::output::{Shelf, absolute};
use crate::render::place::shelf_address;
use crate::render::view::Localized;
use crate::site::{Date, Language, View, address, meta, summary};
use crate::text::typography;

/// Writes the page's data as a block that no browser runs.
pub(super) fn write(out: &mut String, facts: &Facts<'_>, common: &Common) {
    let breadcrumb = breadcrumb(facts, common).map(Node::Breadcrumb);
    let graph = std::iter::once(node(facts)).chain(breadcrumb).collect();
    let document = Document { context: "https://schema.org", graph };
    let Ok(json) = serde_json::to_string(&document) else { return };
    out.push_str("\n<script type=\"application/ld+json\">");
    for piece in json.split_inclusive(['<', '>', '&']) {
        // So that nothing in it ends the block or begins a comment.
        match piece.as_bytes() {
            [.., b'<'] => [&piece[..piece.len() - 1], "\\u003c"].into_iter().for_each(|it| out.push_str(it)),
            [.., b'>'] => [&piece[..piece.len() - 1], "\\u003e"].into_iter().for_each(|it| out.push_str(it)),
            [.., b'&'] => [&piece[..piece.len() - 1], "\\u0026"].into_iter().for_each(|it| out.push_str(it)),
            _ => out.push_str(piece),
        }
    }
    out.push_str("</script>");
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Site(Site<'a>),
    Article(Box<Article<'a>>),
    List(List<'a>),
    TermSet(TermSet<'a>),
    Term(Box<Term<'a>>),
    Breadcrumb(Breadcrumb<'a>),
}

/// The home page: the site itself.
#[derive(Serialize)]
struct Site<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    name: &'a str,
    #[serde(rename = "alternateName", skip_serializing_if = "<[_]>::is_empty")]
    other_names: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(rename = "inLanguage")]
    languages: Vec<Language>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Person<'a>>,
}

/// A work in one language, or in two with a part for each.
#[derive(Serialize)]
struct Article<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    headline: &'a str,
    #[serde(rename = "alternativeHeadline", skip_serializing_if = "Option::is_none")]
    other_headline: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(rename = "inLanguage")]
    languages: Spoken,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<Date>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<Date>,
    #[serde(rename = "author", skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Person<'a>>,
    #[serde(rename = "translator", skip_serializing_if = "Vec::is_empty")]
    translators: Vec<Person<'a>>,
    #[serde(rename = "translationOfWork", skip_serializing_if = "Option::is_none")]
    original: Option<Reference>,
    #[serde(rename = "workTranslation", skip_serializing_if = "Vec::is_empty")]
    translations: Vec<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'a [String],
    #[serde(rename = "hasPart", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Article<'a>>,
    #[serde(rename = "isPartOf", skip_serializing_if = "Option::is_none")]
    site: Option<Whole<'a>>,
}

/// A section's or a tag's page, or the colophon.
#[derive(Serialize)]
struct List<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    name: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(rename = "inLanguage")]
    languages: Spoken,
    #[serde(rename = "isPartOf")]
    site: Whole<'a>,
}

/// The glossary, which is one in all its views.
#[derive(Serialize)]
struct TermSet<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    url: &'a str,
    name: Vec<Said>,
    #[serde(rename = "inLanguage")]
    languages: Spoken,
    #[serde(rename = "isPartOf")]
    site: Whole<'a>,
}

/// An entry, which is one in all its views: what it is called and means in each of its languages.
#[derive(Serialize)]
struct Term<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    url: &'a str,
    name: Vec<Said>,
    #[serde(rename = "alternateName", skip_serializing_if = "Vec::is_empty")]
    other_names: Vec<Said>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    description: Vec<Said>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(rename = "inDefinedTermSet")]
    set: Reference,
}

#[derive(Serialize)]
struct Breadcrumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: &'a str,
}

#[derive(Serialize)]
struct Person<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

/// Something that another page says more of.
#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

/// The site that a page is part of.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    name: &'a str,
}

/// Words in a language.
#[derive(Serialize)]
struct Said {
    #[serde(rename = "@language")]
    language: Language,
    #[serde(rename = "@value")]
    words: String,
}

/// One language, or several.
#[derive(Serialize)]
#[serde(untagged)]
enum Spoken {
    One(Language),
    Several(Vec<Language>),
}

impl Spoken {
    fn of(languages: &[Language]) -> Self {
        match languages {
            [one] => Self::One(*one),
            several => Self::Several(several.to_vec()),
        }
    }
}

fn node<'a>(facts: &'a Facts<'a>) -> Node<'a> {
    match (facts.frame.kind, &facts.text) {
        ("home", _) => Node::Site(site(facts)),
        ("entry", Some(text)) => Node::Term(Box::new(term(facts, text))),
        ("glossary", _) => Node::TermSet(term_set(facts)),
        ("work", Some(text)) => Node::Article(Box::new(article(facts, text))),
        _ => Node::List(list(facts)),
    }
}

fn site<'a>(facts: &'a Facts<'a>) -> Site<'a> {
    let config = &crate::site::config(facts.frame.db).config;
    Site {
        kind: "WebSite",
        id: &facts.site.url,
        url: &facts.site.url,
        name: &facts.site.name,
        other_names: &facts.site.other_names,
        description: &facts.site.description,
        languages: config.languages().collect(),
        authors: people(&config.authors),
    }
}

fn article<'a>(facts: &'a Facts<'a>, text: &'a TextFacts<'a>) -> Article<'a> {
    let [main, others @ ..] = facts.frame.titles.as_slice() else { return part(facts, text, facts.main) };
    let whole = Some(whole(facts.site));
    let image = facts.picture.as_ref().map(|picture| picture.url.as_str());
    if let View::Single(language) = facts.frame.view {
        return Article {
            url: Some(&facts.url),
            image,
            keywords: &text.tags,
            site: whole,
            ..part(facts, text, language)
        };
    }
    Article {
        kind: "Article",
        id: facts.url.clone(),
        url: Some(&facts.url),
        headline: &main.text,
        other_headline: others.first().map(|title| title.text.as_str()),
        description: facts.description.clone(),
        languages: Spoken::of(&facts.frame.languages),
        published: text.published(),
        modified: text.modified(&facts.frame.languages),
        authors: people(&text.meta.authors),
        translators: Vec::new(),
        original: None,
        translations: Vec::new(),
        image,
        keywords: &text.tags,
        parts: facts.frame.languages.iter().map(|language| part(facts, text, *language)).collect(),
        site: whole,
    }
}

/// A work in one language, which has a page of its own.
fn part<'a>(facts: &'a Facts<'a>, text: &'a TextFacts<'a>, language: Language) -> Article<'a> {
    let (db, sides) = (facts.frame.db, text.sides);
    let own = meta(db, text.work, language).as_ref().unwrap_or(text.meta);
    let at = |language| absolute(db, &address(db, text.work, View::Single(language)));
    let is_original = language == sides.original;
    let title = facts.frame.titles.iter().find(|title| title.language == language);
    let summary = own.summary.as_deref().unwrap_or_default();
    Article {
        kind: "Article",
        id: at(language),
        url: None,
        headline: title.map_or(&own.title, |title| &title.text),
        other_headline: None,
        description: typography::set(summary, language),
        languages: Spoken::One(language),
        published: own.date,
        modified: own.updated.max(own.date),
        authors: people(&own.authors),
        translators: people(&own.translators),
        original: (!is_original).then(|| Reference { id: at(sides.original) }),
        translations: sides
            .glosses()
            .filter(|_| is_original)
            .map(|gloss| Reference { id: at(gloss) })
            .collect(),
        image: None,
        keywords: &[],
        parts: Vec::new(),
        site: None,
    }
}

fn list<'a>(facts: &'a Facts<'a>) -> List<'a> {
    let name = match facts.frame.leaf_of(facts.main) {
        Some(leaf) => [&facts.title(), " · ", &leaf].concat(),
        None => facts.title(),
    };
    List {
        kind: if facts.frame.kind == "colophon" { "AboutPage" } else { "CollectionPage" },
        id: &facts.url,
        url: &facts.url,
        name,
        description: &facts.description,
        languages: Spoken::of(&facts.frame.languages),
        site: whole(facts.site),
    }
}

fn term_set<'a>(facts: &'a Facts<'a>) -> TermSet<'a> {
    TermSet {
        kind: "DefinedTermSet",
        id: glossary(facts.frame.db),
        url: &facts.url,
        name: facts.frame.titles.iter().map(said).collect(),
        languages: Spoken::of(&facts.frame.languages),
        site: whole(facts.site),
    }
}

fn term<'a>(facts: &'a Facts<'a>, text: &'a TextFacts<'a>) -> Term<'a> {
    let (db, sides) = (facts.frame.db, text.sides);
    let summaries = sides.files.iter().filter_map(|(language, _)| summary(db, text.work, *language).as_ref());
    let entries: Vec<_> =
        summaries.filter_map(|summary| Some((summary.language, summary.entry.as_ref()?))).collect();
    let words = |language, words: &str| Said { language, words: typography::set(words, language) };
    // One address for the term, whichever of its pages speaks of it.
    let view = sides.glosses().next().map_or(View::Single(sides.original), |_| View::Parallel);
    Term {
        kind: "DefinedTerm",
        id: absolute(db, &address(db, text.work, view)),
        url: &facts.url,
        name: entries.iter().map(|(language, entry)| words(*language, &entry.term)).collect(),
        other_names: entries
            .iter()
            .flat_map(|(language, entry)| entry.also.iter().map(|name| words(*language, name)))
            .collect(),
        description: entries
            .iter()
            .filter_map(|(language, entry)| Some(words(*language, entry.short.as_deref()?)))
            .collect(),
        image: facts.picture.as_ref().map(|picture| picture.url.as_str()),
        set: Reference { id: glossary(db) },
    }
}

/// The address of the glossary, whichever of its pages speaks of it.
fn glossary(db: &dyn Db) -> String {
    absolute(db, &shelf_address(db, &Shelf::Glossary, View::Parallel))
}

fn breadcrumb<'a>(facts: &'a Facts<'a>, common: &'a Common) -> Option<Breadcrumb<'a>> {
    let above = facts.frame.above(common)?;
    let here = facts.frame.titles.first()?;
    let above = common.trail[..above].iter().map(|step| (step.name.as_str(), step.url.as_str()));
    let steps = above.chain([(here.text.as_str(), facts.url.as_str())]).enumerate();
    let step = |(at, (name, item))| Step { kind: "ListItem", position: at + 1, name, item };
    Some(Breadcrumb { kind: "BreadcrumbList", steps: steps.map(step).collect() })
}

fn whole(site: &SiteFacts) -> Whole<'_> {
    Whole { kind: "WebSite", id: &site.url, name: &site.name }
}

fn people(names: &[String]) -> Vec<Person<'_>> {
    names.iter().map(|name| Person { kind: "Person", name }).collect()
}

fn said(text: &Localized) -> Said {
    Said { language: text.language, words: text.text.clone() }
}
