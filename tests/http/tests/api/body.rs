//! Bodies that no app of ours writes. What is no JSON of the protocol is refused whole and consumes
//! nothing; what is, gets an outcome.

use http_tests::{Client, new_id, sample_url};
use serde_json::{Value, json};
use sync::protocol::{MAX_BODY, MAX_CHANGES};

use crate::scene::{Scene, person};
use crate::untouched::untouched;

/// Stands in a body for the text that a test puts in its place.
const HOLE: &str = "\"@\"";

/// A gzip archive of ten megabytes of JSON.
const BOMB: &[u8] = include_bytes!("../../corpus/ten_megabytes.json.gz");

/// Nested lists.
fn nested(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

#[test]
fn what_is_no_json_consumes_nothing() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let before = untouched().history(&id);
    let with = json!({ "fields": { "note": "@" } });
    let change = scene.rina.change("set", "customer", &id, with);
    let body = scene
        .rina
        .request(std::slice::from_ref(&change))
        .to_string();
    let texts = [
        r#""\ud800""#,
        r#""\udc00 x""#,
        r#""\ud800\ud800""#,
        r#""\x00""#,
        "\"a\nb\"",
        "\"\u{0}\"",
        "NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "1e999",
        "-1e999",
        "01",
        "+1",
        "0x1",
        ".5",
        "1.",
        "'x'",
        "undefined",
        "\"x",
        "x",
        "/**/1",
        "[1,]",
        "{\"a\":1,}",
        "",
        "1 1",
    ];
    let deep = [200, 10_000, 200_000].map(nested);
    for text in texts.into_iter().chain(deep.iter().map(String::as_str)) {
        let answer = scene
            .rina
            .client
            .post_text("/api/sync", &body.replacen(HOLE, text, 1));
        assert_eq!(
            (answer.status, answer.code()),
            (400, "malformed"),
            "{text:.40}"
        );
    }
    assert_eq!(untouched().history(&id), before);
    assert_eq!(scene.rina.push_one(change), "");
}

#[test]
fn bytes_that_are_no_text_consume_nothing() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let with = json!({ "fields": { "note": "@" } });
    let change = scene.rina.change("set", "customer", &id, with);
    let body = scene
        .rina
        .request(std::slice::from_ref(&change))
        .to_string();
    let with = |bytes: &[u8]| {
        let (before, after) = body.split_once('@').expect("a hole");
        [before.as_bytes(), bytes, after.as_bytes()].concat()
    };
    let wide: Vec<u8> = body.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = ["\u{feff}".as_bytes(), body.as_bytes()].concat();
    for bytes in [
        with(&[0xff]),
        with(&[0xc0, 0x80]),
        with(&[0xed, 0xa0, 0x80]),
        wide,
        marked,
    ] {
        let answer = scene
            .rina
            .client
            .post_bytes("/api/sync", &[], &bytes, false);
        answer.expect(400, "malformed");
    }
    assert_eq!(scene.rina.push_one(change), "");
}

#[test]
fn a_member_said_twice_is_not_of_the_protocol() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let change = scene.rina.change("set", "customer", &id, json!({}));
    let body = scene
        .rina
        .request(std::slice::from_ref(&change))
        .to_string();
    let twice = |member: &str, value: &str| {
        let said = format!("\"{member}\":");
        assert!(body.contains(&said), "{member}");
        body.replacen(&said, &format!("{said}{value},{said}"), 1)
    };
    let replica = scene.rina.replica.to_string();
    for (member, value) in [
        ("replica", replica.as_str()),
        ("changes", "[]"),
        ("seq", "1"),
        ("op", "\"noop\""),
        ("record", "\"x\""),
        ("person", "\"x\""),
        ("kind", "\"staff\""),
    ] {
        let answer = scene
            .rina
            .client
            .post_text("/api/sync", &twice(member, value));
        assert_eq!(
            (answer.status, answer.code()),
            (400, "malformed"),
            "{member}"
        );
    }
    assert_eq!(scene.rina.push_one(change), "");
}

