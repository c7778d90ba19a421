//! The queries for people say what the records and the rules of the app say.

use domain::buying::{Lately, bought};
use domain::money::{Amount, Currency};
use domain::order::{Order, State, Type};
use domain::sales::Sale;
use futures::executor::block_on;
use hub::{Database, NewRecord, Row, Statement};
use serde_json::{Value, json};
use sync::change::Op;

use crate::views::{customer, order};
use crate::world::{HEAD, World, new_record};

const CARD: &str = include_str!("../../reports/card.sql");
const ORDERS: &str = include_str!("../../reports/orders.sql");
const TODAY: &str = "2026-11-27";

/// An order of so many rupiah on a day, with further fields.
fn sold(id: &str, day: &str, amount: i64, extra: Value) -> NewRecord {
    let lines = json!({"k1": {"code": "A", "quantity": 1_000, "price": amount * 10_000}});
    let mut sold = order(id, json!({"ordered_on": day, "lines": lines}));
    sold.fields.extend(extra.as_object().unwrap().clone());
    sold
}

/// A record of the customer with further fields.
fn paper(kind: &str, id: &str, extra: Value) -> NewRecord {
    let mut paper = new_record(kind, id, None, json!({"customer": "c1"}));
    paper.fields.extend(extra.as_object().unwrap().clone());
    paper
}

fn invoice(id: &str, amount: i64, currency: &str) -> NewRecord {
    let fields = json!({"type": "sale", "issued_on": TODAY, "due_on": TODAY, "amount": amount,
        "currency": currency});
    paper("invoice", id, fields)
}

fn payment(id: &str, amount: i64, extra: Value) -> NewRecord {
    let fields = json!({"type": "payment", "paid_on": TODAY, "amount": amount, "currency": "IDR"});
    let mut payment = paper("payment", id, fields);
    payment.fields.extend(extra.as_object().unwrap().clone());
    payment
}

fn complaint(id: &str, state: &str) -> NewRecord {
    paper(
        "complaint",
        id,
        json!({"subject": "Rem", "type": "complaint", "state": state}),
    )
}

/// The row of the card of a customer, by id or number.
fn card(world: &World, customer: &str, today: &str) -> Vec<Row> {
    let statement = Statement::new(CARD, [customer.into(), today.into()]);
    block_on(world.db.query(statement)).unwrap()
}

/// Value, orders, open complaints and receivables, and the last purchase.
fn figures(row: &Row) -> ([i64; 4], Option<&str>) {
    let names = ["value", "orders", "open_complaints", "receivables"];
    let counts = names.map(|name| row.int(name).unwrap());
    (counts, row.maybe_text("last_purchase").unwrap())
}

#[test]
fn the_card_counts_what_stands() {
    let world = World::new();
    world.insert(&[customer("c1", json!({})), customer("c2", json!({}))]);
    let of_other = json!({"customer": "c2"});
    let returned = json!({"type": "return", "returns": "o2", "state": "received"});
    world.insert(&[
        sold("o1", "2025-11-27", 1_000, json!({})),
        sold("o2", "2025-11-28", 200, json!({})),
        sold("o3", "2026-11-20", 30, json!({"state": "received"})),
        sold("o4", "2026-11-21", 4, json!({"state": "draft"})),
        sold("o5", "2026-11-22", 5, json!({"state": "cancelled"})),
        sold("o6", "2026-11-23", 50, returned),
        sold("o7", "2026-11-19", 7, json!({"currency": "USD"})),
        sold("o8", "2026-11-24", 8, json!({"type": "correction"})),
        sold("o9", "2026-11-25", 9, of_other),
        invoice("i1", 200, "IDR"),
        invoice("i2", 30, "IDR"),
        invoice("i3", 7, "USD"),
        payment("p1", 60, json!({})),
        payment("p2", 70, json!({})),
        payment("p3", 70, json!({"reverses": "p2"})),
        payment("p4", 10, json!({"type": "credit_note"})),
        complaint("q1", "new"),
        complaint("q2", "waiting"),
        complaint("q3", "done"),
        complaint("q4", "working"),
    ]);
    let mut head = world.device(HEAD);
    let archive = head.change(Op::Archive, "complaint", "q4", json!({}));
    assert_eq!(world.push(&head, &[archive]), [""]);

    let rows = card(&world, "c1", TODAY);
    // 200 + 30 - 50; of the debt of 230 were 60 paid and 10 credited.
    assert_eq!(figures(&rows[0]), ([180, 3, 2, 160], Some("2026-11-20")));
    assert_eq!(rows[0].text("currency").unwrap(), "IDR");
    assert_eq!(card(&world, "KP-MKS-00001", TODAY), rows);
    assert_eq!(
        figures(&card(&world, "c2", TODAY)[0]),
        ([9, 1, 0, 0], Some("2026-11-25"))
    );
    assert_eq!(card(&world, "c3", TODAY), []);
}

