//! `diglot accept`

mod asking;

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use super::report::line;
use super::site::{Refusal, open, work};
use super::{Outcome, Root};
use crate::db::{Database, lock_beside};
use crate::diagnostic::{SourcePath, quoted_word};
use crate::parallel::lock::{Acceptance, Left, Wish, acceptance, lock_of};
use crate::parallel::{Anchor, beads_of};
use crate::publish::replace;
use crate::site::{Date, Language, Work, WorkKey, config, sides};

pub(super) const EXAMPLES: &str = "\
Examples:
  diglot accept                             look at each bead that nobody has confirmed: y, n or q
  diglot accept articles/scaling            all beads of a work
  diglot accept articles/scaling why.3      one of them; several may be named
  diglot accept scaling --language fr --by mk

What is confirmed stands in a lock file beside the gloss, content/articles/scaling.en.lock.yaml,
to be committed with the texts: a bead in it keeps its address, and `diglot build` says when its
original has changed. A block without a partner is accepted only if it is named. The day is
today's in UTC, or that of SOURCE_DATE_EPOCH.";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Works by their keys or the last parts of them, each followed by the beads that are meant, if not all
    #[arg(value_name = "WORK|BEAD")]
    names: Vec<String>,
    /// The gloss's language, where a work has several
    #[arg(long, short, value_parser = super::new::language)]
    language: Option<Language>,
    /// Who accepts; the name of the account unless given
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    root: Root,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    match accept(arguments) {
        Ok(()) => Outcome::Fine,
        Err(refusal) => refusal.told(),
    }
}

fn accept(arguments: &Arguments) -> Result<(), Refusal> {
    let root = &arguments.root.root;
    let db = open(root)?;
    let by = arguments.by.clone().or_else(account).filter(|by| !by.trim().is_empty());
    let wish = Wish { beads: Vec::new(), day: today(), by, text: config(&db).config.lock_text };
    if arguments.names.is_empty() {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(Refusal::misused(
                "`diglot accept` without a work asks of each bead, and this is no terminal",
                "name the works, and the beads that are meant: `diglot accept articles/scaling why.3`",
            ));
        }
        let mut ask = asking::Asking {
            root,
            db: &db,
            wish,
            input: &mut io::stdin().lock(),
            out: &mut anstream::stdout(),
        };
        return ask.all(arguments.language);
    }
    let chosen = chosen(&db, &arguments.names, arguments.language)?;
    chosen.into_iter().try_for_each(|Chosen { key, language, beads }| {
        accept_these(root, &db, &key, language, &Wish { beads, ..wish.clone() })
    })
}

/// A work with its gloss, and the beads that are meant; none for all.
#[derive(Debug)]
struct Chosen {
    key: WorkKey,
    language: Language,
    beads: Vec<Anchor>,
}

/// Reads the names: a bead of the work before goes before a work.
fn chosen(db: &Database, names: &[String], language: Option<Language>) -> Result<Vec<Chosen>, Refusal> {
    let mut chosen: Vec<Chosen> = Vec::new();
    for name in names {
        let id = name.strip_prefix('#').unwrap_or(name);
        if let Some(last) = chosen.last_mut()
            && has_bead(db, last, id)
        {
            last.beads.push(Anchor::from(id));
            continue;
        }
        let key = work(db, name).map_err(|refusal| match chosen.last() {
            Some(Chosen { key, .. }) => Refusal::misused(
                format!("`{name}` is no bead of `{key}`, and no work"),
                format!("`diglot align {}` shows its beads", quoted_word(key.as_str())),
            ),
            None => refusal,
        })?;
        let language = gloss(db, &key, language)?;
        chosen.push(Chosen { key, language, beads: Vec::new() });
    }
    Ok(chosen)
}

fn has_bead(db: &Database, chosen: &Chosen, id: &str) -> bool {
    let work = Work::new(db, chosen.key.clone());
    let accepted = lock_of(db, work, chosen.language).map_or(&[][..], |(_, lock)| &lock.entries);
    let beads = &beads_of(db, work, Some(chosen.language)).beads;
    beads.iter().any(|bead| bead.answers_to(id))
        || accepted.iter().any(|entry| entry.ids().any(|own| **own == *id))
}

