use std::collections::BTreeMap;

use domain::access::Role;
use domain::schema::{Field, FieldKind, Kind, MAX_ENTRIES, Schema, Scope, Write};
use futures::executor::block_on;
use serde_json::{Value, json};

use super::*;
use crate::change::Op;
use crate::codes;
use crate::protocol::{Cursor, Failure, Head, Held, Outcome, Page, Request, Response};
use crate::record::Fields;
use crate::stamp::Stamp;
use crate::store::memory::Memory;
use crate::store::{Batch, Durability, Table};

mod ahead;
mod answers;
mod erasure;
mod front;
mod kept;

const fn field(name: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        kind,
        required: false,
        group: None,
        write: Write::Role(Role::Staff),
        most: MAX_ENTRIES,
    }
}

const fn kind(name: &'static str, fields: &'static [Field]) -> Kind {
    Kind {
        name,
        scope: Scope::Company,
        create: Role::Staff,
        archive: Role::Staff,
        create_only: false,
        number: None,
        fields,
        kept: &[],
    }
}

const SCHEMA: Schema = Schema {
    version: 1,
    kinds: &[
        kind(
            "thing",
            &[
                field("name", FieldKind::Text(50)),
                field("color", FieldKind::Text(50)),
                field("tags", FieldKind::Set),
            ],
        ),
        kind(
            "part",
            &[
                field("thing", FieldKind::Ref("thing")),
                field("name", FieldKind::Text(50)),
            ],
        ),
    ],
};

/// Keeps the length of each text.
const DIGEST: Digest = Digest {
    version: 1,
    of: |doc| doc.len().to_string(),
};

const TIMING: Timing = Timing {
    sent_ms: 1_000,
    received_ms: 1_000,
};

fn fields(value: Value) -> Fields {
    value.as_object().cloned().unwrap_or_default()
}

fn create(kind: &str, id: &str, value: Value) -> Edit {
    Edit::new(Op::Create { home: None }, kind, id).with(fields(value))
}

fn set(id: &str, value: Value) -> Edit {
    Edit::new(Op::Set, "thing", id).with(fields(value))
}

fn open(memory: &Memory) -> Replica<Memory> {
    let replica = begin(memory);
    block_on(replica.read_texts()).expect("memory holds them");
    replica
}

/// Opened, with texts that were not read yet.
fn begin(memory: &Memory) -> Replica<Memory> {
    block_on(Replica::open(memory.clone(), SCHEMA, DIGEST, "p", "d")).expect("memory opens")
}

fn thing(n: u64, version: u64) -> String {
    format!(
        r#"{{"k":"thing","i":"t{n}","v":{version},"f":{{"name":"{n}.{version}"}},"s":"0000000000000000","p":"x","t":0}}"#
    )
}

/// Brings rows of the one feed, which afterwards holds `held` and nothing else.
fn bring(replica: &Replica<Memory>, rows: &[String], held: &[(String, u64)]) {
    let request = requested(replica);
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut response = respond(&request, &[], &rows);
    let top = replica.meta().feeds["company"]
        .head
        .map_or(0, |head| head.head)
        + 1;
    response.pages[0].cursor = Cursor { top, bottom: 0 };
    let hashes = held
        .iter()
        .map(|(id, version)| crate::checksum::entry(id, *version));
    let sum = hashes.fold(0, |sum, hash| (sum + hash) % crate::checksum::MODULUS);
    let count = held.len() as u64;
    let head = Head {
        head: top,
        count,
        sum,
        floor: 0,
    };
    response.heads.insert("company".to_owned(), head);
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
}

/// The thing `a` and so many others, of one version.
fn held(count: u64, version: u64) -> Vec<(String, u64)> {
    let others = (0..count).map(|n| (format!("t{n}"), version));
    [("a".to_owned(), 1)].into_iter().chain(others).collect()
}

fn things(count: u64, version: u64) -> Vec<String> {
    (0..count).map(|n| thing(n, version)).collect()
}

/// Texts of several tables as they lie in memory.
fn stored(memory: &Memory, tables: &[Table]) -> String {
    let rows = tables.iter().flat_map(|table| {
        let rows = block_on(memory.load(*table)).expect("memory gives");
        rows.into_iter().flat_map(|(_, bytes)| bytes)
    });
    String::from_utf8(rows.collect()).expect("text")
}

