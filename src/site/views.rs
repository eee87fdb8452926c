use super::{Language, Sides, View, config};
use crate::db::Db;

/// The gloss that a view shows beside the original; `None` for one language alone.
#[must_use]
pub fn gloss_of(sides: &Sides, view: View) -> Option<Language> {
    match view {
        View::Parallel => sides.glosses().next(),
        View::Pair(gloss) => Some(gloss),
        View::Single(_) => None,
    }
}

/// The views that a work really has: one for each side, the parallel ones if it has a gloss.
#[must_use]
pub fn views(sides: &Sides) -> Vec<View> {
    let parallel = sides.glosses().next().map(|_| View::Parallel);
    let pairs = sides.glosses().skip(1).map(View::Pair);
    let singles = sides.files.iter().map(|(language, _)| View::Single(*language));
    parallel.into_iter().chain(pairs).chain(singles).collect()
}

/// The languages in which a work has a page that only says that there is no gloss yet.
pub fn stubs<'a>(db: &'a dyn Db, sides: &'a Sides) -> impl Iterator<Item = Language> + 'a {
    let config = &config(db).config;
    let wanted = move |language: Language| {
        config.glosses.iter().find(|gloss| gloss.language == language).is_none_or(|gloss| gloss.stubs)
    };
    config.languages().filter(move |language| sides.file(*language).is_none() && wanted(*language))
}

/// The page of a work to which a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Led {
    /// The view in which the work is met.
    pub view: View,
    /// The page only says that there is no gloss yet: none of the text's places is on it.
    pub stub: bool,
    /// The language met, if it is another than was to be expected.
    pub other: Option<Language>,
}

/// Where a reader of `view` is led who follows a link to a work with these sides.
#[must_use]
pub fn led(db: &dyn Db, sides: &Sides, view: View) -> Led {
    let to = |view| Led { view, stub: false, other: None };
    let first = sides.glosses().next();
    match view {
        View::Single(language) if sides.file(language).is_some() => to(view),
        View::Single(language) if stubs(db, sides).any(|stub| stub == language) => {
            Led { stub: true, ..to(view) }
        }
        View::Single(_) => Led { other: Some(sides.original), ..to(View::Single(sides.original)) },
        View::Pair(gloss) if sides.glosses().skip(1).any(|other| other == gloss) => to(view),
        View::Parallel | View::Pair(_) if first.is_some() => to(View::Parallel),
        View::Parallel | View::Pair(_) => to(View::Single(sides.original)),
    }
}

/// The view that is meant by a link in a text in `language`, met in `view`, to a work whose `side` the
/// link names: a side other than the text's own and than the original is meant for itself.
#[must_use]
pub fn meant(view: View, language: Language, original: Language, side: Option<Language>) -> View {
    let other = side.filter(|side| *side != language && *side != original);
    other.map_or(view, View::Single)
}
