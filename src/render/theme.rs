//! The themes, built into the program: layouts, strings and assets.

/// A file of a theme.
pub struct ThemeFile {
    /// Its path below `layouts/` or `assets/`.
    pub name: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

/// How a site looks before it says otherwise: files that a site's own stand over, one by one.
pub struct Theme {
    /// What site.yaml calls it.
    pub name: &'static str,
    /// Its layouts and the strings of the interface, by name; where it has none, the usual theme's hold.
    layouts: &'static [ThemeFile],
    /// Its styles, scripts and pictures, all that it has.
    pub assets: &'static [ThemeFile],
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

/// The usual one.
pub static USUAL: Theme = Theme {
    name: "usual",
    layouts: files!["layouts":
        "404.html",
        "alias.html",
        "base.html",
        "card.html",
        "colophon.html",
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
    ],
    assets: files!["assets":
        "diglot.js",
        "first.js",
        "icon.svg",
        "lists.css",
        "map.js",
        "missing.js",
        "reading.css",
        "reading.js",
        "style.css",
    ],
};

/// A small one without script: one style sheet, and layouts that make no use of the functions with which the usual
/// theme prints its rows.
pub static PLAIN: Theme = Theme {
    name: "plain",
    layouts: files!["themes/plain/layouts":
        "base.html", "components.html", "entry.html", "foot.html", "text.html", "top.html",
    ],
    assets: files!["themes/plain/assets": "icon.svg", "style.css"],
};

impl Theme {
    /// Its layouts and strings with those of the usual theme that it has none in the place of, in the order of their
    /// names.
    pub fn layouts(&self) -> impl Iterator<Item = &'static ThemeFile> {
        let own = self.layouts;
        USUAL.layouts.iter().map(move |file| own.iter().find(|own| own.name == file.name).unwrap_or(file))
    }

    /// Its layout or strings file `name`, as text.
    #[must_use]
    pub fn layout(&self, name: &str) -> Option<&'static str> {
        let file = [self.layouts, USUAL.layouts].into_iter().flatten().find(|file| file.name == name)?;
        std::str::from_utf8(file.bytes).ok()
    }
}

/// The components that a layout defines, in their order.
#[must_use]
pub fn components_of(layout: &str) -> Vec<&str> {
    let tags = layout.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
    let heads = tags.filter_map(|tag| tag.strip_prefix("component "));
    heads.filter_map(|head| head.trim_start().split(['(', ' ']).next()).collect()
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
        assert_eq!(names(USUAL.layouts), below("layouts"));
        assert_eq!(names(USUAL.assets), below("assets"));
        assert_eq!(names(PLAIN.layouts), below("themes/plain/layouts"));
        assert_eq!(names(PLAIN.assets), below("themes/plain/assets"));
    }

    #[test]
    fn every_layout_of_the_plain_theme_stands_for_one_of_the_usual() {
        assert_eq!(PLAIN.layouts().count(), USUAL.layouts.len());
        let own = PLAIN.layouts().filter(|file| PLAIN.layouts.iter().any(|own| std::ptr::eq(own, *file)));
        assert_eq!(own.count(), PLAIN.layouts.len());
    }
}
