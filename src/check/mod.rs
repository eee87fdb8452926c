//! Rules over the model. Each rule is one file of one shape: it looks at one text and says what it
//! finds there.

mod anchors;
mod blocked;
mod code_languages;
mod confirmed;
mod directives;
mod formulas;
mod glosses;
mod inline_glosses;
mod links;
mod names;
mod navigation;
mod pairs;
mod pictures;
mod unmarked_terms;
mod weight;

use crate::db::{Db, File, Site};
use crate::diagnostic::{Diagnostic, Id, Part, Place, Severity, Span};
use crate::glossary::{form_clashes, mentions};
use crate::site::{
    FileName, Language, Sides, Work, config, double, front, role, sides, spelling_clashes, unreadable, works,
};
use crate::text::{BlockId, Directive, Text, text};

pub use weight::{LARGE, weight};

/// A text under examination.
struct Subject<'db> {
    db: &'db dyn Db,
    file: File,
    work: Work<'db>,
    language: Language,
    sides: &'db Sides,
    text: &'db Text,
    body: &'db str,
}

impl Subject<'_> {
    fn is_original(&self) -> bool {
        self.language == self.sides.original
    }

    /// A fault of an original fails the build, the same in a gloss is a warning.
    fn severity(&self) -> Severity {
        if self.is_original() { Severity::Error } else { Severity::Warning }
    }

    fn place(&self, span: Span) -> Place {
        Place::body(self.file.path(self.db), span)
    }
}

/// A rule: what it finds in a text, and at which block, so that `allow` can silence it there.
type Rule = fn(&Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)>;

const RULES: &[Rule] = &[
    anchors::check,
    blocked::check,
    code_languages::check,
    confirmed::check,
    directives::check,
    formulas::check,
    glosses::check,
    inline_glosses::check,
    links::check,
    names::check,
    pairs::check,
    pictures::check,
    unmarked_terms::check,
];

/// All that is wrong with one file: its front matter, its Markdown, its mentions, and what the
/// rules find.
#[salsa::tracked(returns(ref))]
pub fn file_diagnostics(db: &dyn Db, file: File) -> Vec<Diagnostic> {
    let languages: Vec<_> = config(db).config.languages().collect();
    if matches!(FileName::read(file.path(db), &languages), FileName::Hidden | FileName::Mdx) {
        // Nobody reads them: notes, half-finished pages, and what was reported as a whole.
        return Vec::new();
    }
    let mut found = front(db, file).diagnostics.clone();
    untitled(db, file, &mut found);
    found.extend(names::in_any_text(db, file));
    if is_gloss(db, file) {
        let is_unread = role(db, file).is_none() && works(db).unread.contains_key(file.path(db));
        for found in &mut found {
            soften(found);
            if is_unread && found.severity == Severity::Warning {
                found
                    .why
                    .get_or_insert_with(|| "until that is mended, this gloss is not published".to_owned());
            }
        }
    }
    let Some((key, language)) = role(db, file).clone() else {
        found.extend(of_a_double(db, file));
        return found;
    };
    let work = Work::new(db, key);
    let Some(sides) = sides(db, work) else { return found };
    let text = text(db, file);
    let subject = Subject { db, file, work, language, sides, text, body: file.body(db) };
    let read = text.diagnostics.iter().chain(&mentions(db, file).diagnostics);
    let read = read.map(|diagnostic| (block_at(&subject, diagnostic), diagnostic.clone()));
    let ruled = RULES.iter().flat_map(|rule| rule(&subject));
    let all: Vec<_> = read.chain(ruled).collect();
    found.extend(directives::unused(&subject, &all));
    let wanted = all.into_iter().filter(|(block, diagnostic)| !allowed(&subject, *block, diagnostic));
    found.extend(wanted.map(|(_, diagnostic)| diagnostic));
    found.retain(|diagnostic| {
        // What stands in the original's file, though only the gloss tells of it, is the original's too.
        let elsewhere = diagnostic.primary.as_ref().is_some_and(|place| place.path != *file.path(db));
        let off = |language| switched_off(db, work, language, diagnostic);
        !(off(language) || (elsewhere && off(sides.original)))
    });
    found.extend(names::switched_in_vain(db, file, &found));
    found
}

/// Whether a file is, or would be if it could be read, a gloss beside an original that is there.
fn is_gloss(db: &dyn Db, file: File) -> bool {
    // The list of all works is asked for only where it matters: it changes with every file that comes.
    let hidden = || {
        let (works, path) = (works(db), file.path(db));
        works.unread.get(path).or_else(|| works.drafts.get(path))
    };
    let Some((key, language)) = role(db, file).as_ref().or_else(hidden) else { return false };
    let sides = sides(db, Work::new(db, key.clone())).as_ref().filter(|_| !key.is_index());
    sides.is_some_and(|sides| sides.original != *language)
}

/// What is wrong with a gloss never fails the build of its original.
fn soften(found: &mut Diagnostic) {
    if found.severity == Severity::Error {
        found.severity = Severity::Warning;
    }
}

