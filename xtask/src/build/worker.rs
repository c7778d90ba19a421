//! The Worker, by worker-build, which would download what it is not given.

use super::Product;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;

pub const PRODUCT: Product = Product {
    name: "Worker",
    inputs: &["worker/Cargo.toml", "worker/src", "worker/hub"],
    output: "worker/build/index.js",
    minutes: 2,
    build,
};

fn build(project: &Project) -> Result<(), Problem> {
    let mut worker_build = project.wasm_command("worker-build");
    worker_build
        .current_dir(project.root.join("worker"))
        .arg("--release");
    worker_build.envs([
        ("WASM_BINDGEN_BIN", "wasm-bindgen"),
        ("WASM_OPT_BIN", "wasm-opt"),
        ("ESBUILD_BIN", "esbuild"),
    ]);
    worker_build.env("CARGO_NET_OFFLINE", "true");
    process::run(&mut worker_build, "Building the Worker")
}
