//! How often customers buy, how much and what comes back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::order::{Order, State, Type};

use crate::{orders, sample, text};

/// A measured share in percent, its name, and how far off it may be.
pub fn check(name: &str, found: f64, expected: f64, margin: f64) {
    assert!(
        (found - expected).abs() <= margin,
        "{name}: {found}, not {expected}"
    );
}

#[test]
fn customers_buy_as_often_as_measured() {
    let company = sample();
    let orders = orders(company);
    let mut days: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for order in company
        .of("order")
        .filter(|one| is_sale(&orders[one.id.as_str()]))
    {
        *counts.entry(text(order, "customer")).or_default() += 1;
        days.entry(text(order, "customer"))
            .or_default()
            .insert(orders[order.id.as_str()].ordered_on);
    }
    let share = |least, most| {
        let some = counts
            .values()
            .filter(|count| (least..=most).contains(*count))
            .count();
        100.0 * some as f64 / counts.len() as f64
    };
    check("one sale", share(1, 1), 34.0, 5.0);
    check("two or three", share(2, 3), 31.0, 5.0);
    check("four to ten", share(4, 10), 27.0, 5.0);
    check("more", share(11, 99), 8.0, 3.0);
    check(
        "buyers",
        100.0 * counts.len() as f64 / company.of("customer").count() as f64,
        33.0,
        4.0,
    );
    let gaps = days
        .values()
        .flat_map(|days| days.iter().zip(days.iter().skip(1)));
    check(
        "days between",
        median(gaps.map(|(day, next)| (*next - *day).num_days()).collect()),
        28.0,
        6.0,
    );
}

#[test]
fn orders_are_as_large_and_come_back_as_often_as_measured() {
    let company = sample();
    let orders = orders(company);
    assert!((2_500..3_500).contains(&orders.len()), "{}", orders.len());
    let sales = orders.values().filter(|order| is_sale(order));
    let lines: Vec<i64> = sales.map(|order| order.lines.len() as i64).collect();
    check(
        "mean lines",
        lines.iter().sum::<i64>() as f64 / lines.len() as f64,
        4.0,
        0.5,
    );
    check("lines", median(lines), 3.0, 0.0);
    let undone =
        |order: &&Order| order.order_type == Type::Return || order.state == State::Cancelled;
    let share = 100.0 * orders.values().filter(undone).count() as f64 / orders.len() as f64;
    check("returned or cancelled", share, 16.0, 2.0);
    let states: BTreeSet<&str> = orders.values().map(|order| order.state.as_str()).collect();
    assert_eq!(states.len(), State::ALL.len());
}

fn is_sale(order: &Order) -> bool {
    order.order_type == Type::Sale && order.state.is_firm()
}

fn median(mut values: Vec<i64>) -> f64 {
    values.sort_unstable();
    values[values.len() / 2] as f64
}
