//! A site that is shown while it is being written: the database is kept, told what changes, and asked
//! again for what a browser wants.

mod kept;
mod moves;

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use salsa::Cancelled;

use self::kept::{Kept, LastGood};
use self::moves::{Moves, said};
use super::once::{meet_text, meet_work, meet_works};
use super::{diagnose, each_file_of, guarded, is_configured};
use crate::db::{Count, Database, Db, File, Site, Wishes};
use crate::diagnostic::{Diagnostic, Severity, SourcePath};
use crate::render::{self, Asked, Bytes, Output};
use crate::site::{BaseUrl, OutputPath, View, Work, WorkKey, config, is_unread, role, sides};
use crate::source::{self, Folder};

/// How many files are checked before memory is tidied.
const PART: usize = 256;

/// A site in a kept database. Asked from many threads; told of changes by one.
pub struct Preview {
    database: Mutex<Database>,
    wishes: Wishes,
    origin: String,
    count: Arc<Count>,
    last_good: Mutex<LastGood>,
    moves: Mutex<Moves>,
    /// The base paths that the site has had, the last one last.
    base_paths: Mutex<Vec<String>>,
}

/// What stands at a path now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A page, or another output that is made.
    Page(ShownPage),
    /// Those of a file of the site, as they are.
    File(SourcePath),
    /// The page cannot be made now. What it last was, if it was asked for before; and what is wrong,
    /// unless that is found by checking the site.
    Faulty(Option<ShownPage>, Vec<Diagnostic>),
    /// It was shown before and is now somewhere else, here.
    Moved(OutputPath),
    /// Nothing.
    Nothing,
}

/// A page as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPage {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The texts of the work that it shows; none if it shows no work.
    pub files: Box<[SourcePath]>,
}

impl Preview {
    /// Reads a site, to be shown at `origin` (`http://127.0.0.1:4000`), under its own base path.
    #[must_use]
    pub fn open(folder: &dyn Folder, wishes: Wishes, origin: &str) -> Self {
        let count = Arc::new(Count::default());
        let database = Database::counting(source::read(folder), wishes.clone(), Arc::clone(&count));
        Self::of(database, count, wishes, origin)
    }

    /// The same; the name of every query that runs is told instead of counted: so tests see which work was
    /// not done.
    #[must_use]
    pub fn telling(folder: &dyn Folder, wishes: Wishes, origin: &str, executed: Sender<String>) -> Self {
        let database = Database::new(source::read(folder), wishes.clone(), Some(executed));
        Self::of(database, Arc::default(), wishes, origin)
    }

    fn of(database: Database, count: Arc<Count>, wishes: Wishes, origin: &str) -> Self {
        let preview = Self {
            database: Mutex::new(database),
            wishes,
            origin: origin.to_owned(),
            count,
            last_good: Mutex::default(),
            moves: Mutex::default(),
            base_paths: Mutex::default(),
        };
        preview.stand_here(&mut preview.lock());
        preview.ask(meet_works);
        preview
    }

    /// Absolute links, such as canonical ones, lead to where the site is shown. While site.yaml is broken or
    /// not there, the site stays where it stood.
    fn stand_here(&self, db: &mut Database) {
        db.wish(self.wishes.clone());
        let mut known = self.base_paths.lock().unwrap_or_else(PoisonError::into_inner);
        let stays = known.last().filter(|_| is_misconfigured(db)).cloned();
        let base_path = stays.unwrap_or_else(|| config(db).config.base_url.path().to_owned());
        known.retain(|other| *other != base_path);
        known.push(base_path.clone());
        let here = BaseUrl::parse(&format!("{}{base_path}", self.origin)).ok().map(|url| url.to_string());
        db.wish(Wishes { base_url: here, ..self.wishes.clone() });
    }

