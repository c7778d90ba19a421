//! The server erased somebody: nothing about them is left on the device, wherever it lay.

use super::*;

const SECRET: &str = "rahasia";

/// The stub of a thing that was erased.
fn stub(id: &str, version: u64) -> String {
    format!(
        r#"{{"k":"thing","i":"{id}","v":{version},"f":{{}},"s":"0000000000000000","p":"x","t":0,"e":9}}"#
    )
}

/// A replica that holds `a`, whose name is secret.
fn holding() -> (Memory, Replica<Memory>) {
    let (memory, replica) = started();
    let doc = format!(
        r#"{{"k":"thing","i":"a","v":2,"f":{{"name":"{SECRET}"}},"s":"0000000000000000","p":"x","t":0}}"#
    );
    bring(&replica, &[doc], &[("a".to_owned(), 2)]);
    (memory, replica)
}

fn erase(replica: &Replica<Memory>) {
    bring(replica, &[stub("a", 3)], &[("a".to_owned(), 3)]);
}

fn assert_forgotten(memory: &Memory, replica: &Replica<Memory>) {
    let found = stored(memory, &Table::ALL);
    assert!(!found.contains(SECRET), "{found}");
    let record = replica.record("a").expect("the stub");
    assert_eq!((record.erased_ms, record.fields.len()), (Some(9), 0));
}

#[test]
fn the_stub_takes_the_place_of_the_record() {
    let (memory, replica) = holding();
    block_on(replica.keep_history("a", SECRET.as_bytes())).expect("memory holds");
    erase(&replica);
    assert_forgotten(&memory, &replica);
    assert_eq!(replica.tray(), []);
    assert_forgotten(&memory, &open(&memory));
}

#[test]
fn a_chunk_that_held_the_record_is_written_again() {
    let (memory, replica) = started();
    let secret = format!("{SECRET}.1");
    let mut rows = things(250, 1);
    rows[10] = rows[10].replace("10.1", &secret);
    bring(&replica, &rows, &held(250, 1));
    assert!(stored(&memory, &[Table::Document]).contains(SECRET));
    let mut after = held(250, 1);
    after[11].1 = 2;
    bring(&replica, &[stub("t10", 2)], &after);
    assert!(!stored(&memory, &Table::ALL).contains(SECRET));
    let reopened = open(&memory);
    assert_eq!((reopened.len(), replica.len()), (251, 251));
    assert_eq!(reopened.record("t10"), replica.record("t10"));
    assert_eq!(replica.meta().repairs, 0);
}

#[test]
fn unsent_changes_go_and_one_item_of_the_tray_says_how_many() {
    let (memory, replica) = holding();
    commit(
        &replica,
        &[
            set("a", json!({"name": format!("{SECRET} too")})),
            create("part", "p1", json!({"thing": "a", "name": SECRET})),
            create("part", "p2", json!({"thing": "p1", "name": SECRET})),
            create("thing", "b", json!({"name": "kept"})),
        ],
    );
    // They were made while the request was on its way.
    let request = requested(&replica);
    let unsent = Request {
        changes: Vec::new(),
        ..request
    };
    let mut response = respond(&unsent, &[], &[&stub("a", 3)]);
    response.pages[0].cursor = Cursor { top: 3, bottom: 0 };
    response.heads.insert(
        "company".to_owned(),
        Head {
            head: 3,
            count: 1,
            sum: crate::checksum::entry("a", 3),
            floor: 0,
        },
    );
    block_on(replica.apply(&unsent, &response, TIMING)).expect("memory holds");
    // What was sent waits for its outcome, which is that somebody was erased.
    let progress = answer(
        &replica,
        &[(1, codes::ERASED), (2, codes::ERASED), (3, codes::ERASED)],
        &[],
    );
    assert_eq!((progress.applied, progress.refused), (1, 3));
    assert_forgotten(&memory, &replica);
    let tray = replica.tray();
    assert_eq!((tray.len(), tray[0].changes.len()), (1, 3));
    assert_eq!(
        (tray[0].code.as_str(), &tray[0].seen),
        (codes::ERASED, &None)
    );
    block_on(replica.discard_refused(&tray[0].key, 1_000)).expect("memory holds");
    assert_eq!((replica.tray(), replica.discarded()), (vec![], vec![]));
}

