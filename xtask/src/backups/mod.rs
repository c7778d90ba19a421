//! `cargo xtask backup` and `cargo xtask restore`: the whole database into a file, and back.

mod local;
mod remote;
mod scratch;
mod tool;

use std::path::PathBuf;

use chrono::Utc;

use crate::arguments::{Arguments, absolute};
use crate::problem::Problem;
use crate::project::Project;
use crate::setup;

/// Puts the database into a file, also while it is served.
pub fn backup(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    let file = match &arguments.file {
        Some(file) => absolute(file)?,
        None => named("relasi")?,
    };
    if arguments.remote {
        setup::for_serving(project, arguments)?;
        remote::backup(project, &file)
    } else {
        local::backup(project, arguments, &file)
    }
}

/// Puts a database that was backed up in the place of the one at hand.
pub fn restore(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    let file = absolute(arguments.wanted_file()?)?;
    setup::for_serving(project, arguments)?;
    if arguments.remote {
        remote::restore(project, &file, arguments.gone)
    } else {
        local::restore(project, arguments, &file)
    }
}

/// A file in the folder in which the command was called.
fn named(what: &str) -> Result<PathBuf, Problem> {
    absolute(format!("{what}-{}.backup", moment()).as_ref())
}

/// Now, as a part of names.
fn moment() -> String {
    Utc::now().format("%Y%m%d-%H%M%S").to_string()
}
