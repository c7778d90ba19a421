//! Where things are, and the environment in which the project's tools run.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::problem::Problem;
use crate::setup::wasm::Toolchain;

/// This clone, and the folder of tools that all clones share.
#[derive(Debug, Clone)]
pub struct Project {
    /// The top of the clone.
    pub root: PathBuf,
    /// Relasi's tools; the folder's name changes when their versions do.
    pub tools: PathBuf,
    cache: PathBuf,
}

impl Project {
    /// The project whose command this is.
    pub fn find() -> Result<Self, Problem> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().unwrap_or(&manifest).to_owned();
        let cache = cache_folder()?.join("relasi");
        Ok(Self {
            root,
            tools: cache.join("tools-v1"),
            cache,
        })
    }

    /// Notes on what has been done, kept in the clone.
    pub fn notes(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// Where the automatic check keeps what it built, shared by clones.
    pub fn shared_target(&self) -> Option<PathBuf> {
        let automatic = env::var("CI").is_ok_and(|value| value == "true");
        (automatic && env::var_os("CARGO_TARGET_DIR").is_none())
            .then(|| self.cache.join("target-v1"))
    }

    /// A program of the project's tools or of the machine, run at the top of the clone.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .current_dir(&self.root)
            .stdin(std::process::Stdio::null());
        command.env("PATH", self.path(None));
        if let Some(target) = self.shared_target() {
            command
                .env("CARGO_TARGET_DIR", target)
                .env("CARGO_INCREMENTAL", "0");
        }
        forget_own_build(&mut command);
        command
    }

    /// A program that builds for WebAssembly.
    pub fn wasm_command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = self.command(program);
        if let Some(Toolchain::Debian(folder)) = Toolchain::installed(self) {
            command.env("PATH", self.path(Some(&folder)));
            command.env("RUSTC", folder.join("bin/rustc"));
            // Another compiler's artefacts stay apart.
            let target = self
                .shared_target()
                .unwrap_or_else(|| self.root.join("target"));
            command.env("CARGO_TARGET_DIR", target.join("debian"));
        }
        command
    }

    fn path(&self, toolchain: Option<&Path>) -> OsString {
        let own = [self.tools.join("bin"), self.root.join("node_modules/.bin")];
        let machine = env::var_os("PATH").unwrap_or_default();
        let folders = toolchain
            .map(|folder| folder.join("bin"))
            .into_iter()
            .chain(own);
        let joined = env::join_paths(folders.chain(env::split_paths(&machine)));
        joined.unwrap_or(machine)
    }
}

/// Takes out what cargo set for this program alone, and what the tools misread.
fn forget_own_build(command: &mut Command) {
    let own = env::vars_os().map(|(name, _)| name).filter(|name| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
    });
    for name in own.chain(["CARGO", "LD_LIBRARY_PATH", "NO_COLOR"].map(OsString::from)) {
        command.env_remove(name);
    }
}

fn cache_folder() -> Result<PathBuf, Problem> {
    let chosen = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    chosen
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .ok_or_else(|| {
            Problem::Usage(
                "Neither XDG_CACHE_HOME nor HOME says where tools may be kept.".to_owned(),
            )
        })
}
