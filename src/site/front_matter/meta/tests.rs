//! One test for each row of the table of keys: who inherits what.

use super::super::written;
use super::*;
use crate::diagnostic::{Id, SourcePath};

fn front(keys: &str) -> WrittenFront {
    written(&format!("---\n{keys}\n---\n"), &SourcePath::new("a.md")).0
}

fn gloss(original: &str, gloss: &str) -> Meta {
    resolve(&front(original), Some(&front(gloss)), &Defaults::default())
}

fn original(keys: &str) -> Meta {
    resolve(&front(keys), None, &Defaults::default())
}

fn entry(meta: Meta) -> Entry {
    *meta.entry.expect("an entry")
}

#[test]
fn title_summary_and_slug_are_not_inherited() {
    let meta = gloss("title: A\nsummary: B\nslug: c", "title: D");
    assert_eq!((&*meta.title, meta.summary, meta.slug), ("D", None, None));
    let meta = original("title: A\nsummary: B\nslug: c");
    assert_eq!((&*meta.title, meta.summary.as_deref(), meta.slug.as_deref()), ("A", Some("B"), Some("c")));
    assert_eq!(
        &*gloss("title: A", "summary: B").title,
        "A",
        "a title there must be, and its lack is reported"
    );
}

#[test]
fn date_is_inherited_and_updated_is_not() {
    let meta = gloss("date: 2025-07-10\nupdated: 2025-07-11", "title: A");
    assert_eq!((meta.date, meta.updated), (Date::parse("2025-07-10"), None));
    let meta = gloss("date: 2025-07-10", "date: 2025-08-01\nupdated: 2025-08-02");
    assert_eq!((meta.date, meta.updated), (Date::parse("2025-08-01"), Date::parse("2025-08-02")));
}

#[test]
fn tags_are_inherited_unless_given() {
    assert_eq!(*gloss("tags: [a, b]", "title: A").tags, ["a", "b"]);
    assert_eq!(*gloss("tags: [a, b]", "tags: [c]").tags, ["c"]);
    assert!(gloss("tags: [a, b]", "tags: []").tags.is_empty());
}

#[test]
fn order_is_inherited() {
    assert_eq!(gloss("order: 2", "title: A").order, Some(2));
    assert_eq!(gloss("order: 2", "order: 3").order, Some(3));
}

#[test]
fn draft_is_inherited_and_hides_one_side_alone_in_a_gloss() {
    assert!(gloss("draft: true", "title: A").draft);
    assert!(gloss("draft: true", "draft: false").draft, "a gloss cannot show what its original hides");
    assert!(gloss("title: A", "draft: true").draft);
    assert!(!original("title: A").draft);
}

#[test]
fn layout_image_and_audio_are_inherited_but_not_the_alt_text() {
    let above = "layout: wide\naudio: a.mp3\nimage: {src: a.png, alt: Ein Bild}";
    let meta = gloss(above, "title: A");
    assert_eq!((meta.layout.as_deref(), meta.audio.as_deref()), (Some("wide"), Some("a.mp3")));
    assert_eq!(meta.image, Some(Image { src: "a.png".into(), alt: None }));
    let meta = gloss(above, "image: {alt: A picture}");
    assert_eq!(meta.image, Some(Image { src: "a.png".into(), alt: Some("A picture".into()) }));
    let meta = gloss(above, "image: {src: b.png}\nlayout: narrow");
    assert_eq!(meta.image, Some(Image { src: "b.png".into(), alt: None }));
    assert_eq!(meta.layout.as_deref(), Some("narrow"));
    assert_eq!(gloss("title: A", "image: {alt: A}").image, None);
}

#[test]
fn sources_are_inherited() {
    assert_eq!(gloss("sources: [{name: W}]", "title: A").sources[0].name.as_deref(), Some("W"));
    assert_eq!(gloss("sources: [{name: W}]", "sources: [{name: V}]").sources[0].name.as_deref(), Some("V"));
}

#[test]
fn authors_are_inherited_and_translators_are_not() {
    let meta = gloss("authors: [A]\ntranslators: [B]", "title: A");
    assert_eq!((meta.authors, meta.translators), (vec!["A".into()], Vec::<String>::new()));
    let meta = gloss("authors: [A]", "authors: [C]\ntranslators: [D]");
    assert_eq!((meta.authors, meta.translators), (vec!["C".into()], vec!["D".into()]));
}

#[test]
fn aliases_are_not_inherited() {
    assert!(gloss("aliases: [/old/]", "title: A").aliases.is_empty());
    assert_eq!(original("aliases: [/old/]").aliases, ["/old/"]);
}

#[test]
fn terms_are_inherited() {
    let never = vec![("meta".into(), LinkPolicy::Never)];
    assert_eq!(gloss("terms: {meta: off}", "title: A").terms, never);
    assert_eq!(gloss("terms: {agi: all}", "terms: {meta: off}").terms, never);
}

