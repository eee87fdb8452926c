//! Formulas that cannot be set.

use super::Subject;
use crate::diagnostic::{Diagnostic, Id};
use crate::text::{BlockId, InlineKind, mathml};

pub(super) fn check(subject: &Subject<'_>) -> Vec<(Option<BlockId>, Diagnostic)> {
    let mut found = Vec::new();
    for (number, block) in (0..).zip(subject.text.blocks.iter()) {
        for inline in subject.text.inlines_of(block) {
            let InlineKind::Math(words, apart) = inline.kind else { continue };
            if let Err(fault) = mathml(subject.text.words(subject.body, words), apart) {
                let diagnostic =
                    Diagnostic::new(Id::BadFormula, format!("this formula cannot be set: {fault}"))
                        .at(subject.place(inline.span))
                        .why("its source is shown instead")
                        .help("if the `$` is no formula's, put a backslash before it: `\\$`");
                found.push((Some(BlockId(number)), diagnostic));
            }
        }
    }
    found
}
