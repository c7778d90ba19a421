//! Every field of every kind, written by the lowest role.

use domain::access::Role;
use domain::kinds::SCHEMA;
use domain::schema::{Field, FieldKind, Kind, Scope, Write};
use domain::testing;
use futures::executor::block_on;
use hub::{Hub, HubError};
use serde_json::{Map, Value, json};
use sync::change::Op;
use sync::codes;

use crate::world::{ADMIN, MKS, OFFICE, RINA, SBY, SURYA, World, new_record};

/// A value that the field takes.
fn sound(field: &Field) -> Value {
    testing::sound(field, &id_of)
}

fn id_of(kind: &str) -> String {
    match kind {
        "branch" => MKS.into(),
        "staff" => RINA.into(),
        "settings" => "settings".into(),
        other => format!("{other}-1"),
    }
}

/// One record of every kind in Rina's branch.
fn world() -> World {
    let world = World::new();
    for kind in SCHEMA
        .kinds
        .iter()
        .filter(|kind| kind.scope != Scope::Company || kind.name == "product")
    {
        let fields = testing::required(kind, &id_of);
        let home = (kind.scope == Scope::Home).then_some(MKS);
        world.insert(&[new_record(
            kind.name,
            &id_of(kind.name),
            home,
            Value::Object(fields),
        )]);
    }
    world
}

fn written(kind: &Kind, field: &Field, value: Value) -> Value {
    let is_map = matches!(field.kind, FieldKind::Map(_) | FieldKind::Set);
    if let (true, Value::Object(map)) = (is_map, &value) {
        return json!({format!("{}/k1", field.name): map["k1"]});
    }
    let group = kind.members(kind.group(field.name)).into_iter();
    let mut fields: Map<String, Value> = group
        .map(|path| (path.to_owned(), kind.field(path).map_or(Value::Null, sound)))
        .collect();
    fields.insert(field.name.into(), value);
    fields.into()
}

#[test]
fn the_lowest_role_writes_only_what_it_may() {
    for kind in SCHEMA.kinds {
        for field in kind.fields {
            let world = world();
            let before = world.business();
            let mut rina = world.device(RINA);
            let fields = written(kind, field, sound(field));
            let change = rina.change(Op::Set, kind.name, &id_of(kind.name), fields);
            let outcome = world.push(&rina, &[change]).remove(0);
            let allowed = !kind.create_only && field.write == Write::Role(Role::Staff);
            let is_confidential = matches!(kind.scope, Scope::Role(_));
            let expected = match (kind.create_only, allowed) {
                _ if is_confidential => codes::RECORD_UNKNOWN,
                (true, _) => codes::CREATE_ONLY,
                (false, true) => "",
                (false, false) => codes::FIELD_PROTECTED,
            };
            assert_eq!(outcome, expected, "{}.{}", kind.name, field.name);
            assert_eq!(
                world.business() == before,
                !allowed,
                "{}.{}",
                kind.name,
                field.name
            );
        }
    }
}

#[test]
fn values_of_another_type_are_refused() {
    let world = world();
    let before = world.business();
    let mut rina = world.device(RINA);
    for kind in SCHEMA.kinds.iter().filter(|kind| !kind.create_only) {
        for field in kind
            .fields
            .iter()
            .filter(|field| field.write == Write::Role(Role::Staff))
        {
            for value in [json!([1]), json!(1.5), json!({"k1": 1})] {
                let fields = written(kind, field, value);
                let change = rina.change(Op::Set, kind.name, &id_of(kind.name), fields);
                let outcome = world.push(&rina, &[change]).remove(0);
                assert_ne!(outcome, "", "{}.{}", kind.name, field.name);
            }
        }
    }
    assert_eq!(world.business(), before);
}

#[test]
fn numbers_of_the_server_and_unknown_names_are_refused() {
    let world = world();
    let before = world.business();
    let mut rina = world.device(RINA);
    let with = |extra: Value| {
        let mut fields = json!({"form": "person", "name": "Siti"});
        fields
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        fields
    };
    let mut create = |kind: &str, id: &str, home: Option<&str>, fields: Value| {
        rina.change(
            Op::Create {
                home: home.map(str::to_owned),
            },
            kind,
            id,
            fields,
        )
    };
    let changes = [
        create(
            "customer",
            "x1",
            Some(MKS),
            with(json!({"code": "KP-MKS-00001"})),
        ),
        create("customer", "x2", Some(MKS), with(json!({"salary": 1}))),
        create("customer", "x3", Some(SBY), with(json!({}))),
        create("customer", "x4", None, with(json!({}))),
        create("customer", "../x5", Some(MKS), with(json!({}))),
        create("customer", "x6", Some(MKS), json!({"form": "person"})),
        create("customer", MKS, Some(MKS), with(json!({}))),
        create("ghost", "x7", None, json!({})),
        create(
            "branch",
            "x8",
            None,
            json!({"name": "X", "code": "XYZ", "time_zone": "Asia/Jakarta"}),
        ),
        create(
            "vehicle",
            "x9",
            Some(MKS),
            json!({"customer": "customer-1", "make": "X"}),
        ),
    ];
    let expected = [
        codes::FIELD_PROTECTED,
        codes::FIELD_UNKNOWN,
        codes::BRANCH,
        codes::BRANCH,
        codes::MALFORMED,
        "required",
        codes::RECORD_EXISTS,
        codes::KIND_UNKNOWN,
        codes::ROLE,
        codes::BRANCH,
    ];
    assert_eq!(world.push(&rina, &changes), expected);
    assert_eq!(world.business(), before);
}

