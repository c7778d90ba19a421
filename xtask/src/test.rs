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
    let lanes = if arguments.long {
        chosen(arguments, &lanes::LONG)?
    } else {
        chosen(arguments, lanes::NATIVE.iter().chain(&lanes::WHOLE))?
    };
    if arguments.long && lanes.iter().all(|lane| lane.name != lanes::STORMS) {
        return lanes::run(project, &lanes);
    }
    let _lock = shared_target::enter(project)?;
    setup::everything(project, arguments)?;
    lanes::run(project, &lanes)
}

fn chosen(
    arguments: &Arguments,
    all: impl IntoIterator<Item = &'static Lane>,
) -> Result<Vec<&'static Lane>, Problem> {
    arguments.chosen(all, |lane| lane.name)
}