#[test]
fn a_customer_without_anything_has_a_card_of_nothing() {
    let world = World::new();
    world.insert(&[customer("c1", json!({}))]);
    assert_eq!(figures(&card(&world, "c1", TODAY)[0]), ([0; 4], None));
}

#[test]
fn the_year_of_the_card_is_that_of_the_app() {
    let world = World::new();
    world.insert(&[customer("c1", json!({}))]);
    let days = [
        "2027-02-27",
        "2027-02-28",
        "2027-03-01",
        "2027-03-02",
        "2028-02-27",
        "2028-02-28",
        "2028-02-29",
        "2028-03-01",
        "2028-03-02",
    ];
    let records = days.iter().enumerate();
    let records: Vec<NewRecord> = records
        .map(|(at, day)| sold(&format!("o{at}"), day, 1 << at, json!({})))
        .collect();
    world.insert(&records);
    let sale = |(at, day): (usize, &&str)| Sale {
        day: day.parse().unwrap(),
        customer: "c1",
        order_type: Type::Sale,
        state: State::Ordered,
        net: Amount(1 << at),
        currency: Currency::Idr,
    };
    let sales: Vec<Sale> = days.iter().enumerate().map(sale).collect();
    for today in [
        "2028-02-27",
        "2028-02-28",
        "2028-02-29",
        "2028-03-01",
        "2029-02-27",
        "2029-02-28",
        "2029-03-01",
    ] {
        let lately = Lately::new(Currency::Idr, 12, today.parse().unwrap());
        let expected = bought(&sales, lately);
        let rows = card(&world, "c1", today);
        assert_eq!(rows[0].int("value").unwrap(), expected.value.0, "{today}");
        assert_eq!(
            rows[0].int("orders").unwrap(),
            expected.orders as i64,
            "{today}"
        );
    }
}

#[test]
fn orders_are_summed_by_branch_type_and_currency() {
    let world = World::new();
    world.insert(&[customer("c1", json!({}))]);
    let two = json!({
        "k1": {"code": "A", "quantity": 1_000, "price": 100_000},
        "k2": {"code": "B", "quantity": 2_000, "price": 50_000, "free": true},
    });
    world.insert(&[
        sold("o1", TODAY, 100, json!({})),
        sold("o2", TODAY, 0, json!({"state": "shipped", "lines": two})),
        sold("o3", TODAY, 3, json!({"state": "draft"})),
        sold("o4", TODAY, 4, json!({"state": "cancelled"})),
        sold("o5", TODAY, 50, json!({"type": "return", "returns": "o1"})),
        sold("o6", TODAY, 6, json!({"currency": "USD"})),
    ]);
    let rows = world.rows(ORDERS);
    let texts =
        |row: &Row| ["branch", "type", "currency"].map(|name| row.text(name).unwrap().to_owned());
    let ints = |row: &Row| ["orders", "lines", "net"].map(|name| row.int(name).unwrap());
    let found: Vec<_> = rows.iter().map(|row| (texts(row), ints(row))).collect();
    let expected = [
        (["MKS", "return", "IDR"], [1, 1, -50]),
        (["MKS", "sale", "IDR"], [2, 3, 110]),
        (["MKS", "sale", "USD"], [1, 1, 600]),
    ];
    assert_eq!(
        found,
        expected.map(|(words, counts)| (words.map(str::to_owned), counts))
    );
    let all = world.records();
    let of_order = |id: &str| {
        Order::read(id, &all[id].fields)
            .unwrap()
            .totals()
            .unwrap()
            .net
            .0
    };
    assert_eq!(ints(&rows[1])[2], of_order("o1") + of_order("o2"));
}
