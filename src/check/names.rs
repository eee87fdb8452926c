//! Names in front matter that nothing bears: tags, related entries.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, nearest};
use crate::glossary::{Named, named};
use crate::site::{FrontStep, config, front, place_of};
use crate::text::BlockId;

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let written = &front(subject.db, subject.file).written;
    let tags =
        written.tags.iter().flatten().enumerate().filter_map(|(item, tag)| unknown_tag(subject, item, tag));
    let related = written
        .related
        .iter()
        .flatten()
        .enumerate()
        .filter_map(|(item, name)| unrelated(subject, item, name));
    tags.chain(related).map(|diagnostic| (None, diagnostic)).collect()
}

fn unknown_tag(subject: &Subject<'_>, item: usize, tag: &str) -> Option<Diagnostic> {
    let known = &config(subject.db).config.tags;
    if known.iter().any(|known| known.key == tag) {
        return None;
    }
    let mut diagnostic = Diagnostic::new(Id::UnknownTag, format!("site.yaml does not name the tag `{tag}`"))
        .why("its key stands for its name in every language");
    diagnostic.primary = Some(place(subject, "tags", item));
    let near = nearest(tag, known.iter().map(|known| known.key.as_str()));
    diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
    Some(diagnostic.help(format!("add it to `tags` in site.yaml: `{tag}: {{de: …, en: …}}`")))
}

fn unrelated(subject: &Subject<'_>, item: usize, name: &str) -> Option<Diagnostic> {
    let original = config(subject.db).config.original;
    let near = match named(subject.db, name, subject.language, original) {
        Named::One(_) => return None,
        Named::Ambiguous(keys) => {
            let list = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let diagnostic = Diagnostic::new(Id::AmbiguousTerm, format!("`{name}` may mean {list}"));
            return Some(diagnostic.at(place(subject, "related", item)).help("write the whole key"));
        }
        Named::Nothing(near) => near,
    };
    let mut diagnostic = Diagnostic::new(Id::UnknownTerm, format!("no entry or work is called `{name}`"))
        .severity(subject.severity())
        .at(place(subject, "related", item));
    diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
    Some(diagnostic.help("write an entry's key or the last part of it"))
}

fn place(subject: &Subject<'_>, key: &str, item: usize) -> crate::diagnostic::Place {
    let way = [FrontStep::Key(key), FrontStep::Item(item)];
    place_of(subject.file.front(subject.db), subject.file.path(subject.db), &way)
}
