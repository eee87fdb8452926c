//! Open Graph: what a link to the page looks like in a message or a post.

use super::locale::with_country;
use super::{Facts, TextFacts};
use crate::render::html::escape_attribute;
use crate::site::{Language, config};

/// Writes the page's properties, each on a line of its own.
pub(super) fn write(out: &mut String, facts: &Facts<'_>) {
    let article = facts.text.as_ref().filter(|_| facts.frame.kind != "home");
    property(out, "og:type", if article.is_some() { "article" } else { "website" });
    property(out, "og:title", &facts.title());
    if !facts.description.is_empty() {
        property(out, "og:description", &facts.description);
    }
    property(out, "og:url", &facts.url);
    property(out, "og:site_name", &facts.site.name);
    property(out, "og:locale", &facts.site.locale);
    for other in others(facts) {
        property(out, "og:locale:alternate", &with_country(config(facts.frame.db).config.locale(other)));
    }
    if let Some(text) = article {
        dates(out, text);
    }
    let picture = facts.picture.as_ref().or(facts.stand_in);
    if let Some(picture) = picture {
        property(out, "og:image", &picture.url);
        if !picture.alt.is_empty() {
            property(out, "og:image:alt", &picture.alt);
        }
    }
    let card = if picture.is_some() { "summary_large_image" } else { "summary" };
    element(out, "name", "twitter:card", card);
}

fn dates(out: &mut String, text: &TextFacts<'_>) {
    if let Some(date) = text.published() {
        property(out, "article:published_time", &date.to_string());
    }
    if let Some(date) = text.meta.updated {
        property(out, "article:modified_time", &date.to_string());
    }
    for tag in &text.tags {
        property(out, "article:tag", tag);
    }
}

/// The languages in which the page, or another view of it, can be read besides its main one.
fn others(facts: &Facts<'_>) -> Vec<Language> {
    let frame = facts.frame;
    let versions = frame.alternates.iter().filter_map(|(tag, _)| Language::new(tag));
    let mut others: Vec<Language> = Vec::new();
    for language in frame.languages.iter().copied().chain(versions) {
        // `x-default` is no language of the site.
        let listed = config(frame.db).config.languages().any(|listed| listed == language);
        if listed && language != facts.main && !others.contains(&language) {
            others.push(language);
        }
    }
    others
}

fn property(out: &mut String, name: &str, content: &str) {
    element(out, "property", name, content);
}

fn element(out: &mut String, attribute: &str, name: &str, content: &str) {
    out.push_str("\n<meta ");
    out.push_str(attribute);
    out.push_str("=\"");
    out.push_str(name);
    out.push_str("\" content=\"");
    escape_attribute(out, content);
    out.push_str("\">");
}
