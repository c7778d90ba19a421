//! The program that knows what is in databases and backups. It is a package of its own, so that
//! `cargo xtask` is built on a new machine without SQLite.

use std::path::Path;

use super::scratch::Scratch;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;

/// Makes a backup of the database in a file.
pub fn make(
    project: &Project,
    database: &Path,
    file: &Path,
    scratch: &Scratch,
) -> Result<(), Problem> {
    run(
        project,
        "The backup",
        "make",
        &[database, file, scratch.path()],
    )
}

/// Makes an SQLite file of what wrangler exported.
pub fn import(project: &Project, export: &Path, database: &Path) -> Result<(), Problem> {
    run(project, "Reading the export", "import", &[export, database])
}

/// Makes a restored database of a backup. Of the database `replaced.0` a backup is kept in
/// `replaced.1`, if it can be read.
pub fn restore(
    project: &Project,
    file: &Path,
    database: &Path,
    scratch: &Scratch,
    replaced: Option<(&Path, &Path)>,
) -> Result<(), Problem> {
    let mut files = vec![file, database, scratch.path()];
    files.extend(replaced.into_iter().flat_map(|(at, kept)| [at, kept]));
    run(project, "The restore", "restore", &files)
}

fn run(
    project: &Project,
    what: &'static str,
    command: &str,
    files: &[&Path],
) -> Result<(), Problem> {
    let mut tool = project.command("cargo");
    tool.args(["run", "--locked", "--quiet", "--package", "backup", "--"]);
    tool.arg(command).args(files);
    process::run(&mut tool, what).map_err(|problem| match problem {
        Problem::Failed { .. } => Problem::Untouched { what },
        other => other,
    })
}
