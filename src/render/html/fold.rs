//! `<details>` that are written around several blocks.

use html5gum::emitters::default::{StartTag, Token};

use super::raw::{text, tokens};
use super::whole::whole;
use super::{Decor, Html};
use crate::text::{BlockId, BlockKind, without_directives};

/// What raw HTML says that opens `<details>` for the blocks after it and does nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Whether they are shown unfolded.
    pub open: bool,
    /// What is inside their `<summary>`.
    pub summary: String,
}

impl Html<'_> {
    /// The `<details>` that a block opens, as the site lets raw HTML pass.
    #[must_use]
    pub fn fold(&self, id: BlockId, decor: &mut dyn Decor) -> Option<Fold> {
        let block = self.source.text.block(id);
        if block.kind != BlockKind::Html {
            return None;
        }
        fold(&decor.raw(&without_directives(&self.source.literal(block))))
    }
}

fn fold(html: &str) -> Option<Fold> {
    let mut tokens = tokens(html).filter(|token| !is_blank(token));
    let details = start(tokens.next()?, "details")?;
    let summary = start(tokens.next()?, "summary")?;
    let end = tokens.find_map(|token| match token {
        Token::EndTag(tag) if text(&tag.name) == "summary" => Some(tag.span.start),
        _ => None,
    })?;
    if tokens.next().is_some() {
        return None;
    }
    let attribute = |wanted| details.attributes.iter().find(|(name, _)| text(name) == wanted);
    let inside = whole(html.get(summary.span.end..end)?).trim().to_owned();
    (!inside.is_empty()).then(|| Fold { open: attribute("open").is_some(), summary: inside })
}

fn is_blank(token: &Token<usize>) -> bool {
    match token {
        Token::String(words) => text(&words.value).trim().is_empty(),
        Token::Comment(_) => true,
        _ => false,
    }
}

fn start(token: Token<usize>, name: &str) -> Option<StartTag<usize>> {
    match token {
        Token::StartTag(tag) if text(&tag.name) == name => Some(tag),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fold, fold};

    #[test]
    fn details_fold_what_follows_them() {
        let folds = |open, summary: &str| Some(Fold { open, summary: summary.to_owned() });
        assert_eq!(fold("<details>\n<summary>Ä <b>b</b></summary>\n"), folds(false, "Ä <b>b</b>"));
        assert_eq!(fold("<DETAILS open class=x><!-- y --><summary id=s> a</SUMMARY>"), folds(true, "a"));
        assert_eq!(fold("<details><summary><b>a</summary>"), folds(false, "<b>a</b>"));
        for other in [
            "<details>",
            "<details><summary></summary>",
            "<details><summary>a</summary><p>b",
            "<details><summary>a</summary>b</details>",
            "<details><summary>a",
            "</details>",
            "&lt;details>",
        ] {
            assert_eq!(fold(other), None, "{other}");
        }
    }
}
