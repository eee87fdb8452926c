//! A map of how the entries of the glossary are related, drawn when the site is built.

use std::collections::BTreeMap;

use super::entry::entry_link;
use super::list::by_kind;
use super::locale::{Dictionary, localized};
use super::place::{list_languages, towards};
use super::view::{EntryLinkView, KindView, LineView, Localized, MapView, NodeView, RelatedView};
use crate::db::{Db, Site};
use crate::glossary::{filed_under, name_of, relations};
use crate::site::{Kind, Language, View, Work, WorkKey, config, listing, original_summary};
use crate::text::typography;

mod drawing;

use drawing::{Drawing, HEIGHT, draw};

/// How many entries are drawn, each for itself; of more, only how their kinds are related.
const DRAWN: usize = 300;

/// Pairs of boxes by their places, and how many relations each stands for.
type Weights = BTreeMap<(usize, usize), usize>;

/// Where the boxes of a map stand, and what is related.
#[derive(Clone, Debug, PartialEq)]
struct Boxes {
    weights: Weights,
    drawing: Drawing,
}

/// What stands in a box: a name, and below it the name in the page's other language, if that is another.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    name: Localized,
    other: Option<Localized>,
}

impl Label {
    fn of(name: Localized, other: Option<Localized>) -> Self {
        let other = other.filter(|other| other.language != name.language && other.text != name.text);
        Self { name, other }
    }

    fn width(&self) -> f64 {
        let other = self.other.as_ref().map_or(0.0, |other| width(&other.text, SMALL));
        width(&self.name.text, 1.0).max(other)
    }

    fn height(&self) -> f64 {
        if self.other.is_some() { HIGH } else { HEIGHT }
    }
}

/// How high a box of two lines is, in pixels.
const HIGH: f64 = 42.0;

/// How much smaller the second line is set.
const SMALL: f64 = 0.8;

/// The boxes, each with room for its name in every language: drawn once for all views, so that who switches
/// finds everything in its place, and again only when what stands in them changes, or what is related.
#[salsa::tracked(returns(ref))]
fn boxes(db: &dyn Db, _site: Site) -> Boxes {
    let mut widths: Vec<f64> = Vec::new();
    for language in config(db).config.languages() {
        let own = labels(db, language, None);
        widths.resize(own.len(), 0.0);
        widths.iter_mut().zip(&own).for_each(|(width, label)| *width = width.max(label.width()));
    }
    let weights = if is_of_kinds(db) { weights_of_kinds(db) } else { weights(db) };
    let pairs: Vec<(usize, usize)> = weights.keys().copied().collect();
    let drawing = draw(&widths, &pairs);
    Boxes { weights, drawing }
}

/// What stands in the boxes for readers of a language, or of two.
fn labels(db: &dyn Db, main: Language, other: Option<Language>) -> Vec<Label> {
    if is_of_kinds(db) { labels_of_kinds(db, main, other) } else { labels_of_entries(db, main, other) }
}

/// Whether there are too many entries to be drawn each for itself.
fn is_of_kinds(db: &dyn Db) -> bool {
    listing(db).entries.len() > DRAWN
}

/// The map in a view, and what it shows as a list.
pub(super) fn map_view(db: &dyn Db, view: View) -> MapView {
    let languages = list_languages(db, view);
    let main = languages.first().copied().unwrap_or(config(db).config.original);
    let labels = labels(db, main, languages.get(1).copied());
    let Boxes { weights, drawing } = boxes(db, Site::get(db));
    let mut drawing = drawing.clone();
    if labels.iter().any(|label| label.other.is_some()) {
        drawing.heighten(HIGH);
    }
    let Drawing { spots, width, height } = drawing;
    let line = |((one, other), weight): (&(usize, usize), &usize)| LineView {
        from: [rounded(spots[*one].x), rounded(spots[*one].y)],
        to: [rounded(spots[*other].x), rounded(spots[*other].y)],
        ends: [*one, *other],
        weight: *weight,
    };
    let node = |(place, (kind, href)): (usize, (Kind, String))| NodeView {
        href,
        label: labels[place].name.clone(),
        other: labels[place].other.clone(),
        kind: kind.word(),
        left: rounded(spots[place].x - labels[place].width() / 2.0),
        top: rounded(spots[place].y - labels[place].height() / 2.0),
        width: rounded(labels[place].width()),
        height: rounded(labels[place].height()),
        middle: rounded(spots[place].x + 8.0),
    };
    MapView {
        width: rounded(width),
        height: rounded(height),
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
        let mut others = others.get(key).cloned().unwrap_or_default();
        others.sort_by(|one, other| {
            dictionary.compare(&filed_under(db, one, main), &filed_under(db, other, main))
        });
        let related = others.into_iter().filter_map(|other| entry_link(db, other, view, languages)).collect();
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
fn labels_of_entries(db: &dyn Db, main: Language, other: Option<Language>) -> Vec<Label> {
    let keys = keys(db);
    let name = |key: &WorkKey, language: Language| {
        let (language, name) = name_of(db, key, language);
        localized(language, typography::set(&name, language))
    };
    let label = |key: &&WorkKey| Label::of(name(key, main), other.map(|other| name(key, other)));
    keys.iter().map(label).collect()
}

/// Which entries are related.
fn weights(db: &dyn Db) -> Weights {
    let keys = keys(db);
    let place = |key: &WorkKey| keys.binary_search(&key).ok();
    let pairs = relations(db).iter().filter_map(|(one, other)| Some(((place(one)?, place(other)?), 1)));
    pairs.collect()
}

fn kind_counts(db: &dyn Db) -> BTreeMap<Kind, usize> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for key in &listing(db).entries {
        *counts.entry(kind(db, key)).or_default() += 1;
    }
    counts
}

/// A box for each kind, which leads to where it stands in the list.
fn labels_of_kinds(db: &dyn Db, main: Language, other: Option<Language>) -> Vec<Label> {
    let counts = kind_counts(db);
    let strings = &super::strings::strings(db).strings;
    let name = |kind: &Kind, count: &usize, language: Language| {
        let key = format!("kinds_{}", kind.word());
        let name = strings.get(&key, language.as_str(), None, &[]).unwrap_or_default();
        localized(strings.language_of(&key, language), format!("{name} ({count})"))
    };
    let label = |(kind, count): (&Kind, &usize)| {
        Label::of(name(kind, count, main), other.map(|other| name(kind, count, other)))
    };
    counts.iter().map(label).collect()
}

/// How often entries of one kind are related to entries of another.
fn weights_of_kinds(db: &dyn Db) -> Weights {
    let counts = kind_counts(db);
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
    weights
}

fn kind(db: &dyn Db, key: &WorkKey) -> Kind {
    let summary = original_summary(db, Work::new(db, key.clone()));
    summary.and_then(|summary| summary.entry.as_deref()).map_or(Kind::Concept, |entry| entry.kind)
}

/// How wide a box is that holds these words in the theme's sans serif, so much larger or smaller, in pixels,
/// rather too wide than too narrow: only the browser knows the letters.
fn width(words: &str, size: f64) -> f64 {
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
    words.chars().map(letter).sum::<f64>() * size + 36.0
}

#[expect(clippy::cast_possible_truncation, reason = "a drawing is some thousand pixels wide")]
fn rounded(length: f64) -> i64 {
    length.round() as i64
}
