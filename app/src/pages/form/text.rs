//! Between the text of an input and the value of a field.

use domain::money::{
    Currency, PERCENT_DECIMALS, PRICE_DECIMALS, QUANTITY_DECIMALS, format_decimal, parse_decimal,
};
use domain::schema::{Field, FieldKind, Kind};
use serde_json::Value;

use crate::i18n::{format, zone};

/// How values are written in the inputs of a form.
#[derive(Debug, Clone)]
pub struct Notation {
    /// Time zone of the clock that moments are read off.
    pub zone: String,
    /// Currency of amounts.
    pub currency: Currency,
}

impl Notation {
    /// Decimals that are stored of a number of this kind; none for what is no scaled number.
    fn decimals(&self, kind: FieldKind) -> Option<u32> {
        match kind {
            FieldKind::Amount => Some(self.currency.decimals()),
            FieldKind::UnitPrice => Some(PRICE_DECIMALS),
            FieldKind::Quantity => Some(QUANTITY_DECIMALS),
            FieldKind::Percent => Some(PERCENT_DECIMALS),
            _ => None,
        }
    }
}

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

/// What an input shows for a value.
pub fn to_text(kind: Option<FieldKind>, value: &Value, notation: &Notation) -> String {
    let decimals = kind.and_then(|kind| notation.decimals(kind));
    if let (Some(decimals), Some(scaled)) = (decimals, value.as_i64()) {
        return format_decimal(scaled, format::decimal_separator(), decimals);
    }
    match (kind, value) {
        (Some(FieldKind::Instant), Value::Number(ms)) => ms
            .as_i64()
            .map(|ms| zone::to_input(ms, &notation.zone))
            .unwrap_or_default(),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Bool(true)) => "true".to_owned(),
        (_, Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The value for the text of an input. Text that cannot be read stays text, so that nothing is
/// lost and the check finds it.
pub fn to_value(kind: Option<FieldKind>, text: &str, notation: &Notation) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    let decimals = kind.and_then(|kind| notation.decimals(kind));
    let read = match kind {
        _ if decimals.is_some() => decimals
            .and_then(|decimals| parse_decimal(text, format::decimal_separator(), decimals).ok()),
        Some(FieldKind::Flag) => {
            return if text == "true" {
                Value::Bool(true)
            } else {
                Value::Null
            };
        }
        Some(FieldKind::Int(..)) => text.trim().parse::<i64>().ok(),
        Some(FieldKind::Instant) => zone::from_input(text, &notation.zone),
        _ => None,
    };
    read.map_or_else(|| Value::String(text.to_owned()), Value::from)
}
