//! What a customer usually buys, and when they buy again. Only sales that were agreed on and not
//! cancelled count; what was free was not bought.

mod again;
mod bought;

pub use again::{DueAgain, due_by_days, rhythm_of_days};
pub use bought::{Bought, Lately, bought};

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::money::{Quantity, UnitPrice};
use crate::order::{Line, Order, Type};

/// Least number of orders with a product that make it usual.
const USUAL_ORDERS: usize = 2;

/// A line of an order.
struct Purchase<'a> {
    order: &'a Order,
    line: &'a Line,
}

/// A product that a customer buys again and again, or bought last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usual {
    /// Code of the product.
    pub code: String,
    /// Its name when it was bought last.
    pub name: String,
    /// Unit of the quantity when it was bought last.
    pub unit: String,
    /// Its price before the discount when it was bought last.
    pub price: UnitPrice,
    /// Median of what one order had of it; of two in the middle, the smaller one.
    pub quantity: Quantity,
    /// How many orders had it.
    pub orders: usize,
    /// The day of the last of them.
    pub last_on: NaiveDate,
}

/// What a customer would order again: what is usual, and where nothing is yet what the last order
/// had.
pub fn products_again(orders: &[Order]) -> Vec<Usual> {
    let usual = usual_products(orders);
    if !usual.is_empty() {
        return usual;
    }
    let last = sales(orders).max_by_key(|order| (order.ordered_on, &order.id));
    last.map_or_else(Vec::new, |last| bought_by(std::slice::from_ref(last)))
}

/// The products that at least two orders had, the most frequent first, then the latest, then by
/// code.
fn usual_products(orders: &[Order]) -> Vec<Usual> {
    let mut found = bought_by(orders);
    found.retain(Usual::is_habit);
    found
}

fn bought_by(orders: &[Order]) -> Vec<Usual> {
    let mut products: BTreeMap<&str, Vec<Purchase>> = BTreeMap::new();
    for purchase in purchases(orders) {
        products
            .entry(&purchase.line.code)
            .or_default()
            .push(purchase);
    }
    let mut found: Vec<Usual> = products
        .values()
        .filter_map(|purchases| Usual::of(purchases))
        .collect();
    found.sort_by_key(|usual| Reverse((usual.orders, usual.last_on)));
    found
}

impl Usual {
    /// Whether it is bought again and again.
    pub fn is_habit(&self) -> bool {
        self.orders >= USUAL_ORDERS
    }

    /// What is usual of one product; its purchases come with the latest first.
    fn of(purchases: &[Purchase]) -> Option<Self> {
        let last = purchases.first()?;
        let mut orders: BTreeMap<&str, Quantity> = BTreeMap::new();
        for purchase in purchases {
            let quantity = orders.entry(&purchase.order.id).or_default();
            *quantity = *quantity + purchase.line.quantity;
        }
        Some(Self {
            code: last.line.code.clone(),
            name: last.line.name.clone(),
            unit: last.line.unit.clone(),
            price: last.line.price,
            orders: orders.len(),
            quantity: median(orders.into_values().collect())?,
            last_on: last.order.ordered_on,
        })
    }
}

/// Everything that was bought, the latest order first, by the keys of its lines.
fn purchases(orders: &[Order]) -> impl Iterator<Item = Purchase<'_>> {
    let mut sales: Vec<&Order> = sales(orders).collect();
    sales.sort_by_key(|&order| Reverse((order.ordered_on, &order.id)));
    sales
        .into_iter()
        .flat_map(|order| order.lines.iter().map(move |line| Purchase { order, line }))
        .filter(|purchase| !purchase.line.free)
}

fn sales(orders: &[Order]) -> impl Iterator<Item = &Order> {
    orders
        .iter()
        .filter(|order| order.order_type == Type::Sale && order.state.is_firm())
}

fn median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    let middle = values.len().checked_sub(1)? / 2;
    values.get(middle).copied()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{median, products_again, usual_products};
    use crate::order::{Order, State, Type};
    use crate::receivables::samples::day;

    fn order(id: &str, on: u64, lines: &[(&str, i64)]) -> Order {
        let lines: serde_json::Map<_, _> = lines
            .iter()
            .enumerate()
            .map(|(at, (code, quantity))| {
                let line = json!({
                    "code": code, "name": format!("{code} {on}"), "unit": "pcs",
                    "quantity": quantity, "price": 1, "free": code.starts_with("free"),
                });
                (format!("k{at}"), line)
            })
            .collect();
        let fields = json!({
            "type": "sale", "state": "received", "ordered_on": day(on).to_string(),
            "currency": "IDR", "lines": lines,
        });
        Order::read(id, fields.as_object().expect("object")).expect("a whole order")
    }

    #[test]
    fn middles() {
        let check = |values: &[i64], expected| assert_eq!(median(values.to_vec()), expected);
        check(&[], None);
        check(&[3], Some(3));
        check(&[9, 1, 5], Some(5));
        check(&[9, 1, 5, 7], Some(5));
    }

    #[test]
    fn usual() {
        let check = |orders: &[Order], expected: &[(&str, &str, i64, usize)]| {
            let found = usual_products(orders);
            let found: Vec<_> = found
                .iter()
                .map(|one| {
                    (
                        one.code.as_str(),
                        one.name.as_str(),
                        one.quantity.0,
                        one.orders,
                    )
                })
                .collect();
            assert_eq!(found, expected);
        };
        let orders = [
            order("o3", 30, &[("A", 9), ("B", 2), ("free", 1)]),
            order("o1", 10, &[("A", 2), ("A", 2), ("C", 1), ("free", 1)]),
            order("o2", 20, &[("A", 5), ("C", 3)]),
            order("o4", 40, &[("B", 4)]),
        ];
        let all = [
            ("A", "A 30", 5, 3),
            ("B", "B 40", 2, 2),
            ("C", "C 20", 1, 2),
        ];
        check(&orders, &all);
        check(&orders[1..2], &[]);
        let last = products_again(&orders[1..2]);
        let last: Vec<_> = last
            .iter()
            .map(|one| (&*one.code, one.quantity.0))
            .collect();
        assert_eq!(last, [("A", 4), ("C", 1)]);
        assert_eq!(products_again(&orders), usual_products(&orders));
        let mut cancelled = orders;
        cancelled[3].state = State::Cancelled;
        cancelled[2].order_type = Type::Return;
        cancelled[1].state = State::Draft;
        check(&cancelled, &[]);
        cancelled[0].state = State::Cancelled;
        assert_eq!(products_again(&cancelled), []);
    }
}
