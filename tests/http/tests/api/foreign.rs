//! Another branch, through every kind that a branch has.

use domain::kinds::SCHEMA;
use domain::schema::{FieldKind, Kind};
use http_tests::new_id;
use serde_json::{Value, json};

use crate::scene::Scene;
use crate::untouched::{create, untouched};

/// Ways to touch a record, with what each needs.
fn touches(branch: &str) -> [(&'static str, Value); 7] {
    [
        ("set", json!({ "fields": { "note": "x" } })),
        ("archive", json!({})),
        ("restore", json!({})),
        ("settle", json!({ "settles": {} })),
        ("share", json!({ "branch": branch, "on": true })),
        ("share", json!({ "branch": branch, "on": false })),
        ("move", json!({ "branch": branch })),
    ]
}

#[test]
fn every_kind_of_another_branch_is_answered_for_as_if_it_did_not_exist() {
    let mut scene = Scene::new();
    let own = scene.own.clone();
    let mut changes = Vec::new();
    for (kind, hidden) in untouched().of_branch() {
        for (op, with) in touches(&own) {
            for id in [hidden.clone(), new_id()] {
                changes.push(scene.rina.change(op, kind.name, &id, with.clone()));
            }
        }
    }
    for (change, outcome) in changes.iter().zip(scene.rina.push(&changes)) {
        assert_eq!(outcome["code"], "record_unknown", "{change}");
        assert_eq!(outcome["path"], Value::Null, "{change}");
    }
    untouched().assert_untouched();
}

#[test]
fn a_change_that_does_nothing_fetches_nothing_of_another_branch() {
    let mut scene = Scene::new();
    let hidden = untouched().of_branch();
    let changes: Vec<Value> = hidden
        .map(|(kind, id)| scene.rina.change("noop", kind.name, id, json!({})))
        .collect();
    let answer = scene
        .rina
        .sync(&scene.rina.request(&changes))
        .expect(200, "");
    assert_eq!(answer.json["records"], json!([]));
    for (_, id) in untouched().of_branch() {
        assert!(!answer.json["pages"].to_string().contains(id), "{id}");
    }
}

#[test]
fn histories_of_another_branch_are_like_those_of_nothing() {
    let mut scene = Scene::new();
    let hidden = untouched().of_branch().map(|(_, id)| id);
    let cost = &untouched().records["product_cost"];
    for id in hidden.chain([cost]) {
        let mut history = |id: &str| scene.rina.client.get(&format!("/api/record/{id}/history"));
        let (guessed, invented) = (history(id), history(&new_id()));
        assert_eq!(guessed.text, invented.text);
        guessed.expect(404, "not_found");
    }
}

/// Fields of a new record of the kind that name a record which lies in a branch.
fn references(kind: &Kind) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_branch = |name: &str| untouched().of_branch().any(|(kind, _)| kind.name == name);
    kind.fields
        .iter()
        .filter_map(move |field| match field.kind {
            FieldKind::Ref(named) if of_branch(named) => Some((field.name, named)),
            _ => None,
        })
}

#[test]
fn no_reference_reaches_into_another_branch() {
    let mut scene = Scene::new();
    let mut records = untouched().records.clone();
    let mut changes = Vec::new();
    for (kind, _) in untouched().of_branch() {
        let id = new_id();
        let with = create(kind, &scene.own, &records);
        changes.push(scene.rina.change("create", kind.name, &id, with));
        records.insert(kind.name, id);
    }
    let applied = changes.len();
    for kind in SCHEMA.kinds {
        for (field, named) in references(kind) {
            let mut with = create(kind, &scene.own, &records);
            with["fields"][field] = json!(untouched().records[named]);
            changes.push(scene.rina.change("create", kind.name, &new_id(), with));
        }
    }
    assert!(changes.len() > applied + 15, "{}", changes.len());
    let outcomes = scene.rina.push(&changes);
    for (at, (change, outcome)) in changes.iter().zip(outcomes).enumerate() {
        let expected = (at >= applied).then_some("reference_unknown");
        assert_eq!(outcome["code"], json!(expected), "{change}");
    }
    untouched().assert_untouched();
}

#[test]
fn a_record_of_one_kind_is_not_touched_as_another() {
    let mut scene = Scene::new();
    let customer = scene.customer();
    let before = untouched().history(&customer);
    let mut changes = Vec::new();
    for kind in SCHEMA.kinds.iter().filter(|kind| kind.name != "customer") {
        for (op, with) in touches(&scene.own.clone()) {
            changes.push(scene.rina.change(op, kind.name, &customer, with));
        }
    }
    for (change, outcome) in changes.iter().zip(scene.rina.push(&changes)) {
        assert_eq!(outcome["code"], "record_unknown", "{change}");
    }
    assert_eq!(untouched().history(&customer), before);
}
