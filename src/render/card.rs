//! Cards: what a term means, within the pages that link it, for those who only want to know that.

use std::collections::BTreeSet;

use super::entry::side;
use super::frame::{shared_language, shared_site};
use super::layouts::layouts;
use super::page::shown;
use super::place::towards;
use super::view::CardView;
use crate::db::{Db, Site};
use crate::diagnostic::Diagnostic;
use crate::glossary::mentions;
use crate::site::{Cards, Language, Sides, View, Work, WorkKey, config, original_summary};

/// A card, or what went wrong with its layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Card {
    html: Box<str>,
    faults: Box<[Diagnostic]>,
}

/// The cards of the entries that a view of a work links, in the order in which it does, and what went
/// wrong with them.
pub(super) fn cards(db: &dyn Db, sides: &Sides, view: View) -> (String, Vec<Diagnostic>) {
    let (mut html, mut faults) = (String::new(), Vec::new());
    let languages = shown(sides, view);
    let main = languages.first().copied().filter(|_| config(db).config.cards != Cards::Off);
    let Some(main) = main else { return (html, faults) };
    let mut met: BTreeSet<&WorkKey> = BTreeSet::new();
    for file in languages.iter().filter_map(|language| sides.file(*language)) {
        for mention in mentions(db, file).mentions.iter().filter(|mention| mention.linked) {
            if met.insert(&mention.entry) {
                let card = card(db, Work::new(db, mention.entry.clone()), view, main);
                html.push_str(&card.html);
                faults.extend_from_slice(&card.faults);
            }
        }
    }
    (html, faults)
}

/// The card of an entry on pages in a view whose main language is `main`: made once for all of them,
/// as a site has many times more links to an entry than ways to show its card. Empty for a work that
/// is no entry.
#[salsa::tracked(returns(ref))]
fn card<'db>(db: &'db dyn Db, entry: Work<'db>, view: View, main: Language) -> Card {
    let Some(told) = original_summary(db, entry).and_then(|summary| summary.entry.as_deref()) else {
        return Card::default();
    };
    let sides: Vec<_> =
        explained_in(db, view, main).into_iter().filter_map(|language| side(db, entry, language)).collect();
    let sides = if sides.is_empty() {
        config(db).config.languages().filter_map(|language| side(db, entry, language)).take(1).collect()
    } else {
        sides
    };
    let view = CardView {
        language: shared_language(db, Site::get(db), main).clone(),
        href: towards(db, entry.key(db), view).0.href(config(db).config.base_url.path()),
        kind: told.kind.word(),
        sides,
        own: config(db).config.cards == Cards::Own,
    };
    let mut context = tera::Context::new();
    context.insert_value("site", shared_site(db).clone());
    context.insert("card", &view);
    match layouts(db).render("card.html", &context) {
        Ok(html) => Card { html: String::from_utf8_lossy(&html).trim().into(), faults: Box::default() },
        Err(faults) => Card { html: Box::default(), faults: faults.into() },
    }
}

/// The languages in which a term is explained on a page, the page's main language first. On a page in
/// two languages that shows each reader their own only, there are both: the term's place decides.
fn explained_in(db: &dyn Db, view: View, main: Language) -> Vec<Language> {
    let config = &config(db).config;
    let partner = match view {
        View::Pair(gloss) if gloss != main => Some(gloss),
        View::Single(_) if config.cards == Cards::Own => None,
        _ => config.languages().find(|language| *language != main),
    };
    std::iter::once(main).chain(partner).collect()
}
