use crate::site::Language;

/// A language's quotation marks, after CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotes {
    /// Around what is said.
    pub(super) outer: [&'static str; 2],
    /// Around what is said within.
    pub(super) inner: [&'static str; 2],
    /// Written without blanks between words, so that a quote may open right behind a letter.
    pub(super) dense: bool,
}

impl Quotes {
    /// Those of a language.
    pub(super) fn of(language: Language) -> Self {
        match (language.primary(), language.as_str()) {
            (_, "de-CH" | "de-LI" | "it-CH" | "fr-CH" | "rm") => pair("«»", "‹›"),
            (_, "pt-PT") => pair("«»", "“”"),
            (_, tag) if tag.starts_with("zh-Hant") || matches!(tag, "zh-TW" | "zh-HK" | "zh-MO") => {
                dense("「」", "『』")
            }
            (
                "de" | "cs" | "sk" | "sl" | "hr" | "lt" | "is" | "lb" | "hsb" | "dsb" | "bg" | "mk" | "sq",
                _,
            ) => pair("„“", "‚‘"),
            // CLDR leaves the narrow blank to the typesetter; French printers want it.
            ("fr", _) => Self { outer: ["«\u{202f}", "\u{202f}»"], inner: ["“", "”"], dense: false },
            ("es" | "it" | "ca" | "gl" | "eu" | "el", _) => pair("«»", "“”"),
            ("ru" | "uk" | "be", _) => pair("«»", "„“"),
            ("nb" | "nn" | "no", _) => pair("«»", "‘’"),
            ("fa", _) => pair("«»", "‹›"),
            ("pl" | "ro", _) => pair("„”", "«»"),
            ("hu", _) => pair("„”", "»«"),
            ("sr" | "bs", _) => pair("„”", "‘’"),
            ("et", _) => pair("„“", "«»"),
            ("sv" | "fi", _) => pair("””", "’’"),
            ("he", _) => pair("””", "’’"),
            ("ar" | "ur", _) => pair("”“", "’‘"),
            ("ja", _) => dense("「」", "『』"),
            ("zh", _) => dense("“”", "‘’"),
            _ => pair("“”", "‘’"),
        }
    }
}

fn pair(outer: &'static str, inner: &'static str) -> Quotes {
    Quotes { outer: halves(outer), inner: halves(inner), dense: false }
}

fn dense(outer: &'static str, inner: &'static str) -> Quotes {
    Quotes { dense: true, ..pair(outer, inner) }
}

/// The opening and the closing mark.
fn halves(both: &'static str) -> [&'static str; 2] {
    let first = both.chars().next().map_or(0, char::len_utf8);
    let (open, close) = both.split_at(first);
    [open, close]
}
