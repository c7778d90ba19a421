//! Many schedules of the simulation, built to run fast.

use super::counts::Counts;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;

/// How the simulation is built where it runs long.
pub const PROFILE: [&str; 2] = ["--profile", "simulation"];
/// The first seeds are those of every test run.
const FIRST_SEED: u64 = 1_001;
const SCHEDULES: u64 = 10_000;
const MINUTES: u64 = 180;

/// Runs the schedules, on all cores.
pub fn schedules(project: &Project) -> Result<Counts, Problem> {
    let mut cargo = project.command("cargo");
    cargo
        .args(["test", "--locked", "--package", "simulation"])
        .args(PROFILE)
        .args(["--", "--nocapture"])
        .env("RELASI_SEED", FIRST_SEED.to_string())
        .env("RELASI_SCHEDULES", SCHEDULES.to_string());
    let transcript = process::show_and_keep(&mut cargo, "The simulation", MINUTES)?;
    Counts::of_tests(&transcript, "schedules")
}
