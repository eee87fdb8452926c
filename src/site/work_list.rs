//! The list of works: which files are one text in several languages.

use std::collections::{BTreeMap, BTreeSet};

use super::query_keys::{Section, Work};
use super::stranger::meant;
use super::{FileName, Front, Language, SectionKey, WorkKey, config, front};
use crate::db::{Db, Fault, File, Site};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span, quoted_word};

/// All works and sections, in the order of their keys, and what is wrong with the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Works {
    /// Works by key. None is without a side.
    pub works: BTreeMap<WorkKey, Sides>,
    /// Sections' own texts by key.
    pub sections: BTreeMap<SectionKey, Sides>,
    /// Files that would be a side of something, were there not another.
    doubles: BTreeMap<SourcePath, (WorkKey, Language)>,
    /// Glosses of originals that are there, whose file or front matter cannot be read, and what they would
    /// be: they are not published, for nothing tells whether they are drafts.
    pub unread: BTreeMap<SourcePath, (WorkKey, Language)>,
    /// Texts that are hidden as drafts, by themselves or by their section, and what they would be.
    pub drafts: BTreeMap<SourcePath, (WorkKey, Language)>,
    /// Files whose `work:` names a work that no other file belongs to.
    pub lone: BTreeSet<SourcePath>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Works {
    /// The files of a work that are shown; notes the others. `hides` says of a file whether it is a draft,
    /// and whether it is hidden.
    fn shown(
        &mut self,
        db: &dyn Db,
        key: &WorkKey,
        files: Vec<(Language, File)>,
        original: Option<Language>,
        hides: &dyn Fn(Language, File) -> (bool, bool),
    ) -> Vec<(Language, File)> {
        let whole =
            files.iter().any(|(language, file)| Some(*language) == original && hides(*language, *file).0);
        let (hidden, files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(language, file)| whole || hides(*language, *file).1);
        self.drafts.extend(roles(db, key, &hidden));
        let original_stands = files.iter().any(|(language, _)| Some(*language) == original);
        let is_unread = |language: Language, file: File| {
            original_stands && Some(language) != original && claim(db, file).unread
        };
        let (unread, files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(language, file)| is_unread(*language, *file));
        self.unread.extend(roles(db, key, &unread));
        files
    }

    /// The works of a section and of those below it.
    fn works_below(&self, section: &SectionKey) -> impl Iterator<Item = (&WorkKey, &Sides)> {
        let all = section.as_str().is_empty();
        let folder = if all { String::new() } else { format!("{}/", section.as_str()) };
        let from = self.works.range(WorkKey::new(&folder)..);
        from.take_while(move |(key, _)| key.as_str().starts_with(&folder))
    }
}

/// A work's files: the original's and the glosses'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The language of its original.
    pub original: Language,
    /// Its files: the original's first if it is there, then in the order of the site's languages.
    pub files: Vec<(Language, File)>,
}

impl Sides {
    /// The file in a language.
    #[must_use]
    pub fn file(&self, language: Language) -> Option<File> {
        self.files.iter().find(|(other, _)| *other == language).map(|(_, file)| *file)
    }

    /// The languages that it has besides the original's.
    pub fn glosses(&self) -> impl Iterator<Item = Language> + '_ {
        self.files.iter().map(|(language, _)| *language).filter(|language| *language != self.original)
    }
}

/// The works, from the names of the files and the few keys of front matter that join or hide
/// them. Never from a body.
#[salsa::tracked(returns(ref))]
pub fn works(db: &dyn Db) -> Works {
    let site = Site::get(db);
    let config = &config(db).config;
    let mut gathering =
        Gathering { languages: config.languages().collect::<Vec<_>>(), ..Gathering::default() };
    for file in site.files(db).iter() {
        gathering.add(db, *file);
    }
    gathering.finish(db, site.wishes(db).drafts)
}

/// The works of one section: a new file leaves those of all others as they are, and with them all that is
/// known of their works.
#[salsa::tracked(returns(ref))]
pub(super) fn section_sides<'db>(db: &'db dyn Db, section: Section<'db>) -> BTreeMap<WorkKey, Sides> {
    let section = section.key(db);
    let works = works(db).works_below(section).filter(|(key, _)| key.is_in(section));
    works.map(|(key, sides)| (key.clone(), sides.clone())).collect()
}

