//! What git leaves in a file where it could not join two versions.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span};

/// The file without the lines that git put there, each byte of them a blank, and where each conflict
/// begins. The lines of both versions stay, those of their common ancestor do not.
pub(super) fn without(text: &str) -> (Cow<'_, str>, Vec<Span>) {
    let mut hunks = Vec::new();
    if !text.lines().any(|line| is_mark(line, '<')) {
        return (Cow::Borrowed(text), hunks);
    }
    let mut plain = String::with_capacity(text.len());
    let mut in_ancestor = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if is_mark(bare, '<') {
            hunks.push(Span::new(plain.len()..plain.len() + bare.len()));
        }
        let ends_ancestor = in_ancestor && (is_mark(bare, '=') || is_mark(bare, '>'));
        in_ancestor = (in_ancestor && !ends_ancestor) || is_mark(bare, '|');
        if in_ancestor || ['<', '=', '>'].into_iter().any(|mark| is_mark(bare, mark)) {
            plain.extend(std::iter::repeat_n(' ', bare.len()));
            plain.push_str(&line[bare.len()..]);
        } else {
            plain.push_str(line);
        }
    }
    (Cow::Owned(plain), hunks)
}

/// Whether a line is seven times the mark, and nothing or a blank follows.
fn is_mark(line: &str, mark: char) -> bool {
    let rest = line.trim_start_matches(mark);
    line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}

pub(super) fn told(path: &SourcePath, hunk: Span) -> Diagnostic {
    Diagnostic::new(Id::LockConflict, "git could not join two versions of this lock file here")
        .at(Place::front(path, hunk))
        .label("one version begins here")
        .why("until that is mended, the lines of both versions count, and of two for one bead the first")
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn the_lines_of_both_versions_stay_where_they_are() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 1234\nc\n=======\nd\n>>>>>>> x\ne\n";
        let (plain, hunks) = without(text);
        assert_eq!(plain.len(), text.len());
        assert_eq!(plain.split_whitespace().collect::<Vec<_>>(), ["a", "b", "d", "e"]);
        assert_eq!(hunks.iter().map(|hunk| hunk.of(text)).collect::<Vec<_>>(), ["<<<<<<< HEAD"]);
        assert_eq!(without("=======\n").1, []);
    }
}
