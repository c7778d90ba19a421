//! The build tools that come as crates, at the versions that fit together.

use super::Step;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;

struct Tool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    minutes: u32,
    options: &'static [&'static str],
}

const TOOLS: [Tool; 3] = [
    // Not --locked: its own lock file names a crate version that was withdrawn.
    Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: "0.2.130",
        minutes: 2,
        options: &[],
    },
    Tool {
        package: "worker-build",
        program: "worker-build",
        version: "0.8.7",
        minutes: 3,
        options: &["--locked"],
    },
    Tool {
        package: "trunk",
        program: "trunk",
        version: "0.21.14",
        minutes: 6,
        options: &["--locked", "--no-default-features", "--features", "rustls"],
    },
];

/// The tools that are not there in their version.
pub fn missing(project: &Project) -> Vec<Step<'_>> {
    TOOLS
        .iter()
        .filter(|tool| !is_there(project, tool))
        .map(|tool| step(project, tool))
        .collect()
}

fn step<'a>(project: &'a Project, tool: &'static Tool) -> Step<'a> {
    Step {
        name: format!("{} {}", tool.package, tool.version),
        minutes: tool.minutes,
        install: Box::new(|| install(project, tool)),
    }
}

fn is_there(project: &Project, tool: &Tool) -> bool {
    let program = project.tools.join("bin").join(tool.program);
    let answer = process::keep(project.command(program).arg("--version"));
    answer.is_ok_and(|answer| {
        answer
            .text
            .split_whitespace()
            .any(|word| word == tool.version)
    })
}

fn install(project: &Project, tool: &Tool) -> Result<(), Problem> {
    let build = project.tools.join("build");
    let mut command = project.command("cargo");
    command.args(["install", "--root"]).arg(&project.tools);
    command
        .args(["--version", tool.version, tool.package])
        .args(tool.options);
    // Kept until the tool is there, so that an interrupted build goes on.
    command.env("CARGO_TARGET_DIR", &build);
    command.env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback");
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    command.env("CARGO_PROFILE_RELEASE_LTO", "off");
    command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    process::download(
        &mut command,
        &format!("Installing {} {}", tool.package, tool.version),
    )?;
    std::fs::remove_dir_all(&build).map_err(Problem::file(&build))
}
