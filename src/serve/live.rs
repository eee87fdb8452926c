//! Telling browsers what has changed, and showing it to them.

mod inject;
mod status;

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::watch;

pub(super) use inject::with_script;
pub use status::Rebuild;

use super::Pages;
use super::response::{Body, Response};

/// Where the server's own pages stand. No site has anything there: names that begin with `_` are none.
pub(super) const OWN: &str = "/_diglot/";

const SCRIPT: &str = include_str!("live/live.js");
const STYLE: &str = include_str!("live/live.css");

/// How many diagnostics browsers are told of; the terminal and `/_diglot/` have all.
const TOLD: usize = 50;

/// How many rebuilds are remembered.
const REBUILDS: usize = 50;

/// A site that changes while it is shown: what is known of it, and who is told.
#[derive(Debug)]
pub struct Live {
    told: watch::Sender<Told>,
    known: Mutex<Known>,
}

/// What is known besides what browsers are told.
#[derive(Debug, Default)]
struct Known {
    works: Vec<WorkState>,
    found: Vec<Finding>,
    rebuilds: Vec<Rebuild>,
}

/// What every browser is told, whenever it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    /// Which server this is: after a restart nothing of before counts.
    server: u32,
    /// Counts the changes.
    revision: u64,
    /// The files that have changed last.
    files: Vec<String>,
    /// What is wrong with the site, as far as it was checked.
    found: Vec<Finding>,
}

/// A diagnostic, as the terminal shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What the terminal says, without colours.
    pub text: String,
    /// The file it is in; empty if it is in none.
    pub file: String,
    /// `file:line:column`, as editors and terminals understand it.
    pub at: String,
}

/// How a work stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkState {
    /// Its key.
    pub key: String,
    /// Its page.
    pub href: String,
    /// Its title in the original.
    pub title: String,
    /// The languages that it is there in.
    pub languages: Vec<String>,
    /// Those that it is still to be glossed in.
    pub missing: Vec<String>,
}

impl Default for Live {
    fn default() -> Self {
        let told = Told { server: std::process::id(), ..Told::default() };
        Self { told: watch::Sender::new(told), known: Mutex::default() }
    }
}

impl Live {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells everybody that `files` have changed.
    pub fn changed(&self, files: Vec<String>) {
        self.told.send_modify(|told| {
            told.revision += 1;
            told.files = files;
        });
    }

    /// Tells everybody what was found when the site was checked.
    pub fn checked(&self, found: Vec<Finding>, works: Vec<WorkState>) {
        let worth_telling = found.iter().filter(|finding| finding.severity != "note").take(TOLD);
        let few: Vec<_> = worth_telling.cloned().collect();
        {
            // Before anybody is told, since `/_diglot/` is asked for then.
            let mut known = self.known();
            known.found = found;
            known.works = works;
        }
        self.told.send_if_modified(|told| {
            let differs = told.found != few;
            told.found = few;
            differs
        });
    }

    /// Remembers how a rebuild went.
    pub fn rebuilt(&self, rebuild: Rebuild) {
        let rebuilds = &mut self.known().rebuilds;
        rebuilds.insert(0, rebuild);
        rebuilds.truncate(REBUILDS);
    }

    /// What is told now, and whenever it changes.
    pub(super) fn hear(&self) -> watch::Receiver<Told> {
        self.told.subscribe()
    }

    /// What the server itself shows at a path below [`OWN`].
    pub(super) fn answer(&self, path: &str, pages: &dyn Pages) -> Option<Response> {
        if path == OWN.trim_end_matches('/') {
            return Some(Response::redirect(308, OWN.to_owned()));
        }
        let text = |media, text: String| Response::new(200, Body::Text(text)).with("content-type", media);
        match path.strip_prefix(OWN)? {
            "" => {
                let known = self.known();
                let revision = self.told.borrow().revision;
                let page = status::page(&known, revision, &pages.base_path());
                Some(
                    text("text/html; charset=utf-8", page)
                        .with("content-security-policy", "default-src 'self'"),
                )
            }
            "live.js" => Some(text("text/javascript; charset=utf-8", SCRIPT.to_owned())),
            "live.css" => Some(text("text/css; charset=utf-8", STYLE.to_owned())),
            "events" => {
                Some(Response::new(200, Body::Events(self.hear())).with("content-type", "text/event-stream"))
            }
            _ => None,
        }
    }
}

impl Told {
    /// As browsers read it.
    pub(super) fn json(&self) -> String {
        // Strings and numbers are always JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}
