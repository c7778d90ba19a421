//! How much a customer bought lately.

use chrono::{Months, NaiveDate};

use crate::money::{Amount, Currency};
use crate::order::Type;
use crate::sales::Sale;

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
pub fn bought(orders: &[Sale<'_>], currency: Currency, months: u32, today: NaiveDate) -> Bought {
    let after = today.checked_sub_months(Months::new(months));
    let is_late = |order: &&Sale| after.is_none_or(|after| order.day > after);
    let firm = |order_type: Type| {
        let firm = orders.iter().filter(|order| order.state.is_firm());
        firm.filter(move |order| order.order_type == order_type)
            .filter(is_late)
    };
    let sum = |order_type: Type| -> Amount {
        let own = firm(order_type).filter(|order| order.currency == currency);
        own.map(|order| order.net).sum()
    };
    Bought {
        value: sum(Type::Sale) - sum(Type::Return),
        orders: firm(Type::Sale).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::bought;
    use crate::money::{Amount, Currency};
    use crate::order::{State, Type};
    use crate::sales::Sale;

    #[test]
    fn value_and_number() {
        let check = |orders: &[Sale], value: i64, count: usize| {
            let today = "2026-11-23".parse().expect("a day");
            let found = bought(orders, Currency::Idr, 12, today);
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