/// A text without front matter lacks its title where it begins; front matter below an empty line is none.
fn untitled(db: &dyn Db, file: File, found: &mut [Diagnostic]) {
    let (path, body) = (file.path(db), file.body(db));
    let start = body.len() - body.trim_start().len();
    let first = body[start..].lines().next().unwrap_or_default();
    let bare =
        |found: &&mut Diagnostic| found.id == Id::MissingTitle && found.primary == Some(Place::file(path));
    for found in found.iter_mut().filter(bare).filter(|_| !first.is_empty()) {
        found.primary = Some(Place::body(path, Span::new(start..start + first.len())));
        if start > 0 && first.trim_end() == "---" {
            found.why =
                Some("front matter is read only if its `---` is the file's very first line".to_owned());
            found.help = vec!["remove the empty lines above it".to_owned()];
        }
    }
}

/// The rules that ask for nothing but the text itself.
const OF_ONE_TEXT: &[Rule] =
    &[code_languages::check, formulas::check, links::check, names::check, pictures::check];

/// What is wrong with a file that is no side of its work, because another is.
fn of_a_double(db: &dyn Db, file: File) -> Vec<Diagnostic> {
    let Some((key, language)) = double(db, file).clone() else { return Vec::new() };
    let work = Work::new(db, key);
    let Some(sides) = sides(db, work) else { return Vec::new() };
    let text = text(db, file);
    let subject = Subject { db, file, work, language, sides, text, body: file.body(db) };
    let read = text.diagnostics.iter().chain(&mentions(db, file).diagnostics);
    let read = read.map(|diagnostic| (block_at(&subject, diagnostic), diagnostic.clone()));
    let found = read.chain(OF_ONE_TEXT.iter().flat_map(|rule| rule(&subject)));
    // The places on its page are not known, for it has none.
    let found =
        found.filter(|(block, found)| found.id != Id::BrokenAnchor && !allowed(&subject, *block, found));
    found.map(|(_, diagnostic)| diagnostic).collect()
}

/// The block in which a finding of the body stands.
fn block_at(subject: &Subject<'_>, diagnostic: &Diagnostic) -> Option<BlockId> {
    let place = diagnostic.primary.as_ref().filter(|place| place.part == Part::Body)?;
    let at = place.span.start;
    let mut blocks = (0..).map(BlockId).zip(subject.text.blocks.iter());
    blocks.find(|(_, block)| block.span.start <= at && at < block.span.end).map(|(id, _)| id)
}

/// Whether the author allowed the rule at the block.
fn allowed(subject: &Subject<'_>, block: Option<BlockId>, diagnostic: &Diagnostic) -> bool {
    let Some(block) = block else { return false };
    subject.text.directives_of(block).any(|said| match said {
        Directive::Allow { rule, .. } => subject.text.words(subject.body, *rule) == diagnostic.id.name(),
        _ => false,
    })
}

/// Whether front matter switched the rule off (`check:`). Errors cannot be switched off.
fn switched_off<'db>(db: &'db dyn Db, work: Work<'db>, language: Language, diagnostic: &Diagnostic) -> bool {
    let Some(meta) = crate::site::meta(db, work, language) else { return false };
    let off = meta.check.iter().any(|switch| switch.rule == diagnostic.id && !switch.on);
    off && diagnostic.severity != Severity::Error
}

/// What is wrong with the site beyond single files: its configuration, its list of works, forms.
#[salsa::tracked(returns(ref))]
pub fn site_diagnostics(db: &dyn Db) -> Vec<Diagnostic> {
    let configuration = config(db);
    let mut found = configuration.diagnostics.clone();
    found.extend(unreadable(db).into_iter().map(|mut found| {
        let path = found.primary.as_ref().map(|place| &place.path);
        let file = path.and_then(|path| Site::get(db).files(db).iter().find(|file| file.path(db) == path));
        if file.is_some_and(|file| is_gloss(db, *file)) {
            soften(&mut found);
        }
        found
    }));
    found.extend(spelling_clashes(db));
    found.extend(works(db).diagnostics.iter().cloned());
    found.extend(navigation::check(db));
    found.extend(confirmed::strays(db));
    for language in configuration.config.languages() {
        found.extend(form_clashes(db, Site::get(db), language).iter().cloned());
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::db::Wishes;
    use crate::flow;
    use crate::source::Memory;

    /// What is wrong with a site that has a file of these words at `path`.
    fn found(path: &str, words: &str) -> Vec<&'static str> {
        let mut site = Memory::default();
        site.write("site.yaml", "title: A\nbase_url: https://example.org/\nlanguages: {original: de}\n");
        site.write("content/a.de.md", "---\ntitle: A\n---\n\nA\n").write(path, words);
        let db = flow::open(&site, Wishes::default());
        flow::diagnose(&db).iter().map(|diagnostic| diagnostic.id.name()).collect()
    }

    #[test]
    fn hidden_files_are_not_examined() {
        assert_eq!(found("content/b.md", "no front matter"), ["missing-title"]);
        assert_eq!(found("content/_b.md", "no front matter"), [""; 0]);
        assert_eq!(found("content/_drafts/b.md", "[broken](nowhere.md)"), [""; 0]);
    }
}
