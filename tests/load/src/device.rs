//! A device: the real replica over a store in memory, and rounds of sync as the app makes them.

use std::thread::sleep;
use std::time::{Duration, Instant};

use domain::kinds::SCHEMA;
use fastrand::Rng;
use futures::executor::block_on;
use http_tests::{Answer, Client, NoAnswer, new_id};
use serde_json::json;
use sync::backoff;
use sync::protocol::{Failure, Request, Response};
use sync::replica::{Advice, Digest, Replica, Timing};
use sync::store::memory::Memory;

use crate::clock::now_ms;
use crate::figures::Tally;
use crate::work::Work;

const APP: &str = "0.1.0";
/// The app keeps what lists show; nobody looks at a list here.
const DIGEST: Digest = Digest {
    version: 1,
    of: |_| String::new(),
};
/// How long a line may be silent, as in the app, milliseconds.
const SILENCE_MS: u64 = 25_000;
/// The slowest line that the app waits for.
const BYTES_PER_MS: usize = 4;
/// Longest wait after a failed round, as in the app, milliseconds.
const RETRY_MAX_MS: u32 = 10_000;
/// After this a device counts as one that never gets through.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// One person's database on one device, and its line.
pub struct Device {
    /// The real thing.
    pub replica: Replica<Memory>,
    /// What it met with.
    pub tally: Tally,
    /// What was typed on it.
    pub work: Work,
    /// Draws what is typed, and how long to wait.
    pub rng: Rng,
    client: Client,
    /// Rounds that failed in a row.
    failures: u32,
    /// For how long the server asked to be left alone, milliseconds.
    asked_ms: u32,
}

/// What one request led to.
enum Step {
    Again,
    Done,
    Failed,
}

impl Device {
    /// Opens what lies in `memory` for somebody who has signed in.
    pub fn open(memory: Memory, person: &str, client: Client, seed: u64) -> Self {
        let id = new_id();
        let replica = Replica::open(memory, SCHEMA, DIGEST, person, &id);
        Self {
            replica: block_on(replica).expect("a sound memory opens"),
            tally: Tally::default(),
            work: Work::default(),
            rng: Rng::with_seed(seed),
            client,
            failures: 0,
            asked_ms: 0,
        }
    }

    /// Lets it know that it had no line so far.
    pub fn lose_line(&mut self) {
        self.failures = 1;
    }

    /// Rounds until everything is sent and received, with the waits of the app between them. `due` is
    /// when that was to begin. Answers whether it ever was.
    pub fn drain(&mut self, due: Instant) -> bool {
        let sends = self.replica.pending() > 0;
        while due.elapsed() < PATIENCE {
            if self.round(due) {
                let tally = &mut self.tally;
                let rounds = if sends {
                    &mut tally.pushes
                } else {
                    &mut tally.pulls
                };
                rounds.add(due.elapsed(), 1);
                return true;
            }
            let fraction = self.rng.f64();
            let wait = backoff::wait_ms(self.failures, RETRY_MAX_MS, self.asked_ms, fraction);
            sleep(Duration::from_millis(wait.into()));
        }
        false
    }

    /// One round; answers whether everything was sent and received.
    fn round(&mut self, due: Instant) -> bool {
        self.asked_ms = 0;
        // A line that failed is tried with an empty hand first.
        let mut step = if self.failures > 0 && self.ask("/api/health", None).is_none() {
            Step::Failed
        } else {
            Step::Again
        };
        while let Step::Again = step {
            step = self.step(due);
        }
        let is_done = matches!(step, Step::Done);
        self.failures = if is_done { 0 } else { self.failures + 1 };
        is_done
    }

    fn step(&mut self, due: Instant) -> Step {
        let sent_ms = now_ms();
        let request = block_on(self.replica.request(APP, sent_ms)).expect("a sound store");
        let Some(request) = request else {
            return self.register();
        };
        let body = serde_json::to_string(&request).expect("JSON");
        let Some(answer) = self.ask("/api/sync", Some(&body)) else {
            return Step::Failed;
        };
        let timing = Timing {
            sent_ms,
            received_ms: now_ms(),
        };
        match answer.status {
            200 => self.take(&request, &answer, timing, due),
            _ => self.refused(&answer, timing),
        }
    }

    fn take(&mut self, request: &Request, answer: &Answer, timing: Timing, due: Instant) -> Step {
        let response: Response = serde_json::from_str(&answer.text).expect("an answer to a sync");
        let before = self.replica.pending();
        let progress = block_on(self.replica.apply(request, &response, timing));
        let progress = progress.expect("a sound store");
        let taken = before - self.replica.pending();
        self.tally.changes.add(due.elapsed(), taken);
        if progress.done {
            return Step::Done;
        }
        let moved = !response.pages.is_empty() || !response.outcomes.is_empty();
        if moved || self.replica.pending() > 0 {
            Step::Again
        } else {
            Step::Failed
        }
    }

    fn refused(&mut self, answer: &Answer, timing: Timing) -> Step {
        let Ok(failure) = serde_json::from_str::<Failure>(&answer.text) else {
            return Step::Failed;
        };
        match block_on(self.replica.fail(&failure, timing)).expect("a sound store") {
            Advice::Again => Step::Again,
            Advice::NewReplica => self.register(),
            Advice::Later | Advice::Update => Step::Failed,
        }
    }

    /// Gets a number from the server; what is unsent is numbered anew.
    fn register(&mut self) -> Step {
        let device = self.replica.meta().device.clone();
        let body = json!({ "device": device, "label": "Beban" }).to_string();
        let Some(answer) = self.ask("/api/replica", Some(&body)) else {
            return Step::Failed;
        };
        let number = answer.json["replica"].as_u64().map(u32::try_from);
        let (Some(Ok(number)), Some(epoch)) = (number, answer.json["epoch"].as_str()) else {
            return Step::Failed;
        };
        block_on(self.replica.register(number, epoch)).expect("a sound store");
        Step::Again
    }

    /// Becomes a device of its own, where it began as a copy of another one.
    pub fn become_another(&mut self) {
        assert!(matches!(self.register(), Step::Again), "no number");
    }

    /// Asks, and counts what came of it. None unless our server understood and was well.
    fn ask(&mut self, path: &str, body: Option<&str>) -> Option<Answer> {
        let bytes = body.map_or(0, str::len);
        let patience = Duration::from_millis(SILENCE_MS + (bytes / BYTES_PER_MS) as u64);
        let begin = Instant::now();
        let answer = match body {
            Some(body) => self.client.try_post(path, body, patience),
            None => self.client.try_get(path, patience),
        };
        match &answer {
            Ok(answer) if answer.status == 200 => self.tally.requests.add(begin.elapsed(), 1),
            Ok(answer) => self.note_refusal(answer),
            Err(NoAnswer::TimedOut) => self.tally.fail("silence"),
            Err(NoAnswer::Cut) => self.tally.fail("cut"),
        }
        let answer = answer.ok()?;
        self.tally.bytes += answer.text.len();
        (answer.status < 500).then_some(answer)
    }

    /// The app cannot see headers and reads the wait from the body.
    fn note_refusal(&mut self, answer: &Answer) {
        let seconds = answer.json["retry_after"].as_u64();
        let asked = seconds.map(|seconds| format!(", again after {seconds} s"));
        let (status, code) = (answer.status, answer.code());
        self.tally
            .fail(&format!("{status} {code}{}", asked.unwrap_or_default()));
        let seconds = u32::try_from(seconds.unwrap_or(0)).unwrap_or(u32::MAX);
        self.asked_ms = seconds.saturating_mul(1_000);
    }
}
