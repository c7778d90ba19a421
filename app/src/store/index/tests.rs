use serde_json::{Value, json};
use sync::record::Record;
use sync::stamp::Stamp;
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;

const NOW: i64 = 1_795_402_800_000;

fn known(kind: &str, id: &str, fields: Value) -> Known {
    let stamp = Stamp::default();
    let record = json!({"k": kind, "i": id, "v": 1, "h": "mks", "f": fields, "s": stamp, "p": "p", "t": NOW});
    let record: Record = serde_json::from_value(record).expect("a record");
    Known {
        record,
        pending: false,
    }
}

fn customer(id: &str, name: &str, phone: &str) -> Known {
    known(
        "customer",
        id,
        json!({"name": name, "code": format!("KP-MKS-{id}"), "phones": {"a": {"number": phone}}}),
    )
}

fn book() -> Vec<Known> {
    vec![
        customer("00001", "Siti Rahmawati", "+6281244102201"),
        customer("00002", "Andi Wijaya", "+62411872113"),
        known(
            "vehicle",
            "v1",
            json!({"customer": "00001", "plate": "DD 5501 AK", "make": "Honda"}),
        ),
        known(
            "interaction",
            "i1",
            json!({"customer": "00002", "happened_at": NOW - 1, "subject": "Tanya", "next_on": "2026-11-23", "next_state": "open"}),
        ),
        known(
            "complaint",
            "c1",
            json!({"customer": "00001", "subject": "Rem", "state": "new", "department": "workshop"}),
        ),
    ]
}

fn index() -> Index {
    Index::build(book(), NOW)
}

fn found(index: &Index, query: &str, view: View) -> Vec<String> {
    let found = index.search(query, view, None, "2026-11-23").into_iter();
    found.map(|at| index.customers[at].name.clone()).collect()
}

#[test]
fn customers_are_found_by_name_phone_code_and_plate() {
    let index = index();
    let check =
        |query, expected: &[&str]| assert_eq!(found(&index, query, View::All), expected, "{query}");
    check("", &["Andi Wijaya", "Siti Rahmawati"]);
    check("rahma siti", &["Siti Rahmawati"]);
    check("0812-4410-2201", &["Siti Rahmawati"]);
    check("+62 812 4410", &["Siti Rahmawati"]);
    check("(0411) 872 113", &["Andi Wijaya"]);
    check("dd5501ak", &["Siti Rahmawati"]);
    check("DD 5501 AK", &["Siti Rahmawati"]);
    check("kp-mks-00002", &["Andi Wijaya"]);
    check("tidak ada", &[]);
}

#[test]
fn views_follow_contacts_and_next_steps() {
    let index = index();
    assert_eq!(found(&index, "", View::Prospects), ["Siti Rahmawati"]);
    assert_eq!(found(&index, "", View::Active), ["Andi Wijaya"]);
    assert_eq!(found(&index, "", View::ToContact), ["Andi Wijaya"]);
    let counts = index.counts(NOW, "2026-11-23");
    assert_eq!(
        (counts.customers, counts.due_today, counts.complaints_open),
        (2, 1, 1)
    );
}

#[test]
fn an_update_leaves_what_a_fresh_build_makes() {
    let mut changed = book();
    changed[0] = customer("00001", "Zaenab", "+62811");
    changed.remove(3);
    let fresh = Index::build(changed, NOW);
    let mut updated = index();
    let renamed = customer("00001", "Zaenab", "+62811");
    updated.update(
        vec![("00001".to_owned(), Some(renamed)), ("i1".to_owned(), None)],
        NOW,
    );
    let rows = |index: &Index| -> Vec<CustomerRow> {
        let plain = |row: &Rc<CustomerRow>| CustomerRow {
            version_key: 0,
            ..(**row).clone()
        };
        index.customers.iter().map(plain).collect()
    };
    assert_eq!(rows(&updated), rows(&fresh));
    assert_eq!(updated.complaints[0].customer_name, "Zaenab");
    assert_eq!(
        (
            updated.due.len(),
            updated.holders_of("phone:+6281244102201").len()
        ),
        (0, 0)
    );
}