/// A replica that has its number and nothing else.
fn registered() -> (Memory, Replica<Memory>) {
    let memory = Memory::default();
    let replica = open(&memory);
    block_on(replica.register(3, "1")).expect("memory holds");
    (memory, replica)
}

/// A replica that has had first contact and holds the thing `a` in version 1.
fn started() -> (Memory, Replica<Memory>) {
    let (memory, replica) = registered();
    let doc = json!({"k": "thing", "i": "a", "v": 1, "f": {"name": "one"}, "s": "000000000000000", "p": "x", "t": 0});
    let doc = doc
        .to_string()
        .replace("000000000000000", "0000000000000000");
    answer(&replica, &[], &[&doc]);
    (memory, replica)
}

/// What the replica sends next.
fn requested(replica: &Replica<Memory>) -> Request {
    block_on(replica.request("1", 1_000))
        .expect("memory holds")
        .expect("a number")
}

/// Sends what waits and answers it, with rows of the one feed.
fn answer(replica: &Replica<Memory>, refused: &[(u64, &str)], rows: &[&str]) -> Progress {
    let request = requested(replica);
    let response = respond(&request, refused, rows);
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds")
}

fn respond(request: &Request, refused: &[(u64, &str)], rows: &[&str]) -> Response {
    let code = |seq| {
        refused
            .iter()
            .find(|(other, _)| *other == seq)
            .map(|(_, code)| (*code).to_owned())
    };
    let raw =
        |row: &&str| serde_json::value::RawValue::from_string((*row).to_owned()).expect("JSON");
    let head = Head {
        head: 1,
        count: 1,
        sum: crate::checksum::entry("a", 1),
        floor: 0,
    };
    let outcomes = request.changes.iter().map(|change| change.seq);
    Response {
        now_ms: 1_000,
        turn: request.turn,
        epoch: "1".to_owned(),
        outcomes: outcomes
            .map(|seq| Outcome {
                seq,
                code: code(seq),
                path: None,
            })
            .collect(),
        waits: None,
        records: Vec::new(),
        pages: vec![Page {
            feed: "company".to_owned(),
            rows: rows.iter().map(raw).collect(),
            cursor: Cursor { top: 1, bottom: 0 },
        }],
        heads: BTreeMap::from([("company".to_owned(), head)]),
        erased: BTreeSet::new(),
        mark: None,
    }
}

fn commit(replica: &Replica<Memory>, edits: &[Edit]) {
    block_on(replica.commit(edits, 1_000)).expect("memory holds");
}

fn name(replica: &Replica<Memory>, id: &str) -> String {
    replica
        .record(id)
        .map(|record| record.text("name").to_owned())
        .unwrap_or_default()
}

#[test]
fn a_saved_edit_shows_at_once_and_after_reopening() {
    let (memory, replica) = started();
    commit(&replica, &[set("a", json!({"name": "two"}))]);
    for replica in [&replica, &open(&memory)] {
        assert_eq!((name(replica, "a").as_str(), replica.pending()), ("two", 1));
    }
}

#[test]
fn an_edit_that_changes_nothing_is_not_sent() {
    let (_, replica) = started();
    commit(&replica, &[set("a", json!({"name": "one", "color": null}))]);
    assert_eq!(replica.pending(), 0);
}

#[test]
fn whichever_operation_fails_nothing_is_shown_that_is_not_saved() {
    for n in 1..4 {
        let (memory, replica) = started();
        memory.fail_nth(n, StoreError::Full);
        let saved = block_on(replica.commit(&[set("a", json!({"name": "two"}))], 1_000));
        memory.revive();
        let expected = if saved.is_ok() { "two" } else { "one" };
        assert_eq!(name(&replica, "a"), expected, "operation {n}");
        assert_eq!(
            name(&open(&memory), "a"),
            expected,
            "operation {n} after reopening"
        );
    }
}

#[test]
fn two_tabs_never_give_out_the_same_number() {
    let (memory, first) = started();
    let second = open(&memory);
    commit(&first, &[set("a", json!({"name": "two"}))]);
    commit(&second, &[set("a", json!({"color": "red"}))]);
    let numbers: Vec<u64> = second.unsent().iter().map(|change| change.seq).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(name(&second, "a"), "two");
}

