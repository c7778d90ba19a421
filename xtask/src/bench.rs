//! `cargo xtask bench`: measures against a runtime of its own.

use crate::arguments::Arguments;
use crate::build;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;
use crate::runtime::Runtime;
use crate::setup::{self, browser::chromium};

/// Builds the app and runs `tests/bench/run.mjs`, which prints the figures.
pub fn bench(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    let script = project.root.join("tests/bench/run.mjs");
    if !script.exists() {
        return Err(Problem::Missing {
            what: "The benchmark",
            path: script,
        });
    }
    setup::everything(project, arguments)?;
    build::worker(project)?;
    build::app(project)?;
    let runtime = Runtime::start_fresh(project, "bench", true)?;
    let mut node = project.command("node");
    node.arg(&script).env("RELASI_URL", &runtime.url);
    process::run(
        node.envs(chromium().map(|path| ("RELASI_CHROMIUM", path))),
        "The benchmark",
    )
}
