//! The sitemap, in parts of at most 50,000 addresses, each with its alternates in other languages.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::arrangement::{Arrangement, arrangements};
use super::colophon::own_colophon;
use super::list::pages;
use super::output::{Shelf, absolute, list_page};
use super::page::shown;
use super::place::{home, home_views, list_views, shelf_address};
use crate::db::Db;
use crate::site::{
    Address, Date, Sides, View, Work, WorkKey, address, config, listing, sides, summary, views, works,
};

/// The most addresses that one sitemap may have (sitemaps.org, 0.9).
const MOST: usize = 50_000;

/// An address in the sitemap.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Location {
    address: Address,
    changed: Option<Date>,
    alternates: Vec<(String, Address)>,
}

/// How many files the sitemap has: one, or an index and its parts.
pub(super) fn parts(db: &dyn Db) -> usize {
    let texts = works(db).works.iter().filter(|(key, _)| **key != WorkKey::home());
    let texts: usize = texts.map(|(_, sides)| views(sides).len()).sum();
    let lists: usize = shelves(db).iter().map(|shelf| pages(db, shelf)).sum();
    let count = home_views(db).len() + texts + lists * list_views(db).len();
    match count.div_ceil(MOST) {
        0 | 1 => 1,
        parts => parts + 1,
    }
}

/// Where a part stands; part 0 is the sitemap that robots.txt names.
pub(super) fn path(part: usize) -> String {
    if part == 0 { "sitemap.xml".to_owned() } else { format!("sitemap-{part}.xml") }
}

/// The bytes of a part.
pub(super) fn bytes(db: &dyn Db, part: usize) -> Vec<u8> {
    let parts = parts(db);
    let written = match (part, parts) {
        (0, 1) => urlset(db, &locations(db)),
        (0, _) => index(db, parts),
        _ => {
            let all = locations(db);
            let from = ((part - 1) * MOST).min(all.len());
            let to = (part * MOST).min(all.len());
            urlset(db, &all[from..to])
        }
    };
    written.unwrap_or_default()
}

/// The alternates of a work's single pages: each of them, and the parallel view as the default.
pub(super) fn alternates(db: &dyn Db, key: &WorkKey) -> Vec<(String, Address)> {
    let work = Work::new(db, key.clone());
    let Some(sides) = sides(db, work).as_ref().filter(|sides| sides.files.len() > 1) else {
        return Vec::new();
    };
    let singles = sides
        .files
        .iter()
        .map(|(language, _)| (language.to_string(), address(db, work, View::Single(*language))));
    let default = ("x-default".to_owned(), address(db, work, View::Parallel));
    singles.chain(std::iter::once(default)).collect()
}

/// The alternates of a list.
pub(super) fn list_alternates(db: &dyn Db, at: impl Fn(View) -> Address) -> Vec<(String, Address)> {
    let views = list_views(db);
    if views.len() < 2 {
        return Vec::new();
    }
    let name = |view| match view {
        View::Single(language) => language.to_string(),
        View::Parallel | View::Pair(_) => "x-default".to_owned(),
    };
    let mut all: Vec<_> = views.into_iter().map(|view| (name(view), at(view))).collect();
    // The default stands last, as in works.
    all.rotate_left(1);
    all
}

/// The lists that search engines are told of.
fn shelves(db: &dyn Db) -> Vec<Shelf> {
    let listing = listing(db);
    let sections =
        listing.sections.keys().filter(|key| !key.as_str().is_empty() && key.as_str() != "glossary");
    let mut shelves: Vec<Shelf> = sections.cloned().map(Shelf::Section).collect();
    shelves.extend((!listing.entries.is_empty()).then_some(Shelf::Glossary));
    let ways = arrangements(db, View::Parallel).into_iter();
    // The letters of the other language are the glossary once more.
    shelves.extend(ways.filter(|way| *way != Arrangement::OtherLetters).map(Shelf::Arranged));
    shelves.extend(own_colophon(db).is_none().then_some(Shelf::Colophon));
    shelves.extend((!listing.tags.is_empty()).then_some(Shelf::Tags));
    shelves.extend(listing.tags.keys().cloned().map(Shelf::Tag));
    shelves
}

