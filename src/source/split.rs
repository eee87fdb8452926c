use crate::diagnostic::Span;

/// A file's two parts; together they are the whole file, byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split<'t> {
    /// The front matter with both its `---` lines (and a byte-order mark before them). Empty if
    /// there is none; only the opening line if it is never closed.
    pub front: &'t str,
    /// Everything after it.
    pub body: &'t str,
}

/// What front matter stands between.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fence {
    /// `---`, which `...` may close.
    Yaml,
    /// `+++`, as other tools have it.
    Toml,
}

/// Cuts front matter off a file's text, by line beginnings alone.
///
/// `---` must be the first line. TOML between `+++` lines is cut off too, to be reported where
/// front matter is read. A byte-order mark goes with the front matter, even where there is none.
#[must_use]
pub fn split(file_text: &str) -> Split<'_> {
    let end = match fence_of(file_text) {
        None => file_text.len() - without_mark(file_text).len(),
        Some(fence) => match (closing(file_text, fence), fence) {
            (Some((_, after)), _) => after,
            (None, Fence::Yaml) => after_first_line(file_text),
            (None, Fence::Toml) => 0,
        },
    };
    let (front, body) = file_text.split_at(end);
    Split { front, body }
}

/// The fence that the first line is.
pub(crate) fn fence_of(text: &str) -> Option<Fence> {
    match without_mark(text).lines().next()?.trim_end() {
        "---" => Some(Fence::Yaml),
        "+++" => Some(Fence::Toml),
        _ => None,
    }
}

/// The front matter without its closing line, which YAML would take for a second document. `None`
/// if there is no closing line.
pub(crate) fn inside(front: &str) -> Option<&str> {
    let (start, _) = closing(front, fence_of(front)?)?;
    front.get(..start)
}

/// The opening line's fence.
pub(crate) fn opening(front: &str) -> Span {
    let start = front.len() - without_mark(front).len();
    Span::new(start..(start + 3).min(front.len()))
}

/// Where the closing line begins and where the body begins after it.
fn closing(text: &str, fence: Fence) -> Option<(usize, usize)> {
    let mut start = after_first_line(text);
    for line in text.get(start..)?.split_inclusive('\n') {
        let closes = match fence {
            Fence::Yaml => matches!(line.trim_end(), "---" | "..."),
            Fence::Toml => line.trim_end() == "+++",
        };
        if closes {
            return Some((start, start + line.len()));
        }
        start += line.len();
    }
    None
}

fn after_first_line(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |end| end + 1)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{Split, split};

    fn parts(text: &str) -> (&str, &str) {
        let Split { front, body } = split(text);
        (front, body)
    }

    #[test]
    fn front_matter_keeps_its_lines() {
        assert_eq!(parts("---\ntitle: A\n---\nText\n"), ("---\ntitle: A\n---\n", "Text\n"));
        assert_eq!(parts("---\r\ntitle: A\r\n...\r\nText"), ("---\r\ntitle: A\r\n...\r\n", "Text"));
    }

    #[test]
    fn a_file_without_front_matter_is_body() {
        assert_eq!(parts("Text\n---\n"), ("", "Text\n---\n"));
        assert_eq!(parts(""), ("", ""));
    }

    #[test]
    fn of_front_matter_without_end_only_the_opening_line_is_taken() {
        assert_eq!(parts("---\ntitle: A\n"), ("---\n", "title: A\n"));
    }

    #[test]
    fn a_byte_order_mark_belongs_to_no_body() {
        assert_eq!(parts("\u{feff}---\na: b\n---\nText"), ("\u{feff}---\na: b\n---\n", "Text"));
        assert_eq!(parts("\u{feff}Text"), ("\u{feff}", "Text"));
    }
}
