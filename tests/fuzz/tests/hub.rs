//! Requests of somebody who is signed in: whatever they say, the database holds.

use std::cell::RefCell;

use fuzz::{check, corpus};
use hub::sqlite::Sqlite;
use hub::{Hub, HubError, NewRecord};
use serde_json::{Value, json};
use sync::protocol::{MAX_CHANGES, Request, Response};

/// Damaged examples of each test.
const CASES: u32 = 5_000;

const NOW: i64 = 1_790_000_000_000;

fn record(kind: &str, id: &str, fields: Value) -> NewRecord {
    NewRecord {
        kind: kind.into(),
        id: id.into(),
        home: None,
        fields: fields.as_object().cloned().unwrap_or_default(),
        created_ms: NOW,
        person: "p-rina".into(),
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    futures::executor::block_on(future)
}

/// A company in which Rina has the first replica.
fn company() -> Sqlite {
    let database = Sqlite::in_memory().expect("a database");
    let branch = |id, code| {
        let fields = json!({"name": id, "code": code, "time_zone": "Asia/Makassar"});
        record("branch", id, fields)
    };
    let rina = json!({
        "name": "Rina", "email": "rina@contoh.id", "role": "branch_head", "branches": {"b-mks": true},
    });
    let records = [
        branch("b-mks", "MKS"),
        branch("b-sby", "SBY"),
        record("staff", "p-rina", rina),
        record("settings", "settings", json!({"company": "PT Contoh"})),
    ];
    let hub = Hub::new(&database);
    block_on(hub.insert_records(&records, Vec::new())).expect("a company");
    let replica = block_on(hub.register("p-rina", "device", "")).expect("a replica");
    assert_eq!(replica, 1);
    database
}

#[test]
fn no_request_breaks_the_database_or_the_answer() {
    let database = RefCell::new(company());
    let asked = RefCell::new(0);
    check(&corpus("request"), CASES, |bytes| {
        let Ok(request) = serde_json::from_slice::<Request>(bytes) else {
            return;
        };
        // Numbers are used up, so that a new company is needed now and then.
        if *asked.borrow() % 20 == 0 {
            database.replace(company());
        }
        *asked.borrow_mut() += 1;
        let database = database.borrow();
        match block_on(Hub::new(&*database).sync("p-rina", &request, NOW, "1")) {
            Ok(answered) => {
                let answer: Response = serde_json::from_str(&answered.text).expect("an answer");
                assert!(answer.outcomes.len() <= request.changes.len().min(MAX_CHANGES));
                assert_eq!(answer.turn, request.turn);
            }
            Err(HubError::Refused(failure)) => assert!(!failure.code.is_empty()),
            Err(other) => panic!("{other}"),
        }
    });
    assert!(
        *asked.borrow() > 100,
        "{} requests were understood",
        asked.borrow()
    );
}
