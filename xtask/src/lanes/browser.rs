//! Tests of the device store in a real browser, through Chromium's driver.

use std::path::PathBuf;

use super::counts::Counts;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;
use crate::setup::browser::chromedriver;
use crate::setup::wasm::TARGET;

const MINUTES: u64 = 20;

pub fn tests(project: &Project) -> Result<Counts, Problem> {
    let driver = chromedriver().ok_or(Problem::Missing {
        what: "Chromium's driver",
        path: PathBuf::from("chromedriver"),
    })?;
    let mut cargo = project.wasm_command("cargo");
    cargo.args([
        "test",
        "--locked",
        "--no-fail-fast",
        "--package",
        "app",
        "--target",
        TARGET,
    ]);
    cargo.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        "wasm-bindgen-test-runner",
    );
    cargo
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Counts::of_tests(
        &process::show_and_keep(&mut cargo, "The browser tests", MINUTES)?,
        "browser",
    )
}
