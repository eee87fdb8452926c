//! What a text's page offers those who want to do something about it: change its source, say what is wrong, begin its gloss.
//! All of it leads to the repository that site.yaml names.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::db::{Db, File};
use crate::parallel::Bead;
use crate::site::{Language, Sides, config, language_of};
use crate::text::{BlockKind, text};

/// What stays as it is in a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'+');
/// What stays as it is in a query.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b':').remove(b'.').remove(b'-').remove(b'_');

/// Words that are read in a minute, and letters where words are not told apart by blanks.
const WORDS_A_MINUTE: usize = 220;
const LETTERS_A_MINUTE: usize = 500;

/// The page of the repository on which a file can be changed; none without a repository.
pub(super) fn edit(db: &dyn Db, file: File) -> Option<String> {
    let repository = config(db).config.repository.as_ref()?;
    let (url, branch) = (&repository.url, utf8_percent_encode(&repository.branch, PATH));
    let path = repository.path_of(file.path(db).as_str());
    let path = utf8_percent_encode(&path, PATH);
    Some(match Forge::of(url) {
        Forge::GitHub => format!("{url}/edit/{branch}/{path}"),
        Forge::GitLab => format!("{url}/-/edit/{branch}/{path}"),
        Forge::Forgejo => format!("{url}/_edit/{branch}/{path}"),
    })
}

/// The page on which something can be said of what stands at `address`, with the title and the address filled in.
pub(super) fn report(db: &dyn Db, title: &str, address: &str) -> Option<String> {
    let url = &config(db).config.repository.as_ref()?.url;
    let [title, body] = [title, address].map(|words| utf8_percent_encode(words, QUERY));
    Some(match Forge::of(url) {
        Forge::GitHub | Forge::Forgejo => format!("{url}/issues/new?title={title}&body={body}"),
        Forge::GitLab => format!("{url}/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}"),
    })
}

/// The page on which a gloss can be begun: a new file beside the original, named as that is.
pub(super) fn translate(db: &dyn Db, sides: &Sides, language: Language) -> Option<String> {
    let repository = config(db).config.repository.as_ref()?;
    let path = sides.file(sides.original)?.path(db).as_str();
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let name = name.strip_suffix(".md").unwrap_or(name);
    let stem = name.strip_suffix(&format!(".{}", sides.original)).unwrap_or(name);
    // A text in a folder of its language has its glosses in another.
    let folder = folder.replacen(&format!("content/{}/", sides.original), &format!("content/{language}/"), 1);
    let name = if folder.starts_with(&format!("content/{language}/")) {
        format!("{stem}.md")
    } else {
        format!("{stem}.{language}.md")
    };
    let (url, branch) = (&repository.url, utf8_percent_encode(&repository.branch, PATH));
    let folder = repository.path_of(&folder);
    let (folder, name) = (utf8_percent_encode(&folder, PATH), utf8_percent_encode(&name, QUERY));
    Some(match Forge::of(url) {
        Forge::GitHub => format!("{url}/new/{branch}/{folder}?filename={name}"),
        Forge::GitLab => format!("{url}/-/new/{branch}/{folder}?file_name={name}"),
        Forge::Forgejo => format!("{url}/_new/{branch}/{folder}"),
    })
}

/// How a repository's pages are addressed, told by its host; unknown ones are taken for GitHub's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forge {
    GitHub,
    GitLab,
    Forgejo,
}

impl Forge {
    fn of(url: &str) -> Self {
        let host = url.trim_start_matches("https://").split('/').next().unwrap_or_default();
        match host {
            host if host.contains("gitlab") => Self::GitLab,
            "codeberg.org" => Self::Forgejo,
            _ => Self::GitHub,
        }
    }
}

/// The line of the file, from 1, at which each of the beads begins on the side that `run` takes; 0 where it has none.
/// With blanks between.
pub(super) fn lines<'b>(
    db: &dyn Db,
    file: File,
    beads: impl Iterator<Item = &'b Bead>,
    run: impl Fn(&Bead) -> Option<crate::parallel::Run>,
) -> String {
    let (text, body) = (text(db, file), file.body(db).as_bytes());
    let newlines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let (mut at, mut line) = (0, 1 + newlines(file.front(db).as_bytes()));
    let mut said = String::new();
    for bead in beads {
        if !said.is_empty() {
            said.push(' ');
        }
        let Some(run) = run(bead) else {
            said.push('0');
            continue;
        };
        let start = text.block(run.first).span.range().start;
        // Footnotes may stand before what calls them.
        if start < at {
            (at, line) = (0, 1 + newlines(file.front(db).as_bytes()));
        }
        line += newlines(&body[at..start]);
        at = start;
        said.push_str(&line.to_string());
    }
    said
}

/// How many words a text has, code apart; letters where words are written together. A query, since each view of the
/// text says it, and the colophon when the text has been let go of.
#[salsa::tracked(returns(copy))]
pub fn words_of(db: &dyn Db, file: File) -> usize {
    let language = language_of(db, file);
    let (text, body) = (text(db, file), &**file.body(db));
    let read = text.blocks.iter().filter(|block| {
        !matches!(block.kind, BlockKind::Code { .. } | BlockKind::Html | BlockKind::Directive)
    });
    let together = are_letters(language);
    let count = |words: &str| {
        if together {
            words.chars().filter(|letter| letter.is_alphanumeric()).count()
        } else {
            count_words(words)
        }
    };
    read.map(|block| count(block.span.of(body))).sum()
}

/// Whether a language's texts are counted in letters.
pub(super) fn are_letters(language: Language) -> bool {
    matches!(language.primary(), "ja" | "zh" | "th")
}

/// How many minutes so many words or letters take, at least one.
pub(super) fn minutes(words: usize, language: Language) -> usize {
    words.div_ceil(if are_letters(language) { LETTERS_A_MINUTE } else { WORDS_A_MINUTE }).max(1)
}

/// Stretches between blanks; signs of Markdown that stand alone are none. Byte by byte: every page of a site counts.
fn count_words(text: &str) -> usize {
    let (mut count, mut inside) = (0, false);
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() {
            inside = false;
        } else if !inside && (byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
            inside = true;
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_without_the_signs_around_them() {
        assert_eq!(count_words("- **Größe** zählt,\n  | und | mehr |\n"), 4);
        assert_eq!(count_words("über 200 000 „Karten“ – nichts"), 6);
        assert_eq!(count_words(" - \n"), 0);
    }

    #[test]
    fn forges_are_told_by_their_hosts() {
        let urls =
            ["https://github.com/a/gitlab", "https://gitlab.example.org/a/b", "https://codeberg.org/a/b"];
        assert!(urls.map(Forge::of) == [Forge::GitHub, Forge::GitLab, Forge::Forgejo]);
    }
}
