//! The lines of an order and what they come to.

use serde_json::Value;

use crate::kinds::order::{
    LINE_CODE, LINE_DISCOUNT, LINE_FREE, LINE_NAME, LINE_PRICE, LINE_QUANTITY, LINE_UNIT,
};
use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice, line_amount};
use crate::read;

/// A product in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Key of the entry.
    pub key: String,
    /// Code of the product as it was sold.
    pub code: String,
    /// Name of the product as it was sold; may be empty.
    pub name: String,
    /// Unit of the quantity; may be empty.
    pub unit: String,
    /// How much.
    pub quantity: Quantity,
    /// Price of one unit before the discount.
    pub price: UnitPrice,
    /// What is taken off.
    pub discount: Percent,
    /// Given without being paid for.
    pub free: bool,
}

/// What lines come to. What is free counts nowhere, as it was never to be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Before discounts.
    pub gross: Amount,
    /// What the discounts take off.
    pub discount: Amount,
    /// What is to be paid, `gross` less `discount`.
    pub net: Amount,
}

/// The sum of the lines, each rounded for itself as [`line_amount`] does; `None` when one comes
/// to more than an amount can be.
pub fn totals(lines: &[Line], currency: Currency) -> Option<Totals> {
    let sum = |amount: fn(&Line, Currency) -> Option<Amount>| -> Option<Amount> {
        lines.iter().map(|line| amount(line, currency)).sum()
    };
    let (gross, net) = (sum(Line::gross)?, sum(Line::net)?);
    Some(Totals {
        gross,
        discount: gross - net,
        net,
    })
}

impl Line {
    /// The line of an entry; `None` when it lacks its code, quantity or price.
    pub fn read(key: &str, entry: &Value) -> Option<Self> {
        let entry = entry.as_object()?;
        let text = |name| read::text(entry, name).map(str::to_owned);
        Some(Self {
            key: key.to_owned(),
            code: text(LINE_CODE)?,
            name: text(LINE_NAME).unwrap_or_default(),
            unit: text(LINE_UNIT).unwrap_or_default(),
            quantity: Quantity(read::int(entry, LINE_QUANTITY)?),
            price: UnitPrice(read::int(entry, LINE_PRICE)?),
            discount: Percent(read::int(entry, LINE_DISCOUNT).unwrap_or(0)),
            free: read::flag(entry, LINE_FREE),
        })
    }

    /// What is to be paid for it; nothing when it is free.
    pub fn net(&self, currency: Currency) -> Option<Amount> {
        self.less(self.discount, currency)
    }

    /// What it would come to without its discount; nothing when it is free.
    pub fn gross(&self, currency: Currency) -> Option<Amount> {
        self.less(Percent(0), currency)
    }

    fn less(&self, discount: Percent, currency: Currency) -> Option<Amount> {
        if self.free {
            return Some(Amount::ZERO);
        }
        line_amount(self.quantity, self.price, discount, currency)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Line, Totals, totals};
    use crate::money::{Amount, Currency};

    #[test]
    fn sums_of_lines() {
        let check = |entries: &[Value], expected: Option<[i64; 3]>| {
            let lines: Vec<Line> = entries
                .iter()
                .map(|entry| Line::read("k", entry).expect("a whole line"))
                .collect();
            let expected = expected.map(|[gross, discount, net]| Totals {
                gross: Amount(gross),
                discount: Amount(discount),
                net: Amount(net),
            });
            assert_eq!(totals(&lines, Currency::Idr), expected, "{entries:?}");
        };
        let tyre = json!({"code": "A", "quantity": 4_000, "price": 10_000_000, "discount": 1_000});
        let free = json!({"code": "B", "quantity": 1_000, "price": 50_000, "free": true});
        // Each half rupiah is rounded for itself.
        let half = json!({"code": "C", "quantity": 500, "price": 10_000});
        check(&[], Some([0, 0, 0]));
        check(&[tyre, free], Some([4_000, 400, 3_600]));
        check(&[half.clone(), half], Some([2, 0, 2]));
        let huge = json!({"code": "D", "quantity": 1_i64 << 53, "price": 1_i64 << 53});
        check(&[huge], None);
    }
}
