//! Other tools' notations, which Diglot does not read: one finding for each kind, with the way out.

use super::model::{Block, BlockKind, Inline, InlineKind, LinkKind, Mark, Text};
use super::raw_loads::is_remote;
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span};

/// A notation, what is said of it, and what to do instead.
struct Habit {
    message: &'static str,
    help: &'static str,
}

/// How many places a finding names beside its first.
const SHOWN: usize = 20;

const TOML: Habit = Habit {
    message: "TOML front matter (`+++`) is not read",
    help: "write it as YAML between two `---` lines",
};
const SHORTCODE: Habit = Habit {
    message: "Hugo's shortcodes are not read",
    help: "write what it makes in Markdown: a figure is an image alone in its paragraph, `![…](… \"caption\")`",
};
const LIQUID: Habit = Habit {
    message: "template tags (`{% … %}`) are not read in content",
    help: "write what it makes in Markdown, or move it into a layout",
};
const CONTAINER: Habit = Habit {
    message: "`:::` containers are not read",
    help: "an alert is a quotation that begins with `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`",
};
const MODULE: Habit = Habit {
    message: "MDX modules (`import`, `export`) are not read",
    help: "remove the line; what it brings in is Markdown or a layout here",
};
const COMPONENT: Habit =
    Habit { message: "MDX components are not read", help: "write what it shows in Markdown or HTML" };
const CITATION: Habit = Habit {
    message: "double brackets are a short link to an entry here, not the words of a link",
    help: "put a backslash before the inner brackets: `[\\[1\\]](…)`",
};
const REMOTE: Habit = Habit {
    message: "a picture from another host, or one that stands in its own address, is not shown",
    help: "put the picture beside the text, and name where it comes from in `sources`",
};

/// What other tools would have read.
pub(super) fn find(text: &Text, body: &str, path: &SourcePath) -> Vec<Diagnostic> {
    let prose: Vec<Span> = text.blocks.iter().flat_map(|block| stretches(text, block)).collect();
    let within = |needles: &[&str]| -> Vec<Span> {
        // Most texts have none of them: one look at the whole is quicker than one at each stretch.
        if !needles.iter().any(|needle| body.contains(needle)) {
            return Vec::new();
        }
        let mut places: Vec<_> = prose.iter().flat_map(|span| occurrences(*span, body, needles)).collect();
        places.sort();
        places
    };
    let found = [
        (TOML, toml(body)),
        (SHORTCODE, within(&["{{<", "{{%"])),
        (
            LIQUID,
            within(&["{%"]).into_iter().filter(|at| !body[..at.start as usize].ends_with('{')).collect(),
        ),
        (CONTAINER, containers(text, &prose, body)),
        (MODULE, modules(text, body)),
        (COMPONENT, components(text, body)),
        (CITATION, citations(text, body)),
        (REMOTE, remote(text, body)),
    ];
    found.into_iter().filter_map(|(habit, places)| report(&habit, &places, path)).collect()
}

/// One finding at the first place, which names the others.
fn report(habit: &Habit, places: &[Span], path: &SourcePath) -> Option<Diagnostic> {
    let (first, others) = places.split_first()?;
    let found =
        Diagnostic::new(Id::ForeignHabit, habit.message).at(Place::body(path, *first)).help(habit.help);
    Some(
        others
            .iter()
            .take(SHOWN)
            .fold(found, |found, other| found.also_at(Place::body(path, *other), "here too")),
    )
}

/// The stretches of a block between its code, formulas and comments.
fn stretches(text: &Text, block: &Block) -> Vec<Span> {
    if matches!(block.kind, BlockKind::Code { .. } | BlockKind::Directive) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut start = block.span.start;
    for inline in text.inlines_of(block) {
        if let InlineKind::Code(_) | InlineKind::Math(..) = inline.kind {
            out.push(Span { start, end: inline.span.start.max(start) });
            start = inline.span.end;
        }
    }
    out.push(Span { start, end: block.span.end.max(start) });
    out
}

