use std::fmt;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, but under `--strict` not.
    Warning,
    /// Worth knowing; never fails.
    Note,
}

impl Severity {
    /// The word that messages begin with.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Declares every rule once: variant, name, usual severity, one line on what it means.
macro_rules! rules {
    ($($(#[doc = $meaning:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// The rule behind a diagnostic. Its name is what authors write in `check:` and
        /// `allow`, and the heading of its paragraph in docs/diagnostics.md.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Id { $($(#[doc = $meaning])+ $variant,)+ }

        impl Id {
            /// Every rule, in the order of this catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name, in kebab case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The rule of this name.
            #[must_use]
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|id| id.name() == name)
            }

            /// The usual severity.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }
    };
}

rules! {
    // Reading files.
    /// A file is not UTF-8.
    InvalidUtf8 = "invalid-utf8", Error;
    /// A file is larger than 16 MB.
    FileTooLarge = "file-too-large", Error;
    /// A file or folder cannot be read.
    Unreadable = "unreadable", Error;
    /// A symbolic link leads back to a folder above it.
    SymlinkLoop = "symlink-loop", Error;
    /// Two paths differ only in case or Unicode normalisation.
    PathClash = "path-clash", Error;
    // site.yaml and front matter.
    /// There is no site.yaml.
    MissingConfig = "missing-config", Error;
    /// YAML that does not parse.
    YamlSyntax = "yaml-syntax", Error;
    /// A value of another type than the key takes.
    YamlType = "yaml-type", Error;
    /// A value of the right type that the key does not take.
    BadValue = "bad-value", Error;
    /// A key that stands twice.
    DuplicateKey = "duplicate-key", Error;
    /// A key that Diglot does not know.
    UnknownKey = "unknown-key", Warning;
    /// A date that is no day of the calendar in the form `YYYY-MM-DD`.
    BadDate = "bad-date", Error;
    /// A language that site.yaml does not list, or no language at all.
    UnknownLanguage = "unknown-language", Error;
    /// site.yaml says no `base_url`.
    MissingBaseUrl = "missing-base-url", Warning;
    /// `nav` in site.yaml names no section and no work.
    UnknownNav = "unknown-nav", Error;
    /// Front matter that begins and never ends.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// A text, or the site, without title.
    MissingTitle = "missing-title", Error;
    /// A tag that site.yaml does not name.
    UnknownTag = "unknown-tag", Note;
    // Works.
    /// Two files for one work and language.
    TwoFiles = "two-files", Error;
    /// Two pages, or a page and a static file, at one address.
    DuplicateAddress = "duplicate-address", Error;
    /// A path that no output can have: too long, or with characters that break it.
    UnusablePath = "unusable-path", Error;
    /// A work that is not there in one of the site's languages.
    MissingGloss = "missing-gloss", Note;
    // Markdown.
    /// A footnote that is used and not defined.
    UndefinedFootnote = "undefined-footnote", Warning;
    /// A `diglot:` comment that is misspelt, applies to nothing, or stands where it cannot work.
    Directive = "directive", Warning;
    /// Another tool's notation, which Diglot does not read.
    ForeignHabit = "foreign-habit", Warning;
    /// An inline gloss that did not parse as a link.
    BrokenGloss = "broken-gloss", Warning;
    /// A code block in a language without a known syntax.
    UnknownCodeLanguage = "unknown-code-language", Warning;
    /// A formula that cannot be set.
    BadFormula = "bad-formula", Warning;
    /// A picture without words for those who do not see it.
    MissingAlt = "missing-alt", Note;
    // Terms and links.
    /// `[[…]]` or `term:` that calls nothing.
    UnknownTerm = "unknown-term", Error;
    /// `[[…]]` or `term:` that calls several.
    AmbiguousTerm = "ambiguous-term", Error;
    /// A form that two entries claim.
    DuplicateForm = "duplicate-form", Error;
    /// A term that is marked in an original and stands unmarked in its gloss.
    UnmarkedTerm = "unmarked-term", Note;
    /// A link to a work, picture or file that is not there.
    BrokenLink = "broken-link", Error;
    /// A link to a place on a page that has no such place.
    BrokenAnchor = "broken-anchor", Error;
    /// Two blocks of a text with one id.
    DuplicateAnchor = "duplicate-anchor", Error;
    // Pairs.
    /// A block that has no partner, and nobody said so.
    Unpaired = "unpaired", Warning;
    /// Two blocks that are paired and may not belong together.
    DoubtfulPair = "doubtful-pair", Note;
    // What is confirmed.
    /// A gloss whose original has changed since a human confirmed it.
    StaleGloss = "stale-gloss", Note;
    /// A lock file with two versions that git could not join.
    LockConflict = "lock-conflict", Warning;
    /// A lock file of a version that Diglot does not know.
    LockVersion = "lock-version", Warning;
    /// A bead that stands twice in a lock file.
    LockTwice = "lock-twice", Warning;
    /// A lock file without a gloss, or a bead in it that neither text knows.
    LockOrphan = "lock-orphan", Warning;
    // The theme.
    /// A layout that does not parse.
    LayoutSyntax = "layout-syntax", Error;
    /// A layout that failed while a page was made.
    LayoutError = "layout-error", Error;
    /// A layout that uses what is not there: a variable, filter, function, component, layout.
    LayoutUnknown = "layout-unknown", Error;
    /// A text asks for a layout that is not there.
    MissingLayout = "missing-layout", Error;
    /// A string of the interface that a language lacks.
    MissingString = "missing-string", Warning;
    /// A style sheet that does not parse.
    CssSyntax = "css-syntax", Warning;
    // What is published.
    /// The outputs take nearly as much room as GitHub Pages has for a site, or more.
    LargeSite = "large-site", Warning;
    // Diglot itself.
    /// Diglot failed at one file; the others are built.
    Internal = "internal", Error;
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
