//! Names in front matter that nothing bears: tags, related entries.

use super::Subject;
use crate::db::{Db, File};
use crate::diagnostic::{Diagnostic, Id, Severity, nearest};
use crate::glossary::{Named, named};
use crate::site::front_matter::{Switch, place_of_key};
use crate::site::{FrontStep, Language, WorkKey, config, front, listing, place_of, works};
use crate::text::BlockId;

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let written = &front(subject.db, subject.file).written;
    let tags = written
        .tags
        .iter()
        .flat_map(|tags| tags.iter())
        .enumerate()
        .filter_map(|(item, tag)| unknown_tag(subject, item, tag));
    let related = written
        .related
        .iter()
        .flatten()
        .enumerate()
        .filter_map(|(item, name)| unrelated(subject, item, name));
    tags.chain(related).map(|diagnostic| (None, diagnostic)).collect()
}

/// What a section's `_index` may say too: `terms`, which holds for all texts below it.
pub(super) fn in_any_text(db: &dyn Db, file: File) -> Vec<Diagnostic> {
    let written = &front(db, file).written;
    // Asked only where a text names entries: the list is another with every work that comes or goes.
    let is_there =
        |name: &str| listing(db).entries.iter().any(|key| key.as_str() == name || key.name() == name);
    let terms = written.terms.iter().flatten().filter(|(name, _)| !is_there(name));
    let terms = terms.map(|(name, _)| without_entry(db, file, name));
    let original = written.original.and_then(|language| unlisted(db, file, language));
    let lone = written.work.as_deref().filter(|_| works(db).lone.contains(file.path(db)));
    terms.chain(original).chain(lone.map(|key| alone(db, file, key))).collect()
}

/// `work:` joins files to one work; here it joins the file to nothing.
fn alone(db: &dyn Db, file: File, key: &str) -> Diagnostic {
    let place = place_of(file.front(db), file.path(db), &[FrontStep::Key("work")]);
    let others = works(db).works.keys().map(WorkKey::as_str).filter(|other| *other != key);
    let mut diagnostic = Diagnostic::new(Id::BadValue, format!("no other file belongs to the work `{key}`"))
        .severity(Severity::Warning)
        .at(place)
        .why("`work` joins files to one work; this file is a work of its own instead");
    diagnostic.help.extend(nearest(key, others).map(|near| format!("did you mean `{near}`?")));
    diagnostic.help(
        "write the path of the other text below content/, without language and `.md`, or remove the key",
    )
}

/// Rules that front matter switches off although they found an error.
pub(super) fn switched_in_vain(db: &dyn Db, file: File, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let switches = front(db, file).written.check.iter().flatten().filter(|switch| !switch.on);
    let in_vain = switches.filter(|switch| {
        found.iter().any(|found| found.id == switch.rule && found.severity == Severity::Error)
    });
    let report = |switch: &Switch| {
        let name = switch.rule.name();
        let way = [FrontStep::Key("check"), FrontStep::Key(name)];
        Diagnostic::new(
            Id::BadValue,
            format!("`{name}` finds an error here, and errors cannot be switched off"),
        )
        .severity(Severity::Warning)
        .at(place_of_key(file.front(db), file.path(db), &way))
        .help("mend the error and remove this line")
    };
    in_vain.map(report).collect()
}

fn without_entry(db: &dyn Db, file: File, name: &str) -> Diagnostic {
    let way = [FrontStep::Key("terms"), FrontStep::Key(name)];
    let place = place_of_key(file.front(db), file.path(db), &way);
    let near = nearest(name, listing(db).entries.iter().flat_map(|key| [key.name(), key.as_str()]));
    let mut diagnostic = Diagnostic::new(Id::UnknownTerm, format!("no entry is called `{name}`"))
        .severity(Severity::Warning)
        .at(place)
        .why("`terms` says for entries which of their mentions become links");
    diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
    diagnostic.help("write an entry's key or the last part of it, as its file is called")
}

fn unlisted(db: &dyn Db, file: File, language: Language) -> Option<Diagnostic> {
    let config = &config(db).config;
    // A site that says no original language has been told so, once.
    if config.languages().any(|listed| listed == language || listed == Language::undetermined()) {
        return None;
    }
    let place = place_of(file.front(db), file.path(db), &[FrontStep::Key("original")]);
    let listed: Vec<_> = config.languages().map(|listed| format!("`{listed}`")).collect();
    let diagnostic =
        Diagnostic::new(Id::UnknownLanguage, format!("site.yaml does not list the language `{language}`"))
            .at(place)
            .help(format!("write one of the site's languages: {}", listed.join(", ")));
    Some(diagnostic.help(format!("or add `{language}` to `languages.glosses` in site.yaml")))
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
            let list = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" or ");
            let diagnostic = Diagnostic::new(Id::AmbiguousTerm, format!("`{name}` may mean {list}"));
            let diagnostic = diagnostic.severity(subject.severity()).at(place(subject, "related", item));
            return Some(diagnostic.help("write the one that is meant in full, as it stands above"));
        }
        Named::Nothing(near) => near,
    };
    let message = match name.trim() {
        "" => "nothing is named here".to_owned(),
        _ => format!("no entry or work is called `{name}`"),
    };
    let mut diagnostic = Diagnostic::new(Id::UnknownTerm, message)
        .severity(subject.severity())
        .at(place(subject, "related", item));
    let near = near.filter(|_| !name.trim().is_empty());
    diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
    Some(diagnostic.help("write an entry's key or the last part of it"))
}

fn place(subject: &Subject<'_>, key: &str, item: usize) -> crate::diagnostic::Place {
    let way = [FrontStep::Key(key), FrontStep::Item(item)];
    place_of(subject.file.front(subject.db), subject.file.path(subject.db), &way)
}
