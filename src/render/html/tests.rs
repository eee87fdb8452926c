//! What a page adds, and that it adds nothing else.

use super::{Around, Decor, Dress, Html, Mention, Sentence, Source, write_text};
use crate::diagnostic::{SourcePath, Span};
use crate::parallel::sentences;
use crate::site::Language;
use crate::text::typography::marks;
use crate::text::{BlockId, LinkId, LinkKind, Options, Prose, Text, parse};

/// A decor in small: sentences marked by their number, mentions where the words stand.
#[derive(Default)]
struct Trial {
    sentences: bool,
    mentions: Vec<&'static str>,
    id: bool,
    language: Option<&'static str>,
}

fn german() -> Language {
    Language::new("de").expect("a tag")
}

impl Decor for Trial {
    fn language(&self) -> Option<Language> {
        Language::new(self.language?)
    }

    fn dress(&mut self, source: Source<'_>, block: BlockId) -> Dress {
        let mut dress = Dress { id: self.id.then(|| format!("b{}", block.0)), ..Dress::default() };
        if self.sentences {
            let blocks = source.text.blocks.iter();
            let proses: Vec<_> = blocks.map(|block| Prose::of(source.text, source.body, block)).collect();
            let found = sentences(&proses, german());
            let sentence = |span: &Span| Sentence { start: span.start, attributes: 0..2, anchors: 0..0 };
            dress.sentence_attributes = " s".to_owned();
            dress.sentences = found.of(block).iter().map(sentence).collect();
        }
        if let Some(language) = self.language() {
            dress.set = marks(source.text, source.body, source.text.block(block), language);
        }
        let span = source.text.block(block).span;
        let mention = |words: &&str| {
            let start = span.start as usize + span.of(source.body).find(words)?;
            Some(Mention { span: Span::new(start..start + words.len()), attributes: " t".to_owned() })
        };
        dress.mentions = self.mentions.iter().filter_map(mention).collect();
        dress
    }

    fn link(&mut self, source: Source<'_>, id: LinkId) -> Around {
        match source.link(id).kind {
            LinkKind::Shorthand(false) => Around::Instead("<a>TERM</a>".to_owned()),
            LinkKind::Term => Around::anchor(" href=\"/t\""),
            _ => Around::as_written(source, id),
        }
    }

    fn code(&mut self, _info: &str, _code: &str) -> Option<String> {
        Some("CODE".to_owned())
    }
}

fn read(body: &str) -> Text {
    parse(body, &SourcePath::new("a.md"), &Options::default())
}

fn written(body: &str, mut decor: Trial) -> String {
    let mut html = String::new();
    write_text(&mut html, &read(body), body, &mut decor);
    html
}

/// Each block alone, one a line.
fn alone(body: &str) -> Vec<String> {
    let text = read(body);
    let html = Html::new(&text, body);
    let block = |id| {
        let mut out = String::new();
        html.write_block(&mut out, BlockId(id), &mut Trial::default());
        out.replace('\n', "")
    };
    (0..u32::try_from(text.blocks.len()).expect("few blocks")).map(block).collect()
}

fn with_sentences(body: &str) -> String {
    written(body, Trial { sentences: true, ..Trial::default() })
}

