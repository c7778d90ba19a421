//! A small storm, so that the large one of `cargo xtask bench` cannot rot.

use std::env;
use std::path::PathBuf;

use load::{few, prove, storm};

#[test]
fn everybody_gets_through_after_an_outage_and_nothing_is_taken_twice() {
    let database = env::var("RELASI_DATABASE").expect("`cargo xtask test` says where it is");
    let storm = storm(&few(&http_tests::sample_url()), 40, 5);
    let proof = prove(&PathBuf::from(database), &storm.logs);
    assert_eq!(proof.typed, 200);
    assert!(proof.wrong.is_empty(), "{:#?}", proof.wrong);
    assert_eq!(storm.tally.changes.count(), 200);
    // A slow machine may be busy, and may even keep a device waiting until it gives up.
    let is_well = |what: &str| ["503 busy, again after 2 s", "silence"].contains(&what);
    let failures = &storm.tally.failures;
    assert!(failures.keys().all(|what| is_well(what)), "{failures:#?}");
}
