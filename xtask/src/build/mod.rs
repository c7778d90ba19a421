//! Builds the app and the Worker, each only when something it is made of has changed.

mod app;
mod fingerprint;
mod worker;

use std::path::Path;

use crate::lock;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;
use crate::setup::wasm::Toolchain;
use fingerprint::Fingerprint;

/// What both are made of.
const SHARED: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "package-lock.json",
    "domain",
    "sync",
    "rust-toolchain.toml",
];

/// Something built for the browser or the Worker runtime.
struct Product {
    name: &'static str,
    /// Files and folders it is made of, besides the shared ones.
    inputs: &'static [&'static str],
    /// What must be there if it was built.
    output: &'static str,
    minutes: u32,
    build: fn(&Project) -> Result<(), Problem>,
}

/// Builds the app into `dist/`.
pub fn app(project: &Project) -> Result<(), Problem> {
    bring_up_to_date(project, &app::PRODUCT)
}

/// Builds the Worker into `worker/build/`.
pub fn worker(project: &Project) -> Result<(), Problem> {
    bring_up_to_date(project, &worker::PRODUCT)
}

fn bring_up_to_date(project: &Project, product: &Product) -> Result<(), Problem> {
    let _lock = lock::wait(&project.notes().join("build.lock"), "another build")?;
    let inputs = SHARED
        .iter()
        .chain(product.inputs)
        .map(|input| project.root.join(input));
    let fingerprint = Fingerprint::of(inputs, &Toolchain::installed(project))?;
    let note = project
        .notes()
        .join(format!("{}.fingerprint", product.name));
    if project.root.join(product.output).exists() && fingerprint.is_noted(&note) {
        return Ok(());
    }
    println!(
        "Building the {} (up to {} min the first time).",
        product.name, product.minutes
    );
    fetch(project)?;
    forget(&note)?;
    (product.build)(project)?;
    fingerprint.note(&note)
}

/// Downloads the crates of the lock file, so that the tools build offline.
fn fetch(project: &Project) -> Result<(), Problem> {
    process::download(
        project
            .command("cargo")
            .args(["fetch", "--locked", "--quiet"]),
        "Downloading the crates",
    )
}

/// A build that fails half-way must not count as the one before it.
fn forget(note: &Path) -> Result<(), Problem> {
    if note.exists() {
        std::fs::remove_file(note).map_err(Problem::file(note))
    } else {
        Ok(())
    }
}