/// The sides of a work, or of a section's own text; `None` if there is no such work.
#[salsa::tracked(returns(ref))]
pub fn sides<'db>(db: &'db dyn Db, work: Work<'db>) -> Option<Sides> {
    let key = work.key(db);
    match key.is_index() {
        true => works(db).sections.get(&key.section()).cloned(),
        false => section_sides(db, Section::new(db, key.section())).get(key).cloned(),
    }
}

/// The language that a file is written in; the site's original if it is a side of no work.
#[must_use]
pub fn language_of(db: &dyn Db, file: File) -> Language {
    role(db, file).as_ref().map_or(config(db).config.original, |(_, language)| *language)
}

/// The work and language that a file is a side of.
#[salsa::tracked(returns(ref))]
pub fn role(db: &dyn Db, file: File) -> Option<(WorkKey, Language)> {
    let claim = claim(db, file);
    let key = match &claim.name {
        FileName::Work { key, .. } => claim.work.as_ref().unwrap_or(key).clone(),
        FileName::Section { key, .. } => WorkKey::of_index(key),
        FileName::Mdx | FileName::Hidden => return None,
    };
    let sides = sides(db, Work::new(db, key.clone())).as_ref()?;
    let (language, _) = sides.files.iter().find(|(_, other)| *other == file)?;
    Some((key, *language))
}

/// The work and language that the file at a path is a side of.
#[must_use]
pub fn role_at<'db>(db: &'db dyn Db, path: &str) -> Option<&'db (WorkKey, Language)> {
    let files = Site::get(db).files(db);
    let at = files.binary_search_by(|file| file.path(db).as_str().cmp(path)).ok()?;
    role(db, files[at]).as_ref()
}

/// The work and language that a file would be a side of, were there not another file.
#[salsa::tracked(returns(ref))]
pub fn double(db: &dyn Db, file: File) -> Option<(WorkKey, Language)> {
    works(db).doubles.get(file.path(db)).cloned()
}

/// What of a file's name and front matter decides on the list of works: all that the list asks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Claim {
    name: FileName,
    /// Whether it could not be read.
    faulty: bool,
    work: Option<WorkKey>,
    original: Option<Language>,
    draft: bool,
    /// Whether the front matter is no YAML, or has no end.
    unread: bool,
}

#[salsa::tracked(returns(ref))]
fn claim(db: &dyn Db, file: File) -> Claim {
    let Front { written, diagnostics } = front(db, file);
    let languages: Vec<_> = config(db).config.languages().collect();
    let unread =
        |found: &Diagnostic| matches!(found.id, Id::YamlSyntax | Id::UnclosedFrontMatter | Id::ForeignHabit);
    Claim {
        name: FileName::read(file.path(db), &languages),
        faulty: file.fault(db).is_some(),
        work: written.work.as_deref().map(WorkKey::new),
        original: written.original,
        draft: written.draft.unwrap_or(false),
        unread: diagnostics.iter().any(unread),
    }
}

/// Whether a file cannot be read, or its front matter is no YAML or has no end: what is shown of it then is
/// not what its author means.
#[must_use]
pub fn is_unread(db: &dyn Db, file: File) -> bool {
    file.fault(db).is_some() || claim(db, file).unread
}

#[derive(Default)]
struct Gathering {
    languages: Vec<Language>,
    works: BTreeMap<WorkKey, Vec<(Language, File)>>,
    sections: BTreeMap<SectionKey, Vec<(Language, File)>>,
    originals: BTreeMap<WorkKey, Language>,
    doubles: BTreeMap<SourcePath, (WorkKey, Language)>,
    /// Works whose own files say by `work:` what their names say already.
    named: BTreeSet<WorkKey>,
    /// Works of which a file says that it is a draft or whose it is, or cannot be read.
    odd: BTreeSet<WorkKey>,
    /// What could not be read at all, by the names of the files.
    faulty: Vec<(SourcePath, (WorkKey, Language))>,
    diagnostics: Vec<Diagnostic>,
}

impl Gathering {
    fn add(&mut self, db: &dyn Db, file: File) {
        let (path, claim) = (file.path(db), claim(db, file));
        match &claim.name {
            FileName::Work { key, language, .. } if claim.faulty => {
                let side = language.map(|language| (path.clone(), (key.clone(), language)));
                self.faulty.extend(side);
            }
            _ if claim.faulty => {}
            FileName::Work { key, language, stranger } => {
                // A site that says no original language has been told so, once.
                let stranger =
                    stranger.as_ref().filter(|_| !self.languages.contains(&Language::undetermined()));
                self.diagnostics.extend(stranger.map(|tag| self.stranger(path, tag)));
                self.add_work(db, file, claim, key, *language);
            }
            FileName::Section { key, language } => {
                let language = language.or(self.languages.first().copied());
                let Some(language) = language else { return };
                let index = WorkKey::of_index(key);
                let files = self.sections.entry(key.clone()).or_default();
                if add_side(files, language, file, db, &mut self.diagnostics) {
                    self.doubles.insert(path.clone(), (index, language));
                }
            }
            FileName::Mdx => self.diagnostics.push(mdx(path)),
            FileName::Hidden => {}
        }
    }