#[test]
fn a_refused_create_waits_in_the_tray_with_all_that_needs_it() {
    let (_, replica) = started();
    commit(
        &replica,
        &[
            create("thing", "b", json!({"name": "new"})),
            create("part", "c", json!({"thing": "b"})),
        ],
    );
    answer(
        &replica,
        &[(1, codes::ROLE), (2, codes::DEPENDS_ON_REFUSED)],
        &[],
    );
    let tray = replica.tray();
    assert_eq!(
        (tray.len(), tray[0].changes.len(), replica.pending()),
        (1, 2, 0)
    );
    block_on(replica.resend(&tray[0].key, 2_000)).expect("memory holds");
    assert_eq!((replica.tray().len(), replica.pending()), (0, 2));
}

/// How much is unsent after a create was refused, while what needs it had not been sent yet.
fn unsent_after_refused_create(code: &str) -> u32 {
    let (_, replica) = started();
    commit(&replica, &[create("thing", "b", json!({"name": "new"}))]);
    let request = requested(&replica);
    commit(&replica, &[create("part", "c", json!({"thing": "b"}))]);
    let response = respond(&request, &[(1, code)], &[]);
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    replica.pending() as u32
}

#[test]
fn what_needs_a_refused_create_is_not_sent_unless_the_device_is_retired() {
    assert_eq!(unsent_after_refused_create(codes::ROLE), 0);
    assert_eq!(unsent_after_refused_create(codes::DEVICE_RETIRED), 1);
}

#[test]
fn a_change_on_top_of_a_refused_one_stands_on_what_was_there_before() {
    let (_, replica) = started();
    commit(&replica, &[set("a", json!({"name": "two"}))]);
    let request = requested(&replica);
    commit(&replica, &[set("a", json!({"name": "three"}))]);
    let response = respond(&request, &[(1, codes::FIELD_PROTECTED)], &[]);
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    let left = replica.unsent();
    let base = left[0].change().base_of("name");
    assert_eq!(base, request.changes[0].base_of("name"));
    assert_eq!(name(&replica, "a"), "three");
}

/// Numbers and bases of what waits after two late answers: the first refuses a change on which two
/// stand that were sent meanwhile, the second says what became of those.
fn bases_after_late_answers(refused: &[(u64, &str)]) -> Vec<(u64, Option<Stamp>)> {
    let (_, replica) = started();
    commit(&replica, &[set("a", json!({"name": "two"}))]);
    let first = requested(&replica);
    commit(&replica, &[set("a", json!({"name": "three"}))]);
    commit(&replica, &[set("a", json!({"name": "four"}))]);
    let second = requested(&replica);
    commit(&replica, &[set("a", json!({"name": "five"}))]);
    let tries = [(&first, &refused[..1]), (&second, refused)];
    for (request, refused) in tries {
        let response = respond(request, refused, &[]);
        block_on(replica.apply(request, &response, TIMING)).expect("memory holds");
    }
    let left = replica.unsent().into_iter();
    left.map(|queued| (queued.seq, queued.change().base_of("name")))
        .collect()
}

#[test]
fn an_outcome_counts_though_an_earlier_answer_refused_what_its_change_stood_on() {
    let (_, replica) = started();
    let shown = replica.record("a").expect("shown").created;
    let code = codes::FIELD_PROTECTED;
    let all = bases_after_late_answers(&[(1, code), (2, code), (3, code)]);
    assert_eq!(all, [(4, Some(shown))], "all were refused");
    let first = bases_after_late_answers(&[(1, code)]);
    let numbers: Vec<u64> = first.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(numbers, [4], "the first was refused");
    assert_ne!(first[0].1, Some(shown), "it stands on one that was applied");
}

#[test]
fn an_unsent_change_is_discarded_with_what_needs_it_and_comes_back() {
    let (_, replica) = started();
    commit(
        &replica,
        &[
            create("thing", "b", json!({"name": "new"})),
            create("part", "c", json!({"thing": "b"})),
        ],
    );
    assert_eq!(replica.discarded_with(1).len(), 2);
    block_on(replica.discard(1, 1_000)).expect("memory holds");
    assert_eq!((replica.pending(), replica.record("b")), (0, None));
    let key = replica.discarded()[0].key.clone();
    block_on(replica.bring_back(&key, 2_000)).expect("memory holds");
    assert_eq!(
        (replica.pending(), name(&replica, "b").as_str()),
        (2, "new")
    );
}

#[test]
fn a_change_that_may_have_been_sent_is_undone_by_a_new_one() {
    let (_, replica) = started();
    commit(&replica, &[set("a", json!({"name": "two"}))]);
    block_on(replica.request("1", 1_000)).expect("memory holds");
    block_on(replica.discard(1, 2_000)).expect("memory holds");
    assert_eq!(
        (replica.pending(), name(&replica, "a").as_str()),
        (2, "one")
    );
}