fn with_mentions(body: &str, mentions: &[&'static str]) -> String {
    written(body, Trial { mentions: mentions.to_vec(), ..Trial::default() })
}

#[test]
fn sentences_close_and_open_the_marks_they_cut() {
    assert_eq!(
        with_sentences("Eins. *Zwei. **Drei.*** Vier\nfünf.\n"),
        "<p><span s>Eins. </span><span s><em>Zwei. </em></span><span s><em><strong>Drei.</strong></em> </span>\
         <span s>Vier\nfünf.</span></p>\n"
    );
    assert_eq!(
        with_sentences("*Eins. Zwei.*\n"),
        "<p><span s><em>Eins. </em></span><span s><em>Zwei.</em></span></p>\n"
    );
}

#[test]
fn sentences_stand_within_cells_and_go_round_links() {
    assert_eq!(
        with_sentences("| a | b |\n|---|---|\n| Ja. Nein. | |\n").replace('\n', ""),
        "<div class=\"table\"><table><thead><tr><th><span s>a</span></th><th><span s>b</span></th></tr></thead><tbody>\
         <tr><td><span s>Ja. </span><span s>Nein.</span></td><td></td></tr></tbody></table></div>"
    );
    assert_eq!(
        with_sentences("[Eins. Zwei.](x) Drei.\n"),
        "<p><span s><a href=\"x\">Eins. Zwei.</a> </span><span s>Drei.</span></p>\n"
    );
    assert_eq!(
        with_sentences("- [x] Ja.\n"),
        "<ul>\n<li><input disabled=\"\" type=\"checkbox\" checked=\"\"/>\n<span s>Ja.</span></li>\n</ul>\n"
    );
}

#[test]
fn sentences_go_round_elements_of_raw_html() {
    assert_eq!(
        with_sentences("Ein <kbd>Strg</kbd>. <kbd>C</kbd>\n"),
        "<p><span s>Ein <kbd>Strg</kbd>. </span><span s><kbd>C</kbd></span></p>\n"
    );
    assert_eq!(
        with_sentences("<u>*Eins.* Zwei.</u> Drei.\n"),
        "<p><span s><u><em>Eins.</em> Zwei.</u> </span><span s>Drei.</span></p>\n"
    );
}

#[test]
fn mentions_never_cross_a_mark() {
    assert_eq!(
        with_mentions("Das Scaling-Team baut.\n", &["Scaling-Team"]),
        "<p>Das <a t>Scaling-Team</a> baut.</p>\n"
    );
    assert_eq!(
        with_mentions("Das Scaling-*Team baut*.\n", &["Scaling-*Team"]),
        "<p>Das <a t>Scaling-</a><em><a t>Team</a> baut</em>.</p>\n"
    );
    assert_eq!(
        with_mentions("Eine lange\nZeile &auml; b\n", &["lange\nZeile &auml;"]),
        "<p>Eine <a t>lange\nZeile ä</a> b</p>\n"
    );
    assert_eq!(with_mentions("[ein Team](x) Team\n", &["Team"]), "<p><a href=\"x\">ein Team</a> Team</p>\n");
    assert_eq!(
        with_mentions("Team Team Rest\n", &["Team", " Rest"]),
        "<p><a t>Team</a> Team<a t> Rest</a></p>\n"
    );
}

#[test]
fn quotes_are_set_through_marks_and_mentions() {
    let decor = Trial { language: Some("de"), mentions: vec!["Welt"], sentences: true, ..Trial::default() };
    assert_eq!(
        written("\"Hallo *Welt*\", \\\"so\\\" -- `\"x\"`.\n", decor),
        "<p><span s>„Hallo <em><a t>Welt</a></em>“, \"so\" – <code>\"x\"</code>.</span></p>\n"
    );
    let decor = Trial { language: Some("de"), ..Trial::default() };
    assert_eq!(
        written("![\"a\"](b.png \"Das \\\"Bild\\\"\")\n", decor),
        "<figure><img src=\"b.png\" alt=\"&quot;a&quot;\" /><figcaption>Das „Bild“</figcaption></figure>\n"
    );
}

#[test]
fn links_of_ours_are_what_the_decor_makes_of_them() {
    assert_eq!(
        written("[[x]] [a](term:x) [b](term:none)\n", Trial::default()),
        "<p><a>TERM</a> <a href=\"/t\">a</a> b</p>\n"
    );
    assert_eq!(
        written("https://example.org/x [c](gloss: \"d\")\n", Trial::default()),
        "<p><a href=\"https://example.org/x\">https://example.org/x</a> c</p>\n"
    );
}

#[test]
fn what_speaks_to_diglot_is_never_in_the_output() {
    let body = "<!-- diglot: alone -->\n# A\n\n<a id=\"x\"></a>\nText\n\n<a id=\"y\"></a>\n\n- <!-- diglot: todo -->\n  b\n";
    assert_eq!(written(body, Trial::default()), "<h1>A</h1>\n<p>Text</p>\n<ul>\n<li>b</li>\n</ul>\n");
    // Nor where it cannot be read; and other comments alone are nobody's.
    let secret = "<!-- Diglot: note Geheim -->";
    for body in [
        format!("a {secret} *b{secret}*\n"),
        format!("# a {secret}\n"),
        format!("{secret} a\n"),
        format!("<div>\na {secret}\n</div>\n"),
        format!("![a {secret}](b.png)\n\nx ![a {secret}](b.png)\n"),
        format!("| a {secret} |\n|---|\n"),
        format!("- [ ] {secret}\n  a\n- [x] a {secret}\n"),
        format!("a {secret}\n: b {secret}\n"),
        "<!-- Geheim -->\n\na\n".to_owned(),
    ] {
        let html = written(&body, Trial::default());
        assert!(!html.contains("Geheim") && html.contains('a'), "{html}");
    }
}

#[test]
fn blocks_wear_their_ids() {
    let body = "# A {#own .c}\n\n- tight\n\n```rust\nx\n```\n\n---\n";
    let decor = || Trial { id: true, ..Trial::default() };
    assert_eq!(
        written(body, decor()).replace('\n', ""),
        "<h1 id=\"b0\" class=\"c\">A</h1><ul><li><span id=\"b1\" class=\"b\">tight</span></li></ul>\
         <pre id=\"b2\"><code class=\"language-rust\">CODE</code></pre><hr id=\"b3\" />"
    );
}

#[test]
fn a_block_alone_has_its_containers_around_it() {
    assert_eq!(
        alone("3. a\n4. b\n\n   c\n"),
        [
            "<ol start=\"3\"><li><p>a</p></li></ol>",
            "<ol start=\"4\"><li><p>b</p></li></ol>",
            "<ol start=\"4\"><li class=\"cont\"><p>c</p></li></ol>",
        ]
    );
    assert_eq!(
        alone("- a\n  - b\n"),
        ["<ul><li>a</li></ul>", "<ul><li class=\"cont\"><ul><li>b</li></ul></li></ul>"]
    );
    assert_eq!(
        alone("> [!TIP]\n> a\n>\n> b\n"),
        [
            "<blockquote class=\"alert alert-tip\"><p>a</p></blockquote>",
            "<blockquote class=\"alert alert-tip cont\"><p>b</p></blockquote>",
        ]
    );
}

#[test]
fn notes_are_numbered_by_their_first_use() {
    let body = "[^b]: B\n\n[^a]: A\n\nx[^a] y[^b] z[^A]\n";
    let html = written(body, Trial::default());
    assert!(
        html.contains(
            "<div class=\"footnote\" id=\"fn-2\"><a class=\"footnote-back\" href=\"#fnref-2\">2</a> "
        ),
        "{html}"
    );
    assert!(
        html.contains("x<sup class=\"footnote-ref\"><a id=\"fnref-1\" href=\"#fn-1\">1</a></sup>"),
        "{html}"
    );
    assert!(
        html.contains("z<sup class=\"footnote-ref\"><a id=\"fnref-1-2\" href=\"#fn-1\">1</a></sup>"),
        "{html}"
    );
}

#[test]
fn players_play() {
    assert_eq!(
        written("[Der \"Ton\"](a.mp3)\n", Trial { language: Some("de"), ..Trial::default() }),
        "<figure><audio controls preload=\"metadata\" src=\"a.mp3\"></audio><figcaption><a href=\"a.mp3\">Der „Ton“</a></figcaption></figure>\n"
    );
}

#[test]
fn a_tables_cells_can_be_written_one_by_one() {
    let body = "| \"a *b\"* | |\n|---|--:|\n| Ja. Nein. | [^n] |\n\n[^n]: n\n";
    let text = read(body);
    let mut decor = Trial { sentences: true, language: Some("de"), ..Trial::default() };
    let rows = Html::new(&text, body).cells(BlockId(0), &mut decor);
    let html: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(|cell| cell.html.as_str()).collect()).collect();
    assert_eq!(html[0], ["<span s>„a <em>b“</em></span>", ""]);
    assert_eq!(html[1][0], "<span s>Ja. </span><span s>Nein.</span>");
    assert!(html[1][1].starts_with("<sup class=\"footnote-ref\">"));
    assert_eq!(rows[0][1].alignment, crate::text::Alignment::Right);
    let said: Vec<_> = rows.iter().flatten().map(super::Cell::said).collect();
    assert_eq!(said, ["„a <em>b“", "", "Ja. Nein.", "<sup><fnref-1>1"]);
    let (mut one, mut other) = (String::new(), String::new());
    super::write_cells(&mut one, &rows);
    Html::new(&text, body).write_block(&mut other, BlockId(0), &mut decor);
    assert_eq!(one, other);
    assert_eq!(Html::new(&text, body).cells(BlockId(1), &mut Trial::default()), Vec::<Vec<_>>::new());
}

#[test]
fn a_figures_parts_are_those_of_the_figure() {
    let body = "![\"a\"](b.png \"c\")\n\nText\n";
    let text = read(body);
    let mut decor = Trial { language: Some("de"), ..Trial::default() };
    let html = Html::new(&text, body);
    let figure = html.figure(BlockId(0), &mut decor).expect("it is a figure");
    let mut whole = String::new();
    html.write_block(&mut whole, BlockId(0), &mut decor);
    assert_eq!(
        format!("<figure>{}<figcaption>{}</figcaption></figure>\n", figure.element, figure.caption),
        whole
    );
    assert_eq!(figure.address, "b.png");
    assert_eq!(html.figure(BlockId(1), &mut decor), None);
}
