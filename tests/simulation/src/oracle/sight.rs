//! Who may see what, and what lies on their devices.

use std::collections::BTreeSet;

use domain::access::{Actor, Role};
use domain::kinds::SCHEMA;
use domain::schema::Scope;
use futures::executor::block_on;
use sync::protocol::{COMPANY_FEED, branch_feed, role_feed};
use sync::record::Record;
use sync::store::{DeviceStore, Table};

use super::Records;
use crate::world::World;

impl World {
    /// A device shows exactly what its person may see, and has nothing left to send.
    pub(super) fn check_device(&self, at: usize, records: &Records) {
        let device = &self.devices[at];
        let who = format!("device {at} of {}", device.person);
        assert_eq!(device.tabs[0].pending(), 0, "{who} has unsent changes");
        let actor = actor(&records[device.person]);
        let expected: Vec<&Record> = records
            .values()
            .filter(|record| may_see(&actor, record, records))
            .collect();
        let found = device.records();
        let ids = |records: &[&Record]| -> BTreeSet<String> {
            records.iter().map(|record| record.id.clone()).collect()
        };
        let shown: Vec<&Record> = found.iter().collect();
        assert_eq!(ids(&shown), ids(&expected), "{who} sees other records");
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found, expected, "{who} sees another value");
        }
        let held = device.tabs[0].len();
        assert_eq!(held, found.len(), "{who} holds more than it shows");
        let repairs = device.tabs[0].meta().repairs;
        assert!(
            device.is_damaged || repairs == 0,
            "{who} had to repair a feed"
        );
        self.check_memory(at, &found);
    }

    /// Memory is what the store holds.
    fn check_memory(&self, at: usize, found: &[Record]) {
        let device = &self.devices[at];
        let reopened = device.open().expect("a sound memory opens");
        for record in found {
            assert_eq!(
                reopened.record(&record.id).as_ref(),
                Some(record),
                "another after reopening"
            );
        }
        assert_eq!(
            reopened.len(),
            device.tabs[0].len(),
            "more or fewer after reopening"
        );
    }

    /// After a device has folded, no text lies in its store that its person may not see.
    pub(super) fn check_store(&self, at: usize, records: &Records) {
        let device = &self.devices[at];
        let actor = actor(&records[device.person]);
        let rows = block_on(device.memory.load(Table::Document)).expect("a sound store");
        for (_, bytes) in rows {
            let text = String::from_utf8(bytes).expect("a text");
            for id in text.lines().filter_map(|line| line.split('\t').next()) {
                let record = records.get(id);
                assert!(
                    record.is_some_and(|record| may_see(&actor, record, records)),
                    "{id} still lies on device {at} of {}",
                    device.person
                );
            }
        }
    }
}

pub(super) fn actor(staff: &Record) -> Actor {
    let branches = staff
        .get("branches")
        .as_object()
        .cloned()
        .unwrap_or_default();
    Actor {
        person: staff.id.clone(),
        role: serde_json::from_value::<Role>(staff.get("role").clone()).expect("a role"),
        branches: branches.keys().cloned().collect(),
    }
}

pub(super) fn may_see(actor: &Actor, record: &Record, records: &Records) -> bool {
    match record.kind.as_str() {
        "branch" | "staff" | "settings" => true,
        "customer" => record
            .home
            .iter()
            .chain(&record.shared)
            .any(|branch| actor.covers(branch)),
        _ => records
            .get(record.text("customer"))
            .is_some_and(|root| may_see(actor, root, records)),
    }
}

/// The feeds that must hold a record.
pub(super) fn feeds(record: &Record, records: &Records) -> BTreeSet<String> {
    let kind = SCHEMA.kind(&record.kind).expect("a known kind");
    match kind.scope {
        Scope::Company => [COMPANY_FEED.to_owned()].into(),
        Scope::Role(least) => [role_feed(least.as_str())].into(),
        Scope::Home => {
            let branches = record.home.iter().chain(&record.shared);
            branches.map(|branch| branch_feed(branch)).collect()
        }
        Scope::Follows(field) => feeds(&records[record.text(field)], records),
    }
}
