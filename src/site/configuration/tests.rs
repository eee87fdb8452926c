use proptest::prelude::*;
use snapbox::{IntoData, assert_data_eq, str};

use super::*;
use crate::site::fields::tests::shown;
use crate::site::{Cards, Language, LinkPolicy, RawHtml, Reading};

const WHOLE: &str = "\
title: {de: Das Rennen, en: The Race}
description: Über alles
base_url: https://name.example/rennen
languages:
  original: de
  glosses: [en, pt-br]
  locale: {en: en-GB, de: de-AT}
  stubs: {en: on, pt-BR: off}
repository: {url: https://github.com/name/site.git, branch: trunk}
reading: {default: lines, narrow: gloss}
glossary: {link: all, cards: own, compounds: true}
markdown: {raw_html: sanitize, math: true}
lock: {text: off}
feeds: {id: 'tag:name.example,2025:rennen'}
nav: [articles, about]
tags: {ki: {de: KI, en: AI}, eu: EU, 2025: ~}
authors: [A, B]
";

fn config_and_faults(text: &str) -> (Config, String) {
    let (config, diagnostics) = resolve_config(text, &SourcePath::new("site.yaml"));
    (config, shown(text, &diagnostics))
}

fn faults(text: &str) -> String {
    config_and_faults(text).1
}

/// The faults of a site.yaml that says `lines` besides what it must say.
fn faults_besides(lines: &str) -> String {
    faults(&format!("title: A\nbase_url: https://a.example/\n{lines}"))
}

fn language(tag: &str) -> Language {
    Language::new(tag).expect("a tag")
}

#[test]
fn every_key_is_read() {
    let (config, faults) = config_and_faults(WHOLE);
    assert_eq!(faults, "");
    let (de, en, pt) = (language("de"), language("en"), language("pt-BR"));
    assert_eq!(
        (config.title.get(de), config.title.get(en), config.title.get(pt)),
        ("Das Rennen", "The Race", "Das Rennen")
    );
    assert_eq!(config.description.get(en), "Über alles");
    assert_eq!(
        (config.base_url.as_str(), config.base_url.path()),
        ("https://name.example/rennen/", "/rennen/")
    );
    assert_eq!(config.languages().collect::<Vec<_>>(), [de, en, pt]);
    assert_eq!([de, en, pt].map(|tag| config.locale(tag).to_string()), ["de-AT", "en-GB", "pt-BR"]);
    assert_eq!(config.glosses.iter().map(|gloss| gloss.stubs).collect::<Vec<_>>(), [true, false]);
    let repository = config.repository.clone().expect("a repository");
    assert_eq!(
        (repository.url.as_str(), repository.branch.as_str()),
        ("https://github.com/name/site", "trunk")
    );
    assert_eq!((config.reading, config.narrow_reading), (Reading::Lines, Reading::Gloss));
    assert_eq!((config.link, config.cards, config.compounds), (LinkPolicy::All, Cards::Own, true));
    assert_eq!((config.raw_html, config.math, config.lock_text), (RawHtml::Sanitize, true, false));
    assert_eq!(config.nav.as_deref(), Some(["articles".to_owned(), "about".to_owned()].as_slice()));
    let tags: Vec<_> =
        config.tags.iter().map(|tag| (tag.key.as_str(), tag.names.get(de), tag.names.get(en))).collect();
    assert_eq!(tags, [("ki", "KI", "AI"), ("eu", "EU", "EU"), ("2025", "2025", "2025")]);
    assert_eq!(config.feed_id.as_ref().map(FeedId::as_str), Some("tag:name.example,2025:rennen"));
    assert_eq!(config.defaults().authors, ["A", "B"]);
    assert_eq!(config.defaults().link, LinkPolicy::All);
}

#[test]
fn what_is_left_out_has_its_default() {
    let (config, _) = config_and_faults("languages: {original: de}\n");
    let de = language("de");
    assert_eq!((config.title.get(de), config.description.get(de)), ("localhost", ""));
    assert_eq!(config.base_url, BaseUrl::default());
    assert_eq!((config.original, config.original_locale, config.glosses.len()), (de, de, 0));
    assert_eq!((config.reading, config.narrow_reading), (Reading::Both, Reading::Ask));
    assert_eq!((config.link, config.cards, config.compounds), (LinkPolicy::First, Cards::Both, false));
    assert_eq!((config.raw_html, config.math, config.lock_text), (RawHtml::Allow, false, true));
    assert_eq!((config.repository, config.nav), (None, None));
    assert!(config.tags.is_empty() && config.authors.is_empty());
}

#[test]
fn a_gloss_without_more_words_has_stubs_and_its_own_locale() {
    let (config, faults) = config_and_faults(
        "title: A\nbase_url: https://a.example\nlanguages: {original: en, glosses: [de]}\n",
    );
    assert_eq!(faults, "");
    assert_eq!(config.glosses, [Gloss { language: language("de"), locale: language("de"), stubs: true }]);
}

#[test]
fn an_empty_file_lacks_three_things() {
    assert_data_eq!(
        faults(""),
        str![[r#"
error unknown-language 1:1 «» the site does not say its original language
  why: every work has one language in which it is written, and is rendered into others
  help: add a line `languages: {original: de, glosses: [en]}` with your languages
warning missing-base-url 1:1 «» the site does not say where it will stand
  why: the sitemap and links between the languages need whole addresses; `http://localhost/` serves until then
  help: add a line `base_url: https://…/`, or build with `--base-url https://…/`
warning missing-title 1:1 «» the site has no title
  help: add a line `title: …`, or `title: {de: …, en: …}`

"#]]
        .raw()
    );
}

#[test]
fn an_original_language_is_needed() {
    assert_data_eq!(
        [
            "languages: {glosses: [en]}\n",
            "languages:\n",
            "languages: {original: deutsch!}\n",
            "languages: de\n"
        ]
        .map(faults_besides)
        .concat(),
        str![[r#"
error unknown-language 3:1 «languages» the site does not say its original language
  why: every work has one language in which it is written, and is rendered into others
  help: add `original: de` with your language
error unknown-language 1:1 «» the site does not say its original language
  why: every work has one language in which it is written, and is rendered into others
  help: add a line `languages: {original: de, glosses: [en]}` with your languages
error unknown-language 3:23 «deutsch!» `deutsch!` is no language tag
  help: write a BCP 47 tag, for example `de`, `en` or `pt-BR`
error yaml-type 3:12 «de» `languages` takes keys with values
  ^ this is text
  help: for example `languages: {original: de, glosses: [en]}`

"#]]
        .raw()
    );
}

#[test]
fn languages_that_are_not_listed_are_reported() {
    let lines = "languages: {original: de, glosses: [en, de, EN, x], locale: {eng: en-GB}, stubs: {fr: on}}\n\
        description: {de: A, en: B, fr: C}\ntags: {ki: {dee: KI}}\n";
    assert_data_eq!(
        faults_besides(lines),
        str![[r#"
error bad-value 3:41 «de» `languages.glosses[2]` takes a language that is not listed yet
  help: remove `de` here
error bad-value 3:45 «EN» `languages.glosses[3]` takes a language that is not listed yet
  help: remove `en` here
error unknown-language 3:49 «x» `x` is no language tag
  help: write a BCP 47 tag, for example `de`, `en` or `pt-BR`
error unknown-language 3:62 «eng» `eng` is no language of this site
  help: did you mean `en`?
error unknown-language 3:83 «fr» `fr` is no language of this site
  help: list it under `languages`, or remove the line
error unknown-language 4:29 «fr» `fr` is no language of this site
  help: list it under `languages`, or remove the line
error unknown-language 5:13 «dee» `dee` is no language of this site
  help: did you mean `de`?

"#]]
        .raw()
    );
}

#[test]
fn addresses_are_checked() {
    assert_data_eq!(
        ["name.example/x", "/x/", "ftp://name.example", "https://name.example/?x"]
            .map(|url| faults(&format!(
                "title: A\nbase_url: {url}\nlanguages: {{original: de}}\nrepository: {{url: {url}}}\n"
            )))
            .concat(),
        str![[r#"
error bad-value 2:11 «name.example/x» `base_url` must begin with `https://` or `http://`
  help: write `base_url: https://name.example/x/`
error bad-value 4:19 «name.example/x» `repository.url` takes the address of the repository's page, which begins with `https://`
  help: for example `url: https://github.com/name/site`
error bad-value 2:11 «/x/» `base_url` must begin with `https://` or `http://`
  help: for example `base_url: https://name.github.io/folder/`
error bad-value 4:19 «/x/» `repository.url` takes the address of the repository's page, which begins with `https://`
  help: for example `url: https://github.com/name/site`
error bad-value 2:11 «ftp://name.example» `base_url` must begin with `https://` or `http://`
  help: for example `base_url: https://name.github.io/folder/`
error bad-value 4:19 «ftp://name.example» `repository.url` takes the address of the repository's page, which begins with `https://`
  help: for example `url: https://github.com/name/site`
error bad-value 2:11 «https://name.example/?x» `base_url` takes an address without `?` and `#`
  help: for example `base_url: https://name.github.io/folder/`
error bad-value 4:19 «https://name.example/?x» `repository.url` takes the address of the repository's page, which begins with `https://`
  help: for example `url: https://github.com/name/site`

"#]].raw()
    );
}

#[test]
fn wrong_types_and_words_are_reported_each_at_its_place() {
    let lines = "languages: {original: de, stubs: {de: sometimes}, glosses: en}\nreading: {default: bothh, narrow: [ask]}\nglossary: first\n\
        markdown: {raw_html: true, math: perhaps}\nlock: {text: 3}\nfeeds: {id: rennen}\nnav: articles\ntags: [ki]\nauthors: A\nrepository: {url: {a: b}}\n";
    assert_data_eq!(
        faults_besides(lines),
        str![[r#"
error yaml-type 3:39 «sometimes» `languages.stubs.de` takes `on` or `off`
  ^ this is text
  help: for example `de: on`
error yaml-type 3:60 «en» `languages.glosses` takes a list
  ^ this is text
  help: for example `glosses: [en]`
error bad-value 4:20 «bothh» `reading.default` takes `both`, `ask`, `lines`, `original` or `gloss`
  help: did you mean `both`?
error yaml-type 4:35 «[ask]» `reading.narrow` takes `both`, `ask`, `lines`, `original` or `gloss`
  ^ this is a list
  help: for example `narrow: both`
error yaml-type 5:11 «first» `glossary` takes keys with values
  ^ this is text
  help: for example `glossary: {link: first, cards: both}`
error yaml-type 6:22 «true» `markdown.raw_html` takes `allow`, `escape` or `sanitize`
  ^ this is `true`
  help: for example `raw_html: allow`
error yaml-type 6:34 «perhaps» `markdown.math` takes `true` or `false`
  ^ this is text
  help: for example `math: true`
error yaml-type 7:14 «3» `lock.text` takes `true` or `false`
  ^ this is a whole number
  help: for example `text: true`
error bad-value 8:13 «rennen» `feeds.id` takes an address in the form `tag:HOST,YEAR:NAME`
  help: for example `id: "tag:example.org,2025:reading"`: a host of yours, a year in which it was yours, a name
error yaml-type 9:6 «articles» `nav` takes a list
  ^ this is text
  help: for example `nav: [articles]`
error yaml-type 10:7 «[ki]» `tags` takes a mapping
  ^ this is a list
  help: for example `tags: {key: value}`
error yaml-type 11:10 «A» `authors` takes a list
  ^ this is text
  help: for example `authors: [A]`
error yaml-type 12:19 «{a: b}» `repository.url` takes a text
  ^ this is a mapping
  help: for example `url: "text"`

"#]]
        .raw()
    );
}

#[test]
fn unknown_keys_are_reported_each_with_what_was_meant() {
    let lines = "baseURL: x\nlanguages: {original: de, gloss: [en], default: de}\nrss: x\nauthor: A\ntagz: {}\nqwertzuiop: 1\n\
        reading: {wide: both}\n";
    assert_data_eq!(faults_besides(lines), str![[r#"
warning unknown-key 3:1 «baseURL» the key `baseURL` is unknown
  help: Diglot calls it `base_url`
warning unknown-key 4:27 «gloss» the key `languages.gloss` is unknown
  help: did you mean `glosses`?
warning unknown-key 4:40 «default» the key `languages.default` is unknown
  help: Diglot calls it `original`
warning unknown-key 5:1 «rss» the key `rss` is unknown
  help: Diglot makes feeds by itself; `feeds: {id: …}` says what their ids begin with
warning unknown-key 6:1 «author» the key `author` is unknown
  help: Diglot calls them `authors`, a list
warning unknown-key 7:1 «tagz» the key `tagz` is unknown
  help: did you mean `tags`?
warning unknown-key 8:1 «qwertzuiop» the key `qwertzuiop` is unknown
  help: known here: `languages`, `title`, `description`, `base_url`, `repository`, `reading`, `theme`, `glossary`, `markdown`, `lock`, `feeds`, `nav`, `tags` and `authors`
warning unknown-key 9:11 «wide» the key `reading.wide` is unknown
  help: Diglot calls it `default`

"#]].raw());
}

#[test]
fn a_fault_of_syntax_leaves_the_rest() {
    let (config, faults) =
        config_and_faults("title: One: two\nlanguages: {original: de}\nnav: [a\nauthors: [B]\n");
    assert_eq!((config.original, config.authors), (language("de"), vec!["B".to_owned()]));
    assert_data_eq!(
        faults,
        str![[r#"
error yaml-syntax 1:11 «: two» a second colon in one line
  help: put a text that holds `: ` in quotes: `title: "One: two"`
error yaml-syntax 3:6 «[a» a list in `[…]` is not closed, or a comma is missing
  ^ begins here
  4:8 «: [B]» reading stopped here
  help: close it with `]`

"#]]
        .raw()
    );
}

#[test]
fn a_folder_without_site_yaml_is_told_so() {
    assert_data_eq!(
        shown("", &[missing_config(&SourcePath::new("site.yaml"))]),
        str![[r#"
error missing-config 1:1 «» there is no site.yaml here
  help: change to the folder of the site
  help: `diglot new site NAME` makes a site

"#]]
        .raw()
    );
}

proptest! {
    #[test]
    fn no_site_yaml_panics(cut in 0..WHOLE.len(), with in "[a-z:{}\\[\\]\", \n-]{0,8}", skip in 0..12_usize) {
        let start = WHOLE.floor_char_boundary(cut);
        let rest = WHOLE.floor_char_boundary((start + skip).min(WHOLE.len()));
        let text = format!("{}{with}{}", &WHOLE[..start], &WHOLE[rest..]);
        faults(&text);
    }
}
