//! The views for people who read tables say what the records say.

use futures::executor::block_on;
use hub::{Database, NewRecord, Row, Statement};
use serde_json::{Value, json};
use sync::change::Op;

use crate::world::{ADMIN, HEAD, MKS, NOW, RINA, World, new_record};

pub fn customer(id: &str, extra: Value) -> NewRecord {
    let mut customer = new_record(
        "customer",
        id,
        Some(MKS),
        json!({"form": "person", "name": id}),
    );
    customer.fields.extend(extra.as_object().unwrap().clone());
    customer
}

pub fn order(id: &str, extra: Value) -> NewRecord {
    let fields = json!({
        "customer": "c1", "type": "sale", "state": "ordered", "ordered_on": "2026-11-27",
        "currency": "IDR",
    });
    let mut order = new_record("order", id, None, fields);
    order.fields.extend(extra.as_object().unwrap().clone());
    order
}

fn ints(rows: &[Row], column: &str) -> Vec<Option<i64>> {
    rows.iter()
        .map(|row| row.maybe_int(column).unwrap())
        .collect()
}

fn assert_texts(row: &Row, expected: &[(&str, Option<&str>)]) {
    for (column, text) in expected {
        assert_eq!(row.maybe_text(column).unwrap(), *text, "{column}");
    }
}

#[test]
fn customers() {
    let world = World::new();
    let phones = json!({"p2": {"number": "+628222"}, "p1": {"number": "+628111"}});
    let extra = json!({"phones": phones, "credit_limit": 5_000_000, "owner": RINA});
    world.insert(&[
        customer("c1", extra),
        customer("c2", json!({"troubled": true})),
    ]);
    let rows = world.rows("SELECT * FROM customer ORDER BY id");
    let first = [
        ("id", Some("c1")),
        ("code", Some("KP-MKS-00001")),
        ("branch", Some("MKS")),
        ("name", Some("c1")),
        ("phone", Some("+628111")),
        ("owner_id", Some(RINA)),
        ("currency", Some("IDR")),
        ("email", None),
    ];
    assert_texts(&rows[0], &first);
    assert_texts(&rows[1], &[("phone", None), ("owner_id", None)]);
    assert_eq!(ints(&rows, "credit_limit"), [Some(5_000_000), None]);
    assert_eq!(ints(&rows, "troubled"), [Some(0), Some(1)]);
    assert_eq!(ints(&rows, "created_ms"), [Some(NOW - 1_000_000); 2]);
}

#[test]
fn a_limit_is_in_the_currency_of_the_company() {
    let world = World::new();
    world.insert(&[customer("c1", json!({}))]);
    let mut admin = world.device(ADMIN);
    let set = admin.change(Op::Set, "settings", "settings", json!({"currency": "GBP"}));
    assert_eq!(world.push(&admin, &[set]), [""]);
    let rows = world.rows("SELECT currency FROM customer");
    assert_texts(&rows[0], &[("currency", Some("GBP"))]);
}

