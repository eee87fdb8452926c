//! What holds for every site. Each law is a test over every fixture.

#[path = "laws/edits.rs"]
mod edits;
#[allow(dead_code, reason = "each test uses its part")]
#[expect(clippy::disallowed_methods, reason = "tests read and write their fixtures")]
mod fixture;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use diglot::db::{Database, Site, Wishes, lock_beside};
use diglot::diagnostic::{Diagnostic, Id, Part, Place, Severity, SourcePath};
use diglot::glossary::{concordance, mentions, prose_of, terms};
use diglot::parallel::lock::{Wish, acceptance};
use diglot::parallel::places_of;
use diglot::render::{self, Output};
use diglot::site::{Language, View, Work, WorkKey, config, listing, works};
use diglot::source::{Folder as _, Memory, read};
use diglot::text::{skeleton, text};
use edits::EDITS;
use fixture::{Built, Fixture, Outputs, ask, ask_once};
use proptest::prelude::*;
use rayon::prelude::*;

/// Runs a law over every fixture and fails with all that break it.
fn over_every_fixture(law: impl Fn(&Fixture) -> Vec<String> + Sync) {
    let fixtures = Fixture::all();
    assert!(fixtures.len() > 5, "there are too few fixtures to say anything");
    let broken: Vec<String> = fixtures
        .par_iter()
        .flat_map_iter(|fixture| law(fixture).into_iter().map(|how| format!("{}: {how}", fixture.name)))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// How two builds of what should be one site differ.
fn differences(one: &Outputs, other: &Outputs) -> Vec<String> {
    let mut paths: Vec<_> = one.keys().chain(other.keys()).collect();
    paths.sort();
    paths.dedup();
    let differ = paths.into_iter().filter(|path| one.get(*path) != other.get(*path));
    differ.map(|path| difference(path, one.get(path), other.get(path))).collect()
}

fn difference(path: &str, one: Option<&Vec<u8>>, other: Option<&Vec<u8>>) -> String {
    let (Some(one), Some(other)) = (one, other) else {
        let which = if one.is_some() { "first" } else { "second" };
        return format!("only the {which} has {path}");
    };
    let [one, other] = [one, other].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let line = one.lines().zip(other.lines()).position(|(one, other)| one != other).unwrap_or_default();
    let [one, other] = [one, other].map(|text| text.lines().nth(line).unwrap_or_default().to_owned());
    format!("{path}:{} differs\n  {one}\n  {other}", line + 1)
}

fn on_threads(count: usize, site: &Memory) -> Built {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("a pool of threads");
    pool.install(|| Built::new(site, Wishes::default()))
}

#[test]
fn two_builds_are_equal_whatever_the_number_of_threads() {
    over_every_fixture(|fixture| {
        let site = fixture.site();
        let first = on_threads(1, &site);
        let others = [1, 2, 7].map(|count| on_threads(count, &site));
        let mut broken = Vec::new();
        for other in others {
            broken.extend(differences(&first.outputs, &other.outputs));
            broken.extend((first.told() != other.told()).then(|| "other diagnostics".to_owned()));
        }
        broken
    });
}

#[test]
fn a_site_made_work_by_work_is_that_of_a_kept_database() {
    over_every_fixture(|fixture| {
        let site = fixture.site();
        let kept = Built::new(&site, Wishes::default());
        let (outputs, found) = ask_once(Database::new(read(&site), Wishes::default(), None), &site);
        let mut broken = differences(&kept.outputs, &outputs);
        if found != kept.diagnostics {
            broken.push("other diagnostics".to_owned());
        }
        broken
    });
}

#[test]
fn after_any_edit_the_output_is_that_of_a_clean_build() {
    over_every_fixture(|fixture| {
        let mut site = fixture.site();
        let mut db = Database::new(read(&site), Wishes::default(), None);
        let _warm = ask(&db, &site);
        let mut broken = Vec::new();
        for (name, edit) in EDITS {
            edit(&mut site);
            db.update(read(&site));
            let (outputs, diagnostics) = ask(&db, &site);
            let clean = Built::new(&site, Wishes::default());
            let found = differences(&outputs, &clean.outputs);
            broken.extend(found.into_iter().map(|how| format!("after {name}: {how}")));
            if diagnostics != clean.diagnostics {
                broken.push(format!("after {name}: other diagnostics"));
            }
        }
        broken
    });
}

/// Each edit must do something to some fixture, or the law above says less than it seems to.
#[test]
fn every_edit_changes_some_site() {
    for (name, edit) in EDITS {
        let changed = Fixture::all().into_iter().any(|fixture| {
            let mut site = fixture.site();
            let before = read(&site);
            edit(&mut site);
            read(&site) != before
        });
        let needs_another = matches!(*name, "mended front matter" | "that layout taken away");
        assert!(changed || needs_another || *name == "nothing", "{name} changes no fixture");
    }
}

#[test]
fn any_base_path_gives_the_same_site() {
    const BASE: &str = "/un-likely/base/";
    over_every_fixture(|fixture| {
        let site = fixture.site();
        let at = |base: &str| Wishes { base_url: Some(base.to_owned()), ..Wishes::default() };
        let root = Built::new(&site, at("https://h.example/"));
        let below = Built::new(&site, at(&format!("https://h.example{BASE}")));
        let moved: Outputs = below
            .outputs
            .into_iter()
            .map(|(path, bytes)| match String::from_utf8(bytes) {
                Ok(text) => (path, text.replace(BASE, "/").into_bytes()),
                Err(error) => (path, error.into_bytes()),
            })
            .collect();
        differences(&root.outputs, &moved)
    });
}

#[test]
fn accepting_all_beads_as_they_are_changes_no_page() {
    over_every_fixture(|fixture| {
        let mut site = fixture.site();
        let before = Built::new(&site, Wishes::default());
        if !Site::get(&before.db).locks(&before.db).is_empty() {
            // Addresses of what is gone go with it.
            return Vec::new();
        }
        let works = works(&before.db);
        let sections = works.sections.iter().map(|(key, sides)| (WorkKey::of_index(key), sides));
        let all = works.works.iter().map(|(key, sides)| (key.clone(), sides)).chain(sections);
        for (key, sides) in all {
            for (language, file) in sides.files.iter().filter(|(language, _)| *language != sides.original) {
                let work = Work::new(&before.db, key.clone());
                let done = acceptance(&before.db, work, *language, &Wish::default());
                let path = lock_beside(file.path(&before.db));
                done.into_iter().for_each(|done| _ = site.write(path.as_str(), done.text));
            }
        }
        let after = Built::new(&site, Wishes::default());
        let mut broken = differences(&before.outputs, &after.outputs);
        let is_new = |found: &&Diagnostic| !before.diagnostics.contains(found);
        let news = after.diagnostics.iter().filter(is_new);
        broken.extend(news.map(|found| format!("{}: {}", found.id, found.message)));
        broken
    });
}

#[test]
fn a_fresh_gloss_is_paired_with_its_original_and_nothing_is_wrong_with_it() {
    over_every_fixture(|fixture| {
        let mut site = fixture.site();
        let whole = Built::new(&site, Wishes::default());
        let mut fresh: Vec<(SourcePath, SourcePath)> = Vec::new();
        for sides in works(&whole.db).works.values() {
            let Some(original) = sides.file(sides.original) else { continue };
            let body = skeleton(text(&whole.db, original), original.body(&whole.db));
            for gloss in sides.glosses().filter_map(|language| sides.file(language)) {
                let path = gloss.path(&whole.db);
                site.write(path.as_str(), format!("{}\n{body}", gloss.front(&whole.db)));
                fresh.push((path.clone(), original.path(&whole.db).clone()));
            }
        }
        let built = Built::new(&site, Wishes::default());
        let body_of = |found: &Diagnostic, path: &SourcePath| {
            let in_body = |place: &&Place| place.path == *path && place.part == Part::Body;
            found.primary.as_ref().filter(in_body).is_some()
        };
        let mut broken = Vec::new();
        for (gloss, original) in fresh {
            let of_original = |found: &&Diagnostic| body_of(found, &original);
            let known: Vec<_> = built.diagnostics.iter().filter(of_original).collect();
            for found in built.diagnostics.iter().filter(|found| found.severity != Severity::Note) {
                let copied = known.iter().any(|known| known.message == found.message);
                let unpaired = found.id == Id::Unpaired && found.message.contains(gloss.as_str());
                if unpaired || (body_of(found, &gloss) && !copied) {
                    broken.push(format!("{gloss}: {}", found.message));
                }
            }
        }
        broken
    });
}

/// A site's pages as the theme's own layouts make them.
fn in_the_theme(fixture: &Fixture) -> Built {
    let mut site = fixture.site();
    for path in edits::paths(&site).into_iter().filter(|path| path.as_str().starts_with("layouts/")) {
        if path.as_str().ends_with(".html") {
            site.remove(path.as_str());
        }
    }
    Built::new(&site, Wishes::default())
}

/// What a page answers to.
fn ids(page: &[u8]) -> Vec<String> {
    let page = String::from_utf8_lossy(page).into_owned();
    let ids = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    ids.map(|id| id.replace("&amp;", "&")).collect()
}

#[test]
fn every_page_of_a_work_answers_to_all_its_ids() {
    over_every_fixture(|fixture| unanswered(&in_the_theme(fixture)));
}

/// The ids of works that are not on each of their pages, or not once.
fn unanswered(built: &Built) -> Vec<String> {
    if built.diagnostics.iter().any(|found| found.severity == Severity::Error) {
        // Nothing is published, and two blocks may have one id.
        return Vec::new();
    }
    let mut broken = Vec::new();
    for (path, output) in &render::outputs(&built.db).by_path {
        let Output::Work(key, view) = output else { continue };
        let Some(page) = built.outputs.get(path.as_str()) else { continue };
        let there = ids(page);
        let places =
            places_of(&built.db, Work::new(&built.db, key.clone()), *view).expect("a page of each view");
        for id in places.ids() {
            let sentences = (1..=places.count(id).unwrap_or(0)).map(|number| format!("{id}.{number}"));
            for id in std::iter::once(id.to_owned()).chain(sentences) {
                match there.iter().filter(|other| **other == id).count() {
                    1 => assert!(places.knows(&id)),
                    count => broken.push(format!("{path} has #{id} {count} times")),
                }
            }
        }
    }
    broken
}

/// A text of blocks with directives, of few words, so that two texts have much in common and much not.
fn texts() -> impl Strategy<Value = String> {
    let said = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "<!-- diglot: alone -->\n",
        "<!-- diglot: id=a -->\n",
        "<!-- diglot: id=b -->\n",
        "<!-- diglot: with-previous -->\n",
        "<!-- diglot: todo -->\n",
        "<!-- diglot: alone id=c -->\n",
        "<!-- only a comment -->\n\n",
    ]);
    let block = prop::sample::select(vec![
        "Ein Satz. Noch einer. Und ein dritter.",
        "Nur ein Satz.",
        "<b></b>",
        "Mit Note.[^1] Und *Marke. Darin* noch.",
        "Vers eins\\\nVers zwei",
        "## Eins",
        "## Zwei",
        "## Drei {#drei}",
        "### Eins",
        "- eins\n- zwei. Und mehr.",
        "- eins\n\n  tiefer\n\n  - noch tiefer",
        "1. eins\n2. zwei",
        "> Ein Zitat. Zwei Sätze.\n>\n> - darin",
        "| a | b |\n|---|---|\n| Eins. Zwei. | |",
        "```rust\nlet a = 1;\n```",
        "***",
        "![Bild](bild.png \"Titel\")",
        "[Ton](ton.mp3)",
        "<div>HTML</div>",
        "<details>\n<summary>S</summary>\n\nDarin. Zwei.\n\n</details>",
        "Wort\n: Bedeutung. Noch eine.",
        "> [!NOTE]\n> Ein Hinweis.",
    ]);
    let blocks = prop::collection::vec((said, block), 0..9);
    blocks.prop_map(|blocks| {
        let body: String = blocks.into_iter().map(|(said, block)| format!("{said}{block}\n\n")).collect();
        format!("---\ntitle: Text\n---\n\n{body}[^1]: Die Note. Zwei Sätze.\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn so_does_every_page_whatever_its_texts_say(de in texts(), en in texts(), fr in texts()) {
        let mut site = Memory::default();
        let languages = "languages: {original: de, glosses: [en, fr]}";
        site.write("site.yaml", format!("title: A\nbase_url: https://example.org/\n{languages}\n"));
        site.write("content/bild.png", "").write("content/ton.mp3", "");
        site.write("content/a.de.md", de).write("content/a.en.md", en).write("content/a.fr.md", fr);
        prop_assert_eq!(unanswered(&Built::new(&site, Wishes::default())), Vec::<String>::new());
    }
}

#[test]
fn links_lead_to_places_that_are_there() {
    over_every_fixture(|fixture| {
        let built = in_the_theme(fixture);
        let told = built.told();
        let base = config(&built.db).config.base_url.path().to_owned();
        let pages: BTreeMap<_, _> =
            built.outputs.iter().map(|(path, page)| (path.clone(), ids(page))).collect();
        let mut broken = Vec::new();
        for (path, page) in built.outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = String::from_utf8_lossy(page).into_owned();
            for link in page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let Some((to, place)) = link.split_once('#') else { continue };
                let target = match to.strip_prefix(base.as_str()) {
                    Some(address) => format!("{}index.html", decoded(address)),
                    None if to.is_empty() => path.clone(),
                    None => continue,
                };
                let place = decoded(place);
                let there = pages.get(&target).is_some_and(|ids| ids.contains(&place));
                // What leads nowhere is said.
                if !there && !told.contains(&format!("no place `#{place}`")) {
                    broken.push(format!("{path} leads to {target}#{place}"));
                }
            }
        }
        broken
    });
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[test]
fn what_a_concordance_marks_is_a_form_of_the_term_or_what_its_author_marked() {
    let counted = AtomicUsize::new(0);
    over_every_fixture(|fixture| {
        let built = Built::new(&fixture.site(), Wishes::default());
        let (db, mut broken) = (&built.db, Vec::new());
        for entry in &listing(db).entries {
            let quotes = concordance(db, Work::new(db, entry.clone()), 0);
            for (work, quotes) in quotes.flat_map(|(work, quotes)| quotes.iter().map(move |one| (work, one)))
            {
                for passage in &quotes.passages {
                    for mark in &passage.marks {
                        let words = passage.text.get(mark.range()).unwrap_or("(nothing whole)");
                        counted.fetch_add(1, Ordering::Relaxed);
                        let language = passage.language;
                        if !is_form(db, entry, language, words)
                            && !is_marked(db, entry, work, language, words)
                        {
                            broken.push(format!("{entry} in {work}#{}: {words}", quotes.anchor));
                        }
                    }
                }
            }
        }
        broken
    });
    assert!(counted.into_inner() > 100, "there are too few marks to say anything");
}

