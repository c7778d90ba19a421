//! After an outage: everybody comes back at once, with everything that was typed meanwhile.

use std::time::Duration;

use crate::figures::Tally;
use crate::fleet::{Log, fleet, total};
use crate::people::Person;

/// What came of it.
pub struct Storm {
    /// What the devices met with.
    pub tally: Tally,
    /// Until the last device had sent and received everything.
    pub drained: Duration,
    /// What each device did.
    pub logs: Vec<Log>,
}

/// Lets `devices` devices with `changes` unsent changes each come back at the same moment.
pub fn storm(people: &[Person], devices: usize, changes: usize) -> Storm {
    let logs = fleet(
        people,
        devices,
        &|device, person, _| {
            device.write(changes, &person.customers);
            device.lose_line();
        },
        &|device, _, _, began| {
            // Who never gets through has unsent changes in the end.
            device.drain(began);
        },
    );
    let tally = total(&logs);
    Storm {
        drained: tally.pushes.percentile(100),
        tally,
        logs,
    }
}
