//! Debian packages: named, asked for, and installed only by root.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::problem::Problem;
use crate::process;
use crate::project::Project;

/// Installs those of `packages` that are not there, having asked unless `yes`.
pub fn install(project: &Project, packages: &[&str], yes: bool) -> Result<(), Problem> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_there(project, package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    let line =
        format!("apt-get update && apt-get install --yes --no-install-recommends {packages}");
    if !nix::unistd::geteuid().is_root() {
        return Err(Problem::NeedsRoot {
            line: format!("su -c '{line}'"),
            packages,
        });
    }
    if !yes && !agreed(&packages) {
        return Err(Problem::Declined { packages, line });
    }
    let mut shell = project.command("sh");
    shell
        .args(["-c", &line])
        .env("DEBIAN_FRONTEND", "noninteractive");
    process::download(
        &mut shell,
        &format!("Installing the Debian packages {packages}"),
    )
}

fn is_there(project: &Project, package: &str) -> bool {
    let mut query = project.command("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status}", package]);
    process::keep(&mut query).is_ok_and(|answer| answer.text == "installed")
}

fn agreed(packages: &str) -> bool {
    if !io::stdin().is_terminal() {
        return false;
    }
    print!("Install the Debian packages {packages}? [y/N] ");
    let mut answer = String::new();
    let asked = io::stdout()
        .flush()
        .and_then(|()| io::stdin().lock().read_line(&mut answer));
    asked.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}
