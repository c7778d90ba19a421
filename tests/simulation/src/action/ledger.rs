//! Orders, and what is written once: invoices and payments.

use serde_json::{Value, json};
use sync::change::Op;
use sync::replica::Edit;

use crate::company;
use crate::world::World;

const DAY: &str = "2026-11-27";

impl World {
    pub(super) fn create_order(&mut self, at: usize) {
        if let Some(customer) = self.visible(at, |record| record.kind == "customer") {
            let edit = self.order_of(&customer.id);
            self.commit(at, &[edit]);
        }
    }

    pub(super) fn order_of(&mut self, customer: &str) -> Edit {
        let id = self.fresh("order");
        let fields = json!({
            "customer": customer, "type": "sale", "state": "ordered", "ordered_on": DAY,
            "currency": "IDR", "note": self.fresh("note"), "lines": {"k0": self.line()},
        });
        Edit::new(Op::Create { home: None }, "order", &id).with(company::object(fields))
    }

    pub(super) fn line(&mut self) -> Value {
        json!({
            "code": "OLI-1", "name": self.fresh("name"), "price": 650_000_000,
            "quantity": self.rng.u32(1..9) * 1_000,
        })
    }

    /// Enters an invoice or a payment, or takes a payment back.
    pub(super) fn enter(&mut self, at: usize) {
        let kinds = ["customer", "invoice", "payment"];
        let Some(record) = self.visible(at, |record| kinds.contains(&record.kind.as_str())) else {
            return;
        };
        let edit = match record.kind.as_str() {
            "customer" => self.invoice_of(&record.id),
            "invoice" => self.payment(record.text("customer"), json!({"invoice": record.id})),
            _ => self.payment(record.text("customer"), json!({"reverses": record.id})),
        };
        self.commit(at, &[edit]);
    }

    fn invoice_of(&mut self, customer: &str) -> Edit {
        let fields = json!({
            "customer": customer, "type": "sale", "issued_on": DAY, "due_on": DAY,
            "amount": self.rng.u32(1..1_000_000), "currency": "IDR", "note": self.fresh("note"),
        });
        let id = self.fresh("invoice");
        Edit::new(Op::Create { home: None }, "invoice", &id).with(company::object(fields))
    }

    fn payment(&mut self, customer: &str, extra: Value) -> Edit {
        let word = ["payment", "payment", "write_off"][self.rng.usize(..3)];
        let mut fields = company::object(json!({
            "customer": customer, "type": word, "paid_on": DAY, "currency": "IDR",
            "amount": self.rng.u32(1..1_000_000), "note": self.fresh("note"),
        }));
        fields.extend(company::object(extra));
        let id = self.fresh("payment");
        Edit::new(Op::Create { home: None }, "payment", &id).with(fields)
    }
}