#[test]
fn a_field_said_twice_has_one_value_for_everybody() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let with = json!({ "fields": { "note": "@" } });
    let change = scene.rina.change("set", "customer", &id, with);
    let body = scene.rina.request(&[change]).to_string();
    let twice = body.replacen(HOLE, r#""first","note":"last""#, 1);
    let answer = scene
        .rina
        .client
        .post_text("/api/sync", &twice)
        .expect(200, "");
    assert_eq!(answer.json["outcomes"][0]["code"], Value::Null);
    assert_eq!(answer.json["records"][0]["doc"]["f"]["note"], "last");
    assert!(!untouched().history(&id).contains("first"));
}

#[test]
fn numbers_that_are_no_whole_numbers_of_this_size_are_refused() {
    let mut scene = Scene::new();
    let customer = scene.customer();
    let mut check = |text: &str, expected: Option<&str>| {
        let fields = json!({
            "customer": customer, "type": "sale", "issued_on": "2026-11-23",
            "due_on": "2026-11-23", "amount": "@", "currency": "IDR",
        });
        let id = new_id();
        let change = scene
            .rina
            .change("create", "invoice", &id, json!({ "fields": fields }));
        let body = scene
            .rina
            .request(&[change])
            .to_string()
            .replacen(HOLE, text, 1);
        let answer = scene
            .rina
            .client
            .post_text("/api/sync", &body)
            .expect(200, "");
        assert_eq!(
            answer.json["outcomes"][0]["code"],
            json!(expected),
            "{text}"
        );
        let is_there = untouched().history(&id) != r#"{"code":"not_found"}"#;
        assert_eq!(is_there, expected.is_none(), "{text}");
    };
    check("1", None);
    check("9007199254740992", None);
    for text in [
        "9007199254740993",
        "9223372036854775807",
        "18446744073709551615",
    ] {
        check(text, Some("out_of_range"));
    }
    check("-9007199254740993", Some("out_of_range"));
    for text in [
        "-0",
        "-0.0",
        "1.0",
        "1.5",
        "1e2",
        "1e300",
        "18446744073709551616",
    ] {
        check(text, Some("wrong_type"));
    }
    for text in ["\"1\"", "[1]", "{}", "true"] {
        check(text, Some("wrong_type"));
    }
}

#[test]
fn depth_that_can_be_read_is_refused_by_the_field() {
    let mut scene = Scene::new();
    let id = scene.customer();
    for (field, code) in [
        ("note", "wrong_type"),
        ("phones/k1", "wrong_type"),
        ("x", "field_unknown"),
    ] {
        let with = json!({ "fields": { field: "@" } });
        let change = scene.rina.change("set", "customer", &id, with);
        let body = scene
            .rina
            .request(&[change])
            .to_string()
            .replacen(HOLE, &nested(100), 1);
        let answer = scene
            .rina
            .client
            .post_text("/api/sync", &body)
            .expect(200, "");
        assert_eq!(answer.json["outcomes"][0]["code"], code, "{field}");
    }
}

#[test]
fn bodies_up_to_the_limit_are_read_and_no_more() {
    let mut scene = Scene::new();
    let change = scene.rina.change("noop", "customer", &new_id(), json!({}));
    let body = scene.rina.request(&[change]).to_string();
    let padded = |length: usize| body.clone() + &" ".repeat(length - body.len());
    for streamed in [false, true] {
        let larger = padded(MAX_BODY + 1);
        let answer = scene
            .rina
            .client
            .post_bytes("/api/sync", &[], larger.as_bytes(), streamed);
        answer.expect(413, "too_large");
        let whole = padded(MAX_BODY);
        let answer = scene
            .rina
            .client
            .post_bytes("/api/sync", &[], whole.as_bytes(), streamed);
        answer.expect(200, "");
    }
}

