//! Tests of the whole against the Worker on the local runtime, and a deploy without
//! its last step.

use std::process::Command;

use super::counts::Counts;
use super::native::SERVED;
use crate::build;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;
use crate::runtime::{self, Runtime};
use crate::setup::browser::chromium;

const MINUTES: u64 = 45;
const LONG_MINUTES: u64 = 180;
/// The first seed is that of every test run.
const STORMS: [(&str, &str); 4] = [
    ("RELASI_SEED", "2"),
    ("RELASI_STORMS", "10"),
    ("RELASI_STORM_STEPS", "60"),
    ("RELASI_KILL_STRIDE", "1"),
];

pub fn http(project: &Project) -> Result<Counts, Problem> {
    let served = Served::start(project, "http")?;
    let mut cargo = project.command("cargo");
    cargo.args(["test", "--locked", "--no-fail-fast"]);
    cargo.args(SERVED.iter().flat_map(|name| ["--package", name]));
    // For the test that runs our own commands.
    if let Ok(xtask) = std::env::current_exe() {
        cargo.env("RELASI_XTASK", xtask);
    }
    let transcript =
        process::show_and_keep(cargo.envs(served.environment()), "The HTTP tests", MINUTES)?;
    Counts::of_tests(&transcript, "http")
}

pub fn journeys(project: &Project) -> Result<Counts, Problem> {
    let folder = project.root.join("tests/e2e");
    if !folder.exists() {
        return Err(Problem::Missing {
            what: "The lane of journeys",
            path: folder,
        });
    }
    let served = Served::start(project, "journeys")?;
    let mut node = runner(project, &["tests/e2e/**/*.test.mjs"]);
    let transcript =
        process::show_and_keep(node.envs(served.environment()), "The journeys", MINUTES)?;
    Counts::of_tests(&transcript, "journeys")
}

/// The journeys that take a seed, with many seeds and longer. Builds what they need.
pub fn storms(project: &Project) -> Result<Counts, Problem> {
    build::app(project)?;
    build::worker(project)?;
    let served = Served::start(project, "storms")?;
    let files = ["tests/e2e/storm.test.mjs", "tests/e2e/killed.test.mjs"];
    let mut node = runner(project, &files);
    node.envs(served.environment()).envs(STORMS);
    let transcript = process::show_and_keep(&mut node, "The storms", LONG_MINUTES)?;
    Counts::of_tests(&transcript, "storms")
}

fn runner(project: &Project, files: &[&str]) -> Command {
    let mut node = project.command("node");
    // One after the other: two cores carry one browser and one runtime.
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]);
    node.args(files);
    node
}

pub fn deploy(project: &Project) -> Result<Counts, Problem> {
    let folder = project.notes().join("deploy");
    let mut wrangler = runtime::wrangler(project, &folder);
    wrangler
        .args(["deploy", "--dry-run", "--outdir"])
        .arg(folder.join("bundle"));
    process::show_and_keep(&mut wrangler, "The dry-run deploy", MINUTES)
        .map(|transcript| Counts::of_one_check(&transcript))
}

/// A company with the sample in it and one without anybody, each on a runtime of its own.
struct Served {
    sample: Runtime,
    empty: Runtime,
}

impl Served {
    fn start(project: &Project, name: &str) -> Result<Self, Problem> {
        Ok(Self {
            sample: Runtime::start_fresh(project, &format!("{name}-sample"), true)?,
            empty: Runtime::start_fresh(project, &format!("{name}-empty"), false)?,
        })
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let browser = chromium().map(|path| path.to_string_lossy().into_owned());
        let database = self.sample.database.to_string_lossy().into_owned();
        let places = [
            ("RELASI_URL", self.sample.url.clone()),
            ("RELASI_EMPTY_URL", self.empty.url.clone()),
            // For tests that compare with plain SQL.
            ("RELASI_DATABASE", database),
        ];
        places
            .into_iter()
            .chain(browser.map(|path| ("RELASI_CHROMIUM", path)))
            .collect()
    }
}
