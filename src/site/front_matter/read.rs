//! Reading the keys, one by one.

use std::sync::Arc;

use super::foreign;
use super::keys::{Citation, Switch, WrittenFront, WrittenImage};
use crate::diagnostic::{Diagnostic, Id, Severity, nearest};
use crate::site::fields::{Fields, Node, Reader};
use crate::site::yaml::Value;
use crate::site::{LinkPolicy, Word as _};

/// What the front matter says; findings go to the reader.
pub(super) fn front(reader: &Reader<'_>) -> WrittenFront {
    let root = reader.root();
    if *root.value() == Value::Null {
        return WrittenFront::default();
    }
    let Some(mut fields) = root.fields("title: …") else { return WrittenFront::default() };
    let term = fields.get("term").and_then(|node| words(&node));
    if term.is_none() {
        report_entry_keys(&mut fields);
    }
    let front = WrittenFront {
        title: fields.get("title").and_then(|node| words(&node)).map(Arc::from),
        summary: fields.get("summary").and_then(|node| node.text()).map(Arc::from),
        slug: fields.get("slug").and_then(|node| slug(&node)),
        date: fields.get("date").and_then(|node| node.date()),
        updated: fields.get("updated").and_then(|node| node.date()),
        tags: fields.get("tags").and_then(|node| node.texts()).map(Arc::from),
        order: fields.get("order").and_then(|node| node.whole_number()),
        draft: fields.get("draft").and_then(|node| node.yes_no()),
        layout: fields.get("layout").and_then(|node| node.text()),
        image: fields.get("image").and_then(|node| image(&node)),
        audio: fields.get("audio").and_then(|node| node.text()),
        sources: fields.get("sources").and_then(|node| node.list(|item| citation(&item))),
        authors: fields.get("authors").and_then(|node| node.texts()),
        translators: fields.get("translators").and_then(|node| node.texts()),
        aliases: fields.get("aliases").and_then(|node| node.list(|item| root_path(&item))),
        work: fields.get("work").and_then(|node| work_key(&node)),
        original: fields.get("original").and_then(|node| node.language()),
        terms: fields.get("terms").and_then(|node| node.entries(term_policy)),
        check: fields.get("check").and_then(|node| node.entries(switch)),
        extra: fields.get("extra").and_then(|node| extra(&node)),
        term,
        also: fields.get("also").and_then(|node| node.texts()),
        forms: fields.get("forms").and_then(|node| node.texts()),
        avoid: fields.get("avoid").and_then(|node| node.texts()),
        sort: fields.get("sort").and_then(|node| sort(&node)),
        short: fields.get("short").and_then(|node| node.text()),
        kind: fields.get("kind").and_then(|node| node.word()),
        related: fields.get("related").and_then(|node| node.texts()),
        link: fields.get("link").and_then(|node| node.word()),
        case: fields.get("case").and_then(|node| node.word()),
        compounds: fields.get("compounds").and_then(|node| node.yes_no()),
    };
    fields.finish(foreign::KEYS, "keys of your own, for your layouts, stand under `extra`");
    front
}

/// Keys that do nothing in a text that is no entry. `kind` and `link` may stand in a section's
/// `_index`, for the entries below it.
fn report_entry_keys(fields: &mut Fields<'_, '_>) {
    for key in ["also", "forms", "avoid", "sort", "short", "related", "case", "compounds"] {
        let Some(node) = fields.get(key) else { continue };
        let message = format!("`{key}` does nothing here, as there is no `term`");
        node.report_at_key(
            Diagnostic::new(Id::BadValue, message)
                .severity(Severity::Warning)
                .help("add `term: …` if the text explains a term; remove the key if it does not"),
        );
    }
}

/// A text that readers see, and links to the work are made of.
fn words(node: &Node<'_, '_>) -> Option<String> {
    let words = node.text()?;
    if words.trim().is_empty() {
        node.refuse("words", Some("without them, a link to this text would show nothing".to_owned()));
        return None;
    }
    Some(words)
}

/// What an entry is filed under: words that have a first letter.
fn sort(node: &Node<'_, '_>) -> Option<String> {
    let words = node.text()?;
    if words.trim().is_empty() {
        node.refuse("words", Some("without them, an entry is filed under its term".to_owned()));
        return None;
    }
    Some(words)
}

fn slug(node: &Node<'_, '_>) -> Option<String> {
    let slug = node.text()?;
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !"/\\?#%".contains(c);
    if slug.is_empty() || slug.starts_with('.') || !slug.chars().all(fits) {
        node.refuse("one part of an address, without blanks, `/`, `?`, `#` or `%`", suggested_slug(&slug));
        return None;
    }
    Some(slug)
}

