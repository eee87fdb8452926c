use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::writing::Writing;
use super::{Arguments, copied};
use crate::cli::report::{Counts, line};
use crate::db::{Database, Wishes};
use crate::diagnostic::{Diagnostic, Severity, SourcePath, Style, spot, terminal};
use crate::flow::{Preview, Shown, SiteSources};
use crate::serve::{Fallback, Finding, Found, Live, Pages, Rebuild, Watch, WorkState};
use crate::site::{OutputPath, View, Work, address, config, original_summary, works};
use crate::source::Disk;

/// How long a watch waits at a time.
const A_WHILE: Duration = Duration::from_secs(3600);

/// How long nothing may have changed before the site is checked.
const IDLE: Duration = Duration::from_millis(100);

/// A site that is kept as its folder is.
pub(super) struct Site {
    preview: Preview,
    live: Live,
    folder: Disk,
    /// How many pages were asked for since the last change.
    asked: AtomicU64,
    /// How many are being made.
    making: AtomicU64,
    /// Counts the changes.
    changes: AtomicU64,
    /// When the last change was heard of, and how long after it the first page was made.
    first: Mutex<Option<(Instant, Option<Duration>)>>,
    writing: Option<Writing>,
    /// What was said last time, so that only what is new is said.
    said: Mutex<BTreeSet<String>>,
}

/// Something that has changed.
struct Change {
    files: Vec<String>,
    heard: Instant,
    ready: Duration,
    ran: u64,
    reused: u64,
}

impl Change {
    /// Both, as one: as long as the longer took.
    fn and(mut self, later: Self) -> Self {
        self.files.extend(later.files);
        self.ready = self.ready.max(later.ready);
        self
    }
}

impl Site {
    /// Reads the site, begins to watch it and to check it, and returns at once.
    pub(super) fn begin(arguments: &Arguments, here: &str) -> Arc<Self> {
        let folder = Disk::new(&arguments.root.root);
        // From before it is read: what changes meanwhile is heard of.
        let (watch, fallback) = Watch::begin(folder.clone(), arguments.poll);
        fallback.into_iter().for_each(explain);
        let wishes = Wishes { base_url: arguments.base_url.clone(), drafts: arguments.drafts };
        let site = Arc::new(Self {
            preview: Preview::open(&folder, wishes.clone(), here),
            live: Live::default(),
            writing: Writing::wanted(arguments, &folder, &wishes),
            folder,
            asked: AtomicU64::new(0),
            making: AtomicU64::new(0),
            changes: AtomicU64::new(0),
            first: Mutex::default(),
            said: Mutex::default(),
        });
        let (tell, changes) = channel();
        let (watching, checking) = (Arc::clone(&site), Arc::clone(&site));
        thread::spawn(move || watching.watch(watch, &tell));
        thread::spawn(move || checking.check(&changes));
        site
    }

    fn watch(&self, mut watch: Watch, tell: &Sender<Change>) {
        loop {
            let touched = watch.next(A_WHILE);
            watch.fallen_back().into_iter().for_each(explain);
            let (heard, count) = (Instant::now(), self.preview.count());
            let (ran, reused) = (count.ran(), count.reused());
            if self.preview.look_again(&self.folder, &touched) {
                let files = self.worth_naming(&touched);
                self.changes.fetch_add(1, Ordering::Relaxed);
                self.asked.store(0, Ordering::Relaxed);
                *self.first() = Some((heard, None));
                self.live.changed(files.clone());
                if tell.send(Change { files, heard, ready: heard.elapsed(), ran, reused }).is_err() {
                    return;
                }
            }
        }
    }