    fn add_work(
        &mut self,
        db: &dyn Db,
        file: File,
        claim: &Claim,
        key: &WorkKey,
        language: Option<Language>,
    ) {
        if claim.work.as_ref() == Some(key) {
            self.named.insert(key.clone());
        }
        let Some(language) = language.or(claim.original).or(self.languages.first().copied()) else { return };
        let key = claim.work.as_ref().unwrap_or(key).clone();
        if let Some(original) = claim.original {
            self.originals.insert(key.clone(), original);
        }
        if claim.draft || claim.unread || claim.work.is_some() {
            self.odd.insert(key.clone());
        }
        let files = self.works.entry(key.clone()).or_default();
        if add_side(files, language, file, db, &mut self.diagnostics) {
            self.doubles.insert(file.path(db).clone(), (key, language));
        }
    }

    fn stranger(&self, path: &SourcePath, tag: &str) -> Diagnostic {
        let known = self.languages.iter().map(Language::as_str);
        let listed = known.map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", ");
        let mut diagnostic =
            Diagnostic::new(Id::UnknownLanguage, format!("site.yaml does not list the language `{tag}`"))
                .at(Place::file(path))
                .why(format!(
                    "the name of {path} ends as if it were in `{tag}`; the site's languages are {listed}"
                ));
        diagnostic.help.extend(meant(tag, &self.languages).map(|meant| format!("did you mean `{meant}`?")));
        diagnostic.help(format!(
            "rename the file, or add `{tag}` to `languages.glosses` in site.yaml if the site has that language"
        ))
    }

    fn finish(self, db: &dyn Db, drafts: bool) -> Works {
        let mut works = Works { diagnostics: self.diagnostics, doubles: self.doubles, ..Works::default() };
        let usual = self.languages.first().copied();
        let order = |language: Language| self.languages.iter().position(|other| *other == language);
        let hidden = if drafts { Hidden::default() } else { Hidden::below(db, &self.sections, usual) };
        for (key, files) in self.works {
            let original = self.originals.get(&key).copied().or(usual);
            // Most works are neither hidden nor odd, and with every new file all are gone through.
            let mut files = match hidden.is_empty() && !self.odd.contains(&key) {
                true => files,
                false => {
                    if let [(_, file)] = files.as_slice()
                        && claim(db, *file).work.is_some()
                        && !self.named.contains(&key)
                    {
                        works.lone.insert(file.path(db).clone());
                    }
                    works.shown(db, &key, files, original, &|language, file: File| {
                        let is_draft = !drafts && claim(db, file).draft;
                        (is_draft, is_draft || hidden.hides(&key.section(), language))
                    })
                }
            };
            let Some(original) = original
                .filter(|said| files.iter().any(|(other, _)| other == said))
                .or(files.iter().map(|(other, _)| *other).min_by_key(|other| order(*other)))
            else {
                continue;
            };
            files.sort_by_key(|(language, _)| (*language != original, order(*language)));
            works.works.insert(key, Sides { original, files });
        }
        for (path, (key, language)) in self.faulty {
            let original = self.originals.get(&key).copied().or(usual);
            let stands = works.works.get(&key).is_some_and(|sides| Some(sides.original) == original);
            if stands && Some(language) != original {
                works.unread.insert(path, (key, language));
            }
        }
        for (key, mut files) in self.sections {
            files.retain(|(language, _)| !hidden.hides(&key, *language));
            files.sort_by_key(|(language, _)| order(*language));
            let Some(original) = files.first().map(|(language, _)| *language) else { continue };
            works.sections.insert(key, Sides { original, files });
        }
        works
    }
}

/// What each of a work's files is.
fn roles<'a>(
    db: &'a dyn Db,
    key: &'a WorkKey,
    files: &'a [(Language, File)],
) -> impl Iterator<Item = (SourcePath, (WorkKey, Language))> + 'a {
    files.iter().map(|(language, file)| (file.path(db).clone(), (key.clone(), *language)))
}

