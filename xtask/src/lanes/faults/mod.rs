//! Whether the tests can see: faults are planted in a copy of the sources, one at a time, and the
//! simulation must notice each.

mod copy;
mod table;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::counts::Counts;
use super::long;
use crate::problem::Problem;
use crate::process::{self, Transcript};
use crate::project::Project;
use table::{FAULTS, Fault};

/// The crates that the simulation is built of.
const CRATES: [&str; 4] = ["domain", "sync", "worker/hub", "tests/simulation"];
/// Schedules within which a fault must be noticed.
const SCHEDULES: u32 = 1_500;
const MINUTES: u64 = 30;
/// What the simulation says when something that must hold does not, of a script that once broke
/// something and of a schedule.
const VIOLATIONS: [&str; 2] = [" breaks ", "violation with seed"];

/// Plants every fault and counts those that were noticed.
pub fn plant(project: &Project) -> Result<Counts, Problem> {
    let garden = Garden::prepare(project)?;
    let texts = FAULTS.iter().map(|fault| garden.planted(fault));
    let texts = texts.collect::<Result<Vec<_>, _>>()?;
    let sound = garden.test(SCHEDULES)?;
    if !sound.success {
        println!("{}", sound.text);
        let what = "The simulation without a planted fault".to_owned();
        return Err(Problem::Failed { what });
    }
    let mut counts = Counts::default();
    for (fault, text) in FAULTS.iter().zip(texts) {
        let started = Instant::now();
        let found = garden.try_fault(fault, &text)?;
        counts += match found {
            Found::Violation(_) => Counts::ONE_PASSED,
            Found::Nothing | Found::DoesNotBuild(_) => Counts::ONE_FAILED,
        };
        println!("{}, {} s: {found}", fault.name, started.elapsed().as_secs());
    }
    println!(
        "\n{} of {} planted faults caught",
        counts.passed,
        FAULTS.len()
    );
    Ok(counts)
}

/// What became of a planted fault.
enum Found {
    /// What the simulation noticed first.
    Violation(String),
    Nothing,
    /// What the compiler said.
    DoesNotBuild(String),
}

impl fmt::Display for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Violation(first) => write!(out, "caught\n    {first}"),
            Self::Nothing => write!(out, "MISSED"),
            Self::DoesNotBuild(text) => write!(out, "DOES NOT BUILD\n{text}"),
        }
    }
}

/// A copy of the sources with a build folder of its own.
struct Garden<'a> {
    project: &'a Project,
    folder: PathBuf,
}

impl<'a> Garden<'a> {
    fn prepare(project: &'a Project) -> Result<Self, Problem> {
        let folder = project.root.join("target/faults");
        for name in CRATES {
            copy::mirror(&project.root.join(name), &folder.join(name))?;
        }
        copy::file(&project.root.join("Cargo.lock"), &folder.join("Cargo.lock"))?;
        let manifest = read(&project.root.join("Cargo.toml"))?;
        copy::text(&workspace_of(&manifest), &folder.join("Cargo.toml"))?;
        Ok(Self { project, folder })
    }

    /// The file with the fault in it.
    fn planted(&self, fault: &Fault) -> Result<String, Problem> {
        let path = self.project.root.join(fault.path);
        plant_in(&read(&path)?, fault)
    }

    /// Plants a fault and lets the simulation look for it.
    fn try_fault(&self, fault: &Fault, text: &str) -> Result<Found, Problem> {
        let place = self.folder.join(fault.path);
        let sound = read(&place)?;
        fs::write(&place, text).map_err(Problem::file(&place))?;
        let found = self.look();
        fs::write(&place, sound).map_err(Problem::file(&place))?;
        found
    }

    fn look(&self) -> Result<Found, Problem> {
        let built = self.run(&mut self.cargo(&["test", "--no-run"]))?;
        if !built.success {
            return Ok(Found::DoesNotBuild(built.text));
        }
        let text = self.test(SCHEDULES)?.text;
        let is_violation = |line: &&str| VIOLATIONS.iter().any(|words| line.contains(words));
        let violation = text.lines().find(is_violation);
        let violation = violation.map(|line| line.trim().chars().take(160).collect());
        Ok(violation.map_or(Found::Nothing, Found::Violation))
    }

    fn test(&self, schedules: u32) -> Result<Transcript, Problem> {
        let mut cargo = self.cargo(&["test"]);
        cargo
            .args(["--test", "regressions", "--test", "schedules"])
            .env("RELASI_SCHEDULES", schedules.to_string())
            .env("RELASI_SHRINK", "0")
            .args(["--", "what_broke_once", "schedules_converge"]);
        self.run(&mut cargo)
    }

    fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = self.project.command("cargo");
        cargo
            .current_dir(&self.folder)
            .args(words)
            .args(long::PROFILE)
            .args(["--offline", "--package", "simulation"])
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "1");
        cargo
    }

    fn run(&self, command: &mut Command) -> Result<Transcript, Problem> {
        process::keep_within(command, "The simulation with a planted fault", MINUTES)
    }
}

/// The text with the fault's edits, each of which fits exactly once.
fn plant_in(text: &str, fault: &Fault) -> Result<String, Problem> {
    fault
        .edits
        .iter()
        .try_fold(text.to_owned(), |text, (before, after)| {
            match text.matches(before).count() {
                1 => Ok(text.replacen(before, after, 1)),
                count => Err(Problem::Fault {
                    name: fault.name,
                    path: fault.path,
                    count,
                }),
            }
        })
}

/// The workspace's manifest with only the crates that are copied.
fn workspace_of(manifest: &str) -> String {
    let lines = manifest.lines().map(|line| {
        let name = line.split(" =").next().unwrap_or_default();
        match name {
            "members" | "default-members" => format!("{name} = {CRATES:?}\n"),
            _ => format!("{line}\n"),
        }
    });
    lines.collect()
}

fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(Problem::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_fits_its_file_exactly_once() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for fault in FAULTS {
            let text = read(&root.join(fault.path)).expect("a source");
            let planted = plant_in(&text, fault).unwrap_or_else(|problem| panic!("{problem}"));
            assert_ne!(planted, text, "{}", fault.name);
        }
    }

    #[test]
    fn a_workspace_has_only_what_is_copied() {
        let found = workspace_of("[workspace]\nmembers = [\"app\"]\nresolver = \"3\"\n");
        let expected = format!("[workspace]\nmembers = {CRATES:?}\nresolver = \"3\"\n");
        assert_eq!(found, expected);
    }
}
