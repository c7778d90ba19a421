//! The trade of the sample company adds up and looks like the real one that it follows.

mod books;
mod figures;
mod sound;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::order::{Order, State, Type};
use sample::{Company, Seed, company};

/// 2026-11-23 03:00 UTC.
const NOW: i64 = 1_795_402_800_000;

/// The company that all tests look at.
fn sample() -> &'static Company {
    static SAMPLE: LazyLock<Company> = LazyLock::new(|| company(1, NOW));
    &SAMPLE
}

fn text<'a>(record: &'a Seed, name: &str) -> &'a str {
    record
        .fields
        .get(name)
        .and_then(|value| value.as_str())
        .unwrap_or_default()
}

fn orders(company: &Company) -> BTreeMap<&str, Order> {
    let read = |one: &'_ Seed| Order::read(&one.id, &one.fields).expect("a whole order");
    company
        .of("order")
        .map(|one| (one.id.as_str(), read(one)))
        .collect()
}

/// Whether the order left, so that there is an invoice for it.
fn has_left(order: &Order) -> bool {
    order.order_type == Type::Sale && matches!(order.state, State::Shipped | State::Received)
}
