//! How much a customer bought lately.

use chrono::{Months, NaiveDate};

use super::sales;
use crate::money::{Amount, Currency};
use crate::order::{Order, Type};

/// What a customer bought in some months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bought {
    /// What agreed sales in one currency come to, less what came back; may be below nothing.
    pub value: Amount,
    /// How many agreed sales there were, in any currency.
    pub orders: usize,
}

/// What was bought in so many months up to today; the day itself so many months ago is the first
/// that counts no more. A return counts on its own day, whenever the sale was.
pub fn bought(orders: &[Order], currency: Currency, months: u32, today: NaiveDate) -> Bought {
    let after = today.checked_sub_months(Months::new(months));
    let is_late = |order: &&Order| after.is_none_or(|after| order.ordered_on > after);
    let mut returns = orders
        .iter()
        .filter(|order| order.order_type == Type::Return && order.state.is_firm());
    let sum = |orders: &mut dyn Iterator<Item = &Order>| -> Amount {
        orders
            .filter(|order| order.currency == currency && is_late(order))
            .map(|order| order.totals().unwrap_or_default().net)
            .sum()
    };
    Bought {
        value: sum(&mut sales(orders)) - sum(&mut returns),
        orders: sales(orders).filter(is_late).count(),
    }
}

/// The latest agreed sale.
pub fn last_sale(orders: &[Order]) -> Option<&Order> {
    sales(orders).max_by_key(|&order| (order.ordered_on, &order.id))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{bought, last_sale};
    use crate::money::{Amount, Currency};
    use crate::order::Order;

    fn order(id: &str, on: &str, extra: Value) -> Order {
        let mut fields = json!({
            "type": "sale", "state": "ordered", "ordered_on": on, "currency": "IDR",
            "lines": {"k1": {"code": "A", "quantity": 2_000, "price": 50_000}},
        });
        let map = fields.as_object_mut().expect("object");
        map.extend(extra.as_object().expect("object").clone());
        Order::read(id, map).expect("a whole order")
    }

    #[test]
    fn the_latest_sale_that_holds() {
        let orders = [
            order("o1", "2026-03-01", json!({})),
            order("o2", "2026-04-01", json!({})),
            order("o3", "2026-05-01", json!({"state": "draft"})),
        ];
        assert_eq!(
            last_sale(&orders).map(|order| order.id.as_str()),
            Some("o2")
        );
        assert_eq!(last_sale(&[]), None);
    }

    #[test]
    fn value_and_number() {
        let check = |orders: &[Order], value: i64, count: usize| {
            let today = "2026-11-23".parse().expect("a day");
            let found = bought(orders, Currency::Idr, 12, today);
            assert_eq!((found.value, found.orders), (Amount(value), count));
        };
        let on = |on, extra| order("o", on, extra);
        check(&[], 0, 0);
        check(&[on("2025-11-23", json!({}))], 0, 0);
        check(&[on("2025-11-24", json!({}))], 10, 1);
        check(&[on("2026-11-23", json!({"state": "cancelled"}))], 0, 0);
        check(&[on("2026-11-23", json!({"currency": "USD"}))], 0, 1);
        let returned = json!({"type": "return", "returns": "o"});
        check(&[on("2026-11-01", returned.clone())], -10, 0);
        let both = [on("2026-10-01", json!({})), on("2026-11-01", returned)];
        check(&both, 0, 1);
        check(&[on("2026-11-01", json!({"type": "correction"}))], 0, 0);
    }
}
