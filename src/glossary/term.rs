//! The terms of a language, and the names by which authors may call an entry.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::inflection::{distance, ends_compounds, inflected, is_only_in_capitals};
use super::matcher::{Form, Matcher};
use super::mention::is_entry;
use super::query_keys::Name;
use super::words::{Shape, Signs};
use crate::db::{Db, File, Site};
use crate::diagnostic::{Diagnostic, Id, Place, Severity};
use crate::site::{
    Case, Entry, FrontStep, Language, LinkPolicy, Work, WorkKey, listing, place_of, role, sides, summary,
    works,
};

/// What an entry says in a language of what it is called: edits of the rest leave it equal, and with it all
/// that is found in texts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wording {
    /// Its term.
    term: Box<str>,
    /// Every form that its author wrote, the term first.
    written: Box<[Box<str>]>,
    /// What is looked for in texts.
    forms: Box<[Form]>,
}

/// The wording of an entry's text; `None` for what is no entry's.
#[salsa::tracked(returns(ref))]
fn wording(db: &dyn Db, file: File) -> Option<Wording> {
    let (key, language) = role(db, file).as_ref()?;
    let entry = entry_of(db, key, *language)?;
    let mut forms: Vec<Form> = literal_forms(entry).map(|text| form(key, entry, text, text)).collect();
    for base in shown_forms(entry) {
        let all = inflected(base, entry.kind, *language).into_iter();
        forms.extend(all.map(|text| Form {
            compounds: entry.compounds && ends_compounds(base, &text, *language),
            ..form(key, entry, base, &text)
        }));
    }
    let written = forms_of(entry).map(Box::from).collect();
    Some(Wording { term: entry.term.as_str().into(), written, forms: forms.into() })
}

/// The wordings of all entries in a language.
fn wordings(db: &dyn Db, language: Language) -> impl Iterator<Item = (&WorkKey, &Wording)> {
    listing(db).entries.iter().filter_map(move |key| {
        let file = sides(db, Work::new(db, key.clone())).as_ref()?.file(language)?;
        Some((key, wording(db, file).as_ref()?))
    })
}

/// Finds every form of every term of a language: what is looked for in its texts. From the entries' front
/// matter alone.
#[salsa::tracked(returns(ref))]
pub fn terms(db: &dyn Db, _site: Site, language: Language) -> Matcher {
    Matcher::new(wordings(db, language).flat_map(|(_, wording)| wording.forms.iter().cloned()).collect())
}

/// Which mentions of an entry become links in a language's texts; a text may link what its entry would not.
#[salsa::tracked(returns(copy))]
pub fn policy<'db>(db: &'db dyn Db, entry: Work<'db>, language: Language) -> LinkPolicy {
    let said = entry_of(db, entry.key(db), language).filter(|_| is_entry(db, entry));
    said.map_or(LinkPolicy::Never, |entry| entry.link)
}

/// A form of an entry that is made of `base`.
fn form(key: &WorkKey, entry: &Entry, base: &str, text: &str) -> Form {
    Form {
        text: Arc::from(text),
        entry: key.clone(),
        sensitive: entry.case.unwrap_or_else(|| Case::usual(base)) == Case::Sensitive
            || is_only_in_capitals(base, text),
        compounds: false,
        distance: distance(base, text),
    }
}

/// What each entry says in a language that it has.
fn entries(db: &dyn Db, language: Language) -> impl Iterator<Item = (&WorkKey, &Entry)> {
    listing(db).entries.iter().filter_map(move |key| Some((key, entry_of(db, key, language)?)))
}

/// Every form that the author of an entry wrote: its term, its synonyms, its literal forms.
fn forms_of(entry: &Entry) -> impl Iterator<Item = &str> {
    shown_forms(entry).chain(literal_forms(entry))
}

/// The forms that are looked for as they stand.
fn literal_forms(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.forms.iter().map(String::as_str).filter(|form| !form.trim().is_empty())
}

/// The forms that readers are shown, which are inflected when looked for.
fn shown_forms(entry: &Entry) -> impl Iterator<Item = &str> {
    let also = entry.also.iter().map(String::as_str);
    std::iter::once(entry.term.as_str()).chain(also).filter(|form| !form.trim().is_empty())
}

/// What a form is inflected to, itself left out.
fn further_forms(form: &str, entry: &Entry, language: Language) -> impl Iterator<Item = String> {
    inflected(form, entry.kind, language).into_iter().skip(1)
}

/// A form's words, folded, and the signs before and after them.
type Claimed = (Vec<u8>, Signs);