    fn lock(&self) -> MutexGuard<'_, Database> {
        // A panic while it was held has left no half-set input: each is set in one go.
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How much has been done so far.
    #[must_use]
    pub fn count(&self) -> &Count {
        &self.count
    }

    /// Asks something of the database, again if an edit calls it off.
    pub fn ask<T>(&self, question: impl Fn(&Database) -> T) -> T {
        loop {
            if let Some(answer) = self.ask_once(&question) {
                return answer;
            }
        }
    }

    /// Asks something of the database; `None` if an edit calls it off.
    fn ask_once<T>(&self, question: impl Fn(&Database) -> T) -> Option<T> {
        let db = self.lock().clone();
        Cancelled::catch(AssertUnwindSafe(|| question(&db))).ok()
    }

    /// The path that the site's addresses begin with.
    #[must_use]
    pub fn base_path(&self) -> String {
        self.ask(|db| config(db).config.base_url.path().to_owned())
    }

    /// The base paths that the site had before, the latest first.
    #[must_use]
    pub fn former_base_paths(&self) -> Vec<String> {
        let known = self.base_paths.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().rev().skip(1).cloned().collect()
    }

    /// What stands at `path`.
    #[must_use]
    pub fn shown(&self, path: &OutputPath) -> Shown {
        self.ask(|db| {
            let config = SourcePath::new("site.yaml");
            match guarded(&config, || output_at(db, path)) {
                Ok(Some(output)) => self.made(db, path, &output),
                Ok(None) => self.gone(db, path),
                Err(fault) => Shown::Faulty(self.last_good().of(path), vec![*fault]),
            }
        })
    }

    fn last_good(&self) -> MutexGuard<'_, LastGood> {
        self.last_good.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn made(&self, db: &Database, path: &OutputPath, output: &Output) -> Shown {
        let files = files_of(db, output);
        let held = is_held(db, &files);
        let kept = self.last_good().kept(path).cloned();
        let stays = |kept: &Kept| (held || is_held(db, &kept.page.files)) && !says_more(db, kept);
        if let Some(kept) = kept.filter(stays) {
            return Shown::Faulty(Some(kept.page), Vec::new());
        }
        let made = guarded(&SourcePath::new(path.as_str()), || {
            render::asked_page(db, Asked::new(db, output.clone())).clone()
        });
        match made.unwrap_or_else(|fault| Err(vec![*fault])) {
            Ok(Bytes::File(source)) => Shown::File(source),
            Ok(Bytes::Made(bytes)) => {
                let page = ShownPage { bytes: bytes.into(), files };
                if !held {
                    let (output, said) = (output.clone(), alone(db, output).map(|file| said(db, file)));
                    self.last_good().keep(path, Kept { output, page: page.clone(), said });
                }
                Shown::Page(page)
            }
            Err(faults) => Shown::Faulty(self.last_good().of(path), faults),
        }
    }

    /// What to show where no output is now: a page that was there may have moved, or its text may be
    /// broken.
    fn gone(&self, db: &Database, path: &OutputPath) -> Shown {
        let Some(kept) = self.last_good().kept(path).cloned() else { return Shown::Nothing };
        let moves = self.moves.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(to) = moves.now(db, &kept) {
            return Shown::Moved(to);
        }
        if is_held(db, &kept.page.files) {
            return Shown::Faulty(Some(kept.page), Vec::new());
        }
        Shown::Nothing
    }

    /// Takes another look at `touched` places; says whether anything has changed.
    pub fn look_again(&self, folder: &dyn Folder, touched: &BTreeSet<SourcePath>) -> bool {
        let mut db = self.lock();
        let before = Moves::before(&db, touched);
        if !source::look_again(folder, &mut db, touched) {
            return false;
        }
        self.moves.lock().unwrap_or_else(PoisonError::into_inner).learn(&db, before);
        let root = SourcePath::new("");
        if touched.iter().any(|path| *path == root || path.as_str() == "site.yaml") {
            self.stand_here(&mut db);
        }
        true
    }

