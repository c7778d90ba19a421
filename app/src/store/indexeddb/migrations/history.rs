//! Version 2: an object store for histories of records.

use indexed_db_futures::{Build, database::Database};

/// Creates the object store.
pub fn create(database: &Database) -> indexed_db_futures::Result<()> {
    database.create_object_store("history").build()?;
    Ok(())
}
