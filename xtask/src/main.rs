//! Project commands: `cargo xtask setup | run | backup | restore | check | test | bench`.
//!
//! Each command first sets up what it needs, so that a fresh machine needs only one.
#![forbid(unsafe_code)]
// These commands talk to a person at a terminal.
#![allow(clippy::print_stdout)]

mod arguments;
mod backups;
mod bench;
mod build;
mod check;
mod group;
mod lanes;
mod lock;
mod problem;
mod process;
mod project;
mod run;
mod runtime;
mod setup;
mod shared_target;
mod test;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use problem::Problem;
use project::Project;

fn main() -> ExitCode {
    match execute() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Problem::LanesFailed) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}

fn execute() -> Result<(), Problem> {
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    let project = Project::find()?;
    group::stop_all_on_interrupt()?;
    match arguments.command {
        Command::Help => {
            println!("{}", arguments::USAGE);
            Ok(())
        }
        Command::Setup => setup::everything(&project, &arguments),
        Command::Run => run::run(&project, &arguments),
        Command::Backup => backups::backup(&project, &arguments),
        Command::Restore => backups::restore(&project, &arguments),
        Command::Check => check::check(&project, &arguments),
        Command::Test => test::test(&project, &arguments),
        Command::Bench => bench::bench(&project, &arguments),
    }
}
