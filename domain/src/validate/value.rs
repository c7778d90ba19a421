//! Checks of one value against its field.

use chrono::NaiveDate;
use serde_json::Value;

use super::ProblemCode;
use crate::schema::{Field, FieldKind, Kind, WHOLE};

/// Greatest magnitude that a JavaScript number holds exactly.
const MAX_INTEGER: i64 = 1 << 53;
/// Longest id or key.
const MAX_ID: usize = 64;

/// Checks the value of a whole field; `Null` stands for none.
pub fn check_value(field: &Field, value: &Value) -> Result<(), ProblemCode> {
    if is_blank(value) {
        return if field.required {
            Err(ProblemCode::Required)
        } else {
            check_blank(field, value)
        };
    }
    match field.kind {
        FieldKind::Text(most) => check_text(value, most, |_| false),
        FieldKind::Note(most) => check_text(value, most, |c| matches!(c, '\n' | '\t')),
        FieldKind::Flag => value.as_bool().map(drop).ok_or(ProblemCode::WrongType),
        FieldKind::Int(least, most) => check_int(value, least, most),
        FieldKind::Instant | FieldKind::UnitPrice => check_int(value, 0, MAX_INTEGER),
        FieldKind::Amount | FieldKind::Quantity => check_int(value, -MAX_INTEGER, MAX_INTEGER),
        FieldKind::Percent => check_int(value, 0, WHOLE),
        FieldKind::Date => check_date(value),
        FieldKind::Choice(words) => check_choice(value, words),
        FieldKind::Ref(_) => check_id(value),
        FieldKind::Map(entry) => check_map(value, field.most, |value| check_entry(entry, value)),
        FieldKind::Set => check_map(value, field.most, check_member),
    }
}