#[test]
fn a_clock_that_is_ahead_restamps_what_was_not_consumed() {
    let (_, replica) = started();
    block_on(replica.commit(&[set("a", json!({"name": "two"}))], 900_000_000))
        .expect("memory holds");
    let before = replica.unsent()[0].stamp;
    let failure = Failure {
        code: codes::CLOCK.to_owned(),
        now_ms: Some(2_000),
        mark: Some(0),
    };
    let advice = block_on(replica.fail(
        &failure,
        Timing {
            sent_ms: 900_000_000,
            received_ms: 900_000_000,
        },
    ));
    assert_eq!(advice, Ok(Advice::Again));
    let after = replica.unsent()[0].stamp;
    assert!(before.ms > 2_000 && after.ms == 2_000, "{before} {after}");
}

#[test]
fn an_answer_to_other_cursors_is_ignored() {
    let (_, replica) = started();
    let request = requested(&replica);
    let stale = Request {
        cursors: BTreeMap::new(),
        ..request.clone()
    };
    let mut response = respond(&stale, &[], &[]);
    response.pages[0].cursor = Cursor { top: 9, bottom: 9 };
    block_on(replica.apply(&stale, &response, TIMING)).expect("memory holds");
    assert_eq!(
        replica.meta().feeds["company"].cursor,
        Some(Cursor { top: 1, bottom: 0 })
    );
}

#[test]
fn a_database_cleared_while_open_starts_over_and_saves_nothing_silently() {
    let (_, replica) = started();
    let cleared = Memory::default();
    let reopened = open(&cleared);
    let saved = block_on(reopened.commit(&[create("thing", "b", json!({"name": "x"}))], 1_000));
    assert_eq!(saved, Err(CommitError::NoReplica));
    assert_eq!(replica.meta().person, reopened.meta().person);
}

#[test]
fn what_was_typed_survives_a_database_that_is_cleared_while_it_is_open() {
    let (memory, replica) = started();
    commit(&replica, &[set("a", json!({"name": "two"}))]);
    memory.evict();
    assert_eq!(block_on(replica.refresh()), Ok(true));
    assert!(replica.take_cleared() && !replica.take_cleared());
    commit(&replica, &[create("thing", "b", json!({"name": "new"}))]);
    let request = requested(&open(&memory));
    let names = request
        .changes
        .iter()
        .map(|change| (change.seq, &change.fields["name"]));
    assert_eq!(
        names.collect::<Vec<_>>(),
        [(1, &json!("two")), (2, &json!("new"))]
    );
    assert_eq!(
        (request.replica, request.cursors.len()),
        (3, 0),
        "all is pulled afresh"
    );
    answer(&replica, &[], &[&thing(0, 1)]);
    assert_eq!((replica.pending(), replica.len()), (0, 1));
}

#[test]
fn a_cleared_database_that_takes_nothing_leaves_what_was_typed_in_memory() {
    let (memory, replica) = started();
    commit(&replica, &[set("a", json!({"name": "two"}))]);
    memory.evict();
    memory.fill(true);
    assert_eq!(block_on(replica.refresh()), Err(StoreError::Full));
    assert_eq!(
        (replica.pending(), name(&replica, "a")),
        (1, "two".to_owned())
    );
    memory.fill(false);
    assert_eq!(block_on(replica.refresh()), Ok(true));
    assert_eq!(open(&memory).pending(), 1);
}

#[test]
fn a_form_that_was_open_while_a_newer_value_came_overwrites_nothing_unseen() {
    let (_, replica) = started();
    let seen = replica.record("a").expect("shown");
    commit(
        &replica,
        &[set("a", json!({"name": "two", "color": "red"}))],
    );
    let kind = SCHEMA.kind("thing").expect("known");
    commit(
        &replica,
        &[set("a", json!({"name": "three"})).on(kind, &seen)],
    );
    let last = replica.unsent()[1].change();
    assert_eq!(last.base_of("name"), Some(seen.created));
    assert_eq!(last.fields, fields(json!({"name": "three"})));
}

