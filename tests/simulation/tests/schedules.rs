//! Runs seeded schedules. `RELASI_SCHEDULES` says how many and `RELASI_SEED` where to start.
#![allow(clippy::print_stdout, reason = "the figures of a run are its result")]

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle, available_parallelism};

use simulation::{Report, attempt, script, shrink};

/// Steps of one schedule.
const STEPS: usize = 160;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

#[test]
fn schedules_converge_and_lose_nothing() {
    let (first, count) = (setting("RELASI_SEED", 1), setting("RELASI_SCHEDULES", 500));
    let mut totals = Totals::default();
    match on_all_cores(first..first + count) {
        Ok(reports) => reports.iter().for_each(|report| totals.add(report)),
        Err(violation) => panic!("{violation}"),
    }
    let Totals {
        changes,
        applied,
        refused,
        conflicts,
        faults,
        rounds,
    } = totals;
    println!(
        "{count} schedules from seed {first}: {changes} changes, {applied} applied, \
         {refused} refused, {conflicts} records in conflict, {faults} faults, \
         still after at most {rounds} rounds"
    );
    assert!(
        count < 20 || (refused > 0 && conflicts > 0 && faults > 0),
        "nothing was tried"
    );
}

/// Runs the schedules of some seeds, each on its own whatever thread it is on, until one breaks
/// something.
fn on_all_cores(seeds: Range<u64>) -> Result<Vec<Report>, String> {
    let threads = available_parallelism().map_or(1, usize::from);
    let broken = AtomicBool::new(false);
    let run_share = |first: usize| {
        let seeds = seeds.clone().skip(first).step_by(threads);
        let reports = seeds
            .take_while(|_| !broken.load(Ordering::Relaxed))
            .map(run);
        let noted = reports.inspect(|report| {
            broken.fetch_or(report.is_err(), Ordering::Relaxed);
        });
        noted.collect::<Result<Vec<_>, _>>()
    };
    thread::scope(|scope| {
        let run_share = &run_share;
        let started = (0..threads).map(|first| scope.spawn(move || run_share(first)));
        let started: Vec<_> = started.collect();
        let shares = started.into_iter().map(ScopedJoinHandle::join);
        let shares = shares.map(|share| share.unwrap_or_else(|panic| resume_unwind(panic)));
        shares.collect::<Result<Vec<_>, _>>()
    })
    .map(|shares| shares.into_iter().flatten().collect())
}

/// Runs the schedule of a seed. Of one that breaks something, tells what the fewest steps do.
fn run(seed: u64) -> Result<Report, String> {
    let whole = script::draw(seed, STEPS);
    attempt(&whole).map_err(|violation| {
        if setting("RELASI_SHRINK", 1) == 0 {
            return format!(
                "violation with seed {seed}, {}: {}",
                violation.place, violation.message
            );
        }
        let short = shrink(&whole, &violation);
        let message = attempt(&short).map_or_else(|left| left.message, |_| String::new());
        format!(
            "violation with seed {seed}, replay with RELASI_SEED={seed} RELASI_SCHEDULES=1\n\
             {}\n{message}\n\
             {} of {STEPS} steps do the same, for tests/simulation/regressions:\n\n{}",
            violation.place,
            short.len(),
            script::write(&short)
        )
    })
}

#[derive(Default)]
struct Totals {
    changes: usize,
    applied: usize,
    refused: usize,
    conflicts: usize,
    faults: usize,
    rounds: usize,
}

impl Totals {
    fn add(&mut self, report: &Report) {
        self.changes += report.changes;
        self.applied += report.applied;
        self.refused += report.refused;
        self.conflicts += report.conflicts;
        self.faults += report.faults;
        self.rounds = self.rounds.max(report.rounds);
    }
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    for seed in [1, 99, 12_345] {
        let script = script::draw(seed, STEPS);
        assert_eq!(simulation::run(&script), simulation::run(&script));
    }
}