#[test]
fn orders_invoices_and_payments() {
    let world = World::new();
    let lines =
        json!({"k1": {"code": "A", "quantity": 2_000, "price": 850_000_000, "discount": 500}});
    let back = json!({"type": "return", "returns": "o1", "state": "received", "received_on": "2026-11-28", "lines": lines});
    let debt = json!({"customer": "c1", "currency": "IDR", "amount": 161_500});
    let with = |kind, id, extra: Value| {
        let mut record = new_record(kind, id, None, debt.clone());
        record.fields.extend(extra.as_object().unwrap().clone());
        record
    };
    let invoice =
        json!({"type": "sale", "order": "o1", "issued_on": "2026-11-27", "due_on": "2026-12-27"});
    let credit =
        json!({"type": "credit_note", "invoice": "i1", "order": "o2", "paid_on": "2026-11-28"});
    let undo = json!({"type": "credit_note", "reverses": "p1", "paid_on": "2026-11-29"});
    world.insert(&[
        customer("c1", json!({})),
        order("o1", json!({"lines": lines})),
        order("o2", back),
        with("invoice", "i1", invoice),
        with("payment", "p1", credit),
        with("payment", "p2", undo),
    ]);
    let rows = world.rows("SELECT * FROM sales_order ORDER BY id");
    assert_texts(
        &rows[0],
        &[
            ("code", Some("SO-MKS-00001")),
            ("branch", Some("MKS")),
            ("customer_id", Some("c1")),
        ],
    );
    assert_texts(
        &rows[0],
        &[
            ("type", Some("sale")),
            ("ordered_on", Some("2026-11-27")),
            ("returns_id", None),
        ],
    );
    assert_texts(
        &rows[1],
        &[
            ("returns_id", Some("o1")),
            ("state", Some("received")),
            ("received_on", Some("2026-11-28")),
        ],
    );
    assert_eq!(ints(&rows, "amount"), [Some(161_500); 2]);
    let rows = world.rows("SELECT * FROM invoice");
    assert_texts(
        &rows[0],
        &[
            ("code", Some("INV-MKS-00001")),
            ("branch", Some("MKS")),
            ("customer_id", Some("c1")),
        ],
    );
    assert_texts(
        &rows[0],
        &[
            ("order_id", Some("o1")),
            ("issued_on", Some("2026-11-27")),
            ("due_on", Some("2026-12-27")),
        ],
    );
    assert_texts(&rows[0], &[("currency", Some("IDR")), ("document", None)]);
    assert_eq!(ints(&rows, "amount"), [Some(161_500)]);
    let rows = world.rows("SELECT * FROM payment ORDER BY id");
    assert_texts(
        &rows[0],
        &[
            ("code", Some("BYR-MKS-00001")),
            ("branch", Some("MKS")),
            ("type", Some("credit_note")),
        ],
    );
    assert_texts(
        &rows[0],
        &[
            ("invoice_id", Some("i1")),
            ("order_id", Some("o2")),
            ("paid_on", Some("2026-11-28")),
        ],
    );
    assert_texts(&rows[1], &[("reverses_id", Some("p1")), ("method", None)]);
    assert_eq!(ints(&rows, "amount"), [Some(161_500); 2]);
}

#[test]
fn what_is_archived_is_left_out() {
    let world = World::new();
    let lines = json!({"k1": {"code": "A", "quantity": 1, "price": 1}});
    let orders = ["o1", "o2"].map(|id| order(id, json!({"lines": lines})));
    world.insert(&[customer("c1", json!({}))]);
    world.insert(&orders);
    let ids = |sql| {
        let rows = world.rows(sql);
        let ids = rows.iter().map(|row| row.text("id").unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    let lines = "SELECT order_id AS id FROM order_line ORDER BY id";
    let mut head = world.device(HEAD);
    for (kind, id) in [("order", "o1"), ("customer", "c1")] {
        let archive = head.change(Op::Archive, kind, id, json!({}));
        assert_eq!(world.push(&head, &[archive]), [""]);
    }
    assert_eq!(ids("SELECT id FROM sales_order ORDER BY id"), ["o2"]);
    assert_eq!(ids(lines), ["o2"]);
    assert_eq!(ids("SELECT id FROM customer"), [""; 0]);
    let rows = world.rows("SELECT branch FROM sales_order");
    assert_texts(&rows[0], &[("branch", Some("MKS"))]);
}

#[test]
fn nobody_writes_through_a_view() {
    let world = World::new();
    world.insert(&[customer("c1", json!({}))]);
    let before = world.business();
    let refused = |sql| {
        let error = block_on(world.db.query(Statement::new(sql, []))).unwrap_err();
        assert!(
            error.to_string().contains("because it is a view"),
            "{error}"
        );
    };
    refused("INSERT INTO customer (id) VALUES ('c2')");
    refused("UPDATE customer SET name = 'x'");
    refused("DELETE FROM customer");
    refused("INSERT INTO sales_order (id) VALUES ('o1')");
    refused("UPDATE order_line SET amount = 0");
    refused("UPDATE invoice SET amount = 0");
    refused("DELETE FROM payment");
    assert_eq!(world.business(), before);
}
