use std::collections::BTreeMap;

use serde::Serialize;

use super::shared::Shared;
use crate::site::Language;

/// A text in one language. In a list of them, words that stand in for a language which has none are there
/// once, in their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Localized {
    /// Its language, for `lang`.
    #[cfg_attr(test, schemars(with = "String"))]
    pub language: Language,
    /// `ltr` or `rtl`, for `dir`.
    pub dir: &'static str,
    /// The text.
    pub text: String,
}

/// A language of the site.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LanguageView {
    /// Its tag, for `lang` and `hreflang`.
    #[cfg_attr(test, schemars(with = "String"))]
    pub tag: Language,
    /// `ltr` or `rtl`, for `dir`.
    pub dir: &'static str,
    /// Its name in itself: `Deutsch`, `English`.
    pub name: String,
    /// Whether it is the site's original language.
    pub original: bool,
}

/// The site as a whole: `site` in every layout.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SiteView {
    /// Its title in each language, the original's first.
    pub titles: Vec<Localized>,
    /// Its description in each language.
    pub descriptions: Vec<Localized>,
    /// Where it stands, with a slash at the end: `https://example.org/repo/`.
    pub base_url: String,
    /// The path of that address: `/repo/`.
    pub base_path: String,
    /// All its languages, the original first.
    pub languages: Vec<LanguageView>,
    /// Addresses of the theme's files (fingerprinted, base path included) by name: `style.css`.
    pub assets: BTreeMap<String, String>,
    /// Which text is shown first: `both`, `ask`, `lines`, `original` or `gloss`.
    pub reading: &'static str,
    /// The same on narrow screens.
    pub reading_narrow: &'static str,
    /// The site's authors.
    pub authors: Vec<String>,
    /// The program and its version, for `<meta name="generator">`.
    pub generator: String,
}

/// The page at hand: `page` in every layout.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PageView {
    /// `work`, `entry`, `home`, `section`, `tag`, `all-tags`, `glossary`, `colophon`, `stub` or `missing`.
    pub kind: &'static str,
    /// The page's main language, for `<html lang>`.
    pub language: Shared<LanguageView>,
    /// The languages shown on it: one, or the original and a gloss. Labels stand in each of them.
    pub languages: Vec<Shared<LanguageView>>,
    /// Its title in each of these, typographically set, plain text.
    pub titles: Shared<Vec<Localized>>,
    /// What the browser's tab says: the page's titles, then the site's in the page's main language.
    pub tab_title: String,
    /// Its description in its main language; may be empty.
    pub description: String,
    /// Its address without the base path: `/de/articles/scaling/`.
    pub address: String,
    /// The absolute address that search engines should keep for it.
    pub canonical: String,
    /// Whether search engines may list it; stubs and the missing page are not listed.
    pub indexed: bool,
    /// Its versions in one language each, and the parallel view as `x-default`; absolute.
    pub alternates: Vec<Alternate>,
    /// The views of the same thing, to switch between; the place (`#…`) is the same in all.
    pub views: Vec<ViewLink>,
    /// The main navigation.
    pub nav: Shared<Vec<NavView>>,
    /// The way from the home page to here, the page itself last.
    pub breadcrumb: Vec<Shared<CrumbView>>,
    /// Where the home page of this view is.
    pub home: String,
    /// The feeds of this view, if there are works with a date.
    pub feeds: Shared<Vec<FeedView>>,
    /// What programs read of the page, for its head, HTML: Open Graph for those that show a link to it,
    /// JSON-LD for search engines. Empty for what search engines may not list.
    pub metadata_html: String,
    /// What `top.html` has made: the way to the text, the brand, the navigation.
    pub top_html: Shared<String>,
    /// What `foot.html` has made.
    pub foot_html: Shared<String>,
}

/// What pages that stand alike have in common: `page` in `top.html` and `foot.html`, which are made once
/// for all of them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FrameView {
    /// The pages' main language.
    pub language: Shared<LanguageView>,
    /// The languages shown on them.
    pub languages: Vec<Shared<LanguageView>>,
    /// The main navigation.
    pub nav: Shared<Vec<NavView>>,
    /// Where the home page of this view is.
    pub home: String,
    /// The feeds of this view, if there are works with a date.
    pub feeds: Shared<Vec<FeedView>>,
    /// The colophon: what the site is made of, or a text of the site's own at that address.
    pub colophon: LinkView,
}

/// A feed of new works.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FeedView {
    /// Its form: `Atom` or `JSON Feed`.
    pub name: &'static str,
    /// Its media type, for `type`.
    pub media_type: &'static str,
    /// The site's title and the form, for `title`.
    pub title: String,
    /// Its address, base path included.
    pub href: String,
}

/// A link to a version of a page in one language.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Alternate {
    /// The language's tag, or `x-default`.
    pub hreflang: String,
    /// The absolute address.
    pub href: String,
}

/// A view to switch to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ViewLink {
    /// The languages it shows: one, or original and gloss.
    pub languages: Vec<Shared<LanguageView>>,
    /// Its address, base path included.
    pub href: String,
    /// Whether it is the page at hand.
    pub current: bool,
    /// Whether it only says that there is no gloss yet.
    pub stub: bool,
}

/// One item of the main navigation.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NavView {
    /// Its words in each language of the page.
    pub labels: Vec<Localized>,
    /// Its address, base path included.
    pub href: String,
    /// Whether the page at hand is it or stands below it.
    pub current: bool,
}

/// One step of the breadcrumb.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CrumbView {
    /// Its words in each language of the page.
    pub labels: Shared<Vec<Localized>>,
    /// Its address, base path included; `null` for the page itself.
    pub href: Option<String>,
}

/// A link to another page of the site.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LinkView {
    /// Its words in each language of the page that it has.
    pub labels: Vec<Localized>,
    /// Its address, base path included.
    pub href: String,
}