/// Forms that two entries claim: nobody could say which is meant.
#[salsa::tracked(returns(ref))]
pub fn form_clashes(db: &dyn Db, site: Site, language: Language) -> Vec<Diagnostic> {
    let mut owners: BTreeMap<Claimed, (&WorkKey, &str)> = BTreeMap::new();
    let mut clashes = Vec::new();
    for (key, entry) in entries(db, language) {
        for form in forms_of(entry) {
            let Shape { folded, signs, .. } = Shape::of(form);
            let claimed = (folded, signs);
            match owners.get(&claimed) {
                Some((owner, other)) if *owner != key => {
                    clashes.push(([*owner, key], clash(db, language, (key, form), (owner, other))));
                }
                Some(_) => {}
                None => {
                    owners.insert(claimed, (key, form));
                }
            }
        }
    }
    let told: BTreeSet<_> = clashes.iter().map(|(entries, _)| *entries).collect();
    let mut diagnostics: Vec<Diagnostic> = clashes.into_iter().map(|(_, clash)| clash).collect();
    let matcher = terms(db, site, language);
    let made = made_clashes(matcher).into_iter();
    let made =
        made.filter(|([one, other], _)| !told.contains(&[*one, *other]) && !told.contains(&[*other, *one]));
    diagnostics.extend(made.filter_map(|(entries, forms)| made_clash(db, language, entries, &forms)));
    let taken: BTreeSet<_> =
        matcher.taken().map(|[own, other]| (&own.entry, &*own.text, &other.entry)).collect();
    diagnostics.extend(taken.into_iter().filter_map(|taken| taken_form(db, language, taken)));
    diagnostics
}

/// By two entries, the forms that their terms are inflected to, as near to each.
fn made_clashes(matcher: &Matcher) -> BTreeMap<[&WorkKey; 2], BTreeSet<&str>> {
    let mut clashes: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for [own, other] in matcher.rivals().filter(|[own, _]| own.distance > 0) {
        let mut entries = [&own.entry, &other.entry];
        entries.sort();
        clashes.entry(entries).or_default().insert(&own.text);
    }
    clashes
}

/// A clash of forms that no author wrote: so it does not stop a build, and the first entry is taken.
fn made_clash(
    db: &dyn Db,
    language: Language,
    [one, other]: [&WorkKey; 2],
    forms: &BTreeSet<&str>,
) -> Option<Diagnostic> {
    let base = |key| base_of(entry_of(db, key, language)?, language, |form| forms.contains(form));
    let (one, other) = ((one, base(one)?), (other, base(other)?));
    let list: Vec<_> = forms.iter().map(|form| format!("`{form}`")).collect();
    let list = list.join(", ");
    let mut diagnostic = clash(db, language, other, one).severity(Severity::Warning);
    diagnostic.message = format!("`{}` and `{}` are both inflected to {list}", one.1, other.1);
    diagnostic.help = vec![format!("list {list} under `forms` of the entry that is meant")];
    Some(diagnostic)
}

/// What an entry says in a language.
fn entry_of<'db>(db: &'db dyn Db, key: &WorkKey, language: Language) -> Option<&'db Entry> {
    summary(db, Work::new(db, key.clone()), language).as_ref()?.entry.as_deref()
}

/// The first form of an entry that is inflected to one that is meant.
fn base_of(entry: &Entry, language: Language, is_meant: impl Fn(&str) -> bool) -> Option<&str> {
    shown_forms(entry).find(|base| further_forms(base, entry, language).any(|form| is_meant(&form)))
}

/// A form that an entry writes as a synonym or a literal form, and the term of another is inflected to:
/// its mentions go to the writer, which may be a slip. Not where the writer says twice that it is its
/// own: under `forms`, and as a synonym or a form of what it shows.
fn taken_form(
    db: &dyn Db,
    language: Language,
    (key, form, other): (&WorkKey, &str, &WorkKey),
) -> Option<Diagnostic> {
    let alike = |one: &str| folded(one) == folded(form);
    let own = entry_of(db, key, language)?;
    let is_shown = shown_forms(own).any(alike) || base_of(own, language, alike).is_some();
    if alike(&own.term) || (is_shown && literal_forms(own).any(alike)) {
        return None;
    }
    let base = base_of(entry_of(db, other, language)?, language, alike)?;
    let mut diagnostic = clash(db, language, (key, form), (other, base)).severity(Severity::Warning);
    diagnostic.message =
        format!("`{form}`, which `{key}` writes, is a form of `{base}`, the entry `{other}`");
    diagnostic.why = Some(format!("where it stands in a text, `{key}` is taken to be meant"));
    let meant = if is_shown { "list it under `forms` too" } else { "write it under `also` and `forms`" };
    diagnostic.help = vec![format!("take it out of `{key}`; if it is meant, {meant}")];
    Some(diagnostic)
}

