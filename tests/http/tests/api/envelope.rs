//! Numbers, names, stamps and cursors that no device of ours sends.

use http_tests::{Device, new_id};
use serde_json::{Value, json};

use crate::scene::{Scene, person};
use crate::untouched::untouched;

const TWO_TO_53: u64 = 1 << 53;

/// A sound request of one change, of which `spoil` makes something else. The answer to it must
/// have this status and code, and the sound one is taken in afterwards.
#[track_caller]
fn check(scene: &mut Scene, what: &str, expected: (u16, &str), spoil: impl Fn(&mut Value)) {
    let id = new_id();
    let with = json!({ "home": scene.own, "fields": person("Daeng Nai") });
    let change = scene.rina.change("create", "customer", &id, with);
    let sound = scene.rina.request(&[change]);
    let mut spoilt = sound.clone();
    spoil(&mut spoilt);
    let answer = scene.rina.sync(&spoilt);
    assert_eq!(
        (answer.status, answer.code()),
        expected,
        "{what}: {}",
        answer.text
    );
    assert_eq!(
        untouched().history(&id),
        r#"{"code":"not_found"}"#,
        "{what}"
    );
    let answer = scene.rina.sync(&sound).expect(200, "");
    assert_eq!(answer.json["outcomes"][0]["code"], Value::Null, "{what}");
}

#[test]
fn numbers_of_changes_far_off_are_gaps() {
    let mut scene = Scene::new();
    let far = [0, 7, 1 << 31, TWO_TO_53 - 1, TWO_TO_53];
    for seq in far {
        check(&mut scene, "seq", (409, "gap"), |request| {
            request["changes"][0]["seq"] = json!(seq)
        });
    }
    let malformed = [
        json!(TWO_TO_53 + 1),
        json!(u64::MAX),
        json!(-1),
        json!(1.5),
        json!(1e30),
        json!("1"),
        Value::Null,
        json!([1]),
    ];
    for seq in malformed {
        check(&mut scene, "seq", (400, "malformed"), |request| {
            request["changes"][0]["seq"] = seq.clone();
        });
    }
    check(&mut scene, "twice", (409, "gap"), |request| {
        request["changes"] = json!([request["changes"][0], request["changes"][0]]);
    });
}

#[test]
fn replicas_of_nobody_and_of_the_server_are_foreign() {
    let mut scene = Scene::new();
    for replica in [0, (1 << 20) - 1, 1 << 20, u32::MAX] {
        check(&mut scene, "replica", (403, "foreign_replica"), |request| {
            request["replica"] = json!(replica);
        });
    }
    for replica in [
        json!(1_u64 << 32),
        json!(-1),
        json!(1.0),
        json!("1"),
        Value::Null,
    ] {
        check(&mut scene, "replica", (400, "malformed"), |request| {
            request["replica"] = replica.clone();
        });
    }
}

#[test]
fn replicas_of_other_people_are_foreign_whatever_their_role() {
    let mut scene = Scene::new();
    let others = ["mks@contoh.id", "sby@contoh.id", "admin@contoh.id"].map(Device::of);
    for other in &others {
        check(&mut scene, "replica", (403, "foreign_replica"), |request| {
            request["replica"] = json!(other.replica);
        });
        let mut other = other.clone();
        let mut request = other.request(&[]);
        request["replica"] = json!(scene.rina.replica);
        other.sync(&request).expect(403, "foreign_replica");
    }
}

#[test]
fn a_replica_of_another_device_of_the_same_person_is_reused_or_has_a_gap() {
    let mut scene = Scene::new();
    let mut twin = Device::of("rina@contoh.id");
    let id = scene.customer();
    for (count, code) in [(1, "replica_reused"), (3, "gap")] {
        let changes: Vec<Value> = (0..count)
            .map(|_| twin.change("noop", "customer", &id, json!({})))
            .collect();
        let mut request = twin.request(&changes[count - 1..]);
        request["replica"] = json!(scene.rina.replica);
        twin.sync(&request).expect(409, code);
    }
    let change = scene
        .rina
        .change("set", "customer", &id, json!({ "fields": { "note": "x" } }));
    assert_eq!(scene.rina.push_one(change), "");
}

