//! A map of how the entries of the glossary are related, drawn when the site is built.

use std::collections::BTreeMap;

use super::entry::entry_link;
use super::list::by_kind;
use super::locale::{Dictionary, localized};
use super::place::{list_languages, towards};
use super::view::{EntryLinkView, KindView, LineView, Localized, MapView, NodeView, RelatedView};
use crate::db::{Db, Site};
use crate::glossary::{name_of, relations};
use crate::site::{Kind, Language, View, Work, WorkKey, config, listing, original_summary};
use crate::text::typography;

mod drawing;

use drawing::{Drawing, HEIGHT, draw};

/// How many entries are drawn, each for itself; of more, only how their kinds are related.
const DRAWN: usize = 300;

/// Pairs of boxes by their places, and how many relations each stands for.
type Weights = BTreeMap<(usize, usize), usize>;

/// The boxes of a map, what stands in them, and where they stand.
#[derive(Clone, Debug, PartialEq)]
struct Boxes {
    labels: Vec<Localized>,
    widths: Vec<f64>,
    weights: Weights,
    drawing: Drawing,
}

/// The boxes for readers of a language: drawn once for all views with this main language, and again only
/// when what stands in them changes, or what is related.
#[salsa::tracked(returns(ref))]
fn boxes(db: &dyn Db, _site: Site, main: Language) -> Boxes {
    let (labels, weights) = if is_of_kinds(db) { kinds(db, main) } else { each(db, main) };
    let widths: Vec<f64> = labels.iter().map(|label| width(&label.text)).collect();
    let pairs: Vec<(usize, usize)> = weights.keys().copied().collect();
    let drawing = draw(&widths, &pairs);
    Boxes { labels, widths, weights, drawing }
}

/// Whether there are too many entries to be drawn each for itself.
fn is_of_kinds(db: &dyn Db) -> bool {
    listing(db).entries.len() > DRAWN
}

/// The map in a view, and what it shows as a list.
pub(super) fn map_view(db: &dyn Db, view: View) -> MapView {
    let main = list_languages(db, view).first().copied().unwrap_or(config(db).config.original);
    let Boxes { labels, widths, weights, drawing } = boxes(db, Site::get(db), main);
    let Drawing { spots, width, height } = drawing;
    let line = |((one, other), weight): (&(usize, usize), &usize)| LineView {
        from: [rounded(spots[*one].x), rounded(spots[*one].y)],
        to: [rounded(spots[*other].x), rounded(spots[*other].y)],
        ends: [*one, *other],
        weight: *weight,
    };
    let node = |(place, (kind, href)): (usize, (Kind, String))| NodeView {
        href,
        label: labels[place].clone(),
        kind: kind.word(),
        left: rounded(spots[place].x - widths[place] / 2.0),
        top: rounded(spots[place].y - HEIGHT / 2.0),
        width: rounded(widths[place]),
        height: rounded(HEIGHT),
        middle: rounded(spots[place].x + 8.0),
    };
    MapView {
        width: rounded(*width),
        height: rounded(*height),
        nodes: targets(db, view).into_iter().enumerate().map(node).collect(),
        lines: weights.iter().map(line).collect(),
        of_kinds: is_of_kinds(db),
        kinds: as_list(db, view, main),
    }
}

/// What each box is about, and where it leads in a view.
fn targets(db: &dyn Db, view: View) -> Vec<(Kind, String)> {
    if is_of_kinds(db) {
        return kind_counts(db).into_keys().map(|kind| (kind, format!("#kind.{}", kind.word()))).collect();
    }
    let base = config(db).config.base_url.path();
    keys(db).into_iter().map(|key| (kind(db, key), towards(db, key, view).0.href(base))).collect()
}

/// What the map shows, as a list by kind.
fn as_list(db: &dyn Db, view: View, main: Language) -> Vec<KindView<RelatedView>> {
    let dictionary = Dictionary::of(main);
    let mut others: BTreeMap<&WorkKey, Vec<&WorkKey>> = BTreeMap::new();
    for (one, other) in relations(db) {
        others.entry(one).or_default().push(other);
        others.entry(other).or_default().push(one);
    }
    by_kind(db, view, |key, languages| {
        let others = others.get(key).map_or(&[][..], Vec::as_slice).iter();
        let mut related: Vec<_> = others.filter_map(|other| entry_link(db, other, view, languages)).collect();
        let name = |link: &EntryLinkView| link.labels.first().map_or("", |label| &label.text).to_owned();
        related.sort_by(|one, other| dictionary.compare(&name(one), &name(other)));
        let EntryLinkView { labels, href, .. } = entry_link(db, key, view, languages)?;
        Some(RelatedView { labels, href, related })
    })
}

/// The entries that are drawn, in the order of their boxes.
fn keys(db: &dyn Db) -> Vec<&WorkKey> {
    let mut keys: Vec<&WorkKey> = listing(db).entries.iter().collect();
    keys.sort();
    keys
}

/// A box for each entry.
fn each(db: &dyn Db, main: Language) -> (Vec<Localized>, Weights) {
    let keys = keys(db);
    let label = |key: &&WorkKey| {
        let (language, name) = name_of(db, key, main);
        localized(language, typography::set(&name, language))
    };
    let place = |key: &WorkKey| keys.binary_search(&key).ok();
    let pairs = relations(db).iter().filter_map(|(one, other)| Some(((place(one)?, place(other)?), 1)));
    (keys.iter().map(label).collect(), pairs.collect())
}

fn kind_counts(db: &dyn Db) -> BTreeMap<Kind, usize> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for key in &listing(db).entries {
        *counts.entry(kind(db, key)).or_default() += 1;
    }
    counts
}

/// A box for each kind, which leads to where it stands in the list.
fn kinds(db: &dyn Db, main: Language) -> (Vec<Localized>, Weights) {
    let counts = kind_counts(db);
    let strings = &super::strings::strings(db).strings;
    let label = |(kind, count): (&Kind, &usize)| {
        let key = format!("kinds_{}", kind.word());
        let name = strings.get(&key, main.as_str(), None, &[]).unwrap_or_default();
        localized(strings.language_of(&key, main), format!("{name} ({count})"))
    };
    let place = |key: &WorkKey| counts.keys().position(|other| *other == kind(db, key));
    let mut weights = Weights::new();
    for (one, other) in relations(db) {
        match place(one).zip(place(other)) {
            Some((one, other)) if one != other => {
                *weights.entry((one.min(other), one.max(other))).or_default() += 1;
            }
            _ => {}
        }
    }
    (counts.iter().map(label).collect(), weights)
}

fn kind(db: &dyn Db, key: &WorkKey) -> Kind {
    let summary = original_summary(db, Work::new(db, key.clone()));
    summary.and_then(|summary| summary.entry.as_deref()).map_or(Kind::Concept, |entry| entry.kind)
}

/// How wide a box is that holds these words in the theme's sans serif, in pixels, rather too wide than
/// too narrow: only the browser knows the letters.
fn width(words: &str) -> f64 {
    let letter = |letter: char| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '’' | '|' => 4.6,
        'f' | 't' | 'r' | ' ' | '-' | '(' | ')' => 6.0,
        'm' | 'w' | 'M' | 'W' => 13.0,
        'A'..='Z' => 10.2,
        // Chinese, Japanese and Korean fill a square.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}' => 14.5,
        _ => 8.4,
    };
    words.chars().map(letter).sum::<f64>() + 36.0
}

#[expect(clippy::cast_possible_truncation, reason = "a drawing is some thousand pixels wide")]
fn rounded(length: f64) -> i64 {
    length.round() as i64
}
