//! Running a program and seeing what it took.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What a run took.
#[derive(Clone, Copy, Default)]
pub(crate) struct Taken {
    /// By the clock on the wall.
    pub(crate) wall: Duration,
    /// Of all cores, in the program and in the system on its behalf.
    pub(crate) cpu: Duration,
    /// The most memory at one time, in bytes.
    pub(crate) memory: u64,
}

/// Runs a command to its end; its standard error is returned.
pub(crate) fn run(command: &mut Command) -> io::Result<(Taken, String)> {
    let started = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let said = child.stderr.take().map(io::read_to_string).transpose()?.unwrap_or_default();
    let used = child.wait4()?;
    let taken = Taken {
        wall: started.elapsed(),
        cpu: used.rusage.utime + used.rusage.stime,
        memory: used.rusage.maxrss,
    };
    if used.status.success() { Ok((taken, said)) } else { Err(io::Error::other(said)) }
}

/// The median of what several runs took, each figure by itself.
pub(crate) fn median(runs: &[Taken]) -> Taken {
    Taken {
        wall: middle(runs.iter().map(|run| run.wall)),
        cpu: middle(runs.iter().map(|run| run.cpu)),
        memory: middle(runs.iter().map(|run| run.memory)),
    }
}

fn middle<T: Ord + Copy + Default>(all: impl Iterator<Item = T>) -> T {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// How many times `one` is longer than `other`.
pub(crate) fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
