//! Bodies in small, and what is read from them.

use super::*;
use crate::diagnostic::{Diagnostic, SourcePath};

fn read(body: &str) -> Text {
    parse(body, &SourcePath::new("a.de.md"), &Options::default())
}

fn kinds(text: &Text) -> Vec<BlockKind> {
    text.blocks.iter().map(|block| block.kind).collect()
}

/// The text's shape: `(` a container, `)` its end, a letter a block.
fn shape(body: &str) -> String {
    let text = read(body);
    let letter = |id: &BlockId| match text.block(*id).kind {
        BlockKind::Heading { .. } => 'h',
        BlockKind::Paragraph { tight: false, verse: false } => 'p',
        BlockKind::Paragraph { tight: true, .. } => 't',
        BlockKind::Paragraph { verse: true, .. } => 'v',
        BlockKind::Figure { .. } => 'f',
        BlockKind::Player { .. } => 'm',
        BlockKind::Code { .. } => 'c',
        BlockKind::Table => 'T',
        BlockKind::DefinitionTerm => 'd',
        BlockKind::Html => 'x',
        BlockKind::Directive => '!',
        BlockKind::Anchor { .. } => 'a',
        BlockKind::Comment => '%',
        BlockKind::Rule => '-',
    };
    let step = |node: &Node| match node {
        Node::Open(_) => '(',
        Node::Close(_) => ')',
        Node::Block(id) => letter(id),
    };
    text.nodes.iter().map(step).collect()
}

/// Each finding with the place it points at.
fn findings(body: &str) -> Vec<(String, String)> {
    let at = |found: &Diagnostic| found.primary.as_ref().map_or("", |place| place.span.of(body)).to_owned();
    read(body).diagnostics.iter().map(|found| (at(found), found.message.clone())).collect()
}

fn helps(body: &str) -> Vec<String> {
    read(body).diagnostics.iter().flat_map(|found| found.help.clone()).collect()
}

fn links(body: &str) -> Vec<(LinkKind, String, String)> {
    let text = read(body);
    let words = |words| text.words(body, words).to_owned();
    text.links.iter().map(|link| (link.kind, words(link.target), words(link.title))).collect()
}

fn directives(body: &str) -> Vec<(String, String)> {
    let text = read(body);
    let words = |of: &Words| text.words(body, *of);
    let said = |directive: &Directive| match directive {
        Directive::Alone => "alone".to_owned(),
        Directive::Todo => "todo".to_owned(),
        Directive::WithPrevious => "with-previous".to_owned(),
        Directive::Id(id) => format!("id {}", words(id)),
        Directive::Note(note) => format!("note {}", words(note)),
        Directive::Allow { rule, reason } => format!("allow {} {}", words(rule), words(reason)),
    };
    let block = |id: BlockId| text.block(id).span.of(body).to_owned();
    text.directives.iter().map(|(id, directive)| (said(directive), block(*id))).collect()
}

fn prose(body: &str) -> String {
    let text = read(body);
    text.blocks.iter().map(|block| Prose::of(&text, body, block).text).collect::<Vec<_>>().join("¶")
}

fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect()
}

#[test]
fn blocks_stand_in_their_containers() {
    assert_eq!(shape("# A\n\nb\n\n- c\n- d\n  - e\n\n> f\n"), "hp((t)(t((t))))(p)");
    assert_eq!(shape("- a\n\n  b\n"), "((pp))");
    assert_eq!(shape("term\n: meaning\n"), "(d(t))");
    assert_eq!(shape("a[^1]\n\n[^1]: b\n\n    c\n"), "p(pp)");
    assert_eq!(shape("| a |\n|---|\n| b |\n\n---\n\n    c\n"), "T-c");
}

#[test]
fn figures_players_and_verse_are_known() {
    assert_eq!(shape("![a](b.png \"c\")\n"), "f");
    assert_eq!(shape("![a](b.png) and\n"), "p");
    assert_eq!(shape("[Hören](a.mp3)\n\n[Sehen](b.webm#t=3)\n\n[Lesen](c.md)\n"), "mmp");
    assert_eq!(shape("eins\\\nzwei  \ndrei\n"), "v");
    assert_eq!(shape("eins\\\nzwei\ndrei\n"), "p");
}

