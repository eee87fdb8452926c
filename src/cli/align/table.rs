//! Beads side by side in a terminal, or a line each.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{Aligned, Row};

/// What stands between the two columns.
const BETWEEN: &str = " │ ";

/// Narrower than this no column is made.
const NARROWEST: usize = 12;

/// The beads in two columns, for a terminal so wide. Its colours are left out where it shows none.
pub(super) fn table(aligned: &Aligned, width: usize) -> String {
    let column = (width.saturating_sub(BETWEEN.width()) / 2).max(NARROWEST);
    let [original, gloss] = aligned.languages;
    let mut out = format!("\u{1b}[1m{}\u{1b}[0m ({original}, {gloss})\n", aligned.key);
    for row in &aligned.rows {
        let _ = writeln!(out, "\n{}", head(row));
        for [ones, others] in &row.pairs {
            let [left, right] = [ones, others].map(|said| wrapped(&said.join(" "), column));
            for at in 0..left.len().max(right.len()) {
                let [left, right] = [&left, &right].map(|lines| lines.get(at).map_or("", String::as_str));
                let blank = " ".repeat(column.saturating_sub(left.width()));
                let between = if right.is_empty() { BETWEEN.trim_end() } else { BETWEEN };
                let _ = writeln!(out, "{left}{blank}\u{1b}[2m{between}\u{1b}[0m{right}");
            }
        }
    }
    out
}

fn head(row: &Row) -> String {
    let colour = match row.confidence {
        Some(sure) if sure < 60 => "\u{1b}[31m",
        Some(sure) if sure < 90 => "\u{1b}[33m",
        _ => "\u{1b}[32m",
    };
    let sure = row.confidence.map(|sure| format!("{colour}{sure} %\u{1b}[0m"));
    let note = (!row.note.is_empty()).then(|| row.note.to_owned());
    let parts = [Some(row.standing.to_owned()), sure, note];
    format!("\u{1b}[1m{}\u{1b}[0m  {}", row.id, parts.into_iter().flatten().collect::<Vec<_>>().join("  "))
}

/// Cuts a text into lines of at most so many columns: between words, or within one that is longer, as where
/// a language writes no blanks.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let blank = usize::from(!line.is_empty());
        if line.width() + blank + word.width() <= width {
            line.push_str(&" ".repeat(blank));
            line.push_str(word);
            continue;
        }
        if word.width() <= width {
            lines.extend(Some(std::mem::replace(&mut line, word.to_owned())).filter(|line| !line.is_empty()));
            continue;
        }
        line.push_str(&" ".repeat(blank));
        for c in word.chars() {
            if line.width() + c.to_string().width() > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines
}

/// One line a pair of sentences: the bead's id, how it stands, how sure it is, the original, the gloss, with
/// tabs between.
pub(super) fn lines(aligned: &Aligned) -> String {
    let mut out = String::new();
    for row in &aligned.rows {
        let sure = row.confidence.map(|sure| sure.to_string()).unwrap_or_default();
        for [ones, others] in &row.pairs {
            let _ = writeln!(
                out,
                "{}\t{}\t{sure}\t{}\t{}",
                row.id,
                row.standing,
                ones.join(" "),
                others.join(" ")
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{lines, table, wrapped};
    use crate::cli::align::{Aligned, Row};
    use crate::site::{Language, WorkKey};

    fn aligned() -> Aligned {
        let languages = ["de", "ja"].map(|tag| Language::new(tag).expect("a tag"));
        let pair = |one: &str, other: &str| {
            [one, other].map(|said| if said.is_empty() { Vec::new() } else { vec![said.to_owned()] })
        };
        let row = Row {
            id: "why.1".to_owned(),
            standing: "fresh",
            note: "",
            confidence: Some(98),
            pairs: vec![
                pair("Das Schiff fuhr weit hinaus.", "船は遠くまで出て行きました。"),
                pair("Ende.", ""),
            ],
        };
        Aligned { key: WorkKey::new("a"), languages, rows: vec![row] }
    }

    #[test]
    fn columns_stand_under_one_another_in_wide_characters_too() {
        let told = anstream::adapter::strip_str(&table(&aligned(), 41)).to_string();
        let expected = "a (de, ja)\n\nwhy.1  fresh  98 %\n\
            Das Schiff fuhr     │ 船は遠くまで出て行\n\
            weit hinaus.        │ きました。\n\
            Ende.               │\n";
        assert_eq!(told, expected);
    }

    #[test]
    fn a_pair_is_a_line_where_it_is_no_terminal() {
        let expected = "why.1\tfresh\t98\tDas Schiff fuhr weit hinaus.\t船は遠くまで出て行きました。\nwhy.1\tfresh\t98\tEnde.\t\n";
        assert_eq!(lines(&aligned()), expected);
    }

    #[test]
    fn what_is_longer_than_a_line_is_cut_within() {
        assert_eq!(wrapped("ab cdefghij k", 4), ["ab c", "defg", "hij", "k"]);
        assert_eq!(wrapped("", 4), [""; 0]);
    }
}
