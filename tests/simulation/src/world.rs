//! One schedule: a company, its devices and a server, step by step.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use fastrand::Rng;
use futures::executor::block_on;
use hub::{Erasure, Hub, NewRecord};
use serde_json::json;

use crate::company::{self, BRANCHES, PEOPLE};
use crate::device::Device;
use crate::network::Line;
use crate::round::{Delayed, Late};
use crate::script::Step;
use crate::server::{Backup, Server};

/// When every schedule starts, milliseconds.
const START_MS: i64 = 1_795_000_000_000;
/// Rounds after which everything must be still once faults stop.
const SETTLING_ROUNDS: usize = 12;
/// After so long a device that found a feed damaged may pull it afresh again, milliseconds.
const REPAIR_PAUSE_MS: i64 = 25 * 60 * 60 * 1000;
/// Seed of what is drawn once the steps are over.
const SETTLING_SEED: u64 = 0;

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
    /// Rounds until everything was still once faults had stopped.
    pub rounds: usize,
}

/// Where somebody saved something.
#[derive(Debug, Clone)]
pub struct Place {
    /// Id of the record.
    pub record: String,
    /// It says nothing about a person, so that it stays when one is erased.
    pub is_kept: bool,
}

/// The state of a schedule.
pub struct World {
    pub rng: Rng,
    pub now_ms: i64,
    pub devices: Vec<Device>,
    pub server: Server,
    pub backup: Backup,
    /// How often the server's database was compacted.
    pub compactions: i64,
    pub report: Report,
    /// Every text that somebody saved, with where.
    pub saved: BTreeMap<String, Place>,
    /// The customer that each record follows.
    pub followed: BTreeMap<String, String>,
    /// Records that a restore took away.
    pub taken_away: BTreeSet<String>,
    /// Texts that a restore took away and that the device of a number has to send again.
    pub owed: BTreeMap<String, u32>,
    /// Whom head office erased, as it is noted outside the database.
    pub erased: BTreeMap<String, Erasure>,
    /// Numbers for people that were issued before a restore, with the record that had each.
    pub issued: BTreeMap<String, String>,
    /// Numbers that devices were given.
    pub replicas: BTreeSet<u32>,
    /// Requests that have not arrived yet.
    pub delayed: Vec<Delayed>,
    /// Answers that have not arrived yet.
    pub late: Vec<Late>,
    /// The last answer to each device.
    pub stale: BTreeMap<usize, String>,
    step: u64,
    names: u64,
    trace: DefaultHasher,
}

/// Runs a script and checks everything that must hold at its end.
///
/// # Panics
/// When something that must hold does not.
pub fn run(script: &[Step]) -> Report {
    let mut world = World::new();
    for step in script {
        world.begin(step.seed);
        world.now_ms += world.rng.i64(0..60_000);
        world.deliver(4);
        world.act(step.action);
    }
    world.begin(SETTLING_SEED);
    world.settle();
    world.check();
    world.check_cut_pull();
    world.report.trace = world.trace.finish();
    world.report
}

impl World {
    fn new() -> Self {
        let server = Server::new();
        let backup = block_on(server.backup(START_MS));
        let mut world = Self {
            rng: Rng::with_seed(SETTLING_SEED),
            now_ms: START_MS,
            devices: Vec::new(),
            server,
            backup,
            compactions: 0,
            report: Report::default(),
            saved: BTreeMap::new(),
            followed: BTreeMap::new(),
            taken_away: BTreeSet::new(),
            owed: BTreeMap::new(),
            erased: BTreeMap::new(),
            issued: BTreeMap::new(),
            replicas: BTreeSet::new(),
            delayed: Vec::new(),
            late: Vec::new(),
            stale: BTreeMap::new(),
            step: 0,
            names: 0,
            trace: DefaultHasher::new(),
        };
        world.insert(company::records());
        world.backup = block_on(world.server.backup(START_MS));
        for (number, person) in PEOPLE.iter().enumerate() {
            let name = format!("device-{number}");
            world.devices.push(Device::new(person.id, name));
        }
        let second = Device::new("rina", "device-second".to_owned());
        world.devices.push(second);
        world
    }

