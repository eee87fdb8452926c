use std::sync::LazyLock;

use syntect::parsing::{Scope, ScopeStack};

/// Scopes as syntaxes name them, the more particular before the more general, and our class.
/// A blank class is no class.
const CLASSES: &[(&str, char)] = &[
    ("invalid", 'e'),
    ("comment", 'c'),
    ("punctuation.definition.comment", 'c'),
    ("punctuation.definition.string", 's'),
    ("constant.character", 's'),
    ("string", 's'),
    ("constant", 'n'),
    ("keyword.operator", 'o'),
    ("keyword", 'k'),
    ("storage", 'k'),
    ("variable.language", 'k'),
    ("variable.function", 'f'),
    ("variable.annotation", 'a'),
    ("entity.name.function", 'f'),
    ("support.function", 'f'),
    ("support.macro", 'f'),
    ("entity.name.macro", 'f'),
    ("entity.name.section", 'm'),
    ("entity.name.tag", 'k'),
    ("entity.name", 't'),
    ("entity.other.inherited-class", 't'),
    ("entity.other.attribute-name", 'a'),
    ("support.type.property-name", 'a'),
    ("support.type", 't'),
    ("support.class", 't'),
    ("support.constant", 'n'),
    ("meta.annotation", 'a'),
    ("markup", 'm'),
    ("variable.other.readwrite.assignment", 'v'),
    ("variable.parameter", 'v'),
    ("variable.other.member", 'v'),
    ("punctuation", 'p'),
];

static SCOPES: LazyLock<Vec<(Scope, char)>> = LazyLock::new(|| {
    CLASSES.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect()
});

/// The class of what stands in these scopes: the innermost that has one.
pub(super) fn of(scopes: &ScopeStack) -> Option<char> {
    scopes.as_slice().iter().rev().find_map(|scope| class(*scope))
}

fn class(scope: Scope) -> Option<char> {
    SCOPES.iter().find(|(known, _)| known.is_prefix_of(scope)).map(|(_, class)| *class)
}
