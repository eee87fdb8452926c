use crate::diagnostic::SourcePath;
use crate::render::html::escape_attribute;

/// A page with the one script that keeps it as the site is now: marked by `data-diglot`, so that it can
/// be told from what the site itself has. `files` are the texts that the page shows.
pub(in crate::serve) fn with_script(page: &[u8], files: &[SourcePath]) -> Vec<u8> {
    let mut script = String::from("<script data-diglot src=\"/_diglot/live.js\" data-files=\"");
    let names: Vec<&str> = files.iter().map(SourcePath::as_str).collect();
    escape_attribute(&mut script, &names.join("\n"));
    script.push_str("\" defer></script>");
    let at = end_of_body(page).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

fn end_of_body(page: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</body>";
    page.windows(END.len()).rposition(|window| window == END)
}

#[cfg(test)]
mod tests {
    use super::with_script;
    use crate::diagnostic::SourcePath;

    #[test]
    fn the_script_stands_at_the_end_of_the_body_and_names_the_pages_texts() {
        let page = with_script(b"<body>\n<p>A</body>\n", &[SourcePath::new("content/a&b.md")]);
        let page = String::from_utf8(page).expect("UTF-8");
        assert_eq!(
            page,
            "<body>\n<p>A<script data-diglot src=\"/_diglot/live.js\" data-files=\"content/a&amp;b.md\" defer></script></body>\n"
        );
    }

    #[test]
    fn a_page_without_a_body_gets_it_too() {
        assert!(with_script(b"A", &[]).starts_with(b"A<script data-diglot"));
    }
}