#[test]
fn details_are_containers_around_what_stands_between_their_tags() {
    assert_eq!(shape("<details>\n<summary>S</summary>\n\na\n\n</details>\n\nb\n"), "x(p)xp");
    assert_eq!(shape("<details><summary>S</summary>a</details>\n\nb\n"), "xp");
    assert_eq!(shape("- <details>\n\n  a\n\nb\n"), "((x(p)))p");
}

#[test]
fn links_say_what_they_ask_for() {
    assert_eq!(links("[a](term:x-y)"), [(LinkKind::Term, "x-y".into(), String::new())]);
    assert_eq!(links("[a](term:none)"), [(LinkKind::NoTerm, "none".into(), String::new())]);
    assert_eq!(links("[a](gloss: \"b c\")"), [(LinkKind::Gloss, String::new(), "b c".into())]);
    assert_eq!(links("[a](gloss:fr \"b\")"), [(LinkKind::Gloss, "fr".into(), "b".into())]);
    assert_eq!(links("[[x#y]]"), [(LinkKind::Shorthand(false), "x#y".into(), String::new())]);
    assert_eq!(links("[[x|das *Team*]]"), [(LinkKind::Shorthand(true), "x".into(), String::new())]);
    assert_eq!(links("| [[x\\|y]] |\n|---|\n"), [(LinkKind::Shorthand(true), "x".into(), String::new())]);
    assert_eq!(links("<https://ab.de>"), [(LinkKind::Auto, "https://ab.de".into(), String::new())]);
}

#[test]
fn double_brackets_that_link_elsewhere() {
    assert_eq!(findings("[[1]](https://ab.de) und [[2]](y)\n")[0].0, "[[1]]");
    assert_eq!(findings("[[1]] (siehe) und [\\[1\\]](y)\n"), []);
}

#[test]
fn bare_urls_are_links_but_not_in_links_and_code() {
    let url = (LinkKind::Bare, "https://ab.de/c_d_e".to_owned(), String::new());
    assert_eq!(links("(siehe https://ab.de/c_d_e)."), [url]);
    assert_eq!(links("`https://ab.de` <a href=x>https://ab.de</a>"), []);
    assert_eq!(links("[https://ab.de](c)").len(), 1);
}

#[test]
fn directives_speak_of_the_next_block() {
    let body = "<!-- diglot: alone id=why -->\n## W\n\n<!-- diglot: note hier bitte kurz -->\n\n- a\n";
    assert_eq!(
        pairs(&directives(body)),
        [("alone", "## W"), ("id why", "## W"), ("note hier bitte kurz", "a")]
    );
    assert_eq!(pairs(&directives("- <!-- diglot: todo -->\n  a\n- b\n")), [("todo", "a")]);
    assert_eq!(
        pairs(&directives("<!-- diglot: todo -->\n<!-- diglot: alone -->\nText\n")),
        [("todo", "Text"), ("alone", "Text")]
    );
    assert_eq!(shape("<!-- diglot: alone -->\nText\n\n<!-- another -->\n"), "!p%");
}

#[test]
fn an_allowance_names_a_rule_and_a_reason() {
    let body = "<!-- diglot: allow foreign-habit: so will es  der Autor -->\nText\n";
    assert_eq!(pairs(&directives(body)), [("allow foreign-habit so will es  der Autor", "Text")]);
    let body = "<!-- diglot: allow foreign-habbit: x -->\nText\n";
    assert_eq!(pairs(&findings(body)), [("foreign-habbit", "there is no rule `foreign-habbit`")]);
    assert_eq!(helps(body), ["did you mean `foreign-habit`?"]);
    let body = "<!-- diglot: allow broken-gloss -->\nText\n";
    assert_eq!(pairs(&findings(body)), [("broken-gloss", "`allow broken-gloss` without a reason")]);
}

#[test]
fn anchors_name_the_block_below() {
    assert_eq!(pairs(&directives("<a id=\"why\"></a>\n## W\n")), [("id why", "## W")]);
    let body = "<a id=\"why\"></a>\nText\n";
    assert_eq!(pairs(&directives(body)), [("id why", body.trim())]);
    assert_eq!(prose(body), "Text");
    assert_eq!(shape("<a id=\"x\"></a>\n\nText\n"), "ap");
    assert_eq!(pairs(&directives("<a id=\"x\"></a> Text\n")), []);
}

