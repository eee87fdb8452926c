//! The page at `/_diglot/`: how the site stands, for whoever writes it.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Finding, Known, WorkState};
use crate::render::html::escape_attribute;

/// How a rebuild went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuild {
    /// What had changed.
    pub files: Vec<String>,
    /// How long it took until pages could be asked for again.
    pub ready: Duration,
    /// How long it took until all was checked.
    pub checked: Duration,
    /// How many queries ran.
    pub ran: u64,
    /// How many answers held still.
    pub reused: u64,
}

pub(super) fn page(known: &Known, revision: u64, base_path: &str) -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Diglot</title>\n\
         <link rel=\"stylesheet\" href=\"/_diglot/live.css\">\n</head>\n<body class=\"diglot-status\">\n<h1>Diglot</h1>\n",
    );
    let _ = writeln!(
        page,
        "<p><a href=\"{}\">The site</a> · {revision} changes since the start</p>",
        escaped(base_path)
    );
    findings(&mut page, &known.found);
    works(&mut page, &known.works);
    rebuilds(&mut page, known);
    page.push_str(
        "<script data-diglot src=\"/_diglot/live.js\" data-files=\"\" defer></script></body>\n</html>\n",
    );
    page
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape_attribute(&mut html, text);
    html
}

fn findings(page: &mut String, found: &[Finding]) {
    let _ = writeln!(page, "<h2>Diagnostics ({})</h2>", found.len());
    if found.is_empty() {
        page.push_str("<p>Nothing is wrong.</p>\n");
    }
    for finding in found {
        let _ = writeln!(page, "<pre class=\"{}\">{}</pre>", finding.severity, escaped(&finding.text));
    }
}

fn works(page: &mut String, works: &[WorkState]) {
    let _ =
        writeln!(page, "<h2>Works ({})</h2>\n<div class=\"scrolls\" tabindex=\"0\">\n<table>", works.len());
    page.push_str("<thead><tr><th>Work</th><th>Title</th><th>Written in</th><th>Still to gloss</th></tr></thead>\n<tbody>\n");
    for WorkState { key, href, title, languages, missing } in works {
        let cells = [escaped(title), escaped(&languages.join(", ")), escaped(&missing.join(", "))];
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        let _ = writeln!(page, "<tr><td><a href=\"{}\">{}</a></td>{cells}</tr>", escaped(href), escaped(key));
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

/// How many changed files are named.
const NAMED: usize = 5;

fn rebuilds(page: &mut String, known: &Known) {
    page.push_str("<h2>Last rebuilds</h2>\n");
    if known.rebuilds.is_empty() {
        page.push_str("<p>Nothing has changed yet.</p>\n");
        return;
    }
    page.push_str("<div class=\"scrolls\" tabindex=\"0\">\n<table>\n<thead><tr><th>Changed</th>");
    for name in ["Ready", "Checked", "Queries run", "Reused"] {
        let _ = write!(page, "<th class=\"number\">{name}</th>");
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for Rebuild { files, ready, checked, ran, reused } in &known.rebuilds {
        let _ = writeln!(
            page,
            "<tr><td>{}</td><td class=\"number\">{:.1} ms</td><td class=\"number\">{:.1} ms</td>\
             <td class=\"number\">{ran}</td><td class=\"number\">{reused}</td></tr>",
            escaped(&named(files)),
            ready.as_secs_f64() * 1e3,
            checked.as_secs_f64() * 1e3,
        );
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

fn named(files: &[String]) -> String {
    let (first, rest) = files.split_at(files.len().min(NAMED));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    first.join(", ") + &more
}

#[cfg(test)]
mod tests {
    use super::super::{Finding, Known, WorkState};
    use super::page;

    #[test]
    fn whatever_a_site_calls_its_things_the_page_stays_whole() {
        let strange = "<b>\"&".to_owned();
        let known = Known {
            works: vec![WorkState {
                key: strange.clone(),
                href: strange.clone(),
                title: strange.clone(),
                languages: vec![strange.clone()],
                missing: vec![strange.clone()],
            }],
            found: vec![Finding {
                severity: "error",
                text: strange.clone(),
                file: strange.clone(),
                at: strange,
            }],
            rebuilds: Vec::new(),
        };
        let page = page(&known, 3, "/a/");
        assert!(!page.contains("<b>"), "{page}");
        assert_eq!(page.matches("&lt;b&gt;&quot;&amp;").count(), 6);
        assert!(page.contains("3 changes"));
    }
}
