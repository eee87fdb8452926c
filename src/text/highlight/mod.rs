//! Code with its syntax marked, in a dozen classes of our own, each with an `h` before it:
//!
//! | class | | class | |
//! |---|---|---|---|
//! | `hk` | keyword | `ho` | operator |
//! | `hs` | string | `hp` | punctuation |
//! | `hc` | comment | `ha` | attribute |
//! | `hn` | number, constant | `hv` | variable |
//! | `hf` | function | `hm` | markup |
//! | `ht` | type | `he` | error |

mod class;
mod info;
mod language;

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference};

pub use info::{Info, mark_lines};
use language::SYNTAXES;
pub use language::{is_known, is_plain, known_languages};
use pulldown_cmark_escape::escape_html_body_text;

/// Code beyond this is shown as it is: a page is no place to read it, and it would be slow.
const LARGEST: usize = 200_000;

/// The code as HTML with its syntax in `<span class="…">`, none of which crosses a line's end.
/// `None` if the language is unknown, or plain, or the code is too large.
#[must_use]
pub fn highlight(code: &str, language: &str) -> Option<String> {
    if is_plain(language) || code.len() > LARGEST {
        return None;
    }
    let syntax = language::find(language)?;
    let mut writer = Writer { out: String::with_capacity(code.len() * 2), open: None };
    write(code, syntax, &mut writer)?;
    Some(writer.out)
}

fn write(code: &str, syntax: &SyntaxReference, writer: &mut Writer) -> Option<()> {
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    for line in lines(code) {
        let mut written = 0;
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            writer.piece(&line[written..at], &scopes);
            scopes.apply(&change).ok()?;
            written = at;
        }
        writer.piece(&line[written..], &scopes);
        writer.end();
    }
    Some(())
}

/// The lines, each with its end.
fn lines(code: &str) -> impl Iterator<Item = &str> {
    code.split_inclusive('\n')
}

/// Joins neighbours of one class.
struct Writer {
    out: String,
    open: Option<char>,
}

impl Writer {
    fn piece(&mut self, piece: &str, scopes: &ScopeStack) {
        if piece.is_empty() {
            return;
        }
        let words = piece.trim_end_matches('\n');
        if !words.trim().is_empty() {
            self.class(class::of(scopes));
        }
        // Writing to a string cannot fail.
        let _ = escape_html_body_text(&mut self.out, words);
        if words.len() < piece.len() {
            self.end();
            self.out.push('\n');
        }
    }

    fn class(&mut self, class: Option<char>) {
        if self.open == class {
            return;
        }
        self.end();
        if let Some(class) = class {
            self.out.push_str("<span class=\"h");
            self.out.push(class);
            self.out.push_str("\">");
        }
        self.open = class;
    }

    fn end(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{highlight, is_known, known_languages};

    #[test]
    fn neighbours_of_one_class_are_joined_and_lines_are_whole() {
        let html = highlight("// eins\nlet x = \"<a>\"; /* b\nc */\n", "rust").expect("Rust is known");
        assert_eq!(
            html,
            "<span class=\"hc\">// eins</span>\n\
             <span class=\"hk\">let</span> x <span class=\"ho\">= </span><span class=\"hs\">\"&lt;a&gt;\"</span>\
             <span class=\"hp\">; </span><span class=\"hc\">/* b</span>\n<span class=\"hc\">c */</span>\n"
        );
    }

    #[test]
    fn what_is_lost_is_nothing() {
        let code = "fn main() {\n\tprintln!(\"{}\", 1 & 2);\n}\n\n# ü\n";
        for language in ["rust", "python", "toml", "sh"] {
            let html = highlight(code, language).expect("it is known");
            assert_eq!(without_tags(&html), code, "{language}");
        }
    }

    fn without_tags(html: &str) -> String {
        let text: String =
            html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }

    #[test]
    fn languages_are_known_by_name_and_extension() {
        let unknown = ["Rust", "rs", "tsx", "ini", "powershell", "swift"].map(is_known);
        assert_eq!(unknown, [true; 6]);
        assert!(!is_known("rsut"));
        assert!(known_languages().contains(&"rust"));
        assert_eq!(highlight("x", "text"), None);
        assert_eq!(highlight("x", "rsut"), None);
    }
}
