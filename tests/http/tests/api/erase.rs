//! Head office erases a customer, and devices hear of it.

use http_tests::{Answer, Client, Device, SAMPLE_PASSWORD, new_id};
use serde_json::{Value, json};

use crate::scene::{Scene, person};

const SECRET: &str = "Daeng Rahasia";

/// A customer of Rina's with a vehicle, of whom a word must go.
fn customer(scene: &mut Scene) -> (String, String) {
    let (id, vehicle) = (new_id(), new_id());
    let with = json!({ "home": scene.own, "fields": person(SECRET) });
    let create = scene.rina.change("create", "customer", &id, with);
    let fields = json!({ "customer": id, "make": SECRET });
    let follower = json!({ "fields": fields });
    let follower = scene.rina.change("create", "vehicle", &vehicle, follower);
    for outcome in scene.rina.push(&[create, follower]) {
        assert_eq!(outcome["code"], Value::Null, "{outcome}");
    }
    (id, vehicle)
}

fn erase(client: &mut Client, id: &str, password: &str) -> Answer {
    let path = format!("/api/record/{id}/erase");
    client.post(&path, &json!({ "password": password }))
}

#[test]
fn whoever_is_erased_is_erased_everywhere() {
    let mut scene = Scene::new();
    let (id, vehicle) = customer(&mut scene);
    let mut other = Device::of("mks@contoh.id");
    assert!(other.pull()[&id].to_string().contains(SECRET));

    let mut office = Client::signed_in("pusat@contoh.id");
    erase(&mut office, &id, "salah-sekali").expect(422, "old_password_wrong");
    erase(&mut scene.rina.client, &id, SAMPLE_PASSWORD).expect(403, "role");
    erase(&mut office, &new_id(), SAMPLE_PASSWORD).expect(404, "not_found");
    erase(&mut office, &id, SAMPLE_PASSWORD).expect(204, "");
    erase(&mut office, &id, SAMPLE_PASSWORD).expect(204, "");

    let pulled = other.pull();
    for id in [&id, &vehicle] {
        let stub = &pulled[id];
        assert!(stub["e"].is_i64(), "{stub}");
        assert!(!stub.to_string().contains(SECRET), "{stub}");
        let path = format!("/api/record/{id}/history");
        let history = office.get(&path).expect(200, "");
        assert_eq!(history.json["entries"], json!([]));
    }
}

#[test]
fn what_an_old_device_sends_about_the_erased_is_refused_as_such() {
    let mut scene = Scene::new();
    let (id, vehicle) = customer(&mut scene);
    let mut office = Client::signed_in("pusat@contoh.id");
    erase(&mut office, &id, SAMPLE_PASSWORD).expect(204, "");
    let fields = |fields: Value| json!({ "fields": fields });
    let other = new_id();
    let changes = [
        scene
            .rina
            .change("set", "customer", &id, fields(json!({ "note": SECRET }))),
        scene.rina.change(
            "set",
            "vehicle",
            &vehicle,
            fields(json!({ "make": SECRET })),
        ),
        scene.rina.change(
            "create",
            "vehicle",
            &other,
            fields(json!({ "customer": id, "make": SECRET })),
        ),
        scene
            .rina
            .change("set", "vehicle", &other, fields(json!({ "make": SECRET }))),
    ];
    for _ in 0..2 {
        for outcome in scene.rina.push(&changes) {
            assert_eq!(outcome["code"], "erased", "{outcome}");
        }
    }
    let refused = office.get("/api/refused").expect(200, "");
    assert!(!refused.text.contains(SECRET), "{}", refused.text);
    // The device goes on.
    scene.customer();
}

#[test]
fn nobody_is_erased_while_something_is_owed() {
    let mut scene = Scene::new();
    let (id, _) = customer(&mut scene);
    let invoice = new_id();
    let fields = json!({
        "customer": id, "type": "sale", "issued_on": "2026-11-27", "due_on": "2026-11-27",
        "amount": 500_000, "currency": "IDR",
    });
    let create = json!({ "fields": fields });
    let create = scene.rina.change("create", "invoice", &invoice, create);
    assert_eq!(scene.rina.push_one(create), "");
    let mut office = Client::signed_in("admin@contoh.id");
    erase(&mut office, &id, SAMPLE_PASSWORD).expect(422, "not_settled");
    let fields = json!({
        "customer": id, "type": "payment", "paid_on": "2026-11-27", "amount": 500_000,
        "currency": "IDR", "note": SECRET,
    });
    let payment = json!({ "fields": fields });
    let payment = scene.rina.change("create", "payment", &new_id(), payment);
    assert_eq!(scene.rina.push_one(payment), "");
    erase(&mut office, &id, SAMPLE_PASSWORD).expect(204, "");
    let stub = &scene.rina.pull()[&invoice];
    assert_eq!(stub["f"]["amount"], 500_000);
    assert!(
        stub["e"].is_i64() && stub["f"]["code"].is_string(),
        "{stub}"
    );
}
