//! The first administrator of a company.

use std::thread;

use http_tests::{Client, Device, empty_url, new_id, sample_url};
use serde_json::{Value, json};

fn first(name: &str) -> Value {
    json!({
        "company": "PT Uji Coba", "name": name, "email": format!("{name}@uji.id"),
        "password": "hujan turun di Losari",
    })
}

#[test]
fn a_company_that_is_set_up_is_not_set_up_again() {
    let mut client = Client::new(&sample_url());
    client
        .post("/api/setup", &first("eva"))
        .expect(409, "already_set_up");
    assert!(client.cookies.is_empty());
}

/// One test, because there is one empty company and the order matters.
#[test]
fn an_empty_company_gets_exactly_one_first_administrator() {
    let mut client = Client::new(&empty_url());
    assert_eq!(client.get("/api/health").json["setup"], true);
    for (member, value, code) in [
        ("password", "pendek", "password_too_short"),
        ("password", "indonesia123", "password_common"),
        ("password", "uji coba 2026", "password_common"),
        ("name", "", "required"),
        ("company", "", "required"),
        ("email", "bukan alamat", "email_invalid"),
    ] {
        let mut wrong = first("eva");
        wrong[member] = value.into();
        client.post("/api/setup", &wrong).expect(422, code);
    }
    client
        .post("/api/setup", &json!({}))
        .expect(400, "malformed");
    client
        .sign_in("rina@contoh.id", "relasi-contoh")
        .expect(401, "bad_credentials");
    race();
    grow();
}

/// Many at the same time: one wins, the others leave no trace.
fn race() {
    let racers: Vec<_> = (0..4)
        .map(|n| {
            thread::spawn(move || {
                let mut client = Client::new(&empty_url());
                let answer = client.post("/api/setup", &first(&format!("eva{n}")));
                (answer, client)
            })
        })
        .collect();
    let (won, lost): (Vec<_>, Vec<_>) = racers
        .into_iter()
        .map(|racer| racer.join().expect("an answer"))
        .partition(|(answer, _)| answer.status == 201);
    assert_eq!(won.len(), 1);
    for (answer, _) in lost {
        answer.expect(409, "already_set_up");
    }
    let (answer, client) = won.into_iter().next().expect("a winner");
    assert_eq!(answer.json["role"], "administrator");
    assert_eq!(answer.json["must_change"], false);
    let records = Device::in_client(client).pull();
    let mut kinds: Vec<_> = records.values().map(|record| record["k"].clone()).collect();
    kinds.sort_by_key(|kind| kind.to_string());
    assert_eq!(kinds, ["settings", "staff"]);
}

/// From the first administrator to a branch, a clerk and the clerk's first customer.
fn grow() {
    let mut client = Client::new(&empty_url());
    assert_eq!(client.get("/api/health").json["setup"], false);
    let winner = (0..4).find(|n| {
        let address = format!("eva{n}@uji.id");
        client.sign_in(&address, "hujan turun di Losari").status == 200
    });
    assert!(winner.is_some());
    let mut administrator = Device::in_client(client);
    let (branch, clerk, customer) = (new_id(), new_id(), new_id());
    let fields = json!({"name": "Makassar", "code": "MKS", "time_zone": "Asia/Makassar"});
    let opened = administrator.change("create", "branch", &branch, json!({ "fields": fields }));
    let fields = json!({
        "name": "Rina", "email": "rina@uji.id", "role": "staff", "branches": { &branch: true },
    });
    let hired = administrator.change("create", "staff", &clerk, json!({ "fields": fields }));
    for outcome in administrator.push(&[opened, hired]) {
        assert_eq!(outcome["code"], Value::Null, "{outcome}");
    }
    let path = format!("/api/staff/{clerk}/start-password");
    let password = administrator
        .client
        .post(&path, &json!({}))
        .expect(200, "")
        .json;
    let mut rina = Client::new(&empty_url());
    let password = password["password"].as_str().unwrap_or_default();
    rina.sign_in("rina@uji.id", password).expect(200, "");
    let change = json!({ "old": password, "new": "tiga becak biru" });
    rina.post("/api/password", &change).expect(204, "");
    let mut rina = Device::in_client(rina);
    let fields = json!({"form": "person", "name": "Daeng Baso"});
    let with = json!({ "home": branch, "fields": fields });
    let met = rina.change("create", "customer", &customer, with);
    assert_eq!(rina.push_one(met), "");
    assert_eq!(administrator.pull()[&customer]["f"]["code"], "KP-MKS-00001");
}