#[test]
fn a_request_carries_as_many_changes_as_fit_and_at_least_one() {
    let (_, replica) = started();
    let sized = |id, length| create("thing", id, json!({"name": "x".repeat(length)}));
    let sizes = [("b", 130_000), ("c", 150_000), ("d", 80_000), ("e", 80_000)];
    commit(&replica, &sizes.map(|(id, length)| sized(id, length)));
    let mut carried = Vec::new();
    while replica.pending() > 0 {
        let before = replica.pending();
        answer(&replica, &[], &[]);
        carried.push(before - replica.pending());
    }
    assert_eq!(carried, [1, 2, 1]);
}

#[test]
fn a_chain_of_refused_changes_leaves_no_hole_in_the_outbox() {
    let (_, replica) = started();
    let first = replica.record("a").expect("shown").created;
    commit(&replica, &[set("a", json!({"name": "two"}))]);
    commit(&replica, &[set("a", json!({"name": "three"}))]);
    let request = requested(&replica);
    commit(&replica, &[set("a", json!({"name": "four"}))]);
    let refused = [(1, codes::FIELD_PROTECTED), (2, codes::FIELD_PROTECTED)];
    let response = respond(&request, &refused, &[]);
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    let left = replica.unsent();
    assert_eq!(
        (
            left.len(),
            left[0].change().base_of("name"),
            replica.tray().len()
        ),
        (1, Some(first), 2)
    );
}

#[test]
fn a_create_that_was_sent_and_discarded_comes_back() {
    let (_, replica) = started();
    commit(&replica, &[create("thing", "b", json!({"name": "new"}))]);
    block_on(replica.request("1", 1_000)).expect("memory holds");
    block_on(replica.discard(1, 2_000)).expect("memory holds");
    assert!(replica.record("b").expect("shown").archived);
    let key = replica.discarded()[0].key.clone();
    block_on(replica.bring_back(&key, 3_000)).expect("memory holds");
    let record = replica.record("b").expect("shown");
    assert_eq!((record.archived, record.text("name")), (false, "new"));
}

#[test]
fn a_create_that_found_a_record_in_its_place_is_written_over_it_when_sent_again() {
    let (_, replica) = started();
    let typed = json!({"name": "mine", "tags": {"k1": true}});
    commit(&replica, &[create("thing", "b", typed)]);
    let theirs =
        r#"{"k":"thing","i":"b","v":1,"f":{"name":"theirs"},"s":"0000000000000000","p":"x","t":0}"#;
    answer(&replica, &[(1, codes::RECORD_EXISTS)], &[]);
    let request = requested(&replica);
    let mut response = respond(&request, &[], &[theirs]);
    response.pages[0].cursor = Cursor { top: 2, bottom: 0 };
    response
        .heads
        .insert("company".to_owned(), head(2, &["a", "b"]));
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    assert_eq!(name(&replica, "b"), "theirs");
    let key = replica.tray()[0].key.clone();
    block_on(replica.resend(&key, 2_000)).expect("memory holds");
    let unsent = replica.unsent();
    assert_eq!((unsent.len(), &unsent[0].op), (1, &Op::Set));
    assert_eq!(
        unsent[0].change().fields,
        fields(json!({"name": "mine", "tags/k1": true}))
    );
}

#[test]
fn discarding_a_refused_change_keeps_what_was_discarded_with_it_before() {
    let (_, replica) = started();
    commit(&replica, &[create("thing", "b", json!({"name": "new"}))]);
    let request = requested(&replica);
    commit(&replica, &[create("part", "c", json!({"thing": "b"}))]);
    block_on(replica.discard(1, 2_000)).expect("memory holds");
    let response = respond(&request, &[(1, codes::ROLE)], &[]);
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    let key = replica.tray()[0].key.clone();
    block_on(replica.discard_refused(&key, 3_000)).expect("memory holds");
    let kept = replica.discarded();
    let mut kept = kept.iter().flat_map(|item| &item.changes);
    assert!(kept.any(|change| change.record == "c"));
}

#[test]
fn all_that_hangs_on_a_refused_create_waits_in_one_item() {
    let (_, replica) = started();
    commit(&replica, &[create("thing", "b", json!({"name": "new"}))]);
    let request = requested(&replica);
    commit(&replica, &[create("part", "c", json!({"thing": "b"}))]);
    let later = Edit::new(Op::Set, "part", "c").with(fields(json!({"name": "later"})));
    commit(&replica, &[later]);
    let response = respond(&request, &[(1, codes::ROLE)], &[]);
    block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    let tray = replica.tray();
    assert_eq!(
        (tray.len(), tray[0].changes.len(), replica.pending()),
        (1, 3, 0)
    );
}

