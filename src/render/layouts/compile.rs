//! From texts to layouts that can be used, and what is wrong with the texts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tera::{ErrorKind, Kwargs, State, Tera, Value};

use super::blocks::{self, Lacking};
use super::fault::{Unknown, fault, layout_path, unknowns, unplaced};
use super::{Layouts, Missing, Recipe, escape_all, lower_first, names, pieces};
use crate::diagnostic::{Diagnostic, Id, Place, Span, nearest};
use crate::render::strings::Strings;
use crate::render::theme::Theme;

/// How often layouts are compiled to find what is wrong with them: once for what they use, and again for
/// what those use that stand in.
const ROUNDS: usize = 16;

/// The way out where two layouts define one component.
const TWICE: &str =
    "give one another name, or remove it; a layout stands for the theme's under the same file name only";

/// Compiles layouts and finds everything that is wrong with them: what one lacks never hides what
/// is wrong with another.
pub(super) fn compiled(
    sources: &BTreeMap<String, Arc<str>>,
    is_own: &dyn Fn(&str) -> bool,
    theme: &'static Theme,
    strings: Arc<Strings>,
) -> Layouts {
    let recipe = Recipe { texts: sources.clone(), strings, stand_ins: Vec::new() };
    let mut making = Making { sources, is_own, theme, recipe, unused: Vec::new(), diagnostics: Vec::new() };
    making.syntax();
    making.orphans();
    let tera = making.linked().unwrap_or_else(|| making.theme_alone());
    making.suggest(&tera);
    let diagnostics = making.diagnostics.into_iter().map(|(found, _)| found);
    let diagnostics = diagnostics.chain(names::undefined(&tera, sources, &making.recipe.texts)).collect();
    Layouts {
        tera: Arc::new(tera),
        recipe: Arc::new(making.recipe),
        mended: Arc::new(Mutex::default()),
        diagnostics,
    }
}

struct Making<'a> {
    sources: &'a BTreeMap<String, Arc<str>>,
    /// Whether a layout is the site's own.
    is_own: &'a dyn Fn(&str) -> bool,
    theme: &'static Theme,
    recipe: Recipe,
    /// The texts of layouts that something stands in for. What they define is no fault of others.
    unused: Vec<Arc<str>>,
    /// What is wrong, and with the name of what is not there.
    diagnostics: Vec<(Diagnostic, Option<Unknown>)>,
}

