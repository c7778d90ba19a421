//! What head office and the server's keepers do.

use domain::retention::GONE_DAYS;
use futures::executor::block_on;
use hub::{EraseError, Erasure, Hub, HubError};
use serde_json::{Value, json};
use sync::change::Op;
use sync::replica::Edit;

use crate::company::{self, BRANCHES, PEOPLE};
use crate::network::Line;
use crate::world::World;

/// Enough for whole chunks, and for folding.
const IMPORTED: usize = 320;
/// Bytes of pages that a device asks for while a person types on.
const ROOM: u32 = 20_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl World {
    /// A chain of writes that most people may not make, or that nobody may. Of those to a customer
    /// only the first is refused, and the others stand on it, made before or while it is sent.
    pub(super) fn set_protected(&mut self, at: usize) {
        let kinds: &[&str] = if self.rng.bool() {
            &["branch", "payment"]
        } else {
            &["customer"]
        };
        let Some(record) = self.visible(at, |record| kinds.contains(&record.kind.as_str())) else {
            return;
        };
        let is_customer = record.kind == "customer";
        let field = if record.kind == "branch" {
            "name"
        } else {
            "note"
        };
        for n in 0..self.rng.u8(1..4) {
            let mut fields = company::object(json!({field: self.fresh(field)}));
            if is_customer && n == 0 {
                fields.insert("code".to_owned(), json!("by hand"));
            }
            let edit = Edit::new(Op::Set, &record.kind, &record.id).with(fields);
            self.commit(at, &[edit]);
            if is_customer && self.rng.bool() {
                self.round_with_room(at, 0, Line::AnswerLate, ROOM);
            }
        }
        self.deliver(2);
    }

    /// The administrator gives somebody other branches or another role.
    pub(super) fn change_rights(&mut self) {
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
            let edit = Edit::new(Op::Set, "staff", person).with(company::object(fields));
            self.commit(0, &[edit]);
        }
    }

    /// Head office erases a customer, while devices send more about them. Who owes something is not
    /// erased.
    pub(super) fn erase(&mut self, at: usize) {
        let Some(customer) = self.visible(at, |record| record.kind == "customer") else {
            return;
        };
        let hub = Hub::new(self.server.data());
        let planned = block_on(hub.plan_erasure(company::ADMIN, &customer.id, self.now_ms));
        let erasure = match planned {
            Ok(Some(erasure)) => erasure,
            // The device's own, or one that a restored server does not have.
            Ok(None) | Err(EraseError::NotSettled | EraseError::Hub(HubError::NotFound)) => return,
            Err(other) => panic!("not planned: {other}"),
        };
        let rivals = self.rivals(at);
        let erased = self
            .server
            .erase(&erasure, Some(company::ADMIN), self.now_ms, rivals);
        let (erasure, _) = block_on(erased).expect("a sound database");
        self.erased.insert(customer.id, erasure);
        self.take_raced();
    }

    /// Whoever was erased is erased again in a database that does not know it.
    pub(super) fn replay_erasures(&self) {
        let all: Vec<Erasure> = self.erased.values().cloned().collect();
        let hub = Hub::new(self.server.data());
        block_on(hub.erase_missing(&all, self.now_ms)).expect("a sound database");
    }

    /// Many customers of one branch appear at once.
    pub(super) fn import(&mut self) {
        let branch = BRANCHES[self.rng.usize(..BRANCHES.len())];
        let customer = |_| {
            let fields = json!({"form": "person", "name": self.fresh("imported")});
            let id = self.fresh("customer");
            ("customer", id, Some(branch), company::object(fields))
        };
        let customers = (0..IMPORTED).map(customer).collect();
        self.insert(customers);
    }

    /// The days in between pass for the database alone.
    pub(super) fn compact(&mut self) {
        self.compactions += 1;
        let now_ms = self.now_ms + self.compactions * GONE_DAYS * DAY_MS;
        let compacted = block_on(Hub::new(self.server.data()).compact(now_ms));
        compacted.expect("a sound database");
    }

    pub(super) fn keep_backup(&mut self) {
        self.backup = block_on(self.server.backup(self.now_ms));
    }
}
