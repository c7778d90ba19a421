//! `cargo xtask test`: everything, as the automatic check runs it; with `--long` what takes too long
//! for that.

use crate::arguments::Arguments;
use crate::lanes::{self, Lane};
use crate::problem::Problem;
use crate::project::Project;
use crate::setup;
use crate::shared_target;

/// Sets up and runs all lanes, or those that were named.
pub fn test(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    let all: Vec<&Lane> = if arguments.long {
        lanes::LONG.iter().collect()
    } else {
        lanes::NATIVE.iter().chain(&lanes::WHOLE).collect()
    };
    let lanes = chosen(all, &arguments.lanes)?;
    if arguments.long && lanes.iter().all(|lane| lane.name != lanes::STORMS) {
        return lanes::run(project, &lanes);
    }
    let _lock = shared_target::enter(project)?;
    setup::everything(project, arguments)?;
    lanes::run(project, &lanes)
}

fn chosen(
    all: impl IntoIterator<Item = &'static Lane>,
    names: &[String],
) -> Result<Vec<&'static Lane>, Problem> {
    let all: Vec<&Lane> = all.into_iter().collect();
    let unknown = names
        .iter()
        .find(|name| all.iter().all(|lane| lane.name != **name));
    if let Some(name) = unknown {
        let known: Vec<&str> = all.iter().map(|lane| lane.name).collect();
        return Err(Problem::UnknownLane {
            name: name.clone(),
            known: known.join(", "),
        });
    }
    Ok(all
        .into_iter()
        .filter(|lane| names.is_empty() || names.iter().any(|name| name == lane.name))
        .collect())
}