#[test]
fn changes_that_were_never_sent_become_nothing() {
    let (memory, replica) = holding();
    let request = requested(&replica);
    commit(
        &replica,
        &[
            set("a", json!({"name": format!("{SECRET} too")})),
            create("part", "p1", json!({"thing": "a", "name": SECRET})),
            create("thing", "b", json!({"name": "kept"})),
        ],
    );
    let mut response = respond(&request, &[], &[&stub("a", 3)]);
    response.pages[0].cursor = Cursor { top: 3, bottom: 0 };
    let progress = block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    let Touched::Records(touched) = progress.touched else {
        panic!("all records");
    };
    assert!(touched.contains("p1"), "{touched:?}");
    assert_forgotten(&memory, &replica);
    assert_eq!(replica.pending(), 1);
    assert_eq!(replica.record("p1"), None);
    assert_eq!(name(&replica, "b"), "kept");
    let tray = replica.tray();
    assert_eq!((tray.len(), tray[0].changes.len()), (1, 2));
    assert!(tray[0].changes.iter().all(|change| change.op == Op::Noop));
}

#[test]
fn refused_and_discarded_changes_go() {
    let (memory, replica) = holding();
    commit(&replica, &[set("a", json!({"color": SECRET}))]);
    answer(&replica, &[(1, codes::ROLE)], &[]);
    commit(
        &replica,
        &[create("part", "p1", json!({"thing": "a", "name": SECRET}))],
    );
    block_on(replica.discard(2, 1_000)).expect("memory holds");
    commit(
        &replica,
        &[set("b", json!({}))].map(|_| create("thing", "b", json!({"name": "kept"}))),
    );
    let kept = replica.unsent().last().expect("one").seq;
    block_on(replica.discard(kept, 1_000)).expect("memory holds");
    assert_eq!((replica.tray().len(), replica.discarded().len()), (1, 2));
    erase(&replica);
    assert_forgotten(&memory, &replica);
    assert_eq!((replica.tray().len(), replica.discarded().len()), (0, 1));
}

#[test]
fn an_erased_record_is_not_written() {
    let (_, replica) = holding();
    erase(&replica);
    let saved = block_on(replica.commit(&[set("a", json!({"name": "new"}))], 1_000));
    assert_eq!(saved, Err(CommitError::RecordGone));
    let follower = create("part", "p1", json!({"thing": "a", "name": "new"}));
    let saved = block_on(replica.commit(&[follower], 1_000));
    assert_eq!(saved, Err(CommitError::RecordGone));
}

#[test]
fn what_left_the_device_is_asked_about() {
    let (memory, replica) = holding();
    let request = requested(&replica);
    commit(&replica, &[set("a", json!({"color": SECRET}))]);
    // The record leaves while the change is unsent.
    let mut response = respond(&request, &[], &[r#"{"gone":"a"}"#]);
    response.pages[0].cursor = Cursor { top: 3, bottom: 0 };
    let head = Head {
        head: 3,
        count: 0,
        sum: 0,
        floor: 0,
    };
    response.heads.insert("company".to_owned(), head);
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    assert_eq!(replica.tray()[0].code, codes::OUT_OF_SCOPE);
    let request = requested(&replica);
    assert_eq!(request.kept, ["a"]);
    let mut response = respond(&request, &[], &[]);
    response.pages.clear();
    response.heads.insert("company".to_owned(), head);
    response.erased = request.kept.iter().cloned().collect();
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    assert_eq!(replica.tray(), []);
    assert!(!stored(&memory, &Table::ALL).contains(SECRET));
    assert_eq!(requested(&replica).kept, Vec::<String>::new());
}
