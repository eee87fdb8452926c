//! A glossary entry, as its layout gets it.

use super::frame::shared_language;
use super::html::escape;
use super::list::pager;
use super::locale::localized;
use super::output::{LIST_PAGE, list_page};
use super::page::{Frame, shown, view_link, work_frame, work_link};
use super::place::towards;
use super::view::{
    EntryLinkView, EntrySideView, EntryView, LinkView, Localized, MentionsView, QuoteView, ViewLink,
};
use crate::db::{Db, Site};
use crate::glossary::{Named, Passage, Quote, concordance, is_entry, named};
use crate::site::{
    Entry, Language, Sides, View, Work, WorkKey, address, config, fragment, meta, original_summary, sides,
    summary, views,
};
use crate::text::typography;

/// An entry in a view, with a page of its concordance; `None` if the work is none.
pub(super) fn entry_view(
    db: &dyn Db,
    key: &WorkKey,
    sides: &Sides,
    view: View,
    page: usize,
) -> Option<EntryView> {
    let work = Work::new(db, key.clone());
    let languages = shown(sides, view);
    let main = meta(db, work, *languages.first()?).as_ref()?.entry.as_ref()?;
    let (mentions, mention_count) = mentions(db, work, view, &languages, page);
    let further =
        sides.files.iter().map(|(language, _)| *language).filter(|language| !languages.contains(language));
    let at = address(db, work, view);
    Some(EntryView {
        href: at.href(config(db).config.base_url.path()),
        sides: languages
            .iter()
            .copied()
            .chain(further)
            .filter_map(|language| side(db, work, language))
            .collect(),
        kind: main.kind.word(),
        related: main.related.iter().filter_map(|name| related(db, name, view, &languages)).collect(),
        mentions,
        mention_count,
        pager: pager(db, &at, page, mention_count),
    })
}

/// What an entry says in a language, if it is written in it.
pub(super) fn side(db: &dyn Db, work: Work<'_>, language: Language) -> Option<EntrySideView> {
    let summary = summary(db, work, language).as_ref()?;
    let entry = summary.entry.as_ref()?;
    Some(EntrySideView {
        language: shared_language(db, Site::get(db), language).clone(),
        term: typography::set(&entry.term, language),
        also: entry.also.clone(),
        long_form: long_form(entry),
        short: typography::set(entry.short.as_deref().unwrap_or_default(), language),
    })
}

/// What an acronym stands for: the first of its synonyms that has small letters, as it has none itself.
/// Empty for other terms.
pub(super) fn long_form(entry: &Entry) -> String {
    let is_short = |words: &str| {
        words.chars().filter(|letter| letter.is_uppercase()).count() > 1
            && !words.chars().any(char::is_lowercase)
    };
    let long = entry.also.iter().find(|words| is_short(&entry.term) && !is_short(words));
    long.cloned().unwrap_or_default()
}

fn related(db: &dyn Db, name: &str, view: View, languages: &[Language]) -> Option<EntryLinkView> {
    let original = config(db).config.original;
    match named(db, name, original, original) {
        Named::One(key) => entry_link(db, &key, view, languages),
        Named::Ambiguous(_) | Named::Nothing(_) => None,
    }
}

/// A link to an entry for a reader of a view.
pub(super) fn entry_link(
    db: &dyn Db,
    key: &WorkKey,
    view: View,
    languages: &[Language],
) -> Option<EntryLinkView> {
    let LinkView { labels, href } = work_link(db, key, view, languages)?;
    let summary = original_summary(db, Work::new(db, key.clone()))?;
    Some(EntryLinkView { labels, href, kind: summary.entry.as_ref().map_or("", |entry| entry.kind.word()) })
}

/// How an entry's concordance is parted into pages of a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parting {
    /// How many quotes there are on all pages.
    count: usize,
    /// Where each page begins: the work's place in the concordance, and how many of its quotes stand
    /// on the page before.
    starts: Box<[(u32, u32)]>,
}

/// The parting for readers of a view, found once for all of its pages.
#[salsa::tracked(returns(ref))]
fn parting<'db>(db: &'db dyn Db, entry: Work<'db>, view: View) -> Parting {
    let Some(sides) = sides(db, entry) else { return Parting::default() };
    let languages = shown(sides, view);
    let (mut count, mut starts) = (0, Vec::new());
    for (place, (_, quotes)) in (0..).zip(concordance(db, entry, 0)) {
        let here = quotes.iter().filter(|quote| quote.is_shown_in(&languages)).count();
        let next = starts.len() * LIST_PAGE;
        starts.extend((next..count + here).step_by(LIST_PAGE).map(|at| (place, narrow(at - count))));
        count += here;
    }
    Parting { count, starts: starts.into() }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A page of the quotes of the languages shown, by work, and how many there are on all pages.
