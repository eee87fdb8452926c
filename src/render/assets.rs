//! The theme's styles, scripts and pictures: overridden by the site file by file, minified,
//! fingerprinted.

use std::collections::BTreeMap;
use std::sync::Arc;

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

use super::layouts::{lower_first, theme};
use super::theme::ThemeFile;
use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Id, Place, SourcePath, Span};

/// All assets by their name below `assets/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// By name: where it is published and what is in it.
    pub files: BTreeMap<String, Asset>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

/// An asset as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path in the output, with the fingerprint: `assets/style.3f2a9c01.css`.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// The site's assets over the theme's.
#[salsa::tracked(returns(ref))]
pub fn assets(db: &dyn Db) -> Assets {
    let (own, theme) = (Site::get(db).assets(db), theme(db));
    let mut sources: BTreeMap<String, Arc<[u8]>> =
        theme.assets.iter().map(|file| (file.name.to_owned(), small(file))).collect();
    // A copy of the theme's is the theme's.
    let is_copy =
        |name: &str, bytes: &[u8]| theme.assets.iter().any(|file| file.name == name && file.bytes == bytes);
    let own = own.iter().filter(|(name, bytes)| !is_copy(name, bytes));
    sources.extend(own.map(|(name, bytes)| (name.clone(), bytes.clone())));
    let mut assets = Assets::default();
    for (name, bytes) in sources {
        let bytes = minified(&name, bytes, &mut assets.diagnostics);
        let path = fingerprinted(&name, &bytes);
        assets.files.insert(name, Asset { path, bytes });
    }
    assets
}

/// A file of the theme's as it is published: its scripts without comments and indentation, which are for those who read
/// them here. Sites' own scripts stay as they are: nobody holds them to texts that end on their line.
fn small(file: &ThemeFile) -> Arc<[u8]> {
    match std::str::from_utf8(file.bytes) {
        Ok(script) if file.name.ends_with(".js") => {
            let lines = script.lines().map(str::trim_start);
            let code = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
            let mut out = String::with_capacity(script.len());
            for line in code.map(squeezed) {
                let goes_on = line.ends_with([';', '{', ',', '(', '[']);
                out.extend([&*line, if goes_on { "" } else { "\n" }]);
            }
            Arc::from(out.into_bytes())
        }
        _ => Arc::from(file.bytes),
    }
}

/// A line of a script without the blanks on which nothing rests; texts and patterns stay as they are.
fn squeezed(line: &str) -> String {
    let is_word = |char: char| char.is_alphanumeric() || matches!(char, '_' | '$');
    let (mut out, mut quote) = (String::with_capacity(line.len()), None);
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        let next = chars.peek().copied();
        match quote {
            Some(_) if char == '\\' => {
                out.push(char);
                out.extend(chars.next());
                continue;
            }
            Some(end) if char == end => quote = None,
            Some(_) => {}
            None if char == ' ' => {
                let divides = |last: char, next: char| is_word(last) && is_word(next) || last == next;
                if out.chars().next_back().zip(next).is_some_and(|(last, next)| divides(last, next)) {
                    out.push(' ');
                }
                continue;
            }
            None if matches!(char, '\'' | '"' | '`') || char == '/' && out.ends_with(['(', ',', '=']) => {
                quote = Some(char);
            }
            None => {}
        }
        out.push(char);
    }
    out
}

fn minified(name: &str, bytes: Arc<[u8]>, diagnostics: &mut Vec<Diagnostic>) -> Arc<[u8]> {
    let Some(css) = name.ends_with(".css").then(|| String::from_utf8_lossy(&bytes)) else { return bytes };
    match minify(name, &css) {
        Ok(small) => Arc::from(small.into_bytes()),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            bytes
        }
    }
}

fn minify(name: &str, css: &str) -> Result<String, Box<Diagnostic>> {
    let wrong = |message: String, at: Option<(u32, u32)>| {
        let path = SourcePath::new(&format!("assets/{name}"));
        // The parser goes on from a brace too many to the end of the text.
        let brace = stray_brace(css).map(|at| Span::new(at..at + 1));
        let span = at.map(|(line, column)| rest_of_line(css, line, column));
        let span = brace.or(span).unwrap_or_default();
        let place = Place::front(&path, span);
        let what = brace.map_or_else(|| lower_first(&message), |_| "this brace closes nothing".to_owned());
        let message = format!("the style sheet does not parse: {what}");
        let diagnostic = Diagnostic::new(Id::CssSyntax, message)
            .at(place)
            .why("until then it is published as it stands, and browsers pass over what they do not know")
            .help("mend the line shown: a brace or a semicolon is missing there, or one too many");
        Box::new(diagnostic)
    };
    let mut sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(|error| {
        wrong(error.kind.to_string(), error.loc.as_ref().map(|loc| (loc.line, loc.column)))
    })?;
    sheet.minify(MinifyOptions::default()).map_err(|error| wrong(error.kind.to_string(), None))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet.to_css(options).map(|result| result.code).map_err(|error| wrong(error.kind.to_string(), None))
}

