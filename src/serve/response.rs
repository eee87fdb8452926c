use std::ops::Range;
use std::sync::Arc;

use super::live::Told;

/// An answer, before it becomes bytes on a socket.
#[derive(Clone, Debug)]
pub(super) struct Response {
    /// The status code.
    pub(super) status: u16,
    /// Names in lower case, and values.
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Body,
}

/// What an answer holds.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Nothing.
    Empty,
    /// Part of an output, or all of it, shared with the site.
    Output(Arc<[u8]>, Range<usize>),
    /// Words of the server's own.
    Text(String),
    /// What a site tells of its changes, without end.
    Events(tokio::sync::watch::Receiver<Told>),
}

impl Body {
    /// How many bytes, if it has an end.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Self::Empty => Some(0),
            Self::Output(_, range) => Some(range.len()),
            Self::Text(text) => Some(text.len()),
            Self::Events(_) => None,
        }
    }

    /// All bytes of an output.
    pub(super) fn whole(bytes: Arc<[u8]>) -> Self {
        let range = 0..bytes.len();
        Self::Output(bytes, range)
    }
}

impl Response {
    /// An answer that no browser keeps, nor takes for another type than it says.
    pub(super) fn new(status: u16, body: Body) -> Self {
        let headers =
            vec![("cache-control", "no-store".to_owned()), ("x-content-type-options", "nosniff".to_owned())];
        Self { status, headers, body }
    }

    /// An answer in words.
    pub(super) fn text(status: u16, text: String) -> Self {
        Self::new(status, Body::Text(text + "\n")).with("content-type", "text/plain; charset=utf-8")
    }

    /// An answer that sends the client to `location`.
    pub(super) fn redirect(status: u16, location: String) -> Self {
        let text = format!("This is at {location}");
        Self::text(status, text).with("location", location)
    }

    /// The same with one more header.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same with its length said, and without its body if the method is `HEAD`.
    pub(super) fn for_method(self, method: &str) -> Self {
        // A 304 has no body; its length would be that of the output.
        let length = self.body.length().filter(|_| self.status != 304);
        let mut said = match length {
            Some(length) => self.with("content-length", length.to_string()),
            None => self,
        };
        if method == "HEAD" {
            said.body = Body::Empty;
        }
        said
    }
}
