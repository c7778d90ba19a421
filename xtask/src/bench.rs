//! `cargo xtask bench`: measures against runtimes of its own.

use std::process::Command;

use crate::arguments::Arguments;
use crate::build;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;
use crate::runtime::Runtime;
use crate::setup::{self, browser::chromium};

/// One thing that is measured, against a runtime with a new database.
struct Part {
    name: &'static str,
    command: fn(&Project) -> Result<Command, Problem>,
}

const PEERS: &str = "peers";

const PARTS: [Part; 5] = [
    Part {
        name: "relasi",
        command: |project| script(project, "tests/bench/run.mjs"),
    },
    Part {
        name: PEERS,
        command: |project| script(project, "tests/bench/peers/run.mjs"),
    },
    Part {
        name: "orders",
        command: |project| script(project, "tests/bench/orders.mjs"),
    },
    Part {
        name: "scale",
        command: |project| script(project, "tests/bench/scale.mjs"),
    },
    Part {
        name: "load",
        command: load,
    },
];

/// Builds the app and runs the parts, or those that were named, which print the figures.
pub fn bench(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    let parts = arguments.chosen(&PARTS, |part| part.name)?;
    setup::everything(project, arguments)?;
    if parts.iter().any(|part| part.name == PEERS) {
        setup::peers(project)?;
    }
    build::worker(project)?;
    build::app(project)?;
    parts.into_iter().try_for_each(|part| part.run(project))
}

impl Part {
    fn run(&self, project: &Project) -> Result<(), Problem> {
        let mut command = (self.command)(project)?;
        let runtime = Runtime::start_fresh(project, "bench", true)?;
        command
            .env("RELASI_URL", &runtime.url)
            .env("RELASI_DATABASE", &runtime.database);
        process::run(&mut command, "The benchmark")
    }
}

fn script(project: &Project, script: &str) -> Result<Command, Problem> {
    let path = project.root.join(script);
    if !path.exists() {
        let what = "The benchmark";
        return Err(Problem::Missing { what, path });
    }
    let mut node = project.command("node");
    node.arg(&path);
    node.envs(chromium().map(|path| ("RELASI_CHROMIUM", path)));
    Ok(node)
}

/// The devices are built to run fast, as what they cost is taken from the server.
fn load(project: &Project) -> Result<Command, Problem> {
    let words = [
        "--locked",
        "--quiet",
        "--profile",
        "simulation",
        "--package",
        "load",
    ];
    let cargo = || project.command("cargo");
    process::run(cargo().arg("build").args(words), "Building the devices")?;
    let mut run = cargo();
    run.arg("run").args(words);
    Ok(run)
}
