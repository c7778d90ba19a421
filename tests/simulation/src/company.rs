//! The company that every schedule starts with.

use serde_json::{Value, json};
use sync::record::Fields;

/// Ids of the branches.
pub const BRANCHES: [&str; 3] = ["branch-mks", "branch-sby", "branch-jkt"];

/// One staff member.
pub struct Person {
    /// Id of the staff record.
    pub id: &'static str,
    role: &'static str,
    branches: &'static [&'static str],
}

/// Everybody who works in it.
pub const PEOPLE: [Person; 6] = [
    Person {
        id: "admin",
        role: "administrator",
        branches: &[],
    },
    Person {
        id: "office",
        role: "head_office",
        branches: &[],
    },
    Person {
        id: "head-mks",
        role: "branch_head",
        branches: &["branch-mks"],
    },
    Person {
        id: "rina",
        role: "staff",
        branches: &["branch-mks"],
    },
    Person {
        id: "budi",
        role: "staff",
        branches: &["branch-mks", "branch-sby"],
    },
    Person {
        id: "head-sby",
        role: "branch_head",
        branches: &["branch-sby"],
    },
];

/// The administrator, whose rights never change.
pub const ADMIN: &str = "admin";

/// Kind, id, home branch and fields of a record that the server makes itself.
pub type Founded = (&'static str, String, Option<&'static str>, Fields);

/// Every record that is there from the start.
pub fn records() -> Vec<Founded> {
    let branches = BRANCHES
        .iter()
        .zip(["MKS", "SBY", "JKT"])
        .map(|(id, code)| {
            let fields =
                json!({"name": code, "code": code, "time_zone": "Asia/Makassar", "active": true});
            ("branch", (*id).to_owned(), None, object(fields))
        });
    let staff = PEOPLE.iter().map(|person| {
        let fields = json!({
            "name": person.id,
            "email": format!("{}@contoh.id", person.id),
            "role": person.role,
            "branches": set(person.branches),
            "active": true,
        });
        ("staff", person.id.to_owned(), None, object(fields))
    });
    branches.chain(staff).collect()
}

/// A set of ids as fields hold it.
pub fn set(ids: &[&str]) -> Value {
    ids.iter()
        .map(|id| ((*id).to_owned(), Value::Bool(true)))
        .collect::<Fields>()
        .into()
}

/// The members of a JSON object.
pub fn object(value: Value) -> Fields {
    match value {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}
