//! What links of ours call: `[[…]]` and `term:`.

use super::term::{Named, named};
use crate::db::{Db, File};
use crate::diagnostic::{Diagnostic, Id, Place, Severity, quoted_word};
use crate::site::{Language, Work, WorkKey, config, sides, works};
use crate::text::{Link, LinkId, LinkKind, Text};

/// What the links of ours in a text call, and what is wrong with those that call nothing.
#[derive(Default)]
pub(super) struct Called {
    pub named: Vec<(u32, WorkKey)>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds what links of a file call.
pub(super) struct Caller<'db> {
    db: &'db dyn Db,
    file: File,
    key: WorkKey,
    language: Language,
    pub called: Called,
}

impl<'db> Caller<'db> {
    pub(super) fn new(db: &'db dyn Db, file: File, key: WorkKey, language: Language) -> Self {
        Self { db, file, key, language, called: Called::default() }
    }

    /// The entry or work that a link of ours calls.
    pub(super) fn call(&mut self, text: &Text, number: LinkId, link: &Link) -> Option<WorkKey> {
        let entry = self.resolve(text, link)?;
        self.called.named.push((number.0, entry.clone()));
        Some(entry)
    }

    fn resolve(&mut self, text: &Text, link: &Link) -> Option<WorkKey> {
        let written = text.words(self.file.body(self.db), link.target);
        let name = written.split('#').next().unwrap_or(written);
        let original = config(self.db).config.original;
        match named(self.db, name, self.language, original) {
            Named::One(key) => Some(key),
            Named::Ambiguous(keys) => {
                let list = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" or ");
                let diagnostic = Diagnostic::new(Id::AmbiguousTerm, format!("`{name}` may mean {list}"))
                    .help("write the one that is meant in full, as it stands above");
                self.report(diagnostic, link);
                None
            }
            Named::Nothing(_) if name.trim().is_empty() => {
                self.report(nameless(written, link.kind), link);
                None
            }
            Named::Nothing(near) => {
                let mut diagnostic =
                    Diagnostic::new(Id::UnknownTerm, format!("no entry or work is called `{name}`"));
                diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
                let hidden = works(self.db).drafts.iter();
                let draft = hidden
                    .map(|(path, (key, _))| (path, key))
                    .find(|(_, key)| key.as_str() == name || key.name() == name);
                if let Some((path, _)) = draft {
                    diagnostic = diagnostic
                        .why(format!("{path} is a draft"))
                        .help("publish it as well; `--drafts` shows it until then");
                } else if !name.trim().is_empty() {
                    let name = quoted_word(name);
                    diagnostic =
                        diagnostic.help(format!("`diglot new entry {name}` makes an entry of that name"));
                }
                self.report(diagnostic, link);
                None
            }
        }
    }

    /// A dangling link in an original is an error, in a gloss a warning.
    fn report(&mut self, diagnostic: Diagnostic, link: &Link) {
        let work = Work::new(self.db, self.key.clone());
        let gloss = sides(self.db, work).as_ref().is_some_and(|sides| sides.original != self.language);
        let severity = if gloss { Severity::Warning } else { Severity::Error };
        let place = Place::body(self.file.path(self.db), link.span);
        self.called.diagnostics.push(diagnostic.severity(severity).at(place));
    }
}

/// A link of ours that does not say whereto.
fn nameless(written: &str, kind: LinkKind) -> Diagnostic {
    let (message, example) = match kind {
        LinkKind::Term => ("nothing is named after `term:`", "[the team](term:team)"),
        _ => ("nothing is named between the brackets", "[[team]]"),
    };
    let diagnostic = Diagnostic::new(Id::UnknownTerm, message);
    match written.split_once('#') {
        Some((_, place)) => {
            diagnostic.help(format!("a place in this text wants a plain link: `[…](#{place})`"))
        }
        None => diagnostic.help(format!("write the entry's name there: `{example}`")),
    }
}