fn clash(db: &dyn Db, language: Language, own: (&WorkKey, &str), other: (&WorkKey, &str)) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        Id::DuplicateForm,
        format!("two entries claim the form `{}`: `{}` and `{}`", own.1, other.0, own.0),
    )
    .why("where it stands in a text, nobody could say which entry is meant")
    .help("take it out of one of them");
    diagnostic.primary = form_place(db, language, own);
    if let Some(place) = form_place(db, language, other) {
        diagnostic = diagnostic.also_at(place, "the other entry");
    }
    diagnostic
}

fn form_place(db: &dyn Db, language: Language, (key, form): (&WorkKey, &str)) -> Option<Place> {
    let file = sides(db, Work::new(db, key.clone())).as_ref()?.file(language)?;
    let summary = summary(db, Work::new(db, key.clone()), language).as_ref()?;
    let entry = summary.entry.as_ref()?;
    let item = |list: &[String], name| {
        let at = list.iter().position(|other| other == form)?;
        Some(vec![FrontStep::Key(name), FrontStep::Item(at)])
    };
    let way = item(&entry.also, "also").or_else(|| item(&entry.forms, "forms"));
    let way = way.unwrap_or_else(|| vec![FrontStep::Key("term")]);
    Some(place_of(file.front(db), file.path(db), &way))
}

/// The names by which works are called in `[[…]]` and `term:`, folded: without case, in NFC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct KeyNames {
    keys: BTreeMap<String, Vec<WorkKey>>,
    last_parts: BTreeMap<String, Vec<WorkKey>>,
}

/// The names that works have by their keys, in every language.
#[salsa::tracked(returns(ref))]
fn key_names(db: &dyn Db) -> KeyNames {
    let mut names = KeyNames::default();
    for key in works(db).works.keys() {
        add(&mut names.keys, key.as_str(), key);
        add(&mut names.last_parts, key.name(), key);
    }
    names
}

/// The names that entries have by what they say, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct TermNames {
    terms: BTreeMap<String, Vec<WorkKey>>,
    forms: BTreeMap<String, Vec<WorkKey>>,
}

/// The names of entries in a language.
#[salsa::tracked(returns(ref))]
fn term_names(db: &dyn Db, _site: Site, language: Language) -> TermNames {
    let mut names = TermNames::default();
    for (key, wording) in wordings(db, language) {
        add(&mut names.terms, &wording.term, key);
        wording.written.iter().for_each(|form| add(&mut names.forms, form, key));
    }
    names
}

fn add(names: &mut BTreeMap<String, Vec<WorkKey>>, name: &str, key: &WorkKey) {
    let keys = names.entry(folded(name)).or_default();
    if !keys.contains(key) {
        keys.push(key.clone());
    }
}

fn folded(name: &str) -> String {
    super::words::exact(name).to_lowercase()
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// This work.
    One(WorkKey),
    /// Any of these.
    Ambiguous(Vec<WorkKey>),
    /// Nothing; the name that was perhaps meant.
    Nothing(Option<String>),
}

/// Finds what `name` stands for in a text in `language` of a site whose original is `original`:
/// by work key, last part of a key, term, any form; first in the text's language.
///
/// Remembered by name: a new work or term is no new name for most links, and their texts stay as they are.
#[must_use]
pub fn named(db: &dyn Db, name: &str, language: Language, original: Language) -> Named {
    stands_for(db, Name::new(db, name.to_owned()), language, original).clone()
}

#[salsa::tracked(returns(ref))]
fn stands_for<'db>(db: &'db dyn Db, name: Name<'db>, language: Language, original: Language) -> Named {
    let name = name.text(db);
    let (keys, wanted) = (key_names(db), folded(name));
    let [own, other] = [language, original].map(|language| term_names(db, Site::get(db), language));
    let listed =
        |steps: &[&BTreeMap<String, Vec<WorkKey>>]| steps.iter().find_map(|step| step.get(&wanted)).cloned();
    let inflected = |language| {
        let keys = terms(db, Site::get(db), language).called(name);
        Some(keys).filter(|keys| !keys.is_empty())
    };
    let hit = listed(&[&keys.keys, &keys.last_parts, &own.terms, &own.forms])
        .or_else(|| inflected(language))
        .or_else(|| listed(&[&other.terms, &other.forms]))
        .or_else(|| inflected(original));
    match hit.as_deref() {
        Some([one]) => Named::One(one.clone()),
        Some(several) => Named::Ambiguous(several.to_vec()),
        None => {
            let known = keys.last_parts.keys().chain(own.terms.keys()).chain(keys.keys.keys());
            let known = known.map(String::as_str);
            Named::Nothing(crate::diagnostic::nearest(&wanted, known).map(str::to_owned))
        }
    }
}
