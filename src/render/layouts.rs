//! Layouts: the theme's, overridden by the site's file by file, compiled once.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use tera::Tera;

use super::pieces;
use super::strings::{Strings, strings};
use super::theme::{PLAIN, Theme, USUAL};
use crate::db::{Db, Site};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::{ThemeName, config};

mod blocks;
mod compile;
mod fault;
mod mend;
mod names;

#[cfg(test)]
pub(super) use names::VARIABLES;

/// The compiled layouts.
///
/// Compiled templates cannot be compared, so the query that makes them is one that salsa never
/// compares: it runs anew only when a layout or string has changed, and then all pages do.
#[derive(Clone)]
pub struct Layouts {
    tera: Arc<Tera>,
    recipe: Arc<Recipe>,
    /// Layouts without the places at which pages failed: a page that fails is made once more, to find
    /// what else is wrong with its layouts.
    mended: Arc<Mutex<Mended>>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

/// A place in a layout, by the layout's name.
type Spot = (String, Span);

/// Layouts by the places that are not in them; `None` where they are no layouts then.
type Mended = BTreeMap<Vec<Spot>, Option<Arc<Tera>>>;

/// What layouts are compiled from.
struct Recipe {
    /// Their texts by name; of one that cannot be used, what stands in for it.
    texts: BTreeMap<String, Arc<str>>,
    strings: Arc<Strings>,
    /// Filters, tests and functions that are not there.
    stand_ins: Vec<(Missing, String)>,
}

/// What a layout can use and may not be there, beside other layouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Filter,
    Test,
    Function,
}

/// The theme that the site has chosen.
#[must_use]
pub fn theme(db: &dyn Db) -> &'static Theme {
    match theme_name(db) {
        ThemeName::Usual => &USUAL,
        ThemeName::Plain => &PLAIN,
    }
}

/// A query, so that nothing else in site.yaml reaches what asks for it.
#[salsa::tracked(returns(copy))]
fn theme_name(db: &dyn Db) -> ThemeName {
    config(db).config.theme
}

/// The text of every layout: the site's own over the theme's.
#[salsa::tracked(returns(ref))]
pub fn layout_sources(db: &dyn Db) -> BTreeMap<String, Arc<str>> {
    let html = |name: &str| std::path::Path::new(name).extension().is_some_and(|end| end == "html");
    let theme = theme(db);
    let built_in = theme.layouts().filter(|file| html(file.name));
    let mut sources: BTreeMap<String, Arc<str>> = built_in
        .map(|file| (file.name.to_owned(), Arc::from(theme.layout(file.name).unwrap_or_default())))
        .collect();
    let own = Site::get(db).layouts(db).iter().filter(|(name, _)| html(name));
    sources.extend(own.map(|(name, text)| (name.clone(), text.clone())));
    sources
}

/// The compiled layouts. Where one of the site's own cannot be used, the theme's of that name stands
/// in for it, or an empty one, so that other faults of the run are still found.
#[salsa::tracked(returns(ref), no_eq)]
pub fn layouts(db: &dyn Db) -> Layouts {
    let own = Site::get(db).layouts(db);
    let is_own = |name: &str| own.contains_key(name);
    compile::compiled(layout_sources(db), &is_own, theme(db), strings(db).strings.clone())
}

/// What layouts may ask of a work that those of the usual theme do not, as it is handed over to them
/// printed: whatever is a word of a text of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub beads: bool,
    pub notes: bool,
}

/// What the layouts ask for.
#[salsa::tracked]
pub(super) fn asked_for(db: &dyn Db) -> Asked {
    // A copy of the usual theme's asks for no more than that.
    let others = layout_sources(db).iter().filter(|(name, text)| USUAL.layout(name) != Some(text));
    let others: Vec<&Arc<str>> = others.map(|(_, text)| text).collect();
    let asks = |word: &str| others.iter().any(|text| text.contains(word));
    Asked { beads: asks("beads"), notes: asks("notes") }
}

impl Layouts {
    /// Whether there is a usable layout of this name, `.html` included.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Renders a layout.
    ///
    /// # Errors
    /// Diagnostics at the places in the layouts where it failed.
    pub fn render(&self, name: &str, context: &tera::Context) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut page = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(name, context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => Err(self.faults(error, name, context)),
        }
    }

    /// All that fails in a layout: what failed first is taken out and the layout rendered again.
    fn faults(&self, first: tera::Error, name: &str, context: &tera::Context) -> Vec<Diagnostic> {
        let known = fault::Known { recipe: &self.recipe, context };
        let (mut faults, mut out, mut error) = (Vec::new(), Vec::new(), first);
        loop {
            faults.push(fault::fault(&error, Some(name), Some(&known)));
            let spots = mend::spots(&error, &self.recipe.texts, &out);
            let Some(tera) = spots.into_iter().find_map(|spot| {
                out.push(spot);
                self.without(&out).or_else(|| {
                    out.pop();
                    None
                })
            }) else {
                return faults;
            };
            match tera.render_to(name, context, &mut io::sink()) {
                Ok(()) => return faults,
                Err(next) => error = next,
            }
        }
    }

    /// The layouts without some places; `None` if they are no layouts then.
    fn without(&self, spots: &[Spot]) -> Option<Arc<Tera>> {
        let remembered = || self.mended.lock().ok()?.get(spots).cloned();
        remembered().unwrap_or_else(|| {
            let texts = mend::without(&self.recipe.texts, spots);
            let tera = self.recipe.compile(&texts).ok().map(Arc::new);
            if let Ok(mut mended) = self.mended.lock() {
                mended.insert(spots.to_vec(), tera.clone());
            }
            tera
        })
    }
}

/// A sentence of another program's, as a diagnostic says it.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Escapes what a layout prints, in whole stretches: tera's own way goes byte by byte.
pub(super) fn escape_all(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let mut written = 0;
    for (at, byte) in bytes.iter().enumerate() {
        // All five are below `?`, as few letters are.
        if *byte > b'>' {
            continue;
        }
        let escaped: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            _ => continue,
        };
        out.write_all(&bytes[written..at])?;
        out.write_all(escaped)?;
        written = at + 1;
    }
    out.write_all(&bytes[written..])
}
