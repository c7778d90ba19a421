//! What lies on a device, and answers that are put there. Damage is noticed or harmless: nothing
//! panics, and what was opened can be used, written, and opened again as the same.

mod device;

use std::collections::BTreeMap;

use device::{answer_to, block_on, fail, filled, open, write};
use fuzz::{check, corpus};
use sync::protocol::Response;
use sync::replica::{Queued, Replica, Seen, WORTH_FOLDING};
use sync::store::memory::Memory;
use sync::store::{DeviceStore, Table};

/// Damaged examples of each test.
const CASES: u32 = 100;

/// Ids and versions of all records, and how many changes wait.
fn contents(replica: &Replica<Memory>) -> (BTreeMap<String, u64>, usize) {
    let mut found = BTreeMap::new();
    replica.for_each(|seen| {
        let (id, version) = match seen {
            Seen::Base(id, entry) => {
                let _ = entry.record();
                (id.to_string(), entry.version)
            }
            Seen::Shown(record) => (record.id, record.version),
        };
        found.insert(id, version);
    });
    (found, replica.pending())
}

/// Uses everything that a device holds, unless it is seen to be damaged.
fn use_all(memory: &Memory) {
    if let Ok(replica) = open(memory) {
        use_opened(memory, &replica);
    }
}

/// Uses everything that a device holds after an answer, which must not have damaged it.
fn use_answered(memory: &Memory) {
    use_opened(
        memory,
        &open(memory).expect("what was written can be opened"),
    );
}

/// Uses everything, and opens it again.
fn use_opened(memory: &Memory, replica: &Replica<Memory>) {
    contents(replica);
    replica
        .unsent()
        .iter()
        .for_each(|queued| drop(queued.change()));
    drop((replica.tray(), replica.discarded()));
    replica.meta().download();
    if block_on(replica.read_texts()).is_err() || write(replica).is_err() {
        return;
    }
    while block_on(replica.fold(WORTH_FOLDING)) == Ok(true) {}
    let again = open(memory).expect("what was written can be opened");
    block_on(again.read_texts()).expect("what was written can be read");
    let (found, expected) = (contents(&again), contents(replica));
    let differs = |id: &&String| found.0.get(*id) != expected.0.get(*id);
    let ids: Vec<_> = found
        .0
        .keys()
        .chain(expected.0.keys())
        .filter(differs)
        .collect();
    assert!(
        ids.is_empty() && found.1 == expected.1,
        "{ids:?} {} {}",
        found.1,
        expected.1
    );
}

fn damage(table: Table) {
    let memory = filled();
    let rows = block_on(memory.load(table)).expect("rows");
    assert!(!rows.is_empty(), "nothing lies in {}", table.name());
    let examples: Vec<Vec<u8>> = rows.iter().map(|(_, bytes)| bytes.clone()).collect();
    let key = &rows[0].0;
    check(&examples, CASES, |bytes| {
        let copy = memory.copy();
        device::put(&copy, table, key, bytes);
        use_all(&copy);
    });
}

#[test]
fn damaged_changes_are_noticed_or_harmless() {
    damage(Table::Outbox);
}

#[test]
fn damaged_heads_are_noticed_or_harmless() {
    damage(Table::Chunk);
}

#[test]
fn damaged_texts_are_noticed_or_harmless() {
    damage(Table::Document);
}

#[test]
fn damaged_rows_are_noticed_or_harmless() {
    damage(Table::Row);
}

#[test]
fn damaged_trays_are_noticed_or_harmless() {
    damage(Table::Tray);
    damage(Table::Discarded);
}

#[test]
fn damaged_kept_changes_are_harmless() {
    damage(Table::Kept);
}

#[test]
fn a_damaged_desk_is_noticed_or_harmless() {
    damage(Table::Meta);
}

#[test]
fn an_unsent_change_that_is_read_can_be_decoded() {
    check(&corpus("outbox"), 40 * CASES, |bytes| {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        if let Some(queued) = Queued::read(text) {
            let change = queued.change();
            assert_eq!(Queued::from(change.clone()).change(), change);
        }
    });
}

#[test]
fn any_answer_leaves_a_device_that_opens() {
    let memory = filled();
    check(&corpus("answer"), CASES, |bytes| {
        let Ok(response) = serde_json::from_slice::<Response>(bytes) else {
            return;
        };
        let copy = memory.copy();
        let replica = open(&copy).expect("a sound device");
        answer_to(&replica, response).expect("an answer is put away or ignored");
        use_answered(&copy);
    });
}

#[test]
fn no_failure_of_the_server_breaks_a_device() {
    let memory = filled();
    for code in ["clock", "gap", "epoch", "replica_reused", "", "unheard of"] {
        for now_ms in [i64::MIN, -1, 0, i64::MAX] {
            for mark in [0, 1, 1 << 53, u64::MAX] {
                let copy = memory.copy();
                let replica = open(&copy).expect("a sound device");
                fail(&replica, code, now_ms, mark).expect("it is mended or ignored");
                use_answered(&copy);
            }
        }
    }
}

/// Lines are how records lie on a device, and tabs, commas and marks are what parts a line.
#[test]
fn no_name_of_the_server_breaks_the_lines_of_a_device() {
    let memory = filled();
    let example = String::from_utf8(corpus("answer").concat()).expect("text");
    let example = example
        .lines()
        .find(|line| line.contains("\"pages\":[{"))
        .expect("an answer with pages");
    for name in ["c1", "b-mks"] {
        for other in [
            r"a\nb", r"a\tb", r"a\rb", "", "a,b", "a#1", "#", r"\u2028", r"\u0000",
        ] {
            let text = example.replace(&format!("{name}\""), &format!("{other}\""));
            let response = serde_json::from_str(&text).expect("an answer");
            let copy = memory.copy();
            answer_to(&open(&copy).expect("a sound device"), response).expect("it is put away");
            use_answered(&copy);
        }
    }
}

#[test]
fn a_text_that_is_written_over_lines_lies_in_one() {
    let memory = filled();
    let example = String::from_utf8(corpus("record").concat()).expect("text");
    let spread = example.replace(',', ",\r\n\t ").replace("}{", "}\n{");
    let record = spread.split("}\n{").next().unwrap_or_default().to_owned() + "}";
    let response = corpus("answer").into_iter().find_map(|bytes| {
        serde_json::from_slice::<Response>(&bytes)
            .ok()
            .filter(|one| !one.pages.is_empty())
    });
    let mut response = response.expect("an answer with pages");
    let doc = serde_json::value::RawValue::from_string(record).expect("a record");
    response.pages[0].rows = vec![doc];
    let copy = memory.copy();
    let replica = open(&copy).expect("a sound device");
    answer_to(&replica, response).expect("it is put away");
    assert!(replica.record("c1").is_some());
    use_answered(&copy);
}
