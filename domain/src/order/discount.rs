//! Which discounts a role may give.

use serde_json::{Map, Value};

use super::Line;
use crate::access::Role;
use crate::kinds::settings::{MAX_DISCOUNT_PERCENT, MAX_DISCOUNTS};
use crate::money::{Percent, UnitPrice};
use crate::schema::WHOLE;

/// Whether the company lets this role give a discount. A role for which nothing was decided may
/// give any.
pub fn may_discount(role: Role, settings: &Map<String, Value>, given: Percent) -> bool {
    max_discount(role, settings).is_none_or(|most| given <= most)
}

/// What a line takes off the list price, all together, rounded up to a hundredth of a percent:
/// `1 - price * (1 - discount) / list`. Selling above the list price takes nothing off; what is
/// free takes off everything; without a list price only the discount counts. Where neither price
/// is known to be more than nothing there is nothing to take off, so that what was imported as
/// free of charge is not taken for a discount that somebody gave.
pub fn effective_discount(line: &Line, list: Option<UnitPrice>) -> Percent {
    let whole = i128::from(WHOLE);
    let list = list.filter(|list| list.0 > 0).unwrap_or(line.price);
    if list.0 <= 0 {
        return line.discount;
    }
    if line.free {
        return Percent(WHOLE);
    }
    let paid = i128::from(line.price.0) * (whole - i128::from(line.discount.0));
    let share = paid / i128::from(list.0);
    Percent(i64::try_from(whole - share).unwrap_or(0).max(0))
}

fn max_discount(role: Role, settings: &Map<String, Value>) -> Option<Percent> {
    let entry = settings.get(MAX_DISCOUNTS)?.get(role.as_str())?;
    entry.get(MAX_DISCOUNT_PERCENT)?.as_i64().map(Percent)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{effective_discount, may_discount};
    use crate::access::Role;
    use crate::money::{Percent, UnitPrice};
    use crate::order::Line;

    #[test]
    fn limits_of_roles() {
        let check = |role, given, expected| {
            let settings = json!({"max_discounts": {"staff": {"percent": 500}}});
            let settings = settings.as_object().expect("object");
            let found = may_discount(role, settings, Percent(given));
            assert_eq!(found, expected, "{role:?} {given}");
        };
        check(Role::Staff, 500, true);
        check(Role::Staff, 501, false);
        check(Role::Supervisor, 10_000, true);
    }

    #[test]
    fn what_lines_take_off() {
        let check = |extra: Value, list: Option<i64>, expected| {
            let mut line = json!({"code": "A", "quantity": 1_000, "price": 90_000});
            let more = extra.as_object().expect("object").clone();
            line.as_object_mut().expect("object").extend(more);
            let line = Line::read("k", &line).expect("a whole line");
            let found = effective_discount(&line, list.map(UnitPrice));
            assert_eq!(found, Percent(expected), "{line:?} {list:?}");
        };
        check(json!({}), None, 0);
        check(json!({"discount": 500}), None, 500);
        check(json!({}), Some(90_000), 0);
        check(json!({}), Some(100_000), 1_000);
        check(json!({"discount": 500}), Some(100_000), 1_450);
        check(json!({}), Some(80_000), 0);
        check(json!({}), Some(99_999), 1_000);
        check(json!({"free": true}), Some(100_000), 10_000);
        check(json!({"price": 0}), Some(100_000), 10_000);
        check(json!({"price": 0}), None, 0);
        check(json!({"free": true}), None, 10_000);
        check(json!({"free": true, "price": 0}), Some(100_000), 10_000);
        check(json!({"free": true, "price": 0}), None, 0);
        check(json!({"free": true, "price": 0}), Some(0), 0);
    }
}
