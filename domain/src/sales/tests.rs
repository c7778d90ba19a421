//! The three views of sales, each by itself and against the others.

use super::{Month, Period, ProductSales, ProductTally, Sale, by_customer, by_month, counted};
use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice};
use crate::order::{Line, Order, State, Type};
use crate::receivables::samples::day;
use crate::seeded::Seeded;

const IDR: Currency = Currency::Idr;

/// The first 90 days of the year, January to March.
fn quarter() -> Period {
    Period {
        first: day(0),
        last: day(89),
    }
}

fn sale(on: u64, customer: &str, net: i64) -> Sale<'_> {
    Sale {
        day: day(on),
        customer,
        order_type: Type::Sale,
        state: State::Received,
        net: Amount(net),
        currency: IDR,
    }
}

fn line(key: &str, code: &str, quantity: i64, price: i64) -> Line {
    Line {
        key: key.to_owned(),
        code: code.to_owned(),
        name: format!("Name of {code}"),
        unit: "pcs".to_owned(),
        quantity: Quantity(quantity),
        price: UnitPrice(price),
        discount: Percent(0),
        free: false,
    }
}

fn order(id: &str, on: u64, order_type: Type, lines: Vec<Line>) -> Order {
    Order {
        id: id.to_owned(),
        order_type,
        returns: None,
        state: State::Shipped,
        ordered_on: day(on),
        currency: IDR,
        lines,
    }
}

fn tally(orders: &[Order]) -> Vec<ProductSales> {
    let mut tally = ProductTally::new(IDR, quarter());
    orders.iter().for_each(|order| tally.add(order));
    tally.ranked()
}

#[test]
fn what_counts() {
    let check = |order_type, state, expected: Option<i64>| {
        let found = counted(order_type, state, Amount(5));
        assert_eq!(found, expected.map(Amount), "{order_type:?} {state:?}");
    };
    check(Type::Sale, State::Ordered, Some(5));
    check(Type::Sale, State::Draft, None);
    check(Type::Sale, State::Cancelled, None);
    check(Type::Return, State::Received, Some(-5));
    check(Type::Return, State::Draft, None);
    check(Type::Correction, State::Shipped, Some(5));
    check(Type::BadDebt, State::Ordered, Some(5));
}

#[test]
fn months() {
    let check = |sales: &[Sale], expected: [(usize, i64); 3]| {
        let found = by_month(sales, IDR, quarter());
        let months: Vec<_> = found.iter().map(|one| one.month.to_string()).collect();
        assert_eq!(months, ["2026-01", "2026-02", "2026-03"]);
        let found: Vec<_> = found.iter().map(|one| (one.orders, one.net.0)).collect();
        assert_eq!(found, expected);
    };
    let back = Sale {
        order_type: Type::Return,
        ..sale(89, "a", 30)
    };
    let draft = Sale {
        state: State::Draft,
        ..sale(3, "a", 7)
    };
    let foreign = Sale {
        currency: Currency::Usd,
        ..sale(3, "a", 9)
    };
    check(&[], [(0, 0); 3]);
    check(
        &[sale(0, "a", 10), sale(30, "b", 5), sale(60, "a", 20), back],
        [(2, 15), (0, 0), (2, -10)],
    );
    check(&[draft, foreign, sale(90, "a", 8)], [(0, 0); 3]);
}

#[test]
fn customers() {
    let check = |sales: &[Sale], expected: &[(&str, usize, i64)]| {
        let found = by_customer(sales, IDR, quarter());
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.customer.as_str(), one.orders, one.net.0))
            .collect();
        assert_eq!(found, expected);
    };
    let back = Sale {
        order_type: Type::Return,
        ..sale(40, "c", 90)
    };
    check(&[], &[]);
    check(
        &[sale(3, "b", 5), sale(1, "c", 80), back, sale(2, "a", 5)],
        &[("a", 1, 5), ("b", 1, 5), ("c", 2, -10)],
    );
}

