use std::collections::{BTreeMap, BTreeSet};

use super::inflection::{inflected, is_only_in_capitals};
use super::words::fold;
use crate::site::{Kind, Language};

/// How well the forms that are made of terms agree with those that a treebank lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// How many lemmas were asked for.
    pub lemmas: usize,
    /// Pairs of a lemma and a form of its own that is made.
    pub right: usize,
    /// Pairs of a lemma and a form of others that is made.
    pub wrong: Vec<(String, String)>,
    /// Pairs of a lemma and a form of its own that is not made.
    pub missed: Vec<(String, String)>,
}

impl Evaluation {
    /// Which share of what is made is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong.len())
    }

    /// Which share of what there is is made.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed.len())
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Makes the forms of each lemma in `pairs` and compares them with all forms there: a form that is
/// made, and listed for another lemma only, is wrong; one that no lemma has does not count. Case
/// does not count either, as in texts.
#[must_use]
pub fn evaluate(pairs: &[(String, String)], language: Language) -> Evaluation {
    let folded = |word: &str| fold(word).folded;
    let mut own: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut spelled: BTreeMap<Vec<u8>, BTreeSet<&str>> = BTreeMap::new();
    for (lemma, form) in pairs {
        own.entry(lemma).or_default().insert(form);
        spelled.entry(folded(form)).or_default().insert(form);
    }
    let mut evaluation = Evaluation { lemmas: own.len(), ..Evaluation::default() };
    for (lemma, forms) in own {
        let made = inflected(lemma, Kind::Concept, language).into_iter();
        let made = made.filter(|form| !is_only_in_capitals(lemma, form));
        let made: BTreeSet<_> = made.map(|form| folded(&form)).collect();
        let found: BTreeSet<&str> =
            made.iter().filter_map(|form| spelled.get(form)).flatten().copied().collect();
        let pair = |form: &&str| (lemma.to_owned(), (*form).to_owned());
        evaluation.right += found.intersection(&forms).count();
        // Another spelling of a form of its own is no other word.
        let alike: BTreeSet<_> = forms.iter().map(|form| folded(form)).collect();
        let others = found.difference(&forms).filter(|form| !alike.contains(&folded(form)));
        evaluation.wrong.extend(others.map(pair));
        evaluation.missed.extend(forms.difference(&found).map(pair));
    }
    evaluation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_others_are_wrong_and_own_ones_not_made_are_missed() {
        let pairs = [("Netz", "Netze"), ("Netz", "Vernetzung"), ("Spiel", "Spieles"), ("Spieler", "Spieler")];
        let pairs = pairs.map(|(lemma, form)| (lemma.to_owned(), form.to_owned()));
        let found = evaluate(&pairs, Language::new("de").expect("a tag"));
        assert_eq!((found.lemmas, found.right), (3, 3));
        assert_eq!(found.missed, [("Netz".to_owned(), "Vernetzung".to_owned())]);
        assert_eq!(found.wrong, [("Spiel".to_owned(), "Spieler".to_owned())]);
    }
}
