//! What one person may know of a record.

use http_tests::{Device, new_id};
use serde_json::{Value, json};

#[test]
fn a_clerk_receives_nothing_of_another_branch() {
    let mut rina = Device::of("rina@contoh.id");
    let records = rina.pull();
    let own = |branch: &Value| {
        let branches = &records[&rina.person]["f"]["branches"];
        branch
            .as_str()
            .is_some_and(|branch| branches.get(branch).is_some())
    };
    let of_branches = records.values().filter(|record| record["h"].is_string());
    let mut count = 0;
    for record in of_branches {
        let is_shared = record["b"]
            .as_array()
            .is_some_and(|shared| shared.iter().any(own));
        assert!(own(&record["h"]) || is_shared, "{record}");
        count += 1;
    }
    assert!(count > 50, "{count}");
}

#[test]
fn a_guessed_id_is_answered_like_one_that_does_not_exist() {
    let mut rina = Device::of("rina@contoh.id");
    let mut sby = Device::of("sby@contoh.id");
    let seen = rina.pull();
    let hidden = sby
        .pull()
        .into_iter()
        .find(|(id, record)| record["k"] == "customer" && !seen.contains_key(id));
    let hidden = hidden.map(|(id, _)| id).expect("a customer of Surabaya");
    let guessed = rina.client.get(&format!("/api/record/{hidden}/history"));
    let invented = rina
        .client
        .get(&format!("/api/record/{}/history", new_id()));
    assert_eq!(guessed.text, invented.text);
    guessed.expect(404, "not_found");
    sby.client
        .get(&format!("/api/record/{hidden}/history"))
        .expect(200, "");
}

#[test]
fn history_tells_who_wrote_what() {
    let mut rina = Device::of("rina@contoh.id");
    let records = rina.pull();
    let home = records[&rina.person]["f"]["branches"]
        .as_object()
        .and_then(|set| set.keys().next())
        .cloned();
    let id = new_id();
    let with = json!({ "home": home, "fields": { "form": "person", "name": "Daeng Sija" } });
    let create = rina.change("create", "customer", &id, with);
    let stamp = create["stamp"].clone();
    let with = json!({ "fields": { "note": "Datang lagi" }, "bases": { "note": stamp } });
    let set = rina.change("set", "customer", &id, with);
    for outcome in rina.push(&[create, set]) {
        assert_eq!(outcome["code"], Value::Null, "{outcome}");
    }
    let history = rina
        .client
        .get(&format!("/api/record/{id}/history"))
        .expect(200, "")
        .json;
    let ops: Vec<_> = history["entries"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| &entry["op"])
        .collect();
    assert_eq!(ops, ["set", "create"]);
    assert_eq!(history["entries"][0]["fields"]["note"], "Datang lagi");
    assert_eq!(history["entries"][0]["person"], json!(rina.person));
}

#[test]
fn devices_are_listed_for_those_who_lead() {
    let mut rina = Device::of("rina@contoh.id");
    let replica = json!(rina.replica);
    let mut request = rina.request(&[]);
    request["pending"] = json!(3);
    rina.sync(&request).expect(200, "");
    rina.client.get("/api/devices").expect(403, "role");
    for (email, sees) in [("pusat@contoh.id", true), ("mks@contoh.id", true)] {
        let mut leader = Device::of(email);
        let devices = leader.client.get("/api/devices").expect(200, "").json;
        let found = devices["devices"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|device| device["replica"] == replica);
        assert_eq!(found.is_some(), sees, "{email}");
        assert_eq!(found.map(|device| &device["pending"]), Some(&json!(3)));
    }
}
