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
pub(super) enum Fence {
    /// `---`, which `...` may close.
    Yaml,
    /// `+++`, as other tools have it.
    Toml,
}

/// Cuts front matter off a file's text, by line beginnings alone.
///
/// `---` must be the first line. TOML between `+++` lines is cut off too, to be reported by
/// [`super::written`]. A body without front matter keeps a byte-order mark.
#[must_use]
pub fn split(file_text: &str) -> Split<'_> {
    let end = match fence_of(file_text) {
        None => 0,
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
pub(super) fn fence_of(text: &str) -> Option<Fence> {
    match without_mark(text).lines().next()?.trim_end() {
        "---" => Some(Fence::Yaml),
        "+++" => Some(Fence::Toml),
        _ => None,
    }
}

/// The front matter without its closing line, which YAML would take for a second document. `None`
/// if there is no closing line.
pub(super) fn inside(front: &str) -> Option<&str> {
    let (start, _) = closing(front, fence_of(front)?)?;
    front.get(..start)
}

/// The opening line's fence.
pub(super) fn opening(front: &str) -> Span {
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
