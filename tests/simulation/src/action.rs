//! What people do and what happens to them, drawn step by step.

use futures::executor::block_on;
use serde_json::{Value, json};
use sync::change::Op;
use sync::record::Record;
use sync::replica::{CommitError, Edit};
use sync::store::StoreError;

use crate::company::{self, BRANCHES, PEOPLE};
use crate::world::World;

/// Copied profiles are not copied for ever.
const MAX_DEVICES: usize = 10;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl World {
    /// One random step of one random device.
    pub fn act(&mut self) {
        let at = self.rng.usize(..self.devices.len());
        let step = self.rng.u8(0..100);
        self.note((at, step, self.now_ms));
        match step {
            0..20 => self.sync_with_faults(at),
            20..50 => self.set(at),
            50..58 => self.create_customer(at),
            58..70 => self.create_follower(at),
            70..74 => self.archive(at),
            74..79 => self.share_or_move(at),
            79..83 => self.discard_or_bring_back(at),
            83..86 => self.empty_tray(at),
            86..90 => self.settle_conflict(at),
            90..93 => self.crash(at),
            93..95 => self.clock_jumps(at),
            95..96 => self.another_tab(at),
            96..97 => self.copy_profile(at),
            97..98 => self.set_protected(at),
            _ => self.change_rights(),
        }
    }

    fn sync_with_faults(&mut self, at: usize) {
        let tab = self.rng.usize(..self.devices[at].tabs.len());
        if self.rng.u8(0..100) < 15 {
            let operations = self.rng.usize(0..6);
            self.devices[at].memory.kill_after(operations);
            self.report.faults += 1;
        }
        self.sync(at, tab, 30);
        // A kill that was not reached must not hit a later step.
        self.devices[at].memory.revive();
    }

    fn set(&mut self, at: usize) {
        let Some(record) = self.visible(at, |record| {
            record.kind == "customer" || record.kind == "vehicle"
        }) else {
            return;
        };
        let fields = match (record.kind.as_str(), self.rng.u8(0..4)) {
            ("vehicle", _) => json!({"make": self.fresh("make")}),
            (_, 0) => json!({"note": self.fresh("note")}),
            (_, 1) => json!({"street": self.fresh("street"), "postcode": "90111"}),
            (_, 2) => {
                let key = format!("phones/k{}", self.rng.u8(0..3));
                json!({key: {"number": self.fresh("number")}})
            }
            _ => json!({"name": self.fresh("name")}),
        };
        self.commit(
            at,
            vec![Edit::new(Op::Set, &record.kind, &record.id).with(company::object(fields))],
        );
    }

    fn create_customer(&mut self, at: usize) {
        let id = self.fresh("customer");
        let branch = BRANCHES[self.rng.usize(..BRANCHES.len())];
        let fields =
            json!({"form": "person", "name": self.fresh("name"), "note": self.fresh("note")});
        let op = Op::Create {
            home: Some(branch.to_owned()),
        };
        let mut edits = vec![Edit::new(op, "customer", &id).with(company::object(fields))];
        if self.rng.bool() {
            edits.push(self.vehicle_of(&id));
        }
        self.commit(at, edits);
    }

    fn create_follower(&mut self, at: usize) {
        let Some(customer) = self.visible(at, |record| record.kind == "customer") else {
            return;
        };
        let edit = self.vehicle_of(&customer.id);
        self.commit(at, vec![edit]);
    }

    fn vehicle_of(&mut self, customer: &str) -> Edit {
        let id = self.fresh("vehicle");
        let fields =
            json!({"customer": customer, "make": self.fresh("make"), "note": self.fresh("note")});
        Edit::new(Op::Create { home: None }, "vehicle", &id).with(company::object(fields))
    }

    fn archive(&mut self, at: usize) {
        let Some(record) = self.visible(at, |record| record.kind == "customer") else {
            return;
        };
        let op = if record.archived {
            Op::Restore
        } else {
            Op::Archive
        };
        self.commit(at, vec![Edit::new(op, &record.kind, &record.id)]);
    }

    fn share_or_move(&mut self, at: usize) {
        let Some(record) = self.visible(at, |record| record.kind == "customer") else {
            return;
        };
        let branch = BRANCHES[self.rng.usize(..BRANCHES.len())].to_owned();
        let op = match self.rng.u8(0..3) {
            0 => Op::Move { branch },
            1 => Op::Share { branch, on: true },
            _ => Op::Share { branch, on: false },
        };
        self.commit(at, vec![Edit::new(op, &record.kind, &record.id)]);
    }

    fn discard_or_bring_back(&mut self, at: usize) {
        let now_ms = self.now_ms + self.devices[at].skew_ms;
        let tab = &self.devices[at].tabs[0];
        let unsent = tab.unsent();
        let discarded = tab.discarded();
        let result = if self.rng.bool() && !unsent.is_empty() {
            let change = &unsent[self.rng.usize(..unsent.len())];
            block_on(tab.discard(change.seq, now_ms))
        } else if let Some(item) = discarded.first() {
            block_on(tab.bring_back(&item.key, now_ms))
        } else {
            return;
        };
        assert!(
            matches!(result, Ok(_) | Err(CommitError::RecordGone)),
            "{result:?}"
        );
    }

    fn empty_tray(&mut self, at: usize) {
        let now_ms = self.now_ms + self.devices[at].skew_ms;
        let tab = &self.devices[at].tabs[0];
        let Some(item) = tab.tray().into_iter().next() else {
            return;
        };
        let code = item.code.as_str();
        assert!(
            Self::expected_codes().contains(code),
            "refused for {code} {:?}: {:?}",
            item.path,
            item.changes
        );
        if self.rng.bool() {
            let result = block_on(tab.resend(&item.key, now_ms));
            assert!(
                matches!(result, Ok(_) | Err(CommitError::RecordGone)),
                "{result:?}"
            );
        } else {
            block_on(tab.discard_refused(&item.key, now_ms)).expect("a sound store");
        }
    }

    fn settle_conflict(&mut self, at: usize) {
        let Some(record) = self.visible(at, |record| !record.conflicts.is_empty()) else {
            return;
        };
        let conflict = &record.conflicts[0];
        let op = if self.rng.bool() { Op::Settle } else { Op::Set };
        let mut edit = Edit::new(op.clone(), &record.kind, &record.id);
        edit.settles
            .insert(conflict.group.clone(), vec![conflict.stamp]);
        if op == Op::Set && !conflict.group.starts_with('@') {
            edit.fields = conflict.value.clone();
        }
        self.commit(at, vec![edit]);
    }

    fn crash(&mut self, at: usize) {
        self.report.faults += 1;
        self.devices[at].reopen();
    }

    fn clock_jumps(&mut self, at: usize) {
        let far = self.rng.i64(-3 * DAY_MS..3 * DAY_MS);
        self.devices[at].skew_ms = if self.rng.bool() { 0 } else { far };
    }

    fn another_tab(&mut self, at: usize) {
        if self.devices[at].tabs.len() < 2 {
            let tab = self.devices[at].open().expect("a sound memory opens");
            self.devices[at].tabs.push(tab);
        }
    }

    /// Two devices from now on hold the same replica with the same outbox.
    fn copy_profile(&mut self, at: usize) {
        if self.devices.len() < MAX_DEVICES {
            self.report.faults += 1;
            let copy = self.devices[at].copy();
            self.devices.push(copy);
        }
    }

    /// A chain of writes that most people may not make.
    fn set_protected(&mut self, at: usize) {
        let Some(record) = self.visible(at, |record| record.kind == "branch") else {
            return;
        };
        for _ in 0..self.rng.u8(1..4) {
            let fields = company::object(json!({"name": self.fresh("name")}));
            let edit = Edit::new(Op::Set, "branch", &record.id).with(fields);
            self.commit(at, vec![edit]);
        }
    }

    /// The administrator gives somebody other branches or another role.
    fn change_rights(&mut self) {
        let person = PEOPLE[self.rng.usize(1..PEOPLE.len())].id;
        let fields = if self.rng.bool() {
            let branch = BRANCHES[self.rng.usize(..BRANCHES.len())];
            let on = if self.rng.bool() {
                Value::Bool(true)
            } else {
                Value::Null
            };
            json!({format!("branches/{branch}"): on})
        } else {
            let roles = ["staff", "supervisor", "branch_head", "head_office"];
            json!({"role": roles[self.rng.usize(..roles.len())]})
        };
        if self.devices[0].tabs[0].record(person).is_some() {
            self.commit(
                0,
                vec![Edit::new(Op::Set, "staff", person).with(company::object(fields))],
            );
        }
    }

    /// Saves edits on a device, sometimes with a failing store, and remembers what was saved.
    fn commit(&mut self, at: usize, edits: Vec<Edit>) {
        let fails = self.rng.u8(0..100) < 4;
        if fails {
            self.devices[at].memory.fail_nth(1, StoreError::Full);
            self.report.faults += 1;
        }
        let now_ms = self.now_ms + self.devices[at].skew_ms;
        let tab = self.rng.usize(..self.devices[at].tabs.len());
        let result = block_on(self.devices[at].tabs[tab].commit(&edits, now_ms));
        self.devices[at].memory.revive();
        for tab in &self.devices[at].tabs {
            block_on(tab.refresh()).expect("a sound store");
        }
        match result {
            Ok(_) => self.remember(&edits),
            Err(CommitError::NoReplica | CommitError::RecordGone) => {}
            Err(CommitError::Store(StoreError::Full)) if fails => {}
            Err(other) => panic!("not saved: {other:?}"),
        }
    }

    fn remember(&mut self, edits: &[Edit]) {
        self.report.changes += edits.len();
        for edit in edits {
            for text in crate::oracle::texts(&edit.fields) {
                self.saved
                    .insert(text, format!("{} {}", edit.kind, edit.record));
            }
        }
    }

    fn visible(&mut self, at: usize, wanted: impl Fn(&Record) -> bool) -> Option<Record> {
        let mut records = self.devices[at].records();
        records.retain(wanted);
        (!records.is_empty()).then(|| records.swap_remove(self.rng.usize(..records.len())))
    }
}
