//! Which discounts a role may give.

use serde_json::{Map, Value};

use super::Order;
use crate::access::Role;
use crate::kinds::settings::{MAX_DISCOUNT_PERCENT, MAX_DISCOUNTS};
use crate::money::Percent;

/// Whether no line has a greater discount than the company lets this role give. A role for which
/// nothing was decided may give any, and what is free has no discount.
pub fn within_discount_limit(role: Role, settings: &Map<String, Value>, order: &Order) -> bool {
    let Some(most) = max_discount(role, settings) else {
        return true;
    };
    let mut paid = order.lines.iter().filter(|line| !line.free);
    paid.all(|line| line.discount <= most)
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
    use crate::order::Order;

    #[test]
    fn limits_of_roles() {
        let check = |role, discount: i64, free: bool, expected| {
            let order = json!({
                "type": "sale", "ordered_on": "2026-11-23", "currency": "IDR",
                "lines": {
                    "k1": {"code": "A", "quantity": 1, "price": 1},
                    "k2": {"code": "A", "quantity": 1, "price": 1, "discount": discount, "free": free},
                },
            });
            let order = Order::read("o", order.as_object().expect("object")).expect("an order");
            let settings = json!({"max_discounts": {"staff": {"percent": 500}}});
            let found = within_discount_limit(role, settings.as_object().expect("object"), &order);
            assert_eq!(found, expected, "{role:?} {discount}");
        };
        check(Role::Staff, 500, false, true);
        check(Role::Staff, 501, false, false);
        check(Role::Staff, 501, true, true);
        check(Role::Supervisor, 10_000, false, true);
    }
}
