//! The JavaScript tools of the lock file, Node itself among them.

use super::{Step, notes};
use crate::problem::Problem;
use crate::process;
use crate::project::Project;
use std::fs;
use std::path::{Path, PathBuf};

const OLDEST_NODE: u32 = 20;

/// One step if the installed packages are not those of the lock file.
pub fn missing(project: &Project) -> Result<Vec<Step<'_>>, Problem> {
    missing_in(project, project.root.clone(), "JavaScript tools")
}

/// The same for what only the benchmark compares with.
pub fn missing_peers(project: &Project) -> Result<Vec<Step<'_>>, Problem> {
    let folder = project.root.join("tests/bench/peers");
    missing_in(project, folder, "peers of the benchmark")
}

fn missing_in<'a>(
    project: &'a Project,
    folder: PathBuf,
    what: &'static str,
) -> Result<Vec<Step<'a>>, Problem> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read_to_string(&lock).map_err(Problem::file(&lock))?;
    // Written into the folder that `npm ci` removes first, so it never outlives its packages.
    let note = folder.join("node_modules/.relasi-lock.json");
    if notes(&note, &wanted) {
        return Ok(Vec::new());
    }
    Ok(vec![Step {
        name: format!("{what} (npm ci)"),
        minutes: 1,
        install: Box::new(move || {
            check_node(project)?;
            install(project, &folder, what)?;
            fs::write(&note, &wanted).map_err(Problem::file(&note))
        }),
    }])
}

fn install(project: &Project, folder: &Path, what: &str) -> Result<(), Problem> {
    let mut npm = project.command("npm");
    npm.args([
        "ci",
        "--ignore-scripts",
        "--prefer-offline",
        "--loglevel=error",
    ]);
    process::download(npm.current_dir(folder), &format!("Installing {what}"))
}

/// The machine's Node only has to run npm; everything else uses the one of the lock file.
fn check_node(project: &Project) -> Result<(), Problem> {
    let answer = process::keep(project.command("node").arg("--version"))?;
    let found = answer.text.trim().trim_start_matches('v').to_owned();
    let major = found
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= OLDEST_NODE) {
        Ok(())
    } else {
        Err(Problem::OldNode { found })
    }
}
