//! `cargo xtask bench`: measures against runtimes of its own.

use crate::arguments::Arguments;
use crate::build;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;
use crate::runtime::Runtime;
use crate::setup::{self, browser::chromium};

/// What is measured, each against a runtime with a new database.
const SCRIPTS: [&str; 3] = [
    "tests/bench/run.mjs",
    "tests/bench/peers/run.mjs",
    "tests/bench/orders.mjs",
];

/// Builds the app and runs the scripts, which print the figures.
pub fn bench(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    setup::everything(project, arguments)?;
    setup::peers(project)?;
    build::worker(project)?;
    build::app(project)?;
    SCRIPTS.iter().try_for_each(|script| run(project, script))
}

fn run(project: &Project, script: &str) -> Result<(), Problem> {
    let path = project.root.join(script);
    if !path.exists() {
        let what = "The benchmark";
        return Err(Problem::Missing { what, path });
    }
    let runtime = Runtime::start_fresh(project, "bench", true)?;
    let mut node = project.command("node");
    node.arg(&path)
        .env("RELASI_URL", &runtime.url)
        .env("RELASI_DATABASE", &runtime.database);
    process::run(
        node.envs(chromium().map(|path| ("RELASI_CHROMIUM", path))),
        "The benchmark",
    )
}
