//! How a database comes from any older version to today's, one step after the other.

use indexed_db_futures::Build;
use indexed_db_futures::database::{Database, VersionChangeEvent};

use super::guard;

type Step = fn(&Database) -> indexed_db_futures::Result<()>;

/// Step `n` (from 0) leads to version `n + 1`. Steps are only ever added, and names written out: a
/// step never changes once it is released.
const STEPS: [Step; 6] = [
    |database| {
        let tables = [
            "guard",
            "meta",
            "outbox",
            "tray",
            "discarded",
            "chunk",
            "row",
            "draft",
        ];
        create(database, &tables)
    },
    |database| create(database, &["history"]),
    // The texts of records, apart from what lists need of them. Chunks that hold their texts
    // themselves are rewritten when the device is idle.
    |database| create(database, &["document"]),
    // What the app shows first.
    |database| create(database, &["front"]),
    // Changes that the server has acknowledged. What it acknowledged before is not on the device.
    |database| create(database, &["kept"]),
    // Another guard, which counts from 0 again. Nobody else can have the database open, and a front
    // of some old generation must not be taken for that of a new one.
    |database| {
        database.delete_object_store("guard")?;
        database.delete_object_store("front")?;
        create(database, &["front"])?;
        guard::create(database)
    },
];

/// The version that this build reads and writes.
pub fn version() -> u32 {
    STEPS.len() as u32
}

/// Runs the steps that the database has not seen.
pub fn run(event: &VersionChangeEvent, database: &Database) -> indexed_db_futures::Result<()> {
    let seen = event.old_version() as usize;
    STEPS.iter().skip(seen).try_for_each(|step| step(database))
}

fn create(database: &Database, tables: &[&str]) -> indexed_db_futures::Result<()> {
    let mut tables = tables.iter();
    tables.try_for_each(|name| database.create_object_store(*name).build().map(drop))
}
