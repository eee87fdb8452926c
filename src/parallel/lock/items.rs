//! The lines of a lock file, as they are written here: a head, then one bead after the other.

use std::ops::Range;

use crate::diagnostic::Span;

/// A lock file's text, taken apart.
pub(super) struct Items {
    /// Where the head ends.
    head: usize,
    items: Vec<Range<usize>>,
}

impl Items {
    /// Takes a file apart; `None` if it is written otherwise: then nobody can say which lines are whose.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (start, line) = lines(text).find(|(_, line)| line.trim_end() == "beads:")?;
        let head = start + line.len();
        let below = || lines(&text[head..]).map(|(at, line)| (head + at, line));
        let said =
            |line: &str| (line.len() - line.trim_start().len(), line.trim_end().trim_start().to_owned());
        let (_, first) = below().find(|(_, line)| line.trim_start().starts_with("- "))?;
        let (indent, _) = said(first);
        let mut starts = Vec::new();
        for (at, line) in below() {
            match said(line) {
                (column, words) if column == indent && words.starts_with("- ") => starts.push(at),
                (column, words) if words.is_empty() || words.starts_with('#') || column > indent => {}
                _ => return None,
            }
        }
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let item = |(start, end): (&usize, usize)| {
            // Lines left blank where git had put its marks belong to nobody.
            let said = start + text[*start..end].trim_end().len();
            let line = text[said..end].find('\n').map_or(end, |end| said + end + 1);
            *start..line
        };
        Some(Self { head, items: starts.iter().zip(ends).map(item).collect() })
    }

    /// What stands above the beads, without lines left blank.
    pub(super) fn head(&self, text: &str) -> String {
        let kept = |line: &&str| line.trim_end_matches(['\n', '\r']).is_empty() || !line.trim().is_empty();
        text[..self.head].split_inclusive('\n').filter(kept).collect()
    }

    /// The lines of a bead, by its number among them.
    pub(super) fn item<'t>(&self, text: &'t str, number: usize) -> Option<&'t str> {
        text.get(self.items.get(number)?.clone())
    }

    /// The first line of each bead, without its dash.
    pub(super) fn spans(&self, text: &str) -> Vec<Span> {
        let span = |item: &Range<usize>| {
            let line = text[item.clone()].lines().next().unwrap_or_default();
            let words = line.trim_start().trim_start_matches('-').trim();
            let start = item.start + line.find(words).unwrap_or_default();
            Span::new(start..start + words.len())
        };
        self.items.iter().map(span).collect()
    }
}

/// Lines with their ends, each with its place.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

#[cfg(test)]
mod tests {
    use super::Items;

    #[test]
    fn each_bead_has_its_lines() {
        let text = "# a\nversion: 1\nbeads:\n  - {id: a}\n  # why\n  - id: b\n    by: mk\n\n  - {id: c}";
        let items = Items::of(text).expect("it is written so");
        assert_eq!(items.head(text), "# a\nversion: 1\nbeads:\n");
        let item = |number| items.item(text, number);
        assert_eq!(item(0), Some("  - {id: a}\n  # why\n"));
        assert_eq!((item(1), item(2), item(3)), (Some("  - id: b\n    by: mk\n"), Some("  - {id: c}"), None));
        let spans: Vec<_> = items.spans(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(spans, ["{id: a}", "id: b", "{id: c}"]);
    }

    #[test]
    fn what_is_written_otherwise_is_not_taken_apart() {
        for text in ["beads: [{id: a}]\n", "beads:\n  - {id: a}\nversion: 1\n", "", "beads:\n"] {
            assert!(Items::of(text).is_none(), "{text}");
        }
    }
}
