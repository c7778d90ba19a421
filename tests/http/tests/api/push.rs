//! Pushes that no device of ours makes: each gets its code and changes nothing.

use http_tests::new_id;
use serde_json::{Value, json};

use crate::scene::{OWN, Scene, person};

#[test]
fn another_branch_is_out_of_reach() {
    let mut scene = Scene::new();
    let (other, hidden) = (scene.other.clone(), scene.hidden.clone());
    let with = json!({ "home": other, "fields": person("Daeng Baso") });
    scene.refused("create", "customer", &new_id(), with, "branch");
    scene.refused(
        "create",
        "customer",
        &new_id(),
        json!({ "home": new_id(), "fields": person("A") }),
        "branch",
    );
    scene.refused(
        "create",
        "customer",
        &new_id(),
        json!({ "fields": person("A") }),
        "branch",
    );
    for id in [hidden.clone(), new_id()] {
        let with = json!({ "fields": { "note": "x" } });
        scene.refused("set", "customer", &id, with, "record_unknown");
        scene.refused("archive", "customer", &id, json!({}), "record_unknown");
        scene.refused(
            "share",
            "customer",
            &id,
            json!({ "branch": scene.own.clone(), "on": true }),
            "record_unknown",
        );
        let fields = json!({ "customer": id, "make": "Toyota" });
        scene.refused(
            "create",
            "vehicle",
            &new_id(),
            json!({ "fields": fields }),
            "reference_unknown",
        );
    }
}

#[test]
fn a_clerk_neither_shares_nor_moves() {
    let mut scene = Scene::new();
    let (customer, other) = (scene.customer(), scene.other.clone());
    scene.refused(
        "share",
        "customer",
        &customer,
        json!({ "branch": other, "on": true }),
        "role",
    );
    scene.refused(
        "move",
        "customer",
        &customer,
        json!({ "branch": other }),
        "role",
    );
}

#[test]
fn protected_kinds_and_fields_stay_as_they_are() {
    let mut scene = Scene::new();
    let (own, customer) = (scene.own.clone(), scene.customer());
    let me = scene.rina.person.clone();
    scene.refused(
        "set",
        "staff",
        &me,
        json!({ "fields": { "role": "administrator" } }),
        "field_protected",
    );
    scene.refused(
        "set",
        "branch",
        &own,
        json!({ "fields": { "name": "x" } }),
        "field_protected",
    );
    scene.refused(
        "set",
        "customer",
        &customer,
        json!({ "fields": { "code": "KP-MKS-00001" } }),
        "field_protected",
    );
    let fields = json!({ "name": "x", "email": "x@contoh.id", "role": "administrator" });
    scene.refused(
        "create",
        "staff",
        &new_id(),
        json!({ "fields": fields }),
        "role",
    );
    scene.refused("archive", "branch", &own, json!({}), "role");
    let all = scene.rina.pull();
    assert_eq!(all[&me]["f"]["role"], "staff");
    assert_eq!(all[&own]["f"]["code"], OWN);
}

#[test]
fn what_the_schema_does_not_know_is_refused() {
    let mut scene = Scene::new();
    let customer = scene.customer();
    let set = |fields: Value| json!({ "fields": fields });
    scene.refused(
        "create",
        "spaceship",
        &new_id(),
        set(json!({})),
        "kind_unknown",
    );
    scene.refused(
        "set",
        "customer",
        &customer,
        set(json!({ "is_admin": true })),
        "field_unknown",
    );
    scene.refused(
        "set",
        "vehicle",
        &customer,
        set(json!({ "plate": "x" })),
        "record_unknown",
    );
    scene.refused(
        "set",
        "customer",
        &customer,
        set(json!({ "hobbies": 7 })),
        "wrong_type",
    );
    scene.refused(
        "set",
        "customer",
        &customer,
        set(json!({ "hobbies": "x".repeat(5000) })),
        "too_long",
    );
    scene.refused(
        "set",
        "customer",
        &customer,
        set(json!({ "note": "a\u{0}b" })),
        "control_character",
    );
    scene.refused(
        "set",
        "customer",
        &customer,
        set(json!({ "street": "Jl. Losari" })),
        "group_incomplete",
    );
    let own = scene.own.clone();
    scene.refused(
        "create",
        "customer",
        &new_id(),
        json!({ "home": own, "fields": {} }),
        "required",
    );
    let again = json!({ "home": own, "fields": person("Lain") });
    scene.refused("create", "customer", &customer, again, "record_exists");
}

#[test]
fn a_refused_change_does_not_stop_the_next() {
    let mut scene = Scene::new();
    let (bad, good) = (new_id(), new_id());
    let own = scene.own.clone();
    let changes = [
        scene.rina.change(
            "create",
            "customer",
            &bad,
            json!({ "home": scene.other, "fields": person("A") }),
        ),
        scene.rina.change(
            "set",
            "customer",
            &bad,
            json!({ "fields": { "note": "x" } }),
        ),
        scene.rina.change(
            "create",
            "customer",
            &good,
            json!({ "home": own, "fields": person("B") }),
        ),
    ];
    let codes: Vec<Value> = scene
        .rina
        .push(&changes)
        .iter()
        .map(|outcome| outcome["code"].clone())
        .collect();
    assert_eq!(
        codes,
        [json!("branch"), json!("depends_on_refused"), Value::Null]
    );
    let all = scene.rina.pull();
    assert!(all.contains_key(&good) && !all.contains_key(&bad));
}

#[test]
fn nobody_writes_in_another_name() {
    let mut scene = Scene::new();
    let customer = scene.customer();
    let with = json!({ "person": new_id(), "fields": { "note": "x" } });
    let change = scene.rina.change("set", "customer", &customer, with);
    let request = scene.rina.request(&[change]);
    let answer = scene.rina.sync(&request);
    let is_refused = answer.status >= 400 || answer.json["outcomes"][0]["code"].is_string();
    assert!(is_refused, "{}", answer.text);
    assert_eq!(scene.rina.pull()[&customer]["f"]["note"], Value::Null);
}
