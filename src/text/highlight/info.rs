use std::ops::RangeInclusive;

/// What a code block's first line says: ` ```rust title="…" {2,4-6}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info<'a> {
    /// The language; empty if none.
    pub language: &'a str,
    /// The title.
    pub title: Option<&'a str>,
    /// The marked lines, counted from 1.
    pub marked: Vec<RangeInclusive<usize>>,
}

impl<'a> Info<'a> {
    /// Reads an info string. What it does not know it passes over.
    #[must_use]
    pub fn read(info: &'a str) -> Self {
        let info = info.trim();
        let language = info.split([' ', '\t', '{', ',']).next().unwrap_or_default();
        let rest = info.strip_prefix(language).unwrap_or_default();
        Self { language, title: title(rest), marked: marked(rest) }
    }

    /// What of an info string says nothing of a block with so many lines of code, each with why.
    #[must_use]
    pub fn idle(info: &'a str, count: usize) -> Vec<(&'a str, &'static str)> {
        let rest = info.strip_prefix(Self::read(info).language).unwrap_or_default();
        let open = rest.split_once("title=").and_then(|(_, title)| {
            let quote = title.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
            (title.matches(quote).count() == 1).then_some((title, "this title has no closing quote"))
        });
        if open.is_some() {
            return open.into_iter().collect();
        }
        let mut found = Vec::new();
        for part in rest.split(['"', '\'']).step_by(2) {
            let Some((_, braces)) = part.split_once('{') else { continue };
            let Some((numbers, _)) = braces.split_once('}') else {
                found.push((braces, "these lines have no closing brace"));
                continue;
            };
            let idle = numbers.split(',').filter(|numbers| !says_lines(numbers, count));
            found.extend(idle.map(|numbers| (numbers, "this names no line of the code")));
        }
        found
    }

    /// Whether the line `number` is marked.
    #[must_use]
    pub fn marks(&self, number: usize) -> bool {
        self.marked.iter().any(|lines| lines.contains(&number))
    }
}

fn title(rest: &str) -> Option<&str> {
    let after = rest.split_once("title=")?.1;
    let quote = after.chars().next().filter(|sign| matches!(sign, '"' | '\''));
    match quote {
        Some(quote) => after.get(1..)?.split(quote).next(),
        None => after.split_whitespace().next(),
    }
}

/// The line numbers in braces, outside the title.
fn marked(rest: &str) -> Vec<RangeInclusive<usize>> {
    let rest = rest.split(['"', '\'']).step_by(2);
    let braces = rest.filter_map(|part| part.split_once('{')?.1.split('}').next());
    braces.flat_map(|numbers| numbers.split(',')).filter_map(lines).collect()
}

fn lines(numbers: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
    Some(first.trim().parse().ok()?..=last.trim().parse().ok()?)
}

/// Whether numbers in braces name lines that there are.
fn says_lines(numbers: &str, count: usize) -> bool {
    lines(numbers)
        .is_some_and(|lines| *lines.start() > 0 && lines.start() <= lines.end() && *lines.end() <= count)
}

/// Puts `<mark>` around the marked lines of code that is HTML already.
#[must_use]
pub fn mark_lines(html: &str, info: &Info<'_>) -> String {
    if info.marked.is_empty() {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len() + 64);
    for (number, line) in (1..).zip(html.split_inclusive('\n')) {
        if info.marks(number) {
            out.push_str(&format!("<mark>{line}</mark>"));
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Info, mark_lines};

    #[test]
    fn an_info_string_names_language_title_and_lines() {
        let info = Info::read("rust title=\"a {b}.rs\" {2,4-6}");
        assert_eq!((info.language, info.title), ("rust", Some("a {b}.rs")));
        assert_eq!(info.marked, [2..=2, 4..=6]);
        assert_eq!(Info::read("{1}"), Info { language: "", title: None, marked: vec![1..=1] });
        assert_eq!(Info::read("js{x,3-,}"), Info { language: "js", ..Info::default() });
        assert_eq!(Info::read(""), Info::default());
    }

    #[test]
    fn what_names_no_line_is_idle() {
        let idle = |info| -> Vec<_> { Info::idle(info, 5).into_iter().map(|(words, _)| words).collect() };
        assert_eq!(idle("rust title=\"a {9}\" {1,2-5}"), [""; 0]);
        assert_eq!(idle("rust {x}"), ["x"]);
        assert_eq!(idle("rust {9,1-,4-2,0}"), ["9", "1-", "4-2", "0"]);
        assert_eq!(idle("rust title=\"a {1}"), ["\"a {1}"]);
        assert_eq!(idle("rust {1"), ["1"]);
        assert_eq!(idle("{1} rust"), [""; 0]);
    }

    #[test]
    fn marked_lines_stand_in_marks() {
        assert_eq!(mark_lines("a\nb\nc", &Info::read("x {2-3}")), "a\n<mark>b\n</mark><mark>c</mark>");
    }
}