/// Where the stretch holds one of the needles, to the end of its tag or line.
fn occurrences(span: Span, body: &str, needles: &[&str]) -> Vec<Span> {
    let said = span.of(body);
    let tag = |at: usize| {
        let length = said[at..].find(['}', '\n']).map_or(said.len() - at, |end| end + 1);
        Span::new(span.start as usize + at..span.start as usize + at + length)
    };
    let found = |needle| said.match_indices(needle).take(SHOWN).map(|(at, _)| tag(at));
    needles.iter().flat_map(|needle| found(*needle)).collect()
}

fn toml(body: &str) -> Vec<Span> {
    let first = body.lines().next().unwrap_or_default();
    let is_closed = || body.lines().skip(1).any(|line| line.trim_end() == "+++");
    if first.trim_end() == "+++" && is_closed() { vec![Span::new(0..3)] } else { Vec::new() }
}

/// Each line that begins with `:::`: of prose, and of the body outside of code, as below a paragraph
/// the colons are read as marks of a definition list, and are in no block.
fn containers(text: &Text, prose: &[Span], body: &str) -> Vec<Span> {
    let code: Vec<Span> = text.blocks.iter().filter(|block| is_code(block)).map(|block| block.span).collect();
    let outside = |line: &Span| !code.iter().any(|code| code.start <= line.start && line.start < code.end);
    let whole = Span::new(0..body.len());
    let mut lines: Vec<Span> = fences(whole, body).filter(outside).collect();
    lines.extend(prose.iter().flat_map(|span| fences(*span, body)));
    lines.sort_by_key(|line| line.end);
    lines.dedup_by_key(|line| line.end);
    lines
}

fn is_code(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Code { .. } | BlockKind::Directive | BlockKind::Html)
}

fn fences(span: Span, body: &str) -> impl Iterator<Item = Span> {
    let said = span.of(body);
    said.lines().filter(|line| line.trim_start().starts_with(":::")).map(move |line| {
        let begins = line.trim_start();
        let start = span.start as usize + (begins.as_ptr().addr() - said.as_ptr().addr());
        Span::new(start..start + begins.trim_end().len())
    })
}

/// MDX's module lines, in the paragraphs before any other block.
fn modules(text: &Text, body: &str) -> Vec<Span> {
    let is_module = |line: &str| {
        (line.starts_with("import ") && (line.contains(" from ") || line.contains(['"', '\''])))
            || ["export const ", "export default ", "export function "]
                .iter()
                .any(|word| line.starts_with(word))
    };
    let paragraph = |block: &&Block| matches!(block.kind, BlockKind::Paragraph { .. });
    text.blocks
        .iter()
        .take_while(paragraph)
        .take_while(|block| block.span.of(body).lines().next().is_some_and(is_module))
        .map(|block| block.span)
        .collect()
}

/// Tags that begin with a capital and go on in small letters.
fn components(text: &Text, body: &str) -> Vec<Span> {
    let is_component = |tag: &str| {
        let name =
            tag.trim_start_matches('<').split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(|c: char| c.is_ascii_lowercase())
    };
    let html = |inline: &&Inline| matches!(inline.kind, InlineKind::Html(_));
    text.inlines
        .iter()
        .filter(html)
        .map(|inline| (inline, inline.span.of(body).trim_start()))
        .filter(|(_, html)| html.starts_with('<') && is_component(html))
        .map(|(inline, _)| inline)
        .map(|inline| inline.span)
        .collect()
}

/// `[[1]](…)`: CommonMark's link, had short links not taken its inner half.
fn citations(text: &Text, body: &str) -> Vec<Span> {
    let cited = |pair: &[Inline]| match (pair[0].kind, pair[1].kind) {
        (InlineKind::Close(Mark::Link(id)), InlineKind::Text) => {
            let link = text.links.get(id.0 as usize)?;
            let short = link.kind == LinkKind::Shorthand(false) && pair[1].span.start == link.span.end;
            (short && pair[1].span.of(body).starts_with('(')).then_some(link.span)
        }
        _ => None,
    };
    text.inlines.windows(2).filter_map(cited).collect()
}

fn remote(text: &Text, body: &str) -> Vec<Span> {
    text.inlines
        .iter()
        .filter_map(|inline| match inline.kind {
            InlineKind::Open(Mark::Image(id)) => text.links.get(id.0 as usize),
            _ => None,
        })
        .filter(|link| is_remote(text.words(body, link.target)))
        .map(|link| link.span)
        .collect()
}
