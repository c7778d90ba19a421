//! What must hold, at any moment or when everything is still, by plain queries that know nothing
//! of feeds, cursors and merges.

mod erased;
mod ledger;
mod merged;
mod rights;
mod sight;

use std::collections::{BTreeMap, BTreeSet};

use futures::executor::block_on;
use hub::{Database, Row, Statement};
use serde_json::Value;
use sync::change::Change;
use sync::codes;
use sync::record::{Fields, Record};

use crate::world::World;

pub use rights::check_rights;

/// All records of the server by id.
pub type Records = BTreeMap<String, Record>;

impl World {
    /// A device gets through without faults; what it shows, and all that holds at any moment, is
    /// checked.
    pub fn look(&mut self, at: usize) {
        for device in &mut self.devices {
            device.refresh();
        }
        self.devices[at].fill(false);
        // About what left it with the first it asks with the second.
        for _ in 0..2 {
            let progress = self.sync(at, 0, 0);
            assert!(progress.done, "device {at} does not get through");
        }
        self.devices[at].refresh();
        // It has heard by now that the server went back, if it did.
        let number = self.devices[at].number();
        self.owed.retain(|_, owing| Some(*owing) != number);
        let records = self.server_records();
        if !self.devices[at].is_damaged {
            self.check_device(at, &records);
        }
        self.check_forgotten_by_device(at);
        self.check_server(&records);
        self.check_forgotten_by_server();
        self.check_nothing_lost();
    }

    /// Checks everything, once all is still.
    pub fn check(&mut self) {
        self.owed.clear();
        let records = self.server_records();
        self.report.conflicts = records
            .values()
            .filter(|record| !record.conflicts.is_empty())
            .count();
        for at in 0..self.devices.len() {
            self.check_device(at, &records);
            self.check_forgotten_by_device(at);
            self.check_store(at, &records);
        }
        self.check_server(&records);
        self.check_forgotten_by_server();
        self.check_nothing_lost();
        self.check_merges(&records);
        for record in records.values() {
            self.note(serde_json::to_string(record).expect("a record"));
        }
    }

    /// Every text that anybody saved is in the history, or waits on a device, which may have to hear first
    /// that the server went back.
    fn check_nothing_lost(&self) {
        let mut kept = self.applied_texts();
        kept.extend(self.waiting_texts());
        kept.extend(self.owed.keys().cloned());
        for (text, place) in &self.saved {
            let may_go = self.is_about_erased(place);
            assert!(may_go || kept.contains(text), "{text} of {place:?} is lost");
        }
    }

    /// Every text that waits on any device.
    pub fn waiting_texts(&self) -> BTreeSet<String> {
        let all = self.devices.iter().map(|device| {
            device.refresh();
            device.waiting_texts()
        });
        all.flatten().collect()
    }

    /// Every text that any device has still to send.
    pub fn unsent_texts(&self) -> BTreeSet<String> {
        let all = self.devices.iter().map(|device| {
            device.refresh();
            device.unsent_texts()
        });
        all.flatten().collect()
    }

    /// Every text of a change that the server applied.
    pub fn applied_texts(&self) -> BTreeSet<String> {
        let applied = self.applied().into_iter();
        applied.flat_map(|change| texts(&change.fields)).collect()
    }

    /// Every text whose outcome is on its way to a device.
    pub fn acknowledged_late(&self) -> BTreeSet<String> {
        let changes = self.late.iter().flat_map(|late| &late.request.changes);
        changes.flat_map(|change| texts(&change.fields)).collect()
    }

    pub fn server_records(&self) -> Records {
        let rows = self.rows("SELECT doc FROM record");
        let records = rows.iter().map(|row| decoded::<Record>(row, "doc"));
        records.map(|record| (record.id.clone(), record)).collect()
    }

    /// Every change that the server applied for a device.
    pub fn applied(&self) -> Vec<Change> {
        let rows = self.rows("SELECT body FROM change WHERE code IS NULL AND replica > 0");
        rows.iter().map(|row| decoded(row, "body")).collect()
    }

    pub fn rows(&self, sql: &'static str) -> Vec<Row> {
        let rows = block_on(self.server.data().query(Statement::new(sql, [])));
        rows.expect("a sound database")
    }
}

fn decoded<T: serde::de::DeserializeOwned>(row: &Row, column: &str) -> T {
    let text = row.text(column).expect("a text");
    serde_json::from_str(text).expect("something that was stored")
}

/// Whether a change may rightly be refused for this in these schedules.
pub fn is_expected(code: &str) -> bool {
    [
        codes::RECORD_UNKNOWN,
        codes::REFERENCE_UNKNOWN,
        codes::DEPENDS_ON_REFUSED,
        codes::OUT_OF_SCOPE,
        codes::ROLE,
        codes::BRANCH,
        codes::FIELD_PROTECTED,
        codes::CREATE_ONLY,
        codes::ERASED,
    ]
    .contains(&code)
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
