//! The skeleton of a gloss: the original's blocks, each still to be glossed.

use super::model::{
    Alignment, Block, BlockId, BlockKind, Container, Directive, InlineKind, Mark, Node, Text, Words,
};
use super::prose::Prose;
use crate::diagnostic::{Id, Span};

/// Where a block's words will stand.
const PLACE: &str = "…";

/// Markdown for a gloss of `text`: block by block the original's structure, with a placeholder
/// for its words and the original's in a comment before it. What is equal in all languages (code,
/// raw HTML, rules) is copied; what has no partner on purpose is left out.
#[must_use]
pub fn skeleton(text: &Text, body: &str) -> String {
    let lines = Skeleton { text, body, depth: 0 }.siblings(&text.nodes, false);
    lines.into_iter().map(|line| line + "\n").collect()
}

#[derive(Clone, Copy)]
struct Skeleton<'a> {
    text: &'a Text,
    body: &'a str,
    /// How many containers are around.
    depth: usize,
}

/// How many containers may stand in each other; what nobody would read is not followed further.
const DEEPEST: usize = 100;

impl Skeleton<'_> {
    /// The lines of nodes that stand beside each other; in a tight list nothing stands between them.
    fn siblings(self, nodes: &[Node], tight: bool) -> Vec<String> {
        let mut lines = Vec::new();
        let mut before: Option<Node> = None;
        let mut other_marker = false;
        for piece in pieces(nodes) {
            let first = piece[0];
            // A second list right after another of its kind would go on with it.
            let other = before.is_some_and(|before| is_same_list(before, first)) && !other_marker;
            let own = self.piece(piece, before, other);
            if own.is_empty() {
                continue;
            }
            if before.is_some_and(|before| self.is_apart(before, first, tight)) {
                lines.push(String::new());
            }
            lines.extend(own);
            (before, other_marker) = (Some(first), other);
        }
        lines
    }

    /// The lines of a block, or of a container with all that is in it.
    fn piece(self, nodes: &[Node], before: Option<Node>, other_marker: bool) -> Vec<String> {
        let inside = || nodes.get(1..nodes.len() - 1).unwrap_or_default();
        let within = Self { depth: self.depth + 1, ..self };
        match nodes[0] {
            Node::Block(id) => self.block(id, before),
            Node::Open(_) if self.depth > DEEPEST => Vec::new(),
            Node::Open(Container::List(first)) => within.list(inside(), first, other_marker),
            Node::Open(Container::DefinitionList) => within.definitions(inside()),
            Node::Open(container) => within.container(container, inside()),
            Node::Close(_) => Vec::new(),
        }
    }

    fn container(self, container: Container, inside: &[Node]) -> Vec<String> {
        let mut lines = self.siblings(inside, false);
        match container {
            _ if lines.is_empty() => lines,
            Container::Quote => prefixed(lines, "> ", "> "),
            Container::Alert(kind) => {
                lines.insert(0, format!("[!{}]", kind.word()));
                prefixed(lines, "> ", "> ")
            }
            Container::Footnote(label) => prefixed(lines, &format!("[^{}]: ", self.words(label)), "    "),
            _ => lines,
        }
    }

    fn list(self, items: &[Node], first: Option<u64>, other_marker: bool) -> Vec<String> {
        let tight = self.is_tight(items);
        let (bullet, end) = if other_marker { ("* ", ")") } else { ("- ", ".") };
        let mut number = first;
        let mut lines: Vec<String> = Vec::new();
        for item in pieces(items) {
            let own = self.siblings(item.get(1..item.len() - 1).unwrap_or_default(), tight);
            let marker = number.map_or_else(|| bullet.to_owned(), |number| format!("{number}{end} "));
            if own.is_empty() {
                continue;
            }
            if !tight && !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(prefixed(own, &marker, &" ".repeat(marker.len())));
            number = number.map(|number| number + 1);
        }
        lines
    }

    /// Terms, each with its definitions below it.
    fn definitions(self, nodes: &[Node]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut before: Option<Node> = None;
        let mut all = pieces(nodes).peekable();
        while let Some(piece) = all.next() {
            let is_definition = piece[0] == Node::Open(Container::Definition);
            let own = match piece[0] {
                Node::Block(id) => self.block(id, before),
                _ => prefixed(
                    self.siblings(piece.get(1..piece.len() - 1).unwrap_or_default(), false),
                    ": ",
                    "  ",
                ),
            };
            let after_definition = matches!(before, Some(Node::Open(_)));
            let apart = if is_definition { !self.is_tight(piece) } else { after_definition };
            // Without a definition below it, be it an empty one, a term is none.
            let own = match (own.is_empty(), before) {
                (true, Some(Node::Block(_))) if is_definition && !defines(all.peek()) => {
                    vec![": ".to_owned()]
                }
                (true, _) => continue,
                (false, _) => own,
            };
            if apart && !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(own);
            before = Some(piece[0]);
        }
        lines
    }

    /// Whether the paragraphs right in these items stand without blank lines around them.
    fn is_tight(self, items: &[Node]) -> bool {
        let mut depth = 0;
        for node in items {
            match *node {
                Node::Open(Container::Details) | Node::Close(Container::Details) => {}
                Node::Open(_) => depth += 1,
                Node::Close(_) => depth -= 1,
                Node::Block(id) if depth == 1 => match self.text.block(id).kind {
                    BlockKind::Paragraph { tight, .. }
                    | BlockKind::Figure { tight }
                    | BlockKind::Player { tight } => return tight,
                    _ => {}
                },
                Node::Block(_) => {}
            }
        }
        true
    }

    /// The lines of a block: what is said of it, then what stands for its words.
    fn block(self, id: BlockId, before: Option<Node>) -> Vec<String> {
        let block = self.text.block(id);
        if !self.is_glossed(id) {
            return Vec::new();
        }
        let copied = matches!(block.kind, BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule);
        let mut lines = self.allowances(id, block);
        let placed = match block.kind {
            BlockKind::Code { info } => self.code(block, info),
            // A list's marker and blanks before the first tag would read as more than they are.
            BlockKind::Html => own_lines(self.text.literal(self.body, block).trim_start()),
            // Of all signs for a rule the one that is never a list's or a heading's.
            BlockKind::Rule => vec!["___".to_owned()],
            BlockKind::Heading { level, .. } => {
                vec![format!("{} {PLACE}{}", "#".repeat(usize::from(level)), self.attributes(block))]
            }
            BlockKind::Table => self.table(block),
            BlockKind::Figure { .. } | BlockKind::Player { .. } => vec![self.in_one_line(block)],
            _ => vec![format!("{PLACE}{}", self.footnotes(block))],
        };
        let comment = self.comment(id, block, !copied);
        // A second term right below another is one with it; a comment would part the two.
        let is_term = |node: Node| matches!(node, Node::Block(id) if self.text.block(id).kind == BlockKind::DefinitionTerm);
        let joined = is_term(Node::Block(id)) && before.is_some_and(is_term);
        match (self.task(block), comment.filter(|_| !joined)) {
            // Nothing may stand before a task's box.
            (Some(mark), comment) => lines = vec![[mark, comment.as_deref().unwrap_or_default()].concat()],
            (None, comment) => lines.extend(comment),
        }
        lines.extend(placed);
        lines
    }

    /// Whether a gloss has the block too: what has no partner on purpose needs none in a new one either.
    fn is_glossed(self, id: BlockId) -> bool {
        let alone = self.text.directives_of(id).any(|said| *said == Directive::Alone);
        !alone && !self.text.block(id).kind.is_silent()
    }

    /// What is allowed of a block that is copied, and will be found in the copy too.
    fn allowances(self, id: BlockId, block: &Block) -> Vec<String> {
        let words =
            matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Table | BlockKind::DefinitionTerm)
                || matches!(block.kind, BlockKind::Paragraph { .. });
        let allowed = self.text.directives_of(id).filter_map(|said| match said {
            Directive::Allow { rule, reason } => Some((self.words(*rule), self.words(*reason))),
            _ => None,
        });
        let allowed = allowed.filter(|(rule, _)| !words && *rule != Id::Unpaired.name());
        allowed
            .map(|(rule, reason)| format!("<!-- diglot: allow {rule}: {} -->", in_a_comment(reason)))
            .collect()
    }

    /// What is said of a block: that it is still to be glossed, its id, the original's words.
    fn comment(self, id: BlockId, block: &Block, todo: bool) -> Option<String> {
        let mut said: Vec<String> = todo.then(|| "todo".to_owned()).into_iter().collect();
        for directive in self.text.directives_of(id) {
            match directive {
                Directive::Id(id) => said.push(format!("id={}", self.words(*id))),
                Directive::WithPrevious => said.push("with-previous".to_owned()),
                _ => {}
            }
        }
        let prose = Prose::of(self.text, self.body, block).text;
        let words = in_a_comment(&prose);
        said.extend((todo && !words.is_empty()).then(|| format!("note {words}")));
        (!said.is_empty()).then(|| format!("<!-- diglot: {} -->", said.join(" ")))
    }

    /// A task's box.
    fn task(self, block: &Block) -> Option<&'static str> {
        match self.text.inlines_of(block).first()?.kind {
            _ if !matches!(block.kind, BlockKind::Paragraph { .. }) => None,
            InlineKind::Task(done) => Some(if done { "[x] " } else { "[ ] " }),
            _ => None,
        }
    }

    /// Code between fences that are not in it.
    fn code(self, block: &Block, info: Option<Words>) -> Vec<String> {
        let (code, info) = (self.text.literal(self.body, block), info.map_or("", |info| self.words(info)));
        let sign = if info.contains('`') { '~' } else { '`' };
        let runs = code.split(|other| other != sign).map(|run| run.chars().count());
        let fence = sign.to_string().repeat(runs.max().unwrap_or(0).max(2) + 1);
        let mut lines = vec![format!("{fence}{info}")];
        lines.extend(own_lines(&code));
        lines.push(fence);
        lines
    }

    /// A heading's attributes, as written.
    fn attributes(self, block: &Block) -> String {
        let BlockKind::Heading { id, attributes, .. } = block.kind else { return String::new() };
        let source = block.span.of(self.body);
        let written = source.rfind('{').zip(source.rfind('}')).filter(|(open, close)| open < close);
        let written = written.filter(|_| id.is_some() || attributes.is_some());
        written.map_or_else(String::new, |(open, close)| format!(" {}", &source[open..=close]))
    }

    /// A picture or a player as it is written; with its address, if that stands elsewhere.
    fn in_one_line(self, block: &Block) -> String {
        let bare = |span: Span| {
            let lines = span.of(self.body).lines();
            let bare = lines.map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end());
            bare.collect::<Vec<_>>().join(" ")
        };
        let inlines = self.text.inlines_of(block);
        let mark = inlines.first().map(|inline| inline.kind);
        let (sign, Some(InlineKind::Open(Mark::Image(id) | Mark::Link(id)))) =
            (if matches!(mark, Some(InlineKind::Open(Mark::Image(_)))) { "!" } else { "" }, mark)
        else {
            return bare(block.span);
        };
        let source = bare(block.span);
        if source.ends_with(')') || source.trim_start_matches('!').starts_with("[[") {
            return source;
        }
        let link = &self.text.links[id.0 as usize];
        let inside = inlines.get(1..inlines.len() - 1).unwrap_or_default();
        let words = inside.first().zip(inside.last()).map_or_else(String::new, |(first, last)| {
            bare(Span { start: first.span.start, end: last.span.end })
        });
        let title = match self.words(link.title) {
            "" => String::new(),
            title => format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")),
        };
        let target = self.words(link.target).replace('<', "\\<").replace('>', "\\>");
        format!("{sign}[{words}](<{target}>{title})")
    }

    /// The marks of the footnotes that a block refers to, as far as the skeleton has them.
    fn footnotes(self, block: &Block) -> String {
        let inlines = self.text.inlines_of(block).iter();
        let marks = inlines.filter_map(|inline| match inline.kind {
            InlineKind::Footnote(label) => Some(self.words(label)).filter(|label| self.has_note(label)),
            _ => None,
        });
        marks.map(|label| format!("[^{label}]")).collect()
    }

    fn has_note(self, wanted: &str) -> bool {
        let is_it = |node: &Node| {
            matches!(node, Node::Open(Container::Footnote(label))
                if self.words(*label).to_lowercase() == wanted.to_lowercase())
        };
        let at = self.text.nodes.iter().position(is_it);
        let inside = at.and_then(|at| pieces(&self.text.nodes[at..]).next());
        let shown = |node: &Node| matches!(*node, Node::Block(id) if self.is_glossed(id));
        inside.is_some_and(|note| note.iter().any(shown))
    }

    /// A table of the same shape.
    fn table(self, block: &Block) -> Vec<String> {
        let mut rows: Vec<Vec<Alignment>> = Vec::new();
        for inline in self.text.inlines_of(block) {
            match inline.kind {
                InlineKind::Open(Mark::TableHead | Mark::TableRow) => rows.push(Vec::new()),
                InlineKind::Open(Mark::TableCell(alignment)) => {
                    rows.iter_mut().next_back().into_iter().for_each(|cells| cells.push(alignment));
                }
                _ => {}
            }
        }
        let row = |cells: Vec<&str>| format!("| {} |", cells.join(" | "));
        let mut lines: Vec<String> = rows.iter().map(|cells| row(vec![PLACE; cells.len()])).collect();
        let columns = rows.first().into_iter().flatten().map(|alignment| delimiter(*alignment));
        lines.insert(1.min(lines.len()), row(columns.collect()));
        lines
    }

    /// Whether a blank line has to stand between two siblings: raw HTML goes on to the next, and two
    /// quotations without one are one.
    fn is_apart(self, before: Node, after: Node, tight: bool) -> bool {
        let is_quote = |node| {
            matches!(node, Node::Open(Container::Quote | Container::Alert(_) | Container::Footnote(_)))
        };
        let is_html = |node| matches!(node, Node::Block(id) if self.text.block(id).kind == BlockKind::Html);
        !tight || is_html(before) || (is_quote(before) && is_quote(after))
    }

    fn words(&self, words: Words) -> &str {
        self.text.words(self.body, words)
    }
}

