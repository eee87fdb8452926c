//! docs/diagnostics.md against the catalogue of rules.

#![expect(clippy::disallowed_methods, reason = "the test reads a page of the documentation")]

use diglot::diagnostic::Id;

/// Each `## heading` with what stands below it.
fn sections(page: &str) -> Vec<(&str, &str)> {
    let parts = page.split("\n## ").skip(1);
    parts.map(|part| part.split_once('\n').expect("below a heading stands something")).collect()
}

#[test]
fn each_rule_has_its_paragraph_in_the_catalogues_order() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md");
    let page = std::fs::read_to_string(path).expect("the page is there");
    let sections = sections(&page);
    let headings: Vec<&str> = sections.iter().map(|(heading, _)| *heading).collect();
    let rules: Vec<&str> = Id::ALL.iter().map(|id| id.name()).collect();
    assert_eq!(headings, rules);
    for (id, (_, text)) in Id::ALL.iter().zip(sections) {
        let severity = format!("**{}** — ", id.severity().word());
        assert!(text.trim_start().starts_with(&severity), "{id}: it is {}", id.severity().word());
        for part in ["\n*Example:* ", "\n*What to do:* "] {
            assert!(text.contains(part), "{id}: no {}", part.trim());
        }
    }
}
