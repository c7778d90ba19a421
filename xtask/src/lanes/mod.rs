//! Lanes: the parts of the check, each counted on its own, none skipped in silence.

mod browser;
mod counts;
mod faults;
mod long;
mod native;
mod served;

use std::time::Instant;

use crate::build;
use crate::problem::Problem;
use crate::project::Project;
use counts::Counts;

/// One part of the check.
pub struct Lane {
    pub name: &'static str,
    run: fn(&Project) -> Result<Counts, Problem>,
}

/// The only long one that needs more than a compiler.
pub const STORMS: &str = "storms";

/// The fast ones, which need neither browser nor Worker.
pub const NATIVE: [Lane; 4] = [
    Lane {
        name: "formatting",
        run: native::formatting,
    },
    Lane {
        name: "clippy",
        run: native::clippy,
    },
    Lane {
        name: "clippy-wasm",
        run: native::clippy_wasm,
    },
    Lane {
        name: "native",
        run: native::tests,
    },
];

/// The others, in the order of what they need from each other.
pub const WHOLE: [Lane; 6] = [
    Lane {
        name: "app",
        run: |project| build::app(project).map(|()| Counts::ONE_PASSED),
    },
    Lane {
        name: "worker",
        run: |project| build::worker(project).map(|()| Counts::ONE_PASSED),
    },
    Lane {
        name: "browser",
        run: browser::tests,
    },
    Lane {
        name: "http",
        run: served::http,
    },
    Lane {
        name: "journeys",
        run: served::journeys,
    },
    Lane {
        name: "deploy",
        run: served::deploy,
    },
];

/// Those that take too long for every change.
pub const LONG: [Lane; 3] = [
    Lane {
        name: "schedules",
        run: long::schedules,
    },
    Lane {
        name: STORMS,
        run: served::storms,
    },
    Lane {
        name: "faults",
        run: faults::plant,
    },
];

/// Runs `lanes` one after the other, prints the table, and fails if any lane did.
pub fn run(project: &Project, lanes: &[&Lane]) -> Result<(), Problem> {
    let results: Vec<LaneResult> = lanes.iter().map(|lane| lane.run(project)).collect();
    let total = print_table(&results);
    if total.failed > 0 {
        Err(Problem::LanesFailed)
    } else {
        Ok(())
    }
}

struct LaneResult {
    name: &'static str,
    counts: Counts,
    seconds: u64,
}

impl Lane {
    fn run(&self, project: &Project) -> LaneResult {
        println!("\n── {} ──", self.name);
        let start = Instant::now();
        let counts = (self.run)(project).unwrap_or_else(|problem| {
            println!("{problem}");
            Counts::ONE_FAILED
        });
        LaneResult {
            name: self.name,
            counts,
            seconds: start.elapsed().as_secs(),
        }
    }
}

/// The last line is what a machine reads.
fn print_table(results: &[LaneResult]) -> Counts {
    println!(
        "\n{:<12} {:>7} {:>7} {:>8} {:>8}",
        "lane", "passed", "failed", "skipped", "time"
    );
    let mut total = Counts::default();
    for LaneResult {
        name,
        counts,
        seconds,
    } in results
    {
        println!(
            "{name:<12} {:>7} {:>7} {:>8} {seconds:>6} s",
            counts.passed, counts.failed, counts.skipped
        );
        total += *counts;
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
    total
}
