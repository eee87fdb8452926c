//! The ground: the database that remembers every answer, and what it is told from outside.
//!
//! Everything that Diglot makes is a pure function of the inputs declared here. The functions are
//! salsa queries: asked again after an input was set, they run only where something that they
//! asked for has changed. How often an input is expected to change is its *durability*; front
//! matter, configuration and layouts are high, bodies medium, and a body that was once edited low,
//! so that an edit of it leaves the rest of the graph unvisited.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use salsa::{Durability, Setter};

use crate::diagnostic::SourcePath;

mod changes;
mod count;
mod inputs;

pub use changes::Changes;
pub use count::Count;
pub use inputs::{File, Site, is_lock, lock_beside};

/// What queries may ask for: inputs and other queries, nothing outside.
#[salsa::db]
pub trait Db: salsa::Database {}

/// Why a file of the site could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// It is not UTF-8; the first wrong byte's position, line and column (from 1).
    NotUtf8 {
        /// Position of the first byte that is wrong.
        at: usize,
        /// The line that byte stands in.
        line: usize,
    },
    /// It is larger than [`crate::source::LARGEST`]; its size in bytes.
    TooLarge(u64),
    /// The system refused; its words.
    Unreadable(String),
    /// A symbolic link that leads back above itself.
    Loop,
}

/// How large a picture is, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PictureSize {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// What the command line says of a build, over the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Where the site will stand, instead of the configuration's `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// The database itself. Clones share all answers; each thread asks by a clone of its own.
#[salsa::db]
#[derive(Clone)]
pub struct Database {
    storage: salsa::Storage<Self>,
    /// Shared, so that a clone for a thread costs nothing.
    by_path: Arc<BTreeMap<SourcePath, File>>,
    /// Files that are no longer there: one that returns is the same input again, with its answers.
    gone: Arc<BTreeMap<SourcePath, File>>,
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl Db for Database {}

/// A site's inputs as they were read at one moment, in no database yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The content's texts and lock files by path.
    pub files: BTreeMap<SourcePath, Contents>,
    /// Other files of the content, and static ones.
    pub media: BTreeSet<SourcePath>,
    /// The sizes of those that are pictures.
    pub sizes: BTreeMap<SourcePath, PictureSize>,
    /// What could not be discovered.
    pub faults: Vec<(SourcePath, Fault)>,
    /// `site.yaml`.
    pub configuration: Option<Arc<str>>,
    /// The site's own layouts and strings.
    pub layouts: BTreeMap<String, Arc<str>>,
    /// The site's own assets.
    pub assets: BTreeMap<String, Arc<[u8]>>,
}

/// A content file's two halves, or why there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Front matter with its `---` lines.
    pub front: Arc<str>,
    /// The rest.
    pub body: Arc<str>,
    /// Why it could not be read.
    pub fault: Option<Fault>,
}

impl Database {
    /// A database that knows `inputs` and counts what it does.
    #[must_use]
    pub fn counting(inputs: Inputs, wishes: Wishes, count: Arc<Count>) -> Self {
        let storage = salsa::Storage::new(Some(Box::new(move |event| count.hear(&event.kind))));
        let mut database = Self { storage, by_path: Arc::default(), gone: Arc::default() };
        database.begin(inputs, wishes);
        database
    }

    /// A database that knows `inputs`. If `executed` is given, it is told the name of every query
    /// that runs: so tests see which work was not done.
    #[must_use]
    pub fn new(inputs: Inputs, wishes: Wishes, executed: Option<Sender<String>>) -> Self {
        let mut database =
            Self { storage: salsa::Storage::new(None), by_path: Arc::default(), gone: Arc::default() };
        if let Some(executed) = executed {
            database.storage = salsa::Storage::new(Some(Box::new({
                let names = Self {
                    storage: salsa::Storage::new(None),
                    by_path: Arc::default(),
                    gone: Arc::default(),
                };
                let names = std::sync::Mutex::new(names);
                move |event| {
                    let salsa::EventKind::WillExecute { database_key } = event.kind else { return };
                    let Ok(names) = names.lock() else { return };
                    let name =
                        salsa::Database::ingredient_debug_name(&*names, database_key.ingredient_index());
                    // A test that stopped listening is no fault of the query.
                    let _ = executed.send(name.into_owned());
                }
            })));
        }
        database.begin(inputs, wishes);
        database
    }

    fn begin(&mut self, inputs: Inputs, wishes: Wishes) {
        let Inputs { files, media, sizes, faults, configuration, layouts, assets } = inputs;
        self.by_path = Arc::new(
            files.into_iter().map(|(path, contents)| (path.clone(), self.file(path, contents))).collect(),
        );
        let [texts, locks] = self.listed();
        let _the_only_one = Site::builder(
            texts,
            locks,
            Arc::new(media),
            Arc::new(sizes),
            faults.into(),
            configuration,
            Arc::new(layouts),
            Arc::new(assets),
            wishes,
        )
        .durability(Durability::HIGH)
        .new(self);
    }

    fn file(&self, path: SourcePath, contents: Contents) -> File {
        let Contents { front, body, fault } = contents;
        File::builder(path, front, body, fault)
            .durability(Durability::HIGH)
            .body_durability(Durability::MEDIUM)
            .path_durability(Durability::NEVER_CHANGE) // so no answer has to remember that it asked
            .new(self)
    }

