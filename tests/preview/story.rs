//! Short stories of what authors do to a site, drawn at random and the same for the same number.

use std::collections::BTreeSet;
use std::fmt;

use diglot::diagnostic::SourcePath;
use diglot::source::{Folder as _, Memory};

/// How many kinds of edits there are.
pub(crate) const KINDS: usize = 14;

/// The site that all stories begin with: small, and with layouts of few words, so that thousands can be
/// told. They print all that a page is given that changes with other pages.
pub(crate) fn beginning() -> Memory {
    let mut site = Memory::default();
    for (path, text) in SITE {
        site.write(path, *text);
    }
    for name in ["work", "entry", "section", "glossary", "home", "stub", "alias", "404"] {
        site.write(&format!("layouts/{name}.html"), LAYOUT);
    }
    for name in ["top", "foot"] {
        site.write(&format!("layouts/{name}.html"), "{{ page.language.tag }}");
    }
    site
}

const LAYOUT: &str = "{{ page.titles }} {{ page.canonical }} {{ page.nav }} {{ page.breadcrumb }} {{ page.views }}
{% if work is defined %}{{ work }}{% endif %}{% if entry is defined %}{{ entry }}{% endif %}{% if list is defined %}{{ list }}{% endif %}
{% if glossary is defined %}{{ glossary }}{% endif %}{% if home is defined %}{{ home }}{% endif %}{{ t(key=\"next\", language=page.language.tag) }}
";

const SITE: &[(&str, &str)] = &[
    (
        "site.yaml",
        "title: {de: Reisen, en: Travels}\nbase_url: https://example.org/\nlanguages: {original: de, glosses: [en]}\n",
    ),
    ("content/index.de.md", "---\ntitle: Reisen\n---\nWillkommen.\n"),
    (
        "content/reisen/hafen.de.md",
        "---\ntitle: Hafen\ndate: 2026-01-01\ntags: [see]\n---\nDer Hafen. Ein Steiger steht dort.\n\n## Kai {#kai}\n\nSiehe [oben](bergwerk.de.md#unten) und [[steiger]].\n",
    ),
    (
        "content/reisen/hafen.en.md",
        "---\ntitle: Harbour\n---\nThe harbour. A foreman stands there.\n\n## Quay {#kai}\n\nSee [above](bergwerk.en.md#unten) and [[steiger]].\n",
    ),
    (
        "content/reisen/bergwerk.de.md",
        "---\ntitle: Bergwerk\n---\nDie Steiger kamen.\n\n## Unten\n\nDunkel war es.\n",
    ),
    (
        "content/reisen/bergwerk.en.md",
        "---\ntitle: Mine\n---\nThe foremen came.\n\n## Below {#unten}\n\nIt was dark.\n",
    ),
    ("content/glossary/steiger.de.md", "---\nterm: Steiger\nshort: Er leitet.\n---\nEin Steiger leitet.\n"),
    (
        "content/glossary/steiger.en.md",
        "---\nterm: Foreman\nforms: [foremen]\nshort: He leads.\n---\nA foreman leads.\n",
    ),
    ("static/bilder/bruecke.svg", "<svg/>"),
    ("assets/style.css", "body { margin: 0 }"),
    ("assets/diglot.js", "1"),
];

/// Some edits, one after the other.
pub(crate) struct Story {
    pub(crate) edits: Vec<Edit>,
    /// Whether somebody looks at all pages after each edit, or at the end only.
    pub(crate) shows_between: bool,
}

/// An edit: what kind, and draws that say where and how.
#[derive(Clone, Copy)]
pub(crate) struct Edit {
    kind: usize,
    place: usize,
    how: usize,
}

/// Numbers that look drawn (splitmix64), the same on every machine.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }
}

impl Story {
    pub(crate) fn number(number: u64) -> Self {
        let mut draw = Draw(number);
        let edits = (0..1 + draw.below(5))
            .map(|_| Edit { kind: draw.below(KINDS), place: draw.below(1_000), how: draw.below(1_000) })
            .collect();
        Self { edits, shows_between: draw.below(2) == 0 }
    }
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.kind(), self.place, self.how)
    }
}

