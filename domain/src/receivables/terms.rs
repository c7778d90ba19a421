//! When an invoice is due.

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value};

use crate::kinds::{customer, settings};
use crate::read;

/// The last day on which an invoice of this day is paid in time: after the customer's days, or
/// else the company's.
pub fn due_on(
    issued_on: NaiveDate,
    customer: &Map<String, Value>,
    settings: &Map<String, Value>,
) -> NaiveDate {
    let days = read::int(customer, customer::TERMS_DAYS)
        .or_else(|| read::int(settings, settings::TERMS_DAYS))
        .unwrap_or(settings::DEFAULT_TERMS_DAYS);
    issued_on
        .checked_add_days(Days::new(u64::try_from(days).unwrap_or(0)))
        .unwrap_or(issued_on)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::due_on;
    use crate::receivables::samples::day;

    #[test]
    fn days_of_customer_company_or_nobody() {
        let check = |customer: Value, settings: Value, expected| {
            let object = |value: &Value| value.as_object().expect("object").clone();
            let found = due_on(day(10), &object(&customer), &object(&settings));
            assert_eq!(found, day(expected), "{customer} {settings}");
        };
        check(json!({}), json!({}), 40);
        check(json!({}), json!({"terms_days": 14}), 24);
        check(json!({"terms_days": 0}), json!({"terms_days": 14}), 10);
    }
}
