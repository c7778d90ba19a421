//! The lowest role writes what it may not, field by field, as the schema tells.

use std::collections::BTreeMap;

use domain::access::Role;
use domain::kinds::SCHEMA;
use domain::schema::{Field, Kind, Scope, Write};
use domain::testing::{sound, written};
use http_tests::new_id;
use serde_json::{Map, Value, json};

use crate::scene::{Scene, person};
use crate::untouched::{create, untouched};

/// Letters under which a record keeps what no field is: kind, id, version, home, branches, fields,
/// create, stamps, person, writers, time, archived, conflicts.
const ENVELOPE: &str = "kivhbfsxpwtac";

type Records = BTreeMap<&'static str, String>;

/// A record of every kind that Rina may see, those of her branch made by herself.
fn in_sight(scene: &mut Scene) -> Records {
    let mut records = untouched().records.clone();
    let mut changes = Vec::new();
    for (kind, _) in untouched().of_branch() {
        let id = new_id();
        let with = create(kind, &scene.own, &records);
        changes.push(scene.rina.change("create", kind.name, &id, with));
        records.insert(kind.name, id);
    }
    for outcome in scene.rina.push(&changes) {
        assert_eq!(outcome["code"], Value::Null, "{outcome}");
    }
    records
}

fn is_for_staff(field: &Field, creating: bool) -> bool {
    match field.write {
        Write::Role(least) => least == Role::Staff,
        Write::Create => creating,
        Write::Server => false,
    }
}

/// Why Rina may not write the field of a record that exists.
fn refusal(kind: &Kind, field: &Field) -> Option<&'static str> {
    match kind.scope {
        Scope::Role(_) => Some("record_unknown"),
        _ if kind.create_only => Some("create_only"),
        _ => (!is_for_staff(field, false)).then_some("field_protected"),
    }
}

/// Pushes changes of which each must be refused with the code beside it.
#[track_caller]
fn check_refused(scene: &mut Scene, expected: &[&str], changes: &[Value]) {
    let outcomes = scene.rina.push(changes);
    for ((change, outcome), expected) in changes.iter().zip(outcomes).zip(expected) {
        assert_eq!(outcome["code"], *expected, "{change}");
    }
}

#[test]
fn protected_fields_of_every_kind_stay_as_they_are() {
    let mut scene = Scene::new();
    let records = in_sight(&mut scene);
    let histories = || records.values().map(|id| untouched().history(id));
    let before: Vec<String> = histories().collect();
    let id_of = |kind: &str| records.get(kind).cloned().unwrap_or_default();
    let (mut expected, mut changes) = (Vec::new(), Vec::new());
    for kind in SCHEMA.kinds {
        for field in kind.fields {
            if let Some(code) = refusal(kind, field) {
                let with = json!({ "fields": written(kind, field, &id_of) });
                changes.push(
                    scene
                        .rina
                        .change("set", kind.name, &records[kind.name], with),
                );
                expected.push(code);
            }
        }
    }
    assert!(changes.len() > 60, "{}", changes.len());
    check_refused(&mut scene, &expected, &changes);
    assert_eq!(histories().collect::<Vec<_>>(), before);
    untouched().assert_untouched();
}

#[test]
fn nothing_protected_comes_in_with_a_new_record() {
    let mut scene = Scene::new();
    let records = in_sight(&mut scene);
    let id_of = |kind: &str| records.get(kind).cloned().unwrap_or_default();
    let (mut expected, mut changes) = (Vec::new(), Vec::new());
    for kind in SCHEMA.kinds {
        for field in kind
            .fields
            .iter()
            .filter(|field| !is_for_staff(field, true))
        {
            let mut with = create(kind, &scene.own, &records);
            with["fields"][field.name] = sound(field, &id_of);
            changes.push(scene.rina.change("create", kind.name, &new_id(), with));
            let may_create = kind.create == Role::Staff;
            expected.push(if may_create {
                "field_protected"
            } else {
                "role"
            });
        }
    }
    assert!(changes.len() > 20, "{}", changes.len());
    check_refused(&mut scene, &expected, &changes);
    for change in &changes {
        let id = change["record"].as_str().unwrap_or_default();
        assert_eq!(
            untouched().history(id),
            r#"{"code":"not_found"}"#,
            "{change}"
        );
    }
}

#[test]
fn kinds_beyond_the_role_are_neither_archived_nor_restored() {
    let mut scene = Scene::new();
    let records = in_sight(&mut scene);
    let (mut expected, mut changes) = (Vec::new(), Vec::new());
    for kind in SCHEMA
        .kinds
        .iter()
        .filter(|kind| kind.archive > Role::Staff)
    {
        let is_hidden = matches!(kind.scope, Scope::Role(_));
        for op in ["archive", "restore"] {
            changes.push(
                scene
                    .rina
                    .change(op, kind.name, &records[kind.name], json!({})),
            );
            expected.push(if is_hidden { "record_unknown" } else { "role" });
        }
    }
    check_refused(&mut scene, &expected, &changes);
    untouched().assert_untouched();
}

#[test]
fn what_no_field_is_cannot_be_written_as_one() {
    let mut scene = Scene::new();
    let customer = scene.customer();
    let before = untouched().history(&customer);
    let letters = ENVELOPE.chars().map(String::from);
    let others = [
        "@archived",
        "__proto__",
        "",
        "/",
        "name/x",
        "constructor",
        "$.f.code",
    ];
    let mut changes = Vec::new();
    for path in letters.chain(others.map(str::to_owned)) {
        for value in [json!("x"), json!(99), json!({ "x": true })] {
            let with = json!({ "fields": { path.clone(): value } });
            changes.push(scene.rina.change("set", "customer", &customer, with));
        }
    }
    for (change, outcome) in changes.iter().zip(scene.rina.push(&changes)) {
        assert_eq!(outcome["code"], "field_unknown", "{change}");
    }
    assert_eq!(untouched().history(&customer), before);
}

#[test]
fn what_no_change_says_has_no_effect() {
    let mut scene = Scene::new();
    let id = new_id();
    let (own, other) = (scene.own.clone(), scene.other.clone());
    let envelope = json!({
        "i": new_id(), "k": "staff", "v": 77, "h": other, "b": [other], "f": { "code": "X" },
        "p": new_id(), "w": { "naming": new_id() }, "t": 1, "a": true, "version": 77, "root": other,
        "home": own, "fields": person("Daeng Sewang"), "outcome": "applied", "number": "KP-1",
    });
    let change = scene.rina.change("create", "customer", &id, envelope);
    assert_eq!(scene.rina.push_one(change), "");
    let record = scene.rina.pull_feed(&format!("branch:{own}"))[&id].clone();
    let shown = ["k", "i", "v", "h", "p", "b", "w", "a"].map(|member| record[member].clone());
    let expected = json!(["customer", id, 1, own, scene.rina.person, null, null, null]);
    assert_eq!(json!(shown), expected);
    let names: Vec<&String> = record["f"]
        .as_object()
        .map(Map::keys)
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(names, ["code", "form", "name"]);
    untouched().assert_untouched();
}
