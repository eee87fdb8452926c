use super::keys::{Citation, Switch, WrittenFront, WrittenImage};
use crate::site::{Case, Date, Kind, LinkPolicy};

type Json = serde_json::Map<String, serde_json::Value>;

/// What is known of one side of a work, with everything inherited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The title; an entry's term if it says no title. Empty only where `missing-title` was
    /// reported and the original has none either.
    pub title: String,
    /// What the text is about.
    pub summary: Option<String>,
    /// This side's own word on the last part of its address. Not inherited here: which names an
    /// address is made of is the business of addresses.
    pub slug: Option<String>,
    /// The day of first publication.
    pub date: Option<Date>,
    /// The day of the last change worth telling of.
    pub updated: Option<Date>,
    /// Keys of tags, as written.
    pub tags: Vec<String>,
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
            terms: merged(self.terms, terms.unwrap_or_default(), |(entry, _)| entry.clone()),
            check: merged(self.check, check.unwrap_or_default(), |switch| switch.rule),
            kind: kind.unwrap_or(self.kind),
            link: link.unwrap_or(self.link),
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
        title,
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
        term,
        also: _, // From here on see `resolve_entry`.
        forms: _,
        avoid: _,
        short: _,
        kind: _,
        related: _,
        link: _,
        case: _,
    } = own.clone();
    let above = original.clone();
    Meta {
        title: title.or(term).or(above.title).or(above.term).unwrap_or_default(),
        summary,
        slug,
        date: date.or(above.date),
        updated,
        tags: tags.or(above.tags).unwrap_or_default(),
        order: order.or(above.order),
        draft: draft.unwrap_or(false) || above.draft.unwrap_or(false) || defaults.draft,
        layout: layout.or(above.layout),
        image: resolve_image(image, above.image),
        audio: audio.or(above.audio),
        sources: sources.or(above.sources).unwrap_or_default(),
        authors: authors.or(above.authors).unwrap_or_else(|| defaults.authors.clone()),
        translators: translators
            .unwrap_or_else(|| if gloss.is_some() { defaults.translators.clone() } else { Vec::new() }),
        aliases: aliases.unwrap_or_default(),
        terms: merged(defaults.terms.clone(), terms.or(above.terms).unwrap_or_default(), |(entry, _)| {
            entry.clone()
        }),
        check: merged(defaults.check.clone(), check.unwrap_or_default(), |switch| switch.rule),
        extra: merged_extra(above.extra.unwrap_or_default(), extra.unwrap_or_default()),
        entry: resolve_entry(original, own, defaults).map(Box::new),
    }
}

/// What an entry says besides; `None` if neither side has a term.
fn resolve_entry(original: &WrittenFront, own: &WrittenFront, defaults: &Defaults) -> Option<Entry> {
    let WrittenFront { title, term, also, forms, avoid, short, kind, related, link, case, .. } = own.clone();
    if term.is_none() && original.term.is_none() {
        return None;
    }
    let related = related.or_else(|| original.related.clone());
    Some(Entry {
        term: term.or(title).or_else(|| original.term.clone()).unwrap_or_default(),
        also: also.unwrap_or_default(),
        forms: forms.unwrap_or_default(),
        avoid: avoid.unwrap_or_default(),
        short,
        kind: kind.or(original.kind).unwrap_or(defaults.kind),
        related: related.unwrap_or_default(),
        link: link.or(original.link).unwrap_or(defaults.link),
        case,
    })
}

/// `alt` is in a language, so it stays with the side that says it.
fn resolve_image(own: Option<WrittenImage>, original: Option<WrittenImage>) -> Option<Image> {
    let WrittenImage { src, alt } = own.unwrap_or_default();
    Some(Image { src: src.or_else(|| original?.src)?, alt })
}

/// The list of `above` with `own` instead of what has the same key, and the rest after it.
fn merged<T, K: PartialEq>(above: Vec<T>, own: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut list = above;
    for item in own {
        match list.iter_mut().find(|other| key(other) == key(&item)) {
            Some(other) => *other = item,
            None => list.push(item),
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