impl Making<'_> {
    /// Each layout parsed alone, so that all syntax errors of a run are found and not just the first.
    fn syntax(&mut self) {
        for (name, text) in self.sources {
            let Err(error) = Tera::new().add_raw_template(name, text) else { continue };
            if matches!(error.kind(), ErrorKind::SyntaxError(_)) {
                self.diagnostics.push((fault(&error, Some(name), None), None));
                self.stand_in(name);
            }
        }
    }

    /// Puts the theme's layout in the place of one that cannot be used, or an empty one.
    fn stand_in(&mut self, name: &str) {
        let text = Arc::from(self.theme.layout(name).unwrap_or_default());
        self.unused.extend(self.recipe.texts.insert(name.to_owned(), text));
    }

    /// Layouts that extend one that is not there. Tera would report the first of them, without place.
    fn orphans(&mut self) {
        for (name, text) in self.sources {
            let Some(parent) = parent(text).filter(|parent| !self.sources.contains_key(parent.of(text)))
            else {
                continue;
            };
            let named = parent.of(text);
            let message = format!("the layout extends `{named}`, which is not there");
            let mut found =
                Diagnostic::new(Id::LayoutUnknown, message).at(Place::front(&layout_path(name), parent));
            let near = nearest(named, self.sources.keys().map(String::as_str));
            found.help.extend(near.map(|near| format!("did you mean `{near}`?")));
            self.diagnostics.push((found.help(format!("put it into layouts/{named}")), None));
            self.stand_in(name);
        }
    }

    /// Compiles them together, with something standing in for what is not there.
    fn linked(&mut self) -> Option<Tera> {
        for _ in 0..ROUNDS {
            let error = match self.recipe.compile(&self.recipe.texts) {
                Ok(tera) => return Some(tera),
                Err(error) => error,
            };
            let message = error.kind().to_string();
            let unknown = unknowns(&message, &self.recipe.texts);
            let filled = self.fill_blocks(&message);
            if unknown.is_empty() && !filled {
                self.exclude_each_other(&message, &error)?;
                continue;
            }
            // What only a layout defines that cannot be used was reported there.
            let is_new = |unknown: &Unknown| unknown.is_of_the_program() || !self.is_of_unused(&unknown.name);
            let (new, known): (Vec<_>, Vec<_>) = unknown.into_iter().partition(is_new);
            new.iter().chain(&known).for_each(|unknown| self.lacks(unknown));
            self.diagnostics.extend(new.into_iter().map(|unknown| (unknown.diagnostic(), Some(unknown))));
        }
        None
    }

    /// Puts in blocks that layouts fill and none above them has; whether there were any.
    fn fill_blocks(&mut self, message: &str) -> bool {
        let reports = message.split("\n\n");
        let lacking: Vec<_> = reports.filter_map(|report| Lacking::of(report, &self.recipe.texts)).collect();
        let texts = blocks::filled(&lacking, &self.recipe.texts);
        let is_filled = !lacking.is_empty();
        let new: Vec<_> = lacking.into_iter().filter(|lacking| !self.is_of_unused(lacking.block())).collect();
        let faults = blocks::faults(&new, &self.recipe.texts, self.is_own);
        self.diagnostics.extend(faults.into_iter().map(|found| (found, None)));
        self.recipe.texts = texts;
        is_filled
    }

    /// Whether a layout that cannot be used may define this: then it is missing only for that.
    fn is_of_unused(&self, name: &str) -> bool {
        self.unused.iter().any(|text| text.contains(name))
    }

    /// Layouts that cannot stand together; something stands in for one of the site's own among them.
    fn exclude_each_other(&mut self, message: &str, error: &tera::Error) -> Option<()> {
        let (names, mark): (Vec<&str>, _) = match error.kind() {
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                (inheritance_chain.iter().chain([tpl]).map(String::as_str).collect(), "extends".to_owned())
            }
            ErrorKind::CircularInclude { include_chain, .. } => {
                (include_chain.iter().map(String::as_str).collect(), "include".to_owned())
            }
            _ => {
                let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
                let component = quoted.first().map_or_else(String::new, |name| format!("component {name}"));
                (quoted, component)
            }
        };
        let is_own = |name: &&&str| {
            let text = self.recipe.texts.get(**name);
            text.is_some_and(|text| self.theme.layout(name) != Some(text) && text.contains(&mark))
        };
        let Some(name) = names.iter().rev().find(is_own).map(|name| (*name).to_owned()) else {
            self.diagnostics.push((unplaced(message, None), None));
            return None;
        };
        let text = &self.recipe.texts[&name];
        let at = text.find(&mark).unwrap_or_default();
        let place = Place::front(&layout_path(&name), Span::new(at..at + mark.len()));
        let (found, help) = match error.kind() {
            ErrorKind::CircularExtend { .. } => (
                "this layout extends one that extends it in turn".to_owned(),
                "let one of the two extend `base.html`",
            ),
            ErrorKind::CircularInclude { .. } => {
                ("this layout includes one that includes it in turn".to_owned(), "take one of the two out")
            }
            _ => (format!("the layouts cannot be used: {}", lower_first(message)), TWICE),
        };
        self.diagnostics.push((Diagnostic::new(Id::LayoutError, found).at(place).help(help), None));
        self.stand_in(&name);
        Some(())
    }

    /// Puts something in the place of what is not there.
    fn lacks(&mut self, unknown: &Unknown) {
        let name = unknown.name.clone();
        match unknown.kind.as_str() {
            "filter" => self.recipe.stand_ins.push((Missing::Filter, name)),
            "test" => self.recipe.stand_ins.push((Missing::Test, name)),
            "function" => self.recipe.stand_ins.push((Missing::Function, name)),
            "component" => {
                let empty = format!("{{% component {name}(...rest) %}}{{% endcomponent {name} %}}");
                self.recipe.texts.insert(format!("diglot/{name}.html"), Arc::from(empty));
            }
            "template" => drop(self.recipe.texts.insert(name, Arc::from(""))),
            _ => self.stand_in(&unknown.layout),
        }
    }

    /// Says what was meant, now that all that there is is known.
    fn suggest(&mut self, tera: &Tera) {
        let components: Vec<&str> = tera
            .get_component_names()
            .filter(|name| !self.recipe.texts.contains_key(&format!("diglot/{name}.html")))
            .collect();
        for (found, unknown) in &mut self.diagnostics {
            let Some(unknown) = unknown else { continue };
            let near = match unknown.kind.as_str() {
                "filter" => nearest(&unknown.name, names::FILTERS.iter().copied()),
                "test" => nearest(&unknown.name, names::TESTS.iter().copied()),
                "function" => nearest(&unknown.name, names::functions()),
                "component" => nearest(&unknown.name, names::sorted(&components)),
                "template" => nearest(&unknown.name, self.sources.keys().map(String::as_str)),
                _ => None,
            };
            found.help.extend(near.map(|near| format!("did you mean `{near}`?")));
            found.help.push(unknown.way_out());
        }
    }

    /// The theme's layouts, where the site's cannot be compiled together at all.
    fn theme_alone(&mut self) -> Tera {
        let built_in = self.theme.layouts().filter(|file| file.name.ends_with(".html"));
        let texts =
            built_in.filter_map(|file| Some((file.name.to_owned(), self.theme.layout(file.name)?.into())));
        self.recipe.texts = texts.collect();
        self.recipe.compile(&self.recipe.texts).unwrap_or_default()
    }
}

impl Recipe {
    pub(super) fn compile(&self, texts: &BTreeMap<String, Arc<str>>) -> Result<Tera, tera::Error> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape_all);
        pieces::register(&mut tera, &self.strings);
        for (kind, name) in &self.stand_ins {
            let name = name.clone();
            match kind {
                Missing::Filter => tera.register_filter(name, |value: Value, _: Kwargs, _: &State<'_>| value),
                Missing::Test => tera.register_test(name, |_: Value, _: Kwargs, _: &State<'_>| false),
                Missing::Function => tera.register_function(name, |_: Kwargs, _: &State<'_>| ""),
            }
        }
        tera.add_raw_templates(texts.iter().map(|(name, text)| (name.as_str(), &**text)))?;
        Ok(tera)
    }
}

/// The name in a layout's `{% extends "…" %}`.
pub(super) fn parent(text: &str) -> Option<Span> {
    text.match_indices("{%").find_map(|(at, _)| {
        let rest = text[at + 2..].trim_start_matches('-').trim_start().strip_prefix("extends")?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
        let name = rest[1..].split(quote).next()?;
        let start = text.len() - rest.len() + 1;
        Some(Span::new(start..start + name.len()))
    })
}