    fn first(&self) -> MutexGuard<'_, Option<(Instant, Option<Duration>)>> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn said(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many pages were shown since the last change, and how soon the first.
    fn shown(&self) -> String {
        let count = self.asked.load(Ordering::Relaxed);
        let pages = if count == 1 { "1 page".to_owned() } else { format!("{count} pages") };
        match *self.first() {
            Some((_, Some(after))) if count > 0 => {
                format!("{pages} shown, the first after {:.1} ms", after.as_secs_f64() * 1e3)
            }
            _ => format!("{pages} shown"),
        }
    }

    /// What has changed, without what editors make for a moment beside it.
    fn worth_naming(&self, touched: &BTreeSet<SourcePath>) -> Vec<String> {
        let is_own = |path: &&SourcePath| path.as_str().ends_with(".md") || self.folder.has(path);
        let own: Vec<_> = touched.iter().filter(is_own).map(ToString::to_string).collect();
        if own.is_empty() { touched.iter().map(ToString::to_string).collect() } else { own }
    }

    /// Checks the site whenever it has changed, and while it does not change.
    fn check(&self, changes: &Receiver<Change>) {
        if let Some(counts) = self.checked() {
            line(&format!("checked; {counts}{}", self.written(counts)));
        }
        let mut waiting: Option<Change> = None;
        while let Some(change) = waiting.take().or_else(|| changes.recv().ok()) {
            let change = self.wait(change, changes);
            match self.checked() {
                Some(counts) => {
                    let checked = change.heard.elapsed();
                    let written = self.written(counts);
                    self.tell(change, checked, &format!("{counts}{written}"));
                }
                // Called off by a change, it begins anew when that has been heard of.
                None => waiting = changes.recv().ok().map(|later| change.and(later)),
            }
        }
    }

    /// Waits until nothing changes and no page is being made: pages come first.
    fn wait(&self, mut change: Change, changes: &Receiver<Change>) -> Change {
        loop {
            match changes.recv_timeout(IDLE) {
                Ok(later) => change = change.and(later),
                Err(RecvTimeoutError::Timeout) if self.making.load(Ordering::Relaxed) > 0 => {}
                Err(_) => return change,
            }
        }
    }

    /// Checks the site, tells browsers and the terminal; `None` if a change called it off.
    fn checked(&self) -> Option<Counts> {
        let (told, news, works, counts) = self.preview.check(|db, found| {
            let said = self.said();
            let (mut told, mut news) = (Vec::new(), Vec::new());
            for found in &found {
                // Thousands take long to be put into words, and no change is to wait for that.
                db.give_way();
                let finding = finding(db, found);
                if finding.severity != "note" && !said.contains(&finding.text) {
                    news.push(terminal(found, &SiteSources(db), Style::Coloured));
                }
                told.push(finding);
            }
            (told, news, work_states(db), Counts::of(&found))
        })?;
        for words in news {
            line(&format!("{words}\n"));
        }
        *self.said() = told.iter().map(|finding| finding.text.clone()).collect();
        self.live.checked(told, works);
        Some(counts)
    }

    /// Keeps the output as the site is, if that is wanted and nothing is wrong; what became of it. Called off
    /// by a change, it is done after the next.
    fn written(&self, counts: Counts) -> String {
        let Some(writing) = self.writing.as_ref().filter(|_| !counts.fail(false)) else {
            return String::new();
        };
        let tell = |sources: &SiteSources<'_>, found: &[Diagnostic]| {
            let mut said = self.said();
            for found in found.iter().filter(|found| found.severity != Severity::Note) {
                if said.insert(terminal(found, sources, Style::Plain)) {
                    line(&format!("{}\n", terminal(found, sources, Style::Coloured)));
                }
            }
        };
        writing.write(&self.changes, &tell).map_or_else(String::new, |words| format!("; {words}"))
    }

    /// One line a rebuild.
    fn tell(&self, change: Change, checked: Duration, counts: &str) {
        let Change { mut files, ready, ran, reused, .. } = change;
        files.sort();
        files.dedup();
        let what = match files.as_slice() {
            [file] => file.clone(),
            [file, rest @ ..] => format!("{file} and {} more", rest.len()),
            [] => "nothing".to_owned(),
        };
        let count = self.preview.count();
        let (ran, reused) = (count.ran() - ran, count.reused() - reused);
        line(&format!(
            "{}: ready in {:.1} ms, {}, {ran} of {} answers made anew, checked in {:.0} ms; {counts}",
            if what.is_empty() { "the site" } else { &what },
            ready.as_secs_f64() * 1e3,
            self.shown(),
            ran + reused,
            checked.as_secs_f64() * 1e3,
        ));
        self.live.rebuilt(Rebuild { files, ready, checked, ran, reused });
    }
}

