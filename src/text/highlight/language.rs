use std::sync::LazyLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

/// Every syntax there is; read when the first code block is.
pub(super) static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let of = |syntax: &'static SyntaxReference| {
        syntax.file_extensions.iter().map(String::as_str).chain([syntax.name.as_str()])
    };
    let mut names: Vec<&str> =
        SYNTAXES.syntaxes().iter().flat_map(of).chain(ALIASES.iter().map(|alias| alias.0)).collect();
    names.extend(PLAIN.iter().filter(|name| !name.is_empty()));
    names.extend(["rust", "python"]);
    names.sort_unstable();
    names.dedup();
    names
});

/// What authors write where no syntax is meant, and languages whose syntax the set lacks although
/// nobody has mistyped anything.
const PLAIN: &[&str] =
    &["", "text", "txt", "plain", "plaintext", "none", "output", "powershell", "ps1", "pwsh", "mermaid"];

/// Names that other tools know, and the syntax's own.
const ALIASES: &[(&str, &str)] = &[
    ("shell", "bash"),
    ("console", "bash"),
    ("shellsession", "bash"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("golang", "go"),
    ("csharp", "cs"),
    ("c++", "cpp"),
    ("objective-c", "m"),
    ("docker", "dockerfile"),
    ("proto", "protobuf"),
    ("mdx", "md"),
    ("jinja", "html"),
];

/// The syntax of a language, by its name or a file extension.
pub(super) fn find(language: &str) -> Option<&'static SyntaxReference> {
    let lower = language.to_lowercase();
    let alias = ALIASES.iter().find(|(name, _)| *name == lower).map_or(lower.as_str(), |(_, own)| own);
    SYNTAXES.find_syntax_by_token(alias)
}

/// Whether a language needs no syntax: `text`, `plain`, nothing.
#[must_use]
pub fn is_plain(language: &str) -> bool {
    PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(language))
}

/// Whether code in this language can be shown as its author means it.
#[must_use]
pub fn is_known(language: &str) -> bool {
    is_plain(language) || find(language).is_some()
}

/// Every name that a code block may bear, for those who mistyped one.
#[must_use]
pub fn known_languages() -> &'static [&'static str] {
    &NAMES
}
