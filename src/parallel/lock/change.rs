//! What has changed in a block since it was accepted, word by word.

/// A word of the text as it was accepted, as it is, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed<'a> {
    /// It is there as it was.
    Same(&'a str),
    /// It was there.
    Removed(&'a str),
    /// It is new.
    Added(&'a str),
}

/// The words of a text as it was accepted and as it is now. `accepted` may be its beginning only, cut off
/// anywhere: what was said behind that is not known, and nothing is told of it.
#[must_use]
pub fn changes<'a>(accepted: &'a str, now: &'a str, is_cut: bool) -> Vec<Changed<'a>> {
    let (mut ones, others): (Vec<&str>, Vec<&str>) = (words(accepted), words(now));
    if is_cut && ones.len() > 1 {
        ones.pop();
    }
    let lengths = lengths(&ones, &others);
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < ones.len() || j < others.len() {
        if is_cut && i == ones.len() {
            break;
        }
        if i < ones.len() && j < others.len() && ones[i] == others[j] {
            found.push(Changed::Same(others[j]));
            (i, j) = (i + 1, j + 1);
        } else if j == others.len() || (i < ones.len() && lengths[i + 1][j] >= lengths[i][j + 1]) {
            found.push(Changed::Removed(ones[i]));
            i += 1;
        } else {
            found.push(Changed::Added(others[j]));
            j += 1;
        }
    }
    found
}

/// Of so many words the changes are told.
const ENOUGH: usize = 400;

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().take(ENOUGH).collect()
}

/// By place in both, the length of the longest common subsequence from there on.
fn lengths(ones: &[&str], others: &[&str]) -> Vec<Vec<u32>> {
    let mut lengths = vec![vec![0; others.len() + 1]; ones.len() + 1];
    for i in (0..ones.len()).rev() {
        for j in (0..others.len()).rev() {
            lengths[i][j] = match ones[i] == others[j] {
                true => lengths[i + 1][j + 1] + 1,
                false => lengths[i + 1][j].max(lengths[i][j + 1]),
            };
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::{Changed, changes};

    fn told(accepted: &str, now: &str, is_cut: bool) -> String {
        let word = |word: &Changed<'_>| match word {
            Changed::Same(word) => (*word).to_owned(),
            Changed::Removed(word) => format!("-{word}"),
            Changed::Added(word) => format!("+{word}"),
        };
        changes(accepted, now, is_cut).iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_removed_added_or_stay() {
        assert_eq!(
            told("300 Menschen waren an Bord.", "Über 2000 Menschen an Bord.", false),
            "-300 +Über +2000 Menschen -waren an Bord."
        );
        assert_eq!(told("", "Neu.", false), "+Neu.");
    }

    #[test]
    fn of_what_was_not_kept_nothing_is_told() {
        assert_eq!(
            told("Das alte Schiff fuhr aus dem Ha", "Das Schiff fuhr aus dem Hafen und sank.", true),
            "Das -alte Schiff fuhr aus dem"
        );
    }
}
