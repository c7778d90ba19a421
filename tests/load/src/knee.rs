//! How many pushes a second the server takes in while nobody waits long.

use std::time::Duration;

use crate::figures::Latencies;
use crate::fleet::{Log, total};
use crate::people::Person;
use crate::steady::{Rhythm, steady};

/// Devices that share the pushes.
const DEVICES: usize = 100;
/// How long each rate is kept up.
const LASTS: Duration = Duration::from_secs(12);
/// Longest wait that is borne by 95 of 100.
const LAG: Duration = Duration::from_secs(2);
/// Pushes a second at first, doubled until it is too much.
const FIRST: u32 = 10;

/// What one rate led to.
pub struct Knee {
    /// Pushes a second, each of one change.
    pub rate: u32,
    /// From when a push was due to when it was answered.
    pub lag: Latencies,
    /// What each device did.
    pub logs: Vec<Log>,
}

impl Knee {
    /// Whether the server kept up.
    pub fn holds(&self) -> bool {
        self.lag.percentile(95) < LAG
    }
}

/// Raises the rate until the server does not keep up; the last one is that at which it did not.
pub fn knee(people: &[Person]) -> Vec<Knee> {
    let mut steps = Vec::new();
    for doublings in 0..10 {
        let step = at_rate(people, FIRST << doublings);
        let holds = step.holds();
        steps.push(step);
        if !holds {
            break;
        }
    }
    steps
}

fn at_rate(people: &[Person], rate: u32) -> Knee {
    let push = Duration::from_secs(DEVICES as u64) / rate;
    let rhythm = Rhythm {
        pull: Duration::MAX / 4,
        push,
        changes: 1,
        lasts: LASTS,
    };
    let logs = steady(people, DEVICES, rhythm);
    Knee {
        rate,
        lag: total(&logs).changes,
        logs,
    }
}
