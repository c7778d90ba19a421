//! What two records of the same customer have in common.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::kinds::{customer, vehicle};
use crate::{phone, plate};

/// Keys of a customer's phones: customers that share one are shown before saving.
pub fn phone_keys(customer: &Map<String, Value>) -> BTreeSet<String> {
    let own = entries(customer, customer::PHONES).filter_map(|entry| text(entry, customer::NUMBER));
    let contacts = entries(customer, customer::CONTACTS).filter_map(|entry| text(entry, "phone"));
    own.chain(contacts).filter_map(phone_key).collect()
}

/// Key of one phone number in any notation.
pub fn phone_key(number: &str) -> Option<String> {
    phone::normalise(number).map(|number| format!("phone:{number}"))
}

/// Key of a vehicle's plate.
pub fn plate_key(vehicle: &Map<String, Value>) -> Option<String> {
    let key = plate::key(text(vehicle, vehicle::PLATE)?);
    (key.len() > 1).then(|| format!("plate:{key}"))
}

fn entries<'a>(
    fields: &'a Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'a Map<String, Value>> {
    let map = fields.get(name).and_then(Value::as_object);
    map.into_iter()
        .flat_map(|map| map.values())
        .filter_map(Value::as_object)
}

fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    fields.get(name).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{phone_keys, plate_key};

    #[test]
    fn phones_in_any_notation() {
        let fields = json!({
            "phones": {"a": {"number": "0812-4410-2201"}, "b": {"number": "+62 812 4410 2201"}, "c": {"number": "?"}},
            "contacts": {"d": {"name": "Budi", "phone": "(0411) 872113"}, "e": {"name": "Ani"}},
        });
        let keys: Vec<_> = phone_keys(fields.as_object().expect("object"))
            .into_iter()
            .collect();
        assert_eq!(keys, ["phone:+62411872113", "phone:+6281244102201"]);
    }

    #[test]
    fn plates_in_any_notation() {
        let check = |plate: &str, expected: Option<&str>| {
            let fields = json!({"plate": plate});
            let found = plate_key(fields.as_object().expect("object"));
            assert_eq!(found.as_deref(), expected, "{plate}");
        };
        check("dd 5501-ak", Some("plate:DD5501AK"));
        check("DD5501AK", Some("plate:DD5501AK"));
        check("-", None);
    }
}
