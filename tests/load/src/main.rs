//! Measures a storm after an outage, an ordinary day and the knee, prints the figures, and fails when
//! a change is missing or doubled. It never fails because of time.
//!
//! `RELASI_URL` is the address of a Worker with the sample company, `RELASI_DATABASE` the file of its
//! database. `RELASI_LOAD_DEVICES` and `RELASI_LOAD_CHANGES` make the storm another one.
#![allow(clippy::print_stdout, reason = "the figures are the result")]

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use load::{
    Knee, Latencies, Log, Person, Proof, Rhythm, Tally, knee, many, prove, steady, storm, total,
};

fn main() -> ExitCode {
    let database = PathBuf::from(env::var("RELASI_DATABASE").expect("RELASI_DATABASE is not set"));
    let people = many(&http_tests::sample_url());
    println!(
        "{:<44}{:>8}{:>9}{:>9}{:>9}{:>9}",
        "seconds", "count", "p50", "p95", "p99", "max"
    );
    let mut logs = measure_storm(&people);
    let after_storm = prove(&database, &logs);
    report(&after_storm);
    logs.extend(measure_day(&people));
    logs.extend(measure_knee(&people));
    let proof = prove(&database, &logs);
    report(&proof);
    if after_storm.wrong.is_empty() && proof.wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn measure_storm(people: &[Person]) -> Vec<Log> {
    let devices = setting("RELASI_LOAD_DEVICES", 500);
    let changes = setting("RELASI_LOAD_CHANGES", 50);
    println!("── after an outage: {devices} devices at once, {changes} changes each");
    let storm = storm(people, devices, changes);
    line("a change, from the end of the outage", &storm.tally.changes);
    line("a device, until it has everything", &storm.tally.pushes);
    rest(&storm.tally);
    println!("all drained after {:.1} s", storm.drained.as_secs_f64());
    storm.logs
}

fn measure_day(people: &[Person]) -> Vec<Log> {
    let rhythm = Rhythm {
        pull: Duration::from_secs(30),
        push: Duration::from_secs(60),
        changes: 10,
        lasts: Duration::from_secs(setting("RELASI_LOAD_SECONDS", 90) as u64),
    };
    println!("── an ordinary day: 250 devices, each asks every 30 s and sends 10 changes a minute");
    let logs = steady(people, 250, rhythm);
    let tally = total(&logs);
    line("asking, from when it was due", &tally.pulls);
    line("sending, from when it was due", &tally.pushes);
    rest(&tally);
    logs
}

fn measure_knee(people: &[Person]) -> Vec<Log> {
    println!("── the knee: pushes of one change, ever more a second");
    let steps = knee(people);
    for step in &steps {
        line(
            &format!("{} a second, from when it was due", step.rate),
            &step.lag,
        );
        failures(&total(&step.logs));
    }
    let held = steps.iter().rev().find(|step| step.holds());
    println!("held: {} pushes a second", held.map_or(0, |step| step.rate));
    steps
        .into_iter()
        .flat_map(|Knee { logs, .. }| logs)
        .collect()
}

fn line(what: &str, latencies: &Latencies) {
    println!("{what:<44}{latencies}");
}

fn rest(tally: &Tally) {
    line("a request that was answered", &tally.requests);
    println!("{:<44}{:>8.1}", "answers, MB", tally.bytes as f64 / 1e6);
    failures(tally);
}

fn failures(tally: &Tally) {
    for (what, count) in &tally.failures {
        println!("{:<44}{count:>8}", format!("not answered: {what}"));
    }
}

fn report(proof: &Proof) {
    let (typed, wrong) = (proof.typed, proof.wrong.len());
    println!(
        "{} of {typed} changes are there exactly once",
        typed.saturating_sub(wrong)
    );
    for sentence in proof.wrong.iter().take(20) {
        println!("WRONG: {sentence}");
    }
}

fn setting(name: &str, usual: usize) -> usize {
    let set = env::var(name).ok().and_then(|text| text.parse().ok());
    set.unwrap_or(usual)
}
