//! An ordinary day: everybody asks now and then and writes now and then.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::device::Device;
use crate::fleet::{Log, fleet};
use crate::people::Person;

/// How often what is done.
#[derive(Debug, Clone, Copy)]
pub struct Rhythm {
    /// From one time that a device only asks to the next.
    pub pull: Duration,
    /// From one time that it has something to send to the next.
    pub push: Duration,
    /// How many changes it has then.
    pub changes: usize,
    /// How long all of it lasts.
    pub lasts: Duration,
}

/// One thing that a device is to do, at this time after the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    at: Duration,
    writes: bool,
}

/// Lets so many devices work in this rhythm, each beginning at another time.
pub fn steady(people: &[Person], devices: usize, rhythm: Rhythm) -> Vec<Log> {
    fleet(
        people,
        devices,
        &|_, _, _| {},
        &|device, person, _, began| {
            for due in plan(device, rhythm) {
                let due_at = began + due.at;
                sleep(due_at.saturating_duration_since(Instant::now()));
                if due.writes {
                    device.write(rhythm.changes, &person.customers);
                }
                device.drain(due_at);
            }
        },
    )
}

/// Everything that a device is to do, in order. It does not depend on how long anything takes.
fn plan(device: &mut Device, rhythm: Rhythm) -> Vec<Due> {
    let mut plan = times(device, rhythm.pull, rhythm.lasts, false);
    plan.extend(times(device, rhythm.push, rhythm.lasts, true));
    plan.sort_unstable();
    plan
}

fn times(device: &mut Device, every: Duration, lasts: Duration, writes: bool) -> Vec<Due> {
    let first = every.mul_f64(device.rng.f64());
    let times = (0..).map(|turn| first + every * turn);
    let times = times.take_while(|at| *at < lasts);
    times.map(|at| Due { at, writes }).collect()
}
