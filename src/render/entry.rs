//! A glossary entry, as its layout gets it.

use super::frame::shared_language;
use super::html::escape;
use super::locale::localized;
use super::page::{shown, work_link};
use super::place::towards;
use super::view::{EntrySideView, EntryView, LinkView, Localized, MentionsView, QuoteView};
use crate::db::{Db, Site};
use crate::glossary::{Named, Passage, Quote, concordance, named};
use crate::site::{Language, Sides, View, Work, WorkKey, config, fragment, meta, summary};
use crate::text::typography;

/// An entry in a view; `None` if the work is none.
pub(super) fn entry_view(db: &dyn Db, key: &WorkKey, sides: &Sides, view: View) -> Option<EntryView> {
    let work = Work::new(db, key.clone());
    let languages = shown(sides, view);
    let main = meta(db, work, *languages.first()?).as_ref()?.entry.as_ref()?;
    let mentions = mentions(db, work, view, &languages);
    let further =
        sides.files.iter().map(|(language, _)| *language).filter(|language| !languages.contains(language));
    Some(EntryView {
        sides: languages
            .iter()
            .copied()
            .chain(further)
            .filter_map(|language| side(db, work, language))
            .collect(),
        kind: main.kind.word(),
        related: main.related.iter().filter_map(|name| related(db, name, view, &languages)).collect(),
        mention_count: mentions.iter().map(|mentions| mentions.quotes.len()).sum(),
        mentions,
    })
}

fn side(db: &dyn Db, work: Work<'_>, language: Language) -> Option<EntrySideView> {
    let summary = summary(db, work, language).as_ref()?;
    let entry = summary.entry.as_ref()?;
    Some(EntrySideView {
        language: shared_language(db, Site::get(db), language).clone(),
        term: typography::set(&entry.term, language),
        also: entry.also.clone(),
        short: typography::set(entry.short.as_deref().unwrap_or_default(), language),
    })
}

fn related(db: &dyn Db, name: &str, view: View, languages: &[Language]) -> Option<LinkView> {
    let original = config(db).config.original;
    match named(db, name, original, original) {
        Named::One(key) => work_link(db, &key, view, languages),
        Named::Ambiguous(_) | Named::Nothing(_) => None,
    }
}

/// The quotes of the languages shown, by work.
fn mentions(db: &dyn Db, work: Work<'_>, view: View, languages: &[Language]) -> Vec<MentionsView> {
    let of_work = |(key, quotes): (&WorkKey, &[Quote])| {
        let at = towards(db, key, view).0.href(config(db).config.base_url.path());
        let quotes: Vec<_> = quotes.iter().filter_map(|quote| quote_view(quote, &at, languages)).collect();
        if quotes.is_empty() {
            return None;
        }
        Some(MentionsView { work: work_link(db, key, view, languages)?, quotes })
    };
    concordance(db, work).filter_map(of_work).collect()
}

/// A quote of the work whose page is `at`.
fn quote_view(quote: &Quote, at: &str, languages: &[Language]) -> Option<QuoteView> {
    let passage = |language: &Language| quote.passages.iter().find(|passage| passage.language == *language);
    let passages: Vec<_> = languages.iter().filter_map(passage).collect();
    if !passages.iter().any(|passage| !passage.marks.is_empty()) {
        return None;
    }
    Some(QuoteView {
        href: [at, "#", &fragment(&quote.anchor)].concat(),
        sides: passages.into_iter().map(marked).collect(),
    })
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
