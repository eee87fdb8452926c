//! What authors do to a site, one edit after the other.

use diglot::diagnostic::SourcePath;
use diglot::source::{Folder, Memory};

/// An edit, and what it is called.
type Edit = (&'static str, fn(&mut Memory));

/// One after the other on one site, each on what the ones before have left. An edit that finds
/// nothing to change in a site leaves it as it is.
pub(crate) const EDITS: &[Edit] = &[
    ("nothing", |_| {}),
    ("an edited body", |site| {
        change(site, is_text, |text| Some(format!("{text}\nHier steht ein Satz mehr.\n")))
    }),
    ("an edited body in the last file", |site| {
        let last = texts(site).pop().expect("a site has texts");
        change(site, |path| path == last, |text| Some(format!("{text}\n## One more heading\n\nWords.\n")));
    }),
    ("a body cut in two", |site| {
        change(site, is_text, |text| text.contains(". ").then(|| text.replacen(". ", ".\n\n", 1)));
    }),
    ("another title", |site| change(site, is_text, |text| with_value(text, "title", "Ein neuer Titel"))),
    ("another title of a gloss", |site| {
        change(site, is_gloss, |text| with_value(text, "title", "Another title"))
    }),
    ("a slug", |site| change(site, is_inner, |text| with_line(text, "slug: anderswo"))),
    ("another date", |site| change(site, is_inner, |text| with_line(text, "updated: 2026-02-03"))),
    ("another term", |site| change(site, is_text, |text| with_value(text, "term", "Satz"))),
    ("a further form", |site| {
        change(site, is_text, |text| text.contains("\nterm:").then(|| with_line(text, "avoid: [Nichts]"))?);
        change(site, is_text, |text| text.contains("\nterm:").then(|| with_line(text, "also: [Hier]"))?);
    }),
    ("a link policy", |site| {
        change(site, is_text, |text| text.contains("\nterm:").then(|| with_line(text, "link: all"))?);
    }),
    ("a layout", |site| {
        site.write(
            "layouts/work.html",
            "{{ page.address }} {% for bead in work.beads %}{{ bead.id }} {% endfor %}",
        );
    }),
    ("a broken layout", |site| {
        site.write("layouts/section.html", "{% if %}");
    }),
    ("that layout taken away", |site| {
        site.remove("layouts/section.html");
    }),
    ("a string", |site| {
        site.write("layouts/strings/de.yaml", "next: Weiter geht es hier\n");
        site.write("layouts/strings/en.yaml", "next: This way on\n");
    }),
    ("a style", |site| {
        site.write("assets/style.css", "body { color: black }\n");
    }),
    ("the site's title", |site| {
        change(
            site,
            |path| path == "site.yaml",
            |text| {
                let start = text.find("title:")?;
                let end = start + text[start..].find('\n')?;
                Some(format!("{}title: Anders{}", &text[..start], &text[end..]))
            },
        )
    }),
    ("another base", |site| replace(site, "site.yaml", "https://example.org/", "https://example.org/unter/")),
    ("a file more", |site| {
        site.write("content/neu.md", "---\ntitle: Neu\ntags: [neu]\n---\nEin neuer Text mit einem Satz.\n");
    }),
    ("a file more in a section", |site| {
        site.write("content/ganz/neu.md", "---\ntitle: Auch neu\n---\nSiehe [neu](/neu) und [[neu]].\n");
    }),
    ("a static file", |site| {
        site.write("static/neu.txt", "neu\n");
    }),
    ("a file fewer", |site| {
        let last = texts(site).pop().expect("a site has texts");
        site.remove(&last);
    }),
    ("a gloss fewer", |site| {
        if let Some(gloss) = texts(site).into_iter().find(|path| is_gloss(path)) {
            site.remove(&gloss);
        }
    }),
    ("a renamed file", |site| {
        let Some(old) = texts(site).into_iter().find(|path| is_inner(path)) else { return };
        let (folder, name) = old.rsplit_once('/').expect("it stands below content/");
        let new = format!("{folder}/umbenannt-{name}");
        let bytes = site.read(&SourcePath::new(&old)).expect("it was listed");
        site.remove(&old).write(&new, bytes);
    }),
    ("a line less in a lock file", |site| {
        change(site, is_lock, |text| {
            let line = text.lines().filter(|line| line.contains("{id: ")).nth(1)?;
            Some(text.replace(&format!("{line}\n"), ""))
        });
    }),
    ("a lock file that git could not join", |site| {
        change(site, is_lock, |text| {
            Some(text.replacen("beads:\n", "beads:\n<<<<<<< a\n=======\n>>>>>>> b\n", 1))
        });
    }),
    ("a lock file fewer", |site| {
        let files = site.list("content").files;
        if let Some(lock) = files.iter().find(|path| is_lock(path.as_str())) {
            site.remove(lock.as_str());
        }
    }),
    ("broken front matter", |site| change(site, is_inner, |text| with_line(text, "tags: [offen"))),
    ("an edited body below it", |site| {
        change(site, is_inner, |text| Some(format!("{text}\nNoch ein Satz.\n")))
    }),
    ("mended front matter", |site| change(site, is_inner, |text| Some(text.replace("tags: [offen\n", "")))),
    ("a file that is no UTF-8", |site| {
        let first = texts(site).into_iter().next().expect("a site has texts");
        site.write(&first, b"\xff\xfe".as_slice());
    }),
    ("a site without configuration", |site| {
        site.remove("site.yaml");
    }),
];

/// All files of a site.
pub(crate) fn paths(site: &Memory) -> Vec<SourcePath> {
    let below = ["content", "static", "layouts", "assets"].map(|folder| site.list(folder).files);
    let mut paths = below.concat();
    paths.push(SourcePath::new("site.yaml"));
    paths
}

fn texts(site: &Memory) -> Vec<String> {
    let files = site.list("content").files.into_iter().map(|path| path.as_str().to_owned());
    files.filter(|path| is_text(path)).collect()
}

fn is_lock(path: &str) -> bool {
    path.ends_with(".lock.yaml")
}

fn is_text(path: &str) -> bool {
    path.ends_with(".md")
}

/// A text that is neither the home page nor a section's.
fn is_inner(path: &str) -> bool {
    is_text(path)
        && !path.rsplit('/').next().is_some_and(|name| name.starts_with("index") || name.starts_with('_'))
}

fn is_gloss(path: &str) -> bool {
    let tags = ["en", "de", "ar", "ja"];
    let glossed =
        tags.iter().any(|tag| path.ends_with(&format!(".{tag}.md")) || path.contains(&format!("/{tag}/")));
    is_inner(path) && glossed && !path.ends_with(".de.md")
}

/// Changes the first file that `wanted` names and `edit` has something to do with.
fn change(site: &mut Memory, wanted: impl Fn(&str) -> bool, edit: impl Fn(&str) -> Option<String>) {
    for path in paths(site).into_iter().filter(|path| wanted(path.as_str())) {
        let Ok(bytes) = site.read(&path) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if let Some(edited) = edit(&text) {
            site.write(path.as_str(), edited);
            return;
        }
    }
}

/// Replaces words of a file.
pub(crate) fn replace(site: &mut Memory, path: &str, old: &str, new: &str) {
    change(site, |other| other == path, |text| text.contains(old).then(|| text.replace(old, new)));
}

/// Front matter with another value for a key that it has.
fn with_value(text: &str, key: &str, value: &str) -> Option<String> {
    let start = text.find(&format!("\n{key}:"))? + 1;
    let end = start + text[start..].find('\n')?;
    Some(format!("{}{key}: {value}{}", &text[..start], &text[end..]))
}

/// Front matter with one line more.
fn with_line(text: &str, line: &str) -> Option<String> {
    let rest = text.strip_prefix("---\n")?;
    Some(format!("---\n{line}\n{rest}"))
}
