//! The theme's styles, scripts and pictures: overridden by the site file by file, minified,
//! fingerprinted.

use std::collections::BTreeMap;
use std::sync::Arc;

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

use super::layouts::lower_first;
use super::theme;
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
    let own = Site::get(db).assets(db);
    let mut sources: BTreeMap<String, Arc<[u8]>> =
        theme::ASSETS.iter().map(|file| (file.name.to_owned(), Arc::from(file.bytes))).collect();
    sources.extend(own.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    let mut assets = Assets::default();
    for (name, bytes) in sources {
        let bytes = minified(&name, bytes, &mut assets.diagnostics);
        let path = fingerprinted(&name, &bytes);
        assets.files.insert(name, Asset { path, bytes });
    }
    assets
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
    let wrong = |message: String, line: Option<u32>| {
        let path = SourcePath::new(&format!("assets/{name}"));
        let place =
            Place::front(&path, line.map_or_else(Span::default, |line| line_span(css, line as usize)));
        let message = format!("the style sheet does not parse: {}", lower_first(&message));
        let diagnostic = Diagnostic::new(Id::CssSyntax, message)
            .at(place)
            .why("until then it is published as it stands, and browsers pass over what they do not know")
            .help("mend the line shown: a brace or a semicolon is missing there, or one too many");
        Box::new(diagnostic)
    };
    let mut sheet = StyleSheet::parse(css, ParserOptions::default())
        .map_err(|error| wrong(error.kind.to_string(), error.loc.as_ref().map(|loc| loc.line)))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| wrong(error.kind.to_string(), None))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet.to_css(options).map(|result| result.code).map_err(|error| wrong(error.kind.to_string(), None))
}

/// The span of a line, counted from 0.
fn line_span(text: &str, line: usize) -> Span {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let length = text[start..].lines().next().map_or(0, str::len);
    Span::new(start..start + length)
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