/// Counts a page while it is being made, also if that fails.
struct Making<'a>(&'a AtomicU64);

impl<'a> Making<'a> {
    fn of(count: &'a AtomicU64) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pages for Site {
    fn base_path(&self) -> String {
        self.preview.base_path()
    }

    fn former_base_paths(&self) -> Vec<String> {
        self.preview.former_base_paths()
    }

    fn output(&self, path: &OutputPath) -> Found {
        let is_page = path.as_str().ends_with(".html");
        if is_page {
            self.asked.fetch_add(1, Ordering::Relaxed);
        }
        let shown = {
            let _making = Making::of(&self.making);
            self.preview.shown(path)
        };
        if is_page && let Some((heard, first @ None)) = &mut *self.first() {
            *first = Some(heard.elapsed());
        }
        match shown {
            Shown::Page(page) | Shown::Faulty(Some(page), _) if is_page => {
                Found::Page(page.bytes, page.files)
            }
            Shown::Page(page) | Shown::Faulty(Some(page), _) => Found::Output(page.bytes),
            Shown::File(source) => copied(&self.folder, &source),
            Shown::Faulty(None, faults) => Found::Faulty(self.words(&faults)),
            Shown::Moved(to) => Found::Moved(to),
            Shown::Nothing => Found::Nothing,
        }
    }

    fn live(&self) -> Option<&Live> {
        Some(&self.live)
    }
}

impl Site {
    fn words(&self, faults: &[Diagnostic]) -> String {
        let words = self.preview.ask(|db| {
            let sources = SiteSources(db);
            faults.iter().map(|fault| terminal(fault, &sources, Style::Plain)).collect::<Vec<_>>()
        });
        words.join("\n\n")
    }
}

fn explain(fallback: Fallback) {
    let why = match fallback {
        Fallback::TooMany => {
            "the system watches no more folders for you, so this one is looked through twice a second\n  \
             help: on Linux, raise fs.inotify.max_user_watches"
        }
        Fallback::Unwatchable => {
            "the system cannot watch this folder, so it is looked through twice a second"
        }
        Fallback::Wanted => "looking through the folder twice a second",
    };
    line(why);
}

fn finding(db: &Database, found: &Diagnostic) -> Finding {
    let sources = SiteSources(db);
    let place = found.primary.as_ref();
    let file = place.map_or_else(String::new, |place| place.path.to_string());
    Finding {
        severity: found.severity.word(),
        text: terminal(found, &sources, Style::Plain),
        at: place.map_or_else(String::new, |place| spot(place, &sources)),
        file,
    }
}

fn work_states(db: &Database) -> Vec<WorkState> {
    let config = &config(db).config;
    let state = |(key, sides): (&crate::site::WorkKey, &crate::site::Sides)| {
        let work = Work::new(db, key.clone());
        let missing = config.languages().filter(|language| sides.file(*language).is_none());
        WorkState {
            key: key.to_string(),
            href: address(db, work, View::Parallel).href(config.base_url.path()),
            title: original_summary(db, work).map_or_else(String::new, |summary| summary.title.to_string()),
            languages: sides.files.iter().map(|(language, _)| language.to_string()).collect(),
            missing: missing.map(|language| language.to_string()).collect(),
        }
    };
    works(db).works.iter().map(state).collect()
}
