//! What holds for a body whatever is in it.

use diglot::diagnostic::{SourcePath, Span};
use diglot::parallel::{Run, Sentences, Side, Step, Voice, align_work, sentences};
use diglot::render::html::{Decor, Dress, Mention, Plain, Sentence, Source, write_text};
use diglot::site::Language;
use diglot::text::{Block, BlockId, InlineKind, Node, Options, Prose, Text, Words, parse, paths, skeleton};
use proptest::prelude::*;

/// Pieces that mean something to Markdown or to Diglot, and some that do not.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "Wort",
        "é",
        "日本",
        "🦀",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "    ",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "```rust\n",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "[[",
        "]]",
        "|",
        "\\|",
        "\\",
        "\"",
        "'",
        "&amp;",
        "&quot;",
        "<",
        ">",
        "<!--",
        "-->",
        "<!-- diglot: alone -->",
        "<!-- diglot: id=x todo -->\n",
        "<!-- diglot: allow x: y -->",
        "<a id=\"x\"></a>",
        "</a>",
        "<a href=x>",
        "<details>\n",
        "</details>\n",
        "<br>",
        "# ",
        "## x {#y}\n",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "- [ ] ",
        "[^1]",
        "[^1]: ",
        "https://a.b/c",
        "<https://a.b>",
        "](gloss: \"w\")",
        "](term:x)",
        "---\n",
        "***",
        "| a | b |\n|---|:-:|\n",
        "term\n: ",
        "$x$",
        "$$",
        "...",
        "--",
        "+++",
        "{{<",
        "{%",
        ":::",
        "\0",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn read(body: &str, math: bool) -> Text {
    parse(body, &SourcePath::new("a.md"), &Options { math })
}

fn is_of(span: Span, body: &str) -> bool {
    body.get(span.range()).is_some()
}

fn assert_words(words: Words, text: &Text, body: &str) {
    match words {
        Words::Body(span) => assert!(is_of(span, body)),
        Words::Kept(index) => assert!((index as usize) < text.strings.len()),
    }
}

fn assert_inlines(text: &Text, block: &Block, body: &str) {
    let mut open = Vec::new();
    for inline in text.inlines_of(block) {
        assert!(is_of(inline.span, body), "{inline:?}");
        match inline.kind {
            InlineKind::Open(mark) => open.push(mark),
            InlineKind::Close(mark) => assert_eq!(open.pop(), Some(mark)),
            InlineKind::Code(words) | InlineKind::Html(words) | InlineKind::Footnote(words) => {
                assert_words(words, text, body);
            }
            _ => {}
        }
    }
    assert!(open.is_empty());
}

fn assert_nodes(text: &Text) {
    let mut open = Vec::new();
    let mut blocks = 0;
    for node in &text.nodes {
        match *node {
            Node::Open(container) => open.push(container),
            Node::Close(container) => assert_eq!(open.pop(), Some(container)),
            Node::Block(id) => {
                assert_eq!(id.0, blocks);
                blocks += 1;
            }
        }
    }
    assert!(open.is_empty());
    assert_eq!(blocks as usize, text.blocks.len());
}

fn assert_prose(text: &Text, block: &Block, body: &str) {
    let prose = Prose::of(text, body, block);
    for (at, character) in prose.text.char_indices() {
        assert!(is_of(prose.span(at..at + character.len_utf8()), body));
        assert!(body.is_char_boundary(prose.cut(at) as usize));
    }
}

fn german() -> Language {
    Language::new("de").expect("a tag")
}

fn sentences_of(text: &Text, body: &str) -> Sentences {
    let proses: Vec<_> = text.blocks.iter().map(|block| Prose::of(text, body, block)).collect();
    sentences(&proses, german())
}

/// Marks every sentence, and mentions where they fall.
struct Everything {
    mentions: Vec<(u32, u32)>,
}

impl Decor for Everything {
    fn dress(&mut self, source: Source<'_>, block: BlockId) -> Dress {
        let found = sentences_of(source.text, source.body);
        let sentence = |span: &Span| Sentence { start: span.start, attributes: 0..0, anchors: 0..0 };
        let mut end = source.text.block(block).span.start;
        let mut mention = |(skip, length): &(u32, u32)| {
            let range = (end + skip) as usize..(end + skip + length) as usize;
            end += skip + length;
            source
                .body
                .get(range.clone())
                .map(|_| Mention { span: Span::new(range), attributes: String::new() })
        };
        Dress {
            sentences: found.of(block).iter().map(sentence).collect(),
            mentions: self.mentions.iter().filter_map(&mut mention).collect(),
            ..Dress::default()
        }
    }
}

/// Checks that tags are closed in the order in which they were opened, and gives the text between.
fn unwrapped(html: &str) -> String {
    let mut open = Vec::new();
    let mut said = String::new();
    for (number, piece) in html.split('<').enumerate() {
        let Some((tag, text)) = piece.split_once('>').filter(|_| number > 0) else {
            said.push_str(piece);
            continue;
        };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !["br", "hr", "img", "input"].contains(&name) {
            open.push(name);
        }
        said.push_str(text);
    }
    assert!(open.is_empty(), "{html}");
    said
}

/// Bodies whose HTML is all our own.
fn without_raw_html() -> impl Strategy<Value = String> {
    pieces().prop_map(|body| body.replace(['<', '>'], "x. A"))
}