#[test]
fn directives_that_cannot_work_are_found() {
    let wrong = "<!-- diglot: alnoe -->\nText\n";
    assert_eq!(pairs(&findings(wrong)), [("alnoe", "`alnoe` is no directive")]);
    assert_eq!(helps(wrong), ["did you mean `alone`?"]);
    for (body, at) in [
        ("Text\n\n<!-- diglot: alone -->\n", "alone"),
        ("> Text\n>\n> <!-- diglot: todo -->\n\nText\n", "todo"),
        ("- a\n\n<!-- diglot: alone -->\n\n- b\n", "<!-- diglot: alone -->"),
        ("<!-- diglot: alone --> Text\n", "<!-- diglot: alone -->"),
        ("Text <!-- diglot: alone --> Text\n", "<!-- diglot: alone -->"),
        ("<div>\n<!-- diglot: alone -->\n</div>\n", "<!-- diglot: alone -->"),
        ("<!-- diglot: with-previous -->\nText\n", "with-previous"),
        ("<!-- diglot: id=a.b -->\nText\n", "a.b"),
        ("<!-- diglot: note -->\nText\n", "note"),
    ] {
        let found = findings(body);
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert_eq!(found[0].0, at);
    }
    assert_eq!(findings("```\n<!-- diglot: alnoe -->\n```\n"), []);
}

#[test]
fn comments_for_us_are_known_in_any_case_and_with_a_colon() {
    let body = "<!-- Diglot: note Auch geheim -->\nText\n";
    assert_eq!(pairs(&directives(body)), [("note Auch geheim", "Text")]);
    for body in ["<!-- diglot alone -->\nText\n", "<!--DIGLOT id=why-->\nText\n"] {
        assert_eq!(shape(body), "!p");
        assert_eq!(findings(body)[0].1, "this comment lacks the colon behind `diglot`");
    }
    assert_eq!(findings("<!-- Diglot ist ein Programm -->\nText\n"), []);
}

#[test]
fn comments_for_us_are_never_published() {
    let silent = |body: &str| {
        let text = read(body);
        text.inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Silent(_))).count()
    };
    for body in [
        "Text. <!-- diglot: note Geheim -->\n",
        "# Text <!-- Diglot: note Geheim -->\n",
        "| a <!-- diglot note Geheim --> |\n|---|\n",
    ] {
        assert_eq!((silent(body), findings(body).len()), (1, 1), "{body}");
    }
    let html = "<div><!-- diglot: note Geheim -->a<!-- b --><!-- DIGLOT: alone";
    assert_eq!(without_directives(html), "<div>a<!-- b -->");
}

#[test]
fn a_tasks_directive_stands_behind_its_box() {
    let body = "- [x] <!-- diglot: todo note a -->\n  b\n- [ ] c <!-- diglot: todo -->\n";
    let said = directives(body);
    let said: Vec<_> = said.iter().map(|(said, _)| said.as_str()).collect();
    assert_eq!(said, ["todo", "note a"]);
    assert_eq!(findings(body).len(), 1);
    assert_eq!(prose(body), "b¶c ");
}

#[test]
fn comments_alone_are_no_part_of_a_text() {
    assert_eq!(shape("<!-- a -->\n\n<!-- b --> <!-- c -->\n\nText <!-- e -->\n"), "%%p");
    assert_eq!(shape("<!-- a --> b\n\n<!-- c\n"), "xx");
}

#[test]
fn what_goes_with_the_block_before_stands_beside_it() {
    let joins = |body: &str| directives(body).iter().any(|(said, _)| said == "with-previous");
    let with = "<!-- diglot: with-previous -->";
    assert!(joins(&format!("a\n\n{with}\nb\n")));
    assert!(joins(&format!("> a\n>\n> <!-- x -->\n>\n> {with}\n> b\n")));
    for apart in [
        format!("{with}\na\n"),
        format!("- a\n\n{with}\nb\n"),
        format!("a\n\n- {with}\n  b\n"),
        format!("- a\n- {with}\n  b\n"),
        format!("# a\n\n{with}\nb\n"),
        format!("a\n\n{with}\n# b\n"),
        format!("<details>\n\n{with}\na\n\n</details>\n"),
    ] {
        assert_eq!((joins(&apart), findings(&apart).len()), (false, 1), "{apart}");
    }
}

#[test]
fn what_did_not_parse_is_found() {
    let body = "Text[^plan] und `[^code]` und \\[^no]\n";
    assert_eq!(pairs(&findings(body)), [("[^plan]", "the footnote `plan` is not defined")]);
    assert_eq!(helps("a[^paln]\n\nb[^plan]\n\n[^plan]: c\n")[0], "did you mean `[^plan]`?");
    let body = "[a](gloss:\"b c\") c\n";
    assert_eq!(pairs(&findings(body)), [("](gloss:\"b c\")", "this inline gloss is not read as a link")]);
    assert_eq!(findings("[a](gloss: \"\")\n").len(), 1);
    assert_eq!(helps("[a](gloss:\"b\")\n")[0], "write `(gloss: \"words\")`");
}

