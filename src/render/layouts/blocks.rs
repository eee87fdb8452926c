//! Blocks that layouts fill and that no layout above them has: most often a site's own `base.html` lacks
//! one, and all of the theme's layouts that fill it stumble.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compile::parent;
use super::fault::reported_at;
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, nearest};

type Sources = BTreeMap<String, Arc<str>>;

/// A block that a layout fills in vain.
pub(super) struct Lacking {
    layout: String,
    block: String,
    place: Place,
}

impl Lacking {
    /// The block.
    pub(super) fn block(&self) -> &str {
        &self.block
    }

    /// Reads one of tera's reports, if it is about a block.
    pub(super) fn of(report: &str, sources: &Sources) -> Option<Self> {
        let message = report.lines().next()?;
        let block = message.split('`').nth(1).filter(|_| message.contains("is not defined in any parent"))?;
        let (layout, place) = reported_at(report, block, sources)?;
        Some(Self { layout, block: block.to_owned(), place })
    }
}

/// What is wrong, once for each of the site's own layouts that lacks a block; where none is above the layout
/// that fills it, at that layout itself.
pub(super) fn faults(all: &[Lacking], sources: &Sources, is_own: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let mut by_lacking: BTreeMap<(String, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut found = Vec::new();
    for lacking in all {
        let above = above(&lacking.layout, sources).into_iter().find(|name| is_own(name));
        match above.filter(|_| !is_own(&lacking.layout)) {
            Some(above) => {
                by_lacking.entry((above, &lacking.block)).or_default().insert(&lacking.layout);
            }
            None => found.push(filled_in_vain(lacking, sources)),
        }
    }
    found.extend(by_lacking.into_iter().map(|((layout, block), fill)| without(&layout, block, &fill)));
    found
}

fn without(layout: &str, block: &str, fill: &BTreeSet<&str>) -> Diagnostic {
    let fill: Vec<_> = fill.iter().map(|name| format!("`{name}`")).collect();
    Diagnostic::new(Id::LayoutUnknown, format!("this layout has no block `{block}`, which others fill"))
        .at(Place::file(&SourcePath::new(&format!("layouts/{layout}"))))
        .why(format!("the theme's {} would have nowhere to stand", fill.join(", ")))
        .help(format!("put `{{% block {block} %}}{{% endblock {block} %}}` where it is to stand"))
}

fn filled_in_vain(lacking: &Lacking, sources: &Sources) -> Diagnostic {
    let message = format!("no layout above this one has a block `{}`", lacking.block);
    let diagnostic = Diagnostic::new(Id::LayoutUnknown, message).at(lacking.place.clone());
    let above = above(&lacking.layout, sources);
    let known = above.iter().filter_map(|name| sources.get(name)).flat_map(|text| blocks(text));
    match nearest(&lacking.block, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic
            .help("what stands in it would be shown nowhere; docs/layouts.md says which blocks there are"),
    }
}

/// The layouts with the missing blocks put in, at the end of the one at the top, so that what else is wrong
/// with them is found where it stands.
pub(super) fn filled(all: &[Lacking], sources: &Sources) -> Sources {
    let mut sources = sources.clone();
    let wanted: BTreeSet<(String, &str)> = all
        .iter()
        .filter_map(|lacking| Some((above(&lacking.layout, &sources).pop()?, lacking.block.as_str())))
        .collect();
    for (layout, block) in wanted {
        if let Some(text) = sources.get_mut(&layout) {
            *text = format!("{text}{{% block {block} %}}{{% endblock {block} %}}").into();
        }
    }
    sources
}

/// The layouts that one extends, the nearest first; one that extends itself has no end, and ends here.
fn above(layout: &str, sources: &Sources) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut at = layout;
    while let Some(text) = sources.get(at)
        && let Some(name) = parent(text).map(|span| span.of(text))
        && !found.iter().any(|known| known == name)
    {
        found.push(name.to_owned());
        at = name;
    }
    found
}

/// The names of the blocks that a layout has.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    let tags = text.split("{%").skip(1);
    tags.filter_map(|tag| {
        tag.trim_start_matches('-').trim_start().strip_prefix("block ")?.split_whitespace().next()
    })
}
