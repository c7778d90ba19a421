//! What must hold when everything is still.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Actor, Role};
use futures::executor::block_on;
use hub::{Database, Statement};
use serde_json::Value;
use sync::change::Change;
use sync::record::{Fields, Record};
use sync::stamp::Stamp;

use crate::world::World;

impl World {
    /// Checks everything. Works by plain queries, independent of feeds and cursors.
    pub fn check(&mut self) {
        let records = self.server_records();
        self.report.conflicts = records
            .values()
            .filter(|record| !record.conflicts.is_empty())
            .count();
        for at in 0..self.devices.len() {
            self.check_device(at, &records);
        }
        self.check_nothing_lost();
        self.check_numbers(&records);
        for record in records.values() {
            self.note(serde_json::to_string(record).expect("a record"));
        }
    }

    /// A device shows exactly what its person may see, and has nothing left to send.
    fn check_device(&self, at: usize, records: &BTreeMap<String, Record>) {
        let device = &self.devices[at];
        let who = format!("device {at} of {}", device.person);
        assert_eq!(device.tabs[0].pending(), 0, "{who} has unsent changes");
        let actor = actor(&records[device.person]);
        let expected: Vec<&Record> = records
            .values()
            .filter(|record| may_see(&actor, record, records))
            .collect();
        let found = device.records();
        let ids = |records: Vec<&Record>| -> BTreeSet<String> {
            records
                .into_iter()
                .map(|record| record.id.clone())
                .collect()
        };
        assert_eq!(
            ids(found.iter().collect()),
            ids(expected.clone()),
            "{who} sees other records"
        );
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found, expected, "{who} sees another value");
        }
        assert_eq!(
            device.tabs[0].meta().repairs,
            0,
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

    /// Every text that anybody saved is in the history, or waits on a device.
    fn check_nothing_lost(&self) {
        let applied = self.applied();
        let mut kept: BTreeSet<String> = applied
            .iter()
            .flat_map(|change| texts(&change.fields))
            .collect();
        kept.extend(
            self.devices
                .iter()
                .flat_map(|device| device.waiting_texts()),
        );
        for (text, place) in &self.saved {
            assert!(kept.contains(text), "{text} of {place} is lost");
        }
        let mut stamps: BTreeMap<Stamp, &Change> = BTreeMap::new();
        for change in &applied {
            if let Some(other) = stamps.insert(change.stamp, change) {
                panic!("one stamp twice: {other:?}\n{change:?}");
            }
        }
    }

    /// Numbers that people read are there and unique.
    fn check_numbers(&self, records: &BTreeMap<String, Record>) {
        let mut numbers = BTreeSet::new();
        for record in records.values().filter(|record| record.kind == "customer") {
            let code = record.text("code");
            assert!(code.starts_with("KP-"), "{} has no number", record.id);
            assert!(numbers.insert(code.to_owned()), "{code} twice");
        }
    }

    fn server_records(&self) -> BTreeMap<String, Record> {
        self.texts_of("SELECT doc AS text FROM record")
            .into_iter()
            .map(|doc| serde_json::from_str::<Record>(&doc).expect("a stored record"))
            .map(|record| (record.id.clone(), record))
            .collect()
    }

    fn applied(&self) -> Vec<Change> {
        self.texts_of("SELECT body AS text FROM change WHERE code IS NULL AND replica > 0")
            .into_iter()
            .map(|body| serde_json::from_str(&body).expect("a stored change"))
            .collect()
    }

    fn texts_of(&self, sql: &'static str) -> Vec<String> {
        let rows =
            block_on(self.database.query(Statement::new(sql, []))).expect("a sound database");
        rows.iter()
            .map(|row| row.text("text").expect("a text").to_owned())
            .collect()
    }
}

fn actor(staff: &Record) -> Actor {
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

fn may_see(actor: &Actor, record: &Record, records: &BTreeMap<String, Record>) -> bool {
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

/// The texts in fields that are unique in a schedule.
pub fn texts(fields: &Fields) -> Vec<String> {
    let mut found = Vec::new();
    for (path, value) in fields {
        match value {
            Value::String(text) if is_unique(path) => found.push(text.clone()),
            Value::Object(entry) => found.extend(texts(entry)),
            _ => {}
        }
    }
    found
}

fn is_unique(path: &str) -> bool {
    matches!(path, "name" | "note" | "street" | "number" | "make")
}