    /// Begins a step: whatever it draws comes from its own seed.
    fn begin(&mut self, seed: u64) {
        self.rng = Rng::with_seed(seed);
        self.step = seed;
        self.names = 0;
        self.note((seed, self.now_ms));
    }

    /// The server makes records of kind, id, home and fields itself.
    pub fn insert(&self, records: Vec<company::Founded>) {
        let records: Vec<NewRecord> = records
            .into_iter()
            .map(|(kind, id, home, fields)| NewRecord {
                kind: kind.to_owned(),
                id,
                home: home.map(str::to_owned),
                fields,
                created_ms: self.now_ms,
                person: company::ADMIN.to_owned(),
            })
            .collect();
        let hub = Hub::new(self.server.data());
        block_on(hub.insert_records(&records, Vec::new())).expect("records that are sound");
    }

    /// Writes something into the trace.
    pub fn note(&mut self, what: impl Hash) {
        what.hash(&mut self.trace);
    }

    /// The time that a device's clock shows, milliseconds.
    pub fn device_ms(&self, at: usize) -> i64 {
        self.now_ms + self.devices[at].skew_ms
    }

    /// A name that nobody used before. It begins with the step's seed, so that it stays the same
    /// when other steps are taken away.
    pub fn fresh(&mut self, what: &str) -> String {
        self.names += 1;
        format!("{what}-{:x}-{}", self.step, self.names)
    }

    /// Faults stop: clocks are right, everything restarts, everybody syncs until all is still.
    fn settle(&mut self) {
        self.deliver(1);
        for device in &mut self.devices {
            device.skew_ms = 0;
            device.fill(false);
            device.reopen();
        }
        self.give_every_branch_news();
        for round in 1..=SETTLING_ROUNDS {
            self.now_ms += 10 * 60_000;
            let mut is_still = true;
            for at in 0..self.devices.len() {
                let progress = self.sync(at, 0, 0);
                assert!(progress.done, "device {at} does not get through");
                is_still &= !progress.moved;
            }
            if is_still {
                self.report.rounds = round;
                return;
            }
        }
        panic!("not still after {SETTLING_ROUNDS} rounds");
    }

    /// What a device compares when it catches up: a damaged one notices with the next news.
    fn give_every_branch_news(&mut self) {
        self.now_ms += REPAIR_PAUSE_MS;
        let news = BRANCHES.map(|branch| {
            let fields = json!({"form": "person", "name": self.fresh("news")});
            let id = self.fresh("customer");
            ("customer", id, Some(branch), company::object(fields))
        });
        self.insert(news.into());
    }

    /// A pull that is cut anywhere brings what an uncut one brings.
    fn check_cut_pull(&mut self) {
        let person = PEOPLE[self.rng.usize(..PEOPLE.len())].id;
        for name in ["cut", "uncut"] {
            self.devices.push(Device::new(person, name.to_owned()));
        }
        let (cut, uncut) = (self.devices.len() - 2, self.devices.len() - 1);
        for _ in 0..20 {
            self.devices[cut].memory.kill_after(self.rng.usize(0..8));
            self.sync(cut, 0, 40);
            self.devices[cut].reopen();
        }
        assert!(self.sync(cut, 0, 0).done, "a cut pull is never done");
        while !self.round_with_room(uncut, 0, Line::Good, 1_000_000).done {}
        let [cut, uncut] = [cut, uncut].map(|at| self.devices[at].records());
        assert_eq!(cut.len(), uncut.len(), "a cut pull differs in number");
        for (cut, uncut) in cut.iter().zip(&uncut) {
            assert_eq!(cut, uncut, "a cut pull differs from an uncut one");
        }
    }
}
