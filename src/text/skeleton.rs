//! The skeleton of a gloss: the original's blocks, each still to be glossed.

use super::model::{Block, BlockId, BlockKind, Container, Directive, InlineKind, Mark, Node, Text, Words};
use super::path::{Step, paths};
use super::prose::Prose;

/// Where a block's words will stand.
const PLACE: &str = "…";

/// Markdown for a gloss of `text`: block by block the original's structure, with a placeholder
/// for its words and the original's in a comment before it. What is equal in all languages (code,
/// raw HTML, rules) is copied.
#[must_use]
pub fn skeleton(text: &Text, body: &str) -> String {
    let paths = paths(text);
    let mut skeleton = Skeleton { text, body, out: String::new(), before: &[] };
    for node in &text.nodes {
        if let Node::Block(id) = *node {
            skeleton.block(id, &paths[id.0 as usize]);
        }
    }
    skeleton.out
}

struct Skeleton<'a> {
    text: &'a Text,
    body: &'a str,
    out: String,
    /// The containers around the block before.
    before: &'a [Step],
}

impl<'a> Skeleton<'a> {
    fn block(&mut self, id: BlockId, path: &'a [Step]) {
        let block = self.text.block(id);
        // What has no partner on purpose needs none in a new gloss either.
        let alone = self.text.directives_of(id).any(|said| *said == Directive::Alone);
        if block.kind.is_silent() || alone {
            return;
        }
        let lines = self.lines(block);
        let tight = matches!(block.kind, BlockKind::Paragraph { tight: true, .. });
        let goes_on = path.first().is_some_and(|step| !step.first);
        let joined = tight && goes_on && self.before.len() <= path.len();
        if !self.out.is_empty() && !joined {
            let prefix: String =
                path.iter().filter(|step| !step.first).map(|step| blank(step.container)).collect();
            self.out.push_str(prefix.trim_end());
            self.out.push('\n');
        }
        for (number, line) in lines.iter().enumerate() {
            let prefix: String = path.iter().map(|step| self.prefix(*step, number == 0)).collect();
            let whole = format!("{prefix}{line}");
            self.out.push_str(whole.trim_end());
            self.out.push('\n');
        }
        self.before = path;
    }

    /// What a container puts before a line of a block in it.
    fn prefix(&self, step: Step, first_line: bool) -> String {
        let opens = step.first && first_line;
        match step.container {
            Container::Quote => "> ".to_owned(),
            Container::Alert(kind) if opens => format!("> [!{}]\n> ", kind.word()),
            Container::Alert(_) => "> ".to_owned(),
            Container::Item if opens => "- ".to_owned(),
            Container::Footnote(label) if opens => format!("[^{}]: ", self.text.words(self.body, label)),
            Container::Definition if opens => ": ".to_owned(),
            other => blank(other).to_owned(),
        }
    }

    /// The lines of a block: the comment, then what stands for its words.
    fn lines(&self, block: &Block) -> Vec<String> {
        let source = || block.span.of(self.body).trim_end().lines().map(str::to_owned).collect::<Vec<_>>();
        let placed = match block.kind {
            BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule => return source(),
            BlockKind::Heading { level, id, .. } => {
                let id =
                    id.map_or_else(String::new, |id| format!(" {{#{}}}", self.text.words(self.body, id)));
                vec![format!("{} {PLACE}{id}", "#".repeat(usize::from(level)))]
            }
            BlockKind::Table => self.table(block),
            BlockKind::Figure { .. } | BlockKind::Player { .. } => vec![source().join(" ")],
            _ => vec![format!("{PLACE}{}", self.footnotes(block))],
        };
        std::iter::once(self.comment(block)).chain(placed).collect()
    }

    fn comment(&self, block: &Block) -> String {
        let prose = Prose::of(self.text, self.body, block).text;
        let words: Vec<_> = prose.split_whitespace().collect();
        // A comment ends at `-->`, whatever stands before it.
        let words = words.join(" ").replace("-->", "-- >");
        if words.is_empty() {
            "<!-- diglot: todo -->".to_owned()
        } else {
            format!("<!-- diglot: todo note {words} -->")
        }
    }

    /// The marks of the footnotes that a block refers to.
    fn footnotes(&self, block: &Block) -> String {
        let inlines = self.text.inlines_of(block).iter();
        let mark = |words: Words| format!("[^{}]", self.text.words(self.body, words));
        let marks = inlines.filter_map(|inline| match inline.kind {
            InlineKind::Footnote(label) => Some(mark(label)),
            _ => None,
        });
        marks.collect()
    }

    /// A table of the same shape.
    fn table(&self, block: &Block) -> Vec<String> {
        let mut rows: Vec<usize> = Vec::new();
        for inline in self.text.inlines_of(block) {
            match inline.kind {
                InlineKind::Open(Mark::TableHead | Mark::TableRow) => rows.push(0),
                InlineKind::Open(Mark::TableCell(_)) => {
                    rows.iter_mut().next_back().into_iter().for_each(|cells| *cells += 1)
                }
                _ => {}
            }
        }
        let row = |cells: usize, cell: &str| format!("|{}", format!(" {cell} |").repeat(cells));
        let mut lines: Vec<String> = rows.iter().map(|cells| row(*cells, PLACE)).collect();
        lines.insert(1.min(lines.len()), row(rows.first().copied().unwrap_or(1), "---"));
        lines
    }
}

/// What a container puts before a line that does not begin it.
fn blank(container: Container) -> &'static str {
    match container {
        Container::Quote | Container::Alert(_) => "> ",
        Container::Item | Container::Definition => "  ",
        Container::Footnote(_) => "    ",
        Container::List(_) | Container::DefinitionList | Container::Details => "",
    }
}
