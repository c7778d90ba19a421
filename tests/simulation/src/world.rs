//! One schedule: a company, its devices and a server, step by step from a seed.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use fastrand::Rng;
use futures::executor::block_on;
use hub::sqlite::Sqlite;
use hub::{Hub, HubError, NewRecord};
use sync::codes;
use sync::protocol::{Failure, Request, Response};
use sync::replica::{Advice, Timing};
use sync::store::StoreError;

use crate::company::{self, PEOPLE};
use crate::device::Device;
use crate::network::Line;

/// When every schedule starts, milliseconds.
const START_MS: i64 = 1_795_000_000_000;
/// Rounds after which everything must have converged once faults stop.
const SETTLING_ROUNDS: usize = 12;

/// What a schedule did, for comparing two runs of one seed and for a look at its worth.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Hash over every step and its result.
    pub trace: u64,
    /// Changes made.
    pub changes: usize,
    /// Changes applied, as devices were told.
    pub applied: usize,
    /// Changes refused, as devices were told.
    pub refused: usize,
    /// Records with open conflicts at the end.
    pub conflicts: usize,
    /// Faults that happened.
    pub faults: usize,
}

/// The state of a schedule.
pub struct World {
    pub rng: Rng,
    pub now_ms: i64,
    pub devices: Vec<Device>,
    pub database: Sqlite,
    pub report: Report,
    /// Every text that somebody saved, with where.
    pub saved: BTreeMap<String, String>,
    pub counter: u64,
    trace: DefaultHasher,
    stale: BTreeMap<usize, String>,
}

/// Runs one schedule and checks everything that must hold at its end.
///
/// # Panics
/// When something that must hold does not; the message starts with the seed.
pub fn run(seed: u64, steps: usize) -> Report {
    let mut world = World::new(seed);
    for _ in 0..steps {
        world.now_ms += world.rng.i64(0..60_000);
        world.act();
    }
    world.settle();
    world.check();
    world.report.trace = world.trace.finish();
    world.report
}

impl World {
    fn new(seed: u64) -> Self {
        let database = Sqlite::in_memory().expect("a database in memory");
        let mut world = Self {
            rng: Rng::with_seed(seed),
            now_ms: START_MS,
            devices: Vec::new(),
            database,
            report: Report::default(),
            saved: BTreeMap::new(),
            counter: 0,
            trace: DefaultHasher::new(),
            stale: BTreeMap::new(),
        };
        world.found_company();
        for (number, person) in PEOPLE.iter().enumerate() {
            world
                .devices
                .push(Device::new(person.id, format!("device-{number}")));
        }
        world
            .devices
            .push(Device::new("rina", "device-second".to_owned()));
        world
    }

    fn found_company(&mut self) {
        let records: Vec<NewRecord> = company::records()
            .into_iter()
            .map(|(kind, id, fields)| NewRecord {
                kind: kind.to_owned(),
                id,
                home: None,
                fields,
                created_ms: START_MS - 1000,
                person: company::ADMIN.to_owned(),
            })
            .collect();
        let hub = Hub::new(&self.database);
        block_on(hub.insert_records(&records, Vec::new())).expect("an empty database");
    }

    /// Writes something into the trace.
    pub fn note(&mut self, what: impl Hash) {
        what.hash(&mut self.trace);
    }

    /// Runs the line of a device until nothing moves, or a fault ends it.
    pub fn sync(&mut self, device: usize, tab: usize, fault_percent: u8) {
        for _ in 0..200 {
            let line = Line::draw(&mut self.rng, fault_percent);
            self.report.faults += usize::from(line != Line::Good);
            self.note((device, tab, line));
            match self.round(device, tab, line) {
                Ok(true) => {}
                Ok(false) => return,
                Err(StoreError::Conflict | StoreError::Unreadable(_)) => panic!("a sound store"),
                Err(_) => {
                    self.devices[device].reopen();
                    return;
                }
            }
        }
        panic!("device {device} syncs for ever");
    }

    /// One request. Answers whether there is more to do.
    fn round(&mut self, at: usize, tab: usize, line: Line) -> Result<bool, StoreError> {
        let tab = tab.min(self.devices[at].tabs.len() - 1);
        let sent_ms = self.now_ms + self.devices[at].skew_ms;
        block_on(self.devices[at].tabs[tab].refresh())?;
        let request = block_on(self.devices[at].tabs[tab].request("1.0.0", sent_ms))?;
        let Some(mut request) = request else {
            return self.register(at, tab, line);
        };
        // Small pages, so that first syncs and catch-ups are cut in the middle.
        request.room = self.rng.u32(500..20_000);
        let Some(answer) = self.send(at, &request, line) else {
            return Ok(false);
        };
        self.now_ms += self.rng.i64(0..2_000);
        let timing = Timing {
            sent_ms,
            received_ms: self.now_ms + self.devices[at].skew_ms,
        };
        match answer {
            Ok(text) => self.take(at, tab, &request, &text, timing),
            Err(HubError::Refused(failure)) => self.mend(at, tab, &failure, timing),
            Err(HubError::Ended | HubError::Busy) => Ok(false),
            Err(other) => panic!("the hub failed: {other}"),
        }
    }

