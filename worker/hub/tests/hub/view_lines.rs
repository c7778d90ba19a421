//! The views come to the same amounts as the rules of orders, to the last rupiah and penny.

use domain::money::{Amount, Currency};
use domain::order::Order;
use serde_json::{Map, Value, json};

use crate::views::{customer, order};
use crate::world::World;

/// Of any size and sign, a half of a unit and beside it among them.
const QUANTITIES: &[i64] = &[
    -1_000_000_007,
    -1_500,
    -500,
    -499,
    -1,
    1,
    499,
    500,
    3_500,
    999_999,
    9_000_000_000_000,
];
const PRICES: &[i64] = &[
    0,
    1,
    100,
    3_333,
    9_999,
    10_000,
    625_000_000,
    99_999_999_999,
    12_345_678_901_234,
    1 << 53,
];
const DISCOUNTS: &[i64] = &[0, 1, 250, 3_333, 9_999, 10_000];

/// A line of each quantity, price and discount.
fn all_lines() -> Map<String, Value> {
    let mut lines = Map::new();
    for quantity in QUANTITIES {
        for price in PRICES {
            for discount in DISCOUNTS {
                let line = json!({"code": "A", "quantity": quantity, "price": price, "discount": discount});
                lines.insert(format!("k{:03}", lines.len()), line);
            }
        }
    }
    lines
}

fn world(lines: &Map<String, Value>, currency: Currency) -> World {
    let world = World::new();
    let fields = json!({"type": "correction", "currency": currency.as_str(), "lines": lines});
    world.insert(&[customer("c1", json!({})), order("o1", fields)]);
    world
}

/// What the views and the rules say of the order, line by line and in all.
fn check(lines: &Map<String, Value>, currency: Currency) -> (Vec<Option<i64>>, Option<i64>) {
    let world = world(lines, currency);
    let order = Order::read("o1", &world.record("o1").fields).unwrap();
    let rows = world.rows("SELECT * FROM order_line ORDER BY key");
    assert_eq!(rows.len(), order.lines.len());
    let mut amounts = Vec::new();
    for (line, row) in order.lines.iter().zip(&rows) {
        let found = row.maybe_int("amount").unwrap();
        assert_eq!(
            found.map(Amount),
            line.net(currency),
            "{line:?} {currency:?}"
        );
        assert_eq!(row.text("key").unwrap(), line.key);
        assert_eq!(row.text("code").unwrap(), line.code);
        assert_eq!(row.int("quantity").unwrap(), line.quantity.0);
        assert_eq!(row.int("price").unwrap(), line.price.0);
        assert_eq!(row.int("discount").unwrap(), line.discount.0);
        assert_eq!(row.int("free").unwrap(), i64::from(line.free));
        amounts.push(found);
    }
    let rows = world.rows("SELECT amount FROM sales_order");
    let total = rows[0].maybe_int("amount").unwrap();
    assert_eq!(total.map(Amount), order.totals().map(|totals| totals.net));
    (amounts, total)
}

#[test]
fn every_line_comes_to_what_the_rules_say() {
    for currency in Currency::ALL {
        let (amounts, total) = check(&all_lines(), currency);
        assert!(amounts.iter().flatten().any(|amount| *amount < 0));
        assert!(amounts.contains(&None), "some are too large");
        assert_eq!(total, None);
    }
}

#[test]
fn totals_are_sums_of_rounded_lines() {
    let table = |lines: Value, currency, amounts: &[i64], total| {
        let amounts: Vec<_> = amounts.iter().copied().map(Some).collect();
        let found = check(lines.as_object().unwrap(), currency);
        assert_eq!(found, (amounts, Some(total)), "{lines}");
    };
    let half = json!({"code": "A", "quantity": 500, "price": 10_000});
    let taken = json!({"code": "A", "quantity": -500, "price": 10_000});
    let free = json!({"code": "B", "quantity": 1_000, "price": 50_000, "free": true});
    let pence = json!({"code": "C", "quantity": 3_000, "price": 3_333, "discount": 250});
    table(json!({}), Currency::Idr, &[], 0);
    table(json!({"k1": half, "k2": half}), Currency::Idr, &[1, 1], 2);
    table(
        json!({"k1": taken, "k2": taken, "k3": free}),
        Currency::Idr,
        &[-1, -1, 0],
        -2,
    );
    table(
        json!({"k1": pence, "k2": free}),
        Currency::Gbp,
        &[97, 0],
        97,
    );
}