/// Whether words are, from end to end, what is found as an entry's term.
fn is_form(db: &Database, entry: &WorkKey, language: Language, words: &str) -> bool {
    let found = terms(db, Site::get(db), language).find(words);
    found.iter().any(|found| found.form.entry == *entry && found.range == (0..words.len()))
}

/// Whether an author's link to an entry shows these words in a work.
fn is_marked(db: &Database, entry: &WorkKey, work: &WorkKey, language: Language, words: &str) -> bool {
    let file = works(db).works.get(work).and_then(|sides| sides.file(language)).expect("what is quoted");
    let own = mentions(db, file).mentions.iter().filter(|one| one.marked && one.entry == *entry);
    let mut shown = own.map(|one| {
        let prose = prose_of(db, file, language, one.block);
        // A link at the end of a cell reaches to the next.
        prose.text[prose.range(one.span)].trim_end().to_owned()
    });
    shown.any(|shown| shown == words)
}

#[test]
fn languages_stand_in_the_order_of_the_configuration() {
    let mut site = Fixture::named("french-german-arabic").site();
    let order = |site: &Memory| {
        let built = Built::new(site, Wishes::default());
        let page = String::from_utf8(built.outputs["fr/carnets/puits/index.html"].clone()).expect("UTF-8");
        let links = page.split("rel=\"alternate\" hreflang=\"").skip(1);
        links.map(|link| link.split('"').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(order(&site), ["fr", "de", "ar", "x-default"]);
    edits::replace(&mut site, "site.yaml", "glosses: [de, ar]", "glosses: [ar, de]");
    assert_eq!(order(&site), ["fr", "ar", "de", "x-default"]);
}

#[test]
fn one_run_tells_all_errors_in_one_order() {
    let site = Fixture::named("faulty").site();
    let found = Built::new(&site, Wishes::default()).diagnostics;
    let errors = found.iter().filter(|found| found.severity == Severity::Error);
    let mut rules: Vec<Id> = errors.map(|found| found.id).collect();
    assert!(rules.len() > 10, "{} errors are too few to say that all are told", rules.len());
    rules.sort();
    rules.dedup();
    assert!(rules.len() > 8, "only {} rules", rules.len());
    // The same files, come to know in another order: the last first, one by one.
    let mut db = Database::new(read(&Memory::default()), Wishes::default(), None);
    let mut growing = Memory::default();
    for path in edits::paths(&site).into_iter().rev() {
        growing.write(path.as_str(), site.read(&path).expect("it was listed"));
        db.update(read(&growing));
        let _ = ask(&db, &growing);
    }
    assert_eq!(ask(&db, &growing).1, found);
}

#[test]
fn a_broken_gloss_never_takes_the_originals_page_down() {
    over_every_fixture(|fixture| {
        let site = fixture.site();
        let whole = Built::new(&site, Wishes::default());
        let mut db = Database::new(read(&site), Wishes::default(), None);
        let mut broken = Vec::new();
        for (gloss, page) in glosses(&whole) {
            let mut page_of = |site: &Memory| {
                db.update(read(site));
                let (outputs, diagnostics) = ask(&db, site);
                (outputs.get(&page).map(|bytes| own_text(bytes)), diagnostics)
            };
            let mut other = site.clone();
            let right = [page_of(&site).0, page_of(other.remove(gloss.as_str())).0];
            for (name, bytes) in BREAKS {
                let (made, diagnostics) = page_of(other.write(gloss.as_str(), *bytes));
                if made.is_none() || !right.contains(&made) {
                    broken.push(format!("{gloss} with {name} changes {page}"));
                }
                if !diagnostics.iter().any(|found| names(found, &gloss)) {
                    broken.push(format!("{gloss} with {name}: nothing is said of it"));
                }
            }
        }
        broken
    });
}

/// A page without what an entry's page shows of the entry's other languages, and without the ids that
/// only a gloss gives: those may change.
fn own_text(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page).into_owned();
    let mut pieces = page.split("<a id=\"");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once("\"></a>").filter(|(id, _)| !id.contains('"')) {
            Some((_, rest)) => page.push_str(rest),
            None => page.push_str(&["<a id=\"", piece].concat()),
        }
    }
    let page = without(&page, "<section class=\"elsewhere", "</section>");
    // An entry's data for search engines.
    without(&page, "\"@type\":\"DefinedTerm\"", "</script>")
}

