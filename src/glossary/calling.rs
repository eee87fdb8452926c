//! What links of ours call: `[[…]]` and `term:`.

use super::naming::name_of;
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
                if let Some(help) = self.elsewhere(name, link.kind) {
                    self.report(diagnostic.help(help), link);
                    return None;
                }
                diagnostic.help.extend(near.map(|near| format!("did you mean `{near}`?")));
                self.report(self.hidden_or_new(diagnostic, name), link);
                None
            }
        }
    }

    /// What to write for a name that an entry has in another language.
    fn elsewhere(&self, name: &str, kind: LinkKind) -> Option<String> {
        let others = config(self.db).config.languages().filter(|other| *other != self.language);
        let mut found = others.filter_map(|other| match named(self.db, name, other, other) {
            Named::One(key) => Some((other, key)),
            Named::Ambiguous(_) | Named::Nothing(_) => None,
        });
        let (other, key) = found.next()?;
        let write = match (kind, name_of(self.db, &key, self.language)) {
            (LinkKind::Shorthand(_), (language, term)) if language == self.language => format!("[[{term}]]"),
            (LinkKind::Shorthand(_), _) => format!("[[{}]]", key.name()),
            _ => format!("term:{}", key.name()),
        };
        Some(format!("it is what `{key}` is called in `{other}`: write `{write}`"))
    }

    /// Says that a name is a draft's, or how to make an entry of it.
    fn hidden_or_new(&self, diagnostic: Diagnostic, name: &str) -> Diagnostic {
        let hidden = works(self.db).drafts.iter().map(|(path, (key, _))| (path, key));
        let mut drafts = hidden.filter(|(_, key)| key.as_str() == name || key.name() == name);
        if let Some((path, _)) = drafts.next() {
            return diagnostic
                .why(format!("{path} is a draft"))
                .help("publish it as well; `--drafts` shows it until then");
        }
        diagnostic.help(format!("`diglot new entry {}` makes an entry of that name", quoted_word(name)))
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