#[test]
fn names_too_long_are_not_of_the_protocol() {
    let mut scene = Scene::new();
    let long = "x".repeat(10_000);
    for member in ["kind", "record", "person", "home"] {
        check(&mut scene, member, (400, "malformed"), |request| {
            request["changes"][0][member] = json!(long);
        });
    }
    for op in ["share", "move"] {
        check(&mut scene, op, (400, "malformed"), |request| {
            let change = &mut request["changes"][0];
            change["op"] = json!(op);
            change["on"] = json!(true);
            change["branch"] = json!(long);
        });
    }
}

#[test]
fn ids_of_other_letters_are_refused_and_make_nothing() {
    let mut scene = Scene::new();
    for id in [
        "",
        "\u{0}",
        "a\u{0}b",
        "../x",
        "a b",
        "a/b",
        "a'; DROP TABLE record; --",
        "é",
        "\u{202e}x",
        "branch:x",
        "%00",
        "\"",
        "{}",
        "\r\nset-cookie: x=1",
    ] {
        let with = json!({ "home": scene.own, "fields": person("Daeng Nai") });
        scene.refused("create", "customer", id, with, "malformed");
        scene.refused(
            "set",
            "customer",
            id,
            json!({ "fields": { "note": "x" } }),
            "depends_on_refused",
        );
        scene.refused(
            "noop",
            "customer",
            id,
            json!({ "settles": { "naming": [] } }),
            "malformed",
        );
    }
    let with = |home: &str| json!({ "home": home, "fields": person("Daeng Nai") });
    for home in ["", "\u{0}", "a\u{0}b", "x", "company"] {
        scene.refused("create", "customer", &new_id(), with(home), "branch");
    }
    for owner in ["\u{1}", "c\u{0}d", "../y", "ö"] {
        let mut with = with(&scene.own.clone());
        with["fields"]["owner"] = json!(owner);
        scene.refused("create", "customer", &new_id(), with, "not_an_id");
    }
    untouched().assert_untouched();
}

#[test]
fn stamps_of_the_future_and_of_others_are_refused() {
    let mut scene = Scene::new();
    let stamp = |request: &Value| {
        request["changes"][0]["stamp"]
            .as_str()
            .unwrap_or("")
            .to_owned()
    };
    for head in ["2", "v", "vvvvvvvvvvvv"] {
        check(&mut scene, "future", (409, "clock"), |request| {
            let stamp = stamp(request);
            request["changes"][0]["stamp"] = json!(format!("{head}{}", &stamp[head.len()..]));
        });
    }
    for text in [
        "",
        "0",
        "W000000000000000",
        "00000000000000000",
        "000000000000000é",
        "-000000000000000",
    ] {
        check(&mut scene, text, (400, "malformed"), |request| {
            request["changes"][0]["stamp"] = json!(text);
        });
    }
    let customer = scene.customer();
    let sound = scene.rina.change("noop", "customer", &customer, json!({}));
    let own = sound["stamp"].as_str().unwrap_or("").to_owned();
    assert_eq!(scene.rina.push_one(sound), "");
    for foreign in ["0000", "0001", "vvvv"] {
        let with =
            json!({ "stamp": format!("{}{foreign}", &own[..12]), "fields": { "note": "x" } });
        scene.refused("set", "customer", &customer, with, "stamp_order");
    }
    let with = json!({ "fields": { "note": "x" }, "bases": { "note": "vvvvvvvvvvvvvvvv" } });
    scene.refused("set", "customer", &customer, with, "stamp_order");
}

#[test]
fn versions_and_epochs_of_others_consume_nothing() {
    let mut scene = Scene::new();
    let cases = [
        ("protocol", json!(0), (426, "app_older")),
        ("protocol", json!(65_535), (409, "server_older")),
        ("protocol", json!(65_536), (400, "malformed")),
        ("epoch", json!("of another server"), (409, "epoch")),
        ("epoch", json!("x".repeat(100_000)), (409, "epoch")),
        ("epoch", Value::Null, (400, "malformed")),
        ("room", json!(-1), (400, "malformed")),
        ("pending", json!(1_u64 << 32), (400, "malformed")),
        ("now_ms", json!(1e300), (400, "malformed")),
        ("turn", json!(-1), (400, "malformed")),
        ("is_admin", json!(true), (400, "malformed")),
        ("person", json!(new_id()), (400, "malformed")),
    ];
    for (member, value, expected) in cases {
        check(&mut scene, member, expected, |request| {
            request[member] = value.clone()
        });
    }
}

