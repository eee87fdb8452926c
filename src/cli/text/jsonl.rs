//! Lines of JSON: each is answered by one.

use std::io::{self, BufRead as _, Write as _};

use crate::cli::Outcome;
use crate::cli::report::unusable;

/// Answers each line of standard input; `shape` says what is due on a line. One that cannot be read is
/// told of and passed over: the others have their answers. Whether all had.
pub(super) fn answers(shape: &str, answer: impl Fn(&str) -> Result<String, String>) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    let mut input = io::stdin().lock();
    let (mut line, mut all) = (Vec::new(), true);
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        match said(&line).and_then(|line| line.map(&answer).transpose()) {
            Ok(Some(answer)) => writeln!(out, "{answer}")?,
            Ok(None) => {}
            Err(wrong) => {
                all = false;
                unusable(&format!("line {number}: {wrong}"), &format!("write `{shape}` there, on one line"));
            }
        }
    }
    Ok(all)
}

/// What a line says; nothing if it is blank.
fn said(line: &[u8]) -> Result<Option<&str>, String> {
    let line = std::str::from_utf8(line).map_err(|error| error.to_string())?;
    Ok(Some(trimmed(line)).filter(|line| !line.is_empty()))
}

/// A line without its end, and without a byte-order mark.
pub(super) fn trimmed(line: &str) -> &str {
    line.trim_start_matches('\u{feff}').trim()
}

/// How a run ended that read standard input.
pub(super) fn outcome(done: io::Result<bool>, help: &str) -> Outcome {
    match done {
        // Who has closed the pipe wants no more.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            unusable(&error.to_string(), help);
            Outcome::Unusable
        }
        Ok(false) => Outcome::Faulty,
        _ => Outcome::Fine,
    }
}