#[test]
fn the_late_answer_of_a_frozen_tab_brings_nothing_back() {
    let (memory, frozen) = started();
    let other = open(&memory);
    let doc = frozen
        .state
        .borrow()
        .book
        .get("a")
        .expect("held")
        .doc
        .clone();
    let late = requested(&frozen);
    let request = requested(&other);
    let mut response = respond(&request, &[], &[r#"{"gone":"a"}"#]);
    response.pages[0].cursor = Cursor { top: 2, bottom: 0 };
    response.heads.insert("company".to_owned(), head(2, &[]));
    block_on(other.apply(&request, &response, TIMING)).expect("memory holds");
    assert_eq!(other.record("a"), None);
    let mut stale = respond(&late, &[], &[]);
    stale.records = vec![Held {
        feeds: vec!["company".to_owned()],
        doc: serde_json::value::RawValue::from_string(doc.expect("a text").to_string())
            .expect("JSON"),
    }];
    let progress = block_on(frozen.apply(&late, &stale, TIMING)).expect("memory holds");
    assert_eq!((frozen.record("a"), progress.done), (None, false));
}

fn head(head: u64, ids: &[&str]) -> Head {
    let entries = ids.iter().map(|id| crate::checksum::entry(id, 1));
    Head {
        head,
        count: ids.len() as u64,
        sum: crate::checksum::sum(entries),
        floor: 0,
    }
}

#[test]
fn folding_changes_nothing_that_is_read_now_or_after_reopening() {
    let (memory, replica) = started();
    // Many at once lie in chunks, a few at a time in rows.
    let mut top = 1;
    let mut pull = |rows: Vec<String>| {
        top += 1;
        let request = requested(&replica);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut response = respond(&request, &[], &rows);
        response.pages[0].cursor = Cursor { top, bottom: 0 };
        response
            .heads
            .insert("company".to_owned(), head(top + 1, &[]));
        block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
    };
    pull((0..450).map(|n| thing(n, 1)).collect());
    for start in (0..400).step_by(50) {
        pull((start..start + 50).map(|n| thing(n, 2)).collect());
    }
    let gone = |n: u64| format!(r#"{{"gone":"t{n}"}}"#);
    pull((0..20).map(gone).collect());
    let names = |replica: &Replica<Memory>| -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        replica.for_each(|seen| {
            if let Seen::Base(id, Entry { doc: Some(doc), .. }) = seen {
                found.insert(id.to_string(), doc.to_string());
            }
        });
        found
    };
    let before = names(&replica);
    let rows = || {
        block_on(memory.load(Table::Row))
            .expect("memory holds")
            .len()
    };
    let unfolded = rows();
    while block_on(replica.fold(WORTH_FOLDING)).expect("memory holds") {}
    assert!(rows() < 300 && unfolded > 300, "{unfolded} {}", rows());
    assert_eq!(names(&replica), before);
    assert_eq!(names(&open(&memory)), before);
    pull((20..40).map(|n| thing(n, 3)).collect());
    assert_eq!(names(&open(&memory)), names(&replica));
}

#[test]
fn a_record_that_is_gone_leaves_its_chunk_at_the_next_fold() {
    let (memory, replica) = started();
    bring(&replica, &things(100, 1), &held(100, 1));
    assert_eq!(replica.len(), 101);
    let mut left = held(100, 1);
    left.retain(|(id, _)| id != "t7");
    bring(&replica, &[r#"{"gone":"t7"}"#.to_owned()], &left);
    assert_eq!(replica.len(), 100);
    while block_on(replica.fold(WORTH_FOLDING)) == Ok(true) {}
    let text = stored(&memory, &[Table::Chunk, Table::Document]);
    assert!(text.contains("\tt8\t"), "the records lie in a chunk");
    assert!(!text.contains("\tt7\t"), "it is still readable");
    assert!(!text.contains("\"t7\""), "it is still readable");
}

#[test]
fn a_device_below_the_floor_pulls_the_feed_afresh() {
    let (_, replica) = started();
    bring(&replica, &things(3, 1), &held(3, 1));
    let top = replica.meta().feeds["company"]
        .cursor
        .expect("a cursor")
        .top;
    let afresh = |floor: u64| {
        let request = requested(&replica);
        let mut response = respond(&request, &[], &[]);
        response.pages.clear();
        let known = replica.meta().feeds["company"].head.expect("a head");
        let moved = Head {
            head: known.head.max(floor),
            floor,
            ..known
        };
        response.heads.insert("company".to_owned(), moved);
        block_on(replica.apply(&request, &response, TIMING)).expect("memory holds");
        replica.meta().feeds["company"].cursor.is_none()
    };
    assert!(!afresh(top), "all that left the feed was heard of");
    assert!(afresh(top + 1));
    assert_eq!(replica.len(), 4, "what is held stays in sight until then");
}

#[test]
fn a_kept_history_goes_with_its_record() {
    let (memory, replica) = started();
    for id in ["a", "unknown"] {
        block_on(replica.keep_history(id, b"told")).expect("memory holds");
    }
    assert_eq!(block_on(replica.history("a")), Ok(Some(b"told".to_vec())));
    assert_eq!(block_on(replica.history("unknown")), Ok(None));
    answer(&replica, &[], &[r#"{"gone":"a"}"#]);
    assert_eq!(block_on(memory.load(Table::History)), Ok(Vec::new()));
}

#[test]
fn digests_lie_beside_their_texts_and_are_made_anew_by_a_newer_app() {
    let (memory, replica) = started();
    let length = replica.digest("a").expect("a digest");
    assert_ne!(&*length, "0");
    commit(&replica, &[set("a", json!({"name": "two"}))]);
    assert_eq!(
        replica.digest("a"),
        None,
        "what is shown is no longer what it is made of"
    );
    let newer = Digest {
        version: 2,
        of: |_| "new".to_owned(),
    };
    let untouched = Digest {
        version: 1,
        of: |_| "made anew".to_owned(),
    };
    let open = |digest| block_on(Replica::open(memory.clone(), SCHEMA, digest, "p", "d"));
    let of = |digest| {
        let mut found = Vec::new();
        let replica = open(digest).expect("memory opens");
        replica.for_each(|seen| match seen {
            Seen::Base(_, entry) => found.push(entry.digest.to_string()),
            Seen::Shown(_) => {}
        });
        found
    };
    answer(&replica, &[], &[]);
    assert_eq!(of(untouched), [length.to_string()], "it is read, not made");
    assert_eq!(of(newer), ["new"]);
}

#[test]
fn chunks_of_an_older_layout_or_digest_are_read_and_rewritten() {
    let (memory, replica) = started();
    let doc = replica
        .state
        .borrow()
        .book
        .get("a")
        .expect("an entry")
        .doc
        .clone()
        .expect("a text");
    let mut batch = Batch::new(Some(replica.state.borrow().generation), Durability::Relaxed);
    batch.put(
        Table::Chunk,
        book::chunk_key(0),
        format!("company#1\t{doc}\n").into_bytes(),
    );
    batch.delete(Table::Row, "a");
    block_on(memory.write(batch)).expect("memory holds");
    let reopened = open(&memory);
    assert_eq!(
        reopened.digest("a").as_deref(),
        Some(doc.len().to_string().as_str())
    );
    assert_eq!(
        block_on(reopened.fold(WORTH_FOLDING)),
        Ok(false),
        "everything is folded"
    );
    let head = format!("company#1\ta\t1\t1\t{}\n", doc.len());
    assert_eq!(stored(&memory, &[Table::Chunk]), head);
    assert_eq!(
        stored(&memory, &[Table::Document]),
        format!("a\t1\t{doc}\n")
    );
    assert_eq!(name(&open(&memory), "a"), "one");
}

#[test]
fn opening_leaves_the_texts_on_the_device_until_they_are_read_or_needed() {
    let (memory, replica) = started();
    bring(&replica, &things(250, 1), &held(250, 1));
    let digest = replica.digest("t1");

    let opened = begin(&memory);
    assert!(!opened.is_whole() && opened.record("t1").is_none());
    assert_eq!((opened.len(), opened.digest("t1")), (251, digest));
    assert!(
        opened.record("a").is_some(),
        "what lies in a row is read with it"
    );
    block_on(opened.read_texts()).expect("memory holds");
    assert!(opened.is_whole());
    assert_eq!(name(&opened, "t1"), "1.1");

    // Whoever saves at once saves on what is there, and it shows after the next opening too.
    let hasty = begin(&memory);
    commit(&hasty, &[set("t1", json!({"name": "mine"}))]);
    assert_eq!(name(&hasty, "t1"), "mine");
    let pending = begin(&memory);
    assert!(!pending.is_whole());
    assert_eq!(name(&pending, "t1"), "mine");
    assert_eq!(
        pending
            .before(hasty.unsent()[0].seq)
            .expect("a record")
            .text("name"),
        "1.1"
    );
}

#[test]
fn opening_a_book_of_documents_reads_and_digests_no_text() {
    let (memory, replica) = started();
    bring(&replica, &things(1_250, 1), &held(1_250, 1));
    while block_on(replica.fold(WORTH_FOLDING)) == Ok(true) {}
    let known = Digest {
        version: 1,
        of: |_| panic!("a text was digested"),
    };
    let before = memory.readings(Table::Document);
    let opened = block_on(Replica::open(memory.clone(), SCHEMA, known, "p", "d"));
    let opened = opened.expect("memory opens");
    assert_eq!(opened.len(), 1_251);
    let mut listed = 0;
    opened.for_each(|_| listed += 1);
    assert_eq!(listed, 1_251);
    assert!(opened.record("t1").is_none(), "nothing was decoded");
    assert_eq!(memory.readings(Table::Document), before);

    block_on(opened.read_texts()).expect("memory holds");
    assert!(memory.readings(Table::Document) > before);
    assert_eq!(name(&opened, "t1"), "1.1");
}

#[test]
fn a_tab_opened_on_an_empty_device_reads_the_texts_that_another_tab_pulls() {
    let memory = Memory::default();
    let (first, second) = (open(&memory), open(&memory));
    block_on(first.register(3, "1")).expect("memory holds");
    answer(&first, &[], &[]);
    bring(&first, &things(120, 1), &held(120, 1)[1..]);
    assert_eq!(block_on(second.refresh()), Ok(true));
    assert!(second.is_whole());
    assert_eq!(name(&second, "t0"), "0.1");
}

#[test]
fn texts_are_read_whatever_another_tab_writes_meanwhile() {
    let (memory, replica) = started();
    bring(&replica, &things(400, 1), &held(400, 1));
    let opened = begin(&memory);
    // Every chunk is written anew, with newer records and without some.
    let mut left = held(400, 2);
    left.retain(|(id, _)| id != "t9");
    let mut rows = things(400, 2);
    rows[9] = r#"{"gone":"t9"}"#.to_owned();
    bring(&replica, &rows, &left);
    while block_on(replica.fold(WORTH_FOLDING)) == Ok(true) {}
    block_on(opened.read_texts()).expect("memory holds");
    assert!(opened.is_whole());
    assert_eq!(name(&opened, "t1"), "1.2");
    assert_eq!(opened.len(), replica.len());

    // A chunk whose texts are lost is found out.
    let generation = replica.state.borrow().generation;
    let mut batch = Batch::new(Some(generation), Durability::Relaxed);
    batch.delete(Table::Document, book::chunk_key(0));
    block_on(memory.write(batch)).expect("memory holds");
    let damaged = begin(&memory);
    assert!(matches!(
        block_on(damaged.read_texts()),
        Err(StoreError::Unreadable(_))
    ));
}

#[test]
fn a_person_has_the_device_checked() {
    let (_, replica) = started();
    let check = || block_on(replica.self_check(2_000)).expect("memory holds");
    let sound = SelfCheck {
        records: 1,
        ..SelfCheck::default()
    };
    assert_eq!(check(), sound);
    // The server tells of a record that never comes: after a repair by itself, no other for a day.
    let a = thing(0, 1).replace("t0", "a");
    let rows = [a, thing(0, 1)];
    bring(&replica, &rows, &held(2, 1));
    bring(&replica, &rows, &held(2, 1));
    let repaired = replica.meta().repairs;
    let found = check();
    assert_eq!((found.records, found.damaged), (2, 0));
    assert_eq!(found.repaired, ["company".to_owned()].into());
    assert_eq!(replica.meta().repairs, repaired + 1, "as often as they ask");
}

#[test]
fn a_record_that_cannot_be_read_is_found_and_pulled_afresh() {
    let (_, replica) = started();
    let without_fields = r#"{"k":"thing","i":"t0","v":1}"#.to_owned();
    bring(&replica, &[without_fields], &held(1, 1));
    let found = block_on(replica.self_check(2_000)).expect("memory holds");
    assert_eq!((found.records, found.damaged), (2, 1));
    assert_eq!(found.repaired, ["company".to_owned()].into());
    assert_eq!(replica.meta().feeds["company"].cursor, None);
}