/// Sections that are drafts: one whose `_index` is a draft hides all that lies in it; one that is a draft
/// in a gloss alone hides that side.
#[derive(Default)]
struct Hidden(BTreeMap<SectionKey, Vec<Option<Language>>>);

impl Hidden {
    fn below(
        db: &dyn Db,
        sections: &BTreeMap<SectionKey, Vec<(Language, File)>>,
        usual: Option<Language>,
    ) -> Self {
        let mut hidden: BTreeMap<SectionKey, Vec<Option<Language>>> = BTreeMap::new();
        for (key, files) in sections {
            for (language, _) in files.iter().filter(|(_, file)| claim(db, *file).draft) {
                let whole = Some(*language) == usual;
                hidden.entry(key.clone()).or_default().push((!whole).then_some(*language));
            }
        }
        Self(hidden)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn hides(&self, section: &SectionKey, language: Language) -> bool {
        if self.is_empty() {
            return false;
        }
        let above = std::iter::once(SectionKey::new("")).chain(section.path());
        above
            .filter_map(|key| self.0.get(&key))
            .flatten()
            .any(|hidden| hidden.is_none_or(|it| it == language))
    }
}

/// Adds a file to a work, unless there is one in its language; says whether there was.
fn add_side(
    files: &mut Vec<(Language, File)>,
    language: Language,
    file: File,
    db: &dyn Db,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    match files.iter().find(|(other, _)| *other == language) {
        None => {
            files.push((language, file));
            false
        }
        Some((_, first)) => {
            diagnostics.push(two_files(file.path(db), first.path(db), language));
            true
        }
    }
}

fn two_files(path: &SourcePath, first: &SourcePath, language: Language) -> Diagnostic {
    Diagnostic::new(Id::TwoFiles, format!("{first} and {path} are the same text in `{language}`"))
        .at(Place::file(path))
        .also_at(Place::file(first), "the other file; this one is used")
        .help("keep one of them, or give one another name")
        .help("if they are two works, look for a `work:` key in their front matter, which joins files")
}

fn mdx(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(Id::ForeignHabit, "Diglot reads Markdown, not MDX")
        .at(Place::file(path))
        .why("components and imports would stand in the page as text, so the file is left out")
        .help("rename it to `.md` and replace its components by Markdown")
}

/// What could not be read, as diagnostics.
#[must_use]
pub fn unreadable(db: &dyn Db) -> Vec<Diagnostic> {
    let site = Site::get(db);
    let files = site.files(db).iter().filter_map(|file| Some((file.path(db), file.fault(db)?)));
    let files = files.map(|(path, fault)| fault_at(path, &fault));
    files.chain(site.faults(db).iter().map(|(path, fault)| fault_at(path, fault))).collect()
}

/// A size above the largest, in whole megabytes as far as that tells it from the largest.
fn megabytes(size: u64) -> String {
    match size / (1024 * 1024) {
        16 => "more than 16 MB".to_owned(),
        whole => format!("{whole} MB"),
    }
}

/// What could not be read, as a diagnostic.
#[must_use]
pub fn fault_at(path: &SourcePath, fault: &Fault) -> Diagnostic {
    let file = Place::file(path);
    match fault {
        Fault::NotUtf8 { at, line } => Diagnostic::new(
            Id::InvalidUtf8,
            format!("{path} is not UTF-8: line {line} holds a byte that is no character"),
        )
        // What is shown has a replacement character there, of three bytes.
        .at(Place::front(path, Span::new(*at..*at + char::REPLACEMENT_CHARACTER.len_utf8())))
        .help("save it as UTF-8 in your editor")
        .help(format!(
            "or convert it: `iconv -f WINDOWS-1252 -t UTF-8 {} > {}`",
            quoted_word(path.as_str()),
            quoted_word(&format!("{path}.new"))
        )),
        Fault::TooLarge(size) => Diagnostic::new(
            Id::FileTooLarge,
            format!("{path} has {}; a text may have 16 MB at most", megabytes(*size)),
        )
        .at(file)
        .help("split it into several works"),
        Fault::Unreadable(reason) => {
            Diagnostic::new(Id::Unreadable, format!("{path} cannot be read: {reason}"))
                .at(file)
                .help("check its permissions and, if it is a symbolic link, where it leads")
                .help("or move it out of the site")
        }
        Fault::Loop => Diagnostic::new(
            Id::SymlinkLoop,
            format!("the symbolic link {path} leads back to a folder above it"),
        )
        .at(file)
        .help("remove the link, or let it lead elsewhere"),
    }
}
