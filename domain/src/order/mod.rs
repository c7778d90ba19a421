//! What an order is, what it comes to, how it proceeds and what may come back of it.

mod discount;
mod line;
mod returns;
mod state;

pub use discount::{effective_discount, may_discount};
pub use line::{Line, Totals, totals};
pub use returns::{Returned, Terms, over_returned, returnable};
pub use state::{State, check_state, check_step, may_follow, step};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::access::Role;
use crate::kinds::order::{CURRENCY, LINES, ORDERED_ON, RETURNS, TYPE};
use crate::money::Currency;
use crate::read;

/// An order as its rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Id of its record.
    pub id: String,
    /// What it does.
    pub order_type: Type,
    /// Id of the order that a return is against.
    pub returns: Option<String>,
    /// Where it is.
    pub state: State,
    /// Its day.
    pub ordered_on: NaiveDate,
    /// Currency of its prices.
    pub currency: Currency,
    /// What was ordered, in the order of their keys.
    pub lines: Vec<Line>,
}

/// What an order does: Penjualan, Retur, Koreksi, Piutang tak tertagih.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Goods go to the customer.
    Sale,
    /// Goods come back.
    Return,
    /// Puts right what was entered wrongly; its quantities may be negative.
    Correction,
    /// Will never be paid; its quantities may be negative.
    BadDebt,
}

impl Order {
    /// The order of a record; `None` when it lacks its type, day or currency, or one of its
    /// lines cannot be read.
    pub fn read(id: &str, fields: &Map<String, Value>) -> Option<Self> {
        let lines = fields.get(LINES).and_then(Value::as_object);
        Some(Self {
            id: id.to_owned(),
            order_type: Type::from_word(read::text(fields, TYPE)?)?,
            returns: read::text(fields, RETURNS).map(str::to_owned),
            state: State::of(fields),
            ordered_on: read::date(fields, ORDERED_ON)?,
            currency: read::currency(fields, CURRENCY)?,
            lines: lines
                .into_iter()
                .flatten()
                .map(|(key, value)| Line::read(key, value))
                .collect::<Option<_>>()?,
        })
    }

    /// What it comes to, as [`totals`] of its lines.
    pub fn totals(&self) -> Option<Totals> {
        totals(&self.lines, self.currency)
    }
}

impl Type {
    /// All types.
    pub const ALL: [Self; 4] = [Self::Sale, Self::Return, Self::Correction, Self::BadDebt];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Return => "return",
            Self::Correction => "correction",
            Self::BadDebt => "bad_debt",
        }
    }

    /// The type of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Whether the role may enter or edit such an order. What changes sales without goods that
    /// come or go is for those who lead a branch.
    pub fn may_enter(self, role: Role) -> bool {
        matches!(self, Self::Sale | Self::Return) || role >= Role::BranchHead
    }

    /// Whether its quantities may be below nothing. They are never nothing.
    pub fn may_be_negative(self) -> bool {
        matches!(self, Self::Correction | Self::BadDebt)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Order, State, Type};
    use crate::access::Role;
    use crate::money::{Percent, Quantity};

    #[test]
    fn words_are_those_of_the_kind() {
        let words: Vec<_> = Type::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(words, crate::kinds::order::TYPES);
    }

    #[test]
    fn who_may_enter() {
        let check = |role, expected| {
            let found = Type::ALL.map(|one| one.may_enter(role));
            assert_eq!(found, expected, "{role:?}");
        };
        check(Role::Staff, [true, true, false, false]);
        check(Role::Supervisor, [true, true, false, false]);
        check(Role::BranchHead, [true; 4]);
        check(Role::Administrator, [true; 4]);
    }

    fn read(extra: Value) -> Option<Order> {
        let mut fields = json!({
            "type": "sale", "state": "ordered", "ordered_on": "2026-11-23", "currency": "IDR",
            "lines": {"k1": {"code": "A", "quantity": 2_000, "price": 10_000}},
        });
        let map = fields.as_object_mut().expect("object");
        map.extend(extra.as_object().expect("object").clone());
        Order::read("o1", map)
    }

    #[test]
    fn orders_of_records() {
        let order = read(json!({})).expect("a whole order");
        assert_eq!(
            (order.order_type, order.state),
            (Type::Sale, State::Ordered)
        );
        assert_eq!(order.lines[0].quantity, Quantity(2_000));
        assert_eq!(order.lines[0].discount, Percent(0));
        assert!(read(json!({"lines": null})).is_some_and(|order| order.lines.is_empty()));
        assert_eq!(read(json!({"lines": {"k1": {"code": "A"}}})), None);
        assert_eq!(read(json!({"type": "gift"})), None);
        assert_eq!(read(json!({"currency": "XXX"})), None);
        assert_eq!(read(json!({"ordered_on": "2026-02-30"})), None);
    }
}
