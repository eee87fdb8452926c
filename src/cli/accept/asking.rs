//! Asking of each bead that is not confirmed as it is.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::mem::discriminant;
use std::path::Path;

use super::{accepted, gloss};
use crate::cli::site::Refusal;
use crate::db::Database;
use crate::parallel::lock::{Accepted, Changed, Standing, Wish, changes, lock_of, source, standings_of};
use crate::parallel::{Bead, Run, Side, State, beads_of, side};
use crate::site::{Language, Sides, Work, WorkKey, config, sides, works};

/// How many characters of an original a lock file keeps; a text as long as this was cut off.
const KEPT: usize = 80;

/// A walk through a site's beads.
pub(super) struct Asking<'a, I, O> {
    pub(super) root: &'a Path,
    pub(super) db: &'a Database,
    pub(super) wish: Wish,
    pub(super) input: &'a mut I,
    pub(super) out: &'a mut O,
}

/// What is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    Quit,
}

impl<I: BufRead, O: Write> Asking<'_, I, O> {
    /// Asks of all works, in the order of their keys, with their glosses or the one in `language`.
    pub(super) fn all(&mut self, language: Option<Language>) -> Result<(), Refusal> {
        let unknown = |language: &Language| {
            !config(self.db).config.glosses.iter().any(|gloss| gloss.language == *language)
        };
        if let Some(language) = language.filter(unknown) {
            return Err(Refusal::misused(
                format!("site.yaml lists no glosses in `{language}`"),
                "choose one of those it lists",
            ));
        }
        let mut asked = 0;
        let works = works(self.db);
        let sections = works.sections.iter().map(|(key, sides)| (WorkKey::of_index(key), sides));
        let all: BTreeMap<WorkKey, &Sides> =
            works.works.iter().map(|(key, sides)| (key.clone(), sides)).chain(sections).collect();
        for (key, sides) in &all {
            let wanted = |gloss: &Language| language.is_none_or(|language| language == *gloss);
            for gloss in sides.glosses().filter(wanted) {
                if self.work(key, gloss, &mut asked)? == Answer::Quit {
                    return Ok(());
                }
            }
        }
        self.say(&match asked {
            0 => "all beads are confirmed as they are\n".to_owned(),
            _ => "that was the last one\n".to_owned(),
        });
        Ok(())
    }

    /// Asks of a work's beads; each that is accepted is written down at once.
    fn work(&mut self, key: &WorkKey, language: Language, asked: &mut usize) -> Result<Answer, Refusal> {
        let work = Work::new(self.db, key.clone());
        let language = gloss(self.db, key, Some(language))?;
        let Some(texts) = texts(self.db, work, language) else { return Ok(Answer::No) };
        let beads = &beads_of(self.db, work, Some(language)).beads;
        let standings = standings_of(self.db, work, language);
        let mut taken = Vec::new();
        for (at, bead) in beads.iter().enumerate() {
            let standing = standings.get(at).copied().unwrap_or(Standing::Unconfirmed);
            if standing == Standing::Fresh || bead.state == State::Todo {
                continue;
            }
            *asked += 1;
            let entry = lock_of(self.db, work, language)
                .and_then(|(_, lock)| lock.entries.iter().find(|entry| bead.ids().any(|id| *id == entry.id)));
            self.show(key, language, bead, standing, texts, entry);
            match self.answer() {
                Answer::Yes => {
                    taken.push(bead.id.clone());
                    let wish = Wish { beads: taken.clone(), ..self.wish.clone() };
                    accepted(self.root, self.db, key, language, &wish)?;
                }
                Answer::No => {}
                Answer::Quit => return Ok(Answer::Quit),
            }
        }
        Ok(Answer::Yes)
    }

    fn show(
        &mut self,
        key: &WorkKey,
        language: Language,
        bead: &Bead,
        standing: Standing,
        [original, other]: [Side<'_>; 2],
        entry: Option<&Accepted>,
    ) {
        self.say(&format!(
            "\n\u{1b}[1m{key}\u{1b}[0m {language} \u{1b}[1m{}\u{1b}[0m ({})\n",
            bead.id,
            standing.words()
        ));
        let now = bead.original.map(|run| said(original, run));
        let accepted = entry.and_then(|entry| entry.text.as_deref());
        let first = bead.original.map(|run| one_line(&source(original, run.first)));
        if let (Some(accepted), Some(first)) =
            (accepted.filter(|_| standing != Standing::GlossChanged), &first)
        {
            let is_cut = accepted.chars().count() >= KEPT;
            self.say(&format!("  change: {}\n", told(&changes(accepted, first, is_cut))));
        }
        let nothing = || "(nothing)".to_owned();
        self.say(&format!("  {}\n", now.unwrap_or_else(nothing)));
        self.say(&format!("  {}\n", bead.gloss.map_or_else(nothing, |run| said(other, run))));
    }

    fn say(&mut self, words: &str) {
        // A terminal that is gone hears nothing more; the next answer is the end then.
        let _ = self.out.write_all(words.as_bytes()).and_then(|()| self.out.flush());
    }

    /// Reads an answer; the end of the input is a wish to quit.
    fn answer(&mut self) -> Answer {
        loop {
            self.say("accept? [y]es, [n]o, [q]uit: ");
            let mut line = String::new();
            let read: io::Result<usize> = self.input.read_line(&mut line);
            match (read, line.trim().to_lowercase().as_str()) {
                (Ok(0) | Err(_), _) | (_, "q" | "quit") => return Answer::Quit,
                (_, "y" | "yes") => return Answer::Yes,
                (_, "n" | "no") => return Answer::No,
                _ => {}
            }
        }
    }
}

fn texts<'db>(db: &'db Database, work: Work<'db>, language: Language) -> Option<[Side<'db>; 2]> {
    let sides: &Sides = sides(db, work).as_ref()?;
    Some([side(db, sides.file(sides.original)?), side(db, sides.file(language)?)])
}

/// What blocks say, on one line each.
fn said(side: Side<'_>, run: Run) -> String {
    let blocks = run.blocks(side.text).map(|block| one_line(&source(side, block)));
    blocks.collect::<Vec<_>>().join("\n  ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Changes in words: what was removed in `[-…-]`, what was added in `{+…+}`, so that it is told without
/// colours too.
fn told(changes: &[Changed<'_>]) -> String {
    let of_one_sort = |one: &Changed<'_>, other: &Changed<'_>| discriminant(one) == discriminant(other);
    let told = |words: &[Changed<'_>]| {
        let said = words.iter().map(|word| match word {
            Changed::Same(word) | Changed::Removed(word) | Changed::Added(word) => *word,
        });
        let said = said.collect::<Vec<_>>().join(" ");
        match words {
            [Changed::Removed(_), ..] => format!("\u{1b}[31m[-{said}-]\u{1b}[0m"),
            [Changed::Added(_), ..] => format!("\u{1b}[32m{{+{said}+}}\u{1b}[0m"),
            _ => said,
        }
    };
    changes.chunk_by(of_one_sort).map(told).collect::<Vec<_>>().join(" ")
}