/// Sentences in links and in elements of raw HTML, each closed where it was opened.
fn nested() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Eins. ",
        "Zwei! Drei",
        " ",
        "`Vier. Fünf.` ",
        "sechs.\n",
        "Sieben.<br />\n",
    ]);
    words.prop_map(str::to_owned).prop_recursive(4, 24, 4, |inner| {
        let around = prop::sample::select(vec![
            ("<u>", "</u>"),
            ("<kbd class=x>", "</KBD>"),
            ("", ""),
            ("[a ", " b](x)"),
        ]);
        (around, prop::collection::vec(inner, 1..4)).prop_map(|((open, close), inner)| {
            // A link in a link is none.
            let inner = inner.concat();
            let inner = if open == "[a " { inner.replace(['[', ']'], "") } else { inner };
            format!("{open}{inner}{close}")
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_skeleton_is_paired_with_its_original(body in pieces()) {
        // A term without its definition, or the beginning of `<details>` alone, has no structure to keep.
        let body = body.replace("alone", "todo");
        let text = read(&body, false);
        let gloss = skeleton(&text, &body);
        let read = read(&gloss, false);
        let (own, others) = (sentences_of(&text, &body), sentences_of(&read, &gloss));
        let original = Voice { side: Side { text: &text, body: &body }, sentences: &own, language: german() };
        let gloss = Voice { side: Side { text: &read, body: &gloss }, sentences: &others, language: german() };
        let steps = align_work(original, gloss).steps;
        let paired = steps.iter().all(|(step, _)| matches!(step, Step::Both(..)));
        prop_assert!(paired, "{steps:?} in\n{}", gloss.side.body);
    }

    #[test]
    fn every_block_and_sentence_is_aligned_once_and_in_order(body in pieces(), other in pieces()) {
        let (text, read) = (read(&body, false), read(&other, false));
        let (own, others) = (sentences_of(&text, &body), sentences_of(&read, &other));
        let original = Voice { side: Side { text: &text, body: &body }, sentences: &own, language: german() };
        let gloss = Voice { side: Side { text: &read, body: &other }, sentences: &others, language: german() };
        let found = align_work(original, gloss);
        let blocks = |pick: fn(Step) -> Option<Run>| {
            let runs = found.steps.iter().filter_map(|(step, _)| pick(*step));
            runs.flat_map(|run| run.first.0..=run.last.0).collect::<Vec<_>>()
        };
        let seen = |text: &Text| {
            let seen = (0..).zip(&text.blocks).filter(|(_, block)| !block.kind.is_silent());
            seen.map(|(id, _)| id).collect::<Vec<u32>>()
        };
        let mut ones = blocks(|step| match step { Step::Both(run, _) | Step::Original(run) => Some(run), Step::Gloss(_) => None });
        let mut twos = blocks(|step| match step { Step::Both(_, run) | Step::Gloss(run) => Some(run), Step::Original(_) => None });
        prop_assert!(ones.is_sorted() && twos.is_sorted());
        ones.retain(|id| !text.blocks[*id as usize].kind.is_silent());
        twos.retain(|id| !read.blocks[*id as usize].kind.is_silent());
        prop_assert_eq!((ones, twos), (seen(&text), seen(&read)));
        for ((step, _), met) in found.steps.iter().zip(&found.sentences) {
            let Step::Both(run, other) = step else { continue };
            let count = |run: &Run, all: &Sentences| (run.first.0..=run.last.0).map(|id| all.of(BlockId(id)).len()).sum::<usize>();
            let counts = [count(run, &own), count(other, &others)];
            let ends = met.last().map_or([0, 0], |(one, other)| [one.end, other.end]);
            prop_assert!(ends == counts || counts.contains(&0));
            prop_assert!(met.windows(2).all(|two| two[0].0.end == two[1].0.start && two[0].1.end == two[1].1.start));
        }
    }

    #[test]
    fn a_text_is_whole(body in pieces(), math: bool) {
        let text = read(&body, math);
        assert_nodes(&text);
        for block in &text.blocks {
            prop_assert!(is_of(block.span, &body));
            assert_inlines(&text, block, &body);
            assert_prose(&text, block, &body);
        }
        prop_assert!(text.blocks.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
        prop_assert_eq!(paths(&text).len(), text.blocks.len());
        for found in &text.diagnostics {
            prop_assert!(found.primary.as_ref().is_some_and(|place| is_of(place.span, &body)), "{:?}", found);
        }
    }

    #[test]
    fn what_is_written_plainly_is_commonmarks(body in pieces(), math: bool) {
        let mut ours = String::new();
        write_text(&mut ours, &read(&body, math), &body, &mut Plain);
        let mut theirs = String::new();
        let events = pulldown_cmark::Parser::new_ext(&body, Options { math }.features());
        pulldown_cmark::html::push_html(&mut theirs, events);
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn what_a_page_adds_is_well_formed_and_changes_no_words(
        body in without_raw_html(),
        mentions in prop::collection::vec((0_u32..6, 1_u32..9), 0..6),
    ) {
        let text = read(&body, false);
        let mut html = String::new();
        write_text(&mut html, &text, &body, &mut Everything { mentions });
        let mut bare = String::new();
        write_text(&mut bare, &text, &body, &mut Everything { mentions: Vec::new() });
        prop_assert_eq!(unwrapped(&html), unwrapped(&bare));
    }

    #[test]
    fn sentences_cross_no_raw_html(body in nested()) {
        let body = format!("Null. {body}");
        let mut html = String::new();
        write_text(&mut html, &read(&body, false), &body, &mut Everything { mentions: Vec::new() });
        unwrapped(&html.replace(" class=x", "").to_lowercase());
    }

    #[test]
    fn any_characters_parse(body in "\\PC{0,80}") {
        assert_nodes(&read(&body, true));
    }
}
