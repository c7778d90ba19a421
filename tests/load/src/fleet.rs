//! Devices that begin at the same moment, each in a thread of its own.

use std::sync::{Barrier, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Instant;

use crate::device::Device;
use crate::figures::Tally;
use crate::people::Person;

/// How many devices get ready at a time.
const AT_A_TIME: usize = 4;

/// What a device did, once it is done.
#[derive(Debug)]
pub struct Log {
    /// What it met with.
    pub tally: Tally,
    /// Its number.
    pub replica: u32,
    /// The mark of each change that was typed on it.
    pub marks: Vec<String>,
    /// How many of them are still unsent.
    pub unsent: usize,
    /// Codes of those that were refused.
    pub refused: Vec<String>,
    /// Feeds that it had to pull afresh because it held something else than the server.
    pub repairs: u32,
}

/// A device and its person; the number tells the devices apart.
pub type Part<'a> = &'a (dyn Fn(&mut Device, &Person, usize) + Sync);
/// The same once all have begun, with the moment at which they did.
pub type Whole<'a> = &'a (dyn Fn(&mut Device, &Person, usize, Instant) + Sync);

/// Lets `count` devices get ready, a few at a time, and then work, all at once.
pub fn fleet(people: &[Person], count: usize, prepare: Part<'_>, work: Whole<'_>) -> Vec<Log> {
    let gates: [Mutex<()>; AT_A_TIME] = Default::default();
    let (barrier, began) = (Barrier::new(count), OnceLock::new());
    let (gates, barrier, began) = (&gates, &barrier, &began);
    let live = move |at: usize| {
        let person = &people[at % people.len()];
        let gate = gates[at % AT_A_TIME].lock();
        let gate = gate.unwrap_or_else(PoisonError::into_inner);
        let mut device = person.device(at as u64);
        device.become_another();
        prepare(&mut device, person, at);
        device.tally = Tally::default();
        drop(gate);
        barrier.wait();
        work(&mut device, person, at, *began.get_or_init(Instant::now));
        Log::of(device)
    };
    thread::scope(|threads| {
        let devices: Vec<_> = (0..count)
            .map(|at| threads.spawn(move || live(at)))
            .collect();
        let logs = devices
            .into_iter()
            .map(|device| device.join().expect("a sound device"));
        logs.collect()
    })
}

/// What all of them met with.
pub fn total(logs: &[Log]) -> Tally {
    logs.iter().fold(Tally::default(), |mut total, log| {
        total += log.tally.clone();
        total
    })
}

impl Log {
    fn of(device: Device) -> Self {
        let (replica, repairs) = {
            let meta = device.replica.meta();
            (meta.replica.unwrap_or_default(), meta.repairs)
        };
        let tray = device.replica.tray().into_iter();
        Self {
            replica,
            repairs,
            unsent: device.replica.pending(),
            refused: tray.map(|item| item.code).collect(),
            marks: device.work.marks,
            tally: device.tally,
        }
    }
}
