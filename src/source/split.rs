/// Splits a file into front matter (with both its `---` lines) and body.
///
/// A byte search, no parsing: front matter is there if the first line is `---`, after a byte-order
/// mark if any, and ends with the next line that is `---` or `...`. Without an end, all of the
/// file is body.
#[must_use]
pub fn split(file: &str) -> (&str, &str) {
    let start = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = file[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else {
        return file.split_at(start);
    };
    let mut end = start + first.len();
    for line in lines {
        end += line.len();
        if is_fence(line) || line.trim_end() == "..." {
            return file.split_at(end);
        }
    }
    file.split_at(start)
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn front_matter_keeps_its_lines() {
        assert_eq!(split("---\ntitle: A\n---\nText\n"), ("---\ntitle: A\n---\n", "Text\n"));
        assert_eq!(split("---\r\ntitle: A\r\n...\r\nText"), ("---\r\ntitle: A\r\n...\r\n", "Text"));
    }

    #[test]
    fn a_file_without_front_matter_is_body() {
        assert_eq!(split("Text\n---\n"), ("", "Text\n---\n"));
        assert_eq!(split(""), ("", ""));
    }

    #[test]
    fn front_matter_without_end_is_body() {
        assert_eq!(split("---\ntitle: A\n"), ("", "---\ntitle: A\n"));
    }

    #[test]
    fn a_byte_order_mark_belongs_to_no_text() {
        assert_eq!(split("\u{feff}---\na: b\n---\nText"), ("\u{feff}---\na: b\n---\n", "Text"));
        assert_eq!(split("\u{feff}Text"), ("\u{feff}", "Text"));
    }
}
