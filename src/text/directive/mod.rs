//! What authors say to Diglot in comments and anchors, and of which block.

use super::model::{Block, BlockId, BlockKind, Container, Directive, Inline, InlineKind, Node, Text, Words};
use super::strings::Strings;
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span};

mod anchor;
mod comment;
mod join;
mod own_id;
mod stray;

pub(super) use anchor::{is_anchors, silence_anchors};
pub use comment::without_directives;
pub(super) use comment::{comment, is_comments, silence_comments};
pub use own_id::may_be_id;

/// How many directives in a row are looked past.
const NEAR: usize = 8;

/// A directive, or what the author may have meant by it.
type Found<T> = (T, Vec<Diagnostic>);

/// A directive that waits for its block.
struct Pending {
    said: Directive,
    span: Span,
    /// How many containers are around it.
    depth: usize,
}

/// Each directive with its block, in the order of the body, and what is wrong with them.
pub(super) fn assign(text: &mut Text, body: &str, path: &SourcePath) -> Found<Vec<(BlockId, Directive)>> {
    let mut walk =
        Walk { text, body, path, pending: Vec::new(), depth: 0, assigned: Vec::new(), found: Vec::new() };
    for at in 0..walk.text.nodes.len() {
        walk.step(at);
    }
    walk.depth = 0;
    walk.drop_pending(0);
    let Walk { assigned, mut found, .. } = walk;
    found.extend(stray::find(text, body, path));
    (assigned, found)
}

struct Walk<'a> {
    text: &'a Text,
    body: &'a str,
    path: &'a SourcePath,
    pending: Vec<Pending>,
    depth: usize,
    assigned: Vec<(BlockId, Directive)>,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn step(&mut self, at: usize) {
        match self.text.nodes[at] {
            Node::Open(_) => self.depth += 1,
            Node::Close(_) => {
                self.drop_pending(self.depth);
                self.depth = self.depth.saturating_sub(1);
            }
            Node::Block(id) => self.block(at, id),
        }
    }

    fn block(&mut self, at: usize, id: BlockId) {
        let block = self.text.block(id);
        match block.kind {
            BlockKind::Directive => {
                self.comment(block.span);
                self.splits_list(at, block);
            }
            BlockKind::Comment => {}
            BlockKind::Anchor { .. } => self.anchors(block, InlineKind::Html),
            _ => {
                self.anchors(block, InlineKind::Silent);
                if let Some(span) = comment::behind_box(self.text.inlines_of(block)) {
                    self.comment(span);
                }
                self.heading(block);
                self.give(at, id);
            }
        }
    }

    /// What waits is about this block.
    fn give(&mut self, at: usize, id: BlockId) {
        for pending in std::mem::take(&mut self.pending) {
            let apart = match pending.said {
                Directive::WithPrevious => join::before(self.text, at).err(),
                _ => None,
            };
            match apart.map(join::Apart::words) {
                Some((message, help)) => self.report(pending.span, message, |found| found.help(help)),
                None => self.assigned.push((id, pending.said)),
            }
        }
    }

    fn comment(&mut self, span: Span) {
        let Some(comment) = comment(span, self.body) else { return };
        let (said, found) = comment.read(self.body, self.path);
        self.found.extend(found);
        let depth = self.depth;
        self.pending.extend(said.into_iter().map(|(said, span)| Pending { said, span, depth }));
    }

    /// Says so if the directive at `at` stands between two lists of one kind.
    fn splits_list(&mut self, at: usize, block: &Block) {
        let nodes = &self.text.nodes;
        let before = nodes[..at].iter().rev().take(NEAR).find(|node| !self.is_silent(**node));
        let after = nodes[at..].iter().take(NEAR).find(|node| !self.is_silent(**node));
        let (Some(Node::Close(Container::List(one))), Some(Node::Open(Container::List(other)))) =
            (before, after)
        else {
            return;
        };
        if one.is_some() == other.is_some() {
            self.report(block.span, "this comment between two items splits the list in two", |found| {
                found.help(
                    "put it on the item's own first line: `- <!-- diglot: … -->`, the item's text below it",
                )
            });
        }
    }

    fn is_silent(&self, node: Node) -> bool {
        matches!(node, Node::Block(id) if self.text.block(id).kind.is_silent())
    }

    /// The anchors of a block, kept as `kind`.
    fn anchors(&mut self, block: &Block, kind: fn(Words) -> InlineKind) {
        for inline in self.text.inlines_of(block) {
            let words = match inline.kind {
                InlineKind::Html(words) | InlineKind::Silent(words) if inline.kind == kind(words) => words,
                _ => continue,
            };
            let Some(id) = anchor::id_in(words, self.body) else { continue };
            if !may_be_id(id.of(self.body)) {
                self.found.push(own_id::refused(id.of(self.body), self.path, id));
                continue;
            }
            let (said, depth) = (Directive::Id(Words::Body(id)), self.depth);
            self.pending.push(Pending { said, span: inline.span, depth });
        }
    }

    /// A heading's own id.
    fn heading(&mut self, block: &Block) {
        let BlockKind::Heading { id: Some(words), .. } = block.kind else { return };
        let id = self.text.words(self.body, words);
        if !may_be_id(id) {
            let span = if let Words::Body(span) = words { span } else { block.span };
            self.found.push(own_id::refused(id, self.path, span));
        }
    }

    /// A container of this depth has ended: what waits in it waits in vain.
    fn drop_pending(&mut self, depth: usize) {
        let (dropped, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.pending).into_iter().partition(|pending| pending.depth >= depth);
        self.pending = kept;
        for pending in dropped {
            self.report(pending.span, "nothing follows here that this could be about", |found| {
                found.help("put it on a line of its own, directly before the block it is about")
            });
        }
    }

    fn report(&mut self, span: Span, message: &str, with: impl FnOnce(Diagnostic) -> Diagnostic) {
        let found = Diagnostic::new(Id::Directive, message).at(Place::body(self.path, span));
        self.found.push(with(found));
    }
}

/// The string `words` say, if the body says it.
fn said<'a>(words: Words, body: &'a str, strings: &'a Strings) -> &'a str {
    strings.of(body, words)
}

/// The inlines that are raw HTML in a row from `at`, as their words.
fn html_at(inlines: &[Inline], at: usize) -> Option<Words> {
    match inlines.get(at)?.kind {
        InlineKind::Html(words) => Some(words),
        _ => None,
    }
}
