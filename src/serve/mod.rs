//! Showing a site over HTTP from memory: the only room that knows sockets.
//!
//! A [`Server`] shows what a [`Pages`] makes, as GitHub Pages would: `index.html` for a folder, a
//! slash added where it is missing, the site's own `404.html`, one base path. It is made for a
//! developer's machine, on which any web page in a browser may try to reach it, so it answers only
//! to hosts that are its own, and only with the site.
//!
//! What to answer is decided by plain functions, from a request to a response, in `answer.rs`;
//! sockets are in `server.rs` alone.

mod answer;
mod error;
mod etag;
mod host;
mod live;
mod media;
mod range;
mod request;
mod response;
mod server;
mod target;
mod watch;

use std::sync::Arc;

pub use error::ServeError;
pub use live::{Finding, Live, Rebuild, WorkState};
pub use server::{Server, own_address};
pub use watch::{Fallback, Watch};

use crate::diagnostic::SourcePath;
use crate::site::OutputPath;

/// A site that can be shown: asked for one output at a time, from many threads.
pub trait Pages: Send + Sync + 'static {
    /// The path that the site's addresses begin with: `/`, or `/repo/`.
    fn base_path(&self) -> String;

    /// The base paths that it had before, the latest first: who still asks there is led on.
    fn former_base_paths(&self) -> Vec<String> {
        Vec::new()
    }

    /// What stands at `path`.
    fn output(&self, path: &OutputPath) -> Found;

    /// What is known of the site while it changes; nothing if it does not.
    fn live(&self) -> Option<&Live> {
        None
    }
}

/// What stands at a path of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// An output.
    Output(Arc<[u8]>),
    /// The page of a work, and the texts that it is made of.
    Page(Arc<[u8]>, Box<[SourcePath]>),
    /// What stood here stands there now.
    Moved(OutputPath),
    /// It cannot be made; what is wrong, in words.
    Faulty(String),
    /// Nothing.
    Nothing,
}
