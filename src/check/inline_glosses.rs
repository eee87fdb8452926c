//! Inline glosses that no page shows: in a gloss, or in a language that the site does not have.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id, nearest};
use crate::site::{Language, config};
use crate::text::{BlockId, InlineKind, Link, LinkKind, Mark};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let blocks = (0..).map(BlockId).zip(&subject.text.blocks);
    let inlines =
        blocks.flat_map(|(id, block)| subject.text.inlines_of(block).iter().map(move |inline| (id, inline)));
    let found = inlines.filter_map(|(block, inline)| {
        let InlineKind::Open(Mark::Link(link)) = inline.kind else { return None };
        let link = subject.text.links.get(link.0 as usize).filter(|link| link.kind == LinkKind::Gloss)?;
        Some((Some(block), fault(subject, link)?))
    });
    found.collect()
}

fn fault(subject: &Subject<'_>, link: &Link) -> Option<Diagnostic> {
    if !subject.is_original() {
        let found = Diagnostic::new(Id::BrokenGloss, "an inline gloss is shown in originals only")
            .at(subject.place(link.span))
            .why("in a gloss the words stand there alone");
        return Some(found.help("say it in the sentence, or in a footnote"));
    }
    let tag = subject.text.words(subject.body, link.target);
    let config = &config(subject.db).config;
    // Another diagnostic says what is wrong with a tag that is none.
    let bare = tag.is_empty() || tag.contains('"');
    let listed = Language::new(tag).is_some_and(|language| config.languages().any(|other| other == language));
    if bare || listed {
        return None;
    }
    let mut found = Diagnostic::new(Id::BrokenGloss, format!("site.yaml does not list the language `{tag}`"))
        .at(subject.place(link.span))
        .why("no page shows this inline gloss");
    let known: Vec<_> = config.languages().map(|language| language.to_string()).collect();
    let near = nearest(tag, known.iter().map(String::as_str));
    found.help.extend(near.map(|near| format!("did you mean `gloss:{near}`?")));
    Some(found.help(format!("write one of the site's languages: `{}`", known.join("`, `"))))
}