fn locations(db: &dyn Db) -> Vec<Location> {
    let mut all = homes(db);
    for (key, sides) in works(db).works.iter().filter(|(key, _)| **key != WorkKey::home()) {
        let work = Work::new(db, key.clone());
        let alternates = alternates(db, key);
        for view in views(sides) {
            let changed = changed(db, work, sides, view);
            // Only what is an alternate itself may name alternates: a further pair is none.
            let named = if matches!(view, View::Pair(_)) { Vec::new() } else { alternates.clone() };
            all.push(Location { address: address(db, work, view), changed, alternates: named });
        }
    }
    for shelf in shelves(db) {
        for page in 1..=pages(db, &shelf) {
            let at = |view| list_page(&shelf_address(db, &shelf, view), page);
            let alternates = list_alternates(db, at);
            let views = list_views(db).into_iter();
            all.extend(views.map(|view| Location {
                address: at(view),
                changed: None,
                alternates: alternates.clone(),
            }));
        }
    }
    all
}

/// The home page in its views.
fn homes(db: &dyn Db) -> Vec<Location> {
    let work = Work::new(db, WorkKey::home());
    let alternates = list_alternates(db, |view| home(db, view));
    let location = |(view, _): (View, bool)| Location {
        address: home(db, view),
        changed: sides(db, work).as_ref().and_then(|sides| changed(db, work, sides, view)),
        alternates: if matches!(view, View::Pair(_)) { Vec::new() } else { alternates.clone() },
    };
    home_views(db).into_iter().map(location).collect()
}

/// When what a view shows of a work was last changed, by its author's word.
fn changed(db: &dyn Db, work: Work<'_>, sides: &Sides, view: View) -> Option<Date> {
    let shown = shown(sides, view).into_iter().filter_map(|language| summary(db, work, language).as_ref());
    shown.filter_map(|summary| summary.updated.max(summary.date)).max()
}

fn urlset(db: &dyn Db, locations: &[Location]) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut set = BytesStart::new("urlset");
    set.push_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    set.push_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"));
    xml.write_event(Event::Start(set))?;
    for location in locations {
        xml.write_event(Event::Text(BytesText::new("\n")))?;
        xml.write_event(Event::Start(BytesStart::new("url")))?;
        element(&mut xml, "loc", &absolute(db, &location.address))?;
        if let Some(date) = location.changed {
            element(&mut xml, "lastmod", &date.to_string())?;
        }
        for (language, address) in &location.alternates {
            let mut link = BytesStart::new("xhtml:link");
            link.push_attribute(("rel", "alternate"));
            link.push_attribute(("hreflang", language.as_str()));
            link.push_attribute(("href", absolute(db, address).as_str()));
            xml.write_event(Event::Empty(link))?;
        }
        xml.write_event(Event::End(BytesEnd::new("url")))?;
    }
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    xml.write_event(Event::End(BytesEnd::new("urlset")))?;
    Ok(xml.into_inner())
}

fn index(db: &dyn Db, parts: usize) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut start = BytesStart::new("sitemapindex");
    start.push_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    xml.write_event(Event::Start(start))?;
    for part in 1..parts {
        xml.write_event(Event::Start(BytesStart::new("sitemap")))?;
        let base = config(db).config.base_url.as_str();
        element(&mut xml, "loc", &format!("{base}{}", path(part)))?;
        xml.write_event(Event::End(BytesEnd::new("sitemap")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("sitemapindex")))?;
    Ok(xml.into_inner())
}

fn element(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name)))?;
    xml.write_event(Event::Text(BytesText::new(text)))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}
