//! The program: reads its arguments, runs one command, and turns what came of it into an exit
//! code.

use std::process::ExitCode;

use clap::Parser;
use diglot::cli::{Cli, run};

/// Pages are made of many small pieces on all cores; with the system's allocator a fifth of the time
/// goes into getting and returning memory, and with musl's, of which the static binaries are made,
/// far more.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(run(Cli::parse()).code())
}
