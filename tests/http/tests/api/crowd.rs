//! Many at the same time, honest and not.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use http_tests::{Answer, Device, new_id};
use serde_json::{Value, json};

use crate::scene::{Scene, person};
use crate::untouched::untouched;

const RACERS: usize = 20;
/// A device comes back this often before a test says that it starves.
const PATIENCE: usize = 30;

/// Sends a request until the server is not busy.
#[track_caller]
fn insist(device: &mut Device, request: &Value) -> Answer {
    for _ in 0..PATIENCE {
        let answer = device.sync(request);
        if answer.status != 503 {
            return answer;
        }
        assert_eq!((answer.code(), answer.header("retry-after")), ("busy", "2"));
    }
    panic!("not heard after {PATIENCE} times");
}

/// Runs all at once, each insisting.
fn race(racers: Vec<(Device, Value)>) -> Vec<Answer> {
    let racers: Vec<_> = racers
        .into_iter()
        .map(|(mut device, request)| thread::spawn(move || insist(&mut device, &request)))
        .collect();
    racers
        .into_iter()
        .map(|racer| racer.join().expect("an answer"))
        .collect()
}

#[test]
fn of_parallel_pushes_of_one_replica_with_one_number_one_counts() {
    let mut scene = Scene::new();
    let with = json!({ "home": scene.own, "fields": person("Daeng Rurung") });
    let change = scene.rina.change("create", "customer", &new_id(), with);
    let racers = (0..RACERS).map(|_| {
        let mut other = change.clone();
        other["record"] = json!(new_id());
        (scene.rina.clone(), scene.rina.request(&[other]))
    });
    let racers: Vec<_> = racers.collect();
    let ids: Vec<String> = racers
        .iter()
        .map(|(_, request)| {
            request["changes"][0]["record"]
                .as_str()
                .unwrap_or("")
                .to_owned()
        })
        .collect();
    let answers = race(racers);
    let won = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(won, 1);
    for (answer, id) in answers.into_iter().zip(ids) {
        let is_there = untouched().history(&id) != r#"{"code":"not_found"}"#;
        assert_eq!(is_there, answer.status == 200, "{id}");
        if answer.status != 200 {
            answer.expect(409, "replica_reused");
        }
    }
}

#[test]
fn parallel_pushes_of_many_replicas_to_one_record_all_count() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let racers = (0..RACERS).map(|at| {
        let mut device = Device::in_client(scene.rina.client.clone());
        let with = json!({ "fields": { format!("phones/k{at}"): { "number": "0812" } } });
        let change = device.change("set", "customer", &id, with);
        let request = device.request(&[change]);
        (device, request)
    });
    for answer in race(racers.collect()) {
        assert_eq!(
            answer.expect(200, "").json["outcomes"][0]["code"],
            Value::Null
        );
    }
    let history: Value = serde_json::from_str(&untouched().history(&id)).unwrap_or_default();
    assert_eq!(
        history["entries"].as_array().map(Vec::len),
        Some(RACERS + 1)
    );
}

/// What a hostile device sends over and over; none of it is ever taken in.
fn nuisances(mut device: Device, victim: &str) -> Vec<Value> {
    let honest = device.change(
        "set",
        "customer",
        victim,
        json!({ "fields": { "note": "x" } }),
    );
    let with = |member: &str, value: Value| {
        let mut request = device.request(std::slice::from_ref(&honest));
        request["changes"][0][member] = value;
        request
    };
    let mut foreign = device.request(&[]);
    foreign["replica"] = json!(0);
    let gap = with("seq", json!(1_u64 << 40));
    let clock = with("stamp", json!("vvvvvvvvvvvvvvvv"));
    let malformed = with("op", json!("explode"));
    vec![gap, clock, malformed, foreign]
}

#[test]
fn who_is_refused_all_the_time_does_not_keep_others_from_being_heard() {
    let mut scene = Scene::new();
    let id = scene.customer();
    let is_over = AtomicBool::new(false);
    thread::scope(|threads| {
        for _ in 0..3 {
            let mut device = Device::in_client(scene.rina.client.clone());
            let (id, is_over) = (&id, &is_over);
            threads.spawn(move || {
                let requests = nuisances(device.clone(), id);
                while !is_over.load(Ordering::Relaxed) {
                    for request in &requests {
                        let answer = device.sync(request);
                        assert!((400..=409).contains(&answer.status), "{}", answer.text);
                    }
                    let with = json!({ "fields": { "code": "KP-1" } });
                    let refused = device.change("set", "customer", id, with);
                    let request = device.request(&[refused]);
                    insist(&mut device, &request).expect(200, "");
                }
            });
        }
        for at in 0..15 {
            let with = json!({ "fields": { "note": format!("{at}") } });
            let change = scene.rina.change("set", "customer", &id, with);
            let request = scene.rina.request(&[change]);
            let answer = insist(&mut scene.rina, &request);
            let outcome = &answer.json["outcomes"][0];
            assert_eq!((answer.status, &outcome["code"]), (200, &Value::Null));
        }
        is_over.store(true, Ordering::Relaxed);
    });
    untouched().assert_untouched();
}
