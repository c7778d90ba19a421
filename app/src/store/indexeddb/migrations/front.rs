//! Version 4: an object store for what the app shows first.

use indexed_db_futures::{Build, database::Database};

/// Creates the object store.
pub fn create(database: &Database) -> indexed_db_futures::Result<()> {
    database.create_object_store("front").build()?;
    Ok(())
}
