//! `cargo xtask test`: everything, as the automatic check runs it.

use crate::arguments::Arguments;
use crate::lanes::{self, Lane};
use crate::problem::Problem;
use crate::project::Project;
use crate::setup;
use crate::shared_target;

/// Sets up and runs all lanes, or those that were named.
pub fn test(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    let lanes = chosen(&arguments.lanes)?;
    let _lock = shared_target::enter(project)?;
    setup::everything(project, arguments)?;
    lanes::run(project, &lanes)
}

fn chosen(names: &[String]) -> Result<Vec<&'static Lane>, Problem> {
    let all = || lanes::NATIVE.iter().chain(&lanes::WHOLE);
    let unknown = names
        .iter()
        .find(|name| all().all(|lane| lane.name != **name));
    if let Some(name) = unknown {
        let known: Vec<&str> = all().map(|lane| lane.name).collect();
        return Err(Problem::UnknownLane {
            name: name.clone(),
            known: known.join(", "),
        });
    }
    Ok(all()
        .filter(|lane| names.is_empty() || names.iter().any(|name| name == lane.name))
        .collect())
}
