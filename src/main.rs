//! The program: reads its arguments, runs one command, and turns what came of it into an exit
//! code.

use std::process::ExitCode;

use clap::Parser;
use diglot::cli::{Cli, run};

fn main() -> ExitCode {
    ExitCode::from(run(Cli::parse()).code())
}