#[test]
fn products() {
    let check = |orders: &[Order], expected: &[(&str, i64, i64)]| {
        let found = tally(orders);
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.code.as_str(), one.quantity.0, one.net.0))
            .collect();
        assert_eq!(found, expected);
    };
    let sold = order(
        "o1",
        3,
        Type::Sale,
        vec![line("k1", "B", 3_000, 50_000), line("k2", "A", 500, 10_000)],
    );
    let back = order("o2", 9, Type::Return, vec![line("k1", "B", 1_000, 50_000)]);
    let free = Line {
        free: true,
        ..line("k1", "A", 9_000, 10_000)
    };
    let gift = order("o3", 9, Type::Sale, vec![free]);
    let late = order("o4", 90, Type::Sale, vec![line("k1", "A", 1_000, 10_000)]);
    let huge = vec![
        line("k1", "A", 1 << 53, 1 << 53),
        line("k2", "B", 1_000, 10_000),
    ];
    let huge = order("o5", 9, Type::Sale, huge);
    check(&[], &[]);
    check(&[gift, late, huge], &[]);
    check(&[back, sold], &[("B", 2_000, 10), ("A", 500, 1)]);
}

#[test]
fn a_product_is_called_as_it_was_sold_last() {
    let mut renamed = line("k1", "A", 1_000, 10_000);
    renamed.name = "New name".to_owned();
    let late = order("o1", 9, Type::Sale, vec![renamed]);
    let early = order("o2", 3, Type::Sale, vec![line("k1", "A", 1_000, 10_000)]);
    for orders in [[late.clone(), early.clone()], [early, late]] {
        assert_eq!(tally(&orders)[0].name, "New name");
    }
}

/// Orders of all kinds, also outside the period and in another currency.
fn random_order(seeded: &mut Seeded, number: usize) -> Order {
    let count = seeded.within(0, 4);
    let lines = (0..count).map(|at| {
        let code = *seeded.pick(&["A", "B", "C", "D"]);
        let (quantity, price) = (seeded.within(-9_999, 9_999), seeded.within(0, 999_999));
        Line {
            discount: Percent(seeded.within(0, 10_000)),
            free: seeded.within(0, 9) == 0,
            ..line(&format!("k{at}"), code, quantity, price)
        }
    });
    let lines = lines.collect();
    let on = u64::try_from(seeded.within(0, 110)).expect("not negative");
    Order {
        state: *seeded.pick(&State::ALL),
        currency: *seeded.pick(&[IDR, IDR, IDR, Currency::Usd]),
        ..order(&format!("o{number}"), on, *seeded.pick(&Type::ALL), lines)
    }
}

#[test]
fn the_three_come_to_the_same_in_any_order_of_arrival() {
    let mut seeded = Seeded::new(11);
    for _ in 0..200 {
        let mut orders: Vec<Order> = (0..30).map(|at| random_order(&mut seeded, at)).collect();
        let customers = ["a", "b", "c"];
        let of_order = |order: &Order| Sale {
            day: order.ordered_on,
            customer: customers[order.lines.len() % 3],
            order_type: order.order_type,
            state: order.state,
            net: order.totals().expect("small amounts").net,
            currency: order.currency,
        };
        let views = |orders: &[Order]| {
            let sales: Vec<Sale> = orders.iter().map(of_order).collect();
            (
                by_month(&sales, IDR, quarter()),
                by_customer(&sales, IDR, quarter()),
                tally(orders),
            )
        };
        let found = views(&orders);
        let months: Amount = found.0.iter().map(|one| one.net).sum();
        let customers: Amount = found.1.iter().map(|one| one.net).sum();
        let products: Amount = found.2.iter().map(|one| one.net).sum();
        assert_eq!((months, months), (customers, products));
        seeded.shuffle(&mut orders);
        assert_eq!(views(&orders), found);
    }
}

#[test]
fn a_month_is_its_days() {
    let month = Month::of(day(31));
    let days: Vec<bool> = [30, 31, 58, 59]
        .map(|on| month.period().holds(day(on)))
        .to_vec();
    assert_eq!(days, [false, true, true, false]);
}
