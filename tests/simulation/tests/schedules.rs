//! Runs seeded schedules. `RELASI_SCHEDULES` says how many and `RELASI_SEED` where to start.
#![allow(clippy::print_stdout, reason = "the figures of a run are its result")]

use std::panic::{AssertUnwindSafe, catch_unwind};

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
    let mut totals = [0; 5];
    for seed in first..first + count {
        let run = catch_unwind(AssertUnwindSafe(|| simulation::run(seed, STEPS)));
        let Ok(report) = run else {
            panic!("seed {seed}: replay with RELASI_SEED={seed} RELASI_SCHEDULES=1");
        };
        let parts = [
            report.changes,
            report.applied,
            report.refused,
            report.conflicts,
            report.faults,
        ];
        totals
            .iter_mut()
            .zip(parts)
            .for_each(|(total, part)| *total += part);
    }
    let [changes, applied, refused, conflicts, faults] = totals;
    println!(
        "{count} schedules from seed {first}: {changes} changes, {applied} applied, \
         {refused} refused, {conflicts} records in conflict, {faults} faults"
    );
    assert!(
        count < 20 || (refused > 0 && conflicts > 0 && faults > 0),
        "nothing was tried"
    );
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    for seed in [1, 99, 12_345] {
        assert_eq!(simulation::run(seed, STEPS), simulation::run(seed, STEPS));
    }
}
