//! Feeds as Atom (RFC 4287).

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Feed, FeedForm, Item, ItemSide, joined};
use crate::render::view::Localized;
use crate::site::{Date, Language};

/// An XML text that is written to.
type Xml = Writer<Vec<u8>>;

/// The feed as a file.
pub(super) fn bytes(feed: &Feed) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut start = BytesStart::new("feed");
    start.push_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    start.push_attribute(("xml:lang", feed.language.as_str()));
    xml.write_event(Event::Start(start))?;
    text(&mut xml, "id", &feed.id)?;
    words(&mut xml, "title", &feed.titles, feed.language)?;
    if feed.descriptions.iter().any(|text| !text.text.is_empty()) {
        words(&mut xml, "subtitle", &feed.descriptions, feed.language)?;
    }
    text(&mut xml, "updated", &moment(feed.updated))?;
    let alone = (!feed.both).then_some(feed.language);
    link(&mut xml, "self", FeedForm::Atom.media_type(), alone, &feed.atom)?;
    link(&mut xml, "alternate", "text/html", alone, &feed.home)?;
    link(&mut xml, "alternate", FeedForm::Json.media_type(), alone, &feed.json)?;
    people(&mut xml, "author", &feed.named())?;
    element(&mut xml, "generator", &[("version", env!("CARGO_PKG_VERSION"))], "Diglot")?;
    for item in &feed.items {
        entry(&mut xml, feed, item)?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn entry(xml: &mut Xml, feed: &Feed, item: &Item) -> io::Result<()> {
    let alone = (!feed.both).then_some(feed.language);
    // A work's original need not be in the site's original language.
    let language = item.sides.first().map_or(feed.language, |side| side.title.language);
    let mut start = BytesStart::new("entry");
    start.push_attribute(("xml:lang", language.as_str()));
    xml.write_event(Event::Start(start))?;
    text(xml, "id", &item.id)?;
    let titles: Vec<Localized> = item.sides.iter().map(|side| side.title.clone()).collect();
    words(xml, "title", &titles, language)?;
    link(xml, "alternate", "text/html", alone, &item.href)?;
    for (language, href) in &item.others {
        // A page in a language that the feed speaks says the same; others are for other readers.
        let speaks = item.sides.iter().any(|side| Some(side.title.language) == *language);
        let relation = if speaks { "alternate" } else { "related" };
        link(xml, relation, "text/html", *language, href)?;
    }
    for recording in &item.recordings {
        link(xml, "enclosure", recording.media_type, Some(recording.language), &recording.url)?;
    }
    text(xml, "published", &moment(item.published))?;
    text(xml, "updated", &moment(item.updated))?;
    people(xml, "author", &item.authors)?;
    people(xml, "contributor", &item.translators)?;
    for (key, label) in &item.tags {
        let said = [key, &item.tag_scheme, label].map(|words| allowed(words));
        let mut category = BytesStart::new("category");
        for (name, words) in ["term", "scheme", "label"].into_iter().zip(&said) {
            category.push_attribute((name, words.as_str()));
        }
        xml.write_event(Event::Empty(category))?;
    }
    summary(xml, &item.sides)?;
    xml.write_event(Event::End(BytesEnd::new("entry")))
}

/// What a work is about: words, or in two languages a division for each.
fn summary(xml: &mut Xml, sides: &[ItemSide]) -> io::Result<()> {
    let said: Vec<&Localized> =
        sides.iter().map(|side| &side.summary).filter(|summary| !summary.text.is_empty()).collect();
    match said.as_slice() {
        [] => Ok(()),
        [alone] if sides.len() == 1 => words(xml, "summary", &[(*alone).clone()], alone.language),
        said => {
            let mut start = BytesStart::new("summary");
            start.push_attribute(("type", "xhtml"));
            xml.write_event(Event::Start(start))?;
            let mut outer = BytesStart::new("div");
            outer.push_attribute(("xmlns", "http://www.w3.org/1999/xhtml"));
            xml.write_event(Event::Start(outer))?;
            for Localized { language, dir, text } in said {
                let language = language.as_str();
                element(xml, "div", &[("xml:lang", language), ("lang", language), ("dir", dir)], text)?;
            }
            xml.write_event(Event::End(BytesEnd::new("div")))?;
            xml.write_event(Event::End(BytesEnd::new("summary")))
        }
    }
}

/// What is said in one language or several, where `around` is that of what it stands in.
fn words(xml: &mut Xml, name: &str, said: &[Localized], around: Language) -> io::Result<()> {
    let own = said.first().map(|text| text.language).filter(|language| *language != around);
    let own = own.as_ref().map(|language| ("xml:lang", language.as_str()));
    let attributes: Vec<_> = own.into_iter().collect();
    element(xml, name, &attributes, &joined(said))
}

fn link(
    xml: &mut Xml,
    relation: &str,
    media_type: &str,
    language: Option<Language>,
    href: &str,
) -> io::Result<()> {
    let mut link = BytesStart::new("link");
    link.push_attribute(("rel", relation));
    link.push_attribute(("type", media_type));
    if let Some(language) = language {
        link.push_attribute(("hreflang", language.as_str()));
    }
    link.push_attribute(("href", href));
    xml.write_event(Event::Empty(link))
}

fn people(xml: &mut Xml, name: &str, people: &[String]) -> io::Result<()> {
    for person in people {
        xml.write_event(Event::Start(BytesStart::new(name)))?;
        text(xml, "name", person)?;
        xml.write_event(Event::End(BytesEnd::new(name)))?;
    }
    Ok(())
}

fn text(xml: &mut Xml, name: &str, said: &str) -> io::Result<()> {
    element(xml, name, &[], said)
}

fn element(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], said: &str) -> io::Result<()> {
    let mut start = BytesStart::new(name);
    for attribute in attributes {
        start.push_attribute(*attribute);
    }
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&allowed(said))))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// The same without characters that XML 1.0 cannot hold.
fn allowed(said: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    said.chars().filter(fits).collect()
}

/// A day as the moment at which it begins.
pub(super) fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
