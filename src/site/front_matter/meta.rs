use std::sync::Arc;

use super::keys::{Citation, Switch, WrittenFront, WrittenImage};
use crate::site::{Case, Date, Kind, LinkPolicy};

type Json = serde_json::Map<String, serde_json::Value>;

/// What is known of one side of a work, with everything inherited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The title; an entry's term if it says no title. Empty only where `missing-title` was
    /// reported and the original has none either.
    pub title: Arc<str>,
    /// What the text is about.
    pub summary: Option<Arc<str>>,
    /// This side's own word on the last part of its address. Not inherited here: which names an
    /// address is made of is the business of addresses.
    pub slug: Option<String>,
    /// The day of first publication.
    pub date: Option<Date>,
    /// The day of the last change worth telling of.
    pub updated: Option<Date>,
    /// Keys of tags, as written.
    pub tags: Arc<[String]>,
    /// The place in the section.
    pub order: Option<i64>,
    /// Whether this side is hidden. A hidden original hides all sides.
    pub draft: bool,
    /// The layout, if not the usual one.
    pub layout: Option<String>,
    /// The picture.
    pub image: Option<Image>,
    /// The recording.
    pub audio: Option<String>,
    /// What the text draws on.
    pub sources: Vec<Citation>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who made this side.
    pub translators: Vec<String>,
    /// This side's former addresses.
    pub aliases: Vec<String>,
    /// By entry, which mentions become links; over the entry's own `link`.
    pub terms: Vec<(String, LinkPolicy)>,
    /// Rules switched for this side's file.
    pub check: Vec<Switch>,
    /// The site's own keys.
    pub extra: Json,
    /// What a glossary entry says besides; `None` for other texts.
    pub entry: Option<Box<Entry>>,
}

/// What a glossary entry says in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The term in this language.
    pub term: String,
    /// Synonyms and long forms.
    pub also: Vec<String>,
    /// Literal forms.
    pub forms: Vec<String>,
    /// Wrong renderings.
    pub avoid: Vec<String>,
    /// What it is filed under, if not the term.
    pub sort: Option<String>,
    /// The definition in one sentence.
    pub short: Option<String>,
    /// What it is about.
    pub kind: Kind,
    /// Related entries, as written.
    pub related: Vec<String>,
    /// Which mentions become links.
    pub link: LinkPolicy,
    /// The case in which forms are found; `None` leaves each form to [`Case::usual`].
    pub case: Option<Case>,
    /// Whether compounds that end in the term are found.
    pub compounds: bool,
}

impl Entry {
    /// What it stands under in alphabetical lists.
    #[must_use]
    pub fn filed_under(&self) -> &str {
        self.sort.as_deref().unwrap_or(&self.term)
    }
}

/// A picture and what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Image {
    /// The file, as written.
    pub src: String,
    /// What it shows, in this side's language.
    pub alt: Option<String>,
}

/// What holds for texts that do not say it themselves: from site.yaml, then from the `_index` of
/// each folder on the way down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// Who wrote the texts.
    pub authors: Vec<String>,
    /// Who made the glosses.
    pub translators: Vec<String>,
    /// Whether they are hidden.
    pub draft: bool,
    /// By entry, which mentions become links.
    pub terms: Vec<(String, LinkPolicy)>,
    /// Rules switched.
    pub check: Vec<Switch>,
    /// What entries are about.
    pub kind: Kind,
    /// Which mentions of entries become links.
    pub link: LinkPolicy,
    /// Whether compounds that end in a term are found; not of names, unless an entry says so itself.
    pub compounds: bool,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            authors: Vec::new(),
            translators: Vec::new(),
            draft: false,
            terms: Vec::new(),
            check: Vec::new(),
            kind: Kind::Concept,
            link: LinkPolicy::First,
            compounds: false,
        }
    }
}

impl Defaults {
    /// The same, with what a folder's `_index` says for all below it. Call it with the original's
    /// `_index`, then with that of the side's own language.
    #[must_use]
    pub fn within(self, section: &WrittenFront) -> Self {
        let WrittenFront { authors, translators, draft, terms, check, kind, link, .. } = section.clone();
        Self {
            authors: authors.unwrap_or(self.authors),
            translators: translators.unwrap_or(self.translators),
            draft: draft.unwrap_or(false) || self.draft,
            terms: merged(&self.terms, &terms.unwrap_or_default(), |(entry, _)| entry),
            check: merged(&self.check, &check.unwrap_or_default(), |switch| &switch.rule),
            kind: kind.unwrap_or(self.kind),
            link: link.unwrap_or(self.link),
            compounds: self.compounds,
        }
    }
}

