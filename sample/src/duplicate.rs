//! Customers that were recorded twice: another spelling of the name, the same phone.

use serde_json::{Value, json};

use crate::Seed;

/// How many customers lie between one that is recorded twice and the next.
pub const EVERY: usize = 60;

/// Particulars of the second record of this customer.
pub fn twin(customer: &Seed) -> Option<Value> {
    let name = customer.fields.get("name")?.as_str()?;
    let phone = customer.fields.get("phones")?.get("p1")?.get("number")?;
    let other = match customer.fields.get("form")?.as_str()? {
        "person" => abbreviated(name),
        _ => name.to_uppercase(),
    };
    let form = customer.fields.get("form")?;
    Some(json!({"form": form, "name": other, "phones": {"p1": {"number": phone}}}))
}

/// `Siti R.` for Siti Rahmawati.
fn abbreviated(name: &str) -> String {
    match name.split_once(' ') {
        Some((given, family)) => {
            format!("{given} {}.", family.chars().next().unwrap_or_default())
        }
        None => format!("{name} (2)"),
    }
}
