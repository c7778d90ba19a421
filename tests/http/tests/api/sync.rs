//! Requests that come twice, out of order, at the same time, or from somewhere else.

use std::thread;

use http_tests::{Client, Device, new_id, sample_url};
use serde_json::{Value, json};

fn home(device: &mut Device) -> String {
    let records = device.pull();
    let branches = records[&device.person]["f"]["branches"]
        .as_object()
        .cloned();
    branches
        .into_iter()
        .flatten()
        .next()
        .map(|(id, _)| id)
        .expect("a branch")
}

fn customer(device: &mut Device, home: &str) -> Value {
    let with = json!({ "home": home, "fields": { "form": "person", "name": "Daeng Tata" } });
    device.change("create", "customer", &new_id(), with)
}

#[test]
fn a_repeated_request_has_one_effect_and_the_same_outcome() {
    let mut rina = Device::of("rina@contoh.id");
    let home = home(&mut rina);
    let applied = customer(&mut rina, &home);
    let refused = customer(&mut rina, &new_id());
    let changes = [applied, refused];
    let id = changes[0]["record"].clone();
    let request = rina.request(&changes);
    let answers = [(); 2].map(|()| rina.sync(&request).expect(200, "").json);
    assert_eq!(answers[0]["outcomes"], answers[1]["outcomes"]);
    assert_eq!(answers[0]["outcomes"][1]["code"], "branch");
    let record = rina.pull()[id.as_str().unwrap_or_default()].clone();
    assert_eq!(record["v"], 1);
}

#[test]
fn parallel_duplicates_have_one_effect() {
    let mut rina = Device::of("rina@contoh.id");
    let home = home(&mut rina);
    let changes = [customer(&mut rina, &home)];
    let id = changes[0]["record"].clone();
    let request = rina.request(&changes);
    let racers: Vec<_> = (0..6)
        .map(|_| {
            let (mut device, request) = (rina.clone(), request.clone());
            thread::spawn(move || device.sync(&request))
        })
        .collect();
    for racer in racers {
        let answer = racer.join().expect("an answer");
        // A racer may be asked to come back, but is never told anything else.
        if answer.status == 503 {
            assert_eq!((answer.code(), answer.header("retry-after")), ("busy", "2"));
        } else {
            assert_eq!(
                answer.expect(200, "").json["outcomes"][0]["code"],
                Value::Null
            );
        }
    }
    let record = rina.pull()[id.as_str().unwrap_or_default()].clone();
    assert_eq!(record["v"], 1);
}

#[test]
fn a_gap_is_refused_with_the_mark() {
    let mut rina = Device::of("rina@contoh.id");
    let home = home(&mut rina);
    let first = customer(&mut rina, &home);
    let second = customer(&mut rina, &home);
    let answer = rina
        .sync(&rina.request(std::slice::from_ref(&second)))
        .expect(409, "gap");
    assert_eq!(answer.json["mark"], 0);
    for outcome in rina.push(&[first, second]) {
        assert_eq!(outcome["code"], Value::Null);
    }
}

#[test]
fn a_number_with_other_content_is_noticed() {
    let mut rina = Device::of("rina@contoh.id");
    let home = home(&mut rina);
    let change = customer(&mut rina, &home);
    rina.push(std::slice::from_ref(&change));
    let mut other = change;
    other["fields"]["name"] = json!("Lain");
    rina.sync(&rina.request(&[other]))
        .expect(409, "replica_reused");
}

#[test]
fn a_replica_belongs_to_one_person() {
    let rina = Device::of("rina@contoh.id");
    let mut sby = Device::of("sby@contoh.id");
    for changes in [
        vec![],
        vec![sby.change("noop", "customer", &new_id(), json!({}))],
    ] {
        let mut request = sby.request(&changes);
        request["replica"] = json!(rina.replica);
        sby.sync(&request).expect(403, "foreign_replica");
    }
}

#[test]
fn a_clock_that_is_ahead_consumes_nothing() {
    let mut rina = Device::of("rina@contoh.id");
    let home = home(&mut rina);
    let mut change = customer(&mut rina, &home);
    let sound = change.clone();
    let stamp = change["stamp"].as_str().unwrap_or_default().to_owned();
    change["stamp"] = json!(format!("2{}", &stamp[1..]));
    let answer = rina.sync(&rina.request(&[change])).expect(409, "clock");
    assert!(answer.json["now_ms"].is_i64());
    assert_eq!(rina.push_one(sound), "");
}

#[test]
fn another_epoch_and_a_cursor_beyond_the_head_are_noticed() {
    let mut rina = Device::of("rina@contoh.id");
    let mut request = rina.request(&[]);
    request["epoch"] = json!("of another server");
    rina.sync(&request).expect(409, "epoch");
    let mut request = rina.request(&[]);
    request["cursors"] = json!({ "company": { "top": 1_000_000_000, "bottom": 0 } });
    rina.sync(&request).expect(409, "epoch");
}

#[test]
fn another_branchs_feed_stays_empty() {
    let mut rina = Device::of("rina@contoh.id");
    let other = home(&mut Device::of("sby@contoh.id"));
    let feed = format!("branch:{other}");
    let mut request = rina.request(&[]);
    request["cursors"] = json!({ &feed: { "top": 0, "bottom": 0 } });
    let answer = rina.sync(&request).expect(200, "").json;
    assert!(answer["heads"].get(&feed).is_none());
    assert!(
        answer["pages"]
            .as_array()
            .into_iter()
            .flatten()
            .all(|page| page["feed"] != json!(feed))
    );
}

#[test]
fn half_a_body_and_garbage_are_refused_whole() {
    let mut rina = Device::of("rina@contoh.id");
    let home = home(&mut rina);
    let change = customer(&mut rina, &home);
    let body = rina.request(std::slice::from_ref(&change)).to_string();
    for cut in [0, 1, body.len() / 2, body.len() - 1] {
        rina.client
            .post_text("/api/sync", &body[..cut])
            .expect(400, "malformed");
    }
    rina.client
        .post_text("/api/sync", &"[".repeat(200_000))
        .expect(400, "malformed");
    let padded = format!("{body}{}", " ".repeat(1_000_001 - body.len()));
    rina.client
        .post_text("/api/sync", &padded)
        .expect(413, "too_large");
    let mut foreign = rina.request(&[]);
    foreign["is_admin"] = json!(true);
    rina.sync(&foreign).expect(400, "malformed");
    assert_eq!(rina.push_one(change), "");
}

#[test]
fn more_changes_than_allowed_are_refused_whole() {
    let mut rina = Device::of("rina@contoh.id");
    let changes: Vec<Value> = (0..501)
        .map(|_| rina.change("noop", "customer", &new_id(), json!({})))
        .collect();
    rina.sync(&rina.request(&changes)).expect(400, "malformed");
    assert_eq!(rina.push(&changes[..500]).len(), 500);
}

#[test]
fn nobody_syncs_without_a_session() {
    let mut client = Client::new(&sample_url());
    for path in ["/api/sync", "/api/replica", "/api/password"] {
        client.post(path, &json!({})).expect(401, "session_ended");
    }
    for path in ["/api/session", "/api/devices", "/api/record/x/history"] {
        client.get(path).expect(401, "session_ended");
    }
}
