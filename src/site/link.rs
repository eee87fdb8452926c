//! Where a link in a text leads: to a work, a section, a file, another site, or nowhere.

use percent_encoding::percent_decode_str;

use super::query_keys::LinkPath;
use super::work_list::{role, role_at, works};
use super::{Language, SectionKey, WorkKey, composed, config};
use crate::db::{Db, PictureSize, Site};
use crate::diagnostic::SourcePath;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a work, in the language of the text that links unless another is meant.
    Work {
        /// The work.
        key: WorkKey,
        /// The place on its page, without `#`.
        anchor: Option<String>,
        /// The language that the link names.
        language: Option<Language>,
    },
    /// To a section's list.
    Section(SectionKey),
    /// To the list of a tag's works, by the tag's key.
    Tag(String),
    /// To the list of all tags.
    Tags,
    /// To the colophon that Diglot makes.
    Colophon,
    /// To a place on the same page.
    Here(String),
    /// To a file that is copied: its path in the output.
    File(String),
    /// To another site, or to a scheme that is none of ours.
    Elsewhere,
    /// To nothing that is there.
    Nowhere,
}

/// Resolves `written`, a link's address as it stands in the file at `path`.
///
/// A path that begins with `/` starts at the content root (`/de/features/app`, `/features/app` and
/// `/features/app.de.md` name the same work), any other at the file's folder. A picture that is
/// missing beside a gloss is looked for beside the original, whose path may be given.
#[must_use]
pub fn resolve_link(db: &dyn Db, path: &SourcePath, original: Option<&SourcePath>, written: &str) -> Target {
    if has_scheme(written) || written.starts_with("//") {
        return Target::Elsewhere;
    }
    let (address, anchor) = match written.split_once('#') {
        Some((address, anchor)) => (address, Some(decoded(anchor))),
        None => (written, None),
    };
    let address = address.split('?').next().unwrap_or_default();
    if address.is_empty() {
        return anchor.map_or(Target::Nowhere, Target::Here);
    }
    let address = decoded(address);
    let found = full_path(path, &address).and_then(|full| at_path(db, &full, anchor.clone()));
    let beside =
        || original.and_then(|original| at_path(db, &full_path(original, &address)?, anchor.clone()));
    found.or_else(beside).unwrap_or(Target::Nowhere)
}

/// The draft to which a link would lead if it were not hidden.
#[must_use]
pub fn hidden_target<'db>(db: &'db dyn Db, path: &SourcePath, written: &str) -> Option<&'db SourcePath> {
    let address = decoded(written.split(['#', '?']).next().unwrap_or_default());
    let full = full_path(path, &address)?;
    let drafts = &works(db).drafts;
    if let Some((found, _)) = drafts.get_key_value(&SourcePath::new(&format!("content/{full}"))) {
        return Some(found);
    }
    let keys: Vec<_> = candidates(db, &full).into_iter().map(|(key, _)| WorkKey::new(&key)).collect();
    drafts.iter().find(|(_, (key, _))| keys.contains(key)).map(|(found, _)| found)
}

/// `https:`, `mailto:` and the like; never a drive letter.
fn has_scheme(written: &str) -> bool {
    let Some((scheme, _)) = written.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'))
}

fn decoded(text: &str) -> String {
    composed(&percent_decode_str(text).decode_utf8_lossy()).into_owned()
}