#[test]
fn a_body_that_is_far_too_large_is_not_waited_for() {
    let status = Client::new(&sample_url()).announce("/api/session", 50_000_000);
    assert!(status.contains(" 413 "), "{status}");
}

#[test]
fn nothing_is_unpacked() {
    let mut client = Client::new(&sample_url());
    let mut rina = Scene::new().rina;
    for encoding in ["gzip", "deflate", "br"] {
        let extra = [("content-encoding", encoding)];
        client
            .post_bytes("/api/session", &extra, BOMB, false)
            .expect(400, "malformed");
        rina.client
            .post_bytes("/api/sync", &extra, BOMB, true)
            .expect(400, "malformed");
    }
}

/// Each is one more than what is allowed, beside what is.
#[test]
fn fields_are_taken_up_to_their_limit() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let entries = |count: usize| -> Value {
        let entry = |at| (format!("k{at}"), json!({ "number": "0812" }));
        (0..count)
            .map(entry)
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let mut check = |fields: Value, code: &str| {
        let mut all = person("Daeng Tika");
        if let (Some(all), Value::Object(fields)) = (all.as_object_mut(), fields) {
            all.extend(fields);
        }
        let with = json!({ "home": scene.own, "fields": all });
        let change = scene.rina.change("create", "customer", &new_id(), with);
        assert_eq!(scene.rina.push_one(change), code);
    };
    check(json!({ "note": "é".repeat(4_000) }), "");
    check(json!({ "note": "é".repeat(4_001) }), "too_long");
    check(json!({ "name": "n".repeat(160) }), "");
    check(json!({ "name": "n".repeat(161) }), "too_long");
    check(json!({ "phones": entries(200) }), "");
    check(json!({ "phones": entries(201) }), "too_many");
    let key = |length: usize| json!({ "phones": { "k".repeat(length): { "number": "0812" } } });
    check(key(64), "");
    check(key(65), "not_an_id");
    check(json!({ "note": "n".repeat(256_001) }), "too_large");
    assert!(untouched().history(&id).contains("Daeng Baso"));
}

#[test]
fn a_record_grows_up_to_its_limit() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let mut grow = |field: &str, from: usize| {
        let text = "\u{1f98e}".repeat(120);
        let entry = json!({ "name": text, "product": text, "purpose": text, "position": "\u{1f98e}".repeat(80) });
        let wanted = if field == "products_used" {
            ["product", "purpose"]
        } else {
            ["name", "position"]
        };
        let entry: serde_json::Map<_, _> = wanted
            .iter()
            .map(|name| ((*name).to_owned(), entry[*name].clone()))
            .collect();
        let fields: serde_json::Map<_, _> = (from..from + 100)
            .map(|at| (format!("{field}/k{at}"), json!(entry)))
            .collect();
        let change = scene
            .rina
            .change("set", "customer", &id, json!({ "fields": fields }));
        scene.rina.push_one(change)
    };
    assert_eq!(grow("products_used", 0), "");
    assert_eq!(grow("products_used", 100), "");
    let before = untouched().history(&id);
    assert_eq!(grow("contacts", 0), "too_large");
    assert_eq!(untouched().history(&id), before);
    let with = json!({ "fields": { "note": "Masih bisa" } });
    let change = scene.rina.change("set", "customer", &id, with);
    assert_eq!(scene.rina.push_one(change), "");
}

#[test]
fn a_request_of_as_many_changes_as_allowed_is_answered() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let with = |at: usize| json!({ "fields": { format!("x{at}"): "y".repeat(1_000) } });
    let changes: Vec<Value> = (0..MAX_CHANGES)
        .map(|at| scene.rina.change("set", "customer", &id, with(at)))
        .collect();
    for outcome in scene.rina.push(&changes) {
        assert_eq!(outcome["code"], "field_unknown");
    }
}