/// The language of the gloss that is meant.
pub(super) fn gloss(db: &Database, key: &WorkKey, wanted: Option<Language>) -> Result<Language, Refusal> {
    let sides = sides(db, Work::new(db, key.clone())).as_ref();
    let glosses: Vec<Language> = sides.map_or_else(Vec::new, |sides| sides.glosses().collect());
    let make = format!("`diglot new gloss {} --language …` makes one", quoted_word(key.as_str()));
    match (wanted, glosses.as_slice()) {
        (Some(wanted), glosses) if glosses.contains(&wanted) => Ok(wanted),
        (Some(wanted), _) => Err(Refusal::misused(format!("`{key}` has no gloss in `{wanted}`"), make)),
        (None, [only]) => Ok(*only),
        (None, []) => Err(Refusal::misused(format!("`{key}` has no gloss"), make)),
        (None, several) => {
            let tags: Vec<_> = several.iter().map(|language| format!("`--language {language}`")).collect();
            Err(Refusal::misused(
                format!("`{key}` has several glosses"),
                format!("say which: {}", tags.join(" or ")),
            ))
        }
    }
}

/// Accepts, writes the lock file if it says something else now, and tells.
fn accept_these(
    root: &Path,
    db: &Database,
    key: &WorkKey,
    language: Language,
    wish: &Wish,
) -> Result<(), Refusal> {
    let (path, done, is_written) = accepted(root, db, key, language, wish)?;
    line(&summary(&path, &done, is_written));
    for (id, left) in &done.left {
        line(&format!("  {id} {}", why(*left, key, id)));
    }
    Ok(())
}

/// Accepts, and writes the lock file if it says something else now; says whether it was written.
fn accepted(
    root: &Path,
    db: &Database,
    key: &WorkKey,
    language: Language,
    wish: &Wish,
) -> Result<(SourcePath, Acceptance, bool), Refusal> {
    let work = Work::new(db, key.clone());
    let file = sides(db, work).as_ref().and_then(|sides| sides.file(language));
    let lost = || Refusal::misused(format!("`{key}` has no gloss in `{language}`"), "write it first");
    let (file, done) = file.zip(acceptance(db, work, language, wish)).ok_or_else(lost)?;
    let path = lock_beside(file.path(db));
    let before = is_usable(db, work, language, &path, wish)?;
    let is_new = !is_as_it_was(&done) || before.is_some();
    let is_written = is_new && before != Some(&*done.text);
    if is_written {
        replace(&root.join(path.as_str()), &done.text).map_err(|error| {
            Refusal::unusable(format!("{path} cannot be written: {error}"), "check the folder's permissions")
        })?;
    }
    Ok((path, done, is_written))
}

/// What the lock file says before, if there is one; refuses what would be lost by writing it anew.
fn is_usable<'db>(
    db: &'db Database,
    work: Work<'db>,
    language: Language,
    path: &SourcePath,
    wish: &Wish,
) -> Result<Option<&'db str>, Refusal> {
    let Some((file, lock)) = lock_of(db, work, language) else { return Ok(None) };
    if file.fault(db).is_some() {
        let help = "`diglot build` says why; mend it, or move it away";
        return Err(Refusal::unusable(format!("{path} cannot be read"), help));
    }
    if !lock.known && !wish.beads.is_empty() {
        let help = "accept the whole work, which writes it anew, or use the Diglot that wrote it";
        return Err(Refusal::misused(format!("{path} is of a version that this Diglot does not know"), help));
    }
    Ok(Some(file.body(db)))
}

fn summary(path: &SourcePath, done: &Acceptance, is_written: bool) -> String {
    let counted = |count: usize, [one, more]: [&str; 2], what: &str| {
        (count > 0).then(|| format!("{count} {} {what}", if count == 1 { one } else { more }))
    };
    let count = |count, what| counted(count, ["bead", "beads"], what);
    let left = done.left.iter().filter(|(_, left)| *left != Left::Unknown).count();
    let parts = [
        count(done.accepted.len(), "accepted"),
        counted(done.dropped.len(), ["address", "addresses"], "dropped, which neither text has any more"),
        (is_as_it_was(done) && is_written).then(|| "written anew".to_owned()),
        count(left, "left unconfirmed"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let words = if parts.is_empty() {
        "nothing to accept, all is confirmed as it is".to_owned()
    } else {
        parts.join("; ")
    };
    format!("{path}: {words}")
}

/// Whether all beads are as they were.
fn is_as_it_was(done: &Acceptance) -> bool {
    done.accepted.is_empty() && done.dropped.is_empty()
}

fn why(left: Left, key: &WorkKey, id: &Anchor) -> String {
    match left {
        Left::Unpaired => format!(
            "has no partner; if it is to have none, name it: `diglot accept {} {}`",
            quoted_word(key.as_str()),
            quoted_word(id)
        ),
        Left::Todo => "is still to be glossed".to_owned(),
        Left::Unknown => "is no bead of this work".to_owned(),
    }
}

/// The name of the account that the program runs for.
fn account() -> Option<String> {
    ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok())
}

/// The day that is written down.
fn today() -> Option<Date> {
    let said = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let now =
        || SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default();
    Date::of_seconds(said.unwrap_or_else(now))
}

#[cfg(test)]
mod tests;
