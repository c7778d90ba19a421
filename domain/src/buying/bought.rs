//! How much a customer bought lately.

use chrono::{Months, NaiveDate};

use crate::money::{Amount, Currency};
use crate::order::Type;
use crate::sales::{Sale, counted};

/// What a customer bought in some months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bought {
    /// What agreed sales in one currency come to, less what came back; may be below nothing.
    pub value: Amount,
    /// How many agreed sales there were, in any currency.
    pub orders: usize,
}

/// Which orders count in what was bought lately.
#[derive(Debug, Clone, Copy)]
pub struct Lately {
    currency: Currency,
    /// The last day that counts no more.
    after: Option<NaiveDate>,
}

impl Lately {
    /// So many months up to today; the day itself so many months ago is the first that counts no
    /// more. Amounts in other currencies do not count.
    pub fn new(currency: Currency, months: u32, today: NaiveDate) -> Self {
        Self {
            currency,
            after: today.checked_sub_months(Months::new(months)),
        }
    }

    /// Whether the order is one of those whose number is told.
    pub fn is_order(&self, order: &Sale<'_>) -> bool {
        order.order_type == Type::Sale && self.is_firm(order)
    }

    /// Whether the order adds to the value or takes from it.
    pub fn has_value(&self, order: &Sale<'_>) -> bool {
        let is_bought = matches!(order.order_type, Type::Sale | Type::Return);
        is_bought && order.currency == self.currency && self.is_firm(order)
    }

    fn is_firm(&self, order: &Sale<'_>) -> bool {
        order.state.is_firm() && self.after.is_none_or(|after| order.day > after)
    }
}

/// What was bought lately. A return counts on its own day, whenever the sale was.
pub fn bought(orders: &[Sale<'_>], lately: Lately) -> Bought {
    let valued = orders.iter().filter(|order| lately.has_value(order));
    let net = |order: &Sale| counted(order.order_type, order.state, order.net);
    Bought {
        value: valued.filter_map(net).sum(),
        orders: orders.iter().filter(|order| lately.is_order(order)).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lately, bought};
    use crate::money::{Amount, Currency};
    use crate::order::{State, Type};
    use crate::sales::Sale;

    #[test]
    fn value_and_number() {
        let check = |orders: &[Sale], value: i64, count: usize| {
            let today = "2026-11-23".parse().expect("a day");
            let found = bought(orders, Lately::new(Currency::Idr, 12, today));
            assert_eq!((found.value, found.orders), (Amount(value), count));
        };
        let on = |day: &str| Sale {
            day: day.parse().expect("a day"),
            customer: "c",
            order_type: Type::Sale,
            state: State::Ordered,
            net: Amount(10),
            currency: Currency::Idr,
        };
        let of_type = |day, order_type| Sale {
            order_type,
            ..on(day)
        };
        check(&[], 0, 0);
        check(&[on("2025-11-23")], 0, 0);
        check(&[on("2025-11-24")], 10, 1);
        let cancelled = Sale {
            state: State::Cancelled,
            ..on("2026-11-23")
        };
        check(&[cancelled], 0, 0);
        let foreign = Sale {
            currency: Currency::Usd,
            ..on("2026-11-23")
        };
        check(&[foreign], 0, 1);
        let returned = of_type("2026-11-01", Type::Return);
        check(&[returned], -10, 0);
        check(&[on("2026-10-01"), returned], 0, 1);
        check(&[of_type("2026-11-01", Type::Correction)], 0, 0);
    }
}