#[test]
fn foreign_habits_are_found_once_each() {
    for (body, at) in [
        ("+++\ntitle = \"x\"\n+++\n\nText\n", "+++"),
        ("Text {{< figure src=\"x\" >}} {{< b >}}\n", "{{< figure src=\"x\" >}"),
        ("{% include x %}\n", "{% include x %}"),
        ("::: warning\nText\n:::\n", "::: warning"),
        ("import X from './x'\n\nText\n", "import X from './x'"),
        ("<Tabs>\n\nText\n\n</Tabs>\n", "<Tabs>\n"),
        ("![a](https://ab.de/c.png)\n", "![a](https://ab.de/c.png)"),
    ] {
        let found = findings(body);
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert_eq!(found[0].0, at);
    }
    assert_eq!(findings("`{{< x >}}` and\n\n```\n{% x %}\n:::\n```\n"), []);
    assert_eq!(findings("Wir import Waren\n\n<DIV>\n"), []);
}

#[test]
fn prose_is_what_a_reader_hears() {
    assert_eq!(
        prose("Ein *Wort*, `code` und\n[ein Link](x)&nbsp;&amp; ![Bild](y)<b>z</b>[^1]\n\n[^1]: n\n"),
        "Ein Wort, code und ein Link\u{a0}& z¶n"
    );
    assert_eq!(prose("| a | b |\n|---|---|\n| c | |\n"), "a\nb\nc\n");
}

#[test]
fn prose_knows_the_way_back() {
    let body = "Das **Scaling&shy;-Team** baut.\n";
    let text = read(body);
    let prose = Prose::of(&text, body, &text.blocks[0]);
    let at = prose.text.find("Scaling").expect("it is said");
    let end = prose.text.find(" baut").expect("it is said");
    assert_eq!(prose.span(at..end).of(body), "Scaling&shy;-Team");
    assert_eq!(&body[prose.cut(at) as usize..][..4], "**Sc");
}

#[test]
fn prose_finds_the_words_of_a_stretch() {
    let body = "Nutze **A&amp;B** und `x y`\n";
    let text = read(body);
    let prose = Prose::of(&text, body, &text.blocks[0]);
    let words = |part: &str| {
        let start = body.find(part).expect("it is there");
        &prose.text[prose.range(crate::diagnostic::Span::new(start..start + part.len()))]
    };
    assert_eq!(words("**A&amp;B** u"), "A&B u");
    assert_eq!(words("und `x y`"), "und x y");
    assert_eq!(words("**"), "");
    assert_eq!(words("utze"), "utze");
}

#[test]
fn prose_says_what_is_shown_instead_of_a_link() {
    let body = "Die [[ebbe]] und [[flut|*die* Flut]].\n";
    let text = read(body);
    let shown = |id: super::LinkId| (id.0 == 0).then(|| "Ebbe, ablaufend".to_owned());
    let prose = Prose::with(&text, body, &text.blocks[0], &shown);
    assert_eq!(prose.text, "Die Ebbe, ablaufend und die Flut.");
    let at = body.find("[[ebbe]]").expect("it is there");
    assert_eq!(&prose.text[prose.range(crate::diagnostic::Span::new(at..at + 8))], "Ebbe, ablaufend");
    assert_eq!(prose.span(4..6).of(body), "[[ebbe]]");
}

#[test]
fn escaped_quotes_are_kept_apart() {
    let body = "\\\"a\" \\\\\"b\"\n";
    let text = read(body);
    let kept = text.inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Kept(_)));
    assert_eq!(kept.map(|inline| inline.span.of(body)).collect::<Vec<_>>(), ["\"", "\\"]);
}

#[test]
fn headings_keep_their_attributes() {
    let body = "# A {#b .c k=v}\n";
    let text = read(body);
    let BlockKind::Heading { level: 1, id: Some(id), attributes: Some(attributes) } = kinds(&text)[0] else {
        panic!("a heading with id and attributes");
    };
    assert_eq!(text.words(body, id), "b");
    assert_eq!(text.words(body, attributes), " class=\"c\" k=\"v\"");
}