#[test]
fn extreme_reports_of_a_device_are_taken_as_they_are() {
    let mut rina = Scene::new().rina;
    for (member, value) in [
        ("now_ms", json!(i64::MIN)),
        ("now_ms", json!(i64::MAX)),
        ("turn", json!(u64::MAX)),
        ("pending", json!(u32::MAX)),
        ("refused", json!(u32::MAX)),
        ("repairs", json!(u32::MAX)),
        ("room", json!(u32::MAX)),
        ("room", json!(0)),
        ("schema", json!(u32::MAX)),
        ("app", json!("\u{0}\u{202e}'".repeat(10_000))),
    ] {
        let change = rina.change("noop", "customer", &new_id(), json!({}));
        let mut request = rina.request(&[change]);
        request[member] = value.clone();
        let answer = rina.sync(&request).expect(200, "");
        assert!(member != "turn" || answer.json["turn"] == value);
    }
    let mut leader = Device::of("mks@contoh.id");
    leader.client.get("/api/devices").expect(200, "");
}

/// A device that says it is of a later schema is not believed what the schema of today protects.
#[test]
fn a_newer_app_is_held_to_the_same_rules() {
    let mut scene = Scene::new();
    let (own, me) = (scene.own.clone(), scene.rina.person.clone());
    let with = json!({ "fields": { "role": "administrator" } });
    let grab = scene.rina.change("set", "staff", &me, with);
    let with = json!({ "home": own, "fields": { "form": "person", "name": "x", "later": 1 } });
    let later = scene.rina.change("create", "customer", &new_id(), with);
    let mut request = scene.rina.request(&[grab, later]);
    request["schema"] = json!(u32::MAX);
    let answer = scene.rina.sync(&request).expect(200, "").json;
    assert_eq!(answer["outcomes"][0]["code"], "field_protected");
    assert_eq!(answer["outcomes"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer["waits"], "server_older");
}

#[test]
fn cursors_of_feeds_out_of_sight_bring_nothing() {
    let mut rina = Scene::new().rina;
    let feeds = [
        format!("branch:{}", untouched().branch),
        "role:branch_head".to_owned(),
        "role:administrator".to_owned(),
        "person:x".to_owned(),
        "branch:".to_owned(),
        String::new(),
        "\u{0}".to_owned(),
        "x".repeat(10_000),
    ];
    for cursor in [(0, 0), (1, 1), (TWO_TO_53, 0), (u64::MAX, u64::MAX)] {
        let mut request = rina.request(&[]);
        for feed in &feeds {
            request["cursors"][feed] = json!({ "top": cursor.0, "bottom": cursor.1 });
        }
        request["room"] = json!(0);
        let answer = rina.sync(&request).expect(200, "").json;
        for feed in &feeds {
            assert_eq!(answer["heads"].get(feed), None, "{feed:.40}");
            let mut pages = answer["pages"].as_array().into_iter().flatten();
            assert!(pages.all(|page| page["feed"] != json!(feed)), "{feed:.40}");
        }
    }
}

#[test]
fn cursors_that_cannot_be_are_noticed() {
    let mut rina = Scene::new().rina;
    let head = rina.heads()["company"]["head"].as_u64().unwrap_or(0);
    for (top, bottom, status, code) in [
        (0, 0, 200, ""),
        (0, head, 200, ""),
        (head, head, 200, ""),
        (TWO_TO_53, 0, 409, "epoch"),
        (0, TWO_TO_53 + 1, 409, "epoch"),
        (u64::MAX, u64::MAX, 409, "epoch"),
    ] {
        let mut request = rina.request(&[]);
        request["cursors"] = json!({ "company": { "top": top, "bottom": bottom } });
        rina.sync(&request).expect(status, code);
    }
    for cursor in [
        json!({ "top": 0 }),
        json!([0, 0]),
        json!({ "top": -1, "bottom": 0 }),
        json!(7),
    ] {
        let mut request = rina.request(&[]);
        request["cursors"] = json!({ "company": cursor });
        // A pair is how a cursor may be said too.
        let is_pair = cursor.is_array();
        let answer = rina.sync(&request);
        assert_eq!(answer.status, if is_pair { 200 } else { 400 }, "{cursor}");
    }
}