/// The path from the content root; `None` if it leaves the content.
fn full_path(from: &SourcePath, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    if !address.starts_with('/') {
        let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = folder.strip_prefix("content").unwrap_or(folder);
        parts.extend(folder.split('/').filter(|part| !part.is_empty()));
    }
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn at_path(db: &dyn Db, full: &str, anchor: Option<String>) -> Option<Target> {
    let mut target = stands_at(db, LinkPath::new(db, full.to_owned())).clone();
    if let Some(Target::Work { anchor: place, .. }) = &mut target {
        *place = anchor;
    }
    target
}

/// What stands at a path: remembered, since the list of all works changes with every file that comes, and what
/// links lead to does not.
#[salsa::tracked(returns(ref))]
fn stands_at<'db>(db: &'db dyn Db, path: LinkPath<'db>) -> Option<Target> {
    let (works, full, anchor) = (works(db), path.path(db), None);
    if let Some((key, language)) = role_at(db, &format!("content/{full}")) {
        return Some(match key.is_index() {
            true => Target::Section(key.section()),
            false => Target::Work { key: key.clone(), anchor, language: Some(*language) },
        });
    }
    for (candidate, language) in candidates(db, full) {
        let key = if candidate.is_empty() { WorkKey::home() } else { WorkKey::new(&candidate) };
        if works.works.contains_key(&key) {
            return Some(Target::Work { key, anchor, language });
        }
        // Every site has a home page, written or not.
        let section = SectionKey::new(&candidate);
        if candidate.is_empty() || super::listing(db).sections.contains_key(&section) {
            return Some(Target::Section(section));
        }
        if candidate == "colophon" {
            return Some(Target::Colophon);
        }
        if candidate == "tags" && !super::listing(db).tags.is_empty() {
            return Some(Target::Tags);
        }
        let tag = candidate.strip_prefix("tags/").filter(|tag| super::listing(db).tags.contains_key(*tag));
        if let Some(tag) = tag {
            return Some(Target::Tag(tag.to_owned()));
        }
    }
    file(db, full)
}

/// The keys that a path may mean, with the language that it names: as it is, without `.md`,
/// without the language's suffix or folder, without `index`.
fn candidates(db: &dyn Db, full: &str) -> Vec<(String, Option<Language>)> {
    let languages = config(db).config.languages().collect::<Vec<_>>();
    let bare = full.strip_suffix(".md").unwrap_or(full).trim_end_matches('/');
    let named =
        |tag: &str| languages.iter().copied().find(|language| language.as_str().eq_ignore_ascii_case(tag));
    let mut found = vec![(bare.to_owned(), None)];
    if let Some((rest, language)) = bare.rsplit_once('.').and_then(|(rest, tag)| Some((rest, named(tag)?))) {
        found.push((rest.to_owned(), Some(language)));
    }
    let (first, rest) = bare.split_once('/').unwrap_or((bare, ""));
    if let Some(language) = named(first) {
        found.push((rest.to_owned(), Some(language)));
    }
    for (key, language) in found.clone() {
        if let Some(folder) = key.strip_suffix("/index").or_else(|| key.strip_suffix("/_index")) {
            found.push((folder.to_owned(), language));
        }
    }
    found
}

fn file(db: &dyn Db, full: &str) -> Option<Target> {
    let media = Site::get(db).media(db);
    let there = |folder: &str| media.contains(&SourcePath::new(&format!("{folder}/{full}")));
    (there("content") || there("static")).then(|| Target::File(full.to_owned()))
}

/// The size of a picture that a link leads to, by its path in the output. A query of its own: what shows another picture
/// is not made anew when this one has changed.
#[must_use]
pub fn picture_size(db: &dyn Db, path: &str) -> Option<PictureSize> {
    size_at(db, LinkPath::new(db, path.to_owned()))
}

#[salsa::tracked(returns(copy))]
fn size_at<'db>(db: &'db dyn Db, path: LinkPath<'db>) -> Option<PictureSize> {
    let (sizes, path) = (Site::get(db).sizes(db), path.path(db));
    ["content", "static"]
        .into_iter()
        .find_map(|folder| sizes.get(&SourcePath::new(&format!("{folder}/{path}"))).copied())
}

/// All names that a link may have meant, for "did you mean".
#[must_use]
pub fn known_names(db: &dyn Db) -> Vec<&str> {
    let works = works(db);
    let files = Site::get(db).files(db).iter().filter(|file| role(db, **file).is_some());
    let files = files.map(|file| file.path(db).as_str().trim_start_matches("content/"));
    let media = Site::get(db).media(db).iter().map(|path| {
        let path = path.as_str();
        path.strip_prefix("content/").or_else(|| path.strip_prefix("static/")).unwrap_or(path)
    });
    files.chain(media).chain(works.works.keys().map(WorkKey::as_str)).collect()
}