    /// All that is wrong with the site, as `tell` puts it into words while the texts are still the same;
    /// `None` if an edit called it off. What is found wrong only when a page is made is said where that
    /// page is shown.
    pub fn check<T>(&self, tell: impl Fn(&Database, Vec<Diagnostic>) -> T) -> Option<T> {
        let files = self.ask_once(|db| Site::get(db).files(db).clone())?;
        if self.ask_once(is_configured)? {
            for part in files.chunks(PART) {
                self.ask_once(|db| each_file_of(db, part, met))?;
                // Texts are read for what is asked of them here, and few of them are wanted again.
                self.lock().make_room();
            }
        }
        self.ask_once(|db| tell(db, diagnose(db)))
    }
}

/// Asks of a text, and of its work, what pages ask of all of them: while they are at hand.
fn met(db: &dyn Db, file: File) {
    meet_text(db, file);
    if let Some((key, _)) = role(db, file) {
        meet_work(db, Work::new(db, key.clone()));
    }
}

/// What stands at a path. How far concordances go on is known only when all texts are read, so that is
/// asked for where it can matter.
fn output_at(db: &Database, path: &OutputPath) -> Option<Output> {
    let further = || {
        let (before, _) = path.as_str().strip_suffix("/index.html")?.rsplit_once('/')?;
        before.ends_with("/page").then(|| render::further_pages(db).by_path.get(path).cloned())?
    };
    let listed = || render::outputs(db).by_path.get(path).cloned();
    render::work_page_at(db, path).or_else(|| render::list_page_at(db, path)).or_else(listed).or_else(further)
}

/// Whether what would be shown is not what the author means: the configuration or a layout is broken, or
/// one of the page's texts cannot be read or is empty. An error within a text, such as a link that leads nowhere, is
/// shown where it stands.
fn is_held(db: &Database, files: &[SourcePath]) -> bool {
    is_misconfigured(db)
        || has_error(&render::compiled_layouts(db).diagnostics)
        || files
            .iter()
            .filter_map(|path| db.file_at(path))
            .any(|file| is_unread(db, file) || is_blank(db, file))
}

/// Whether there is no site.yaml, or an error in it.
fn is_misconfigured(db: &Database) -> bool {
    has_error(&config(db).diagnostics)
}

fn has_error(found: &[Diagnostic]) -> bool {
    found.iter().any(|found| found.severity == Severity::Error)
}

/// Whether a page shows one text alone that is whole and says something else than it did: that is shown,
/// whatever the other sides of its work are like.
fn says_more(db: &Database, kept: &Kept) -> bool {
    let (Some(before), Some(file)) = (&kept.said, alone(db, &kept.output)) else { return false };
    *before != said(db, file) && !is_held(db, std::slice::from_ref(file.path(db)))
}

/// The text that a page shows alone.
fn alone(db: &Database, output: &Output) -> Option<File> {
    let Output::Work(key, View::Single(language)) = output else { return None };
    sides(db, Work::new(db, key.clone())).as_ref()?.file(*language)
}

/// Whether there is nothing in a text: most likely its editor has emptied it and writes it anew.
fn is_blank(db: &Database, file: File) -> bool {
    file.front(db).trim().is_empty() && file.body(db).trim().is_empty()
}

/// The texts of the work that an output shows.
fn files_of(db: &Database, output: &Output) -> Box<[SourcePath]> {
    let Some(key) = work_of(output) else { return Box::default() };
    let sides = sides(db, Work::new(db, key.clone()));
    sides.iter().flat_map(|sides| &sides.files).map(|(_, file)| file.path(db).clone()).collect()
}

/// The work that an output is a page of.
fn work_of(output: &Output) -> Option<&WorkKey> {
    match output {
        Output::Work(key, _) | Output::Stub(key, _) | Output::Only(key) => Some(key),
        _ => None,
    }
}
