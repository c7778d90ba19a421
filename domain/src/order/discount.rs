//! Which discounts a role may give.

use serde_json::{Map, Value};

use super::Line;
use crate::access::Role;
use crate::kinds::settings::{MAX_DISCOUNT_PERCENT, MAX_DISCOUNTS};
use crate::money::Percent;
use crate::schema::WHOLE;

/// Whether a line has no greater discount than the company lets this role give. A role for which
/// nothing was decided may give any, and what is free has a discount of the whole.
pub fn within_discount_limit(role: Role, settings: &Map<String, Value>, line: &Line) -> bool {
    let given = if line.free {
        Percent(WHOLE)
    } else {
        line.discount
    };
    max_discount(role, settings).is_none_or(|most| given <= most)
}

fn max_discount(role: Role, settings: &Map<String, Value>) -> Option<Percent> {
    let entry = settings.get(MAX_DISCOUNTS)?.get(role.as_str())?;
    entry.get(MAX_DISCOUNT_PERCENT)?.as_i64().map(Percent)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::within_discount_limit;
    use crate::access::Role;
    use crate::order::Line;

    #[test]
    fn limits_of_roles() {
        let check = |role, discount: i64, free: bool, expected| {
            let line =
                json!({"code": "A", "quantity": 1, "price": 1, "discount": discount, "free": free});
            let line = Line::read("k1", &line).expect("a whole line");
            let settings = json!({"max_discounts": {"staff": {"percent": 500}}});
            let found = within_discount_limit(role, settings.as_object().expect("object"), &line);
            assert_eq!(found, expected, "{role:?} {discount}");
        };
        check(Role::Staff, 500, false, true);
        check(Role::Staff, 501, false, false);
        check(Role::Staff, 0, true, false);
        check(Role::Supervisor, 0, true, true);
        check(Role::Supervisor, 10_000, false, true);
    }
}