#[test]
fn checks_are_not_inherited() {
    assert!(gloss("check: {directive: because}", "title: A").check.is_empty());
    assert_eq!(original("check: {directive: because}").check[0].rule, Id::Directive);
}

#[test]
fn extra_is_inherited_and_merged() {
    let meta = gloss("extra: {a: 1, b: {x: 1, y: [2]}, c: 3}", "extra: {d: 4, b: {y: 5}, a: ~}");
    let json = serde_json::Value::Object(meta.extra).to_string();
    assert_eq!(json, r#"{"a":null,"b":{"x":1,"y":5},"c":3,"d":4}"#);
}

#[test]
fn a_term_makes_an_entry_and_serves_as_title() {
    assert_eq!(original("title: A").entry, None);
    let meta = original("term: A");
    assert_eq!((&*meta.title, entry(meta.clone()).term.as_str()), ("A", "A"));
    assert_eq!(&*gloss("term: A\ntitle: Zu A", "term: B").title, "B");
    assert_eq!(entry(gloss("term: A", "term: B")).term, "B");
    assert_eq!(
        entry(gloss("term: A", "title: B")).term,
        "B",
        "a gloss that says no term is called by its title"
    );
    assert_eq!(&*gloss("term: A", "summary: B").title, "A");
}

#[test]
fn also_forms_avoid_and_short_are_not_inherited() {
    let above = "term: A\nalso: [b]\nforms: [c]\navoid: [d]\nshort: E.";
    let Entry { also, forms, avoid, short, .. } = entry(gloss(above, "term: B"));
    assert_eq!((also.len(), forms.len(), avoid.len(), short), (0, 0, 0, None));
    let Entry { also, forms, avoid, short, .. } = entry(original(above));
    assert_eq!((also, forms, avoid), (vec!["b".into()], vec!["c".into()], vec!["d".into()]));
    assert_eq!(short.as_deref(), Some("E."));
}

#[test]
fn kind_is_inherited() {
    assert_eq!(entry(original("term: A")).kind, Kind::Concept);
    assert_eq!(entry(gloss("term: A\nkind: team", "term: B")).kind, Kind::Team);
    assert_eq!(entry(gloss("term: A\nkind: team", "term: B\nkind: person")).kind, Kind::Person);
}

#[test]
fn related_is_inherited() {
    assert_eq!(entry(gloss("term: A\nrelated: [x]", "term: B")).related, ["x"]);
    assert_eq!(entry(gloss("term: A\nrelated: [x]", "term: B\nrelated: [y]")).related, ["y"]);
}

#[test]
fn link_is_inherited() {
    assert_eq!(entry(original("term: A")).link, LinkPolicy::First);
    assert_eq!(entry(gloss("term: A\nlink: all", "term: B")).link, LinkPolicy::All);
    assert_eq!(entry(gloss("term: A\nlink: all", "term: B\nlink: never")).link, LinkPolicy::Never);
}

#[test]
fn case_is_not_inherited() {
    assert_eq!(entry(gloss("term: A\ncase: sensitive", "term: B")).case, None);
    assert_eq!(entry(original("term: A\ncase: sensitive")).case, Some(Case::Sensitive));
}

#[test]
fn what_nobody_says_comes_from_the_folders_and_the_site() {
    let site = Defaults { authors: vec!["S".into()], link: LinkPolicy::All, ..Defaults::default() };
    let outer = front(
        "title: O\nterms: {a: off, b: all}\nkind: person\ncheck: {directive: because}\ntranslators: [T]",
    );
    let inner = front("title: I\nterms: {b: explicit, c: first}\nauthors: [I]\nextra: {x: 1}");
    let defaults = site.within(&outer).within(&inner);
    let meta = resolve(&front("term: A\nterms: {c: never}"), None, &defaults);
    assert_eq!(meta.authors, ["I"]);
    assert!(meta.translators.is_empty(), "an original has no translators");
    assert!(meta.extra.is_empty());
    assert_eq!(meta.check[0].rule, Id::Directive);
    let terms = [("a", LinkPolicy::Never), ("b", LinkPolicy::Explicit), ("c", LinkPolicy::Never)];
    assert_eq!(meta.terms, terms.map(|(entry, policy)| (String::from(entry), policy)));
    let Entry { kind, link, .. } = entry(meta);
    assert_eq!((kind, link), (Kind::Person, LinkPolicy::All));
    let meta = resolve(&front("term: A"), Some(&front("term: B")), &defaults);
    assert_eq!(meta.translators, ["T"]);
}

#[test]
fn a_hidden_folder_hides_what_is_below_it() {
    let defaults =
        Defaults::default().within(&front("title: S\ndraft: true")).within(&front("title: T\ndraft: false"));
    assert!(resolve(&front("title: A\ndraft: false"), None, &defaults).draft);
}
