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
mod media;
mod range;
mod request;
mod response;
mod server;
mod target;

use std::sync::Arc;

pub use error::ServeError;
pub use server::Server;

use crate::site::OutputPath;

/// A site that can be shown: asked for one output at a time, from many threads.
pub trait Pages: Send + Sync + 'static {
    /// The path that the site's addresses begin with: `/`, or `/repo/`.
    fn base_path(&self) -> &str;

    /// The bytes of the output at `path`, or `None` if the site has none there.
    fn output(&self, path: &OutputPath) -> Option<Arc<[u8]>>;
}
