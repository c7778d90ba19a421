//! Installs what is missing, one named step after the other. An interrupted set-up goes
//! on where it stopped, because each step looks for its own result first.

pub mod browser;
mod cargo_tools;
pub mod debian;
mod node;
pub mod wasm;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::arguments::Arguments;
use crate::lock;
use crate::problem::Problem;
use crate::project::Project;

/// Something missing, and how it is had.
pub struct Step<'a> {
    name: String,
    minutes: u32,
    install: Box<dyn Fn() -> Result<(), Problem> + 'a>,
}

/// What the commands that only serve the app need.
pub fn for_serving(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    set_up(project, || {
        let mut steps = wasm::missing(project, arguments.yes)?;
        steps.extend(cargo_tools::missing(project));
        steps.extend(node::missing(project)?);
        Ok(steps)
    })
}

/// What every command together needs: the above and a browser to test with.
pub fn everything(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    for_serving(project, arguments)?;
    set_up(project, || Ok(browser::missing(project, arguments.yes)))?;
    println!("Set-up: everything is there.");
    Ok(())
}

/// What only the benchmark needs.
pub fn peers(project: &Project) -> Result<(), Problem> {
    set_up(project, || node::missing_peers(project))
}

fn set_up<'a>(
    project: &Project,
    missing: impl Fn() -> Result<Vec<Step<'a>>, Problem>,
) -> Result<(), Problem> {
    if missing()?.is_empty() {
        return Ok(());
    }
    // Two clones may be set up at once, but they share the tools.
    let _lock = lock::wait(&project.tools.join("setup.lock"), "another set-up")?;
    let steps = missing()?;
    let minutes: u32 = steps.iter().map(|step| step.minutes).sum();
    println!(
        "Set-up: {} to install, about {minutes} min on two cores.",
        steps.len()
    );
    for (index, step) in steps.iter().enumerate() {
        println!(
            "[{}/{}] {} (about {} min)",
            index + 1,
            steps.len(),
            step.name,
            step.minutes
        );
        (step.install)()?;
    }
    Ok(())
}

/// Whether a file says exactly `note`.
fn notes(path: &Path, note: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|found| found == note)
}

/// The path of a program that the shell would find.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| is_file(file))
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}

/// Makes `link` point to `target`, whatever was there before.
fn link(target: &Path, link: &Path) -> Result<(), Problem> {
    if let Some(folder) = link.parent() {
        fs::create_dir_all(folder).map_err(Problem::file(folder))?;
    }
    if let Err(source) = fs::remove_file(link)
        && source.kind() != io::ErrorKind::NotFound
    {
        return Err(Problem::file(link)(source));
    }
    std::os::unix::fs::symlink(target, link).map_err(Problem::file(link))
}
