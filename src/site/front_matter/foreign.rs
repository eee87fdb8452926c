//! What authors bring along from other tools.

use crate::diagnostic::{Diagnostic, Id, Place, Severity, SourcePath};

/// Other tools' keys, and what to write instead.
pub(super) const KEYS: &[(&str, &str)] = &[
    // Hugo
    ("description", "Diglot calls it `summary`"),
    ("weight", "Diglot calls it `order`"),
    ("lastmod", "Diglot calls it `updated`"),
    ("translationKey", "Diglot calls it `work`, the key of the work that the file belongs to"),
    ("url", "the address follows the file's path; `slug` changes its last part, `aliases` keeps old ones"),
    ("linkTitle", "write the short form in `title`, or keep it under `extra` for your layouts"),
    ("publishDate", "Diglot calls it `date`; what is not yet to be seen is a `draft`"),
    ("expiryDate", "Diglot does not publish by the clock; set `draft: true` when the time has come"),
    ("keywords", "Diglot calls them `tags`"),
    ("images", "Diglot calls it `image`, as `{src: …, alt: …}`"),
    ("featured_image", "Diglot calls it `image`, as `{src: …, alt: …}`"),
    ("params", "a site's own keys stand under `extra`"),
    ("cascade", "a section's `_index` file hands `authors`, `terms`, `draft`, `kind` and `link` down"),
    ("type", "Diglot calls it `layout`; what an entry is about is its `kind`"),
    ("toc", "put it under `extra` for your layouts"),
    // Jekyll
    ("categories", "Diglot calls them `tags`"),
    ("category", "Diglot calls them `tags`, a list"),
    ("tag", "Diglot calls them `tags`, a list"),
    ("author", "Diglot calls them `authors`, a list"),
    ("translator", "Diglot calls them `translators`, a list"),
    (
        "permalink",
        "the address follows the file's path; `slug` changes its last part, `aliases` keeps old ones",
    ),
    ("published", "Diglot says the opposite: `draft: true` for what is not published"),
    ("excerpt", "Diglot calls it `summary`"),
    ("subtitle", "Diglot has `summary`; a site's own keys stand under `extra`"),
    ("redirect_from", "Diglot calls them `aliases`"),
    ("ref", "Diglot calls it `work`, the key of the work that the file belongs to"),
    ("last_modified_at", "Diglot calls it `updated`"),
    // Zola
    ("taxonomies", "Diglot has `tags` only, at the top level"),
    ("template", "Diglot calls it `layout`"),
    ("path", "the address follows the file's path; `slug` changes its last part, `aliases` keeps old ones"),
    ("sort_key", "Diglot calls it `sort`, in entries"),
    ("sort_by", "sections sort by `order`, then `date`, then title"),
    // Docusaurus, VitePress, Starlight, Astro
    ("id", "the work's key is its path; `slug` changes the last part of its address"),
    ("sidebar_position", "Diglot calls it `order`"),
    ("sidebar_label", "write the short form in `title`, or keep it under `extra` for your layouts"),
    ("sidebar", "Diglot has `order` for a text's place in its section"),
    ("last_update", "Diglot calls it `updated`, and takes the day alone"),
    ("pubDate", "Diglot calls it `date`"),
    ("updatedDate", "Diglot calls it `updated`"),
    ("heroImage", "Diglot calls it `image`, as `{src: …, alt: …}`"),
    ("unlisted", "Diglot has `draft` only"),
    ("lastUpdated", "Diglot calls it `updated`, a day"),
    ("cover", "Diglot calls it `image`, as `{src: …, alt: …}`"),
    ("hero", "Diglot calls it `image`, as `{src: …, alt: …}`"),
    ("prev", "the texts before and after follow from `order`, then `date`, then title"),
    ("next", "the texts before and after follow from `order`, then `date`, then title"),
    ("tableOfContents", "put it under `extra` for your layouts"),
    // The language, in all of them
    ("lang", "the language stands in the file's name (`NAME.de.md`) or folder (`de/NAME.md`)"),
    ("language", "the language stands in the file's name (`NAME.de.md`) or folder (`de/NAME.md`)"),
    ("locale", "the language stands in the file's name (`NAME.de.md`) or folder (`de/NAME.md`)"),
    ("translation_of", "Diglot calls it `work`, the key of the work that the file belongs to"),
    // Glossaries
    ("definition", "Diglot calls it `short`"),
    ("synonyms", "Diglot calls them `also`"),
    ("abbreviation", "list it under `also`"),
    ("see_also", "Diglot calls it `related`"),
];

/// TOML front matter, which is cut off and not read.
pub(super) fn toml(front: &str, path: &SourcePath) -> Diagnostic {
    Diagnostic::new(Id::ForeignHabit, "the front matter is TOML, which Diglot does not read")
        .severity(Severity::Error)
        .at(Place::front(path, crate::source::opening(front)))
        .why("nothing is known of this text, not even its title")
        .help("write it as YAML: `---` instead of `+++`, and `title: …` instead of `title = …`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::front_matter::written;

    #[test]
    fn other_tools_keys_are_none_of_ours_and_stand_once() {
        for (number, (key, advice)) in KEYS.iter().enumerate() {
            let front = format!("---\ntitle: A\n{key}: x\n---\n");
            let (_, diagnostics) = written(&front, &SourcePath::new("a.md"));
            assert_eq!(diagnostics.len(), 1, "{key}");
            assert_eq!(
                (diagnostics[0].id, diagnostics[0].help.as_slice()),
                (Id::UnknownKey, &[(*advice).to_owned()][..])
            );
            assert!(KEYS[..number].iter().all(|(other, _)| !other.eq_ignore_ascii_case(key)), "{key}");
        }
    }
}