/// Checks the value at a path of a kind: a field, or an entry of a keyed map.
pub fn check_path(kind: &Kind, path: &str, value: &Value) -> Result<(), ProblemCode> {
    let (name, key) = match path.split_once('/') {
        None => (path, None),
        Some((name, key)) => (name, Some(key)),
    };
    let field = kind.field(name).ok_or(ProblemCode::FieldUnknown)?;
    let Some(key) = key else {
        return check_value(field, value);
    };
    check_key(key)?;
    match field.kind {
        FieldKind::Map(_) | FieldKind::Set if value.is_null() => Ok(()),
        FieldKind::Map(entry) => check_entry(entry, value),
        FieldKind::Set => check_member(value),
        _ => Err(ProblemCode::FieldUnknown),
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn check_blank(field: &Field, value: &Value) -> Result<(), ProblemCode> {
    match (field.kind, value) {
        (_, Value::Null) => Ok(()),
        (FieldKind::Text(most), _) => check_text(value, most, |_| false),
        (FieldKind::Note(most), _) => check_text(value, most, |c| matches!(c, '\n' | '\t')),
        _ => Err(ProblemCode::WrongType),
    }
}

fn check_text(value: &Value, most: usize, allowed: fn(char) -> bool) -> Result<(), ProblemCode> {
    let text = value.as_str().ok_or(ProblemCode::WrongType)?;
    if text.chars().any(|c| c.is_control() && !allowed(c)) {
        return Err(ProblemCode::ControlCharacter);
    }
    if text.chars().count() > most {
        Err(ProblemCode::TooLong)
    } else {
        Ok(())
    }
}

fn check_int(value: &Value, least: i64, most: i64) -> Result<(), ProblemCode> {
    let number = value.as_number().ok_or(ProblemCode::WrongType)?;
    let Some(number) = number.as_i64() else {
        let whole = number.as_u64().is_some();
        return Err(if whole {
            ProblemCode::OutOfRange
        } else {
            ProblemCode::WrongType
        });
    };
    let range = least.max(-MAX_INTEGER)..=most.min(MAX_INTEGER);
    if range.contains(&number) {
        Ok(())
    } else {
        Err(ProblemCode::OutOfRange)
    }
}

fn check_date(value: &Value) -> Result<(), ProblemCode> {
    let text = value.as_str().ok_or(ProblemCode::WrongType)?;
    // Chrono also reads `2026-1-5`, which would not sort.
    if text.len() != 10 {
        return Err(ProblemCode::NotADate);
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map(drop)
        .map_err(|_| ProblemCode::NotADate)
}

fn check_choice(value: &Value, words: &[&str]) -> Result<(), ProblemCode> {
    let word = value.as_str().ok_or(ProblemCode::WrongType)?;
    if words.contains(&word) {
        Ok(())
    } else {
        Err(ProblemCode::NotAChoice)
    }
}

fn check_id(value: &Value) -> Result<(), ProblemCode> {
    check_key(value.as_str().ok_or(ProblemCode::WrongType)?)
}

pub(super) fn check_key(key: &str) -> Result<(), ProblemCode> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let sound = !key.is_empty() && key.len() <= MAX_ID && key.bytes().all(allowed);
    if sound {
        Ok(())
    } else {
        Err(ProblemCode::NotAnId)
    }
}

fn check_map(
    value: &Value,
    most: usize,
    check: impl Fn(&Value) -> Result<(), ProblemCode>,
) -> Result<(), ProblemCode> {
    let map = value.as_object().ok_or(ProblemCode::WrongType)?;
    if map.len() > most {
        return Err(ProblemCode::TooMany);
    }
    map.iter()
        .try_for_each(|(key, value)| check_key(key).and_then(|()| check(value)))
}

fn check_member(value: &Value) -> Result<(), ProblemCode> {
    if *value == Value::Bool(true) {
        Ok(())
    } else {
        Err(ProblemCode::WrongType)
    }
}

fn check_entry(fields: &[Field], value: &Value) -> Result<(), ProblemCode> {
    let values = value.as_object().ok_or(ProblemCode::WrongType)?;
    if values
        .keys()
        .any(|name| fields.iter().all(|field| field.name != name))
    {
        return Err(ProblemCode::FieldUnknown);
    }
    fields
        .iter()
        .try_for_each(|field| check_value(field, values.get(field.name).unwrap_or(&Value::Null)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::check_path;
    use crate::kinds::{customer, interaction, order, product, settings, staff, vehicle};
    use crate::schema::Kind;

    fn check(kind: &Kind, path: &str, value: Value, expected: &str) {
        let found = check_path(kind, path, &value)
            .err()
            .map_or("", |code| code.as_str());
        assert_eq!(found, expected, "{path} {value}");
    }

    #[test]
    fn texts() {
        let kind = &customer::CUSTOMER;
        check(kind, "name", json!("Siti"), "");
        check(kind, "name", json!("  "), "required");
        check(kind, "name", Value::Null, "required");
        check(kind, "name", json!(7), "wrong_type");
        check(kind, "name", json!("a".repeat(160)), "");
        check(kind, "name", json!("é".repeat(161)), "too_long");
        check(kind, "name", json!("a\u{0}b"), "control_character");
        check(kind, "name", json!("a\nb"), "control_character");
        check(kind, "hobbies", json!("\u{7}"), "control_character");
        check(kind, "hobbies", json!(""), "");
        check(kind, "hobbies", Value::Null, "");
        check(kind, "note", json!("a\nb\tc"), "");
        check(kind, "nosuch", json!("a"), "field_unknown");
    }

    #[test]
    fn numbers() {
        check(&vehicle::VEHICLE, "year", json!(2022), "");
        check(&vehicle::VEHICLE, "year", json!(1899), "out_of_range");
        check(&vehicle::VEHICLE, "year", json!(2022.5), "wrong_type");
        check(&vehicle::VEHICLE, "year", json!("2022"), "wrong_type");
        check(
            &interaction::INTERACTION,
            "happened_at",
            json!(1_i64 << 53),
            "",
        );
        check(
            &interaction::INTERACTION,
            "happened_at",
            json!((1_i64 << 53) + 1),
            "out_of_range",
        );
        check(
            &interaction::INTERACTION,
            "happened_at",
            json!(u64::MAX),
            "out_of_range",
        );
        check(
            &interaction::INTERACTION,
            "happened_at",
            json!(-1),
            "out_of_range",
        );
        check(
            &settings::SETTINGS,
            "active_months",
            json!(0),
            "out_of_range",
        );
    }

    #[test]
    fn money_and_shares() {
        let most = 1_i64 << 53;
        let customer = &customer::CUSTOMER;
        check(customer, "credit_limit", json!(most), "");
        check(customer, "credit_limit", json!(-most), "");
        check(customer, "credit_limit", json!(most + 1), "out_of_range");
        check(customer, "credit_limit", json!(1.5), "wrong_type");
        check(customer, "credit_limit", json!("1"), "wrong_type");
        let price = |price: Value| json!({ "price": price });
        let product = &product::PRODUCT;
        check(product, "prices/list", price(json!(most)), "");
        check(product, "prices/list", price(json!(-1)), "out_of_range");
        check(product, "prices/list", price(Value::Null), "required");
        let settings = &settings::SETTINGS;
        check(settings, "near_limit", json!(10_000), "");
        check(settings, "near_limit", json!(10_001), "out_of_range");
        check(settings, "near_limit", json!(-1), "out_of_range");
        let line = |quantity: i64| json!({"code": "A", "quantity": quantity, "price": 1});
        check(&order::ORDER, "lines/k1", line(-most), "");
        check(&order::ORDER, "lines/k1", line(most + 1), "out_of_range");
    }

    #[test]
    fn dates_choices_references() {
        let kind = &customer::CUSTOMER;
        check(kind, "birthday", json!("2024-02-29"), "");
        check(kind, "birthday", json!("2023-02-29"), "not_a_date");
        check(kind, "birthday", json!("2023-2-9"), "not_a_date");
        check(kind, "birthday", json!("29/02/2024"), "not_a_date");
        check(kind, "form", json!("person"), "");
        check(kind, "form", json!("robot"), "not_a_choice");
        check(kind, "owner", json!("018f-aa"), "");
        check(kind, "owner", json!("a b"), "not_an_id");
        check(kind, "owner", json!(""), "wrong_type");
        check(kind, "troubled", json!(true), "");
        check(kind, "troubled", json!("true"), "wrong_type");
    }

    #[test]
    fn keyed_maps() {
        let kind = &customer::CUSTOMER;
        check(kind, "phones/k1", json!({"number": "+628"}), "");
        check(kind, "phones/k1", Value::Null, "");
        check(kind, "phones/k1", json!({"label": "Rumah"}), "required");
        check(
            kind,
            "phones/k1",
            json!({"number": "1", "x": 1}),
            "field_unknown",
        );
        check(kind, "phones/k1", json!("+628"), "wrong_type");
        check(kind, "phones/", json!({"number": "+628"}), "not_an_id");
        check(kind, "phones/a/b", json!({"number": "+628"}), "not_an_id");
        check(kind, "phones", json!({"k1": {"number": "+628"}}), "");
        check(kind, "phones", json!([]), "wrong_type");
        check(kind, "name/k1", json!("a"), "field_unknown");
        check(&staff::STAFF, "branches/b1", json!(true), "");
        check(&staff::STAFF, "branches/b1", json!(false), "wrong_type");
        check(&staff::STAFF, "branches", json!({"b1": true}), "");
    }

    #[test]
    fn too_many_entries() {
        let members =
            |count| -> Value { (0..count).map(|n| (format!("b{n}"), json!(true))).collect() };
        check(&staff::STAFF, "branches", members(200), "");
        check(&staff::STAFF, "branches", members(201), "too_many");
        let line = json!({"code": "A", "quantity": 1, "price": 1});
        let lines = |count| -> Value {
            (0..count)
                .map(|n| (format!("l{n}"), line.clone()))
                .collect()
        };
        check(&order::ORDER, "lines", lines(1_200), "");
        check(&order::ORDER, "lines", lines(1_201), "too_many");
    }
}
