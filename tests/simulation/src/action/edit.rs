//! Customers and vehicles.

use serde_json::json;
use sync::change::Op;
use sync::replica::Edit;

use crate::company::{self, BRANCHES};
use crate::world::World;

impl World {
    pub(super) fn set(&mut self, at: usize) {
        let written = ["customer", "vehicle", "order"];
        let Some(record) = self.visible(at, |record| written.contains(&record.kind.as_str()))
        else {
            return;
        };
        let fields = match (record.kind.as_str(), self.rng.u8(0..4)) {
            ("vehicle", _) => json!({"make": self.fresh("make")}),
            ("order", 0) => json!({"note": self.fresh("note")}),
            ("order", 1) => json!({"state": "shipped", "shipped_on": "2026-11-28"}),
            ("order", _) => {
                let key = format!("lines/k{}", self.rng.u8(0..3));
                json!({key: self.line()})
            }
            (_, 0) => json!({"note": self.fresh("note")}),
            (_, 1) => json!({"street": self.fresh("street"), "postcode": "90111"}),
            (_, 2) => {
                let key = format!("phones/k{}", self.rng.u8(0..3));
                json!({key: {"number": self.fresh("number")}})
            }
            _ => json!({"name": self.fresh("name")}),
        };
        let edit = Edit::new(Op::Set, &record.kind, &record.id);
        self.commit(at, &[edit.with(company::object(fields))]);
    }

    pub(super) fn create_customer(&mut self, at: usize) {
        let id = self.fresh("customer");
        let branch = self.branch_for(at);
        let fields =
            json!({"form": "person", "name": self.fresh("name"), "note": self.fresh("note")});
        let op = Op::Create { home: Some(branch) };
        let mut edits = vec![Edit::new(op, "customer", &id).with(company::object(fields))];
        if self.rng.bool() {
            edits.push(self.vehicle_of(&id));
        }
        if self.rng.u8(0..4) == 0 {
            edits.push(self.order_of(&id));
        }
        self.commit(at, &edits);
    }

    /// Mostly one of the person's own branches.
    fn branch_for(&mut self, at: usize) -> String {
        let device = &self.devices[at];
        let staff = device.tabs[0].record(device.person);
        let own = staff.and_then(|staff| Some(staff.get("branches").as_object()?.clone()));
        let own: Vec<String> = own
            .unwrap_or_default()
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        if own.is_empty() || self.rng.u8(0..10) == 0 {
            return BRANCHES[self.rng.usize(..BRANCHES.len())].to_owned();
        }
        own[self.rng.usize(..own.len())].clone()
    }

    pub(super) fn create_vehicle(&mut self, at: usize) {
        if let Some(customer) = self.visible(at, |record| record.kind == "customer") {
            let edit = self.vehicle_of(&customer.id);
            self.commit(at, &[edit]);
        }
    }

    fn vehicle_of(&mut self, customer: &str) -> Edit {
        let id = self.fresh("vehicle");
        let fields =
            json!({"customer": customer, "make": self.fresh("make"), "note": self.fresh("note")});
        Edit::new(Op::Create { home: None }, "vehicle", &id).with(company::object(fields))
    }

    pub(super) fn archive(&mut self, at: usize) {
        let kinds = ["customer", "vehicle", "payment"];
        let Some(record) = self.visible(at, |record| kinds.contains(&record.kind.as_str())) else {
            return;
        };
        let op = if record.archived {
            Op::Restore
        } else {
            Op::Archive
        };
        self.commit(at, &[Edit::new(op, &record.kind, &record.id)]);
    }

    pub(super) fn share_or_move(&mut self, at: usize) {
        let Some(record) = self.visible(at, |record| record.kind == "customer") else {
            return;
        };
        let branch = BRANCHES[self.rng.usize(..BRANCHES.len())].to_owned();
        let op = match self.rng.u8(0..3) {
            0 => Op::Move { branch },
            1 => Op::Share { branch, on: true },
            _ => Op::Share { branch, on: false },
        };
        self.commit(at, &[Edit::new(op, &record.kind, &record.id)]);
    }
}