/// The first `}` that closes nothing, comments and quoted texts aside.
fn stray_brace(css: &str) -> Option<usize> {
    let (mut open, mut from) = (0_usize, 0);
    while let Some(at) = css[from..].find(['{', '}', '"', '\'', '/', '\\']).map(|at| from + at) {
        let rest = &css[at + 1..];
        let length = match css.as_bytes()[at] {
            b'{' => {
                open += 1;
                0
            }
            b'}' if open == 0 => return Some(at),
            b'}' => {
                open -= 1;
                0
            }
            b'/' if rest.starts_with('*') => rest.find("*/")? + 2,
            b'/' => 0,
            b'\\' => rest.chars().next().map_or(0, char::len_utf8),
            quote => rest.find(char::from(quote))? + 1,
        };
        from = at + 1 + length;
    }
    None
}

/// A line, counted from 0, from a column on, counted from 1 in UTF-16 as browsers do.
fn rest_of_line(text: &str, line: u32, column: u32) -> Span {
    let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
    let line = text[start..].lines().next().unwrap_or_default();
    let mut units = 1;
    let before = line.chars().take_while(|char| {
        units += char.len_utf16();
        units <= column as usize
    });
    let before: usize = before.map(char::len_utf8).sum();
    // Of a line that is at fault as a whole, nothing is left at its end.
    let from = if before == line.len() { 0 } else { before };
    Span::new(start + from..start + line.len())
}

/// `style.css` becomes `assets/style.3f2a9c01.css`: a browser may keep it for ever.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash[..8];
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{hash}.{extension}"),
        None => format!("assets/{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::{PLAIN, USUAL};

    fn published(name: &str) -> String {
        let file = USUAL.assets.iter().find(|file| file.name == name).expect("a file of the theme");
        String::from_utf8(small(file).to_vec()).expect("UTF-8")
    }

    #[test]
    fn the_theme_stays_small() {
        let size = |name| minified(name, published(name).into_bytes().into(), &mut Vec::new()).len();
        // No page loads more than one of those that not all pages load; the judge of loading looks at each page.
        for further in ["reading.css", "lists.css"] {
            let styles = size("style.css") + size(further);
            assert!(styles <= 25_000, "style.css and {further} have {styles} bytes");
        }
        for further in ["reading.js", "map.js", "missing.js"] {
            let scripts = size("first.js") + size("diglot.js") + size(further);
            assert!(scripts <= 10_000, "first.js, diglot.js and {further} have {scripts} bytes");
        }
        let plain = PLAIN.assets.iter().find(|file| file.name == "style.css").expect("it has one");
        let plain = minify("style.css", std::str::from_utf8(plain.bytes).expect("UTF-8")).expect("CSS");
        assert!(plain.len() <= 5_000, "the plain theme's style.css has {} bytes", plain.len());
    }

    #[test]
    fn blanks_in_texts_and_patterns_stay() {
        assert_eq!(
            squeezed("for (const one of all('.a > b')) f(one + +1, / x/, `a ${b} c`);"),
            "for(const one of all('.a > b'))f(one+ +1,/ x/,`a ${b} c`);"
        );
    }

    #[test]
    fn what_is_published_of_a_script_is_its_code() {
        for file in USUAL.assets.iter().filter(|file| file.name.ends_with(".js")) {
            let script = std::str::from_utf8(file.bytes).expect("UTF-8");
            for line in script.lines().filter(|line| !line.trim_start().starts_with("//")) {
                assert!(line.matches('`').count() % 2 == 0, "{}: a text goes on: {line}", file.name);
                let bare = |text: &str| text.replace(' ', "");
                assert!(bare(&published(file.name)).contains(&bare(line)), "{}: {line}", file.name);
            }
        }
    }
}