/// A page without what stands from its first `start` to the `end` after it.
fn without(page: &str, start: &str, end: &str) -> String {
    match page.split_once(start) {
        Some((before, after)) => before.to_owned() + after.split_once(end).map_or(after, |(_, after)| after),
        None => page.to_owned(),
    }
}

/// Ways to break a file.
const BREAKS: &[(&str, &[u8])] = &[
    ("YAML that does not parse", b"---\ntitle: [\n---\nText.\n"),
    ("front matter that never ends", b"---\ntitle: Text\n\nText.\n"),
    ("bytes that are no UTF-8", b"---\ntitle: Text\n---\nTe\xff\xfext.\n"),
    ("nothing in it", b""),
];

fn names(found: &diglot::diagnostic::Diagnostic, path: &SourcePath) -> bool {
    let further = found.further.iter().map(|(place, _)| place);
    found.primary.iter().chain(further).any(|place| place.path == *path)
        || found.message.contains(path.as_str())
}

/// Each gloss, with the page of its original alone, where there is one.
fn glosses(built: &Built) -> Vec<(SourcePath, String)> {
    let db = &built.db;
    let mut glosses = Vec::new();
    for (path, output) in &render::outputs(db).by_path {
        let Output::Work(key, View::Single(language)) = output else { continue };
        let sides = works(db).works.get(key).filter(|sides| sides.original == *language);
        let Some(sides) = sides.filter(|_| built.outputs.contains_key(path.as_str())) else { continue };
        for gloss in sides.glosses() {
            // A work that says `original:` in its gloss is turned round without it.
            if *language == config(db).config.original {
                let file = sides.file(gloss).expect("a gloss has a file");
                glosses.push((file.path(db).clone(), path.as_str().to_owned()));
            }
        }
    }
    glosses
}