fn mentions(
    db: &dyn Db,
    work: Work<'_>,
    view: View,
    languages: &[Language],
    page: usize,
) -> (Vec<MentionsView>, usize) {
    let Parting { count, starts } = parting(db, work, view);
    let mut here = Vec::new();
    let Some((first, mut before)) = starts.get(page.saturating_sub(1)).copied() else {
        return (here, *count);
    };
    let mut room = LIST_PAGE;
    for (key, quotes) in concordance(db, work, first as usize) {
        let shown = quotes.iter().filter(|quote| quote.is_shown_in(languages)).skip(before as usize);
        let at = towards(db, key, view).0.href(config(db).config.base_url.path());
        let quotes: Vec<_> = shown.take(room).map(|quote| quote_view(quote, &at, languages)).collect();
        (room, before) = (room - quotes.len(), 0);
        if !quotes.is_empty() {
            let entry = is_entry(db, Work::new(db, key.clone()));
            here.extend(work_link(db, key, view, languages).map(|work| MentionsView { work, entry, quotes }));
        }
        if room == 0 {
            break;
        }
    }
    (here, *count)
}

/// How many pages an entry's concordance takes in a view, at least one.
fn pages(db: &dyn Db, work: Work<'_>, view: View) -> usize {
    parting(db, work, view).starts.len().max(1)
}

/// The frame of a further page of an entry's concordance. Another view may have fewer of them: a
/// reader is then led to its last.
pub(super) fn further_frame<'db>(
    db: &'db dyn Db,
    key: &WorkKey,
    sides: &Sides,
    view: View,
    page: usize,
) -> Frame<'db> {
    let work = Work::new(db, key.clone());
    let at = list_page(&address(db, work, view), page);
    let there: Vec<_> = views(sides).into_iter().map(|view| (view, pages(db, work, view))).collect();
    let links = there.iter().map(|(view, last)| {
        let at = list_page(&address(db, work, *view), page.min(*last));
        view_link(db, &shown(sides, *view), &at, false)
    });
    let current = at.href(config(db).config.base_url.path());
    let links = links.map(|link| ViewLink { current: link.href == current, ..link });
    let name = |view| match view {
        View::Single(language) => language.to_string(),
        View::Parallel | View::Pair(_) => "x-default".to_owned(),
    };
    let versions = there.iter().filter(|(view, last)| page <= *last && !matches!(view, View::Pair(_)));
    let mut alternates: Vec<_> =
        versions.map(|(view, _)| (name(*view), list_page(&address(db, work, *view), page))).collect();
    if alternates.len() < 2 || matches!(view, View::Pair(_)) {
        alternates.clear();
    } else if alternates[0].0 == "x-default" {
        // The default stands last, as everywhere.
        alternates.rotate_left(1);
    }
    Frame {
        canonical: Some(at.clone()),
        address: at,
        alternates,
        views: links.collect(),
        description: String::new(),
        ..work_frame(db, key, sides, view, "entry")
    }
}

/// A quote of the work whose page is `at`.
fn quote_view(quote: &Quote, at: &str, languages: &[Language]) -> QuoteView {
    let passage = |language: &Language| quote.passages.iter().find(|passage| passage.language == *language);
    QuoteView {
        href: [at, "#", &fragment(&quote.anchor)].concat(),
        place: quote.anchor.to_string(),
        sides: languages.iter().filter_map(passage).map(marked).collect(),
    }
}

/// A passage as HTML, the term marked.
fn marked(passage: &Passage) -> Localized {
    let mut html = String::with_capacity(passage.text.len() + 16);
    let mut at = 0;
    for mark in &passage.marks {
        let (Some(before), Some(words)) =
            (passage.text.get(at..mark.start as usize), passage.text.get(mark.range()))
        else {
            continue;
        };
        escape(&mut html, before);
        html.push_str("<mark>");
        escape(&mut html, words);
        html.push_str("</mark>");
        at = mark.end as usize;
    }
    escape(&mut html, passage.text.get(at..).unwrap_or_default());
    localized(passage.language, typography::set(&html, passage.language))
}