#[test]
fn a_record_out_of_sight_is_like_none() {
    let world = world();
    let foreign = json!({"form": "person", "name": "Foreign"});
    world.insert(&[new_record("customer", "c-sby", Some(SBY), foreign)]);
    let before = world.business();
    let mut rina = world.device(RINA);
    let ops = [
        Op::Set,
        Op::Archive,
        Op::Restore,
        Op::Settle,
        Op::Move { branch: MKS.into() },
        Op::Share {
            branch: MKS.into(),
            on: true,
        },
    ];
    for op in ops {
        for id in ["c-sby", "nobody", MKS] {
            let change = rina.change(op.clone(), "customer", id, json!({}));
            assert_eq!(
                world.push(&rina, &[change]),
                [codes::RECORD_UNKNOWN],
                "{op:?} {id}"
            );
        }
    }
    assert_eq!(world.business(), before);
}

#[test]
fn what_an_operation_does_not_write_is_not_smuggled_in_with_it() {
    let world = World::new();
    let foreign = json!({"form": "person", "name": "Foreign"});
    world.insert(&[new_record("customer", "c-sby", Some(SBY), foreign)]);
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    let noop = rina.change(Op::Noop, "customer", "c-sby", json!({}));
    let text = json!({"name": "Smuggled"});
    let smuggling = rina.change(Op::Noop, "customer", "c-sby", text.clone());
    let mut settling = rina.change(Op::Noop, "customer", "c-sby", json!({}));
    settling.settles.insert("naming".into(), vec![rina.last]);
    let changes = [
        create,
        noop,
        smuggling,
        settling,
        rina.change(Op::Archive, "customer", "c1", text.clone()),
        rina.change(Op::Settle, "customer", "c1", text),
        rina.change(
            Op::Create {
                home: Some(MKS.into()),
            },
            "customer",
            "c2",
            json!({"form": "person", "name": "Siti", "name/x": {"deep": [1]}}),
        ),
    ];
    let malformed = codes::MALFORMED;
    assert_eq!(
        world.push(&rina, &changes),
        [
            "",
            "",
            malformed,
            malformed,
            malformed,
            malformed,
            "field_unknown"
        ]
    );
    let history = block_on(Hub::new(&world.db).history(SURYA, "c-sby")).unwrap();
    assert_eq!(history.len(), 1, "{history:?}");
}

#[test]
fn ids_too_long_to_be_kept_are_not_of_the_protocol() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let long = "\"".repeat(400_000);
    let changes = [
        rina.customer(&long, MKS),
        rina.change(Op::Set, &long, "c1", json!({})),
        rina.change(
            Op::Share {
                branch: long.clone(),
                on: true,
            },
            "customer",
            "c1",
            json!({}),
        ),
    ];
    for mut change in changes {
        change.seq = 1;
        let before = world.business();
        let result = world.sync(&rina.request(&[change]), RINA);
        assert!(
            matches!(&result, Err(HubError::Refused(failure)) if failure.code == codes::MALFORMED),
            "{result:?}"
        );
        assert_eq!(world.business(), before);
    }
}

#[test]
fn a_stamp_is_used_once() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let mut office = world.device(OFFICE);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let seen = world.record("c1");
    let first = rina.set(&seen, "note", json!("first"));
    let mut second = rina.set(&seen, "note", json!("second"));
    second.stamp = first.stamp;
    rina.last = first.stamp;
    let later = office.set(&world.record("c1"), "note", json!("later"));
    assert_eq!(world.push(&rina, &[first]), [""]);
    office.last = rina.last;
    assert_eq!(world.push(&office, &[later]), [""]);
    assert_eq!(world.push(&rina, &[second]), [codes::STAMP_ORDER]);
}

#[test]
fn an_administrator_remains() {
    let world = World::new();
    let mut admin = world.device(ADMIN);
    let own = world.record(ADMIN);
    let changes = [
        admin.set(&own, "role", json!("staff")),
        admin.set(&own, "active", json!(false)),
        admin.change(Op::Archive, "staff", ADMIN, json!({})),
        admin.set(&own, "name", json!("Admin")),
        admin.set(&world.record(RINA), "role", json!("administrator")),
    ];
    let own = "own_access";
    assert_eq!(world.push(&admin, &changes), [own, own, own, "", ""]);
    let mut rina = world.device(RINA);
    let demotion = rina.set(&world.record(ADMIN), "role", json!("staff"));
    assert_eq!(world.push(&rina, &[demotion]), [""], "another one may");
}

#[test]
fn moments_that_no_clock_shows_are_refused() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let moments = [
        i64::MIN,
        -8_640_000_000_000_001,
        8_640_000_000_000_001,
        i64::MAX,
        0,
    ];
    let changes = moments.map(|made_ms| {
        let mut change = rina.customer("", MKS);
        change.record = format!("c{}", change.seq);
        change.made_ms = made_ms;
        change
    });
    let malformed = codes::MALFORMED;
    let expected = [malformed, malformed, malformed, malformed, ""];
    assert_eq!(world.push(&rina, &changes), expected);
    assert!(world.records().contains_key("c5"));
}
