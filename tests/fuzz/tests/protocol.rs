//! Requests and answers: what is taken in can be said again, and means the same.

use fuzz::{check, corpus};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::change::Change;
use sync::protocol::{Failure, Request, Response};
use sync::record::Record;

/// Damaged examples of each test.
const CASES: u32 = 3_000;

/// Decodes, encodes and decodes again. Nothing grows by more than what is left out being said.
fn repeats<T: DeserializeOwned + Serialize>(bytes: &[u8]) {
    let Ok(read) = serde_json::from_slice::<T>(bytes) else {
        return;
    };
    let said = serde_json::to_string(&read).expect("what was read can be said");
    assert!(
        said.len() <= 2 * bytes.len() + 500,
        "{} becomes {}",
        bytes.len(),
        said.len()
    );
    let again: T = serde_json::from_str(&said).expect("what was said can be read");
    assert_eq!(serde_json::to_string(&again).ok(), Some(said));
}

#[test]
fn requests_are_read_as_they_are_written() {
    check(&corpus("request"), CASES, repeats::<Request>);
}

#[test]
fn answers_are_read_as_they_are_written() {
    check(&corpus("answer"), CASES, |bytes| {
        repeats::<Response>(bytes);
        repeats::<Failure>(bytes);
    });
}

#[test]
fn changes_and_records_are_read_as_they_are_written() {
    check(&corpus("outbox"), CASES, |bytes| {
        repeats::<Change>(bytes);
        repeats::<Record>(bytes);
    });
    check(&corpus("record"), CASES, repeats::<Record>);
}