/// What is known of one side: of the original if `gloss` is `None`, else of that gloss.
///
/// Taken apart in full on purpose: a new key does not compile before it is decided who inherits it.
#[must_use]
pub fn resolve(original: &WrittenFront, gloss: Option<&WrittenFront>, defaults: &Defaults) -> Meta {
    let own = gloss.unwrap_or(original);
    let WrittenFront {
        title: _, // `title_of`
        summary,
        slug,
        date,
        updated,
        tags,
        order,
        draft,
        layout,
        image,
        audio,
        sources,
        authors,
        translators,
        aliases,
        work: _, // Which files belong together is settled by now.
        original: _,
        terms,
        check,
        extra,
        term: _,
        also: _, // From here on see `resolve_entry`.
        forms: _,
        avoid: _,
        sort: _,
        short: _,
        kind: _,
        related: _,
        link: _,
        case: _,
        compounds: _,
    } = own;
    let above = original;
    let terms = terms.as_ref().or(above.terms.as_ref());
    Meta {
        title: title_of(own).or_else(|| title_of(above)).unwrap_or_default(),
        summary: summary.clone(),
        slug: slug.clone(),
        date: date.or(above.date),
        updated: *updated,
        tags: tags.as_ref().or(above.tags.as_ref()).cloned().unwrap_or_default(),
        order: order.or(above.order),
        draft: draft.unwrap_or(false) || above.draft.unwrap_or(false) || defaults.draft,
        layout: layout.as_ref().or(above.layout.as_ref()).cloned(),
        image: resolve_image(image.as_ref(), above.image.as_ref()),
        audio: audio.as_ref().or(above.audio.as_ref()).cloned(),
        sources: sources.as_ref().or(above.sources.as_ref()).cloned().unwrap_or_default(),
        authors: authors.as_ref().or(above.authors.as_ref()).unwrap_or(&defaults.authors).clone(),
        translators: match translators {
            Some(translators) => translators.clone(),
            None if gloss.is_some() => defaults.translators.clone(),
            None => Vec::new(),
        },
        aliases: aliases.clone().unwrap_or_default(),
        terms: merged(&defaults.terms, terms.map_or(&[], Vec::as_slice), |(entry, _)| entry),
        check: merged(&defaults.check, check.as_deref().unwrap_or_default(), |switch| &switch.rule),
        extra: merged_extra(above.extra.clone().unwrap_or_default(), extra.clone().unwrap_or_default()),
        entry: resolve_entry(original, own, defaults).map(Box::new),
    }
}

/// What a text says it is called; an entry by its term.
fn title_of(front: &WrittenFront) -> Option<Arc<str>> {
    front.title.clone().or_else(|| front.term.as_deref().map(Arc::from))
}

/// What an entry says besides; `None` if neither side has a term.
fn resolve_entry(original: &WrittenFront, own: &WrittenFront, defaults: &Defaults) -> Option<Entry> {
    if own.term.is_none() && original.term.is_none() {
        return None;
    }
    let WrittenFront {
        title,
        term,
        also,
        forms,
        avoid,
        sort,
        short,
        kind,
        related,
        link,
        case,
        compounds,
        ..
    } = own;
    let title = || title.as_deref().map(String::from);
    let kind = kind.or(original.kind).unwrap_or(defaults.kind);
    Some(Entry {
        term: term.clone().or_else(title).or_else(|| original.term.clone()).unwrap_or_default(),
        also: also.clone().unwrap_or_default(),
        forms: forms.clone().unwrap_or_default(),
        avoid: avoid.clone().unwrap_or_default(),
        sort: sort.clone(),
        short: short.clone(),
        kind,
        related: related.as_ref().or(original.related.as_ref()).cloned().unwrap_or_default(),
        link: link.or(original.link).unwrap_or(defaults.link),
        case: *case,
        compounds: compounds.unwrap_or(defaults.compounds && !kind.is_name()),
    })
}

/// `alt` is in a language, so it stays with the side that says it.
fn resolve_image(own: Option<&WrittenImage>, original: Option<&WrittenImage>) -> Option<Image> {
    let src = own.and_then(|own| own.src.as_ref()).or_else(|| original?.src.as_ref())?;
    Some(Image { src: src.clone(), alt: own.and_then(|own| own.alt.clone()) })
}

/// The list of `above` with `own` instead of what has the same key, and the rest after it.
fn merged<T: Clone, K: PartialEq + ?Sized>(above: &[T], own: &[T], key: impl Fn(&T) -> &K) -> Vec<T> {
    let mut list = above.to_vec();
    for item in own {
        match list.iter_mut().find(|other| key(other) == key(item)) {
            Some(other) => *other = item.clone(),
            None => list.push(item.clone()),
        }
    }
    list
}

/// Mappings are merged at any depth; of everything else the side's own counts.
fn merged_extra(mut above: Json, own: Json) -> Json {
    use serde_json::Value::Object;
    for (key, value) in own {
        match (above.get_mut(&key), value) {
            (Some(Object(below)), Object(value)) => *below = merged_extra(std::mem::take(below), value),
            (Some(other), value) => *other = value,
            (None, value) => {
                above.insert(key, value);
            }
        }
    }
    above
}

#[cfg(test)]
mod tests;