    fn take(
        &mut self,
        at: usize,
        tab: usize,
        request: &Request,
        text: &str,
        timing: Timing,
    ) -> Result<bool, StoreError> {
        let Ok(response) = serde_json::from_str::<Response>(text) else {
            return Ok(false);
        };
        let replica = &self.devices[at].tabs[tab];
        let progress = block_on(replica.apply(request, &response, timing))?;
        assert!(
            !progress.done || replica.pending() == 0,
            "done with something pending"
        );
        let moved = !response.pages.is_empty() || !response.outcomes.is_empty();
        self.report.applied += progress.applied;
        self.report.refused += progress.refused;
        self.note((progress.applied, progress.refused, progress.done));
        Ok(!progress.done && moved)
    }

    fn mend(
        &mut self,
        at: usize,
        tab: usize,
        failure: &Failure,
        timing: Timing,
    ) -> Result<bool, StoreError> {
        self.note(&failure.code);
        match block_on(self.devices[at].tabs[tab].fail(failure, timing))? {
            Advice::Again => Ok(true),
            Advice::NewReplica => self.register(at, tab, Line::Good),
            Advice::Later | Advice::Update => Ok(false),
        }
    }

    fn register(&mut self, at: usize, tab: usize, line: Line) -> Result<bool, StoreError> {
        if line != Line::Good {
            return Ok(false);
        }
        let device = &self.devices[at];
        let hub = Hub::new(&self.database);
        let Ok(number) = block_on(hub.register(device.person, &device.name, "")) else {
            return Ok(false);
        };
        block_on(device.tabs[tab].register(number, "1"))?;
        Ok(true)
    }

    /// What comes back of a request; none when nothing does.
    fn send(
        &mut self,
        at: usize,
        request: &Request,
        line: Line,
    ) -> Option<Result<String, HubError>> {
        let stale = self.stale.get(&at).cloned();
        let answer = match line {
            Line::Cut => return None,
            Line::Good | Line::AnswerLost | Line::HalfAnswer | Line::StaleFirst => {
                self.serve(at, request)
            }
            Line::Twice => {
                let first = self.serve(at, request);
                drop(self.serve(at, request));
                first
            }
            Line::TwiceLate => {
                drop(self.serve(at, request));
                self.serve(at, request)
            }
        };
        if let Ok(text) = &answer {
            self.stale.insert(at, text.clone());
        }
        match line {
            Line::AnswerLost => None,
            Line::HalfAnswer => answer
                .ok()
                .map(|text| Ok(text[..text.len() / 2].to_owned())),
            Line::StaleFirst => Some(stale.map_or(answer, Ok)),
            _ => Some(answer),
        }
    }

    fn serve(&self, at: usize, request: &Request) -> Result<String, HubError> {
        // Over the wire and back, so that what is not in the JSON is not in the test.
        let text = serde_json::to_string(request).expect("a request");
        let request: Request = serde_json::from_str(&text).expect("a request");
        let hub = Hub::new(&self.database);
        block_on(hub.sync(self.devices[at].person, &request, self.now_ms, "1"))
            .map(|answered| answered.text)
    }

    /// Faults stop: clocks are right, everything restarts, everybody syncs until all is still.
    fn settle(&mut self) {
        for device in &mut self.devices {
            device.skew_ms = 0;
            device.reopen();
        }
        for _ in 0..SETTLING_ROUNDS {
            self.now_ms += 10 * 60_000;
            for at in 0..self.devices.len() {
                self.sync(at, 0, 0);
            }
        }
    }

    /// A name that nobody used before.
    pub fn fresh(&mut self, what: &str) -> String {
        self.counter += 1;
        format!("{what}-{}", self.counter)
    }

    /// Codes that may legitimately refuse a change in these schedules.
    pub fn expected_codes() -> BTreeSet<&'static str> {
        BTreeSet::from([
            codes::RECORD_UNKNOWN,
            codes::REFERENCE_UNKNOWN,
            codes::DEPENDS_ON_REFUSED,
            codes::OUT_OF_SCOPE,
            codes::ROLE,
            codes::BRANCH,
            codes::FIELD_PROTECTED,
        ])
    }
}
