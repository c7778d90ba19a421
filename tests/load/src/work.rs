//! What people type: customers of their own and others of the branch, what was said with them. Every
//! change carries a mark by which it is found again.

use domain::kinds::{customer, interaction};
use futures::executor::block_on;
use http_tests::new_id;
use serde_json::{Value, json};
use sync::change::Op;
use sync::record::Fields;
use sync::replica::Edit;

use crate::clock::now_ms;
use crate::device::Device;
use crate::people::Customer;

/// Begins every mark.
pub const MARK: &str = "beban-";
/// Length of a mark.
pub const MARK_LEN: usize = MARK.len() + 7 + 1 + 5;

/// What was typed on one device.
#[derive(Debug, Default)]
pub struct Work {
    /// A mark for each change, in order.
    pub marks: Vec<String>,
    /// The customer that was entered last.
    own: String,
}

impl Device {
    /// Types `count` changes, of which two of five concern customers on whom others work as well.
    pub fn write(&mut self, count: usize, customers: &[Customer]) {
        for _ in 0..count {
            let at = self.rng.usize(..customers.len());
            let edit = self.next_edit(&customers[at]);
            let saved = block_on(self.replica.commit(&[edit], now_ms()));
            saved.expect("a sound store and a record in sight");
        }
    }

    fn next_edit(&mut self, other: &Customer) -> Edit {
        let replica = self.replica.meta().replica.unwrap_or_default();
        let turn = self.work.marks.len();
        let mark = format!("{MARK}{replica:07}-{turn:05}");
        let own = self.work.own.clone();
        self.work.marks.push(mark.clone());
        match turn % 5 {
            0 => {
                self.work.own = new_id();
                new_customer(&self.work.own, other, &mark)
            }
            1 => new_interaction(&own, &mark),
            2 => set(&own, customer::NOTE.to_owned(), mark.into()),
            3 => set(
                &other.id,
                format!("contacts/{mark}"),
                json!({ "name": mark }),
            ),
            _ => new_interaction(&other.id, &mark),
        }
    }
}

/// In the branch of the other one.
fn new_customer(id: &str, other: &Customer, mark: &str) -> Edit {
    let home = Some(other.home.clone());
    let phones = json!({ "p1": { "number": "081234567890" } });
    let fields = json!({ "form": "person", "name": mark, "phones": phones, "channel": "end_user" });
    Edit::new(Op::Create { home }, customer::KIND, id).with(object(fields))
}

fn new_interaction(customer: &str, mark: &str) -> Edit {
    let fields = json!({
        "customer": customer, "touch_point": "face_to_face", "direction": "in",
        "subject": mark, "outcome": "interested", "happened_at": now_ms(),
        "note": "Menanyakan harga dan ketersediaan suku cadang, akan datang lagi pekan depan.",
    });
    Edit::new(Op::Create { home: None }, interaction::KIND, &new_id()).with(object(fields))
}

fn set(customer: &str, path: String, value: Value) -> Edit {
    let fields = Fields::from_iter([(path, value)]);
    Edit::new(Op::Set, customer::KIND, customer).with(fields)
}

fn object(value: Value) -> Fields {
    match value {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}
