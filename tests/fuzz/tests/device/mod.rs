//! A device with something in every table.

use std::future::Future;

use domain::kinds::SCHEMA;
use serde_json::{Map, Value, json, value::to_raw_value};
use sync::change::Op;
use sync::protocol::{Cursor, Failure, Head, Outcome, Page, Request, Response, branch_feed};
use sync::record::Record;
use sync::replica::{CommitError, Digest, Edit, Replica, Timing};
use sync::store::memory::Memory;
use sync::store::{Batch, DeviceStore, Durability, StoreError, Table};

const NOW: i64 = 1_790_000_000_000;
const TIMING: Timing = Timing {
    sent_ms: NOW,
    received_ms: NOW,
};
const BRANCH: &str = "b-mks";
/// More than a chunk, and more than is folded at once.
const RECORDS: usize = 130;

/// Keeps the length of each text.
const DIGEST: Digest = Digest {
    version: 1,
    of: |doc| doc.len().to_string(),
};

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    futures::executor::block_on(future)
}

pub fn open(memory: &Memory) -> Result<Replica<Memory>, StoreError> {
    block_on(Replica::open(
        memory.clone(),
        SCHEMA,
        DIGEST,
        "p-rina",
        "device",
    ))
}

/// Puts bytes in the place of a row.
pub fn put(memory: &Memory, table: Table, key: &str, bytes: &[u8]) {
    let mut batch = Batch::new(None, Durability::Relaxed);
    batch.put(table, key, bytes.to_vec());
    block_on(memory.write(batch)).expect("a store in memory");
}

/// Takes over the answer to whatever the device asks.
pub fn answer_to(replica: &Replica<Memory>, mut response: Response) -> Result<(), StoreError> {
    let Some(request) = block_on(replica.request("0.1.0", NOW))? else {
        return Ok(());
    };
    response.turn = request.turn;
    block_on(replica.apply(&request, &response, TIMING)).map(drop)
}

/// Does everything that writes: asks, saves, is refused, and starts over.
pub fn write(replica: &Replica<Memory>) -> Result<(), StoreError> {
    let stored = |result: Result<_, CommitError>| match result {
        Err(CommitError::Store(error)) => Err(error),
        _ => Ok(()),
    };
    block_on(replica.request("0.1.0", NOW))?;
    stored(block_on(replica.commit(&[create("c-new")], NOW)).map(drop))?;
    for queued in replica.unsent().iter().take(3) {
        let note =
            Edit::new(Op::Set, "customer", &queued.record).with(fields(json!({"note": "x"})));
        stored(block_on(replica.commit(&[note], NOW)).map(drop))?;
    }
    for item in replica.tray() {
        stored(block_on(replica.resend(&item.key, NOW)).map(drop))?;
    }
    for item in replica.discarded() {
        stored(block_on(replica.bring_back(&item.key, NOW)).map(drop))?;
    }
    for code in ["clock", "gap", "epoch"] {
        fail(replica, code, NOW, 1)?;
    }
    block_on(replica.register(9, "2"))
}

/// Is told that the server would not answer.
pub fn fail(
    replica: &Replica<Memory>,
    code: &str,
    now_ms: i64,
    mark: u64,
) -> Result<(), StoreError> {
    let failure = Failure {
        code: code.into(),
        now_ms: Some(now_ms),
        mark: Some(mark),
    };
    block_on(replica.fail(&failure, TIMING)).map(drop)
}

/// A device that has pulled, saved, been refused, and thrown away.
pub fn filled() -> Memory {
    let memory = Memory::default();
    let replica = open(&memory).expect("an empty device");
    block_on(replica.register(1, "1")).expect("a number");
    answer_to(&replica, pulled()).expect("a first answer");
    let note = fields(json!({"note": "Sudah terkirim"}));
    let sent = Edit::new(Op::Set, "customer", "c-7").with(note);
    block_on(replica.commit(&[sent], NOW)).expect("room");
    take_in(&replica);
    let edits = ["c-refused", "c-thrown", "c-kept"].map(create);
    block_on(replica.commit(&edits, NOW)).expect("room");
    let request = block_on(replica.request("0.1.0", NOW))
        .expect("room")
        .expect("a number");
    refuse_first(&replica, &request);
    let thrown = replica.unsent()[0].seq;
    block_on(replica.discard(thrown, NOW)).expect("room");
    let note = fields(json!({"note": "Datang\tlagi\nbesok"}));
    let edits = ["c-kept", "c-5"].map(|id| Edit::new(Op::Set, "customer", id).with(note.clone()));
    block_on(replica.commit(&edits, NOW)).expect("room");
    memory
}

fn create(id: &str) -> Edit {
    let home = Some(BRANCH.to_owned());
    Edit::new(Op::Create { home }, "customer", id)
        .with(fields(json!({"form": "person", "name": id})))
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn pulled() -> Response {
    let row = |at: usize| {
        let record = json!({
            "k": "customer", "i": format!("c-{at}"), "v": 1, "h": BRANCH,
            "f": {"form": "person", "name": format!("Siti {at}")},
            "s": "1k2t1v8000000001", "p": "p-rina", "t": NOW,
        });
        let record: Record = serde_json::from_value(record).expect("a record");
        to_raw_value(&record).expect("a text")
    };
    let count = RECORDS as u64;
    let cursor = Cursor {
        top: count,
        bottom: 0,
    };
    let page = |rows| Page {
        feed: branch_feed(BRANCH),
        rows,
        cursor,
    };
    let sum = (0..RECORDS).map(|at| sync::checksum::entry(&format!("c-{at}"), 1));
    let head = Head {
        head: count,
        count,
        sum: sync::checksum::sum(sum),
        floor: 0,
    };
    Response {
        pages: vec![page((0..RECORDS).map(row).collect())],
        heads: [(branch_feed(BRANCH), head)].into(),
        erased: Default::default(),
        ..nothing()
    }
}

/// The server applies what waits.
fn take_in(replica: &Replica<Memory>) {
    let request = block_on(replica.request("0.1.0", NOW));
    let request = request.expect("room").expect("a number");
    settle_first(replica, &request, None);
}

fn refuse_first(replica: &Replica<Memory>, request: &Request) {
    settle_first(replica, request, Some("branch".to_owned()));
}

fn settle_first(replica: &Replica<Memory>, request: &Request, code: Option<String>) {
    let seq = request.changes[0].seq;
    let outcomes = vec![Outcome {
        seq,
        code,
        path: None,
    }];
    let heads = pulled().heads;
    let turn = request.turn;
    let response = Response {
        outcomes,
        heads,
        turn,
        ..nothing()
    };
    block_on(replica.apply(request, &response, TIMING)).expect("room");
}

fn nothing() -> Response {
    Response {
        now_ms: NOW,
        turn: 0,
        epoch: "1".into(),
        outcomes: Vec::new(),
        waits: None,
        records: Vec::new(),
        pages: Vec::new(),
        heads: Default::default(),
        erased: Default::default(),
        mark: None,
    }
}
