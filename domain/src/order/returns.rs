//! What may come back of an order, and what came back beyond it.

use std::collections::BTreeMap;

use super::{Line, Order, State, Type};
use crate::money::{Percent, Quantity, UnitPrice};

/// What of an order was bought and came back, of one product on the same terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Code of the product.
    pub code: String,
    /// On which terms it was bought.
    pub terms: Terms,
    /// How much was bought.
    pub bought: Quantity,
    /// How much came back.
    pub returned: Quantity,
}

/// What a unit of a product was bought for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Terms {
    /// It was given.
    Free,
    /// It was paid for.
    Paid {
        /// Price before the discount.
        price: UnitPrice,
        /// What was taken off.
        discount: Percent,
    },
}

/// What may still come back, by code and terms; what has come back whole is left out. Returns
/// against other orders and cancelled ones do not count, drafts do.
pub fn returnable(order: &Order, returns: &[Order]) -> Vec<Returned> {
    let mut found = compare(order, returns);
    found.retain(|one| one.left() > Quantity(0));
    found
}

/// What came back beyond what was bought, by code and terms. Two devices that are offline may
/// each save a return that is sound by itself.
pub fn over_returned(order: &Order, returns: &[Order]) -> Vec<Returned> {
    let mut found = compare(order, returns);
    found.retain(|one| one.excess() > Quantity(0));
    found
}

impl Terms {
    /// The terms of a line.
    pub fn of(line: &Line) -> Self {
        if line.free {
            return Self::Free;
        }
        Self::Paid {
            price: line.price,
            discount: line.discount,
        }
    }
}

impl Returned {
    /// Whether a line is of this product on these terms.
    pub fn is_of(&self, line: &Line) -> bool {
        self.code == line.code && self.terms == Terms::of(line)
    }

    /// How much may still come back, never below nothing.
    pub fn left(&self) -> Quantity {
        (self.bought - self.returned).max(Quantity(0))
    }

    /// How much came back too much, never below nothing.
    pub fn excess(&self) -> Quantity {
        (self.returned - self.bought).max(Quantity(0))
    }
}

fn compare(order: &Order, returns: &[Order]) -> Vec<Returned> {
    let mut found = BTreeMap::new();
    for line in &order.lines {
        let one = at(&mut found, line);
        one.bought = one.bought + line.quantity;
    }
    let against = returns.iter().filter(|other| {
        other.order_type == Type::Return
            && other.state != State::Cancelled
            && other.returns.as_deref() == Some(&order.id)
    });
    for line in against.flat_map(|other| &other.lines) {
        let one = at(&mut found, line);
        one.returned = one.returned + line.quantity;
    }
    found.into_values().collect()
}

fn at<'a, 'b>(
    found: &'b mut BTreeMap<(&'a str, Terms), Returned>,
    line: &'a Line,
) -> &'b mut Returned {
    let terms = Terms::of(line);
    found
        .entry((&line.code, terms))
        .or_insert_with(|| Returned {
            code: line.code.clone(),
            terms,
            bought: Quantity(0),
            returned: Quantity(0),
        })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Returned, Terms, over_returned, returnable};
    use crate::money::Quantity;
    use crate::order::Order;
    use crate::seeded::Seeded;

    fn order(id: &str, returns: Option<&str>, state: &str, lines: Value) -> Order {
        let fields = json!({
            "type": if returns.is_some() { "return" } else { "sale" }, "returns": returns,
            "state": state, "ordered_on": "2026-11-23", "currency": "IDR", "lines": lines,
        });
        Order::read(id, fields.as_object().expect("object")).expect("a whole order")
    }

    fn line(code: &str, price: i64, quantity: i64) -> Value {
        json!({"code": code, "price": price, "quantity": quantity})
    }

    fn bought() -> Order {
        let lines = json!({
            "k0": {"code": "A", "price": 5, "quantity": 500, "free": true},
            "k1": line("A", 5, 3_000), "k2": line("A", 4, 1_000), "k3": line("A", 5, 1_000),
            "k4": {"code": "A", "price": 5, "quantity": 700, "discount": 1_000},
        });
        order("o1", None, "received", lines)
    }

    type Told<'a> = (&'a str, i64, i64, i64);

    /// Code, price, discount and how much; what was free has no price.
    fn told(one: &Returned, much: Quantity) -> Told<'_> {
        let (price, discount) = match one.terms {
            Terms::Free => (0, 0),
            Terms::Paid { price, discount } => (price.0, discount.0),
        };
        (&one.code, price, discount, much.0)
    }

    fn check(returns: &[Order], left: &[Told], excess: &[Told]) {
        let bought = bought();
        let found = returnable(&bought, returns);
        let found: Vec<_> = found.iter().map(|one| told(one, one.left())).collect();
        assert_eq!(found, left);
        let found = over_returned(&bought, returns);
        let found: Vec<_> = found.iter().map(|one| told(one, one.excess())).collect();
        assert_eq!(found, excess);
    }

    #[test]
    fn what_comes_back() {
        let [free, cheap, full, less] = [
            ("A", 0, 0, 500),
            ("A", 4, 0, 1_000),
            ("A", 5, 0, 4_000),
            ("A", 5, 1_000, 700),
        ];
        let all = [free, cheap, full, less];
        let back = |against, state, entry| order("r", Some(against), state, json!({ "k": entry }));
        check(&[], &all, &[]);
        check(&[back("o2", "received", line("A", 5, 1_000))], &all, &[]);
        check(&[back("o1", "cancelled", line("A", 5, 1_000))], &all, &[]);
        let three = back("o1", "draft", line("A", 5, 3_000));
        check(
            std::slice::from_ref(&three),
            &[free, cheap, ("A", 5, 0, 1_000), less],
            &[],
        );
        check(
            &[three.clone(), three],
            &[free, cheap, less],
            &[("A", 5, 0, 2_000)],
        );
        check(
            &[back("o1", "received", line("B", 5, 1_000))],
            &all,
            &[("B", 5, 0, 1_000)],
        );
        let given = json!({"code": "A", "price": 9, "quantity": 600, "free": true});
        check(
            &[back("o1", "received", given)],
            &[cheap, full, less],
            &[("A", 0, 0, 100)],
        );
    }

    #[test]
    fn a_line_comes_back_on_the_terms_of_its_own() {
        let bought = bought();
        let found = returnable(&bought, &[]);
        let line_of = |one: &Returned| {
            let line = bought.lines.iter().find(|line| one.is_of(line));
            line.map(|line| line.key.as_str())
        };
        let lines: Vec<_> = found.iter().map(line_of).collect();
        assert_eq!(lines, [Some("k0"), Some("k2"), Some("k1"), Some("k4")]);
    }

    #[test]
    fn never_more_is_returnable_than_was_bought() {
        let mut seeded = Seeded::new(3);
        for _ in 0..300 {
            let mut lines = |most| -> Value {
                (0..seeded.within(0, most))
                    .map(|n| {
                        let code = *seeded.pick(&["A", "B"]);
                        let (price, quantity) = (seeded.within(1, 2), seeded.within(1, 9));
                        (format!("k{n}"), line(code, price, quantity))
                    })
                    .collect()
            };
            let bought = order("o1", None, "received", lines(6));
            let returns = [lines(3), lines(3)].map(|lines| order("r", Some("o1"), "draft", lines));
            for one in returnable(&bought, &returns) {
                assert!(one.left() + one.returned == one.bought && one.returned >= Quantity(0));
            }
            for one in over_returned(&bought, &returns) {
                assert_eq!(one.bought + one.excess(), one.returned);
            }
        }
    }
}