fn suggested_slug(written: &str) -> Option<String> {
    let parts = written.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_' && c != '.');
    let says = |part: &&str| part.contains(|c: char| c.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(says).collect();
    let slug = parts.join("-").trim_start_matches(['.', '-']).to_lowercase();
    (!slug.is_empty()).then(|| format!("for example `slug: {slug}`"))
}

fn image(node: &Node<'_, '_>) -> Option<WrittenImage> {
    let mut fields = node.fields("{src: picture.jpg, alt: What it shows}")?;
    let image = WrittenImage {
        src: fields.get("src").and_then(|node| node.text()),
        alt: fields.get("alt").and_then(|node| node.text()),
    };
    fields.finish(&[], "");
    Some(image)
}

fn citation(node: &Node<'_, '_>) -> Option<Citation> {
    let mut fields = node.fields("{name: A magazine, url: https://example.org/, date: 2025-07-10}")?;
    let citation = Citation {
        name: fields.get("name").and_then(|node| node.text()),
        url: fields.get("url").and_then(|node| node.text()),
        date: fields.get("date").and_then(|node| node.date()),
    };
    fields.finish(&[("title", "Diglot calls it `name`"), ("link", "Diglot calls it `url`")], "");
    // A faulty one has been reported as such.
    if !says(node, "name") && !says(node, "url") {
        node.refuse("a `name` or a `url` at least", None);
    }
    (citation.name.is_some() || citation.url.is_some()).then_some(citation)
}

fn says(node: &Node<'_, '_>, key: &str) -> bool {
    matches!(node.value(), Value::Map(entries) if entries.iter().any(|(name, _)| name == key))
}

/// The key of a work: a path below `content/`, of which nothing may lead upwards.
fn work_key(node: &Node<'_, '_>) -> Option<String> {
    let key = node.text()?;
    let unfit = |part: &str| part.is_empty() || part.starts_with('.') || part.contains(char::is_control);
    if key.split('/').any(unfit) || key.contains('\\') {
        let help =
            "write the path of its file below content/, without language and `.md`: `articles/scaling`";
        node.refuse("the key of a work", Some(help.to_owned()));
        return None;
    }
    Some(key)
}

fn root_path(node: &Node<'_, '_>) -> Option<String> {
    let path = node.text()?;
    let climbs = path.split('/').any(|part| matches!(part, "." | ".."));
    if path.starts_with('/') && !path.starts_with("//") && !climbs {
        return Some(path);
    }
    let help = match path.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])) {
        _ if climbs => "write it without `.` and `..`, as in `/old/plan/`".to_owned(),
        Some("/") => "write the path alone, as in `/old/plan/`".to_owned(),
        Some(path) => format!("write `{path}`"),
        None if path.contains("://") => "write the path alone, as in `/old/plan/`".to_owned(),
        None => format!("write `/{}`", path.trim_start_matches('/')),
    };
    node.refuse("a path that begins with `/`, from the site's root and without its base path", Some(help));
    None
}

/// `off` stands for `never`, as in the list of a text's terms it reads better.
fn term_policy(entry: &str, node: Node<'_, '_>) -> Option<(String, LinkPolicy)> {
    let off = match node.value() {
        Value::Bool(on) => !on,
        Value::Text(word) => word == "off",
        _ => false,
    };
    if off {
        return Some((entry.to_owned(), LinkPolicy::Never));
    }
    if let Value::Text(word) = node.value()
        && LinkPolicy::of_word(word).is_none()
    {
        let words = LinkPolicy::ALL.iter().map(|(word, _)| *word);
        let near = nearest(word, words.chain(["off"])).map(|word| format!("did you mean `{word}`?"));
        node.refuse("`off`, `first`, `all`, `explicit` or `never`", near);
        return None;
    }
    Some((entry.to_owned(), node.word()?))
}

fn switch(rule: &str, node: Node<'_, '_>) -> Option<Switch> {
    let Some(rule) = Id::of_name(rule) else {
        let help = match nearest(rule, Id::ALL.iter().map(|id| id.name())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => String::from("docs/diagnostics.md lists all rules"),
        };
        let unknown = Diagnostic::new(Id::UnknownKey, format!("there is no rule `{rule}`"));
        node.report_at_key(unknown.help(help));
        return None;
    };
    let said = node.text()?;
    let on = matches!(said.as_str(), "on" | "true");
    let says = |text: &str| text.contains(char::is_alphabetic) && !matches!(text, "off" | "false");
    let reason = !on && matches!(node.value(), Value::Text(text) if says(text));
    if !on && !reason {
        let bare = Diagnostic::new(Id::BadValue, format!("{} is switched off without a reason", node.name()));
        node.report(
            bare.severity(Severity::Warning)
                .help(format!("give the reason: `{}: \"because …\"`", rule.name())),
        );
    }
    Some(Switch { rule, on, reason: reason.then_some(said) })
}

fn extra(node: &Node<'_, '_>) -> Option<serde_json::Map<String, serde_json::Value>> {
    // The keys are the site's own: nothing is asked for, nothing is unknown.
    node.fields("{colour: red}")?;
    match node.value().to_json() {
        serde_json::Value::Object(map) => Some(map),
        _ => None,
    }
}
