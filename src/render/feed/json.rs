//! Feeds as JSON Feed 1.1.

use serde::Serialize;

use super::atom::moment;
use super::{Enclosure, Feed, Item, about, joined};
use crate::render::view::Localized;
use crate::site::Language;

#[derive(Serialize)]
struct JsonFeed<'f> {
    version: &'static str,
    title: String,
    home_page_url: &'f str,
    feed_url: &'f str,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Person<'f>>,
    language: Language,
    items: Vec<JsonItem<'f>>,
}

#[derive(Serialize)]
struct JsonItem<'f> {
    id: &'f str,
    url: &'f str,
    title: String,
    content_html: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'f str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Person<'f>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'f str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'f>>,
    language: Language,
}

#[derive(Serialize)]
struct Attachment<'f> {
    url: &'f str,
    mime_type: &'static str,
}

#[derive(Serialize)]
struct Person<'f> {
    name: &'f str,
}

/// The feed as a file.
pub(super) fn bytes(feed: &Feed) -> Vec<u8> {
    let json = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: joined(&feed.titles),
        home_page_url: &feed.home,
        feed_url: &feed.json,
        description: joined(&feed.descriptions),
        authors: people(&feed.authors),
        language: feed.language,
        items: feed.items.iter().map(|item| of(feed, item)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&json).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn of<'f>(feed: &Feed, item: &'f Item) -> JsonItem<'f> {
    let said = |of: fn(&super::ItemSide) -> &Localized| {
        joined(&item.sides.iter().map(|side| of(side).clone()).collect::<Vec<_>>())
    };
    JsonItem {
        id: &item.id,
        url: &item.href,
        title: said(|side| &side.title),
        content_html: about(item),
        summary: said(|side| &side.summary),
        image: item.picture.as_ref().map(|picture| picture.url.as_str()),
        date_published: moment(item.published),
        date_modified: moment(item.updated),
        authors: people(&item.authors),
        tags: item.tags.iter().map(|(_, label)| label.as_str()).collect(),
        attachments: item.recordings.iter().map(attachment).collect(),
        language: item.sides.first().map_or(feed.language, |side| side.title.language),
    }
}

fn attachment(recording: &Enclosure) -> Attachment<'_> {
    Attachment { url: &recording.url, mime_type: recording.media_type }
}

fn people(names: &[String]) -> Vec<Person<'_>> {
    names.iter().map(|name| Person { name }).collect()
}