impl Edit {
    pub(crate) fn kind(&self) -> &'static str {
        [
            "a changed body",
            "a body said anew",
            "a new text",
            "a new gloss",
            "a deleted text",
            "a renamed text",
            "a moved folder",
            "broken front matter",
            "front matter without keys",
            "a changed title or term",
            "a changed policy or form",
            "a layout",
            "the configuration",
            "a picture, an asset or a string",
        ][self.kind]
    }

    /// Does it; returns the places that a watch would name.
    pub(crate) fn happen(&self, site: &mut Memory) -> BTreeSet<SourcePath> {
        let texts: Vec<String> = site
            .list("content")
            .files
            .iter()
            .map(|path| path.as_str().to_owned())
            .filter(|path| path.ends_with(".md"))
            .collect();
        let Some(text) = texts.get(self.place % texts.len().max(1)) else { return BTreeSet::new() };
        match self.kind {
            0 => self
                .change(site, text, |text, how| format!("{text}\nEin Satz {how} mehr, mit einem Steiger.\n")),
            1 => self.change(site, text, |text, how| {
                let front = text.rfind("\n---\n").map_or("", |end| &text[..end + 5]);
                format!("{front}\n## Neu {how}\n\nDer Steiger kam. [[steiger]] ging.\n\n- eins\n- zwei\n")
            }),
            2 => write(
                site,
                &format!("content/reisen/neu-{}.de.md", self.how % 3),
                &format!(
                    "---\ntitle: Neu {}\ntags: [neu]\n---\nSiehe [Hafen](hafen.de.md). Ein Steiger.\n",
                    self.how
                ),
            ),
            3 => write(
                site,
                &text.replace(".de.md", ".en.md"),
                &format!(
                    "---\ntitle: Gloss {}\nterm: Foreman {}\n---\nWords. The foreman.\n",
                    self.how,
                    self.how % 2
                ),
            ),
            4 => {
                site.remove(text);
                touched([text.as_str()])
            }
            5 => self.rename(site, text),
            6 => self.move_folder(site),
            7 => self.change(site, text, |text, _| text.replacen("---\n", "---\ntags: [offen\n", 1)),
            8 => self.change(site, text, |text, _| {
                text.rfind("\n---\n").map_or(text, |end| &text[end + 5..]).to_owned()
            }),
            9 => self.change(site, text, |text, how| {
                let line = |line: &str| match line.split_once(": ") {
                    Some((key @ ("title" | "term"), _)) => format!("{key}: Steg {}\n", how % 4),
                    _ => format!("{line}\n"),
                };
                text.lines().map(line).collect()
            }),
            10 => self.change(site, text, |text, how| {
                let line = [
                    "link: all",
                    "link: never",
                    "also: [Hafen]",
                    "slug: anderswo",
                    "date: 2026-01-02",
                    "draft: true",
                ][how % 6];
                text.replacen("---\n", &format!("---\n{line}\n"), 1)
            }),
            11 => {
                let name =
                    ["layouts/work.html", "layouts/section.html", "layouts/entry.html"][self.place % 3];
                match self.how % 3 {
                    0 => write(site, name, "{{ page.address }} {{ page.language.tag }}"),
                    1 => write(site, name, "{% if %}"),
                    _ => {
                        site.remove(name);
                        touched([name])
                    }
                }
            }
            12 => self.change(site, "site.yaml", |text, how| match how % 5 {
                0 => text.replace("https://example.org/", "https://example.org/unter/"),
                1 => text.replace("title:", "titel:"),
                2 => format!("{text}nav: [reisen]\n"),
                3 => text.replace("glosses: [en]", "glosses: [en, fr]"),
                _ => text.replace("/unter/", "/"),
            }),
            _ => match self.how % 4 {
                0 => write(site, "static/neu.txt", &self.place.to_string()),
                1 => write(site, "assets/style.css", &format!("body {{ margin: {}px }}\n", self.place)),
                2 => write(site, "layouts/strings/de.yaml", &format!("next: Weiter {}\n", self.place)),
                _ => {
                    site.remove("static/bilder/bruecke.svg");
                    touched(["static/bilder/bruecke.svg"])
                }
            },
        }
    }

    fn change(
        &self,
        site: &mut Memory,
        path: &str,
        edit: impl Fn(&str, usize) -> String,
    ) -> BTreeSet<SourcePath> {
        let Ok(bytes) = site.read(&SourcePath::new(path)) else { return BTreeSet::new() };
        let text = String::from_utf8(bytes).expect("UTF-8");
        write(site, path, &edit(&text, self.how))
    }

    fn rename(&self, site: &mut Memory, old: &str) -> BTreeSet<SourcePath> {
        let (folder, name) = old.rsplit_once('/').expect("it stands below content/");
        let new = match self.how % 3 {
            0 => format!("content/{name}"),
            1 => format!("{folder}/x-{name}"),
            _ => old.replace(".de.md", ".en.md"),
        };
        let bytes = site.read(&SourcePath::new(old)).expect("it was listed");
        site.remove(old).write(&new, bytes);
        touched([old, &new])
    }

    fn move_folder(&self, site: &mut Memory) -> BTreeSet<SourcePath> {
        let (old, new) = match self.how % 3 {
            0 => ("content/reisen", "content/fahrten"),
            1 => ("content/fahrten", "content/reisen"),
            _ => ("content/glossary", "content/_fort"),
        };
        for path in site.list(old).files {
            let bytes = site.read(&path).expect("it was listed");
            let moved = path.as_str().replacen(old, new, 1);
            site.remove(path.as_str()).write(&moved, bytes);
        }
        touched([old, new])
    }
}

fn write(site: &mut Memory, path: &str, text: &str) -> BTreeSet<SourcePath> {
    site.write(path, text);
    touched([path])
}

fn touched<'a>(paths: impl IntoIterator<Item = &'a str>) -> BTreeSet<SourcePath> {
    paths.into_iter().map(SourcePath::new).collect()
}
