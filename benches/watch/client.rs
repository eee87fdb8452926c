//! A browser's part: asking for pages, and hearing what is told.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// The longest that anything may take before the benchmark gives up.
const LONGEST: Duration = Duration::from_secs(60);

/// A connection that is kept, as browsers keep theirs.
pub(crate) struct Client {
    address: String,
    stream: BufReader<TcpStream>,
}

impl Client {
    pub(crate) fn new(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(LONGEST))?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream) })
    }

    /// The body of what stands at a path.
    pub(crate) fn get(&mut self, path: &str) -> io::Result<String> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().map_err(io::Error::other)?;
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(String::from_utf8_lossy(&body).into_owned())
    }
}

/// What the server tells, each word with the moment in which it came.
pub(crate) struct Told(Receiver<(Instant, u64)>);

impl Told {
    pub(crate) fn by(address: &str) -> io::Result<Self> {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET /_diglot/events HTTP/1.1\r\nHost: {address}\r\n\r\n")?;
        let (tell, told) = channel();
        thread::spawn(move || {
            let revision = |line: &str| -> Option<u64> {
                let rest = line.strip_prefix("data: ")?.split_once("\"revision\":")?.1;
                rest.split(',').next()?.parse().ok()
            };
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(revision) = revision(&line) {
                    let _ = tell.send((Instant::now(), revision));
                }
            }
        });
        Ok(Self(told))
    }

    /// The newest revision that has been told of, without waiting.
    pub(crate) fn newest(&self, before: u64) -> u64 {
        self.0.try_iter().map(|(_, revision)| revision).fold(before, u64::max)
    }

    /// Waits until a later revision is told of.
    pub(crate) fn after(&self, before: u64) -> io::Result<u64> {
        loop {
            let (_, revision) = self.0.recv_timeout(LONGEST).map_err(io::Error::other)?;
            if revision > before {
                return Ok(revision);
            }
        }
    }
}
