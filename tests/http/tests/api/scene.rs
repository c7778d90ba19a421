//! Rina, who works in one branch, and what lies in another.

use http_tests::{Device, new_id};
use serde_json::{Value, json};

use crate::untouched::untouched;

/// Code of Rina's branch.
pub const OWN: &str = "MKS";

pub struct Scene {
    pub rina: Device,
    pub own: String,
    pub other: String,
    /// A customer of another branch.
    pub hidden: String,
}

impl Scene {
    pub fn new() -> Self {
        let mut rina = Device::of("rina@contoh.id");
        let company = rina.pull_feed("company");
        let own = company
            .into_iter()
            .find(|(_, record)| record["k"] == "branch" && record["f"]["code"] == OWN);
        Self {
            rina,
            own: own.map(|(id, _)| id).expect("a branch"),
            other: untouched().branch.clone(),
            hidden: untouched().records["customer"].clone(),
        }
    }

    /// A customer that Rina has just made.
    pub fn customer(&mut self) -> String {
        let id = new_id();
        let with = json!({ "home": self.own, "fields": person("Daeng Baso") });
        let change = self.rina.change("create", "customer", &id, with);
        assert_eq!(self.rina.push_one(change), "");
        id
    }

    /// The code with which a change is refused.
    #[track_caller]
    pub fn refused(&mut self, op: &str, kind: &str, record: &str, with: Value, code: &str) {
        let change = self.rina.change(op, kind, record, with);
        assert_eq!(self.rina.push_one(change.clone()), code, "{change}");
    }
}

pub fn person(name: &str) -> Value {
    json!({ "form": "person", "name": name })
}
