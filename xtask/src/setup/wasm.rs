//! The compiler for WebAssembly: rustup's target, or, where rustup's server cannot be
//! reached, Debian's Rust with a standard library built from Debian's sources.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::{Step, debian, link};
use crate::problem::Problem;
use crate::process;
use crate::project::Project;

/// The target of app and Worker.
pub const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// Where the compiler for WebAssembly comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Toolchain {
    Rustup,
    /// Debian's compiler, with this folder as its sysroot.
    Debian(PathBuf),
}

impl Toolchain {
    /// The one to use; RELASI_WASM=debian asks for Debian's even where rustup has it.
    pub fn installed(project: &Project) -> Option<Self> {
        let debian = sysroot(project);
        let debian = debian.exists().then_some(Self::Debian(debian));
        if is_debian_wanted() {
            debian
        } else {
            rustup(project).or(debian)
        }
    }
}

/// One step if no compiler for WebAssembly is there.
pub fn missing(project: &Project, yes: bool) -> Result<Vec<Step<'_>>, Problem> {
    if Toolchain::installed(project).is_some() {
        return Ok(Vec::new());
    }
    Ok(vec![Step {
        name: format!("Rust for {TARGET}"),
        minutes: 1,
        install: Box::new(move || install(project, yes)),
    }])
}

fn install(project: &Project, yes: bool) -> Result<(), Problem> {
    if !is_debian_wanted() {
        let mut add = project.command("rustup");
        add.args(["target", "add", TARGET]);
        let added = process::show_and_keep(&mut add, "rustup", 3);
        if added.is_ok_and(|added| added.success) && rustup(project).is_some() {
            return Ok(());
        }
        println!("rustup could not give it; Debian's Rust is taken instead (about 3 min).");
    }
    debian::install(project, &PACKAGES, yes)?;
    build_sysroot(project)
}

fn is_debian_wanted() -> bool {
    env::var("RELASI_WASM").is_ok_and(|value| value == "debian")
}

fn rustup(project: &Project) -> Option<Toolchain> {
    let mut rustc = project.command("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let answer = process::keep(&mut rustc)
        .ok()
        .filter(|answer| answer.success)?;
    Path::new(answer.text.trim())
        .exists()
        .then_some(Toolchain::Rustup)
}

fn sysroot(project: &Project) -> PathBuf {
    project.tools.join("debian-rust")
}

/// Makes a sysroot of links to Debian's files, builds the standard library in it once,
/// and gives it its final name only when it is complete.
fn build_sysroot(project: &Project) -> Result<(), Problem> {
    let draft = sysroot(project).with_extension("draft");
    if draft.exists() {
        fs::remove_dir_all(&draft).map_err(Problem::file(&draft))?;
    }
    let host = format!("lib/rustlib/{}-unknown-linux-gnu", env::consts::ARCH);
    for (target, name) in [
        ("/usr/bin/cargo", "bin/cargo"),
        ("/usr/bin/lld-22", &format!("{host}/bin/rust-lld")),
        (&format!("/usr/{host}/lib"), &format!("{host}/lib")),
        ("/usr/lib/rustlib/src", "lib/rustlib/src"),
    ] {
        link(Path::new(target), &draft.join(name))?;
    }
    write_compiler(&draft, &draft)?;
    build_standard_library(project, &draft)?;
    write_compiler(&draft, &sysroot(project))?;
    fs::rename(&draft, sysroot(project)).map_err(Problem::file(&draft))
}

/// Debian's compiler takes its own place for the sysroot unless told otherwise.
fn write_compiler(folder: &Path, sysroot: &Path) -> Result<(), Problem> {
    let path = folder.join("bin/rustc");
    let script = format!(
        "#!/bin/sh\nexec /usr/bin/rustc --sysroot '{}' \"$@\"\n",
        sysroot.display()
    );
    fs::write(&path, script).map_err(Problem::file(&path))?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).map_err(Problem::file(&path))
}

fn build_standard_library(project: &Project, sysroot: &Path) -> Result<(), Problem> {
    let scratch = sysroot.join("std");
    let source = scratch.join("src/lib.rs");
    fs::create_dir_all(scratch.join("src")).map_err(Problem::file(&scratch))?;
    fs::write(&source, "").map_err(Problem::file(&source))?;
    let manifest = scratch.join("Cargo.toml");
    let text = "[package]\nname = \"nothing\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(&manifest, text).map_err(Problem::file(&manifest))?;

    let mut cargo = project.command(sysroot.join("bin/cargo"));
    cargo
        .current_dir(&scratch)
        .args(["build", "--release", "--target", TARGET]);
    // `test` is for tests in the browser; without bitcode a link over all crates fails.
    cargo
        .args(["-Zbuild-std=std,panic_abort,test"])
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", sysroot.join("bin/rustc"));
    cargo.env("CARGO_TARGET_DIR", scratch.join("target"));
    process::download(&mut cargo, "Building the standard library for WebAssembly")?;

    let built = scratch.join("target").join(TARGET).join("release/deps");
    copy_libraries(
        &built,
        &sysroot.join("lib/rustlib").join(TARGET).join("lib"),
    )?;
    fs::remove_dir_all(&scratch).map_err(Problem::file(&scratch))
}

fn copy_libraries(from: &Path, to: &Path) -> Result<(), Problem> {
    fs::create_dir_all(to).map_err(Problem::file(to))?;
    for entry in fs::read_dir(from).map_err(Problem::file(from))? {
        let path = entry.map_err(Problem::file(from))?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libnothing") {
            fs::copy(&path, to.join(&name)).map_err(Problem::file(&path))?;
        }
    }
    Ok(())
}