fn defines(piece: Option<&&[Node]>) -> bool {
    piece.is_some_and(|piece| piece[0] == Node::Open(Container::Definition))
}

/// The nodes in pieces: a block, or a container with all that is in it.
fn pieces(nodes: &[Node]) -> impl Iterator<Item = &[Node]> {
    let mut rest = nodes;
    std::iter::from_fn(move || {
        let mut depth = 0_usize;
        let end = rest.iter().position(|node| {
            match node {
                Node::Open(_) => depth += 1,
                Node::Close(_) => depth = depth.saturating_sub(1),
                Node::Block(_) => {}
            }
            depth == 0
        });
        let (piece, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn is_same_list(one: Node, other: Node) -> bool {
    match (one, other) {
        (Node::Open(Container::List(one)), Node::Open(Container::List(other))) => {
            one.is_some() == other.is_some()
        }
        _ => false,
    }
}

/// Lines with something before them; blank ones end where it ends.
fn prefixed(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let prefix = |(number, line): (usize, String)| {
        let prefix = if number == 0 { first } else { rest };
        if line.is_empty() { prefix.trim_end().to_owned() } else { [prefix, &line].concat() }
    };
    lines.into_iter().enumerate().map(prefix).collect()
}

/// The lines of what is copied.
fn own_lines(copied: &str) -> Vec<String> {
    copied.lines().map(str::to_owned).collect()
}

/// Words that end no comment, on one line: a comment ends at `-->`, whatever stands before it.
fn in_a_comment(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace("-->", "-- >")
}

fn delimiter(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}
