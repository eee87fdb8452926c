//! The recordings of a text: those that front matter names with `audio`.

use super::locale::dir;
use super::output::absolute_file;
use super::view::RecordingView;
use crate::db::Db;
use crate::site::{Address, Language, Sides, Target, Work, config, meta, resolve_link};

/// What media a recording is by its file's ending: programs that hear feeds ask before they load.
const MEDIA: &[(&str, &str)] = &[
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("aac", "audio/aac"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("flac", "audio/flac"),
];

/// A recording of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recording {
    /// The language that is heard: the original's, where a gloss inherits its recording.
    pub language: Language,
    /// Its path in the output.
    path: String,
}

impl Recording {
    /// Where it is, absolute.
    pub(super) fn url(&self, db: &dyn Db) -> String {
        absolute_file(db, &self.path)
    }

    /// Its media type.
    pub(super) fn media_type(&self) -> &'static str {
        let ending = self.path.rsplit('.').next().unwrap_or_default();
        let known = MEDIA.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
        known.map_or("audio/mpeg", |(_, media)| media)
    }

    pub(super) fn view(&self, db: &dyn Db) -> RecordingView {
        RecordingView {
            language: self.language,
            dir: dir(self.language),
            href: Address::href_of_file(&self.path, config(db).config.base_url.path()),
            media_type: self.media_type(),
        }
    }
}

/// The recordings of a work in some of its languages, each once. What is no file of the site is none; the check of
/// links says so.
pub(super) fn recordings<'db>(
    db: &'db dyn Db,
    work: Work<'db>,
    sides: &Sides,
    languages: &[Language],
) -> Vec<Recording> {
    let original = sides.file(sides.original).map(|file| file.path(db));
    let path = |language: Language| {
        let audio = meta(db, work, language).as_ref()?.audio.as_ref()?;
        match resolve_link(db, sides.file(language)?.path(db), original, audio) {
            Target::File(path) => Some(path),
            _ => None,
        }
    };
    let first = path(sides.original);
    let mut found: Vec<Recording> = Vec::new();
    for language in languages {
        let Some(path) = path(*language) else { continue };
        let language = if Some(&path) == first.as_ref() { sides.original } else { *language };
        let recording = Recording { language, path };
        if !found.contains(&recording) {
            found.push(recording);
        }
    }
    found
}
