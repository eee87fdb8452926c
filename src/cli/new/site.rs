//! A new site: its configuration, its home page, and what publishes it.

use std::path::{Path, PathBuf};

use super::{INSTEAD, Refusal, front, quoted};
use crate::cli::making::{make, there_already};
use crate::cli::report::line;
use crate::diagnostic::quoted_word;
use crate::site::Language;

/// Where Diglot is at home; its action and its documents are named after it.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// What is to be done first where the program was built without knowing who publishes it.
const TO_FILL_IN: &str =
    "put the owner of Diglot’s repository for OWNER in .github/workflows/pages.yml and README.md, ";

/// A whole site or nothing of it: what is in the way is found before anything is made.
pub(super) fn new_site(folder: &Path, original: Language, glosses: &[Language]) -> Result<(), Refusal> {
    let languages: Vec<_> = std::iter::once(original).chain(glosses.iter().copied()).collect();
    if let Some(twice) = (1..languages.len()).find(|at| languages[..*at].contains(&languages[*at])) {
        let message = format!("the language `{}` is named twice", languages[twice]);
        return Err(Refusal::misused(message, "name each with `--original` or `--gloss` once"));
    }
    if folder.exists() && !folder.is_dir() {
        return Err(Refusal::misused(format!("{} is a file", folder.display()), "choose another folder"));
    }
    if folder.join("site.yaml").exists() {
        let message = format!("{} holds a site already", folder.display());
        return Err(Refusal::misused(message, "choose another folder"));
    }
    let files = files_of_a_site(folder, original, &languages);
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(there_already(path, INSTEAD));
    }
    files.iter().try_for_each(|(path, text)| make(path, text.as_bytes(), INSTEAD))?;
    let repository = repository_around(folder);
    for Companion { path, text, instead } in companions(folder, repository.is_some()) {
        match path.exists() {
            true => line(&format!("{} stays as it is{instead}", path.display())),
            false => make(&path, text.as_bytes(), INSTEAD)?,
        }
    }
    line(&format!("now: cd {} && diglot serve --watch --open", quoted_word(&folder.to_string_lossy())));
    line(&next_step(repository.as_deref()));
    Ok(())
}

/// The files of a new site, each with what it says.
fn files_of_a_site(folder: &Path, original: Language, languages: &[Language]) -> Vec<(PathBuf, String)> {
    let name = name_of(folder);
    let glosses: Vec<_> = languages[1..].iter().map(Language::to_string).collect();
    let configuration = format!(
        "title: {}\nbase_url: http://localhost/ # where the site will stand\nlanguages: {{original: {original}, glosses: [{}]}}\n",
        quoted(&name),
        glosses.join(", "),
    );
    let page = |language: &Language| {
        let text = front(&[("title", &name)], &format!("{}\n", sample(*language)));
        (folder.join(format!("content/index.{language}.md")), text)
    };
    let pages = languages.iter().map(page);
    std::iter::once((folder.join("site.yaml"), configuration)).chain(pages).collect()
}

/// What a folder is called; the working directory may be called `.`.
fn name_of(folder: &Path) -> String {
    folder.file_name().map_or_else(|| "site".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// A file beside a site's own, which a folder may have already.
struct Companion {
    path: PathBuf,
    text: String,
    /// What is to be said where there is one: after "stays as it is".
    instead: &'static str,
}

/// The files that a site's repository has beside the site. GitHub reads workflows at the top of a repository
/// only: in a site within one it would be of no use.
fn companions(folder: &Path, within: bool) -> Vec<Companion> {
    let file = |path: &str, text: String, instead| Companion { path: folder.join(path), text, instead };
    let readme = at_home(include_str!("readme.md")).replace("TITLE", &name_of(folder));
    let mut found = vec![
        file(".gitignore", "/public/\n".to_owned(), "; add a line `/public/` to it"),
        file("README.md", readme, ""),
    ];
    if !within {
        found.push(file(".github/workflows/pages.yml", at_home(include_str!("pages.yml")), ""));
    }
    found
}

/// The text with the addresses of Diglot's repository and action in place of their names.
fn at_home(text: &str) -> String {
    let action = REPOSITORY.trim_start_matches("https://github.com/");
    let action = format!("{action}@v{}", env!("CARGO_PKG_VERSION_MAJOR"));
    text.replace("REPOSITORY", REPOSITORY).replace("ACTION", &action)
}

/// The repository of git's in which a folder lies, if it is not its top.
fn repository_around(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    if whole.join(".git").exists() {
        return None;
    }
    whole.ancestors().skip(1).find(|above| above.join(".git").exists()).map(Path::to_owned)
}

/// How the new site gets to its readers.
fn next_step(repository: Option<&Path>) -> String {
    match repository {
        None => format!(
            "to publish it: {}push it to GitHub, and choose “GitHub Actions” there in Settings → Pages; {REPOSITORY}/blob/main/docs/publishing.md",
            if REPOSITORY.contains("/OWNER/") { TO_FILL_IN } else { "" }
        ),
        Some(above) => format!(
            "to publish it: it lies in the repository {}, whose workflows stand at its top; {REPOSITORY}/blob/main/docs/publishing.md#a-site-in-a-folder",
            above.display()
        ),
    }
}

/// A first sentence in a language, for the home page of a new site.
fn sample(language: Language) -> &'static str {
    match language.primary() {
        "de" => "Hier beginnt der Text.",
        "en" => "The text begins here.",
        "fr" => "Le texte commence ici.",
        "es" => "El texto comienza aquí.",
        "it" => "Il testo comincia qui.",
        "ja" => "本文はここから始まります。",
        "ar" => "يبدأ النص هنا.",
        _ => "…",
    }
}
