//! How a database comes from any older version to today's, one step after the other.

mod documents;
mod front;
mod history;
mod kept;
mod tables;

use indexed_db_futures::database::{Database, VersionChangeEvent};

type Step = fn(&Database) -> indexed_db_futures::Result<()>;

/// Step `n` (from 0) leads to version `n + 1`. Steps are only ever added.
const STEPS: [Step; 5] = [
    tables::create,
    history::create,
    documents::create,
    front::create,
    kept::create,
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
