//! How a database comes from any older version to today's, one step after the other.

use indexed_db_futures::Build;
use indexed_db_futures::database::{Database, VersionChangeEvent};

/// The object stores that step `n` (from 0) makes, which leads to version `n + 1`. Steps are only ever
/// added, and names written out: a step never changes once it is released.
const STEPS: [&[&str]; 5] = [
    &[
        "guard",
        "meta",
        "outbox",
        "tray",
        "discarded",
        "chunk",
        "row",
        "draft",
    ],
    &["history"],
    // The texts of records, apart from what lists need of them. Chunks that hold their texts
    // themselves are rewritten when the device is idle.
    &["document"],
    // What the app shows first.
    &["front"],
    // Changes that the server has acknowledged. What it acknowledged before is not on the device.
    &["kept"],
];

/// The version that this build reads and writes.
pub fn version() -> u32 {
    STEPS.len() as u32
}

/// Runs the steps that the database has not seen.
pub fn run(event: &VersionChangeEvent, database: &Database) -> indexed_db_futures::Result<()> {
    let seen = event.old_version() as usize;
    let mut names = STEPS.iter().skip(seen).copied().flatten();
    names.try_for_each(|name| database.create_object_store(name).build().map(drop))
}
