//! Values of a record as the rules take them. What a field would not hold reads as absent.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::money::{Amount, Currency};

/// A text that is not blank, without blanks around it.
pub(crate) fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    let text = fields.get(name)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// A whole number.
pub(crate) fn int(fields: &Map<String, Value>, name: &str) -> Option<i64> {
    fields.get(name)?.as_i64()
}

/// A flag; absent means false.
pub(crate) fn flag(fields: &Map<String, Value>, name: &str) -> bool {
    fields.get(name) == Some(&Value::Bool(true))
}

/// A day.
pub(crate) fn date(fields: &Map<String, Value>, name: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text(fields, name)?, "%Y-%m-%d").ok()
}

/// A currency.
pub(crate) fn currency(fields: &Map<String, Value>, name: &str) -> Option<Currency> {
    Currency::from_word(text(fields, name)?)
}

/// An amount of more than nothing.
pub(crate) fn positive(fields: &Map<String, Value>, name: &str) -> Option<Amount> {
    let amount = int(fields, name)?;
    (amount > 0).then_some(Amount(amount))
}
