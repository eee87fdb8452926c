//! The default theme, built into the program: layouts, strings and assets.

/// A file of the theme.
pub struct ThemeFile {
    /// Its path below `layouts/` or `assets/`.
    pub name: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

/// Lists files of a folder; a test holds the list against the folder.
macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(ThemeFile {
            name: $name,
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, "/", $name)),
        },)+]
    };
}

/// The layouts and the strings of the interface.
pub const LAYOUTS: &[ThemeFile] = files!["layouts":
    "404.html",
    "alias.html",
    "base.html",
    "card.html",
    "components.html",
    "entry.html",
    "foot.html",
    "glossary-kinds.html",
    "glossary-map.html",
    "glossary-table.html",
    "glossary.html",
    "home.html",
    "section.html",
    "strings/ar.yaml",
    "strings/de.yaml",
    "strings/en.yaml",
    "strings/es.yaml",
    "strings/fr.yaml",
    "strings/it.yaml",
    "strings/ja.yaml",
    "stub.html",
    "text.html",
    "top.html",
    "work.html",
];

/// Styles, scripts and pictures.
pub const ASSETS: &[ThemeFile] = files!["assets":
    "diglot.js", "first.js", "glossary.css", "icon.svg", "map.js", "missing.js", "style.css",
];

/// The theme's layout or strings file `name`, as text.
#[must_use]
pub fn layout(name: &str) -> Option<&'static str> {
    let file = LAYOUTS.iter().find(|file| file.name == name)?;
    std::str::from_utf8(file.bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(folder: &str) -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok);
        let names = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("below the folder").to_owned();
            path.to_string_lossy().into_owned()
        });
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn the_lists_name_every_file_of_the_folders() {
        let names = |files: &[ThemeFile]| files.iter().map(|file| file.name.to_owned()).collect::<Vec<_>>();
        assert_eq!(names(LAYOUTS), below("layouts"));
        assert_eq!(names(ASSETS), below("assets"));
    }
}
