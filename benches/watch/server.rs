//! The program that is measured.

use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long the longest step of a large site may take.
const LONGEST: Duration = Duration::from_secs(120);

pub(crate) struct Server {
    child: Child,
    said: Receiver<String>,
    /// `127.0.0.1:4000`.
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn begin(site: &Path) -> io::Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_diglot"));
        command.args(["serve", "--watch", "--port", "0", "--root"]).arg(site);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let (tell, said) = channel();
        let lines = child.stderr.take().map(BufReader::new).ok_or_else(|| io::Error::other("it is piped"))?;
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        let mut server = Self { child, said, address: String::new() };
        let line = server.hear("serving http://")?;
        server.address = line.split('/').nth(2).unwrap_or_default().to_owned();
        Ok(server)
    }

    /// Passes over what has been said so far.
    pub(crate) fn forget(&self) {
        self.said.try_iter().for_each(drop);
    }

    /// Waits for a line with these words.
    pub(crate) fn hear(&self, words: &str) -> io::Result<String> {
        loop {
            let line = self.said.recv_timeout(LONGEST).map_err(io::Error::other)?;
            if line.contains(words) {
                return Ok(line);
            }
        }
    }

    /// The memory that it holds now, in bytes (Linux).
    pub(crate) fn memory(&self) -> io::Result<u64> {
        self.status("VmRSS:")
    }

    /// The most that it has held, in bytes (Linux).
    pub(crate) fn most_memory(&self) -> io::Result<u64> {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> io::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() * 1_000)
    }

    /// The processor time that it has used (Linux, whose clock here ticks a hundred times a second).
    pub(crate) fn processor_time(&self) -> io::Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let ticks =
            after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
        Ok(Duration::from_millis(ticks.sum::<u64>() * 10))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
