//! The picture that stands for a text where it is shown elsewhere.

use super::output::absolute_file;
use crate::db::Db;
use crate::site::{Language, Sides, Target, Work, meta, resolve_link};

/// A picture of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// Where it is, absolute.
    pub url: String,
    /// What it shows, in the language asked for; may be empty.
    pub alt: String,
}

/// The picture that a work's front matter names, in one of its languages. What is no file of the site
/// is none; the check of links says so.
pub(super) fn picture<'db>(
    db: &'db dyn Db,
    work: Work<'db>,
    sides: &Sides,
    language: Language,
) -> Option<Picture> {
    let image = meta(db, work, language).as_ref()?.image.as_ref()?;
    let original = sides.file(sides.original).map(|file| file.path(db));
    let Target::File(path) = resolve_link(db, sides.file(language)?.path(db), original, &image.src) else {
        return None;
    };
    Some(Picture { url: absolute_file(db, &path), alt: image.alt.clone().unwrap_or_default() })
}