    /// Takes over all inputs as they are now; says whether anything has changed.
    pub fn update(&mut self, inputs: Inputs) -> bool {
        let Inputs { files, media, sizes, faults, configuration, layouts, assets } = inputs;
        let gone = self.by_path.keys().filter(|path| !files.contains_key(path));
        let gone: Vec<_> = gone.map(|path| (path.clone(), None)).collect();
        let there = files.into_iter().map(|(path, contents)| (path, Some(contents)));
        self.change(Changes {
            files: there.chain(gone).collect(),
            media: Some(media),
            sizes: Some(sizes),
            faults: Some(faults),
            configuration: Some(configuration),
            layouts: Some(layouts),
            assets: Some(assets),
        })
    }

    /// Takes over what may have changed; says whether anything has.
    ///
    /// Salsa does not compare what is set with what was there, so the comparing is done here: an
    /// input that is equal is not touched. Waits until no other thread asks anything; those that do
    /// are called off.
    pub fn change(&mut self, changes: Changes) -> bool {
        let Changes { files, media, sizes, faults, configuration, layouts, assets } = changes;
        let mut changed = self.change_files(files);
        let site = Site::get(self);
        macro_rules! set {
            ($field:ident, $set:ident, $new:expr) => {
                if let Some(new) = $new
                    && *site.$field(self) != new
                {
                    site.$set(self).with_durability(Durability::HIGH).to(new);
                    changed = true;
                }
            };
        }
        set!(media, set_media, media.map(Arc::new));
        set!(sizes, set_sizes, sizes.map(Arc::new));
        set!(faults, set_faults, faults.map(Arc::from));
        set!(configuration, set_configuration, configuration);
        set!(layouts, set_layouts, layouts.map(Arc::new));
        set!(assets, set_assets, assets.map(Arc::new));
        changed
    }

    /// Wishes something else than before.
    pub fn wish(&mut self, wishes: Wishes) {
        if *Site::get(self).wishes(self) != wishes {
            Site::get(self).set_wishes(self).with_durability(Durability::HIGH).to(wishes);
        }
    }

    fn change_files(&mut self, files: BTreeMap<SourcePath, Option<Contents>>) -> bool {
        let (mut changed, mut listed) = (false, false);
        for (path, contents) in files {
            match (self.file_at(&path), contents) {
                (Some(file), Some(contents)) => changed |= self.change_file(file, contents),
                (Some(file), None) => {
                    // What still asks the file itself finds nothing in it.
                    self.change_file(file, Contents::default());
                    Arc::make_mut(&mut self.by_path).remove(&path);
                    Arc::make_mut(&mut self.gone).insert(path, file);
                    listed = true;
                }
                (None, Some(contents)) => {
                    let file = self.returned(&path, contents);
                    Arc::make_mut(&mut self.by_path).insert(path, file);
                    listed = true;
                }
                (None, None) => {}
            }
        }
        if listed {
            self.list_files();
        }
        changed || listed
    }

    /// Sets the lists of files that have changed.
    fn list_files(&mut self) {
        let (site, [texts, locks]) = (Site::get(self), self.listed());
        if *site.files(self) != texts {
            site.set_files(self).with_durability(Durability::HIGH).to(texts);
        }
        if *site.locks(self) != locks {
            site.set_locks(self).with_durability(Durability::HIGH).to(locks);
        }
    }

    /// The texts and the lock files.
    fn listed(&self) -> [Arc<[File]>; 2] {
        [false, true].map(|locks| {
            let files = self.by_path.iter().filter(|(path, _)| is_lock(path) == locks);
            files.map(|(_, file)| *file).collect()
        })
    }

    /// The input for a file that was not there a moment ago.
    fn returned(&mut self, path: &SourcePath, contents: Contents) -> File {
        match Arc::make_mut(&mut self.gone).remove(path) {
            Some(file) => {
                self.change_file(file, contents);
                file
            }
            None => self.file(path.clone(), contents),
        }
    }

    fn change_file(&mut self, file: File, contents: Contents) -> bool {
        let Contents { front, body, fault } = contents;
        let mut changed = false;
        if *file.front(self) != front {
            file.set_front(self).with_durability(Durability::HIGH).to(front);
            changed = true;
        }
        if *file.body(self) != body {
            file.set_body(self).with_durability(Durability::LOW).to(body);
            changed = true;
        }
        if file.fault(self) != fault {
            file.set_fault(self).with_durability(Durability::HIGH).to(fault);
            changed = true;
        }
        changed
    }

    /// Lets go of large answers that are quickly found again and were not asked for lately. Waits
    /// until no other thread asks anything.
    pub fn make_room(&mut self) {
        salsa::Database::trigger_lru_eviction(self);
    }

    /// Gives up, as every query does, if an input is about to change: for whoever works long with answers and asks
    /// for none meanwhile.
    pub fn give_way(&self) {
        salsa::Database::unwind_if_revision_cancelled(self);
    }

    /// The content's texts and lock files at or below `path`.
    pub fn files_below<'a>(&'a self, path: &'a SourcePath) -> impl Iterator<Item = &'a SourcePath> {
        self.by_path.keys().filter(|other| other.is_at_or_below(path))
    }

    /// The file at `path`, if the content has it.
    #[must_use]
    pub fn file_at(&self, path: &SourcePath) -> Option<File> {
        self.by_path.get(path).copied()
    }
}
