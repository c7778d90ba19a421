//! What the app shows first is read for as long as it is true, and lies on the device no longer.

use super::*;

fn front(memory: &Memory) -> Option<String> {
    let front = block_on(Front::read(memory)).expect("memory holds");
    front.map(|front| front.text)
}

fn keeping() -> (Memory, Replica<Memory>) {
    let (memory, replica) = started();
    bring(&replica, &things(2, 1), &held(2, 1));
    block_on(replica.keep_front("first\nrows")).expect("memory holds");
    (memory, replica)
}

#[test]
fn it_is_read_with_the_clock_of_the_state_that_it_was_made_of() {
    let (memory, replica) = keeping();
    assert_eq!(front(&memory).as_deref(), Some("first\nrows"));
    let kept = block_on(Front::read(&memory)).expect("memory holds");
    assert_eq!(kept.map(|front| front.meta), Some(replica.meta().clone()));
    assert_eq!(front(&Memory::default()), None);
}

#[test]
fn it_is_not_read_once_anything_was_saved() {
    let (memory, replica) = keeping();
    commit(&replica, &[set("t1", json!({"name": "new"}))]);
    assert_eq!(front(&memory), None);
    block_on(replica.keep_front("again")).expect("memory holds");
    assert_eq!(front(&memory).as_deref(), Some("again"));
}

#[test]
fn what_a_tab_that_is_behind_keeps_is_not_read() {
    let (memory, replica) = keeping();
    let behind = open(&memory);
    commit(&replica, &[set("t1", json!({"name": "new"}))]);
    block_on(behind.keep_front("old")).expect("memory holds");
    assert_eq!(front(&memory), None);
    assert_eq!(stored(&memory, &[Table::Front]), "");
}

#[test]
fn it_goes_with_the_batch_that_brings_other_records() {
    let (memory, replica) = keeping();
    assert!(stored(&memory, &[Table::Front]).contains("first"));
    bring(&replica, &things(2, 2), &held(2, 2));
    assert!(!stored(&memory, &[Table::Front]).contains("first"));
}

#[test]
fn a_tab_that_takes_over_the_work_of_another_while_it_writes_says_so_afterwards() {
    let (memory, replica) = keeping();
    let behind = open(&memory);
    commit(&replica, &[set("t1", json!({"name": "new"}))]);
    commit(&behind, &[set("t0", json!({"name": "too"}))]);
    assert_eq!(block_on(behind.refresh()), Ok(true));
    assert_eq!(block_on(behind.refresh()), Ok(false));
}
