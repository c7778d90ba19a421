//! Formatting, clippy, and the tests that run on this machine without browser or Worker.

use super::counts::Counts;
use crate::problem::Problem;
use crate::process::{self, Transcript};
use crate::project::Project;
use crate::setup::wasm::{TARGET, Toolchain};

/// The crates that are built for WebAssembly only.
const WASM: [&str; 2] = ["app", "relasi-worker"];
/// The crates that need a running Worker.
pub const SERVED: [&str; 2] = ["http-tests", "load"];
const MINUTES: u64 = 20;

pub fn formatting(project: &Project) -> Result<Counts, Problem> {
    cargo(project, &["fmt", "--all", "--check"], &[])
        .map(|transcript| Counts::of_one_check(&transcript))
}

pub fn clippy(project: &Project) -> Result<Counts, Problem> {
    let without = WASM.iter().flat_map(|name| ["--exclude", name]);
    let words: Vec<&str> = ["clippy", "--locked", "--workspace", "--all-targets"]
        .into_iter()
        .chain(without)
        .collect();
    cargo(project, &words, &["--", "-D", "warnings"])
        .map(|transcript| Counts::of_one_check(&transcript))
}

pub fn clippy_wasm(project: &Project) -> Result<Counts, Problem> {
    let only = WASM.iter().flat_map(|name| ["--package", name]);
    let words: Vec<&str> = ["clippy", "--locked", "--all-targets"]
        .into_iter()
        .chain(only)
        .collect();
    // Debian's compiler has no clippy, and rustup's then has no WebAssembly: both crates
    // are looked at as if they ran here.
    let target: &[&str] = if Toolchain::installed(project) == Some(Toolchain::Rustup) {
        &["--target", TARGET]
    } else {
        &[]
    };
    let rest: Vec<&str> = target
        .iter()
        .copied()
        .chain(["--", "-D", "warnings"])
        .collect();
    cargo(project, &words, &rest).map(|transcript| Counts::of_one_check(&transcript))
}

pub fn tests(project: &Project) -> Result<Counts, Problem> {
    let without = WASM
        .iter()
        .chain(&SERVED)
        .flat_map(|name| ["--exclude", name]);
    let words: Vec<&str> = ["test", "--locked", "--workspace", "--no-fail-fast"]
        .into_iter()
        .chain(without)
        .collect();
    Counts::of_tests(&cargo(project, &words, &[])?, "native")
}

fn cargo(project: &Project, words: &[&str], rest: &[&str]) -> Result<Transcript, Problem> {
    process::show_and_keep(
        project.command("cargo").args(words).args(rest),
        "cargo",
        MINUTES,
    )
}
