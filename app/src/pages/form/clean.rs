//! What was typed, as it is stored.

use domain::kinds::{customer, vehicle};
use domain::schema::{Field, FieldKind, Kind};
use domain::{phone, plate};
use serde_json::Value;
use sync::record::Fields;

use super::text::field_at;

/// The value at a path of a change: trimmed, numbers in their stored notation, blank ones away.
pub fn clean(kind: &'static Kind, path: &str, value: &Value) -> Value {
    let field = field_at(kind, path);
    match (value, field.map(|field| field.kind)) {
        (Value::Object(entry), Some(FieldKind::Map(members))) => {
            clean_entry(kind, path, entry, members)
        }
        (Value::String(text), _) => clean_text(kind, path, text, field),
        _ => value.clone(),
    }
}

fn clean_entry(kind: &'static Kind, path: &str, entry: &Fields, members: &[Field]) -> Value {
    let mut cleaned = Fields::new();
    for (name, value) in entry {
        let known = members.iter().any(|member| member.name == name);
        let value = if known {
            clean(kind, &format!("{path}/{name}"), value)
        } else {
            value.clone()
        };
        if !value.is_null() {
            cleaned.insert(name.clone(), value);
        }
    }
    if cleaned.is_empty() {
        Value::Null
    } else {
        Value::Object(cleaned)
    }
}

fn clean_text(kind: &Kind, path: &str, text: &str, field: Option<&Field>) -> Value {
    let text = text.trim();
    if text.is_empty() {
        return Value::Null;
    }
    let is_line = field.is_some_and(|field| matches!(field.kind, FieldKind::Text(_)));
    let cleaned = if is_phone(kind, path) {
        phone::normalise(text).unwrap_or_else(|| text.to_owned())
    } else if kind.name == vehicle::KIND && path == vehicle::PLATE {
        plate::normalise(text)
    } else if is_line {
        // Pasted tabs and line ends do not belong into one line.
        text.replace(char::is_control, " ")
    } else {
        text.to_owned()
    };
    Value::String(cleaned)
}

/// Whether the value at a path is a telephone number.
pub fn is_phone(kind: &Kind, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    kind.name == customer::KIND
        && matches!(
            parts.as_slice(),
            [customer::PHONES, _, customer::NUMBER] | [customer::CONTACTS, _, "phone"]
        )
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use domain::kinds::{customer, vehicle};
    use domain::schema::Kind;
    use serde_json::{Value, json};

    use super::clean;

    fn check(kind: &'static Kind, path: &str, typed: Value, expected: Value) {
        assert_eq!(clean(kind, path, &typed), expected, "{path}");
    }

    #[test]
    fn values_as_stored() {
        let customer = &customer::CUSTOMER;
        check(customer, "name", json!("  Siti "), json!("Siti"));
        check(customer, "name", json!("Siti\tR"), json!("Siti R"));
        check(customer, "note", json!(" a\nb "), json!("a\nb"));
        check(customer, "email", json!(" "), Value::Null);
        check(
            customer,
            "phones/a",
            json!({"number": "0812 4410 2201", "label": ""}),
            json!({"number": "+6281244102201"}),
        );
        check(customer, "phones/a", json!({"number": " "}), Value::Null);
        check(
            customer,
            "phones/a",
            json!({"number": "12"}),
            json!({"number": "12"}),
        );
        check(
            &vehicle::VEHICLE,
            "plate",
            json!("dd5501ak"),
            json!("DD 5501 AK"),
        );
    }
}
