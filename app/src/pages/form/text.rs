//! Between the text of an input and the value of a field.

use domain::schema::{Field, FieldKind, Kind};
use serde_json::Value;

use crate::i18n::zone;

/// The kind of values at a path such as `name`, `phones/k1` or `phones/k1/number`. Paths of the
/// form's own are plain text.
pub fn field_at(kind: &'static Kind, path: &str) -> Option<&'static Field> {
    let mut parts = path.split('/');
    let field = kind.field(parts.next()?)?;
    match (parts.nth(1), field.kind) {
        (None, _) => Some(field),
        (Some(member), FieldKind::Map(entry)) => entry.iter().find(|other| other.name == member),
        (Some(_), _) => None,
    }
}

/// What an input shows for a value; moments are read off a clock in the time zone `at`.
pub fn to_text(kind: Option<FieldKind>, value: &Value, at: &str) -> String {
    match (kind, value) {
        (Some(FieldKind::Instant), Value::Number(ms)) => ms
            .as_i64()
            .map(|ms| zone::to_input(ms, at))
            .unwrap_or_default(),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Bool(true)) => "true".to_owned(),
        (_, Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The value for the text of an input in the time zone `at`. Text that cannot be read stays text, so that nothing is
/// lost and the check finds it.
pub fn to_value(kind: Option<FieldKind>, text: &str, at: &str) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    let read = match kind {
        Some(FieldKind::Flag) => {
            return if text == "true" {
                Value::Bool(true)
            } else {
                Value::Null
            };
        }
        Some(FieldKind::Int(..)) => text.trim().parse::<i64>().ok(),
        Some(FieldKind::Instant) => zone::from_input(text, at),
        _ => None,
    };
    read.map_or_else(|| Value::String(text.to_owned()), Value::from)
}
