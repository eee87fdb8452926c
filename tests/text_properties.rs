//! What holds for a body whatever is in it.

use diglot::diagnostic::{SourcePath, Span};
use diglot::render::html::{Plain, write_text};
use diglot::text::{Block, InlineKind, Node, Options, Prose, Text, Words, parse, paths};
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

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
    fn any_characters_parse(body in "\\PC{0,80}") {
        assert_nodes(&read(&body, true));
    }
}
