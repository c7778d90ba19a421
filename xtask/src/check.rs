//! `cargo xtask check`: the fast loop.

use crate::arguments::Arguments;
use crate::lanes::{self, Lane};
use crate::problem::Problem;
use crate::project::Project;
use crate::setup;

/// Formatting, clippy and native tests.
pub fn check(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    setup::for_serving(project, arguments)?;
    let lanes: Vec<&Lane> = lanes::NATIVE.iter().collect();
    lanes::run(project, &lanes)
}
