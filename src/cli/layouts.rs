//! `diglot layouts list|eject`

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use clap::{Args, Subcommand};

use super::making::{make, there_already};
use super::site::{Refusal, open};
use super::{Outcome, Root};
use crate::db::{Database, Site};
use crate::diagnostic::nearest_path;
use crate::render::theme::{Theme, components_of};
use crate::render::theme_of;

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot layouts list                       every layout, component, strings file and asset, and whose it is
  diglot layouts eject foot.html            a copy of the theme's in layouts/, to be changed
  diglot layouts eject strings/de.yaml style.css";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List layouts with their components, strings and assets, and say whose each is
    List {
        #[command(flatten)]
        root: Root,
    },
    /// Copy files of the theme into the site, where they can be changed
    Eject {
        /// Files as `diglot layouts list` names them, with or without their folder
        #[arg(required = true)]
        name: Vec<String>,
        #[command(flatten)]
        root: Root,
    },
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let done = match &arguments.what {
        What::List { root } => list(&root.root),
        What::Eject { name, root } => eject(&root.root, name),
    };
    match done {
        Ok(()) => Outcome::Fine,
        Err(refusal) => refusal.told(),
    }
}

/// The theme's files by where a site's own stand: `layouts/base.html`.
fn files(theme: &'static Theme) -> BTreeMap<String, &'static [u8]> {
    let layouts = theme.layouts().map(|file| (format!("layouts/{}", file.name), file.bytes));
    let assets = theme.assets.iter().map(|file| (format!("assets/{}", file.name), file.bytes));
    layouts.chain(assets).collect()
}

/// The site's own files in both folders.
fn own(db: &Database) -> BTreeMap<String, &[u8]> {
    let site = Site::get(db);
    let layouts = site.layouts(db).iter().map(|(name, text)| (format!("layouts/{name}"), text.as_bytes()));
    let assets = site.assets(db).iter().map(|(name, bytes)| (format!("assets/{name}"), &**bytes));
    layouts.chain(assets).collect()
}

fn list(root: &Path) -> Result<(), Refusal> {
    let db = open(root)?;
    let (own, theme) = (own(&db), theme_of(&db));
    let built_in = files(theme);
    let mut all: Vec<&String> = own.keys().chain(built_in.keys()).collect();
    all.sort();
    all.dedup();
    let mut out = anstream::stdout().lock();
    let width = all.iter().map(|path| path.chars().count()).max().unwrap_or_default();
    for path in all {
        let whose = match (own.get(path), built_in.get(path)) {
            (Some(own), Some(theirs)) if own == theirs => "the site's, a copy of the theme's",
            (Some(_), Some(_)) => "the site's, over the theme's",
            (Some(_), None) => "the site's",
            (None, _) => "the theme's",
        };
        let _ = writeln!(out, "{path:width$}  {whose}");
        let bytes = own.get(path).or(built_in.get(path)).copied().unwrap_or_default();
        for component in components_of(&String::from_utf8_lossy(bytes)) {
            let _ = writeln!(out, "  {component}");
        }
    }
    Ok(())
}

fn eject(root: &Path, names: &[String]) -> Result<(), Refusal> {
    let db = open(root)?;
    let theme = files(theme_of(&db));
    let chosen = names.iter().map(|name| chosen(&theme, name)).collect::<Result<Vec<_>, _>>()?;
    // Nothing is copied unless all can be.
    for (path, _) in &chosen {
        let there = root.join(path);
        if own(&db).contains_key(*path) {
            return Err(there_already(&there, INSTEAD));
        }
    }
    for (path, bytes) in chosen {
        make(&root.join(path), bytes, INSTEAD)?;
    }
    Ok(())
}

/// What to do where the site has a file already.
const INSTEAD: &str = "to begin anew from the theme's, remove or rename it first";

/// The theme's file of a name, with its folder or without.
fn chosen<'t>(
    theme: &'t BTreeMap<String, &'static [u8]>,
    name: &str,
) -> Result<(&'t str, &'static [u8]), Refusal> {
    let name = name.strip_prefix("./").unwrap_or(name);
    let known = |path: &String| path == name || path.split_once('/').is_some_and(|(_, rest)| rest == name);
    if let Some((path, bytes)) = theme.iter().find(|(path, _)| known(path)) {
        return Ok((path, bytes));
    }
    Err(Refusal::misused(format!("the theme has no file `{name}`"), meant(theme, name)))
}

/// What was meant by a name that no file has.
fn meant(theme: &BTreeMap<String, &'static [u8]>, name: &str) -> String {
    let defines = |bytes: &[u8]| components_of(&String::from_utf8_lossy(bytes)).contains(&name);
    if let Some((path, _)) = theme.iter().find(|(_, bytes)| defines(bytes)) {
        return format!("the component `{name}` stands in {path}: name that");
    }
    let short = theme.keys().filter_map(|path| Some(path.split_once('/')?.1));
    let all = theme.keys().map(String::as_str).chain(short);
    nearest_path(name, all).map_or_else(
        || "`diglot layouts list` names all that there are".to_owned(),
        |near| format!("did you mean `{near}`?"),
    )
}
